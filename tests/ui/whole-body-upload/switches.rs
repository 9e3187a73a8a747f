//! Limits of frameworks that are lifted, and layers that count, by what stands behind them.
use axum::{Router, Json, body::{Body, Bytes, to_bytes}, extract::{DefaultBodyLimit, Multipart, Request}, routing::{get, post}};
use tower_http::limit::RequestBodyLimitLayer;
use tower::ServiceBuilder;
const BIG: usize = 1 << 30;
struct Config { limit: usize }
async fn bytes(body: Bytes) { drop(body); }
async fn json(Json(v): Json<serde_json::Value>) { drop(v); }
async fn multi(mut m: Multipart) { while let Ok(Some(f)) = m.next_field().await { let _ = f.bytes().await; } }
async fn multi_stream(mut m: Multipart) { while let Ok(Some(mut f)) = m.next_field().await { while let Ok(Some(c)) = f.chunk().await { println!("{}", c.len()); } } }
async fn no_read() {}
async fn ping() -> &'static str { "pong" }
async fn raw(body: Body) { let _ = to_bytes(body, 1024).await; }


pub fn s_disable() -> Router { Router::new().route("/", post(bytes)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_max_big() -> Router { Router::new().route("/", post(bytes)).layer(DefaultBodyLimit::max(BIG)) } //~ whole-body-upload
pub fn s_max_ok() -> Router { Router::new().route("/", post(bytes)).layer(DefaultBodyLimit::max(8 << 20)) }
pub fn s_max_at() -> Router { Router::new().route("/", post(bytes)).layer(DefaultBodyLimit::max(16 * 1024 * 1024)) }
pub fn s_max_config(c: &Config) -> Router { Router::new().route("/", post(bytes)).layer(DefaultBodyLimit::max(c.limit)) }
pub fn s_pair() -> Router { Router::new().route("/", post(bytes)).layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(1 << 20)) }
pub fn s_pair_big() -> Router { Router::new().route("/", post(bytes)).layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(BIG)) } //~ whole-body-upload
pub fn s_no_read() -> Router { Router::new().route("/", get(ping)).layer(DefaultBodyLimit::disable()) }
pub fn s_no_body() -> Router { Router::new().route("/", post(no_read)).layer(DefaultBodyLimit::disable()) }
pub fn s_json() -> Router { Router::new().route("/", post(json)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_multi() -> Router { Router::new().route("/", post(multi)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_multi_stream() -> Router { Router::new().route("/", post(multi_stream)).layer(DefaultBodyLimit::disable()) }
pub fn s_raw() -> Router { Router::new().route("/", post(raw)).layer(DefaultBodyLimit::disable()) }
pub fn s_route_only() -> Router { Router::new().route("/", post(bytes).layer(DefaultBodyLimit::disable())) } //~ whole-body-upload
pub fn s_route_only_other() -> Router { Router::new().route("/", get(ping).layer(DefaultBodyLimit::disable())).route("/b", post(bytes)) }
pub fn s_route_layer() -> Router { Router::new().route("/", post(bytes)).route_layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_order_before() -> Router { Router::new().layer(DefaultBodyLimit::disable()).route("/", post(bytes)) }
pub fn s_order_limit_before() -> Router { Router::new().layer(RequestBodyLimitLayer::new(1024)).route("/", post(bytes)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_nested() -> Router {
    let api = Router::new().route("/up", post(bytes)).layer(DefaultBodyLimit::disable()); //~ whole-body-upload
    Router::new().nest("/api", api).route("/", get(ping))
}
pub fn s_nested_limited_outside() -> Router {
    let api = Router::new().route("/up", post(bytes)).layer(DefaultBodyLimit::disable());
    Router::new().nest("/api", api).layer(RequestBodyLimitLayer::new(1024))
}
pub fn s_nested_limit_on_sibling() -> Router {
    let a = Router::new().route("/up", post(bytes)).layer(DefaultBodyLimit::disable()); //~ whole-body-upload
    let b = Router::new().route("/x", post(json)).layer(RequestBodyLimitLayer::new(1024));
    Router::new().nest("/a", a).nest("/b", b)
}
pub fn s_inner_max_wins() -> Router {
    Router::new().route("/up", post(bytes).layer(DefaultBodyLimit::max(1024))).layer(DefaultBodyLimit::disable())
}
pub fn s_outer_max_inner_disable() -> Router {
    Router::new().route("/up", post(bytes).layer(DefaultBodyLimit::disable())).layer(DefaultBodyLimit::max(1024)) //~ whole-body-upload
}
fn sub() -> Router { Router::new().route("/up", post(bytes)) }
fn sub_none() -> Router { Router::new().route("/up", get(ping)) }
pub fn s_fn_nested() -> Router { Router::new().nest("/s", sub()).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_fn_nested_none() -> Router { Router::new().nest("/s", sub_none()).layer(DefaultBodyLimit::disable()) }
pub fn s_merge() -> Router { Router::new().merge(sub()).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_builder() -> Router { Router::new().route("/", post(bytes)).layer(ServiceBuilder::new().layer(DefaultBodyLimit::disable())) } //~ whole-body-upload
pub fn s_builder_pair() -> Router { Router::new().route("/", post(bytes)).layer(ServiceBuilder::new().layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(1024))) }
pub fn s_let_layer() -> Router { let l = DefaultBodyLimit::disable(); Router::new().route("/", post(bytes)).layer(l) } //~ whole-body-upload
pub fn s_reassigned(up: bool) -> Router { let mut app = Router::new().route("/", post(bytes)); if up { app = app.layer(DefaultBodyLimit::disable()); } app } //~ whole-body-upload
fn unlimited(r: Router) -> Router { r.layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_wraps() -> Router { unlimited(Router::new().route("/", post(bytes))) }
pub fn s_closure() -> Router { Router::new().route("/", post(|b: Bytes| async move { drop(b); })).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_closure_none() -> Router { Router::new().route("/", post(|| async move { "x" })).layer(DefaultBodyLimit::disable()) }
// `String` is no extractor by its type.
pub fn s_string() -> Router { async fn text(s: String) { drop(s) } Router::new().route("/", post(text)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_result() -> Router { async fn text(s: Result<Json<String>, axum::extract::rejection::JsonRejection>) { drop(s) } Router::new().route("/", post(text)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
pub fn s_option() -> Router { async fn text(s: Option<Json<String>>) { drop(s) } Router::new().route("/", post(text)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
async fn raw_a(body: Body) { let _ = to_bytes(body, usize::MAX).await; }
pub fn r_limited() -> Router { Router::new().route("/", post(raw_a)).layer(RequestBodyLimitLayer::new(1 << 20)) }
async fn raw_b(body: Body) { let _ = to_bytes(body, usize::MAX).await; } //~ whole-body-upload
pub fn r_default_max() -> Router { Router::new().route("/", post(raw_b)).layer(DefaultBodyLimit::max(1 << 20)) }
async fn raw_c(body: Body) { let _ = to_bytes(body, usize::MAX).await; } //~ whole-body-upload
pub fn r_limit_before() -> Router { Router::new().layer(RequestBodyLimitLayer::new(1 << 20)).route("/", post(raw_c)) }
async fn raw_d(body: Body) { let _ = to_bytes(body, usize::MAX).await; } //~ whole-body-upload
pub fn r_limit_other() -> Router { let a = Router::new().route("/", post(raw_d)); let b = Router::new().route("/", post(json)).layer(RequestBodyLimitLayer::new(1 << 20)); a.merge(b) }
async fn raw_e(body: Body) { let _ = to_bytes(body, usize::MAX).await; } //~ whole-body-upload
pub fn r_limit_huge() -> Router { Router::new().route("/", post(raw_e)).layer(RequestBodyLimitLayer::new(usize::MAX)) }
async fn raw_f(body: Body) { let _ = to_bytes(body, usize::MAX).await; }
pub fn r_limit_outer() -> Router { let a = Router::new().route("/", post(raw_f)); Router::new().nest("/a", a).layer(RequestBodyLimitLayer::new(1 << 20)) }
async fn raw_g(body: Body) { let _ = to_bytes(body, usize::MAX).await; }
pub fn r_limit_config(c: &Config) -> Router { Router::new().route("/", post(raw_g)).layer(RequestBodyLimitLayer::new(c.limit)) }
async fn mw(req: Request, next: axum::middleware::Next) -> axum::response::Response { let (p, b) = req.into_parts(); let b = to_bytes(b, usize::MAX).await.unwrap(); next.run(Request::from_parts(p, Body::from(b))).await } //~ whole-body-upload
pub fn r_mw_limit_inside() -> Router { Router::new().route("/", post(json)).layer(RequestBodyLimitLayer::new(1024)).layer(axum::middleware::from_fn(mw)) }
async fn mw2(req: Request, next: axum::middleware::Next) -> axum::response::Response { let (p, b) = req.into_parts(); let b = to_bytes(b, usize::MAX).await.unwrap(); next.run(Request::from_parts(p, Body::from(b))).await }
pub fn r_mw_limit_outside() -> Router { Router::new().route("/", post(json)).layer(axum::middleware::from_fn(mw2)).layer(RequestBodyLimitLayer::new(1024)) }
async fn raw_h(body: Body) { let _ = to_bytes(body, usize::MAX).await; }
pub fn r_method_limit() -> Router { Router::new().route("/", post(raw_h).layer(RequestBodyLimitLayer::new(1024))) }
fn routes() -> Router { Router::new().route("/", post(raw_i)) }
async fn raw_i(body: Body) { let _ = to_bytes(body, usize::MAX).await; }
pub fn r_fn_outer() -> Router { Router::new().merge(routes()).layer(RequestBodyLimitLayer::new(1024)) }
async fn raw_j(body: Body) { let _ = to_bytes(body, usize::MAX).await; } //~ whole-body-upload
pub fn r_two_places() -> Router { let a = Router::new().route("/1", post(raw_j)).layer(RequestBodyLimitLayer::new(1024)); a.route("/2", post(raw_j)) }
