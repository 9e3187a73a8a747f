//! Values by their types, in layers, states and requests.
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::Response;
use axum::routing::get;
use axum::{Extension, Router};
use http_body_util::BodyExt;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::rc::Rc;
use std::sync::{Arc, Mutex, RwLock};

#[derive(Clone)] pub struct Big { rows: Vec<String> }
#[derive(Clone)] pub struct Deep { inner: Mid }
#[derive(Clone)] pub struct Mid { o: Option<Big> }
#[derive(Clone)] pub struct Shared { rows: Arc<Vec<String>>, name: String }
#[derive(Clone)] pub struct Claims { sub: String, exp: u64, admin: bool }
#[derive(Clone)] pub struct Roles { sub: String, roles: Vec<String> }
#[derive(Clone)] pub struct Arr { k: [u8; 32] }
#[derive(Clone)] pub struct BigArr { k: [u8; N] }
const N: usize = 4096;
#[derive(Clone)] pub enum E { A(u8), B(Vec<u8>) }
#[derive(Clone)] pub enum E2 { A(u8), B(Arc<Vec<u8>>) }
#[derive(Clone)] pub struct Gen<T> { v: T }
#[derive(Clone)] pub struct New(HashMap<String, String>);
pub type Alias = HashMap<String, Vec<u8>>;
pub struct HandClone { rows: Arc<Vec<u8>> }
impl Clone for HandClone { fn clone(&self) -> Self { HandClone { rows: self.rows.clone() } } }

pub fn l_vec(v: Vec<String>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_arc(v: Arc<Vec<String>>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_arcnew(v: Vec<String>) -> Router { Router::new().layer(Extension(Arc::new(v))) }
pub fn l_big(v: Big) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_deep(v: Deep) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_shared(v: Shared) -> Router { Router::new().layer(Extension(v)) }
pub fn l_claims(v: Claims) -> Router { Router::new().layer(Extension(v)) }
pub fn l_arr(v: Arr) -> Router { Router::new().layer(Extension(v)) }
pub fn l_bigarr(v: BigArr) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_u8arr(v: [u8; 2048]) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_u8arr_small(v: [u8; 512]) -> Router { Router::new().layer(Extension(v)) }
pub fn l_u64arr(v: [u64; 128]) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_u64arr_small(v: [u64; 127]) -> Router { Router::new().layer(Extension(v)) }
pub fn l_enum(v: E) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_enum2(v: E2) -> Router { Router::new().layer(Extension(v)) }
pub fn l_gen(v: Gen<Vec<u8>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_gen_arc(v: Gen<Arc<Vec<u8>>>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_gen_u8(v: Gen<u8>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_new(v: New) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_alias(v: Alias) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_arc_alias(v: Arc<Alias>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_hand(v: HandClone) -> Router { Router::new().layer(Extension(v)) }
pub fn l_box(v: Box<Big>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_boxslice(v: Box<[u8]>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_arcslice(v: Arc<[u8]>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_static(v: &'static Big) -> Router { Router::new().layer(Extension(v)) }
pub fn l_bytes(v: Bytes) -> Router { Router::new().layer(Extension(v)) }
pub fn l_string() -> Router { Router::new().layer(Extension("key".to_string())) }
pub fn l_json(v: serde_json::Value) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_cowstr(v: Cow<'static, str>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_mutex(v: Arc<Mutex<HashMap<u8, Big>>>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_rwlock(v: Arc<RwLock<Big>>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_opt(v: Option<Vec<u8>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_opt_arc(v: Option<Arc<Vec<u8>>>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_tuple(v: (u8, Vec<String>)) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_vecarc(v: Vec<Arc<Big>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_set(v: HashSet<u64>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_deque(v: VecDeque<u64>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_bt(v: BTreeMap<u64, u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_dash(v: dashmap::DashMap<u64, u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn l_pool(v: sqlx::PgPool) -> Router { Router::new().layer(Extension(v)) }
pub fn l_client(v: reqwest::Client) -> Router { Router::new().layer(Extension(v)) }
pub fn l_sender(v: tokio::sync::mpsc::Sender<Vec<u8>>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_dyn(v: Arc<dyn Fn() -> Vec<u8> + Send + Sync>) -> Router { Router::new().layer(Extension(v)) }
pub fn l_add(v: Vec<u8>) -> Router { Router::new().layer(tower_http::add_extension::AddExtensionLayer::new(v)) } //~ large-extension-value
pub fn l_add_arc(v: Arc<[u8]>) -> Router { Router::new().layer(tower_http::add_extension::AddExtensionLayer::new(v)) }
pub fn l_sb(v: Vec<u8>) -> Router { Router::new().layer(tower::ServiceBuilder::new().layer(Extension(v))) } //~ large-extension-value
pub fn l_let(v: Vec<u8>) -> Router { let e = Extension(v); Router::new().layer(e) } //~ large-extension-value
pub fn l_helper(v: Vec<u8>) -> Router { Router::new().layer(ext(v)) } //~ large-extension-value
fn ext<T>(t: T) -> Extension<T> { Extension(t) }
pub fn s_state(v: Big) -> Router { Router::new().route("/", get(h_big)).with_state(v) } //~ large-extension-value
pub fn s_state_arc(v: Big) -> Router { Router::new().route("/", get(h_arc)).with_state(Arc::new(v)) }
pub fn s_state_shared(v: Shared) -> Router { Router::new().route("/", get(h_sh)).with_state(v) }
async fn h_big(State(_): State<Big>) {}
async fn h_arc(State(_): State<Arc<Big>>) {}
async fn h_sh(State(_): State<Shared>) {}
pub fn s_unit() -> Router { Router::new().with_state(()) }

// --- inserted in middleware
async fn m_body(req: Request, next: Next) -> Response {
    let (mut p, b) = req.into_parts();
    let bytes = axum::body::to_bytes(b, 1 << 20).await.unwrap();
    p.extensions.insert(bytes.clone()); //~ large-extension-value
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn m_body_arc(req: Request, next: Next) -> Response {
    let (mut p, b) = req.into_parts();
    let bytes = axum::body::to_bytes(b, 1 << 20).await.unwrap();
    p.extensions.insert(Arc::new(bytes.to_vec()));
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn m_len(req: Request, next: Next) -> Response {
    let (mut p, b) = req.into_parts();
    let bytes = axum::body::to_bytes(b, 1 << 20).await.unwrap();
    p.extensions.insert(bytes.len());
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn m_string(req: Request, next: Next) -> Response {
    let (mut p, b) = req.into_parts();
    let bytes = axum::body::to_bytes(b, 1 << 20).await.unwrap();
    p.extensions.insert(String::from_utf8_lossy(&bytes).into_owned()); //~ large-extension-value
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
#[derive(Clone)] pub struct RawBody(pub Bytes);
async fn m_newtype(req: Request, next: Next) -> Response {
    let (mut p, b) = req.into_parts();
    let bytes = b.collect().await.unwrap().to_bytes(); //~ whole-body-upload
    p.extensions.insert(RawBody(bytes.clone())); //~ large-extension-value
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn m_header(mut req: Request, next: Next) -> Response {
    let id = req.headers().get("x-id").and_then(|h| h.to_str().ok()).unwrap_or("").to_string();
    req.extensions_mut().insert(id);
    next.run(req).await
}
#[derive(Clone)] pub struct ReqId(String);
async fn m_id(mut req: Request, next: Next) -> Response {
    req.extensions_mut().insert(ReqId(uuid::Uuid::new_v4().to_string()));
    next.run(req).await
}
async fn m_claims(mut req: Request, next: Next) -> Response {
    req.extensions_mut().insert(Claims { sub: "a".into(), exp: 1, admin: false });
    next.run(req).await
}
async fn m_hash(req: Request, next: Next) -> Response {
    let (mut p, b) = req.into_parts();
    let bytes = axum::body::to_bytes(b, 1 << 20).await.unwrap();
    let d: [u8; 32] = sha2::Digest::finalize(sha2::Sha256::new_with_prefix(&bytes)).into();
    p.extensions.insert(d);
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn m_query(mut req: Request, next: Next) -> Response {
    let q: HashMap<String, String> = serde_urlencoded::from_str(req.uri().query().unwrap_or("")).unwrap();
    req.extensions_mut().insert(q); //~ large-extension-value
    next.run(req).await
}
async fn m_json(req: Request, next: Next) -> Response {
    let (mut p, b) = req.into_parts();
    let bytes = axum::body::to_bytes(b, 1 << 20).await.unwrap();
    let v: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    p.extensions.insert(v); //~ large-extension-value
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn m_resp(req: Request, next: Next) -> Response {
    let mut r = next.run(req).await;
    r.extensions_mut().insert(vec![0u8; 4096]);
    r
}
async fn m_goi(mut req: Request, next: Next) -> Response {
    req.extensions_mut().get_or_insert_with(|| Vec::<String>::new()).push("x".into()); //~ large-extension-value
    next.run(req).await
}
async fn m_buf(mut req: Request, next: Next) -> Response {
    req.extensions_mut().insert(vec![0u8; 65536]); //~ large-extension-value
    next.run(req).await
}
async fn m_smallvec(mut req: Request, next: Next) -> Response {
    req.extensions_mut().insert([0u8; 16]);
    next.run(req).await
}
async fn m_roles(mut req: Request, next: Next) -> Response {
    req.extensions_mut().insert(vec!["admin", "user"]);
    next.run(req).await
}
fn put<T: Clone + Send + Sync + 'static>(req: &mut Request, t: T) { req.extensions_mut().insert(t); }
async fn m_helper(mut req: Request, next: Next) -> Response {
    put(&mut req, vec![0u8; 65536]); //~ large-extension-value
    next.run(req).await
}
async fn m_helper_ok(mut req: Request, next: Next) -> Response {
    put(&mut req, 7u8);
    next.run(req).await
}
pub fn mk_req(v: Vec<u8>) -> http::Request<()> { http::Request::builder().uri("/").extension(v).body(()).unwrap() } //~ large-extension-value
pub fn mk_req_id(v: u64) -> http::Request<()> { http::Request::builder().uri("/").extension(v).body(()).unwrap() }
pub fn mk_resp(v: Vec<u8>) -> http::Response<()> { http::Response::builder().extension(v).body(()).unwrap() }
pub fn tonic_req(mut r: tonic::Request<()>, v: Vec<u8>) { r.extensions_mut().insert(v); } //~ large-extension-value
pub fn tonic_req_ok(mut r: tonic::Request<()>, v: Arc<Vec<u8>>) { r.extensions_mut().insert(v); }
pub fn tonic_intercept(mut r: tonic::Request<()>) -> Result<tonic::Request<()>, tonic::Status> { r.extensions_mut().insert(HashMap::<String, String>::new()); Ok(r) } //~ large-extension-value
pub fn act(r: &actix_web::HttpRequest, v: Vec<u8>) { use actix_web::HttpMessage; r.extensions_mut().insert(v); } //~ large-extension-value
pub fn act_rc(r: &actix_web::HttpRequest, v: Rc<Vec<u8>>) { use actix_web::HttpMessage; r.extensions_mut().insert(v); }
pub fn act_sr(r: &actix_web::dev::ServiceRequest, c: Claims) { use actix_web::HttpMessage; r.extensions_mut().insert(c); }
pub async fn act_body(r: actix_web::HttpRequest, b: actix_web::web::Bytes) { use actix_web::HttpMessage; r.extensions_mut().insert(b); } //~ large-extension-value
pub async fn act_text(r: actix_web::HttpRequest, b: String) { use actix_web::HttpMessage; r.extensions_mut().insert(b); } //~ large-extension-value
pub fn act_app(v: Vec<u8>) { let _ = actix_web::App::new().app_data(v); }
pub fn poem_set(r: &mut poem::Request, v: Vec<u8>) { r.set_data(v); } //~ large-extension-value
pub fn poem_set_ok(r: &mut poem::Request, v: Arc<Vec<u8>>) { r.set_data(v); }
pub fn poem_data(v: Vec<u8>) -> impl poem::Endpoint { use poem::EndpointExt; poem::Route::new().data(v) } //~ large-extension-value
pub fn tide_ext(r: &mut tide::Request<()>, v: Vec<u8>) { r.set_ext(v); } //~ large-extension-value
pub fn salvo_inject(d: &mut salvo::Depot, v: Vec<u8>) { d.inject(v); } //~ large-extension-value
pub fn rocket_manage(v: Vec<u8>) { let _ = rocket::build().manage(v); }
pub fn span(s: &tracing_subscriber::registry::SpanRef<'_, tracing_subscriber::Registry>, v: Vec<u8>) { s.extensions_mut().insert(v); }
pub fn own_map(m: &mut Ext, v: Vec<u8>) { m.extensions_mut().insert(v); }
pub struct Ext(http::Extensions);
impl Ext { fn extensions_mut(&mut self) -> &mut Vec<u8> { todo!() } }
pub fn app() -> Router {
    Router::new().layer(middleware::from_fn(m_body)).layer(middleware::from_fn(m_newtype)).layer(middleware::from_fn(m_string))
}
