//! Libraries that a library which is not known re-exports.
use some_sdk::reqwest::{Client, Response};
use some_sdk::{Error, Result};

pub async fn leaky(c: &Client) -> Result<()> {
    c.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}
pub async fn unknown_client(c: &some_sdk::Client) -> Result<()> {
    c.get("http://a/").send().await?;
    Ok(())
}
pub fn client() -> Client {
    Client::new() //~ missing-client-timeout
}
pub fn client_by_path() -> some_sdk::reqwest::Client {
    some_sdk::reqwest::Client::new() //~ missing-client-timeout
}
/// A module of the library's own, about the other one.
pub fn client_of_its_own() -> some_sdk::clients::reqwest::Client {
    some_sdk::clients::reqwest::Client::new()
}
pub fn own_client() -> some_sdk::Client {
    some_sdk::Client::new()
}
async fn fetch(c: &Client) -> Result<Response> {
    Ok(c.get("http://a/").send().await?)
}
pub async fn leaky_by_wrapper(c: &Client) -> Result<bool> {
    let response = fetch(c).await?; //~ unclosed-response-body
    Ok(response.status().is_success())
}
pub async fn fixed(c: &Client) -> Result<String> {
    Ok(fetch(c).await?.text().await?)
}

mod server {
    use http_body_util::BodyExt;
    use some_sdk::hyper::{Request, body::Incoming};
    pub async fn whole(request: Request<Incoming>) -> usize {
        request.collect().await.map_or(0, |all| all.to_bytes().len()) //~ whole-body-upload
    }
}
