//! Mailboxes whose channel for the reply is made by a helper.

use axum::{Router, extract::State, routing::get};
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
type Reply<T> = Sender<Result<T, String>>;
fn reply_channel<T>() -> (Reply<T>, Receiver<Result<T, String>>) { bounded(1) }
enum Ask { Name { reply_to: Reply<String> }, Size { of: u64, reply_to: Reply<u64> } }
fn ask<O>(to: &Sender<Ask>, f: impl FnOnce(Reply<O>) -> Ask) -> Result<O, String> {
    let (reply_to, reply) = reply_channel();
    to.send(f(reply_to)).map_err(|e| e.to_string())?;
    reply.recv().map_err(|e| e.to_string())?
}
async fn name(State(to): State<Sender<Ask>>) -> String { ask(&to, |reply_to| Ask::Name { reply_to }).unwrap() }
async fn size(State(to): State<Sender<Ask>>) -> String { ask(&to, |reply_to| Ask::Size { of: 1, reply_to }).unwrap().to_string() }
pub fn low_each_waits_for_the_reply() -> Router {
    let (tx, rx) = unbounded(); //~low unbounded-channel
    std::thread::spawn(move || answer(rx));
    Router::new().route("/name", get(name)).route("/size", get(size)).with_state(tx)
}
fn answer(rx: Receiver<Ask>) { while let Ok(Ask::Name { reply_to }) = rx.recv() { reply_to.send(Ok(String::new())).ok(); } }

enum Tell { Name { reply_to: Reply<String> } }
fn tell<O>(to: &Sender<Tell>, f: impl FnOnce(Reply<O>) -> Tell) -> Result<Receiver<Result<O, String>>, String> {
    let (reply_to, reply) = reply_channel();
    to.send(f(reply_to)).map_err(|e| e.to_string())?;
    Ok(reply)
}
async fn told(State(to): State<Sender<Tell>>) -> String { tell(&to, |reply_to| Tell::Name { reply_to }).is_ok().to_string() }
pub fn leaky_nobody_waits() -> Router {
    let (tx, rx) = unbounded(); //~ unbounded-channel
    std::thread::spawn(move || heard(rx));
    Router::new().route("/tell", get(told)).with_state(tx)
}
fn heard(rx: Receiver<Tell>) { while let Ok(Tell::Name { reply_to }) = rx.recv() { reply_to.send(Ok(String::new())).ok(); } }
