//! A gateway in the style of real services: listener, connection actor, registry, jobs.
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{bail, Context, Result};
use bytes::{Bytes, BytesMut};
use parking_lot::RwLock;
use tokio::io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::sync::{broadcast, oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tracing::{debug, error, info, warn, Instrument};

pub type ConnId = u64;

#[derive(Debug, Clone)]
pub struct Config {
    pub bind: SocketAddr,
    pub idle: Duration,
    pub upstream: Option<SocketAddr>,
    pub workers: usize,
}

#[derive(Debug)]
pub enum Event {
    Opened(ConnId, SocketAddr),
    Data(ConnId, Bytes),
    Closed(ConnId),
}

#[derive(Clone)]
pub struct Registry {
    inner: Arc<RwLock<HashMap<ConnId, Peer>>>,
    events: UnboundedSender<Event>,
}

struct Peer {
    tx: UnboundedSender<Bytes>,
    task: JoinHandle<()>,
}

impl Registry {
    pub fn new() -> (Self, UnboundedReceiver<Event>) {
        let (events, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
        (Registry { inner: Default::default(), events }, rx)
    }
    pub fn broadcast(&self, data: &Bytes) {
        for peer in self.inner.read().values() {
            let _ = peer.tx.send(data.clone());
        }
    }
    pub fn kick(&self, id: ConnId) {
        if let Some(peer) = self.inner.write().remove(&id) {
            peer.task.abort();
        }
    }
    fn insert(&self, id: ConnId, peer: Peer) {
        self.inner.write().insert(id, peer);
    }
}

pub struct Server {
    config: Arc<Config>,
    registry: Registry,
    next: AtomicU64,
    shutdown: watch::Receiver<bool>,
}

impl Server {
    pub async fn run(self: Arc<Self>) -> Result<()> {
        let listener = TcpListener::bind(self.config.bind).await.context("bind")?;
        let mut shutdown = self.shutdown.clone();
        loop {
            tokio::select! {
                _ = shutdown.changed() => return Ok(()),
                accepted = listener.accept() => {
                    let (stream, addr) = match accepted {
                        Ok(pair) => pair,
                        Err(e) => { warn!(%e, "accept"); continue; }
                    };
                    let id = self.next.fetch_add(1, Ordering::Relaxed);
                    self.clone().admit(id, stream, addr);
                }
            }
        }
    }

    fn admit(self: Arc<Self>, id: ConnId, stream: TcpStream, addr: SocketAddr) {
        let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
        let this = self.clone();
        let task = tokio::spawn(async move {
            if let Err(e) = this.serve(id, stream, rx).await {
                debug!(%e, id, "closed");
            }
        }.instrument(tracing::info_span!("conn", id)));
        self.registry.insert(id, Peer { tx, task });
        let _ = self.registry.events.send(Event::Opened(id, addr));
    }

    async fn serve(&self, id: ConnId, stream: TcpStream, mut rx: UnboundedReceiver<Bytes>) -> Result<()> {
        let (mut r, mut w) = stream.into_split();
        let mut buf = BytesMut::with_capacity(4096);
        loop {
            tokio::select! {
                n = r.read_buf(&mut buf) => {
                    if n? == 0 { bail!("eof") }
                    self.registry.events.send(Event::Data(id, buf.split().freeze()))?;
                }
                Some(out) = rx.recv() => w.write_all(&out).await?,
            }
        }
    }
}

/// Relays without any registry: nothing ends a relay.
pub async fn relay(listener: TcpListener, config: Arc<Config>) -> Result<()> {
    let Some(upstream) = config.upstream else { return Ok(()) };
    loop {
        let (mut inbound, _) = listener.accept().await?;
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut outbound = match timeout(Duration::from_secs(5), TcpStream::connect(upstream)).await {
                Ok(Ok(s)) => s,
                _ => return,
            };
            if let Err(e) = tokio::io::copy_bidirectional(&mut inbound, &mut outbound).await {
                error!(%e);
            }
        });
    }
}

/// The same with an idle time over the whole.
pub async fn relay_bounded(listener: TcpListener, config: Arc<Config>) -> Result<()> {
    let Some(upstream) = config.upstream else { return Ok(()) };
    loop {
        let (inbound, _) = listener.accept().await?;
        let idle = config.idle;
        tokio::spawn(async move { let _ = timeout(idle, relay_one(inbound, upstream)).await; });
    }
}
async fn relay_one(mut inbound: TcpStream, upstream: SocketAddr) -> Result<()> {
    let mut outbound = TcpStream::connect(upstream).await?;
    tokio::io::copy_bidirectional(&mut inbound, &mut outbound).await?;
    Ok(())
}

pub struct Pool { tx: async_channel::Sender<Job>, workers: Vec<JoinHandle<()>> }
pub struct Job { host: String, done: oneshot::Sender<Result<Vec<u8>>> }
impl Pool {
    pub fn start(n: usize) -> Self {
        let (tx, rx) = async_channel::bounded(n * 2);
        let workers = (0..n).map(|_| { let rx = rx.clone(); tokio::spawn(async move { while let Ok(job) = rx.recv().await { run_job(job).await; } }) }).collect();
        Pool { tx, workers }
    }
    pub async fn fetch(&self, host: String) -> Result<Vec<u8>> {
        let (done, rx) = oneshot::channel();
        self.tx.send(Job { host, done }).await.map_err(|_| anyhow::anyhow!("closed"))?;
        rx.await?
    }
    pub fn stop(&self) { for w in &self.workers { w.abort(); } }
}
async fn run_job(job: Job) {
    let r = async {
        let mut s = TcpStream::connect(&job.host).await?; //~low missing-client-timeout
        let mut v = Vec::new();
        s.read_to_end(&mut v).await?;
        Ok(v)
    }.await;
    let _ = job.done.send(r);
}

pub struct Scanner { set: JoinSet<Result<()>>, limit: Arc<tokio::sync::Semaphore> }
impl Scanner {
    pub async fn scan(&mut self, hosts: Vec<String>) {
        for h in hosts {
            let permit = self.limit.clone().acquire_owned().await.unwrap();
            self.set.spawn(async move { let _p = permit; let mut s = TcpStream::connect(h).await?; s.write_all(b"hi").await?; s.read_u8().await?; Ok(()) }); //~low missing-client-timeout
        }
        while self.set.join_next().await.is_some() {}
    }
}
pub async fn scan_local(hosts: Vec<String>) {
    let mut set = JoinSet::new();
    for h in hosts { set.spawn(async move { let mut s = TcpStream::connect(h).await?; s.read_u8().await?; Ok::<_, std::io::Error>(()) }); } //~ spawn-without-timeout //~low missing-client-timeout
    while set.join_next().await.is_some() {}
}
pub async fn scan_limited(hosts: Vec<String>) {
    let mut set = JoinSet::new();
    for h in hosts { set.spawn(async move { let mut s = TcpStream::connect(h).await?; s.read_u8().await?; Ok::<_, std::io::Error>(()) }); } //~low missing-client-timeout
    let _ = timeout(Duration::from_secs(9), async { while set.join_next().await.is_some() {} }).await;
}
#[tokio::main]
async fn main() -> Result<()> {
    let (registry, mut events) = Registry::new();
    let (stop, shutdown) = watch::channel(false);
    let config = Arc::new(Config { bind: "0.0.0.0:1".parse()?, idle: Duration::from_secs(1), upstream: None, workers: 2 });
    let server = Arc::new(Server { config: config.clone(), registry: registry.clone(), next: AtomicU64::new(0), shutdown });
    tokio::spawn(async move { while let Some(e) = events.recv().await { info!(?e); } });
    let runner = tokio::spawn(server.run());
    let pool = Pool::start(config.workers);
    tokio::signal::ctrl_c().await?;
    stop.send(true)?;
    pool.stop();
    registry.kick(0);
    registry.broadcast(&Bytes::new());
    runner.await?
}
