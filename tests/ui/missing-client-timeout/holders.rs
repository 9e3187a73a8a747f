//! Clients in statics, cells, fields, wrappers and containers.
use std::sync::{Arc, LazyLock, OnceLock, Mutex};
use std::time::Duration;
use std::cell::{OnceCell, RefCell};
use reqwest::{Client, ClientBuilder};
type R<T> = Result<T, reqwest::Error>;
const T: Duration = Duration::from_secs(3);

static A: LazyLock<Client> = LazyLock::new(Client::new); //~ missing-client-timeout
pub async fn a() -> R<String> { A.get("u").send().await?.text().await }
static B: LazyLock<Client> = LazyLock::new(|| Client::builder().timeout(T).build().unwrap());
pub async fn b() -> R<String> { B.get("u").send().await?.text().await }
static C: LazyLock<Client> = LazyLock::new(|| Client::new());
pub async fn c() -> R<String> { C.get("u").timeout(T).send().await?.text().await }
pub async fn c2() -> R<String> { C.post("u").timeout(T).send().await?.text().await }
static D: LazyLock<Client> = LazyLock::new(|| Client::new()); //~ missing-client-timeout
pub async fn d() -> R<String> { D.get("u").timeout(T).send().await?.text().await }
pub async fn d2() -> R<String> { D.post("u").send().await?.text().await }
static E: OnceLock<Client> = OnceLock::new();
fn e() -> &'static Client { E.get_or_init(|| Client::new()) } //~ missing-client-timeout
pub async fn e2() -> R<String> { e().get("u").send().await?.text().await }
static F: OnceLock<Client> = OnceLock::new();
fn f() -> &'static Client { F.get_or_init(|| Client::new()) }
pub async fn f2() -> R<String> { f().get("u").timeout(T).send().await?.text().await }
static G: OnceLock<Client> = OnceLock::new();
fn g() -> &'static Client { G.get_or_init(Client::new) } //~ missing-client-timeout
pub async fn g2() -> R<String> { g().get("u").send().await?.text().await }
static H: OnceLock<Client> = OnceLock::new();
pub fn init_h() { let _ = H.set(Client::new()); } //~ missing-client-timeout
pub async fn h2() -> R<String> { H.get().unwrap().get("u").send().await?.text().await }
static I: OnceLock<Client> = OnceLock::new();
pub fn init_i() { let _ = I.set(Client::new()); }
pub async fn i2() -> R<String> { I.get().unwrap().get("u").timeout(T).send().await?.text().await }
static J: once_cell::sync::Lazy<Client> = once_cell::sync::Lazy::new(|| Client::new()); //~ missing-client-timeout
pub async fn j() -> R<String> { J.get("u").send().await?.text().await }
static K: once_cell::sync::Lazy<Client> = once_cell::sync::Lazy::new(make_bounded);
fn make_bounded() -> Client { Client::builder().timeout(T).build().unwrap() }
pub async fn k() -> R<String> { K.get("u").send().await?.text().await }
static L: once_cell::sync::OnceCell<Client> = once_cell::sync::OnceCell::new();
pub async fn l() -> R<String> { L.get_or_init(|| Client::new()).get("u").send().await?.text().await } //~ missing-client-timeout
static M: tokio::sync::OnceCell<Client> = tokio::sync::OnceCell::const_new();
pub async fn m() -> R<String> { M.get_or_init(|| async { Client::new() }).await.get("u").send().await?.text().await } //~ missing-client-timeout
static M2: tokio::sync::OnceCell<Client> = tokio::sync::OnceCell::const_new();
pub async fn m2() -> R<String> { M2.get_or_init(|| async { Client::new() }).await.get("u").timeout(T).send().await?.text().await }
static M3: tokio::sync::OnceCell<Client> = tokio::sync::OnceCell::const_new();
pub async fn m3() -> R<String> { M3.get_or_try_init(|| async { Client::builder().build() }).await?.get("u").send().await?.text().await } //~ missing-client-timeout
lazy_static::lazy_static! {
    static ref N: Client = Client::new(); //~ missing-client-timeout
    static ref O: Client = Client::builder().timeout(T).build().unwrap();
    static ref P: Client = Client::new();
}
pub async fn n() -> R<String> { N.get("u").send().await?.text().await }
pub async fn o() -> R<String> { O.get("u").send().await?.text().await }
pub async fn p() -> R<String> { P.get("u").timeout(T).send().await?.text().await }
thread_local! {
    static Q: Client = Client::new(); //~ missing-client-timeout
    static S: Client = Client::builder().timeout(T).build().unwrap();
}
pub async fn q() -> R<String> { let c = Q.with(|c| c.clone()); c.get("u").send().await?.text().await }
pub async fn s() -> R<String> { let c = S.with(|c| c.clone()); c.get("u").send().await?.text().await }
thread_local! { static Q2: RefCell<Option<Client>> = RefCell::new(None); }
pub fn q2() { Q2.with(|c| *c.borrow_mut() = Some(Client::new())); } //~ missing-client-timeout
pub fn in_fn() -> &'static Client { static X: LazyLock<Client> = LazyLock::new(Client::new); &X } //~ missing-client-timeout
pub fn in_fn_bounded() -> &'static Client { static X: LazyLock<Client> = LazyLock::new(|| Client::builder().timeout(T).build().unwrap()); &X }
pub fn in_fn_once() -> Client { static X: OnceLock<Client> = OnceLock::new(); X.get_or_init(|| ClientBuilder::new().build().unwrap()).clone() } //~ missing-client-timeout
pub struct Api { http: Client, base: String }
impl Default for Api { fn default() -> Self { Api { http: Client::default(), base: String::new() } } } //~ missing-client-timeout
impl Api { pub async fn go(&self) -> R<String> { self.http.get(&self.base).send().await?.text().await } }

#[derive(Default)] pub struct Derived { http: Client, n: u32 }
impl Derived {
    pub fn new() -> Self { Self::default() }
    pub async fn go(&self) -> R<String> { self.http.get("u").timeout(T).send().await?.text().await }
}
pub struct WithBuilder { builder: ClientBuilder }
impl WithBuilder {
    pub fn new() -> Self { Self { builder: Client::builder() } } //~ missing-client-timeout
    pub fn agent(mut self, a: &str) -> Self { self.builder = self.builder.user_agent(a); self }
    pub fn finish(self) -> R<Client> { self.builder.build() }
}
pub struct WithBuilder2 { builder: ClientBuilder }
impl WithBuilder2 {
    pub fn new() -> Self { Self { builder: Client::builder() } }
    pub fn limit(mut self, t: Duration) -> Self { self.builder = self.builder.timeout(t); self }
    pub fn finish(self) -> R<Client> { self.builder.build() }
}
pub struct WithBuilder3 { builder: Option<ClientBuilder> }
impl WithBuilder3 {
    pub fn new() -> Self { Self { builder: Some(Client::builder()) } }
    pub fn limit(&mut self, t: Duration) { self.builder = self.builder.take().map(|b| b.timeout(t)); }
    pub fn finish(mut self) -> R<Client> { self.builder.take().unwrap().build() }
}
pub struct Opts { timeout: Option<Duration>, agent: String }
impl Opts {
    pub fn client(&self) -> R<Client> { let mut b = Client::builder().user_agent(&self.agent); if let Some(t) = self.timeout { b = b.timeout(t) } b.build() }
    pub fn client_open(&self) -> R<Client> { let mut b = Client::builder(); if self.timeout.is_some() { b = b.gzip(true) } b.build() } //~ missing-client-timeout
}
pub struct Newtype(Client);
impl Newtype {
    pub fn new() -> Self { Newtype(Client::new()) }
    pub async fn get(&self, u: &str) -> R<reqwest::Response> { self.0.get(u).timeout(T).send().await }
}
pub struct Newtype2(Client);
impl Newtype2 {
    pub fn new() -> Self { Newtype2(Client::new()) } //~ missing-client-timeout
    pub async fn get(&self, u: &str) -> R<reqwest::Response> { self.0.get(u).send().await }
}
pub struct Newtype3(Client);
impl std::ops::Deref for Newtype3 { type Target = Client; fn deref(&self) -> &Client { &self.0 } }
pub fn newtype3() -> Newtype3 { Newtype3(Client::new()) } //~ missing-client-timeout
pub async fn use3(n: &Newtype3) -> R<String> { n.get("u").send().await?.text().await }
pub struct Shared { c: Arc<Client> }
impl Shared {
    pub fn new() -> Self { let c = Arc::new(Client::new()); Self { c } } //~ missing-client-timeout
    pub async fn go(&self) -> R<String> { self.c.get("u").send().await?.text().await }
}
pub struct Shared2 { c: Arc<Mutex<Client>> }
impl Shared2 {
    pub fn new() -> Self { Self { c: Arc::new(Mutex::new(Client::new())) } }
    pub async fn go(&self) -> R<String> { let c = self.c.lock().unwrap().clone(); c.get("u").timeout(T).send().await?.text().await }
}
pub trait HasClient { fn client(&self) -> &Client; }
pub struct H1 { c: Client }
impl HasClient for H1 { fn client(&self) -> &Client { &self.c } }
pub fn h1() -> H1 { H1 { c: Client::new() } }
pub async fn go_h<X: HasClient>(x: &X) -> R<String> { x.client().get("u").timeout(T).send().await?.text().await }
pub trait HasClientO { fn client(&self) -> &Client; }
pub struct H1o { c: Client }
impl HasClientO for H1o { fn client(&self) -> &Client { &self.c } }
pub fn h1o() -> H1o { H1o { c: Client::new() } } //~ missing-client-timeout
pub async fn go_ho<X: HasClientO>(x: &X) -> R<String> { x.client().get("u").send().await?.text().await }
pub struct Map { m: std::collections::HashMap<String, Client> }
impl Map {
    pub fn add(&mut self, k: String) { self.m.insert(k, Client::new()); } //~ missing-client-timeout
    pub async fn go(&self, k: &str) -> R<String> { self.m[k].get("u").send().await?.text().await }
    pub async fn entry(&mut self, k: &str) -> R<String> { self.m.entry(k.to_string()).or_insert_with(Client::new).get("u").send().await?.text().await } //~ missing-client-timeout
}
pub struct Map2 { m: std::collections::HashMap<String, Client> }
impl Map2 {
    pub fn add(&mut self, k: String) { self.m.insert(k, Client::new()); }
    pub async fn go(&self, k: &str) -> R<String> { self.m[k].get("u").timeout(T).send().await?.text().await }
}
pub enum Backend { Http(Client), None }
pub fn backend() -> Backend { Backend::Http(Client::new()) }
pub async fn use_backend(b: &Backend) -> R<String> { match b { Backend::Http(c) => c.get("u").timeout(T).send().await?.text().await, Backend::None => Ok(String::new()) } }
pub enum Backend2 { Http(Client), None }
pub fn backend2() -> Backend2 { Backend2::Http(Client::new()) } //~ missing-client-timeout
pub async fn use_backend2(b: &Backend2) -> R<String> { match b { Backend2::Http(c) => c.get("u").send().await?.text().await, Backend2::None => Ok(String::new()) } }
pub struct Param { c: Client }
impl Param { pub fn new(c: Client) -> Self { Self { c } } pub async fn go(&self) -> R<String> { self.c.get("u").send().await?.text().await } }
pub fn param() -> Param { Param::new(Client::new()) } //~ missing-client-timeout
pub struct UpdateSyntax { c: Client, n: u8 }
impl Default for UpdateSyntax { fn default() -> Self { Self { c: Client::new(), n: 0 } } }
impl UpdateSyntax { pub fn n(n: u8) -> Self { Self { n, ..Default::default() } } pub async fn go(&self) -> R<String> { self.c.get("u").timeout(T).send().await?.text().await } }
