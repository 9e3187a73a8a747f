//! Small functions as services have them: what one detail changes.
use std::sync::Arc;
use std::time::Duration;
use std::future::Future;
use std::pin::Pin;
use reqwest::{Client, Error, Response, StatusCode, RequestBuilder};
use anyhow::{anyhow, bail, Context};

// wrapper returning tuple / struct with status & response
struct Full { status: StatusCode, resp: Response, tries: u32 }
async fn full(c: &Client) -> Result<Full, Error> { let resp = c.get("u").send().await?; Ok(Full { status: resp.status(), resp, tries: 1 }) }
pub async fn full_status(c: &Client) -> Result<StatusCode, Error> { Ok(full(c).await?.status) } //~ unclosed-response-body
pub async fn full_read(c: &Client) -> Result<String, Error> { let Full { resp, .. } = full(c).await?; resp.text().await }
pub async fn full_tries(c: &Client) -> Result<u32, Error> { let Full { tries, .. } = full(c).await?; Ok(tries) } //~ unclosed-response-body
pub async fn full_branch(c: &Client) -> Result<Option<String>, Error> {
    let f = full(c).await?; //~low unclosed-response-body
    if f.status != StatusCode::OK { return Ok(None); }
    Ok(Some(f.resp.text().await?))
}
pub async fn full_branch_cached(c: &Client, cached: bool) -> Result<Option<String>, Error> {
    let f = full(c).await?; //~ unclosed-response-body
    if cached { return Ok(None); }
    Ok(Some(f.resp.text().await?))
}
// boolean parameter decides
async fn maybe(r: Response, want: bool) -> Result<Option<String>, Error> { if want { Ok(Some(r.text().await?)) } else { Ok(None) } }
pub async fn maybe_all(c: &Client, w: bool) -> Result<Option<String>, Error> { maybe(c.get("u").send().await?, w).await } //~ unclosed-response-body
// Box<dyn FnOnce(Response)>
pub async fn callback(c: &Client, f: Box<dyn FnOnce(Response) + Send>) -> Result<(), Error> { f(c.get("u").send().await?); Ok(()) }
pub async fn callback_gen<F: FnOnce(Response) -> Fut, Fut: Future<Output = Result<(), Error>>>(c: &Client, f: F) -> Result<(), Error> { f(c.get("u").send().await?).await }
pub async fn callback_gen_read(c: &Client) -> Result<(), Error> { callback_gen(c, |r| async move { r.bytes().await?; Ok(()) }).await }
pub async fn callback_gen_dropped(c: &Client) -> Result<(), Error> { callback_gen(c, |r| async move { println!("{}", r.status()); Ok(()) }).await } //~ unclosed-response-body
// handler trait with associated type
pub trait Decode { type Out; fn decode(r: Response) -> impl Future<Output = Result<Self::Out, Error>> + Send; }
pub struct AsText; pub struct AsCode;
impl Decode for AsText { type Out = String; async fn decode(r: Response) -> Result<String, Error> { r.text().await } }
impl Decode for AsCode { type Out = u16; async fn decode(r: Response) -> Result<u16, Error> { Ok(r.status().as_u16()) } }
async fn run<D: Decode>(c: &Client) -> Result<D::Out, Error> { let r = c.get("u").send().await?; D::decode(r).await } //~ unclosed-response-body
pub async fn as_text(c: &Client) -> Result<String, Error> { run::<AsText>(c).await }
pub async fn as_code(c: &Client) -> Result<u16, Error> { run::<AsCode>(c).await }
pub async fn as_text_direct(c: &Client) -> Result<String, Error> { AsText::decode(c.get("u").send().await?).await }
pub async fn as_code_direct(c: &Client) -> Result<u16, Error> { AsCode::decode(c.get("u").send().await?).await } //~ unclosed-response-body
// TryFrom / From
pub struct Parsed(u16);
impl From<Response> for Parsed { fn from(r: Response) -> Self { Parsed(r.status().as_u16()) } }
pub async fn from_dropped(c: &Client) -> Result<Parsed, Error> { Ok(c.get("u").send().await?.into()) } //~ unclosed-response-body
pub async fn from_dropped2(c: &Client) -> Result<Parsed, Error> { Ok(Parsed::from(c.get("u").send().await?)) } //~ unclosed-response-body
pub async fn from_map_dropped(c: &Client) -> Result<Parsed, Error> { c.get("u").send().await.map(Parsed::from) } //~ unclosed-response-body
pub struct Kept(Response);
impl From<Response> for Kept { fn from(r: Response) -> Self { Kept(r) } }
impl Kept { async fn body(self) -> Result<String, Error> { self.0.text().await } }
pub async fn from_kept(c: &Client) -> Result<String, Error> { Kept::from(c.get("u").send().await?).body().await }
// error type that holds the response
#[derive(Debug)]
pub enum MyErr { Status(Response), Net(Error) }
impl From<Error> for MyErr { fn from(e: Error) -> Self { MyErr::Net(e) } }
async fn strict(c: &Client) -> Result<Response, MyErr> { let r = c.get("u").send().await?; if r.status().is_success() { Ok(r) } else { Err(MyErr::Status(r)) } }
pub async fn strict_read(c: &Client) -> Result<String, MyErr> { Ok(strict(c).await?.text().await?) }
pub async fn strict_dropped(c: &Client) -> Result<(), MyErr> { strict(c).await?; Ok(()) } //~ unclosed-response-body
pub async fn strict_ok(c: &Client) -> bool { strict(c).await.is_ok() } //~ unclosed-response-body
pub async fn strict_err_read(c: &Client) -> String { match strict(c).await { Ok(r) => r.text().await.unwrap_or_default(), Err(MyErr::Status(r)) => r.text().await.unwrap_or_default(), Err(MyErr::Net(e)) => e.to_string() } }
pub async fn strict_err_unread(c: &Client) -> String { match strict(c).await { Ok(r) => r.text().await.unwrap_or_default(), Err(MyErr::Status(r)) => r.status().to_string(), Err(MyErr::Net(e)) => e.to_string() } } //~low unclosed-response-body
// while let retry with Option holding
pub async fn last_response(c: &Client) -> Result<Option<String>, Error> {
    let mut last = None;
    for _ in 0..3 {
        let r = c.get("u").send().await?; //~low unclosed-response-body
        if r.status().is_success() { last = Some(r); break; }
    }
    Ok(match last { Some(r) => Some(r.text().await?), None => None })
}
pub async fn last_response_dropped(c: &Client) -> Result<bool, Error> {
    let mut last = None;
    for _ in 0..3 {
        let r = c.get("u").send().await?; //~ unclosed-response-body
        if r.status().is_success() { last = Some(r); break; }
    }
    Ok(last.is_some())
}
// take from Option field
pub struct Slot { r: Option<Response> }
impl Slot {
    pub async fn fill(&mut self, c: &Client) -> Result<(), Error> { self.r = Some(c.get("u").send().await?); Ok(()) }
    pub async fn drain(&mut self) -> Result<(), Error> { if let Some(r) = self.r.take() { r.bytes().await?; } Ok(()) }
}
// spawn with moved response
pub async fn spawn_read(c: &Client) -> Result<(), Error> { let r = c.get("u").send().await?; tokio::spawn(async move { let _ = r.bytes().await; }); Ok(()) }
pub async fn spawn_dropped(c: &Client) -> Result<(), Error> { let r = c.get("u").send().await?; tokio::spawn(async move { println!("{}", r.status()); }); Ok(()) } //~ unclosed-response-body
// async move block bound, awaited later
pub async fn block_later(c: &Client) -> Result<u16, Error> { let f = async { c.get("u").send().await }; let r = f.await?; Ok(r.status().as_u16()) } //~ unclosed-response-body
pub async fn block_later_read(c: &Client) -> Result<String, Error> { let f = async { c.get("u").send().await }; let r = f.await?; r.text().await }
pub async fn block_never_polled(c: &Client) { let f = async { c.get("u").send().await }; drop(f); }
// boxed future
type BoxFut<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
fn boxed(c: &Client) -> BoxFut<'_, Result<Response, Error>> { Box::pin(async move { c.get("u").send().await }) }
pub async fn boxed_dropped(c: &Client) -> Result<(), Error> { boxed(c).await?; Ok(()) } //~ unclosed-response-body
pub async fn boxed_read(c: &Client) -> Result<(), Error> { boxed(c).await?.bytes().await?; Ok(()) }
// fn pointer
type Get = for<'a> fn(&'a Client) -> BoxFut<'a, Result<Response, Error>>;
pub async fn by_pointer(c: &Client) -> Result<(), Error> { let g: Get = boxed; g(c).await?; Ok(()) } //~ unclosed-response-body
// static dispatch enum of clients
pub enum Backend { A(Client), B(Client) }
impl Backend { async fn get(&self) -> Result<Response, Error> { match self { Backend::A(c) => c.get("a").send().await, Backend::B(c) => c.get("b").send().await } } }
pub async fn backend_dropped(b: &Backend) -> Result<(), Error> { b.get().await?; Ok(()) } //~ unclosed-response-body
pub async fn backend_read(b: &Backend) -> Result<(), Error> { b.get().await?.bytes().await?; Ok(()) }
// Result<Result>
pub async fn timeout_read(c: &Client) -> anyhow::Result<String> { Ok(tokio::time::timeout(Duration::from_secs(1), c.get("u").send()).await??.text().await?) }
pub async fn timeout_dropped(c: &Client) -> anyhow::Result<()> { tokio::time::timeout(Duration::from_secs(1), c.get("u").send()).await??; Ok(()) } //~ unclosed-response-body
pub async fn timeout_match(c: &Client) -> bool {
    match tokio::time::timeout(Duration::from_secs(1), c.get("u").send()).await { //~ unclosed-response-body
        Ok(Ok(r)) => r.status().is_success(),
        Ok(Err(_)) | Err(_) => false,
    }
}
pub async fn timeout_flatten(c: &Client) -> Option<u16> { tokio::time::timeout(Duration::from_secs(1), c.get("u").send()).await.ok().and_then(Result::ok).map(|r| r.status().as_u16()) } //~ unclosed-response-body
pub async fn timeout_flatten_read(c: &Client) -> Option<String> { let r = tokio::time::timeout(Duration::from_secs(1), c.get("u").send()).await.ok().and_then(Result::ok)?; r.text().await.ok() }
// json on success, error body parse
#[derive(serde::Deserialize)] pub struct ApiErr { msg: String }
async fn parse<T: serde::de::DeserializeOwned>(r: Response) -> anyhow::Result<T> {
    let s = r.status();
    if s.is_success() { Ok(r.json().await?) } else { let e: ApiErr = r.json().await?; bail!("{}", e.msg) }
}
pub async fn parse_read(c: &Client) -> anyhow::Result<Vec<u8>> { parse(c.get("u").send().await?).await }
async fn parse2<T: serde::de::DeserializeOwned + Default>(r: Response) -> anyhow::Result<T> {
    match r.status() { StatusCode::OK => Ok(r.json().await?), StatusCode::NOT_FOUND => Ok(T::default()), s => bail!("{s}") }
}
pub async fn parse2_read(c: &Client) -> anyhow::Result<Vec<u8>> { parse2(c.get("u").send().await?).await } //~low unclosed-response-body
async fn parse3(r: Response) -> anyhow::Result<()> { if r.status().is_success() { Ok(()) } else { let e: ApiErr = r.json().await?; bail!("{}", e.msg) } }
pub async fn parse3_ok(c: &Client) -> anyhow::Result<()> { parse3(c.get("u").send().await?).await } //~ unclosed-response-body
// status variable computed before
pub async fn status_bool_var(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; let ok = r.status().is_success(); if !ok { bail!("x") } Ok(r.text().await?) } //~low unclosed-response-body
pub async fn status_bool_neg(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; let failed = !r.status().is_success(); if failed { return Ok(r.text().await?); } Ok(String::new()) } //~ unclosed-response-body
pub async fn status_ge_400(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if r.status().as_u16() >= 400 { bail!("x") } Ok(r.text().await?) } //~low unclosed-response-body
pub async fn status_lt_500(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if r.status().as_u16() < 500 { return Ok(String::new()); } Ok(r.text().await?) } //~ unclosed-response-body
pub async fn status_matches(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if matches!(r.status(), StatusCode::NOT_FOUND | StatusCode::GONE) { return Ok(String::new()); } Ok(r.text().await?) } //~low unclosed-response-body
pub async fn status_matches_2xx(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if matches!(r.status().as_u16(), 200..=299) { return Ok(String::new()); } Ok(r.text().await?) } //~ unclosed-response-body
pub async fn status_204(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if r.status() == StatusCode::NO_CONTENT { return Ok(String::new()); } Ok(r.text().await?) }
pub async fn status_202(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if r.status() == StatusCode::ACCEPTED { return Ok(String::new()); } Ok(r.text().await?) } //~ unclosed-response-body
const OKS: [StatusCode; 2] = [StatusCode::OK, StatusCode::CREATED];
const BADS: &[u16] = &[404, 410];
pub async fn const_oks(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if !OKS.contains(&r.status()) { bail!("x") } Ok(r.text().await?) } //~low unclosed-response-body
pub async fn const_bads(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; if BADS.contains(&r.status().as_u16()) { bail!("x") } Ok(r.text().await?) } //~low unclosed-response-body
fn is_missing(s: StatusCode) -> bool { s == StatusCode::NOT_FOUND }
fn is_fine(s: StatusCode) -> bool { s.is_success() }
pub async fn helper_missing(c: &Client) -> anyhow::Result<Option<String>> { let r = c.get("u").send().await?; if is_missing(r.status()) { return Ok(None); } Ok(Some(r.text().await?)) } //~low unclosed-response-body
pub async fn helper_fine(c: &Client) -> anyhow::Result<Option<String>> { let r = c.get("u").send().await?; if is_fine(r.status()) { return Ok(None); } Ok(Some(r.text().await?)) } //~ unclosed-response-body
// header dependent
pub async fn by_header(c: &Client) -> anyhow::Result<Option<String>> { let r = c.get("u").send().await?; if r.headers().get("etag").is_some() { return Ok(None); } Ok(Some(r.text().await?)) } //~ unclosed-response-body
pub async fn by_len_zero(c: &Client) -> anyhow::Result<Option<String>> { let r = c.get("u").send().await?; if r.content_length() == Some(0) { return Ok(None); } Ok(Some(r.text().await?)) }
pub async fn by_len_big(c: &Client) -> anyhow::Result<Option<String>> { let r = c.get("u").send().await?; if r.content_length().unwrap_or(0) > 1000 { bail!("too big") } Ok(Some(r.text().await?)) } //~low unclosed-response-body
// download loop
pub async fn download(c: &Client) -> anyhow::Result<()> { use futures::StreamExt; use tokio::io::AsyncWriteExt; let r = c.get("u").send().await?.error_for_status()?; let mut f = tokio::fs::File::create("x").await?; let mut s = r.bytes_stream(); while let Some(b) = s.next().await { f.write_all(&b?).await?; } Ok(()) } //~low unclosed-response-body
pub async fn download_reader(c: &Client) -> anyhow::Result<()> { use futures::TryStreamExt; let r = c.get("u").send().await?; let mut rd = tokio_util::io::StreamReader::new(r.bytes_stream().map_err(std::io::Error::other)); let mut f = tokio::fs::File::create("x").await?; tokio::io::copy(&mut rd, &mut f).await?; Ok(()) } //~low unclosed-response-body
pub async fn forward_axum(c: &Client) -> anyhow::Result<axum::response::Response> { let r = c.get("u").send().await?; let s = r.status(); let b = axum::body::Body::from_stream(r.bytes_stream()); Ok(axum::response::Response::builder().status(s).body(b)?) }
pub async fn forward_status_only(c: &Client) -> anyhow::Result<axum::response::Response> { let r = c.get("u").send().await?; let s = r.status(); Ok(axum::response::Response::builder().status(s).body(axum::body::Body::empty())?) } //~ unclosed-response-body
// reading under a condition which always reads eventually
pub async fn read_or_text(c: &Client, json: bool) -> anyhow::Result<String> { let r = c.get("u").send().await?; if json { Ok(r.json::<serde_json::Value>().await?.to_string()) } else { Ok(r.text().await?) } }
// ws upgrade etc; 21 shadowing
pub async fn shadow_dropped(c: &Client) -> Result<String, Error> { let r = c.get("a").send().await?; println!("{}", r.status()); let r = c.get("b").send().await?; r.text().await } //~ unclosed-response-body
pub async fn shadow_err(c: &Client) -> Result<String, Error> { let r = c.get("a").send().await?; let r = r.error_for_status()?; r.text().await }
pub async fn reassign_dropped(c: &Client) -> Result<String, Error> {
    let mut r = c.get("a").send().await?; //~ unclosed-response-body
    println!("{}", r.status());
    r = c.get("b").send().await?;
    r.text().await
}
pub async fn reassign_on_401(c: &Client) -> Result<String, Error> {
    let mut r = c.get("a").send().await?; //~low unclosed-response-body
    if r.status() == StatusCode::UNAUTHORIZED { r = c.get("b").send().await?; }
    r.text().await
}
// closure stores
pub async fn inspect_err_ok(c: &Client) -> anyhow::Result<String> { Ok(c.get("u").send().await.inspect_err(|e| eprintln!("{e}")).context("x")?.text().await?) }
pub async fn inspect_err_dropped(c: &Client) -> anyhow::Result<()> { c.get("u").send().await.inspect_err(|e| eprintln!("{e}")).context("x")?; Ok(()) } //~ unclosed-response-body
pub async fn with_context_efs(c: &Client) -> anyhow::Result<()> { c.get("u").send().await.with_context(|| "x")?.error_for_status().with_context(|| "y")?; Ok(()) } //~ unclosed-response-body
// Arc/Mutex holding
pub async fn arc_dropped(c: &Client) -> Result<(), Error> { let r = Arc::new(c.get("u").send().await?); println!("{}", r.status()); Ok(()) } //~ unclosed-response-body
pub async fn boxed_resp(c: &Client) -> Result<String, Error> { let r = Box::new(c.get("u").send().await?); r.text().await }
pub async fn boxed_resp_dropped(c: &Client) -> Result<u16, Error> { let r = Box::new(c.get("u").send().await?); Ok(r.status().as_u16()) } //~ unclosed-response-body
// Iterator over responses
pub async fn first_success(c: &Client, us: &[&str]) -> Option<String> {
    for u in us {
        if let Ok(r) = c.get(*u).send().await { //~low unclosed-response-body
            if r.status().is_success() { return r.text().await.ok(); }
        }
    }
    None
}
pub async fn any_success(c: &Client, us: &[&str]) -> bool {
    for u in us {
        if let Ok(r) = c.get(*u).send().await { //~ unclosed-response-body
            if r.status().is_success() { return true; }
        }
    }
    false
}
// return Response in Err path of handler
pub async fn retry_helper<F>(f: F) -> Result<Response, Error> where F: Fn() -> RequestBuilder {
    let mut n = 0;
    loop {
        match f().send().await { //~low unclosed-response-body
            Ok(r) if r.status().is_server_error() && n < 3 => { n += 1; tokio::time::sleep(Duration::from_secs(1)).await; }
            other => return other,
        }
    }
}
pub async fn retry_helper_dropped(c: &Client) -> Result<(), Error> { retry_helper(|| c.get("u")).await?; Ok(()) } //~ unclosed-response-body
pub async fn retry_helper_read(c: &Client) -> Result<String, Error> { retry_helper(|| c.get("u")).await?.text().await } 
// question mark in the middle of args
async fn take_both(a: Response, b: Response) -> Result<(), Error> { a.bytes().await?; b.bytes().await?; Ok(()) }
pub async fn both(c: &Client) -> Result<(), Error> { take_both(c.get("a").send().await?, c.get("b").send().await?).await }
async fn take_first(a: Response, _b: Response) -> Result<(), Error> { a.bytes().await?; Ok(()) }
pub async fn both_first(c: &Client) -> Result<(), Error> {
    take_first(
        c.get("a").send().await?,
        c.get("b").send().await?, //~ unclosed-response-body
    ).await
}
// backoff crates
pub async fn backon_dropped(c: &Client) -> anyhow::Result<()> { use backon::Retryable; (|| async { c.get("u").send().await }).retry(backon::ExponentialBuilder::default()).await?; Ok(()) } //~ unclosed-response-body
pub async fn backon_read(c: &Client) -> anyhow::Result<String> { use backon::Retryable; Ok((|| async { c.get("u").send().await }).retry(backon::ExponentialBuilder::default()).await?.text().await?) }
pub async fn tokio_retry_efs(c: &Client) -> anyhow::Result<()> { tokio_retry::Retry::spawn(tokio_retry::strategy::FixedInterval::from_millis(1).take(3), || async { c.get("u").send().await?.error_for_status() }).await?; Ok(()) } //~ unclosed-response-body
pub async fn err_none(c: &Client) -> anyhow::Result<Option<Response>> { let r = c.get("u").send().await?; if r.status() == 404 { return Ok(None); } Ok(Some(r)) } //~low unclosed-response-body
pub async fn err_none_some(c: &Client) -> anyhow::Result<bool> { Ok(err_none(c).await?.is_some()) } //~ unclosed-response-body
pub async fn err_none_map(c: &Client) -> anyhow::Result<Option<u64>> { Ok(err_none(c).await?.and_then(|r| r.content_length())) } //~ unclosed-response-body
pub async fn err_none_read(c: &Client) -> anyhow::Result<Option<String>> { match err_none(c).await? { Some(r) => Ok(Some(r.text().await?)), None => Ok(None) } }
pub async fn err_anyhow(c: &Client) -> anyhow::Result<String> { let r = c.get("u").send().await?; match r.status().is_success() { true => Ok(r.text().await?), false => Err(anyhow!("{}", r.status())) } } //~low unclosed-response-body
