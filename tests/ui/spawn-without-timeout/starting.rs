//! Tasks that are started for each of the configured services, through functions: start-up, if they go on for ever.
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::sync::mpsc::Receiver;

struct Poller;
impl Poller {
    fn start(&self) {
        tokio::spawn(async {
            let mut ticks = tokio::time::interval(Duration::from_secs(1));
            loop {
                ticks.tick().await;
                let _ = TcpStream::connect("a:1").await; //~low missing-client-timeout
            }
        });
    }
}
pub fn start_pollers(all: Vec<Poller>) {
    for poller in &all {
        poller.start();
    }
}

struct Job;
impl Job {
    fn start(&self) {
        tokio::spawn(async { //~ spawn-without-timeout
            let _ = TcpStream::connect("a:1").await; //~low missing-client-timeout
        });
    }
}
pub fn start_jobs(all: Vec<Job>) {
    for job in &all {
        job.start();
    }
}

struct Watched;
impl Watched {
    fn start(&self) {
        tokio::spawn(async { //~ spawn-without-timeout
            loop {
                let _ = TcpStream::connect("a:1").await; //~low missing-client-timeout
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
    }
}
pub async fn start_what_is_told(mut told: Receiver<Vec<Watched>>) {
    while let Some(all) = told.recv().await {
        for watched in &all {
            watched.start();
        }
    }
}

struct Retried;
impl Retried {
    fn start(&self) {
        tokio::spawn(async { //~ spawn-without-timeout
            loop {
                if TcpStream::connect("a:1").await.is_ok() { //~low missing-client-timeout
                    break;
                }
            }
        });
    }
}
pub fn start_retries(all: Vec<Retried>) {
    for retried in &all {
        retried.start();
    }
}

struct Download;
impl Download {
    fn start(&self, mut socket: TcpStream) {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut part = [0; 8];
            while let Ok(1..) = socket.read(&mut part).await {}
        });
    }
}
pub fn start_downloads(all: Vec<(Download, TcpStream)>) {
    for (download, socket) in all {
        download.start(socket);
    }
}

struct Cached(std::sync::Weak<String>);
impl Cached {
    fn start(self) {
        tokio::spawn(async move {
            while let Some(name) = self.0.upgrade() {
                let _ = TcpStream::connect(name.as_str()).await; //~low missing-client-timeout
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
    }
}
pub fn start_cached(all: Vec<std::sync::Weak<String>>) {
    let _started: Vec<()> = all.into_iter().map(|weak| Cached(weak).start()).collect();
}
