//! Wrong answers that are known, each with what it would need.
use actix_web::{HttpResponse, web};
use futures::{Stream, StreamExt};
use warp::{Buf, Filter};

// The type that the variable is declared with would have to reach the result of `collect`.
async fn fp_lengths_that_only_the_variable_is_declared_with(payload: web::Payload) -> HttpResponse {
    let lengths: Vec<usize> = payload.map(|c| c.map_or(0, |c| c.len())).collect().await; //~ whole-body-upload
    HttpResponse::Ok().body(lengths.len().to_string())
}

// A filter's stream that is handed to a function as any stream at all would have to be known there.
async fn fn_a_stream_of_a_filter(stream: impl Stream<Item = Result<impl Buf, warp::Error>>) -> Result<String, warp::Rejection> {
    let mut stream = std::pin::pin!(stream);
    let mut all = Vec::new();
    while let Some(Ok(mut piece)) = stream.next().await {
        all.extend_from_slice(&piece.copy_to_bytes(piece.remaining()));
    }
    Ok(all.len().to_string())
}
fn streams() -> impl Filter<Extract = (String,), Error = warp::Rejection> + Clone {
    warp::body::stream().and_then(fn_a_stream_of_a_filter)
}
