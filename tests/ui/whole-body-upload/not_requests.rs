//! Bodies that are no uploads, and collections that hold none of an upload's bytes.
use actix_multipart::{Field, Multipart};
use actix_web::body;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest, HttpResponse, web};
use bytes::Bytes;
use futures::{StreamExt, TryStreamExt};

/// The answer of the handlers behind a middleware is the server's own.
pub async fn a_middleware_reads_an_answer(
    request: ServiceRequest,
    next: Next<body::BoxBody>,
) -> Result<ServiceResponse, Error> {
    let answer = next.call(request).await?;
    let (request, answer) = answer.into_parts();
    let (answer, content) = answer.into_parts();
    let bytes = body::to_bytes(content).await.ok().unwrap();
    Ok(ServiceResponse::new(request, answer.set_body(body::BoxBody::new(bytes))))
}

async fn spool(mut field: Field) -> Result<u64, Error> {
    let mut length = 0;
    while let Some(chunk) = field.next().await {
        length += chunk?.len() as u64;
    }
    Ok(length)
}
pub async fn the_lengths_of_spooled_files(form: Multipart) -> Result<HttpResponse, Error> {
    let lengths = form.map_err(Error::from).and_then(spool).try_collect::<Vec<u64>>().await?;
    Ok(HttpResponse::Ok().body(format!("{lengths:?}")))
}
pub async fn the_chunks_of_a_payload(payload: web::Payload) -> Result<HttpResponse, Error> {
    let chunks = payload.map_err(Error::from).try_collect::<Vec<Bytes>>().await?; //~ whole-body-upload
    Ok(HttpResponse::Ok().body(format!("{}", chunks.len())))
}
/// What came of the chunks, not the chunks.
pub async fn what_became_of_parsed_files(files: web::Json<Vec<(String, String)>>) -> Result<HttpResponse, Error> {
    let places: Vec<(usize, String)> = futures::stream::iter(files.into_inner())
        .enumerate()
        .map(|(at, (name, text))| async move { store(&name, text).await.map(|place| (at, place)) })
        .buffer_unordered(4)
        .try_collect()
        .await?;
    Ok(HttpResponse::Ok().json(places))
}
async fn store(name: &str, _: String) -> Result<String, Error> {
    Ok(name.to_owned())
}
pub fn app() -> actix_web::Scope {
    web::scope("/files")
        .route("/lengths", web::post().to(the_lengths_of_spooled_files))
        .route("/parsed", web::post().to(what_became_of_parsed_files))
        .route("/chunks", web::post().to(the_chunks_of_a_payload))
}
/// A request that a client is about to send.
pub async fn resend(client: &reqwest::Client, mut request: http_types::Request) -> http_types::Result<Vec<u8>> {
    let body = request.body_bytes().await?;
    let _ = client;
    Ok(body)
}
