//! Requests and clients that keep no connection, and such that do.

use reqwest::{Client, Response, header};
use std::sync::LazyLock;
use std::time::Duration;
type Error = Box<dyn std::error::Error + Send + Sync>;
async fn fixed_header(client: &Client) -> Result<u16, Error> {
    Ok(client.get("u").header("Connection", "close").send().await?.status().as_u16())
}
async fn leaky_header_keep(client: &Client) -> Result<u16, Error> {
    Ok(client.get("u").header("Connection", "keep-alive").send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_header_const(client: &Client) -> Result<u16, Error> {
    Ok(client.get("u").header(header::CONNECTION, "close").send().await?.status().as_u16())
}
async fn fixed_header_const2(client: &Client) -> Result<u16, Error> {
    Ok(client
        .get("u")
        .header(reqwest::header::CONNECTION, header::HeaderValue::from_static("close"))
        .send()
        .await?
        .status()
        .as_u16())
}
async fn leaky_other_header_close(client: &Client) -> Result<u16, Error> {
    Ok(client.get("u").header("x-door", "close").send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_headers_map(client: &Client) -> Result<u16, Error> {
    let mut headers = header::HeaderMap::new();
    headers.insert(header::CONNECTION, header::HeaderValue::from_static("close"));
    Ok(client.get("u").headers(headers).send().await?.status().as_u16())
}
async fn leaky_headers_map(client: &Client) -> Result<u16, Error> {
    let mut headers = header::HeaderMap::new();
    headers.insert(header::ACCEPT, header::HeaderValue::from_static("close"));
    Ok(client.get("u").headers(headers).send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_pool() -> Result<(), Error> {
    let client = Client::builder().timeout(Duration::from_secs(1)).pool_max_idle_per_host(0).build()?;
    for _ in 0..3 {
        client.get("u").send().await?;
    }
    Ok(())
}
async fn leaky_pool() -> Result<(), Error> {
    let client = Client::builder().timeout(Duration::from_secs(1)).pool_max_idle_per_host(1).build()?;
    for _ in 0..3 {
        client.get("u").send().await?; //~ unclosed-response-body
    }
    Ok(())
}
struct S {
    client: Client,
}
impl S {
    fn new() -> Self {
        Self { client: Client::builder().timeout(Duration::from_secs(1)).pool_max_idle_per_host(0).build().unwrap() }
    }
    async fn fixed_field(&self) -> Result<u16, Error> {
        Ok(self.client.get("u").send().await?.status().as_u16())
    }
}
struct T {
    client: Client,
}
impl T {
    fn new() -> Self {
        let client = Client::builder().timeout(Duration::from_secs(1)).build().unwrap();
        Self { client }
    }
    async fn leaky_field(&self) -> Result<u16, Error> {
        Ok(self.client.get("u").send().await?.status().as_u16()) //~ unclosed-response-body
    }
}
static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Client::builder().timeout(Duration::from_secs(1)).pool_max_idle_per_host(0).build().unwrap());
async fn fixed_static() -> Result<u16, Error> {
    Ok(CLIENT.get("u").send().await?.status().as_u16())
}
static SHARED: LazyLock<Client> =
    LazyLock::new(|| Client::builder().timeout(Duration::from_secs(1)).pool_max_idle_per_host(8).build().unwrap());
async fn leaky_static() -> Result<u16, Error> {
    Ok(SHARED.get("u").send().await?.status().as_u16()) //~ unclosed-response-body
}
fn client() -> Client {
    Client::builder().timeout(Duration::from_secs(1)).pool_max_idle_per_host(0).build().unwrap()
}
async fn fixed_fn_client() -> Result<u16, Error> {
    Ok(client().get("u").send().await?.status().as_u16())
}
async fn fixed_default_headers() -> Result<(), Error> {
    let mut headers = header::HeaderMap::new();
    headers.insert("connection", "close".parse()?);
    let client = Client::builder().timeout(Duration::from_secs(1)).default_headers(headers).build()?;
    for _ in 0..3 {
        client.get("u").send().await?;
    }
    Ok(())
}
const NO_IDLE: usize = 0;
async fn fixed_pool_const() -> Result<(), Error> {
    let client = Client::builder().timeout(Duration::from_secs(1)).pool_max_idle_per_host(NO_IDLE).build()?;
    for _ in 0..3 {
        client.get("u").send().await?;
    }
    Ok(())
}
async fn fixed_executed(client: &Client) -> Result<u16, Error> {
    let req = client.get("u").header("connection", "Close").build()?;
    Ok(client.execute(req).await?.status().as_u16())
}
async fn leaky_forgotten_all_the_same(client: &Client) -> Result<(), Error> {
    let r = client.get("u").header("Connection", "close").send().await?; //~ unclosed-response-body
    std::mem::forget(r);
    Ok(())
}
fn blocking_fixed(c: &reqwest::blocking::Client) -> Result<u16, Error> {
    Ok(c.get("u").header("connection", "close").send()?.status().as_u16())
}
fn blocking_leak(c: &reqwest::blocking::Client) -> Result<u16, Error> {
    Ok(c.get("u").header("accept", "close").send()?.status().as_u16()) //~ unclosed-response-body
}
