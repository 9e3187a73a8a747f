//! Where clients are made and kept: options, closures, macros, newtypes, defaults, statics, traits.
use std::sync::{Arc, LazyLock, OnceLock};
use std::time::Duration;
use reqwest::{Client, ClientBuilder};

pub fn optional_two_vars(limit: Option<Duration>) -> Client {
    let b = Client::builder();
    let b = limit.map(|t| Client::builder().timeout(t)).unwrap_or(b);
    b.build().unwrap()
}
pub struct Cfg { pub limit: Option<Duration>, pub secs: u64 }
pub fn if_let_else_two(cfg: &Cfg) -> Client {
    let plain = Client::builder();
    let b = if let Some(t) = cfg.limit { Client::builder().timeout(t) } else { plain };
    b.build().unwrap()
}
pub fn unwrap_or_default(c: Option<Client>) -> Client {
    c.unwrap_or_default() //~ missing-client-timeout
}
pub fn unwrap_or_default_build() -> Client {
    Client::builder().build().unwrap_or_default() //~ missing-client-timeout
}
pub fn unwrap_or_default_build_bounded() -> Client {
    Client::builder().timeout(Duration::from_secs(3)).build().unwrap_or_default()
}
pub fn max_secs() -> Client {
    Client::builder().timeout(Duration::from_secs(u64::MAX)).build().unwrap() //~ missing-client-timeout
}
pub fn max_secs_not() -> Client {
    Client::builder().timeout(Duration::from_secs(60)).build().unwrap()
}
pub fn max_millis() -> Client {
    Client::builder().timeout(Duration::from_millis(u64::MAX)).build().unwrap() //~ missing-client-timeout
}
const FOREVER: Duration = Duration::MAX;
pub fn const_max() -> Client {
    Client::builder().timeout(FOREVER).build().unwrap() //~ missing-client-timeout
}
const LIMIT: Duration = Duration::from_secs(5);
pub fn const_limit() -> Client {
    Client::builder().timeout(LIMIT).build().unwrap()
}
trait Opt { fn apply(&self, b: ClientBuilder) -> ClientBuilder; }
struct Timeout(Duration);
impl Opt for Timeout { fn apply(&self, b: ClientBuilder) -> ClientBuilder { b.timeout(self.0) } }
pub fn fold_trait(opts: &[Box<dyn Opt>]) -> Client {
    opts.iter().fold(Client::builder(), |b, o| o.apply(b)).build().unwrap()
}
trait OptO { fn apply(&self, b: ClientBuilder) -> ClientBuilder; }
struct Agent(String);
impl OptO for Agent { fn apply(&self, b: ClientBuilder) -> ClientBuilder { b.user_agent(self.0.clone()) } }
pub fn fold_trait_open(opts: &[Box<dyn OptO>]) -> Client {
    opts.iter().fold(Client::builder(), |b, o| o.apply(b)).build().unwrap() //~ missing-client-timeout
}
pub struct Http(Client);
impl From<Client> for Http { fn from(c: Client) -> Self { Http(c) } }
impl std::ops::Deref for Http { type Target = Client; fn deref(&self) -> &Client { &self.0 } }
pub fn make_http() -> Http {
    Client::new().into() //~ missing-client-timeout
}
pub async fn use_http(h: &Http) -> reqwest::Result<()> { h.get("x").send().await?.bytes().await?; Ok(()) }
pub struct HttpB(Client);
impl From<Client> for HttpB { fn from(c: Client) -> Self { HttpB(c) } }
impl std::ops::Deref for HttpB { type Target = Client; fn deref(&self) -> &Client { &self.0 } }
pub fn make_http_b() -> HttpB {
    Client::new().into()
}
pub async fn use_http_b(h: &HttpB) -> reqwest::Result<()> { h.get("x").timeout(LIMIT).send().await?.bytes().await?; Ok(()) }

pub struct HttpC(Client);
impl std::ops::Deref for HttpC { type Target = Client; fn deref(&self) -> &Client { &self.0 } }
impl HttpC { pub fn new() -> Self { HttpC(Client::new()) } pub async fn go(&self) -> reqwest::Result<()> { self.get("x").timeout(LIMIT).send().await?.bytes().await?; Ok(()) } }
pub struct HttpD(Client);
impl std::ops::Deref for HttpD { type Target = Client; fn deref(&self) -> &Client { &self.0 } }
impl HttpD { pub fn new() -> Self { HttpD(Client::new()) } //~ missing-client-timeout
  pub async fn go(&self) -> reqwest::Result<()> { self.get("x").send().await?.bytes().await?; Ok(()) } }

macro_rules! client { ($ua:expr) => { Client::builder().user_agent($ua).build().unwrap() }; }
pub fn by_macro() -> Client {
    client!("x") //~ missing-client-timeout
}
macro_rules! client_b { ($ua:expr) => { Client::builder().user_agent($ua).timeout(LIMIT).build().unwrap() }; }
pub fn by_macro_bounded() -> Client {
    client_b!("x")
}
macro_rules! with_timeout { ($b:expr, $t:expr) => { $b.timeout($t) }; }
pub fn macro_sets() -> Client {
    with_timeout!(Client::builder(), LIMIT).build().unwrap()
}

#[derive(Default)]
pub struct Derived { client: Client, name: String }
pub fn derived() -> Derived {
    Derived::default() //~ missing-client-timeout
}
impl Derived { pub async fn go(&self) -> reqwest::Result<()> { self.client.get("x").send().await?.bytes().await?; Ok(()) } }
#[derive(Default)]
pub struct DerivedB { client: Client, name: String }
pub fn derived_b() -> DerivedB {
    DerivedB::default()
}
impl DerivedB { pub async fn go(&self) -> reqwest::Result<()> { self.client.get("x").timeout(LIMIT).send().await?.bytes().await?; Ok(()) } }
pub struct ImplDefault { client: Client }
impl Default for ImplDefault { fn default() -> Self { Self { client: Client::new() } } } //~ missing-client-timeout
pub struct ImplDefaultB { client: Client }
impl Default for ImplDefaultB { fn default() -> Self { Self { client: Client::builder().timeout(LIMIT).build().unwrap() } } }
pub struct FieldDefault { client: Client }
impl FieldDefault { pub fn new() -> Self { Self { client: Default::default() } } } //~ missing-client-timeout
pub struct FieldDefault2 { client: Client }
impl FieldDefault2 { pub fn new() -> Self { Self { client: Client::default() } } } //~ missing-client-timeout

static LAZY: LazyLock<Client> = LazyLock::new(|| Client::new()); //~ missing-client-timeout
static LAZY_B: LazyLock<Client> = LazyLock::new(|| Client::builder().timeout(LIMIT).build().unwrap());
static LAZY_PATH: LazyLock<Client> = LazyLock::new(Client::new); //~ missing-client-timeout
static LAZY_REQ: LazyLock<Client> = LazyLock::new(Client::new);
pub async fn use_lazy_req() -> reqwest::Result<String> { LAZY_REQ.get("x").timeout(LIMIT).send().await?.text().await }
static ONCE: OnceLock<Client> = OnceLock::new();
pub fn once() -> &'static Client { ONCE.get_or_init(Client::new) } //~ missing-client-timeout
static ONCE_B: OnceLock<Client> = OnceLock::new();
pub fn once_b() -> &'static Client { ONCE_B.get_or_init(|| Client::builder().read_timeout(LIMIT).build().unwrap()) }
static TOKIO_ONCE: tokio::sync::OnceCell<Client> = tokio::sync::OnceCell::const_new();
pub async fn tonce() -> &'static Client { TOKIO_ONCE.get_or_init(|| async { Client::new() }).await } //~ missing-client-timeout
thread_local! { static TL: Client = Client::new(); } //~ missing-client-timeout
thread_local! { static TLB: Client = Client::builder().timeout(LIMIT).build().unwrap(); }
lazy_static::lazy_static! {
    static ref LS: Client = Client::new(); //~ missing-client-timeout
    static ref LSB: Client = Client::builder().timeout(LIMIT).build().unwrap();
}
static OC: once_cell::sync::Lazy<Client> = once_cell::sync::Lazy::new(|| Client::builder().user_agent("x").build().unwrap()); //~ missing-client-timeout
static ARC: LazyLock<Arc<Client>> = LazyLock::new(|| Arc::new(Client::new())); //~ missing-client-timeout
static ARCB: LazyLock<Arc<Client>> = LazyLock::new(|| Arc::new(Client::builder().timeout(LIMIT).build().expect("c")));

pub fn cfg_branch(b: bool) -> Client {
    let mut builder = Client::builder();
    if cfg!(debug_assertions) { builder = builder.timeout(LIMIT); }
    builder.build().unwrap()
}
pub struct Builder { inner: ClientBuilder }
impl Builder {
    pub fn new() -> Self { Self { inner: Client::builder() } } //~ missing-client-timeout
    pub fn agent(mut self, a: &str) -> Self { self.inner = self.inner.user_agent(a.to_string()); self }
    pub fn build(self) -> Client { self.inner.build().unwrap() }
}
pub struct BuilderB { inner: ClientBuilder }
impl BuilderB {
    pub fn new() -> Self { Self { inner: Client::builder() } }
    pub fn build(self) -> Client { self.inner.timeout(LIMIT).build().unwrap() }
}
trait MakesClient { fn builder(&self) -> ClientBuilder; fn client(&self) -> Client { self.builder().build().unwrap() } } //~ missing-client-timeout
struct Impl1; impl MakesClient for Impl1 { fn builder(&self) -> ClientBuilder { Client::builder().user_agent("z") } }
trait MakesClientB { fn builder(&self) -> ClientBuilder; fn client(&self) -> Client { self.builder().timeout(LIMIT).build().unwrap() } }
struct Impl2; impl MakesClientB for Impl2 { fn builder(&self) -> ClientBuilder { Client::builder().user_agent("z") } }
pub fn helper_closure() -> Client {
    let mk = || Client::builder().user_agent("a");
    mk().build().unwrap() //~ missing-client-timeout
}
pub fn helper_closure_b() -> Client {
    let mk = || Client::builder().user_agent("a");
    mk().timeout(LIMIT).build().unwrap()
}
pub async fn async_closure() -> reqwest::Result<()> {
    let f = async || { let c = Client::new(); c.get("x").send().await?.bytes().await }; //~ missing-client-timeout
    f().await?; Ok(())
}
pub async fn async_closure_b() -> reqwest::Result<()> {
    let f = async || { let c = Client::new(); c.get("x").timeout(LIMIT).send().await?.bytes().await };
    f().await?; Ok(())
}
pub async fn async_closure_under(limit: Duration) -> anyhow::Result<()> {
    let f = async || { let c = Client::new(); c.get("x").send().await?.bytes().await };
    tokio::time::timeout(limit, f()).await??; Ok(())
}
pub struct Ctx { http: Client }
impl<S: Send + Sync> axum::extract::FromRequestParts<S> for Ctx {
    type Rejection = ();
    async fn from_request_parts(_p: &mut axum::http::request::Parts, _s: &S) -> Result<Self, ()> {
        Ok(Ctx { http: Client::new() }) //~ missing-client-timeout
    }
}
