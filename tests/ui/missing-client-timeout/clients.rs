//! Clients besides reqwest's async one: what bounds them by default, and what sets or removes a bound.
use std::time::Duration;

pub fn wrapped() -> reqwest_middleware::ClientWithMiddleware {
    reqwest_middleware::ClientBuilder::new(reqwest::Client::new()).build() //~ missing-client-timeout
}

pub fn re_exported() -> Result<openidconnect::reqwest::Client, openidconnect::reqwest::Error> {
    openidconnect::reqwest::ClientBuilder::new() //~ missing-client-timeout
        .redirect(openidconnect::reqwest::redirect::Policy::none())
        .build()
}

pub fn blocking_is_bounded() -> reqwest::blocking::Client {
    reqwest::blocking::Client::new()
}

pub fn blocking_without() -> reqwest::Result<reqwest::blocking::Client> {
    reqwest::blocking::Client::builder().timeout(None).build() //~ missing-client-timeout
}

pub fn read_timeout() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder().gzip(true).read_timeout(Duration::from_secs(5)).build()
}

pub fn only_connecting() -> reqwest::Result<reqwest::Client> {
    reqwest::Client::builder().connect_timeout(Duration::from_secs(5)).build() //~ missing-client-timeout
}

pub fn ureq_one_shot() -> Result<String, ureq::Error> {
    ureq::get("http://upstream").call()?.body_mut().read_to_string() //~ missing-client-timeout
}

pub fn ureq_one_shot_bounded() -> Result<String, ureq::Error> {
    let limit = Some(Duration::from_secs(5));
    ureq::get("http://upstream").config().timeout_global(limit).build().call()?.body_mut().read_to_string()
}

pub fn ureq_agent() -> ureq::Agent {
    ureq::Agent::new_with_defaults() //~ missing-client-timeout
}

pub fn ureq_agent_open() -> ureq::Agent {
    ureq::Agent::new_with_config(ureq::Agent::config_builder().https_only(true).build()) //~ missing-client-timeout
}

pub fn ureq_agent_bounded() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(5))).build().into()
}

pub fn isahc_bounded() -> Result<isahc::HttpClient, isahc::Error> {
    use isahc::config::Configurable;
    isahc::HttpClient::builder().timeout(Duration::from_secs(5)).build()
}

pub fn isahc_open() -> Result<isahc::HttpClient, isahc::Error> {
    isahc::HttpClient::builder().max_connections(5).build() //~ missing-client-timeout
}

pub fn awc_is_bounded() -> awc::Client {
    awc::Client::default()
}

pub fn awc_without() -> awc::Client {
    awc::Client::builder().disable_timeout().finish() //~ missing-client-timeout
}

pub fn minreq_open() -> Result<i32, minreq::Error> {
    Ok(minreq::get("http://upstream").send()?.status_code) //~ missing-client-timeout
}

pub fn minreq_bounded() -> Result<i32, minreq::Error> {
    Ok(minreq::get("http://upstream").with_timeout(5).send()?.status_code)
}

pub fn store() -> object_store::ClientOptions {
    object_store::ClientOptions::new()
}

pub async fn database() -> Result<(), tokio_postgres::Error> {
    let (client, connection) = tokio_postgres::connect("host=db", tokio_postgres::NoTls).await?; //~low missing-client-timeout
    tokio::spawn(connection);
    client.batch_execute("SELECT 1").await
}
