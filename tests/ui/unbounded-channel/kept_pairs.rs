// Where a sender may be kept and what it sends, one detail apart.
use std::collections::{HashMap, BTreeMap};
use std::sync::{Arc, Mutex, OnceLock, LazyLock, RwLock};
use std::time::Duration;
use axum::{Router, Json, extract::{State, Path, ws::{WebSocket, WebSocketUpgrade, Message}}, http::StatusCode, response::{Response, sse::{Event, Sse}}, routing::{get, post}};
use futures::{SinkExt, Stream, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot, Semaphore, OwnedSemaphorePermit};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio_stream::wrappers::UnboundedReceiverStream;

// 1. sender in state, sent in handler
#[derive(Clone)]
struct A1 { tx: UnboundedSender<String> }
fn state_sender() -> Router {
    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { while let Some(x) = rx.recv().await { println!("{x}"); } });
    Router::new().route("/", post(a1_h)).with_state(A1 { tx })
}
async fn a1_h(State(a): State<A1>, body: String) { a.tx.send(body).ok(); }

// 1b. same but the type of message is ()
#[derive(Clone)]
struct A2 { tx: UnboundedSender<()> }
fn state_sender_unit() -> Router {
    let (tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move { while let Some(()) = rx.recv().await { println!("x"); } });
    Router::new().route("/", post(a2_h)).with_state(A2 { tx })
}
async fn a2_h(State(a): State<A2>) { a.tx.send(()).ok(); }
// unit via alias / field-less enum / struct
enum Tick { Now, Later }
#[derive(Clone)]
struct A3 { tx: UnboundedSender<Tick> }
fn state_sender_enum() -> Router {
    let (tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move { while let Some(_t) = rx.recv().await { println!("x"); } });
    Router::new().route("/", post(a3_h)).with_state(A3 { tx })
}
async fn a3_h(State(a): State<A3>) { a.tx.send(Tick::Now).ok(); a.tx.send(Tick::Later).ok(); }
enum TickData { Now, At(u64) }
#[derive(Clone)]
struct A4 { tx: UnboundedSender<TickData> }
fn state_sender_enum_data() -> Router {
    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { while let Some(_t) = rx.recv().await { println!("x"); } });
    Router::new().route("/", post(a4_h)).with_state(A4 { tx })
}
async fn a4_h(State(a): State<A4>) { a.tx.send(TickData::Now).ok(); a.tx.send(TickData::At(1)).ok(); }

// 2. one send, outside loops, fn-local
async fn local_once() -> String {
    let (tx, mut rx) = mpsc::unbounded_channel::<String>();
    tokio::spawn(async move { tx.send("a".into()).ok(); });
    rx.recv().await.unwrap()
}
async fn local_loop(n: usize) -> Vec<String> {
    let (tx, mut rx) = mpsc::unbounded_channel::<String>(); //~ unbounded-channel
    tokio::spawn(async move { for i in 0..n { tx.send(i.to_string()).ok(); } });
    let mut v = vec![]; while let Some(x) = rx.recv().await { v.push(x) } v
}
async fn local_const_loop() -> Vec<String> {
    let (tx, mut rx) = mpsc::unbounded_channel::<String>();
    tokio::spawn(async move { for i in 0..4 { tx.send(i.to_string()).ok(); } });
    let mut v = vec![]; while let Some(x) = rx.recv().await { v.push(x) } v
}
async fn local_array_loop() -> Vec<String> {
    let (tx, mut rx) = mpsc::unbounded_channel::<String>();
    for name in ["a", "b"] { let tx = tx.clone(); tokio::spawn(async move { tx.send(name.to_string()).ok(); }); }
    drop(tx);
    let mut v = vec![]; while let Some(x) = rx.recv().await { v.push(x) } v
}
// 3. statics
static EVENTS: OnceLock<UnboundedSender<String>> = OnceLock::new();
fn init_events() { let (tx, rx) = unbounded_channel(); EVENTS.set(tx).ok(); tokio::spawn(drain(rx)); } //~ unbounded-channel
async fn drain(mut rx: UnboundedReceiver<String>) { while let Some(x) = rx.recv().await { println!("{x}"); } }
#[actix_web::post("/e")]
async fn post_event(b: String) -> actix_web::HttpResponse { EVENTS.get().unwrap().send(b).ok(); actix_web::HttpResponse::Ok().finish() }

static LAZY: LazyLock<UnboundedSender<u64>> = LazyLock::new(|| { let (tx, rx) = unbounded_channel(); tokio::spawn(drain_u(rx)); tx }); //~ unbounded-channel
async fn drain_u(mut rx: UnboundedReceiver<u64>) { while let Some(x) = rx.recv().await { println!("{x}"); } }
#[actix_web::post("/e2")]
async fn post_event2() -> actix_web::HttpResponse { LAZY.send(1).ok(); actix_web::HttpResponse::Ok().finish() }

static LAZY_B: LazyLock<mpsc::Sender<u64>> = LazyLock::new(|| { let (tx, mut rx) = mpsc::channel(100); tokio::spawn(async move { while let Some(_) = rx.recv().await {} }); tx });
#[actix_web::post("/e3")]
async fn post_event3() -> actix_web::HttpResponse { LAZY_B.send(1).await.ok(); actix_web::HttpResponse::Ok().finish() }
static LAZY_HUGE: LazyLock<mpsc::Sender<u64>> = LazyLock::new(|| { let (tx, mut rx) = mpsc::channel(usize::MAX >> 3); tokio::spawn(async move { while let Some(_) = rx.recv().await {} }); tx }); //~ unbounded-channel
#[actix_web::post("/e4")]
async fn post_event4() -> actix_web::HttpResponse { LAZY_HUGE.send(1).await.ok(); actix_web::HttpResponse::Ok().finish() }
const CAP: usize = 4 * 1024 * 1024;
fn cap_const() -> mpsc::Sender<u8> { let (tx, rx) = mpsc::channel(CAP); std::mem::forget(rx); tx } //~ unbounded-channel
const CAP_OK: usize = 1024 * 1024;
fn cap_const_ok() -> mpsc::Sender<u8> { let (tx, rx) = mpsc::channel(CAP_OK); std::mem::forget(rx); tx }

// 4. map of senders
type Peers = Arc<Mutex<HashMap<u64, UnboundedSender<Message>>>>;
async fn ws_handler(up: WebSocketUpgrade, State(p): State<Peers>, Path(id): Path<u64>) -> Response { up.on_upgrade(move |s| peer(s, p, id)) } //~ spawn-without-timeout
async fn peer(s: WebSocket, peers: Peers, id: u64) {
    let (mut out, mut inp) = s.split();
    let (tx, mut rx) = unbounded_channel(); //~ unbounded-channel
    peers.lock().unwrap().insert(id, tx);
    let w = async { while let Some(m) = rx.recv().await { if out.send(m).await.is_err() { break } } };
    let r = async { while let Some(Ok(m)) = inp.next().await { for p in peers.lock().unwrap().values() { p.send(m.clone()).ok(); } } };
    tokio::select! { _ = w => {}, _ = r => {} }
}
async fn ws_handler_b(up: WebSocketUpgrade, State(p): State<PeersB>, Path(id): Path<u64>) -> Response { up.on_upgrade(move |s| peer_b(s, p, id)) } //~ spawn-without-timeout
type PeersB = Arc<Mutex<HashMap<u64, mpsc::Sender<Message>>>>;
async fn peer_b(s: WebSocket, peers: PeersB, id: u64) {
    let (mut out, mut inp) = s.split();
    let (tx, mut rx) = mpsc::channel(32);
    peers.lock().unwrap().insert(id, tx);
    let w = async { while let Some(m) = rx.recv().await { if out.send(m).await.is_err() { break } } };
    let r = async { while let Some(Ok(m)) = inp.next().await { for p in peers.lock().unwrap().values() { p.try_send(m.clone()).ok(); } } };
    tokio::select! { _ = w => {}, _ = r => {} }
}
fn wsr() -> Router { Router::new().route("/a/{id}", get(ws_handler)).with_state(Peers::default()).merge(Router::new().route("/b/{id}", get(ws_handler_b)).with_state(PeersB::default())) }

// 5. mailbox with reply
enum Cmd { Get { key: String, reply: oneshot::Sender<Option<String>> }, Set { key: String, value: String, reply: oneshot::Sender<()> } }
#[derive(Clone)]
struct Store { tx: UnboundedSender<Cmd> }
impl Store {
    fn start() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(store(rx)); Store { tx } } //~low unbounded-channel
    async fn get(&self, key: String) -> Option<String> { let (reply, r) = oneshot::channel(); self.tx.send(Cmd::Get { key, reply }).ok()?; r.await.ok()? }
    async fn set(&self, key: String, value: String) { let (reply, r) = oneshot::channel(); self.tx.send(Cmd::Set { key, value, reply }).ok(); r.await.ok(); }
}
async fn store(mut rx: UnboundedReceiver<Cmd>) {
    let mut m = HashMap::new();
    while let Some(c) = rx.recv().await { match c { Cmd::Get { key, reply } => { reply.send(m.get(&key).cloned()).ok(); } Cmd::Set { key, value, reply } => { m.insert(key, value); reply.send(()).ok(); } } }
}
async fn store_h(State(s): State<Store>, Path(k): Path<String>) -> String { s.set(k.clone(), "x".into()).await; s.get(k).await.unwrap_or_default() }
fn sr() -> Router { Router::new().route("/{k}", get(store_h)).with_state(Store::start()) }
// one message without reply
enum Cmd2 { Get { key: String, reply: oneshot::Sender<Option<String>> }, Set { key: String, value: String } }
#[derive(Clone)]
struct Store2 { tx: UnboundedSender<Cmd2> }
impl Store2 {
    fn start() -> Self { let (tx, rx) = unbounded_channel(); tokio::spawn(store2(rx)); Store2 { tx } } //~ unbounded-channel
    async fn get(&self, key: String) -> Option<String> { let (reply, r) = oneshot::channel(); self.tx.send(Cmd2::Get { key, reply }).ok()?; r.await.ok()? }
    fn set(&self, key: String, value: String) { self.tx.send(Cmd2::Set { key, value }).ok(); }
}
async fn store2(mut rx: UnboundedReceiver<Cmd2>) {
    let mut m = HashMap::new();
    while let Some(c) = rx.recv().await { match c { Cmd2::Get { key, reply } => { reply.send(m.get(&key).cloned()).ok(); } Cmd2::Set { key, value } => { m.insert(key, value); } } }
}
async fn store2_h(State(s): State<Store2>, Path(k): Path<String>) -> String { s.set(k.clone(), "x".into()); s.get(k).await.unwrap_or_default() }
fn sr2() -> Router { Router::new().route("/{k}", get(store2_h)).with_state(Store2::start()) }
// reply made but not awaited
struct Job3 { data: String, done: oneshot::Sender<()> }
#[derive(Clone)]
struct Q3 { tx: UnboundedSender<Job3> }
impl Q3 {
    fn new() -> Self { let (tx, mut rx) = unbounded_channel::<Job3>(); tokio::spawn(async move { while let Some(j) = rx.recv().await { println!("{}", j.data); j.done.send(()).ok(); } }); Self { tx } } //~ unbounded-channel
    fn push(&self, data: String) { let (done, _ignored) = oneshot::channel(); let _ = self.tx.send(Job3 { data, done }); }
}
async fn q3_h(State(q): State<Q3>, b: String) { q.push(b) }
fn q3r() -> Router { Router::new().route("/", post(q3_h)).with_state(Q3::new()) }

// 6. std, crossbeam, flume, async-channel, futures, kanal, postage
fn std_chan(l: std::net::TcpListener) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for c in rx { drop::<std::net::TcpStream>(c) }); for c in l.incoming() { tx.send(c.unwrap()).unwrap(); } } //~ unbounded-channel
fn std_sync_chan(l: std::net::TcpListener) { let (tx, rx) = std::sync::mpsc::sync_channel(10); std::thread::spawn(move || for c in rx { drop::<std::net::TcpStream>(c) }); for c in l.incoming() { tx.send(c.unwrap()).unwrap(); } }
async fn crossbeam_c(l: TcpListener) { let (tx, rx) = crossbeam_channel::unbounded(); std::thread::spawn(move || for c in rx { drop::<TcpStream>(c) }); loop { tx.send(l.accept().await.unwrap().0).unwrap(); } } //~ unbounded-channel
async fn crossbeam_b(l: TcpListener) { let (tx, rx) = crossbeam_channel::bounded(3); std::thread::spawn(move || for c in rx { drop::<TcpStream>(c) }); loop { tx.send(l.accept().await.unwrap().0).unwrap(); } }
async fn flume_c(l: TcpListener) { let (tx, rx) = flume::unbounded(); std::thread::spawn(move || for c in rx { drop::<TcpStream>(c) }); loop { tx.send_async(l.accept().await.unwrap().0).await.unwrap(); } } //~ unbounded-channel
async fn flume_b(l: TcpListener) { let (tx, rx) = flume::bounded(0); std::thread::spawn(move || for c in rx { drop::<TcpStream>(c) }); loop { tx.send_async(l.accept().await.unwrap().0).await.unwrap(); } }
async fn asyncch(l: TcpListener) { let (tx, rx) = async_channel::unbounded(); tokio::spawn(async move { while let Ok(c) = rx.recv().await { drop::<TcpStream>(c) } }); loop { tx.send(l.accept().await.unwrap().0).await.unwrap(); } } //~ unbounded-channel
async fn futch(l: TcpListener) { let (tx, mut rx) = futures::channel::mpsc::unbounded(); tokio::spawn(async move { while let Some(c) = rx.next().await { drop::<TcpStream>(c) } }); loop { tx.unbounded_send(l.accept().await.unwrap().0).unwrap(); } } //~ unbounded-channel
async fn futch_clone(l: TcpListener) { let (tx, mut rx) = futures::channel::mpsc::channel::<TcpStream>(4); tokio::spawn(async move { while let Some(c) = rx.next().await { drop(c) } }); loop { let (c, _) = l.accept().await.unwrap(); let mut tx = tx.clone(); tx.try_send(c).ok(); } } //~ unbounded-channel
async fn futch_noclone(l: TcpListener) { let (mut tx, mut rx) = futures::channel::mpsc::channel::<TcpStream>(4); tokio::spawn(async move { while let Some(c) = rx.next().await { drop(c) } }); loop { let (c, _) = l.accept().await.unwrap(); tx.send(c).await.ok(); } }
async fn kanal_c(l: TcpListener) { let (tx, rx) = kanal::unbounded_async(); tokio::spawn(async move { while let Ok(c) = rx.recv().await { drop::<TcpStream>(c) } }); loop { tx.send(l.accept().await.unwrap().0).await.unwrap(); } } //~ unbounded-channel
async fn kanal_b(l: TcpListener) { let (tx, rx) = kanal::bounded_async(8); tokio::spawn(async move { while let Ok(c) = rx.recv().await { drop::<TcpStream>(c) } }); loop { tx.send(l.accept().await.unwrap().0).await.unwrap(); } }

// 7. sender escapes
fn make() -> (UnboundedSender<Vec<u8>>, UnboundedReceiver<Vec<u8>>) { unbounded_channel() } //~ unbounded-channel
struct Bus { tx: UnboundedSender<Vec<u8>> }
pub fn bus() -> Bus { let (tx, rx) = unbounded_channel(); tokio::spawn(async move { let mut rx = rx; while let Some(x) = rx.recv().await { println!("{x:?}") } }); Bus { tx } } //~ unbounded-channel
impl Bus { pub fn publish(&self, d: Vec<u8>) { self.tx.send(d).ok(); } }

// 8. start-up only
async fn startup_reports() {
    let (tx, mut rx) = unbounded_channel::<String>();
    let a = tx.clone();
    std::thread::spawn(move || { a.send("db ready".into()).ok(); });
    std::thread::spawn(move || { tx.send("cache ready".into()).ok(); });
    while let Some(m) = rx.recv().await { println!("{m}"); }
}
// 9. SSE per request
async fn sse(State(_): State<()>) -> Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>> {
    let (tx, rx) = unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { let mut n = 0; loop { n += 1; if tx.send(Ok(Event::default().data(n.to_string()))).is_err() { break } tokio::time::sleep(Duration::from_secs(1)).await; } });
    Sse::new(UnboundedReceiverStream::new(rx))
}
async fn sse_b(State(_): State<()>) -> Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>> {
    let (tx, rx) = mpsc::channel(8);
    tokio::spawn(async move { let mut n = 0; loop { n += 1; if tx.send(Ok(Event::default().data(n.to_string()))).await.is_err() { break } tokio::time::sleep(Duration::from_secs(1)).await; } });
    Sse::new(tokio_stream::wrappers::ReceiverStream::new(rx))
}
async fn sse_one(State(_): State<()>) -> Sse<impl Stream<Item = Result<Event, std::convert::Infallible>>> {
    let (tx, rx) = unbounded_channel();
    tokio::spawn(async move { tx.send(Ok(Event::default().data("x"))).ok(); });
    Sse::new(UnboundedReceiverStream::new(rx))
}
fn sser() -> Router { Router::new().route("/1", get(sse)).route("/2", get(sse_b)).route("/3", get(sse_one)).with_state(()) }
// 10. permits in messages
struct Work { data: String, _p: OwnedSemaphorePermit }
#[derive(Clone)]
struct P { tx: UnboundedSender<Work>, sem: Arc<Semaphore> }
fn pr() -> Router { let (tx, mut rx) = unbounded_channel::<Work>(); tokio::spawn(async move { while let Some(w) = rx.recv().await { println!("{}", w.data) } }); Router::new().route("/", post(p_h)).with_state(P { tx, sem: Arc::new(Semaphore::new(9)) }) }
async fn p_h(State(p): State<P>, data: String) { let _p = p.sem.clone().acquire_owned().await.unwrap(); p.tx.send(Work { data, _p }).ok(); }
// 11. WeakSender
#[derive(Clone)]
struct W { tx: mpsc::WeakUnboundedSender<String> }
fn wr() -> Router { let (tx, mut rx) = unbounded_channel::<String>(); let weak = tx.downgrade(); tokio::spawn(async move { let _keep = tx; while let Some(w) = rx.recv().await { println!("{w}") } }); Router::new().route("/", post(w_h)).with_state(W { tx: weak }) } //~ unbounded-channel
async fn w_h(State(w): State<W>, d: String) { if let Some(tx) = w.tx.upgrade() { tx.send(d).ok(); } }
// 12. signal handler once
async fn on_ctrl_c() { let (tx, mut rx) = unbounded_channel::<&'static str>(); ctrlc_like(move || { let _ = tx.send("stop"); }); rx.recv().await; }
fn ctrlc_like<F: FnOnce() + Send + 'static>(f: F) { std::thread::spawn(f); }
async fn on_every() { let (tx, mut rx) = unbounded_channel::<&'static str>(); every(move || { let _ = tx.send("tick"); }); while let Some(m) = rx.recv().await { println!("{m}") } } //~ unbounded-channel
fn every<F: Fn() + Send + 'static>(f: F) { std::thread::spawn(move || loop { f(); std::thread::sleep(Duration::from_secs(1)) }); }
// 13. generic message
struct Actor<M> { tx: UnboundedSender<M> }
impl<M: Send + 'static> Actor<M> { fn new(f: impl Fn(M) + Send + 'static) -> Self { let (tx, mut rx) = unbounded_channel(); tokio::spawn(async move { while let Some(m) = rx.recv().await { f(m) } }); Self { tx } } fn tell(&self, m: M) { self.tx.send(m).ok(); } } //~ unbounded-channel
async fn actor_h(State(a): State<Arc<Actor<String>>>, b: String) { a.tell(b) }
fn ar() -> Router { Router::new().route("/", post(actor_h)).with_state(Arc::new(Actor::new(|s: String| println!("{s}")))) }
// 14. file watcher callback
fn watcher() -> std::sync::mpsc::Receiver<String> { let (tx, rx) = std::sync::mpsc::channel(); notify_like(Box::new(move |e: String| { tx.send(e).ok(); })); rx } //~ unbounded-channel
fn notify_like(f: Box<dyn Fn(String) + Send>) { std::thread::spawn(move || loop { f(String::new()) }); }
// 15. per request channel, bounded by the handler's own awaited sends?
async fn per_request_collect(Json(ids): Json<Vec<u64>>) -> Json<Vec<u64>> {
    let (tx, mut rx) = unbounded_channel(); //~ unbounded-channel
    for id in ids { let tx = tx.clone(); tokio::spawn(async move { tx.send(id * 2).ok(); }); }
    drop(tx);
    let mut v = vec![]; while let Some(x) = rx.recv().await { v.push(x) } Json(v)
}
fn prr() -> Router { Router::new().route("/", post(per_request_collect)) }
