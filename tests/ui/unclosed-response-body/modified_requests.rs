//! Requests that a helper builds and code that is not known changes before they are sent.

use http::{Method, Request, request::Builder, Response, StatusCode};
use http_body_util::{BodyExt, Full};
use bytes::Bytes;
use hyper::body::Incoming;
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use std::future::Future;
type E = Box<dyn std::error::Error + Send + Sync>;
pub struct Docker { client: Client<HttpConnector, Full<Bytes>>, modifier: Option<std::sync::Arc<dyn Fn(Request<Full<Bytes>>) -> Request<Full<Bytes>> + Send + Sync>> }
impl Docker {
    fn build<O>(&self, url: &str, b: Builder, q: Option<O>, body: Result<Full<Bytes>, E>) -> Result<Request<Full<Bytes>>, E> {
        let r = b.uri(url).header("a", "b").body(body?)?;
        let r = if let Some(m) = &self.modifier { m(r) } else { r };
        Ok(r)
    }
    fn process(&self, req: Result<Request<Full<Bytes>>, E>) -> impl Future<Output = Result<Response<Incoming>, E>> {
        let c = self.client.clone();
        async move {
        let req = req?;
        let r = c.request(req).await?;
        let status = r.status();
        match status {
            s if s.is_success() || s == StatusCode::NOT_MODIFIED => Ok(r),
            StatusCode::SWITCHING_PROTOCOLS => Ok(r),
            _ => { let b = r.into_body().collect().await?; Err("x".into()) }
        }
        }
    }
    pub async fn head(&self, url: &str) -> Result<String, E> {
        let req = self.build(url, Builder::new().method(Method::HEAD), None::<u8>, Ok(Full::new(Bytes::new())));
        let r = self.process(req).await?;
        Ok(format!("{:?}", r.headers()))
    }
    pub async fn got(&self, url: &str) -> Result<String, E> {
        let req = self.build(url, Builder::new().method(Method::GET), None::<u8>, Ok(Full::new(Bytes::new())));
        let r = self.process(req).await?; //~ unclosed-response-body
        Ok(format!("{:?}", r.headers()))
    }
}
