//! Settings, own builders, statics and wrappers that a client is made with.
use std::sync::{Arc, OnceLock, LazyLock};
use std::time::Duration;
use reqwest::{Client, ClientBuilder};
const T: Duration = Duration::from_secs(3);
pub mod settings { #[derive(Clone, Default)] pub struct Http { pub timeout_ms: Option<u64>, pub connect_ms: u64, pub proxy: Option<String> } }
use settings::Http;
// settings to builder
impl TryFrom<&Http> for ClientBuilderWrap { type Error = reqwest::Error; fn try_from(h: &Http) -> Result<Self, reqwest::Error> { let mut b = Client::builder().connect_timeout(Duration::from_millis(h.connect_ms)); if let Some(t) = h.timeout_ms { b = b.timeout(Duration::from_millis(t)); } Ok(Self(b)) } }
pub struct ClientBuilderWrap(ClientBuilder);
pub fn wrap_build(h: &Http) -> Result<Client, reqwest::Error> { ClientBuilderWrap::try_from(h)?.0.build() }
// own builder type
#[derive(Default)] pub struct MyBuilder { inner: ClientBuilder }
impl MyBuilder { pub fn new() -> Self { Self { inner: Client::builder() } } pub fn limit(mut self, d: Duration) -> Self { self.inner = self.inner.timeout(d); self } pub fn agent(mut self, a: &str) -> Self { self.inner = self.inner.user_agent(a); self } pub fn build(self) -> reqwest::Result<Client> { self.inner.build() } }
pub fn my_limited() -> reqwest::Result<Client> { MyBuilder::new().limit(T).build() }
pub mod agent_only { use super::*; pub struct B { inner: ClientBuilder } impl B { pub fn new() -> Self { Self { inner: Client::builder() } } pub fn agent(mut self, a: &str) -> Self { self.inner = self.inner.user_agent(a); self } pub fn build(self) -> reqwest::Result<Client> { self.inner.build() } } //~ missing-client-timeout
 pub fn go() -> reqwest::Result<Client> { B::new().agent("x").build() } }
// let-else / match / nested
pub fn let_else(h: &Http) -> reqwest::Result<Client> { let Some(t) = h.timeout_ms else { return Client::builder().timeout(T).build() }; Client::builder().timeout(Duration::from_millis(t)).build() }
pub fn let_else_none(h: &Http) -> reqwest::Result<Client> { let Some(p) = &h.proxy else { return Client::builder().build() }; Client::builder().timeout(T).proxy(reqwest::Proxy::all(p)?).build() } //~ missing-client-timeout
pub fn option_and_then(h: &Http) -> reqwest::Result<Client> { let b = Client::builder(); let b = if let Some(ms) = h.timeout_ms.filter(|n| *n > 0) { b.timeout(Duration::from_millis(ms)) } else { b }; b.build() }
pub fn option_timeout_unwrap_or(h: &Http) -> reqwest::Result<Client> { Client::builder().timeout(Duration::from_millis(h.timeout_ms.unwrap_or(1000))).build() }
pub fn connect_in_if(h: &Http) -> reqwest::Result<Client> { let mut b = Client::builder(); if h.connect_ms > 0 { b = b.connect_timeout(Duration::from_millis(h.connect_ms)); } b.build() } //~ missing-client-timeout
pub fn tcp_keepalive() -> reqwest::Result<Client> { Client::builder().tcp_keepalive(T).http2_keep_alive_timeout(T).http2_keep_alive_interval(T).build() } //~ missing-client-timeout
pub fn pipe<F: FnOnce(ClientBuilder) -> ClientBuilder>(b: ClientBuilder, f: F) -> ClientBuilder { f(b) }
pub fn piped() -> reqwest::Result<Client> { pipe(Client::builder(), |b| b.timeout(T)).build() }
pub fn reduce() -> reqwest::Result<Client> { [1u8, 2].iter().fold(Client::builder(), |b, _| b.user_agent("x")).build() } //~ missing-client-timeout
pub fn mem_take() -> reqwest::Result<Client> { let mut b = Client::builder(); b = std::mem::take(&mut b).timeout(T); b.build() }
pub fn boxed_fns(fs: Vec<Box<dyn Fn(ClientBuilder) -> ClientBuilder>>) -> reqwest::Result<Client> { let mut b = Client::builder(); for f in &fs { b = f(b); } b.build() }
// Default derive of wrapper
#[derive(Default, Clone)] pub struct Derived { http: Client, base: String }
impl Derived { pub async fn go(&self) -> reqwest::Result<String> { self.http.get(&self.base).send().await?.text().await } }
pub fn derived() -> Derived { Derived::default() } //~ missing-client-timeout
#[derive(Default, Clone)] pub struct DerivedT { http: Client, base: String }
impl DerivedT { pub async fn go(&self) -> reqwest::Result<String> { self.http.get(&self.base).timeout(T).send().await?.text().await } }
pub fn derived_t() -> DerivedT { DerivedT::default() }
// statics
static POOL: OnceLock<Arc<Client>> = OnceLock::new();
pub fn pool() -> Arc<Client> { POOL.get_or_init(|| Arc::new(Client::builder().pool_max_idle_per_host(8).build().unwrap())).clone() } //~ missing-client-timeout
pub async fn pool_use() -> reqwest::Result<()> { pool().get("u").send().await?.bytes().await?; Ok(()) }
static POOL2: tokio::sync::OnceCell<Client> = tokio::sync::OnceCell::const_new();
pub async fn pool2() -> &'static Client { POOL2.get_or_init(|| async { Client::new() }).await } //~ missing-client-timeout
pub async fn pool2_use() -> reqwest::Result<()> { pool2().await.get("u").send().await?.bytes().await?; Ok(()) }
static POOL3: LazyLock<Client> = LazyLock::new(make3);
fn make3() -> Client { Client::builder().timeout(T).build().unwrap() }
pub async fn pool3_use() -> reqwest::Result<()> { POOL3.get("u").send().await?.bytes().await?; Ok(()) }
static POOL4: LazyLock<Client> = LazyLock::new(make4);
fn make4() -> Client { Client::builder().build().unwrap() } //~ missing-client-timeout
pub async fn pool4_use() -> reqwest::Result<()> { POOL4.get("u").send().await?.bytes().await?; Ok(()) }
// default headers + timeouts on request through trait extension
trait Timed { fn timed(self) -> Self; }
impl Timed for reqwest::RequestBuilder { fn timed(self) -> Self { self.timeout(T) } }
pub struct X { c: Client } impl X { pub fn new() -> Self { Self { c: Client::new() } } pub async fn a(&self) -> reqwest::Result<()> { self.c.get("u").timed().send().await?.bytes().await?; Ok(()) } }
trait Tagged { fn tagged(self) -> Self; }
impl Tagged for reqwest::RequestBuilder { fn tagged(self) -> Self { self.header("a", "b") } }
pub struct Y { c: Client } impl Y { pub fn new() -> Self { Self { c: Client::new() } } pub async fn a(&self) -> reqwest::Result<()> { self.c.get("u").tagged().send().await?.bytes().await?; Ok(()) } } //~ missing-client-timeout
// execute with wrapper timeouts
pub struct Z { c: Client, t: Duration } impl Z { pub fn new(t: Duration) -> Self { Self { c: Client::new(), t } } async fn run(&self, b: reqwest::RequestBuilder) -> anyhow::Result<String> { let r = tokio::time::timeout(self.t, b.send()).await??; Ok(tokio::time::timeout(self.t, r.text()).await??) } pub async fn a(&self) -> anyhow::Result<String> { self.run(self.c.get("a")).await } }
pub struct Z2 { c: Client } impl Z2 { pub fn new() -> Self { Self { c: Client::new() } } async fn run(&self, b: reqwest::RequestBuilder) -> anyhow::Result<String> { Ok(b.send().await?.text().await?) } pub async fn a(&self) -> anyhow::Result<String> { self.run(self.c.get("a")).await } } //~ missing-client-timeout
// generic with timeouts as deadline wrapper
async fn deadline<T2>(f: impl std::future::Future<Output = reqwest::Result<T2>>) -> anyhow::Result<T2> { Ok(tokio::time::timeout(T, f).await??) }
async fn logged<T2>(f: impl std::future::Future<Output = reqwest::Result<T2>>) -> anyhow::Result<T2> { Ok(f.await?) }
pub async fn deadline_used() -> anyhow::Result<()> { let c = Client::new(); deadline(async { c.get("u").send().await?.bytes().await }).await?; Ok(()) }
pub async fn logged_used() -> anyhow::Result<()> { let c = Client::new(); logged(async { c.get("u").send().await?.bytes().await }).await?; Ok(()) } //~ missing-client-timeout
// IntoFuture requests
pub struct Go<'a> { c: &'a Client }
impl<'a> std::future::IntoFuture for Go<'a> { type Output = reqwest::Result<String>; type IntoFuture = std::pin::Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>; fn into_future(self) -> Self::IntoFuture { Box::pin(async move { self.c.get("u").send().await?.text().await }) } }
pub async fn go_open() -> reqwest::Result<String> { let c = Client::new(); Go { c: &c }.await } //~ missing-client-timeout
pub struct GoT<'a> { c: &'a Client }
impl<'a> std::future::IntoFuture for GoT<'a> { type Output = reqwest::Result<String>; type IntoFuture = std::pin::Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>; fn into_future(self) -> Self::IntoFuture { Box::pin(async move { self.c.get("u").timeout(T).send().await?.text().await }) } }
pub async fn go_timed() -> reqwest::Result<String> { let c = Client::new(); GoT { c: &c }.await }
// A timeout around a value of the workspace's own that a library awaits is not seen.
pub async fn fp_go_around() -> anyhow::Result<String> { let c = Client::new(); Ok(tokio::time::timeout(T, GoB { c: &c }).await??) } //~ missing-client-timeout
pub struct GoB<'a> { c: &'a Client }
impl<'a> std::future::IntoFuture for GoB<'a> { type Output = reqwest::Result<String>; type IntoFuture = std::pin::Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>; fn into_future(self) -> Self::IntoFuture { Box::pin(async move { self.c.get("u").send().await?.text().await }) } }
// clients passed as params
async fn call_open(c: &Client) -> reqwest::Result<String> { c.get("u").send().await?.text().await }
async fn call_timed(c: &Client) -> reqwest::Result<String> { c.get("u").timeout(T).send().await?.text().await }
pub async fn param_open() -> reqwest::Result<String> { let c = Client::new(); call_open(&c).await } //~ missing-client-timeout
pub async fn param_timed() -> reqwest::Result<String> { let c = Client::new(); call_timed(&c).await }
pub async fn param_mixed() -> reqwest::Result<String> { let c = Client::new(); call_timed(&c).await?; call_open(&c).await } //~ missing-client-timeout
pub fn to_unknown() -> other::Thing { other::Thing::new(Client::new()) } //~ missing-client-timeout
pub async fn spawned_timed() { let c = Client::new(); tokio::spawn(tokio::time::timeout(T, async move { let _ = c.get("u").send().await; })); } //~low unclosed-response-body
pub async fn oauth() -> oauth2::reqwest::Result<()> { let c = oauth2::reqwest::Client::new(); c.get("u").send().await?.bytes().await?; Ok(()) } //~ missing-client-timeout
pub fn cond_expr(t: Option<Duration>) -> reqwest::Result<Client> { (if let Some(t) = t { Client::builder().timeout(t) } else { Client::builder() }).build() }
pub fn cond_flag(on: bool) -> reqwest::Result<Client> { (if on { Client::builder().timeout(T) } else { Client::builder() }).build() } //~ missing-client-timeout
pub fn cond_flag_stmt(on: bool) -> reqwest::Result<Client> { let mut b = Client::builder(); if on { b = b.timeout(T); } b.build() }
pub fn overwritten() -> reqwest::Result<Client> { let mut b = Client::builder().timeout(T); b = Client::builder(); b.build() } //~ missing-client-timeout
