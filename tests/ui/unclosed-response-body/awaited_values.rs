//! Values of the workspace that are awaited, reads that are not, and what tests and closures keep.
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

use reqwest::{Client, Error, RequestBuilder, Response, StatusCode};

// ---- IntoFuture of a workspace type
pub struct Fetch { client: Client, url: String }
impl IntoFuture for Fetch {
    type Output = Result<Response, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.client.get(&self.url).send().await })
    }
}
pub async fn into_future_dropped(client: Client) -> Result<u16, Error> {
    let r = Fetch { client, url: "x".into() }.await?; //~ unclosed-response-body
    Ok(r.status().as_u16())
}
pub async fn into_future_read(client: Client) -> Result<String, Error> {
    let r = Fetch { client, url: "x".into() }.await?;
    r.text().await
}
pub async fn into_future_explicit_dropped(f: Fetch) -> Result<u16, Error> {
    let r = f.into_future().await?; //~ unclosed-response-body
    Ok(r.status().as_u16())
}
pub async fn into_future_explicit_read(f: Fetch) -> Result<String, Error> {
    f.into_future().await?.text().await
}
pub struct FetchText(Fetch);
impl IntoFuture for FetchText {
    type Output = Result<String, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move { self.0.await?.text().await })
    }
}
pub struct FetchCode(Fetch);
impl IntoFuture for FetchCode {
    type Output = Result<u16, Error>;
    type IntoFuture = Pin<Box<dyn Future<Output = Self::Output> + Send>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            let r = self.0.await?; //~ unclosed-response-body
            Ok(r.status().as_u16())
        })
    }
}
// RequestBuilder-like builder with async fn run
pub struct Call2 { inner: RequestBuilder }
impl Call2 {
    fn go(self) -> impl Future<Output = Result<Response, Error>> { self.inner.send() }
    async fn go_text(self) -> Result<String, Error> { self.go().await?.text().await }
}
pub async fn impl_future_dropped(c: Call2) -> Result<(), Error> {
    c.go().await?; //~ unclosed-response-body
    Ok(())
}
pub async fn impl_future_read(c: Call2) -> Result<(), Error> {
    c.go_text().await?;
    Ok(())
}

// ---- never awaited read
pub async fn text_not_awaited(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    let _ = r.text();
    Ok(())
}
pub async fn text_awaited(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?;
    let _ = r.text().await;
    Ok(())
}
pub async fn text_future_later(c: &Client) -> Result<String, Error> {
    let r = c.get("u").send().await?;
    let f = r.text();
    println!("x");
    f.await
}
pub async fn text_future_dropped(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    let f = r.text();
    drop(f);
    Ok(())
}
pub async fn text_future_spawned(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?;
    let f = r.text();
    tokio::spawn(f);
    Ok(())
}
pub async fn text_future_returned(c: &Client) -> Result<impl Future<Output = Result<String, Error>>, Error> {
    let r = c.get("u").send().await?;
    Ok(r.text())
}
pub async fn text_future_select(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?;
    tokio::select! {
        _ = r.text() => {}
        _ = tokio::time::sleep(Duration::from_secs(1)) => {}
    }
    Ok(())
}
pub async fn text_future_timeout(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?;
    let _ = tokio::time::timeout(Duration::from_secs(1), r.bytes()).await;
    Ok(())
}
pub async fn stream_made_not_polled(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    let _stream = r.bytes_stream();
    Ok(())
}

// ---- filter
pub async fn ok_filter_dropped(c: &Client) -> Option<u64> {
    let r = c.get("u").send().await.ok().filter(|r| r.status().is_success())?; //~ unclosed-response-body
    r.content_length()
}
pub async fn ok_filter_read(c: &Client) -> Option<String> {
    let r = c.get("u").send().await.ok().filter(|r| r.status().is_success())?; //~low unclosed-response-body
    r.text().await.ok()
}
pub async fn filter_on_error_status(c: &Client) -> Option<String> {
    // drops where it is a success, reads the error's text: a success path loses it
    let r = c.get("u").send().await.ok().filter(|r| !r.status().is_success())?; //~ unclosed-response-body
    r.text().await.ok()
}
pub async fn is_some_and(c: &Client) -> bool {
    c.get("u").send().await.ok().is_some_and(|r| r.status().is_success()) //~ unclosed-response-body
}
pub async fn is_ok_and(c: &Client) -> bool {
    c.get("u").send().await.is_ok_and(|r| r.status() == 200) //~ unclosed-response-body
}
pub async fn map_or(c: &Client) -> bool {
    c.get("u").send().await.map_or(false, |r| r.status().is_success()) //~ unclosed-response-body
}
pub async fn map_status(c: &Client) -> Result<StatusCode, Error> {
    c.get("u").send().await.map(|r| r.status()) //~ unclosed-response-body
}
pub async fn map_keeps(c: &Client) -> Result<(StatusCode, Response), Error> {
    c.get("u").send().await.map(|r| (r.status(), r))
}
pub async fn and_then_efs(c: &Client) -> Result<(), Error> {
    c.get("u").send().await.and_then(|r| r.error_for_status()).map(|_| ()) //~ unclosed-response-body
}
pub async fn and_then_efs_fn(c: &Client) -> Result<Response, Error> {
    c.get("u").send().await.and_then(Response::error_for_status)
}
pub async fn and_then_efs_fn_dropped(c: &Client) -> Result<(), Error> {
    c.get("u").send().await.and_then(Response::error_for_status).map(drop) //~ unclosed-response-body
}
pub async fn inspect_then_read(c: &Client) -> Result<String, Error> {
    c.get("u").send().await.inspect(|r| println!("{}", r.status()))?.text().await
}
pub async fn inspect_then_dropped(c: &Client) -> Result<(), Error> {
    c.get("u").send().await.inspect(|r| println!("{}", r.status()))?; //~ unclosed-response-body
    Ok(())
}
pub async fn transpose_read(c: &Client, u: Option<&str>) -> Result<Option<String>, Error> {
    let r = match u { Some(u) => Some(c.get(u).send().await), None => None }.transpose()?;
    Ok(match r { Some(r) => Some(r.text().await?), None => None })
}
pub async fn transpose_dropped(c: &Client, u: Option<&str>) -> Result<bool, Error> {
    let r = match u { Some(u) => Some(c.get(u).send().await), None => None }.transpose()?; //~ unclosed-response-body
    Ok(r.is_some())
}
pub async fn ok_or_else_read(c: &Client) -> anyhow::Result<String> {
    let r = c.get("u").send().await.ok().ok_or_else(|| anyhow::anyhow!("no"))?;
    Ok(r.text().await?)
}
pub async fn ok_or_else_dropped(c: &Client) -> anyhow::Result<()> {
    let r = c.get("u").send().await.ok().ok_or_else(|| anyhow::anyhow!("no"))?; //~ unclosed-response-body
    println!("{:?}", r.headers());
    Ok(())
}
pub async fn unwrap_or_else_exit(c: &Client) -> u16 {
    let r = c.get("u").send().await.unwrap_or_else(|e| { eprintln!("{e}"); std::process::exit(1) }); //~ unclosed-response-body
    r.status().as_u16()
}
pub async fn unwrap_or_else_read(c: &Client) -> String {
    let r = c.get("u").send().await.unwrap_or_else(|e| panic!("{e}"));
    r.text().await.unwrap_or_default()
}
pub async fn then_combinator(c: &Client) -> Result<(), Error> {
    use futures::{FutureExt, TryFutureExt};
    c.get("u").send().and_then(|r| async move { r.text().await }).await?;
    c.get("u").send().map_ok(|r| r.status()).await?; //~ unclosed-response-body
    c.get("u").send().then(|r| async move { if let Ok(r) = r { let _ = r.bytes().await; } }).await;
    let s = c.get("u").send().map(|r| r.map(|r| r.status())).await?; //~ unclosed-response-body
    println!("{s}");
    Ok(())
}
