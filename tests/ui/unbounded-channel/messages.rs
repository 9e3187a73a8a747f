//! What the channel carries, and from where that is known.
use std::convert::Infallible;

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::oneshot;

pub struct Stop;

#[derive(Clone, Copy)]
pub enum Signal {
    Reload,
    Quit,
}

pub enum Event {
    Reload,
    Line(String),
}

pub struct Abort {
    abort_tx: UnboundedSender<()>,
}

pub struct Lines {
    line_tx: UnboundedSender<String>,
}

pub fn unit_from_a_field(times: Vec<u8>) -> Abort {
    let (abort_tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    let abort = Abort { abort_tx };
    for _ in times {
        let _ = abort.abort_tx.send(());
    }
    abort
}

pub fn data_from_a_field(times: Vec<u8>) -> Lines {
    let (line_tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    let lines = Lines { line_tx };
    for time in times {
        let _ = lines.line_tx.send(time.to_string());
    }
    lines
}

pub fn unit_from_the_return_type() -> (UnboundedSender<()>, UnboundedReceiver<()>) {
    mpsc::unbounded_channel()
}

pub fn data_from_the_return_type() -> (UnboundedSender<Vec<u8>>, UnboundedReceiver<Vec<u8>>) {
    mpsc::unbounded_channel() //~ unbounded-channel
}

fn knock(tx: &UnboundedSender<Stop>, times: Vec<u8>) {
    for _ in times {
        let _ = tx.send(Stop);
    }
}

fn tell(tx: &UnboundedSender<u8>, times: Vec<u8>) {
    for time in times {
        let _ = tx.send(time);
    }
}

pub fn unit_struct_from_a_parameter(times: Vec<u8>) {
    let (tx, rx) = mpsc::unbounded_channel();
    std::mem::drop(rx);
    knock(&tx, times);
}

pub fn number_from_a_parameter(times: Vec<u8>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    std::mem::drop(rx);
    tell(&tx, times);
}

pub fn fieldless_enum_from_the_send(times: Vec<u8>) {
    let (tx, rx) = mpsc::unbounded_channel();
    std::mem::drop(rx);
    for time in times {
        let _ = tx.send(if time > 3 { Signal::Quit } else { Signal::Reload });
    }
}

pub fn enum_with_data_from_the_send(times: Vec<u8>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    std::mem::drop(rx);
    for time in times {
        let _ = tx.send(if time > 3 { Event::Line(time.to_string()) } else { Event::Reload });
    }
}

pub fn infallible_as_a_drop_guard() -> (UnboundedSender<Infallible>, UnboundedReceiver<Infallible>) {
    mpsc::unbounded_channel()
}

pub fn never_infallible() -> (UnboundedSender<usize>, UnboundedReceiver<usize>) {
    mpsc::unbounded_channel() //~ unbounded-channel
}

pub fn unit_by_turbofish(times: Vec<u8>) {
    let (tx, rx) = std::sync::mpsc::channel::<()>();
    std::mem::drop(rx);
    for _ in times {
        let _ = tx.send(());
    }
}

pub fn data_by_turbofish(times: Vec<u8>) {
    let (tx, rx) = std::sync::mpsc::channel::<u8>(); //~ unbounded-channel
    std::mem::drop(rx);
    for time in times {
        let _ = tx.send(time);
    }
}

pub enum Ask {
    Get(String, oneshot::Sender<String>),
    Put { key: String, done: oneshot::Sender<()> },
}

pub async fn mailbox_with_awaited_replies(keys: Vec<String>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~low unbounded-channel
    std::mem::drop(rx);
    for key in keys {
        let (reply, answer) = oneshot::channel();
        let _ = tx.send(Ask::Get(key, reply));
        let _ = answer.await;
    }
}

pub async fn mailbox_with_replies_left_alone(keys: Vec<String>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    std::mem::drop(rx);
    for key in keys {
        let (done, answer) = oneshot::channel();
        let _ = tx.send(Ask::Put { key, done });
        std::mem::drop(answer);
    }
}

pub enum Half {
    Get(String, oneshot::Sender<String>),
    Note(String),
}

pub async fn mailbox_with_one_variant_that_has_no_reply(keys: Vec<String>) {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    std::mem::drop(rx);
    for key in keys {
        let (reply, answer) = oneshot::channel();
        let _ = tx.send(Half::Note(key.clone()));
        let _ = tx.send(Half::Get(key, reply));
        let _ = answer.await;
    }
}

pub struct Request {
    key: String,
    reply: oneshot::Sender<String>,
}

#[derive(Clone)]
pub struct Handle {
    tx: UnboundedSender<Request>,
}

impl Handle {
    pub async fn get(&self, key: String) -> Option<String> {
        let (reply, answer) = oneshot::channel();
        let _ = self.tx.send(Request { key, reply });
        answer.await.ok()
    }
}

pub fn mailbox_behind_a_handle() -> Handle {
    let (tx, mut rx) = mpsc::unbounded_channel::<Request>(); //~low unbounded-channel
    tokio::spawn(async move {
        while let Some(request) = rx.recv().await {
            let _ = request.reply.send(request.key);
        }
    });
    Handle { tx }
}

#[derive(Clone)]
pub struct Notes {
    tx: UnboundedSender<String>,
}

impl Notes {
    pub async fn note(&self, key: String) {
        let _ = self.tx.send(key);
    }
}

pub fn notes_behind_a_handle() -> Notes {
    let (tx, mut rx) = mpsc::unbounded_channel::<String>(); //~ unbounded-channel
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    Notes { tx }
}
