//! Connection actors, ways to stop them, and the channels between them.
use std::{collections::HashMap, sync::{Arc, Mutex}, time::Duration};
use tokio::{net::{TcpListener, TcpStream}, io::{AsyncReadExt, AsyncWriteExt}, sync::{mpsc, oneshot, broadcast, watch}, time::timeout};
const T: Duration = Duration::from_secs(1);
// actix actors
use actix::prelude::*;
pub struct Hub { peers: HashMap<u64, Recipient<Note>> }
#[derive(Message, Clone)] #[rtype(result = "()")] pub struct Note(pub String);
impl Actor for Hub { type Context = Context<Self>; }
impl Handler<Note> for Hub { type Result = (); fn handle(&mut self, m: Note, ctx: &mut Context<Self>) { for p in self.peers.values() { p.do_send(m.clone()); } //~ unbounded-channel
    ctx.spawn(async { TcpStream::connect("a").await.unwrap(); }.into_actor(self)); } } //~low missing-client-timeout
pub struct Hub2 { peers: HashMap<u64, Recipient<Note>> }
impl Actor for Hub2 { type Context = Context<Self>; }
impl Handler<Note> for Hub2 { type Result = (); fn handle(&mut self, m: Note, _ctx: &mut Context<Self>) { for p in self.peers.values() { let _ = p.try_send(m.clone()); } actix::spawn(async { TcpStream::connect("a").await.unwrap(); }); } } //~ spawn-without-timeout //~low missing-client-timeout
// connection actor: reader and writer halves
pub struct Conn { out: mpsc::Sender<Vec<u8>>, reader: tokio::task::JoinHandle<()>, writer: tokio::task::JoinHandle<()> }
impl Conn {
    pub fn start(s: TcpStream) -> Self {
        let (mut r, mut w) = s.into_split();
        let (out, mut rx) = mpsc::channel::<Vec<u8>>(16);
        let reader = tokio::spawn(async move { let mut b = [0; 9]; while let Ok(n) = r.read(&mut b).await { if n == 0 { break } } });
        let writer = tokio::spawn(async move { while let Some(m) = rx.recv().await { if w.write_all(&m).await.is_err() { break } } });
        Conn { out, reader, writer }
    }
}
impl Drop for Conn { fn drop(&mut self) { self.reader.abort(); self.writer.abort(); } }
pub async fn serve_conns(l: TcpListener) { let mut all = Vec::new(); loop { let (s, _) = l.accept().await.unwrap(); all.push(Conn::start(s)); } }
pub struct Conn2 { out: mpsc::Sender<Vec<u8>> }
impl Conn2 {
    pub fn start(s: TcpStream) -> Self {
        let (mut r, mut w) = s.into_split();
        let (out, mut rx) = mpsc::channel::<Vec<u8>>(16);
        tokio::spawn(async move { let mut b = [0; 9]; while let Ok(n) = r.read(&mut b).await { if n == 0 { break } } }); //~ spawn-without-timeout
        tokio::spawn(async move { while let Some(m) = rx.recv().await { if w.write_all(&m).await.is_err() { break } } }); //~low spawn-without-timeout
        Conn2 { out }
    }
}
pub async fn serve_conns2(l: TcpListener) { let mut all = Vec::new(); loop { let (s, _) = l.accept().await.unwrap(); all.push(Conn2::start(s)); } }
// reader ends by a token of the struct, cancelled elsewhere
pub struct Conn3 { stop: tokio_util::sync::CancellationToken }
impl Conn3 {
    pub fn start(mut s: TcpStream) -> Self { let stop = tokio_util::sync::CancellationToken::new(); let t = stop.clone(); tokio::spawn(async move { let mut b = [0; 9]; loop { tokio::select! { _ = t.cancelled() => break, r = s.read(&mut b) => if r.is_err() { break } } } }); Conn3 { stop } }
    pub fn close(&self) { self.stop.cancel() }
}
pub async fn serve3(l: TcpListener) { let mut all = Vec::new(); loop { let (s, _) = l.accept().await.unwrap(); all.push(Conn3::start(s)); } }
// oneshot stop in struct
pub struct Conn4 { stop: Option<oneshot::Sender<()>> }
impl Conn4 {
    pub fn start(mut s: TcpStream) -> Self { let (stop, mut rx) = oneshot::channel(); tokio::spawn(async move { let mut b = [0; 9]; loop { tokio::select! { _ = &mut rx => break, r = s.read(&mut b) => if r.is_err() { break } } } }); Conn4 { stop: Some(stop) } }
    pub fn close(&mut self) { if let Some(s) = self.stop.take() { let _ = s.send(()); } }
}
pub async fn serve4(l: TcpListener) { let mut all = Vec::new(); loop { let (s, _) = l.accept().await.unwrap(); all.push(Conn4::start(s)); } }
// broadcast shutdown
pub async fn serve5(l: TcpListener, stop: broadcast::Sender<()>) { loop { let (mut s, _) = l.accept().await.unwrap(); let mut rx = stop.subscribe(); tokio::spawn(async move { let mut b = [0; 9]; loop { tokio::select! { _ = rx.recv() => break, r = s.read(&mut b) => if r.is_err() { break } } } }); } }
// mini-redis style
pub struct Shutdown { done: bool, rx: broadcast::Receiver<()> }
impl Shutdown { pub fn is(&self) -> bool { self.done } pub async fn recv(&mut self) { if self.done { return; } let _ = self.rx.recv().await; self.done = true; } }
pub struct Handler6 { s: TcpStream, shutdown: Shutdown }
impl Handler6 { async fn run(&mut self) -> std::io::Result<()> { while !self.shutdown.is() { let n = tokio::select! { r = self.s.read_u8() => r?, _ = self.shutdown.recv() => return Ok(()) }; println!("{n}"); } Ok(()) } }
pub async fn serve6(l: TcpListener, stop: broadcast::Sender<()>) { loop { let (s, _) = l.accept().await.unwrap(); let mut h = Handler6 { s, shutdown: Shutdown { done: false, rx: stop.subscribe() } }; tokio::spawn(async move { if let Err(e) = h.run().await { eprintln!("{e}"); } }); } }
pub struct Handler7 { s: TcpStream, shutdown: Shutdown }
impl Handler7 { async fn run(&mut self) -> std::io::Result<()> { while !self.shutdown.is() { let n = self.s.read_u8().await?; println!("{n}"); } Ok(()) } }
pub async fn serve7(l: TcpListener, stop: broadcast::Sender<()>) { loop { let (s, _) = l.accept().await.unwrap(); let mut h = Handler7 { s, shutdown: Shutdown { done: false, rx: stop.subscribe() } }; tokio::spawn(async move { if let Err(e) = h.run().await { eprintln!("{e}"); } }); } } //~ spawn-without-timeout
// ractor / kameo / own actors with unbounded mailbox and a bounded number of messages
pub enum Msg { Add(u64), Get(oneshot::Sender<u64>) }
pub struct Counter { rx: mpsc::UnboundedReceiver<Msg>, n: u64 }
#[derive(Clone)] pub struct CounterRef { tx: mpsc::UnboundedSender<Msg> }
pub fn counter() -> CounterRef { let (tx, rx) = mpsc::unbounded_channel(); let mut c = Counter { rx, n: 0 }; tokio::spawn(async move { while let Some(m) = c.rx.recv().await { match m { Msg::Add(x) => c.n += x, Msg::Get(r) => { let _ = r.send(c.n); } } } }); CounterRef { tx } } //~ unbounded-channel
impl CounterRef { pub fn add(&self, x: u64) { let _ = self.tx.send(Msg::Add(x)); } pub async fn get(&self) -> u64 { let (r, rx) = oneshot::channel(); let _ = self.tx.send(Msg::Get(r)); rx.await.unwrap() } }
// signals
pub fn signals() -> mpsc::UnboundedReceiver<i32> { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(async move { let mut s = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).unwrap(); while s.recv().await.is_some() { if tx.send(1).is_err() { break } } }); rx } //~ unbounded-channel
// pipeline stages: channel between two stages, first stage bounded in number by a slice of constants
pub fn stages() -> Vec<String> { let (tx, rx) = std::sync::mpsc::channel(); const NAMES: [&str; 3] = ["a", "b", "c"]; for n in NAMES { let tx = tx.clone(); std::thread::spawn(move || tx.send(n.to_string())); } drop(tx); rx.iter().collect() }
pub fn stages_dyn(names: &[String]) -> Vec<String> { let (tx, rx) = std::sync::mpsc::channel(); for n in names { let tx = tx.clone(); let n = n.clone(); std::thread::spawn(move || tx.send(n)); } drop(tx); rx.iter().collect() } //~ unbounded-channel
// rayon scope
pub fn scope(v: &[u8]) -> usize { let (tx, rx) = crossbeam_channel::unbounded(); rayon::scope(|s| { for x in v { let tx = tx.clone(); s.spawn(move |_| tx.send(*x).unwrap()); } }); drop(tx); rx.iter().count() } //~ unbounded-channel
// a bounded channel with try_send or drop is fine; a bounded channel behind a name
pub type BTx<T> = mpsc::Sender<T>;
pub fn named_bounded() -> (BTx<u8>, mpsc::Receiver<u8>) { mpsc::channel(cap()) }
const fn cap() -> usize { 128 }
pub fn named_huge() -> (BTx<u8>, mpsc::Receiver<u8>) { mpsc::channel(cap_huge()) } //~ unbounded-channel
const fn cap_huge() -> usize { 1 << 30 }
// log writer thread
pub struct Logger { tx: std::sync::mpsc::Sender<String> }
impl Logger { pub fn new() -> Logger { let (tx, rx) = std::sync::mpsc::channel::<String>(); std::thread::spawn(move || { for l in rx { println!("{l}"); } }); Logger { tx } } } //~ unbounded-channel
impl std::io::Write for Logger { fn write(&mut self, b: &[u8]) -> std::io::Result<usize> { let _ = self.tx.send(String::from_utf8_lossy(b).into()); Ok(b.len()) } fn flush(&mut self) -> std::io::Result<()> { Ok(()) } }
// sender by Arc<dyn Fn>
pub fn notify_fn() -> Arc<dyn Fn(u64) + Send + Sync> { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(async move { let mut rx = rx; while rx.recv().await.is_some() {} }); Arc::new(move |x| { let _ = tx.send(x); }) } //~ unbounded-channel
pub fn notify_fn_unit() -> Arc<dyn Fn() + Send + Sync> { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(async move { let mut rx = rx; while rx.recv().await.is_some() {} }); Arc::new(move || { let _ = tx.send(()); }) }
pub fn notify_once() -> Box<dyn FnOnce(u64) + Send> { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(async move { let mut rx = rx; while rx.recv().await.is_some() {} }); Box::new(move |x| { let _ = tx.send(x); }) }
// stream wrappers
pub fn stream_of(n: u32) -> impl futures::Stream<Item = u32> { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(async move { for i in 0..n { let _ = tx.send(i); } }); tokio_stream::wrappers::UnboundedReceiverStream::new(rx) } //~ unbounded-channel
pub fn stream_two() -> impl futures::Stream<Item = u32> { let (tx, rx) = mpsc::unbounded_channel(); tokio::spawn(async move { let _ = tx.send(1); let _ = tx.send(2); }); tokio_stream::wrappers::UnboundedReceiverStream::new(rx) }
