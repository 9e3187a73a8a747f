//! What is sent, with which capacity, from where, and whether a reply is awaited.
use std::{collections::HashMap, convert::Infallible, sync::{Arc, Mutex, OnceLock, LazyLock, RwLock}};
use axum::{extract::{State, Path, ws::{WebSocket, WebSocketUpgrade, Message}}, http::StatusCode, response::{IntoResponse, Response}, routing::{get, post}, Json, Router};
use tokio::sync::{mpsc::{self, UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel}, oneshot};

pub struct Job { id: u64, data: Vec<u8> }
pub struct Unit;
pub enum Flag { A, B, C }
pub enum Mixed { A, B(u64) }
pub struct EmptyTuple();
pub struct EmptyBraces {}
type Nothing = ();
type Alias = Job;
pub struct Wrap<T>(T);
pub struct UnitIn { u: Unit, f: Flag }

async fn drain<T>(mut rx: UnboundedReceiver<T>) { while rx.recv().await.is_some() {} }

// ── message types ──
pub async fn msg_unit(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel::<()>(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { let _ = tx.send(()); } }
pub async fn msg_unit_alias(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel::<Nothing>(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { let _ = tx.send(()); } }
pub async fn msg_unit_struct(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { let _ = tx.send(Unit); } }
pub async fn msg_enum(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { let _ = tx.send(Flag::A); } }
pub async fn msg_enum_mixed(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { let _ = tx.send(Mixed::A); } } //~ unbounded-channel
pub async fn msg_infallible(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel::<Infallible>(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { keep(&tx); } }
fn keep<T>(_: &UnboundedSender<T>) {}
pub async fn msg_empty_tuple(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { let _ = tx.send(EmptyTuple()); } }
pub async fn msg_empty_braces(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while s.recv().await.is_some() { let _ = tx.send(EmptyBraces {}); } }
pub async fn msg_alias(mut s: mpsc::Receiver<Alias>) { let (tx, rx) = unbounded_channel::<Alias>(); tokio::spawn(drain(rx)); while let Some(j) = s.recv().await { let _ = tx.send(j); } } //~ unbounded-channel
pub async fn msg_by_annotation(mut s: mpsc::Receiver<Job>) { let (tx, rx): (UnboundedSender<Job>, _) = unbounded_channel(); tokio::spawn(drain(rx)); while let Some(j) = s.recv().await { let _ = tx.send(j); } } //~ unbounded-channel
pub async fn msg_by_annotation_unit(mut s: mpsc::Receiver<Job>) { let (tx, rx): (UnboundedSender<()>, _) = unbounded_channel(); tokio::spawn(drain(rx)); while let Some(j) = s.recv().await { let _ = tx.send(drop(j)); } }
pub async fn msg_by_drain_param(mut s: mpsc::Receiver<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain_units(rx)); while let Some(_) = s.recv().await { tx.send(Default::default()).ok(); } }
async fn drain_units(mut rx: UnboundedReceiver<()>) { while rx.recv().await.is_some() {} }
pub struct Holder { tx: UnboundedSender<()> }
pub fn msg_by_field() -> Holder { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); Holder { tx } }
pub struct HolderJob { tx: UnboundedSender<Job> }
impl HolderJob { pub fn push(&self, j: Job) { let _ = self.tx.send(j); } }
pub fn msg_by_field_job() -> HolderJob { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); HolderJob { tx } } //~ unbounded-channel
fn make_generic<T: Send + 'static>() -> UnboundedSender<T> { let (tx, rx) = unbounded_channel::<T>(); tokio::spawn(drain(rx)); tx } //~ unbounded-channel
pub async fn msg_generic_use(mut s: mpsc::Receiver<Job>) { let tx = make_generic::<Job>(); while let Some(j) = s.recv().await { let _ = tx.send(j); } }
fn make_generic_unit<T: Send + 'static>() -> UnboundedSender<T> { let (tx, rx) = unbounded_channel::<T>(); tokio::spawn(drain(rx)); tx }
pub async fn msg_generic_use_unit(mut s: mpsc::Receiver<Job>) { let tx = make_generic_unit::<()>(); while let Some(_) = s.recv().await { let _ = tx.send(()); } }
pub async fn msg_u8(mut s: mpsc::Receiver<u8>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while let Some(b) = s.recv().await { let _ = tx.send(b); } } //~ unbounded-channel
pub async fn msg_wrap(mut s: mpsc::Receiver<Job>) { let (tx, rx) = unbounded_channel::<Wrap<Job>>(); tokio::spawn(drain(rx)); while let Some(b) = s.recv().await { let _ = tx.send(Wrap(b)); } } //~ unbounded-channel

// ── capacity ──
const CAP: usize = 1 << 21;
const CAP_SMALL: usize = 1 << 10;
const MIB: usize = 1024 * 1024;
pub struct Conf { queue: usize }
pub async fn cap_max(mut s: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::channel(usize::MAX >> 3); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } } //~ unbounded-channel
pub async fn cap_max_permits(mut s: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::channel(tokio::sync::Semaphore::MAX_PERMITS); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } } //~ unbounded-channel
pub async fn cap_const(mut s: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::channel(CAP); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } } //~ unbounded-channel
pub async fn cap_const_small(mut s: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::channel(CAP_SMALL); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } }
pub async fn cap_expr(mut s: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::channel(4 * MIB); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } } //~ unbounded-channel
pub async fn cap_exact(mut s: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::channel(1_048_576); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } }
pub async fn cap_above(mut s: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::channel(1_048_577); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } } //~ unbounded-channel
pub async fn cap_config(mut s: mpsc::Receiver<Job>, c: &Conf) { let (tx, mut rx) = mpsc::channel(c.queue); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } }
pub async fn cap_env(mut s: mpsc::Receiver<Job>) { let n = std::env::var("N").ok().and_then(|v| v.parse().ok()).unwrap_or(10_000_000); let (tx, mut rx) = mpsc::channel(n); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } }
pub async fn cap_local(mut s: mpsc::Receiver<Job>) { let n = 2 * MIB; let (tx, mut rx) = mpsc::channel(n); tokio::spawn(async move { while rx.recv().await.is_some() {} }); while let Some(j) = s.recv().await { let _ = tx.send(j).await; } } //~ unbounded-channel
pub async fn cap_once() { let (tx, mut rx) = mpsc::channel(usize::MAX >> 3); let _ = tx.send(1u64).await; rx.recv().await; }

// ── senders that are stored ──
#[derive(Clone)] pub struct App { jobs: UnboundedSender<Job>, peers: Arc<Mutex<HashMap<u64, UnboundedSender<Message>>>> }
pub fn app_router() -> Router {
    let (jobs, rx) = unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    Router::new().route("/j", post(push)).route("/ws/{id}", get(ws)).with_state(App { jobs, peers: Default::default() })
}
async fn push(State(app): State<App>, body: String) -> StatusCode { let _ = app.jobs.send(Job { id: 1, data: body.into_bytes() }); StatusCode::OK }
async fn ws(ws: WebSocketUpgrade, State(app): State<App>, Path(id): Path<u64>) -> Response { ws.on_upgrade(move |s| peer(s, app, id)) } //~low spawn-without-timeout
async fn peer(mut s: WebSocket, app: App, id: u64) {
    let (tx, mut rx) = unbounded_channel(); //~ unbounded-channel
    app.peers.lock().unwrap().insert(id, tx);
    while let Some(m) = rx.recv().await { if s.send(m).await.is_err() { break; } }
    app.peers.lock().unwrap().remove(&id);
}
pub async fn tell_all(State(app): State<App>, body: String) -> StatusCode { for tx in app.peers.lock().unwrap().values() { let _ = tx.send(Message::Text(body.clone().into())); } StatusCode::OK }

static JOBS: OnceLock<UnboundedSender<Job>> = OnceLock::new();
pub fn static_init() { let (tx, rx) = unbounded_channel(); JOBS.set(tx).ok(); tokio::spawn(drain(rx)); } //~ unbounded-channel
pub async fn static_handler(State(_): State<()>, body: String) { JOBS.get().unwrap().send(Job { id: 0, data: body.into() }).ok(); }
static LAZY: LazyLock<UnboundedSender<String>> = LazyLock::new(|| { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tx }); //~ unbounded-channel
pub async fn lazy_handler(State(_): State<()>, body: String) { LAZY.send(body).ok(); }
static LAZY_UNIT: LazyLock<UnboundedSender<()>> = LazyLock::new(|| { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tx });
pub async fn lazy_handler_unit(State(_): State<()>) { LAZY_UNIT.send(()).ok(); }
static SLOT: Mutex<Option<std::sync::mpsc::Sender<String>>> = Mutex::new(None);
pub fn slot_init() { let (tx, rx) = std::sync::mpsc::channel(); *SLOT.lock().unwrap() = Some(tx); std::thread::spawn(move || for _ in rx {}); } //~ unbounded-channel
pub async fn slot_handler(State(_): State<()>, body: String) { if let Some(tx) = SLOT.lock().unwrap().as_ref() { tx.send(body).ok(); } }

// ── weak ──
pub struct Weak { tx: WeakUnboundedSender<Job> }
pub async fn weak_up(State(w): State<Arc<Weak>>, body: String) { if let Some(tx) = w.tx.upgrade() { let _ = tx.send(Job { id: 0, data: body.into() }); } }
pub fn weak_make() -> (Weak, UnboundedSender<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); (Weak { tx: tx.downgrade() }, tx) } //~ unbounded-channel

// ── returned, passed ──
pub fn returned() -> (UnboundedSender<Job>, UnboundedReceiver<Job>) { unbounded_channel() } //~ unbounded-channel
pub fn returned_bounded() -> (mpsc::Sender<Job>, mpsc::Receiver<Job>) { mpsc::channel(8) }
fn chan_helper() -> (UnboundedSender<Job>, UnboundedReceiver<Job>) { unbounded_channel() } //~ unbounded-channel
pub async fn uses_helper(mut s: mpsc::Receiver<Job>) { let (tx, rx) = chan_helper(); tokio::spawn(drain(rx)); while let Some(j) = s.recv().await { let _ = tx.send(j); } }
fn chan_helper_once() -> (UnboundedSender<Job>, UnboundedReceiver<Job>) { unbounded_channel() }
pub async fn uses_helper_once(j: Job) { let (tx, mut rx) = chan_helper_once(); let _ = tx.send(j); rx.recv().await; }
pub fn to_unknown() { let (tx, rx) = unbounded_channel::<Job>(); tokio::spawn(drain(rx)); some_crate::watch(tx); } //~ unbounded-channel
pub fn to_unknown_unit() { let (tx, rx) = unbounded_channel::<()>(); tokio::spawn(drain(rx)); some_crate::watch(tx); }

// ── few sends ──
pub async fn startup_sends(a: Job, b: Job) { let (tx, rx) = unbounded_channel(); tx.send(a).ok(); tx.send(b).ok(); drop(tx); drain(rx).await; }
pub async fn range_sends() { let (tx, rx) = unbounded_channel(); for i in 0..4u64 { tx.send(i).ok(); } drop(tx); drain(rx).await; }
pub async fn range_sends_n(n: u64) { let (tx, rx) = unbounded_channel(); for i in 0..n { tx.send(i).ok(); } drop(tx); drain(rx).await; } //~ unbounded-channel
pub async fn array_sends() { let (tx, rx) = unbounded_channel(); for i in ["a", "b"] { tx.send(i).ok(); } drop(tx); drain(rx).await; }
pub async fn vec_sends(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); for i in v { tx.send(i).ok(); } drop(tx); drain(rx).await; } //~ unbounded-channel
pub async fn iter_sends(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); v.into_iter().for_each(|j| { tx.send(j).ok(); }); drop(tx); drain(rx).await; } //~ unbounded-channel
pub async fn one_send_in_task(j: Job) { let (tx, mut rx) = unbounded_channel(); tokio::spawn(async move { tx.send(j).ok(); }); rx.recv().await; }
pub async fn one_send_in_thread(j: Job) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || { tx.send(j).ok(); }); rx.recv().ok(); }
pub async fn loop_in_task(mut s: mpsc::Receiver<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(async move { loop { let Some(j) = s.recv().await else { break }; tx.send(j).ok(); } }); drain(rx).await; } //~ unbounded-channel
pub fn spawn_blocking_result(j: Job) { let (tx, rx) = std::sync::mpsc::channel(); tokio::task::spawn_blocking(move || tx.send(j)); rx.recv().ok(); }
pub async fn handler_local(State(_): State<()>, body: String) -> String { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || { tx.send(body.len().to_string()).ok(); }); rx.recv().unwrap() }
pub async fn handler_two(State(_): State<()>, body: String) { let (tx, rx) = unbounded_channel(); let tx2 = tx.clone(); tokio::spawn(async move { tx.send(body).ok(); }); tokio::spawn(async move { tx2.send(String::new()).ok(); }); drain(rx).await; }
pub async fn workers_one_each() { let (tx, rx) = unbounded_channel(); for i in 0..8u64 { let tx = tx.clone(); tokio::spawn(async move { tx.send(i).ok(); }); } drop(tx); drain(rx).await; }
pub async fn workers_loops(src: Arc<Src>) { let (tx, rx) = unbounded_channel(); for i in 0..8u64 { let tx = tx.clone(); let src = src.clone(); tokio::spawn(async move { while let Some(j) = src.next().await { tx.send(j).ok(); } }); } drop(tx); drain(rx).await; } //~ unbounded-channel
pub struct Src; impl Src { pub async fn next(&self) -> Option<Job> { None } }
pub async fn joinset_const() { let (tx, rx) = unbounded_channel(); let mut set = tokio::task::JoinSet::new(); for i in 0..4u64 { let tx = tx.clone(); set.spawn(async move { tx.send(i).ok(); }); } drop(tx); drain(rx).await; }
pub async fn joinset_items(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); let mut set = tokio::task::JoinSet::new(); for i in v { let tx = tx.clone(); set.spawn(async move { tx.send(i).ok(); }); } drop(tx); drain(rx).await; } //~ unbounded-channel

// ── mailboxes ──
pub enum Cmd { Get { id: u64, reply: oneshot::Sender<Job> }, Put { job: Job, reply: oneshot::Sender<()> } }
pub enum CmdFire { Get { id: u64, reply: oneshot::Sender<Job> }, Put { job: Job } }
#[derive(Clone)] pub struct Handle { tx: UnboundedSender<Cmd> }
impl Handle {
    pub fn new() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); Handle { tx } } //~low unbounded-channel
    pub async fn get(&self, id: u64) -> Option<Job> { let (reply, rx) = oneshot::channel(); self.tx.send(Cmd::Get { id, reply }).ok()?; rx.await.ok() }
    pub async fn put(&self, job: Job) { let (reply, rx) = oneshot::channel(); let _ = self.tx.send(Cmd::Put { job, reply }); let _ = rx.await; }
}
#[derive(Clone)] pub struct HandleFire { tx: UnboundedSender<CmdFire> }
impl HandleFire {
    pub fn new() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); HandleFire { tx } } //~ unbounded-channel
    pub async fn get(&self, id: u64) -> Option<Job> { let (reply, rx) = oneshot::channel(); self.tx.send(CmdFire::Get { id, reply }).ok()?; rx.await.ok() }
    pub fn put(&self, job: Job) { let _ = self.tx.send(CmdFire::Put { job }); }
}
#[derive(Clone)] pub struct HandleNoWait { tx: UnboundedSender<Cmd> }
impl HandleNoWait {
    pub fn new() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); HandleNoWait { tx } } //~ unbounded-channel
    pub async fn get(&self, id: u64) -> Option<Job> { let (reply, rx) = oneshot::channel(); self.tx.send(Cmd::Get { id, reply }).ok()?; rx.await.ok() }
    pub fn put(&self, job: Job) { let (reply, _rx) = oneshot::channel(); let _ = self.tx.send(Cmd::Put { job, reply }); }
}
pub async fn handle_user(State(h): State<Handle>, Path(id): Path<u64>) { h.get(id).await; h.put(Job { id, data: vec![] }).await; }
pub async fn handle_user2(State(h): State<HandleFire>, Path(id): Path<u64>) { h.get(id).await; h.put(Job { id, data: vec![] }); }
pub async fn handle_user3(State(h): State<HandleNoWait>, Path(id): Path<u64>) { h.get(id).await; h.put(Job { id, data: vec![] }); }
// helper makes the call
impl HandleCall { async fn call<R>(&self, make: impl FnOnce(oneshot::Sender<R>) -> Cmd) -> Option<R> { let (tx, rx) = oneshot::channel(); self.tx.send(make(tx)).ok()?; rx.await.ok() }
    pub fn new() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); HandleCall { tx } } //~low unbounded-channel
    pub async fn get(&self, id: u64) -> Option<Job> { self.call(|reply| Cmd::Get { id, reply }).await } }
pub struct HandleCall { tx: UnboundedSender<Cmd> }
pub async fn handle_user4(State(h): State<Arc<HandleCall>>, Path(id): Path<u64>) { h.get(id).await; }
// tuple message with reply
pub struct HandleTuple { tx: UnboundedSender<(u64, oneshot::Sender<Job>)> }
impl HandleTuple { pub fn new() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); HandleTuple { tx } } //~low unbounded-channel
    pub async fn get(&self, id: u64) -> Option<Job> { let (reply, rx) = oneshot::channel(); self.tx.send((id, reply)).ok()?; tokio::time::timeout(std::time::Duration::from_secs(1), rx).await.ok()?.ok() } }
pub async fn handle_user5(State(h): State<Arc<HandleTuple>>, Path(id): Path<u64>) { h.get(id).await; }
// returns the receiver, awaited by the caller or not
pub struct HandleLater { tx: UnboundedSender<Cmd> }
impl HandleLater { pub fn new() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); HandleLater { tx } } //~ unbounded-channel
    pub fn get(&self, id: u64) -> oneshot::Receiver<Job> { let (reply, rx) = oneshot::channel(); let _ = self.tx.send(Cmd::Get { id, reply }); rx } }
pub async fn handle_user6(State(h): State<Arc<HandleLater>>, Path(id): Path<u64>) { let _rx = h.get(id); }

// ── senders per request ──
pub struct Svc { tx: futures::channel::mpsc::Sender<Job> }
pub fn futures_per_clone() -> Router { let (tx, rx) = futures::channel::mpsc::channel::<String>(16); tokio::spawn(async move { let _rx = rx; }); Router::new().route("/", post(fut_handler)).with_state(tx) } //~ unbounded-channel
async fn fut_handler(State(tx): State<futures::channel::mpsc::Sender<String>>, body: String) { let mut tx = tx.clone(); let _ = tx.try_send(body); }
pub async fn futures_single(mut s: mpsc::Receiver<String>) { let (mut tx, _rx) = futures::channel::mpsc::channel::<String>(16); while let Some(j) = s.recv().await { let _ = tx.try_send(j); } }
pub async fn futures_clone_in_loop(mut s: mpsc::Receiver<String>) { let (tx, _rx) = futures::channel::mpsc::channel::<String>(16); while let Some(j) = s.recv().await { let mut tx = tx.clone(); let _ = tx.try_send(j); } } //~ unbounded-channel

// ── callbacks and drop ──
pub struct Guard { id: u64, tx: UnboundedSender<u64> }
impl Drop for Guard { fn drop(&mut self) { let _ = self.tx.send(self.id); } }
pub fn on_message_unknown(c: &some_crate::Client) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); c.on_message(move |m: Vec<u8>| { let _ = tx.send(m); }); } //~ unbounded-channel
pub fn on_ready_unknown(c: &some_crate::Client) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); c.run(move || { let _ = tx.send(Job { id: 0, data: vec![] }); }); }
pub async fn retry() { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); loop { if tx.send(1u64).is_ok() { break; } } } //~ unbounded-channel
// ── streams ──
pub async fn to_stream(State(_): State<()>, mut s: mpsc::Receiver<String>) -> Response {
    let (tx, rx) = unbounded_channel::<Result<String, Infallible>>(); //~ unbounded-channel
    tokio::spawn(async move { while let Some(l) = s.recv().await { if tx.send(Ok(l)).is_err() { break; } } });
    axum::body::Body::from_stream(tokio_stream::wrappers::UnboundedReceiverStream::new(rx)).into_response()
}
pub async fn to_stream_bounded(State(_): State<()>, mut s: mpsc::Receiver<String>) -> Response {
    let (tx, rx) = mpsc::channel::<Result<String, Infallible>>(8);
    tokio::spawn(async move { while let Some(l) = s.recv().await { if tx.send(Ok(l)).await.is_err() { break; } } });
    axum::body::Body::from_stream(tokio_stream::wrappers::ReceiverStream::new(rx)).into_response()
}
pub async fn forward_into(s: impl futures::Stream<Item = Job> + Send + 'static) { use futures::StreamExt; let (tx, _rx) = futures::channel::mpsc::unbounded(); tokio::spawn(s.map(Ok).forward(tx)); } //~ unbounded-channel
pub async fn send_all_into(mut s: impl futures::Stream<Item = Result<Job, futures::channel::mpsc::SendError>> + Unpin) { use futures::SinkExt; let (mut tx, _rx) = futures::channel::mpsc::unbounded(); let _ = tx.send_all(&mut s).await; } //~ unbounded-channel
pub async fn for_each_stream(s: impl futures::Stream<Item = Job>) { use futures::StreamExt; let (tx, _rx) = unbounded_channel(); s.for_each(|j| { let _ = tx.send(j); async {} }).await; } //~ unbounded-channel
pub async fn recv_send(mut a: mpsc::Receiver<Job>) { let (tx, rx) = flume::unbounded(); tokio::spawn(async move { loop { let x = a.recv().await; let Some(x) = x else { return }; tx.send_async(x).await.ok(); } }); while rx.recv_async().await.is_ok() {} } //~ unbounded-channel
pub async fn permit_inside(sem: Arc<tokio::sync::Semaphore>, mut a: mpsc::Receiver<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while let Some(j) = a.recv().await { let p = sem.clone().acquire_owned().await.unwrap(); tx.send((j, p)).ok(); } }
#[cfg(test)] mod tests { #[tokio::test] async fn t() { let (tx, _rx) = tokio::sync::mpsc::unbounded_channel(); loop { let _ = tx.send(1u64); } } }
pub fn receiver_dropped(v: Vec<Job>) { let (tx, _) = unbounded_channel(); for j in v { let _ = tx.send(j); } }
// wrapper type
pub struct Bus<T> { tx: UnboundedSender<T> }
impl<T: Send + 'static> Bus<T> { pub fn new() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); Bus { tx } } //~ unbounded-channel
    pub fn publish(&self, t: T) { let _ = self.tx.send(t); } }
pub async fn bus_user(State(b): State<Arc<Bus<Job>>>, body: String) { b.publish(Job { id: 0, data: body.into() }); }
