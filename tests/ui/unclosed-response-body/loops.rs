//! Loops, retries and branches that the status does not decide.

use std::time::Duration;

use reqwest::{Client, Response};

type Error = Box<dyn std::error::Error + Send + Sync>;

async fn leaky_in_loop(client: &Client, urls: &[&str]) -> Result<(), Error> {
    for url in urls {
        let response = client.get(*url).send().await?; //~ unclosed-response-body
        println!("{}", response.status());
    }
    Ok(())
}
async fn fixed_in_loop(client: &Client, urls: &[&str]) -> Result<(), Error> {
    for url in urls {
        let response = client.get(*url).send().await?;
        println!("{} {}", response.status(), response.text().await?);
    }
    Ok(())
}

async fn low_retry_on_error(client: &Client) -> Result<String, Error> {
    loop {
        let response = client.get("http://a/").send().await?; //~low unclosed-response-body
        if response.status().is_server_error() {
            tokio::time::sleep(Duration::from_secs(1)).await;
            continue;
        }
        return Ok(response.text().await?);
    }
}
async fn fixed_retry_on_failure(client: &Client) -> Result<String, Error> {
    let mut turns = 0;
    let response = loop {
        match client.get("http://a/").send().await {
            Ok(response) => break response,
            Err(_) if turns < 3 => turns += 1,
            Err(error) => return Err(error.into()),
        }
    };
    Ok(response.text().await?)
}
async fn leaky_polled_until_ready(client: &Client) -> Result<(), Error> {
    loop {
        let response = client.get("http://a/").send().await?; //~ unclosed-response-body
        if response.status().is_success() {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
async fn fixed_polled_until_ready(client: &Client) -> Result<(), Error> {
    loop {
        let response = client.get("http://a/").send().await?;
        let ready = response.status().is_success();
        response.bytes().await?;
        if ready {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

async fn leaky_one_branch(client: &Client, wanted: bool) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    if wanted {
        return Ok(response.text().await?);
    }
    Ok(String::new())
}
async fn fixed_one_branch(client: &Client, wanted: bool) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    let text = response.text().await?;
    if wanted {
        return Ok(text);
    }
    Ok(String::new())
}

async fn leaky_flag_branch(client: &Client, quiet: bool) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    if !quiet {
        println!("{}", response.text().await?);
    }
    Ok(())
}
async fn fixed_flag_branch(client: &Client, quiet: bool) -> Result<(), Error> {
    let text = client.get("http://a/").send().await?.text().await?;
    if !quiet {
        println!("{text}");
    }
    Ok(())
}

async fn fixed_collected(client: &Client, urls: &[&str]) -> Result<Vec<Response>, Error> {
    let mut all = Vec::new();
    for url in urls {
        all.push(client.get(*url).send().await?);
    }
    Ok(all)
}

async fn fixed_kept_for_later(client: &Client) -> Result<String, Error> {
    let mut last = None;
    for _ in 0..3 {
        let response = client.get("http://a/").send().await?;
        if response.status().is_success() {
            last = Some(response);
            break;
        }
        response.bytes().await?;
    }
    match last {
        Some(response) => Ok(response.text().await?),
        None => Err("never ready".into()),
    }
}
