// Servers by hand, frameworks, start-up, drivers of connections.
use std::collections::HashMap;
use std::convert::Infallible;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use actix_web::{web, App as AApp, HttpRequest, HttpResponse, HttpServer};
use futures_util::{SinkExt, StreamExt};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout, interval};
use tokio_util::sync::CancellationToken;
use tonic::{Request, Response, Status};
use tower::Service;

async fn serve_1(listener: TcpListener) {
    loop {
        let (s, _) = listener.accept().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(s), hyper::service::service_fn(hello)).await.ok();
        });
    }
}
async fn serve_1_timer(listener: TcpListener) {
    loop {
        let (s, _) = listener.accept().await.unwrap();
        tokio::spawn(async move {
            hyper::server::conn::http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(5)).serve_connection(TokioIo::new(s), hyper::service::service_fn(hello)).await.ok();
        });
    }
}
async fn serve_1_header_no_timer(listener: TcpListener) {
    loop {
        let (s, _) = listener.accept().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            hyper::server::conn::http1::Builder::new().header_read_timeout(Duration::from_secs(5)).serve_connection(TokioIo::new(s), hyper::service::service_fn(hello)).await.ok();
        });
    }
}
async fn serve_2_auto(listener: TcpListener) {
    loop {
        let (s, _) = listener.accept().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            let b = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
            b.serve_connection_with_upgrades(TokioIo::new(s), hyper::service::service_fn(hello)).await.ok();
        });
    }
}
async fn serve_2_auto_timer(listener: TcpListener) {
    let mut b = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
    b.http1().timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(3));
    let b = Arc::new(b);
    loop {
        let (s, _) = listener.accept().await.unwrap();
        let b = b.clone();
        tokio::spawn(async move {
            b.serve_connection_with_upgrades(TokioIo::new(s), hyper::service::service_fn(hello)).await.ok();
        });
    }
}
async fn serve_graceful(listener: TcpListener, stop: CancellationToken) {
    loop {
        let (s, _) = listener.accept().await.unwrap();
        let stop = stop.clone();
        tokio::spawn(async move {
            let conn = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(s), hyper::service::service_fn(hello));
            tokio::pin!(conn);
            tokio::select! {
                r = conn.as_mut() => { r.ok(); }
                _ = stop.cancelled() => { conn.as_mut().graceful_shutdown(); let _ = timeout(Duration::from_secs(4), conn).await; }
            }
        });
    }
}
async fn tls_handshake_open(listener: TcpListener, tls: tokio_rustls::TlsAcceptor) {
    loop {
        let (s, _) = listener.accept().await.unwrap();
        let tls = tls.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let s = tls.accept(s).await.unwrap();
            hyper::server::conn::http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(5)).serve_connection(TokioIo::new(s), hyper::service::service_fn(hello)).await.ok();
        });
    }
}
async fn tls_handshake_bounded(listener: TcpListener, tls: tokio_rustls::TlsAcceptor) {
    loop {
        let (s, _) = listener.accept().await.unwrap();
        let tls = tls.clone();
        tokio::spawn(async move {
            let Ok(Ok(s)) = timeout(Duration::from_secs(3), tls.accept(s)).await else { return };
            hyper::server::conn::http1::Builder::new().timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(5)).serve_connection(TokioIo::new(s), hyper::service::service_fn(hello)).await.ok();
        });
    }
}
async fn hello(_: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, Infallible> { Ok(hyper::Response::new("x".into())) }

// client drivers
async fn driver_h1(_: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, Infallible> {
    let s = timeout(Duration::from_secs(1), TcpStream::connect("x:80")).await.unwrap().unwrap();
    let (mut tx, conn) = hyper::client::conn::http1::handshake(TokioIo::new(s)).await.unwrap();
    tokio::spawn(async move { if let Err(e) = conn.await { println!("{e}") } });
    let r = tx.send_request(hyper::Request::new(String::new())).await.unwrap(); //~low unclosed-response-body
    println!("{}", r.status());
    Ok(hyper::Response::new("x".into()))
}
async fn svc() { let _ = hyper::service::service_fn(driver_h1); let _ = hyper::service::service_fn(driver_pg); let _ = hyper::service::service_fn(upgrade_h); let _ = hyper::service::service_fn(upgrade_bounded); let _ = hyper::service::service_fn(connect_tunnel); }
async fn driver_pg(_: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, Infallible> {
    let (c, conn) = tokio_postgres::connect("x", tokio_postgres::NoTls).await.unwrap(); //~low missing-client-timeout
    tokio::spawn(conn);
    c.simple_query("x").await.unwrap();
    Ok(hyper::Response::new("x".into()))
}
async fn upgrade_h(mut r: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, Infallible> {
    tokio::spawn(async move { //~ spawn-without-timeout
        let up = hyper::upgrade::on(&mut r).await.unwrap();
        let mut up = TokioIo::new(up);
        let mut b = [0; 4];
        up.read_exact(&mut b).await.unwrap();
    });
    Ok(hyper::Response::new("x".into()))
}
async fn upgrade_bounded(mut r: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, Infallible> {
    tokio::spawn(timeout(Duration::from_secs(30), async move {
        let up = hyper::upgrade::on(&mut r).await.unwrap();
        let mut up = TokioIo::new(up);
        let mut b = [0; 4];
        up.read_exact(&mut b).await.unwrap();
    }));
    Ok(hyper::Response::new("x".into()))
}
async fn connect_tunnel(mut r: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, Infallible> {
    tokio::task::spawn(async move { //~ spawn-without-timeout
        match hyper::upgrade::on(&mut r).await {
            Ok(up) => { tunnel(TokioIo::new(up), "a:1").await.ok(); }
            Err(e) => println!("{e}"),
        }
    });
    Ok(hyper::Response::new("x".into()))
}
async fn tunnel<S: tokio::io::AsyncRead + tokio::io::AsyncWrite + Unpin>(mut up: S, to: &str) -> std::io::Result<()> {
    let mut server = TcpStream::connect(to).await?; //~low missing-client-timeout
    tokio::io::copy_bidirectional(&mut up, &mut server).await?;
    Ok(())
}

// start-up
async fn startup_once(stop: CancellationToken) {
    tokio::spawn(async move { let mut s = TcpStream::connect("x:1").await.unwrap(); let mut b = [0]; while s.read(&mut b).await.unwrap() > 0 {} }); //~low missing-client-timeout
    stop.cancelled().await;
}
struct Upstream { addr: String }
struct Config { upstreams: Vec<Upstream> }
async fn startup_config_loop(config: Config) {
    for up in config.upstreams {
        tokio::spawn(async move { watch_upstream(up).await });
    }
}
async fn watch_upstream(up: Upstream) {
    loop {
        let mut s = TcpStream::connect(&up.addr).await.unwrap(); //~low missing-client-timeout
        let mut b = [0; 1];
        s.read(&mut b).await.unwrap();
        sleep(Duration::from_secs(1)).await;
    }
}
async fn startup_literal_loop() {
    for addr in ["a:1", "b:1"] {
        tokio::spawn(async move { watch_upstream(Upstream { addr: addr.into() }).await });
    }
}
async fn startup_workers() {
    for _ in 0..num_cpus::get() {
        tokio::spawn(async move { watch_upstream(Upstream { addr: "x".into() }).await });
    }
}
async fn startup_listeners(addrs: Vec<SocketAddr>) {
    for a in addrs {
        tokio::spawn(async move { let l = TcpListener::bind(a).await.unwrap(); serve_1_timer(l).await });
    }
}
// start-up through several calls
struct Server { cfg: Config }
impl Server {
    async fn run(self) { self.start_all().await; std::future::pending::<()>().await }
    async fn start_all(&self) { for up in &self.cfg.upstreams { self.start_one(up).await; } }
    async fn start_one(&self, up: &Upstream) { let addr = up.addr.clone(); tokio::spawn(watch_upstream(Upstream { addr })); }
}
async fn main_() { Server { cfg: Config { upstreams: vec![] } }.run().await }
// the same loop in a handler is load
#[derive(Clone)]
struct St { ups: Arc<Vec<String>> }
async fn refresh(axum::extract::State(s): axum::extract::State<St>) -> &'static str {
    for u in s.ups.iter().cloned() {
        tokio::spawn(async move { let mut s = TcpStream::connect(&u).await.unwrap(); let mut b = [0]; s.read(&mut b).await.unwrap(); }); //~ spawn-without-timeout //~low missing-client-timeout
    }
    "ok"
}
fn r() -> axum::Router { axum::Router::new().route("/", axum::routing::get(refresh)).with_state(St { ups: Arc::default() }) }

// timers
async fn ticker(c: reqwest::Client) {
    let mut t = interval(Duration::from_secs(10));
    loop {
        t.tick().await;
        let c = c.clone();
        tokio::spawn(async move { c.get("http://x").send().await.unwrap().text().await.unwrap(); }); //~ spawn-without-timeout
    }
}
async fn ticker_once_bounded(c: reqwest::Client) {
    let mut t = interval(Duration::from_secs(10));
    loop {
        t.tick().await;
        let c = c.clone();
        tokio::spawn(async move { let _ = timeout(Duration::from_secs(1), async { c.get("http://x").send().await.unwrap().text().await.unwrap(); }).await; });
    }
}
async fn ticker_inline(c: reqwest::Client) {
    tokio::spawn(async move {
        let mut t = interval(Duration::from_secs(10));
        loop { t.tick().await; c.get("http://x").send().await.unwrap().text().await.unwrap(); }
    });
}

// actix
async fn actix_handler(_r: HttpRequest) -> HttpResponse {
    actix_web::rt::spawn(async { let r = reqwest::get("http://x").await.unwrap(); r.text().await.unwrap(); }); //~ spawn-without-timeout //~ missing-client-timeout
    HttpResponse::Ok().finish()
}
async fn actix_handler_bounded(_r: HttpRequest) -> HttpResponse {
    actix_web::rt::spawn(async { let _ = actix_web::rt::time::timeout(Duration::from_secs(1), async { let mut s = TcpStream::connect("x:1").await.unwrap(); s.read_u8().await.unwrap(); }).await; });
    HttpResponse::Ok().finish()
}
#[actix_web::post("/x")]
async fn actix_attr(c: web::Data<reqwest::Client>) -> HttpResponse {
    actix_rt::spawn(async move { c.get("http://x").send().await.unwrap().text().await.unwrap(); }); //~ spawn-without-timeout
    HttpResponse::Ok().finish()
}
#[actix_web::post("/x")]
async fn actix_awc(c: web::Data<awc::Client>) -> HttpResponse {
    // awc has five seconds of its own
    actix_rt::spawn(async move { c.get("http://x").send().await.unwrap().body().await.unwrap(); });
    HttpResponse::Ok().finish()
}
async fn actix_ws_echo(req: HttpRequest, body: web::Payload) -> actix_web::Result<HttpResponse> {
    let (res, mut session, mut stream) = actix_ws::handle(&req, body)?;
    actix_web::rt::spawn(async move { //~ spawn-without-timeout
        while let Some(Ok(m)) = stream.next().await { if let actix_ws::Message::Text(t) = m { session.text(t).await.unwrap(); } }
    });
    Ok(res)
}
async fn actix_ws_heartbeat(req: HttpRequest, body: web::Payload) -> actix_web::Result<HttpResponse> {
    let (res, mut session, mut stream) = actix_ws::handle(&req, body)?;
    actix_web::rt::spawn(async move {
        loop {
            match timeout(Duration::from_secs(30), stream.next()).await {
                Ok(Some(Ok(actix_ws::Message::Text(t)))) => { let _ = timeout(Duration::from_secs(1), session.text(t)).await; }
                _ => break,
            }
        }
    });
    Ok(res)
}
fn acfg(c: &mut web::ServiceConfig) { c.service(actix_attr).service(actix_awc).route("/1", web::get().to(actix_handler)).route("/2", web::get().to(actix_handler_bounded)).route("/3", web::get().to(actix_ws_echo)).route("/4", web::get().to(actix_ws_heartbeat)); }

// tonic: tasks that stream to the caller
pub mod pb { pub mod greeter_server { #[tonic::async_trait] pub trait Greeter: Send + Sync + 'static { type TailStream; async fn tail(&self, r: tonic::Request<String>) -> Result<tonic::Response<Self::TailStream>, tonic::Status>; async fn push(&self, r: tonic::Request<tonic::Streaming<String>>) -> Result<tonic::Response<()>, tonic::Status>; } } }
struct G { c: reqwest::Client }
#[tonic::async_trait]
impl pb::greeter_server::Greeter for G {
    type TailStream = tokio_stream::wrappers::ReceiverStream<Result<String, Status>>;
    async fn tail(&self, _r: Request<String>) -> Result<Response<Self::TailStream>, Status> {
        let (tx, rx) = mpsc::channel(4);
        let c = self.c.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let t = c.get("http://x").send().await.unwrap().text().await.unwrap();
            tx.send(Ok(t)).await.ok();
        });
        Ok(Response::new(tokio_stream::wrappers::ReceiverStream::new(rx)))
    }
    async fn push(&self, r: Request<tonic::Streaming<String>>) -> Result<Response<()>, Status> {
        let mut s = r.into_inner();
        tokio::spawn(async move { //~ spawn-without-timeout
            while let Ok(Some(m)) = s.message().await { println!("{m}"); }
        });
        Ok(Response::new(()))
    }
}
// tower service
#[derive(Clone)]
struct Audit<S> { inner: S, c: reqwest::Client }
impl<S, B> Service<http::Request<B>> for Audit<S> where S: Service<http::Request<B>> {
    type Response = S::Response; type Error = S::Error; type Future = S::Future;
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> { self.inner.poll_ready(cx) }
    fn call(&mut self, r: http::Request<B>) -> Self::Future {
        let c = self.c.clone();
        tokio::spawn(async move { c.post("http://audit").send().await.unwrap().bytes().await.unwrap(); }); //~ spawn-without-timeout
        self.inner.call(r)
    }
}
#[derive(Clone)]
struct AuditBounded<S> { inner: S, c: reqwest::Client }
impl<S, B> Service<http::Request<B>> for AuditBounded<S> where S: Service<http::Request<B>> {
    type Response = S::Response; type Error = S::Error; type Future = S::Future;
    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> { self.inner.poll_ready(cx) }
    fn call(&mut self, r: http::Request<B>) -> Self::Future {
        let c = self.c.clone();
        tokio::spawn(async move { c.post("http://audit").timeout(Duration::from_secs(1)).send().await.unwrap().bytes().await.unwrap(); });
        self.inner.call(r)
    }
}
// tungstenite
async fn ws_accept(listener: TcpListener) {
    while let Ok((s, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let ws = tokio_tungstenite::accept_async(s).await.unwrap();
            let (mut tx, mut rx) = ws.split();
            tokio::select! { _ = rx.next() => {}, _ = sleep(Duration::from_secs(10)) => {} }
            let _ = timeout(Duration::from_secs(1), tx.close()).await;
        });
    }
}
async fn ws_accept_bounded(listener: TcpListener) {
    while let Ok((s, _)) = listener.accept().await {
        tokio::spawn(async move {
            let Ok(Ok(ws)) = timeout(Duration::from_secs(4), tokio_tungstenite::accept_async(s)).await else { return };
            let (mut tx, mut rx) = ws.split();
            tokio::select! { _ = rx.next() => {}, _ = sleep(Duration::from_secs(10)) => {} }
            let _ = timeout(Duration::from_secs(1), tx.close()).await;
        });
    }
}
// warp
fn warp_routes(c: reqwest::Client) -> impl warp::Filter<Extract = (String,), Error = warp::Rejection> + Clone {
    use warp::Filter;
    warp::path("x").then(move || { let c = c.clone(); async move {
        tokio::spawn(async move { c.get("http://x").send().await.unwrap().text().await.unwrap(); }); //~ spawn-without-timeout
        String::new()
    } })
}
fn warp_ws() -> impl warp::Filter<Extract = (impl warp::Reply,), Error = warp::Rejection> + Clone {
    use warp::Filter;
    warp::path("ws").and(warp::ws()).map(|ws: warp::ws::Ws| ws.on_upgrade(|s| async move {
        let (_tx, mut rx) = s.split();
        tokio::task::spawn(async move { while let Some(m) = rx.next().await { println!("{m:?}"); } }); //~ spawn-without-timeout
    }))
}
