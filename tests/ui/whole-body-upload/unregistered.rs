//! Handlers that are registered elsewhere, plain parameters of poem, and forms whose stream comes from anywhere.
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use http_body_util::{BodyExt, Limited};

async fn collects(body: Body) -> Result<String, StatusCode> {
    let bytes = body.collect().await.map_err(|_| StatusCode::BAD_REQUEST)?.to_bytes(); //~ whole-body-upload
    Ok(bytes.len().to_string())
}
async fn limits(body: Body) -> Result<String, StatusCode> {
    let limited = Limited::new(body, 4096).collect().await.map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(limited.to_bytes().len().to_string())
}
/// What others call is no handler, and what is public may be called by anyone.
pub async fn a_helper(body: Body) -> Bytes {
    body.collect().await.unwrap().to_bytes()
}
async fn answers() -> Bytes {
    text_of(Body::from("a")).await
}
async fn text_of(body: Body) -> Bytes {
    body.collect().await.unwrap().to_bytes()
}

mod plain {
    use poem::{EndpointExt, Route, handler, middleware::SizeLimit, post};
    #[handler]
    async fn bytes(body: Vec<u8>) -> String {
        body.len().to_string()
    }
    fn open() -> Route {
        Route::new().at("/", post(bytes)) //~ whole-body-upload
    }
    #[handler]
    async fn shared(body: bytes::Bytes) -> String {
        body.len().to_string()
    }
    fn open_shared() -> Route {
        Route::new().at("/", post(shared)) //~ whole-body-upload
    }
    #[handler]
    async fn text(body: String) -> String {
        body
    }
    fn limited() -> impl poem::Endpoint {
        Route::new().at("/", post(text)).with(SizeLimit::new(4096))
    }
}

mod forms {
    use axum::body::BodyDataStream;
    use multer::{Constraints, Multipart, SizeLimit};
    async fn open(stream: BodyDataStream) {
        let mut form = Multipart::new(stream, "x");
        while let Ok(Some(field)) = form.next_field().await {
            let _ = field.bytes().await; //~ whole-body-upload
        }
    }
    async fn limited(stream: BodyDataStream) {
        let constraints = Constraints::new().size_limit(SizeLimit::new().whole_stream(4096));
        let mut form = Multipart::with_constraints(stream, "x", constraints);
        while let Ok(Some(field)) = form.next_field().await {
            let _ = field.bytes().await;
        }
    }
    async fn of_an_answer(response: reqwest::Response) {
        let mut form = Multipart::new(response.bytes_stream(), "x");
        while let Ok(Some(field)) = form.next_field().await {
            let _ = field.bytes().await;
        }
    }
}
