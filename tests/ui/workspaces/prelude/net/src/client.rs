use crate::prelude::*;
pub struct Api { pub(crate) http: Http, base: String }
impl Api {
    pub fn new(http: Http) -> Self { Api { http, base: "b".into() } }
    pub fn http(&self) -> &Http { &self.http }
    pub async fn fetch(&self, path: &str) -> Res<Reply> { self.http.get(format!("{}/{path}", self.base)).send().await }
    pub async fn fetch_ok(&self, path: &str) -> Res<Reply> { self.fetch(path).await?.error_for_status() }
}
pub fn make() -> Http { Http::new() } //~ missing-client-timeout
pub fn make_limited() -> Http { HttpBuilder::new().timeout(Span::from_secs(3)).build().unwrap() }
pub fn start_builder() -> HttpBuilder { HttpBuilder::new().user_agent("x") }
