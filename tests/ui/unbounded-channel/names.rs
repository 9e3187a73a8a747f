//! The constructor under all the names that it can have.
use std::sync::mpsc as std_mpsc;

use tokio::sync::mpsc::{self, Receiver, Sender, UnboundedReceiver, UnboundedSender};
use tokio::sync::mpsc::unbounded_channel as open_channel;

type Lines = UnboundedSender<String>;

mod own {
    /// A workspace function of the same name.
    pub fn unbounded_channel() -> (tokio::sync::mpsc::Sender<String>, tokio::sync::mpsc::Receiver<String>) {
        tokio::sync::mpsc::channel(4)
    }
}

mod globbed {
    use tokio::sync::mpsc::*;

    pub fn glob_import(lines: Vec<String>) {
        let (tx, rx) = unbounded_channel(); //~ unbounded-channel
        tokio::spawn(super::drain(rx));
        for line in lines {
            let _ = tx.send(line);
        }
    }

    pub async fn glob_import_bounded(lines: Vec<String>) {
        let (tx, rx) = channel(8);
        tokio::spawn(super::drain_bounded(rx));
        for line in lines {
            let _ = tx.send(line).await;
        }
    }
}

async fn drain(mut rx: UnboundedReceiver<String>) {
    while rx.recv().await.is_some() {}
}

async fn drain_bounded(mut rx: Receiver<String>) {
    while rx.recv().await.is_some() {}
}

pub fn renamed_function(lines: Vec<String>) {
    let (tx, rx) = open_channel(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    for line in lines {
        let _ = tx.send(line);
    }
}

pub async fn own_function_of_that_name(lines: Vec<String>) {
    let (tx, rx) = own::unbounded_channel();
    tokio::spawn(drain_bounded(rx));
    for line in lines {
        let _ = tx.send(line).await;
    }
}

pub fn spelled_out(lines: Vec<String>) {
    let (tx, rx) = ::tokio::sync::mpsc::unbounded_channel::<String>(); //~ unbounded-channel
    tokio::spawn(drain(rx));
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn spelled_out_bounded(lines: Vec<String>) {
    let (tx, rx) = ::tokio::sync::mpsc::channel::<String>(9);
    tokio::spawn(drain_bounded(rx));
    for line in lines {
        let _ = tx.blocking_send(line);
    }
}

pub fn std_renamed(lines: Vec<String>) {
    let (tx, rx) = std_mpsc::channel::<String>(); //~ unbounded-channel
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn std_sync_channel(lines: Vec<String>) {
    let (tx, rx) = std_mpsc::sync_channel::<String>(3);
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn local_import(lines: Vec<String>) {
    use std::sync::mpsc;
    let (tx, rx) = mpsc::channel(); //~ unbounded-channel
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}

pub async fn no_local_import(lines: Vec<String>) {
    let (tx, rx) = mpsc::channel(5);
    tokio::spawn(drain_bounded(rx));
    for line in lines {
        let _ = tx.send(line).await;
    }
}

pub fn aliased_sender(lines: Vec<String>) {
    let pair: (Lines, _) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(drain(pair.1));
    for line in lines {
        let _ = pair.0.send(line);
    }
}

pub async fn aliased_bounded(lines: Vec<String>) {
    let pair: (Sender<String>, _) = mpsc::channel(2);
    tokio::spawn(drain_bounded(pair.1));
    for line in lines {
        let _ = pair.0.send(line).await;
    }
}

fn make() -> (UnboundedSender<String>, UnboundedReceiver<String>) {
    mpsc::unbounded_channel() //~ unbounded-channel
}

fn make_bounded() -> (Sender<String>, Receiver<String>) {
    mpsc::channel(7)
}

pub fn made_by_a_helper(lines: Vec<String>) {
    let (tx, rx) = make();
    tokio::spawn(drain(rx));
    for line in lines {
        let _ = tx.send(line);
    }
}

pub async fn made_by_a_bounded_helper(lines: Vec<String>) {
    let (tx, rx) = make_bounded();
    tokio::spawn(drain_bounded(rx));
    for line in lines {
        let _ = tx.send(line).await;
    }
}
