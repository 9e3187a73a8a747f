//! Timeouts of the requests of a client, and around them.
use std::time::Duration;
use std::sync::Arc;
use reqwest::{Client, Request, RequestBuilder, Method, Response};
type R<T> = Result<T, reqwest::Error>;
const T: Duration = Duration::from_secs(3);

pub async fn req_later() -> R<String> {
    let c = Client::new();
    let req = c.get("u");
    let req = req.timeout(T);
    req.send().await?.text().await
}
pub async fn req_later_open() -> R<String> {
    let c = Client::new(); //~ missing-client-timeout
    let req = c.get("u");
    let req = req.header("a", "b");
    req.send().await?.text().await
}
pub async fn req_if(o: Option<Duration>) -> R<String> {
    let c = Client::new();
    let mut req = c.get("u");
    if let Some(t) = o { req = req.timeout(t); }
    req.send().await?.text().await
}
pub async fn timeout_mut() -> R<String> {
    let c = Client::new();
    let mut req = c.get("u").build()?;
    *req.timeout_mut() = Some(T);
    c.execute(req).await?.text().await
}
pub async fn timeout_mut_none() -> R<String> {
    let c = Client::new(); //~ missing-client-timeout
    let mut req = c.get("u").build()?;
    *req.timeout_mut() = None;
    c.execute(req).await?.text().await
}
pub async fn execute_new() -> R<String> {
    let c = Client::new(); //~ missing-client-timeout
    let req = Request::new(Method::GET, "http://u".parse().unwrap());
    c.execute(req).await?.text().await
}
pub async fn execute_builder_bounded() -> R<String> {
    let c = Client::new();
    let req = c.get("u").timeout(T).build()?;
    c.execute(req).await?.text().await
}
fn prep(r: RequestBuilder) -> RequestBuilder { r.timeout(T).header("a", "b") }
fn prep_open(r: RequestBuilder) -> RequestBuilder { r.header("a", "b") }
pub async fn via_helper() -> R<String> {
    let c = Client::new();
    prep(c.get("u")).send().await?.text().await
}
pub async fn via_helper_open() -> R<String> {
    let c = Client::new(); //~ missing-client-timeout
    prep_open(c.get("u")).send().await?.text().await
}
async fn run(r: RequestBuilder) -> R<Response> { r.timeout(T).send().await }
async fn run_open(r: RequestBuilder) -> R<Response> { r.send().await }
pub async fn sent_by_helper() -> R<String> { let c = Client::new(); run(c.post("u")).await?.text().await }
pub async fn sent_by_helper_open() -> R<String> { let c = Client::new(); run_open(c.post("u")).await?.text().await } //~ missing-client-timeout
trait Ext { fn limited(self) -> Self; }
impl Ext for RequestBuilder { fn limited(self) -> Self { self.timeout(T) } }
pub async fn ext() -> R<String> { Client::new().get("u").limited().send().await?.text().await }
pub async fn tokio_timeout() -> Option<String> {
    let c = Client::new();
    tokio::time::timeout(T, async move { c.get("u").send().await?.text().await }).await.ok()?.ok()
}
pub async fn tokio_timeout_some() -> Option<String> {
    let c = Client::new(); //~ missing-client-timeout
    let _ = tokio::time::timeout(T, c.get("u").send()).await; //~ unclosed-response-body
    c.get("v").send().await.ok()?.text().await.ok()
}
pub async fn tokio_timeout_var() -> Option<String> {
    let c = Client::new();
    let fut = c.get("u").send();
    tokio::time::timeout(T, fut).await.ok()?.ok()?.text().await.ok()
}
pub async fn tokio_select() -> Option<String> {
    let c = Client::new();
    tokio::select! {
        r = c.get("u").send() => r.ok()?.text().await.ok(),
        _ = tokio::time::sleep(T) => None,
    }
}
pub async fn tokio_select_no() -> Option<String> {
    let c = Client::new(); //~ missing-client-timeout
    tokio::select! {
        r = c.get("u").send() => r.ok()?.text().await.ok(),
        r = c.get("v").send() => r.ok()?.text().await.ok(),
    }
}
async fn fetch(c: &Client, u: &str) -> R<String> { c.get(u).send().await?.text().await }
pub async fn helper_under_timeout() -> Option<String> {
    let c = Client::new();
    tokio::time::timeout(T, fetch(&c, "u")).await.ok()?.ok()
}
async fn fetch2(c: &Client, u: &str) -> R<String> { c.get(u).send().await?.text().await }
pub async fn helper_some() -> Option<String> {
    let c = Client::new(); //~ missing-client-timeout
    let _ = tokio::time::timeout(T, fetch2(&c, "u")).await.ok()?.ok();
    fetch2(&c, "u").await.ok()
}
async fn make_and_fetch(u: &str) -> R<String> { Client::new().get(u).send().await?.text().await }
pub async fn caller_bounds() -> Option<String> { tokio::time::timeout(T, make_and_fetch("u")).await.ok()?.ok() }
async fn make_and_fetch2(u: &str) -> R<String> { Client::new().get(u).send().await?.text().await } //~ missing-client-timeout
pub async fn caller_bounds_not() -> Option<String> { make_and_fetch2("u").await.ok() }
async fn one_shot_helper(u: &str) -> R<String> { reqwest::get(u).await?.text().await }
pub async fn one_shot_bounded() -> Option<String> { tokio::time::timeout(T, one_shot_helper("u")).await.ok()?.ok() }
pub async fn one_shot_direct() -> Option<Response> { tokio::time::timeout(T, reqwest::get("u")).await.ok()?.ok() }
pub async fn one_shot_open() -> R<Response> { reqwest::get("u").await } //~ missing-client-timeout
pub async fn one_shot_join() { let _ = futures::future::join_all(["a", "b"].map(|u| reqwest::get(u))).await; } //~ missing-client-timeout //~low unclosed-response-body
pub async fn one_shot_path() { let f = reqwest::get::<&str>; let _ = f("u").await; } //~ missing-client-timeout //~low unclosed-response-body
pub async fn spawned() { let c = Client::new(); tokio::spawn(async move { let _ = c.get("u").send().await; }); } //~ missing-client-timeout //~low unclosed-response-body
pub async fn spawned_bounded() { let c = Client::new(); tokio::spawn(async move { let _ = tokio::time::timeout(T, c.get("u").send()).await; }); } //~low unclosed-response-body
pub async fn ref_passed() -> R<String> { let c = Arc::new(Client::new()); inner(&c).await } //~ missing-client-timeout
async fn inner(c: &Client) -> R<String> { c.get("u").send().await?.text().await }
pub async fn ref_passed_b() -> R<String> { let c = Arc::new(Client::new()); inner_b(&c).await }
async fn inner_b(c: &Client) -> R<String> { c.get("u").timeout(T).send().await?.text().await }
pub async fn generic_unknown() { let c = Client::new(); other::use_client(c).await; } //~ missing-client-timeout
pub async fn generic_method() { let c = Client::new(); other::Thing::new().with_client(c).go().await; } //~ missing-client-timeout
pub async fn request_method() -> R<String> { let c = Client::new(); c.request(Method::PUT, "u").timeout(T).send().await?.text().await }
pub async fn try_clone() -> R<String> { let c = Client::new(); let r = c.get("u").timeout(T); let r2 = r.try_clone().unwrap(); r2.send().await?.text().await }
pub async fn loop_retry() -> R<String> { let c = Client::new(); loop { match c.get("u").timeout(T).send().await { Ok(r) => return r.text().await, Err(_) => continue } } }
pub async fn loop_retry_open() -> R<String> { let c = Client::new(); loop { match c.get("u").send().await { Ok(r) => return r.text().await, Err(_) => continue } } } //~ missing-client-timeout
pub fn make_request(c: &Client) -> RequestBuilder { c.get("u").timeout(T) }
pub async fn made_elsewhere() -> R<String> { let c = Client::new(); make_request(&c).send().await?.text().await }
pub fn make_request_o(c: &Client) -> RequestBuilder { c.get("u") }
pub async fn made_elsewhere_b() -> R<String> { let c = Client::new(); make_request_o(&c).timeout(T).send().await?.text().await }
pub fn make_request_p(c: &Client) -> RequestBuilder { c.get("u") }
pub async fn made_elsewhere_o() -> R<String> { let c = Client::new(); make_request_p(&c).send().await?.text().await } //~ missing-client-timeout
pub async fn futures_timeout() -> Option<String> {
    use tokio_stream::StreamExt; let c = Client::new();
    tokio::time::timeout_at(tokio::time::Instant::now() + T, c.get("u").send()).await.ok()?.ok()?.text().await.ok()
}
macro_rules! get { ($c:expr, $u:expr) => { $c.get($u).timeout(T).send().await } }
pub async fn in_macro() -> R<String> { let c = Client::new(); get!(c, "u")?.text().await }
macro_rules! get_open { ($c:expr, $u:expr) => { $c.get($u).send().await } }
pub async fn in_macro_open() -> R<String> { let c = Client::new(); get_open!(c, "u")?.text().await } //~ missing-client-timeout
pub async fn debug_printed() -> R<String> { let c = Client::new(); println!("{c:?}"); tracing::info!(?c, "x"); c.get("u").timeout(T).send().await?.text().await }
