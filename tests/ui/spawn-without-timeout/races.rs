//! Futures that race, and loops that start loops.
use std::future::Future;
use std::time::Duration;

use futures::future::select;
use futures::pin_mut;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

async fn serve(mut socket: TcpStream) {
    let mut buffer = [0; 64];
    let _ = socket.read(&mut buffer).await;
}

pub async fn raced_with_a_sleep(listener: TcpListener) {
    while let Ok((socket, _)) = listener.accept().await {
        tokio::spawn(async move {
            let (work, limit) = (serve(socket), ());
            let clock = sleep(Duration::from_secs(1));
            let () = limit;
            pin_mut!(work, clock);
            select(work, clock).await;
        });
    }
}

pub async fn raced_with_a_token(listener: TcpListener, stop: CancellationToken) {
    while let Ok((socket, _)) = listener.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            select(Box::pin(serve(socket)), Box::pin(stop.cancelled())).await;
        });
    }
}

pub async fn raced_with_another_peer(listener: TcpListener) {
    while let (Ok((left, _)), Ok((right, _))) = (listener.accept().await, listener.accept().await) {
        tokio::spawn(async move { //~ spawn-without-timeout
            select(Box::pin(serve(left)), Box::pin(serve(right))).await;
        });
    }
}

async fn maybe_limited<F: Future>(limit: Option<Duration>, work: F) -> Option<F::Output> {
    match limit {
        Some(limit) => timeout(limit, work).await.ok(),
        None => Some(work.await),
    }
}

async fn unlimited<F: Future>(limit: Option<Duration>, work: F) -> Option<F::Output> {
    println!("{limit:?}");
    Some(work.await)
}

pub async fn optional_limit_in_a_helper(listener: TcpListener, limit: Option<Duration>) {
    while let Ok((socket, _)) = listener.accept().await {
        tokio::spawn(async move { maybe_limited(limit, serve(socket)).await });
    }
}

pub async fn limit_that_is_only_printed(listener: TcpListener, limit: Option<Duration>) {
    while let Ok((socket, _)) = listener.accept().await {
        tokio::spawn(async move { unlimited(limit, serve(socket)).await }); //~ spawn-without-timeout
    }
}

async fn visit() {
    let mut socket = TcpStream::connect("peer:1").await.unwrap(); //~low missing-client-timeout
    let _ = socket.read_u8().await;
}

async fn worker() {
    loop {
        visit().await;
    }
}

pub async fn a_worker_for_each_configured_name(names: Vec<String>) {
    for _ in names {
        tokio::spawn(worker());
    }
}

pub async fn a_visit_for_each_name(names: Vec<String>) {
    for _ in names {
        tokio::spawn(visit()); //~ spawn-without-timeout
    }
}

pub async fn a_visit_if_there_is_a_name(name: Option<String>) {
    for _ in name {
        tokio::spawn(visit());
    }
}
