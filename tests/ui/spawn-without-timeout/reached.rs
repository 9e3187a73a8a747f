//! How a spawn is reached: handlers, middlewares, services, accept loops and tables, against start-up and what runs once.
use axum::extract::{Path, State, Request, WebSocketUpgrade, ws::WebSocket};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, MethodRouter};
use axum::{Json, Router};
use futures::{SinkExt, StreamExt, TryStreamExt};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt, AsyncBufReadExt};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream, UdpSocket};

async fn ask(host: String) {
    let mut s = TcpStream::connect(host).await.unwrap(); //~low missing-client-timeout
    let mut b = [0u8; 16];
    s.read_exact(&mut b).await.unwrap();
}

// --- axum: registered by several forms
async fn by_get() -> &'static str {
    tokio::spawn(ask("a".into())); //~ spawn-without-timeout
    "ok"
}
async fn by_chain(State(_): State<Arc<u8>>) -> &'static str {
    tokio::spawn(ask("a".into())); //~ spawn-without-timeout
    "ok"
}
async fn by_on() -> &'static str {
    tokio::spawn(ask("a".into())); //~ spawn-without-timeout
    "ok"
}
async fn by_fallback() -> &'static str {
    tokio::spawn(ask("a".into())); //~ spawn-without-timeout
    "ok"
}
async fn not_registered() -> &'static str {
    tokio::spawn(ask("a".into()));
    "ok"
}
fn api() -> MethodRouter<Arc<u8>> {
    axum::routing::on(axum::routing::MethodFilter::PUT, by_on)
}
pub fn app() -> Router<Arc<u8>> {
    Router::new()
        .route("/a", get(by_get).post(by_chain))
        .route("/b", api())
        .route("/c", get(|| async {
            tokio::spawn(ask("a".into())); //~ spawn-without-timeout
        }))
        .fallback(by_fallback)
        .layer(axum::middleware::from_fn(audit))
        .layer(axum::middleware::from_fn_with_state(1u8, audit_state))
        .route_service("/svc", tower::service_fn(svc))
}
async fn audit(req: Request, next: Next) -> Response {
    let p = req.uri().path().to_string();
    tokio::spawn(ask(p)); //~ spawn-without-timeout
    next.run(req).await
}
async fn audit_state(State(_): State<u8>, req: Request, next: Next) -> Response {
    tokio::spawn(async move { ask("x".into()).await }); //~ spawn-without-timeout
    next.run(req).await
}
async fn svc(_r: Request) -> Result<Response, std::convert::Infallible> {
    tokio::spawn(ask("a".into())); //~ spawn-without-timeout
    Ok(().into_response())
}

// --- start-up
pub fn boot_once() {
    tokio::spawn(ask("a".into()));
}
pub fn boot_array() {
    for h in ["a", "b"] {
        tokio::spawn(ask(h.to_string()));
    }
}
const WORKERS: usize = 8;
pub fn boot_range() {
    for i in 0..WORKERS {
        tokio::spawn(worker(i));
    }
}
async fn worker(i: usize) {
    loop {
        ask(format!("w{i}")).await;
    }
}
pub fn boot_cpus() {
    let n = std::thread::available_parallelism().map(|n| n.get()).unwrap_or(1);
    for i in 0..n {
        tokio::spawn(worker(i));
    }
}
pub fn boot_cpus_functional() {
    let _: Vec<_> = (0..num_cpus::get()).map(|i| tokio::spawn(worker(i))).collect();
}
pub struct Cfg { pub upstreams: Vec<String>, pub workers: usize }
#[tokio::main]
async fn main() {
    let cfg = Cfg { upstreams: std::env::args().collect(), workers: 3 };
    start(&cfg);
    for _ in 0..cfg.workers {
        tokio::spawn(worker(1));
    }
}
fn start(cfg: &Cfg) {
    for u in &cfg.upstreams {
        tokio::spawn(poll_forever(u.clone()));
    }
    cfg.upstreams.iter().for_each(|u| { tokio::spawn(poll_forever(u.clone())); });
}
async fn poll_forever(u: String) {
    let mut t = tokio::time::interval(Duration::from_secs(5));
    loop {
        t.tick().await;
        ask(u.clone()).await;
    }
}
// a request's list is not the configuration
async fn many(Json(hosts): Json<Vec<String>>) {
    for h in hosts {
        tokio::spawn(ask(h)); //~ spawn-without-timeout
    }
}

// --- Drop
pub struct Guard(String);
impl Drop for Guard {
    fn drop(&mut self) {
        let h = std::mem::take(&mut self.0);
        tokio::spawn(ask(h));
    }
}
// the guard is made per request, the spawn stands in Drop all the same
async fn guarded() -> &'static str {
    let _g = Guard("a".into());
    "ok"
}
pub fn app2() -> Router { Router::new().route("/g", get(guarded)).route("/m", post(many)) }

// --- lazy init reached from a handler
static POLL: OnceLock<()> = OnceLock::new();
static BACK: LazyLock<tokio::task::JoinHandle<()>> = LazyLock::new(|| tokio::spawn(ask("a".into())));
static CELL: tokio::sync::OnceCell<u8> = tokio::sync::OnceCell::const_new();
static ONCE: std::sync::Once = std::sync::Once::new();
async fn lazies() -> &'static str {
    POLL.get_or_init(|| { tokio::spawn(ask("a".into())); });
    let _ = &*BACK;
    CELL.get_or_init(|| async { tokio::spawn(ask("a".into())); 1 }).await;
    ONCE.call_once(|| { tokio::spawn(ask("b".into())); });
    "ok"
}
async fn not_lazy(State(m): State<Arc<std::sync::Mutex<HashMap<String, u8>>>>, Path(p): Path<String>) -> &'static str {
    m.lock().unwrap().entry(p.clone()).or_insert_with(|| { tokio::spawn(ask(p)); 1 }); //~ spawn-without-timeout
    "ok"
}
pub fn app3() -> Router<Arc<std::sync::Mutex<HashMap<String, u8>>>> { Router::new().route("/l", get(lazies)).route("/n", get(not_lazy)) }

// --- accept loops
pub async fn accept_loop(l: TcpListener) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        tokio::spawn(async move { let mut s = s; let mut b = vec![0; 10]; s.read(&mut b).await.unwrap(); }); //~ spawn-without-timeout
    }
}
pub async fn accept_while(l: TcpListener) -> std::io::Result<()> {
    while let Ok((s, _)) = l.accept().await {
        tokio::spawn(echo(s)); //~ spawn-without-timeout
    }
    Ok(())
}
async fn echo(mut s: TcpStream) {
    let (mut r, mut w) = s.split();
    tokio::io::copy(&mut r, &mut w).await.unwrap();
}
pub async fn accept_one(l: TcpListener) -> std::io::Result<()> {
    let (s, _) = l.accept().await?;
    tokio::spawn(echo(s));
    Ok(())
}
pub async fn accept_unix(l: UnixListener) {
    loop {
        match l.accept().await {
            Ok((s, _addr)) => { tokio::spawn(unix(s)); } //~ spawn-without-timeout
            Err(e) => { eprintln!("{e}"); break; }
        }
    }
}
async fn unix(s: UnixStream) {
    let mut lines = tokio::io::BufReader::new(s).lines();
    while let Some(l) = lines.next_line().await.unwrap() { println!("{l}"); }
}
pub async fn accept_stream(l: TcpListener) {
    let mut inc = tokio_stream::wrappers::TcpListenerStream::new(l);
    while let Some(Ok(s)) = inc.next().await {
        tokio::spawn(echo(s)); //~ spawn-without-timeout
    }
}
pub async fn accept_for_each(l: TcpListener) {
    tokio_stream::wrappers::TcpListenerStream::new(l).for_each(|s| async move {
        tokio::spawn(echo(s.unwrap())); //~ spawn-without-timeout
    }).await;
}
pub async fn accept_try_for_each(l: TcpListener) {
    tokio_stream::wrappers::TcpListenerStream::new(l).try_for_each_concurrent(None, |s| async move {
        tokio::spawn(async move { echo(s).await }); //~ spawn-without-timeout
        Ok(())
    }).await.unwrap();
}
pub async fn accept_select(l: TcpListener, mut stop: tokio::sync::watch::Receiver<bool>) {
    loop {
        tokio::select! {
            r = l.accept() => { let (s, _) = r.unwrap(); tokio::spawn(echo(s)); } //~ spawn-without-timeout
            _ = stop.changed() => return,
        }
    }
}
pub async fn accept_udp(sock: Arc<UdpSocket>) {
    let mut b = [0u8; 1500];
    loop {
        let (n, from) = sock.recv_from(&mut b).await.unwrap();
        let d = b[..n].to_vec();
        tokio::spawn(async move { ask(String::from_utf8_lossy(&d).to_string()).await; let _ = from; }); //~ spawn-without-timeout
    }
}

// --- hyper
pub async fn hyper_loop(l: TcpListener) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        let io = hyper_util::rt::TokioIo::new(s);
        tokio::spawn(async move { //~ spawn-without-timeout
            hyper::server::conn::http1::Builder::new().serve_connection(io, hyper::service::service_fn(hello)).await.unwrap();
        });
    }
}
async fn hello(_r: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, std::convert::Infallible> {
    tokio::spawn(ask("a".into())); //~ spawn-without-timeout
    Ok(hyper::Response::new(String::new()))
}
pub async fn hyper_timer(l: TcpListener) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        let io = hyper_util::rt::TokioIo::new(s);
        tokio::spawn(async move {
            hyper::server::conn::http1::Builder::new().timer(hyper_util::rt::TokioTimer::new()).header_read_timeout(Duration::from_secs(5))
                .serve_connection(io, hyper::service::service_fn(hello)).await.unwrap();
        });
    }
}
pub async fn hyper_deadline(l: TcpListener) {
    loop {
        let (s, _) = l.accept().await.unwrap();
        let io = hyper_util::rt::TokioIo::new(s);
        tokio::spawn(tokio::time::timeout(Duration::from_secs(60), async move {
            hyper::server::conn::http1::Builder::new().serve_connection(io, hyper::service::service_fn(hello)).await.unwrap();
        }));
    }
}
// --- tower
#[derive(Clone)]
pub struct Tap<S>(S);
impl<S, B> tower::Service<http::Request<B>> for Tap<S> where S: tower::Service<http::Request<B>> {
    type Response = S::Response; type Error = S::Error; type Future = S::Future;
    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), S::Error>> { self.0.poll_ready(cx) }
    fn call(&mut self, r: http::Request<B>) -> S::Future {
        tokio::spawn(ask(r.uri().to_string())); //~ spawn-without-timeout
        self.0.call(r)
    }
}
pub struct TapLayer;
impl<S> tower::Layer<S> for TapLayer {
    type Service = Tap<S>;
    fn layer(&self, s: S) -> Tap<S> {
        tokio::spawn(ask("once".into()));
        Tap(s)
    }
}
// --- tonic
#[tonic::async_trait]
impl greeter_server::Greeter for Greet {
    async fn hello(&self, r: tonic::Request<Hello>) -> Result<tonic::Response<Hello>, tonic::Status> {
        tokio::spawn(async move { ask(r.into_inner().name).await }); //~ spawn-without-timeout
        Err(tonic::Status::ok(""))
    }
}
pub struct Greet; pub struct Hello { name: String }
impl Greet {
    pub fn new() -> Self { tokio::spawn(ask("boot".into())); Greet }
}
// --- actix, rocket, poem, warp, salvo
#[actix_web::get("/x")]
async fn act() -> actix_web::HttpResponse {
    actix_web::rt::spawn(ask("a".into())); //~ spawn-without-timeout
    actix_web::HttpResponse::Ok().finish()
}
#[rocket::post("/y")]
async fn rock() { rocket::tokio::spawn(ask("a".into())); } //~ spawn-without-timeout
#[poem::handler]
async fn poe() { tokio::spawn(ask("a".into())); } //~ spawn-without-timeout
#[salvo::handler]
async fn sal() { tokio::spawn(ask("a".into())); } //~ spawn-without-timeout
async fn wa(n: String) -> Result<String, warp::Rejection> { tokio::spawn(ask(n.clone())); Ok(n) } //~ spawn-without-timeout
pub fn wapp() -> impl warp::Filter<Extract = (String,), Error = warp::Rejection> + Clone {
    use warp::Filter;
    warp::path::param().and_then(wa)
}
fn act_cfg(c: &mut actix_web::web::ServiceConfig) {
    c.route("/q", actix_web::web::get().to(act_plain)).service(act);
}
async fn act_plain() -> &'static str { actix_web::rt::spawn(async { ask("a".into()).await }); "" } //~ spawn-without-timeout
// --- ws callbacks: no visible spawn is needed for the callback, but one inside is per connection
async fn ws(up: WebSocketUpgrade) -> Response {
    up.on_upgrade(|sock| async move { tokio::spawn(pump(sock)); }) //~ spawn-without-timeout
}
async fn pump(mut s: WebSocket) { while let Some(Ok(m)) = s.recv().await { s.send(m).await.unwrap(); } }
pub fn app5() -> Router { Router::new().route("/ws", get(ws)) }

// --- background loops: each turn spawns
pub async fn consumer(mut rx: tokio::sync::mpsc::Receiver<String>) {
    while let Some(j) = rx.recv().await { tokio::spawn(ask(j)); } //~ spawn-without-timeout
}
pub async fn ticker() {
    let mut t = tokio::time::interval(Duration::from_secs(1));
    loop { t.tick().await; tokio::spawn(ask("a".into())); } //~ spawn-without-timeout
}
pub async fn cli_repl() {
    let mut lines = tokio::io::BufReader::new(tokio::io::stdin()).lines();
    while let Some(l) = lines.next_line().await.unwrap() { tokio::spawn(ask(l)); } //~ spawn-without-timeout
}
pub async fn retry_loop(n: u32) {
    for i in 0..n {
        if tokio::spawn(ask(i.to_string())).await.is_ok() { break; }
    }
}
pub async fn kafka(c: rdkafka::consumer::StreamConsumer) {
    use rdkafka::Message;
    let mut s = c.stream();
    while let Some(Ok(m)) = s.next().await {
        let p = m.detach();
        tokio::spawn(async move { ask(format!("{:?}", p.key())).await }); //~ spawn-without-timeout
    }
}
// a helper through three calls, one of them a trait object
pub trait Sink: Send + Sync { fn emit(&self, s: String); }
pub struct Remote;
impl Sink for Remote { fn emit(&self, s: String) { fire(s) } }
fn fire(s: String) { tokio::spawn(ask(s)); } //~ spawn-without-timeout
async fn through(State(s): State<Arc<dyn Sink>>) { s.emit("x".into()) }
pub fn app6() -> Router<Arc<dyn Sink>> { Router::new().route("/t", get(through)) }
// fn pointer in a table
type H = fn(String);
fn cmd_a(s: String) { tokio::spawn(ask(s)); } //~ spawn-without-timeout
const TABLE: &[(&str, H)] = &[("a", cmd_a)];
async fn dispatch(Path(p): Path<String>) { for (n, h) in TABLE { if *n == p { h(p.clone()) } } }
pub fn app7() -> Router { Router::new().route("/t/:p", get(dispatch)) }
mod greeter_server { #[tonic::async_trait] pub trait Greeter { async fn hello(&self, r: tonic::Request<super::Hello>) -> Result<tonic::Response<super::Hello>, tonic::Status>; } }
