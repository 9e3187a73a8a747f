//! Clients that something else makes: a derived default, a conversion, layers around one.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Client;
use tower::ServiceBuilder;

const LIMIT: Duration = Duration::from_secs(5);

#[derive(Default)]
struct Derived {
    client: Client,
    base: String,
}
#[derive(Default)]
struct Outer {
    inner: Derived,
    retries: u32,
}
#[derive(Default)]
struct Later {
    client: Option<Client>,
}
struct Own {
    client: Client,
}
impl Default for Own {
    fn default() -> Self {
        Self { client: Client::builder().timeout(LIMIT).build().unwrap() }
    }
}
#[derive(Default)]
struct OverOwn {
    inner: Own,
}

fn derived_open() -> Derived {
    Derived::default() //~ missing-client-timeout
}
fn derived_through_update() -> Derived {
    Derived { base: "http://a/".into(), ..Default::default() } //~ missing-client-timeout
}
fn derived_but_given() -> Derived {
    Derived { client: Client::builder().timeout(LIMIT).build().unwrap(), ..Default::default() }
}
fn derived_inside() -> Outer {
    Outer::default() //~ missing-client-timeout
}
fn derived_option() -> Later {
    Later::default()
}
fn own_default() -> Own {
    Own::default()
}
fn over_own_default() -> OverOwn {
    OverOwn::default()
}

#[derive(Default)]
struct Asker {
    client: Client,
}
impl Asker {
    async fn ask(&self) -> reqwest::Result<String> {
        self.client.get("http://a/").timeout(LIMIT).send().await?.text().await
    }
}
async fn derived_all_requests_bounded() -> reqwest::Result<String> {
    let asker = Asker::default();
    asker.ask().await
}

fn converted_with_limit() -> ureq::Agent {
    let config = ureq::Agent::config_builder().timeout_global(Some(LIMIT)).build();
    config.into()
}
fn converted_without() -> ureq::Agent {
    let config = ureq::Agent::config_builder().user_agent("a").build(); //~ missing-client-timeout
    config.into()
}
fn tried_with_default() -> surf::Client {
    surf::Config::new().try_into().unwrap()
}
fn tried_without() -> surf::Client {
    surf::Config::new().set_timeout(None).try_into().unwrap() //~ missing-client-timeout
}

fn layered() -> impl tower::Service<reqwest::Request> {
    ServiceBuilder::new().timeout(LIMIT).concurrency_limit(4).service(Client::new())
}
fn layered_by_hand() -> impl tower::Service<reqwest::Request> {
    ServiceBuilder::new().layer(tower::timeout::TimeoutLayer::new(LIMIT)).service(Client::new())
}
fn layered_in_steps() -> impl tower::Service<reqwest::Request> {
    let layers = ServiceBuilder::new().timeout(LIMIT);
    let client = Client::new();
    layers.service(client)
}
fn layered_without() -> impl tower::Service<reqwest::Request> {
    ServiceBuilder::new().concurrency_limit(4).service(Client::new()) //~ missing-client-timeout
}
fn layered_other() -> impl tower::Service<reqwest::Request> {
    let _other = ServiceBuilder::new().timeout(LIMIT);
    ServiceBuilder::new().rate_limit(4, LIMIT).service(Client::new()) //~ missing-client-timeout
}

fn balanced(urls: Vec<String>) -> tonic::transport::Channel {
    let all = urls.into_iter().map(|u| tonic::transport::Endpoint::from_shared(u).unwrap());
    tonic::transport::Channel::balance_list(all) //~ missing-client-timeout
}
fn balanced_with_limit(urls: Vec<String>) -> tonic::transport::Channel {
    let all = urls.into_iter().map(|u| tonic::transport::Endpoint::from_shared(u).unwrap().timeout(LIMIT));
    tonic::transport::Channel::balance_list(all)
}
fn shared(client: Arc<Derived>) -> Arc<Derived> {
    client
}
