//! Senders made in a map's entry, and replies in nested structs.
use once_cell::sync::Lazy;
use std::{collections::HashMap, sync::Arc};
use tokio::sync::{mpsc, RwLock, oneshot};
type Ch = Arc<mpsc::UnboundedSender<Vec<String>>>;
static EVENTS: Lazy<RwLock<HashMap<String, Ch>>> = Lazy::new(|| RwLock::new(HashMap::new()));
async fn to_node(rx: &mut mpsc::UnboundedReceiver<Vec<String>>) -> Result<(), String> { while let Some(x) = rx.recv().await { println!("{x:?}"); } Ok(()) }
pub async fn send_all(items: &[String], nodes: Vec<String>) {
    for node in nodes {
        for _i in 0..5 {
            let channel = {
                let mut events = EVENTS.write().await;
                events.entry(node.clone()).or_insert_with(|| {
                    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
                    tokio::task::spawn(async move { let _ = to_node(&mut rx).await; });
                    Arc::new(tx)
                }).clone()
            };
            if let Err(e) = channel.clone().send(items.to_vec()) { println!("{e}"); continue; }
            break;
        }
    }
}
// command with nested reply
pub struct Reply<T> { tx: Option<oneshot::Sender<T>> }
impl<T> Reply<T> { pub fn send(self, t: T) { if let Some(tx) = self.tx { let _ = tx.send(t); } } }
pub struct Command<T, R> { payload: T, reply: Reply<R> }
impl<T, R> Command<T, R> { pub fn prepare(payload: T) -> (Self, oneshot::Receiver<R>) { let (tx, rx) = oneshot::channel(); (Self { payload, reply: Reply { tx: Some(tx) } }, rx) } pub fn forget(payload: T) -> Self { Command { payload, reply: Reply { tx: None } } } }
pub type QTx = mpsc::UnboundedSender<Command<String, u64>>;
pub type QRx = mpsc::UnboundedReceiver<Command<String, u64>>;
pub fn channel() -> (QTx, QRx) { mpsc::unbounded_channel() } //~low unbounded-channel
pub async fn collect(senders: Vec<QTx>) -> u64 {
    let mut n = 0;
    for s in senders { let (c, rx) = Command::prepare("a".to_string()); if s.send(c).is_err() { continue; } if let Ok(x) = rx.await { n += x; } }
    n
}
pub fn start() -> Vec<QTx> { let mut v = Vec::new(); let (tx, rx) = channel(); tokio::spawn(serve(rx)); v.push(tx); v }
async fn serve(mut rx: QRx) { while let Some(c) = rx.recv().await { c.reply.send(c.payload.len() as u64); } }
pub async fn all() { let s = start(); collect(s).await; }
pub type FTx = mpsc::UnboundedSender<Command<u8, u64>>;
pub fn channel_f() -> (FTx, mpsc::UnboundedReceiver<Command<u8, u64>>) { mpsc::unbounded_channel() } //~ unbounded-channel
pub fn forgetful(s: FTx) { loop { if s.send(Command::forget(1)).is_err() { break } } }
pub fn use_f() { let (a, b) = channel_f(); std::mem::forget(b); forgetful(a) }
// an object of its own, whose method is called twice, once in a loop
pub struct Watch { out: mpsc::UnboundedSender<String> }
impl Watch {
    pub fn new(out: mpsc::UnboundedSender<String>) -> Self { Watch { out } }
    pub async fn run(self) { self.step(); loop { tokio::task::yield_now().await; self.step(); } }
    fn step(&self) { let _ = self.out.send("x".into()); }
}
pub fn watch() { let (tx, mut rx) = mpsc::unbounded_channel(); let w = Watch::new(tx); tokio::spawn(w.run()); tokio::spawn(async move { while rx.recv().await.is_some() {} }); } //~ unbounded-channel
pub struct Twice { out: mpsc::UnboundedSender<String> }
impl Twice {
    pub fn new(out: mpsc::UnboundedSender<String>) -> Self { Twice { out } }
    pub async fn run(self) { self.step(); tokio::task::yield_now().await; self.step(); }
    fn step(&self) { let _ = self.out.send("x".into()); }
}
pub async fn twice() { let (tx, mut rx) = mpsc::unbounded_channel(); let w = Twice::new(tx); tokio::spawn(w.run()); while rx.recv().await.is_some() {} }
