//! Checks of a body's length by its size hint and by typed headers, and limits of generated services.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use axum::Router;
use axum_extra::TypedHeader;
use axum_extra::headers::{ContentLength, HeaderMapExt};
use http_body_util::{BodyExt, Full};
use hyper::body::{Body as _, Incoming};
use hyper::{Request, Response};

const MAX: u64 = 64 * 1024;

async fn a_hint_that_refuses_unknown_lengths(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let upper = request.body().size_hint().upper().unwrap_or(u64::MAX);
    if upper > MAX {
        return Ok(Response::new(Full::new(Bytes::from("too big"))));
    }
    Ok(Response::new(Full::new(request.collect().await?.to_bytes())))
}

async fn a_hint_that_lets_unknown_lengths_through(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    let upper = request.body().size_hint().upper().unwrap_or(0);
    if upper > MAX {
        return Ok(Response::new(Full::new(Bytes::from("too big"))));
    }
    Ok(Response::new(Full::new(request.collect().await?.to_bytes()))) //~ whole-body-upload
}

async fn the_least_that_a_body_has(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    if request.body().size_hint().lower() > MAX {
        return Ok(Response::new(Full::new(Bytes::from("too big"))));
    }
    Ok(Response::new(Full::new(request.collect().await?.to_bytes()))) //~ whole-body-upload
}

async fn an_exact_hint(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    match request.body().size_hint().exact() {
        Some(length) if length <= MAX => Ok(Response::new(Full::new(request.collect().await?.to_bytes()))),
        _ => Ok(Response::new(Full::new(Bytes::from("too big")))),
    }
}

async fn an_unknown_length_goes_to_the_last_arm(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    match request.body().size_hint().exact() {
        Some(length) if length > MAX => Ok(Response::new(Full::new(Bytes::from("too big")))),
        _ => Ok(Response::new(Full::new(request.collect().await?.to_bytes()))), //~ whole-body-upload
    }
}

async fn an_unknown_length_has_an_arm(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    match request.body().size_hint().exact() {
        None => Ok(Response::new(Full::new(Bytes::from("how big?")))),
        Some(length) if length > MAX => Ok(Response::new(Full::new(Bytes::from("too big")))),
        _ => Ok(Response::new(Full::new(request.collect().await?.to_bytes()))),
    }
}

async fn both_leave_before_the_read(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    match request.body().size_hint().exact() {
        None => return Ok(Response::new(Full::new(Bytes::from("how big?")))),
        Some(length) if length > MAX => return Ok(Response::new(Full::new(Bytes::from("too big")))),
        _ => {}
    }
    Ok(Response::new(Full::new(request.collect().await?.to_bytes())))
}

async fn only_one_leaves_before_the_read(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    match request.body().size_hint().exact() {
        Some(length) if length > MAX => return Ok(Response::new(Full::new(Bytes::from("too big")))),
        _ => {}
    }
    Ok(Response::new(Full::new(request.collect().await?.to_bytes()))) //~ whole-body-upload
}

async fn serve(request: Request<Incoming>) -> Result<Response<Full<Bytes>>, hyper::Error> {
    match request.uri().path() {
        "/a" => a_hint_that_refuses_unknown_lengths(request).await,
        "/b" => a_hint_that_lets_unknown_lengths_through(request).await,
        "/c" => the_least_that_a_body_has(request).await,
        "/d" => an_exact_hint(request).await,
        "/e" => an_unknown_length_goes_to_the_last_arm(request).await,
        "/f" => an_unknown_length_has_an_arm(request).await,
        "/g" => both_leave_before_the_read(request).await,
        _ => only_one_leaves_before_the_read(request).await,
    }
}

async fn a_header_that_must_be_there(TypedHeader(ContentLength(length)): TypedHeader<ContentLength>, body: Body) -> Result<Bytes, StatusCode> {
    if length > MAX {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)
}

async fn a_header_by_its_fields(length: TypedHeader<ContentLength>, body: Body) -> Result<Bytes, StatusCode> {
    if length.0.0 > MAX {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)
}

async fn a_header_that_may_be_missing(length: Option<TypedHeader<ContentLength>>, body: Body) -> Result<Bytes, StatusCode> {
    if let Some(TypedHeader(ContentLength(length))) = length {
        if length > MAX {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
    }
    to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST) //~ whole-body-upload
}

async fn a_header_that_is_not_compared(TypedHeader(ContentLength(length)): TypedHeader<ContentLength>, body: Body) -> Result<Bytes, StatusCode> {
    log(length);
    to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST) //~ whole-body-upload
}

fn log(_length: u64) {}

async fn a_typed_header_of_the_map(headers: HeaderMap, body: Body) -> Result<Bytes, StatusCode> {
    let length = headers.typed_get::<ContentLength>().ok_or(StatusCode::LENGTH_REQUIRED)?;
    if length.0 > MAX {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST)
}

async fn a_typed_header_that_may_be_missing(headers: HeaderMap, body: Body) -> Result<Bytes, StatusCode> {
    if headers.typed_get::<ContentLength>().is_some_and(|length| length.0 > MAX) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    to_bytes(body, usize::MAX).await.map_err(|_| StatusCode::BAD_REQUEST) //~ whole-body-upload
}

fn routes() -> Router {
    Router::new()
        .route("/a", post(a_header_that_must_be_there))
        .route("/b", post(a_header_by_its_fields))
        .route("/c", post(a_header_that_may_be_missing))
        .route("/d", post(a_header_that_is_not_compared))
        .route("/e", post(a_typed_header_of_the_map))
        .route("/f", post(a_typed_header_that_may_be_missing))
}

pub mod pb {
    tonic::include_proto!("echo");
}
use pb::echo_server::{Echo, EchoServer};
use tonic::transport::Server;

struct Service;

#[tonic::async_trait]
impl Echo for Service {
    async fn echo(&self, request: tonic::Request<pb::Msg>) -> Result<tonic::Response<pb::Msg>, tonic::Status> {
        Ok(tonic::Response::new(request.into_inner()))
    }
}

async fn messages_of_any_size() {
    let service = EchoServer::new(Service).max_decoding_message_size(usize::MAX); //~ whole-body-upload
    Server::builder().add_service(service).serve("0.0.0.0:1".parse().unwrap()).await.unwrap();
}

async fn messages_of_some_size() {
    let service = EchoServer::new(Service).max_decoding_message_size(8 << 20);
    Server::builder().add_service(service).serve("0.0.0.0:1".parse().unwrap()).await.unwrap();
}

async fn messages_of_a_configured_size(size: usize) {
    let service = EchoServer::new(Service).max_decoding_message_size(size);
    Server::builder().add_service(service).serve("0.0.0.0:1".parse().unwrap()).await.unwrap();
}

async fn answers_of_any_size() {
    let service = EchoServer::new(Service).max_encoding_message_size(usize::MAX);
    Server::builder().add_service(service).serve("0.0.0.0:1".parse().unwrap()).await.unwrap();
}

async fn set_on_a_variable() {
    let mut service = pb::echo_server::EchoServer::from_arc(std::sync::Arc::new(Service));
    service = service.max_decoding_message_size(1 << 30); //~ whole-body-upload
    Server::builder().add_service(service).serve("0.0.0.0:1".parse().unwrap()).await.unwrap();
}
