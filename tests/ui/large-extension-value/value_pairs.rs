// What is put into extensions and states, one detail apart.
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};
use axum::{Extension, Router, Json, body::{Body, Bytes, to_bytes}, extract::{FromRef, Request, State}, http::{HeaderMap, StatusCode}, middleware::{self, Next}, response::Response, routing::get};
use http_body_util::BodyExt;
use serde::Deserialize;

async fn h() {}
fn ext_vec(words: Vec<String>) -> Router { Router::new().route("/", get(h)).layer(Extension(words)) } //~ large-extension-value
fn ext_vec_arc(words: Vec<String>) -> Router { Router::new().route("/", get(h)).layer(Extension(Arc::new(words))) }
fn ext_arc_slice(words: Vec<String>) -> Router { let w: Arc<[String]> = words.into(); Router::new().route("/", get(h)).layer(Extension(w)) }
fn ext_box_slice(words: Vec<String>) -> Router { Router::new().route("/", get(h)).layer(Extension(words.into_boxed_slice())) } //~ large-extension-value
fn ext_static(words: &'static [String]) -> Router { Router::new().route("/", get(h)).layer(Extension(words)) }
fn ext_leaked(words: Vec<String>) -> Router { let w: &'static Vec<String> = Box::leak(Box::new(words)); Router::new().route("/", get(h)).layer(Extension(w)) }
fn ext_bytes(b: Bytes) -> Router { Router::new().route("/", get(h)).layer(Extension(b)) }
fn ext_bytes_vec(b: Vec<Bytes>) -> Router { Router::new().route("/", get(h)).layer(Extension(b)) } //~ large-extension-value
fn ext_array() -> Router { Router::new().route("/", get(h)).layer(Extension([0u8; 4096])) } //~ large-extension-value
fn ext_array_small() -> Router { Router::new().route("/", get(h)).layer(Extension([0u8; 32])) }
fn ext_array_u64() -> Router { Router::new().route("/", get(h)).layer(Extension([0u64; 128])) } //~ large-extension-value
fn ext_array_u64_small() -> Router { Router::new().route("/", get(h)).layer(Extension([0u64; 16])) }
const N: usize = 1 << 12;
fn ext_array_const() -> Router { Router::new().route("/", get(h)).layer(Extension([0u8; N])) } //~ large-extension-value
#[derive(Clone)] struct Key([u8; 2048]);
fn ext_array_in_struct() -> Router { Router::new().route("/", get(h)).layer(Extension(Key([0; 2048]))) } //~ large-extension-value
#[derive(Clone)] struct Boxed(Box<[u8; 2048]>);
fn ext_array_in_box() -> Router { Router::new().route("/", get(h)).layer(Extension(Boxed(Box::new([0; 2048])))) } //~ large-extension-value
#[derive(Clone)] struct Shared(Arc<[u8; 2048]>);
fn ext_array_in_arc() -> Router { Router::new().route("/", get(h)).layer(Extension(Shared(Arc::new([0; 2048])))) }
fn ext_json(v: serde_json::Value) -> Router { Router::new().route("/", get(h)).layer(Extension(v)) } //~ large-extension-value
fn ext_json_arc(v: serde_json::Value) -> Router { Router::new().route("/", get(h)).layer(Extension(Arc::new(v))) }
fn ext_map(m: BTreeMap<u8, u8>) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) } //~ large-extension-value
fn ext_set(m: HashSet<String>) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) } //~ large-extension-value
fn ext_deque(m: VecDeque<u8>) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) } //~ large-extension-value
fn ext_mutex_arc(m: HashMap<u8, u8>) -> Router { Router::new().route("/", get(h)).layer(Extension(Arc::new(Mutex::new(m)))) }
fn ext_dashmap(m: dashmap::DashMap<u8, u8>) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) } //~ large-extension-value
fn ext_dashmap_arc(m: dashmap::DashMap<u8, u8>) -> Router { Router::new().route("/", get(h)).layer(Extension(Arc::new(m))) }
fn ext_moka(m: moka::future::Cache<String, Vec<u8>>) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) }
fn ext_pool(m: sqlx::PgPool) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) }
fn ext_client(m: reqwest::Client) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) }
fn ext_opt(m: Option<Vec<u8>>) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) } //~ large-extension-value
fn ext_opt_arc(m: Option<Arc<Vec<u8>>>) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) }
fn ext_tuple(m: (u8, Vec<u8>)) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) } //~ large-extension-value
fn ext_tuple_ok(m: (u8, Arc<Vec<u8>>)) -> Router { Router::new().route("/", get(h)).layer(Extension(m)) }
// structs
#[derive(Clone)] struct Inner { table: HashMap<String, u32> }
#[derive(Clone)] struct Mid { inner: Inner, n: u32 }
#[derive(Clone)] struct Outer { mid: Option<Mid> }
fn state_deep(o: Outer) -> Router { Router::new().route("/", get(h)).with_state(o) } //~ large-extension-value
#[derive(Clone)] struct MidA { inner: Arc<Inner>, n: u32 }
#[derive(Clone)] struct OuterA { mid: Option<MidA> }
fn state_deep_arc(o: OuterA) -> Router { Router::new().route("/", get(h)).with_state(o) }
#[derive(Clone)] struct Gen<T> { t: T }
fn state_generic(o: Gen<Vec<u8>>) -> Router { Router::new().route("/", get(h)).with_state(o) } //~ large-extension-value
fn state_generic_arc(o: Gen<Arc<Vec<u8>>>) -> Router { Router::new().route("/", get(h)).with_state(o) }
type Table = Arc<RwLock<HashMap<String, String>>>;
fn state_alias(t: Table) -> Router { Router::new().route("/", get(h)).with_state(t) }
type Words = Vec<String>;
fn state_alias_vec(t: Words) -> Router { Router::new().route("/", get(h)).with_state(t) } //~ large-extension-value
fn state_of_arc_outer(o: Outer) -> Router { Router::new().route("/", get(h)).with_state(Arc::new(o)) }
#[derive(Clone)] struct Cfg { host: String, port: u16, name: Option<String> }
fn state_cfg(c: Cfg) -> Router { Router::new().route("/", get(h)).with_state(c) }
#[derive(Clone)] enum Mode { Off, Table(Vec<u32>) }
fn state_enum(c: Mode) -> Router { Router::new().route("/", get(h)).with_state(c) } //~ large-extension-value
fn state_enum_off() -> Router { Router::new().route("/", get(h)).with_state(Mode::Off) }
// middleware inserts
async fn mw_body(req: Request, next: Next) -> Response {
    let (parts, body) = req.into_parts();
    let bytes = body.collect().await.unwrap().to_bytes(); //~ whole-body-upload
    let mut req = Request::from_parts(parts, Body::from(bytes.clone()));
    req.extensions_mut().insert(bytes); //~ large-extension-value
    next.run(req).await
}
async fn mw_body_len(req: Request, next: Next) -> Response {
    let (parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024).await.unwrap();
    let mut req = Request::from_parts(parts, Body::from(bytes.clone()));
    req.extensions_mut().insert(bytes.len());
    next.run(req).await
}
#[derive(Clone)] struct RawBody(Bytes);
async fn mw_body_wrapped(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024 * 1024).await.unwrap();
    parts.extensions.insert(RawBody(bytes.clone())); //~ large-extension-value
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
async fn mw_body_arc(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024 * 1024).await.unwrap();
    parts.extensions.insert(Arc::new(RawBody(bytes.clone())));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
#[derive(Clone)] struct Digest([u8; 32]);
async fn mw_digest(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024 * 1024).await.unwrap();
    parts.extensions.insert(Digest(sum(&bytes)));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
fn sum(_: &[u8]) -> [u8; 32] { [0; 32] }
async fn mw_id(mut req: Request, next: Next) -> Response {
    let id = req.headers().get("x-id").and_then(|v| v.to_str().ok()).unwrap_or("").to_string();
    req.extensions_mut().insert(id);
    next.run(req).await
}
async fn mw_text_body(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024 * 1024).await.unwrap();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    parts.extensions.insert(text); //~ large-extension-value
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
#[derive(Clone, Deserialize)] struct Claims { sub: String, exp: u64, roles: Vec<String> }
async fn mw_claims(mut req: Request, next: Next) -> Response {
    let c: Claims = serde_json::from_str("{}").unwrap();
    req.extensions_mut().insert(c);
    next.run(req).await
}
async fn mw_json_value(mut req: Request, next: Next) -> Response {
    let c: serde_json::Value = serde_json::from_str("{}").unwrap();
    req.extensions_mut().insert(c); //~ large-extension-value
    next.run(req).await
}
async fn mw_headers_vec(mut req: Request, next: Next) -> Response {
    let all: Vec<(String, String)> = req.headers().iter().map(|(k, v)| (k.to_string(), v.to_str().unwrap_or("").to_string())).collect();
    req.extensions_mut().insert(all); //~ large-extension-value
    next.run(req).await
}
async fn mw_response(req: Request, next: Next) -> Response {
    let mut r = next.run(req).await;
    r.extensions_mut().insert(vec![1u8; 10000]);
    r
}
async fn mw_opt_user(mut req: Request, next: Next) -> Response {
    let user: Option<User> = lookup().await;
    req.extensions_mut().insert(user);
    next.run(req).await
}
#[derive(Clone)] struct User { id: i64, name: String, email: String }
async fn lookup() -> Option<User> { None }
#[derive(Clone)] struct UserBig { id: i64, avatar: Vec<u8> }
async fn lookup_big() -> Option<UserBig> { None }
async fn mw_opt_user_big(mut req: Request, next: Next) -> Response {
    if let Some(user) = lookup_big().await { req.extensions_mut().insert(user); } //~ large-extension-value
    next.run(req).await
}
async fn mw_cow(mut req: Request, next: Next) -> Response { let c: Cow<'static, str> = "x".into(); req.extensions_mut().insert(c); next.run(req).await }
async fn mw_helper(mut req: Request, next: Next) -> Response { put(&mut req, vec![0u8; 9]); next.run(req).await }
fn put(req: &mut Request, v: Vec<u8>) { req.extensions_mut().insert(v); }
async fn mw_helper_arc(mut req: Request, next: Next) -> Response { put_arc(&mut req, Arc::new(vec![0u8; 9])); next.run(req).await }
fn put_arc(req: &mut Request, v: Arc<Vec<u8>>) { req.extensions_mut().insert(v); }
async fn mw_generic(mut req: Request, next: Next) -> Response { put_any(&mut req, 7u8); next.run(req).await }
fn put_any<T: Clone + Send + Sync + 'static>(req: &mut Request, v: T) { req.extensions_mut().insert(v); }
fn request_builder(v: Vec<u8>) -> http::Request<()> { http::Request::builder().extension(v).body(()).unwrap() } //~ large-extension-value
fn request_builder_arc(v: Vec<u8>) -> http::Request<()> { http::Request::builder().extension(Arc::new(v)).body(()).unwrap() }
fn response_builder(v: Vec<u8>) -> http::Response<()> { http::Response::builder().extension(v).body(()).unwrap() }
// Whether it becomes a request's or a response's is not looked at.
fn fp_ext_bare(v: Vec<u8>) -> http::Extensions { let mut e = http::Extensions::new(); e.insert(v); e } //~ large-extension-value
// actix, tonic, poem, tide
async fn actix_mw(req: actix_web::dev::ServiceRequest, mut p: actix_web::web::Payload) -> actix_web::dev::ServiceRequest {
    use actix_web::HttpMessage;
    use futures::StreamExt;
    let mut buf = Vec::new();
    while let Some(Ok(c)) = p.next().await { if buf.len() > 100000 { break } buf.extend_from_slice(&c); }
    req.extensions_mut().insert(buf); //~ large-extension-value
    req
}
async fn actix_mw_id(req: actix_web::dev::ServiceRequest) -> actix_web::dev::ServiceRequest {
    use actix_web::HttpMessage;
    req.extensions_mut().insert(uuid::Uuid::new_v4());
    req
}
async fn actix_h(req: actix_web::HttpRequest, body: actix_web::web::Bytes) -> actix_web::HttpResponse { use actix_web::HttpMessage; req.extensions_mut().insert(body); actix_web::HttpResponse::Ok().finish() } //~ large-extension-value
fn tonic_i(mut r: tonic::Request<()>) -> Result<tonic::Request<()>, tonic::Status> { r.extensions_mut().insert(vec![String::new()]); Ok(r) } //~ large-extension-value
fn tonic_ok(mut r: tonic::Request<()>) -> Result<tonic::Request<()>, tonic::Status> { r.extensions_mut().insert(User { id: 1, name: String::new(), email: String::new() }); Ok(r) }
fn poem_data(v: Vec<u8>) -> impl poem::Endpoint { use poem::EndpointExt; poem::Route::new().at("/", poem::get(poem_h)).data(v) } //~ large-extension-value
fn poem_data_arc(v: Vec<u8>) -> impl poem::Endpoint { use poem::EndpointExt; poem::Route::new().at("/", poem::get(poem_h)).data(Arc::new(v)) }
#[poem::handler] fn poem_h() -> &'static str { "" }
// AddExtensionLayer, substate
fn add_ext(v: HashMap<String, String>) -> Router { Router::new().route("/", get(h)).layer(tower_http::add_extension::AddExtensionLayer::new(v)) } //~ large-extension-value
fn add_ext_arc(v: HashMap<String, String>) -> Router { Router::new().route("/", get(h)).layer(tower_http::add_extension::AddExtensionLayer::new(Arc::new(v))) }
fn stack(v: HashMap<String, String>) -> Router { Router::new().route("/", get(h)).layer(tower::ServiceBuilder::new().layer(Extension(v))) } //~ large-extension-value
fn stack_arc(v: HashMap<String, String>) -> Router { let v = Arc::new(v); Router::new().route("/", get(h)).layer(tower::ServiceBuilder::new().layer(Extension(v.clone()))) }
fn state_built() -> Router { let s = Built { rows: load() }; Router::new().route("/", get(h)).with_state(s) } //~ large-extension-value
#[derive(Clone)] struct Built { rows: Vec<(String, f64)> }
fn load() -> Vec<(String, f64)> { vec![] }
fn state_handles() -> Router { Router::new().route("/", get(h)).with_state(Handles { tx: tokio::sync::mpsc::channel(1).0, n: Arc::default(), c: reqwest::Client::builder().timeout(std::time::Duration::from_secs(1)).build().unwrap() }) }
#[derive(Clone)] struct Handles { tx: tokio::sync::mpsc::Sender<Vec<u8>>, n: Arc<Mutex<Vec<u8>>>, c: reqwest::Client }
fn state_manual_clone(v: Vec<u8>) -> Router { Router::new().route("/", get(h)).with_state(Man { v: Rc2(Arc::new(v)) }) }
#[derive(Clone)] struct Rc2(Arc<Vec<u8>>);
#[derive(Clone)] struct Man { v: Rc2 }
