//! Answers of a service that stands behind: what comes out of it is no request, whatever went in.

use std::pin::Pin;
use std::future::Future;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body::Body;
use http_body_util::{BodyExt, Full};
use tower::Service;
type BoxError = Box<dyn std::error::Error + Send + Sync>;
type BoxBody = tower_http::body::UnsyncBoxBody<Bytes, BoxError>;
struct Compat<S> { inner: S }
impl<S, B> Service<Request<B>> for Compat<S>
where S: Service<Request<B>, Response = Response<BoxBody>> + Send + 'static, S::Future: Send + 'static, S::Error: From<BoxError> + Send + 'static {
    type Response = Response<BoxBody>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;
    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> { self.inner.poll_ready(cx) }
    fn call(&mut self, req: Request<B>) -> Self::Future {
        let future = self.inner.call(req);
        Box::pin(async move {
            let response = future.await?;
            let (parts, body) = response.into_parts();
            let (body, _changed) = convert(body, parts.status).await?;
            Ok(Response::from_parts(parts, body_of(body)))
        })
    }
}
fn body_of(b: Bytes) -> BoxBody { todo!() }
async fn convert<R>(body: R, status: StatusCode) -> Result<(Bytes, bool), R::Error> where R: Body<Data = Bytes> {
    let bytes = BodyExt::collect(body).await?.to_bytes();
    Ok((bytes, status.is_success()))
}
struct Reading<S> { inner: S }
impl<S, B> Service<Request<B>> for Reading<S>
where S: Service<Request<Full<Bytes>>, Response = Response<BoxBody>> + Clone + Send + 'static, S::Future: Send + 'static, S::Error: From<BoxError> + From<B::Error> + Send + 'static, B: Body<Data = Bytes> + Send + 'static {
    type Response = Response<BoxBody>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;
    fn poll_ready(&mut self, cx: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> { self.inner.poll_ready(cx) }
    fn call(&mut self, req: Request<B>) -> Self::Future {
        let mut inner = self.inner.clone();
        Box::pin(async move {
            let (parts, body) = req.into_parts();
            let (bytes, _changed) = of_request(body).await?;
            inner.call(Request::from_parts(parts, Full::new(bytes))).await
        })
    }
}
async fn of_request<R>(body: R) -> Result<(Bytes, bool), R::Error> where R: Body<Data = Bytes> {
    let bytes = BodyExt::collect(body).await?.to_bytes(); //~ whole-body-upload
    Ok((bytes, true))
}
