//! Reads behind checks of the length, limits on routers, switches and middleware.
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{DefaultBodyLimit, Form, FromRequest, Json, Multipart, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use futures::{StreamExt, TryStreamExt};
use http_body_util::{BodyExt, Limited};
use std::io::Write;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceBuilder;
use tower_http::limit::RequestBodyLimitLayer;

// content-length checks
async fn cl_refuses_missing(req: Request) -> StatusCode {
    let Some(len) =
        req.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok())
    else {
        return StatusCode::LENGTH_REQUIRED;
    };
    if len > 1024 {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(req.into_body(), usize::MAX).await;
    StatusCode::OK
}
async fn cl_lets_missing(req: Request) -> StatusCode {
    if let Some(len) =
        req.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<usize>().ok())
    {
        if len > 1024 {
            return StatusCode::PAYLOAD_TOO_LARGE;
        }
    }
    let _b = to_bytes(req.into_body(), usize::MAX).await; //~ whole-body-upload
    StatusCode::OK
}
async fn cl_match(headers: HeaderMap, body: Body) -> StatusCode {
    match headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) {
        Some(n) if n <= 4096 => {}
        _ => return StatusCode::LENGTH_REQUIRED,
    }
    let _b = to_bytes(body, usize::MAX).await;
    StatusCode::OK
}
async fn cl_match_none_passes(headers: HeaderMap, body: Body) -> StatusCode {
    match headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) {
        Some(n) if n > 4096 => return StatusCode::PAYLOAD_TOO_LARGE,
        _ => {}
    }
    let _b = to_bytes(body, usize::MAX).await; //~ whole-body-upload
    StatusCode::OK
}
async fn cl_unwrap_or_max(headers: HeaderMap, body: Body) -> StatusCode {
    let n = headers
        .get("content-length")
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<u64>().ok())
        .unwrap_or(u64::MAX);
    if n > 4096 {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await;
    StatusCode::OK
}
async fn cl_unwrap_or_zero(headers: HeaderMap, body: Body) -> StatusCode {
    let n =
        headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()).unwrap_or(0);
    if n > 4096 {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await; //~ whole-body-upload
    StatusCode::OK
}
async fn cl_unwrap_or_default(headers: HeaderMap, body: Body) -> StatusCode {
    let n: u64 =
        headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok()).unwrap_or_default();
    if n > 4096 {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await; //~ whole-body-upload
    StatusCode::OK
}
async fn cl_ok_or_question(headers: HeaderMap, body: Body) -> Result<StatusCode, StatusCode> {
    let n: u64 = headers
        .get(header::CONTENT_LENGTH)
        .ok_or(StatusCode::LENGTH_REQUIRED)?
        .to_str()
        .map_err(|_| StatusCode::BAD_REQUEST)?
        .parse()
        .map_err(|_| StatusCode::BAD_REQUEST)?;
    if n > 4096 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let _b = to_bytes(body, usize::MAX).await;
    Ok(StatusCode::OK)
}
async fn cl_present_not_compared(headers: HeaderMap, body: Body) -> Result<StatusCode, StatusCode> {
    let n: u64 = headers
        .get(header::CONTENT_LENGTH)
        .ok_or(StatusCode::LENGTH_REQUIRED)?
        .to_str()
        .map_err(|_| StatusCode::BAD_REQUEST)?
        .parse()
        .map_err(|_| StatusCode::BAD_REQUEST)?;
    println!("{n}");
    let _b = to_bytes(body, usize::MAX).await; //~ whole-body-upload
    Ok(StatusCode::OK)
}
async fn cl_is_none_or(headers: HeaderMap, body: Body) -> StatusCode {
    let n = headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if n.is_none_or(|n| n > 4096) {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await;
    StatusCode::OK
}
async fn cl_is_some_and(headers: HeaderMap, body: Body) -> StatusCode {
    let n = headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if n.is_some_and(|n| n > 4096) {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await; //~ whole-body-upload
    StatusCode::OK
}
async fn cl_map_or_true(headers: HeaderMap, body: Body) -> StatusCode {
    let n = headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if n.map_or(true, |n| n > 4096) {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await;
    StatusCode::OK
}
async fn cl_map_or_false(headers: HeaderMap, body: Body) -> StatusCode {
    let n = headers.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if n.map_or(false, |n| n > 4096) {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await; //~ whole-body-upload
    StatusCode::OK
}
fn length(h: &HeaderMap) -> Result<u64, StatusCode> {
    let n = h
        .get("content-length")
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<u64>().ok())
        .ok_or(StatusCode::LENGTH_REQUIRED)?;
    if n > 4096 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    Ok(n)
}
async fn cl_helper(headers: HeaderMap, body: Body) -> Result<StatusCode, StatusCode> {
    length(&headers)?;
    let _b = to_bytes(body, usize::MAX).await;
    Ok(StatusCode::OK)
}
fn length_lets(h: &HeaderMap) -> Result<(), StatusCode> {
    if let Some(n) = h.get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) {
        if n > 4096 {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
    }
    Ok(())
}
async fn cl_helper_lets(headers: HeaderMap, body: Body) -> Result<StatusCode, StatusCode> {
    length_lets(&headers)?;
    let _b = to_bytes(body, usize::MAX).await; //~ whole-body-upload
    Ok(StatusCode::OK)
}
async fn cl_typed(headers: axum_extra::TypedHeader<axum_extra::headers::ContentLength>, body: Body) -> StatusCode {
    if headers.0.0 > 4096 {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let _b = to_bytes(body, usize::MAX).await;
    StatusCode::OK
}
pub fn cl() -> Router {
    Router::new()
        .route("/1", post(cl_refuses_missing))
        .route("/2", post(cl_lets_missing))
        .route("/3", post(cl_match))
        .route("/4", post(cl_match_none_passes))
        .route("/5", post(cl_unwrap_or_max))
        .route("/6", post(cl_unwrap_or_zero))
        .route("/7", post(cl_unwrap_or_default))
        .route("/8", post(cl_ok_or_question))
        .route("/9", post(cl_present_not_compared))
        .route("/10", post(cl_is_none_or))
        .route("/11", post(cl_is_some_and))
        .route("/12", post(cl_map_or_true))
        .route("/13", post(cl_map_or_false))
        .route("/14", post(cl_helper))
        .route("/15", post(cl_helper_lets))
        .route("/16", post(cl_typed))
}

// nested routers
async fn raw1(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
async fn raw2(b: Body) {
    let _ = to_bytes(b, usize::MAX).await; //~ whole-body-upload
}
pub fn limit_on_nested_only() -> Router {
    let api = Router::new().route("/a", post(raw1)).layer(RequestBodyLimitLayer::new(1024));
    Router::new().nest("/api", api).route("/b", post(raw2))
}
async fn raw3(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
async fn raw4(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
pub fn limit_on_outer() -> Router {
    let api = Router::new().route("/a", post(raw3));
    Router::new().nest("/api", api).route("/b", post(raw4)).layer(RequestBodyLimitLayer::new(1024))
}
async fn raw5(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
async fn raw6(b: Body) {
    let _ = to_bytes(b, usize::MAX).await; //~ whole-body-upload
}
pub fn limit_before_route() -> Router {
    Router::new().route("/a", post(raw5)).layer(RequestBodyLimitLayer::new(1024)).route("/b", post(raw6))
}
async fn raw7(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
pub fn limit_route_layer() -> Router {
    Router::new().route("/a", post(raw7)).route_layer(RequestBodyLimitLayer::new(1024))
}
async fn raw8(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
async fn raw9(b: Body) {
    let _ = to_bytes(b, usize::MAX).await; //~ whole-body-upload
}
pub fn limit_merged() -> Router {
    let a = Router::new().route("/a", post(raw8)).layer(RequestBodyLimitLayer::new(1024));
    let b = Router::new().route("/b", post(raw9));
    a.merge(b)
}
async fn raw10(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
pub fn limit_service_builder() -> Router {
    Router::new().route("/a", post(raw10)).layer(
        ServiceBuilder::new()
            .layer(tower_http::trace::TraceLayer::new_for_http())
            .layer(RequestBodyLimitLayer::new(1024)),
    )
}
async fn raw11(b: Body) {
    let _ = to_bytes(b, usize::MAX).await;
}
pub fn limit_per_method() -> Router {
    Router::new().route("/a", post(raw11).layer(RequestBodyLimitLayer::new(1024)))
}
async fn raw12(b: Body) {
    let _ = to_bytes(b, usize::MAX).await; //~ whole-body-upload
}
pub fn limit_other_method() -> Router {
    Router::new().route("/a", post(raw12)).route("/b", get(|| async { "x" }).layer(RequestBodyLimitLayer::new(1024)))
}
async fn raw13(b: Body) {
    let _ = to_bytes(b, usize::MAX).await; //~ whole-body-upload
}
pub fn default_limit_is_none() -> Router {
    Router::new().route("/a", post(raw13)).layer(DefaultBodyLimit::max(1024))
}
async fn raw14(b: Body) {
    let _ = to_bytes(b, 10 * 1024 * 1024).await;
}
async fn raw15(b: Body) {
    let _ = to_bytes(b, 512 * 1024 * 1024).await; //~ whole-body-upload
}
pub fn numbers() -> Router {
    Router::new().route("/a", post(raw14)).route("/b", post(raw15))
}

// DefaultBodyLimit
async fn bytes1(b: Bytes) -> usize {
    b.len()
}
pub fn disabled() -> Router {
    Router::new().route("/a", post(bytes1)).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
}
async fn bytes2(b: Bytes) -> usize {
    b.len()
}
pub fn disabled_pair() -> Router {
    Router::new()
        .route("/a", post(bytes2))
        .layer(DefaultBodyLimit::disable())
        .layer(RequestBodyLimitLayer::new(10 * 1024 * 1024))
}
async fn string1(b: String) -> usize {
    b.len()
}
pub fn disabled_string() -> Router {
    Router::new().route("/a", post(string1)).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
}
async fn json1(Json(b): Json<Vec<String>>) -> usize {
    b.len()
}
pub fn disabled_json() -> Router {
    Router::new().route("/a", post(json1).layer(DefaultBodyLimit::disable())) //~ whole-body-upload
}
async fn json2(Json(b): Json<Vec<String>>) -> usize {
    b.len()
}
pub fn raised_json() -> Router {
    Router::new().route("/a", post(json2)).layer(DefaultBodyLimit::max(1 << 30)) //~ whole-body-upload
}
async fn json3(Json(b): Json<Vec<String>>) -> usize {
    b.len()
}
pub fn raised_a_bit() -> Router {
    Router::new().route("/a", post(json3)).layer(DefaultBodyLimit::max(8 << 20))
}
async fn mp_stream(mut m: Multipart) {
    while let Ok(Some(mut f)) = m.next_field().await {
        let mut o = tokio::fs::File::create("x").await.unwrap();
        while let Ok(Some(c)) = f.chunk().await {
            let _ = o.write_all(&c).await;
        }
    }
}
pub fn raised_streaming() -> Router {
    Router::new().route("/a", post(mp_stream)).layer(DefaultBodyLimit::max(1 << 30))
}
async fn mp_bytes(mut m: Multipart) {
    while let Ok(Some(f)) = m.next_field().await {
        let _ = f.bytes().await;
    }
}
pub fn raised_field_bytes() -> Router {
    Router::new().route("/a", post(mp_bytes)).layer(DefaultBodyLimit::max(1 << 30)) //~ whole-body-upload
}
async fn mp_text(mut m: Multipart) {
    while let Ok(Some(f)) = m.next_field().await {
        let _ = f.text().await;
    }
}
pub fn disabled_field_text() -> Router {
    Router::new().route("/a", post(mp_text)).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
}
async fn mp_default(mut m: Multipart) {
    while let Ok(Some(f)) = m.next_field().await {
        let _ = f.bytes().await;
    }
}
pub fn default_field_bytes() -> Router {
    Router::new().route("/a", post(mp_default))
}
async fn mp_vec(mut m: Multipart) {
    while let Ok(Some(mut f)) = m.next_field().await {
        let mut v = Vec::new();
        while let Ok(Some(c)) = f.chunk().await {
            v.extend_from_slice(&c);
        }
    }
}
pub fn disabled_field_chunks() -> Router {
    Router::new().route("/a", post(mp_vec)).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
}
async fn get_only() -> &'static str {
    "x"
}
pub fn disabled_no_read() -> Router {
    Router::new().route("/a", get(get_only)).layer(DefaultBodyLimit::disable())
}
async fn bytes3(b: Bytes) -> usize {
    b.len()
}
async fn bytes4(b: Bytes) -> usize {
    b.len()
}
pub fn disabled_one_route() -> Router {
    Router::new().route("/a", post(bytes3).layer(DefaultBodyLimit::disable())).route("/b", post(bytes4)) //~ whole-body-upload
}
async fn bytes5(b: Bytes) -> usize {
    b.len()
}
pub fn disabled_on_other_route() -> Router {
    Router::new().route("/a", get(get_only).layer(DefaultBodyLimit::disable())).route("/b", post(bytes5))
}
async fn bytes6(b: Bytes) -> usize {
    b.len()
}
pub fn disabled_nested() -> Router {
    let api = Router::new().route("/a", post(bytes6));
    Router::new().nest("/api", api.layer(DefaultBodyLimit::disable())) //~ whole-body-upload
}
async fn bytes7(b: Bytes) -> usize {
    b.len()
}
pub fn from_config(limit: usize) -> Router {
    Router::new().route("/a", post(bytes7)).layer(DefaultBodyLimit::max(limit))
}
async fn bytes8(b: Result<Bytes, axum::extract::rejection::BytesRejection>) -> usize {
    b.map_or(0, |b| b.len())
}
pub fn disabled_result() -> Router {
    Router::new().route("/a", post(bytes8)).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
}
pub struct Sig(Bytes);
impl<S: Send + Sync> FromRequest<S> for Sig {
    type Rejection = StatusCode;
    async fn from_request(r: Request, s: &S) -> Result<Self, StatusCode> {
        Ok(Sig(Bytes::from_request(r, s).await.map_err(|_| StatusCode::BAD_REQUEST)?))
    }
}
async fn sig(s: Sig) -> usize {
    s.0.len()
}
// What an own extractor reads through another is under the switch, too.
pub fn disabled_custom_extractor() -> Router {
    Router::new().route("/a", post(sig)).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
}
pub struct SigRaw(Bytes);
impl<S: Send + Sync> FromRequest<S> for SigRaw {
    type Rejection = StatusCode;
    async fn from_request(r: Request, _s: &S) -> Result<Self, StatusCode> {
        Ok(SigRaw(to_bytes(r.into_body(), usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)?)) //~ whole-body-upload
    }
}
async fn sig_raw(s: SigRaw) -> usize {
    s.0.len()
}
pub fn custom_raw() -> Router {
    Router::new().route("/a", post(sig_raw))
}
pub struct SigColl(Vec<u8>);
impl<S: Send + Sync> FromRequest<S> for SigColl {
    type Rejection = StatusCode;
    async fn from_request(r: Request, _s: &S) -> Result<Self, StatusCode> {
        Ok(SigColl(
            Limited::new(r.into_body(), 4096).collect().await.map_err(|_| StatusCode::BAD_REQUEST)?.to_bytes().to_vec(),
        ))
    }
}

// middleware
async fn mw1(req: Request, next: Next) -> Response {
    let (p, b) = req.into_parts();
    let bytes = to_bytes(b, usize::MAX).await.unwrap(); //~ whole-body-upload
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn mw2(req: Request, next: Next) -> Response {
    let (p, b) = req.into_parts();
    let bytes = to_bytes(b, 64 * 1024).await.unwrap();
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
async fn mw3(req: Request, next: Next) -> Response {
    let r = next.run(req).await;
    let (p, b) = r.into_parts();
    let bytes = to_bytes(b, usize::MAX).await.unwrap();
    Response::from_parts(p, Body::from(bytes))
}
async fn mw4(req: Request, next: Next) -> Response {
    let (p, b) = req.into_parts();
    let bytes = b.collect().await.unwrap().to_bytes(); //~ whole-body-upload
    next.run(Request::from_parts(p, Body::from(bytes))).await
}
pub fn mws() -> Router {
    Router::new()
        .route("/a", get(get_only))
        .layer(middleware::from_fn(mw1))
        .layer(middleware::from_fn(mw2))
        .layer(middleware::from_fn(mw3))
        .layer(middleware::from_fn(mw4))
}

// reads
async fn rd_to_end(b: Body) {
    let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
    let mut v = Vec::new();
    let _ = r.read_to_end(&mut v).await; //~ whole-body-upload
}
async fn rd_to_end_take(b: Body) {
    let r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
    let mut v = Vec::new();
    let _ = r.take(4096).read_to_end(&mut v).await;
}
async fn rd_to_string(b: Body) {
    let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
    let mut v = String::new();
    let _ = r.read_to_string(&mut v).await; //~ whole-body-upload
}
async fn rd_copy_vec(b: Body) {
    let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
    let mut v = Vec::new();
    let _ = tokio::io::copy(&mut r, &mut v).await; //~ whole-body-upload
}
async fn rd_copy_file(b: Body) {
    let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
    let mut v = tokio::fs::File::create("x").await.unwrap();
    let _ = tokio::io::copy(&mut r, &mut v).await;
}
async fn rd_write_all_vec(b: Body) {
    let mut s = b.into_data_stream();
    let mut v: Vec<u8> = Vec::new();
    while let Some(Ok(c)) = s.next().await {
        v.write_all(&c).await.unwrap(); //~ whole-body-upload
    }
}
async fn rd_write_all_file(b: Body) {
    let mut s = b.into_data_stream();
    let mut v = tokio::fs::File::create("x").await.unwrap();
    while let Some(Ok(c)) = s.next().await {
        v.write_all(&c).await.unwrap();
    }
}
async fn rd_frame(mut b: Body) {
    let mut v = Vec::new();
    while let Some(Ok(f)) = b.frame().await {
        if let Ok(d) = f.into_data() {
            v.extend_from_slice(&d); //~ whole-body-upload
        }
    }
}
async fn rd_frame_checked(mut b: Body) {
    let mut v = Vec::new();
    while let Some(Ok(f)) = b.frame().await {
        if let Ok(d) = f.into_data() {
            if v.len() + d.len() > 4096 {
                return;
            }
            v.extend_from_slice(&d);
        }
    }
}
async fn rd_try_fold(b: Body) {
    let _ = b //~ whole-body-upload
        .into_data_stream()
        .try_fold(Vec::new(), |mut v, c| async move {
            v.extend_from_slice(&c);
            Ok(v)
        })
        .await;
}
async fn rd_collect_vec(b: Body) {
    let _: Vec<_> = b.into_data_stream().collect().await; //~ whole-body-upload
}
async fn rd_limited(b: Body) {
    let _ = Limited::new(b, 4096).collect().await;
}
async fn rd_limited_huge(b: Body) {
    let _ = Limited::new(b, 1 << 30).collect().await; //~ whole-body-upload
}
async fn rd_count(b: Body) {
    let mut n = 0;
    let mut s = b.into_data_stream();
    while let Some(Ok(c)) = s.next().await {
        n += c.len();
    }
    println!("{n}");
}
async fn rd_hash(b: Body) {
    use sha2::Digest;
    let mut h = sha2::Sha256::new();
    let mut s = b.into_data_stream();
    while let Some(Ok(c)) = s.next().await {
        h.update(&c);
    }
    println!("{:?}", h.finalize());
}
async fn rd_channel(State(tx): State<tokio::sync::mpsc::Sender<Bytes>>, b: Body) {
    let mut s = b.into_data_stream();
    while let Some(Ok(c)) = s.next().await {
        let _ = tx.send(c).await;
    }
}
async fn rd_forward(State(c): State<reqwest::Client>, b: Body) {
    let _ = c.post("http://x").body(reqwest::Body::wrap_stream(b.into_data_stream())).send().await; //~ unclosed-response-body
}
async fn rd_bytes_vec(b: Body) {
    let mut s = b.into_data_stream();
    let mut parts: Vec<Bytes> = Vec::new();
    while let Some(Ok(c)) = s.next().await {
        parts.push(c); //~ whole-body-upload
    }
}
// A cursor over memory.
async fn rd_cursor(b: Body) {
    let mut s = b.into_data_stream();
    let mut v = std::io::Cursor::new(Vec::new());
    while let Some(Ok(c)) = s.next().await {
        v.write_all(&c).unwrap(); //~ whole-body-upload
    }
}
async fn rd_bufwriter_vec(b: Body) {
    let mut s = b.into_data_stream();
    let mut v = std::io::BufWriter::new(std::fs::File::create("x").unwrap());
    while let Some(Ok(c)) = s.next().await {
        std::io::Write::write_all(&mut v, &c).unwrap();
    }
}
pub fn reads() -> Router {
    Router::new()
        .route("/1", post(rd_to_end))
        .route("/2", post(rd_to_end_take))
        .route("/3", post(rd_to_string))
        .route("/4", post(rd_copy_vec))
        .route("/5", post(rd_copy_file))
        .route("/6", post(rd_write_all_vec))
        .route("/7", post(rd_write_all_file))
        .route("/8", post(rd_frame))
        .route("/9", post(rd_frame_checked))
        .route("/10", post(rd_try_fold))
        .route("/11", post(rd_collect_vec))
        .route("/12", post(rd_limited))
        .route("/13", post(rd_limited_huge))
        .route("/14", post(rd_count))
        .route("/15", post(rd_hash))
        .route("/18", post(rd_bytes_vec))
        .route("/19", post(rd_cursor))
        .route("/20", post(rd_bufwriter_vec))
}
pub fn reads2() -> Router<tokio::sync::mpsc::Sender<Bytes>> {
    Router::new().route("/16", post(rd_channel))
}
pub fn reads3() -> Router<reqwest::Client> {
    Router::new().route("/17", post(rd_forward))
}
