//! Waits through traits, generics, streams, codecs and signals.
use async_trait::async_trait;
use axum::{extract::State, routing::{get, post}, Router, Json};
use futures::stream::{FuturesUnordered, SplitSink, SplitStream};
use futures::{SinkExt, Stream, StreamExt, TryStreamExt};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot, watch, Notify};
use tokio::time::{interval, sleep, timeout, Instant};
use tokio_util::sync::CancellationToken;

const T: Duration = Duration::from_secs(3);

// traits
#[async_trait]
pub trait Store: Send + Sync { async fn load(&self, k: &str) -> Vec<u8>; }
pub struct Net; pub struct Mem;
#[async_trait]
impl Store for Net { async fn load(&self, k: &str) -> Vec<u8> { let mut s = TcpStream::connect(k).await.unwrap(); let mut v = vec![]; s.read_to_end(&mut v).await.unwrap(); v } } //~low missing-client-timeout
#[async_trait]
impl Store for Mem { async fn load(&self, _k: &str) -> Vec<u8> { vec![] } }
pub async fn dyn_store(l: TcpListener, st: Arc<dyn Store>) { loop { let _ = l.accept().await; let st = st.clone(); tokio::spawn(async move { st.load("a").await; }); } } //~ spawn-without-timeout
pub async fn net_store(l: TcpListener, st: Arc<Net>) { loop { let _ = l.accept().await; let st = st.clone(); tokio::spawn(async move { st.load("a").await; }); } } //~ spawn-without-timeout
pub async fn mem_store(l: TcpListener, st: Arc<Mem>) { loop { let _ = l.accept().await; let st = st.clone(); tokio::spawn(async move { st.load("a").await; }); } }
pub async fn gen_store<S: Store + 'static>(l: TcpListener, st: Arc<S>) { loop { let _ = l.accept().await; let st = st.clone(); tokio::spawn(async move { st.load("a").await; }); } } //~ spawn-without-timeout
pub async fn dyn_store_bounded(l: TcpListener, st: Arc<dyn Store>) { loop { let _ = l.accept().await; let st = st.clone(); tokio::spawn(async move { let _ = timeout(T, st.load("a")).await; }); } }
pub trait OnlyMem: Send + Sync { fn get(&self) -> impl Future<Output = u8> + Send; }
impl OnlyMem for Mem { async fn get(&self) -> u8 { tokio::task::yield_now().await; 1 } }
pub async fn gen_mem<S: OnlyMem + 'static>(l: TcpListener, st: Arc<S>) { loop { let _ = l.accept().await; let st = st.clone(); tokio::spawn(async move { st.get().await; }); } }
// provided method
pub trait Pinger: Send + Sync + 'static { fn host(&self) -> String; fn ping(&self) -> impl Future<Output = ()> + Send { let h = self.host(); async move { let mut s = TcpStream::connect(h).await.unwrap(); s.read_u8().await.unwrap(); } } } //~low missing-client-timeout
impl Pinger for Mem { fn host(&self) -> String { "a".into() } }
pub async fn provided(l: TcpListener, p: Arc<Mem>) { loop { let _ = l.accept().await; let p = p.clone(); tokio::spawn(async move { p.ping().await }); } } //~ spawn-without-timeout
// closures given
// a wrapper that spawns what it is given
fn bg<F>(f: F) where F: Future<Output = ()> + Send + 'static { tokio::spawn(f); }
fn bg_limited<F>(f: F) where F: Future<Output = ()> + Send + 'static { tokio::spawn(async move { let _ = timeout(T, f).await; }); }
fn bg_named<F>(name: &'static str, f: F) -> tokio::task::JoinHandle<()> where F: Future<Output = ()> + Send + 'static { tracing::info!(name); tokio::spawn(async move { f.await; tracing::info!("done"); }) }
async fn h1() { bg(async { let mut s = TcpStream::connect("a").await.unwrap(); s.read_u8().await.unwrap(); }) } //~ spawn-without-timeout //~low missing-client-timeout
async fn h2() { bg_limited(async { let mut s = TcpStream::connect("a").await.unwrap(); s.read_u8().await.unwrap(); }) }
async fn h3() { bg_named("x", async { let mut s = TcpStream::connect("a").await.unwrap(); s.read_u8().await.unwrap(); }); } //~ spawn-without-timeout //~low missing-client-timeout
async fn h4() { bg_named("x", async { sleep(T).await }); }
async fn h5() { bg(async { let _ = timeout(T, async { let mut s = TcpStream::connect("a").await.unwrap(); s.read_u8().await.unwrap(); }).await; }) }
pub struct Exec(tokio::runtime::Handle);
impl Exec { pub fn go(&self, f: impl Future<Output = ()> + Send + 'static) { self.0.spawn(f); } pub fn go_boxed(&self, f: Pin<Box<dyn Future<Output = ()> + Send>>) { self.0.spawn(f); } }
async fn h6(State(e): State<Arc<Exec>>) { e.go(async { let mut s = TcpStream::connect("a").await.unwrap(); s.read_u8().await.unwrap(); }) } //~ spawn-without-timeout //~low missing-client-timeout
async fn h7(State(e): State<Arc<Exec>>) { e.go_boxed(Box::pin(async { let mut s = TcpStream::connect("a").await.unwrap(); s.read_u8().await.unwrap(); })) } //~ spawn-without-timeout //~low missing-client-timeout
pub fn app() -> Router { Router::new().route("/1", get(h1)).route("/2", get(h2)).route("/3", get(h3)).route("/4", get(h4)).route("/5", get(h5)) }
pub fn app_e() -> Router<Arc<Exec>> { Router::new().route("/6", get(h6)).route("/7", get(h7)) }
impl<S> hyper::rt::Executor<S> for Exec where S: Future<Output = ()> + Send + 'static { fn execute(&self, f: S) { self.0.spawn(f); } }

// IO generic
async fn pump<R: AsyncRead + Unpin, W: AsyncWrite + Unpin>(mut r: R, mut w: W) -> std::io::Result<()> { tokio::io::copy(&mut r, &mut w).await?; Ok(()) }
pub async fn pump_sock(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let (r, w) = s.into_split(); tokio::spawn(pump(r, w)); } } //~ spawn-without-timeout
pub async fn pump_file(l: TcpListener) { loop { let _ = l.accept().await; let (a, b) = (tokio::fs::File::open("a").await.unwrap(), tokio::fs::File::create("b").await.unwrap()); tokio::spawn(pump(a, b)); } }
pub async fn pump_duplex(l: TcpListener) { loop { let _ = l.accept().await; let (a, b) = tokio::io::duplex(10); let (r, w) = (a, b); tokio::spawn(pump(r, w)); } }
pub async fn pump_bytes(l: TcpListener) { loop { let _ = l.accept().await; tokio::spawn(async { let mut r = BufReader::new(&b"abc"[..]); let mut s = String::new(); r.read_line(&mut s).await.unwrap(); }); } }
pub async fn pump_cursor(l: TcpListener) { loop { let _ = l.accept().await; tokio::spawn(async { let mut r = BufReader::new(std::io::Cursor::new(vec![1u8])); let mut s = String::new(); r.read_line(&mut s).await.unwrap(); }); } }
pub async fn pump_box(l: TcpListener, mk: fn() -> Box<dyn AsyncRead + Send + Unpin>) { loop { let _ = l.accept().await; let mut r = mk(); tokio::spawn(async move { r.read_u8().await.unwrap(); }); } } //~ spawn-without-timeout
// framed, tls
pub async fn framed(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut f = tokio_util::codec::Framed::new(s, tokio_util::codec::LinesCodec::new()); while let Some(Ok(x)) = f.next().await { f.send(x).await.unwrap(); } }); } } //~ spawn-without-timeout
pub async fn framed_timeout(l: TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut f = tokio_util::codec::FramedRead::new(s, tokio_util::codec::LinesCodec::new()); loop { match timeout(T, f.next()).await { Ok(Some(Ok(x))) => println!("{x}"), _ => break } } }); } }
pub async fn tls(l: TcpListener, a: tokio_rustls::TlsAcceptor) { loop { let (s, _) = l.accept().await.unwrap(); let a = a.clone(); tokio::spawn(async move { let s = a.accept(s).await.unwrap(); drop(s); }); } } //~ spawn-without-timeout
pub async fn tls_bounded(l: TcpListener, a: tokio_rustls::TlsAcceptor) { loop { let (s, _) = l.accept().await.unwrap(); let a = a.clone(); tokio::spawn(async move { if let Ok(Ok(s)) = timeout(T, a.accept(s)).await { drop(s); } }); } }
// websockets
async fn ws_up(ws: axum::extract::ws::WebSocketUpgrade) -> axum::response::Response { ws.on_upgrade(ws_loop) } //~ spawn-without-timeout
async fn ws_loop(mut s: axum::extract::ws::WebSocket) { while let Some(m) = s.recv().await { if m.is_err() { break } } }
async fn ws_up_b(ws: axum::extract::ws::WebSocketUpgrade) -> axum::response::Response { ws.on_upgrade(ws_loop_b) }
async fn ws_loop_b(mut s: axum::extract::ws::WebSocket) { while let Ok(Some(Ok(_m))) = timeout(T, s.recv()).await {} }
async fn ws_up_c(ws: axum::extract::ws::WebSocketUpgrade, State(t): State<CancellationToken>) -> axum::response::Response { ws.on_upgrade(move |s| async move { tokio::select! { _ = ws_loop(s) => {}, _ = t.cancelled() => {} } }) }
pub fn wsapp() -> Router { Router::new().route("/1", get(ws_up)).route("/2", get(ws_up_b)).route("/3", get(ws_up_d)) }
pub fn wsapp2() -> Router<CancellationToken> { Router::new().route("/1", get(ws_up_c)) }
// select varieties
pub async fn sel_notify(l: TcpListener, n: Arc<Notify>) { loop { let (mut s, _) = l.accept().await.unwrap(); let n = n.clone(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = n.notified() => {} } }); } }
pub async fn sel_oneshot(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); let (_tx, rx) = oneshot::channel::<()>(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = rx => {} } }); } }
pub async fn sel_watch(l: TcpListener, w: watch::Receiver<bool>) { loop { let (mut s, _) = l.accept().await.unwrap(); let mut w = w.clone(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = w.changed() => {} } }); } }
pub async fn sel_wait_for(l: TcpListener, w: watch::Receiver<bool>) { loop { let (mut s, _) = l.accept().await.unwrap(); let mut w = w.clone(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = w.wait_for(|x| *x) => {} } }); } }
pub async fn sel_data_channel(l: TcpListener, mk: fn() -> mpsc::Receiver<String>) { loop { let (mut s, _) = l.accept().await.unwrap(); let mut rx = mk(); tokio::spawn(async move { loop { tokio::select! { r = s.read_u8() => { if r.is_err() { break } }, Some(x) = rx.recv() => { println!("{x}"); } } } }); } } //~ spawn-without-timeout
pub async fn sel_unit_channel(l: TcpListener, mk: fn() -> mpsc::Receiver<()>) { loop { let (mut s, _) = l.accept().await.unwrap(); let mut rx = mk(); tokio::spawn(async move { loop { tokio::select! { r = s.read_u8() => { if r.is_err() { break } }, _ = rx.recv() => break } } }); } }
pub async fn sel_idle(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let idle = sleep(T); tokio::pin!(idle); loop { tokio::select! { r = s.read_u8() => { if r.is_err() { break } idle.as_mut().reset(Instant::now() + T); }, _ = &mut idle => break } } }); } }
pub async fn sel_interval_break(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut t = interval(T); let mut missed = 0; loop { tokio::select! { r = s.read_u8() => { if r.is_err() { break } missed = 0; }, _ = t.tick() => { missed += 1; if missed > 3 { break } } } } }); } }
pub async fn sel_ctrlc(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = tokio::signal::ctrl_c() => {} } }); } }
pub async fn sel_futures(l: TcpListener) { use futures::FutureExt; loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut b = [0; 1]; futures::select! { _ = s.read(&mut b).fuse() => {}, _ = futures_timer::Delay::new(T).fuse() => {} } }); } }
pub async fn sel_precond(l: TcpListener, on: bool) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = sleep(T), if on => {} } }); } }
pub async fn sel_helper(l: TcpListener, c: CancellationToken) { loop { let (mut s, _) = l.accept().await.unwrap(); let c = c.clone(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = gone(&c) => {} } }); } }
async fn gone(c: &CancellationToken) { c.cancelled().await; println!("bye"); }
pub async fn sel_helper_timer(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { tokio::select! { _ = s.read_u8() => {}, _ = deadline(10) => {} } }); } }
async fn deadline(n: u64) { sleep(Duration::from_secs(n)).await }
pub async fn sel_join_handle(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let h = tokio::spawn(async { sleep(T).await }); tokio::select! { _ = s.read_u8() => {}, _ = h => {} } }); } }
pub async fn sel_outer_wait_inner(l: TcpListener, c: CancellationToken) { loop { let (mut s, _) = l.accept().await.unwrap(); let c = c.clone(); tokio::spawn(async move { loop { tokio::select! { _ = c.cancelled() => break, _ = sleep(T) => { s.read_u8().await.unwrap(); } } } }); } } //~ spawn-without-timeout
// token held elsewhere
pub struct Conn { tok: CancellationToken, sock: TcpStream }
impl Conn {
    async fn run(mut self) { let t = self.tok.clone(); tokio::select! { _ = self.inner() => {}, _ = t.cancelled() => {} } }
    async fn inner(&mut self) { loop { self.sock.read_u8().await.unwrap(); } }
    async fn bare(mut self) { self.inner().await; let _ = self.tok.is_cancelled(); }
}
pub async fn conn_run(l: TcpListener, tok: CancellationToken) { loop { let (sock, _) = l.accept().await.unwrap(); let c = Conn { tok: tok.child_token(), sock }; tokio::spawn(c.run()); } }
pub async fn conn_bare(l: TcpListener, tok: CancellationToken) { loop { let (sock, _) = l.accept().await.unwrap(); let c = Conn { tok: tok.child_token(), sock }; tokio::spawn(c.bare()); } } //~ spawn-without-timeout
// IntoFuture and manual futures
pub struct Reading(TcpStream);
impl Future for Reading { type Output = (); fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> { let mut b = [0; 1]; let mut rb = tokio::io::ReadBuf::new(&mut b); Pin::new(&mut self.get_mut().0).poll_read(cx, &mut rb).map(|_| ()) } }
// grpc stream
pub async fn grpc(mut s: tonic::Streaming<Vec<u8>>) { while let Ok(Some(m)) = s.message().await { println!("{m:?}"); } }
pub async fn grpc_each(l: mpsc::Receiver<tonic::Streaming<Vec<u8>>>) { let mut l = l; while let Some(s) = l.recv().await { tokio::spawn(grpc(s)); } } //~ spawn-without-timeout
// db
pub async fn db(State(p): State<sqlx::PgPool>) { tokio::spawn(async move { let _ = sqlx::query("x").execute(&p).await; }); } //~low spawn-without-timeout
pub async fn redis_sub(State(c): State<redis::Client>) { tokio::spawn(async move { let mut p = c.get_async_pubsub().await.unwrap(); p.subscribe("x").await.unwrap(); let mut m = p.on_message(); while let Some(x) = m.next().await { drop(x); } }); } //~ spawn-without-timeout
pub fn dbapp() -> Router<sqlx::PgPool> { Router::new().route("/db", post(db)) }
pub fn reapp() -> Router<redis::Client> { Router::new().route("/r", post(redis_sub)) }
// unknown library
pub async fn unknown_lib(l: TcpListener) { loop { let _ = l.accept().await; tokio::spawn(async { mystery::call().await; }); } }
pub async fn unknown_after(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { mystery::hello(&mut s).await; s.read_u8().await.unwrap(); }); } } //~ spawn-without-timeout
pub async fn unknown_timeout(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let _ = mystery::timeout(T, s.read_u8()).await; }); } }
// semaphores limit the number only
pub async fn permit(l: TcpListener, sem: Arc<tokio::sync::Semaphore>) { loop { let p = sem.clone().acquire_owned().await.unwrap(); let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let _p = p; s.read_u8().await.unwrap(); }); } } //~ spawn-without-timeout
// unordered
pub async fn unordered(l: TcpListener) { loop { let _ = l.accept().await; tokio::spawn(async { let mut u = FuturesUnordered::new(); for _ in 0..2 { u.push(one()); } while u.next().await.is_some() {} }); } } //~ spawn-without-timeout
pub async fn unordered_b(l: TcpListener) { loop { let _ = l.accept().await; tokio::spawn(async { let mut u = FuturesUnordered::new(); for _ in 0..2 { u.push(timeout(T, one())); } while u.next().await.is_some() {} }); } }
async fn one() { TcpStream::connect("a").await.unwrap().read_u8().await.unwrap(); } //~low missing-client-timeout
// connect only
pub async fn connect_only(l: TcpListener) { loop { let _ = l.accept().await; tokio::spawn(async { let _ = TcpStream::connect("a").await; }); } } //~ spawn-without-timeout //~low missing-client-timeout
// lookups
// write only
pub async fn write_only(l: TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); tokio::spawn(async move { s.write_all(b"bye").await.unwrap(); s.shutdown().await.unwrap(); }); } } //~low spawn-without-timeout
// a task which awaits its spawned child under timeout
pub async fn child_task(l: TcpListener) { loop { let _ = l.accept().await; tokio::spawn(async { let h = tokio::spawn(one()); h.await.unwrap(); }); } }
