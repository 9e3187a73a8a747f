//! Frameworks, runtimes and libraries.
use std::convert::Infallible;
use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

mod axum_ctx {
    use super::*;
    use axum::{
        Json, Router,
        extract::{
            State, WebSocketUpgrade,
            ws::{Message, WebSocket},
        },
        response::Response,
        routing::{get, post},
    };
    use futures::{SinkExt, StreamExt};
    pub fn app(c: reqwest::Client) -> Router {
        Router::new()
            .route("/a", post(notify))
            .route("/b", get(ws))
            .route("/c", get(ws2))
            .route("/d", post(notify_to))
            .route("/e", post(blocking))
            .route("/f", post(thread))
            .route(
                "/g",
                get(|| async {
                    tokio::spawn(call()); //~ spawn-without-timeout
                    "ok"
                }),
            )
            .route("/h", get(quick))
            .with_state(c)
    }
    async fn call() {
        let _ = reqwest::get("http://x").await; //~ missing-client-timeout //~low unclosed-response-body
    }
    async fn notify(State(c): State<reqwest::Client>) {
        tokio::spawn(async move { //~ spawn-without-timeout
            let _ = c.post("http://x").send().await; //~ unclosed-response-body
        });
    }
    async fn notify_to(State(c): State<reqwest::Client>) {
        tokio::spawn(async move {
            let _ = c.post("http://x").timeout(Duration::from_secs(1)).send().await; //~ unclosed-response-body
        });
    }
    async fn ws(up: WebSocketUpgrade) -> Response {
        up.on_upgrade(run) //~ spawn-without-timeout
    }
    async fn run(mut s: WebSocket) {
        while let Some(Ok(m)) = s.recv().await {
            if s.send(m).await.is_err() {
                break;
            }
        }
    }
    async fn ws2(up: WebSocketUpgrade) -> Response {
        up.on_upgrade(|s| async move {
            let (mut tx, mut rx) = s.split();
            let send = tokio::spawn(async move { //~low spawn-without-timeout
                loop {
                    tokio::time::sleep(Duration::from_secs(1)).await;
                    if tx.send(Message::Text("x".into())).await.is_err() {
                        break;
                    }
                }
            });
            let recv = tokio::spawn(async move { while let Some(Ok(_)) = rx.next().await {} }); //~ spawn-without-timeout
            tokio::select! { _ = send => {} _ = recv => {} }
        })
    }
    async fn blocking() {
        tokio::task::spawn_blocking(|| { //~low spawn-without-timeout
            let mut s = std::net::TcpStream::connect("x:1").unwrap(); //~low missing-client-timeout
            let mut v = Vec::new();
            let _ = s.read_to_end(&mut v);
        });
    }
    async fn thread() {
        std::thread::spawn(|| { //~low spawn-without-timeout
            let mut s = std::net::TcpStream::connect("x:1").unwrap(); //~low missing-client-timeout
            let mut v = Vec::new();
            let _ = s.read_to_end(&mut v);
        });
    }
    async fn quick() {
        tokio::task::spawn_blocking(|| {
            let _ = std::fs::read("x");
        });
    }
}
mod tonic_ctx {
    use super::*;
    use tonic::{Request, Response, Status, Streaming};
    #[tonic::async_trait]
    pub trait Greeter: Send + Sync + 'static {
        async fn hello(&self, r: Request<String>) -> Result<Response<String>, Status>;
        async fn chat(&self, r: Request<Streaming<String>>) -> Result<Response<String>, Status>;
        async fn chat2(&self, r: Request<Streaming<String>>) -> Result<Response<String>, Status>;
    }
    pub struct My {
        peer: String,
    }
    #[tonic::async_trait]
    impl Greeter for My {
        async fn hello(&self, _r: Request<String>) -> Result<Response<String>, Status> {
            let p = self.peer.clone();
            tokio::spawn(async move { //~ spawn-without-timeout
                use tokio::io::AsyncReadExt;
                let mut s = tokio::net::TcpStream::connect(p).await.unwrap(); //~low missing-client-timeout
                let _ = s.read_u8().await;
            });
            Ok(Response::new(String::new()))
        }
        async fn chat(&self, r: Request<Streaming<String>>) -> Result<Response<String>, Status> {
            let mut s = r.into_inner();
            tokio::spawn(async move { //~ spawn-without-timeout
                while let Ok(Some(m)) = s.message().await {
                    drop(m);
                }
            });
            Ok(Response::new(String::new()))
        }
        async fn chat2(&self, r: Request<Streaming<String>>) -> Result<Response<String>, Status> {
            let mut s = r.into_inner();
            tokio::spawn(async move {
                while let Ok(Ok(Some(m))) = tokio::time::timeout(Duration::from_secs(1), s.message()).await {
                    drop(m);
                }
            });
            Ok(Response::new(String::new()))
        }
    }
}
mod warp_ctx {
    use super::*;
    use warp::Filter;
    pub async fn run() {
        let r = warp::path("x").and(warp::post()).and_then(handle);
        let r2 = warp::path("y").map(|| {
            tokio::spawn(async { //~ spawn-without-timeout
                let _ = reqwest::get("http://x").await; //~ missing-client-timeout //~low unclosed-response-body
            });
            "ok"
        });
        warp::serve(r.or(r2)).run(([0, 0, 0, 0], 1)).await;
    }
    async fn handle() -> Result<String, Infallible> {
        tokio::spawn(async { //~ spawn-without-timeout
            let _ = reqwest::get("http://x").await; //~ missing-client-timeout //~low unclosed-response-body
        });
        Ok(String::new())
    }
}
mod actix_ctx {
    use super::*;
    use actix_web::{HttpResponse, Responder, get, post, web};
    #[get("/a")]
    async fn a() -> impl Responder {
        actix_web::rt::spawn(async { //~ spawn-without-timeout
            let _ = reqwest::get("http://x").await; //~ missing-client-timeout //~low unclosed-response-body
        });
        HttpResponse::Ok()
    }
    async fn b(c: web::Data<reqwest::Client>) -> HttpResponse {
        actix_web::rt::spawn(async move { //~ spawn-without-timeout
            let _ = c.get("http://x").send().await; //~ unclosed-response-body
        });
        HttpResponse::Ok().finish()
    }
    pub fn cfg(c: &mut web::ServiceConfig) {
        c.service(a).route("/b", web::get().to(b)).app_data(web::Data::new(reqwest::Client::new())); //~ missing-client-timeout
    }
}
mod quinn_ctx {
    use super::*;
    pub async fn run(e: quinn::Endpoint) {
        while let Some(inc) = e.accept().await {
            tokio::spawn(async move {
                let conn = inc.await.unwrap();
                while let Ok((_s, mut r)) = conn.accept_bi().await {
                    let _ = r.read_to_end(100).await;
                }
            });
        }
    }
    pub async fn run_bounded(e: quinn::Endpoint) {
        while let Some(inc) = e.accept().await {
            tokio::spawn(async move {
                let conn = tokio::time::timeout(Duration::from_secs(1), inc).await.unwrap().unwrap();
                drop(conn);
            });
        }
    }
}
mod async_std_ctx {
    use super::*;
    use async_std::io::ReadExt;
    use async_std::net::{TcpListener, TcpStream};
    use async_std::prelude::*;
    pub async fn run(l: TcpListener) {
        let mut inc = l.incoming();
        while let Some(Ok(mut s)) = inc.next().await {
            async_std::task::spawn(async move { //~ spawn-without-timeout
                let mut b = [0; 9];
                let _ = s.read(&mut b).await;
            });
        }
    }
    pub async fn run_bounded(l: TcpListener) {
        let mut inc = l.incoming();
        while let Some(Ok(mut s)) = inc.next().await {
            async_std::task::spawn(async move {
                let mut b = [0; 9];
                let _ = async_std::future::timeout(Duration::from_secs(1), s.read(&mut b)).await;
            });
        }
    }
    pub async fn accept(l: TcpListener) {
        while let Ok((s, _)) = l.accept().await {
            async_std::task::spawn(handle(s)); //~ spawn-without-timeout
        }
    }
    async fn handle(s: TcpStream) {
        let mut lines = futures::io::AsyncBufReadExt::lines(async_std::io::BufReader::new(s));
        while let Some(Ok(l)) = futures::StreamExt::next(&mut lines).await {
            println!("{l}");
        }
    }
}
mod smol_ctx {
    use super::*;
    use smol::io::AsyncReadExt;
    use smol::net::TcpListener;
    pub async fn run(l: TcpListener) {
        while let Ok((mut s, _)) = l.accept().await {
            smol::spawn(async move { //~ spawn-without-timeout
                let mut b = [0; 9];
                let _ = s.read(&mut b).await;
            })
            .detach();
        }
    }
    pub async fn run_kept(l: TcpListener) {
        let mut v = vec![];
        while let Ok((mut s, _)) = l.accept().await {
            v.push(smol::spawn(async move {
                let mut b = [0; 9];
                let _ = s.read(&mut b).await;
            }));
        }
    }
}
mod hyper_ctx {
    use super::*;
    use http_body_util::Full;
    use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
    use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
    use tokio::net::TcpListener;
    async fn hi(_r: Request<Incoming>) -> Result<Response<Full<bytes::Bytes>>, Infallible> {
        Ok(Response::new(Full::default()))
    }
    pub async fn plain(l: TcpListener) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = http1::Builder::new().serve_connection(TokioIo::new(s), service_fn(hi)).await;
            });
        }
    }
    pub async fn timer(l: TcpListener) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            tokio::spawn(async move {
                let _ = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(Duration::from_secs(5))
                    .serve_connection(TokioIo::new(s), service_fn(hi))
                    .await;
            });
        }
    }
    pub async fn timer_none(l: TcpListener) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(None)
                    .serve_connection(TokioIo::new(s), service_fn(hi))
                    .await;
            });
        }
    }
    pub async fn timer_only(l: TcpListener) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .serve_connection(TokioIo::new(s), service_fn(hi))
                    .await;
            });
        }
    }
    pub async fn under_timeout(l: TcpListener) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            tokio::spawn(async move {
                let _ = tokio::time::timeout(
                    Duration::from_secs(60),
                    http1::Builder::new().serve_connection(TokioIo::new(s), service_fn(hi)),
                )
                .await;
            });
        }
    }
    pub async fn graceful_select(l: TcpListener, stop: tokio_util::sync::CancellationToken) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            let stop = stop.clone();
            tokio::spawn(async move {
                let c = http1::Builder::new().serve_connection(TokioIo::new(s), service_fn(hi));
                tokio::pin!(c);
                tokio::select! { _ = c.as_mut() => {} _ = stop.cancelled() => { c.as_mut().graceful_shutdown(); } }
            });
        }
    }
    pub async fn client_driver(l: TcpListener) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            let (_tx, conn) =
                hyper::client::conn::http1::handshake::<_, Full<bytes::Bytes>>(TokioIo::new(s)).await.unwrap();
            tokio::spawn(async move {
                let _ = conn.await;
            });
        }
    }
    pub async fn auto(l: TcpListener) {
        loop {
            let (s, _) = l.accept().await.unwrap();
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new())
                    .serve_connection(TokioIo::new(s), service_fn(hi))
                    .await;
            });
        }
    }
}
mod process_ctx {
    use super::*;
    use tokio::process::Command;
    pub async fn run(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = Command::new("x").arg(m).output().await;
            });
        }
    }
    pub async fn run_bounded(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::spawn(async move {
                let _ =
                    tokio::time::timeout(Duration::from_secs(1), Command::new("x").arg(m).kill_on_drop(true).output())
                        .await;
            });
        }
    }
    pub async fn child_wait(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            let mut c = Command::new("x").arg(m).spawn().unwrap();
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = c.wait().await;
            });
        }
    }
    pub async fn blocking_wait(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::task::spawn_blocking(move || { //~low spawn-without-timeout
                let _ = std::process::Command::new("x").arg(m).output();
            });
        }
    }
}
mod db_ctx {
    use super::*;
    pub async fn run(mut rx: tokio::sync::mpsc::Receiver<String>, pool: sqlx::PgPool) {
        while let Some(m) = rx.recv().await {
            let pool = pool.clone();
            tokio::spawn(async move { //~low spawn-without-timeout
                let _ = sqlx::query("x").bind(m).execute(&pool).await;
            });
        }
    }
    pub async fn run_bounded(mut rx: tokio::sync::mpsc::Receiver<String>, pool: sqlx::PgPool) {
        while let Some(m) = rx.recv().await {
            let pool = pool.clone();
            tokio::spawn(async move {
                let _ = tokio::time::timeout(Duration::from_secs(1), sqlx::query("x").bind(m).execute(&pool)).await;
            });
        }
    }
}
mod inside_ctx {
    use super::*;
    pub async fn compute(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::spawn(async move {
                println!("{}", m.len());
                tokio::task::yield_now().await;
            });
        }
    }
    pub async fn lock(mut rx: tokio::sync::mpsc::Receiver<String>, a: Arc<tokio::sync::Mutex<Vec<String>>>) {
        while let Some(m) = rx.recv().await {
            let a = a.clone();
            tokio::spawn(async move {
                a.lock().await.push(m);
            });
        }
    }
    pub async fn channel(mut rx: tokio::sync::mpsc::Receiver<tokio::sync::mpsc::Receiver<String>>) {
        while let Some(mut m) = rx.recv().await {
            tokio::spawn(async move {
                while let Some(x) = m.recv().await {
                    println!("{x}");
                }
            });
        }
    }
    pub async fn own_children(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::spawn(async move {
                let h = tokio::spawn(async move {
                    println!("{m}");
                });
                let _ = h.await;
            });
        }
    }
    pub async fn files(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::spawn(async move {
                let _ = tokio::fs::read(m).await;
            });
        }
    }
}
mod clients {
    use super::*;
    pub struct Bounded {
        c: reqwest::Client,
    }
    impl Bounded {
        pub fn new() -> Self {
            Self { c: reqwest::Client::builder().timeout(Duration::from_secs(1)).build().unwrap() }
        }
        pub async fn each(&self, mut rx: tokio::sync::mpsc::Receiver<String>) {
            while let Some(m) = rx.recv().await {
                let c = self.c.clone();
                tokio::spawn(async move {
                    let _ = c.get(m).send().await; //~ unclosed-response-body
                });
            }
        }
    }
    pub struct Open {
        c: reqwest::Client,
    }
    impl Open {
        pub fn new() -> Self {
            Self { c: reqwest::Client::new() } //~ missing-client-timeout
        }
        pub async fn each(&self, mut rx: tokio::sync::mpsc::Receiver<String>) {
            while let Some(m) = rx.recv().await {
                let c = self.c.clone();
                tokio::spawn(async move { //~ spawn-without-timeout
                    let _ = c.get(m).send().await; //~ unclosed-response-body
                });
            }
        }
    }
    fn bounded() -> reqwest::Client {
        reqwest::Client::builder().timeout(Duration::from_secs(1)).build().unwrap()
    }
    pub async fn local_bounded(mut rx: tokio::sync::mpsc::Receiver<String>) {
        let c = bounded();
        while let Some(m) = rx.recv().await {
            let c = c.clone();
            tokio::spawn(async move {
                let _ = c.get(m).send().await; //~ unclosed-response-body
            });
        }
    }
    static C: std::sync::LazyLock<reqwest::Client> =
        std::sync::LazyLock::new(|| reqwest::Client::builder().read_timeout(Duration::from_secs(1)).build().unwrap());
    pub async fn static_bounded(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::spawn(async move {
                let _ = C.get(m).send().await; //~ unclosed-response-body
            });
        }
    }
    static D: std::sync::LazyLock<reqwest::Client> = std::sync::LazyLock::new(reqwest::Client::new); //~ missing-client-timeout
    pub async fn static_open(mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = D.get(m).send().await; //~ unclosed-response-body
            });
        }
    }
    async fn fetch(c: &reqwest::Client, u: String) {
        let _ = c.get(u).send().await.unwrap().text().await;
    }
    pub async fn param_bounded(mut rx: tokio::sync::mpsc::Receiver<String>) {
        let c = bounded();
        while let Some(m) = rx.recv().await {
            let c = c.clone();
            tokio::spawn(async move {
                fetch(&c, m).await;
            });
        }
    }
    pub async fn param_open(mut rx: tokio::sync::mpsc::Receiver<String>) {
        let c = reqwest::Client::new(); //~ missing-client-timeout
        while let Some(m) = rx.recv().await {
            let c = c.clone();
            tokio::spawn(async move { //~ spawn-without-timeout
                fetch(&c, m).await;
            });
        }
    }
    pub async fn param_unknown(c: reqwest::Client, mut rx: tokio::sync::mpsc::Receiver<String>) {
        while let Some(m) = rx.recv().await {
            let c = c.clone();
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = c.get(m).send().await; //~ unclosed-response-body
            });
        }
    }
}
