//! Where a value is put, and where its bytes come from.
use axum::{Extension, Router, body::{Body, Bytes, to_bytes}, extract::{Request, State}, http::{self, HeaderMap, StatusCode}, middleware::{self, Next}, response::{IntoResponse, Response}, routing::{get, post}};
use std::{collections::HashMap, sync::Arc};
#[derive(Clone)] pub struct Raw(Bytes);
#[derive(Clone)] pub struct RawText { text: String }
#[derive(Clone)] pub struct Audit { digest: String, len: usize }
#[derive(Clone, serde::Deserialize)] pub struct Claims { sub: String, roles: Vec<String>, exp: usize }
#[derive(Clone)] pub struct Cert { der_bytes: Vec<u8> }
#[derive(Clone)] pub struct Upload { name: String, data: Vec<u8> }
pub async fn m1(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024).await.unwrap();
    parts.extensions.insert(bytes.clone()); //~ large-extension-value
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn m2(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024).await.unwrap();
    parts.extensions.insert(bytes.len());
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn m3(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = to_bytes(body, 1024).await.unwrap();
    parts.extensions.insert(Raw(bytes.clone())); //~ large-extension-value
    parts.extensions.insert(RawText { text: String::from_utf8_lossy(&bytes).into_owned() }); //~ large-extension-value
    parts.extensions.insert(RawText { text: String::from_utf8(bytes.to_vec()).unwrap() }); //~ large-extension-value
    parts.extensions.insert(Audit { digest: hex::encode(sha2::Sha256::digest(&bytes)), len: bytes.len() });
    let claims: Claims = serde_json::from_slice(&bytes).unwrap();
    parts.extensions.insert(claims);
    let v: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    parts.extensions.insert(v); //~ large-extension-value
    parts.extensions.insert(bytes.to_vec()); //~ large-extension-value
    parts.extensions.insert(bytes[..16].to_vec());
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn m4(mut req: Request, next: Next) -> Response {
    let id = req.headers().get("x").unwrap().to_str().unwrap().to_string();
    req.extensions_mut().insert(id);
    let t = RawText { text: req.headers()["x"].to_str().unwrap().to_owned() };
    req.extensions_mut().insert(t);
    let raw = req.headers()["x"].as_bytes().to_vec();
    req.extensions_mut().insert(raw);
    next.run(req).await
}
fn put<T: Clone + Send + Sync + 'static>(req: &mut Request, v: T) { req.extensions_mut().insert(v); }
pub fn h1(mut req: Request, v: Vec<u64>) -> Request { put(&mut req, v); req } //~ large-extension-value
pub fn h2(mut req: Request, v: Arc<Vec<u64>>) -> Request { put(&mut req, v); req }
pub fn h3(mut req: Request, v: Cert) -> Request { req.extensions_mut().insert(v); req }
pub fn h4(mut req: Request, v: Upload) -> Request { req.extensions_mut().insert(v); req } //~ large-extension-value
pub fn h5(mut req: Request, v: Claims) -> Request { req.extensions_mut().insert(v); req }
pub fn r1(mut res: Response, v: Vec<u64>) -> Response { res.extensions_mut().insert(v); res }
pub fn r2(res: Response, v: Vec<u64>) -> Response { let (mut p, b) = res.into_parts(); p.extensions.insert(v); Response::from_parts(p, b) }
pub fn r3(mut res: Response, v: Vec<u64>) -> Response { let e = res.extensions_mut(); e.insert(v); res }
pub fn r4(v: Vec<u64>) -> impl IntoResponse { (Extension(v), "x") }
pub fn r5(v: Vec<u64>) -> Response { (StatusCode::OK, Extension(v)).into_response() }
pub fn r6(v: Vec<u64>) -> http::Response<()> { http::Response::builder().extension(v).body(()).unwrap() }
pub fn q6(v: Vec<u64>) -> http::Request<()> { http::Request::builder().extension(v).body(()).unwrap() } //~ large-extension-value
pub fn q7(mut req: Request, v: Vec<u64>) -> Request { let e = req.extensions_mut(); e.insert(v); req } //~ large-extension-value
pub fn l1(v: Vec<u64>, n: u64) -> Router { Router::new().layer((Extension(v), Extension(n))) } //~ large-extension-value
pub fn l2(v: Vec<u64>) -> Router { Router::new().layer(tower::ServiceBuilder::new().layer(Extension(v))) } //~ large-extension-value
pub fn l3(v: Vec<u64>) -> Router { let e = Extension(v); Router::new().route_layer(e) } //~ large-extension-value
pub fn l4(v: Vec<u64>) -> Router { Router::new().layer(tower_http::add_extension::AddExtensionLayer::new(v)) } //~ large-extension-value
pub fn l5(v: Arc<Vec<u64>>) -> Router { Router::new().layer(tower_http::add_extension::AddExtensionLayer::new(v)) }
#[derive(Clone)] pub struct St { pool: sqlx::PgPool, http: reqwest::Client, jwt_secret: Vec<u8>, name: String }
#[derive(Clone)] pub struct St2 { pool: sqlx::PgPool, users: HashMap<u64, String> }
#[derive(Clone)] pub struct St3 { pool: sqlx::PgPool, users: Arc<HashMap<u64, String>> }
pub fn s1(v: St) -> Router { Router::new().with_state(v) }
pub fn s2(v: St2) -> Router { Router::new().with_state(v) } //~ large-extension-value
pub fn s3(v: St3) -> Router { Router::new().with_state(v) }
pub fn s4(v: St2) -> Router { Router::new().with_state(Arc::new(v)) }
pub fn s5(v: St2) -> Router { let r: Router<St2> = Router::new(); let v2 = v.clone(); r.with_state(v2) } //~ large-extension-value
async fn mw(State(s): State<St2>, r: Request, n: Next) -> Response { n.run(r).await }
pub fn s6(v: St2) -> Router { Router::new().layer(middleware::from_fn_with_state(v, mw)) } //~ large-extension-value
pub async fn hb(mut req: Request) -> Response { let b = axum::body::to_bytes(std::mem::take(req.body_mut()), 10).await.unwrap(); let s = format!("{:?}", b); req.extensions_mut().insert(s); todo!() } //~ large-extension-value
fn router() -> Router { Router::new().route("/", post(echo)).route("/m", get(hb)) }
async fn echo(Extension(x): Extension<u8>, body: String) -> String { let mut r = Request::new(Body::empty()); r.extensions_mut().insert(body); String::new() } //~ large-extension-value
fn small(req: &mut Request, id: String) { req.extensions_mut().insert(id); }
fn build(body: Bytes) -> Raw { Raw(body) }
pub async fn m5(req: Request) -> Request { let (mut p, b) = req.into_parts(); let bytes = to_bytes(b, 10).await.unwrap(); p.extensions.insert(build(bytes)); Request::from_parts(p, Body::empty()) } //~ large-extension-value
pub async fn m6(req: Request) -> Request { let (mut p, b) = req.into_parts(); let bytes = to_bytes(b, 10).await.unwrap(); p.extensions.insert(Arc::new(build(bytes))); Request::from_parts(p, Body::empty()) }
pub fn a1(req: &actix_web::HttpRequest, v: Vec<u64>) { use actix_web::HttpMessage; req.extensions_mut().insert(v); } //~ large-extension-value
pub fn a2(req: &actix_web::dev::ServiceRequest, v: HashMap<String,String>) { use actix_web::HttpMessage; req.extensions_mut().insert(v); } //~ large-extension-value
pub fn a3(v: Vec<u64>) { actix_web::App::new().app_data(v); }
pub fn a4(v: Vec<u64>) { actix_web::App::new().app_data(actix_web::web::Data::new(v)); }
pub fn p1(req: &mut poem::Request, v: Vec<u64>) { req.set_data(v); } //~ large-extension-value
pub fn p2(v: Vec<u64>) { use poem::EndpointExt; let _ = poem::Route::new().data(v); } //~ large-extension-value
pub fn t1(req: &mut tide::Request<()>, v: Vec<u64>) { req.set_ext(v); } //~ large-extension-value
pub fn g1(req: &mut tonic::Request<()>, v: Vec<u64>) { req.extensions_mut().insert(v); } //~ large-extension-value
pub fn g2(req: &mut tonic::Response<()>, v: Vec<u64>) { req.extensions_mut().insert(v); }
pub fn y1(req: &mut hyper::Request<hyper::body::Incoming>, v: Vec<u64>) { req.extensions_mut().insert(v); } //~ large-extension-value
pub fn n1(req: &ntex::web::HttpRequest, v: Vec<u64>) { req.extensions_mut().insert(v); } //~ large-extension-value
pub fn d1(d: &mut salvo::Depot, v: Vec<u64>) { d.inject(v); } //~ large-extension-value
pub fn d2(d: &mut salvo::Depot, v: Vec<u64>) { d.insert("k", v); } //~ large-extension-value
trait Put { fn put<T: Clone + Send + Sync + 'static>(&mut self, v: T); }
impl Put for Request { fn put<T: Clone + Send + Sync + 'static>(&mut self, v: T) { self.extensions_mut().insert(v); } }
pub fn e1(mut req: Request, v: Vec<u64>) { req.put(v); } //~ large-extension-value
pub fn e2(mut req: Request, v: Arc<Vec<u64>>) { req.put(v); }
pub fn rb(mut req: Request, v: Vec<u64>) { let b = http::Request::builder().extension(Arc::new(v)); }
#[derive(Clone)]
struct History {
    id: u64,
    visited: Vec<String>,
}
async fn a_list_in_a_struct(mut req: Request, visited: Vec<String>) -> Request {
    req.extensions_mut().insert(History { id: 1, visited }); //~ large-extension-value
    req
}
#[derive(Clone)]
struct Member {
    id: u64,
    team_roles: Vec<String>,
}
async fn the_roles_of_a_user(mut req: Request, team_roles: Vec<String>) -> Request {
    req.extensions_mut().insert(Member { id: 1, team_roles });
    req
}
fn roles_that_are_cloned_for_each_request(team_roles: Vec<String>) -> Router {
    Router::new().layer(Extension(Member { id: 1, team_roles })) //~ large-extension-value
}
