//! Channels by what they carry, where the sender goes, and how often it sends.
use axum::extract::State;
use axum::routing::{get, post};
use axum::{Json, Router};
use futures::StreamExt;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};
use tokio::sync::{mpsc, oneshot};

pub struct Job { id: u64, body: String }

// 1 sender in the state, sent per request
#[derive(Clone)]
pub struct App { tx: mpsc::UnboundedSender<Job> }
pub fn app() -> Router {
    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { while let Some(j) = rx.recv().await { work(j).await; } });
    Router::new().route("/", post(push)).with_state(App { tx })
}
async fn push(State(a): State<App>, Json(b): Json<String>) { let _ = a.tx.send(Job { id: 1, body: b }); }
async fn work(j: Job) { println!("{} {}", j.id, j.body); }

// 2 the same, bounded
#[derive(Clone)]
pub struct App2 { tx: mpsc::Sender<Job> }
pub fn app2() -> Router {
    let (tx, mut rx) = mpsc::channel(64);
    tokio::spawn(async move { while let Some(j) = rx.recv().await { work(j).await; } });
    Router::new().route("/", post(push2)).with_state(App2 { tx })
}
async fn push2(State(a): State<App2>, Json(b): Json<String>) { let _ = a.tx.send(Job { id: 1, body: b }).await; }

// 3 unit message known from the field
pub struct Wake { tx: mpsc::UnboundedSender<()> }
impl Wake {
    pub fn new() -> (Self, mpsc::UnboundedReceiver<()>) { let (tx, rx) = mpsc::unbounded_channel(); (Wake { tx }, rx) }
    pub fn wake(&self) { let _ = self.tx.send(()); }
}
// 4 a field-less enum from the parameter
#[derive(Debug)]
pub enum Sig { Stop, Reload }
pub fn sig(l: fn(mpsc::UnboundedReceiver<Sig>)) -> mpsc::UnboundedSender<Sig> { let (tx, rx) = mpsc::unbounded_channel(); l(rx); tx }
// 5 an enum with a field
pub enum Sig2 { Stop, Reload(String) }
pub fn sig2(l: fn(mpsc::UnboundedReceiver<Sig2>)) -> mpsc::UnboundedSender<Sig2> { let (tx, rx) = mpsc::unbounded_channel(); l(rx); tx } //~ unbounded-channel
// 6 field-less known from the argument of send only
pub struct Tick;
pub async fn tick_loop() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move { loop { tokio::time::sleep(std::time::Duration::from_secs(1)).await; if tx.send(Tick).is_err() { break } } });
    while rx.recv().await.is_some() {}
}
// 7 numbers are data
pub async fn num_loop() {
    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { let mut n = 0u64; loop { n += 1; if tx.send(n).is_err() { break } } });
    while rx.recv().await.is_some() {}
}
// 8 sends once
pub async fn once() -> Option<String> {
    let (tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move { let _ = tx.send(String::new()); });
    rx.recv().await
}
// 9 sends twice, in straight line
pub async fn twice() {
    let (tx, mut rx) = mpsc::unbounded_channel();
    tx.send(1u8).unwrap(); tx.send(2u8).unwrap();
    drop(tx);
    while let Some(x) = rx.recv().await { println!("{x}"); }
}
// 10 loop over items
pub async fn fan(items: Vec<String>) {
    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    for i in items { let tx = tx.clone(); tokio::spawn(async move { let _ = tx.send(i); }); }
    drop(tx);
    while let Some(x) = rx.recv().await { println!("{x}"); }
}
// 11 std thread
pub fn stdthread() {
    let (tx, rx) = std::sync::mpsc::channel();
    std::thread::spawn(move || { tx.send(5).unwrap(); });
    rx.recv().unwrap();
}
pub fn stdthread_loop() {
    let (tx, rx) = std::sync::mpsc::channel(); //~ unbounded-channel
    std::thread::spawn(move || loop { if tx.send(vec![0u8; 1024]).is_err() { return } });
    for r in rx { println!("{}", r.len()); }
}
pub fn stdsync_loop() {
    let (tx, rx) = std::sync::mpsc::sync_channel(8);
    std::thread::spawn(move || loop { if tx.send(vec![0u8; 1024]).is_err() { return } });
    for r in rx { println!("{}", r.len()); }
}
// 12 other crates, per request
static FL: LazyLock<(flume::Sender<String>, flume::Receiver<String>)> = LazyLock::new(|| flume::unbounded()); //~ unbounded-channel
async fn fl(b: String) { FL.0.send_async(b).await.unwrap(); }
static FLB: LazyLock<(flume::Sender<String>, flume::Receiver<String>)> = LazyLock::new(|| flume::bounded(10));
async fn flb(b: String) { FLB.0.send_async(b).await.unwrap(); }
static AC: OnceLock<async_channel::Sender<String>> = OnceLock::new();
pub fn init_ac() -> async_channel::Receiver<String> { let (tx, rx) = async_channel::unbounded(); AC.set(tx).unwrap(); rx } //~ unbounded-channel
async fn ac(b: String) { AC.get().unwrap().send(b).await.unwrap(); }
pub fn cb() -> (crossbeam_channel::Sender<String>, crossbeam_channel::Receiver<String>) { crossbeam_channel::unbounded() } //~ unbounded-channel
pub fn cbb() -> (crossbeam_channel::Sender<String>, crossbeam_channel::Receiver<String>) { crossbeam_channel::bounded(100) }
pub fn kan() -> kanal::AsyncReceiver<String> { let (tx, rx) = kanal::unbounded_async(); tokio::spawn(async move { loop { tx.send(String::new()).await.unwrap(); } }); rx } //~ unbounded-channel
pub fn absurd() -> mpsc::Sender<String> { let (tx, rx) = mpsc::channel(10_000_000); keep(rx); tx } //~ unbounded-channel
const CAP: usize = usize::MAX >> 4;
pub fn absurd_const() -> mpsc::Sender<String> { let (tx, rx) = mpsc::channel(CAP); keep(rx); tx } //~ unbounded-channel
const CAP_OK: usize = 1 << 16;
pub fn ok_const() -> mpsc::Sender<String> { let (tx, rx) = mpsc::channel(CAP_OK); keep(rx); tx }
pub fn cfg_cap(n: usize) -> mpsc::Sender<String> { let (tx, rx) = mpsc::channel(n); keep(rx); tx }
fn keep(rx: mpsc::Receiver<String>) { tokio::spawn(async move { let mut rx = rx; while let Some(x) = rx.recv().await { println!("{x}"); } }); }
pub fn absurd_flume() -> flume::Sender<String> { let (tx, rx) = flume::bounded(usize::MAX); std::mem::forget(rx); tx } //~ unbounded-channel
pub fn routes() -> Router { Router::new().route("/1", post(fl)).route("/2", post(flb)).route("/3", post(ac)) }
// 13 futures mpsc with clones per request
#[derive(Clone)]
pub struct F { tx: futures::channel::mpsc::Sender<String> }
pub fn fut_app() -> Router {
    let (tx, rx) = futures::channel::mpsc::channel(16); //~ unbounded-channel
    tokio::spawn(rx.for_each(|s| async move { println!("{s}"); }));
    Router::new().route("/", post(fut_push)).with_state(F { tx })
}
async fn fut_push(State(f): State<F>, b: String) { let _ = f.tx.clone().try_send(b); }
pub async fn fut_one(items: Vec<String>) {
    use futures::SinkExt;
    let (mut tx, rx) = futures::channel::mpsc::channel(16);
    tokio::spawn(rx.for_each(|s: String| async move { println!("{s}"); }));
    for i in items { tx.send(i).await.unwrap(); }
}
pub async fn fut_unb(items: Vec<String>) {
    let (tx, rx) = futures::channel::mpsc::unbounded(); //~ unbounded-channel
    tokio::spawn(rx.for_each(|s: String| async move { println!("{s}"); }));
    for i in items { tx.unbounded_send(i).unwrap(); }
}
// 14 mailboxes
pub enum Cmd { Get(String, oneshot::Sender<Option<String>>), Len { reply: oneshot::Sender<usize> } }
#[derive(Clone)]
pub struct Handle { tx: mpsc::UnboundedSender<Cmd> }
impl Handle {
    pub fn start() -> Self {
        let (tx, mut rx) = mpsc::unbounded_channel(); //~low unbounded-channel
        tokio::spawn(async move { let m: HashMap<String, String> = HashMap::new(); while let Some(c) = rx.recv().await { match c { Cmd::Get(k, r) => { let _ = r.send(m.get(&k).cloned()); } Cmd::Len { reply } => { let _ = reply.send(m.len()); } } } });
        Handle { tx }
    }
    pub async fn get(&self, k: String) -> Option<String> { let (r, rx) = oneshot::channel(); self.tx.send(Cmd::Get(k, r)).ok()?; rx.await.ok()? }
    pub async fn len(&self) -> usize { let (reply, rx) = oneshot::channel(); let _ = self.tx.send(Cmd::Len { reply }); rx.await.unwrap_or(0) }
}
pub enum Cmd2 { Get(String, oneshot::Sender<Option<String>>), Put(String, String) }
#[derive(Clone)]
pub struct Handle2 { tx: mpsc::UnboundedSender<Cmd2> }
impl Handle2 {
    pub fn start() -> Self {
        let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
        tokio::spawn(async move { let mut m: HashMap<String, String> = HashMap::new(); while let Some(c) = rx.recv().await { match c { Cmd2::Get(k, r) => { let _ = r.send(m.get(&k).cloned()); } Cmd2::Put(k, v) => { m.insert(k, v); } } } });
        Handle2 { tx }
    }
    pub async fn get(&self, k: String) -> Option<String> { let (r, rx) = oneshot::channel(); self.tx.send(Cmd2::Get(k, r)).ok()?; rx.await.ok()? }
    pub fn put(&self, k: String, v: String) { let _ = self.tx.send(Cmd2::Put(k, v)); }
}
// reply dropped: no wait
pub struct Handle3 { tx: mpsc::UnboundedSender<Cmd> }
impl Handle3 {
    pub fn start() -> (Self, mpsc::UnboundedReceiver<Cmd>) { let (tx, rx) = mpsc::unbounded_channel(); (Handle3 { tx }, rx) } //~ unbounded-channel
    pub fn get(&self, k: String) -> oneshot::Receiver<Option<String>> { let (r, rx) = oneshot::channel(); let _ = self.tx.send(Cmd::Get(k, r)); rx }
    pub async fn touch(&self, k: String) { let (r, _rx) = oneshot::channel(); let _ = self.tx.send(Cmd::Get(k, r)); }
}
// helper returns (Command, rx)
impl Cmd { fn get(k: &str) -> (Cmd, oneshot::Receiver<Option<String>>) { let (r, rx) = oneshot::channel(); (Cmd::Get(k.into(), r), rx) } }
pub struct Handle4 { tx: mpsc::UnboundedSender<Cmd> }
impl Handle4 {
    pub fn start() -> (Self, mpsc::UnboundedReceiver<Cmd>) { let (tx, rx) = mpsc::unbounded_channel(); (Handle4 { tx }, rx) } //~low unbounded-channel
    pub async fn get(&self, k: &str) -> Option<String> { let (c, rx) = Cmd::get(k); self.tx.send(c).ok()?; rx.await.ok()? }
}
// struct message with boxed reply, tuple message
pub struct Req { body: Vec<u8>, done: Box<oneshot::Sender<()>> }
pub async fn tuple_mail(list: Vec<Vec<u8>>) {
    let (tx, mut rx) = mpsc::unbounded_channel::<(Vec<u8>, oneshot::Sender<()>)>(); //~low unbounded-channel
    tokio::spawn(async move { while let Some((b, d)) = rx.recv().await { println!("{}", b.len()); let _ = d.send(()); } });
    for b in list { let (d, w) = oneshot::channel(); tx.send((b, d)).unwrap(); w.await.unwrap(); }
}
pub async fn boxed_mail(list: Vec<Vec<u8>>) {
    let (tx, mut rx) = mpsc::unbounded_channel::<Req>(); //~low unbounded-channel
    tokio::spawn(async move { while let Some(r) = rx.recv().await { println!("{}", r.body.len()); let _ = r.done.send(()); } });
    for body in list { let (d, w) = oneshot::channel(); tx.send(Req { body, done: Box::new(d) }).unwrap(); w.await.unwrap(); }
}
pub async fn mail_collect(list: Vec<Vec<u8>>) {
    let (tx, mut rx) = mpsc::unbounded_channel::<(Vec<u8>, oneshot::Sender<()>)>(); //~ unbounded-channel
    tokio::spawn(async move { while let Some((b, d)) = rx.recv().await { println!("{}", b.len()); let _ = d.send(()); } });
    let mut ws = Vec::new();
    for b in list { let (d, w) = oneshot::channel(); tx.send((b, d)).unwrap(); ws.push(w); }
    for w in ws { w.await.unwrap(); }
}
// 15 weak and maps
pub struct Hub { peers: Mutex<HashMap<u64, mpsc::UnboundedSender<String>>> }
impl Hub {
    pub async fn join(&self, id: u64) -> mpsc::UnboundedReceiver<String> { let (tx, rx) = mpsc::unbounded_channel(); self.peers.lock().unwrap().insert(id, tx); rx } //~ unbounded-channel
    pub fn all(&self, m: &str) { for p in self.peers.lock().unwrap().values() { let _ = p.send(m.to_string()); } }
}
pub struct HubB { peers: Mutex<HashMap<u64, mpsc::Sender<String>>> }
impl HubB {
    pub async fn join(&self, id: u64) -> mpsc::Receiver<String> { let (tx, rx) = mpsc::channel(32); self.peers.lock().unwrap().insert(id, tx); rx }
    pub fn all(&self, m: &str) { for p in self.peers.lock().unwrap().values() { let _ = p.try_send(m.to_string()); } }
}
pub struct WeakPub { w: mpsc::WeakUnboundedSender<String> }
impl WeakPub {
    pub fn new() -> (Self, mpsc::UnboundedSender<String>, mpsc::UnboundedReceiver<String>) { let (tx, rx) = mpsc::unbounded_channel(); (WeakPub { w: tx.downgrade() }, tx, rx) } //~ unbounded-channel
    pub fn say(&self, s: String) { if let Some(t) = self.w.upgrade() { let _ = t.send(s); } }
}
// 16 SSE stream per request: sender moved into a task that loops
async fn sse() -> axum::response::Sse<impl futures::Stream<Item = Result<axum::response::sse::Event, std::convert::Infallible>>> {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { let mut t = tokio::time::interval(std::time::Duration::from_secs(1)); loop { t.tick().await; if tx.send(Ok(axum::response::sse::Event::default().data("x"))).is_err() { break } } });
    axum::response::Sse::new(tokio_stream::wrappers::UnboundedReceiverStream::new(rx))
}
// one message only per request
async fn one_msg() -> String { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { let _ = tx.send("x".to_string()); }); rx.recv().await.unwrap_or_default() }
pub fn sse_app() -> Router { Router::new().route("/sse", get(sse)).route("/one", get(one_msg)) }
// 17 callback that runs once / FnMut many
pub fn watcher() -> notify::Result<(notify::RecommendedWatcher, std::sync::mpsc::Receiver<notify::Result<notify::Event>>)> { let (tx, rx) = std::sync::mpsc::channel(); Ok((notify::recommended_watcher(tx)?, rx)) } //~ unbounded-channel
pub fn ctrlc() { let (tx, rx) = std::sync::mpsc::channel(); ctrlc::set_handler(move || tx.send(()).unwrap()).unwrap(); rx.recv().unwrap(); }
// 18 infallible and PhantomData
pub struct Nothing(std::marker::PhantomData<String>);
pub fn phantom() -> mpsc::UnboundedSender<Nothing> { let (tx, rx) = mpsc::unbounded_channel(); std::mem::forget(rx); tx }
pub fn infal() -> mpsc::UnboundedSender<std::convert::Infallible> { let (tx, rx) = mpsc::unbounded_channel(); std::mem::forget(rx); tx }
// 19 alias and rename
use tokio::sync::mpsc::unbounded_channel as mk;
type Tx = mpsc::UnboundedSender<Vec<u8>>;
pub fn alias() -> Tx { let (tx, rx) = mk(); std::mem::forget(rx); tx } //~ unbounded-channel
pub fn dropped_receiver_only() { let (_tx, _rx) = mpsc::unbounded_channel::<String>(); }
// 20 a struct whose sender is never used
pub struct Idle { _keep: mpsc::UnboundedSender<String> }
// 21 scope: fixed number of workers each send once
pub fn scoped(n: &[u8]) -> u64 {
    let (tx, rx) = std::sync::mpsc::channel();
    for i in 0..4u64 { let tx = tx.clone(); std::thread::spawn(move || { tx.send(i).unwrap(); }); }
    drop(tx); let _ = n; rx.iter().sum()
}
// 22 broadcast et al
pub fn fine() { let (_a, _b) = tokio::sync::broadcast::channel::<String>(16); let (_c, _d) = tokio::sync::watch::channel(String::new()); let (_e, _f) = oneshot::channel::<String>(); }
// 23 segqueue
pub struct Q { q: crossbeam_queue::SegQueue<String> }
impl Q { pub fn new() -> Self { Q { q: crossbeam_queue::SegQueue::new() } } pub fn p(&self, s: String) { self.q.push(s) } } //~ unbounded-channel
// 24 actix do_send is out; xtra
pub struct A;
