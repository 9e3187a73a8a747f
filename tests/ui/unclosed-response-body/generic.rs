//! Responses through traits, generics, functions in variables, enums by status and collections.

use std::collections::{HashMap, VecDeque, BTreeMap};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use futures::{StreamExt, TryStreamExt, FutureExt, TryFutureExt, stream, future};
use reqwest::{Client, Error, Response, StatusCode, RequestBuilder, Request};
type R<T> = Result<T, Error>;

// trait with an associated type for the response
trait Transport { type Reply; async fn call(&self, u: &str) -> R<Self::Reply>; fn code(r: &Self::Reply) -> u16; async fn done(r: Self::Reply) -> R<()>; }
struct Web(Client);
impl Transport for Web {
    type Reply = Response;
    async fn call(&self, u: &str) -> R<Response> { self.0.get(u).send().await }
    fn code(r: &Response) -> u16 { r.status().as_u16() }
    async fn done(r: Response) -> R<()> { r.bytes().await.map(|_| ()) }
}
async fn assoc_leak(w: &Web) -> R<u16> { let r = w.call("u").await?; Ok(Web::code(&r)) } //~ unclosed-response-body
async fn assoc_read(w: &Web) -> R<u16> { let r = w.call("u").await?; let c = Web::code(&r); Web::done(r).await?; Ok(c) }
async fn assoc_generic_read<T: Transport>(w: &T) -> R<u16> { let r = w.call("u").await?; let c = T::code(&r); T::done(r).await?; Ok(c) }
// trait object
trait Fetch: Send + Sync { fn fetch<'a>(&'a self, u: &'a str) -> Pin<Box<dyn Future<Output = R<Response>> + Send + 'a>>; }
impl Fetch for Web { fn fetch<'a>(&'a self, u: &'a str) -> Pin<Box<dyn Future<Output = R<Response>> + Send + 'a>> { Box::pin(async move { self.0.get(u).send().await }) } }
async fn dyn_leak(f: Arc<dyn Fetch>) -> R<bool> { Ok(f.fetch("u").await?.status().is_success()) } //~ unclosed-response-body
async fn dyn_read(f: Arc<dyn Fetch>) -> R<String> { f.fetch("u").await?.text().await }
#[async_trait::async_trait]
trait Fetch2 { async fn fetch2(&self) -> R<Response>; async fn ping(&self) -> R<bool> { Ok(self.fetch2().await?.status().is_success()) } } //~ unclosed-response-body
#[async_trait::async_trait]
impl Fetch2 for Web { async fn fetch2(&self) -> R<Response> { self.0.get("u").send().await } }
async fn boxed_list_leak(all: &[Box<dyn Fetch>]) -> usize { let mut n = 0; for f in all { if f.fetch("u").await.is_ok() { n += 1; } } n } //~ unclosed-response-body
async fn boxed_list_read(all: &[Box<dyn Fetch>]) -> usize { let mut n = 0; for f in all { if let Ok(r) = f.fetch("u").await { n += r.bytes().await.map_or(0, |b| b.len()); } } n }
// functions that take futures
async fn timed<F: Future<Output = R<Response>>>(f: F) -> R<(Duration, Response)> { let t = std::time::Instant::now(); let r = f.await?; Ok((t.elapsed(), r)) }
async fn timed_leak(c: &Client) -> R<Duration> { let (d, _r) = timed(c.get("u").send()).await?; Ok(d) } //~ unclosed-response-body
async fn timed_read(c: &Client) -> R<Duration> { let (d, r) = timed(c.get("u").send()).await?; r.bytes().await?; Ok(d) }
async fn status_of(f: impl Future<Output = R<Response>>) -> R<u16> { Ok(f.await?.status().as_u16()) }
async fn status_of_leak(c: &Client) -> R<u16> { status_of(c.get("u").send()).await } //~ unclosed-response-body
async fn text_of(f: impl Future<Output = R<Response>>) -> R<String> { f.await?.text().await }
async fn text_of_read(c: &Client) -> R<String> { text_of(c.get("u").send()).await }
// functions that take request builders
async fn send_checked(b: RequestBuilder) -> R<Response> { b.send().await?.error_for_status() }
async fn builder_leak(c: &Client) -> R<()> { send_checked(c.get("u")).await?; Ok(()) } //~ unclosed-response-body
async fn builder_read(c: &Client) -> R<String> { send_checked(c.get("u")).await?.text().await }
async fn send_status(b: RequestBuilder) -> R<StatusCode> { Ok(b.send().await?.status()) } //~ unclosed-response-body
async fn builder_status(c: &Client) -> R<StatusCode> { send_status(c.get("u")).await }
trait SendExt { async fn send_ok(self) -> R<Response>; async fn send_text(self) -> R<String>; async fn send_unit(self) -> R<()>; }
impl SendExt for RequestBuilder {
    async fn send_ok(self) -> R<Response> { self.send().await.and_then(Response::error_for_status) }
    async fn send_text(self) -> R<String> { self.send_ok().await?.text().await }
    async fn send_unit(self) -> R<()> { self.send_ok().await.map(|_| ()) } //~ unclosed-response-body
}
async fn ext_leak(c: &Client) -> R<()> { let _ = c.get("u").send_ok().await?; Ok(()) } //~ unclosed-response-body
async fn ext_text(c: &Client) -> R<String> { c.get("u").send_text().await }
async fn ext_unit(c: &Client) -> R<()> { c.get("u").send_unit().await }
// enum by status
enum Reply { Ok(Response), Missing, Failed(u16) }
impl From<Response> for Reply { fn from(r: Response) -> Self { match r.status() { StatusCode::NOT_FOUND => Reply::Missing, s if s.is_success() => Reply::Ok(r), s => Reply::Failed(s.as_u16()) } } }
async fn reply_leak(c: &Client) -> R<bool> { Ok(matches!(Reply::from(c.get("u").send().await?), Reply::Ok(_))) } //~ unclosed-response-body
async fn reply_read(c: &Client) -> R<Option<String>> { match Reply::from(c.get("u").send().await?) { Reply::Ok(r) => Ok(Some(r.text().await?)), _ => Ok(None) } } //~low unclosed-response-body
async fn reply_into_leak(c: &Client) -> R<u16> { let x: Reply = c.get("u").send().await?.into(); Ok(match x { Reply::Failed(n) => n, _ => 0 }) } //~ unclosed-response-body
// Result<Response, Response>
fn split(r: Response) -> Result<Response, Response> { if r.status().is_success() { Ok(r) } else { Err(r) } }
async fn split_leak(c: &Client) -> R<bool> { Ok(split(c.get("u").send().await?).is_ok()) } //~ unclosed-response-body
async fn split_read(c: &Client) -> R<String> { match split(c.get("u").send().await?) { Ok(r) | Err(r) => r.text().await } }
async fn split_err_only(c: &Client) -> R<String> { match split(c.get("u").send().await?) { Ok(_) => Ok(String::new()), Err(r) => r.text().await } } //~ unclosed-response-body
async fn split_ok_only(c: &Client) -> R<String> { match split(c.get("u").send().await?) { Ok(r) => r.text().await, Err(_) => Ok(String::new()) } } //~low unclosed-response-body
// closures in variables and tables
async fn closure_var_leak(c: &Client) -> R<bool> { let ok = |r: Response| r.status().is_success(); Ok(ok(c.get("u").send().await?)) } //~ unclosed-response-body
async fn closure_var_read(c: &Client) -> R<String> { let text = |r: Response| r.text(); text(c.get("u").send().await?).await }
async fn fn_pointer_leak(c: &Client) -> R<bool> { fn ok(r: Response) -> bool { r.status().is_success() } let f: fn(Response) -> bool = ok; Ok(f(c.get("u").send().await?)) } //~ unclosed-response-body
async fn async_closure_leak(c: &Client) -> R<bool> { let get = async |u: &str| c.get(u).send().await; Ok(get("a").await?.status().is_success()) } //~ unclosed-response-body
async fn async_closure_read(c: &Client) -> R<String> { let get = async |u: &str| c.get(u).send().await; get("a").await?.text().await }
// shadowing
async fn shadow_leak(c: &Client) -> R<String> { let r = c.get("a").send().await?; let r = c.get(r.url().clone()).send().await?; r.text().await } //~ unclosed-response-body
async fn shadow_read(c: &Client) -> R<String> { let r = c.get("a").send().await?; let r = r.text().await?; Ok(r) }
async fn reassign_leak(c: &Client) -> R<String> { let mut r = c.get("a").send().await?; while r.status() == StatusCode::ACCEPTED { r = c.get("a").send().await?; } r.text().await } //~ unclosed-response-body
async fn reassign_read(c: &Client) -> R<String> { let mut r = c.get("a").send().await?; while r.status() == StatusCode::ACCEPTED { r.bytes().await?; r = c.get("a").send().await?; } r.text().await }
// redirects by hand
async fn redirect_low(c: &Client) -> R<String> { let mut u = "a".to_string(); loop { let r = c.get(&u).send().await?; if r.status().is_redirection() { u = r.headers()["location"].to_str().unwrap().into(); continue; } return r.text().await; } } //~low unclosed-response-body
// collections
async fn vec_push_read(c: &Client) -> R<usize> { let mut all = Vec::new(); for u in ["a", "b"] { all.push(c.get(u).send().await?); } let mut n = 0; for r in all { n += r.bytes().await?.len(); } Ok(n) }
async fn vec_push_leak(c: &Client) -> R<usize> { let mut all = Vec::new(); for u in ["a", "b"] { all.push(c.get(u).send().await?); } Ok(all.len()) } //~ unclosed-response-body
async fn map_read(c: &Client) -> R<usize> { let mut all = HashMap::new(); for u in ["a", "b"] { all.insert(u, c.get(u).send().await?); } let mut n = 0; for (_, r) in all { n += r.bytes().await?.len(); } Ok(n) }
async fn map_leak(c: &Client) -> R<usize> { let mut all = HashMap::new(); for u in ["a", "b"] { all.insert(u, c.get(u).send().await?); } Ok(all.values().filter(|r| r.status().is_success()).count()) } //~ unclosed-response-body
async fn queue_read(c: &Client) -> R<usize> { let mut q = VecDeque::new(); q.push_back(c.get("a").send().await?); let mut n = 0; while let Some(r) = q.pop_front() { n += r.bytes().await?.len(); } Ok(n) }
async fn queue_leak(c: &Client) -> R<usize> { let mut q = VecDeque::new(); q.push_back(c.get("a").send().await?); let mut n = 0; while let Some(r) = q.pop_front() { n += usize::from(r.status().as_u16()); } Ok(n) } //~ unclosed-response-body
// streams
async fn then_leak(c: &Client) -> Vec<bool> { stream::iter(["a", "b"]).then(|u| c.get(u).send()).map(|r| r.is_ok()).collect().await } //~ unclosed-response-body
async fn then_read(c: &Client) -> Vec<String> { stream::iter(["a", "b"]).then(|u| c.get(u).send()).and_then(|r| r.text()).map(|r| r.unwrap_or_default()).collect().await }
async fn for_each_leak(c: &Client) { stream::iter(["a", "b"]).for_each_concurrent(4, |u| async move { if let Err(e) = c.get(u).send().await { eprintln!("{e}"); } }).await } //~ unclosed-response-body
async fn try_for_each_read(c: &Client) -> R<()> { stream::iter(["a", "b"]).map(Ok).try_for_each(|u| async move { c.get(u).send().await?.bytes().await.map(drop) }).await }
// select
async fn select_leak(c: &Client) -> R<u16> { tokio::select! { r = c.get("a").send() => Ok(r?.status().as_u16()), _ = tokio::time::sleep(Duration::from_secs(1)) => Ok(0) } } //~ unclosed-response-body
async fn select_read(c: &Client) -> R<String> { tokio::select! { r = c.get("a").send() => r?.text().await, _ = tokio::time::sleep(Duration::from_secs(1)) => Ok(String::new()) } }
async fn race_leak(c: &Client) -> R<u16> { let (r, _) = future::select_ok([c.get("a").send().boxed(), c.get("b").send().boxed()]).await?; Ok(r.status().as_u16()) } //~ unclosed-response-body
async fn race_read(c: &Client) -> R<String> { let (r, _) = future::select_ok([c.get("a").send().boxed(), c.get("b").send().boxed()]).await?; r.text().await }
async fn timeout_leak(c: &Client) -> Option<bool> { let r = tokio::time::timeout(Duration::from_secs(1), c.get("a").send()).await.ok()?.ok()?; Some(r.status().is_success()) } //~ unclosed-response-body
async fn timeout_flatten_read(c: &Client) -> Option<String> { match tokio::time::timeout(Duration::from_secs(1), c.get("a").send()).await { Ok(Ok(r)) => r.text().await.ok(), Ok(Err(_)) | Err(_) => None } }
async fn timeout_one_arm(c: &Client) -> Option<String> { match tokio::time::timeout(Duration::from_secs(1), c.get("a").send()).await { Ok(Ok(r)) if r.content_length() > Some(0) => r.text().await.ok(), Ok(Ok(_)) => Some(String::new()), _ => None } } //~ unclosed-response-body
async fn map_read_by_pair(c: &Client) -> R<usize> { let mut all = HashMap::new(); for u in ["a", "b"] { all.insert(u, c.get(u).send().await?); } let mut n = 0; for (_, r) in all { n += r.bytes().await?.len(); } Ok(n) }
async fn map_read2(c: &Client) -> R<usize> { let mut all = HashMap::new(); for u in ["a", "b"] { all.insert(u, c.get(u).send().await?); } let mut n = 0; for r in all.into_values() { n += r.bytes().await?.len(); } Ok(n) }
async fn map_read3(c: &Client) -> R<usize> { let mut all = HashMap::new(); for u in ["a", "b"] { let r = c.get(u).send().await?; all.insert(u, r); } let mut n = 0; for (k, r) in all { n += k.len() + r.bytes().await?.len(); } Ok(n) }
async fn map_read4(c: &Client) -> R<usize> { let mut all: BTreeMap<&str, reqwest::Response> = BTreeMap::new(); for u in ["a", "b"] { let r = c.get(u).send().await?; all.insert(u, r); } let mut n = 0; for (k, r) in all { n += k.len() + r.bytes().await?.len(); } Ok(n) }
async fn map_read5(c: &Client) -> R<usize> { let mut all: HashMap<&str, reqwest::Response> = HashMap::new(); all.insert("a", c.get("a").send().await?); let mut n = 0; for (k, r) in all { n += k.len() + r.bytes().await?.len(); } Ok(n) }
