//! Queues in which things wait to be used again, and what looks at how many there are.

use crossbeam_queue::SegQueue;
use std::sync::Arc;
pub struct Pool { free: SegQueue<Vec<u8>> }
impl Pool {
    pub fn new() -> Self { Self { free: SegQueue::new() } }
    pub fn acquire(&self) -> Vec<u8> { self.free.pop().unwrap_or_default() }
    pub fn release(&self, v: Vec<u8>) { if self.free.len() < 1000 { self.free.push(v); } }
}
pub struct Pool2 { free: SegQueue<Vec<u8>> }
impl Pool2 {
    pub fn new() -> Self { Self { free: SegQueue::new() } } //~ unbounded-channel
    pub fn acquire(&self) -> Vec<u8> { self.free.pop().unwrap_or_default() }
    pub fn release(&self, v: Vec<u8>) { self.free.push(v); }
}
pub struct Pool3 { free: SegQueue<Vec<u8>> }
impl Pool3 {
    pub fn new() -> Self { Self { free: SegQueue::new() } }
    pub fn release(&self, v: Vec<u8>) { if self.free.len() >= 1000 { return; } self.free.push(v); }
}
async fn h(p: Arc<Pool>, q: Arc<Pool2>, r: Arc<Pool3>) { loop { let a = p.acquire(); p.release(a); let b = q.acquire(); q.release(b); r.release(vec![]); tokio::task::yield_now().await; } }
fn senders() {
    let (tx, rx) = flume::unbounded::<String>();
    tokio::spawn(async move { loop { if tx.len() < 100 { tx.send("a".into()).ok(); } tokio::task::yield_now().await; } });
    tokio::spawn(async move { while let Ok(s) = rx.recv_async().await { println!("{s}"); } });
}
fn senders2() {
    let (tx, rx) = flume::unbounded::<String>(); //~ unbounded-channel
    tokio::spawn(async move { loop { if tx.len() > 100 { println!("many"); } tx.send("a".into()).ok(); tokio::task::yield_now().await; } });
    tokio::spawn(async move { while let Ok(s) = rx.recv_async().await { println!("{s}"); } });
}
