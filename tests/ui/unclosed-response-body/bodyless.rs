//! Requests and answers that have no body.

use reqwest::{Client, Method, StatusCode};

async fn fixed_head(client: &Client) -> reqwest::Result<bool> {
    Ok(client.head("http://a/").send().await?.status().is_success())
}
async fn leaky_get_as_head(client: &Client) -> reqwest::Result<bool> {
    Ok(client.get("http://a/").send().await?.status().is_success()) //~ unclosed-response-body
}

async fn fixed_head_by_method(client: &Client) -> reqwest::Result<bool> {
    let response = client.request(Method::HEAD, "http://a/").send().await?;
    Ok(response.headers().contains_key("etag"))
}
async fn leaky_get_by_method(client: &Client) -> reqwest::Result<bool> {
    let response = client.request(Method::GET, "http://a/").send().await?; //~ unclosed-response-body
    Ok(response.headers().contains_key("etag"))
}

async fn fixed_head_in_variable(client: &Client, token: Option<&str>) -> reqwest::Result<bool> {
    let mut request = client.head("http://a/");
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let response = request.send().await?;
    Ok(response.status().is_success())
}
async fn leaky_get_in_variable(client: &Client, token: Option<&str>) -> reqwest::Result<bool> {
    let mut request = client.get("http://a/");
    if let Some(token) = token {
        request = request.bearer_auth(token);
    }
    let response = request.send().await?; //~ unclosed-response-body
    Ok(response.status().is_success())
}

async fn fixed_upgrade(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?;
    let _upgraded = response.upgrade().await?;
    Ok(())
}

async fn low_only_no_content_succeeds(client: &Client) -> reqwest::Result<bool> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    match response.status() {
        StatusCode::NO_CONTENT => Ok(true),
        StatusCode::NOT_FOUND => Ok(false),
        _ => {
            response.bytes().await?;
            Ok(false)
        }
    }
}
