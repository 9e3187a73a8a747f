//! Senders that are made for a map, and queues that the code itself bounds.
mod made_by_an_entry {
    use std::collections::HashMap; use std::sync::Mutex;
    use tokio::sync::mpsc::{self, UnboundedSender};
    use axum::{extract::{State, Path}, Router, routing::post};
    use std::sync::Arc;
    type Rooms = Arc<Mutex<HashMap<String, UnboundedSender<String>>>>;
    async fn post_msg(State(r): State<Rooms>, Path(room): Path<String>, body: String) {
        let mut g = r.lock().unwrap();
        let tx = g.entry(room).or_insert_with(|| { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { while let Some(m) = rx.recv().await { let m: String = m; println!("{m}"); } }); tx }); //~ unbounded-channel
        let _ = tx.send(body);
    }
    pub fn app() -> Router { Router::new().route("/{room}", post(post_msg)).with_state(Rooms::default()) }
}
mod bounded_by_an_entry {
    use std::collections::HashMap; use std::sync::Mutex;
    use tokio::sync::mpsc::{self, Sender};
    use axum::{extract::{State, Path}, Router, routing::post};
    use std::sync::Arc;
    type Rooms = Arc<Mutex<HashMap<String, Sender<String>>>>;
    async fn post_msg(State(r): State<Rooms>, Path(room): Path<String>, body: String) {
        let mut g = r.lock().unwrap();
        let tx = g.entry(room).or_insert_with(|| { let (tx, mut rx) = mpsc::channel(16); tokio::spawn(async move { while let Some(m) = rx.recv().await { let m: String = m; println!("{m}"); } }); tx });
        let _ = tx.try_send(body);
    }
    pub fn app() -> Router { Router::new().route("/{room}", post(post_msg)).with_state(Rooms::default()) }
}
mod made_by_a_function_for_an_entry {
    use dashmap::DashMap; use std::sync::Arc;
    use tokio::sync::mpsc::{self, UnboundedSender};
    use axum::{extract::{State, Path}, Router, routing::post};
    type Rooms = Arc<DashMap<String, UnboundedSender<String>>>;
    async fn post_msg(State(r): State<Rooms>, Path(room): Path<String>, body: String) {
        let tx = r.entry(room).or_insert_with(make).clone();
        let _ = tx.send(body);
    }
    fn make() -> UnboundedSender<String> { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { while let Some(m) = rx.recv().await { let m: String = m; println!("{m}"); } }); tx } //~ unbounded-channel
    pub fn app() -> Router { Router::new().route("/{room}", post(post_msg)).with_state(Rooms::default()) }
}
mod vacant_entry {
    use std::collections::{HashMap, hash_map::Entry};
    use tokio::sync::mpsc::{self, UnboundedSender, UnboundedReceiver};
    struct Hub { m: HashMap<u64, UnboundedSender<String>> }
    impl Hub {
        fn get(&mut self, id: u64) -> &UnboundedSender<String> {
            match self.m.entry(id) { Entry::Occupied(o) => o.into_mut(), Entry::Vacant(v) => { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(run(rx)); v.insert(tx) } } //~ unbounded-channel
        }
        async fn serve(&mut self, l: tokio::net::TcpListener) { loop { let (_s, a) = l.accept().await.unwrap(); let _ = self.get(a.port() as u64).send(a.to_string()); } }
    }
    async fn run(mut rx: UnboundedReceiver<String>) { while let Some(m) = rx.recv().await { println!("{m}"); } }
}
mod as_many_as_processors {
    pub fn go() -> u64 {
        let n = std::thread::available_parallelism().map_or(1, |n| n.get());
        let (tx, rx) = std::sync::mpsc::channel::<u64>();
        for i in 0..n { let tx = tx.clone(); std::thread::spawn(move || { tx.send(i as u64).unwrap(); }); }
        drop(tx);
        rx.iter().sum()
    }
}
mod as_many_as_processors_of_a_crate {
    pub fn go() -> u64 {
        let (tx, rx) = crossbeam_channel::unbounded::<u64>();
        for i in 0..num_cpus::get() { let tx = tx.clone(); std::thread::spawn(move || { tx.send(i as u64).unwrap(); }); }
        drop(tx);
        rx.iter().sum()
    }
}
mod as_many_as_items {
    pub fn go(items: Vec<String>) -> usize {
        let (tx, rx) = std::sync::mpsc::channel::<usize>(); //~ unbounded-channel
        for i in items { let tx = tx.clone(); std::thread::spawn(move || { tx.send(i.len()).unwrap(); }); }
        drop(tx);
        rx.iter().sum()
    }
}
mod capacities_by_arithmetic {
    use tokio::sync::mpsc;
    pub async fn go(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(1 << 30); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } } //~ unbounded-channel
    pub async fn go2(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(1 << 10); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } }
    pub async fn go3(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(tokio::sync::Semaphore::MAX_PERMITS); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } } //~ unbounded-channel
    pub async fn go4(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(usize::MAX >> 3); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } } //~ unbounded-channel
    pub async fn go5(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(usize::MAX.min(1024)); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } }
    pub async fn go6(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(i32::MAX as usize); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } } //~ unbounded-channel
    pub async fn go7(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(usize::from(u16::MAX)); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } }
    pub async fn go8(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::channel::<String>(10_usize.pow(9)); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } } //~ unbounded-channel
    struct Cfg { cap: usize } impl Default for Cfg { fn default() -> Self { Cfg { cap: 100 } } }
    pub async fn go9(l: tokio::net::TcpListener, c: Cfg) { let (tx, mut rx) = mpsc::channel::<String>(c.cap); tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()).await; } }
}
mod permit_in_each_message {
    use std::sync::Arc; use tokio::sync::{mpsc, Semaphore, OwnedSemaphorePermit};
    struct Job { p: OwnedSemaphorePermit, s: String }
    pub async fn go(l: tokio::net::TcpListener) { let sem = Arc::new(Semaphore::new(64)); let (tx, mut rx) = mpsc::unbounded_channel::<Job>(); tokio::spawn(async move { while let Some(j) = rx.recv().await { println!("{}", j.s); drop(j.p); } }); loop { let (_, a) = l.accept().await.unwrap(); let p = sem.clone().acquire_owned().await.unwrap(); let _ = tx.send(Job { p, s: a.to_string() }); } }
}
mod upgraded_sender {
    use tokio::sync::mpsc::{self, WeakUnboundedSender};
    struct S { w: WeakUnboundedSender<String> }
    impl S { async fn run(&self, l: tokio::net::TcpListener) { loop { let (_, a) = l.accept().await.unwrap(); if let Some(tx) = self.w.upgrade() { let _ = tx.send(a.to_string()); } } } }
    pub async fn go(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::unbounded_channel::<String>(); let s = S { w: tx.downgrade() }; tokio::spawn(async move { while let Some(m) = rx.recv().await { println!("{m}"); } }); s.run(l).await; drop(tx); } //~ unbounded-channel
}
mod clone_of_a_sender_for_each_request {
    use futures::channel::mpsc; use futures::SinkExt; use axum::extract::State;
    async fn h(State(tx): State<mpsc::Sender<String>>, b: String) { let mut tx = tx.clone(); let _ = tx.send(b).await; }
    pub fn app() -> axum::Router { let (tx, rx) = mpsc::channel(8); tokio::spawn(async move { use futures::StreamExt; let mut rx = rx; while let Some(m) = rx.next().await { let m: String = m; println!("{m}"); } }); axum::Router::new().route("/", axum::routing::post(h)).with_state(tx) } //~ unbounded-channel
}
mod one_sender_behind_a_lock {
    use futures::channel::mpsc; use futures::SinkExt; use axum::extract::State; use std::sync::Arc; use tokio::sync::Mutex;
    async fn h(State(tx): State<Arc<Mutex<mpsc::Sender<String>>>>, b: String) { let _ = tx.lock().await.send(b).await; }
    pub fn app() -> axum::Router { let (tx, rx) = mpsc::channel(8); tokio::spawn(async move { use futures::StreamExt; let mut rx = rx; while let Some(m) = rx.next().await { let m: String = m; println!("{m}"); } }); axum::Router::new().route("/", axum::routing::post(h)).with_state(Arc::new(Mutex::new(tx))) }
}
mod drained_before_the_next_send {
    use tokio::sync::mpsc;
    pub async fn run(l: tokio::net::TcpListener) { let (tx, mut rx) = mpsc::unbounded_channel::<String>(); loop { let (_, a) = l.accept().await.unwrap(); let _ = tx.send(a.to_string()); while let Ok(m) = rx.try_recv() { println!("{m}"); } } }
}
mod length_looked_at_before_the_send {
    pub async fn a(l: tokio::net::TcpListener) { let (tx, rx) = flume::unbounded::<String>(); let rx2 = rx.clone(); tokio::spawn(async move { while let Ok(m) = rx2.recv_async().await { println!("{m}"); } }); loop { let (_, a) = l.accept().await.unwrap(); if tx.len() < 1000 { let _ = tx.send(a.to_string()); } } }
    pub async fn b(l: tokio::net::TcpListener) { let (tx, rx) = crossbeam_channel::unbounded::<String>(); std::thread::spawn(move || for m in rx { println!("{m}") }); loop { let (_, a) = l.accept().await.unwrap(); if tx.len() > 1000 { continue; } let _ = tx.send(a.to_string()); } }
    pub async fn c(l: tokio::net::TcpListener) { let (tx, rx) = crossbeam_channel::unbounded::<String>(); std::thread::spawn(move || for m in rx { println!("{m}") }); loop { let (_, a) = l.accept().await.unwrap(); if tx.len() > 1000 { println!("full"); } let _ = tx.send(a.to_string()); } } //~ unbounded-channel
}
mod senders_that_only_count {
    use tokio::sync::mpsc;
    pub async fn go(l: tokio::net::TcpListener) { let (done, mut wait) = mpsc::unbounded_channel::<()>(); loop { tokio::select! { r = l.accept() => { let g = done.clone(); let (s, _) = r.unwrap(); std::thread::spawn(move || { drop(s); drop(g); }); } _ = tokio::signal::ctrl_c() => break } } drop(done); let _ = wait.recv().await; }
    pub async fn go2(l: tokio::net::TcpListener) { let (done, mut wait) = mpsc::unbounded_channel::<std::convert::Infallible>(); loop { tokio::select! { r = l.accept() => { let g = done.clone(); let (s, _) = r.unwrap(); std::thread::spawn(move || { drop(s); drop(g); }); } _ = tokio::signal::ctrl_c() => break } } drop(done); let _ = wait.recv().await; }
}
