//! Helpers that several channels share: each is judged by how its own sender is handed to them.
use tokio::sync::mpsc::{self, unbounded_channel, UnboundedReceiver, UnboundedSender}; use axum::extract::State; use std::sync::Arc;
pub struct Job { id: u64, data: Vec<u8> }
async fn drain<T>(mut rx: UnboundedReceiver<T>) { while rx.recv().await.is_some() {} }
fn emit(tx: &UnboundedSender<Job>, j: Job) { tx.send(j).ok(); }
fn emit2(tx: UnboundedSender<Job>, j: Job) { emit(&tx, j) }
async fn emit_async(tx: UnboundedSender<Job>, j: Job) { tx.send(j).ok(); }
pub fn shared_helper_loop(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); for j in v { emit(&tx, j); } } //~ unbounded-channel
pub fn shared_helper_once(j: Job) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); emit(&tx, j); }
pub fn shared_helper2_loop(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); for j in v { emit2(tx.clone(), j); } } //~ unbounded-channel
pub fn shared_helper2_once(j: Job) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); emit2(tx, j); }
pub async fn shared_async_spawn(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); for j in v { tokio::spawn(emit_async(tx.clone(), j)); } } //~ unbounded-channel
pub async fn shared_async_once(j: Job) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tokio::spawn(emit_async(tx, j)); }
pub async fn handler_shared(State(_): State<()>, b: String) { let (tx, rx) = unbounded_channel(); emit(&tx, Job { id: 0, data: b.into() }); drain(rx).await; }
pub async fn handler_loop_shared(State(_): State<()>, b: Vec<String>) { let (tx, rx) = unbounded_channel(); for b in b { emit(&tx, Job { id: 0, data: b.into() }); } drain(rx).await; } //~ unbounded-channel
#[derive(Clone)] pub struct App { tx: UnboundedSender<Job> }
pub fn app() -> App { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); App { tx } } //~ unbounded-channel
pub async fn app_handler(State(a): State<App>, b: String) { emit(&a.tx, Job { id: 0, data: b.into() }); }
pub trait Emit<T> { fn emit(&self, t: T); fn emit_twice(&self, t: T, u: T) { self.emit(t); self.emit(u); } } impl<T> Emit<T> for UnboundedSender<T> { fn emit(&self, t: T) { self.send(t).ok(); } } impl<T> Emit<T> for mpsc::Sender<T> { fn emit(&self, t: T) { self.try_send(t).ok(); } }
pub fn trait_loop(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); for j in v { tx.emit(j); } } //~ unbounded-channel
pub fn trait_once(j: Job) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tx.emit(j); }
pub fn trait_twice(j: Job, k: Job) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); tx.emit_twice(j, k); }
fn all<E: Emit<Job>>(e: &E, v: Vec<Job>) { for j in v { e.emit(j); } }
fn all_dyn(e: &dyn Emit<Job>, v: Vec<Job>) { for j in v { e.emit(j); } }
fn one<E: Emit<Job>>(e: E, j: Job) { e.emit(j); }
pub fn generic_all(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); all(&tx, v); } //~ unbounded-channel
pub fn generic_dyn(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); all_dyn(&tx, v); } //~ unbounded-channel
pub fn generic_one(j: Job) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); one(tx, j); }
pub fn generic_impl(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); fill(&tx, v.into_iter()); } //~ unbounded-channel
fn fill(tx: &UnboundedSender<Job>, it: impl Iterator<Item = Job>) { for j in it { tx.send(j).ok(); } }
pub fn recursion(n: u64) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); rec(&tx, n); }
fn rec(tx: &UnboundedSender<u64>, n: u64) { tx.send(n).ok(); if n > 0 { rec(tx, n - 1); } }
pub struct Own(u64); impl Clone for Own { fn clone(&self) -> Self { Own(self.0) } }
pub struct Keep { tx: UnboundedSender<Job> } impl Clone for Keep { fn clone(&self) -> Self { Keep { tx: self.tx.clone() } } } impl Keep { pub fn put(&self, j: Job) { self.tx.send(j).ok(); } }
pub fn keep(v: Vec<Job>) { let (tx, rx) = unbounded_channel(); tokio::spawn(drain(rx)); let k = Keep { tx }; for j in v { k.put(j); } } //~ unbounded-channel
pub fn clone_only(j: Job) { let (tx, rx) = unbounded_channel(); let t = tx.clone(); tokio::spawn(drain(rx)); t.send(j).ok(); }
