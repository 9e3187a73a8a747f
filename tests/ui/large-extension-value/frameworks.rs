//! Every framework, every collection, and what is moved into a single request.
use std::{borrow::Cow, collections::*, rc::Rc, sync::{Arc, Mutex, RwLock, atomic::AtomicU64}};
use axum::{Extension, Router, extract::Request, body::Bytes};
#[derive(Clone)] pub struct Big { rows: Vec<Row> } #[derive(Clone)] pub struct Row { a: u64, b: String }
#[derive(Clone)] pub struct Small { id: u64, name: String }
const KB: usize = 1024; const N: usize = 8;
#[derive(Clone, Copy)] pub struct Digest([u8; 32]); #[derive(Clone)] pub struct Page([u8; 4 * KB]); #[derive(Clone)] pub struct Arr<const L: usize>([u8; L]);
// actix
pub mod actix { use super::*; use actix_web::{HttpMessage, HttpRequest, dev::{ServiceRequest, ServiceResponse}, web, App, HttpResponse};
  pub fn req_big(r: &HttpRequest, v: Big) { r.extensions_mut().insert(v); } //~ large-extension-value
  pub fn req_small(r: &HttpRequest, v: Small) { r.extensions_mut().insert(v); }
  pub fn req_arc(r: &HttpRequest, v: Arc<Big>) { r.extensions_mut().insert(v); }
  pub fn sreq_big(r: &ServiceRequest, v: Big) { r.extensions_mut().insert(v); } //~ large-extension-value
  pub async fn body(r: HttpRequest, b: web::Bytes) { r.extensions_mut().insert(b); } //~ large-extension-value
  pub async fn text(r: HttpRequest, b: String) { r.extensions_mut().insert(b); } //~ large-extension-value
  pub async fn json(r: HttpRequest, b: web::Json<Small>) { r.extensions_mut().insert(b.into_inner()); }
  pub fn ext_var(r: &HttpRequest, v: Big) { let mut e = r.extensions_mut(); e.insert(v); } //~ large-extension-value
  pub fn data(v: Big) { App::new().app_data(web::Data::new(v)); }
  pub fn data_raw(v: Big) { App::new().app_data(v); }
  pub fn resp(mut r: HttpResponse, v: Big) { r.extensions_mut().insert(v); }
  pub fn sresp(mut r: ServiceResponse, v: Big) { r.response_mut().extensions_mut().insert(v); }
  pub fn sresp_req(r: ServiceResponse, v: Big) { r.request().extensions_mut().insert(v); } //~ large-extension-value
}
pub mod poem_ { use super::*; use poem::{EndpointExt, Route, Request as PReq, Response as PRes, handler, get};
  pub fn set(r: &mut PReq, v: Big) { r.set_data(v); } //~ large-extension-value
  pub fn set_arc(r: &mut PReq, v: Arc<Big>) { r.set_data(v); }
  pub fn set_small(r: &mut PReq, v: Small) { r.set_data(v); }
  pub fn ext(r: &mut PReq, v: Big) { r.extensions_mut().insert(v); } //~ large-extension-value
  pub fn data(v: Big) { let _ = Route::new().data(v); } //~ large-extension-value
  pub fn data_arc(v: Arc<Big>) { let _ = Route::new().data(v); }
  pub fn add(v: Big) { let _ = Route::new().with(poem::middleware::AddData::new(v)); } //~ large-extension-value
  pub fn add_small(v: Small) { let _ = Route::new().with(poem::middleware::AddData::new(v)); }
  pub fn res(r: &mut PRes, v: Big) { r.set_data(v); }
}
pub mod tide_ { use super::*;
  pub fn set(r: &mut tide::Request<()>, v: Big) { r.set_ext(v); } //~ large-extension-value
  pub fn set_arc(r: &mut tide::Request<()>, v: Arc<Big>) { r.set_ext(v); }
  pub fn res(r: &mut tide::Response, v: Big) { r.insert_ext(v); }
  pub fn state(v: Big) { let _ = tide::with_state(v); } //~ large-extension-value
  pub fn state_arc(v: Arc<Big>) { let _ = tide::with_state(v); }
  pub async fn body(mut r: tide::Request<()>) { let b = r.body_bytes().await.unwrap(); r.set_ext(b); } //~ large-extension-value //~ whole-body-upload
  pub async fn body_len(mut r: tide::Request<()>) { let b = r.body_bytes().await.unwrap(); r.set_ext(b.len()); } //~ whole-body-upload
}
pub mod tonic_ { use super::*;
  pub fn req(r: &mut tonic::Request<()>, v: Big) { r.extensions_mut().insert(v); } //~ large-extension-value
  pub fn req_arc(r: &mut tonic::Request<()>, v: Arc<Big>) { r.extensions_mut().insert(v); }
  pub fn res(r: &mut tonic::Response<()>, v: Big) { r.extensions_mut().insert(v); }
  pub fn interceptor(mut r: tonic::Request<()>) -> Result<tonic::Request<()>, tonic::Status> { r.extensions_mut().insert(Small { id: 0, name: String::new() }); Ok(r) }
  pub fn interceptor_big(mut r: tonic::Request<()>) -> Result<tonic::Request<()>, tonic::Status> { r.extensions_mut().insert(vec![Row { a: 0, b: String::new() }]); Ok(r) } //~ large-extension-value
}
pub mod hyper_ { use super::*; use hyper::body::Incoming; use http_body_util::BodyExt;
  pub fn req(r: &mut hyper::Request<Incoming>, v: Big) { r.extensions_mut().insert(v); } //~ large-extension-value
  pub fn build(v: Big) { let _ = hyper::Request::builder().extension(v).body(()); } //~ large-extension-value
  pub fn build_small(v: Small) { let _ = hyper::Request::builder().extension(v).body(()); }
  pub fn build_ext_mut(v: Big) { let mut b = http::Request::builder(); b.extensions_mut().unwrap().insert(v); } //~ large-extension-value
  pub fn build_ext_mut_if(v: Big) { let mut b = http::Request::builder(); if let Some(e) = b.extensions_mut() { e.insert(v); } } //~ large-extension-value
  pub fn resp_ext_mut(v: Big) { let mut b = http::Response::builder(); b.extensions_mut().unwrap().insert(v); }
  pub fn resp_ext_mut_if(v: Big) { let mut b = http::Response::builder(); if let Some(e) = b.extensions_mut() { e.insert(v); } }
  pub fn resp(r: &mut hyper::Response<Incoming>, v: Big) { r.extensions_mut().insert(v); }
  pub async fn collected(r: hyper::Request<Incoming>) { let (mut p, b) = r.into_parts(); let b = b.collect().await.unwrap().to_bytes(); p.extensions.insert(b); } //~ large-extension-value //~ whole-body-upload
  pub async fn resp_parts(r: hyper::Response<Incoming>) { let (mut p, b) = r.into_parts(); let b = b.collect().await.unwrap().to_bytes(); p.extensions.insert(b); }
}
pub mod warp_ { use super::*; use warp::Filter; pub fn state(v: Arc<Big>) { let _ = warp::any().map(move || v.clone()); } }
pub mod rocket_ { use super::*; use rocket::{Request as R};
  pub fn cache(r: &R<'_>) { r.local_cache(|| Big { rows: vec![] }); } //~ large-extension-value
  pub fn cache_small(r: &R<'_>) { r.local_cache(|| Small { id: 0, name: String::new() }); }
  pub async fn cache_async(r: &R<'_>) { r.local_cache_async(async { Big { rows: vec![] } }).await; } //~ large-extension-value
  pub async fn cache_arc(r: &R<'_>) { r.local_cache_async(async { Arc::new(Big { rows: vec![] }) }).await; }
  pub fn managed(v: Big) { let _ = rocket::build().manage(v); }
}
// types in a layer
pub fn t01(v: Cow<'static, str>) -> Router { Router::new().layer(Extension(v)) }
pub fn t02(v: BTreeMap<u64, String>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t03(v: VecDeque<u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t04(v: indexmap::IndexMap<String, u64>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t05(v: smallvec::SmallVec<[u64; 4]>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t06(v: hashbrown::HashMap<String, u64>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t07(v: Arc<hashbrown::HashMap<String, u64>>) -> Router { Router::new().layer(Extension(v)) }
pub fn t08(v: Page) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t09(v: Digest) -> Router { Router::new().layer(Extension(v)) }
pub fn t10(v: Arr<2048>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t11(v: Arr<N>) -> Router { Router::new().layer(Extension(v)) }
pub fn t12(v: Arr<{ 4 * KB }>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t13(v: serde_json::Value) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t14(v: Option<serde_json::Map<String, serde_json::Value>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t15(v: serde_json::Number) -> Router { Router::new().layer(Extension(v)) }
pub fn t16(v: Bytes) -> Router { Router::new().layer(Extension(v)) }
pub fn t17(v: Arc<str>) -> Router { Router::new().layer(Extension(v)) }
pub fn t18(v: reqwest::Client) -> Router { Router::new().layer(Extension(v)) }
pub fn t19(v: sqlx::PgPool) -> Router { Router::new().layer(Extension(v)) }
pub fn t20(v: tokio::sync::mpsc::Sender<Big>) -> Router { Router::new().layer(Extension(v)) }
pub fn t21(v: Arc<AtomicU64>) -> Router { Router::new().layer(Extension(v)) }
pub fn t22(v: Arc<Mutex<Vec<u64>>>) -> Router { Router::new().layer(Extension(v)) }
pub fn t23(v: fn(Big) -> Big) -> Router { Router::new().layer(Extension(v)) }
pub fn t24(v: Arc<dyn Fn(Big) -> Big + Send + Sync>) -> Router { Router::new().layer(Extension(v)) }
pub fn t25(v: (Arc<Big>, Vec<Row>)) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t26(v: (Arc<Big>, u64)) -> Router { Router::new().layer(Extension(v)) }
#[derive(Clone)] pub enum E { A(u8), B { rows: Vec<Row> } } pub fn t27(v: E) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
#[derive(Clone)] pub struct G<T> { v: Vec<T> } pub fn t28(v: G<u8>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
#[derive(Clone)] pub struct H<T> { v: Arc<T> } pub fn t29(v: H<Vec<u8>>) -> Router { Router::new().layer(Extension(v)) }
#[derive(Clone)] pub struct A5 { a: B5 } #[derive(Clone)] pub struct B5 { b: C5 } #[derive(Clone)] pub struct C5 { c: D5 } #[derive(Clone)] pub struct D5 { d: Option<Box<Vec<Row>>> }
pub fn t30(v: A5) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t31(v: tokio::sync::watch::Receiver<Big>) -> Router { Router::new().layer(Extension(v)) }
pub fn t32(v: arc_swap::ArcSwap<Big>) -> Router { Router::new().layer(Extension(Arc::new(v))) }
pub fn t33(v: dashmap::DashMap<u64, Row>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t34(v: HashSet<String>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t35(v: LinkedList<Row>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t36(v: BinaryHeap<u64>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t37(v: [u64; 127]) -> Router { Router::new().layer(Extension(v)) }
pub fn t38(v: [u64; 128]) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t39(v: bytes::BytesMut) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t40(v: http::HeaderMap) -> Router { Router::new().layer(Extension(v)) }
pub fn t41(v: uuid::Uuid) -> Router { Router::new().layer(Extension(v)) }
pub fn t42(v: std::path::PathBuf) -> Router { Router::new().layer(Extension(v)) }
pub fn t43(v: Vec<Arc<Big>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
pub fn t44(v: &'static [u8]) -> Router { Router::new().layer(Extension(v)) }
pub fn t45(v: std::sync::Weak<Big>) -> Router { Router::new().layer(Extension(v)) }
pub fn t46(v: std::pin::Pin<Box<Vec<Row>>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
type Al = HashMap<String, Vec<u8>>; pub fn t47(v: Al) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
type AlArc = Arc<Al>; pub fn t48(v: AlArc) -> Router { Router::new().layer(Extension(v)) }
pub fn t49(signing_key: Vec<u8>) -> Router { Router::new().layer(Extension(signing_key)) }
pub fn t50(dictionary: Vec<u8>) -> Router { Router::new().layer(Extension(dictionary)) } //~ large-extension-value
pub fn t51(v: jsonwebtoken::DecodingKey) -> Router { Router::new().layer(Extension(v)) }
pub fn t52(v: tera::Tera) -> Router { Router::new().layer(Extension(v)) }
pub fn t53(v: std::num::NonZeroU64) -> Router { Router::new().layer(Extension(v)) }
pub fn t54(v: Result<Big, String>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
// claims and users moved in
#[derive(Clone, serde::Deserialize)] pub struct Claims { sub: String, exp: u64, roles: Vec<String>, scopes: HashSet<String>, org: Option<String> }
pub fn c1(mut r: Request, c: Claims) -> Request { r.extensions_mut().insert(c); r }
#[derive(Clone)] pub struct Session { user: Small, claims: Claims } pub fn c2(mut r: Request, c: Session) -> Request { r.extensions_mut().insert(c); r }
#[derive(Clone)] pub struct Audit { body: Bytes, at: u64 } pub fn c3(mut r: Request, b: Bytes) -> Request { r.extensions_mut().insert(Audit { body: b, at: 0 }); r }
pub async fn c4(req: Request) -> Request { let (mut p, b) = req.into_parts(); let b = axum::body::to_bytes(b, 10).await.unwrap(); p.extensions.insert(Audit { body: b, at: 0 }); Request::from_parts(p, axum::body::Body::empty()) } //~ large-extension-value
#[derive(Clone)] pub struct Report { rows: Vec<Row> } pub fn c5(mut r: Request, c: Report) -> Request { r.extensions_mut().insert(c); r } //~ large-extension-value
pub fn c6(mut r: Request, c: Vec<String>) -> Request { r.extensions_mut().insert(c); r } //~ large-extension-value
pub fn c7(mut r: Request) -> Request { let ids: Vec<u64> = r.headers().get("ids").and_then(|v| v.to_str().ok()).map(|s| s.split(',').filter_map(|x| x.parse().ok()).collect()).unwrap_or_default(); r.extensions_mut().insert(ids); r } //~ large-extension-value
