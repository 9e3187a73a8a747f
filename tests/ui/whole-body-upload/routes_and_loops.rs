//! Limits of routes, reads, checks of a length and loops, in pairs: axum and hyper.
pub mod axum_routes {
    use axum::{Router, routing::{get, post, put}, extract::{DefaultBodyLimit, Multipart, Request, State}, body::{Body, Bytes, to_bytes}, Json, Form, http::StatusCode, response::Response, middleware::{self, Next}};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn bytes_h(b: Bytes) -> String { b.len().to_string() }
    async fn string_h(b: String) -> String { b }
    async fn json_h(Json(v): Json<serde_json::Value>) -> String { v.to_string() }
    async fn form_h(Form(v): Form<Vec<(String, String)>>) -> String { v.len().to_string() }
    async fn ping() -> &'static str { "pong" }
    async fn opt_h(b: Option<Json<serde_json::Value>>) -> String { format!("{b:?}") }
    async fn res_h(b: Result<Bytes, axum::extract::rejection::BytesRejection>) -> String { format!("{}", b.is_ok()) }
    pub fn default_ok() -> Router { Router::new().route("/a", post(bytes_h)).route("/b", post(json_h)) }
    pub fn disable_all() -> Router { Router::new().route("/a", post(bytes_h)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn disable_with_layer() -> Router { Router::new().route("/a", post(bytes_h)).layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(1024 * 1024)) }
    pub fn disable_with_huge_layer() -> Router { Router::new().route("/a", post(string_h)).layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(1024 * 1024 * 1024)) } //~ whole-body-upload
    pub fn raise_small() -> Router { Router::new().route("/a", post(string_h)).layer(DefaultBodyLimit::max(10 * 1024 * 1024)) }
    pub fn raise_huge() -> Router { Router::new().route("/a", post(string_h)).layer(DefaultBodyLimit::max(500 * 1024 * 1024)) } //~ whole-body-upload
    pub fn raise_config(n: usize) -> Router { Router::new().route("/a", post(string_h)).layer(DefaultBodyLimit::max(n)) }
    pub fn disable_no_reader() -> Router { Router::new().route("/a", get(ping)).layer(DefaultBodyLimit::disable()) }
    pub fn disable_before_routes() -> Router { Router::new().layer(DefaultBodyLimit::disable()).route("/a", post(json_h)) }
    pub fn disable_per_route() -> Router { Router::new().route("/a", post(json_h).layer(DefaultBodyLimit::disable())).route("/b", post(bytes_h)) } //~ whole-body-upload
    pub fn disable_per_route_of_ping() -> Router { Router::new().route("/a", post(ping).layer(DefaultBodyLimit::disable())).route("/b", post(bytes_h)) }
    pub fn disable_nested() -> Router { let up = Router::new().route("/a", post(form_h)).layer(DefaultBodyLimit::disable()); Router::new().nest("/up", up).route("/p", get(ping)) } //~ whole-body-upload
    pub fn disable_outer_nested() -> Router { let up = Router::new().route("/a", post(form_h)); Router::new().nest("/up", up).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn disable_outer_inner_max() -> Router { let up = Router::new().route("/a", post(form_h)).layer(DefaultBodyLimit::max(1024)); Router::new().nest("/up", up).layer(DefaultBodyLimit::disable()) }
    pub fn disable_inner_outer_max() -> Router { let up = Router::new().route("/a", post(form_h)).layer(DefaultBodyLimit::disable()); Router::new().nest("/up", up).layer(DefaultBodyLimit::max(1024)) } //~ whole-body-upload
    pub fn disable_inner_outer_layer() -> Router { let up = Router::new().route("/a", post(form_h)).layer(DefaultBodyLimit::disable()); Router::new().nest("/up", up).layer(RequestBodyLimitLayer::new(4096)) }
    pub fn merged_only_one() -> Router {
        let a = Router::new().route("/a", post(ping)).layer(DefaultBodyLimit::disable());
        let b = Router::new().route("/b", post(bytes_h));
        a.merge(b)
    }
    pub fn merged_then_disabled() -> Router {
        let a = Router::new().route("/a", post(ping));
        let b = Router::new().route("/b", post(bytes_h));
        a.merge(b).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
    }
    pub fn route_layer_disabled() -> Router { Router::new().route("/b", post(bytes_h)).route_layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn optional_body() -> Router { Router::new().route("/b", post(opt_h)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn result_body() -> Router { Router::new().route("/b", put(res_h)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    fn routes() -> Router { Router::new().route("/b", post(bytes_h)) }
    pub fn helper_routes_disabled() -> Router { routes().layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    fn pings() -> Router { Router::new().route("/b", post(ping)) }
    pub fn helper_pings_disabled() -> Router { pings().layer(DefaultBodyLimit::disable()) }
    fn no_limit(r: Router) -> Router { r.layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn through_helper() -> Router { no_limit(Router::new().route("/x", post(json_h))) }
    pub fn service_builder() -> Router { Router::new().route("/b", post(bytes_h)).layer(tower::ServiceBuilder::new().layer(DefaultBodyLimit::disable())) } //~ whole-body-upload
    pub fn service_builder_limited() -> Router { Router::new().route("/b", post(bytes_h)).layer(tower::ServiceBuilder::new().layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(4096))) }
    pub fn closure_handler() -> Router { Router::new().route("/b", post(|b: Bytes| async move { b.len().to_string() })).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn closure_ping() -> Router { Router::new().route("/b", post(|| async { "x" })).layer(DefaultBodyLimit::disable()) }
    const BIG: usize = 1 << 30;
    const SMALL: usize = 1 << 20;
    pub fn by_const_big() -> Router { Router::new().route("/b", post(bytes_h)).layer(DefaultBodyLimit::max(BIG)) } //~ whole-body-upload
    pub fn by_const_small() -> Router { Router::new().route("/b", post(bytes_h)).layer(DefaultBodyLimit::max(SMALL)) }
    pub fn conditional(off: bool) -> Router { let r = Router::new().route("/b", post(bytes_h)); if off { r.layer(DefaultBodyLimit::disable()) } else { r } } //~ whole-body-upload
    pub fn option_limit(limit: Option<usize>) -> Router {
        let r = Router::new().route("/b", post(bytes_h));
        match limit { Some(n) => r.layer(DefaultBodyLimit::max(n)), None => r.layer(DefaultBodyLimit::disable()) }
    }
    // multipart
    async fn multi_bytes(mut m: Multipart) -> StatusCode {
        while let Ok(Some(f)) = m.next_field().await { let d = f.bytes().await.unwrap(); println!("{}", d.len()); }
        StatusCode::OK
    }
    async fn multi_chunks(mut m: Multipart) -> StatusCode {
        while let Ok(Some(mut f)) = m.next_field().await { while let Ok(Some(c)) = f.chunk().await { println!("{}", c.len()); } }
        StatusCode::OK
    }
    pub fn multi_disabled() -> Router { Router::new().route("/m", post(multi_bytes)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn multi_default() -> Router { Router::new().route("/m", post(multi_bytes)) }
    pub fn multi_chunks_disabled() -> Router { Router::new().route("/m", post(multi_chunks)).layer(DefaultBodyLimit::disable()) }
    // Body & Request
    async fn body_max(b: Body) -> StatusCode { to_bytes(b, usize::MAX).await.map_or(StatusCode::BAD_REQUEST, |_| StatusCode::OK) } //~ whole-body-upload
    async fn body_small(b: Body) -> StatusCode { to_bytes(b, 4096).await.map_or(StatusCode::BAD_REQUEST, |_| StatusCode::OK) }
    async fn body_const(b: Body) -> StatusCode { to_bytes(b, BIG).await.map_or(StatusCode::BAD_REQUEST, |_| StatusCode::OK) } //~ whole-body-upload
    async fn body_state(State(n): State<usize>, b: Body) -> StatusCode { to_bytes(b, n).await.map_or(StatusCode::BAD_REQUEST, |_| StatusCode::OK) }
    async fn req_max(r: Request) -> StatusCode { let (_p, b) = r.into_parts(); let _x = to_bytes(b, usize::MAX).await; StatusCode::OK } //~ whole-body-upload
    async fn req_collect(r: Request) -> StatusCode { use http_body_util::BodyExt; let _x = r.into_body().collect().await; StatusCode::OK } //~ whole-body-upload
    async fn req_limited(r: Request) -> StatusCode { use http_body_util::{BodyExt, Limited}; let _x = Limited::new(r.into_body(), 1024).collect().await; StatusCode::OK }
    async fn req_limited_ext(r: Request) -> StatusCode { use axum::RequestExt; use http_body_util::BodyExt; let _x = r.into_limited_body().collect().await; StatusCode::OK }
    async fn req_with_limited(r: Request) -> StatusCode { use axum::RequestExt; use http_body_util::BodyExt; let _x = r.with_limited_body().into_body().collect().await; StatusCode::OK }
    async fn req_extract(r: Request) -> StatusCode { use axum::RequestExt; let _x: Result<Bytes, _> = r.extract().await; StatusCode::OK }
    pub fn bodies(s: usize) -> Router { Router::new().route("/1", post(body_max)).route("/2", post(body_small)).route("/3", post(body_const)).route("/4", post(body_state)).route("/5", post(req_max)).route("/6", post(req_collect)).route("/7", post(req_limited)).route("/8", post(req_limited_ext)).route("/9", post(req_with_limited)).route("/10", post(req_extract)).layer(DefaultBodyLimit::max(1024)).with_state(s) }
    async fn body_under_layer(b: Body) -> StatusCode { let _x = to_bytes(b, usize::MAX).await; StatusCode::OK }
    pub fn layered() -> Router { Router::new().route("/1", post(body_under_layer)).layer(RequestBodyLimitLayer::new(4096)) }
    async fn body_half_layer(b: Body) -> StatusCode { let _x = to_bytes(b, usize::MAX).await; StatusCode::OK } //~ whole-body-upload
    pub fn half_layered() -> Router { Router::new().route("/1", post(body_half_layer)).layer(RequestBodyLimitLayer::new(4096)).route("/2", post(body_half_layer)) }
    // middleware
    async fn log_body(r: Request, next: Next) -> Result<Response, StatusCode> {
        let (p, b) = r.into_parts();
        let bytes = to_bytes(b, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)?; //~ whole-body-upload
        Ok(next.run(Request::from_parts(p, Body::from(bytes))).await)
    }
    async fn log_body_limited(r: Request, next: Next) -> Result<Response, StatusCode> {
        let (p, b) = r.into_parts();
        let bytes = to_bytes(b, 64 * 1024).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
        Ok(next.run(Request::from_parts(p, Body::from(bytes))).await)
    }
    async fn log_response(r: Request, next: Next) -> Result<Response, StatusCode> {
        let (p, b) = next.run(r).await.into_parts();
        let bytes = to_bytes(b, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)?;
        Ok(Response::from_parts(p, Body::from(bytes)))
    }
    async fn log_body_layered(r: Request, next: Next) -> Result<Response, StatusCode> {
        let (p, b) = r.into_parts();
        let bytes = to_bytes(b, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)?;
        Ok(next.run(Request::from_parts(p, Body::from(bytes))).await)
    }
    pub fn mw() -> Router { Router::new().route("/", get(ping)).layer(middleware::from_fn(log_body)).layer(middleware::from_fn(log_body_limited)).layer(middleware::from_fn(log_response)) }
    pub fn mw_layered() -> Router { Router::new().route("/", get(ping)).layer(middleware::from_fn(log_body_layered)).layer(RequestBodyLimitLayer::new(4096)) }
    // content-length checks
    async fn cl_lets_chunked(r: Request) -> StatusCode {
        if let Some(n) = r.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) {
            if n > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; }
        }
        let _x = to_bytes(r.into_body(), usize::MAX).await; //~ whole-body-upload
        StatusCode::OK
    }
    async fn cl_required(r: Request) -> StatusCode {
        let Some(n) = r.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) else { return StatusCode::LENGTH_REQUIRED };
        if n > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; }
        let _x = to_bytes(r.into_body(), usize::MAX).await;
        StatusCode::OK
    }
    async fn cl_typed_lets(h: Option<axum_extra::TypedHeader<headers::ContentLength>>, b: Body) -> StatusCode {
        if let Some(h) = h { if h.0.0 > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; } }
        let _x = to_bytes(b, usize::MAX).await; //~ whole-body-upload
        StatusCode::OK
    }
    async fn cl_typed_required(h: axum_extra::TypedHeader<headers::ContentLength>, b: Body) -> StatusCode {
        if h.0.0 > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; }
        let _x = to_bytes(b, usize::MAX).await;
        StatusCode::OK
    }
    async fn cl_size_hint(b: Body) -> StatusCode {
        use http_body::Body as _;
        match b.size_hint().upper() { Some(n) if n <= 4096 => {} _ => return StatusCode::PAYLOAD_TOO_LARGE }
        let _x = to_bytes(b, usize::MAX).await;
        StatusCode::OK
    }
    async fn cl_size_hint_lower(b: Body) -> StatusCode {
        use http_body::Body as _;
        if b.size_hint().lower() > 4096 { return StatusCode::PAYLOAD_TOO_LARGE }
        let _x = to_bytes(b, usize::MAX).await; //~ whole-body-upload
        StatusCode::OK
    }
    pub fn cls() -> Router { Router::new().route("/1", post(cl_lets_chunked)).route("/2", post(cl_required)).route("/3", post(cl_typed_lets)).route("/4", post(cl_typed_required)).route("/5", post(cl_size_hint)).route("/6", post(cl_size_hint_lower)) }
    // loops
    async fn loop_plain(b: Body) -> StatusCode {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = Vec::new();
        while let Some(Ok(c)) = s.next().await { v.extend_from_slice(&c); } //~ whole-body-upload
        println!("{}", v.len()); StatusCode::OK
    }
    async fn loop_checked(b: Body) -> StatusCode {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = Vec::new();
        while let Some(Ok(c)) = s.next().await { if v.len() + c.len() > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; } v.extend_from_slice(&c); }
        StatusCode::OK
    }
    async fn loop_checked_after(b: Body) -> StatusCode {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = Vec::new();
        while let Some(Ok(c)) = s.next().await { v.extend_from_slice(&c); } //~ whole-body-upload
        if v.len() > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; }
        StatusCode::OK
    }
    async fn loop_total_counter(b: Body) -> StatusCode {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = bytes::BytesMut::new(); let mut total = 0usize;
        while let Some(Ok(c)) = s.next().await { total += c.len(); if total > 4096 { return StatusCode::PAYLOAD_TOO_LARGE; } v.extend_from_slice(&c); }
        StatusCode::OK
    }
    async fn loop_counter_only_logged(b: Body) -> StatusCode {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = bytes::BytesMut::new(); let mut total = 0usize;
        while let Some(Ok(c)) = s.next().await { total += c.len(); tracing::debug!(total); v.extend_from_slice(&c); } //~ whole-body-upload
        StatusCode::OK
    }
    async fn loop_count_no_buffer(b: Body) -> String {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut total = 0usize;
        while let Some(Ok(c)) = s.next().await { total += c.len(); }
        total.to_string()
    }
    async fn loop_cleared(b: Body) -> StatusCode {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = Vec::new(); let mut f = tokio::fs::File::create("x").await.unwrap();
        while let Some(Ok(c)) = s.next().await { v.extend_from_slice(&c); if v.len() > 4096 { tokio::io::AsyncWriteExt::write_all(&mut f, &v).await.unwrap(); v.clear(); } }
        StatusCode::OK
    }
    fn append(v: &mut Vec<u8>, c: &[u8]) { v.extend_from_slice(c); }
    fn append_checked(v: &mut Vec<u8>, c: &[u8]) -> Result<(), StatusCode> { if v.len() + c.len() > 4096 { return Err(StatusCode::PAYLOAD_TOO_LARGE); } v.extend_from_slice(c); Ok(()) }
    async fn loop_helper(b: Body) -> StatusCode {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = Vec::new();
        while let Some(Ok(c)) = s.next().await { append(&mut v, &c); } //~ whole-body-upload
        StatusCode::OK
    }
    async fn loop_helper_checked(b: Body) -> Result<(), StatusCode> {
        use futures::StreamExt;
        let mut s = b.into_data_stream(); let mut v = Vec::new();
        while let Some(Ok(c)) = s.next().await { append_checked(&mut v, &c)?; }
        Ok(())
    }
    async fn fold_plain(b: Body) -> StatusCode {
        use futures::TryStreamExt;
        let _v = b.into_data_stream().try_fold(Vec::new(), |mut v, c| async move { v.extend_from_slice(&c); Ok(v) }).await; //~ whole-body-upload
        StatusCode::OK
    }
    async fn fold_count(b: Body) -> StatusCode {
        use futures::TryStreamExt;
        let _v = b.into_data_stream().try_fold(0usize, |n, c| async move { Ok(n + c.len()) }).await;
        StatusCode::OK
    }
    async fn map_len_collect(b: Body) -> String {
        use futures::StreamExt;
        let v: Vec<usize> = b.into_data_stream().map(|c| c.map_or(0, |c| c.len())).collect().await;
        v.len().to_string()
    }
    async fn collect_chunks(b: Body) -> String {
        use futures::StreamExt;
        let v: Vec<_> = b.into_data_stream().collect().await; //~ whole-body-upload
        v.len().to_string()
    }
    async fn try_collect_chunks(b: Body) -> String {
        use futures::TryStreamExt;
        let v = b.into_data_stream().try_collect::<Vec<Bytes>>().await.unwrap(); //~ whole-body-upload
        v.len().to_string()
    }
    async fn try_concat(b: Body) -> String {
        use futures::TryStreamExt;
        let v = b.into_data_stream().map_ok(|c| c.to_vec()).try_concat().await.unwrap(); //~ whole-body-upload
        v.len().to_string()
    }
    async fn reader_to_end(b: Body) -> StatusCode {
        use futures::TryStreamExt; use tokio::io::AsyncReadExt;
        let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
        let mut v = Vec::new();
        r.read_to_end(&mut v).await.unwrap(); //~ whole-body-upload
        StatusCode::OK
    }
    async fn reader_take_to_end(b: Body) -> StatusCode {
        use futures::TryStreamExt; use tokio::io::AsyncReadExt;
        let r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
        let mut v = Vec::new();
        r.take(4096).read_to_end(&mut v).await.unwrap();
        StatusCode::OK
    }
    async fn reader_copy_file(b: Body) -> StatusCode {
        use futures::TryStreamExt;
        let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
        let mut f = tokio::fs::File::create("x").await.unwrap();
        tokio::io::copy(&mut r, &mut f).await.unwrap();
        StatusCode::OK
    }
    async fn reader_copy_vec(b: Body) -> StatusCode {
        use futures::TryStreamExt;
        let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
        let mut f: Vec<u8> = Vec::new();
        tokio::io::copy(&mut r, &mut f).await.unwrap(); //~ whole-body-upload
        StatusCode::OK
    }
    async fn reader_to_string(b: Body) -> StatusCode {
        use futures::TryStreamExt; use tokio::io::AsyncReadExt;
        let mut r = tokio_util::io::StreamReader::new(b.into_data_stream().map_err(std::io::Error::other));
        let mut v = String::new();
        let _ = r.read_to_string(&mut v).await; //~ whole-body-upload
        StatusCode::OK
    }
    async fn proxy(State(c): State<reqwest::Client>, b: Body) -> StatusCode {
        let r = c.post("u").timeout(std::time::Duration::from_secs(1)).body(reqwest::Body::wrap_stream(b.into_data_stream())).send().await.unwrap();
        let _ = r.bytes().await; StatusCode::OK
    }
    async fn hash(b: Body) -> String {
        use futures::StreamExt; use sha2::Digest;
        let mut s = b.into_data_stream(); let mut h = sha2::Sha256::new();
        while let Some(Ok(c)) = s.next().await { h.update(&c); }
        format!("{:x}", h.finalize())
    }
    async fn field_loop(mut m: Multipart) -> StatusCode {
        while let Ok(Some(mut f)) = m.next_field().await {
            let mut v = Vec::new();
            while let Ok(Some(c)) = f.chunk().await { v.extend_from_slice(&c); }
        }
        StatusCode::OK
    }
    async fn field_loop_off(mut m: Multipart) -> StatusCode {
        while let Ok(Some(mut f)) = m.next_field().await {
            let mut v = Vec::new();
            while let Ok(Some(c)) = f.chunk().await { v.extend_from_slice(&c); }
        }
        StatusCode::OK
    }
    pub fn loops() -> Router { Router::new().route("/1", post(loop_plain)).route("/2", post(loop_checked)).route("/3", post(loop_checked_after)).route("/4", post(loop_total_counter)).route("/5", post(loop_counter_only_logged)).route("/6", post(loop_count_no_buffer)).route("/7", post(loop_cleared)).route("/8", post(loop_helper)).route("/9", post(loop_helper_checked)).route("/f", post(field_loop)) }
    pub fn loops2() -> Router { Router::new().route("/f", post(field_loop_off)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
}
pub mod hyper1 {
    use http_body_util::{BodyExt, Limited, Full};
    use hyper::{Request, Response, body::{Bytes, Incoming, Buf}};
    pub async fn collect(r: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> { let b = r.into_body().collect().await?.to_bytes(); Ok(Response::new(Full::new(b))) } //~ whole-body-upload
    pub async fn collect_agg(r: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> { let b = r.collect().await?.aggregate(); println!("{}", b.remaining()); Ok(Response::new(Full::new(Bytes::new()))) } //~ whole-body-upload
    pub async fn limited(r: Request<Incoming>) -> Result<Response<Full<Bytes>>, Box<dyn std::error::Error + Send + Sync>> { let b = Limited::new(r.into_body(), 1 << 16).collect().await?.to_bytes(); Ok(Response::new(Full::new(b))) }
    pub async fn limited_huge(r: Request<Incoming>) -> Result<Response<Full<Bytes>>, Box<dyn std::error::Error + Send + Sync>> { let b = Limited::new(r.into_body(), 1 << 32).collect().await?.to_bytes(); Ok(Response::new(Full::new(b))) } //~ whole-body-upload
    pub async fn frames(mut r: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
        let mut v = Vec::new();
        while let Some(f) = r.frame().await { if let Ok(d) = f?.into_data() { v.extend_from_slice(&d); } } //~ whole-body-upload
        Ok(Response::new(Full::new(v.into())))
    }
    pub async fn frames_limit(mut r: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
        let mut v = Vec::new();
        while let Some(f) = r.frame().await { if let Ok(d) = f?.into_data() { if v.len() > 1024 { break; } v.extend_from_slice(&d); } }
        Ok(Response::new(Full::new(v.into())))
    }
    pub async fn echo(r: Request<Incoming>) -> Result<Response<Incoming>, hyper::Error> { Ok(Response::new(r.into_body())) }
    pub async fn response_collect(r: Response<Incoming>) -> Result<Bytes, hyper::Error> { Ok(r.into_body().collect().await?.to_bytes()) }
    async fn all<B: hyper::body::Body>(b: B) -> Result<Bytes, B::Error> { Ok(b.collect().await?.to_bytes()) } //~ whole-body-upload
    pub async fn via_helper(r: Request<Incoming>) -> Result<Bytes, hyper::Error> { all(r.into_body()).await }
    async fn all_resp<B: hyper::body::Body>(b: B) -> Result<Bytes, B::Error> { Ok(b.collect().await?.to_bytes()) }
    pub async fn via_helper_resp(r: Response<Incoming>) -> Result<Bytes, hyper::Error> { all_resp(r.into_body()).await }
    pub async fn checked_cl(r: Request<Incoming>) -> Result<Bytes, hyper::Error> {
        let max = hyper::body::Body::size_hint(r.body()).upper().unwrap_or(u64::MAX);
        if max > 64 * 1024 { return Ok(Bytes::new()); }
        Ok(r.collect().await?.to_bytes())
    }
    pub async fn checked_cl_default_zero(r: Request<Incoming>) -> Result<Bytes, hyper::Error> {
        let max = hyper::body::Body::size_hint(r.body()).upper().unwrap_or(0);
        if max > 64 * 1024 { return Ok(Bytes::new()); }
        Ok(r.collect().await?.to_bytes()) //~ whole-body-upload
    }
}
