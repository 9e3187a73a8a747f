//! What a task awaits: variables, selects, helpers, combinators, handles, in-process waits, clients.
use axum::{extract::State, routing::get, Router};
use futures::future::{BoxFuture, Either};
use futures::{FutureExt, SinkExt, StreamExt, TryFutureExt};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{broadcast, mpsc, oneshot, watch, Mutex, Notify, Semaphore};
use tokio::time::{sleep, timeout, timeout_at, Instant};
use tokio_util::sync::CancellationToken;

const T: Duration = Duration::from_secs(5);
async fn ask(host: &str) -> std::io::Result<Vec<u8>> {
    let mut s = TcpStream::connect(host).await?; //~low missing-client-timeout
    let mut b = Vec::new();
    s.read_to_end(&mut b).await?;
    Ok(b)
}

pub async fn through_variable() {
    loop {
        let f = async { ask("a").await.unwrap(); };
        tokio::spawn(f); //~ spawn-without-timeout
        sleep(T).await;
    }
}
pub async fn bounded_variable() {
    loop {
        let f = async { ask("a").await.unwrap(); };
        let g = timeout(T, f);
        tokio::spawn(g);
        sleep(T).await;
    }
}
pub async fn variable_awaited_bounded() {
    loop {
        tokio::spawn(async move {
            let f = ask("a");
            let _ = timeout(T, f).await;
        });
        sleep(T).await;
    }
}
pub async fn pinned_select() {
    loop {
        tokio::spawn(async move {
            let f = ask("a");
            tokio::pin!(f);
            tokio::select! { _ = &mut f => {}, _ = sleep(T) => {} }
        });
        sleep(T).await;
    }
}
pub async fn pinned_select_then_await() {
    loop {
        tokio::spawn(async move { //~ spawn-without-timeout
            let f = ask("a");
            tokio::pin!(f);
            tokio::select! { r = &mut f => { drop(r); return; }, _ = sleep(T) => { println!("slow"); } }
            let _ = f.await;
        });
        sleep(T).await;
    }
}
pub async fn select_two_waits() {
    loop {
        tokio::spawn(async move { //~ spawn-without-timeout
            tokio::select! { _ = ask("a") => {}, _ = ask("b") => {} }
        });
        sleep(T).await;
    }
}
pub async fn select_else() {
    loop {
        tokio::spawn(async move { //~ spawn-without-timeout
            tokio::select! { biased; Ok(v) = ask("a") => { drop(v); } else => {} }
        });
        sleep(T).await;
    }
}
pub async fn select_biased_sleep() {
    loop {
        tokio::spawn(async move {
            tokio::select! { biased; _ = tokio::time::sleep_until(Instant::now() + T) => {} Ok(v) = ask("a") => { drop(v); } }
        });
        sleep(T).await;
    }
}
// the arm's handler waits again
pub async fn wait_in_arm() {
    loop {
        tokio::spawn(async move { //~ spawn-without-timeout
            tokio::select! { _ = sleep(T) => {} Ok(_) = ask("a") => { let _ = ask("b").await; } }
        });
        sleep(T).await;
    }
}
pub async fn handshake_before(l: TcpListener, token: CancellationToken) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        let token = token.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut ws = tokio_tungstenite::accept_async(s).await.unwrap();
            loop { tokio::select! { m = ws.next() => { if m.is_none() { break } } _ = token.cancelled() => break } }
        });
    }
}
pub async fn handshake_bounded(l: TcpListener, token: CancellationToken) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        let token = token.clone();
        tokio::spawn(async move {
            let Ok(Ok(mut ws)) = timeout(T, tokio_tungstenite::accept_async(s)).await else { return };
            loop { tokio::select! { m = ws.next() => { if m.is_none() { break } } _ = token.cancelled() => break } }
        });
    }
}
// an interval arm: keeps the loop turning, but does it end the wait? a select! with a tick arm bounds each wait
pub async fn keepalive(l: TcpListener) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut ws = tokio_tungstenite::accept_async(s).await.unwrap();
            let mut tick = tokio::time::interval(T);
            loop { tokio::select! { m = ws.next() => { if m.is_none() { break } } _ = tick.tick() => { ws.send(tungstenite::Message::Ping(vec![].into())).await.unwrap(); } } }
        });
    }
}
pub async fn deadline_at(l: TcpListener) {
    loop {
        let (mut s, _) = l.accept().await.unwrap();
        tokio::spawn(async move { let mut b = [0; 4]; let _ = timeout_at(Instant::now() + T, s.read(&mut b)).await; });
    }
}
pub async fn ext_timeout(l: TcpListener) {
    use tokio_util::future::FutureExt as _;
    loop {
        let (mut s, _) = l.accept().await.unwrap();
        tokio::spawn(async move { let mut b = [0; 4]; let _ = s.read(&mut b).timeout(T).await; });
    }
}
pub async fn ext_token(l: TcpListener, tok: CancellationToken) {
    use tokio_util::future::FutureExt as _;
    loop {
        let (mut s, _) = l.accept().await.unwrap();
        let tok = tok.clone();
        tokio::spawn(async move { let mut b = [0; 4]; let _ = s.read(&mut b).with_cancellation_token(&tok).await; });
    }
}
pub async fn run_until(l: TcpListener, tok: CancellationToken) {
    loop {
        let (mut s, _) = l.accept().await.unwrap();
        let tok = tok.child_token();
        tokio::spawn(async move { tok.run_until_cancelled(async move { let mut b = [0; 4]; let _ = s.read(&mut b).await; }).await });
    }
}
pub async fn token_only_checked(l: TcpListener, tok: CancellationToken) {
    loop {
        let (mut s, _) = l.accept().await.unwrap();
        let tok = tok.clone();
        tokio::spawn(async move { let mut b = [0; 4]; while !tok.is_cancelled() { s.read(&mut b).await.unwrap(); } }); //~ spawn-without-timeout
    }
}
// one of two waits bounded
pub async fn read_bounded_write_not(l: TcpListener) {
    loop {
        let (mut s, _) = l.accept().await.unwrap();
        tokio::spawn(async move { let mut b = [0; 4]; let _ = timeout(T, s.read(&mut b)).await; s.write_all(&b).await.unwrap(); }); //~low spawn-without-timeout
    }
}
pub async fn two_reads_one_bounded(l: TcpListener) {
    loop {
        let (mut s, _) = l.accept().await.unwrap();
        tokio::spawn(async move { let mut b = [0; 4]; let _ = timeout(T, s.read(&mut b)).await; s.read_exact(&mut b).await.unwrap(); }); //~ spawn-without-timeout
    }
}
pub async fn line_bounded_in_loop(l: TcpListener) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        tokio::spawn(async move {
            let mut lines = tokio::io::BufReader::new(s).lines();
            while let Ok(Ok(Some(l))) = timeout(T, lines.next_line()).await { println!("{l}"); }
        });
    }
}
// helpers
async fn bounded_ask(h: &str) -> Option<Vec<u8>> { timeout(T, ask(h)).await.ok()?.ok() }
async fn with_limit<F: Future>(f: F) -> Option<F::Output> { timeout(T, f).await.ok() }
async fn without_limit<F: Future>(f: F) -> Option<F::Output> { Some(f.await) }
pub async fn helper_bounded() { loop { tokio::spawn(async { bounded_ask("a").await; }); sleep(T).await; } }
pub async fn helper_generic() { loop { tokio::spawn(async { with_limit(ask("a")).await; }); sleep(T).await; } }
pub async fn helper_generic_spawned() { loop { tokio::spawn(with_limit(ask("a"))); sleep(T).await; } }
pub async fn helper_generic_unbounded() { loop { tokio::spawn(without_limit(ask("a"))); sleep(T).await; } } //~ spawn-without-timeout
fn boxed(h: &'static str) -> BoxFuture<'static, ()> { Box::pin(async move { ask(h).await.unwrap(); }) }
fn boxed_bounded(h: &'static str) -> Pin<Box<dyn Future<Output = ()> + Send>> { async move { let _ = timeout(T, ask(h)).await; }.boxed() }
fn plain_impl(h: &'static str) -> impl Future<Output = ()> { async move { ask(h).await.unwrap(); } }
pub async fn helper_boxed() { loop { tokio::spawn(boxed("a")); sleep(T).await; } } //~ spawn-without-timeout
pub async fn helper_boxed_bounded() { loop { tokio::spawn(boxed_bounded("a")); sleep(T).await; } }
pub async fn helper_impl() { loop { tokio::spawn(plain_impl("a")); sleep(T).await; } } //~ spawn-without-timeout
// combinators
pub async fn comb_map() { loop { tokio::spawn(ask("a").map(|r| drop(r))); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_then() { loop { tokio::spawn(sleep(T).then(|_| ask("a"))); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_and_then() { loop { tokio::spawn(timeout(T, ask("a")).map_err(|_| ()).and_then(|_| async { Ok(()) })); sleep(T).await; } }
pub async fn comb_join() { loop { tokio::spawn(async { futures::future::join(ask("a"), sleep(T)).await; }); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_join_macro() { loop { tokio::spawn(async { let (_a, _b) = tokio::join!(timeout(T, ask("a")), ask("b")); }); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_select_fn() { loop { tokio::spawn(async { let _ = futures::future::select(Box::pin(ask("a")), Box::pin(sleep(T))).await; }); sleep(T).await; } }
pub async fn comb_join_all() { loop { tokio::spawn(async { futures::future::join_all(["a", "b"].map(ask)).await; }); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_join_all_bounded() { loop { tokio::spawn(async { let _ = timeout(T, futures::future::join_all(["a", "b"].iter().map(|h| ask(h)))).await; }); sleep(T).await; } }
pub async fn comb_buffered() { loop { tokio::spawn(async { futures::stream::iter(["a"]).map(|h| ask(h)).buffer_unordered(4).for_each(|_| async {}).await; }); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_catch() { loop { tokio::spawn(std::panic::AssertUnwindSafe(ask("a")).catch_unwind()); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_instrument() { use tracing::Instrument; loop { tokio::spawn(ask("a").instrument(tracing::info_span!("x"))); sleep(T).await; } } //~ spawn-without-timeout
pub async fn comb_instrument_bounded() { use tracing::Instrument; loop { tokio::spawn(timeout(T, ask("a")).instrument(tracing::info_span!("x"))); sleep(T).await; } }
pub async fn comb_shared() { let f = ask("a").map(|_| ()).shared(); loop { tokio::spawn(f.clone()); sleep(T).await; } } //~ spawn-without-timeout
// optional timeouts
pub async fn optional_match(limit: Option<Duration>) {
    loop {
        tokio::spawn(async move { match limit { Some(t) => { let _ = timeout(t, ask("a")).await; } None => { let _ = ask("a").await; } } });
        sleep(T).await;
    }
}
pub async fn optional_if(limit: Option<Duration>) {
    loop {
        tokio::spawn(async move { if let Some(t) = limit { let _ = timeout(t, ask("a")).await; } else { let _ = ask("a").await; } });
        sleep(T).await;
    }
}
async fn maybe<F: Future>(t: Option<Duration>, f: F) -> Option<F::Output> { match t { Some(t) => timeout(t, f).await.ok(), None => Some(f.await) } }
pub async fn optional_helper(limit: Option<Duration>) { loop { tokio::spawn(maybe(limit, ask("a"))); sleep(T).await; } }
pub struct Conf { pub io_timeout: Duration, pub cap: Option<Duration> }
pub async fn config_timeout(c: Arc<Conf>) { loop { let c = c.clone(); tokio::spawn(async move { let _ = timeout(c.io_timeout, ask("a")).await; }); sleep(T).await; } }
// handles
pub async fn handle_timeout() { loop { let h = tokio::spawn(ask("a")); let _ = timeout(T, h).await; } } //~ spawn-without-timeout
pub async fn handle_timeout_inline() { loop { let _ = timeout(T, tokio::spawn(ask("a"))).await; } } //~ spawn-without-timeout
pub async fn handle_timeout_abort() { loop { let mut h = tokio::spawn(ask("a")); if timeout(T, &mut h).await.is_err() { h.abort(); } } }
pub async fn handle_select_abort() { loop { let h = tokio::spawn(ask("a")); let ab = h.abort_handle(); tokio::select! { _ = h => {} _ = sleep(T) => ab.abort() } } }
pub async fn handle_select_no_abort() { loop { let h = tokio::spawn(ask("a")); tokio::select! { _ = h => {} _ = sleep(T) => {} } } } //~ spawn-without-timeout
pub async fn handle_awaited() { loop { let h = tokio::spawn(ask("a")); sleep(T).await; let _ = h.await; } } //~ spawn-without-timeout
pub async fn awaited_in_place() { loop { let _ = tokio::spawn(ask("a")).await; } }
pub async fn abort_on_drop() { loop { let _g = tokio_util::task::AbortOnDropHandle::new(tokio::spawn(ask("a"))); sleep(T).await; } }
pub async fn abort_on_drop_detached() { loop { let g = tokio_util::task::AbortOnDropHandle::new(tokio::spawn(ask("a"))); sleep(T).await; g.detach(); } } //~ spawn-without-timeout
pub struct Own(tokio::task::JoinHandle<()>);
impl Drop for Own { fn drop(&mut self) { self.0.abort() } }
pub async fn own_abort() { loop { let _o = Own(tokio::spawn(async { ask("a").await.unwrap(); })); sleep(T).await; } }
pub struct Keep(tokio::task::JoinHandle<()>);
pub async fn own_keep() { loop { let _o = Keep(tokio::spawn(async { ask("a").await.unwrap(); })); sleep(T).await; } } //~ spawn-without-timeout
pub async fn joinset_local() { loop { let mut s = tokio::task::JoinSet::new(); s.spawn(ask("a")); s.spawn(ask("b")); let _ = timeout(T, s.join_next()).await; } }
pub async fn joinset_kept(l: TcpListener) { let mut s = tokio::task::JoinSet::new(); loop { let (c, _) = l.accept().await.unwrap(); s.spawn(echo(c)); while s.try_join_next().is_some() {} } } //~ spawn-without-timeout
pub async fn joinset_detach() { loop { let mut s = tokio::task::JoinSet::new(); s.spawn(ask("a")); s.detach_all(); } } //~ spawn-without-timeout
async fn echo(mut s: TcpStream) { let mut b = [0; 9]; loop { let n = s.read(&mut b).await.unwrap(); if n == 0 { break } s.write_all(&b[..n]).await.unwrap(); } }
pub async fn tracker(l: TcpListener, t: tokio_util::task::TaskTracker) { loop { let (c, _) = l.accept().await.unwrap(); t.spawn(echo(c)); } } //~ spawn-without-timeout
pub struct Session { task: Option<tokio::task::AbortHandle>, h: Option<tokio::task::JoinHandle<()>> }
impl Session {
    pub async fn run(&mut self) { loop { let h = tokio::spawn(async { ask("a").await.unwrap(); }); self.task = Some(h.abort_handle()); sleep(T).await; } }
    pub fn stop(&mut self) { if let Some(t) = self.task.take() { t.abort() } }
    pub async fn run2(&mut self) { loop { self.h = Some(tokio::spawn(async { ask("a").await.unwrap(); })); sleep(T).await; } } //~ spawn-without-timeout
    pub fn done(&self) -> bool { self.h.as_ref().map(|h| h.is_finished()).unwrap_or(true) }
}
// in-process waits
pub async fn only_channel(mk: fn() -> mpsc::Receiver<u8>) { loop { let mut rx = mk(); tokio::spawn(async move { while let Some(x) = rx.recv().await { println!("{x}"); } }); sleep(T).await; } }
pub async fn only_oneshot() { loop { let (tx, rx) = oneshot::channel::<u8>(); tokio::spawn(async move { let _ = rx.await; }); let _ = tx.send(1); sleep(T).await; } }
pub async fn only_watch(w: watch::Receiver<u8>) { loop { let mut w = w.clone(); tokio::spawn(async move { let _ = w.changed().await; }); sleep(T).await; } }
pub async fn only_broadcast(b: broadcast::Sender<u8>) { loop { let mut r = b.subscribe(); tokio::spawn(async move { while let Ok(x) = r.recv().await { println!("{x}"); } }); sleep(T).await; } }
pub async fn only_notify(n: Arc<Notify>) { loop { let n = n.clone(); tokio::spawn(async move { n.notified().await; }); sleep(T).await; } }
pub async fn only_lock(m: Arc<Mutex<u8>>, s: Arc<Semaphore>) { loop { let m = m.clone(); let s = s.clone(); tokio::spawn(async move { let _p = s.acquire().await; *m.lock().await += 1; }); sleep(T).await; } }
pub async fn only_file() { loop { tokio::spawn(async { let _ = tokio::fs::read("x").await; }); sleep(T).await; } }
pub async fn only_duplex() { loop { let (a, mut b) = tokio::io::duplex(64); tokio::spawn(async move { let mut v = Vec::new(); let _ = b.read_to_end(&mut v).await; }); drop(a); sleep(T).await; } }
pub async fn child() { loop { tokio::spawn(async { let _ = tokio::process::Command::new("ls").output().await; }); sleep(T).await; } } //~ spawn-without-timeout
pub async fn child_wait() { loop { let mut c = tokio::process::Command::new("ls").spawn().unwrap(); tokio::spawn(async move { let _ = c.wait().await; }); sleep(T).await; } } //~ spawn-without-timeout
pub async fn child_wait_bounded() { loop { let mut c = tokio::process::Command::new("ls").spawn().unwrap(); tokio::spawn(async move { if timeout(T, c.wait()).await.is_err() { let _ = c.kill().await; } }); sleep(T).await; } }
pub async fn copy_both(l: TcpListener) { loop { let (mut a, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut b = timeout(T, TcpStream::connect("x")).await.unwrap().unwrap(); let _ = tokio::io::copy_bidirectional(&mut a, &mut b).await; }); } } //~ spawn-without-timeout
pub async fn copy_both_bounded(l: TcpListener) { loop { let (mut a, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut b = timeout(T, TcpStream::connect("x")).await.unwrap().unwrap(); let _ = timeout(T, tokio::io::copy_bidirectional(&mut a, &mut b)).await; }); } }
// blocking
pub async fn blocking_io() { loop { tokio::task::spawn_blocking(|| { let _ = std::net::TcpStream::connect("a:1"); }); sleep(T).await; } } //~low spawn-without-timeout //~low missing-client-timeout
pub async fn blocking_cpu() { loop { tokio::task::spawn_blocking(|| { (0..9u64).sum::<u64>() }); sleep(T).await; } }
pub async fn thread_io() { loop { std::thread::spawn(|| { let mut s = std::net::TcpStream::connect("a:1").unwrap(); std::io::Read::read_to_end(&mut s, &mut vec![]).unwrap(); }); sleep(T).await; } } //~low spawn-without-timeout //~low missing-client-timeout
// clients
pub async fn req_default() { let c = reqwest::Client::new(); //~ missing-client-timeout
    loop { let c = c.clone(); tokio::spawn(async move { let _ = c.get("x").send().await.unwrap().text().await; }); sleep(T).await; } } //~ spawn-without-timeout
pub async fn req_timeout() { let c = reqwest::Client::builder().timeout(T).build().unwrap();
    loop { let c = c.clone(); tokio::spawn(async move { let _ = c.get("x").send().await.unwrap().text().await; }); sleep(T).await; } }
pub struct Api { c: reqwest::Client, d: reqwest::Client }
impl Api {
    pub fn new() -> Self { Api { c: reqwest::Client::builder().timeout(T).build().unwrap(), d: reqwest::Client::builder().connect_timeout(T).build().unwrap() } } //~ missing-client-timeout
    pub async fn a(self: Arc<Self>) { loop { let s = self.clone(); tokio::spawn(async move { let _ = s.c.get("x").send().await.unwrap().text().await; }); sleep(T).await; } }
    pub async fn b(self: Arc<Self>) { loop { let s = self.clone(); tokio::spawn(async move { let _ = s.d.get("x").send().await.unwrap().text().await; }); sleep(T).await; } } //~ spawn-without-timeout
    pub async fn e(self: Arc<Self>) { loop { let s = self.clone(); tokio::spawn(async move { let _ = s.d.get("x").timeout(T).send().await.unwrap().text().await; }); sleep(T).await; } }
}
// connection drivers
pub async fn driver(State(_): State<u8>) {
    let s = TcpStream::connect("a").await.unwrap(); //~low missing-client-timeout
    let (mut tx, conn) = hyper::client::conn::http1::handshake::<_, String>(hyper_util::rt::TokioIo::new(s)).await.unwrap();
    tokio::spawn(async move { if let Err(e) = conn.await { eprintln!("{e}"); } });
    let _ = tx.ready().await;
}
pub async fn pg(State(_): State<u8>) {
    let (_c, conn) = tokio_postgres::connect("x", tokio_postgres::NoTls).await.unwrap(); //~low missing-client-timeout
    tokio::spawn(conn);
}
pub fn app() -> Router<u8> { Router::new().route("/d", get(driver)).route("/p", get(pg)) }
