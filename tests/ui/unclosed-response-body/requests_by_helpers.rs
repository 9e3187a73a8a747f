//! Requests whose method is given to a helper that builds them; connections that a helper makes for one request.

use http::{Method, Request, request::Builder};
use http_body_util::{Full};
use bytes::Bytes;
use hyper::body::Incoming;
use hyper_util::client::legacy::{Client, connect::HttpConnector};
use hyper_util::rt::{TokioIo};
type E = Box<dyn std::error::Error + Send + Sync>;
pub struct Docker { client: Client<HttpConnector, Full<Bytes>> }
impl Docker {
    fn build(&self, url: &str, b: Builder, body: Result<Full<Bytes>, E>) -> Result<Request<Full<Bytes>>, E> {
        let b = b.uri(url).header("a", "b");
        Ok(b.body(body?)?)
    }
    async fn process(&self, req: Result<Request<Full<Bytes>>, E>) -> Result<http::Response<Incoming>, E> {
        let req = req?;
        let r = self.client.request(req).await?; //~low unclosed-response-body
        match r.status() {
            s if s.is_server_error() => Err("x".into()),
            _ => Ok(r),
        }
    }
    pub async fn head(&self, url: &str) -> Result<String, E> {
        let req = self.build(url, Builder::new().method(Method::HEAD), Ok(Full::new(Bytes::new())));
        let r = self.process(req).await?;
        Ok(format!("{:?}", r.headers()))
    }
    pub async fn got(&self, url: &str) -> Result<String, E> {
        let req = self.build(url, Builder::new().method(Method::GET), Ok(Full::new(Bytes::new())));
        let r = self.process(req).await?; //~ unclosed-response-body
        Ok(format!("{:?}", r.headers()))
    }
}
async fn once(path: &str, req: Request<Full<Bytes>>) -> Result<http::Response<Incoming>, E> {
    let s = tokio::net::UnixStream::connect(path).await?; //~low missing-client-timeout
    let (mut sender, conn) = hyper::client::conn::http1::handshake(TokioIo::new(s)).await?;
    tokio::spawn(async move { let _ = conn.await; });
    Ok(sender.send_request(req).await?)
}
pub async fn delete(path: &str, req: Request<Full<Bytes>>) -> Result<(), E> {
    let r = once(path, req).await?; //~low unclosed-response-body
    if r.status().is_success() { return Ok(()); }
    Err("x".into())
}
pub struct Conn { sender: hyper::client::conn::http1::SendRequest<Full<Bytes>> }
impl Conn {
    async fn again(&mut self, req: Request<Full<Bytes>>) -> Result<http::Response<Incoming>, E> { Ok(self.sender.send_request(req).await?) }
    pub async fn delete(&mut self, req: Request<Full<Bytes>>) -> Result<(), E> {
        let r = self.again(req).await?; //~ unclosed-response-body
        if r.status().is_success() { return Ok(()); }
        Err("x".into())
    }
}
pub async fn direct(path: &str, req: Request<Full<Bytes>>) -> Result<bool, E> {
    let s = tokio::net::UnixStream::connect(path).await?; //~low missing-client-timeout
    let (mut sender, conn) = hyper::client::conn::http1::handshake(TokioIo::new(s)).await?;
    tokio::spawn(async move { let _ = conn.await; });
    let r = sender.send_request(req).await?; //~low unclosed-response-body
    Ok(r.status().is_success())
}
