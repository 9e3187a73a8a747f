//! Values that a macro, a file or another client makes.
mod json_by_its_path {
    use axum::extract::Request; use axum::middleware::Next; use axum::response::Response;
    pub async fn mw(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(serde_json::json!({"a": 1})); n.run(r).await } //~ large-extension-value
}
mod shared_json {
    use axum::extract::Request; use axum::middleware::Next; use axum::response::Response; use std::sync::Arc;
    pub async fn mw(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Arc::new(serde_json::json!({"a": 1}))); n.run(r).await }
}
mod json_in_a_variable {
    use axum::{Extension, Router}; use serde_json::json;
    pub fn app() -> Router { let v = json!({"a": [1, 2, 3]}); Router::new().layer(Extension(v)) } //~ large-extension-value
}
mod arrays_of_known_size {
    use axum::{Extension, Router};
    #[derive(Clone)] pub struct T([u8; 1024]);
    #[derive(Clone)] pub struct T2([u8; 64]);
    #[derive(Clone)] pub struct T3([[u64; 16]; 16]);
    #[derive(Clone)] pub struct T4 { a: [u16; 100], b: u8 }
    #[derive(Clone)] pub struct T5<const N: usize>([u8; N]);
    pub fn a() -> Router { Router::new().layer(Extension(T([0; 1024]))) } //~ large-extension-value
    pub fn b() -> Router { Router::new().layer(Extension(T2([0; 64]))) }
    pub fn c() -> Router { Router::new().layer(Extension(T3([[0; 16]; 16]))) } //~ large-extension-value
    pub fn d() -> Router { Router::new().layer(Extension(T4 { a: [0; 100], b: 1 })) }
    pub fn e() -> Router { Router::new().layer(Extension(T5::<4096>([0; 4096]))) } //~ large-extension-value
    pub fn f() -> Router { Router::new().layer(Extension(T5::<16>([0; 16]))) }
    pub fn g() -> Router { Router::new().layer(Extension(Box::new(T([0; 1024])))) } //~ large-extension-value
    pub fn h() -> Router { Router::new().layer(Extension(Some(T([0; 1024])))) } //~ large-extension-value
    pub fn i() -> Router { Router::new().layer(Extension((1u8, T([0; 1024])))) } //~ large-extension-value
    pub fn j() -> Router { Router::new().layer(Extension((1u8, std::sync::Arc::new(T([0; 1024]))))) }
}
mod fields_and_variants {
    use axum::{Extension, Router}; use std::borrow::Cow; use std::sync::Arc; use std::collections::*;
    #[derive(Clone)] pub struct A { text: Cow<'static, str>, n: u8 }
    #[derive(Clone)] pub struct B { text: Box<[u8]>, n: u8 }
    #[derive(Clone)] pub struct C { text: Arc<str>, map: Arc<BTreeMap<String, String>> }
    #[derive(Clone)] pub struct D { map: BTreeMap<String, String> }
    #[derive(Clone)] pub struct E { q: VecDeque<u64> }
    #[derive(Clone)] pub struct F { name: String, port: u16, host: Option<String> }
    #[derive(Clone)] pub struct G { inner: Arc<D>, f: F }
    #[derive(Clone)] pub enum H { One(u8), Many(Vec<String>) }
    #[derive(Clone)] pub enum I { One(u8), Many(Arc<[String]>) }
    pub fn a(v: A) -> Router { Router::new().layer(Extension(v)) }
    pub fn b(v: B) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
    pub fn c(v: C) -> Router { Router::new().layer(Extension(v)) }
    pub fn d(v: D) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
    pub fn e(v: E) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
    pub fn f(v: F) -> Router { Router::new().layer(Extension(v)) }
    pub fn g(v: G) -> Router { Router::new().layer(Extension(v)) }
    pub fn h(v: H) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
    pub fn i(v: I) -> Router { Router::new().layer(Extension(v)) }
    pub fn j(v: HashSet<String>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
    pub fn k(v: &'static HashSet<String>) -> Router { Router::new().layer(Extension(v)) }
    pub fn l(v: Box<HashMap<String, u8>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
    pub fn m(v: Arc<HashMap<String, u8>>) -> Router { Router::new().layer(Extension(v.as_ref().clone())) } //~ large-extension-value
    pub fn n(v: Arc<HashMap<String, u8>>) -> Router { Router::new().layer(Extension(v.clone())) }
    pub fn o(v: Arc<HashMap<String, u8>>) -> Router { Router::new().layer(Extension((*v).clone())) } //~ large-extension-value
    pub fn p(v: Vec<&'static str>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
    pub fn q(v: Vec<Arc<D>>) -> Router { Router::new().layer(Extension(v)) } //~ large-extension-value
}
mod aliases_and_generics {
    use axum::{Extension, Router}; use std::sync::Arc; use std::collections::HashMap;
    type Table = HashMap<String, Vec<u8>>; type Shared = Arc<Table>;
    #[derive(Clone)] struct W<T> { inner: T }
    pub fn a(t: Table) -> Router { Router::new().layer(Extension(t)) } //~ large-extension-value
    pub fn b(t: Shared) -> Router { Router::new().layer(Extension(t)) }
    pub fn c(t: Table) -> Router { Router::new().layer(Extension(W { inner: t })) } //~ large-extension-value
    pub fn d(t: Shared) -> Router { Router::new().layer(Extension(W { inner: t })) }
    fn share<T: Clone + Send + Sync + 'static>(r: Router, t: T) -> Router { r.layer(Extension(t)) }
    pub fn e(t: Table) -> Router { share(Router::new(), t) } //~ large-extension-value
    pub fn f(t: Shared) -> Router { share(Router::new(), t) }
}
mod where_bytes_come_from {
    use axum::{extract::Request, middleware::Next, response::Response, body::{Body, to_bytes, Bytes}};
    #[derive(Clone)] struct Raw(Bytes); #[derive(Clone)] struct RawVec(Vec<u8>); #[derive(Clone)] struct Txt(String); #[derive(Clone)] struct Len(usize);
    pub async fn a(r: Request, n: Next) -> Response { let (mut p, b) = r.into_parts(); let b = to_bytes(b, 1024).await.unwrap(); p.extensions.insert(Raw(b.clone())); n.run(Request::from_parts(p, Body::from(b))).await } //~ large-extension-value
    pub async fn b(r: Request, n: Next) -> Response { let (mut p, b) = r.into_parts(); let b = to_bytes(b, 1024).await.unwrap(); p.extensions.insert(RawVec(b.to_vec())); n.run(Request::from_parts(p, Body::from(b))).await } //~ large-extension-value
    pub async fn c(r: Request, n: Next) -> Response { let (mut p, b) = r.into_parts(); let b = to_bytes(b, 1024).await.unwrap(); p.extensions.insert(Txt(String::from_utf8_lossy(&b).into_owned())); n.run(Request::from_parts(p, Body::from(b))).await } //~ large-extension-value
    pub async fn d(r: Request, n: Next) -> Response { let (mut p, b) = r.into_parts(); let b = to_bytes(b, 1024).await.unwrap(); p.extensions.insert(Len(b.len())); n.run(Request::from_parts(p, Body::from(b))).await }
    pub async fn e(mut r: Request, n: Next) -> Response { let t = r.headers().get("x").and_then(|v| v.to_str().ok()).unwrap_or("").to_string(); r.extensions_mut().insert(Txt(t)); n.run(r).await }
    pub async fn f(mut r: Request, n: Next) -> Response { let v = std::fs::read("big").unwrap(); r.extensions_mut().insert(RawVec(v)); n.run(r).await } //~ large-extension-value
    pub async fn g(mut r: Request, n: Next) -> Response { r.extensions_mut().insert(Bytes::from_static(b"abc")); n.run(r).await }
    pub async fn h(r: Request, n: Next) -> Response { let (mut p, b) = r.into_parts(); let b = to_bytes(b, 1024).await.unwrap(); let d = sha2::Sha256::digest(&b); p.extensions.insert(d); n.run(Request::from_parts(p, Body::from(b))).await }
    pub async fn i(mut r: Request, n: Next) -> Response { let id: [u8; 16] = rand::random(); r.extensions_mut().insert(id); n.run(r).await }
    use sha2::Digest;
}
mod requests_of_a_client {
    use std::sync::Arc;
    #[derive(Clone)] struct Ctx { rows: Vec<String> } #[derive(Clone)] struct Small { id: u64 }
    pub async fn a(c: &reqwest_middleware::ClientWithMiddleware) { let _ = c.get("x").with_extension(Ctx { rows: vec![] }).timeout(std::time::Duration::from_secs(1)).send().await.map(|r| async { r.bytes().await }); } //~ large-extension-value
    pub async fn b(c: &reqwest_middleware::ClientWithMiddleware) { let _ = c.get("x").with_extension(Arc::new(Ctx { rows: vec![] })); }
    pub async fn d(c: &reqwest_middleware::ClientWithMiddleware) { let _ = c.get("x").with_extension(Small { id: 1 }); }
    pub fn e(c: reqwest_middleware::ClientBuilder) { let _ = c.with_init(reqwest_middleware::Extension(Ctx { rows: vec![] })); } //~ large-extension-value
    pub fn f(c: reqwest_middleware::ClientBuilder) { let _ = c.with_init(reqwest_middleware::Extension(Arc::new(Ctx { rows: vec![] }))); }
}
mod rows_of_a_database {
    use axum::{extract::Request, middleware::Next, response::Response};
    #[derive(Clone, sqlx::FromRow)] struct User { id: i64, name: String, email: String }
    #[derive(Clone, sqlx::FromRow)] struct Doc { id: i64, blob: Vec<u8> }
    pub async fn a(mut r: Request, n: Next, p: sqlx::PgPool) -> Response { let u: User = sqlx::query_as("select").fetch_one(&p).await.unwrap(); r.extensions_mut().insert(u); n.run(r).await }
    pub async fn b(mut r: Request, n: Next, p: sqlx::PgPool) -> Response { let u: Vec<User> = sqlx::query_as("select").fetch_all(&p).await.unwrap(); r.extensions_mut().insert(u); n.run(r).await } //~ large-extension-value
    pub async fn c(mut r: Request, n: Next, p: sqlx::PgPool) -> Response { let u: Doc = sqlx::query_as("select").fetch_one(&p).await.unwrap(); r.extensions_mut().insert(u); n.run(r).await } //~ large-extension-value
}
