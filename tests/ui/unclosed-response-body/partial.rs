//! Reading piece by piece.

use futures_util::{StreamExt, TryStreamExt};
use reqwest::{Client, StatusCode};

async fn leaky_one_chunk(client: &Client) -> reqwest::Result<StatusCode> {
    let mut response = client.get("http://a/").send().await?; //~ unclosed-response-body
    response.chunk().await?;
    Ok(response.status())
}
async fn fixed_chunks(client: &Client) -> reqwest::Result<usize> {
    let mut response = client.get("http://a/").send().await?;
    let mut size = 0;
    while let Some(chunk) = response.chunk().await? {
        size += chunk.len();
    }
    Ok(size)
}
async fn fixed_chunks_up_to_a_limit(client: &Client) -> reqwest::Result<usize> {
    let mut response = client.get("http://a/").send().await?;
    let mut size = 0;
    while let Some(chunk) = response.chunk().await? {
        size += chunk.len();
        if size > 1000 {
            break;
        }
    }
    Ok(size)
}
async fn fixed_chunk_loop(client: &Client) -> reqwest::Result<usize> {
    let mut response = client.get("http://a/").send().await?;
    let mut size = 0;
    loop {
        let Some(chunk) = response.chunk().await? else {
            break;
        };
        size += chunk.len();
    }
    Ok(size)
}

async fn leaky_stream_dropped(client: &Client) -> reqwest::Result<()> {
    let stream = client.get("http://a/").send().await?.bytes_stream(); //~ unclosed-response-body
    drop(stream);
    Ok(())
}
async fn fixed_stream(client: &Client) -> reqwest::Result<usize> {
    let mut stream = client.get("http://a/").send().await?.bytes_stream();
    let mut size = 0;
    while let Some(chunk) = stream.next().await {
        size += chunk?.len();
    }
    Ok(size)
}
async fn fixed_try_stream(client: &Client) -> reqwest::Result<usize> {
    let mut stream = client.get("http://a/").send().await?.bytes_stream();
    let mut size = 0;
    while let Some(chunk) = stream.try_next().await? {
        size += chunk.len();
    }
    Ok(size)
}
async fn fixed_collected_stream(client: &Client) -> reqwest::Result<Vec<bytes::Bytes>> {
    client.get("http://a/").send().await?.bytes_stream().try_collect().await
}
async fn fixed_for_each(client: &Client) -> reqwest::Result<()> {
    let stream = client.get("http://a/").send().await?.bytes_stream();
    stream.for_each(|chunk| async move { println!("{chunk:?}") }).await;
    Ok(())
}
