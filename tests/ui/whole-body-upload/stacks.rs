//! Where a limit stands: in a stack of layers, on a handler, around a fallback, in a nested router.
mod limit_on_the_fallback_only {
    use axum::{Router, body::{Body, to_bytes}, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    async fn fb() -> &'static str { "x" }
    pub fn app() -> Router { Router::new().route("/u", post(up)).fallback_service(Router::new().fallback(fb).layer(RequestBodyLimitLayer::new(1024))) }
}
mod fallback_behind_a_limit {
    use axum::{Router, body::{Body, to_bytes}};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().fallback(up).layer(RequestBodyLimitLayer::new(1024)) }
}
mod fallback_set_after_the_limit {
    use axum::{Router, body::{Body, to_bytes}};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    pub fn app() -> Router { Router::new().layer(RequestBodyLimitLayer::new(1024)).fallback(up) }
}
mod nested_service_with_a_limit {
    use axum::{Router, body::{Body, to_bytes}, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    fn api() -> Router { Router::new().route("/u", post(up)).layer(RequestBodyLimitLayer::new(1024)) }
    pub fn app() -> Router { Router::new().nest_service("/api", api()) }
}
mod stack_without_its_builder {
    use axum::{Router, body::{Body, to_bytes}, routing::post};
    use tower::ServiceBuilder;
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(ServiceBuilder::new().layer(RequestBodyLimitLayer::new(4096)).into_inner()) }
}
mod limit_by_an_extension_trait {
    use axum::{Router, body::{Body, to_bytes}, routing::post};
    use tower::ServiceBuilder;
    use tower_http::ServiceBuilderExt;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(ServiceBuilder::new().request_body_limit(4096)) }
}
mod huge_limit_by_an_extension_trait {
    use axum::{Router, body::{Body, to_bytes}, routing::post};
    use tower::ServiceBuilder;
    use tower_http::ServiceBuilderExt;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(ServiceBuilder::new().request_body_limit(4 * 1024 * 1024 * 1024)) }
}
mod limit_before_the_other_method {
    use axum::{Router, body::{Body, to_bytes}, routing::{get, post}};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn show() -> &'static str { "x" }
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/u", get(show).layer(RequestBodyLimitLayer::new(10)).post(up)) }
}
mod limit_after_both_methods {
    use axum::{Router, body::{Body, to_bytes}, routing::{get, post}};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn show() -> &'static str { "x" }
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", get(show).post(up).layer(RequestBodyLimitLayer::new(10))) }
}
mod limit_on_a_handler {
    use axum::{Router, body::{Body, to_bytes}, handler::Handler, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", post(up.layer(RequestBodyLimitLayer::new(10)))) }
}
mod default_limit_on_a_handler_that_takes_the_body {
    use axum::{Router, body::{Body, to_bytes}, extract::DefaultBodyLimit, handler::Handler, routing::post};
    async fn up(body: Body) -> usize { to_bytes(body, usize::MAX).await.map_or(0, |b| b.len()) } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/u", post(up.layer(DefaultBodyLimit::max(10)))) }
}
mod switch_inside_of_a_limit {
    use axum::{Router, body::Bytes, extract::DefaultBodyLimit, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Bytes) -> usize { body.len() }
    pub fn app() -> Router {
        let files = Router::new().route("/u", post(up)).layer(DefaultBodyLimit::disable());
        Router::new().nest("/files", files).layer(RequestBodyLimitLayer::new(8 << 20))
    }
}
mod limit_on_a_nested_router_only {
    use axum::{Router, body::Bytes, extract::DefaultBodyLimit, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Bytes) -> usize { body.len() }
    async fn up2(body: Bytes) -> usize { body.len() }
    pub fn app() -> Router {
        let files = Router::new().route("/u", post(up)).layer(RequestBodyLimitLayer::new(8 << 20));
        Router::new().nest("/files", files).route("/v", post(up2)).layer(DefaultBodyLimit::disable()) //~ whole-body-upload
    }
}
mod limit_on_all_that_is_nested {
    use axum::{Router, body::Bytes, extract::DefaultBodyLimit, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Bytes) -> usize { body.len() }
    async fn up2(body: Bytes) -> usize { body.len() }
    pub fn app() -> Router {
        let files = Router::new().route("/u", post(up)).route("/v", post(up2)).layer(RequestBodyLimitLayer::new(8 << 20));
        Router::new().nest("/files", files).layer(DefaultBodyLimit::disable())
    }
}
mod pair_with_a_limit_of_nothing {
    use axum::{Router, body::Bytes, extract::DefaultBodyLimit, routing::post};
    use tower::ServiceBuilder;
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Bytes) -> usize { body.len() }
    pub fn app() -> Router {
        Router::new().route("/v", post(up)).layer(ServiceBuilder::new().layer(DefaultBodyLimit::disable()).layer(RequestBodyLimitLayer::new(usize::MAX))) //~ whole-body-upload
    }
}
mod pair_in_a_tuple {
    use axum::{Router, body::Bytes, extract::DefaultBodyLimit, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn up(body: Bytes) -> usize { body.len() }
    pub fn app() -> Router {
        Router::new().route("/v", post(up)).layer((DefaultBodyLimit::disable(), RequestBodyLimitLayer::new(1024)))
    }
}
mod limit_around_a_middleware {
    use axum::{Router, extract::Request, middleware::{self, Next}, response::Response, body::{Body, to_bytes}, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn log(req: Request, next: Next) -> Response {
        let (p, b) = req.into_parts();
        let b = to_bytes(b, usize::MAX).await.unwrap_or_default();
        println!("{}", b.len());
        next.run(Request::from_parts(p, Body::from(b))).await
    }
    async fn ok() -> &'static str { "" }
    pub fn app() -> Router { Router::new().route("/u", post(ok)).layer(middleware::from_fn(log)).layer(RequestBodyLimitLayer::new(100)) }
}
mod middleware_around_a_limit {
    use axum::{Router, extract::Request, middleware::{self, Next}, response::Response, body::{Body, to_bytes}, routing::post};
    use tower_http::limit::RequestBodyLimitLayer;
    async fn log(req: Request, next: Next) -> Response {
        let (p, b) = req.into_parts();
        let b = to_bytes(b, usize::MAX).await.unwrap_or_default(); //~ whole-body-upload
        println!("{}", b.len());
        next.run(Request::from_parts(p, Body::from(b))).await
    }
    async fn ok() -> &'static str { "" }
    pub fn app() -> Router { Router::new().route("/u", post(ok)).layer(RequestBodyLimitLayer::new(100)).layer(middleware::from_fn(log)) }
}
mod stack_with_the_limit_first {
    use axum::{Router, extract::Request, middleware::{self, Next}, response::Response, body::{Body, to_bytes}, routing::post};
    use tower::ServiceBuilder;
    use tower_http::limit::RequestBodyLimitLayer;
    async fn log(req: Request, next: Next) -> Response {
        let (p, b) = req.into_parts();
        let b = to_bytes(b, usize::MAX).await.unwrap_or_default();
        next.run(Request::from_parts(p, Body::from(b))).await
    }
    async fn ok() -> &'static str { "" }
    pub fn app() -> Router { Router::new().route("/u", post(ok)).layer(ServiceBuilder::new().layer(RequestBodyLimitLayer::new(100)).layer(middleware::from_fn(log))) }
}
mod stack_with_the_limit_last {
    use axum::{Router, extract::Request, middleware::{self, Next}, response::Response, body::{Body, to_bytes}, routing::post};
    use tower::ServiceBuilder;
    use tower_http::limit::RequestBodyLimitLayer;
    async fn log(req: Request, next: Next) -> Response {
        let (p, b) = req.into_parts();
        let b = to_bytes(b, usize::MAX).await.unwrap_or_default(); //~ whole-body-upload
        next.run(Request::from_parts(p, Body::from(b))).await
    }
    async fn ok() -> &'static str { "" }
    pub fn app() -> Router { Router::new().route("/u", post(ok)).layer(ServiceBuilder::new().layer(middleware::from_fn(log)).layer(RequestBodyLimitLayer::new(100))) }
}
mod actix_switch_on_another_scope {
    use actix_web::{web, App, HttpResponse, Responder};
    async fn up(b: web::Bytes) -> impl Responder { HttpResponse::Ok().body(b) }
    async fn ping() -> impl Responder { HttpResponse::Ok() }
    fn app() { let _ = App::new().service(web::scope("/a").app_data(web::PayloadConfig::new(1 << 30)).route("/p", web::get().to(ping))).route("/u", web::post().to(up)); }
}
mod actix_switch_on_the_scope {
    use actix_web::{web, App, HttpResponse, Responder};
    async fn up(b: web::Bytes) -> impl Responder { HttpResponse::Ok().body(b) }
    fn app() { let _ = App::new().service(web::scope("/a").app_data(web::PayloadConfig::new(1 << 30)).route("/p", web::post().to(up))); } //~ whole-body-upload
}
mod actix_limit_of_the_resource {
    use actix_web::{web, App, HttpResponse, Responder};
    async fn up(b: web::Bytes) -> impl Responder { HttpResponse::Ok().body(b) }
    fn app() { let _ = App::new().app_data(web::PayloadConfig::new(1 << 30)).service(web::resource("/u").app_data(web::PayloadConfig::new(4096)).route(web::post().to(up))); }
}
mod actix_limit_of_another_extractor {
    use actix_web::{web, App, HttpResponse, Responder};
    async fn up(b: web::Bytes) -> impl Responder { HttpResponse::Ok().body(b) }
    fn app() { let _ = App::new().app_data(web::JsonConfig::default().limit(1 << 30)).service(web::resource("/u").route(web::post().to(up))); }
}
mod poem_limit_on_the_endpoint {
    use poem::{handler, post, Route, EndpointExt, middleware::SizeLimit};
    #[handler] async fn a(b: Vec<u8>) -> String { b.len().to_string() }
    #[handler] async fn a2(b: Vec<u8>) -> String { b.len().to_string() }
    pub fn app() -> Route { Route::new().at("/", post(a.with(SizeLimit::new(4096)))) }
    pub fn app2() -> Route { Route::new().at("/", post(a2).with(SizeLimit::new(4096))) }
}
mod described_routes_before_the_limit {
    use utoipa_axum::{router::OpenApiRouter, routes}; use axum::{body::{Body, Bytes, to_bytes}, extract::DefaultBodyLimit}; use tower_http::limit::RequestBodyLimitLayer;
    #[utoipa::path(post, path = "/x")] async fn up2(b: Body) -> String { to_bytes(b, usize::MAX).await.unwrap().len().to_string() }
    pub fn app2() -> OpenApiRouter { OpenApiRouter::new().routes(routes!(up2)).layer(RequestBodyLimitLayer::new(1024)) }
}
mod described_routes_after_the_limit {
    use utoipa_axum::{router::OpenApiRouter, routes}; use axum::{body::{Body, Bytes, to_bytes}, extract::DefaultBodyLimit}; use tower_http::limit::RequestBodyLimitLayer;
    #[utoipa::path(post, path = "/x")] async fn up2(b: Body) -> String { to_bytes(b, usize::MAX).await.unwrap().len().to_string() } //~ whole-body-upload
    #[utoipa::path(get, path = "/x")] async fn ok() -> &'static str { "" }
    pub fn app2() -> OpenApiRouter { OpenApiRouter::new().routes(routes!(ok)).layer(RequestBodyLimitLayer::new(1024)).routes(routes!(up2)) }
}
