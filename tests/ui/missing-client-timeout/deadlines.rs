//! Limits that are set on a request in a variable, around a request that a helper sends, or by a caller far away.

use std::time::Duration;
use reqwest::{Client, Method};
use tokio_util::sync::CancellationToken;
type R<T> = anyhow::Result<T>;

// execute with an optional timeout set on the builder
pub struct Timed { client: Client, limit: Option<Duration> }
impl Timed {
    pub fn new(limit: Option<Duration>) -> Self { Self { client: Client::new(), limit } }
    pub async fn go(&self, m: Method, url: &str) -> R<Vec<u8>> {
        let b = self.client.request(m, url).body("x");
        let b = if let Some(t) = self.limit { b.timeout(t) } else { b };
        let r = self.client.execute(b.build()?).await?;
        Ok(r.bytes().await?.to_vec())
    }
}
pub struct Untimed { client: Client }
impl Untimed {
    pub fn new() -> Self { Self { client: Client::new() } } //~ missing-client-timeout
    pub async fn go(&self, m: Method, url: &str) -> R<Vec<u8>> {
        let b = self.client.request(m, url).body("x");
        let b = if url.len() > 3 { b.header("a", "b") } else { b };
        let r = self.client.execute(b.build()?).await?;
        Ok(r.bytes().await?.to_vec())
    }
}
pub struct ByRequest { client: Client }
impl ByRequest {
    pub fn new() -> Self { Self { client: Client::new() } }
    pub async fn go(&self, url: &str) -> R<Vec<u8>> {
        let mut q = self.client.get(url).build()?;
        *q.timeout_mut() = Some(Duration::from_secs(3));
        Ok(self.client.execute(q).await?.bytes().await?.to_vec())
    }
}

// the builder goes into a helper which sends it under a deadline
pub async fn under_a_deadline(url: &str) -> surf::Result<String> {
    let c: surf::Client = surf::Config::new().set_timeout(None).try_into()?;
    let b = c.get(url);
    send(&c, b, Some(Duration::from_secs(1))).await
}
async fn send(c: &surf::Client, b: surf::RequestBuilder, t: Option<Duration>) -> surf::Result<String> {
    let f = c.send(b.build());
    let mut r = match t {
        Some(t) => async_std::future::timeout(t, f).await??,
        None => f.await?,
    };
    r.body_string().await
}
pub async fn under_none(url: &str) -> surf::Result<String> {
    let c: surf::Client = surf::Config::new().set_timeout(None).try_into()?; //~ missing-client-timeout
    let b = c.get(url);
    send2(&c, b).await
}
async fn send2(c: &surf::Client, b: surf::RequestBuilder) -> surf::Result<String> {
    let f = c.send(b.build());
    f.await?.body_string().await
}

// far-off cancellation is no timeout
async fn stopped(url: &str) -> R<String> {
    Ok(reqwest::get(url).await?.text().await?) //~ missing-client-timeout
}
pub async fn stopped_by_a_token(url: &str, stop: &CancellationToken) -> R<String> {
    stop.run_until_cancelled(stopped(url)).await.unwrap_or_else(|| anyhow::bail!("x"))
}
async fn answered(url: &str) -> R<String> { Ok(reqwest::get(url).await?.text().await?) }
pub async fn answered_in_time(url: &str) -> R<String> { tokio::time::timeout(Duration::from_secs(1), answered(url)).await? }
async fn raced(url: &str) -> R<String> { Ok(reqwest::get(url).await?.text().await?) } //~ missing-client-timeout
pub async fn raced_with_a_token(url: &str, stop: &CancellationToken) -> R<String> {
    tokio::select! { r = raced(url) => r, _ = stop.cancelled() => anyhow::bail!("stop") }
}
async fn slept(url: &str) -> R<String> { Ok(reqwest::get(url).await?.text().await?) }
pub async fn raced_with_a_sleep(url: &str) -> R<String> {
    tokio::select! { r = slept(url) => r, _ = tokio::time::sleep(Duration::from_secs(3)) => anyhow::bail!("stop") }
}
