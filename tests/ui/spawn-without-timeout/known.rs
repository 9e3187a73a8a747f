//! Wrong answers that are known, each with what it would need.

use std::pin::Pin;
use std::time::Duration;

use futures::{Stream, StreamExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

async fn watch(address: &'static str) {
    let stream = TcpStream::connect(address).await.unwrap(); //~low missing-client-timeout
    let mut byte = [0];
    while stream.readable().await.is_ok() && stream.try_read(&mut byte).is_ok() {}
}

// At most one task runs at a time: what guards the spawn would have to be read.
async fn fp_a_task_that_is_started_again_when_it_ended() {
    let mut handle: Option<JoinHandle<()>> = None;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        if handle.as_ref().is_some_and(JoinHandle::is_finished) {
            handle = None;
        }
        if handle.is_none() {
            handle = Some(tokio::spawn(watch("a:1"))); //~ spawn-without-timeout
        }
    }
}

type Rows = Pin<Box<dyn Stream<Item = u64> + Send>>;

fn in_memory(rows: Vec<u64>) -> Rows {
    Box::pin(futures::stream::iter(rows))
}

// What is in the box would have to be followed to where it was made.
async fn fp_a_boxed_stream_over_memory(listener: TcpListener) {
    while let Ok(_socket) = listener.accept().await {
        let mut rows = in_memory(vec![1, 2]);
        tokio::spawn(async move { while rows.next().await.is_some() {} }); //~ spawn-without-timeout
    }
}

fn finished(builder: reqwest::ClientBuilder) -> reqwest::Client {
    builder.build().unwrap()
}

// The client would have to be followed for each caller of the helper that finishes it.
async fn fp_a_helper_that_finishes_open_and_bounded_builders(listener: TcpListener) {
    while let Ok(_socket) = listener.accept().await {
        let client = finished(reqwest::Client::builder().timeout(Duration::from_secs(1)));
        tokio::spawn(async move { client.get("a").send().await.unwrap().text().await.unwrap() }); //~ spawn-without-timeout
    }
}

async fn the_open_one() -> String {
    let client = finished(reqwest::Client::builder()); //~ missing-client-timeout
    client.get("b").send().await.unwrap().text().await.unwrap()
}
