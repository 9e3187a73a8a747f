//! The ways to spawn, each with a bounded twin.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, mpsc, oneshot, Semaphore};
use tokio::task::{AbortHandle, JoinHandle, JoinSet, LocalSet};
use tokio_util::sync::CancellationToken;
use tokio_util::task::{AbortOnDropHandle, TaskTracker};
use tokio::time::{timeout, sleep, Instant};

const LIMIT: Duration = Duration::from_secs(5);
async fn talk(mut s: TcpStream) -> std::io::Result<()> { let mut b = [0; 64]; s.read_exact(&mut b).await?; Ok(()) }
async fn talk_limited(s: TcpStream) -> std::io::Result<()> { timeout(LIMIT, talk(s)).await? }

// task::Builder
async fn builder_open(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::Builder::new().name("c").spawn(talk(s)).unwrap(); } } //~ spawn-without-timeout
async fn builder_bounded(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::Builder::new().name("c").spawn(talk_limited(s)).unwrap(); } }
async fn builder_local_open(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::Builder::new().spawn_local(talk(s)).unwrap(); } } //~ spawn-without-timeout
// LocalSet
async fn local_set_open(l: TcpListener, set: &LocalSet) { loop { let (s, _) = l.accept().await.unwrap(); set.spawn_local(talk(s)); } } //~ spawn-without-timeout
async fn local_set_bounded(l: TcpListener, set: &LocalSet) { loop { let (s, _) = l.accept().await.unwrap(); set.spawn_local(talk_limited(s)); } }
// Handle
async fn handle_open(l: TcpListener, h: tokio::runtime::Handle) { loop { let (s, _) = l.accept().await.unwrap(); h.spawn(talk(s)); } } //~ spawn-without-timeout
async fn handle_current(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::runtime::Handle::current().spawn(async move { talk(s).await }); } } //~ spawn-without-timeout
fn runtime_open(l: std::net::TcpListener, rt: &tokio::runtime::Runtime) { for s in l.incoming() { let s = TcpStream::from_std(s.unwrap()).unwrap(); rt.spawn(talk(s)); } } //~ spawn-without-timeout
// tracker
async fn tracker_open(l: TcpListener, t: TaskTracker) { loop { let (s, _) = l.accept().await.unwrap(); t.spawn(talk(s)); } } //~ spawn-without-timeout
async fn tracker_future(l: TcpListener, t: TaskTracker) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(t.track_future(talk(s))); } } //~ spawn-without-timeout
async fn tracker_future_bounded(l: TcpListener, t: TaskTracker) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(t.track_future(talk_limited(s))); } }
async fn tracker_token(l: TcpListener, t: TaskTracker, stop: CancellationToken) { loop { let (s, _) = l.accept().await.unwrap(); let stop = stop.clone(); t.spawn(async move { tokio::select! { _ = stop.cancelled() => {} r = talk(s) => { let _ = r; } } }); } }
// run_until_cancelled
async fn run_until(l: TcpListener, stop: CancellationToken) { loop { let (s, _) = l.accept().await.unwrap(); let stop = stop.child_token(); tokio::spawn(async move { stop.run_until_cancelled(talk(s)).await }); } }
async fn cancelled_checked_once(l: TcpListener, stop: CancellationToken) { loop { let (s, _) = l.accept().await.unwrap(); let stop = stop.child_token(); tokio::spawn(async move { if stop.is_cancelled() { return; } let _ = talk(s).await; }); } } //~ spawn-without-timeout
async fn drop_guard_only(l: TcpListener, stop: CancellationToken) { loop { let (s, _) = l.accept().await.unwrap(); let stop = stop.child_token(); tokio::spawn(async move { let _guard = stop.drop_guard(); let _ = talk(s).await; }); } } //~ spawn-without-timeout
// abort handles
struct Registry { tasks: Mutex<HashMap<u64, AbortHandle>> }
impl Registry {
    async fn add(&self, id: u64, s: TcpStream) { let h = tokio::spawn(talk(s)); self.tasks.lock().await.insert(id, h.abort_handle()); }
    async fn remove(&self, id: u64) { if let Some(h) = self.tasks.lock().await.remove(&id) { h.abort(); } }
}
async fn registry(l: TcpListener, r: Arc<Registry>) { let mut i = 0; loop { let (s, _) = l.accept().await.unwrap(); i += 1; r.add(i, s).await; } }
struct Counted { tasks: Mutex<HashMap<u64, AbortHandle>> }
impl Counted {
    async fn add(&self, id: u64, s: TcpStream) { let h = tokio::spawn(talk(s)); self.tasks.lock().await.insert(id, h.abort_handle()); } //~ spawn-without-timeout
    async fn remove(&self, id: u64) { self.tasks.lock().await.remove(&id); }
}
async fn counted(l: TcpListener, r: Arc<Counted>) { let mut i = 0; loop { let (s, _) = l.accept().await.unwrap(); i += 1; r.add(i, s).await; } }
async fn abort_on_drop(l: TcpListener) { let mut kept = Vec::new(); loop { let (s, _) = l.accept().await.unwrap(); kept.push(AbortOnDropHandle::new(tokio::spawn(talk(s)))); } }
async fn abort_previous(l: TcpListener) { let mut last: Option<JoinHandle<_>> = None; loop { let (s, _) = l.accept().await.unwrap(); if let Some(h) = last.take() { h.abort(); } last = Some(tokio::spawn(talk(s))); } }
async fn keep_previous(l: TcpListener) { let mut last: Option<JoinHandle<_>> = None; loop { let (s, _) = l.accept().await.unwrap(); if let Some(h) = last.take() { println!("{}", h.is_finished()); } last = Some(tokio::spawn(talk(s))); } } //~ spawn-without-timeout
// semaphore is no timeout
async fn permits(l: TcpListener, sem: Arc<Semaphore>) { loop { let (s, _) = l.accept().await.unwrap(); let p = sem.clone().acquire_owned().await.unwrap(); tokio::spawn(async move { let _p = p; let _ = talk(s).await; }); } } //~ spawn-without-timeout
// timeouts: only connect
async fn connect_then_talk(mut rx: mpsc::Receiver<String>) { while let Some(a) = rx.recv().await { tokio::spawn(async move { let s = timeout(LIMIT, TcpStream::connect(a)).await.unwrap().unwrap(); talk(s).await }); } } //~ spawn-without-timeout
async fn connect_and_talk_limited(mut rx: mpsc::Receiver<String>) { while let Some(a) = rx.recv().await { tokio::spawn(timeout(LIMIT, async move { let s = TcpStream::connect(a).await.unwrap(); talk(s).await })); } }
async fn deadline(mut rx: mpsc::Receiver<TcpStream>) { while let Some(s) = rx.recv().await { let at = Instant::now() + LIMIT; tokio::spawn(async move { tokio::time::timeout_at(at, talk(s)).await }); } }
async fn future_variable(mut rx: mpsc::Receiver<TcpStream>) { while let Some(s) = rx.recv().await { let work = talk(s); let work = timeout(LIMIT, work); tokio::spawn(work); } }
async fn future_variable_open(mut rx: mpsc::Receiver<TcpStream>) { while let Some(s) = rx.recv().await { let work = talk(s); let work = async move { work.await }; tokio::spawn(work); } } //~ spawn-without-timeout
async fn per_read(mut rx: mpsc::Receiver<TcpStream>) { while let Some(mut s) = rx.recv().await { tokio::spawn(async move { let mut b = [0; 8]; loop { match timeout(LIMIT, s.read(&mut b)).await { Ok(Ok(n)) if n > 0 => {} _ => break } } }); } }
async fn per_read_not_first(mut rx: mpsc::Receiver<TcpStream>) { while let Some(mut s) = rx.recv().await { tokio::spawn(async move { let mut b = [0; 8]; s.read_exact(&mut b).await.unwrap(); loop { match timeout(LIMIT, s.read(&mut b)).await { Ok(Ok(n)) if n > 0 => {} _ => break } } }); } } //~ spawn-without-timeout
async fn interval_race(mut rx: mpsc::Receiver<TcpStream>) { while let Some(mut s) = rx.recv().await { tokio::spawn(async move { let mut tick = tokio::time::interval(LIMIT); let mut b = [0; 8]; loop { tokio::select! { _ = tick.tick() => break, n = s.read(&mut b) => { if n.unwrap_or(0) == 0 { break; } } } } }); } }
async fn boxed(mut rx: mpsc::Receiver<TcpStream>) { while let Some(s) = rx.recv().await { let f: std::pin::Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async move { let _ = talk(s).await; }); tokio::spawn(f); } } //~ spawn-without-timeout
async fn boxed_bounded(mut rx: mpsc::Receiver<TcpStream>) { while let Some(s) = rx.recv().await { let f: std::pin::Pin<Box<dyn Future<Output = ()> + Send>> = Box::pin(async move { let _ = timeout(LIMIT, talk(s)).await; }); tokio::spawn(f); } }
async fn array_of_futures(mut rx: mpsc::Receiver<(TcpStream, TcpStream)>) { while let Some((a, b)) = rx.recv().await { tokio::spawn(futures::future::join(talk(a), talk_limited(b))); } } //~ spawn-without-timeout
async fn array_of_futures_bounded(mut rx: mpsc::Receiver<(TcpStream, TcpStream)>) { while let Some((a, b)) = rx.recv().await { tokio::spawn(futures::future::join(talk_limited(a), talk_limited(b))); } }
async fn oneshot_answer(mut rx: mpsc::Receiver<oneshot::Receiver<u8>>) { while let Some(r) = rx.recv().await { tokio::spawn(async move { let _ = r.await; }); } }
// JoinSet
async fn set_loop(l: TcpListener) { let mut set = JoinSet::new(); loop { tokio::select! { c = l.accept() => { set.spawn(talk(c.unwrap().0)); } Some(_) = set.join_next() => {} } } } //~ spawn-without-timeout
async fn set_loop_bounded(l: TcpListener) { let mut set = JoinSet::new(); loop { tokio::select! { c = l.accept() => { set.spawn(talk_limited(c.unwrap().0)); } Some(_) = set.join_next() => {} } } }
async fn set_local(l: TcpListener) { let mut set = JoinSet::new(); loop { let c = l.accept().await.unwrap(); set.spawn_local(talk(c.0)); } } //~ spawn-without-timeout
// other runtimes
async fn async_std_open(l: async_std::net::TcpListener) { use async_std::io::ReadExt; loop { let (mut s, _) = l.accept().await.unwrap(); async_std::task::spawn(async move { let mut b = [0; 4]; s.read(&mut b).await.unwrap(); }); } } //~ spawn-without-timeout
async fn async_std_bounded(l: async_std::net::TcpListener) { use async_std::io::ReadExt; loop { let (mut s, _) = l.accept().await.unwrap(); async_std::task::spawn(async move { let mut b = [0; 4]; async_std::future::timeout(LIMIT, s.read(&mut b)).await.unwrap().unwrap(); }); } }
async fn async_std_io_timeout(l: async_std::net::TcpListener) { use async_std::io::ReadExt; loop { let (mut s, _) = l.accept().await.unwrap(); async_std::task::spawn(async_std::io::timeout(LIMIT, async move { let mut b = [0; 4]; s.read(&mut b).await })); } }
async fn smol_open(l: smol::net::TcpListener) { use smol::io::AsyncReadExt; loop { let (mut s, _) = l.accept().await.unwrap(); smol::spawn(async move { let mut b = [0; 4]; s.read(&mut b).await.unwrap(); }).detach(); } } //~ spawn-without-timeout
async fn smol_or(l: smol::net::TcpListener) { use smol::{io::AsyncReadExt, future::FutureExt}; loop { let (mut s, _) = l.accept().await.unwrap(); smol::spawn(async move { let mut b = [0; 4]; async { s.read(&mut b).await.map(|_| ()) }.or(async { smol::Timer::after(LIMIT).await; Ok(()) }).await.unwrap(); }).detach(); } }
async fn actix_open(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); actix_rt::spawn(talk(s)); } } //~ spawn-without-timeout
async fn actix_bounded(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); actix_rt::spawn(actix_rt::time::timeout(LIMIT, talk(s))); } }
// child processes
async fn child_open(mut rx: mpsc::Receiver<String>) { while let Some(p) = rx.recv().await { tokio::spawn(async move { tokio::process::Command::new(p).status().await }); } } //~ spawn-without-timeout
async fn child_limited(mut rx: mpsc::Receiver<String>) { while let Some(p) = rx.recv().await { tokio::spawn(async move { timeout(LIMIT, tokio::process::Command::new(p).status()).await }); } }
async fn child_kill_on_drop_only(mut rx: mpsc::Receiver<String>) { while let Some(p) = rx.recv().await { tokio::spawn(async move { tokio::process::Command::new(p).kill_on_drop(true).output().await }); } } //~ spawn-without-timeout
// start-up
async fn once_at_start() { let s = TcpStream::connect("a:1").await.unwrap(); tokio::spawn(talk(s)); } //~low missing-client-timeout
async fn for_each_const() { for a in ["a:1", "b:1"] { tokio::spawn(async move { loop { let s = TcpStream::connect(a).await.unwrap(); let _ = talk(s).await; } }); } } //~low missing-client-timeout
// lines
async fn lines_open(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut lines = BufReader::new(s).lines(); while let Ok(Some(x)) = lines.next_line().await { println!("{x}"); } }); } } //~ spawn-without-timeout
async fn lines_bounded(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut lines = BufReader::new(s).lines(); while let Ok(Ok(Some(x))) = timeout(LIMIT, lines.next_line()).await { println!("{x}"); } }); } }
async fn write_only(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { s.write_all(b"hi").await }); } } //~low spawn-without-timeout
