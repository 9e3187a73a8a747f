//! One function for each thing that a summary can say.
use axum::{Router, routing::post};
use reqwest::{Client, Error, Response, StatusCode};
use tokio::{io::AsyncReadExt, net::TcpStream};

async fn makes(client: &Client) -> Result<Response, Error> {
    client.get("http://upstream").send().await
}

async fn makes_through(client: &Client) -> Result<Response, Error> {
    makes(client).await?.error_for_status()
}

async fn reads(resp: Response) -> Result<String, Error> {
    resp.text().await
}

fn drops(resp: Response) -> StatusCode {
    resp.status()
}

fn looks(resp: &Response) -> bool {
    resp.status().is_success()
}

fn refuses(resp: Response) -> Result<Response, String> {
    if resp.status().is_success() { Ok(resp) } else { Err("refused".into()) }
}

async fn reads_or_drops(resp: Response) -> Result<Option<String>, Error> {
    if resp.status() == StatusCode::OK { Ok(Some(resp.text().await?)) } else { Ok(None) }
}

async fn waits(mut peer: TcpStream) -> std::io::Result<usize> {
    let mut buffer = [0; 64];
    peer.read(&mut buffer).await
}

async fn waits_below(peer: TcpStream) {
    let _ = waits(peer).await;
}

async fn bounded(peer: TcpStream) {
    let _ = tokio::time::timeout(std::time::Duration::from_secs(1), waits(peer)).await;
}

async fn waits_for_its_argument<F: Future<Output = ()>>(work: F) {
    work.await;
}

fn runs_a_task<F: Future<Output = ()> + Send + 'static>(work: F) {
    tokio::spawn(work);
}

async fn handler(body: String) -> String {
    helper(body)
}

fn helper(body: String) -> String {
    elsewhere::shorten(body)
}

fn app() -> Router {
    Router::new().route("/", post(handler))
}
