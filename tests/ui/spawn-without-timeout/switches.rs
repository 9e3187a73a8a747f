//! Tasks behind a switch that lets one through: a slot that is filled, a flag that is set, an option that is emptied.

use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::sync::{Arc, Mutex, Once, OnceLock};
use tokio::net::TcpStream;
use tokio::io::AsyncReadExt;
use tokio::task::JoinHandle;
use axum::{Router, routing::get, extract::State};

async fn pump(addr: String) {
    let mut s = TcpStream::connect(addr).await.unwrap(); //~low missing-client-timeout
    let mut b = [0u8; 64];
    loop { if s.read(&mut b).await.unwrap() == 0 { break; } }
}

#[derive(Clone)]
struct App { handle: Arc<Mutex<Option<JoinHandle<()>>>>, started: Arc<AtomicBool>, once: Arc<OnceLock<JoinHandle<()>>>, cell: Arc<tokio::sync::OnceCell<()>>, flag: Arc<tokio::sync::Mutex<bool>>, work: Arc<Mutex<Option<String>>> }

static ONCE: Once = Once::new();
static HANDLE: OnceLock<JoinHandle<()>> = OnceLock::new();

async fn empty_slot(State(a): State<App>) {
    let mut handle = a.handle.lock().unwrap();
    if handle.is_none() {
        let h = tokio::spawn(pump("a".into()));
        *handle = Some(h);
    }
}
async fn empty_slot_direct(State(a): State<App>) {
    let mut handle = a.handle.lock().unwrap();
    if handle.is_none() {
        *handle = Some(tokio::spawn(pump("a".into())));
    }
}
async fn slot_not_asked(State(a): State<App>) {
    let mut handle = a.handle.lock().unwrap();
    *handle = Some(tokio::spawn(pump("a".into()))); //~ spawn-without-timeout
}
async fn full_slot_returns(State(a): State<App>) {
    let mut handle = a.handle.lock().unwrap();
    if handle.is_some() { return; }
    *handle = Some(tokio::spawn(pump("a".into())));
}
async fn swapped(State(a): State<App>) {
    if !a.started.swap(true, Ordering::SeqCst) {
        tokio::spawn(pump("a".into()));
    }
}
async fn swapped_returns(State(a): State<App>) {
    if a.started.swap(true, Ordering::SeqCst) { return; }
    tokio::spawn(pump("a".into()));
}
async fn exchanged(State(a): State<App>) {
    if a.started.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
        tokio::spawn(pump("a".into()));
    }
}
async fn exchanged_returns(State(a): State<App>) {
    if a.started.compare_exchange(false, true, Ordering::SeqCst, Ordering::SeqCst).is_err() { return; }
    tokio::spawn(pump("a".into()));
}
async fn loaded_only(State(a): State<App>) {
    if !a.started.load(Ordering::SeqCst) {
        tokio::spawn(pump("a".into())); //~ spawn-without-timeout
    }
}
async fn loaded_and_stored(State(a): State<App>) {
    if !a.started.load(Ordering::SeqCst) {
        a.started.store(true, Ordering::SeqCst);
        tokio::spawn(pump("a".into()));
    }
}
async fn once_called(State(a): State<App>) {
    ONCE.call_once(|| { tokio::spawn(pump("a".into())); });
}
async fn once_lock(State(a): State<App>) {
    a.once.get_or_init(|| tokio::spawn(pump("a".into())));
}
async fn static_once(State(a): State<App>) {
    HANDLE.get_or_init(|| tokio::spawn(pump("a".into())));
}
async fn once_cell(State(a): State<App>) {
    a.cell.get_or_init(|| async { tokio::spawn(pump("a".into())); }).await;
}
async fn bool_in_lock(State(a): State<App>) {
    let mut f = a.flag.lock().await;
    if !*f {
        *f = true;
        tokio::spawn(pump("a".into()));
    }
}
async fn taken(State(a): State<App>) {
    if let Some(addr) = a.work.lock().unwrap().take() {
        tokio::spawn(pump(addr));
    }
}
async fn reset_slot(State(a): State<App>) {
    let mut handle = a.handle.lock().unwrap();
    if let Some(h) = handle.take() { drop(h); }
    if handle.is_none() {
        *handle = Some(tokio::spawn(pump("a".into()))); //~ spawn-without-timeout
    }
}
static STARTED: AtomicBool = AtomicBool::new(false);
static PHASE: AtomicU8 = AtomicU8::new(0);
async fn flag_in_a_static() {
    if STARTED.swap(true, Ordering::AcqRel) { return; }
    tokio::spawn(pump("a".into()));
}
async fn phase_in_a_static() {
    if let Ok(_) = PHASE.compare_exchange(0, 1, Ordering::AcqRel, Ordering::Acquire) {
        tokio::spawn(pump("a".into()));
    }
}
async fn phase_that_is_another(State(_): State<App>) {
    if let Err(_) = PHASE.compare_exchange(2, 3, Ordering::AcqRel, Ordering::Acquire) {
        tokio::spawn(pump("a".into())); //~ spawn-without-timeout
    }
}
async fn set_to_what_it_is(State(a): State<App>) {
    if !a.started.swap(false, Ordering::SeqCst) {
        tokio::spawn(pump("a".into())); //~ spawn-without-timeout
    }
}
async fn either_of_two(State(a): State<App>, axum::extract::Query(force): axum::extract::Query<bool>) {
    if force || !a.started.swap(true, Ordering::SeqCst) {
        tokio::spawn(pump("a".into())); //~ spawn-without-timeout
    }
}
async fn both_of_two(State(a): State<App>, axum::extract::Query(ready): axum::extract::Query<bool>) {
    if ready && !a.started.swap(true, Ordering::SeqCst) {
        tokio::spawn(pump("a".into()));
    }
}
async fn behind_a_call(State(a): State<App>) {
    if !a.started.swap(true, Ordering::SeqCst) { begin(); }
}
fn begin() { tokio::spawn(pump("a".into())); }
async fn before_a_call(State(a): State<App>) {
    begin_always();
    a.started.swap(true, Ordering::SeqCst);
}
fn begin_always() {
    tokio::spawn(pump("a".into())); //~ spawn-without-timeout
}
async fn loop_behind_it(State(a): State<App>) {
    if !a.started.swap(true, Ordering::SeqCst) {
        loop {
            tokio::spawn(pump("a".into())); //~ spawn-without-timeout
            tokio::time::sleep(std::time::Duration::from_secs(1)).await;
        }
    }
}
#[derive(Clone)]
struct Jobs { next: Arc<Mutex<Option<String>>>, first: Arc<Mutex<Option<String>>> }
async fn refilled(State(j): State<Jobs>) {
    if let Some(addr) = j.next.lock().unwrap().take() {
        tokio::spawn(pump(addr)); //~ spawn-without-timeout
    }
}
async fn refill(State(j): State<Jobs>, addr: String) { *j.next.lock().unwrap() = Some(addr); }
async fn never_refilled(State(j): State<Jobs>) {
    let addr = j.first.lock().unwrap().take().expect("is started once");
    tokio::spawn(pump(addr));
}
async fn let_else_taken(State(j): State<Jobs>) {
    let Some(addr) = j.first.lock().unwrap().take() else { return };
    tokio::spawn(pump(addr));
}
struct Peer { greeted: bool }
impl Peer {
    fn greet(&mut self) {
        if !self.greeted {
            self.greeted = true;
            tokio::spawn(pump("a".into())); //~ spawn-without-timeout
        }
    }
}
async fn each_peer_has_its_own(l: tokio::net::TcpListener) {
    while let Ok((_s, _)) = l.accept().await { Peer { greeted: false }.greet(); }
}
struct Hub { greeted: bool }
impl Hub {
    fn greet(&mut self) {
        if !self.greeted {
            self.greeted = true;
            tokio::spawn(pump("a".into()));
        }
    }
}
async fn all_share_one(l: tokio::net::TcpListener) {
    let mut hub = Hub { greeted: false };
    while let Ok((_s, _)) = l.accept().await { hub.greet(); }
}
async fn throttled(l: tokio::net::TcpListener) {
    let mut last = std::time::Instant::now();
    while let Ok((_s, _)) = l.accept().await {
        if last.elapsed().as_secs() > 1 {
            last = std::time::Instant::now();
            tokio::spawn(pump("a".into())); //~ spawn-without-timeout
        }
    }
}
async fn flag_of_the_loop(l: tokio::net::TcpListener) {
    let mut started = false;
    while let Ok((_s, _)) = l.accept().await {
        if !started {
            started = true;
            tokio::spawn(pump("a".into()));
        }
    }
}
async fn flag_of_each_turn(l: tokio::net::TcpListener) {
    while let Ok((_s, _)) = l.accept().await {
        let mut started = false;
        if !started {
            started = true;
            tokio::spawn(pump("a".into())); //~ spawn-without-timeout
        }
    }
}
async fn flag_never_set(l: tokio::net::TcpListener) {
    let started = false;
    while let Ok((_s, _)) = l.accept().await {
        if !started {
            tokio::spawn(pump("a".into())); //~ spawn-without-timeout
        }
    }
}
pub fn more(a: App, j: Jobs) -> Router {
    let jobs = Router::new().route("/1", get(refilled)).route("/2", get(refill)).route("/3", get(never_refilled))
        .route("/4", get(let_else_taken)).with_state(j);
    Router::new().route("/a", get(flag_in_a_static)).route("/b", get(phase_in_a_static)).route("/c", get(set_to_what_it_is))
        .route("/d", get(either_of_two)).route("/e", get(both_of_two)).route("/f", get(behind_a_call))
        .route("/i", get(phase_that_is_another)).route("/g", get(before_a_call)).route("/h", get(loop_behind_it)).with_state(a).merge(jobs)
}
pub fn app(a: App) -> Router {
    Router::new().route("/1", get(empty_slot)).route("/2", get(empty_slot_direct)).route("/3", get(slot_not_asked)).route("/4", get(full_slot_returns))
    .route("/5", get(swapped)).route("/6", get(swapped_returns)).route("/7", get(exchanged)).route("/8", get(exchanged_returns)).route("/9", get(loaded_only)).route("/10", get(loaded_and_stored))
    .route("/11", get(once_called)).route("/12", get(once_lock)).route("/13", get(static_once)).route("/14", get(once_cell)).route("/15", get(bool_in_lock)).route("/16", get(taken)).route("/17", get(reset_slot)).with_state(a)
}
