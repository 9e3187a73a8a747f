//! Clients of many libraries, and clients that are shared.
pub mod others {
    use std::time::Duration;
    pub fn ureq_agent() -> ureq::Agent { ureq::Agent::new_with_defaults() } //~ missing-client-timeout
    pub fn ureq_timed() -> ureq::Agent { ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(1))).build().into() }
    pub fn ureq_connect() -> ureq::Agent { ureq::Agent::config_builder().timeout_connect(Some(Duration::from_secs(1))).build().into() } //~ missing-client-timeout
    pub fn ureq_resp() -> ureq::Agent { ureq::Agent::config_builder().timeout_recv_response(Some(Duration::from_secs(1))).build().new_agent() }
    pub fn ureq_none() -> ureq::Agent { ureq::Agent::config_builder().timeout_global(None).build().new_agent() } //~ missing-client-timeout
    pub fn ureq_call() -> Result<String, ureq::Error> { ureq::get("u").call()?.body_mut().read_to_string() } //~ missing-client-timeout
    pub fn ureq_call_timed() -> Result<String, ureq::Error> { ureq::get("u").config().timeout_global(Some(Duration::from_secs(1))).build().call()?.body_mut().read_to_string() }
    pub fn awc_default() -> awc::Client { awc::Client::default() }
    pub fn awc_none() -> awc::Client { awc::Client::builder().disable_timeout().finish() } //~ missing-client-timeout
    pub fn isahc_new() -> Result<isahc::HttpClient, isahc::Error> { isahc::HttpClient::new() } //~ missing-client-timeout
    pub fn isahc_timed() -> Result<isahc::HttpClient, isahc::Error> { use isahc::config::Configurable; isahc::HttpClient::builder().timeout(Duration::from_secs(1)).build() }
    pub async fn isahc_get() -> Result<(), isahc::Error> { use isahc::AsyncReadResponseExt; isahc::get_async("u").await?.consume().await?; Ok(()) } //~ missing-client-timeout
    pub fn surf_client() -> surf::Client { surf::Client::new() } //~ missing-client-timeout
    pub async fn tonic_connect() -> Result<tonic::transport::Channel, tonic::transport::Error> { tonic::transport::Endpoint::from_static("http://x").connect().await } //~ missing-client-timeout
    pub async fn tonic_timed() -> Result<tonic::transport::Channel, tonic::transport::Error> { tonic::transport::Endpoint::from_static("http://x").timeout(Duration::from_secs(1)).connect().await }
    pub async fn tonic_connect_only() -> Result<tonic::transport::Channel, tonic::transport::Error> { tonic::transport::Channel::from_static("http://x").connect_timeout(Duration::from_secs(1)).connect().await } //~ missing-client-timeout
    pub fn tonic_lazy() -> tonic::transport::Channel { tonic::transport::Channel::from_static("http://x").connect_lazy() } //~ missing-client-timeout
    pub async fn tonic_keepalive() -> Result<tonic::transport::Channel, tonic::transport::Error> { tonic::transport::Endpoint::from_static("http://x").http2_keep_alive_interval(Duration::from_secs(1)).keep_alive_timeout(Duration::from_secs(1)).connect().await } //~ missing-client-timeout
    pub async fn tonic_balance(es: Vec<tonic::transport::Endpoint>) -> tonic::transport::Channel { tonic::transport::Channel::balance_list(es.into_iter()) }
    // A result of a collection is not followed to the client.
    pub async fn fn_tonic_balance_made(us: Vec<String>) -> anyhow::Result<tonic::transport::Channel> {
        let es = us.into_iter().map(|u| tonic::transport::Endpoint::from_shared(u)).collect::<Result<Vec<_>, _>>()?;
        Ok(tonic::transport::Channel::balance_list(es.into_iter()))
    }
    pub async fn tonic_balance_timed(us: Vec<String>) -> anyhow::Result<tonic::transport::Channel> {
        let es = us.into_iter().map(|u| tonic::transport::Endpoint::from_shared(u).map(|e| e.timeout(Duration::from_secs(1)))).collect::<Result<Vec<_>, _>>()?;
        Ok(tonic::transport::Channel::balance_list(es.into_iter()))
    }
    pub fn hyper_legacy() -> hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, http_body_util::Empty<bytes::Bytes>> { hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http() } //~ missing-client-timeout
    pub async fn hyper_used_timed() -> anyhow::Result<()> {
        let c: hyper_util::client::legacy::Client<_, http_body_util::Empty<bytes::Bytes>> = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http();
        use http_body_util::BodyExt;
        tokio::time::timeout(Duration::from_secs(1), async { c.get("http://x".parse().unwrap()).await?.into_body().collect().await?; anyhow::Ok(()) }).await?
    }
    pub async fn hyper_used() -> anyhow::Result<()> {
        let c: hyper_util::client::legacy::Client<_, http_body_util::Empty<bytes::Bytes>> = hyper_util::client::legacy::Client::builder(hyper_util::rt::TokioExecutor::new()).build_http(); //~ missing-client-timeout
        use http_body_util::BodyExt;
        c.get("http://x".parse().unwrap()).await?.into_body().collect().await?;
        Ok(())
    }
    pub async fn ws() -> anyhow::Result<()> { let (_s, _r) = tokio_tungstenite::connect_async("u").await?; Ok(()) } //~ missing-client-timeout
    pub async fn ws_timed() -> anyhow::Result<()> { let (_s, _r) = tokio::time::timeout(Duration::from_secs(1), tokio_tungstenite::connect_async("u")).await??; Ok(()) }
    pub async fn aws() -> aws_sdk_s3::Client { let c = aws_config::load_from_env().await; aws_sdk_s3::Client::new(&c) } //~low missing-client-timeout
    pub async fn aws_timed() -> aws_sdk_s3::Client {
        let t = aws_config::timeout::TimeoutConfig::builder().operation_timeout(Duration::from_secs(1)).build();
        let c = aws_config::from_env().timeout_config(t).load().await; aws_sdk_s3::Client::new(&c)
    }
    pub async fn redis_() -> redis::RedisResult<redis::aio::MultiplexedConnection> { redis::Client::open("redis://x")?.get_multiplexed_async_connection().await }
    pub async fn pg() -> anyhow::Result<()> { let (_c, conn) = tokio_postgres::connect("x", tokio_postgres::NoTls).await?; tokio::spawn(conn); Ok(()) } //~low missing-client-timeout
    pub async fn sqlx_() -> sqlx::Result<sqlx::PgPool> { sqlx::PgPool::connect("x").await } //~low missing-client-timeout
    pub async fn tcp() -> std::io::Result<tokio::net::TcpStream> { tokio::net::TcpStream::connect("x").await } //~low missing-client-timeout
    pub async fn tcp_timed() -> std::io::Result<tokio::net::TcpStream> { tokio::time::timeout(Duration::from_secs(1), tokio::net::TcpStream::connect("x")).await? }
}
pub mod shared {
    pub mod state { 
        pub struct App { pub http: reqwest::Client, pub short: reqwest::Client }
        impl App { pub fn new() -> std::sync::Arc<Self> { std::sync::Arc::new(Self {
            http: reqwest::Client::new(), //~ missing-client-timeout
            short: reqwest::Client::new(),
        }) } }
    }
    pub mod users {
        use super::state::App;
        use std::time::Duration;
        pub async fn bounded(a: std::sync::Arc<App>) -> reqwest::Result<String> { a.http.get("u").timeout(Duration::from_secs(1)).send().await?.text().await }
        pub async fn open(axum::extract::State(a): axum::extract::State<std::sync::Arc<App>>) -> String { a.http.get("u").send().await.unwrap().text().await.unwrap() }
        pub async fn short(axum::extract::State(a): axum::extract::State<std::sync::Arc<App>>) -> String { let App { short, .. } = &*a; short.get("u").timeout(Duration::from_secs(1)).send().await.unwrap().text().await.unwrap() }
    }
    mod prelude { #[cfg(feature = "a")] pub use reqwest::Client as Http; #[cfg(not(feature = "a"))] pub use reqwest::blocking::Client as Http; }
    pub mod re { pub use reqwest as web_client; }
    pub fn via_re() -> re::web_client::Client { re::web_client::Client::new() } //~ missing-client-timeout
    pub fn via_re_t() -> re::web_client::Client { re::web_client::ClientBuilder::new().timeout(std::time::Duration::from_secs(1)).build().unwrap() }
    pub struct Wrapper(reqwest::Client);
    impl std::ops::Deref for Wrapper { type Target = reqwest::Client; fn deref(&self) -> &reqwest::Client { &self.0 } }
    pub fn wrapper() -> Wrapper { Wrapper(reqwest::Client::new()) } //~ missing-client-timeout
    pub async fn wrapper_use(w: &Wrapper) -> reqwest::Result<String> { w.get("u").send().await?.text().await }
    pub struct Wrapper2(reqwest::Client);
    impl std::ops::Deref for Wrapper2 { type Target = reqwest::Client; fn deref(&self) -> &reqwest::Client { &self.0 } }
    pub fn wrapper2() -> Wrapper2 { Wrapper2(reqwest::Client::new()) }
    pub async fn wrapper2_use(w: &Wrapper2) -> reqwest::Result<String> { w.get("u").timeout(std::time::Duration::from_secs(1)).send().await?.text().await }
    pub trait HasHttp { fn http(&self) -> &reqwest::Client; }
    pub struct Svc { c: reqwest::Client }
    impl HasHttp for Svc { fn http(&self) -> &reqwest::Client { &self.c } }
    impl Svc { pub fn new() -> Self { let c = reqwest::Client::new(); Svc { c } } }
    pub async fn generic<T: HasHttp>(t: &T) -> reqwest::Result<String> { t.http().get("u").timeout(std::time::Duration::from_secs(1)).send().await?.text().await }
    pub struct Svc2 { c: reqwest::Client }
    pub trait HasHttp2 { fn http2(&self) -> &reqwest::Client; }
    impl HasHttp2 for Svc2 { fn http2(&self) -> &reqwest::Client { &self.c } }
    impl Svc2 { pub fn new() -> Self { let c = reqwest::Client::new(); Svc2 { c } } } //~ missing-client-timeout
    pub async fn generic2<T: HasHttp2>(t: &T) -> reqwest::Result<String> { t.http2().get("u").send().await?.text().await }
    // typed builder
    #[derive(Default)]
    pub struct SdkBuilder { client: Option<reqwest::Client>, timeout: Option<std::time::Duration> }
    pub struct Sdk { client: reqwest::Client }
    impl SdkBuilder {
        pub fn client(mut self, c: reqwest::Client) -> Self { self.client = Some(c); self }
        pub fn build(self) -> Sdk { Sdk { client: self.client.unwrap_or_else(|| { let mut b = reqwest::Client::builder(); if let Some(t) = self.timeout { b = b.timeout(t); } b.build().unwrap() }) } }
    }
    #[derive(Default)]
    pub struct SdkBuilder2 { client: Option<reqwest::Client> }
    pub struct Sdk2 { client: reqwest::Client }
    impl SdkBuilder2 { pub fn build(self) -> Sdk2 { Sdk2 { client: self.client.unwrap_or_default() } } } //~ missing-client-timeout
    impl Sdk2 { pub async fn go(&self) -> reqwest::Result<String> { self.client.get("u").send().await?.text().await } }
}
