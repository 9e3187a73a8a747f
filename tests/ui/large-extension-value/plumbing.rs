//! How a value gets there: helpers, generics, builders, state, and whose extensions they are.
use std::{borrow::Cow, collections::{BTreeMap, HashMap, HashSet, VecDeque}, ops::Deref, sync::{Arc, Mutex, OnceLock, LazyLock}};
use axum::{Extension, Router, body::{Body, Bytes}, extract::{FromRef, FromRequestParts, Request, State, Path}, http::{self, Extensions, HeaderMap, StatusCode, request::Parts}, middleware::{self, Next}, response::{IntoResponse, Response}, routing::{get, post}};
use tower::ServiceBuilder;
use tower_http::add_extension::AddExtensionLayer;

#[derive(Clone)] pub struct Catalog { items: Vec<String>, by_id: HashMap<u64, usize> }
#[derive(Clone)] pub struct Shared { inner: Arc<Catalog> }
impl Deref for Shared { type Target = Catalog; fn deref(&self) -> &Catalog { &self.inner } }
#[derive(Clone)] pub struct Cfg { name: String, port: u16, url: Option<String> }
#[derive(Clone)] pub struct User { id: u64, name: String, email: String, roles: Vec<String> }
#[derive(Clone)] pub struct RequestId(String);
#[derive(Clone)] pub struct Raw(Bytes);
#[derive(Clone)] pub struct RawVec { data: Vec<u8> }

// helpers that build the layer
fn catalog_layer(c: Catalog) -> Extension<Catalog> { Extension(c) } //~ large-extension-value
fn catalog_layer_arc(c: Catalog) -> Extension<Arc<Catalog>> { Extension(Arc::new(c)) }
pub fn via_helper(c: Catalog) -> Router { Router::new().layer(catalog_layer(c)) }
pub fn via_helper_arc(c: Catalog) -> Router { Router::new().layer(catalog_layer_arc(c)) }
// made by a function return, type known only from there
fn load() -> Catalog { todo!() }
fn load_shared() -> Arc<Catalog> { todo!() }
fn try_load() -> Result<Catalog, std::io::Error> { todo!() }
async fn load_async() -> anyhow::Result<Catalog> { todo!() }
pub fn from_return() -> Router { Router::new().layer(Extension(load())) } //~ large-extension-value
pub fn from_return_arc() -> Router { Router::new().layer(Extension(load_shared())) }
pub fn from_result() -> Router { let c = try_load().unwrap(); Router::new().layer(Extension(c)) } //~ large-extension-value
pub async fn from_async() -> anyhow::Result<Router> { let c = load_async().await?; Ok(Router::new().layer(Extension(c))) } //~ large-extension-value
pub async fn from_async_arc() -> anyhow::Result<Router> { let c = Arc::new(load_async().await?); Ok(Router::new().layer(Extension(c))) }
pub fn from_into() -> Router { let c: Arc<Catalog> = load().into(); Router::new().layer(Extension(c)) }
pub fn from_default() -> Router { Router::new().layer(Extension(HashMap::<String, String>::new())) } //~ large-extension-value
pub fn from_collect(v: &[String]) -> Router { let m: HashSet<String> = v.iter().cloned().collect(); Router::new().layer(Extension(m)) } //~ large-extension-value
pub fn from_collect_arc(v: &[String]) -> Router { let m: Arc<[String]> = v.iter().cloned().collect(); Router::new().layer(Extension(m)) }
pub fn from_read() -> Router { let b = std::fs::read("x").unwrap(); Router::new().layer(Extension(b)) } //~ large-extension-value
pub fn from_read_text() -> Router { let b = std::fs::read_to_string("x").unwrap(); Router::new().layer(Extension(b)) }
pub fn from_static_bytes() -> Router { let b: &'static [u8] = include_bytes!("e1.rs"); Router::new().layer(Extension(b)) }
pub fn clone_of_arc(c: Arc<Catalog>) -> Router { Router::new().layer(Extension(c.clone())) }
pub fn clone_of_arc2(c: &Arc<Catalog>) -> Router { Router::new().layer(Extension(Arc::clone(c))) }
pub fn clone_out_of_arc(c: Arc<Catalog>) -> Router { Router::new().layer(Extension((*c).clone())) } //~ large-extension-value
pub fn as_ref_clone(c: Arc<Catalog>) -> Router { Router::new().layer(Extension(c.as_ref().clone())) } //~ large-extension-value
pub fn newtype_deref(c: Shared) -> Router { Router::new().layer(Extension(c)) }
pub fn newtype_deref_state(c: Shared) -> Router { Router::new().route("/", get(ok)).with_state(c) }
async fn ok() -> &'static str { "" }
pub fn cfg_small(c: Cfg) -> Router { Router::new().layer(Extension(c)) }
pub fn option_catalog(c: Option<Catalog>) -> Router { Router::new().layer(Extension(c)) } //~ large-extension-value
pub fn option_arc(c: Option<Arc<Catalog>>) -> Router { Router::new().layer(Extension(c)) }
pub fn boxed(c: Box<Catalog>) -> Router { Router::new().layer(Extension(c)) } //~ large-extension-value
pub fn mutexed(c: Arc<Mutex<Catalog>>) -> Router { Router::new().layer(Extension(c)) }
pub fn leaked(c: Catalog) -> Router { let c: &'static Catalog = Box::leak(Box::new(c)); Router::new().layer(Extension(c)) }
static CATALOG: LazyLock<Catalog> = LazyLock::new(load);
static CATALOG_ARC: LazyLock<Arc<Catalog>> = LazyLock::new(load_shared);
pub fn from_static() -> Router { Router::new().layer(Extension(&*CATALOG)) }
pub fn from_static_clone() -> Router { Router::new().layer(Extension(CATALOG.clone())) } //~ large-extension-value
pub fn from_static_clone_arc() -> Router { Router::new().layer(Extension(CATALOG_ARC.clone())) }
// layers in builders
pub fn in_builder(c: Catalog) -> Router { Router::new().layer(ServiceBuilder::new().layer(tower_http::trace::TraceLayer::new_for_http()).layer(Extension(c))) } //~ large-extension-value
pub fn in_builder_arc(c: Arc<Catalog>) -> Router { Router::new().layer(ServiceBuilder::new().layer(Extension(c))) }
pub fn in_builder_add(c: Catalog) -> Router { Router::new().layer(ServiceBuilder::new().layer(AddExtensionLayer::new(c))) } //~ large-extension-value
pub fn add_ext(c: Catalog) -> Router { use tower_http::ServiceBuilderExt; Router::new().layer(ServiceBuilder::new().add_extension(c)) } //~ large-extension-value
pub fn add_ext_arc(c: Arc<Catalog>) -> Router { use tower_http::ServiceBuilderExt; Router::new().layer(ServiceBuilder::new().add_extension(c)) }
// extractors are no layers
pub async fn extractor(Extension(c): Extension<Arc<Catalog>>) -> String { c.items.len().to_string() }
pub async fn extractor_big(Extension(c): Extension<Catalog>) -> String { c.items.len().to_string() }
pub async fn extractor_pattern(req: Parts) { if let Some(Extension(c)) = req.extensions.get::<Extension<Catalog>>() { drop(c.items.len()); } }
async fn calls_handler(c: Catalog) -> String { extractor_big(Extension(c)).await }
// state
#[derive(Clone)] pub struct App { catalog: Arc<Catalog>, pool: sqlx::PgPool, http: reqwest::Client, tx: tokio::sync::mpsc::Sender<Vec<u8>>, cfg: Cfg }
#[derive(Clone)] pub struct AppBig { catalog: Catalog, pool: sqlx::PgPool }
#[derive(Clone, FromRef)] pub struct AppRef { catalog: Catalog, pool: sqlx::PgPool }
#[derive(Clone)] pub struct AppFlags { flags: Vec<String> }
pub fn state_small(a: App) -> Router { Router::new().route("/", get(ok)).with_state(a) }
pub fn state_big(a: AppBig) -> Router { Router::new().route("/", get(ok)).with_state(a) } //~ large-extension-value
pub fn state_ref(a: AppRef) -> Router { Router::new().route("/", get(ok)).with_state(a) } //~ large-extension-value
pub fn state_flags(a: AppFlags) -> Router { Router::new().route("/", get(ok)).with_state(a) } //~ large-extension-value
pub fn state_arc(a: AppBig) -> Router { Router::new().route("/", get(ok)).with_state(Arc::new(a)) }
pub fn state_inline(catalog: Catalog, pool: sqlx::PgPool) -> Router { Router::new().route("/", get(ok)).with_state(AppBig { catalog, pool }) } //~ large-extension-value
pub fn state_inline_default() -> Router { Router::new().route("/", get(ok)).with_state(HashMap::<String, u64>::default()) } //~ large-extension-value
pub fn state_unit() -> Router { Router::new().route("/", get(ok)).with_state(()) }
pub fn route_state(a: AppBig) -> Router { Router::new().route("/", get(ok).with_state(a)) } //~ large-extension-value
pub fn from_fn_state(a: AppBig) -> Router { Router::new().layer(middleware::from_fn_with_state(a, mw_state)) } //~ large-extension-value
pub fn from_fn_state_arc(a: Arc<AppBig>) -> Router { Router::new().layer(middleware::from_fn_with_state(a, mw_state)) }
async fn mw_state(req: Request, next: Next) -> Response { next.run(req).await }

// request inserts
pub async fn user_insert(mut req: Request, next: Next, u: User) -> Response { req.extensions_mut().insert(u); next.run(req).await }
pub async fn id_insert(mut req: Request, next: Next) -> Response { let id = RequestId(uuid::Uuid::new_v4().to_string()); req.extensions_mut().insert(id); next.run(req).await }
pub async fn catalog_insert(mut req: Request, next: Next) -> Response { req.extensions_mut().insert(load()); next.run(req).await } //~ large-extension-value
pub async fn catalog_insert_arc(mut req: Request, next: Next) -> Response { req.extensions_mut().insert(load_shared()); next.run(req).await }
pub async fn state_clone_insert(State(s): State<AppBig>, mut req: Request, next: Next) -> Response { req.extensions_mut().insert(s.catalog.clone()); next.run(req).await } //~ large-extension-value
pub async fn state_whole_insert(State(s): State<AppBig>, mut req: Request, next: Next) -> Response { req.extensions_mut().insert(s); next.run(req).await } //~ large-extension-value
pub async fn state_arc_insert(State(s): State<App>, mut req: Request, next: Next) -> Response { req.extensions_mut().insert(s.catalog.clone()); next.run(req).await }
pub async fn body_insert(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = axum::body::to_bytes(body, 65536).await.unwrap();
    parts.extensions.insert(Raw(bytes.clone())); //~ large-extension-value
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn body_len_insert(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = axum::body::to_bytes(body, 65536).await.unwrap();
    parts.extensions.insert(bytes.len());
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn body_text(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = axum::body::to_bytes(body, 65536).await.unwrap();
    let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
    parts.extensions.insert(text); //~ large-extension-value
    next.run(Request::from_parts(parts, Body::empty())).await
}
pub async fn body_text_trait(mut req: Request, next: Next) -> Response {
    use http_body_util::BodyExt;
    let bytes = std::mem::take(req.body_mut()).collect().await.unwrap().to_bytes(); //~ whole-body-upload
    req.extensions_mut().insert(bytes); //~ large-extension-value
    next.run(req).await
}
pub async fn header_text(mut req: Request, next: Next) -> Response {
    let text = req.headers().get("x-tenant").and_then(|v| v.to_str().ok()).map(str::to_owned);
    if let Some(text) = text { req.extensions_mut().insert(text); }
    next.run(req).await
}
pub async fn path_text(Path(tenant): Path<String>, mut req: Request, next: Next) -> Response { req.extensions_mut().insert(tenant); next.run(req).await }
pub async fn headers_insert(mut req: Request, next: Next) -> Response { let h = req.headers().clone(); req.extensions_mut().insert(h); next.run(req).await }
pub async fn uri_insert(mut req: Request, next: Next) -> Response { let u = req.uri().clone(); req.extensions_mut().insert(u); next.run(req).await }
pub async fn json_insert(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = axum::body::to_bytes(body, 65536).await.unwrap();
    let v: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    parts.extensions.insert(v); //~ large-extension-value
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn json_field(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = axum::body::to_bytes(body, 65536).await.unwrap();
    let v: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    if let Some(id) = v["id"].as_u64() { parts.extensions.insert(id); }
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn rawvec(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = axum::body::to_bytes(body, 65536).await.unwrap();
    parts.extensions.insert(RawVec { data: bytes.to_vec() }); //~ large-extension-value
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn rawvec_arc(req: Request, next: Next) -> Response {
    let (mut parts, body) = req.into_parts();
    let bytes = axum::body::to_bytes(body, 65536).await.unwrap();
    parts.extensions.insert(Arc::new(RawVec { data: bytes.to_vec() }));
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn array_insert(mut req: Request, next: Next) -> Response { req.extensions_mut().insert([0u8; 4096]); next.run(req).await } //~ large-extension-value
pub async fn array_small(mut req: Request, next: Next) -> Response { req.extensions_mut().insert([0u8; 32]); next.run(req).await }
// the variable's extensions
pub fn ext_local(mut req: Request, c: Catalog) -> Request { let ext = req.extensions_mut(); ext.insert(c); req } //~ large-extension-value
pub fn ext_param(ext: &mut Extensions, c: Catalog) { ext.insert(c); } //~ large-extension-value
pub fn ext_param_arc(ext: &mut Extensions, c: Arc<Catalog>) { ext.insert(c); }
pub fn ext_new(mut req: Request, c: Catalog) -> Request { let mut e = Extensions::new(); e.insert(c); *req.extensions_mut() = e; req } //~ large-extension-value
pub fn ext_extend(mut req: Request, c: Catalog) -> Request { let mut e = Extensions::new(); e.insert(c); req.extensions_mut().extend(e); req } //~ large-extension-value
pub fn ext_response_param(mut res: Response, c: Catalog) -> Response { let mut e = Extensions::new(); e.insert(c); *res.extensions_mut() = e; res }
pub fn get_or(mut req: Request) -> Request { req.extensions_mut().get_or_insert_with(load); req } //~ large-extension-value
pub fn get_or_closure(mut req: Request) -> Request { req.extensions_mut().get_or_insert_with(|| load()); req } //~ large-extension-value
pub fn get_or_closure_arc(mut req: Request) -> Request { req.extensions_mut().get_or_insert_with(|| Arc::new(load())); req }
pub fn get_or_val(mut req: Request, c: Catalog) -> Request { req.extensions_mut().get_or_insert(c); req } //~ large-extension-value
pub fn get_or_default(mut req: Request) -> Request { req.extensions_mut().get_or_insert_default::<Vec<String>>().push(String::new()); req } //~ large-extension-value
pub fn get_or_default_small(mut req: Request) -> Request { req.extensions_mut().get_or_insert_default::<u64>(); req }
impl<S: Send + Sync> FromRequestParts<S> for User {
    type Rejection = StatusCode;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.insert(load()); //~ large-extension-value
        parts.extensions.insert(RequestId(String::new()));
        Err(StatusCode::OK)
    }
}
pub fn ureq_parts(mut parts: Parts, c: Catalog) { parts.extensions.insert(c); } //~ large-extension-value
pub fn resp_parts(mut parts: http::response::Parts, c: Catalog) { parts.extensions.insert(c); }
pub fn in_closure(c: Catalog) -> Router { Router::new().layer(middleware::from_fn(move |mut req: Request, next: Next| { let c = c.clone(); async move { req.extensions_mut().insert(c); next.run(req).await } })) } //~ large-extension-value
pub fn in_closure_arc(c: Arc<Catalog>) -> Router { Router::new().layer(middleware::from_fn(move |mut req: Request, next: Next| { let c = c.clone(); async move { req.extensions_mut().insert(c); next.run(req).await } })) }
pub fn map_request(c: Catalog) -> Router { Router::new().layer(axum::middleware::map_request(move |mut req: Request| { let c = c.clone(); async move { req.extensions_mut().insert(c); req } })) } //~ large-extension-value
pub fn map_response(c: Catalog) -> Router { Router::new().layer(axum::middleware::map_response(move |mut res: Response| { let c = c.clone(); async move { res.extensions_mut().insert(c); res } })) }
pub fn service_map(c: Catalog) { let _ = tower::ServiceBuilder::new().map_request(move |mut req: http::Request<Body>| { req.extensions_mut().insert(c.clone()); req }); } //~ large-extension-value
// own type called Extensions
pub mod own {
    #[derive(Default)] pub struct Extensions(std::collections::HashMap<String, Vec<u8>>);
    impl Extensions { pub fn insert<T>(&mut self, _: T) {} }
    pub struct Extension<T>(pub T);
    pub struct Req { e: Extensions }
    impl Req { pub fn extensions_mut(&mut self) -> &mut Extensions { &mut self.e } }
    pub fn never(r: &mut Req, v: Vec<u64>) { r.extensions_mut().insert(v); let _ = Extension(vec![0u64]); }
}
pub fn span_ext(span: &mut tracing_subscriber::registry::ExtensionsMut<'_>, v: Vec<u64>) { span.insert(v); }
pub fn anymap(v: Vec<u64>) { let mut e = anymap2::AnyMap::new(); e.insert(v); }
// generics
pub fn put<T: Clone + Send + Sync + 'static>(mut req: Request, v: T) -> Request { req.extensions_mut().insert(v); req }
pub fn put_catalog(req: Request) -> Request { put(req, load()) } //~ large-extension-value
pub fn put_arc(req: Request) -> Request { put(req, load_shared()) }
pub fn with_ext<T: Clone + Send + Sync + 'static>(r: Router, v: T) -> Router { r.layer(Extension(v)) }
pub fn with_catalog(r: Router, c: Catalog) -> Router { with_ext(r, c) } //~ large-extension-value
pub fn with_arc(r: Router, c: Arc<Catalog>) -> Router { with_ext(r, c) }
pub struct Put<T>(T);
impl<T: Clone + Send + Sync + 'static> Put<T> { pub fn apply(&self, req: &mut Request) { req.extensions_mut().insert(self.0.clone()); } }
pub fn server<T: Clone + Send + Sync + 'static>(state: T) -> Router { Router::<T>::new().with_state(state) }
pub fn server_big(a: AppBig) -> Router { server(a) } //~ large-extension-value
pub fn server_small(a: App) -> Router { server(a) }
