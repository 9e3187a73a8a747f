//! Tasks that are started again only when the last one ended.

use std::time::Duration;
use tokio::net::{TcpStream, TcpListener};
use tokio::task::JoinHandle;

async fn watch(address: &'static str) {
    let stream = TcpStream::connect(address).await.unwrap(); //~low missing-client-timeout
    let mut byte = [0];
    while stream.readable().await.is_ok() && stream.try_read(&mut byte).is_ok() {}
}
async fn tick() { tokio::time::sleep(Duration::from_secs(1)).await; }

async fn ok_none() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if handle.is_none() {
            handle = Some(tokio::spawn(watch("a:1")));
        }
    }
}
async fn bad_not_kept() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if handle.is_none() {
            tokio::spawn(watch("a:1")); //~ spawn-without-timeout
        }
    }
}
async fn bad_made_in_loop() {
    loop {
        let mut handle: Option<JoinHandle<()>> = None;
        tick().await;
        if handle.is_none() {
            handle = Some(tokio::spawn(watch("a:1"))); //~ spawn-without-timeout
        }
    }
}
async fn bad_other_question() {
    let mut handle: Option<JoinHandle<()>> = None;
    let mut n = 0;
    loop {
        tick().await;
        n += 1;
        if n % 2 == 0 {
            handle = Some(tokio::spawn(watch("a:1"))); //~ spawn-without-timeout
        }
    }
}
async fn ok_finished() {
    let mut handle = tokio::spawn(watch("a:1"));
    loop {
        tick().await;
        if handle.is_finished() {
            handle = tokio::spawn(watch("a:1"));
        }
    }
}
async fn bad_not_finished() {
    let mut handle = tokio::spawn(watch("a:1"));
    loop {
        tick().await;
        if !handle.is_finished() {
            handle = tokio::spawn(watch("a:1")); //~ spawn-without-timeout
        }
    }
}
async fn ok_is_none_or() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if handle.as_ref().is_none_or(|h| h.is_finished()) {
            handle = Some(tokio::spawn(watch("a:1")));
        }
    }
}
async fn ok_map_or() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if handle.as_ref().map_or(true, JoinHandle::is_finished) {
            handle.replace(tokio::spawn(watch("a:1")));
        }
    }
}
async fn ok_continue() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if let Some(h) = &handle && !h.is_finished() {
            continue;
        }
        handle = Some(tokio::spawn(watch("a:1")));
    }
}
async fn bad_or_forced(force: bool) {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if handle.is_none() || force {
            handle = Some(tokio::spawn(watch("a:1"))); //~ spawn-without-timeout
        }
    }
}
async fn ok_and_wanted(force: bool) {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if force && handle.is_none() {
            handle = Some(tokio::spawn(watch("a:1")));
        }
    }
}
async fn bad_let_go_unasked(force: bool) {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        if force { handle = None; }
        if handle.is_none() {
            handle = Some(tokio::spawn(watch("a:1"))); //~ spawn-without-timeout
        }
    }
}
async fn ok_select() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tokio::select! {
            _ = async { handle.as_mut().unwrap().await }, if handle.is_some() => { handle = None; }
            _ = tick() => {
                if handle.is_none() {
                    handle = Some(tokio::spawn(watch("a:1")));
                }
            }
        }
    }
}
async fn ok_match() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        match &handle {
            Some(h) if !h.is_finished() => {}
            _ => handle = Some(tokio::spawn(watch("a:1"))),
        }
    }
}
async fn ok_match_none() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        match handle {
            Some(_) => {}
            None => handle = Some(tokio::spawn(watch("a:1"))),
        }
    }
}
async fn bad_match_some() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tick().await;
        match handle {
            Some(_) => handle = Some(tokio::spawn(watch("a:1"))), //~ spawn-without-timeout
            None => {}
        }
    }
}
async fn bad_per_connection(listener: TcpListener) {
    while let Ok(_s) = listener.accept().await {
        tokio::spawn(async move {
            let mut handle: Option<JoinHandle<()>> = None;
            loop {
                tick().await;
                if handle.is_none() {
                    handle = Some(tokio::spawn(watch("a:1"))); //~ spawn-without-timeout
                }
            }
        });
    }
}
struct Manager { task: Option<JoinHandle<()>> }
impl Manager {
    fn new() -> Self { Self { task: None } }
    fn ensure(&mut self) {
        if self.task.is_none() {
            self.task = Some(tokio::spawn(watch("a:1")));
        }
    }
}
async fn one_manager() {
    let mut m = Manager::new();
    loop { tick().await; m.ensure(); }
}
struct Session { task: Option<JoinHandle<()>> }
impl Session {
    fn new() -> Self { Self { task: None } }
    fn ensure(&mut self) {
        if self.task.is_none() {
            self.task = Some(tokio::spawn(watch("a:1"))); //~ spawn-without-timeout
        }
    }
}
async fn sessions(listener: TcpListener) {
    while let Ok(_s) = listener.accept().await {
        let mut m = Session::new();
        m.ensure();
    }
}
