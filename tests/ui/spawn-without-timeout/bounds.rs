//! Bounds that a library or the builder brings, signals of graceful shutdown, and waits that are no peer's.
use std::future::Future;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tonic::transport::Endpoint;

pub async fn own_input() {
    loop {
        tokio::spawn(async {
            let _ = BufReader::new(tokio::io::stdin()).lines().next_line().await;
        });
    }
}
pub async fn output_of_a_child(mut child: tokio::process::Child) {
    loop {
        let out = child.stdout.take().unwrap();
        tokio::spawn(async { //~ spawn-without-timeout
            let _ = BufReader::new(out).lines().next_line().await;
        });
    }
}
pub async fn name_looked_up() {
    loop {
        tokio::spawn(async {
            let _ = tokio::net::lookup_host("a:1").await;
        });
    }
}
pub async fn name_connected_to() {
    loop {
        tokio::spawn(async { //~ spawn-without-timeout
            let _ = TcpStream::connect("a:1").await; //~low missing-client-timeout
        });
    }
}

pub async fn connect_timeout() {
    loop {
        tokio::spawn(async {
            let to = Endpoint::from_static("http://a").connect_timeout(Duration::from_secs(3)); //~ missing-client-timeout
            let _ = to.connect().await;
        });
    }
}
pub async fn timeout_of_requests_only() {
    loop {
        tokio::spawn(async { //~ spawn-without-timeout
            let to = Endpoint::from_static("http://a").timeout(Duration::from_secs(3));
            let _ = to.connect().await;
        });
    }
}
fn endpoint() -> Endpoint {
    Endpoint::from_static("http://a").connect_timeout(Duration::from_secs(3))
}
pub async fn connect_timeout_of_helper() {
    loop {
        tokio::spawn(async {
            let _ = endpoint().connect().await; //~ missing-client-timeout
        });
    }
}
fn endpoint_without() -> Endpoint {
    Endpoint::from_static("http://a")
}
pub async fn no_connect_timeout_of_helper() {
    loop {
        tokio::spawn(async { //~ spawn-without-timeout
            let _ = endpoint_without().connect().await; //~ missing-client-timeout
        });
    }
}

pub async fn drained(listener: TcpListener, watch: drain::Watch) {
    while let Ok((mut socket, _)) = listener.accept().await {
        let watch = watch.clone();
        tokio::spawn(async move {
            let mut part = [0; 8];
            tokio::select! {
                _ = socket.read(&mut part) => {}
                _ = watch.signaled() => {}
            }
        });
    }
}
async fn cancelable<F: Future<Output = ()>>(watch: drain::Watch, work: F) {
    tokio::select! {
        _ = work => {}
        _ = watch.signaled() => {}
    }
}
pub async fn drained_by_helper(listener: TcpListener, watch: drain::Watch) {
    while let Ok((mut socket, _)) = listener.accept().await {
        tokio::spawn(cancelable(watch.clone(), async move {
            let mut part = [0; 8];
            let _ = socket.read(&mut part).await;
        }));
    }
}
pub async fn drained_only_when_done(listener: TcpListener, watch: drain::Watch) {
    while let Ok((mut socket, _)) = listener.accept().await {
        tokio::spawn(watch.clone().watch( //~ spawn-without-timeout
            async move {
                let mut part = [0; 8];
                let _ = socket.read(&mut part).await;
            },
            |_| {},
        ));
    }
}

pub async fn object_in_memory(store: std::sync::Arc<dyn object_store::ObjectStore>, path: object_store::path::Path) {
    loop {
        let (store, path) = (store.clone(), path.clone());
        tokio::spawn(async move {
            let _ = store.get(&path).await.unwrap().bytes().await;
        });
    }
}
pub async fn cloud_body(mut all: Vec<aws_sdk_s3::primitives::ByteStream>) {
    while let Some(body) = all.pop() {
        tokio::spawn(async move {
            let _ = body.collect().await;
        });
    }
}
pub async fn cloud_body_to_file(mut all: Vec<aws_sdk_s3::primitives::ByteStream>) {
    while let Some(body) = all.pop() {
        tokio::spawn(async move {
            let mut file = tokio::fs::File::create("a").await.unwrap();
            let _ = tokio::io::copy(&mut body.into_async_read(), &mut file).await;
        });
    }
}
pub async fn answer_to_file(mut all: Vec<TcpStream>) {
    while let Some(mut body) = all.pop() {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut file = tokio::fs::File::create("a").await.unwrap();
            let _ = tokio::io::copy(&mut body, &mut file).await;
        });
    }
}
