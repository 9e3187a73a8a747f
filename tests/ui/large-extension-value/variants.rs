//! Of an enum only the variant that is put in counts, where it is seen which one that is.
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;

#[derive(Clone)]
pub enum Context {
    PassThrough,
    Invalid { key: std::sync::Arc<str> },
    Gateway(Vec<String>),
}

pub async fn a_unit_variant(mut request: Request, next: Next) -> Response {
    request.extensions_mut().insert(Context::PassThrough);
    next.run(request).await
}
pub async fn a_small_variant(mut request: Request, next: Next) -> Response {
    let context = Context::Invalid { key: "id".into() };
    request.extensions_mut().insert(context);
    next.run(request).await
}
pub async fn a_large_variant(mut request: Request, next: Next) -> Response {
    let lines = lines();
    request.extensions_mut().insert(Context::Gateway(lines)); //~ large-extension-value
    next.run(request).await
}
pub async fn one_of_two_small_variants(mut request: Request, next: Next) -> Response {
    let context = if request.uri().path() == "/" { Context::PassThrough } else { Context::Invalid { key: "id".into() } };
    request.extensions_mut().insert(context);
    next.run(request).await
}
pub async fn a_large_one_of_two_variants(mut request: Request, next: Next) -> Response {
    let context = if request.uri().path() == "/" { Context::PassThrough } else { Context::Gateway(lines()) };
    request.extensions_mut().insert(context); //~ large-extension-value
    next.run(request).await
}
pub async fn any_variant(mut request: Request, next: Next) -> Response {
    let context: Context = some_library::context();
    request.extensions_mut().insert(context); //~ large-extension-value
    next.run(request).await
}
fn lines() -> Vec<String> {
    std::env::args().collect()
}

/// Bytes that are short by what they are called.
#[derive(Clone)]
pub struct Tls {
    alpn_protocol: Option<Vec<u8>>,
    peer_fingerprint: Vec<u8>,
}
#[derive(Clone)]
pub struct Recorded {
    handshake: Option<Vec<u8>>,
}
pub fn layers(router: axum::Router, tls: Tls, recorded: Recorded) -> axum::Router {
    router
        .layer(axum::Extension(tls))
        .layer(axum::Extension(recorded)) //~ large-extension-value
}
