//! Senders in the maps of other libraries.
use std::sync::{Arc, Mutex};
use axum::{Extension, Router};
use tokio::sync::mpsc::{self, UnboundedSender, UnboundedReceiver};
pub struct A { m: Mutex<rustc_hash::FxHashMap<u64, UnboundedSender<String>>> }
impl A { pub fn new() -> Self { A { m: Mutex::new(rustc_hash::FxHashMap::default()) } } pub fn join(&self) -> UnboundedReceiver<String> { let (tx, rx) = mpsc::unbounded_channel(); self.m.lock().unwrap().insert(1, tx); rx } //~ unbounded-channel
    pub fn say(&self, s: &str) { for (_, t) in self.m.lock().unwrap().iter() { let _ = t.send(s.into()); } } }
pub struct B { m: Mutex<ahash::AHashMap<u64, UnboundedSender<()>>> }
impl B { pub fn join(&self) -> UnboundedReceiver<()> { let (tx, rx) = mpsc::unbounded_channel(); self.m.lock().unwrap().insert(1, tx); rx } pub fn say(&self) { for t in self.m.lock().unwrap().values() { let _ = t.send(()); } } }
pub struct C { m: Mutex<slab::Slab<UnboundedSender<String>>> }
impl C { pub fn join(&self) -> UnboundedReceiver<String> { let (tx, rx) = mpsc::unbounded_channel(); self.m.lock().unwrap().insert(tx); rx } //~ unbounded-channel
    pub fn say(&self, s: &str) { for (_, t) in self.m.lock().unwrap().iter() { let _ = t.send(s.into()); } } }
pub struct D { m: dashmap::DashMap<u64, UnboundedSender<String>> }
impl D { pub fn join(&self) -> UnboundedReceiver<String> { let (tx, rx) = mpsc::unbounded_channel(); self.m.insert(1, tx); rx } //~ unbounded-channel
    pub fn say(&self, s: &str) { if let Some(t) = self.m.get(&1) { let _ = t.send(s.into()); } } }
pub struct E { m: moka::future::Cache<u64, UnboundedSender<String>> }
impl E { pub async fn get(&self) -> UnboundedSender<String> { self.m.get_with(1, async { let (tx, rx) = mpsc::unbounded_channel(); drain(rx); tx }).await } //~ unbounded-channel
    pub async fn say(&self, s: &str) { let _ = self.get().await.send(s.into()); } }
fn drain(mut rx: UnboundedReceiver<String>) { tokio::spawn(async move { while rx.recv().await.is_some() {} }); }
pub fn fx(v: rustc_hash::FxHashMap<u8, u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn ah(v: ahash::AHashMap<u8, u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn hb(v: hashbrown::HashMap<u8, u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn ix(v: indexmap::IndexMap<u8, u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn sl(v: slab::Slab<u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn lr(v: lru::LruCache<u8, u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn mo(v: moka::future::Cache<u8, Vec<u8>>) -> Router { Router::new().layer(Extension(v)) }
pub fn sm(v: smallvec::SmallVec<[u8; 8]>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn st(v: Arc<rustc_hash::FxHashMap<u8, u8>>) -> Router { Router::new().layer(Extension(v)) }
