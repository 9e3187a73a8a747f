//! Handles, guards, retries, deadlines and limits around; values of requests by what they hold.
use axum::{body::{Body, Bytes}, extract::{Request, State, FromRequestParts, Path}, http::request::Parts, middleware::Next, response::Response, routing::{get, post}, Extension, Json, Router};
use std::{collections::{BTreeSet, HashMap, VecDeque}, future::Future, pin::Pin, sync::{Arc, Mutex, RwLock, Weak}, time::Duration};
use tokio::{io::{AsyncReadExt, AsyncWriteExt}, net::{TcpListener, TcpStream}, sync::{mpsc, oneshot, watch, broadcast}, task::{JoinHandle, JoinSet, AbortHandle}, time::{sleep, timeout, interval}};
use tokio_util::sync::{CancellationToken, DropGuard};
const T: Duration = Duration::from_secs(1);
async fn fetch(a: String) -> std::io::Result<u8> { let mut s = TcpStream::connect(a).await?; s.read_u8().await } //~low missing-client-timeout

// handles in options, maps, vecs
pub struct Tasks { map: Mutex<HashMap<u64, JoinHandle<()>>>, list: Mutex<Vec<AbortHandle>>, set: Mutex<JoinSet<()>>, never: Mutex<HashMap<u64, JoinHandle<()>>> }
impl Tasks {
    pub fn a(&self, id: u64, h: String) { let t = tokio::spawn(async move { let _ = fetch(h).await; }); if let Some(old) = self.map.lock().unwrap().insert(id, t) { old.abort(); } }
    pub fn b(&self, h: String) { let t = tokio::spawn(async move { let _ = fetch(h).await; }); self.list.lock().unwrap().push(t.abort_handle()); }
    pub fn c(&self, h: String) { self.set.lock().unwrap().spawn(async move { let _ = fetch(h).await; }); }
    pub fn d(&self, id: u64, h: String) { self.never.lock().unwrap().insert(id, tokio::spawn(async move { let _ = fetch(h).await; })); } //~ spawn-without-timeout
    pub fn stop_all(&self) { for t in self.list.lock().unwrap().drain(..) { t.abort(); } for (_, t) in self.map.lock().unwrap().drain() { t.abort(); } }
    pub fn forget_never(&self, id: u64) { self.never.lock().unwrap().remove(&id); }
}
async fn ha(State(t): State<Arc<Tasks>>, b: String) { t.a(1, b) }
async fn hb(State(t): State<Arc<Tasks>>, b: String) { t.b(b) }
async fn hc(State(t): State<Arc<Tasks>>, b: String) { t.c(b) }
async fn hd(State(t): State<Arc<Tasks>>, b: String) { t.d(1, b) }
pub fn tapp() -> Router<Arc<Tasks>> { Router::new().route("/a", post(ha)).route("/b", post(hb)).route("/c", post(hc)).route("/d", post(hd)) }
// drop guard of token
pub struct Sess { _g: DropGuard }
pub fn guard_used(h: String) -> Sess { let t = CancellationToken::new(); let c = t.clone(); tokio::spawn(async move { tokio::select! { _ = fetch(h) => {}, _ = c.cancelled() => {} } }); Sess { _g: t.drop_guard() } }
pub fn guard_not_looked_at(h: String) -> Sess { let t = CancellationToken::new(); let c = t.clone(); tokio::spawn(async move { let _c = c; let _ = fetch(h).await; }); Sess { _g: t.drop_guard() } } //~ spawn-without-timeout
async fn hg(b: String) { let _s = guard_used(b.clone()); let _n = guard_not_looked_at(b); }
pub fn gapp() -> Router { Router::new().route("/", post(hg)) }
// spawn in a loop, handles collected and awaited / aborted
pub async fn collect_await(Json(l): Json<Vec<String>>) { let mut v = vec![]; for h in l { v.push(tokio::spawn(fetch(h))); } for t in v { let _ = t.await; } } //~ spawn-without-timeout
pub async fn collect_abort(Json(l): Json<Vec<String>>) { let mut v = vec![]; for h in l { v.push(tokio::spawn(fetch(h))); } sleep(T).await; for t in &v { t.abort(); } }
pub async fn collect_join_all(Json(l): Json<Vec<String>>) { let v: Vec<_> = l.into_iter().map(|h| tokio::spawn(fetch(h))).collect(); futures::future::join_all(v).await; } //~ spawn-without-timeout
pub async fn collect_in_timeout(Json(l): Json<Vec<String>>) { let v: Vec<_> = l.into_iter().map(|h| tokio::spawn(timeout(T, fetch(h)))).collect(); futures::future::join_all(v).await; }
pub async fn no_spawn(Json(l): Json<Vec<String>>) { let v: Vec<_> = l.into_iter().map(fetch).collect(); futures::future::join_all(v).await; }
pub fn capp() -> Router { Router::new().route("/a", post(collect_await)).route("/b", post(collect_abort)).route("/c", post(collect_join_all)).route("/d", post(collect_in_timeout)).route("/e", post(no_spawn)) }
// boxed futures in a queue, run by one worker
type Work = Pin<Box<dyn Future<Output = ()> + Send>>;
pub struct Runner { tx: mpsc::Sender<Work> }
impl Runner {
    pub fn new() -> Self { let (tx, mut rx) = mpsc::channel::<Work>(8); tokio::spawn(async move { while let Some(w) = rx.recv().await { w.await; } }); Runner { tx } }
    pub async fn add(&self, w: impl Future<Output = ()> + Send + 'static) { let _ = self.tx.send(Box::pin(w)).await; }
}
async fn adds(State(r): State<Arc<Runner>>, b: String) { r.add(async move { let _ = fetch(b).await; }).await }
pub fn rapp() -> Router<Arc<Runner>> { Router::new().route("/", post(adds)) }
// retry helpers
async fn retry<F, Fut, O>(n: usize, f: F) -> Option<O> where F: Fn() -> Fut, Fut: Future<Output = std::io::Result<O>> { for _ in 0..n { if let Ok(x) = f().await { return Some(x); } sleep(T).await; } None }
async fn retry_t<F, Fut, O>(n: usize, f: F) -> Option<O> where F: Fn() -> Fut, Fut: Future<Output = std::io::Result<O>> { for _ in 0..n { if let Ok(Ok(x)) = timeout(T, f()).await { return Some(x); } } None }
async fn r1(b: String) { tokio::spawn(async move { retry(3, || fetch(b.clone())).await; }); } //~ spawn-without-timeout
async fn r2(b: String) { tokio::spawn(async move { retry_t(3, || fetch(b.clone())).await; }); }
pub fn reapp() -> Router { Router::new().route("/1", post(r1)).route("/2", post(r2)) }
// trait with a default timeout wrapper
trait Bounded: Future + Sized { fn bounded(self) -> tokio::time::Timeout<Self> { timeout(T, self) } fn logged(self) -> impl Future<Output = Self::Output> { async move { let r = self.await; tracing::info!("done"); r } } }
impl<F: Future> Bounded for F {}
async fn b1(b: String) { tokio::spawn(fetch(b).bounded()); }
async fn b2(b: String) { tokio::spawn(fetch(b).logged()); } //~ spawn-without-timeout
pub fn bapp() -> Router { Router::new().route("/1", post(b1)).route("/2", post(b2)) }
// loops with deadlines
async fn d1(b: String) { tokio::spawn(async move { let end = tokio::time::Instant::now() + T; while tokio::time::Instant::now() < end { let _ = fetch(b.clone()).await; } }); } //~ spawn-without-timeout
async fn d2(b: String) { tokio::spawn(async move { let end = tokio::time::Instant::now() + T; loop { tokio::select! { _ = tokio::time::sleep_until(end) => break, r = fetch(b.clone()) => { let _ = r; } } } }); }
async fn d3(b: String) { tokio::spawn(async move { let Ok(mut s) = timeout(T, TcpStream::connect(b)).await.unwrap() else { return }; let mut v = vec![]; let _ = s.read_to_end(&mut v).await; }); } //~ spawn-without-timeout
async fn d4(b: String) { tokio::spawn(async move { let Ok(mut s) = timeout(T, TcpStream::connect(b)).await.unwrap() else { return }; let mut v = vec![]; let _ = timeout(T, s.read_to_end(&mut v)).await; }); }
async fn d5(b: String) { tokio::spawn(async move { if let Err(e) = timeout(T, fetch(b)).await.map_err(anyhow::Error::from).and_then(|r| r.map_err(Into::into)) { tracing::warn!(%e); } }); }
async fn d6(b: String) { let fut = async move { fetch(b).await }; let limited = async move { timeout(T, fut).await }; tokio::spawn(limited); }
pub fn dapp() -> Router { Router::new().route("/1", post(d1)).route("/2", post(d2)).route("/3", post(d3)).route("/4", post(d4)).route("/5", post(d5)).route("/6", post(d6)) }
// extension values once more
#[derive(Clone)] pub struct User { id: u64, name: Arc<str>, roles: Arc<[String]> }
#[derive(Clone)] pub struct Heavy { id: u64, avatar: Vec<u8> }
#[derive(Clone)] pub struct Perms { roles: Vec<String> }
#[derive(Clone)] pub struct Table { rows: HashMap<String, String> }
#[derive(Clone)] pub struct Wrap<T>(pub T);
#[derive(Clone)] pub enum Who { Anon, Known(Box<User>), Full(Heavy) }
#[derive(Clone)] pub struct Lang(pub &'static str);
async fn e1(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(User { id: 1, name: "a".into(), roles: Arc::new([]) }); n.run(r).await }
async fn e2(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Heavy { id: 1, avatar: load() }); n.run(r).await } //~ large-extension-value
async fn e3(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Perms { roles: vec![] }); n.run(r).await }
async fn e4(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Table { rows: HashMap::new() }); n.run(r).await } //~ large-extension-value
async fn e5(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Wrap(Table { rows: HashMap::new() })); n.run(r).await } //~ large-extension-value
async fn e6(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Wrap(Arc::new(Table { rows: HashMap::new() }))); n.run(r).await }
async fn e7(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Who::Anon); n.run(r).await }
async fn e8(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Who::Full(Heavy { id: 1, avatar: load() })); n.run(r).await } //~ large-extension-value
async fn e9(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Lang("en")); n.run(r).await }
async fn e10(mut r: Request, n: Next) -> Response { let b = std::mem::replace(r.body_mut(), Body::empty()); let b = axum::body::to_bytes(b, 1000).await.unwrap(); r.extensions_mut().insert(Wrap(b.clone())); *r.body_mut() = Body::from(b); n.run(r).await } //~ large-extension-value
async fn e11(mut r: Request, n: Next) -> Response { let b = std::mem::replace(r.body_mut(), Body::empty()); let b = axum::body::to_bytes(b, 1000).await.unwrap(); r.extensions_mut().insert(Wrap(sig(&b))); *r.body_mut() = Body::from(b); n.run(r).await }
async fn e12(mut r: Request, n: Next) -> Response { let m = tokio::fs::read("x").await.unwrap(); r.extensions_mut().insert(m); n.run(r).await } //~ large-extension-value
async fn e13(State(t): State<Arc<Table>>, mut r: Request, n: Next) -> Response { r.extensions_mut().insert(t); n.run(r).await }
async fn e14(State(t): State<Arc<Table>>, mut r: Request, n: Next) -> Response { r.extensions_mut().insert((*t).clone()); n.run(r).await } //~ large-extension-value
async fn e15(State(t): State<Arc<Table>>, mut r: Request, n: Next) -> Response { r.extensions_mut().insert(t.rows.len()); n.run(r).await }
async fn e16(State(t): State<Arc<Table>>, mut r: Request, n: Next) -> Response { if let Some(v) = t.rows.get("a") { r.extensions_mut().insert(v.clone()); } n.run(r).await }
async fn e17(mut r: Request, n: Next) -> Response { let (mut parts, body) = r.into_parts(); let c = parts.headers.clone(); parts.extensions.insert(c); n.run(Request::from_parts(parts, body)).await }
fn load() -> Vec<u8> { std::fs::read("x").unwrap() }
fn sig(b: &Bytes) -> [u8; 32] { let mut o = [0; 32]; o[0] = b.len() as u8; o }
pub fn layers(t: Table, u: User, h: Heavy) -> Router { Router::new().layer(Extension(u)).layer(Extension(h)) //~ large-extension-value
    .layer(Extension(Wrap(t))) } //~ large-extension-value
pub fn state_arc_in(t: Table) -> Router { #[derive(Clone)] struct S { t: Arc<Table> } Router::new().with_state(S { t: Arc::new(t) }) }
pub fn state_lock(t: Table) -> Router { #[derive(Clone)] struct S { t: Arc<RwLock<Table>> } Router::new().with_state(S { t: Arc::new(RwLock::new(t)) }) }
pub fn state_val(t: Table) -> Router { #[derive(Clone)] struct S { t: Table } Router::new().with_state(S { t }) } //~ large-extension-value
pub fn svc_builder(t: Table) -> Router { use tower_http::ServiceBuilderExt; Router::new().layer(tower::ServiceBuilder::new().add_extension(t)) } //~ large-extension-value
pub fn svc_builder_arc(t: Table) -> Router { use tower_http::ServiceBuilderExt; Router::new().layer(tower::ServiceBuilder::new().add_extension(Arc::new(t))) }
