//! Bodies that are bounded as they come and unpacked without a limit.
use axum::{Router, body::Bytes, routing::post};
use flate2::read::{GzDecoder, ZlibDecoder};
use std::io::Read;

async fn unpacks(body: Bytes) -> String {
    let mut out = Vec::new();
    GzDecoder::new(&body[..]).read_to_end(&mut out).unwrap(); //~low whole-body-upload
    out.len().to_string()
}
async fn unpacks_by_variable(body: Bytes) -> String {
    let mut decoder = ZlibDecoder::new(body.as_ref());
    let mut out = String::new();
    decoder.read_to_string(&mut out).unwrap(); //~low whole-body-upload
    out
}
async fn unpacks_within_a_limit(body: Bytes) -> String {
    let mut out = Vec::new();
    GzDecoder::new(&body[..]).take(1 << 20).read_to_end(&mut out).unwrap();
    out.len().to_string()
}
async fn unpacks_what_was_read(request: axum::extract::Request) -> String {
    let body = axum::body::to_bytes(request.into_body(), 4096).await.unwrap();
    let mut out = Vec::new();
    GzDecoder::new(&body[..]).read_to_end(&mut out).unwrap(); //~low whole-body-upload
    out.len().to_string()
}
async fn unpacks_its_own_file() -> String {
    let mut out = String::new();
    GzDecoder::new(std::fs::File::open("a.gz").unwrap()).read_to_string(&mut out).unwrap();
    out
}
async fn unpacks_asynchronously(body: Bytes) -> String {
    use async_compression::tokio::bufread::GzipDecoder;
    use tokio::io::AsyncReadExt;
    let mut out = Vec::new();
    GzipDecoder::new(&body[..]).read_to_end(&mut out).await.unwrap(); //~low whole-body-upload
    out.len().to_string()
}
fn app() -> Router {
    Router::new().route("/a", post(unpacks)).route("/b", post(unpacks_by_variable)).route("/c", post(unpacks_within_a_limit))
}
