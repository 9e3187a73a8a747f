//! Requests that are never sent, answers that have no body, streams, and bodies that are polled or mapped by hand.
use bytes::Bytes;
use futures::{Stream, stream};
use http_body_util::{BodyExt, Full};
use hyper::{Request, Response};
use hyper_util::client::legacy::{Client as Pool, connect::HttpConnector};
use reqwest::Client;
use std::error::Error;
type Http = Pool<HttpConnector, Full<Bytes>>;

fn never_awaited(c: &Client) {
    let _ = c.get("http://a/").send();
}
fn never_awaited_in_a_variable(c: &Client) {
    let _request = c.get("http://a/").send();
}
async fn awaited(c: &Client) {
    let _ = c.get("http://a/").send().await; //~ unclosed-response-body
}
async fn awaited_later(c: &Client) {
    let request = c.get("http://a/").send(); //~ unclosed-response-body
    let _ = request.await;
}
async fn head_by_text(c: &Http) -> Result<u16, Box<dyn Error>> {
    let request = Request::builder().method("HEAD").uri("http://a/").body(Full::default())?;
    Ok(c.request(request).await?.status().as_u16())
}
async fn get_by_text(c: &Http) -> Result<u16, Box<dyn Error>> {
    let request = Request::builder().method("GET").uri("http://a/").body(Full::default())?;
    Ok(c.request(request).await?.status().as_u16()) //~ unclosed-response-body
}
async fn first_version(s: &mut hyper::client::conn::http1::SendRequest<Full<Bytes>>, r: Request<Full<Bytes>>) -> u16 {
    s.send_request(r).await.map_or(0, |r| r.status().as_u16()) //~ unclosed-response-body
}
async fn second_version(s: &mut hyper::client::conn::http2::SendRequest<Full<Bytes>>, r: Request<Full<Bytes>>) -> u16 {
    s.send_request(r).await.map_or(0, |r| r.status().as_u16())
}
async fn mapped_away(c: &Http, r: Request<Full<Bytes>>) -> Result<Response<Full<Bytes>>, Box<dyn Error>> {
    let response = c.request(r).await?; //~ unclosed-response-body
    Ok(response.map(|_| Full::new(Bytes::from_static(b"gone"))))
}
async fn mapped_boxed(c: &Http, r: Request<Full<Bytes>>) -> Result<Response<impl hyper::body::Body>, Box<dyn Error>> {
    Ok(c.request(r).await?.map(|body| body.boxed()))
}
fn bound<S: Stream>(stream: S) -> impl Stream<Item = S::Item> {
    let mut stream = Box::pin(stream);
    stream::poll_fn(move |cx| stream.as_mut().poll_next(cx))
}
async fn polled_by_a_wrapper(c: &Client) -> Result<impl Stream<Item = reqwest::Result<Bytes>>, reqwest::Error> {
    Ok(bound(c.get("http://a/").send().await?.bytes_stream()))
}
