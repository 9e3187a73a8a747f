//! Extension traits, wrappers, enums and collections of the workspace that a response goes through.
use std::collections::HashMap;
use std::future::Future;

use anyhow::{Context, bail, ensure};
use reqwest::{Client, Error, RequestBuilder, Response, StatusCode};

// ---- extension traits
trait ResultExt { fn checked(self) -> anyhow::Result<Response>; }
impl ResultExt for Result<Response, Error> {
    fn checked(self) -> anyhow::Result<Response> {
        let r = self.context("send")?;
        if !r.status().is_success() { bail!("bad {}", r.status()); }
        Ok(r)
    }
}
pub async fn ext_checked_dropped(c: &Client) -> anyhow::Result<()> {
    c.get("u").send().await.checked()?; //~ unclosed-response-body
    Ok(())
}
pub async fn ext_checked_read(c: &Client) -> anyhow::Result<String> {
    Ok(c.get("u").send().await.checked()?.text().await?) //~low unclosed-response-body
}
#[async_trait::async_trait]
trait RespExt { async fn drain(self) -> anyhow::Result<u16>; fn code(&self) -> u16; async fn err(self) -> anyhow::Result<Response>; }
#[async_trait::async_trait]
impl RespExt for Response {
    async fn drain(mut self) -> anyhow::Result<u16> {
        while let Some(_c) = self.chunk().await? {}
        Ok(self.status().as_u16())
    }
    fn code(&self) -> u16 { self.status().as_u16() }
    async fn err(self) -> anyhow::Result<Response> {
        if self.status().is_client_error() || self.status().is_server_error() {
            let t = self.text().await?;
            bail!("{t}");
        }
        Ok(self)
    }
}
pub async fn ext_drain(c: &Client) -> anyhow::Result<u16> { c.get("u").send().await?.drain().await }
pub async fn ext_code(c: &Client) -> anyhow::Result<u16> { Ok(c.get("u").send().await?.code()) } //~ unclosed-response-body
pub async fn ext_err_dropped(c: &Client) -> anyhow::Result<()> {
    c.get("u").send().await?.err().await?; //~ unclosed-response-body
    Ok(())
}
pub async fn ext_err_read(c: &Client) -> anyhow::Result<String> {
    Ok(c.get("u").send().await?.err().await?.text().await?)
}
// ext on RequestBuilder
trait ReqExt { fn fire(self) -> impl Future<Output = anyhow::Result<Response>> + Send; fn fire_json(self) -> impl Future<Output = anyhow::Result<serde_json::Value>> + Send; }
impl ReqExt for RequestBuilder {
    async fn fire(self) -> anyhow::Result<Response> { Ok(self.send().await?) }
    async fn fire_json(self) -> anyhow::Result<serde_json::Value> { Ok(self.fire().await?.json().await?) }
}
pub async fn fire_dropped(c: &Client) -> anyhow::Result<()> { c.get("u").fire().await?; Ok(()) } //~ unclosed-response-body
pub async fn fire_read(c: &Client) -> anyhow::Result<()> { c.get("u").fire_json().await?; Ok(()) }

// ---- newtypes
pub struct Reply(Response);
impl Reply {
    fn status(&self) -> StatusCode { self.0.status() }
    async fn text(self) -> Result<String, Error> { self.0.text().await }
    fn into_inner(self) -> Response { self.0 }
    fn ok(self) -> Result<Self, StatusCode> { if self.0.status().is_success() { Ok(self) } else { Err(self.0.status()) } }
}
pub async fn reply_dropped(c: &Client) -> Result<StatusCode, Error> {
    let r = Reply(c.get("u").send().await?); //~ unclosed-response-body
    Ok(r.status())
}
pub async fn reply_read(c: &Client) -> Result<String, Error> {
    let r = Reply(c.get("u").send().await?);
    r.text().await
}
pub async fn reply_inner_dropped(c: &Client) -> Result<(), Error> {
    let r = Reply(c.get("u").send().await?).into_inner(); //~ unclosed-response-body
    println!("{}", r.url());
    Ok(())
}
pub async fn reply_ok_read(c: &Client) -> Option<String> {
    let r = Reply(c.get("u").send().await.ok()?).ok().ok()?; //~low unclosed-response-body
    r.text().await.ok()
}
pub async fn reply_ok_dropped(c: &Client) -> Option<()> {
    Reply(c.get("u").send().await.ok()?).ok().ok()?; //~ unclosed-response-body
    Some(())
}
async fn request(c: &Client) -> Result<Reply, Error> { Ok(Reply(c.get("u").send().await?)) }
pub async fn wrapped_dropped(c: &Client) -> Result<bool, Error> {
    let r = request(c).await?; //~ unclosed-response-body
    Ok(r.status() == StatusCode::OK)
}
pub async fn wrapped_field_read(c: &Client) -> Result<String, Error> {
    let Reply(inner) = request(c).await?;
    inner.text().await
}
pub async fn wrapped_field_dropped(c: &Client) -> Result<(), Error> {
    let Reply(inner) = request(c).await?; //~ unclosed-response-body
    tracing::info!(status = %inner.status());
    Ok(())
}

// ---- enum variants
pub enum Got { Fresh(Response), NotModified, Failed { status: StatusCode, resp: Response } }
async fn classify(c: &Client) -> Result<Got, Error> {
    let r = c.get("u").send().await?;
    Ok(match r.status() {
        StatusCode::NOT_MODIFIED => Got::NotModified,
        s if s.is_success() => Got::Fresh(r),
        status => Got::Failed { status, resp: r },
    })
}
pub async fn enum_all_read(c: &Client) -> Result<String, Error> {
    match classify(c).await? {
        Got::Fresh(r) => r.text().await,
        Got::NotModified => Ok(String::new()),
        Got::Failed { resp, .. } => resp.text().await,
    }
}
pub async fn enum_error_unread(c: &Client) -> Result<String, Error> {
    match classify(c).await? { //~low unclosed-response-body
        Got::Fresh(r) => r.text().await,
        Got::NotModified => Ok(String::new()),
        Got::Failed { status, .. } => Ok(status.to_string()),
    }
}
pub async fn enum_fresh_unread(c: &Client) -> Result<bool, Error> {
    match classify(c).await? { //~ unclosed-response-body
        Got::Fresh(_) => Ok(true),
        Got::NotModified => Ok(false),
        Got::Failed { resp, .. } => { resp.text().await?; Ok(false) }
    }
}
pub async fn enum_matches(c: &Client) -> Result<bool, Error> {
    Ok(matches!(classify(c).await?, Got::Fresh(_))) //~ unclosed-response-body
}

// ---- HashMap, Vec of responses
pub async fn vec_read(c: &Client, urls: &[String]) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    for u in urls { all.push(c.get(u).send().await?); }
    let mut out = vec![];
    for r in all { out.push(r.text().await?); }
    Ok(out)
}
pub async fn vec_dropped(c: &Client, urls: &[String]) -> Result<usize, Error> {
    let mut all = Vec::new();
    for u in urls { all.push(c.get(u).send().await?); } //~ unclosed-response-body
    Ok(all.iter().filter(|r| r.status().is_success()).count())
}
pub struct Held { map: HashMap<String, Response> }
impl Held {
    pub async fn keep(&mut self, c: &Client) -> Result<(), Error> {
        let r = c.get("u").send().await?; //~ unclosed-response-body
        self.map.insert("a".into(), r);
        Ok(())
    }
}
pub async fn ensure_dropped(c: &Client) -> anyhow::Result<()> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    ensure!(r.status().is_success(), "bad: {}", r.status());
    Ok(())
}
pub async fn ensure_err_text(c: &Client) -> anyhow::Result<()> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    if !r.status().is_success() { bail!("bad: {}", r.text().await?); }
    Ok(())
}
pub async fn ensure_read(c: &Client) -> anyhow::Result<String> {
    let r = c.get("u").send().await?; //~low unclosed-response-body
    ensure!(r.status().is_success(), "bad: {}", r.status());
    Ok(r.text().await?)
}
