//! Requests that a helper begins and its callers send: each caller counts.

use reqwest::{Client, Method, RequestBuilder};
use std::time::Duration;
type R<T> = anyhow::Result<T>;
pub struct OneIsOpen { http: Client, url: String }
impl OneIsOpen {
    pub fn new() -> Self { Self { http: Client::new(), url: String::new() } } //~ missing-client-timeout
    fn req(&self, m: Method, path: &str) -> R<RequestBuilder> { Ok(self.http.request(m, format!("{}{path}", self.url))) }
    pub async fn health(&self) -> R<String> { Ok(self.req(Method::GET, "/health")?.send().await?.text().await?) }
    pub async fn ask(&self) -> R<String> { Ok(self.req(Method::GET, "/ask")?.timeout(Duration::from_secs(3)).send().await?.text().await?) }
}
pub struct AllAreLimited { http: Client }
impl AllAreLimited {
    pub fn new() -> Self { Self { http: Client::new() } }
    fn req(&self, path: &str) -> RequestBuilder { self.http.get(path) }
    pub async fn health(&self) -> R<String> { Ok(self.req("/health").timeout(Duration::from_secs(3)).send().await?.text().await?) }
    pub async fn ask(&self) -> R<String> { let b = self.req("/ask"); let b = b.timeout(Duration::from_secs(3)); Ok(b.send().await?.text().await?) }
}
pub struct LimitedByTheHelper { http: Client }
impl LimitedByTheHelper {
    pub fn new() -> Self { Self { http: Client::new() } }
    fn req(&self, path: &str) -> RequestBuilder { self.http.get(path).timeout(Duration::from_secs(1)) }
    pub async fn health(&self) -> R<String> { Ok(self.req("/health").send().await?.text().await?) }
    pub async fn ask(&self) -> R<String> { Ok(self.req("/ask").send().await?.text().await?) }
}
pub struct OpenThroughTwo { http: Client }
impl OpenThroughTwo {
    pub fn new() -> Self { Self { http: Client::new() } } //~ missing-client-timeout
    fn raw(&self, path: &str) -> RequestBuilder { self.http.get(path) }
    fn auth(&self, path: &str) -> RequestBuilder { self.raw(path).bearer_auth("x") }
    pub async fn one(&self) -> R<String> { Ok(self.raw("/health").timeout(Duration::from_secs(1)).send().await?.text().await?) }
    pub async fn two(&self) -> R<String> { Ok(self.auth("/ask").send().await?.text().await?) }
}
pub struct SentInTime { http: Client }
impl SentInTime {
    pub fn new() -> Self { Self { http: Client::new() } }
    fn raw(&self, path: &str) -> RequestBuilder { self.http.get(path) }
    async fn run(&self, b: RequestBuilder) -> R<String> { Ok(tokio::time::timeout(Duration::from_secs(1), b.send()).await??.text().await?) }
    pub async fn one(&self) -> R<String> { self.run(self.raw("/a")).await }
    pub async fn two(&self) -> R<String> { let b = self.raw("/a"); self.run(b).await }
}
