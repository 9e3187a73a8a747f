//! Services behind bounds: an impl for other requests or with other answers is not the one that runs.
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use tower_service::Service;

type Answer = Pin<Box<dyn Future<Output = Result<reqwest::Response, reqwest::Error>>>>;

struct Http(reqwest::Client);
impl Service<http::Request<String>> for Http {
    type Response = reqwest::Response;
    type Error = reqwest::Error;
    type Future = Answer;
    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }
    fn call(&mut self, request: http::Request<String>) -> Self::Future {
        let client = self.0.clone();
        Box::pin(async move { client.get(request.body()).send().await })
    }
}
struct Connection;

async fn leaky_same<S: Service<http::Request<String>, Response = reqwest::Response>>(mut inner: S, r: http::Request<String>) {
    let _ = inner.call(r).await; //~ unclosed-response-body
}
async fn leaky_any_request<R, S: Service<R, Response = reqwest::Response>>(mut inner: S, r: R) {
    let _ = inner.call(r).await; //~ unclosed-response-body
}
async fn leaky_by_path<S: Service<http::Request<String>, Response = reqwest::Response>>(mut inner: S, r: http::Request<String>) {
    let _ = S::call(&mut inner, r).await; //~ unclosed-response-body
}
async fn other_request<S: Service<Connection, Response = ()>>(mut inner: S, c: Connection) {
    match inner.call(c).await {
        Ok(()) | Err(_) => {}
    }
}
async fn other_answer<R, S: Service<R, Response = ()>>(mut inner: S, r: R) {
    let _ = inner.call(r).await;
}
async fn other_request_by_path<S: Service<Connection>>(mut inner: S, c: Connection) {
    let _ = S::call(&mut inner, c).await;
}
async fn other_request_of_dyn(inner: &mut dyn Service<Connection, Response = (), Error = (), Future = Pin<Box<dyn Future<Output = Result<(), ()>>>>>, c: Connection) {
    let _ = inner.call(c).await;
}

trait Fetch<T> {
    async fn fetch(&self, what: T) -> reqwest::Result<reqwest::Response>;
}
struct ById(reqwest::Client);
impl Fetch<u64> for ById {
    async fn fetch(&self, what: u64) -> reqwest::Result<reqwest::Response> {
        self.0.get(what.to_string()).send().await
    }
}
struct ByName;
impl Fetch<&str> for ByName {
    async fn fetch(&self, _: &str) -> reqwest::Result<reqwest::Response> {
        unimplemented!()
    }
}
async fn leaky_by_id(by: &impl Fetch<u64>) {
    let _ = by.fetch(1).await; //~ unclosed-response-body
}
async fn made_by_name(by: &impl Fetch<String>) {
    let _ = by.fetch(String::new()).await;
}
