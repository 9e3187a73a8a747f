//! Clients that die with the function: their connections are lost anyway.

use reqwest::Client;

async fn low_own_client() -> reqwest::Result<bool> {
    let client = Client::new(); //~ missing-client-timeout
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    Ok(response.status().is_success())
}
async fn leaky_shared_client(client: &Client) -> reqwest::Result<bool> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(response.status().is_success())
}

async fn low_built_client() -> reqwest::Result<()> {
    Client::builder().build()?.get("http://a/").send().await?; //~low unclosed-response-body //~ missing-client-timeout
    Ok(())
}

async fn low_throwaway() -> reqwest::Result<()> {
    reqwest::get("http://a/").await?; //~low unclosed-response-body //~ missing-client-timeout
    Ok(())
}
async fn fixed_throwaway() -> reqwest::Result<String> {
    reqwest::get("http://a/").await?.text().await //~ missing-client-timeout
}

fn make() -> reqwest::Result<Client> {
    Client::builder().build() //~ missing-client-timeout
}
async fn low_client_from_function() -> reqwest::Result<()> {
    let client = make()?;
    client.get("http://a/").send().await?; //~low unclosed-response-body
    Ok(())
}

async fn low_client_by_match(url: &str) {
    let client = match Client::builder().timeout(std::time::Duration::from_secs(1)).build() {
        Ok(client) => client,
        Err(_) => return,
    };
    if let Err(e) = client.get(url).send().await { //~low unclosed-response-body
        println!("{e}");
    }
}
async fn low_client_by_let_else(url: &str) {
    let Ok(client) = Client::builder().timeout(std::time::Duration::from_secs(1)).build() else { return };
    let _ = client.get(url).send().await; //~low unclosed-response-body
}
async fn low_client_by_if_let(url: &str) {
    if let Ok(client) = Client::builder().timeout(std::time::Duration::from_secs(1)).build() {
        let _ = client.get(url).send().await; //~low unclosed-response-body
    }
}
async fn leaky_given_by_if_let(client: Option<Client>, url: &str) {
    if let Some(client) = client {
        let _ = client.get(url).send().await; //~ unclosed-response-body
    }
}
async fn leaky_given_by_match(clients: &[Client], url: &str) {
    let client = match clients.first() {
        Some(client) => client,
        None => return,
    };
    let _ = client.get(url).send().await; //~ unclosed-response-body
}
async fn low_by_closure(url: &str) -> reqwest::Result<()> {
    let client = Client::builder().timeout(std::time::Duration::from_secs(1)).build()?;
    let build = |body: String| client.post(url).body(body);
    build("a".into()).send().await?; //~low unclosed-response-body
    Ok(())
}
async fn leaky_by_closure(client: &Client, url: &str) -> reqwest::Result<()> {
    let build = |body: String| client.post(url).body(body);
    build("a".into()).send().await?; //~ unclosed-response-body
    Ok(())
}
