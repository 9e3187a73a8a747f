//! Channels per connection, in statics, traits, helpers, mailboxes and objects.
use axum::extract::{State, WebSocketUpgrade, ws::{Message, WebSocket}};
use axum::routing::{get, post};
use axum::{Extension, Router};
use futures::{SinkExt, StreamExt};
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, RwLock, OnceLock, LazyLock};
use std::time::Duration;
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;
use tokio::net::{TcpListener, TcpStream};

// per connection: a sender cloned into each
pub async fn cloned_per_conn(l: TcpListener) {
    let (tx, mut rx) = mpsc::unbounded_channel::<Vec<u8>>(); //~ unbounded-channel
    tokio::spawn(async move { while let Some(x) = rx.recv().await { println!("{}", x.len()); } });
    loop { let (s, _) = l.accept().await.unwrap(); let tx = tx.clone(); tokio::spawn(conn(s, tx)); }
}
async fn conn(s: TcpStream, tx: UnboundedSender<Vec<u8>>) { tx.send(format!("{:?}", s.peer_addr()).into_bytes()).unwrap(); }
// per connection, the sender is moved to a single task that sends a bounded number
pub async fn fresh_per_conn(l: TcpListener) {
    loop {
        let (_s, _) = l.accept().await.unwrap();
        let (tx, mut rx) = mpsc::unbounded_channel::<Vec<u8>>();
        tokio::spawn(async move { tx.send(vec![1]).unwrap(); tx.send(vec![2]).unwrap(); });
        while let Some(x) = rx.recv().await { println!("{}", x.len()); }
    }
}
pub async fn fresh_per_conn_loop(l: TcpListener) {
    loop {
        let (_s, _) = l.accept().await.unwrap();
        let (tx, mut rx) = mpsc::unbounded_channel::<Vec<u8>>(); //~ unbounded-channel
        tokio::spawn(async move { loop { if tx.send(vec![1]).is_err() { break } tokio::time::sleep(Duration::from_secs(1)).await; } });
        while let Some(x) = rx.recv().await { println!("{}", x.len()); }
    }
}
// websocket writer
async fn ws(up: WebSocketUpgrade, State(room): State<Arc<Room>>) -> axum::response::Response { up.on_upgrade(move |s| client(s, room)) } //~ spawn-without-timeout
#[derive(Default)] pub struct Room { peers: RwLock<BTreeMap<u32, UnboundedSender<Message>>> }
async fn client(s: WebSocket, room: Arc<Room>) {
    let (mut w, mut r) = s.split();
    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    room.peers.write().unwrap().insert(1, tx);
    let h = tokio::spawn(async move { while let Some(m) = rx.recv().await { if w.send(m).await.is_err() { break } } }); //~low spawn-without-timeout
    while let Some(Ok(m)) = r.next().await { for p in room.peers.read().unwrap().values() { let _ = p.send(m.clone()); } }
    let _ = h;
}
pub fn wsapp() -> Router { Router::new().route("/ws", get(ws)).with_state(Arc::new(Room::default())) }
// Extension sender
pub fn ext_app() -> Router { let (tx, rx) = mpsc::unbounded_channel(); drain(rx); Router::new().route("/", post(ext_h)).layer(Extension(tx)) } //~ unbounded-channel
async fn ext_h(Extension(tx): Extension<UnboundedSender<String>>, b: String) { let _ = tx.send(b); }
pub fn ext_app_b() -> Router { let (tx, mut rx) = mpsc::channel(9); tokio::spawn(async move { while rx.recv().await.is_some() {} }); Router::new().route("/", post(ext_hb)).layer(Extension(tx)) }
async fn ext_hb(Extension(tx): Extension<mpsc::Sender<String>>, b: String) { let _ = tx.send(b).await; }
fn drain(mut rx: UnboundedReceiver<String>) { tokio::spawn(async move { while let Some(x) = rx.recv().await { println!("{x}"); } }); }
// closure handler captures
pub fn cap_app() -> Router { let (tx, rx) = mpsc::unbounded_channel(); drain(rx); Router::new().route("/", post(move |b: String| async move { let _ = tx.send(b); })) } //~ unbounded-channel
// static sender
static LOG: OnceLock<UnboundedSender<String>> = OnceLock::new();
pub fn init_log() { let (tx, rx) = mpsc::unbounded_channel(); LOG.set(tx).ok(); drain(rx); } //~ unbounded-channel
pub fn log(s: &str) { if let Some(t) = LOG.get() { let _ = t.send(s.to_string()); } }
async fn logging() { log("hi"); }
// static initialised lazily with a thread inside
static BUS: LazyLock<UnboundedSender<Vec<u8>>> = LazyLock::new(|| { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { while rx.recv().await.is_some() {} }); tx }); //~ unbounded-channel
async fn bus() { BUS.send(vec![]).unwrap(); }
// shutdown signal by a unit sender in a loop
pub async fn unit_loop() { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { loop { tokio::time::sleep(Duration::from_secs(1)).await; let _ = tx.send(()); } }); rx.recv().await; }
pub async fn bool_loop() { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { loop { tokio::time::sleep(Duration::from_secs(1)).await; let _ = tx.send(true); } }); rx.recv().await; } //~ unbounded-channel
// a Result of ()
pub async fn err_once() { let (tx, mut rx) = mpsc::unbounded_channel::<anyhow::Error>(); let t2 = tx.clone(); tokio::spawn(async move { if let Err(e) = fallible().await { let _ = tx.send(e); } }); tokio::spawn(async move { if let Err(e) = fallible().await { let _ = t2.send(e); } }); rx.recv().await; }
async fn fallible() -> anyhow::Result<()> { Ok(()) }
// sender in an Option, taken and sent once per struct
pub struct Once { tx: Option<UnboundedSender<String>> }
impl Once { pub fn new() -> (Self, UnboundedReceiver<String>) { let (tx, rx) = mpsc::unbounded_channel(); (Once { tx: Some(tx) }, rx) } pub fn fire(&mut self) { if let Some(t) = self.tx.take() { let _ = t.send("x".into()); } } }
pub struct Many { tx: Option<UnboundedSender<String>> }
impl Many { pub fn new() -> (Self, UnboundedReceiver<String>) { let (tx, rx) = mpsc::unbounded_channel(); (Many { tx: Some(tx) }, rx) } pub fn fire(&mut self) { if let Some(t) = &self.tx { let _ = t.send("x".into()); } } } //~ unbounded-channel
// trait behind
pub trait Out: Send + Sync { fn put(&self, s: String); }
impl Out for UnboundedSender<String> { fn put(&self, s: String) { let _ = self.send(s); } }
pub fn boxed_out() -> Box<dyn Out> { let (tx, rx) = mpsc::unbounded_channel(); drain(rx); Box::new(tx) } //~ unbounded-channel
// returns a pair through a helper and generic
fn pair<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) { mpsc::unbounded_channel() } //~ unbounded-channel
pub async fn use_pair(l: Vec<String>) { let (tx, rx) = pair(); drain(rx); for x in l { tx.send(x).unwrap(); } }
fn pair_unit<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) { mpsc::unbounded_channel() }
pub async fn use_pair_unit(l: Vec<String>) { let (tx, mut rx) = pair_unit(); tokio::spawn(async move { rx.recv().await; }); for _ in l { tx.send(()).unwrap(); } }
// message with a permit
pub struct WithPermit { p: tokio::sync::OwnedSemaphorePermit, body: Vec<u8> }
pub async fn permits(sem: Arc<tokio::sync::Semaphore>, l: TcpListener) { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { while let Some(WithPermit { p, body }) = rx.recv().await { println!("{}", body.len()); drop(p); } }); loop { l.accept().await.unwrap(); let p = sem.clone().acquire_owned().await.unwrap(); tx.send(WithPermit { p, body: vec![] }).unwrap(); } }
// length checked before send
pub async fn checked(l: TcpListener) { let (tx, rx) = async_channel::unbounded(); tokio::spawn(async move { while let Ok(x) = rx.recv().await { let _: Vec<u8> = x; } }); loop { l.accept().await.unwrap(); if tx.len() < 100 { tx.send(vec![1u8]).await.unwrap(); } } }
// std channel in a handler with spawn_blocking results
async fn blocking_results() -> String { let (tx, rx) = std::sync::mpsc::channel(); tokio::task::spawn_blocking(move || tx.send("x".to_string())); rx.recv().unwrap() }
async fn blocking_results_many() -> usize { let (tx, rx) = std::sync::mpsc::channel(); tokio::task::spawn_blocking(move || { for i in 0..u64::MAX { if tx.send(i).is_err() { break } } }); rx.iter().count() } //~ unbounded-channel
pub fn rapp() -> Router { Router::new().route("/1", get(blocking_results)).route("/2", get(blocking_results_many)).route("/3", get(logging)).route("/4", get(bus)) }
// loop with const range
pub fn const_range() -> Vec<u8> { let (tx, rx) = flume::unbounded(); for i in 0..16u8 { tx.send(i).unwrap(); } drop(tx); rx.iter().collect() }
pub fn arr_literal() -> Vec<u8> { let (tx, rx) = flume::unbounded(); for i in [1u8, 2, 3] { tx.send(i).unwrap(); } drop(tx); rx.iter().collect() }
pub fn var_range(n: usize) -> Vec<usize> { let (tx, rx) = flume::unbounded(); for i in 0..n { tx.send(i).unwrap(); } drop(tx); rx.iter().collect() } //~ unbounded-channel
pub fn iter_each(v: Vec<u8>) -> Vec<u8> { let (tx, rx) = crossbeam_channel::unbounded(); v.into_iter().for_each(|x| tx.send(x).unwrap()); drop(tx); rx.iter().collect() } //~ unbounded-channel
pub fn par(v: Vec<u8>) -> Vec<u8> { use rayon::prelude::*; let (tx, rx) = crossbeam_channel::unbounded(); v.into_par_iter().for_each_with(tx, |t, x| t.send(x).unwrap()); rx.iter().collect() } //~ unbounded-channel
// actor struct with owned receiver; the mailbox is bounded by capacity in config
pub struct Actor { rx: UnboundedReceiver<Cmd>, n: u64 }
pub enum Cmd { Inc, Dec }
#[derive(Clone)] pub struct ActorRef(UnboundedSender<Cmd>);
impl Actor { pub fn spawn() -> ActorRef { let (tx, rx) = mpsc::unbounded_channel(); let mut a = Actor { rx, n: 0 }; tokio::spawn(async move { while let Some(c) = a.rx.recv().await { match c { Cmd::Inc => a.n += 1, Cmd::Dec => a.n -= 1 } } }); ActorRef(tx) } }
impl ActorRef { pub fn inc(&self) { let _ = self.0.send(Cmd::Inc); } }
pub enum Cmd3 { Inc(u64), Stop }
#[derive(Clone)] pub struct ActorRef3(UnboundedSender<Cmd3>);
impl ActorRef3 { pub fn spawn() -> Self { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { while let Some(c) = rx.recv().await { if let Cmd3::Inc(n) = c { println!("{n}"); } } }); ActorRef3(tx) } pub fn inc(&self) { let _ = self.0.send(Cmd3::Inc(1)); } } //~ unbounded-channel
// replies
pub enum Q { A { k: String, tx: oneshot::Sender<String> }, B(u8, oneshot::Sender<u8>) }
pub struct QH(UnboundedSender<Q>);
impl QH {
    pub fn new() -> (QH, UnboundedReceiver<Q>) { let (tx, rx) = mpsc::unbounded_channel(); (QH(tx), rx) } //~low unbounded-channel
    async fn ask<T>(&self, f: impl FnOnce(oneshot::Sender<T>) -> Q) -> Option<T> { let (tx, rx) = oneshot::channel(); self.0.send(f(tx)).ok()?; rx.await.ok() }
    pub async fn a(&self, k: String) -> Option<String> { self.ask(|tx| Q::A { k, tx }).await }
    pub async fn b(&self) -> Option<u8> { self.ask(|tx| Q::B(1, tx)).await }
}
pub struct QH2(UnboundedSender<Q>);
impl QH2 {
    pub fn new() -> (QH2, UnboundedReceiver<Q>) { let (tx, rx) = mpsc::unbounded_channel(); (QH2(tx), rx) } //~low unbounded-channel
    pub async fn a(&self, k: String) -> Result<String, String> { let (tx, rx) = oneshot::channel(); self.0.send(Q::A { k, tx }).map_err(|_| "closed".to_string())?; match tokio::time::timeout(Duration::from_secs(1), rx).await { Ok(Ok(v)) => Ok(v), _ => Err("late".into()) } }
}
pub struct QH3(UnboundedSender<Q>);
impl QH3 {
    pub fn new() -> (QH3, UnboundedReceiver<Q>) { let (tx, rx) = mpsc::unbounded_channel(); (QH3(tx), rx) } //~ unbounded-channel
    pub async fn a(&self, k: String) -> Option<String> { let (tx, rx) = oneshot::channel(); self.0.send(Q::A { k, tx }).ok()?; rx.await.ok() }
    pub fn b_forget(&self) { let (tx, _) = oneshot::channel(); let _ = self.0.send(Q::B(1, tx)); }
}
// futures unbounded with select loop; async_std; smol; postage; std in tokio
pub async fn astd(v: Vec<u8>) { let (tx, rx) = async_std::channel::unbounded(); async_std::task::spawn(async move { while rx.recv().await.is_ok() {} }); for x in v { tx.send(x).await.unwrap(); } } //~ unbounded-channel
pub async fn smolc(v: Vec<u8>) { let (tx, rx) = smol::channel::unbounded(); smol::spawn(async move { while rx.recv().await.is_ok() {} }).detach(); for x in v { tx.send(x).await.unwrap(); } } //~ unbounded-channel
pub async fn post_age(v: Vec<u8>) { use postage::sink::Sink; let (mut tx, _rx) = postage::mpsc::channel(1000); for x in v { tx.send(x).await.unwrap(); } }
// sender stored in a Vec of subscribers
pub struct Pub { subs: Mutex<Vec<UnboundedSender<Arc<str>>>> }
impl Pub { pub fn sub(&self) -> UnboundedReceiver<Arc<str>> { let (tx, rx) = mpsc::unbounded_channel(); self.subs.lock().unwrap().push(tx); rx } //~ unbounded-channel
    pub fn pubs(&self, s: &str) { self.subs.lock().unwrap().retain(|t| t.send(s.into()).is_ok()); } }
pub struct PubB { subs: Mutex<Vec<mpsc::Sender<Arc<str>>>> }
impl PubB { pub fn sub(&self) -> mpsc::Receiver<Arc<str>> { let (tx, rx) = mpsc::channel(5); self.subs.lock().unwrap().push(tx); rx } pub fn pubs(&self, s: &str) { self.subs.lock().unwrap().retain(|t| t.try_send(s.into()).is_ok()); } }
// macros
macro_rules! chan { ($t:ty) => { tokio::sync::mpsc::unbounded_channel::<$t>() }; }
pub async fn by_macro(v: Vec<u8>) { let (tx, mut rx) = chan!(u8); tokio::spawn(async move { rx.recv().await; }); for x in v { tx.send(x).unwrap(); } } //~ unbounded-channel
pub async fn by_macro_unit(v: Vec<u8>) { let (tx, mut rx) = chan!(()); tokio::spawn(async move { rx.recv().await; }); for _ in v { tx.send(()).unwrap(); } }
// conditional kind
pub fn either(cap: Option<usize>) -> (flume::Sender<Vec<u8>>, flume::Receiver<Vec<u8>>) { match cap { Some(n) => flume::bounded(n), None => flume::unbounded() } } //~ unbounded-channel
// grpc: receiver stream answer
pub async fn tonic_stream() -> tokio_stream::wrappers::UnboundedReceiverStream<Result<Vec<u8>, tonic::Status>> { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(async move { for i in 0.. { if tx.send(Ok(vec![i])).is_err() { break } } }); tokio_stream::wrappers::UnboundedReceiverStream::new(rx) } //~ unbounded-channel
// Senders in a struct made per request and dropped
async fn per_req() { let (tx, rx) = mpsc::unbounded_channel(); let p = Progress { tx }; let h = tokio::spawn(async move { let mut rx = rx; while let Some(x) = rx.recv().await { println!("{x}"); } }); p.step("a"); p.step("b"); drop(p); let _ = h.await; }
struct Progress { tx: UnboundedSender<String> }
impl Progress { fn step(&self, s: &str) { let _ = self.tx.send(s.into()); } }
pub fn papp() -> Router { Router::new().route("/", get(per_req)) }
