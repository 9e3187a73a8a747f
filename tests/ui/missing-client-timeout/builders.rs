//! Builders over statements, branches, closures, helpers and optional limits.
use std::time::Duration;
use reqwest::{Client, ClientBuilder};
type R<T> = Result<T, reqwest::Error>;
const T: Duration = Duration::from_secs(3);
pub struct Config { pub timeout: Option<Duration>, pub secs: u64, pub insecure: bool, pub proxy: Option<String> }

pub async fn if_else_one_path(c: Config) -> R<String> {
    let b = if c.insecure { Client::builder().timeout(T) } else { Client::builder().timeout(T).gzip(true) };
    b.build()?.get("u").send().await?.text().await
}
pub async fn match_option(c: Config) -> R<String> {
    let b = Client::builder();
    let b = match c.timeout { Some(t) => b.timeout(t), None => b };
    b.build()?.get("u").send().await?.text().await
}
pub async fn match_option_open(c: Config) -> R<String> {
    let b = Client::builder(); //~ missing-client-timeout
    let b = match c.proxy { Some(t) => b.user_agent(t), None => b };
    b.build()?.get("u").send().await?.text().await
}
pub async fn map_or_else(c: Config) -> R<String> {
    let client = c.timeout.map_or_else(|| Client::builder(), |t| Client::builder().timeout(t)).build()?;
    client.get("u").send().await?.text().await
}
pub async fn map_or_else_open(c: Config) -> R<String> {
    let client = c.timeout.map_or_else(
        || Client::builder(), //~ missing-client-timeout
        |_| Client::builder().gzip(true)) //~ missing-client-timeout
        .build()?;
    client.get("u").send().await?.text().await
}
pub async fn fold_headers(c: Vec<String>) -> R<String> {
    let b = c.into_iter().fold(Client::builder().timeout(T), |b, h| b.user_agent(h));
    b.build()?.get("u").send().await?.text().await
}
pub async fn fold_open(c: Vec<String>) -> R<String> {
    let b = c.into_iter().fold(Client::builder(), |b, h| b.user_agent(h)); //~ missing-client-timeout
    b.build()?.get("u").send().await?.text().await
}
pub async fn fold_sets(c: Option<Duration>) -> R<String> {
    let b = c.into_iter().fold(Client::builder(), |b, t| b.timeout(t));
    b.build()?.get("u").send().await?.text().await
}
trait ClientBuilderExt { fn with(self, t: &Duration) -> Self; fn apply(self, c: &Config) -> Self; fn plain(self, c: &Config) -> Self; }
impl ClientBuilderExt for ClientBuilder {
    fn with(self, t: &Duration) -> Self { self.timeout(*t) }
    fn apply(self, c: &Config) -> Self { if let Some(t) = c.timeout { self.timeout(t) } else { self } }
    fn plain(self, c: &Config) -> Self { if c.insecure { self.danger_accept_invalid_certs(true) } else { self } }
}
pub async fn ext_trait(c: &Config) -> R<String> {
    Client::builder().apply(c).build()?.get("u").send().await?.text().await
}
pub async fn ext_trait_open(c: &Config) -> R<String> {
    Client::builder().plain(c).build()?.get("u").send().await?.text().await //~ missing-client-timeout
}
fn with_proxy(b: ClientBuilder, c: &Config) -> ClientBuilder { match &c.proxy { Some(p) => b.proxy(reqwest::Proxy::all(p).unwrap()), None => b } }
fn with_limits(b: ClientBuilder, c: &Config) -> ClientBuilder { b.timeout(Duration::from_secs(c.secs)) }
pub async fn helper_takes_open(c: &Config) -> R<String> {
    let client = with_proxy(Client::builder(), c).build()?; //~ missing-client-timeout
    client.get("u").send().await?.text().await
}
pub async fn helper_takes_bounded(c: &Config) -> R<String> {
    let client = with_limits(with_proxy(Client::builder(), c), c).build()?;
    client.get("u").send().await?.text().await
}
pub async fn loop_reassign(c: Vec<(String, reqwest::Certificate)>) -> R<String> {
    let mut b = ClientBuilder::new(); //~ missing-client-timeout
    for (_, cert) in c { b = b.add_root_certificate(cert); }
    let cl = b.build()?;
    cl.get("u").send().await?.text().await
}
pub async fn loop_reassign_bounded(c: Vec<(String, reqwest::Certificate)>) -> R<String> {
    let mut b = ClientBuilder::new();
    for (_, cert) in c { b = b.add_root_certificate(cert); }
    b = b.timeout(T);
    let cl = b.build()?;
    cl.get("u").send().await?.text().await
}
pub async fn shadow_drops_bound() -> R<String> {
    let b = Client::builder().timeout(T);
    let _unused = b;
    let b = Client::builder(); //~ missing-client-timeout
    b.build()?.get("u").send().await?.text().await
}
pub async fn shadow_keeps() -> R<String> {
    let b = Client::builder();
    let b = b.gzip(true);
    let b = b.timeout(T);
    b.build()?.get("u").send().await?.text().await
}
pub async fn reassign_fresh_client() -> R<String> {
    let mut client = Client::builder().timeout(T).build()?;
    client.get("u").send().await?; //~ unclosed-response-body
    client = Client::new(); //~ missing-client-timeout
    client.get("u").send().await?.text().await
}
pub async fn pool_idle_only() -> R<String> {
    let client = Client::builder().pool_idle_timeout(T).tcp_keepalive(T).http2_keep_alive_timeout(T).build()?; //~ missing-client-timeout
    client.get("u").send().await?.text().await
}
pub async fn connect_and_read() -> R<String> {
    Client::builder().connect_timeout(T).read_timeout(T).build()?.get("u").send().await?.text().await
}
pub async fn connect_only_then() -> R<String> {
    let b = Client::builder().connect_timeout(T); //~ missing-client-timeout
    b.build()?.get("u").send().await?.text().await
}
pub async fn default_builder() -> R<String> {
    ClientBuilder::default().build()?.get("u").send().await?.text().await //~ missing-client-timeout
}
pub async fn default_generic() -> R<String> {
    let c: Client = Default::default(); //~ missing-client-timeout
    c.get("u").send().await?.text().await
}
pub async fn default_path() -> R<String> {
    let c = Client::default(); //~ missing-client-timeout
    c.get("u").send().await?.text().await
}
pub async fn unwrap_or_else_new(o: Option<Client>) -> R<String> {
    let c = o.unwrap_or_else(Client::new); //~ missing-client-timeout
    c.get("u").send().await?.text().await
}
pub async fn build_or_default() -> R<String> {
    let c = Client::builder().timeout(T).build().unwrap_or_default();
    c.get("u").send().await?.text().await
}
pub async fn build_or_new() -> R<String> {
    let c = Client::builder().timeout(T).build().unwrap_or_else(|_| Client::new()); //~ missing-client-timeout
    c.get("u").send().await?.text().await
}
pub async fn unwrap_or_else_closure(o: Option<Client>) -> R<String> {
    let c = o.unwrap_or_else(|| Client::new()); //~ missing-client-timeout
    c.get("u").send().await?.text().await
}
pub async fn closure_builder() -> R<String> {
    let make = |agent: &str| Client::builder().user_agent(agent);
    make("a").build()?.get("u").send().await?.text().await //~ missing-client-timeout
}
pub async fn closure_builder_bounded() -> R<String> {
    let make = |agent: &str| Client::builder().user_agent(agent);
    make("a").timeout(T).build()?.get("u").send().await?.text().await
}
pub async fn closure_takes_builder() -> R<String> {
    let limit = |b: ClientBuilder| b.timeout(T);
    limit(Client::builder()).build()?.get("u").send().await?.text().await
}
pub async fn tap_closure(f: impl Fn(ClientBuilder) -> ClientBuilder) -> R<String> {
    f(Client::builder()).build()?.get("u").send().await?.text().await
}
pub async fn dyn_closure(f: &dyn Fn(ClientBuilder) -> ClientBuilder) -> R<String> {
    f(Client::builder()).build()?.get("u").send().await?.text().await
}
pub async fn fn_pointer(f: fn(ClientBuilder) -> ClientBuilder) -> R<String> {
    f(Client::builder()).build()?.get("u").send().await?.text().await
}
pub async fn unknown_code() -> R<String> {
    let b = other_crate::configure(Client::builder());
    b.build()?.get("u").send().await?.text().await
}
pub fn if_let_chain(c: &Config) -> R<Client> {
    let mut b = Client::builder();
    if let Some(t) = c.timeout && c.insecure { b = b.timeout(t); }
    b.build()
}
pub fn early_return(c: &Config) -> R<Client> {
    let b = Client::builder();
    if let Some(t) = c.timeout { return b.timeout(t).build(); }
    b.build()
}
pub fn early_return_open(c: &Config) -> R<Client> {
    let b = Client::builder(); //~ missing-client-timeout
    if c.insecure { return b.danger_accept_invalid_certs(true).build(); }
    b.build()
}
pub fn two_builders(c: &Config) -> R<Client> {
    if c.insecure {
        Client::builder().danger_accept_invalid_certs(true).build() //~ missing-client-timeout
    } else {
        Client::builder().timeout(T).build()
    }
}
pub fn let_else_open(c: &Config) -> R<Client> {
    let true = c.insecure else { return Client::builder().build(); }; //~ missing-client-timeout
    Client::builder().timeout(T).build()
}
pub fn let_else_optional(c: &Config) -> R<Client> {
    let Some(t) = c.timeout else { return Client::builder().build(); };
    Client::builder().timeout(t).build()
}
pub fn cfg_branch() -> R<Client> {
    let b = Client::builder();
    #[cfg(feature = "slow")]
    let b = b.timeout(T);
    b.build()
}
pub fn then_map(c: &Config) -> R<Client> {
    let b = Some(Client::builder()).map(|b| b.timeout(T)).unwrap();
    b.build()
}
pub fn then_map_open() -> R<Client> {
    let b = Some(Client::builder()).map(|b| b.gzip(true)).unwrap(); //~ missing-client-timeout
    b.build()
}
pub fn block_init() -> R<Client> {
    let b = { let b = Client::builder(); b.timeout(T) };
    b.build()
}
pub fn mem_take() -> R<Client> {
    let mut b = Client::builder();
    b = std::mem::take(&mut b).timeout(T);
    b.build()
}
pub fn replace_with(b: &mut ClientBuilder) { let old = std::mem::take(b); *b = old.timeout(T); }
pub fn in_tuple() -> R<Client> {
    let (b, _n) = (Client::builder().timeout(T), 1);
    b.build()
}
pub fn in_tuple_open() -> R<Client> {
    let (b, _n) = (Client::builder(), 1); //~ missing-client-timeout
    b.build()
}
pub fn duration_max() -> R<Client> {
    Client::builder().timeout(Duration::MAX).build() //~ missing-client-timeout
}
pub fn builder_iife() -> R<Client> {
    (|| Client::builder().timeout(T))().build()
}
pub fn and_then() -> R<Client> {
    let b: R<ClientBuilder> = Ok(Client::builder());
    b.map(|b| b.timeout(T)).and_then(|b| b.build())
}
pub fn and_then_open() -> R<Client> {
    let b: R<ClientBuilder> = Ok(Client::builder()); //~ missing-client-timeout
    b.and_then(|b| b.build())
}
pub fn and_then_path() -> R<Client> {
    let b: R<ClientBuilder> = Ok(Client::builder()); //~ missing-client-timeout
    b.and_then(ClientBuilder::build)
}
pub fn ufcs() -> R<Client> { ClientBuilder::build(ClientBuilder::timeout(ClientBuilder::new(), T)) }
pub fn ufcs_open() -> R<Client> { ClientBuilder::build(ClientBuilder::gzip(ClientBuilder::new(), true)) } //~ missing-client-timeout
pub fn expect_client() -> Client { Client::builder().build().expect("x") } //~ missing-client-timeout
pub fn never_used() { let _b = Client::builder(); }
pub async fn multi_line() -> R<String> {
    let client = reqwest::Client::builder() //~ missing-client-timeout
        .user_agent("x")
        .gzip(true)
        .build()?;
    client
        .get("u")
        .send()
        .await?
        .text()
        .await
}
pub async fn multi_line_split() -> R<String> {
    let client = reqwest::Client //~ missing-client-timeout
        ::builder()
        .build()?;
    client.get("u").send().await?.text().await
}

pub fn optional_over_two_variables(c: Config) -> R<Client> {
    let b = Client::builder();
    c.timeout.map(|t| Client::builder().timeout(t)).unwrap_or(b).build()
}
pub async fn unwrap_or_default(o: Option<Client>) -> R<String> {
    let c = o.unwrap_or_default(); //~ missing-client-timeout
    c.get("u").send().await?.text().await
}
