//! Connections and answers that others take over: upgrades, and what a service answers.
use hyper::body::Incoming;
use http::{Request, Response, StatusCode};

type Client = hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, String>;

/// A request for an upgrade goes back to no pool, whatever its answer.
fn verified(answer: &Response<Incoming>) -> Result<u8, String> {
    if answer.status() != StatusCode::SWITCHING_PROTOCOLS {
        return Err("no upgrade".to_owned());
    }
    answer.headers().get("upgrade").map(|_| 1).ok_or_else(|| "no header".to_owned())
}
pub async fn upgraded_once_verified(client: &Client, request: Request<String>) -> Result<hyper::upgrade::Upgraded, String> {
    let answer = client.request(request).await.map_err(|e| e.to_string())?;
    verified(&answer)?;
    hyper::upgrade::on(answer).await.map_err(|e| e.to_string())
}
pub async fn verified_but_not_upgraded(client: &Client, request: Request<String>) -> Result<u8, String> {
    let answer = client.request(request).await.map_err(|e| e.to_string())?; //~ unclosed-response-body
    verified_ok(&answer)
}
fn verified_ok(answer: &Response<Incoming>) -> Result<u8, String> {
    if answer.status() != StatusCode::OK {
        return Err("no".to_owned());
    }
    Ok(1)
}

/// What a service answers goes to whoever calls it; that nobody does is no loss.
async fn proxied(client: &reqwest::Client) -> Result<Response<reqwest::Body>, reqwest::Error> {
    Ok(client.get("http://a").send().await?.into())
}
pub struct Tunnel<S> {
    service: S,
}
pub fn a_service_that_is_kept(client: reqwest::Client) -> u8 {
    let tunnel = Tunnel { service: hyper::service::service_fn(move |_: Request<Incoming>| proxied(&client)) };
    std::mem::size_of_val(&tunnel) as u8
}
pub async fn the_same_without_a_service(client: reqwest::Client) -> u8 {
    let answer = proxied(&client).await; //~ unclosed-response-body
    std::mem::size_of_val(&answer) as u8
}
