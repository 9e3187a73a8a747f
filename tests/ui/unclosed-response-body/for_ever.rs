//! Loops that nothing leaves: what is lost in a turn is lost, though the function never ends.
use reqwest::{Client, StatusCode};
use std::time::Duration;
use tokio::time::sleep;

async fn worker_leak(c: Client) {
    loop {
        let _ = c.get("http://a/").send().await; //~ unclosed-response-body
        sleep(Duration::from_secs(1)).await;
    }
}
async fn worker_read(c: Client) {
    loop {
        if let Ok(r) = c.get("http://a/").send().await {
            let _ = r.bytes().await;
        }
        sleep(Duration::from_secs(1)).await;
    }
}
async fn status_leak(c: Client) {
    loop {
        match c.get("http://a/").send().await { //~ unclosed-response-body
            Ok(r) => println!("{}", r.status()),
            Err(e) => eprintln!("{e}"),
        }
    }
}
async fn spawned_leak(c: Client) {
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(Duration::from_secs(1));
        loop {
            tick.tick().await;
            if let Err(e) = c.post("http://a/").send().await { //~ unclosed-response-body
                eprintln!("{e}");
            }
        }
    });
}
async fn before_the_loop(c: Client) {
    let r = c.get("http://a/").send().await; //~ unclosed-response-body
    drop(r);
    loop {
        sleep(Duration::from_secs(1)).await;
    }
}
async fn error_only(c: Client) {
    loop {
        let Ok(r) = c.get("http://a/").send().await else { continue }; //~low unclosed-response-body
        if r.status() == StatusCode::NOT_FOUND {
            continue;
        }
        let _ = r.text().await;
    }
}
fn streamed_leak(c: Client) -> impl futures::Stream<Item = u16> {
    async_stream::stream! {
        loop {
            if let Ok(r) = c.get("http://a/").send().await { //~ unclosed-response-body
                yield r.status().as_u16();
            }
        }
    }
}
async fn goes_on_reading(c: Client) -> Result<(), reqwest::Error> {
    let mut r = c.get("http://a/").send().await?;
    loop {
        match r.chunk().await? {
            Some(chunk) => println!("{}", chunk.len()),
            None => r = c.get("http://a/").send().await?,
        }
    }
}
