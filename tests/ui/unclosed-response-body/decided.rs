//! What decides that a response is lost: conversions, truths, sets of status codes, lengths, headers, macros that return.
use reqwest::{Client, Response, StatusCode, Error, Method};
use std::time::Duration;

// conversions
pub struct Status(u16);
impl From<Response> for Status { fn from(r: Response) -> Self { Status(r.status().as_u16()) } }
async fn leak_into(c: &Client) -> Result<Status, Error> {
    Ok(c.get("x").send().await?.into()) //~ unclosed-response-body
}
async fn leak_from(c: &Client) -> Result<Status, Error> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    Ok(Status::from(r))
}
pub struct Keep(Response);
impl From<Response> for Keep { fn from(r: Response) -> Self { Keep(r) } }
async fn into_keeps(c: &Client) -> Result<Keep, Error> {
    Ok(c.get("x").send().await?.into())
}
pub struct Checked;
impl TryFrom<Response> for Checked {
    type Error = Error;
    fn try_from(r: Response) -> Result<Self, Error> { r.error_for_status().map(|_| Checked) }
}
async fn leak_try_into(c: &Client) -> Result<Checked, Error> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    r.try_into()
}
async fn leak_try_from(c: &Client) -> Result<Checked, Error> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    Checked::try_from(r)
}
pub struct Read(String);
impl TryFrom<reqwest::blocking::Response> for Read {
    type Error = Error;
    fn try_from(r: reqwest::blocking::Response) -> Result<Self, Error> { Ok(Read(r.text()?)) }
}
fn try_into_reads(c: &reqwest::blocking::Client) -> Result<Read, Error> {
    c.get("x").send()?.try_into()
}
async fn leak_map_into(c: &Client) -> Result<Status, Error> {
    c.get("x").send().await.map(Into::into) //~ unclosed-response-body
}
async fn leak_map_from(c: &Client) -> Result<Status, Error> {
    c.get("x").send().await.map(Status::from) //~ unclosed-response-body
}
async fn map_from_keeps(c: &Client) -> Result<Keep, Error> {
    c.get("x").send().await.map(Keep::from)
}
// extension traits on Result
trait ResultExt { fn ok_status(self) -> Result<Response, Box<dyn std::error::Error>>; }
impl<E: Into<Box<dyn std::error::Error>>> ResultExt for Result<Response, E> {
    fn ok_status(self) -> Result<Response, Box<dyn std::error::Error>> {
        let r = self.map_err(Into::into)?;
        if r.status().is_success() { Ok(r) } else { Err(format!("bad {}", r.status()).into()) }
    }
}
async fn leak_ext(c: &Client) -> Result<(), Box<dyn std::error::Error>> {
    c.get("x").send().await.ok_status()?; //~ unclosed-response-body
    Ok(())
}
async fn ext_read(c: &Client) -> Result<String, Box<dyn std::error::Error>> {
    Ok(c.get("x").send().await.ok_status()?.text().await?) //~low unclosed-response-body
}
// then
async fn leak_then_some(c: &Client) -> Option<()> {
    let r = c.get("x").send().await.ok()?; //~ unclosed-response-body
    r.status().is_success().then_some(())
}
async fn then_some_response(c: &Client) -> Option<Response> {
    let r = c.get("x").send().await.ok()?; //~low unclosed-response-body
    r.status().is_success().then_some(r)
}
async fn then_response(c: &Client) -> Option<Response> {
    let r = c.get("x").send().await.ok()?; //~low unclosed-response-body
    r.status().is_success().then(|| r)
}
async fn leak_then_status(c: &Client) -> Option<StatusCode> {
    let r = c.get("x").send().await.ok()?; //~ unclosed-response-body
    r.status().is_success().then(|| r.status())
}
async fn then_read(c: &Client) -> Option<String> {
    let r = c.get("x").send().await.ok()?; //~low unclosed-response-body
    let r = r.status().is_success().then_some(r)?;
    r.text().await.ok()
}
async fn leak_then_ok_or(c: &Client) -> Result<(), String> {
    let r = c.get("x").send().await.map_err(|e| e.to_string())?; //~ unclosed-response-body
    r.status().is_success().then_some(()).ok_or_else(|| r.status().to_string())
}
// status sets
async fn contains_bodyless(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?;
    if [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED].contains(&r.status()) { return Ok(None); }
    Ok(Some(r.text().await?))
}
async fn leak_contains(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    if [StatusCode::OK, StatusCode::NO_CONTENT].contains(&r.status()) { return Ok(None); }
    Ok(Some(r.text().await?))
}
async fn low_contains(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?; //~low unclosed-response-body
    if [StatusCode::NOT_FOUND, StatusCode::GONE].contains(&r.status()) { return Ok(None); }
    Ok(Some(r.text().await?))
}
const EMPTY: [StatusCode; 2] = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT];
async fn contains_const(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?;
    if EMPTY.contains(&r.status()) { return Ok(None); }
    Ok(Some(r.text().await?))
}
async fn matches_bodyless(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?;
    if matches!(r.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) { return Ok(None); }
    Ok(Some(r.text().await?))
}
async fn leak_matches_u16(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    if matches!(r.status().as_u16(), 200 | 204) { return Ok(None); }
    Ok(Some(r.text().await?))
}
async fn content_length_zero(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?;
    if r.content_length() == Some(0) { return Ok(None); }
    Ok(Some(r.text().await?))
}
async fn leak_content_length_some(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    if r.content_length() == Some(10) { return Ok(None); }
    Ok(Some(r.text().await?))
}
async fn head_from_bytes(c: &Client) -> Result<StatusCode, Error> {
    let m = Method::from_bytes(b"HEAD").unwrap();
    Ok(c.request(m, "x").send().await?.status())
}
async fn leak_get_from_bytes(c: &Client) -> Result<StatusCode, Error> {
    let m = Method::from_bytes(b"GET").unwrap();
    Ok(c.request(m, "x").send().await?.status()) //~ unclosed-response-body
}
// Connection: close
async fn awc_close() -> bool {
    let c = awc::Client::default();
    helper(&c).await
}
async fn helper(c: &awc::Client) -> bool {
    c.get("x").insert_header(("Connection", "close")).send().await.is_ok()
}
async fn leak_awc_keep(c: &awc::Client) -> bool {
    c.get("x").insert_header(("Connection", "keep-alive")).send().await.is_ok() //~ unclosed-response-body
}
async fn awc_force_close(c: &awc::Client) -> bool {
    c.get("x").force_close().send().await.is_ok()
}
async fn surf_close(c: &surf::Client) -> Result<(), surf::Error> {
    c.get("x").header("Connection", "close").await?;
    Ok(())
}
async fn leak_surf(c: &surf::Client) -> Result<(), surf::Error> {
    c.get("x").header("X-Connection", "close").await?; //~ unclosed-response-body
    Ok(())
}
fn ureq_close(a: &ureq::Agent) -> Result<(), ureq::Error> {
    a.get("x").header("Connection", "close").call()?;
    Ok(())
}
fn leak_ureq(a: &ureq::Agent) -> Result<(), ureq::Error> {
    a.get("x").header("Accept", "close").call()?; //~ unclosed-response-body
    Ok(())
}
async fn hyper_close(c: &hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, http_body_util::Empty<bytes::Bytes>>) -> anyhow::Result<u16> {
    let req = http::Request::get("x").header(http::header::CONNECTION, "close").body(http_body_util::Empty::new())?;
    Ok(c.request(req).await?.status().as_u16())
}
async fn leak_hyper(c: &hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, http_body_util::Empty<bytes::Bytes>>) -> anyhow::Result<u16> {
    let req = http::Request::get("x").header(http::header::ACCEPT, "close").body(http_body_util::Empty::new())?;
    Ok(c.request(req).await?.status().as_u16()) //~ unclosed-response-body
}
// macros that return
macro_rules! ensure { ($c:expr, $e:expr) => { if !$c { return Err($e); } }; }
async fn low_ensure(c: &Client) -> Result<String, String> {
    let r = c.get("x").send().await.map_err(|e| e.to_string())?; //~low unclosed-response-body
    ensure!(r.status().is_success(), "bad".to_string());
    r.text().await.map_err(|e| e.to_string())
}
async fn leak_ensure(c: &Client) -> Result<(), String> {
    let r = c.get("x").send().await.map_err(|e| e.to_string())?; //~ unclosed-response-body
    ensure!(r.status().is_success(), "bad".to_string());
    Ok(())
}
macro_rules! try_read { ($r:expr) => { match $r { Ok(r) if r.status().is_success() => r.text().await?, Ok(_) => return Ok(None), Err(e) => return Err(e) } }; }
async fn low_try_read(c: &Client) -> Result<Option<String>, Error> {
    let text = try_read!(c.get("x").send().await); //~low unclosed-response-body
    Ok(Some(text))
}
async fn anyhow_ensure(c: &Client) -> anyhow::Result<String> {
    let r = c.get("x").send().await?; //~low unclosed-response-body
    anyhow::ensure!(r.status() == StatusCode::OK, "status {}", r.status());
    Ok(r.text().await?)
}
async fn leak_anyhow_ensure(c: &Client) -> anyhow::Result<()> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    anyhow::ensure!(r.status() == StatusCode::OK, "status {}", r.status());
    Ok(())
}
async fn leak_assert(c: &Client) -> anyhow::Result<()> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    assert!(r.status().is_success());
    Ok(())
}
// let chains, error_for_status_ref
async fn leak_ref_ok(c: &Client) -> Result<bool, Error> {
    let r = c.get("x").send().await?; //~ unclosed-response-body
    if r.error_for_status_ref().is_ok() { return Ok(true); }
    let _ = r.text().await?;
    Ok(false)
}
async fn ref_err(c: &Client) -> Result<String, Error> {
    let r = c.get("x").send().await?;
    if let Err(e) = r.error_for_status_ref() { return Err(e); }
    r.text().await
}
async fn ref_q(c: &Client) -> Result<String, Error> {
    let r = c.get("x").send().await?;
    r.error_for_status_ref()?;
    r.text().await
}
async fn leak_chain(c: &Client) -> Option<String> {
    if let Ok(r) = c.get("x").send().await && r.status() == StatusCode::ACCEPTED { return None; } //~ unclosed-response-body
    None
}
async fn break_value(c: &Client) -> Option<String> {
    let r = loop { if let Ok(r) = c.get("x").send().await { break r; } };
    r.text().await.ok()
}
async fn leak_break_value(c: &Client) -> StatusCode {
    let r = loop { if let Ok(r) = c.get("x").send().await { break r; } }; //~ unclosed-response-body
    r.status()
}
async fn leak_break_unit(c: &Client) {
    loop { if c.get("x").send().await.is_ok() { break; } } //~ unclosed-response-body
}
async fn leak_continue(c: &Client, urls: &[&str]) -> Result<(), Error> {
    for u in urls {
        let r = c.get(*u).send().await?; //~ unclosed-response-body
        if r.headers().contains_key("etag") { continue; }
        r.bytes().await?;
    }
    Ok(())
}
async fn guard_const(c: &Client) -> Result<Option<String>, Error> {
    match c.get("x").send().await? {
        r if r.status() == StatusCode::NO_CONTENT => Ok(None),
        r => Ok(Some(r.text().await?)),
    }
}
async fn leak_guard_const(c: &Client) -> Result<Option<String>, Error> {
    match c.get("x").send().await? { //~ unclosed-response-body
        r if r.status() == StatusCode::CREATED => Ok(None),
        r => Ok(Some(r.text().await?)),
    }
}
// trait object + boxed futures
#[async_trait::async_trait]
trait Fetch { async fn fetch(&self, u: &str) -> Result<Response, Error>; }
struct Real(Client);
#[async_trait::async_trait]
impl Fetch for Real { async fn fetch(&self, u: &str) -> Result<Response, Error> { self.0.get(u).send().await } }
async fn leak_dyn(f: &dyn Fetch) -> Result<(), Error> { f.fetch("x").await?; Ok(()) } //~ unclosed-response-body
async fn dyn_read(f: &dyn Fetch) -> Result<String, Error> { f.fetch("x").await?.text().await }
async fn leak_arc_dyn(f: std::sync::Arc<dyn Fetch>) -> bool { f.fetch("x").await.is_ok() } //~ unclosed-response-body
