//! Extractors that are run by hand, or by an extractor of the workspace.
mod limited_and_collected {
    use axum::{Router, extract::Request, routing::post};
    use http_body_util::{BodyExt, Limited};
    async fn up(req: Request) -> usize { match Limited::new(req.into_body(), 64 * 1024).collect().await { Ok(c) => c.to_bytes().len(), Err(_) => 0 } }
    async fn up2(req: Request) -> usize { match req.into_body().collect().await { Ok(c) => c.to_bytes().len(), Err(_) => 0 } } //~ whole-body-upload
    pub fn app() -> Router { Router::new().route("/u", post(up)).route("/u2", post(up2)) }
}
mod with_the_default_limit {
    use axum::{Router, RequestExt, extract::Request, routing::post};
    use http_body_util::BodyExt;
    async fn up(req: Request) -> usize { match req.into_limited_body().collect().await { Ok(c) => c.to_bytes().len(), Err(_) => 0 } }
    async fn up2(req: Request) -> usize { match req.with_limited_body().into_body().collect().await { Ok(c) => c.to_bytes().len(), Err(_) => 0 } }
    pub fn app() -> Router { Router::new().route("/u", post(up)).route("/u2", post(up2)) }
}
mod extracted_by_hand {
    use axum::{Router, RequestExt, extract::Request, routing::post, body::Bytes};
    async fn up(req: Request) -> usize { req.extract::<Bytes, _>().await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", post(up)) }
}
mod by_the_trait_under_a_switch {
    use axum::{Router, extract::{DefaultBodyLimit, FromRequest, Request}, routing::post, body::Bytes};
    async fn up(req: Request) -> usize { Bytes::from_request(req, &()).await.map_or(0, |b| b.len()) }
    async fn up2(req: Request) -> usize { Bytes::from_request(req, &()).await.map_or(0, |b| b.len()) }
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
    pub fn app2() -> Router { Router::new().route("/u", post(up2)) }
}
mod own_extractor_under_a_switch {
    use axum::{Router, extract::{DefaultBodyLimit, FromRequest, Request}, routing::post, Json};
    pub struct Valid<T>(pub T);
    impl<S: Send + Sync, T: serde::de::DeserializeOwned> FromRequest<S> for Valid<T> {
        type Rejection = ();
        async fn from_request(req: Request, s: &S) -> Result<Self, ()> { let Json(v) = Json::<T>::from_request(req, s).await.map_err(|_| ())?; Ok(Valid(v)) }
    }
    async fn up(Valid(v): Valid<String>) -> usize { v.len() }
    pub fn app() -> Router { Router::new().route("/u", post(up)).layer(DefaultBodyLimit::max(usize::MAX)) } //~ whole-body-upload
}
mod own_extractor_with_the_default {
    use axum::{Router, extract::{FromRequest, Request}, routing::post, Json};
    pub struct Valid<T>(pub T);
    impl<S: Send + Sync, T: serde::de::DeserializeOwned> FromRequest<S> for Valid<T> {
        type Rejection = ();
        async fn from_request(req: Request, s: &S) -> Result<Self, ()> { let Json(v) = Json::<T>::from_request(req, s).await.map_err(|_| ())?; Ok(Valid(v)) }
    }
    async fn up(Valid(v): Valid<String>) -> usize { v.len() }
    pub fn app() -> Router { Router::new().route("/u", post(up)) }
}
mod actix_middleware_takes_the_payload {
    use actix_web::HttpMessage;
    use actix_web::{dev::{ServiceRequest, ServiceResponse}, middleware::Next, body::MessageBody, Error, web};
    use futures_util::StreamExt;
    async fn mw(mut req: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
        let mut b = web::BytesMut::new();
        let mut p = req.take_payload();
        while let Some(c) = p.next().await { b.extend_from_slice(&c?); } //~ whole-body-upload
        println!("{}", b.len());
        next.call(req).await
    }
    fn app() { let _ = actix_web::App::new().wrap(actix_web::middleware::from_fn(mw)); }
}
mod actix_middleware_extracts {
    use actix_web::{dev::{ServiceRequest, ServiceResponse}, middleware::Next, body::MessageBody, Error, web};
    async fn mw(mut req: ServiceRequest, next: Next<impl MessageBody>) -> Result<ServiceResponse<impl MessageBody>, Error> {
        let b = req.extract::<web::Bytes>().await?;
        println!("{}", b.len());
        next.call(req).await
    }
}
mod actix_extractor_collects {
    use actix_web::{FromRequest, HttpRequest, dev::Payload, web, Error};
    use futures_util::{StreamExt, future::LocalBoxFuture};
    struct Raw(web::BytesMut);
    impl FromRequest for Raw {
        type Error = Error; type Future = LocalBoxFuture<'static, Result<Self, Error>>;
        fn from_request(_: &HttpRequest, p: &mut Payload) -> Self::Future {
            let mut p = p.take();
            Box::pin(async move { let mut b = web::BytesMut::new(); while let Some(c) = p.next().await { b.extend_from_slice(&c?); } Ok(Raw(b)) }) //~ whole-body-upload
        }
    }
}
mod actix_extractor_with_the_default {
    use actix_web::{FromRequest, HttpRequest, dev::Payload, web, Error};
    use futures_util::future::LocalBoxFuture;
    struct Raw(web::Bytes);
    impl FromRequest for Raw {
        type Error = Error; type Future = LocalBoxFuture<'static, Result<Self, Error>>;
        fn from_request(r: &HttpRequest, p: &mut Payload) -> Self::Future { let f = web::Bytes::from_request(r, p); Box::pin(async move { Ok(Raw(f.await?)) }) }
    }
}
mod actix_extractor_under_a_switch {
    use actix_web::{FromRequest, HttpRequest, dev::Payload, web, Error, App, Responder};
    use futures_util::future::LocalBoxFuture;
    struct Raw(web::Bytes);
    impl FromRequest for Raw {
        type Error = Error; type Future = LocalBoxFuture<'static, Result<Self, Error>>;
        fn from_request(r: &HttpRequest, p: &mut Payload) -> Self::Future { let f = web::Bytes::from_request(r, p); Box::pin(async move { Ok(Raw(f.await?)) }) }
    }
    async fn up(r: Raw) -> impl Responder { r.0.len().to_string() }
    fn app() { let _ = App::new().app_data(web::PayloadConfig::new(usize::MAX)).route("/u", web::post().to(up)); } //~ whole-body-upload
}
mod actix_either_of_two {
    use actix_web::{web, App, Either, Responder, HttpResponse};
    async fn up(b: Either<web::Json<String>, web::Bytes>) -> impl Responder { drop(b); HttpResponse::Ok() }
    fn app() { let _ = App::new().app_data(web::PayloadConfig::default().limit(1 << 31)).route("/", web::post().to(up)); } //~ whole-body-upload
}
mod texts_by_hand_under_a_switch {
    use axum::{RequestExt, extract::{DefaultBodyLimit, FromRequest, Request}, routing::post, Router};
    async fn a(r: Request) -> usize { String::from_request(r, &()).await.unwrap().len() }
    async fn b(r: Request) -> usize { let s: String = r.extract().await.unwrap(); s.len() }
    pub fn app() -> Router { Router::new().route("/", post(a)).route("/b", post(b)).layer(DefaultBodyLimit::disable()) } //~ whole-body-upload
}
