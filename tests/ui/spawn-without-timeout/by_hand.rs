// Futures, streams and readers that are written by hand; futures and closures in fields; processes that are killed.
use std::collections::HashMap;
use std::future::{Future, IntoFuture};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use futures::future::BoxFuture;
use futures::{FutureExt, Stream, StreamExt, Sink, SinkExt, TryFutureExt};
use pin_project_lite::pin_project;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{Interval, Sleep, interval, sleep, timeout};
use tokio_util::codec::{Framed, LinesCodec};
use tokio_util::sync::CancellationToken;
use tracing::Instrument;

// -- pin_project_lite wrapper
pin_project! { struct Tracked<F> { #[pin] inner: F, name: String } }
impl<F: Future> Future for Tracked<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> { let this = self.project(); println!("{}", this.name); this.inner.poll(cx) }
}
async fn read_it(mut s: TcpStream) { let mut b = [0; 8]; s.read_exact(&mut b).await.unwrap(); }
async fn pin_lite_reads(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(Tracked { inner: read_it(s), name: "a".into() }); } } //~ spawn-without-timeout
async fn pin_lite_timeout(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(Tracked { inner: timeout(Duration::from_secs(1), read_it(s)), name: "a".into() }); } }
// -- extension trait that makes it
trait TrackExt: Future + Sized { fn tracked(self, name: &str) -> Tracked<Self> { Tracked { inner: self, name: name.into() } } }
impl<F: Future> TrackExt for F {}
async fn ext_reads(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(read_it(s).tracked("x")); } } //~ spawn-without-timeout
async fn ext_outer_timeout(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(timeout(Duration::from_secs(1), read_it(s).tracked("x"))); } }
async fn ext_inner_timeout(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(timeout(Duration::from_secs(1), read_it(s)).tracked("x")); } }
// -- #[pin_project]
#[pin_project::pin_project]
struct Limited<F> { #[pin] inner: F, #[pin] until: Sleep }
impl<F: Future> Future for Limited<F> {
    type Output = Option<F::Output>;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        if let Poll::Ready(x) = this.inner.poll(cx) { return Poll::Ready(Some(x)); }
        ready!(this.until.poll(cx));
        Poll::Ready(None)
    }
}
async fn pinproj_limited(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(Limited { inner: read_it(s), until: sleep(Duration::from_secs(1)) }); } }
// -- a delay first, then the work: no limit
#[pin_project::pin_project]
struct Delayed<F> { #[pin] inner: F, #[pin] wait: Sleep }
impl<F: Future> Future for Delayed<F> {
    type Output = F::Output;
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        ready!(this.wait.poll(cx));
        this.inner.poll(cx)
    }
}
async fn pinproj_delayed(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(Delayed { inner: read_it(s), wait: sleep(Duration::from_secs(1)) }); } } //~ spawn-without-timeout
// -- a pump: from one socket to another
struct Pump { from: TcpStream, to: TcpStream, buf: Vec<u8> }
impl Pump {
    fn fill(&mut self, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> { let mut rb = ReadBuf::new(&mut self.buf); Pin::new(&mut self.from).poll_read(cx, &mut rb) }
    fn drain(&mut self, cx: &mut Context<'_>) -> Poll<std::io::Result<usize>> { Pin::new(&mut self.to).poll_write(cx, &self.buf) }
}
impl Future for Pump {
    type Output = std::io::Result<()>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> { loop { ready!(self.fill(cx))?; ready!(self.drain(cx))?; } }
}
async fn pump(l: TcpListener) { loop { let (from, _) = l.accept().await.unwrap(); let to = timeout(Duration::from_secs(1), TcpStream::connect("x:1")).await.unwrap().unwrap(); tokio::spawn(Pump { from, to, buf: vec![0; 10] }); } } //~ spawn-without-timeout
// -- with an idle interval in a helper
struct IdlePump { from: TcpStream, idle: Pin<Box<Sleep>>, buf: Vec<u8> }
impl IdlePump {
    fn fill(&mut self, cx: &mut Context<'_>) -> Poll<std::io::Result<()>> { let mut rb = ReadBuf::new(&mut self.buf); Pin::new(&mut self.from).poll_read(cx, &mut rb) }
    fn idle(&mut self, cx: &mut Context<'_>) -> Poll<()> { self.idle.as_mut().poll(cx) }
}
impl Future for IdlePump {
    type Output = std::io::Result<()>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> { if self.idle(cx).is_ready() { return Poll::Ready(Ok(())); } loop { ready!(self.fill(cx))?; } }
}
async fn idle_pump(l: TcpListener) { loop { let (from, _) = l.accept().await.unwrap(); tokio::spawn(IdlePump { from, idle: Box::pin(sleep(Duration::from_secs(1))), buf: vec![0; 10] }); } }
// -- generic over the stream
struct Reader<R> { io: R, buf: Vec<u8> }
impl<R: AsyncRead + Unpin> Future for Reader<R> {
    type Output = std::io::Result<()>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> { let this = self.get_mut(); let mut rb = ReadBuf::new(&mut this.buf); Pin::new(&mut this.io).poll_read(cx, &mut rb) }
}
async fn generic_socket(l: TcpListener) { loop { let (io, _) = l.accept().await.unwrap(); tokio::spawn(Reader { io, buf: vec![] }); } } //~ spawn-without-timeout
async fn generic_file(l: TcpListener) { loop { let (_s, _) = l.accept().await.unwrap(); let io = tokio::fs::File::open("x").await.unwrap(); tokio::spawn(Reader { io, buf: vec![] }); } }
// -- a state machine
enum Step { Read(TcpStream), Sleep(Pin<Box<Sleep>>), Done }
struct Machine { step: Step }
impl Future for Machine {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        loop {
            match &mut self.step {
                Step::Read(s) => { let mut b = [0; 4]; let mut rb = ReadBuf::new(&mut b); ready!(Pin::new(s).poll_read(cx, &mut rb)).unwrap(); self.step = Step::Sleep(Box::pin(sleep(Duration::from_secs(1)))); }
                Step::Sleep(t) => { ready!(t.as_mut().poll(cx)); self.step = Step::Done; }
                Step::Done => return Poll::Ready(()),
            }
        }
    }
}
async fn machine(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(Machine { step: Step::Read(s) }); } } //~ spawn-without-timeout
// -- a future that polls a stream of a peer, and one of a channel
struct Ws { ws: tokio_tungstenite::WebSocketStream<TcpStream> }
impl Future for Ws { type Output = (); fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> { while let Some(m) = ready!(self.ws.poll_next_unpin(cx)) { println!("{m:?}"); } Poll::Ready(()) } }
async fn ws_by_hand(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let Ok(Ok(ws)) = timeout(Duration::from_secs(1), tokio_tungstenite::accept_async(s)).await else { continue }; tokio::spawn(Ws { ws }); } } //~ spawn-without-timeout
struct Chan { rx: tokio_stream::wrappers::ReceiverStream<u8> }
impl Future for Chan { type Output = (); fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> { while let Some(m) = ready!(self.rx.poll_next_unpin(cx)) { println!("{m:?}"); } Poll::Ready(()) } }
async fn chan_by_hand(l: TcpListener) { loop { let (_s, _) = l.accept().await.unwrap(); let (_tx, rx) = mpsc::channel(1); tokio::spawn(Chan { rx: tokio_stream::wrappers::ReceiverStream::new(rx) }); } }
// -- a cancelled one: oneshot polled beside
struct Stoppable { s: TcpStream, stop: oneshot::Receiver<()> }
impl Future for Stoppable {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if Pin::new(&mut self.stop).poll(cx).is_ready() { return Poll::Ready(()); }
        let mut b = [0; 4]; let mut rb = ReadBuf::new(&mut b);
        match Pin::new(&mut self.s).poll_read(cx, &mut rb) { Poll::Ready(_) => Poll::Ready(()), Poll::Pending => Poll::Pending }
    }
}
async fn stoppable(l: TcpListener, stops: Arc<Mutex<Vec<oneshot::Sender<()>>>>) { loop { let (s, _) = l.accept().await.unwrap(); let (tx, stop) = oneshot::channel(); stops.lock().unwrap().push(tx); tokio::spawn(Stoppable { s, stop }); } }
// -- IntoFuture
struct Fetch { c: reqwest::Client, url: String }
impl IntoFuture for Fetch { type Output = String; type IntoFuture = BoxFuture<'static, String>; fn into_future(self) -> Self::IntoFuture { async move { self.c.get(self.url).send().await.unwrap().text().await.unwrap() }.boxed() } }
async fn into_future_open(mut rx: mpsc::Receiver<String>) { let c = reqwest::Client::new(); while let Some(url) = rx.recv().await { let c = c.clone(); tokio::spawn(async move { Fetch { c, url }.await }); } } //~ spawn-without-timeout //~ missing-client-timeout
async fn into_future_timeout(mut rx: mpsc::Receiver<String>, c: reqwest::Client) { while let Some(url) = rx.recv().await { let c = c.clone(); tokio::spawn(async move { timeout(Duration::from_secs(1), Fetch { c, url }.into_future()).await }); } }

// -- futures in fields
struct Task { fut: BoxFuture<'static, ()>, id: u32 }
impl Task { async fn run(self) { println!("{}", self.id); self.fut.await } fn new(f: impl Future<Output = ()> + Send + 'static) -> Self { Self { fut: Box::pin(f), id: 1 } } }
async fn field_future_open(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let t = Task { fut: Box::pin(read_it(s)), id: 2 }; tokio::spawn(t.run()); } } //~ spawn-without-timeout
async fn field_future_bounded(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let t = Task { fut: Box::pin(async move { let _ = timeout(Duration::from_secs(1), read_it(s)).await; }), id: 2 }; tokio::spawn(t.run()); } }
async fn field_future_new_open(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(Task::new(read_it(s)).run()); } } //~ spawn-without-timeout
async fn field_future_new_sleep(l: TcpListener) { loop { let (_s, _) = l.accept().await.unwrap(); tokio::spawn(Task::new(sleep(Duration::from_secs(1))).run()); } }
async fn field_future_direct(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let t = Task::new(read_it(s)); tokio::spawn(t.fut); } } //~ spawn-without-timeout
async fn field_destructured(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let Task { fut, id } = Task::new(read_it(s)); println!("{id}"); tokio::spawn(fut); } } //~ spawn-without-timeout
async fn field_destructured_bounded(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let Task { fut, id } = Task::new(read_it(s)); println!("{id}"); tokio::spawn(timeout(Duration::from_secs(1), fut)); } }
// closures in fields
struct Hook { call: Box<dyn Fn(TcpStream) -> BoxFuture<'static, ()> + Send + Sync> }
impl Hook { async fn fire(&self, s: TcpStream) { (self.call)(s).await } }
async fn field_closure_open(l: TcpListener) { let h = Arc::new(Hook { call: Box::new(|s| Box::pin(read_it(s))) }); loop { let (s, _) = l.accept().await.unwrap(); let h = h.clone(); tokio::spawn(async move { h.fire(s).await }); } } //~ spawn-without-timeout
async fn field_closure_bounded(l: TcpListener) { let h = Arc::new(Hook { call: Box::new(|s| Box::pin(async move { let _ = timeout(Duration::from_secs(1), read_it(s)).await; })) }); loop { let (s, _) = l.accept().await.unwrap(); let h = h.clone(); tokio::spawn(async move { h.fire(s).await }); } }
// enum of jobs
enum Job { Read(TcpStream), Nap }
impl Job { async fn run(self) { match self { Job::Read(s) => read_it(s).await, Job::Nap => sleep(Duration::from_secs(1)).await } } }
async fn enum_job(mut rx: mpsc::Receiver<Job>) { while let Some(j) = rx.recv().await { tokio::spawn(j.run()); } } //~ spawn-without-timeout
enum JobB { Read(TcpStream), Nap }
impl JobB { async fn run(self) { match self { JobB::Read(s) => { let _ = timeout(Duration::from_secs(1), read_it(s)).await; } JobB::Nap => sleep(Duration::from_secs(1)).await } } }
async fn enum_job_b(mut rx: mpsc::Receiver<JobB>) { while let Some(j) = rx.recv().await { tokio::spawn(j.run()); } }
// channel of futures
async fn runner(mut rx: mpsc::Receiver<BoxFuture<'static, ()>>) { while let Some(f) = rx.recv().await { tokio::spawn(f); } } // sent by: below
async fn submit_open(tx: mpsc::Sender<BoxFuture<'static, ()>>, s: TcpStream) { tx.send(Box::pin(read_it(s))).await.ok(); }
// -- child processes
async fn child_kill_then_wait(mut rx: mpsc::Receiver<String>) { while let Some(p) = rx.recv().await { tokio::spawn(async move { let mut c = Command::new(p).spawn().unwrap(); sleep(Duration::from_secs(3)).await; let _ = c.start_kill(); c.wait().await }); } }
async fn child_maybe_kill_then_wait(mut rx: mpsc::Receiver<String>, k: bool) { while let Some(p) = rx.recv().await { tokio::spawn(async move { let mut c = Command::new(p).spawn().unwrap(); if k { let _ = c.start_kill(); } c.wait().await }); } } //~ spawn-without-timeout
async fn child_wait_then_kill(mut rx: mpsc::Receiver<String>) { while let Some(p) = rx.recv().await { tokio::spawn(async move { let mut c = Command::new(p).spawn().unwrap(); let _ = c.wait().await; let _ = c.start_kill(); }); } } //~ spawn-without-timeout
async fn child_timeout_kill_wait(mut rx: mpsc::Receiver<String>) { while let Some(p) = rx.recv().await { tokio::spawn(async move { let mut c = Command::new(p).spawn().unwrap(); if timeout(Duration::from_secs(1), c.wait()).await.is_err() { c.start_kill().ok(); c.wait().await.ok(); } }); } }
async fn child_other_killed(mut rx: mpsc::Receiver<String>) { while let Some(p) = rx.recv().await { tokio::spawn(async move { let mut a = Command::new(&p).spawn().unwrap(); let mut b = Command::new(&p).spawn().unwrap(); a.start_kill().ok(); b.wait().await }); } } //~ spawn-without-timeout
struct Proc { child: Child, name: String }
impl Proc { async fn stop(mut self) { if let Err(e) = self.child.start_kill() { println!("{e} {}", self.name); } let _ = self.child.wait().await; } async fn join(mut self) { let _ = self.child.wait().await; } }
async fn proc_stop(mut rx: mpsc::Receiver<Proc>) { while let Some(p) = rx.recv().await { tokio::spawn(p.stop()); } }
async fn proc_join(mut rx: mpsc::Receiver<Proc>) { while let Some(p) = rx.recv().await { tokio::spawn(p.join()); } } //~ spawn-without-timeout
async fn child_stdout_lines(mut rx: mpsc::Receiver<String>) { use tokio::io::{AsyncBufReadExt, BufReader}; while let Some(p) = rx.recv().await { let mut c = Command::new(p).stdout(std::process::Stdio::piped()).spawn().unwrap(); let out = c.stdout.take().unwrap(); tokio::spawn(async move { let mut l = BufReader::new(out).lines(); while let Ok(Some(x)) = l.next_line().await { println!("{x}"); } }); } } //~ spawn-without-timeout
// -- framed
async fn framed(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let mut f = Framed::new(s, LinesCodec::new()); tokio::spawn(async move { while let Some(Ok(x)) = f.next().await { f.send(x).await.unwrap(); } }); } } //~ spawn-without-timeout
async fn framed_timeout_stream(l: TcpListener) { use tokio_stream::StreamExt as _; loop { let (s, _) = l.accept().await.unwrap(); let f = Framed::new(s, LinesCodec::new()); tokio::spawn(async move { let mut f = pin!(tokio_stream::StreamExt::timeout(f, Duration::from_secs(1))); while let Some(Ok(Ok(x))) = tokio_stream::StreamExt::next(&mut f).await { println!("{x}"); } }); } }
// -- optional timeouts in callers of a JoinSet
async fn fan_out(peers: Vec<TcpStream>) { let mut set = JoinSet::new(); for p in peers { set.spawn(read_it(p)); } while set.join_next().await.is_some() {} } //~ spawn-without-timeout
async fn fan_out_b(peers: Vec<TcpStream>) { let mut set = JoinSet::new(); for p in peers { set.spawn(read_it(p)); } while set.join_next().await.is_some() {} }
async fn opt_call(peers: Vec<TcpStream>, t: Option<Duration>) { match t { Some(t) => { let _ = timeout(t, fan_out_b(peers)).await; } None => fan_out_b(peers).await } }
// -- instrument, catch_unwind, shared
async fn combos(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(std::panic::AssertUnwindSafe(read_it(s)).catch_unwind().map(|_| ()).instrument(tracing::info_span!("x"))); } } //~ spawn-without-timeout
async fn combos_b(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(std::panic::AssertUnwindSafe(timeout(Duration::from_secs(1), read_it(s))).catch_unwind().map(|_| ()).instrument(tracing::info_span!("x"))); } }
async fn combos_tf(mut rx: mpsc::Receiver<String>, c: reqwest::Client) { while let Some(u) = rx.recv().await { tokio::spawn(c.get(u).send().and_then(|r| r.text()).map_ok(|t| println!("{t}")).map_err(|e| println!("{e}"))); } } //~ spawn-without-timeout
async fn combos_tf_b(mut rx: mpsc::Receiver<String>, c: reqwest::Client) { while let Some(u) = rx.recv().await { tokio::spawn(c.get(u).timeout(Duration::from_secs(1)).send().and_then(|r| r.text()).map_ok(|t| println!("{t}")).map_err(|e| println!("{e}"))); } }
// -- poll_fn variants
async fn poll_fn_deadline(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut t = Box::pin(sleep(Duration::from_secs(1))); let mut b = [0; 4]; let mut rb = ReadBuf::new(&mut b); std::future::poll_fn(|cx| { if t.as_mut().poll(cx).is_ready() { return Poll::Ready(()); } Pin::new(&mut s).poll_read(cx, &mut rb).map(|_| ()) }).await; }); } }
async fn poll_fn_inner_future(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut f = Box::pin(read_it(s)); futures::future::poll_fn(|cx| f.as_mut().poll(cx)).await; }); } } //~ spawn-without-timeout
async fn poll_fn_inner_sleep(l: TcpListener) { loop { let (_s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut f = Box::pin(sleep(Duration::from_secs(1))); futures::future::poll_fn(|cx| f.as_mut().poll(cx)).await; }); } }
// -- own Stream over a socket, driven by next()
struct Bytes1 { s: TcpStream }
impl Stream for Bytes1 { type Item = u8; fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<u8>> { let mut b = [0; 1]; let mut rb = ReadBuf::new(&mut b); ready!(Pin::new(&mut self.s).poll_read(cx, &mut rb)).ok(); Poll::Ready(Some(1)) } }
async fn own_stream(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut st = Bytes1 { s }; while let Some(b) = st.next().await { println!("{b}"); } }); } } //~ spawn-without-timeout
struct Count1 { n: u8 }
impl Stream for Count1 { type Item = u8; fn poll_next(mut self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<Option<u8>> { self.n += 1; Poll::Ready(Some(self.n)) } }
async fn own_stream_count(l: TcpListener) { loop { let (_s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut st = Count1 { n: 0 }; while let Some(b) = st.next().await { println!("{b}"); } }); } }
// -- own AsyncRead wrapper
struct Metered<S> { s: S, n: usize }
impl<S: AsyncRead + Unpin> AsyncRead for Metered<S> { fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> { self.n += 1; Pin::new(&mut self.s).poll_read(cx, buf) } }
async fn metered(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let mut m = Metered { s, n: 0 }; tokio::spawn(async move { let mut b = [0; 4]; m.read(&mut b).await.unwrap(); }); } } //~ spawn-without-timeout
async fn metered_file(l: TcpListener) { loop { let (_s, _) = l.accept().await.unwrap(); let mut m = Metered { s: tokio::fs::File::open("x").await.unwrap(), n: 0 }; tokio::spawn(async move { let mut b = [0; 4]; m.read(&mut b).await.unwrap(); }); } }
struct MeteredTcp { s: TcpStream, n: usize }
impl AsyncRead for MeteredTcp { fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<std::io::Result<()>> { self.n += 1; Pin::new(&mut self.s).poll_read(cx, buf) } }
async fn metered_tcp(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let mut m = MeteredTcp { s, n: 0 }; tokio::spawn(async move { let mut b = [0; 4]; m.read(&mut b).await.unwrap(); }); } } //~ spawn-without-timeout
