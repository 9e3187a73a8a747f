//! Own futures, enums, wrappers and collections that hold a response, and what tests of it decide.
use std::collections::{HashMap, VecDeque};
use std::future::{Future, IntoFuture};
use std::ops::ControlFlow;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use anyhow::{anyhow, bail, Context};
use reqwest::{Client, Error, Response, StatusCode, RequestBuilder};
type BoxFut<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

// IntoFuture with generic builder and named future struct
pub struct Req<T> { b: RequestBuilder, _t: std::marker::PhantomData<T> }
impl<T: serde::de::DeserializeOwned + Send + 'static> IntoFuture for Req<T> {
    type Output = anyhow::Result<T>;
    type IntoFuture = BoxFut<'static, anyhow::Result<T>>;
    fn into_future(self) -> Self::IntoFuture { Box::pin(async move { Ok(self.b.send().await?.json::<T>().await?) }) }
}
pub async fn generic_into_future(b: RequestBuilder) -> anyhow::Result<u32> { Req::<u32> { b, _t: std::marker::PhantomData }.await }
pub struct Raw(RequestBuilder);
impl IntoFuture for Raw { type Output = anyhow::Result<Response>; type IntoFuture = BoxFut<'static, Self::Output>; fn into_future(self) -> Self::IntoFuture { Box::pin(self.run()) } }
impl Raw { async fn run(self) -> anyhow::Result<Response> { Ok(self.0.send().await?) } fn header(self, k: &str) -> Self { Raw(self.0.header(k, "v")) } }
pub async fn raw_chain_dropped(c: &Client) -> anyhow::Result<()> { Raw(c.get("u")).header("a").header("b").await?; Ok(()) } //~ unclosed-response-body
pub async fn raw_chain_read(c: &Client) -> anyhow::Result<String> { Ok(Raw(c.get("u")).header("a").await?.text().await?) }
// Where a library awaits a value of the workspace's own, its `into_future` would have to be run.
pub async fn fn_raw_timeout_dropped(c: &Client) -> anyhow::Result<()> { tokio::time::timeout(Duration::from_secs(1), Raw(c.get("u"))).await??; Ok(()) }
pub async fn fn_raw_select(c: &Client) -> anyhow::Result<u16> { tokio::select! { r = Raw(c.get("u")) => Ok(r?.status().as_u16()), _ = tokio::time::sleep(Duration::from_secs(1)) => bail!("t") } }
pub async fn raw_join(c: &Client) -> anyhow::Result<()> { let (a, b) = tokio::try_join!(Raw(c.get("a")).into_future(), Raw(c.get("b")).into_future())?; a.bytes().await?; b.bytes().await?; Ok(()) }
// hand-written Future
pub struct Sending { inner: BoxFut<'static, Result<Response, Error>> }
impl Future for Sending { type Output = Result<Response, Error>; fn poll(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Self::Output> { self.inner.as_mut().poll(cx) } }
fn sending(c: Client) -> Sending { Sending { inner: Box::pin(async move { c.get("u").send().await }) } }
pub async fn own_future_read(c: Client) -> Result<String, Error> { sending(c).await?.text().await }
pub async fn own_future_dropped(c: Client) -> Result<(), Error> { sending(c).await?; Ok(()) } //~ unclosed-response-body
// ControlFlow
async fn step(c: &Client) -> ControlFlow<Response, Error> { match c.get("u").send().await { Ok(r) => ControlFlow::Break(r), Err(e) => ControlFlow::Continue(e) } }
pub async fn flow_read(c: &Client) -> Option<String> { loop { match step(c).await { ControlFlow::Break(r) => return r.text().await.ok(), ControlFlow::Continue(e) if e.is_timeout() => continue, ControlFlow::Continue(_) => return None } } }
pub async fn flow_dropped(c: &Client) -> bool { matches!(step(c).await, ControlFlow::Break(_)) } //~ unclosed-response-body
// either
pub enum Either<A, B> { Left(A), Right(B) }
async fn either(c: &Client) -> Result<Either<Response, String>, Error> { let r = c.get("u").send().await?; if r.status().is_success() { Ok(Either::Left(r)) } else { Ok(Either::Right(r.text().await?)) } }
pub async fn either_read(c: &Client) -> Result<String, Error> { match either(c).await? { Either::Left(r) => r.text().await, Either::Right(s) => Ok(s) } }
pub async fn either_dropped(c: &Client) -> Result<String, Error> { match either(c).await? { Either::Left(r) => Ok(r.status().to_string()), Either::Right(s) => Ok(s) } } //~ unclosed-response-body
pub async fn either_if_let(c: &Client) -> Result<(), Error> { if let Either::Right(s) = either(c).await? { println!("{s}"); } Ok(()) } //~ unclosed-response-body
// generic wrapper with T = Response
pub struct Timed<T> { val: T, took: Duration }
async fn timed<T, F: Future<Output = Result<T, Error>>>(f: F) -> Result<Timed<T>, Error> { let t = std::time::Instant::now(); Ok(Timed { val: f.await?, took: t.elapsed() }) }
pub async fn timed_read(c: &Client) -> Result<String, Error> { let t = timed(c.get("u").send()).await?; println!("{:?}", t.took); t.val.text().await }
pub async fn timed_dropped(c: &Client) -> Result<Duration, Error> { Ok(timed(c.get("u").send()).await?.took) } //~ unclosed-response-body
pub async fn timed_tuple(c: &Client) -> Result<u16, Error> { let Timed { val, .. } = timed(c.get("u").send()).await?; Ok(val.status().as_u16()) } //~ unclosed-response-body
// trait with default method that reads, overridden
trait Check { fn get(&self) -> BoxFut<'_, Result<Response, Error>>; fn up(&self) -> BoxFut<'_, bool> { Box::pin(async move { match self.get().await { Ok(r) => { let ok = r.status().is_success(); let _ = r.bytes().await; ok } Err(_) => false } }) } }
trait Check2 { fn get(&self) -> BoxFut<'_, Result<Response, Error>>; fn up(&self) -> BoxFut<'_, bool> { Box::pin(async move { match self.get().await { Ok(r) => r.status().is_success(), Err(_) => false } }) } } //~ unclosed-response-body
pub struct A(Client);
impl Check for A { fn get(&self) -> BoxFut<'_, Result<Response, Error>> { Box::pin(self.0.get("u").send()) } }
impl Check2 for A { fn get(&self) -> BoxFut<'_, Result<Response, Error>> { Box::pin(self.0.get("u").send()) } }
// closure variable taking response
pub async fn closure_var_read(c: &Client) -> Result<String, Error> { let parse = |r: Response| async move { r.text().await }; parse(c.get("u").send().await?).await }
pub async fn closure_var_dropped(c: &Client) -> Result<u16, Error> { let parse = |r: Response| r.status().as_u16(); Ok(parse(c.get("u").send().await?)) } //~ unclosed-response-body
pub async fn closure_ref(c: &Client) -> Result<String, Error> { let log = |r: &Response| println!("{}", r.status()); let r = c.get("u").send().await?; log(&r); r.text().await }
// helper returning bool and response in tuple by order
async fn pair(c: &Client) -> Result<(bool, Response), Error> { let r = c.get("u").send().await?; Ok((r.status().is_success(), r)) }
pub async fn pair_guard(c: &Client) -> anyhow::Result<String> { let (ok, r) = pair(c).await?; if !ok { bail!("no") } Ok(r.text().await?) } //~low unclosed-response-body
pub async fn pair_ok_only(c: &Client) -> anyhow::Result<bool> { Ok(pair(c).await?.0) } //~ unclosed-response-body
pub async fn pair_wrong_branch(c: &Client) -> anyhow::Result<String> { let (ok, r) = pair(c).await?; if ok { return Ok(String::new()); } Ok(r.text().await?) } //~ unclosed-response-body
// VecDeque / HashMap / Option local collections
pub async fn deque_read(c: &Client) -> Result<(), Error> { let mut q = VecDeque::new(); q.push_back(c.get("u").send().await?); while let Some(r) = q.pop_front() { r.bytes().await?; } Ok(()) }
pub async fn deque_dropped(c: &Client) -> Result<(), Error> { let mut q = VecDeque::new(); q.push_back(c.get("u").send().await?); while let Some(r) = q.pop_front() { println!("{}", r.status()); } Ok(()) } //~ unclosed-response-body
pub async fn map_read(c: &Client) -> Result<(), Error> { let mut m = HashMap::new(); m.insert("a", c.get("u").send().await?); for (_, r) in m { r.bytes().await?; } Ok(()) }
pub async fn map_dropped(c: &Client) -> Result<usize, Error> { let mut m = HashMap::new(); m.insert("a", c.get("u").send().await?); Ok(m.len()) } //~ unclosed-response-body
pub async fn map_remove_read(c: &Client) -> Result<(), Error> { let mut m = HashMap::new(); m.insert("a", c.get("u").send().await?); if let Some(r) = m.remove("a") { r.bytes().await?; } Ok(()) }
// guards with variables of config
pub async fn expect_status(c: &Client, want: StatusCode) -> anyhow::Result<String> { let r = c.get("u").send().await?; if r.status() != want { bail!("unexpected") } Ok(r.text().await?) } //~low unclosed-response-body
pub async fn expect_status_dropped(c: &Client, want: StatusCode) -> anyhow::Result<()> { let r = c.get("u").send().await?; if r.status() != want { bail!("unexpected") } Ok(()) } //~ unclosed-response-body
// let r = if cond { get } else { post }
pub async fn either_request_read(c: &Client, p: bool) -> Result<String, Error> { let r = if p { c.post("u").send().await? } else { c.get("u").send().await? }; r.text().await }
pub async fn either_request_one(c: &Client, p: bool) -> Result<String, Error> { if p { c.post("u").send().await?; return Ok(String::new()); } c.get("u").send().await?.text().await } //~ unclosed-response-body
// nested functions inside and generic fn param with R: Into<..>
pub async fn error_chain(c: &Client) -> Result<String, String> { let r = c.get("u").send().await.map_err(|e| e.to_string())?; let s = r.status(); let b = r.text().await.map_err(|e| e.to_string())?; if s.is_success() { Ok(b) } else { Err(b) } }
pub async fn error_chain_unread(c: &Client) -> Result<(), String> { let r = c.get("u").send().await.map_err(|e| e.to_string())?; let s = r.status(); if s.is_success() { Ok(()) } else { Err(r.text().await.map_err(|e| e.to_string())?) } } //~ unclosed-response-body
// match on Err first
pub async fn err_first(c: &Client) -> Result<String, Error> { let r = match c.get("u").send().await { Err(e) => { eprintln!("{e}"); return Err(e); } Ok(r) => r }; r.text().await }
pub async fn err_first_dropped(c: &Client) -> Result<(), Error> { let _r = match c.get("u").send().await { Err(e) => { eprintln!("{e}"); return Err(e); } Ok(r) => r }; Ok(()) } //~ unclosed-response-body
pub async fn if_let_err_only(c: &Client) { if let Err(e) = c.get("u").send().await { eprintln!("{e}"); } } //~ unclosed-response-body
pub async fn if_let_err_efs(c: &Client) { if let Err(e) = c.get("u").send().await.and_then(|r| r.error_for_status()) { eprintln!("{e}"); } } //~ unclosed-response-body
pub async fn if_let_err_text(c: &Client) { if let Err(e) = async { c.get("u").send().await?.text().await }.await { eprintln!("{e}"); } }
pub async fn ok_discard(c: &Client) { c.get("u").send().await.ok(); } //~ unclosed-response-body
pub async fn let_underscore(c: &Client) { let _ = c.get("u").send().await; } //~ unclosed-response-body
pub async fn let_underscore_unsent(c: &Client) { let _ = c.get("u").send(); }
// while let with polling job state
pub async fn poll_job(c: &Client) -> anyhow::Result<serde_json::Value> {
    loop {
        let r = c.get("u").send().await?; //~ unclosed-response-body
        match r.status() {
            StatusCode::OK => return Ok(r.json().await?),
            StatusCode::ACCEPTED => tokio::time::sleep(Duration::from_secs(1)).await,
            s => { let t = r.text().await?; bail!("{s} {t}") }
        }
    }
}
pub async fn poll_job_drained(c: &Client) -> anyhow::Result<serde_json::Value> {
    loop {
        let r = c.get("u").send().await?;
        match r.status() {
            StatusCode::OK => return Ok(r.json().await?),
            StatusCode::ACCEPTED => { let _ = r.bytes().await; tokio::time::sleep(Duration::from_secs(1)).await }
            s => { let t = r.text().await?; bail!("{s} {t}") }
        }
    }
}
// redirect 303 handling
pub async fn see_other(c: &Client) -> anyhow::Result<String> { let r = c.post("u").send().await?; if r.status() == StatusCode::SEE_OTHER { let l = r.headers()["location"].to_str()?.to_owned(); return Ok(l); } Ok(r.text().await?) } //~low unclosed-response-body
// struct update / builder holds
pub struct Conn { resp: Response, pos: u64 }
impl Conn { pub async fn open(c: &Client) -> Result<Self, Error> { Ok(Self { resp: c.get("u").send().await?, pos: 0 }) } pub async fn next(&mut self) -> Result<Option<bytes::Bytes>, Error> { let b = self.resp.chunk().await?; if let Some(b) = &b { self.pos += b.len() as u64; } Ok(b) } }
pub async fn conn_read(c: &Client) -> Result<u64, Error> { let mut k = Conn::open(c).await?; while k.next().await?.is_some() {} Ok(k.pos) }
pub async fn conn_unread(c: &Client) -> Result<u64, Error> { let k = Conn::open(c).await?; Ok(k.pos) } //~ unclosed-response-body
pub async fn conn_mem_replace(c: &Client) -> Result<u64, Error> { let mut k = Conn::open(c).await?; while k.next().await?.is_some() {} k = Conn::open(c).await?; while k.next().await?.is_some() {} Ok(k.pos) }
// Result<Response, Response>
fn split(r: Response) -> Result<Response, Response> { if r.status().is_success() { Ok(r) } else { Err(r) } }
pub async fn split_read(c: &Client) -> anyhow::Result<String> { match split(c.get("u").send().await?) { Ok(r) => Ok(r.text().await?), Err(r) => Err(anyhow!(r.text().await?)) } }
// What a closure on an error is given is followed for responses in `Ok` only.
pub async fn fn_split_map_err(c: &Client) -> anyhow::Result<String> { let r = split(c.get("u").send().await?).map_err(|r| anyhow!("{}", r.status()))?; Ok(r.text().await?) }
pub async fn split_is_ok(c: &Client) -> anyhow::Result<bool> { Ok(split(c.get("u").send().await?).is_ok()) } //~ unclosed-response-body
pub async fn split_or_else(c: &Client) -> anyhow::Result<String> { let r = split(c.get("u").send().await?).unwrap_or_else(|r| r); Ok(r.text().await?) }
// Option<Client>
pub async fn opt_client(c: Option<&Client>) -> Option<String> { let r = c?.get("u").send().await.ok()?; r.text().await.ok() }
pub async fn opt_client_dropped(c: Option<&Client>) -> Option<u16> { Some(c?.get("u").send().await.ok()?.status().as_u16()) } //~ unclosed-response-body
pub async fn opt_client_map(c: Option<Arc<Client>>) -> bool { match c { Some(c) => c.get("u").send().await.is_ok(), None => false } } //~ unclosed-response-body
// webhooks
pub async fn notify_all(c: &Client, us: &[String]) { for u in us { let r = c.post(u).json(&1).send().await; match r { Ok(r) if r.status().is_success() => tracing::debug!("ok"), Ok(r) => tracing::warn!("{}", r.status()), Err(e) => tracing::error!("{e}") } } } //~ unclosed-response-body
pub async fn notify_all_drained(c: &Client, us: &[String]) { for u in us { match c.post(u).json(&1).send().await { Ok(r) => { let s = r.status(); if let Err(e) = r.bytes().await { tracing::warn!("{e}"); } tracing::warn!("{s}") } Err(e) => tracing::error!("{e}") } } }
pub async fn text_in_macro(c: &Client) -> Result<(), Error> { let r = c.get("u").send().await?; tracing::info!("{}", r.text().await?); Ok(()) }
pub async fn text_in_format(c: &Client) -> Result<String, Error> { let r = c.get("u").send().await?; Ok(format!("{} {}", r.status(), r.text().await?)) }
pub async fn status_in_assert(c: &Client) -> Result<(), Error> { let r = c.get("u").send().await?; assert!(r.status().is_success(), "{}", r.status()); Ok(()) } //~ unclosed-response-body
pub async fn debug_in_dbg(c: &Client) -> Result<(), Error> { dbg!(c.get("u").send().await?); Ok(()) } //~ unclosed-response-body
pub async fn dbg_then_read(c: &Client) -> Result<String, Error> { dbg!(c.get("u").send().await?).text().await }
pub async fn filter_fn(c: &Client) -> Option<String> { fn fine(r: &Response) -> bool { r.status() == StatusCode::OK } c.get("u").send().await.ok().filter(fine)?.text().await.ok() } //~low unclosed-response-body
pub async fn filter_unrelated(c: &Client, on: bool) -> Option<String> { c.get("u").send().await.ok().filter(|_| on)?.text().await.ok() } //~ unclosed-response-body
pub async fn err_response_with_ctx(c: &Client) -> anyhow::Result<()> { let r = c.delete("u").send().await.context("x")?; match r.error_for_status_ref() { Ok(_) => Ok(()), Err(e) => { let b = r.text().await.unwrap_or_default(); Err(anyhow!(e).context(b)) } } } //~ unclosed-response-body
pub async fn err_response_with_ctx_read(c: &Client) -> anyhow::Result<()> { let r = c.delete("u").send().await.context("x")?; match r.error_for_status_ref().map(|_| ()) { Ok(()) => { r.bytes().await?; Ok(()) } Err(e) => { let b = r.text().await.unwrap_or_default(); Err(anyhow!(e).context(b)) } } }
