//! Wrappers and makers of channels, extension traits, sockets, workers and statics.
use axum::{extract::{State, ws::WebSocketUpgrade}, Router, routing::{get, post}, response::Response};
use std::{collections::HashMap, sync::{Arc, Mutex, OnceLock}, time::Duration}; use tokio::{sync::{mpsc::{self, unbounded_channel, UnboundedReceiver, UnboundedSender}, oneshot}, task::JoinSet};
pub struct Job { id: u64, data: Vec<u8> }
async fn drain<T>(mut rx: UnboundedReceiver<T>) { while rx.recv().await.is_some() {} }
// workspace wrapper types
pub struct Tx<T>(UnboundedSender<T>); pub struct Rx<T>(UnboundedReceiver<T>);
pub fn channel<T>() -> (Tx<T>, Rx<T>) { let (a, b) = unbounded_channel(); (Tx(a), Rx(b)) } //~ unbounded-channel
impl<T> Tx<T> { pub fn put(&self, t: T) { self.0.send(t).ok(); } } impl<T> Clone for Tx<T> { fn clone(&self) -> Self { Tx(self.0.clone()) } }
pub async fn uses_wrapper(v: Vec<Job>) { let (tx, _rx) = channel(); for j in v { tx.put(j); } }
pub mod quiet { use super::*; pub struct Tx<T>(UnboundedSender<T>); pub fn channel<T>() -> (Tx<T>, UnboundedReceiver<T>) { let (a, b) = unbounded_channel(); (Tx(a), b) }
  impl<T> Tx<T> { pub fn put(&self, t: T) { self.0.send(t).ok(); } } pub async fn once(j: Job) { let (tx, mut rx) = channel(); tx.put(j); rx.recv().await; } }
type Channel = (UnboundedSender<Job>, UnboundedReceiver<Job>);
fn mk() -> Channel { unbounded_channel() } //~ unbounded-channel
pub async fn uses_mk(v: Vec<Job>) { let c = mk(); for j in v { c.0.send(j).ok(); } }
fn mk_const() -> (UnboundedSender<()>, UnboundedReceiver<()>) { unbounded_channel() }
pub async fn uses_mk_const(v: Vec<Job>) { let c = mk_const(); for _ in v { c.0.send(()).ok(); } }
// fallible, optional, wrapped makers
fn mk_opt(on: bool) -> Option<Channel> { on.then(|| unbounded_channel()) } //~ unbounded-channel
pub async fn uses_opt(v: Vec<Job>) { if let Some((tx, rx)) = mk_opt(true) { tokio::spawn(drain(rx)); for j in v { tx.send(j).ok(); } } }
fn mk_res() -> anyhow::Result<UnboundedSender<Job>> { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); Ok(tx) } //~ unbounded-channel
pub async fn uses_res(v: Vec<Job>) -> anyhow::Result<()> { let tx = mk_res()?; for j in v { tx.send(j)?; } Ok(()) }
async fn mk_async() -> UnboundedSender<Job> { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tx } //~ unbounded-channel
pub async fn uses_async(v: Vec<Job>) { let tx = mk_async().await; v.into_iter().for_each(|j| { tx.send(j).ok(); }); }
// struct update, builders, setters
#[derive(Default)] pub struct Cfg { tx: Option<UnboundedSender<Job>>, n: u64 }
impl Cfg { pub fn set_tx(&mut self, tx: UnboundedSender<Job>) { self.tx.replace(tx); } pub fn fire(&self, j: Job) { if let Some(ref tx) = self.tx { tx.send(j).ok(); } } }
pub fn set_up() -> Cfg { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); let mut c = Cfg::default(); c.set_tx(tx); c } //~ unbounded-channel
pub async fn fires(State(c): State<Arc<Cfg>>) { c.fire(Job { id: 0, data: vec![] }); }
// trait with generic sender
pub trait Emit<T> { fn emit(&self, t: T); } impl<T> Emit<T> for UnboundedSender<T> { fn emit(&self, t: T) { self.send(t).ok(); } } impl<T> Emit<T> for mpsc::Sender<T> { fn emit(&self, t: T) { self.try_send(t).ok(); } }
pub fn run_all<E: Emit<Job>>(e: E, v: Vec<Job>) { for j in v { e.emit(j); } }
pub fn ext_trait(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); run_all(tx, v); } //~ unbounded-channel
pub fn ext_trait_direct(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); for j in v { tx.emit(j); } } //~ unbounded-channel
pub fn ext_trait_once(j: Job) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tx.emit(j); }
// websockets
async fn ws_chat(ws: WebSocketUpgrade, State(s): State<Arc<Hub>>) -> Response { ws.on_upgrade(move |sock| async move { let (tx, mut rx) = unbounded_channel(); //~ unbounded-channel
   s.join(tx); while let Some(m) = rx.recv().await { drop(m); } drop(sock); }) }
pub struct Hub { peers: Mutex<Vec<UnboundedSender<String>>> } impl Hub { fn join(&self, tx: UnboundedSender<String>) { self.peers.lock().unwrap().push(tx); } fn tell(&self, m: &str) { for p in self.peers.lock().unwrap().iter() { p.send(m.to_owned()).ok(); } } }
pub async fn tell(State(s): State<Arc<Hub>>, b: String) { s.tell(&b); }
pub fn hub_router() -> Router { Router::new().route("/ws", get(ws_chat)).route("/t", post(tell)) }
// per connection, one message
async fn ws_one(ws: WebSocketUpgrade) -> Response { ws.on_upgrade(move |_s| async move { let (tx, mut rx) = unbounded_channel(); tokio::spawn(async move { tx.send("hello".to_string()).ok(); }); rx.recv().await; }) }
// result collection with task sets
pub async fn collect_set(v: Vec<Job>) -> Vec<u64> { let (tx, mut rx) = unbounded_channel(); let mut s = JoinSet::new(); for j in v { let tx = tx.clone(); s.spawn(async move { tx.send(j.id).ok(); }); } drop(tx); let mut o = vec![]; while let Some(x) = rx.recv().await { o.push(x); } o } //~ unbounded-channel
pub async fn two_tasks(a: Job, b: Job) { let (tx, mut rx) = unbounded_channel(); let t = tx.clone(); tokio::join!(async move { t.send(a).ok(); }, async move { tx.send(b).ok(); }); while rx.recv().await.is_some() {} }
// timers and signals in loops with unit enum
pub enum Sig { Reload, Stop } pub async fn signals() { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); loop { tokio::signal::ctrl_c().await.ok(); tx.send(Sig::Reload).ok(); } }
pub enum SigMsg { Reload(String), Stop } pub async fn signals_msg() { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); loop { tokio::signal::ctrl_c().await.ok(); tx.send(SigMsg::Stop).ok(); } } //~ unbounded-channel
// blocking thread bridge
pub fn bridge(mut s: mpsc::Receiver<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || { while let Some(j) = s.blocking_recv() { if tx.send(j).is_err() { break; } } }); for j in rx.iter() { drop(j); } } //~ unbounded-channel
pub fn bridge_sync(mut s: mpsc::Receiver<Job>) { let (tx, rx) = std::sync::mpsc::sync_channel(1); std::thread::spawn(move || { while let Some(j) = s.blocking_recv() { if tx.send(j).is_err() { break; } } }); for j in rx.iter() { drop(j); } }
// constant workers with a const count and a bounded number of sends
const WORKERS: usize = 4; pub async fn const_workers() { let (tx, rx) = unbounded_channel(); for i in 0..WORKERS { let tx = tx.clone(); tokio::spawn(async move { tx.send(i).ok(); }); } drop(tx); drain(rx).await; }
pub async fn const_workers_inclusive() { let (tx, rx) = unbounded_channel(); for i in 1..=WORKERS { tx.send(i).ok(); } drain(rx).await; }
pub async fn worker_count_of_the_machine() { let (tx, rx) = unbounded_channel(); let n = std::thread::available_parallelism().unwrap().get(); for i in 0..n { let tx = tx.clone(); tokio::spawn(async move { tx.send(i).ok(); }); } drop(tx); drain(rx).await; }
// semaphore around
pub async fn acceptor(l: tokio::net::TcpListener) { let (done, rx) = unbounded_channel(); tokio::spawn(drain(rx)); loop { let (_s, a) = l.accept().await.unwrap(); done.send(a).ok(); } } //~ unbounded-channel
// select adaptor
pub async fn merged(a: UnboundedReceiver<u8>) { use tokio_stream::{StreamExt, wrappers::UnboundedReceiverStream}; let (tx, rx) = unbounded_channel(); let mut s = UnboundedReceiverStream::new(rx).merge(UnboundedReceiverStream::new(a)); while let Some(x) = s.next().await { if x > 0 { tx.send(x - 1).ok(); } } } //~ unbounded-channel
pub async fn sse(State(_): State<()>) -> axum::response::sse::Sse<impl futures::Stream<Item = Result<axum::response::sse::Event, std::convert::Infallible>>> { use tokio_stream::StreamExt; let (tx, rx) = unbounded_channel::<u64>(); //~ unbounded-channel
  tokio::spawn(async move { let mut i = tokio::time::interval(Duration::from_secs(1)); loop { i.tick().await; if tx.send(1).is_err() { return; } } });
  axum::response::sse::Sse::new(tokio_stream::wrappers::UnboundedReceiverStream::new(rx).map(|n| Ok(axum::response::sse::Event::default().data(n.to_string())))) }
// async_trait actor + map of senders keyed by id with OnceLock
static MAP: OnceLock<Mutex<HashMap<u64, UnboundedSender<Job>>>> = OnceLock::new();
pub fn register(id: u64) -> UnboundedReceiver<Job> { let (tx, rx) = unbounded_channel(); MAP.get_or_init(Default::default).lock().unwrap().insert(id, tx); rx } //~ unbounded-channel
pub async fn route_to(State(_): State<()>, b: String) { if let Some(tx) = MAP.get().and_then(|m| m.lock().unwrap().get(&1).cloned()) { tx.send(Job { id: 1, data: b.into() }).ok(); } }
static TL: Mutex<Vec<UnboundedSender<()>>> = Mutex::new(Vec::new());
pub fn register_unit() -> UnboundedReceiver<()> { let (tx, rx) = unbounded_channel(); TL.lock().unwrap().push(tx); rx }
thread_local! { static LOCAL: std::cell::RefCell<Option<UnboundedSender<Job>>> = const { std::cell::RefCell::new(None) }; }
pub fn set_local() { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); LOCAL.with(|l| *l.borrow_mut() = Some(tx)); } //~ unbounded-channel
tokio::task_local! { static TASK: UnboundedSender<Job>; }
pub async fn scoped(f: impl std::future::Future<Output = ()>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); TASK.scope(tx, f).await; } //~ unbounded-channel
