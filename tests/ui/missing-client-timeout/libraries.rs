//! Clients of other libraries than reqwest, each with a bound and without.
use std::time::Duration;
const LIMIT: Duration = Duration::from_secs(5);
// tonic
pub async fn tonic_endpoint() -> anyhow::Result<tonic::transport::Channel> {
    let ch = tonic::transport::Endpoint::from_static("http://h:1").connect().await?; //~ missing-client-timeout
    Ok(ch)
}
pub async fn tonic_endpoint_b() -> anyhow::Result<tonic::transport::Channel> {
    let ch = tonic::transport::Endpoint::from_static("http://h:1").timeout(LIMIT).connect().await?;
    Ok(ch)
}
pub async fn tonic_connect_only() -> anyhow::Result<tonic::transport::Channel> {
    Ok(tonic::transport::Endpoint::from_static("http://h:1").connect_timeout(LIMIT).connect().await?) //~ missing-client-timeout
}
pub async fn tonic_channel() -> anyhow::Result<tonic::transport::Channel> {
    Ok(tonic::transport::Channel::from_static("http://h:1").connect().await?) //~ missing-client-timeout
}
pub async fn tonic_channel_b() -> anyhow::Result<tonic::transport::Channel> {
    Ok(tonic::transport::Channel::from_static("http://h:1").timeout(LIMIT).connect().await?)
}
pub fn tonic_lazy() -> tonic::transport::Channel {
    tonic::transport::Channel::from_static("http://h:1").connect_lazy() //~ missing-client-timeout
}
pub fn tonic_lazy_b() -> tonic::transport::Channel {
    tonic::transport::Channel::from_static("http://h:1").timeout(LIMIT).connect_lazy()
}
pub fn tonic_keepalive(url: String) -> anyhow::Result<tonic::transport::Channel> {
    Ok(tonic::transport::Channel::from_shared(url)?.keep_alive_while_idle(true).tcp_keepalive(Some(LIMIT)).connect_lazy()) //~ missing-client-timeout
}
pub async fn tonic_new(url: &'static str) -> anyhow::Result<tonic::transport::Channel> {
    let e = tonic::transport::Endpoint::new(url)?; //~ missing-client-timeout
    let e = e.user_agent("x")?;
    Ok(e.connect().await?)
}
pub async fn tonic_new_b(url: &'static str) -> anyhow::Result<tonic::transport::Channel> {
    let e = tonic::transport::Endpoint::new(url)?;
    let e = e.user_agent("x")?.timeout(LIMIT);
    Ok(e.connect().await?)
}
pub async fn tonic_uds(path: String) -> anyhow::Result<tonic::transport::Channel> {
    Ok(tonic::transport::Endpoint::try_from("http://[::]:50051")? //~low missing-client-timeout
        .connect_with_connector(tower::service_fn(move |_: http::Uri| { let path = path.clone(); async move { Ok::<_, std::io::Error>(hyper_util::rt::TokioIo::new(tokio::net::UnixStream::connect(path).await?)) } })).await?)  //~low missing-client-timeout
}
// hyper-util legacy
use hyper_util::client::legacy::Client as Legacy;
use hyper_util::rt::TokioExecutor;
pub fn legacy() -> Legacy<hyper_util::client::legacy::connect::HttpConnector, http_body_util::Empty<bytes::Bytes>> {
    Legacy::builder(TokioExecutor::new()).build_http() //~ missing-client-timeout
}
pub async fn legacy_under(uri: http::Uri) -> anyhow::Result<()> {
    let c: Legacy<_, http_body_util::Empty<bytes::Bytes>> = Legacy::builder(TokioExecutor::new()).build_http();
    let r = tokio::time::timeout(LIMIT, c.get(uri)).await??;
    http_body_util::BodyExt::collect(r.into_body()).await?;
    Ok(())
}
pub async fn legacy_not_under(uri: http::Uri) -> anyhow::Result<()> {
    let c: Legacy<_, http_body_util::Empty<bytes::Bytes>> = Legacy::builder(TokioExecutor::new()).build_http(); //~ missing-client-timeout
    let r = c.get(uri).await?;
    http_body_util::BodyExt::collect(r.into_body()).await?;
    Ok(())
}
pub fn legacy_layer() -> impl tower::Service<http::Request<http_body_util::Empty<bytes::Bytes>>> {
    let c = Legacy::builder(TokioExecutor::new()).build_http();
    tower::ServiceBuilder::new().layer(tower::timeout::TimeoutLayer::new(LIMIT)).service(c)
}
pub fn legacy_layer_short() -> impl tower::Service<http::Request<http_body_util::Empty<bytes::Bytes>>> {
    let c = Legacy::builder(TokioExecutor::new()).build_http();
    tower::ServiceBuilder::new().timeout(LIMIT).service(c)
}
pub fn legacy_layer_other() -> impl tower::Service<http::Request<http_body_util::Empty<bytes::Bytes>>> {
    let c = Legacy::builder(TokioExecutor::new()).build_http(); //~ missing-client-timeout
    tower::ServiceBuilder::new().concurrency_limit(4).service(c)
}
// websocket
pub async fn ws(url: &str) -> anyhow::Result<()> {
    let (ws, _) = tokio_tungstenite::connect_async(url).await?; //~ missing-client-timeout
    drop(ws); Ok(())
}
pub async fn ws_b(url: &str) -> anyhow::Result<()> {
    let (ws, _) = tokio::time::timeout(LIMIT, tokio_tungstenite::connect_async(url)).await??;
    drop(ws); Ok(())
}
pub async fn ws_cfg(url: &str) -> anyhow::Result<()> {
    let (ws, _) = tokio_tungstenite::connect_async_with_config(url, None, false).await?; //~ missing-client-timeout
    drop(ws); Ok(())
}
pub async fn ws_cfg_b(url: &str) -> anyhow::Result<()> {
    let f = tokio_tungstenite::connect_async_with_config(url, None, false);
    let (ws, _) = tokio::time::timeout(LIMIT, f).await??;
    drop(ws); Ok(())
}
pub async fn ws_select(url: &str, stop: tokio_util::sync::CancellationToken) -> anyhow::Result<()> {
    tokio::select! { r = tokio_tungstenite::connect_async(url) => { r?; } _ = stop.cancelled() => {} }
    Ok(())
}
// ureq
pub fn ureq_agent3() -> ureq::Agent {
    ureq::Agent::new_with_defaults() //~ missing-client-timeout
}
// What `into()` makes of a configuration is not known to be a client.
pub fn ureq_cfg() -> ureq::Agent {
    ureq::Agent::config_builder().build().into() //~ missing-client-timeout
}
pub fn ureq_cfg_b() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(LIMIT)).build().into()
}
pub fn ureq_cfg_none() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(None).build().into() //~ missing-client-timeout
}
pub fn ureq_cfg_connect() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_connect(Some(LIMIT)).build().into() //~ missing-client-timeout
}
pub fn ureq_new_agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().user_agent("x").build(); //~ missing-client-timeout
    ureq::Agent::new_with_config(config)
}
pub fn ureq_new_agent_b() -> ureq::Agent {
    let config = ureq::config::Config::builder().timeout_global(Some(LIMIT)).build();
    config.new_agent()
}
pub fn ureq_get() -> Result<String, ureq::Error> {
    ureq::get("x").call()?.body_mut().read_to_string() //~ missing-client-timeout
}
pub fn ureq_get_b() -> Result<String, ureq::Error> {
    ureq::get("x").config().timeout_global(Some(LIMIT)).build().call()?.body_mut().read_to_string()
}
// isahc, surf, awc
pub fn isahc_client() -> Result<isahc::HttpClient, isahc::Error> { isahc::HttpClient::new() } //~ missing-client-timeout
pub fn isahc_client_b() -> Result<isahc::HttpClient, isahc::Error> {
    use isahc::config::Configurable;
    isahc::HttpClient::builder().timeout(LIMIT).build()
}
pub async fn isahc_one() -> Result<(), isahc::Error> { use isahc::AsyncReadResponseExt; isahc::get_async("x").await?.bytes().await?; Ok(()) } //~ missing-client-timeout
pub fn surf_client() -> surf::Client { surf::Client::new() } //~ missing-client-timeout
pub fn surf_cfg() -> surf::Client { surf::Config::new().set_timeout(None).try_into().unwrap() } //~ missing-client-timeout
pub fn surf_cfg_b() -> surf::Client { surf::Config::new().set_timeout(Some(LIMIT)).try_into().unwrap() }
pub fn awc_client() -> awc::Client { awc::Client::default() }
pub fn awc_none() -> awc::Client { awc::Client::builder().disable_timeout().finish() } //~ missing-client-timeout
pub fn awc_b() -> awc::Client { awc::Client::builder().timeout(LIMIT).finish() }
// blocking reqwest
pub fn blocking() -> reqwest::blocking::Client { reqwest::blocking::Client::new() }
pub fn blocking_none() -> reqwest::blocking::Client { reqwest::blocking::Client::builder().timeout(None).build().unwrap() } //~ missing-client-timeout
// middleware
pub fn mw() -> reqwest_middleware::ClientWithMiddleware {
    reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).build() //~ missing-client-timeout
}
pub fn mw_b() -> reqwest_middleware::ClientWithMiddleware {
    reqwest_middleware::ClientBuilder::new(reqwest::Client::builder().timeout(LIMIT).build().unwrap()).build()
}
pub fn mw_from() -> reqwest_middleware::ClientWithMiddleware {
    reqwest::Client::new().into() //~ missing-client-timeout
}
// eventsource
pub fn es() -> reqwest_eventsource::EventSource {
    reqwest_eventsource::EventSource::get("x") //~ missing-client-timeout
}
pub fn es_client() -> reqwest_eventsource::EventSource {
    reqwest_eventsource::EventSource::new(reqwest::Client::builder().read_timeout(LIMIT).build().unwrap().get("x")).unwrap()
}
