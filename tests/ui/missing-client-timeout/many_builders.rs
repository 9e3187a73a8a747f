//! Builders and the clients that they make, in pairs where one detail decides.
pub mod builders {
    use std::time::Duration;
    use reqwest::{Client, ClientBuilder};
    pub struct Cfg { pub timeout: Option<Duration>, pub proxy: Option<String>, pub ms: u64 }
    pub fn plain() -> Client { Client::new() } //~ missing-client-timeout
    pub fn default() -> Client { Client::default() } //~ missing-client-timeout
    pub fn def_trait() -> Client { Default::default() } //~ missing-client-timeout
    pub fn built() -> reqwest::Result<Client> { Client::builder().build() } //~ missing-client-timeout
    pub fn built_timeout() -> reqwest::Result<Client> { Client::builder().timeout(Duration::from_secs(1)).build() }
    pub fn built_read_timeout() -> reqwest::Result<Client> { Client::builder().read_timeout(Duration::from_secs(1)).build() }
    pub fn built_connect() -> reqwest::Result<Client> { Client::builder().connect_timeout(Duration::from_secs(1)).build() } //~ missing-client-timeout
    pub fn built_pool_idle() -> reqwest::Result<Client> { Client::builder().pool_idle_timeout(Duration::from_secs(1)).build() } //~ missing-client-timeout
    pub fn stmts(cfg: &Cfg) -> reqwest::Result<Client> {
        let mut b = Client::builder(); //~ missing-client-timeout
        b = b.user_agent("x");
        if let Some(p) = &cfg.proxy { b = b.proxy(reqwest::Proxy::all(p)?); }
        b.build()
    }
    pub fn stmts_if_some(cfg: &Cfg) -> reqwest::Result<Client> {
        let mut b = Client::builder();
        if let Some(t) = cfg.timeout { b = b.timeout(t); }
        b.build()
    }
    pub fn stmts_loop(hs: &[String]) -> reqwest::Result<Client> {
        let mut b = ClientBuilder::new(); //~ missing-client-timeout
        for h in hs { b = b.proxy(reqwest::Proxy::all(h)?); }
        b.build()
    }
    pub fn stmts_loop_timeout(ts: &[Duration]) -> reqwest::Result<Client> {
        let mut b = ClientBuilder::new();
        for t in ts { b = b.timeout(*t); }
        b.build()
    }
    pub fn match_opt(cfg: &Cfg) -> reqwest::Result<Client> {
        match cfg.timeout { Some(t) => Client::builder().timeout(t), None => Client::builder() }.build()
    }
    pub fn fold_opt(cfg: &Cfg) -> reqwest::Result<Client> {
        cfg.timeout.into_iter().fold(Client::builder(), |b, t| b.timeout(t)).build()
    }
    pub fn map_or_opt(cfg: &Cfg) -> reqwest::Result<Client> {
        let b = Client::builder();
        cfg.timeout.map_or(b, |t| Client::builder().timeout(t)).build()
    }
    fn with_tls(b: ClientBuilder) -> ClientBuilder { b.use_rustls_tls() }
    fn with_limit(b: ClientBuilder) -> ClientBuilder { b.timeout(Duration::from_secs(3)) }
    pub fn fn_tls() -> reqwest::Result<Client> { with_tls(Client::builder()).build() } //~ missing-client-timeout
    pub fn fn_limit() -> reqwest::Result<Client> { with_limit(Client::builder()).build() }
    pub fn closure_limit() -> reqwest::Result<Client> { let f = |b: ClientBuilder| b.timeout(Duration::from_secs(3)); f(Client::builder()).build() }
    pub fn closure_tls() -> reqwest::Result<Client> { let f = |b: ClientBuilder| b.use_rustls_tls(); f(Client::builder()).build() } //~ missing-client-timeout
    // What each caller's closure sets would have to be told apart.
    fn fn_customise(f: impl FnOnce(ClientBuilder) -> ClientBuilder) -> reqwest::Result<Client> { f(Client::builder()).build() }
    pub fn custom_limit() -> reqwest::Result<Client> { fn_customise(|b| b.timeout(Duration::from_secs(2))) }
    pub fn custom_tls() -> reqwest::Result<Client> { fn_customise(|b| b.use_rustls_tls()) }
    fn customise2(f: impl FnOnce(ClientBuilder) -> ClientBuilder) -> reqwest::Result<Client> { f(Client::builder()).build() }
    pub fn custom2_limit() -> reqwest::Result<Client> { customise2(|b| b.timeout(Duration::from_secs(2))) }
    fn base() -> ClientBuilder { Client::builder().user_agent("x") }
    pub fn base_a() -> reqwest::Result<Client> { base().timeout(Duration::from_secs(1)).build() }
    pub fn base_b() -> reqwest::Result<Client> { base().build() } //~ missing-client-timeout
    trait BExt { fn limits(self, d: Duration) -> Self; fn names(self) -> Self; }
    impl BExt for ClientBuilder { fn limits(self, d: Duration) -> Self { self.timeout(d).connect_timeout(d) } fn names(self) -> Self { self.user_agent("n") } }
    pub fn ext_limits() -> reqwest::Result<Client> { Client::builder().limits(Duration::from_secs(1)).build() }
    pub fn ext_names() -> reqwest::Result<Client> { Client::builder().names().build() } //~ missing-client-timeout
    pub fn to_unknown() -> reqwest::Result<Client> { other::tune(Client::builder()).build() }
    pub fn lit_wrapper() -> reqwest::Result<Api> { Ok(Api { http: Client::builder().timeout(Duration::from_secs(1)).build()?, base: String::new() }) }
    pub struct Api { http: Client, base: String }
    impl Default for Api { fn default() -> Self { Self { http: Client::new(), base: "u".into() } } } //~ missing-client-timeout
    impl Api { pub async fn get(&self) -> reqwest::Result<String> { self.http.get(&self.base).send().await?.text().await } }
    #[derive(Default)]
    pub struct Derived { http: Client }
    pub struct Timed { http: Client }
    impl Timed {
        pub fn new() -> Self { Self { http: Client::new() } }
        pub async fn a(&self) -> reqwest::Result<String> { self.http.get("a").timeout(Duration::from_secs(1)).send().await?.text().await }
        pub async fn b(&self) -> reqwest::Result<String> { self.http.post("a").timeout(Duration::from_secs(1)).send().await?.text().await }
    }
    pub struct HalfTimed { http: Client }
    impl HalfTimed {
        pub fn new() -> Self { Self { http: Client::new() } } //~ missing-client-timeout
        pub async fn a(&self) -> reqwest::Result<String> { self.http.get("a").timeout(Duration::from_secs(1)).send().await?.text().await }
        pub async fn b(&self) -> reqwest::Result<String> { self.http.post("a").send().await?.text().await }
    }
    pub struct TokioTimed { http: Client }
    impl TokioTimed {
        pub fn new() -> Self { Self { http: Client::new() } }
        pub async fn a(&self) -> anyhow::Result<String> { Ok(tokio::time::timeout(Duration::from_secs(1), async { self.http.get("a").send().await?.text().await }).await??) }
    }
    pub struct CallerTimed { http: Client }
    impl CallerTimed {
        pub fn new() -> Self { Self { http: Client::new() } }
        async fn a(&self) -> reqwest::Result<String> { self.http.get("a").send().await?.text().await }
        pub async fn b(&self) -> anyhow::Result<String> { Ok(tokio::time::timeout(Duration::from_secs(1), self.a()).await??) }
    }
    pub struct OneCallerTimed { http: Client }
    impl OneCallerTimed {
        pub fn new() -> Self { Self { http: Client::new() } } //~ missing-client-timeout
        async fn a(&self) -> reqwest::Result<String> { self.http.get("a").send().await?.text().await }
        pub async fn b(&self) -> anyhow::Result<String> { Ok(tokio::time::timeout(Duration::from_secs(1), self.a()).await??) }
        pub async fn c(&self) -> anyhow::Result<String> { Ok(self.a().await?) }
    }
    pub struct HelperReq { http: Client }
    impl HelperReq {
        pub fn new() -> Self { Self { http: Client::new() } }
        fn req(&self, p: &str) -> reqwest::RequestBuilder { self.http.get(p).timeout(Duration::from_secs(1)) }
        pub async fn a(&self) -> reqwest::Result<String> { self.req("a").send().await?.text().await }
        pub async fn b(&self) -> reqwest::Result<String> { self.req("b").header("x", "y").send().await?.text().await }
    }
    pub struct HelperReqNo { http: Client }
    impl HelperReqNo {
        pub fn new() -> Self { Self { http: Client::new() } } //~ missing-client-timeout
        fn req(&self, p: &str) -> reqwest::RequestBuilder { self.http.get(p).header("a", "b") }
        pub async fn a(&self) -> reqwest::Result<String> { self.req("a").send().await?.text().await }
    }
    pub struct SendHelper { http: Client }
    impl SendHelper {
        pub fn new() -> Self { Self { http: Client::new() } }
        async fn send(&self, r: reqwest::RequestBuilder) -> reqwest::Result<String> { r.timeout(Duration::from_secs(2)).send().await?.text().await }
        pub async fn a(&self) -> reqwest::Result<String> { self.send(self.http.get("a")).await }
        pub async fn b(&self) -> reqwest::Result<String> { self.send(self.http.get("b")).await }
    }
    pub async fn one_shot() -> reqwest::Result<String> { reqwest::get("u").await?.text().await } //~ missing-client-timeout
    pub async fn one_shot_timed() -> anyhow::Result<String> { Ok(tokio::time::timeout(Duration::from_secs(1), reqwest::get("u")).await??.text().await?) }
    pub async fn local_timed_all() -> anyhow::Result<()> { let c = Client::new(); c.get("a").timeout(Duration::from_secs(1)).send().await?.bytes().await?; Ok(()) }
    pub async fn local_timed_some() -> anyhow::Result<()> { let c = Client::new(); c.get("a").timeout(Duration::from_secs(1)).send().await?.bytes().await?; c.get("b").send().await?.bytes().await?; Ok(()) } //~ missing-client-timeout
    pub async fn local_select() -> anyhow::Result<()> { let c = Client::new(); tokio::select! { r = c.get("a").send() => { r?.bytes().await?; } _ = tokio::time::sleep(Duration::from_secs(1)) => {} } Ok(()) }
    pub async fn req_built_timeout() -> anyhow::Result<()> { let c = Client::new(); let mut r = c.get("a").build()?; *r.timeout_mut() = Some(Duration::from_secs(1)); c.execute(r).await?.bytes().await?; Ok(()) }
    pub async fn req_built() -> anyhow::Result<()> { let c = Client::new(); let r = c.get("a").build()?; c.execute(r).await?.bytes().await?; Ok(()) } //~ missing-client-timeout
    pub async fn req_opt(t: Option<Duration>) -> anyhow::Result<()> { let c = Client::new(); let mut r = c.get("a"); if let Some(t) = t { r = r.timeout(t); } r.send().await?.bytes().await?; Ok(()) }
    pub fn statics() -> &'static Client { static C: std::sync::OnceLock<Client> = std::sync::OnceLock::new(); C.get_or_init(Client::new) } //~ missing-client-timeout
    pub fn statics_timed() -> &'static Client { static C: std::sync::OnceLock<Client> = std::sync::OnceLock::new(); C.get_or_init(|| Client::builder().timeout(Duration::from_secs(1)).build().unwrap()) }
    static LAZY: std::sync::LazyLock<Client> = std::sync::LazyLock::new(Client::new); //~ missing-client-timeout
    static LAZY2: std::sync::LazyLock<Client> = std::sync::LazyLock::new(|| Client::builder().timeout(Duration::from_secs(1)).build().unwrap());
    static LAZY3: once_cell::sync::Lazy<Client> = once_cell::sync::Lazy::new(|| { let b = Client::builder().gzip(true); b.build().expect("x") }); //~ missing-client-timeout
    static LAZY4: std::sync::LazyLock<Client> = std::sync::LazyLock::new(Client::new);
    pub async fn lazies() -> reqwest::Result<()> { LAZY.get("u").send().await?.bytes().await?; LAZY2.get("u").send().await?.bytes().await?; LAZY3.get("a").send().await?.bytes().await?; LAZY4.get("a").timeout(Duration::from_millis(1)).send().await?.bytes().await?; Ok(()) }
    lazy_static::lazy_static! { static ref LS: Client = Client::new(); } //~ missing-client-timeout
    lazy_static::lazy_static! { static ref LS2: Client = Client::builder().timeout(Duration::from_secs(2)).build().unwrap(); }
    thread_local! { static TL: Client = Client::new(); } //~ missing-client-timeout
    // That a client is always replaced before it is used would have to be known.
    pub async fn fp_placeholder(t: Duration) -> anyhow::Result<String> {
        let mut c = Client::new(); //~ missing-client-timeout
        c = Client::builder().timeout(t).build()?;
        Ok(c.get("u").send().await?.text().await?)
    }
    pub async fn placeholder_sometimes(t: Option<Duration>) -> anyhow::Result<String> {
        let mut c = Client::new(); //~ missing-client-timeout
        if std::env::var("X").is_ok() { c = Client::builder().timeout(t.unwrap_or_default()).build()?; }
        Ok(c.get("u").send().await?.text().await?)
    }
    pub fn unwrap_or_default(t: Duration) -> Client { Client::builder().timeout(t).build().unwrap_or_default() }
    pub fn unwrap_or_else_new(t: Duration) -> Client { Client::builder().timeout(t).build().unwrap_or_else(|_| Client::new()) } //~ missing-client-timeout
    pub fn given(c: Option<Client>) -> Client { c.unwrap_or_default() } //~ missing-client-timeout
    pub fn given_timed(c: Option<Client>) -> Client { c.unwrap_or_else(|| Client::builder().timeout(Duration::from_secs(1)).build().unwrap()) }
    pub fn wasm() -> reqwest::Result<Client> {
        let b = Client::builder();
        #[cfg(not(target_arch = "wasm32"))]
        let b = b.timeout(Duration::from_secs(1));
        b.build()
    }
    pub fn wasm_if_cfg() -> reqwest::Result<Client> {
        if cfg!(target_arch = "wasm32") { Client::builder().build() } else { Client::builder().timeout(Duration::from_secs(1)).build() }
    }
    #[cfg(target_arch = "wasm32")]
    pub fn twin() -> Client { Client::new() }
    #[cfg(not(target_arch = "wasm32"))]
    pub fn twin() -> Client { Client::builder().timeout(Duration::from_secs(1)).build().unwrap() }
    #[cfg(feature = "fast")]
    pub fn ftwin() -> Client { Client::new() } //~ missing-client-timeout
    #[cfg(not(feature = "fast"))]
    pub fn ftwin() -> Client { Client::builder().timeout(Duration::from_secs(1)).build().unwrap() }
    // Two builders that one closure begins are one.
    pub fn fn_two_by_closure() -> reqwest::Result<(Client, Client)> {
        let start = || Client::builder().user_agent("x");
        Ok((start().timeout(Duration::from_secs(1)).build()?, start().build()?))
    }
    pub struct Two { fast: Client, slow: Client }
    impl Two {
        pub fn new() -> Self { Self {
            fast: Client::builder().timeout(Duration::from_secs(1)).build().unwrap(),
            slow: Client::builder().build().unwrap(), //~ missing-client-timeout
        } }
        pub async fn f(&self) -> reqwest::Result<()> { self.fast.get("a").send().await?.bytes().await?; self.slow.get("a").send().await?.bytes().await?; Ok(()) }
    }
    pub struct TwoTimed { fast: Client, slow: Client }
    impl TwoTimed {
        pub fn new() -> Self { Self {
            fast: Client::builder().timeout(Duration::from_secs(1)).build().unwrap(),
            slow: Client::builder().build().unwrap(),
        } }
        pub async fn f(&self) -> reqwest::Result<()> { self.fast.get("a").send().await?.bytes().await?; self.slow.get("a").timeout(Duration::from_secs(60)).send().await?.bytes().await?; Ok(()) }
    }
    pub struct TwoOpen { a: Client, b: Client }
    impl TwoOpen {
        pub fn new() -> Self {
            let a = Client::new();
            let b = Client::new(); //~ missing-client-timeout
            Self { a, b }
        }
        pub async fn f(&self) -> reqwest::Result<()> { self.a.get("a").timeout(Duration::from_secs(1)).send().await?.bytes().await?; self.b.get("a").send().await?.bytes().await?; Ok(()) }
    }
    pub fn max_dur() -> reqwest::Result<Client> { Client::builder().timeout(Duration::MAX).build() } //~ missing-client-timeout
    macro_rules! client { ($($m:ident($a:expr)),*) => { Client::builder()$(.$m($a))*.build() } }
    pub fn macro_plain() -> reqwest::Result<Client> { client!(user_agent("x")) } //~ missing-client-timeout
    pub fn macro_timed() -> reqwest::Result<Client> { client!(user_agent("x"), timeout(Duration::from_secs(1))) }
    pub fn blocking_default() -> reqwest::blocking::Client { reqwest::blocking::Client::new() }
    pub fn blocking_none() -> reqwest::Result<reqwest::blocking::Client> { reqwest::blocking::Client::builder().timeout(None).build() } //~ missing-client-timeout
    pub fn blocking_opt(t: Option<Duration>) -> reqwest::Result<reqwest::blocking::Client> { reqwest::blocking::Client::builder().timeout(t).build() }
    pub fn mw() -> reqwest_middleware::ClientWithMiddleware { reqwest_middleware::ClientBuilder::new(Client::new()).build() } //~ missing-client-timeout
    pub fn mw_timed() -> reqwest_middleware::ClientWithMiddleware { reqwest_middleware::ClientBuilder::new(Client::builder().timeout(Duration::from_secs(1)).build().unwrap()).build() }
    pub fn mw_default() -> reqwest_middleware::ClientWithMiddleware { reqwest_middleware::ClientWithMiddleware::default() } //~ missing-client-timeout
    pub fn mw_from() -> reqwest_middleware::ClientWithMiddleware { Client::new().into() } //~ missing-client-timeout
}
