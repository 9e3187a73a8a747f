//! Handlers that nobody registers: the limit is in the handler, in an extractor or in the loop.
use axum::{Router, routing::{post, any}, extract::{DefaultBodyLimit, Request, State, FromRequest, Multipart}, body::{Body, Bytes, to_bytes}, http::{StatusCode, HeaderMap, header}, response::{Response, IntoResponse}, middleware::{self, Next}, Json};
use futures::{StreamExt, TryStreamExt};
use http_body_util::BodyExt;
use std::sync::Arc;
// custom extractor
pub struct Raw(Vec<u8>);
impl<S: Send + Sync> FromRequest<S> for Raw { type Rejection = StatusCode; async fn from_request(req: Request, _s: &S) -> Result<Self, StatusCode> { let b = to_bytes(req.into_body(), usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)?; Ok(Raw(b.to_vec())) } } //~ whole-body-upload
pub struct RawOk(Bytes);
impl<S: Send + Sync> FromRequest<S> for RawOk { type Rejection = Response; async fn from_request(req: Request, s: &S) -> Result<Self, Response> { Ok(RawOk(Bytes::from_request(req, s).await.map_err(|e| e.into_response())?)) } }
pub struct RawLim(Bytes);
impl<S: Send + Sync> FromRequest<S> for RawLim { type Rejection = StatusCode; async fn from_request(req: Request, _s: &S) -> Result<Self, StatusCode> { Ok(RawLim(to_bytes(req.into_body(), 1 << 20).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?)) } }
// helper in another fn with limit parameter
async fn read_all(b: Body, max: usize) -> Result<Bytes, StatusCode> { to_bytes(b, max).await.map_err(|_| StatusCode::BAD_REQUEST) }
pub async fn with_param_small(b: Body) -> Result<String, StatusCode> { Ok(read_all(b, 1024).await?.len().to_string()) }
async fn read_any(b: Body, max: usize) -> Result<Bytes, StatusCode> { to_bytes(b, max).await.map_err(|_| StatusCode::BAD_REQUEST) }
pub async fn read_env(b: Body) -> StatusCode { let max: usize = std::env::var("MAX").ok().and_then(|v| v.parse().ok()).unwrap_or(1024); let _ = read_any(b, max).await; StatusCode::OK }
pub async fn min_of(b: Body, n: usize) -> StatusCode { let _ = to_bytes(b, n.min(4096)).await; StatusCode::OK }
pub async fn computed(b: Body) -> StatusCode { let _ = to_bytes(b, 100 * 1024 * 1024 * 1024).await; StatusCode::OK } //~ whole-body-upload
pub async fn shifted(b: Body) -> StatusCode { let _ = to_bytes(b, 8 << 20).await; StatusCode::OK }
pub async fn u32max(b: Body) -> StatusCode { let _ = to_bytes(b, u32::MAX as usize).await; StatusCode::OK } //~ whole-body-upload
pub async fn i_isize(b: Body) -> StatusCode { let _ = to_bytes(b, isize::MAX as usize).await; StatusCode::OK } //~ whole-body-upload
// select on header
pub async fn header_map_lets(h: HeaderMap, b: Body) -> StatusCode { let n: usize = h.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|s| s.parse().ok()).unwrap_or(0); if n > 1 << 20 { return StatusCode::PAYLOAD_TOO_LARGE; } let _ = to_bytes(b, usize::MAX).await; StatusCode::OK } //~ whole-body-upload
pub async fn header_map_max(h: HeaderMap, b: Body) -> StatusCode { let n: usize = h.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|s| s.parse().ok()).unwrap_or(usize::MAX); if n > 1 << 20 { return StatusCode::PAYLOAD_TOO_LARGE; } let _ = to_bytes(b, usize::MAX).await; StatusCode::OK }
pub async fn header_as_limit(h: HeaderMap, b: Body) -> StatusCode { let n: usize = h.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|s| s.parse().ok()).unwrap_or(0); let _ = to_bytes(b, n).await; StatusCode::OK }
// frames
pub async fn frame_loop(mut b: Body) -> StatusCode { let mut v = Vec::new(); while let Some(Ok(f)) = b.frame().await { if let Some(d) = f.data_ref() { v.extend_from_slice(d); } } StatusCode::OK } //~ whole-body-upload
pub async fn frame_loop_break(mut b: Body) -> StatusCode { let mut v = Vec::new(); while let Some(Ok(f)) = b.frame().await { if let Some(d) = f.data_ref() { v.extend_from_slice(d); } if v.len() >= 4096 { break; } } StatusCode::OK }
pub async fn frame_loop_last(mut b: Body) -> StatusCode { let mut v = Vec::new(); while let Some(Ok(f)) = b.frame().await { if let Some(d) = f.data_ref() { v = d.to_vec(); } } println!("{}", v.len()); StatusCode::OK }
pub async fn frame_collect_trailers(b: Body) -> StatusCode { let c = b.collect().await.unwrap(); println!("{:?}", c.trailers()); StatusCode::OK } //~ whole-body-upload
pub async fn limited_collect(b: Body) -> StatusCode { let _ = http_body_util::Limited::new(b, 4096).collect().await; StatusCode::OK }
pub async fn limited_param(b: Body, n: usize) -> StatusCode { let _ = http_body_util::Limited::new(b, n).collect().await; StatusCode::OK }
pub async fn stream_take(b: Body) -> StatusCode { let v: Vec<_> = b.into_data_stream().take(16).collect().await; println!("{}", v.len()); StatusCode::OK }
pub async fn stream_filter_map(b: Body) -> StatusCode { let v: Vec<Bytes> = b.into_data_stream().filter_map(|r| async move { r.ok() }).collect().await; println!("{}", v.len()); StatusCode::OK } //~ whole-body-upload
pub async fn stream_count(b: Body) -> StatusCode { let n = b.into_data_stream().count().await; println!("{n}"); StatusCode::OK }
pub async fn stream_sum(b: Body) -> StatusCode { let n: Vec<u64> = b.into_data_stream().map_ok(|c| c.len() as u64).try_collect().await.unwrap(); println!("{n:?}"); StatusCode::OK }
pub async fn stream_for_each(b: Body) -> StatusCode { let mut v = Vec::new(); b.into_data_stream().for_each(|c| { if let Ok(c) = c { v.extend_from_slice(&c); } async {} }).await; StatusCode::OK } //~ whole-body-upload
pub async fn stream_for_each_count(b: Body) -> StatusCode { let mut n = 0; b.into_data_stream().for_each(|c| { n += c.map_or(0, |c| c.len()); async {} }).await; StatusCode::OK }
pub async fn forward_chan(b: Body, State(tx): State<tokio::sync::mpsc::Sender<Bytes>>) -> StatusCode { let mut s = b.into_data_stream(); while let Some(Ok(c)) = s.next().await { let _ = tx.send(c).await; } StatusCode::OK }
pub async fn vec_of_chunks(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut all = Vec::new(); while let Some(Ok(c)) = s.next().await { all.push(c); } println!("{}", all.len()); StatusCode::OK } //~ whole-body-upload
pub async fn vec_of_lens(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut all = Vec::new(); while let Some(Ok(c)) = s.next().await { all.push(c.len()); } println!("{}", all.len()); StatusCode::OK }
pub async fn string_push(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut t = String::new(); while let Some(Ok(c)) = s.next().await { t.push_str(&String::from_utf8_lossy(&c)); } StatusCode::OK } //~ whole-body-upload
pub async fn lines(b: Body) -> StatusCode { use tokio::io::AsyncBufReadExt; let r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other)); let mut l = r.lines(); while let Ok(Some(x)) = l.next_line().await { println!("{x}"); } StatusCode::OK }
pub async fn check_in_else(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut v: Vec<u8> = Vec::new(); while let Some(Ok(c)) = s.next().await { if v.len() + c.len() <= 4096 { v.extend_from_slice(&c); } else { return StatusCode::PAYLOAD_TOO_LARGE; } } StatusCode::OK }
pub async fn check_other(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut v: Vec<u8> = Vec::new(); let mut n = 0; while let Some(Ok(c)) = s.next().await { n += 1; if n % 100 == 0 { println!("{n}"); } v.extend_from_slice(&c); } StatusCode::OK } //~ whole-body-upload
pub async fn check_chunk_only(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut v: Vec<u8> = Vec::new(); while let Some(Ok(c)) = s.next().await { if c.len() > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; } v.extend_from_slice(&c); } StatusCode::OK } //~ whole-body-upload
// A number of pieces is no length.
pub async fn check_count_bound(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut v: Vec<u8> = Vec::new(); let mut n = 0; while let Some(Ok(c)) = s.next().await { n += 1; if n > 100 { break; } v.extend_from_slice(&c); } StatusCode::OK } //~ whole-body-upload
pub async fn min_take(b: Body) -> StatusCode { let mut s = b.into_data_stream(); let mut v: Vec<u8> = Vec::new(); let mut left = 4096usize; while let Some(Ok(c)) = s.next().await { let k = c.len().min(left); v.extend_from_slice(&c[..k]); left -= k; if left == 0 { break; } } StatusCode::OK }
pub struct Acc { buf: Vec<u8>, max: usize }
impl Acc { fn push(&mut self, c: &[u8]) -> Result<(), StatusCode> { if self.buf.len() + c.len() > self.max { return Err(StatusCode::PAYLOAD_TOO_LARGE); } self.buf.extend_from_slice(c); Ok(()) } fn push_all(&mut self, c: &[u8]) { self.buf.extend_from_slice(c); } }
pub async fn acc_checked(b: Body) -> Result<(), StatusCode> { let mut a = Acc { buf: vec![], max: 4096 }; let mut s = b.into_data_stream(); while let Some(Ok(c)) = s.next().await { a.push(&c)?; } Ok(()) }
pub async fn acc_unchecked(b: Body) -> Result<(), StatusCode> { let mut a = Acc { buf: vec![], max: 4096 }; let mut s = b.into_data_stream(); while let Some(Ok(c)) = s.next().await { a.push_all(&c); } Ok(()) } //~ whole-body-upload
pub async fn spooled(b: Body) -> std::io::Result<()> { let mut f = tempfile::SpooledTempFile::new(1 << 20); let mut s = b.into_data_stream(); while let Some(Ok(c)) = s.next().await { std::io::Write::write_all(&mut f, &c)?; } Ok(()) }
pub async fn cursor(b: Body) -> Result<(), StatusCode> { let mut f = std::io::Cursor::new(Vec::new()); let mut s = b.into_data_stream(); while let Some(Ok(c)) = s.next().await { std::io::Write::write_all(&mut f, &c).map_err(|_| StatusCode::INSUFFICIENT_STORAGE)?; } Ok(()) } //~ whole-body-upload
pub async fn upload_field(mut m: Multipart) -> StatusCode { while let Ok(Some(f)) = m.next_field().await { let _ = f.text().await; } StatusCode::OK }
pub fn app(st: tokio::sync::mpsc::Sender<Bytes>) -> Router { Router::new().route("/f", post(forward_chan)).with_state(st) }
pub fn app_m() -> Router { Router::new().route("/m", any(upload_field)).layer(DefaultBodyLimit::max(64 * 1024 * 1024)) } //~ whole-body-upload
pub fn app_m2() -> Router { Router::new().route("/m", any(upload_field)).layer(DefaultBodyLimit::max(8 * 1024 * 1024)) }
async fn raw_h(r: Raw) -> String { r.0.len().to_string() }
async fn json_h(r: Json<u32>) -> String { r.0.to_string() }
pub fn app_r() -> Router { Router::new().route("/r", post(raw_h)) }
macro_rules! limit { ($r:expr, $n:expr) => { $r.layer(DefaultBodyLimit::max($n)) }; }
pub fn app_macro() -> Router { limit!(Router::new().route("/j", post(json_h)), 1 << 30) } //~ whole-body-upload
pub fn app_macro_small() -> Router { limit!(Router::new().route("/j", post(json_h)), 1 << 10) }
pub fn app_fold(rs: Vec<Router>) -> Router { rs.into_iter().fold(Router::new(), |a, r| a.merge(r)).layer(DefaultBodyLimit::max(1 << 10)) }
pub struct Cfg { limit: usize }
pub fn app_cfg(c: Arc<Cfg>) -> Router { Router::new().route("/j", post(json_h)).layer(DefaultBodyLimit::max(c.limit)) }
async fn verify(State(_s): State<Arc<Cfg>>, req: Request, next: Next) -> Result<Response, StatusCode> { let (p, b) = req.into_parts(); let b = b.collect().await.map_err(|_| StatusCode::BAD_REQUEST)?.to_bytes(); Ok(next.run(Request::from_parts(p, Body::from(b))).await) } //~ whole-body-upload
pub fn app_v(c: Arc<Cfg>) -> Router { Router::new().route("/j", post(json_h)).layer(middleware::from_fn_with_state(c, verify)).layer(DefaultBodyLimit::max(1024)) }
pub fn app_all() -> Router { Router::new().route("/1", post(stream_filter_map)) }
