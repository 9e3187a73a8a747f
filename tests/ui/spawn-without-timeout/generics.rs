//! Jobs behind traits and type parameters, stop signals, handles that are kept, requests in tasks.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio::sync::{mpsc, oneshot, watch, Notify, broadcast, Mutex};
use tokio::task::{JoinHandle, JoinSet, AbortHandle};
use tokio::time::{timeout, sleep};
const LIMIT: Duration = Duration::from_secs(5);

trait Job: Send + 'static { fn run(self) -> impl Future<Output = ()> + Send; }
struct Open(TcpStream);
impl Job for Open { async fn run(mut self) { let mut b = [0; 8]; let _ = self.0.read(&mut b).await; } }
struct Limited(TcpStream);
impl Job for Limited { async fn run(mut self) { let mut b = [0; 8]; let _ = timeout(LIMIT, self.0.read(&mut b)).await; } }
fn start_any<J: Job>(j: J) { tokio::spawn(async move { j.run().await }); }
async fn start_any_limited(l: TcpListener) { loop { start_any(Limited(l.accept().await.unwrap().0)); } }
fn start_open<J: Job>(j: J) { tokio::spawn(async move { j.run().await }); } //~ spawn-without-timeout
async fn start_open_one(l: TcpListener) { loop { start_open(Open(l.accept().await.unwrap().0)); } }
fn start_both<J: Job>(j: J) { tokio::spawn(async move { j.run().await }); } //~ spawn-without-timeout
async fn start_both_1(l: TcpListener) { loop { start_both(Open(l.accept().await.unwrap().0)); } }
async fn start_both_2(l: TcpListener) { loop { start_both(Limited(l.accept().await.unwrap().0)); } }
async fn direct_limited(l: TcpListener) { loop { tokio::spawn(Limited(l.accept().await.unwrap().0).run()); } }
async fn direct_open(l: TcpListener) { loop { tokio::spawn(Open(l.accept().await.unwrap().0).run()); } } //~ spawn-without-timeout

// handler as a closure
async fn serve_with<H, F>(l: TcpListener, h: H) where H: Fn(TcpStream) -> F + Clone + Send + 'static, F: Future<Output = ()> + Send + 'static {
    loop { let (s, _) = l.accept().await.unwrap(); let h = h.clone(); tokio::spawn(async move { h(s).await }); }
}
async fn with_open(l: TcpListener) { serve_with(l, |mut s| async move { let _ = s.read_u8().await; }).await } //~ spawn-without-timeout
async fn serve_with_limited<H, F>(l: TcpListener, h: H) where H: Fn(TcpStream) -> F + Clone + Send + 'static, F: Future<Output = ()> + Send + 'static {
    loop { let (s, _) = l.accept().await.unwrap(); let h = h.clone(); tokio::spawn(async move { let _ = timeout(LIMIT, h(s)).await; }); }
}
async fn with_limited(l: TcpListener) { serve_with_limited(l, |mut s| async move { let _ = s.read_u8().await; }).await }

// generic stream param
async fn echo<S: AsyncRead + AsyncWrite + Unpin>(mut s: S) { let mut b = [0; 8]; while let Ok(n) = s.read(&mut b).await { if n == 0 { break; } let _ = s.write_all(&b[..n]).await; } }
async fn echo_tcp(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(echo(s)); } } //~ spawn-without-timeout
async fn echo_unix(l: UnixListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(echo(s)); } } //~ spawn-without-timeout
async fn echo_duplex(mut rx: mpsc::Receiver<()>) { while rx.recv().await.is_some() { let (a, _b) = tokio::io::duplex(8); tokio::spawn(echo(a)); } }
async fn echo_timeout_stream(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let mut s = tokio_io_timeout::TimeoutStream::new(s); s.set_read_timeout(Some(LIMIT)); tokio::spawn(echo(Box::pin(s))); } }
async fn split_halves(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let (mut r, mut w) = s.into_split(); tokio::spawn(async move { tokio::io::copy(&mut r, &mut w).await }); } } //~ spawn-without-timeout
async fn split_halves_limited(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let (mut r, mut w) = s.into_split(); tokio::spawn(async move { timeout(LIMIT, tokio::io::copy(&mut r, &mut w)).await }); } }

// stop signals
async fn watch_changed(l: TcpListener, stop: watch::Receiver<bool>) { loop { let (mut s, _) = l.accept().await.unwrap(); let mut stop = stop.clone(); tokio::spawn(async move { tokio::select! { _ = stop.changed() => {}, _ = s.read_u8() => {} } }); } }
async fn watch_peeked(l: TcpListener, stop: watch::Receiver<bool>) { loop { let (mut s, _) = l.accept().await.unwrap(); let stop = stop.clone(); tokio::spawn(async move { while !*stop.borrow() { let _ = s.read_u8().await; } }); } } //~ spawn-without-timeout
async fn notify_stop(l: TcpListener, stop: Arc<Notify>) { loop { let (mut s, _) = l.accept().await.unwrap(); let stop = stop.clone(); tokio::spawn(async move { tokio::select! { _ = stop.notified() => {}, _ = s.read_u8() => {} } }); } }
async fn oneshot_stop(l: TcpListener) { let mut all = vec![]; loop { let (mut s, _) = l.accept().await.unwrap(); let (tx, rx) = oneshot::channel::<()>(); all.push(tx); tokio::spawn(async move { tokio::select! { _ = rx => {}, _ = s.read_u8() => {} } }); } }
async fn loop_select_twice(l: TcpListener, stop: Arc<Notify>) { loop { let (mut s, _) = l.accept().await.unwrap(); let stop = stop.clone(); tokio::spawn(async move { loop { tokio::select! { _ = stop.notified() => break, r = s.read_u8() => { if r.is_err() { break; } s.read_u16().await.unwrap(); } } } }); } } //~ spawn-without-timeout
async fn loop_select_once(l: TcpListener, stop: Arc<Notify>) { loop { let (mut s, _) = l.accept().await.unwrap(); let stop = stop.clone(); tokio::spawn(async move { loop { tokio::select! { _ = stop.notified() => break, r = s.read_u8() => { if r.is_err() { break; } } } } }); } }
async fn select_else_only(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { tokio::select! { Ok(_) = s.read_u8() => {}, else => {} } }); } } //~ spawn-without-timeout

// handles
struct Conn { task: JoinHandle<()> }
impl Drop for Conn { fn drop(&mut self) { self.task.abort(); } }
async fn kept_in_conn(l: TcpListener) -> Vec<Conn> { let mut all = vec![]; loop { let (mut s, _) = l.accept().await.unwrap(); all.push(Conn { task: tokio::spawn(async move { let _ = s.read_u8().await; }) }); if all.len() > 9 { return all; } } }
struct Conn2 { task: JoinHandle<()> }
impl Drop for Conn2 { fn drop(&mut self) { println!("{}", self.task.is_finished()); } }
async fn kept_in_conn2(l: TcpListener) -> Vec<Conn2> { let mut all = vec![]; loop { let (mut s, _) = l.accept().await.unwrap(); all.push(Conn2 { task: tokio::spawn(async move { let _ = s.read_u8().await; }) }); if all.len() > 9 { return all; } } } //~ spawn-without-timeout
async fn joined_all(l: TcpListener) { loop { let mut hs = vec![]; for _ in 0..4 { let (mut s, _) = l.accept().await.unwrap(); hs.push(tokio::spawn(async move { let _ = s.read_u8().await; })); } for h in hs { let _ = h.await; } } } //~ spawn-without-timeout
async fn timeout_handle(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); let h = tokio::spawn(async move { let _ = s.read_u8().await; }); let _ = timeout(LIMIT, h).await; } } //~ spawn-without-timeout
async fn timeout_handle_abort(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); let mut h = tokio::spawn(async move { let _ = s.read_u8().await; }); if timeout(LIMIT, &mut h).await.is_err() { h.abort(); } } }
async fn set_with_timeout(l: TcpListener) { let mut set = JoinSet::new(); loop { let (mut s, _) = l.accept().await.unwrap(); if set.len() > 100 { set.abort_all(); } set.spawn(async move { let _ = s.read_u8().await; }); } }

// requests in tasks
async fn req_open(mut rx: mpsc::Receiver<String>, c: reqwest::Client) { while let Some(u) = rx.recv().await { let c = c.clone(); tokio::spawn(async move { c.get(u).send().await.unwrap().text().await.unwrap() }); } } //~ spawn-without-timeout
async fn req_own_timeout(mut rx: mpsc::Receiver<String>, c: reqwest::Client) { while let Some(u) = rx.recv().await { let c = c.clone(); tokio::spawn(async move { c.get(u).timeout(LIMIT).send().await.unwrap().text().await.unwrap() }); } }
async fn req_local_client(mut rx: mpsc::Receiver<String>) { let c = reqwest::Client::builder().timeout(LIMIT).build().unwrap(); while let Some(u) = rx.recv().await { let c = c.clone(); tokio::spawn(async move { c.get(u).send().await.unwrap().text().await.unwrap() }); } }
async fn req_local_client_open(mut rx: mpsc::Receiver<String>) { let c = reqwest::Client::builder().connect_timeout(LIMIT).build().unwrap(); while let Some(u) = rx.recv().await { let c = c.clone(); tokio::spawn(async move { c.get(u).send().await.unwrap().text().await.unwrap() }); } } //~ missing-client-timeout //~ spawn-without-timeout
async fn req_send_limited_body_open(mut rx: mpsc::Receiver<String>, c: reqwest::Client) { while let Some(u) = rx.recv().await { let c = c.clone(); tokio::spawn(async move { timeout(LIMIT, c.get(u).send()).await.unwrap().unwrap().text().await.unwrap() }); } } //~ spawn-without-timeout
struct Hook { c: reqwest::Client }
impl Hook {
    fn new() -> Self { Hook { c: reqwest::Client::builder().timeout(LIMIT).build().unwrap() } }
    fn fire(&self, u: String) { let c = self.c.clone(); tokio::spawn(async move { let _ = c.post(u).send().await.unwrap().bytes().await; }); }
}
async fn hooks(mut rx: mpsc::Receiver<String>) { let h = Hook::new(); while let Some(u) = rx.recv().await { h.fire(u); } }
struct Hook2 { c: reqwest::Client }
impl Hook2 {
    fn new() -> Self { Hook2 { c: reqwest::Client::new() } } //~ missing-client-timeout
    fn fire(&self, u: String) { let c = self.c.clone(); tokio::spawn(async move { let _ = c.post(u).send().await.unwrap().bytes().await; }); } //~ spawn-without-timeout
}
async fn hooks2(mut rx: mpsc::Receiver<String>) { let h = Hook2::new(); while let Some(u) = rx.recv().await { h.fire(u); } }
// axum handlers
async fn handler_open(axum::extract::State(c): axum::extract::State<reqwest::Client>) -> &'static str { tokio::spawn(async move { let _ = c.get("u").send().await.unwrap().bytes().await; }); "ok" } //~ spawn-without-timeout
async fn handler_limited(axum::extract::State(c): axum::extract::State<reqwest::Client>) -> &'static str { tokio::spawn(timeout(LIMIT, async move { let _ = c.get("u").send().await.unwrap().bytes().await; })); "ok" }
async fn handler_channel(axum::extract::State(tx): axum::extract::State<mpsc::Sender<u8>>) -> &'static str { tokio::spawn(async move { let _ = tx.send(1).await; }); "ok" }
fn app() -> axum::Router { axum::Router::new().route("/a", axum::routing::get(handler_open)).route("/b", axum::routing::get(handler_limited)).with_state(reqwest::Client::builder().build().unwrap()) } //~ missing-client-timeout
