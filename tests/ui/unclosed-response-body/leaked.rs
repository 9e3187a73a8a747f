//! Responses that are kept for good.

use std::mem::{self, ManuallyDrop};

use reqwest::{Client, StatusCode};

async fn leaky_forget(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    mem::forget(response);
    Ok(())
}
async fn fixed_forget(client: &Client) -> reqwest::Result<()> {
    let response = client.get("http://a/").send().await?;
    mem::forget(response.bytes().await?);
    Ok(())
}

async fn leaky_box_leak(client: &Client) -> reqwest::Result<&'static StatusCode> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    let kept = Box::leak(Box::new(response));
    Ok(Box::leak(Box::new(kept.status())))
}
async fn leaky_manually_drop(client: &Client) -> reqwest::Result<()> {
    let _kept = ManuallyDrop::new(client.get("http://a/").send().await?); //~ unclosed-response-body
    Ok(())
}
