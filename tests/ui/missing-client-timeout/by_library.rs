//! The clients of each library with and without a bound, and the ways a builder travels.

use std::time::Duration;
use std::sync::{Arc, LazyLock, OnceLock};
const T: Duration = Duration::from_secs(5);

// reqwest
fn rq_new() -> reqwest::Client { reqwest::Client::new() } //~ missing-client-timeout
fn rq_builder() -> reqwest::Client { reqwest::Client::builder().gzip(true).build().unwrap() } //~ missing-client-timeout
fn rq_connect() -> reqwest::Client { reqwest::Client::builder().connect_timeout(T).build().unwrap() } //~ missing-client-timeout
fn rq_total() -> reqwest::Client { reqwest::Client::builder().connect_timeout(T).timeout(T).build().unwrap() }
fn rq_read() -> reqwest::Client { reqwest::Client::builder().read_timeout(T).build().unwrap() }
fn rq_idle() -> reqwest::Client { reqwest::Client::builder().pool_idle_timeout(T).tcp_keepalive(T).build().unwrap() } //~ missing-client-timeout
fn rq_blocking() -> reqwest::blocking::Client { reqwest::blocking::Client::new() }
fn rq_blocking_off() -> reqwest::blocking::Client { reqwest::blocking::Client::builder().timeout(None).build().unwrap() } //~ missing-client-timeout
fn rq_blocking_set() -> reqwest::blocking::Client { reqwest::blocking::Client::builder().timeout(Some(T)).build().unwrap() }
async fn rq_get() { let _ = reqwest::get("u").await.unwrap().text().await; } //~ missing-client-timeout
async fn rq_get_limited() { let _ = tokio::time::timeout(T, async { reqwest::get("u").await.unwrap().text().await }).await; }
static RQ: LazyLock<reqwest::Client> = LazyLock::new(|| reqwest::Client::builder().build().unwrap()); //~ missing-client-timeout
static RQ_T: LazyLock<reqwest::Client> = LazyLock::new(|| reqwest::Client::builder().timeout(T).build().unwrap());
static ONCE: OnceLock<reqwest::Client> = OnceLock::new();
fn once() -> &'static reqwest::Client { ONCE.get_or_init(reqwest::Client::new) } //~ missing-client-timeout
static ONCE_T: OnceLock<reqwest::Client> = OnceLock::new();
fn once_t() -> &'static reqwest::Client { ONCE_T.get_or_init(|| reqwest::ClientBuilder::new().timeout(T).build().unwrap()) }
thread_local! { static TL: reqwest::Client = reqwest::Client::new(); } //~ missing-client-timeout
async fn use_statics() { RQ.get("u").send().await.unwrap().text().await; RQ_T.get("u").send().await.unwrap().text().await; once().get("u").send().await.unwrap().text().await; once_t().get("u").send().await.unwrap().text().await; }
// middleware
fn mw_open() -> reqwest_middleware::ClientWithMiddleware { reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).build() } //~ missing-client-timeout
fn mw_bounded() -> reqwest_middleware::ClientWithMiddleware { reqwest_middleware::ClientBuilder::new(rq_total()).build() }
fn mw_into() -> reqwest_middleware::ClientWithMiddleware { reqwest::Client::builder().timeout(T).build().unwrap().into() }
// hyper-util legacy
fn hy_open() -> hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, http_body_util::Full<bytes::Bytes>> { hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http() } //~ missing-client-timeout
async fn hy_under(u: http::Uri) { let c: hyper_util::client::legacy::Client<_, http_body_util::Full<bytes::Bytes>> = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http(); let _ = tokio::time::timeout(T, c.get(u)).await; } //~low unclosed-response-body
// tonic
async fn tn_open() -> tonic::transport::Channel { tonic::transport::Channel::from_static("http://a").connect().await.unwrap() } //~ missing-client-timeout
async fn tn_timeout() -> tonic::transport::Channel { tonic::transport::Channel::from_static("http://a").timeout(T).connect().await.unwrap() }
async fn tn_connect_only() -> tonic::transport::Channel { tonic::transport::Endpoint::from_static("http://a").connect_timeout(T).connect().await.unwrap() } //~ missing-client-timeout
fn tn_lazy() -> tonic::transport::Channel { tonic::transport::Endpoint::from_shared("http://a".to_string()).unwrap().connect_lazy() } //~ missing-client-timeout
fn tn_balance(e: Vec<String>) -> tonic::transport::Channel { tonic::transport::Channel::balance_list(e.into_iter().map(|u| tonic::transport::Endpoint::from_shared(u).unwrap().timeout(T))) }
// ureq 3
fn ur_agent() -> ureq::Agent { ureq::Agent::new_with_defaults() } //~ missing-client-timeout
fn ur_cfg() -> ureq::Agent { ureq::Agent::config_builder().timeout_global(Some(T)).build().new_agent() }
fn ur_cfg_connect() -> ureq::Agent { ureq::Agent::config_builder().timeout_connect(Some(T)).build().new_agent() } //~ missing-client-timeout
fn ur_cfg_recv() -> ureq::Agent { ureq::Agent::config_builder().timeout_recv_response(Some(T)).timeout_recv_body(Some(T)).build().into() }
fn ur_call() { let _ = ureq::get("u").call().unwrap().into_body().read_to_string(); } //~ missing-client-timeout
fn ur_call_cfg() { let _ = ureq::get("u").config().timeout_global(Some(T)).build().call().unwrap().into_body().read_to_string(); }
// isahc
fn is_new() -> isahc::HttpClient { isahc::HttpClient::new().unwrap() } //~ missing-client-timeout
fn is_timeout() -> isahc::HttpClient { use isahc::config::Configurable; isahc::HttpClient::builder().timeout(T).build().unwrap() }
fn is_connect() -> isahc::HttpClient { use isahc::config::Configurable; isahc::HttpClient::builder().connect_timeout(T).build().unwrap() } //~ missing-client-timeout
// surf
fn sf_new() -> surf::Client { surf::Client::new() } //~ missing-client-timeout
fn sf_cfg() -> surf::Client { surf::Config::new().set_timeout(Some(T)).try_into().unwrap() }
fn sf_none() -> surf::Client { surf::Config::new().set_timeout(None).try_into().unwrap() } //~ missing-client-timeout
// awc
fn aw_default() -> awc::Client { awc::Client::default() }
fn aw_off() -> awc::Client { awc::Client::builder().disable_timeout().finish() } //~ missing-client-timeout
fn aw_set() -> awc::Client { awc::Client::builder().timeout(T).finish() }
// websockets
async fn ws_connect() { let _ = tokio_tungstenite::connect_async("ws://a").await; } //~ missing-client-timeout
async fn ws_limited() { let _ = tokio::time::timeout(T, tokio_tungstenite::connect_async("ws://a")).await; }
// low: databases and the like
async fn redis_open() { let _ = redis::Client::open("redis://a").unwrap().get_multiplexed_async_connection().await; }
async fn pg_open() { let _ = tokio_postgres::connect("host=a", tokio_postgres::NoTls).await; } //~low missing-client-timeout
async fn sqlx_open() { let _ = sqlx::PgPool::connect("postgres://a").await; } //~low missing-client-timeout
async fn mongo_open() { let _ = mongodb::Client::with_uri_str("mongodb://a").await; } //~low missing-client-timeout
async fn tcp_open() { let _ = tokio::net::TcpStream::connect("a:1").await; } //~low missing-client-timeout
async fn tcp_limited() { let _ = tokio::time::timeout(T, tokio::net::TcpStream::connect("a:1")).await; }
// loops and ifs
fn fold(opts: &[(String, String)]) -> reqwest::Client { let mut b = reqwest::Client::builder(); for (k, v) in opts { b = b.user_agent(v); } b.build().unwrap() } //~ missing-client-timeout
fn fold_with(opts: &[(String, u64)]) -> reqwest::Client { let mut b = reqwest::Client::builder(); for (k, v) in opts { if k == "timeout" { b = b.timeout(Duration::from_secs(*v)); } } b.build().unwrap() }
fn opt_and_then(t: Option<u64>) -> reqwest::Client { let b = reqwest::Client::builder(); let b = match t { Some(t) => b.timeout(Duration::from_secs(t)), None => b }; b.build().unwrap() }
fn opt_wrong_method(t: Option<u64>) -> reqwest::Client { let b = reqwest::Client::builder(); let b = match t { Some(t) => b.connect_timeout(Duration::from_secs(t)), None => b }; b.build().unwrap() } //~ missing-client-timeout
fn shadowed_back() -> reqwest::Client { let b = reqwest::Client::builder(); { let b = b; b.timeout(T).build().unwrap() } }
// The two builders begin at one place: a bound on one counts for both.
fn fn_a_closure_that_begins_two_builders() -> (reqwest::Client, reqwest::Client) { let b = || reqwest::Client::builder(); (b().timeout(T).build().unwrap(), b().build().unwrap()) }
struct Cfg { timeout: Option<Duration>, agent: String }
impl Default for Cfg { fn default() -> Self { Cfg { timeout: Some(T), agent: "a".into() } } }
impl Cfg {
    fn client(&self) -> reqwest::Client { let mut b = reqwest::Client::builder().user_agent(self.agent.clone()); if let Some(t) = self.timeout { b = b.timeout(t); } b.build().unwrap() }
    fn client_unset(&self) -> reqwest::Client { let mut b = reqwest::Client::builder().user_agent(self.agent.clone()); if self.timeout.is_some() { b = b.no_proxy(); } b.build().unwrap() } //~ missing-client-timeout
}
struct Builder { inner: reqwest::ClientBuilder }
impl Builder {
    fn new() -> Self { Builder { inner: reqwest::Client::builder() } } //~ missing-client-timeout
    fn agent(mut self, a: &str) -> Self { self.inner = self.inner.user_agent(a); self }
    fn finish(self) -> reqwest::Client { self.inner.build().unwrap() }
}
struct BuilderT { inner: reqwest::ClientBuilder }
impl BuilderT {
    fn new() -> Self { BuilderT { inner: reqwest::Client::builder() } }
    fn limit(mut self, d: Duration) -> Self { self.inner = self.inner.timeout(d); self }
    fn finish(self) -> reqwest::Client { self.inner.build().unwrap() }
}
fn builders() -> (reqwest::Client, reqwest::Client) { (Builder::new().agent("x").finish(), BuilderT::new().limit(T).finish()) }
trait WithDefaults { fn with_defaults(self) -> Self; }
impl WithDefaults for reqwest::ClientBuilder { fn with_defaults(self) -> Self { self.timeout(T).connect_timeout(T) } }
fn ext_defaults() -> reqwest::Client { reqwest::Client::builder().with_defaults().build().unwrap() }
trait Plain { fn plain(self) -> Self; }
impl Plain for reqwest::ClientBuilder { fn plain(self) -> Self { self.connect_timeout(T) } }
fn ext_plain() -> reqwest::Client { reqwest::Client::builder().plain().build().unwrap() } //~ missing-client-timeout
// requests
async fn each_request(c: &reqwest::Client) {}
struct Svc { http: reqwest::Client }
impl Svc {
    fn new() -> Self { Svc { http: reqwest::Client::new() } }
    async fn a(&self) { self.http.get("a").timeout(T).send().await.unwrap().text().await.unwrap(); }
    async fn b(&self) { self.http.post("b").timeout(T).send().await.unwrap().text().await.unwrap(); }
}
struct Svc2 { http: reqwest::Client }
impl Svc2 {
    fn new() -> Self { Svc2 { http: reqwest::Client::new() } } //~ missing-client-timeout
    async fn a(&self) { self.http.get("a").timeout(T).send().await.unwrap().text().await.unwrap(); }
    async fn b(&self) { self.http.post("b").send().await.unwrap().text().await.unwrap(); }
}
struct Svc3 { http: reqwest::Client }
impl Svc3 {
    fn new() -> Self { Svc3 { http: reqwest::Client::new() } }
    fn req(&self, u: &str) -> reqwest::RequestBuilder { self.http.get(u).timeout(T) }
    async fn a(&self) { self.req("a").send().await.unwrap().text().await.unwrap(); }
    async fn b(&self) { self.req("b").header("x", "y").send().await.unwrap().text().await.unwrap(); }
}
struct Svc4 { http: reqwest::Client }
impl Svc4 {
    fn new() -> Self { Svc4 { http: reqwest::Client::new() } } //~ missing-client-timeout
    fn req(&self, u: &str) -> reqwest::RequestBuilder { self.http.get(u).header("a", "b") }
    async fn a(&self) { self.req("a").send().await.unwrap().text().await.unwrap(); }
}
struct Svc5 { http: reqwest::Client }
impl Svc5 {
    fn new() -> Self { Svc5 { http: reqwest::Client::new() } }
    async fn send(&self, r: reqwest::RequestBuilder) -> String { tokio::time::timeout(T, async { r.send().await.unwrap().text().await.unwrap() }).await.unwrap() }
    async fn a(&self) { self.send(self.http.get("a")).await; }
}
