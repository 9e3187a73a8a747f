//! Constructors and builder chains.
use std::time::Duration;

pub async fn plain() -> Result<String, reqwest::Error> {
    let client = reqwest::Client::new(); //~ missing-client-timeout
    client.get("http://upstream").send().await?.text().await
}

pub async fn bounded_by_request() -> Result<String, reqwest::Error> {
    let client = reqwest::Client::new();
    client.get("http://upstream").timeout(Duration::from_secs(5)).send().await?.text().await
}

pub async fn chain_open() -> Result<String, reqwest::Error> {
    let client = reqwest::Client::builder().user_agent("x").build()?; //~ missing-client-timeout
    client.get("http://upstream").send().await?.text().await
}

pub async fn chain_bounded() -> Result<String, reqwest::Error> {
    let client = reqwest::Client::builder().timeout(Duration::from_secs(5)).build()?;
    client.get("http://upstream").send().await?.text().await
}

pub async fn connect_only() -> Result<String, reqwest::Error> {
    let client = reqwest::Client::builder() //~ missing-client-timeout
        .connect_timeout(Duration::from_secs(5))
        .build()?;
    client.get("http://upstream").send().await?.text().await
}

pub async fn one_shot() -> Result<String, reqwest::Error> {
    reqwest::get("http://upstream").await?.text().await //~ missing-client-timeout
}

pub async fn reassigned_in_if(limit: Option<Duration>) -> Result<String, reqwest::Error> {
    let mut builder = reqwest::Client::builder();
    if let Some(limit) = limit {
        builder = builder.timeout(limit);
    }
    builder.build()?.get("http://upstream").send().await?.text().await
}

pub async fn reassigned_with_nothing(agent: Option<&str>) -> Result<String, reqwest::Error> {
    let mut builder = reqwest::Client::builder(); //~ missing-client-timeout
    if let Some(agent) = agent {
        builder = builder.user_agent(agent);
    }
    builder.build()?.get("http://upstream").send().await?.text().await
}

fn base() -> reqwest::ClientBuilder {
    reqwest::Client::builder().user_agent("x")
}

pub async fn from_helper_bounded() -> Result<String, reqwest::Error> {
    base().timeout(Duration::from_secs(1)).build()?.get("http://upstream").send().await?.text().await
}

pub async fn from_helper_open() -> Result<String, reqwest::Error> {
    base().build()?.get("http://upstream").send().await?.text().await //~ missing-client-timeout
}

pub async fn under_timeout() -> Option<String> {
    let client = reqwest::Client::new();
    let sent = tokio::time::timeout(Duration::from_secs(1), client.get("http://upstream").send()).await.ok()?;
    sent.ok()?.text().await.ok()
}

pub struct Api {
    http: reqwest::Client,
}

impl Api {
    pub fn new() -> Self {
        Self { http: reqwest::Client::new() } //~ missing-client-timeout
    }
    pub async fn call(&self) -> Result<String, reqwest::Error> {
        self.http.get("http://upstream").send().await?.text().await
    }
}

pub struct Bounded {
    http: reqwest::Client,
}

impl Bounded {
    pub fn new() -> Self {
        Self { http: reqwest::Client::new() }
    }
    pub async fn call(&self) -> Result<String, reqwest::Error> {
        self.http.get("http://upstream").timeout(Duration::from_secs(3)).send().await?.text().await
    }
}
