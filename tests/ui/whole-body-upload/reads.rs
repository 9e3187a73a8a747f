//! Limits of reads, and whose body it is that is read, in pairs.
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::middleware::Next;
use futures::{StreamExt, TryStreamExt};
use http_body_util::{BodyExt, Limited};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_util::io::StreamReader;

const MIB: usize = 1024 * 1024;
const SMALL: usize = 64 * 1024;
const AT: usize = 16 * MIB;
const OVER: usize = AT + 1;
static STATIC_SMALL: usize = 8 * MIB;
static STATIC_BIG: usize = 64 * MIB;
mod limits { pub const BIG: usize = 1 << 30; pub const OK: usize = 1 << 20; pub mod deep { pub const NONE: usize = usize::MAX; } }
use limits::deep::NONE as NO_LIMIT;
struct Limits;
impl Limits { const MAX: usize = 2 << 20; const HUGE: usize = 1 << 34; }
struct Config { max: usize }
const fn mib(n: usize) -> usize { n * 1024 * 1024 }
const VIA_FN: usize = mib(8);
const VIA_FN_BIG: usize = mib(512);

pub async fn l_usize_max(req: Request) { let _ = to_bytes(req.into_body(), usize::MAX).await; } //~ whole-body-upload
pub async fn l_small(req: Request) { let _ = to_bytes(req.into_body(), SMALL).await; }
pub async fn l_at(req: Request) { let _ = to_bytes(req.into_body(), AT).await; }
pub async fn l_over(req: Request) { let _ = to_bytes(req.into_body(), OVER).await; } //~ whole-body-upload
pub async fn l_shift(req: Request) { let _ = to_bytes(req.into_body(), 1 << 30).await; } //~ whole-body-upload
pub async fn l_shift_ok(req: Request) { let _ = to_bytes(req.into_body(), 1 << 24).await; }
pub async fn l_u32(req: Request) { let _ = to_bytes(req.into_body(), u32::MAX as usize).await; } //~ whole-body-upload
pub async fn l_u16(req: Request) { let _ = to_bytes(req.into_body(), u16::MAX as usize).await; }
pub async fn l_u16_into(req: Request) { let _ = to_bytes(req.into_body(), u16::MAX.into()).await; }
pub async fn l_expr(req: Request) { let _ = to_bytes(req.into_body(), 16 * 1024 * 1024).await; }
pub async fn l_expr_over(req: Request) { let _ = to_bytes(req.into_body(), 17 * 1024 * 1024).await; } //~ whole-body-upload
pub async fn l_under_score(req: Request) { let _ = to_bytes(req.into_body(), 16_777_216).await; }
pub async fn l_under_score_over(req: Request) { let _ = to_bytes(req.into_body(), 16_777_217).await; } //~ whole-body-upload
pub async fn l_suffix(req: Request) { let _ = to_bytes(req.into_body(), 100_000_000usize).await; } //~ whole-body-upload
pub async fn l_other_mod(req: Request) { let _ = to_bytes(req.into_body(), limits::BIG).await; } //~ whole-body-upload
pub async fn l_other_mod_ok(req: Request) { let _ = to_bytes(req.into_body(), limits::OK).await; }
pub async fn l_renamed(req: Request) { let _ = to_bytes(req.into_body(), NO_LIMIT).await; } //~ whole-body-upload
pub async fn l_assoc(req: Request) { let _ = to_bytes(req.into_body(), Limits::MAX).await; }
pub async fn l_assoc_big(req: Request) { let _ = to_bytes(req.into_body(), Limits::HUGE).await; } //~ whole-body-upload
pub async fn l_static_ok(req: Request) { let _ = to_bytes(req.into_body(), STATIC_SMALL).await; }
pub async fn l_static(req: Request) { let _ = to_bytes(req.into_body(), STATIC_BIG).await; } //~ whole-body-upload
pub async fn l_config(req: Request, config: &Config) { let _ = to_bytes(req.into_body(), config.max).await; }
pub async fn l_param(req: Request, max: usize) { let _ = to_bytes(req.into_body(), max).await; }
pub async fn l_local(req: Request) { let limit = 1024; let _ = to_bytes(req.into_body(), limit).await; }
pub async fn l_local_big(req: Request) { let limit = usize::MAX; let _ = to_bytes(req.into_body(), limit).await; } //~ whole-body-upload
pub async fn l_local_expr(req: Request) { let limit = 500 * MIB; let _ = to_bytes(req.into_body(), limit).await; } //~ whole-body-upload
pub async fn l_const_fn(req: Request) { let _ = to_bytes(req.into_body(), VIA_FN).await; }
pub async fn l_const_fn_big(req: Request) { let _ = to_bytes(req.into_body(), VIA_FN_BIG).await; } //~ whole-body-upload
pub async fn l_env(req: Request) { let max = std::env::var("M").ok().and_then(|v| v.parse().ok()).unwrap_or(usize::MAX); let _ = to_bytes(req.into_body(), max).await; }
pub async fn l_pow(req: Request) { let _ = to_bytes(req.into_body(), 2usize.pow(30)).await; } //~ whole-body-upload
pub async fn l_pow_ok(req: Request) { let _ = to_bytes(req.into_body(), 2usize.pow(20)).await; }
pub async fn l_not_zero(req: Request) { let _ = to_bytes(req.into_body(), !0).await; } //~ whole-body-upload
pub async fn l_max_value(req: Request) { let _ = to_bytes(req.into_body(), usize::max_value()).await; } //~ whole-body-upload
pub async fn l_std_max(req: Request) { let _ = to_bytes(req.into_body(), std::usize::MAX).await; } //~ whole-body-upload
pub async fn l_inner_const(req: Request) { const LIMIT: usize = 5_000_000_000; let _ = to_bytes(req.into_body(), LIMIT).await; } //~ whole-body-upload
pub async fn l_min(req: Request, n: usize) { let _ = to_bytes(req.into_body(), n.min(usize::MAX)).await; }
pub async fn l_if(req: Request, small: bool) { let limit = if small { 1024 } else { 4096 }; let _ = to_bytes(req.into_body(), limit).await; }
pub async fn l_if_big(req: Request, small: bool) { let limit = if small { 1024 } else { usize::MAX }; let _ = to_bytes(req.into_body(), limit).await; } //~ whole-body-upload

// plumbing
pub async fn p_let(req: Request) { let body = req.into_body(); let all = to_bytes(body, usize::MAX).await; drop(all); } //~ whole-body-upload
pub async fn p_parts(req: Request) { let (parts, body) = req.into_parts(); let all = to_bytes(body, usize::MAX).await; drop((all, parts)); } //~ whole-body-upload
pub async fn p_question(req: Request) -> Result<Bytes, axum::Error> { let all = to_bytes(req.into_body(), usize::MAX).await?; Ok(all) } //~ whole-body-upload
pub async fn p_let_else(req: Request) -> Response {
    let Ok(all) = to_bytes(req.into_body(), usize::MAX).await else { return StatusCode::BAD_REQUEST.into_response() }; //~ whole-body-upload
    all.into_response()
}
pub async fn p_match(req: Request) -> Response {
    match to_bytes(req.into_body(), usize::MAX).await { //~ whole-body-upload
        Ok(b) => b.into_response(), Err(_) => StatusCode::BAD_REQUEST.into_response() }
}
pub async fn p_map_err(req: Request) -> Result<Bytes, StatusCode> {
    to_bytes(req.into_body(), usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST) //~ whole-body-upload
}
pub async fn p_full_path(req: axum::extract::Request) { let _ = axum::body::to_bytes(req.into_body(), usize::MAX).await; } //~ whole-body-upload
pub async fn p_http_request(req: axum::http::Request<axum::body::Body>) { let _ = axum::body::to_bytes(req.into_body(), usize::MAX).await; } //~ whole-body-upload
pub async fn p_body_param_handler(body: Body) -> StatusCode { let _ = to_bytes(body, usize::MAX).await; StatusCode::OK } //~ whole-body-upload
pub fn p_router() -> axum::Router { axum::Router::new().route("/", axum::routing::post(p_body_param_handler)).route("/2", axum::routing::post(|body: Body| async move {
    let _ = to_bytes(body, usize::MAX).await; //~ whole-body-upload
})).route("/3", axum::routing::post(|req: Request| async move {
    let _ = to_bytes(req.into_body(), usize::MAX).await; //~ whole-body-upload
}))
}
pub async fn p_middleware(req: Request, next: Next) -> Response {
    let (parts, body) = req.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap(); //~ whole-body-upload
    next.run(Request::from_parts(parts, Body::from(bytes))).await
}
pub async fn p_middleware_of_response(req: Request, next: Next) -> Response {
    let res = next.run(req).await;
    let (parts, body) = res.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    Response::from_parts(parts, Body::from(bytes))
}
async fn p_helper(body: Body) -> Bytes { to_bytes(body, usize::MAX).await.unwrap() } //~ whole-body-upload
pub async fn p_calls_helper(req: Request) -> Bytes { p_helper(req.into_body()).await }
async fn p_helper_res(body: Body) -> Bytes { to_bytes(body, usize::MAX).await.unwrap() }
pub async fn p_calls_helper_res(req: Request, next: Next) -> Bytes { p_helper_res(next.run(req).await.into_body()).await }
async fn p_helper_none(body: Body) -> Bytes { to_bytes(body, usize::MAX).await.unwrap() }
async fn p_generic<B: http_body::Body>(body: B) -> Option<Bytes> { Some(body.collect().await.ok()?.to_bytes()) } //~ whole-body-upload
pub async fn p_generic_req(req: Request) { p_generic(req.into_body()).await; }
async fn p_generic2<B>(body: B) -> Option<Bytes> where B: http_body::Body<Data = Bytes> { Some(body.collect().await.ok()?.to_bytes()) }
pub async fn p_generic2_res(res: http::Response<Body>) { p_generic2(res.into_body()).await; }
async fn p_generic_limited<B: http_body::Body>(body: B) -> Option<Bytes> { Some(body.collect().await.ok()?.to_bytes()) }
pub async fn p_generic_limited_req(req: Request) { p_generic_limited(Limited::new(req.into_body(), SMALL)).await; }
pub async fn p_limited(req: Request) { let _ = Limited::new(req.into_body(), SMALL).collect().await; }
pub async fn p_limited_let(req: Request) { let body = Limited::new(req.into_body(), SMALL); let _ = body.collect().await; }
pub async fn p_limited_big(req: Request) { let _ = Limited::new(req.into_body(), usize::MAX).collect().await; } //~ whole-body-upload
pub async fn p_limited_config(req: Request, c: &Config) { let _ = Limited::new(req.into_body(), c.max).collect().await; }
trait Reads { async fn read_all(self) -> Bytes; }
impl Reads for Request { async fn read_all(self) -> Bytes { to_bytes(self.into_body(), usize::MAX).await.unwrap() } } //~ whole-body-upload
impl Reads for Response { async fn read_all(self) -> Bytes { to_bytes(self.into_body(), usize::MAX).await.unwrap() } }
struct Ctx { req: Request }
impl Ctx { async fn all(self) -> Bytes { to_bytes(self.req.into_body(), usize::MAX).await.unwrap() } } //~ whole-body-upload
struct Holder { body: Body }
impl Holder { async fn all(self) -> Bytes { to_bytes(self.body, usize::MAX).await.unwrap() } } //~ whole-body-upload
pub async fn p_holder(req: Request) { Holder { body: req.into_body() }.all().await; }
struct HolderRes { body: Body }
impl HolderRes { async fn all(self) -> Bytes { to_bytes(self.body, usize::MAX).await.unwrap() } }
pub async fn p_holder_res(req: http::Response<Body>) { HolderRes { body: req.into_body() }.all().await; }
pub async fn c_collect(req: Request) { let _ = req.into_body().collect().await.unwrap().to_bytes(); } //~ whole-body-upload
pub async fn c_collect_req(req: Request) { let _ = req.collect().await.unwrap().to_bytes(); } //~ whole-body-upload
pub async fn c_collect_agg(req: Request) { let _ = req.into_body().collect().await.unwrap().aggregate(); } //~ whole-body-upload
pub async fn c_ufcs(req: Request) { let _ = BodyExt::collect(req.into_body()).await; } //~ whole-body-upload
pub async fn c_map_err(req: Request) { let _ = req.into_body().map_err(|_| ()).collect().await; } //~ whole-body-upload
pub async fn c_boxed(req: Request) { let b = req.into_body().boxed(); let _ = b.collect().await; } //~ whole-body-upload
pub async fn c_stream_try_fold(req: Request) -> Result<Vec<u8>, axum::Error> {
    req.into_body().into_data_stream().try_fold(Vec::new(), |mut acc, chunk| async move { acc.extend_from_slice(&chunk); Ok(acc) }).await //~ whole-body-upload
}
pub async fn c_stream_try_fold_count(req: Request) -> Result<usize, axum::Error> {
    req.into_body().into_data_stream().try_fold(0usize, |acc, chunk| async move { Ok(acc + chunk.len()) }).await
}
pub async fn c_stream_fold_checked(req: Request) -> Result<Vec<u8>, axum::Error> {
    req.into_body().into_data_stream().try_fold(Vec::new(), |mut acc, chunk| async move { if acc.len() + chunk.len() > SMALL { return Err(axum::Error::new("x")); } acc.extend_from_slice(&chunk); Ok(acc) }).await
}
pub async fn c_stream_collect(req: Request) { let _: Vec<Result<Bytes, axum::Error>> = req.into_body().into_data_stream().collect().await; } //~ whole-body-upload
pub async fn c_stream_try_collect(req: Request) { let _: Result<Vec<Bytes>, _> = req.into_body().into_data_stream().try_collect().await; } //~ whole-body-upload
pub async fn c_stream_map_collect(req: Request) { let _: Vec<_> = req.into_body().into_data_stream().map(|c| c.unwrap()).collect().await; } //~ whole-body-upload
pub async fn c_stream_count(req: Request) { let _: usize = req.into_body().into_data_stream().count().await; }
pub async fn r_reader(req: Request) {
    let stream = req.into_body().into_data_stream().map_err(std::io::Error::other);
    let mut reader = StreamReader::new(stream);
    let mut all = Vec::new();
    reader.read_to_end(&mut all).await.unwrap(); //~ whole-body-upload
}
pub async fn r_reader_take(req: Request) {
    let stream = req.into_body().into_data_stream().map_err(std::io::Error::other);
    let mut reader = StreamReader::new(stream).take(1 << 20);
    let mut all = Vec::new();
    reader.read_to_end(&mut all).await.unwrap();
}
pub async fn r_reader_take_big(req: Request) {
    let stream = req.into_body().into_data_stream().map_err(std::io::Error::other);
    let mut reader = StreamReader::new(stream).take(u64::MAX);
    let mut all = Vec::new();
    reader.read_to_end(&mut all).await.unwrap(); //~ whole-body-upload
}
pub async fn r_reader_string(req: Request) {
    let reader = StreamReader::new(req.into_body().into_data_stream().map_err(std::io::Error::other));
    tokio::pin!(reader);
    let mut s = String::new();
    reader.read_to_string(&mut s).await.unwrap(); //~ whole-body-upload
}
pub async fn r_reader_copy(req: Request) -> std::io::Result<()> {
    let reader = StreamReader::new(req.into_body().into_data_stream().map_err(std::io::Error::other));
    tokio::pin!(reader);
    let mut f = tokio::fs::File::create("x").await?;
    tokio::io::copy(&mut reader, &mut f).await?;
    Ok(())
}
// A copy into a vector is no buffering read yet.
pub async fn r_reader_copy_vec(req: Request) -> std::io::Result<Vec<u8>> {
    let reader = StreamReader::new(req.into_body().into_data_stream().map_err(std::io::Error::other));
    tokio::pin!(reader);
    let mut all = Vec::new();
    tokio::io::copy(&mut reader, &mut all).await?; //~ whole-body-upload
    Ok(all)
}
pub async fn r_file() -> Vec<u8> { let mut f = tokio::fs::File::open("x").await.unwrap(); let mut v = vec![]; f.read_to_end(&mut v).await.unwrap(); v }
pub async fn client_hyper(res: http::Response<hyper::body::Incoming>) -> Bytes { res.into_body().collect().await.unwrap().to_bytes() }
pub async fn server_hyper(res: http::Request<hyper::body::Incoming>) -> Bytes { res.into_body().collect().await.unwrap().to_bytes() } //~ whole-body-upload
pub async fn handler_spawn(req: Request) { tokio::spawn(async move { let _ = to_bytes(req.into_body(), usize::MAX).await; }); } //~ whole-body-upload
pub async fn timeout(req: Request) { let _ = tokio::time::timeout(std::time::Duration::from_secs(1), to_bytes(req.into_body(), usize::MAX)).await; } //~ whole-body-upload
pub async fn built_body() { let body = Body::from("x"); let _ = to_bytes(body, usize::MAX).await; }
pub async fn built_request() { let req = Request::new(Body::from("x")); let _ = to_bytes(req.into_body(), usize::MAX).await; }
pub async fn cl_checked(req: Request) -> Response {
    let Some(len) = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok()) else { return StatusCode::LENGTH_REQUIRED.into_response(); };
    if len > SMALL { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
    to_bytes(req.into_body(), usize::MAX).await.unwrap().into_response()
}
pub async fn cl_lets_chunked(req: Request) -> Response {
    if let Some(len) = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok()) {
        if len > SMALL { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
    }
    to_bytes(req.into_body(), usize::MAX).await.unwrap().into_response() //~ whole-body-upload
}
pub async fn cl_default_zero(req: Request) -> Response {
    let len = req.headers().get(http::header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok()).unwrap_or(0);
    if len > SMALL { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
    to_bytes(req.into_body(), usize::MAX).await.unwrap().into_response() //~ whole-body-upload
}
pub async fn cl_default_max(req: Request) -> Response {
    let len = req.headers().get(http::header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok()).unwrap_or(usize::MAX);
    if len > SMALL { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
    to_bytes(req.into_body(), usize::MAX).await.unwrap().into_response()
}
pub async fn cl_match(req: Request) -> Response {
    match req.headers().get(http::header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok()) {
        Some(n) if n <= SMALL => {}
        _ => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
    }
    to_bytes(req.into_body(), usize::MAX).await.unwrap().into_response()
}
pub async fn cl_upper_hint(req: Request) -> Response {
    use http_body::Body as _;
    if req.body().size_hint().upper().is_none_or(|n| n > 1024) { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
    to_bytes(req.into_body(), usize::MAX).await.unwrap().into_response()
}
pub async fn cl_size_hint_lower(req: Request) -> Response {
    use http_body::Body as _;
    if req.body().size_hint().lower() > 1024 { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
    to_bytes(req.into_body(), usize::MAX).await.unwrap().into_response() //~ whole-body-upload
}
