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
