//! Every library; senders in maps, actors, trait objects, closures and helpers.
use std::{collections::{HashMap, BTreeMap}, sync::{Arc, Mutex, OnceLock}, thread, time::Duration};
use axum::{extract::State, Router, routing::post, Json};
use tokio::sync::{mpsc, oneshot};
pub struct Job { id: u64, data: Vec<u8> }
pub struct Conf { n: usize }

// ── libraries: looped send, unbounded against bounded ──
pub fn std_loop(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); thread::spawn(move || for _ in rx {}); for j in v { tx.send(j).unwrap(); } } //~ unbounded-channel
pub fn std_sync_loop(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::sync_channel(4); thread::spawn(move || for _ in rx {}); for j in v { tx.send(j).unwrap(); } }
pub fn std_sync_zero(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::sync_channel(0); thread::spawn(move || for _ in rx {}); for j in v { tx.send(j).unwrap(); } }
pub fn std_sync_huge(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::sync_channel(usize::MAX); thread::spawn(move || for _ in rx {}); for j in v { tx.send(j).unwrap(); } } //~ unbounded-channel
pub fn cb_loop(v: Vec<Job>) { let (tx, rx) = crossbeam_channel::unbounded(); thread::spawn(move || for _ in rx {}); for j in v { tx.send(j).unwrap(); } } //~ unbounded-channel
pub fn cb_bounded(v: Vec<Job>) { let (tx, rx) = crossbeam_channel::bounded(4); thread::spawn(move || for _ in rx {}); for j in v { tx.send(j).unwrap(); } }
pub fn cb_facade(v: Vec<Job>) { let (tx, rx) = crossbeam::channel::unbounded(); thread::spawn(move || for _ in rx {}); for j in v { tx.send(j).unwrap(); } } //~ unbounded-channel
pub async fn flume_loop(v: Vec<Job>) { let (tx, rx) = flume::unbounded(); tokio::spawn(async move { while rx.recv_async().await.is_ok() {} }); for j in v { tx.send_async(j).await.unwrap(); } } //~ unbounded-channel
pub async fn flume_bounded(v: Vec<Job>) { let (tx, rx) = flume::bounded(4); tokio::spawn(async move { while rx.recv_async().await.is_ok() {} }); for j in v { tx.send_async(j).await.unwrap(); } }
pub async fn ac_loop(v: Vec<Job>) { let (tx, rx) = async_channel::unbounded(); tokio::spawn(async move { while rx.recv().await.is_ok() {} }); for j in v { tx.send(j).await.unwrap(); } } //~ unbounded-channel
pub async fn ac_bounded(v: Vec<Job>) { let (tx, rx) = async_channel::bounded(4); tokio::spawn(async move { while rx.recv().await.is_ok() {} }); for j in v { tx.send(j).await.unwrap(); } }
pub async fn fut_loop(v: Vec<Job>) { let (tx, rx) = futures::channel::mpsc::unbounded(); drop(rx); for j in v { tx.unbounded_send(j).unwrap(); } } //~ unbounded-channel
pub async fn fut_chan_loop(v: Vec<Job>) { let (mut tx, rx) = futures_channel::mpsc::unbounded(); drop(rx); for j in v { tx.start_send(j).unwrap(); } } //~ unbounded-channel
pub async fn fut_sink_loop(v: Vec<Job>) { use futures::SinkExt; let (mut tx, rx) = futures::channel::mpsc::unbounded(); drop(rx); for j in v { tx.send(j).await.unwrap(); } } //~ unbounded-channel
pub async fn fut_bounded_loop(v: Vec<Job>) { use futures::SinkExt; let (mut tx, rx) = futures::channel::mpsc::channel(4); drop(rx); for j in v { tx.send(j).await.unwrap(); } }
pub async fn kanal_loop(v: Vec<Job>) { let (tx, rx) = kanal::unbounded_async(); tokio::spawn(async move { while rx.recv().await.is_ok() {} }); for j in v { tx.send(j).await.unwrap(); } } //~ unbounded-channel
pub fn kanal_sync_loop(v: Vec<Job>) { let (tx, rx) = kanal::unbounded(); drop(rx); for j in v { tx.send(j).unwrap(); } } //~ unbounded-channel
pub async fn kanal_bounded(v: Vec<Job>) { let (tx, rx) = kanal::bounded_async(4); drop(rx); for j in v { tx.send(j).await.unwrap(); } }
pub async fn as_loop(v: Vec<Job>) { let (tx, rx) = async_std::channel::unbounded(); drop(rx); for j in v { tx.send(j).await.unwrap(); } } //~ unbounded-channel
pub async fn as_bounded(v: Vec<Job>) { let (tx, rx) = async_std::channel::bounded(4); drop(rx); for j in v { tx.send(j).await.unwrap(); } }
pub async fn smol_loop(v: Vec<Job>) { let (tx, rx) = smol::channel::unbounded(); drop(rx); for j in v { tx.send(j).await.unwrap(); } } //~ unbounded-channel
pub async fn loole_loop(v: Vec<Job>) { let (tx, rx) = loole::unbounded(); drop(rx); for j in v { tx.send_async(j).await.unwrap(); } } //~ unbounded-channel
pub async fn watch_loop(v: Vec<Job>) { let (tx, _rx) = tokio::sync::watch::channel(None); for j in v { tx.send(Some(j)).ok(); } }
pub async fn broadcast_loop(v: Vec<u64>) { let (tx, _rx) = tokio::sync::broadcast::channel(16); for j in v { tx.send(j).ok(); } }
pub async fn oneshot_loop(v: Vec<u64>) { for j in v { let (tx, rx) = oneshot::channel(); tx.send(j).ok(); rx.await.ok(); } }
pub async fn renamed(v: Vec<u64>) { use tokio::sync::mpsc::unbounded_channel as queue; let (tx, rx) = queue(); drop(rx); for j in v { tx.send(j).ok(); } } //~ unbounded-channel
pub async fn full_path(v: Vec<u64>) { let (tx, rx) = ::tokio::sync::mpsc::unbounded_channel::<u64>(); drop(rx); for j in v { tx.send(j).ok(); } } //~ unbounded-channel
pub mod own { pub struct Tx; pub struct Rx; impl Tx { pub fn send<T>(&self, _: T) {} } pub fn unbounded_channel() -> (Tx, Rx) { (Tx, Rx) } pub fn unbounded() -> (Tx, Rx) { (Tx, Rx) } }
pub async fn own_loop(v: Vec<u64>) { let (tx, _rx) = own::unbounded_channel(); for j in v { tx.send(j); } }
pub mod prelude { pub use tokio::sync::mpsc::*; }
pub async fn via_prelude(v: Vec<u64>) { use prelude::*; let (tx, rx) = unbounded_channel(); drop(rx); for j in v { tx.send(j).ok(); } } //~ unbounded-channel
pub async fn macro_wrapped(v: Vec<u64>) { macro_rules! chan { () => { tokio::sync::mpsc::unbounded_channel() }; } let (tx, rx) = chan!(); drop(rx); for j in v { tx.send(j).ok(); } } //~ unbounded-channel

// ── places ──
pub struct Srv { subs: Mutex<HashMap<u64, Vec<mpsc::UnboundedSender<Job>>>> }
impl Srv {
    pub fn subscribe(&self, id: u64) -> mpsc::UnboundedReceiver<Job> { let (tx, rx) = mpsc::unbounded_channel(); self.subs.lock().unwrap().entry(id).or_default().push(tx); rx } //~ unbounded-channel
    pub fn publish(&self, id: u64, f: impl Fn() -> Job) { if let Some(l) = self.subs.lock().unwrap().get_mut(&id) { l.retain(|tx| tx.send(f()).is_ok()); } }
}
pub struct Srv2 { subs: Mutex<Vec<mpsc::UnboundedSender<()>>> }
impl Srv2 {
    pub fn subscribe(&self) -> mpsc::UnboundedReceiver<()> { let (tx, rx) = mpsc::unbounded_channel(); self.subs.lock().unwrap().push(tx); rx }
    pub fn publish(&self) { for tx in self.subs.lock().unwrap().iter() { tx.send(()).ok(); } }
}
pub struct Srv3 { subs: dashmap::DashMap<u64, flume::Sender<Job>> }
impl Srv3 {
    pub fn subscribe(&self, id: u64) -> flume::Receiver<Job> { let (tx, rx) = flume::unbounded(); self.subs.insert(id, tx); rx } //~ unbounded-channel
    pub fn subscribe_b(&self, id: u64) -> flume::Receiver<Job> { let (tx, rx) = flume::bounded(8); self.subs.insert(id, tx); rx }
}
pub async fn pub3(State(s): State<Arc<Srv3>>, body: String) { if let Some(tx) = s.subs.get(&1) { let _ = tx.send(Job { id: 0, data: body.into() }); } }
pub struct Actor { rx: mpsc::UnboundedReceiver<Job>, n: u64 }
pub struct ActorHandle { tx: mpsc::UnboundedSender<Job> }
impl Actor { pub fn start() -> ActorHandle { let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
        tokio::spawn(Actor { rx, n: 0 }.run()); ActorHandle { tx } }
    async fn run(mut self) { while let Some(_) = self.rx.recv().await { self.n += 1; } } }
impl ActorHandle { pub fn tell(&self, j: Job) { self.tx.send(j).ok(); } }
pub async fn tell_it(State(h): State<Arc<ActorHandle>>, body: String) { h.tell(Job { id: 0, data: body.into() }); }
pub struct Builder { tx: Option<mpsc::UnboundedSender<Job>> }
impl Builder { pub fn with(mut self, tx: mpsc::UnboundedSender<Job>) -> Self { self.tx = Some(tx); self } pub fn emit(&self, j: Job) { if let Some(tx) = &self.tx { tx.send(j).ok(); } } }
pub fn built() -> Builder { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); Builder { tx: None }.with(tx) } //~ unbounded-channel
pub async fn emit_it(State(h): State<Arc<Builder>>, body: String) { h.emit(Job { id: 0, data: body.into() }); }
// trait object sink
pub trait Sink: Send + Sync { fn put(&self, j: Job); }
pub struct ChanSink(mpsc::UnboundedSender<Job>);
impl Sink for ChanSink { fn put(&self, j: Job) { self.0.send(j).ok(); } }
pub fn boxed_sink() -> Box<dyn Sink> { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); Box::new(ChanSink(tx)) } //~ unbounded-channel
pub async fn use_sink(State(s): State<Arc<dyn Sink>>, body: String) { s.put(Job { id: 0, data: body.into() }); }
// closure kept
pub fn notifier() -> impl Fn(Job) + Send + Sync { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); move |j| { tx.send(j).ok(); } } //~ unbounded-channel
pub fn notifier_boxed() -> Box<dyn Fn(Job) + Send + Sync> { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); Box::new(move |j| { tx.send(j).ok(); }) } //~ unbounded-channel
pub fn route_closure() -> Router { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); Router::new().route("/", post(move |b: String| { let tx = tx.clone(); async move { tx.send(b).ok(); } })) } //~ unbounded-channel
pub fn route_closure_unit() -> Router { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); Router::new().route("/", post(move || { let tx = tx.clone(); async move { tx.send(()).ok(); } })) }
pub async fn accept(l: tokio::net::TcpListener) { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(drainer(rx)); while let Ok((s, _)) = l.accept().await { let tx = tx.clone(); tokio::spawn(conn(s, tx)); } } //~ unbounded-channel
async fn drainer<T>(mut rx: mpsc::UnboundedReceiver<T>) { while rx.recv().await.is_some() {} }
async fn conn(_s: tokio::net::TcpStream, tx: mpsc::UnboundedSender<Job>) { tx.send(Job { id: 0, data: vec![] }).ok(); }
pub async fn accept_per_conn(l: tokio::net::TcpListener) { while let Ok((_s, _)) = l.accept().await { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(drainer(rx)); tx.send(1u8).ok(); } }
pub async fn ctrl_c() { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { tokio::signal::ctrl_c().await.ok(); tx.send("stop".to_string()).ok(); }); rx.recv().await; }
pub async fn ticker() { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(drainer(rx)); let mut i = tokio::time::interval(Duration::from_secs(1)); tokio::spawn(async move { loop { i.tick().await; if tx.send(1u8).is_err() { break; } } }); } //~ unbounded-channel
pub fn thread_reader() { let (tx, rx) = std::sync::mpsc::channel(); thread::spawn(move || { for l in std::io::stdin().lines() { tx.send(l.unwrap()).unwrap(); } }); for l in rx { drop(l); } } //~ unbounded-channel
pub fn rayon_scatter(v: Vec<Job>) -> Vec<u64> { use rayon::prelude::*; let (tx, rx) = std::sync::mpsc::channel(); v.par_iter().for_each_with(tx, |tx, j| { tx.send(j.id).unwrap(); }); rx.into_iter().collect() } //~ unbounded-channel
pub fn send_then_loop(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); tx.send(0u64).unwrap(); drop(tx); for j in v { drop(j); } drop(rx); }
pub fn loop_receives() { let (tx, rx) = std::sync::mpsc::channel(); tx.send(0u64).unwrap(); loop { if rx.recv().is_err() { break; } } }
pub async fn select_loop(mut a: mpsc::Receiver<Job>) { let (tx, mut rx) = mpsc::unbounded_channel(); loop { tokio::select! { Some(j) = a.recv() => { tx.send(j).ok(); } Some(_) = rx.recv() => {} else => break } } } //~ unbounded-channel
pub async fn once_in_select(mut a: oneshot::Receiver<Job>) { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::select! { Ok(j) = &mut a => { tx.send(j).ok(); } Some(_) = rx.recv() => {} } }
pub async fn cond_cap(c: &Conf) { let n = if c.n > 0 { c.n } else { usize::MAX }; let (tx, mut rx) = mpsc::channel::<Job>(n); tokio::spawn(async move { while rx.recv().await.is_some() {} }); loop { tx.send(Job { id: 0, data: vec![] }).await.ok(); } }
fn queue_len() -> usize { 8 << 20 }
pub async fn fn_cap() { let (tx, mut rx) = mpsc::channel::<Job>(queue_len()); tokio::spawn(async move { while rx.recv().await.is_some() {} }); loop { tx.send(Job { id: 0, data: vec![] }).await.ok(); } } //~ unbounded-channel
pub async fn pass_to_helper(v: Vec<Job>) { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); feed(&tx, v); } //~ unbounded-channel
fn feed(tx: &mpsc::UnboundedSender<Job>, v: Vec<Job>) { for j in v { tx.send(j).ok(); } }
pub async fn pass_to_helper_once(v: Job) { let (tx, rx) = mpsc::unbounded_channel(); feed1(&tx, v); drop(rx); }
fn feed1(tx: &mpsc::UnboundedSender<Job>, v: Job) { tx.send(v).ok(); }
pub async fn pass_generic(v: Vec<Job>) { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); emit_all(v, |j| { tx.send(j).ok(); }); } //~ unbounded-channel
fn emit_all(v: Vec<Job>, f: impl Fn(Job)) { for j in v { f(j); } }
pub async fn pass_generic_once(v: Job) { let (tx, rx) = mpsc::unbounded_channel(); drop(rx); emit_one(v, |j| { tx.send(j).ok(); }); }
fn emit_one(v: Job, f: impl FnOnce(Job)) { f(v); }
pub fn default_arg(tx: Option<mpsc::UnboundedSender<Job>>) -> mpsc::UnboundedSender<Job> { tx.unwrap_or_else(|| mpsc::unbounded_channel().0) }
pub struct Pair { tx: mpsc::UnboundedSender<Job>, rx: Option<mpsc::UnboundedReceiver<Job>> }
impl Default for Pair { fn default() -> Self { let (tx, rx) = mpsc::unbounded_channel(); Self { tx, rx: Some(rx) } } } //~ unbounded-channel
pub fn tuple_in_one() -> Pair { let c = mpsc::unbounded_channel(); Pair { tx: c.0, rx: Some(c.1) } } //~ unbounded-channel
pub fn vec_of(n: usize) -> Vec<(mpsc::UnboundedSender<Job>, mpsc::UnboundedReceiver<Job>)> { (0..n).map(|_| mpsc::unbounded_channel()).collect() } //~ unbounded-channel
pub fn shards() -> Vec<mpsc::UnboundedSender<Job>> { let mut v = Vec::new(); for _ in 0..4 { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(drainer(rx)); v.push(tx); } v } //~ unbounded-channel
pub async fn shard_user(v: Vec<Job>) { let s = shards(); for j in v { s[j.id as usize % 4].send(j).ok(); } }
// only Drop sends
pub struct DropGuard { tx: mpsc::UnboundedSender<u64>, id: u64 }
impl Drop for DropGuard { fn drop(&mut self) { self.tx.send(self.id).ok(); } }
pub fn drop_guard() -> (DropGuard, mpsc::UnboundedReceiver<u64>) { let (tx, rx) = mpsc::unbounded_channel(); (DropGuard { tx, id: 0 }, rx) } //~ unbounded-channel
// progress callback of workspace
pub struct Downloader; impl Downloader { pub fn run(&self, on: impl Fn(u64)) { let mut n = 0; while n < u64::MAX { n += 1; on(n); } } }
pub fn progress(d: &Downloader) { let (tx, rx) = std::sync::mpsc::channel(); d.run(move |n| { tx.send(n).ok(); }); drop(rx); } //~ unbounded-channel
