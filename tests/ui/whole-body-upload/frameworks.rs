//! actix-web, warp, poem, tide, Rocket, tonic, hyper and salvo.
mod actix {
    use actix_web::{App, HttpRequest, HttpResponse, HttpServer, post, web};
    use futures::StreamExt;
    async fn json_a(b: web::Json<Vec<String>>) -> HttpResponse {
        drop(b);
        HttpResponse::Ok().finish()
    }
    pub fn raised(c: &mut web::ServiceConfig) {
        c.app_data(web::JsonConfig::default().limit(1 << 30)).route("/a", web::post().to(json_a)); //~ whole-body-upload
    }
    async fn json_b(b: web::Json<Vec<String>>) -> HttpResponse {
        drop(b);
        HttpResponse::Ok().finish()
    }
    pub fn small(c: &mut web::ServiceConfig) {
        c.app_data(web::JsonConfig::default().limit(1 << 20)).route("/a", web::post().to(json_b));
    }
    async fn bytes_a(b: web::Bytes) -> HttpResponse {
        drop(b);
        HttpResponse::Ok().finish()
    }
    pub fn payload(c: &mut web::ServiceConfig) {
        c.app_data(web::PayloadConfig::new(usize::MAX)).route("/b", web::post().to(bytes_a)); //~ whole-body-upload
    }
    async fn bytes_c(b: web::Bytes) -> HttpResponse {
        drop(b);
        HttpResponse::Ok().finish()
    }
    pub fn default_bytes(c: &mut web::ServiceConfig) {
        c.route("/c", web::post().to(bytes_c));
    }
    async fn stream_d(mut b: web::Payload) -> HttpResponse {
        let mut v = web::BytesMut::new();
        while let Some(Ok(c)) = b.next().await {
            v.extend_from_slice(&c); //~ whole-body-upload
        }
        HttpResponse::Ok().finish()
    }
    async fn stream_e(mut b: web::Payload) -> HttpResponse {
        let mut v = web::BytesMut::new();
        while let Some(Ok(c)) = b.next().await {
            if v.len() + c.len() > 262_144 {
                return HttpResponse::PayloadTooLarge().finish();
            }
            v.extend_from_slice(&c);
        }
        HttpResponse::Ok().finish()
    }
    async fn whole_f(b: web::Payload) -> HttpResponse {
        let _ = b.to_bytes().await; //~ whole-body-upload
        HttpResponse::Ok().finish()
    }
    async fn whole_g(b: web::Payload) -> HttpResponse {
        let _ = b.to_bytes_limited(1 << 30).await; //~ whole-body-upload
        HttpResponse::Ok().finish()
    }
    pub fn streams(c: &mut web::ServiceConfig) {
        c.route("/d", web::post().to(stream_d))
            .route("/e", web::post().to(stream_e))
            .route("/f", web::post().to(whole_f))
            .route("/g", web::post().to(whole_g));
    }
    async fn json_h(b: web::Json<Vec<String>>) -> HttpResponse {
        drop(b);
        HttpResponse::Ok().finish()
    }
    async fn json_i() -> HttpResponse {
        HttpResponse::Ok().finish()
    }
    pub fn scoped(c: &mut web::ServiceConfig) {
        c.service(
            web::scope("/x").app_data(web::JsonConfig::default().limit(1 << 30)).route("/i", web::get().to(json_i)),
        )
        .route("/h", web::post().to(json_h));
    }
    async fn string_j(b: String) -> HttpResponse {
        drop(b);
        HttpResponse::Ok().finish()
    }
    pub fn string(c: &mut web::ServiceConfig) {
        c.service(web::resource("/j").app_data(web::PayloadConfig::new(1 << 30)).route(web::post().to(string_j))); //~ whole-body-upload
    }
    async fn form_k(b: web::Form<Vec<String>>) -> HttpResponse {
        drop(b);
        HttpResponse::Ok().finish()
    }
    pub fn form(c: &mut web::ServiceConfig) {
        c.service(
            web::resource("/k").app_data(web::FormConfig::default().limit(100 << 20)).route(web::post().to(form_k)), //~ whole-body-upload
        );
    }
}
mod warp_u {
    use warp::Filter;
    pub fn no_limit() -> impl Filter {
        warp::post().and(warp::path("a")).and(warp::body::bytes()).map(|b: bytes::Bytes| b.len().to_string()) //~ whole-body-upload
    }
    pub fn limit() -> impl Filter {
        warp::post()
            .and(warp::body::content_length_limit(4096))
            .and(warp::body::bytes())
            .map(|b: bytes::Bytes| b.len().to_string())
    }
    pub fn limit_huge() -> impl Filter {
        warp::post()
            .and(warp::body::content_length_limit(1 << 30))
            .and(warp::body::bytes()) //~ whole-body-upload
            .map(|b: bytes::Bytes| b.len().to_string())
    }
    pub fn limit_after() -> impl Filter {
        warp::post()
            .and(warp::body::json()) //~ whole-body-upload
            .and(warp::body::content_length_limit(4096))
            .map(|b: Vec<String>| b.len().to_string())
    }
    pub fn limit_other_branch() -> impl Filter {
        let a = warp::path("a")
            .and(warp::body::content_length_limit(4096))
            .and(warp::body::bytes())
            .map(|b: bytes::Bytes| b.len().to_string());
        let b = warp::path("b").and(warp::body::json()).map(|b: Vec<String>| b.len().to_string()); //~ whole-body-upload
        a.or(b)
    }
    fn json() -> impl Filter {
        warp::body::content_length_limit(4096).and(warp::body::json())
    }
    pub fn limit_helper() -> impl Filter {
        warp::path("a").and(json()).map(|b: Vec<String>| b.len().to_string())
    }
    pub fn stream() -> impl Filter {
        warp::path("s").and(warp::body::stream()).map(|_s| "x")
    }
}
mod poem_u {
    use poem::{Body, EndpointExt, Route, handler, middleware::SizeLimit, post, web::Json};
    #[handler]
    async fn a(b: Json<Vec<String>>) -> String {
        b.0.len().to_string()
    }
    pub fn no_limit() -> Route {
        Route::new().at("/a", post(a)) //~ whole-body-upload
    }
    #[handler]
    async fn b(b: Json<Vec<String>>) -> String {
        b.0.len().to_string()
    }
    pub fn limit() -> impl poem::Endpoint {
        Route::new().at("/b", post(b)).with(SizeLimit::new(4096))
    }
    #[handler]
    async fn c(b: Body) -> String {
        b.into_bytes().await.unwrap().len().to_string() //~ whole-body-upload
    }
    #[handler]
    async fn d(b: Body) -> String {
        b.into_bytes_limit(4096).await.unwrap().len().to_string()
    }
    pub fn bodies() -> Route {
        Route::new().at("/c", post(c)).at("/d", post(d))
    }
    #[handler]
    async fn e(b: String) -> String {
        b
    }
    pub fn string() -> Route {
        Route::new().at("/e", post(e)) //~ whole-body-upload
    }
}
mod tide_u {
    async fn a(mut r: tide::Request<()>) -> tide::Result {
        let _ = r.body_bytes().await?; //~ whole-body-upload
        Ok("x".into())
    }
    async fn b(mut r: tide::Request<()>) -> tide::Result {
        let v: Vec<String> = r.body_json().await?; //~ whole-body-upload
        Ok(v.len().to_string().into())
    }
    pub fn app() {
        let mut app = tide::new();
        app.at("/a").post(a);
        app.at("/b").post(b);
    }
}
mod rocket_u {
    use rocket::data::{Data, Limits, ToByteUnit};
    use rocket::serde::json::Json;
    use rocket::{Build, Rocket, post, routes};
    #[post("/a", data = "<d>")]
    async fn a(d: Data<'_>) -> String {
        d.open(2.gibibytes()).into_string().await.unwrap().into_inner() //~ whole-body-upload
    }
    #[post("/b", data = "<d>")]
    async fn b(d: Data<'_>) -> String {
        d.open(2.mebibytes()).into_string().await.unwrap().into_inner()
    }
    #[post("/c", data = "<d>")]
    async fn c(d: Data<'_>) {
        let _ = d.open(2.gibibytes()).into_file("x").await;
    }
    #[post("/d", data = "<d>")]
    async fn d(d: Json<Vec<String>>) -> String {
        d.0.len().to_string()
    }
    pub fn raised() -> Rocket<Build> {
        rocket::custom(rocket::Config::figment().merge(("limits", Limits::new().limit("json", 1.gibibytes())))) //~ whole-body-upload
            .mount("/", routes![d])
    }
    pub fn files() -> Rocket<Build> {
        rocket::custom(
            rocket::Config::figment()
                .merge(("limits", Limits::new().limit("file", 1.gibibytes()).limit("data-form", 1.gibibytes()))),
        )
        .mount("/", routes![a, b, c])
    }
}
mod tonic_u {
    pub mod pb {
        tonic::include_proto!("x");
    }
    pub async fn serve(s: super::Svc) {
        let svc = pb::x_server::XServer::new(s).max_decoding_message_size(usize::MAX); //~ whole-body-upload
        let _ = tonic::transport::Server::builder().add_service(svc).serve("x".parse().unwrap()).await;
    }
}
pub struct Svc;
mod hyper_u {
    use bytes::Bytes;
    use http_body_util::{BodyExt, Full, Limited};
    use hyper::{Request, Response, body::Incoming, service::service_fn};
    use std::convert::Infallible;
    async fn a(r: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let b = r.collect().await.unwrap().to_bytes(); //~ whole-body-upload
        Ok(Response::new(Full::new(b)))
    }
    async fn b(r: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let b = Limited::new(r.into_body(), 4096).collect().await.unwrap().to_bytes();
        Ok(Response::new(Full::new(b)))
    }
    async fn c(r: Request<Incoming>) -> Result<Response<Full<Bytes>>, Infallible> {
        let up = r.body().size_hint_upper();
        drop(up);
        Ok(Response::new(Full::default()))
    }
    pub fn svc() {
        let _ = service_fn(a);
        let _ = service_fn(b);
        let _ = service_fn(c);
    }
}
mod salvo_u {
    use salvo::prelude::*;
    #[handler]
    async fn a(r: &mut Request) -> String {
        String::from_utf8(r.payload().await.unwrap().to_vec()).unwrap()
    }
    #[handler]
    async fn b(r: &mut Request) -> String {
        String::from_utf8(r.payload_with_max_size(1 << 30).await.unwrap().to_vec()).unwrap() //~ whole-body-upload
    }
    pub fn router() -> Router {
        Router::new().push(Router::with_path("a").post(a)).push(Router::with_path("b").post(b))
    }
}
