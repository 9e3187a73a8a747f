//! Loops that are left after the send, receivers that bound the queue, closures that are kept.
use axum::extract::State; use std::sync::{Arc, OnceLock, Mutex}; use tokio::sync::mpsc::{self, unbounded_channel, UnboundedSender};
pub struct Job { id: u64, data: Vec<u8> }
async fn drain<T>(mut rx: mpsc::UnboundedReceiver<T>) { while rx.recv().await.is_some() {} }
// reply channels made of an mpsc
pub enum Ask { Hash(Question) } pub struct Question { text: String, tx: flume::Sender<String> }
static ASKS: OnceLock<(flume::Sender<Ask>, flume::Receiver<Ask>)> = OnceLock::new();
pub async fn ask(State(_): State<()>, text: String) -> String { let (tx, rx) = flume::unbounded(); ASKS.get().unwrap().0.send_async(Ask::Hash(Question { text, tx })).await.ok(); rx.recv_async().await.unwrap() }
pub async fn ask_many(State(_): State<()>, text: String) -> String { let (tx, rx) = flume::unbounded(); ASKS.get().unwrap().0.send_async(Ask::Hash(Question { text, tx })).await.ok(); let mut out = String::new(); while let Ok(s) = rx.recv_async().await { out += &s; } out } //~ unbounded-channel
pub async fn answers() { while let Ok(m) = ASKS.get().unwrap().1.recv_async().await { match m { Ask::Hash(q) => answer(q) } } }
fn answer(q: Question) { q.tx.send(q.text.clone()).ok(); }
// receiver dropped at once
pub fn dropped(v: Vec<Job>) { let (tx, _) = unbounded_channel(); for j in v { let _ = tx.send(j); } }
pub fn kept_unused(v: Vec<Job>) { let (tx, _rx) = unbounded_channel(); for j in v { let _ = tx.send(j); } } //~ unbounded-channel
pub fn sender_only(v: Vec<Job>) { let tx: UnboundedSender<Job> = unbounded_channel().0; for j in v { let _ = tx.send(j); } }
// sends that leave the loop
pub fn once_return(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); for j in v { if j.id == 7 { tx.send(j).ok(); return; } } }
pub fn once_break(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); for j in v { if j.id == 7 { tx.send(j).ok(); break; } } }
pub fn not_once(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); for j in v { if j.id == 7 { tx.send(j).ok(); continue; } } } //~ unbounded-channel
pub fn not_once_err(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); for j in v { if tx.send(j).is_err() { break; } } } //~ unbounded-channel
pub fn once_in_helper(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); find(v, &tx); }
fn find(v: Vec<Job>, tx: &std::sync::mpsc::Sender<Job>) { for j in v { if j.id == 1 { tx.send(j).ok(); return; } } }
pub fn twice_in_helper(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); find_all(v, &tx); } //~ unbounded-channel
fn find_all(v: Vec<Job>, tx: &std::sync::mpsc::Sender<Job>) { for j in v { if j.id == 1 { tx.send(j).ok(); } } }
pub async fn inner_loop_break(mut s: mpsc::Receiver<Vec<Job>>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while let Some(v) = s.recv().await { for j in v { if j.id == 0 { tx.send(j).ok(); break; } } } } //~ unbounded-channel
pub async fn spawn_return(mut s: mpsc::Receiver<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); while let Some(j) = s.recv().await { let tx = tx.clone(); tokio::spawn(async move { tx.send(j).ok(); return; }); } } //~ unbounded-channel
pub fn return_send(v: Vec<Job>) -> bool { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); for j in v { if j.id == 3 { return tx.send(j).is_ok(); } } false }
pub fn closure_return(v: Vec<Job>) { let (tx, rx) = std::sync::mpsc::channel(); std::thread::spawn(move || for _ in rx {}); v.into_iter().for_each(|j| { tx.send(j).ok(); return; }); } //~ unbounded-channel
// local containers
pub async fn local_vec() { let mut keep = Vec::new(); for i in 0..3u64 { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tx.send(i).ok(); keep.push(tx); } std::future::pending::<()>().await; }
pub async fn local_vec_sends(v: Vec<Job>) { let mut keep = Vec::new(); for _ in 0..3 { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); keep.push(tx); } for j in v { keep[0].send(j).ok(); } } //~ unbounded-channel
pub fn param_vec(keep: &mut Vec<UnboundedSender<Job>>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); keep.push(tx); } //~ unbounded-channel
// callbacks
pub struct Bus { subs: Mutex<Vec<Box<dyn Fn(&Job) + Send>>> }
impl Bus { pub fn on(&self, f: impl Fn(&Job) + Send + 'static) { self.subs.lock().unwrap().push(Box::new(f)); } pub fn emit(&self, j: Job) { for s in self.subs.lock().unwrap().iter() { s(&j); } } }
pub fn subscribe(b: &Bus) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); b.on(move |j| { tx.send(j.id).ok(); }); } //~ unbounded-channel
pub fn subscribe_unit(b: &Bus) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); b.on(move |_| { tx.send(()).ok(); }); }
pub struct Hook { f: Box<dyn Fn(Job) + Send + Sync> }
pub fn hook() -> Hook { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); Hook { f: Box::new(move |j| { tx.send(j).ok(); }) } } //~ unbounded-channel
pub fn arc_hook() -> Arc<dyn Fn(Job) + Send + Sync> { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); let f = move |j: Job| { tx.send(j).ok(); }; Arc::new(f) } //~ unbounded-channel
pub fn opt_map(j: Option<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); j.map(|j| tx.send(j)); }
pub async fn fut_map(f: impl std::future::Future<Output = Job>) { use futures::FutureExt; let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); f.map(move |j| { tx.send(j).ok(); }).await; }
pub async fn for_each_conc(s: impl futures::Stream<Item = Job>) { use futures::StreamExt; let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); s.for_each_concurrent(4, |j| { let tx = tx.clone(); async move { tx.send(j).ok(); } }).await; } //~ unbounded-channel
pub fn retain(v: &mut Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); v.retain(|j| tx.send(j.id).is_ok()); } //~ unbounded-channel
pub fn try_for_each(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); let _ = v.into_iter().try_for_each(|j| tx.send(j)); } //~ unbounded-channel
pub fn extend_map(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); let r: Vec<_> = v.into_iter().map(|j| tx.send(j)).collect(); drop(r); } //~ unbounded-channel
