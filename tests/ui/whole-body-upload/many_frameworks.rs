//! Switches, reads and loops of other frameworks, in pairs.
pub mod actix {
    use actix_web::{web, App, HttpServer, HttpResponse, Responder, HttpRequest, post, FromRequest};
    use futures::StreamExt;
    #[post("/a")] async fn payload_loop(mut p: web::Payload) -> impl Responder {
        let mut b = web::BytesMut::new();
        while let Some(c) = p.next().await { b.extend_from_slice(&c.unwrap()); } //~ whole-body-upload
        HttpResponse::Ok().body(b.freeze())
    }
    #[post("/b")] async fn payload_loop_checked(mut p: web::Payload) -> Result<HttpResponse, actix_web::Error> {
        let mut b = web::BytesMut::new();
        while let Some(c) = p.next().await { let c = c?; if (b.len() + c.len()) > 262_144 { return Err(actix_web::error::ErrorBadRequest("overflow")); } b.extend_from_slice(&c); }
        Ok(HttpResponse::Ok().body(b.freeze()))
    }
    #[post("/c")] async fn to_bytes(p: web::Payload) -> impl Responder { let b = p.to_bytes().await.unwrap(); b } //~ whole-body-upload
    #[post("/d")] async fn to_bytes_limited(p: web::Payload) -> impl Responder { let b = p.to_bytes_limited(4096).await.unwrap().unwrap(); b }
    #[post("/d2")] async fn to_bytes_huge(p: web::Payload) -> impl Responder { let b = p.to_bytes_limited(usize::MAX).await.unwrap().unwrap(); b } //~ whole-body-upload
    // A body that is made of the payload would have to be known as one.
    #[post("/d3")] async fn fn_body_to_bytes(p: web::Payload) -> impl Responder { actix_web::body::to_bytes(actix_web::body::BodyStream::new(p)).await.unwrap() }
    #[post("/e")] async fn bytes(b: web::Bytes) -> impl Responder { b }
    #[post("/f")] async fn json(b: web::Json<serde_json::Value>) -> impl Responder { b.0.to_string() }
    #[post("/g")] async fn text(b: String) -> impl Responder { b }
    async fn bytes2(b: web::Bytes) -> impl Responder { b }
    async fn json2(b: web::Json<serde_json::Value>) -> impl Responder { b.0.to_string() }
    pub async fn app_default() -> std::io::Result<()> { HttpServer::new(|| App::new().service(bytes).service(json)).bind("x")?.run().await }
    pub async fn app_raised() -> std::io::Result<()> { HttpServer::new(|| App::new().app_data(web::PayloadConfig::new(1 << 30)).service(bytes)).bind("x")?.run().await } //~ whole-body-upload
    pub async fn app_raised_small() -> std::io::Result<()> { HttpServer::new(|| App::new().app_data(web::PayloadConfig::new(1 << 20)).service(bytes)).bind("x")?.run().await }
    pub async fn app_json_raised() -> std::io::Result<()> { HttpServer::new(|| App::new().app_data(web::JsonConfig::default().limit(1 << 30)).service(json)).bind("x")?.run().await } //~ whole-body-upload
    pub async fn app_json_raised_only_bytes() -> std::io::Result<()> { HttpServer::new(|| App::new().app_data(web::JsonConfig::default().limit(1 << 30)).service(bytes)).bind("x")?.run().await }
    pub async fn app_payload_raised_only_json() -> std::io::Result<()> { HttpServer::new(|| App::new().app_data(web::PayloadConfig::default().limit(1 << 30)).service(json)).bind("x")?.run().await }
    pub async fn app_payload_text() -> std::io::Result<()> { HttpServer::new(|| App::new().app_data(web::PayloadConfig::default().limit(1 << 30)).service(text)).bind("x")?.run().await } //~ whole-body-upload
    pub async fn app_config_limit(n: usize) -> std::io::Result<()> { HttpServer::new(move || App::new().app_data(web::PayloadConfig::new(n)).service(bytes)).bind("x")?.run().await }
    pub fn scope_raised() -> actix_web::Scope { web::scope("/x").app_data(web::JsonConfig::default().limit(usize::MAX)).route("/a", web::post().to(json2)) } //~ whole-body-upload
    pub fn resource_raised() -> actix_web::Resource { web::resource("/x").app_data(web::PayloadConfig::new(usize::MAX)).route(web::post().to(bytes2)) } //~ whole-body-upload
    pub fn configure(cfg: &mut web::ServiceConfig) { cfg.app_data(web::PayloadConfig::new(100 * 1024 * 1024)).route("/a", web::post().to(bytes2)); } //~ whole-body-upload
    pub fn configure_variable(cfg: &mut web::ServiceConfig) { let limit = 100 * 1024 * 1024; let p = web::PayloadConfig::new(limit); cfg.app_data(p); cfg.route("/a", web::post().to(bytes2)); } //~ whole-body-upload
    async fn manual(req: HttpRequest, payload: web::Payload) -> actix_web::Result<HttpResponse> { let b = web::Bytes::from_request(&req, &mut payload.into_inner()).await?; Ok(HttpResponse::Ok().body(b)) }
    pub fn manual_route() -> actix_web::Resource { web::resource("/y").route(web::post().to(manual)) }
    async fn spool(mut p: web::Payload) -> actix_web::Result<HttpResponse> {
        use tokio::io::AsyncWriteExt;
        let mut f = tokio::fs::File::create("x").await?;
        while let Some(c) = p.next().await { f.write_all(&c?).await?; }
        Ok(HttpResponse::Ok().finish())
    }
    pub fn spool_route() -> actix_web::Resource { web::resource("/z").route(web::post().to(spool)) }
    async fn multipart_loop(mut m: actix_multipart::Multipart) -> actix_web::Result<HttpResponse> {
        while let Some(f) = m.next().await {
            let mut f = f?; let mut v = Vec::new();
            while let Some(c) = f.next().await { v.extend_from_slice(&c?); } //~ whole-body-upload
        }
        Ok(HttpResponse::Ok().finish())
    }
    async fn multipart_loop_checked(mut m: actix_multipart::Multipart) -> actix_web::Result<HttpResponse> {
        while let Some(f) = m.next().await {
            let mut f = f?; let mut v = Vec::new();
            while let Some(c) = f.next().await { let c = c?; if v.len() + c.len() > 1 << 20 { return Ok(HttpResponse::PayloadTooLarge().finish()); } v.extend_from_slice(&c); }
        }
        Ok(HttpResponse::Ok().finish())
    }
    async fn field_bytes(mut m: actix_multipart::Multipart) -> actix_web::Result<HttpResponse> {
        while let Some(f) = m.next().await { let mut f = f?; let _ = f.bytes(4096).await; }
        Ok(HttpResponse::Ok().finish())
    }
    async fn field_bytes_max(mut m: actix_multipart::Multipart) -> actix_web::Result<HttpResponse> {
        while let Some(f) = m.next().await { let mut f = f?; let _ = f.bytes(usize::MAX).await; } //~ whole-body-upload
        Ok(HttpResponse::Ok().finish())
    }
    pub fn multi_routes() -> actix_web::Scope { web::scope("/m").route("/1", web::post().to(multipart_loop)).route("/2", web::post().to(multipart_loop_checked)).route("/3", web::post().to(field_bytes)).route("/4", web::post().to(field_bytes_max)) }
    #[derive(actix_multipart::form::MultipartForm)]
    pub struct MemForm { file: actix_multipart::form::bytes::Bytes }
    #[derive(actix_multipart::form::MultipartForm)]
    pub struct TmpForm { file: actix_multipart::form::tempfile::TempFile }
    async fn mem_form(f: actix_multipart::form::MultipartForm<MemForm>) -> impl Responder { f.file.data.len().to_string() }
    async fn tmp_form(f: actix_multipart::form::MultipartForm<TmpForm>) -> impl Responder { f.file.size.to_string() }
    async fn mem_form2(f: actix_multipart::form::MultipartForm<MemForm>) -> impl Responder { f.file.data.len().to_string() }
    pub fn mem_raised() -> actix_web::Scope { web::scope("/m").app_data(actix_multipart::form::MultipartFormConfig::default().memory_limit(1 << 30).total_limit(1 << 30)).route("/1", web::post().to(mem_form)) } //~ whole-body-upload
    pub fn mem_total_only() -> actix_web::Scope { web::scope("/m").app_data(actix_multipart::form::MultipartFormConfig::default().total_limit(1 << 30)).route("/1", web::post().to(mem_form2)) }
    pub fn tmp_raised() -> actix_web::Scope { web::scope("/m").app_data(actix_multipart::form::MultipartFormConfig::default().memory_limit(1 << 30).total_limit(1 << 30)).route("/1", web::post().to(tmp_form)) }
}
pub mod warp_ {
    use warp::Filter;
    use bytes::Buf;
    async fn h(b: bytes::Bytes) -> Result<String, warp::Rejection> { Ok(b.len().to_string()) }
    async fn s(b: impl futures::Stream<Item = Result<impl Buf, warp::Error>>) -> Result<String, warp::Rejection> {
        use futures::StreamExt;
        futures::pin_mut!(b);
        let mut v = Vec::new();
        while let Some(Ok(mut c)) = b.next().await { let n = c.remaining(); v.extend_from_slice(&c.copy_to_bytes(n)); } //~ whole-body-upload
        Ok(v.len().to_string())
    }
    async fn s_checked(b: impl futures::Stream<Item = Result<impl Buf, warp::Error>>) -> Result<String, warp::Rejection> {
        use futures::StreamExt;
        futures::pin_mut!(b);
        let mut v = Vec::new();
        while let Some(Ok(mut c)) = b.next().await { let n = c.remaining(); if v.len() + n > 4096 { return Err(warp::reject()); } v.extend_from_slice(&c.copy_to_bytes(n)); }
        Ok(v.len().to_string())
    }
    async fn s_count(b: impl futures::Stream<Item = Result<impl Buf, warp::Error>>) -> Result<String, warp::Rejection> {
        use futures::StreamExt;
        futures::pin_mut!(b);
        let mut n = 0;
        while let Some(Ok(c)) = b.next().await { n += c.remaining(); }
        Ok(n.to_string())
    }
    pub fn bytes_unlimited() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone { warp::post().and(warp::path("a")).and(warp::body::bytes()).and_then(h) } //~ whole-body-upload
    pub fn bytes_limited() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone { warp::post().and(warp::body::content_length_limit(4096)).and(warp::body::bytes()).and_then(h) }
    pub fn bytes_limited_huge() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone { warp::post().and(warp::body::content_length_limit(1 << 32)).and(warp::body::bytes()).and_then(h) } //~ whole-body-upload
    pub fn json_unlimited() -> impl Filter<Extract = (serde_json::Value,), Error = warp::Rejection> + Clone { warp::post().and(warp::body::json()) } //~ whole-body-upload
    fn json_body() -> impl Filter<Extract = (serde_json::Value,), Error = warp::Rejection> + Clone { warp::body::content_length_limit(1024).and(warp::body::json()) }
    pub fn json_by_helper() -> impl Filter<Extract = (serde_json::Value,), Error = warp::Rejection> + Clone { warp::post().and(json_body()) }
    pub fn stream_filters() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone { warp::post().and(warp::body::stream()).and_then(s) }
    pub fn stream_checked() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone { warp::post().and(warp::body::stream()).and_then(s_checked).or(warp::path("x").and(warp::body::stream()).and_then(s_count)).unify() }
    pub fn no_body() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone { warp::path!("hello" / String) }
    pub fn form_limited_on_other_branch() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone { warp::path("a").and(warp::body::content_length_limit(10)).and(warp::body::bytes()).and_then(h).or(warp::path("b").and(warp::body::bytes()).and_then(h)).unify() } //~ whole-body-upload
}
pub mod tonic_ {
    use tonic::{Request, Response, Status, Streaming};
    pub mod pb { tonic::include_proto!("pb"); }
    use pb::greeter_server::{Greeter, GreeterServer};
    pub struct My;
    #[tonic::async_trait]
    impl Greeter for My {
        async fn hello(&self, r: Request<pb::Hello>) -> Result<Response<pb::Reply>, Status> { let _ = r; Err(Status::internal("x")) }
        async fn upload(&self, r: Request<Streaming<pb::Chunk>>) -> Result<Response<pb::Reply>, Status> {
            let mut s = r.into_inner(); let mut v = Vec::new();
            while let Some(c) = s.message().await? { v.extend_from_slice(&c.data); } //~ whole-body-upload
            Err(Status::internal(v.len().to_string()))
        }
        async fn upload_checked(&self, r: Request<Streaming<pb::Chunk>>) -> Result<Response<pb::Reply>, Status> {
            let mut s = r.into_inner(); let mut v = Vec::new();
            while let Some(c) = s.message().await? { if v.len() + c.data.len() > 1 << 20 { return Err(Status::resource_exhausted("x")); } v.extend_from_slice(&c.data); }
            Err(Status::internal("x"))
        }
    }
    pub fn unlimited() -> GreeterServer<My> { GreeterServer::new(My).max_decoding_message_size(usize::MAX) } //~ whole-body-upload
    pub fn default() -> GreeterServer<My> { GreeterServer::new(My) }
    pub fn small() -> GreeterServer<My> { GreeterServer::new(My).max_decoding_message_size(8 * 1024 * 1024) }
    pub fn encoding_only() -> GreeterServer<My> { GreeterServer::new(My).max_encoding_message_size(usize::MAX) }
    pub fn client(ch: tonic::transport::Channel) -> pb::greeter_client::GreeterClient<tonic::transport::Channel> { pb::greeter_client::GreeterClient::new(ch).max_decoding_message_size(usize::MAX) }
}
pub mod rocket_ {
    use rocket::{post, data::{Data, ToByteUnit, Limits}, serde::json::Json, form::Form, fs::TempFile, tokio::io::AsyncReadExt};
    #[post("/a", data = "<d>")] pub async fn open_small(d: Data<'_>) -> std::io::Result<String> { Ok(d.open(1.megabytes()).into_string().await?.into_inner()) }
    #[post("/b", data = "<d>")] pub async fn open_huge(d: Data<'_>) -> std::io::Result<String> { Ok(d.open(4.gigabytes()).into_string().await?.into_inner()) } //~ whole-body-upload
    #[post("/c", data = "<d>")] pub async fn open_max(d: Data<'_>) -> std::io::Result<usize> { let mut v = vec![]; d.open(rocket::data::ByteUnit::max_value()).read_to_end(&mut v).await } //~ whole-body-upload
    #[post("/d", data = "<d>")] pub async fn open_file(d: Data<'_>) -> std::io::Result<()> { d.open(4.gigabytes()).into_file("x").await?; Ok(()) }
    #[post("/e", data = "<d>")] pub async fn open_stream(d: Data<'_>) -> std::io::Result<u64> { let mut f = rocket::tokio::fs::File::create("x").await?; Ok(d.open(4.gigabytes()).stream_to(&mut f).await?.n) }
    #[post("/f", data = "<v>")] pub async fn js(v: Json<serde_json::Value>) -> String { v.to_string() }
    #[post("/g", data = "<v>")] pub async fn tmp(v: Form<TempFile<'_>>) -> String { v.len().to_string() }
    #[post("/h", data = "<v>")] pub async fn bytes(v: Vec<u8>) -> String { v.len().to_string() }
    #[post("/i", data = "<v>")] pub async fn text(v: String) -> String { v }
    pub fn json_raised() -> rocket::Rocket<rocket::Build> { rocket::custom(rocket::Config::figment().merge(("limits", Limits::new().limit("json", 1.gibibytes())))).mount("/", rocket::routes![js]) } //~ whole-body-upload
    pub fn form_raised() -> rocket::Rocket<rocket::Build> { rocket::custom(rocket::Config::figment().merge(("limits", Limits::new().limit("data-form", 1.gibibytes()).limit("file", 1.gibibytes())))).mount("/", rocket::routes![tmp]) }
    // Which parameter the `data` of the attribute names is not known, so that texts are no extractors.
    pub fn fn_bytes_raised() -> rocket::Rocket<rocket::Build> { rocket::custom(rocket::Config::figment().merge(("limits", Limits::default().limit("bytes", 1.gibibytes())))).mount("/", rocket::routes![bytes]) }
    pub fn string_small() -> rocket::Rocket<rocket::Build> { rocket::custom(rocket::Config::figment().merge(("limits", Limits::default().limit("string", 1.mebibytes())))).mount("/", rocket::routes![text]) }
}
pub mod poem_ {
    use poem::{Route, post, handler, Body, EndpointExt, middleware::SizeLimit, web::Json};
    #[handler] async fn up(b: Vec<u8>) -> String { b.len().to_string() }
    #[handler] async fn up_json(b: Json<serde_json::Value>) -> String { b.0.to_string() }
    #[handler] async fn up_body(b: Body) -> String { b.into_vec().await.unwrap().len().to_string() } //~ whole-body-upload
    #[handler] async fn up_limit(b: Body) -> String { b.into_bytes_limit(4096).await.unwrap().len().to_string() }
    #[handler] async fn none() -> String { String::new() }
    pub fn open() -> Route { Route::new().at("/a", post(up)).at("/b", post(up_json)) } //~ whole-body-upload
    pub fn open_body() -> Route { Route::new().at("/a", post(up_body)) }
    pub fn limited() -> impl poem::Endpoint { Route::new().at("/a", post(up)).with(SizeLimit::new(4096)) }
    pub fn own_limit() -> Route { Route::new().at("/a", post(up_limit)).at("/n", post(none)) }
}
pub mod tide_ {
    pub fn open() -> tide::Server<()> { let mut a = tide::new(); a.at("/x").post(|mut r: tide::Request<()>| async move { let b = r.body_bytes().await?; Ok(b.len().to_string()) }); a } //~ whole-body-upload
    pub fn none() -> tide::Server<()> { let mut a = tide::new(); a.at("/x").post(|_r: tide::Request<()>| async move { Ok("x") }); a }
    pub fn streamed() -> tide::Server<()> { let mut a = tide::new(); a.at("/x").post(|r: tide::Request<()>| async move { let f = async_std::fs::File::create("x").await?; async_std::io::copy(r, f).await?; Ok("x") }); a }
}
pub mod salvo_ {
    use salvo::prelude::*;
    #[handler] async fn up(req: &mut Request) -> String { req.payload().await.unwrap().len().to_string() }
    #[handler] async fn up_huge(req: &mut Request) -> String { req.payload_with_max_size(1 << 30).await.unwrap().len().to_string() } //~ whole-body-upload
    #[handler] async fn up_small(req: &mut Request) -> String { req.payload_with_max_size(1 << 10).await.unwrap().len().to_string() }
    pub fn router() -> Router { Router::new().push(Router::with_path("a").post(up)).push(Router::with_path("b").post(up_huge)).push(Router::with_path("c").post(up_small)) }
    pub fn raised() -> Router { Router::new().hoop(salvo::http::request::SecureMaxSize(1 << 30)).push(Router::with_path("a").post(up)) } //~ whole-body-upload
}
