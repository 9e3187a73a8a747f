//! A response that is thrown away, and its twin that is read.

use reqwest::{Client, Response, StatusCode};

async fn leaky_statement(client: &Client) -> reqwest::Result<()> {
    client.post("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_statement(client: &Client) -> reqwest::Result<()> {
    client.post("http://a/").send().await?.bytes().await?;
    Ok(())
}

async fn leaky_wildcard(client: &Client) {
    let _ = client.get("http://a/").send().await; //~ unclosed-response-body
}
async fn fixed_wildcard(client: &Client) -> reqwest::Result<()> {
    let _ = client.get("http://a/").send().await?.text().await;
    Ok(())
}

async fn leaky_unused_binding(client: &Client) -> reqwest::Result<()> {
    let _response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_unused_binding(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?;
    let _body = response.bytes().await?;
    Ok(())
}

async fn leaky_status_only(client: &Client) -> reqwest::Result<StatusCode> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(response.status())
}
async fn fixed_status_only(client: &Client) -> reqwest::Result<StatusCode> {
    let response = client.get("http://a/").send().await?;
    let status = response.status();
    response.bytes().await?;
    Ok(status)
}

async fn leaky_temporary_status(client: &Client) -> reqwest::Result<StatusCode> {
    Ok(client.get("http://a/").send().await?.status()) //~ unclosed-response-body
}

async fn leaky_headers_only(client: &Client) -> reqwest::Result<bool> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    let known = response.headers().contains_key("etag");
    let length = response.content_length();
    let url = response.url().clone();
    println!("{url} {length:?} {:?} {:?}", response.version(), response.remote_addr());
    Ok(known)
}

async fn leaky_error_temporary(client: &Client) {
    if let Err(error) = client.get("http://a/").send().await { //~ unclosed-response-body
        eprintln!("{error}");
    }
}
async fn fixed_error_temporary(client: &Client) {
    match client.get("http://a/").send().await {
        Ok(response) => drop(response.bytes().await),
        Err(error) => eprintln!("{error}"),
    }
}

async fn leaky_match_wildcard(client: &Client) -> bool {
    match client.get("http://a/").send().await { //~ unclosed-response-body
        Ok(_) => true,
        Err(_) => false,
    }
}

async fn leaky_is_ok(client: &Client) -> bool {
    client.get("http://a/").send().await.is_ok() //~ unclosed-response-body
}
async fn fixed_is_ok(client: &Client) -> bool {
    match client.get("http://a/").send().await {
        Ok(response) => response.bytes().await.is_ok(),
        Err(_) => false,
    }
}

async fn leaky_ok(client: &Client) {
    client.get("http://a/").send().await.ok(); //~ unclosed-response-body
}

async fn leaky_explicit_drop(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    drop(response);
    Ok(())
}

async fn leaky_error_for_status(client: &Client) -> reqwest::Result<()> {
    client.get("http://a/").send().await?.error_for_status()?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_error_for_status(client: &Client) -> reqwest::Result<String> {
    client.get("http://a/").send().await?.error_for_status()?.text().await
}

async fn leaky_error_for_status_ref(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    response.error_for_status_ref()?;
    Ok(())
}
async fn fixed_error_for_status_ref(client: &Client) -> reqwest::Result<String> {
    let response = client.get("http://a/").send().await?;
    response.error_for_status_ref()?;
    response.text().await
}

async fn leaky_overwritten(client: &Client) -> reqwest::Result<String> {
    let mut response = client.get("http://a/").send().await?; //~ unclosed-response-body
    response = client.get("http://b/").send().await?;
    response.text().await
}

async fn leaky_execute(client: &Client, request: reqwest::Request) -> reqwest::Result<()> {
    client.execute(request).await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_execute(client: &Client, request: reqwest::Request) -> reqwest::Result<String> {
    client.execute(request).await?.text().await
}

async fn leaky_chain_over_lines(client: &Client) -> reqwest::Result<()> {
    let response = client //~ unclosed-response-body
        .get("http://a/")
        .query(&[("page", "1")])
        .send()
        .await?;
    println!("{}", response.status());
    Ok(())
}
async fn fixed_chain_over_lines(client: &Client) -> reqwest::Result<()> {
    let text = client
        .get("http://a/")
        .query(&[("page", "1")])
        .send()
        .await?
        .text()
        .await?;
    println!("{text}");
    Ok(())
}

async fn leaky_unwrap(client: &Client) {
    let response = client.get("http://a/").send().await.unwrap(); //~ unclosed-response-body
    assert!(response.status().is_success());
}
async fn fixed_unwrap(client: &Client) {
    let response = client.get("http://a/").send().await.unwrap();
    assert!(response.status().is_success());
    println!("{}", response.text().await.unwrap());
}

async fn fixed_returned(client: &Client) -> reqwest::Result<Response> {
    client.get("http://a/").send().await
}

struct Answer {
    response: Response,
}
async fn fixed_stored_in_returned(client: &Client) -> reqwest::Result<Answer> {
    let response = client.get("http://a/").send().await?;
    Ok(Answer { response })
}

async fn fixed_moved_into_unknown(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?;
    elsewhere::keep(response);
    Ok(())
}
