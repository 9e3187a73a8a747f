//! Loops that are no load: until something has worked, up to a number, one task after the other.

use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

async fn pump(addr: String) {
    let mut s = TcpStream::connect(addr).await.unwrap(); //~low missing-client-timeout
    let mut b = [0u8; 64];
    loop { if s.read(&mut b).await.unwrap() == 0 { break; } }
}
type Res = Result<u8, std::io::Error>;

async fn start_a() -> Res { tokio::spawn(pump("a".into())); Ok(1) }
async fn until_it_works() {
    loop {
        match start_a().await {
            Ok(_) => break,
            Err(_) => sleep(Duration::from_secs(1)).await,
        }
    }
}
async fn start_b() -> Res { tokio::spawn(pump("b".into())); Ok(1) } //~ spawn-without-timeout
async fn until_it_fails() {
    loop {
        match start_b().await {
            Ok(_) => sleep(Duration::from_secs(1)).await,
            Err(_) => break,
        }
    }
}
async fn start_c() -> Res { tokio::spawn(pump("c".into())); Ok(1) }
async fn continue_on_error() -> Res {
    let mut tries = 0;
    loop {
        if let Err(e) = start_c().await {
            if tries > 10 { return Err(e); }
            tries += 1;
            sleep(Duration::from_secs(1)).await;
            continue;
        }
        break;
    }
    Ok(0)
}
async fn start_d() -> Res { tokio::spawn(pump("d".into())); Ok(1) } //~ spawn-without-timeout
async fn continue_on_success() -> Res {
    loop {
        if let Ok(_) = start_d().await {
            sleep(Duration::from_secs(1)).await;
            continue;
        }
        break;
    }
    Ok(0)
}
async fn start_e() -> Res { tokio::spawn(pump("e".into())); Ok(1) }
async fn is_ok_breaks() { loop { if start_e().await.is_ok() { break; } sleep(Duration::from_secs(1)).await; } }
async fn start_f() -> Res { tokio::spawn(pump("f".into())); Ok(1) } //~ spawn-without-timeout
async fn is_err_breaks() { loop { if start_f().await.is_err() { break; } sleep(Duration::from_secs(1)).await; } }
async fn start_g() -> Res { tokio::spawn(pump("g".into())); Ok(1) }
async fn while_it_fails() { while let Err(_) = start_g().await { sleep(Duration::from_secs(1)).await; } }
async fn start_h() -> Res { tokio::spawn(pump("h".into())); Ok(1) }
async fn returns_what_it_made() -> u8 { loop { if let Ok(x) = start_h().await { return x; } sleep(Duration::from_secs(1)).await; } }
async fn start_i() -> Res { tokio::spawn(pump("i".into())); Ok(1) } //~ spawn-without-timeout
async fn breaks_the_inner_only() { loop { loop { if let Ok(_) = start_i().await { break; } } sleep(Duration::from_secs(1)).await; } }

struct Pool { workers: Vec<mpsc::Sender<u8>> }
impl Pool {
    async fn grown(&mut self, n: usize) {
        while self.workers.len() < n {
            let (tx, mut rx) = mpsc::channel::<u8>(8);
            self.workers.push(tx);
            tokio::spawn(async move { while let Some(_) = rx.recv().await { pump("a".into()).await; } });
        }
    }
    async fn fed_by_an_event(&mut self, mut events: mpsc::Receiver<u8>) {
        while self.workers.len() > 1 {
            let Some(_) = events.recv().await else { return };
            tokio::spawn(async move { pump("a".into()).await; }); //~ spawn-without-timeout
        }
    }
}
fn waiting() -> Vec<u8> { Vec::new() }
async fn length_of_something_else(n: usize, mut rx: mpsc::Receiver<String>) {
    while waiting().len() < n {
        let Some(a) = rx.recv().await else { return };
        waiting().push(1);
        tokio::spawn(pump(a)); //~ spawn-without-timeout
    }
}
async fn counted(n: usize) {
    let mut i = 0;
    while i < n { tokio::spawn(pump("a".into())); i += 1; }
}
async fn not_counted(n: usize, mut rx: mpsc::Receiver<usize>) {
    let mut i = 0;
    while i < n { tokio::spawn(pump("a".into())); i = rx.recv().await.unwrap(); } //~ spawn-without-timeout
}
async fn joined(worker: JoinHandle<()>) -> bool { worker.await.is_ok() }
async fn looked_at(worker: JoinHandle<()>) -> bool { worker.is_finished() }
async fn one_after_the_other(mut rx: mpsc::Receiver<String>) {
    while let Some(a) = rx.recv().await {
        let worker = tokio::spawn(pump(a));
        if !joined(worker).await { break; }
    }
}
async fn side_by_side(mut rx: mpsc::Receiver<String>) {
    while let Some(a) = rx.recv().await {
        let worker = tokio::spawn(pump(a)); //~ spawn-without-timeout
        if looked_at(worker).await { break; }
    }
}
async fn set_of_one(mut rx: mpsc::Receiver<String>) {
    while let Some(a) = rx.recv().await {
        let mut set = JoinSet::new();
        set.spawn(pump(a));
        let _done = set.join_next().await.unwrap();
    }
}
async fn set_of_all(mut rx: mpsc::Receiver<String>) {
    let mut set = JoinSet::new();
    while let Some(a) = rx.recv().await {
        set.spawn(pump(a)); //~ spawn-without-timeout
    }
    let _done = set.join_next().await.unwrap();
}
