//! Reads of bodies of requests.
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use futures::StreamExt;
use http_body_util::BodyExt;

pub async fn no_limit(request: Request) {
    let _ = to_bytes(request.into_body(), usize::MAX).await; //~ whole-body-upload
}

pub async fn with_limit(request: Request) {
    let _ = to_bytes(request.into_body(), 64 * 1024).await;
}

pub async fn collected(request: Request) -> Option<Bytes> {
    let body = request.into_body();
    let all = body.collect().await.ok()?; //~ whole-body-upload
    Some(all.to_bytes())
}

pub async fn of_a_response(response: http::Response<Body>) {
    let _ = to_bytes(response.into_body(), usize::MAX).await;
}

pub async fn grows(request: Request) -> Vec<u8> {
    let mut all = Vec::new();
    let mut stream = request.into_body().into_data_stream();
    while let Some(Ok(chunk)) = stream.next().await {
        all.extend_from_slice(&chunk); //~ whole-body-upload
    }
    all
}

pub async fn grows_to_a_limit(request: Request) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    let mut stream = request.into_body().into_data_stream();
    while let Some(Ok(chunk)) = stream.next().await {
        if all.len() + chunk.len() > 65_536 {
            return None;
        }
        all.extend_from_slice(&chunk);
    }
    Some(all)
}
