//! Lengths that are checked by who calls the read, or by a middleware before it; checks between a stream and its collection.
mod capacity_of_the_header_is_no_limit {
    use axum::{extract::Request, Router, routing::post};
    use futures_util::StreamExt;
    async fn up(req: Request) -> usize {
        let n: usize = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok()).unwrap_or(0);
        let mut c = Vec::with_capacity(n);
        let mut s = req.into_body().into_data_stream();
        while let Some(Ok(b)) = s.next().await { c.extend_from_slice(&b); } //~ whole-body-upload
        c.len()
    }
    pub fn app() -> Router { Router::new().route("/u", post(up)) }
}
mod middleware_asks_for_a_length {
    use axum::{extract::Request, Router, routing::post, middleware::{self, Next}, response::{IntoResponse, Response}, http::StatusCode, body::{Body, to_bytes}};
    async fn need_length(req: Request, next: Next) -> Response {
        let Some(n) = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) else { return StatusCode::LENGTH_REQUIRED.into_response(); };
        if n > 1 << 20 { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
        next.run(req).await
    }
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(middleware::from_fn(need_length)) }
}
mod middleware_lets_chunked_through {
    use axum::{extract::Request, Router, routing::post, middleware::{self, Next}, response::{IntoResponse, Response}, http::StatusCode, body::{Body, to_bytes}};
    async fn some_length(req: Request, next: Next) -> Response {
        if let Some(n) = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) {
            if n > 1 << 20 { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
        }
        next.run(req).await
    }
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(middleware::from_fn(some_length)) }
}
mod middleware_of_another_route {
    use axum::{extract::Request, Router, routing::post, middleware::{self, Next}, response::{IntoResponse, Response}, http::StatusCode, body::{Body, to_bytes}};
    async fn need_length(req: Request, next: Next) -> Response {
        let Some(n) = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) else { return StatusCode::LENGTH_REQUIRED.into_response(); };
        if n > 1 << 20 { return StatusCode::PAYLOAD_TOO_LARGE.into_response(); }
        next.run(req).await
    }
    async fn ok() -> &'static str { "" }
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/k", post(ok)).layer(middleware::from_fn(need_length)).route("/u", post(up)) }
}
mod caller_checks {
    use axum::{extract::Request, Router, routing::post, http::StatusCode, body::to_bytes};
    async fn read(req: Request) -> usize { to_bytes(req.into_body(), usize::MAX).await.map_or(0, |b| b.len()) }
    async fn up(req: Request) -> Result<String, StatusCode> {
        let n = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()).ok_or(StatusCode::LENGTH_REQUIRED)?;
        if n > 4096 { return Err(StatusCode::PAYLOAD_TOO_LARGE); }
        Ok(read(req).await.to_string())
    }
    async fn read2(req: Request) -> usize { to_bytes(req.into_body(), usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    async fn up2(req: Request) -> Result<String, StatusCode> {
        let n = req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()).unwrap_or(0);
        if n > 4096 { return Err(StatusCode::PAYLOAD_TOO_LARGE); }
        Ok(read2(req).await.to_string())
    }
    pub fn app() -> Router { Router::new().route("/k", post(up)).route("/u", post(up2)) }
}
mod middleware_in_a_closure {
    use axum::{extract::Request, Router, routing::post, middleware::{self, Next}, http::StatusCode, body::{Body, to_bytes}, response::IntoResponse};
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(middleware::from_fn(|req: Request, next: Next| async move {
        match req.headers().get("content-length").and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok()) { Some(n) if n <= 4096 => next.run(req).await, _ => StatusCode::PAYLOAD_TOO_LARGE.into_response() } })) }
}
mod appended_by_a_method {
    use axum::{body::Body, Router, routing::post}; use futures_util::StreamExt;
    struct Buf { v: Vec<u8>, max: usize } impl Buf { fn push(&mut self, c: &[u8]) -> Result<(), ()> { if self.v.len() + c.len() > self.max { return Err(()); } self.v.extend_from_slice(c); Ok(()) } }
    struct Buf2 { v: Vec<u8> } impl Buf2 { fn push(&mut self, c: &[u8]) { self.v.extend_from_slice(c); } }
    trait Sink { fn put(&mut self, c: &[u8]); } impl Sink for Vec<u8> { fn put(&mut self, c: &[u8]) { self.extend_from_slice(c); } }
    async fn a(b: Body) -> Result<String, &'static str> { let mut s = b.into_data_stream(); let mut f = Buf { v: vec![], max: 1024 }; while let Some(Ok(c)) = s.next().await { f.push(&c).map_err(|_| "x")?; } Ok(f.v.len().to_string()) }
    async fn b(b: Body) -> String { let mut s = b.into_data_stream(); let mut f = Buf2 { v: vec![] }; while let Some(Ok(c)) = s.next().await { f.push(&c); } f.v.len().to_string() } //~ whole-body-upload
    async fn c(b: Body) -> String { let mut s = b.into_data_stream(); let mut f = vec![]; while let Some(Ok(c)) = s.next().await { f.put(&c); } f.len().to_string() } //~ whole-body-upload
    async fn d(b: Body) -> String { let mut s = b.into_data_stream(); let mut f = Buf { v: vec![], max: 1024 }; while let Some(Ok(c)) = s.next().await { if f.push(&c).is_err() { break; } } f.v.len().to_string() }
    pub fn app() -> Router { Router::new().route("/a", post(a)).route("/b", post(b)).route("/c", post(c)).route("/d", post(d)) }
}
mod checked_by_an_adapter {
    use axum::{body::Body, Router, routing::post}; use futures_util::{StreamExt, TryStreamExt};
    async fn a(b: Body) -> String { let mut n = 0; let s = b.into_data_stream().map_err(|_| ()).and_then(|c| { n += c.len(); std::future::ready(if n > 1024 { Err(()) } else { Ok(c) }) }); let v: Result<Vec<_>, ()> = s.try_collect().await; v.unwrap().len().to_string() }
    async fn c(b: Body) -> String { let v: Vec<_> = b.into_data_stream().map(|c| c.unwrap().to_vec()).collect().await; v.len().to_string() } //~ whole-body-upload
    async fn d(b: Body) -> String { let v = b.into_data_stream().map(|c| c.unwrap().to_vec()).concat().await; v.len().to_string() } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/a", post(a)).route("/c", post(c)).route("/d", post(d)) }
}
mod copied_into_a_cursor {
    use axum::{body::Body, Router, routing::post};
    use futures_util::TryStreamExt;
    use tokio_util::io::StreamReader;
    async fn up(body: Body) -> usize { let s = body.into_data_stream().map_err(std::io::Error::other); let mut r = StreamReader::new(s); let mut c = std::io::Cursor::new(Vec::new()); tokio::io::copy(&mut r, &mut c).await.unwrap(); c.into_inner().len() } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/u", post(up)) }
}
mod written_to_memory_or_a_file {
    use axum::{body::Body, Router, routing::post};
    use futures_util::StreamExt;
    use std::io::Write;
    async fn up(body: Body) -> usize { let mut s = body.into_data_stream(); let mut c = std::io::Cursor::new(Vec::new()); while let Some(Ok(b)) = s.next().await { c.write_all(&b).unwrap(); } c.into_inner().len() } //~ whole-body-upload
    async fn up2(body: Body) -> usize { let mut s = body.into_data_stream(); let mut c = std::io::BufWriter::new(std::fs::File::create("x").unwrap()); while let Some(Ok(b)) = s.next().await { c.write_all(&b).unwrap(); } 0 }
    async fn up3(body: Body) -> usize { let mut s = body.into_data_stream(); let mut c = Vec::new(); while let Some(Ok(b)) = s.next().await { c.write_all(&b).unwrap(); } c.len() } //~ whole-body-upload
    async fn up4(body: Body) -> usize { let mut s = body.into_data_stream(); let mut c = Vec::with_capacity(1024); while let Some(Ok(b)) = s.next().await { if c.len() > 1024 { break; } c.write_all(&b).unwrap(); } c.len() }
    pub fn app() -> Router { Router::new().route("/u", post(up)).route("/2", post(up2)).route("/3", post(up3)).route("/4", post(up4)) }
}
mod generated_service_that_is_checked_in {
    pub mod greeter_server {
        pub trait Greeter: Send + Sync + 'static { fn hi(&self, r: tonic::Request<String>) -> impl Future<Output = Result<tonic::Response<String>, tonic::Status>> + Send; }
        #[derive(Debug)] pub struct GreeterServer<T> { inner: std::sync::Arc<T>, accept_compression_encodings: tonic::codec::EnabledCompressionEncodings, max_decoding_message_size: Option<usize>, max_encoding_message_size: Option<usize> }
        impl<T> GreeterServer<T> { pub fn new(inner: T) -> Self { Self { inner: std::sync::Arc::new(inner), accept_compression_encodings: Default::default(), max_decoding_message_size: None, max_encoding_message_size: None } }
            #[must_use] pub fn max_decoding_message_size(mut self, limit: usize) -> Self { self.max_decoding_message_size = Some(limit); self }
            #[must_use] pub fn max_encoding_message_size(mut self, limit: usize) -> Self { self.max_encoding_message_size = Some(limit); self } }
        impl<T: Greeter, B> tonic::codegen::Service<http::Request<B>> for GreeterServer<T> { type Response = http::Response<tonic::body::Body>; type Error = std::convert::Infallible; type Future = tonic::codegen::BoxFuture<Self::Response, Self::Error>;
            fn call(&mut self, req: http::Request<B>) -> Self::Future { let m = self.max_decoding_message_size; let e = self.max_encoding_message_size; Box::pin(async move { let codec = tonic_prost::ProstCodec::default(); let mut grpc = tonic::server::Grpc::new(codec).apply_max_message_size_config(m, e); Ok(grpc.unary(x, req).await) }) } }
    }
    struct G; impl greeter_server::Greeter for G { async fn hi(&self, r: tonic::Request<String>) -> Result<tonic::Response<String>, tonic::Status> { Ok(tonic::Response::new(r.into_inner())) } }
    pub async fn a() { tonic::transport::Server::builder().add_service(greeter_server::GreeterServer::new(G).max_decoding_message_size(usize::MAX)).serve("0.0.0.0:1".parse().unwrap()).await.unwrap(); } //~ whole-body-upload
    pub async fn b() { tonic::transport::Server::builder().add_service(greeter_server::GreeterServer::new(G).max_decoding_message_size(1 << 20)).serve("0.0.0.0:1".parse().unwrap()).await.unwrap(); }
}
mod spelled_limits {
    use axum::{body::{Body, to_bytes}, Router, routing::post};
    mod limits { pub const MAX: usize = 10 * super::MIB; pub const HUGE: usize = 1024 * super::MIB; } const MIB: usize = 1 << 20;
    struct L; impl L { const BODY: usize = 32 * 1024; const ALL: usize = usize::MAX; }
    fn limit() -> usize { std::env::var("MAX").ok().and_then(|v| v.parse().ok()).unwrap_or(usize::MAX) }
    fn limit2() -> usize { usize::MAX }
    async fn a(b: Body) -> usize { to_bytes(b, limits::MAX).await.unwrap().len() }
    async fn b(b: Body) -> usize { to_bytes(b, limits::HUGE).await.unwrap().len() } //~ whole-body-upload
    async fn c(b: Body) -> usize { to_bytes(b, L::BODY).await.unwrap().len() }
    async fn d(b: Body) -> usize { to_bytes(b, L::ALL).await.unwrap().len() } //~ whole-body-upload
    async fn e(b: Body) -> usize { to_bytes(b, limit()).await.unwrap().len() }
    async fn f(b: Body) -> usize { to_bytes(b, limit2()).await.unwrap().len() } //~ whole-body-upload
    async fn read(b: Body, max: usize) -> usize { to_bytes(b, max).await.unwrap().len() }
    async fn g(b: Body) -> usize { read(b, 1024).await }
    async fn read2(b: Body, max: Option<usize>) -> usize { to_bytes(b, max.unwrap_or(usize::MAX)).await.unwrap().len() }
    async fn h(b: Body) -> usize { read2(b, None).await }
    async fn i(b: Body) -> usize { let n: usize = "4096".parse().unwrap(); to_bytes(b, n).await.unwrap().len() }
    async fn j(b: Body) -> usize { to_bytes(b, u32::MAX as usize).await.unwrap().len() } //~ whole-body-upload
    async fn k(b: Body) -> usize { to_bytes(b, usize::MAX - 1).await.unwrap().len() } //~ whole-body-upload
    async fn l(b: Body) -> usize { to_bytes(b, !0).await.unwrap().len() } //~ whole-body-upload
    async fn m(b: Body) -> usize { to_bytes(b, std::cmp::min(usize::MAX, 4096)).await.unwrap().len() }
    async fn n(b: Body) -> usize { to_bytes(b, usize::MAX.saturating_sub(1)).await.unwrap().len() } //~ whole-body-upload
    async fn o(b: Body) -> usize { to_bytes(b, 16 * 1024 * 1024).await.unwrap().len() }
    async fn p(b: Body) -> usize { to_bytes(b, 16 * 1024 * 1024 + 1).await.unwrap().len() } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/a", post(a)).route("/b", post(b)).route("/c", post(c)).route("/d", post(d)).route("/e", post(e)).route("/f", post(f)).route("/g", post(g)).route("/h", post(h)).route("/i", post(i)).route("/j", post(j)).route("/k", post(k)).route("/l", post(l)).route("/m", post(m)).route("/n", post(n)).route("/o", post(o)).route("/p", post(p)) }
}
