//! Responses that wait unread while something else is awaited.

use reqwest::{Client, Response};
use std::time::Duration;
use tokio::time::sleep;
type Error = Box<dyn std::error::Error + Send + Sync>;
async fn low_held_sleep(client: &Client) -> Result<String, Error> {
    let r = client.get("u").send().await?; //~low unclosed-response-body
    sleep(Duration::from_secs(5)).await;
    Ok(r.text().await?)
}
async fn fixed_read_first(client: &Client) -> Result<String, Error> {
    let r = client.get("u").send().await?;
    let t = r.text().await?;
    sleep(Duration::from_secs(5)).await;
    Ok(t)
}
async fn low_held_other_request(client: &Client) -> Result<(String, String), Error> {
    let a = client.get("a").send().await?; //~low unclosed-response-body
    let b = client.get("b").send().await?;
    let b = b.text().await?;
    Ok((a.text().await?, b))
}
async fn db(_id: u64) -> Result<(), Error> {
    sleep(Duration::from_secs(1)).await;
    Ok(())
}
async fn low_held_db(client: &Client) -> Result<String, Error> {
    let r = client.get("u").send().await?; //~low unclosed-response-body
    db(1).await?;
    Ok(r.text().await?)
}
async fn fixed_db_before(client: &Client) -> Result<String, Error> {
    db(1).await?;
    let r = client.get("u").send().await?;
    Ok(r.text().await?)
}
async fn low_other_await_before_reading(client: &Client) -> Result<(), Error> {
    use tokio::io::AsyncWriteExt;
    let mut r = client.get("u").send().await?; //~low unclosed-response-body
    let mut f = tokio::fs::File::create("x").await?;
    while let Some(c) = r.chunk().await? {
        f.write_all(&c).await?;
    }
    Ok(())
}
async fn low_held_lock(client: &Client, m: &tokio::sync::Mutex<u32>) -> Result<String, Error> {
    let r = client.get("u").send().await?; //~low unclosed-response-body
    let mut g = m.lock().await;
    *g += 1;
    Ok(r.text().await?)
}
async fn check(r: Response) -> Result<Response, Error> {
    if r.status().is_success() { Ok(r) } else { Err(r.text().await?.into()) }
}
async fn fixed_related_check(client: &Client) -> Result<String, Error> {
    let r = client.get("u").send().await?;
    let r = check(r).await?;
    Ok(r.text().await?)
}
async fn fixed_join_reads(client: &Client) -> Result<(), Error> {
    let (a, b) = tokio::try_join!(client.get("a").send(), client.get("b").send())?;
    let (_a, _b) = tokio::try_join!(a.text(), b.text())?;
    Ok(())
}
async fn log_status(s: reqwest::StatusCode) {
    println!("{s}");
}
async fn fixed_log_of_it(client: &Client) -> Result<String, Error> {
    let r = client.get("u").send().await?;
    log_status(r.status()).await;
    Ok(r.text().await?)
}
