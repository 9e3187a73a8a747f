//! Where the sender is kept, and where the sends are.
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use tokio::sync::mpsc::{self, Receiver, Sender, UnboundedReceiver, UnboundedSender};

async fn drain(mut rx: UnboundedReceiver<String>) {
    while rx.recv().await.is_some() {}
}

async fn drain_bounded(mut rx: Receiver<String>) {
    while rx.recv().await.is_some() {}
}

static JOBS: OnceLock<UnboundedSender<String>> = OnceLock::new();
static SLOTS: OnceLock<Sender<String>> = OnceLock::new();

pub fn in_a_static() {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    let _ = JOBS.set(tx);
    tokio::spawn(drain(rx));
}

pub fn in_a_static_bounded() {
    let (tx, rx) = mpsc::channel(4);
    let _ = SLOTS.set(tx);
    tokio::spawn(drain_bounded(rx));
}

async fn enqueue_to_static(body: String) {
    if let Some(tx) = JOBS.get() {
        let _ = tx.send(body);
    }
}

async fn enqueue_to_slots(body: String) {
    if let Some(tx) = SLOTS.get() {
        let _ = tx.send(body).await;
    }
}

pub fn static_router() -> Router {
    Router::new().route("/jobs", post(enqueue_to_static)).route("/slots", post(enqueue_to_slots))
}

#[derive(Clone)]
struct App {
    jobs: UnboundedSender<String>,
}

async fn push(State(app): State<App>, body: String) {
    let _ = app.jobs.send(body);
}

pub fn in_the_state() -> Router {
    let (jobs, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    Router::new().route("/", post(push)).with_state(App { jobs })
}

#[derive(Clone)]
struct BoundedApp {
    jobs: Sender<String>,
}

async fn push_bounded(State(app): State<BoundedApp>, body: String) {
    let _ = app.jobs.try_send(body);
}

pub fn in_the_state_bounded() -> Router {
    let (jobs, rx) = mpsc::channel(100);
    tokio::spawn(drain_bounded(rx));
    Router::new().route("/", post(push_bounded)).with_state(BoundedApp { jobs })
}

pub fn cloned_per_request() -> Router {
    let (tx, rx) = mpsc::unbounded_channel::<String>(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    Router::new().route(
        "/",
        get(move || {
            let own = tx.clone();
            async move {
                let _ = own.send("hit".to_owned());
            }
        }),
    )
}

pub fn cloned_per_request_bounded() -> Router {
    let (tx, rx) = mpsc::channel::<String>(8);
    tokio::spawn(drain_bounded(rx));
    Router::new().route(
        "/",
        get(move || {
            let own = tx.clone();
            async move {
                let _ = own.try_send("hit".to_owned());
            }
        }),
    )
}

type Rooms = Arc<Mutex<HashMap<u32, UnboundedSender<String>>>>;

pub fn in_a_map(rooms: Rooms, id: u32) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    rooms.lock().unwrap().insert(id, tx);
}

pub fn say_to_all(rooms: &Rooms, text: &str) {
    for tx in rooms.lock().unwrap().values() {
        let _ = tx.send(text.to_owned());
    }
}

type SlowRooms = Arc<Mutex<HashMap<u32, Sender<String>>>>;

pub fn in_a_map_bounded(rooms: SlowRooms, id: u32) {
    let (tx, rx) = mpsc::channel(16);
    tokio::spawn(drain_bounded(rx));
    rooms.lock().unwrap().insert(id, tx);
}

pub fn closure_in_a_loop(lines: Vec<String>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    let put = |line: String| tx.send(line);
    for line in lines {
        let _ = put(line);
    }
}

pub fn closure_called_once(line: String) {
    let (tx, rx) = mpsc::unbounded_channel();
    tokio::spawn(drain(rx));
    let put = |line: String| tx.send(line);
    let _ = put(line);
}

pub fn for_each_closure(lines: Vec<String>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    lines.into_iter().for_each(|line| {
        let _ = tx.send(line);
    });
}

pub fn option_map_closure(line: Option<String>) {
    let (tx, rx) = mpsc::unbounded_channel();
    tokio::spawn(drain(rx));
    line.map(|line| {
        let _ = tx.send(line);
    });
}

pub fn thread_that_loops(lines: Vec<String>) {
    let (tx, rx) = std::sync::mpsc::channel(); //~ unbounded-channel
    std::thread::spawn(move || {
        for line in lines {
            let _ = tx.send(line);
        }
    });
    for _ in rx {}
}

pub fn thread_that_sends_once(lines: Vec<String>) {
    let (tx, rx) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let _ = tx.send(lines.len());
    });
    for _ in rx {}
}

pub async fn task_that_loops(mut source: Receiver<String>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move {
        while let Some(line) = source.recv().await {
            let _ = tx.send(line);
        }
    });
    drain(rx).await;
}

pub async fn task_that_sends_once(mut source: Receiver<String>) {
    let (tx, rx) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        if let Some(line) = source.recv().await {
            let _ = tx.send(line);
        }
    });
    drain(rx).await;
}

fn forward(tx: &UnboundedSender<String>, line: String) {
    let _ = tx.send(line);
}

pub fn helper_in_a_loop(lines: Vec<String>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    for line in lines {
        forward(&tx, line);
    }
}

/// The helper is called in a loop elsewhere, with another channel.
pub fn helper_once(line: String) {
    let (tx, rx) = mpsc::unbounded_channel();
    tokio::spawn(drain(rx));
    forward(&tx, line);
}

pub async fn let_else_and_match(mut source: Receiver<Option<String>>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    loop {
        let Some(item) = source.recv().await else { return };
        match item {
            Some(line) if !line.is_empty() => drop(tx.send(line)),
            _ => {}
        }
    }
}

pub async fn let_else_and_match_without_a_loop(mut source: Receiver<Option<String>>) {
    let (tx, rx) = mpsc::unbounded_channel();
    tokio::spawn(drain(rx));
    let Some(item) = source.recv().await else { return };
    match item {
        Some(line) if !line.is_empty() => drop(tx.send(line)),
        _ => {}
    }
}

pub async fn select_arm(mut source: Receiver<String>, mut stop: Receiver<()>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    loop {
        tokio::select! {
            biased;
            _ = stop.recv() => break,
            Some(line) = source.recv() => { let _ = tx.send(line); }
            else => break,
        }
    }
}

pub async fn select_arm_once(mut source: Receiver<String>, mut stop: Receiver<()>) {
    let (tx, rx) = mpsc::unbounded_channel();
    tokio::spawn(drain(rx));
    tokio::select! {
        biased;
        _ = stop.recv() => {}
        Some(line) = source.recv() => { let _ = tx.send(line); }
        else => {}
    }
}

pub fn constant_number_of_sends() {
    let (tx, rx) = mpsc::unbounded_channel();
    tokio::spawn(drain(rx));
    for i in 0..4 {
        let _ = tx.send(i.to_string());
    }
}

pub fn run_time_number_of_sends(count: usize) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    for i in 0..count {
        let _ = tx.send(i.to_string());
    }
}

pub fn made_and_sent_in_the_same_turn(lines: Vec<String>) {
    for line in lines {
        let (tx, rx) = std::sync::mpsc::channel();
        std::thread::spawn(move || tx.send(line));
        let _ = rx.recv();
    }
}

pub fn made_in_a_turn_and_sent_in_an_inner_loop(pages: Vec<Vec<String>>) {
    for page in pages {
        let (tx, rx) = std::sync::mpsc::channel(); //~ unbounded-channel
        std::thread::spawn(move || for line in page { let _ = tx.send(line); });
        let _ = rx.recv();
    }
}

pub fn given_to_unknown_code(source: &unknown::Source) {
    let (tx, rx) = mpsc::unbounded_channel::<String>(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    source.subscribe(tx);
}

pub fn given_to_unknown_code_bounded(source: &unknown::Source) {
    let (tx, rx) = mpsc::channel::<String>(4);
    tokio::spawn(drain_bounded(rx));
    source.subscribe(tx);
}

pub fn in_a_callback_of_unknown_code(watcher: &unknown::Watcher) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    watcher.on_event(move |event: String| {
        let _ = tx.send(event);
    });
}

pub fn in_a_callback_of_unknown_code_bounded(watcher: &unknown::Watcher) {
    let (tx, rx) = mpsc::channel(4);
    tokio::spawn(drain_bounded(rx));
    watcher.on_event(move |event: String| {
        let _ = tx.try_send(event);
    });
}

#[cfg(test)]
mod tests {
    #[test]
    fn not_linted() {
        let (tx, _rx) = std::sync::mpsc::channel();
        for i in std::iter::repeat(1) {
            let _ = tx.send(i);
        }
    }
}
