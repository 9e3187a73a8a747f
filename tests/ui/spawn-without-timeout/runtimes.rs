//! Runtimes, executors, queues and protocols.
use futures::{SinkExt, StreamExt, TryStreamExt, FutureExt};
use std::sync::Arc;
use std::time::Duration;
const T: Duration = Duration::from_secs(2);
// async-std
pub async fn as_accept(l: async_std::net::TcpListener) { let mut i = l.incoming(); while let Some(Ok(mut s)) = i.next().await { async_std::task::spawn(async move { use async_std::io::ReadExt; let mut b = vec![]; s.read_to_end(&mut b).await.unwrap(); }); } } //~ spawn-without-timeout
pub async fn as_accept_b(l: async_std::net::TcpListener) { let mut i = l.incoming(); while let Some(Ok(mut s)) = i.next().await { async_std::task::spawn(async move { use async_std::io::ReadExt; let mut b = vec![]; let _ = async_std::io::timeout(T, s.read_to_end(&mut b)).await; }); } }
pub async fn as_accept_c(l: async_std::net::TcpListener) { let mut i = l.incoming(); while let Some(Ok(mut s)) = i.next().await { async_std::task::spawn(async_std::future::timeout(T, async move { use async_std::io::ReadExt; let mut b = vec![]; s.read_to_end(&mut b).await.unwrap(); })); } }
pub async fn as_race(l: async_std::net::TcpListener) { let mut i = l.incoming(); while let Some(Ok(mut s)) = i.next().await { async_std::task::spawn(async move { use async_std::io::ReadExt; use async_std::prelude::FutureExt; let mut b = [0; 1]; async { let _ = s.read(&mut b).await; }.race(async_std::task::sleep(T)).await; }); } }
// smol
pub async fn sm_detach(l: smol::net::TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); smol::spawn(async move { use smol::io::AsyncReadExt; let mut b = [0; 1]; s.read(&mut b).await.unwrap(); }).detach(); } } //~ spawn-without-timeout
pub async fn sm_drop(l: smol::net::TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); let _ = smol::spawn(async move { use smol::io::AsyncReadExt; let mut b = [0; 1]; s.read(&mut b).await.unwrap(); }); } }
pub async fn sm_or(l: smol::net::TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); smol::spawn(async move { use smol::io::AsyncReadExt; let mut b = [0; 1]; smol::future::or(async { s.read(&mut b).await.unwrap(); }, async { smol::Timer::after(T).await; }).await; }).detach(); } }
pub async fn sm_stored(l: smol::net::TcpListener) { let mut v = Vec::new(); loop { let (mut s, _) = l.accept().await.unwrap(); v.push(smol::spawn(async move { use smol::io::AsyncReadExt; let mut b = [0; 1]; s.read(&mut b).await.unwrap(); })); } }
// executor
pub async fn ex(l: smol::net::TcpListener, e: Arc<async_executor::Executor<'static>>) { loop { let (mut s, _) = l.accept().await.unwrap(); e.spawn(async move { use smol::io::AsyncReadExt; let mut b = [0; 1]; s.read(&mut b).await.unwrap(); }).detach(); } } //~ spawn-without-timeout
// ntex, monoio, compio, glommio, actix-rt arbiter
pub async fn mono(l: monoio::net::TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); monoio::spawn(async move { use monoio::io::AsyncReadRent; let (_r, _b) = s.read(vec![0u8; 10]).await; }); } } //~ spawn-without-timeout
pub async fn mono_b(l: monoio::net::TcpListener) { loop { let (mut s, _) = l.accept().await.unwrap(); monoio::spawn(async move { use monoio::io::AsyncReadRent; let _ = monoio::time::timeout(T, s.read(vec![0u8; 10])).await; }); } }
pub fn arb(a: &actix_rt::Arbiter, hosts: Vec<String>) { for h in hosts { a.spawn(async move { tokio::net::TcpStream::connect(h).await.unwrap(); }); } } //~ spawn-without-timeout //~low missing-client-timeout
// futures executor
pub async fn pool(p: futures::executor::ThreadPool, l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); p.spawn_ok(async move { s.readable().await.unwrap(); }); } } //~ spawn-without-timeout
pub async fn remote(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let (f, h) = async move { s.readable().await.unwrap(); }.remote_handle(); tokio::spawn(f); h.forget(); } } //~ spawn-without-timeout
pub async fn abortable(l: tokio::net::TcpListener) { let mut hs = Vec::new(); loop { let (s, _) = l.accept().await.unwrap(); let (f, h) = futures::future::abortable(async move { s.readable().await.unwrap(); }); tokio::spawn(f); hs.push(h); if hs.len() > 9 { for h in hs.drain(..) { h.abort(); } } } }
pub async fn abortable_unused(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let (f, _h) = futures::future::abortable(async move { s.readable().await.unwrap(); }); tokio::spawn(f); } } //~ spawn-without-timeout
// tokio: others
pub async fn local(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::spawn_local(async move { s.readable().await.unwrap(); }); } } //~ spawn-without-timeout
pub async fn handle(l: tokio::net::TcpListener) { let h = tokio::runtime::Handle::current(); loop { let (s, _) = l.accept().await.unwrap(); h.spawn(async move { s.readable().await.unwrap(); }); } } //~ spawn-without-timeout
pub async fn builder(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::Builder::new().name("c").spawn(async move { s.readable().await.unwrap(); }).unwrap(); } } //~ spawn-without-timeout
pub async fn pinned(l: tokio::net::TcpListener, p: tokio_util::task::LocalPoolHandle) { loop { let (s, _) = l.accept().await.unwrap(); p.spawn_pinned(move || async move { s.readable().await.unwrap(); }); } } //~ spawn-without-timeout
pub struct Jm { m: tokio_util::task::JoinMap<u64, ()> }
impl Jm { pub async fn run(&mut self, l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); self.m.spawn(1, async move { s.readable().await.unwrap(); }); } } }
// websockets
pub async fn tt_split(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); let Ok(Ok(ws)) = tokio::time::timeout(T, tokio_tungstenite::accept_async(s)).await else { continue }; let (mut w, mut r) = ws.split(); tokio::spawn(async move { while let Ok(Some(Ok(m))) = tokio::time::timeout(T, r.next()).await { if m.is_close() { break } w.send(m).await.unwrap(); } }); } } //~low spawn-without-timeout
pub async fn actix_ws_h(req: actix_web::HttpRequest, body: actix_web::web::Payload) -> actix_web::Result<actix_web::HttpResponse> { let (r, mut session, mut stream) = actix_ws::handle(&req, body)?; actix_web::rt::spawn(async move { while let Some(Ok(m)) = stream.next().await { if let actix_ws::Message::Ping(b) = m { session.pong(&b).await.unwrap(); } } }); Ok(r) } //~ spawn-without-timeout
pub fn acfg(c: &mut actix_web::web::ServiceConfig) { c.route("/a", actix_web::web::get().to(actix_ws_h)).route("/b", actix_web::web::get().to(actix_ws_b)); }
// queues
pub async fn nats(c: async_nats::Client) { let mut s = c.subscribe("x").await.unwrap(); while let Some(m) = s.next().await { tokio::spawn(async move { reqwest::get(m.subject.to_string()).await.unwrap().text().await.unwrap(); }); } } //~ spawn-without-timeout //~ missing-client-timeout
pub async fn nats_req(c: async_nats::Client) { let mut s = c.subscribe("x").await.unwrap(); while let Some(m) = s.next().await { let c = c.clone(); tokio::spawn(async move { c.request("y", m.payload).await.unwrap(); }); } }
// http clients
pub async fn awc_d(l: Vec<String>) { for u in l { actix_web::rt::spawn(async move { awc::Client::default().get(u).send().await.unwrap().body().await.unwrap(); }); } }
pub async fn req_blocking(l: Vec<String>) { for u in l { tokio::task::spawn_blocking(move || reqwest::blocking::get(u).unwrap().text()); } }
pub async fn hyper_c(l: Vec<String>, c: hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, String>) { for u in l { let c = c.clone(); tokio::spawn(async move { c.get(u.parse().unwrap()).await.unwrap(); }); } } //~ spawn-without-timeout //~ unclosed-response-body
// tonic client
pub async fn ton(l: Vec<String>, ch: tonic::transport::Channel) { for _ in l { let mut c = gr::greeter_client::GreeterClient::new(ch.clone()); tokio::spawn(async move { c.hello(tonic::Request::new(())).await.unwrap(); }); } } //~ spawn-without-timeout
mod gr { tonic::include_proto!("greeter"); }
// redis/sqlx
pub async fn rd(l: Vec<String>, c: redis::aio::ConnectionManager) { for k in l { let mut c = c.clone(); tokio::spawn(async move { let _: String = redis::AsyncCommands::get(&mut c, k).await.unwrap(); }); } }
pub async fn sx(l: Vec<String>, p: sqlx::PgPool) { for _ in l { let p = p.clone(); tokio::spawn(async move { sqlx::query("x").fetch_all(&p).await.unwrap(); }); } } //~low spawn-without-timeout
pub async fn sxb(l: Vec<String>, p: sqlx::PgPool) { for _ in l { let p = p.clone(); tokio::spawn(async move { let _ = tokio::time::timeout(T, sqlx::query("x").fetch_all(&p)).await; }); } }
// process
// hyper upgrade tunnel
pub async fn tunnel(req: hyper::Request<hyper::body::Incoming>, addr: String) { tokio::spawn(async move { match hyper::upgrade::on(req).await { Ok(up) => { let mut s = tokio::net::TcpStream::connect(addr).await.unwrap(); let mut up = hyper_util::rt::TokioIo::new(up); tokio::io::copy_bidirectional(&mut up, &mut s).await.unwrap(); } Err(e) => eprintln!("{e}") } }); } //~low missing-client-timeout
pub async fn proxy_loop(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::task::spawn(async move { hyper::server::conn::http1::Builder::new().preserve_header_case(true).serve_connection(hyper_util::rt::TokioIo::new(s), hyper::service::service_fn(prox)).with_upgrades().await.unwrap(); }); } } //~ spawn-without-timeout
async fn prox(req: hyper::Request<hyper::body::Incoming>) -> Result<hyper::Response<String>, hyper::Error> { tokio::task::spawn(async move { let up = hyper::upgrade::on(req).await.unwrap(); let mut s = tokio::net::TcpStream::connect("a").await.unwrap(); tokio::io::copy_bidirectional(&mut hyper_util::rt::TokioIo::new(up), &mut s).await.unwrap(); }); Ok(hyper::Response::new(String::new())) } //~ spawn-without-timeout //~low missing-client-timeout
pub async fn auto_b(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let mut b = hyper_util::server::conn::auto::Builder::new(hyper_util::rt::TokioExecutor::new()); b.http1().timer(hyper_util::rt::TokioTimer::new()).header_read_timeout(T); b.serve_connection(hyper_util::rt::TokioIo::new(s), hyper::service::service_fn(prox)).await.unwrap(); }); } }
pub async fn auto_u(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { hyper_util::server::conn::auto::Builder::new(hyper_util::rt::TokioExecutor::new()).serve_connection(hyper_util::rt::TokioIo::new(s), hyper::service::service_fn(prox)).await.unwrap(); }); } } //~ spawn-without-timeout
pub async fn graceful_sel(l: tokio::net::TcpListener, tok: tokio_util::sync::CancellationToken) { loop { let (s, _) = l.accept().await.unwrap(); let tok = tok.clone(); tokio::spawn(async move { let c = hyper::server::conn::http1::Builder::new().serve_connection(hyper_util::rt::TokioIo::new(s), hyper::service::service_fn(prox)); tokio::pin!(c); tokio::select! { _ = c.as_mut() => {}, _ = tok.cancelled() => { c.as_mut().graceful_shutdown(); let _ = c.await; } } }); } }
// warp, poem ws
pub fn warp_ws() -> impl warp::Filter<Extract = (impl warp::Reply,), Error = warp::Rejection> { use warp::Filter; warp::ws().map(|ws: warp::ws::Ws| ws.on_upgrade(|s| async move { let (_t, mut r) = s.split(); while let Some(m) = r.next().await { drop(m); } })) } //~ spawn-without-timeout
#[poem::handler] fn poem_ws(ws: poem::web::websocket::WebSocket) -> impl poem::IntoResponse { ws.on_upgrade(|mut s| async move { while let Some(Ok(m)) = s.next().await { drop(m); } }) } //~ spawn-without-timeout
// sse client
// s3 with its own bounds
pub async fn s3(l: Vec<String>, c: aws_sdk_s3::Client) { for k in l { let c = c.clone(); tokio::spawn(async move { c.get_object().bucket("b").key(k).send().await.unwrap(); }); } }
// reqwest streaming body pump
// timeouts by macro
macro_rules! within { ($e:expr) => { tokio::time::timeout(std::time::Duration::from_secs(3), $e).await }; }
macro_rules! bg { ($($t:tt)*) => { tokio::spawn(async move { $($t)* }) }; }
pub async fn mac_b(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); tokio::spawn(async move { let _ = within!(s.readable()); }); } }
pub async fn mac_u(l: tokio::net::TcpListener) { loop { let (s, _) = l.accept().await.unwrap(); bg! { s.readable().await.unwrap(); }; } } //~ spawn-without-timeout
