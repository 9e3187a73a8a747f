//! Responses in the hands of combinators and closures.

use std::time::Duration;

use reqwest::{Client, Response, StatusCode};
use tokio::time::timeout;

type Error = Box<dyn std::error::Error + Send + Sync>;

async fn leaky_map_drop(client: &Client) -> reqwest::Result<()> {
    client.get("http://a/").send().await.map(drop) //~ unclosed-response-body
}

async fn leaky_map_unit(client: &Client) -> reqwest::Result<()> {
    client.get("http://a/").send().await.map(|_| ()) //~ unclosed-response-body
}

async fn leaky_map_status(client: &Client) -> reqwest::Result<StatusCode> {
    client.get("http://a/").send().await.map(|response| response.status()) //~ unclosed-response-body
}

async fn leaky_is_ok_and(client: &Client) -> bool {
    client.get("http://a/").send().await.is_ok_and(|r| r.status().is_success()) //~ unclosed-response-body
}
async fn leaky_map_or(client: &Client) -> bool {
    client.get("http://a/").send().await.map_or(false, |r| r.status().is_success()) //~ unclosed-response-body
}
async fn fixed_map_or(client: &Client) -> bool {
    match client.get("http://a/").send().await {
        Ok(response) => {
            let good = response.status().is_success();
            response.bytes().await.is_ok() && good
        }
        Err(_) => false,
    }
}

async fn leaky_map_err(client: &Client) -> Result<(), Error> {
    client.get("http://a/").send().await.map_err(|e| e.to_string())?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_map_err(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await.map_err(|e| e.to_string())?;
    Ok(response.text().await?)
}

async fn leaky_and_then(client: &Client) -> reqwest::Result<()> {
    client.get("http://a/").send().await.and_then(|r| r.error_for_status())?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_and_then(client: &Client) -> reqwest::Result<String> {
    client.get("http://a/").send().await.and_then(Response::error_for_status)?.text().await
}

async fn leaky_inspect(client: &Client) -> reqwest::Result<()> {
    client.get("http://a/").send().await.inspect(|r| println!("{}", r.status()))?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_inspect(client: &Client) -> reqwest::Result<String> {
    client.get("http://a/").send().await.inspect(|r| println!("{}", r.status()))?.text().await
}

async fn leaky_timeout(client: &Client) -> Result<(), Error> {
    timeout(Duration::from_secs(1), client.get("http://a/").send()).await??; //~ unclosed-response-body
    Ok(())
}
async fn fixed_timeout(client: &Client) -> Result<String, Error> {
    let response = timeout(Duration::from_secs(1), client.get("http://a/").send()).await??;
    Ok(response.text().await?)
}

async fn leaky_timeout_match(client: &Client) -> bool {
    match timeout(Duration::from_secs(1), client.get("http://a/").send()).await { //~ unclosed-response-body
        Ok(Ok(_)) => true,
        Ok(Err(_)) | Err(_) => false,
    }
}
async fn fixed_timeout_match(client: &Client) -> Option<String> {
    match timeout(Duration::from_secs(1), client.get("http://a/").send()).await {
        Ok(Ok(response)) => response.text().await.ok(),
        Ok(Err(_)) | Err(_) => None,
    }
}

async fn leaky_let_else(client: &Client) -> Option<StatusCode> {
    let Ok(response) = client.get("http://a/").send().await else { //~ unclosed-response-body
        return None;
    };
    Some(response.status())
}
async fn fixed_let_else(client: &Client) -> Option<String> {
    let Ok(response) = client.get("http://a/").send().await else {
        return None;
    };
    response.text().await.ok()
}

async fn leaky_result_kept(client: &Client) -> Option<StatusCode> {
    let result = client.get("http://a/").send().await; //~ unclosed-response-body
    match result {
        Ok(response) => Some(response.status()),
        Err(_) => None,
    }
}
async fn fixed_result_kept(client: &Client) -> Option<String> {
    let result = client.get("http://a/").send().await;
    if result.is_err() {
        return None;
    }
    match result {
        Ok(response) => response.text().await.ok(),
        Err(_) => None,
    }
}

async fn leaky_tuple_match(client: &Client, strict: bool) -> Result<StatusCode, Error> {
    let response = match (client.get("http://a/").send().await, strict) { //~ unclosed-response-body
        (Err(error), true) => return Err(error.into()),
        (result, _) => result?,
    };
    Ok(response.status())
}
async fn fixed_tuple_match(client: &Client, strict: bool) -> Result<String, Error> {
    let response = match (client.get("http://a/").send().await, strict) {
        (Err(error), true) => return Err(error.into()),
        (result, _) => result?,
    };
    Ok(response.text().await?)
}

async fn leaky_local_closure(client: &Client) -> Result<bool, Error> {
    let send = |path: &'static str| async move { client.get(path).send().await }; //~ unclosed-response-body
    Ok(send("http://a/").await?.status().is_success())
}
async fn fixed_local_closure(client: &Client) -> Result<String, Error> {
    let send = |path: &'static str| async move { client.get(path).send().await };
    Ok(send("http://a/").await?.text().await?)
}

async fn leaky_async_block(client: &Client) -> Result<(), Error> {
    let work = async {
        let response = client.get("http://a/").send().await?; //~ unclosed-response-body
        println!("{}", response.status());
        Ok::<_, reqwest::Error>(())
    };
    timeout(Duration::from_secs(1), work).await??;
    Ok(())
}
async fn fixed_async_block(client: &Client) -> Result<(), Error> {
    let work = async {
        let response = client.get("http://a/").send().await?;
        println!("{}", response.text().await?);
        Ok::<_, reqwest::Error>(())
    };
    timeout(Duration::from_secs(1), work).await??;
    Ok(())
}

async fn leaky_spawned(client: Client) {
    tokio::spawn(async move {
        if let Ok(response) = client.get("http://a/").send().await { //~ unclosed-response-body
            println!("{}", response.status());
        }
    });
}
async fn fixed_spawned(client: Client) {
    tokio::spawn(async move {
        if let Ok(response) = client.get("http://a/").send().await {
            println!("{:?}", response.text().await);
        }
    });
}

async fn fixed_moved_into_task(client: &Client) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?;
    tokio::spawn(async move { response.bytes().await });
    Ok(())
}
async fn leaky_moved_into_task(client: &Client) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    tokio::spawn(async move { println!("{}", response.status()) });
    Ok(())
}

async fn leaky_option_take(client: &Client) -> Result<(), Error> {
    let mut kept = Some(client.get("http://a/").send().await?); //~ unclosed-response-body
    let response = kept.take().unwrap();
    println!("{}", response.status());
    Ok(())
}
async fn fixed_option_take(client: &Client) -> Result<String, Error> {
    let mut kept = Some(client.get("http://a/").send().await?);
    let response = kept.take().unwrap();
    Ok(response.text().await?)
}

async fn leaky_join(client: &Client) -> Result<(), Error> {
    let (a, b) = tokio::join!(
        client.get("http://a/").send(), //~ unclosed-response-body
        client.get("http://b/").send(),
    );
    println!("{}", a?.status());
    println!("{}", b?.text().await?);
    Ok(())
}
async fn fixed_join(client: &Client) -> Result<(), Error> {
    let (a, b) = tokio::try_join!(client.get("http://a/").send(), client.get("http://b/").send())?;
    println!("{} {}", a.text().await?, b.text().await?);
    Ok(())
}

async fn leaky_select(client: &Client) -> Option<StatusCode> {
    tokio::select! {
        answer = client.get("http://a/").send() => answer.ok().map(|r| r.status()), //~ unclosed-response-body
        () = tokio::time::sleep(Duration::from_secs(1)) => None,
    }
}
async fn fixed_select(client: &Client) -> Option<String> {
    tokio::select! {
        answer = client.get("http://a/").send() => answer.ok()?.text().await.ok(),
        () = tokio::time::sleep(Duration::from_secs(1)) => None,
    }
}
async fn fixed_read_in_select(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    tokio::select! {
        text = response.text() => Ok(text?),
        () = tokio::time::sleep(Duration::from_secs(1)) => Err("too slow".into()),
    }
}
