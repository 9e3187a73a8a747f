//! Structs that are filled up from a default, services of tower, maps and tuples of clients, builders behind macros and traits.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;
use reqwest::{Client, ClientBuilder, Error};
const T: Duration = Duration::from_secs(5);
const NEVER: Option<Duration> = None;
// options struct with update syntax
struct Opts { timeout: Option<Duration>, agent: String, gzip: bool }
impl Default for Opts { fn default() -> Self { Opts { timeout: Some(T), agent: String::new(), gzip: true } } }
fn from_opts(o: Opts) -> Client { let mut b = Client::builder().gzip(o.gzip); if let Some(t) = o.timeout { b = b.timeout(t); } b.build().unwrap() }
fn opts_default() -> Client { from_opts(Opts { agent: "a".into(), ..Default::default() }) }
// wrapper with update syntax
#[derive(Default, Clone)]
struct Api { client: Client, base: String, retries: u32 }
fn api_update() -> Api { Api { base: "b".into(), ..Api::default() } } //~ missing-client-timeout
fn api_update_default() -> Api { Api { base: "b".into(), retries: 3, ..Default::default() } } //~ missing-client-timeout
fn api_given() -> Api { Api { client: Client::builder().timeout(T).build().unwrap(), ..Default::default() } }
fn api_clone_update(a: &Api) -> Api { Api { base: "c".into(), ..a.clone() } }
async fn use_api(a: &Api) -> Result<String, Error> { a.client.get(&a.base).send().await?.text().await }
// nested derive
#[derive(Default)]
struct Outer { api: Api, n: u8 }
fn outer_default() -> Outer { Outer::default() } //~ missing-client-timeout
fn outer_update() -> Outer { Outer { n: 1, ..Default::default() } } //~ missing-client-timeout
fn outer_update_given() -> Outer { Outer { api: api_given(), ..Default::default() } }
// tower
async fn oneshot_open(r: http::Request<http_body_util::Full<bytes::Bytes>>) { use tower::ServiceExt; let c = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http(); let _ = c.oneshot(r).await; } //~ missing-client-timeout
async fn oneshot_limited(r: http::Request<http_body_util::Full<bytes::Bytes>>) { use tower::ServiceExt; let c = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http(); let _ = tokio::time::timeout(T, c.oneshot(r)).await; }
async fn layered_oneshot(r: http::Request<http_body_util::Full<bytes::Bytes>>) { use tower::ServiceExt; let c = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http(); let s = tower::ServiceBuilder::new().timeout(T).service(c); let _ = s.oneshot(r).await; }
async fn layered_oneshot_open(r: http::Request<http_body_util::Full<bytes::Bytes>>) { use tower::ServiceExt; let c = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http(); let s = tower::ServiceBuilder::new().concurrency_limit(3).service(c); let _ = s.oneshot(r).await; } //~ missing-client-timeout
// maps of clients
struct Pool { by_host: HashMap<String, Client> }
impl Pool {
    fn get(&mut self, h: &str) -> &Client { self.by_host.entry(h.into()).or_insert_with(|| Client::builder().user_agent("x").build().unwrap()) } //~ missing-client-timeout
}
struct PoolT { by_host: HashMap<String, Client> }
impl PoolT {
    fn get(&mut self, h: &str) -> &Client { self.by_host.entry(h.into()).or_insert_with(|| Client::builder().timeout(T).build().unwrap()) }
}
async fn pools(p: &mut Pool, q: &mut PoolT) { p.get("a").get("u").send().await.unwrap().text().await.unwrap(); q.get("a").get("u").send().await.unwrap().text().await.unwrap(); }
// arrays and tuples
fn both() -> (Client, Client) { let slow = Client::builder().timeout(Duration::from_secs(60)).build().unwrap(); let fast = Client::builder().connect_timeout(T).build().unwrap(); (slow, fast) } //~ missing-client-timeout
fn many(n: usize) -> Vec<Client> { (0..n).map(|_| Client::builder().timeout(T).build().unwrap()).collect() }
fn many_open(n: usize) -> Vec<Client> { (0..n).map(|_| Client::new()).collect() } //~ missing-client-timeout
// method chain in closure
fn tuned(f: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Client { f(Client::builder()).build().unwrap() }
fn tuned_limited() -> Client { tuned(|b| b.timeout(T)) }
// const none
fn const_none() -> reqwest::blocking::Client { reqwest::blocking::Client::builder().timeout(NEVER).build().unwrap() } //~ missing-client-timeout
fn blocking_update() -> reqwest::blocking::Client { let b = reqwest::blocking::Client::builder(); let b = b.timeout(None); b.timeout(T).build().unwrap() }
// error paths
fn fallible() -> Result<Client, Error> { let mut b = Client::builder(); b = b.https_only(true); let b = b.timeout(T); Ok(b.build()?) }
fn bounded_or_default() -> Client { Client::builder().timeout(T).build().unwrap_or_default() }
fn fallible_expect() -> Client { Client::builder().https_only(true).build().expect("client") } //~ missing-client-timeout
// macro
macro_rules! client { ($($m:ident($a:expr)),*) => { Client::builder()$(.$m($a))*.build().unwrap() }; }
fn macro_limited() -> Client { client!(timeout(T), gzip(true)) }
fn macro_open() -> Client { client!(gzip(true)) } //~ missing-client-timeout
// generic over a trait of builders
trait Limits: Sized { fn limit(self, t: Duration) -> Self; fn maybe(self, t: Option<Duration>) -> Self { match t { Some(t) => self.limit(t), None => self } } }
impl Limits for ClientBuilder { fn limit(self, t: Duration) -> Self { self.timeout(t) } }
fn maybe_limited(t: Option<Duration>) -> Client { Client::builder().maybe(t).build().unwrap() }
fn limit_generic<B: Limits>(b: B) -> B { b.limit(T) }
fn generic_limited() -> Client { limit_generic(Client::builder()).build().unwrap() }
// requests
async fn req_version(c: Client) {}
async fn own_client_each_limited(u: &str) -> Result<String, Error> { let c = Client::new(); c.get(u).timeout(T).send().await?.text().await }
async fn own_client_each(u: &str) -> Result<String, Error> { let c = Client::new(); c.get(u).header("a", "b").send().await?.text().await } //~ missing-client-timeout
async fn own_client_one_of_two(u: &str) -> Result<String, Error> { let c = Client::new(); c.get(u).timeout(T).send().await?.text().await?; c.get(u).send().await?.text().await } //~ missing-client-timeout
async fn build_request(u: &str) -> Result<String, Error> { let c = Client::new(); let mut r = c.get(u).build()?; *r.timeout_mut() = Some(T); c.execute(r).await?.text().await }
async fn under(u: &str) -> Option<String> { let c = Client::new(); tokio::time::timeout(T, async { c.get(u).send().await.ok()?.text().await.ok() }).await.ok().flatten() }
async fn under_select(u: &str) -> Option<String> { let c = Client::new(); tokio::select! { r = async { c.get(u).send().await.ok()?.text().await.ok() } => r, _ = tokio::time::sleep(T) => None } }
async fn under_future_var(u: &str) -> Option<String> { let c = Client::new(); let f = async { c.get(u).send().await.ok()?.text().await.ok() }; tokio::pin!(f); tokio::time::timeout(T, &mut f).await.ok().flatten() }
