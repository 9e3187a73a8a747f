//! Wrong answers that are known, each with what it would need.

use std::time::Duration;

use tokio::net::TcpListener;

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
