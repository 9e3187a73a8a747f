//! Streams of an open type that a function of the workspace makes: over memory, or over a socket.

use std::pin::Pin;

use futures::{Stream, StreamExt};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio_stream::wrappers::LinesStream;

type Rows = Pin<Box<dyn Stream<Item = u64> + Send>>;

fn in_memory(rows: Vec<u64>) -> Rows {
    Box::pin(futures::stream::iter(rows))
}

async fn a_boxed_stream_over_memory(listener: TcpListener) {
    while let Ok(_socket) = listener.accept().await {
        let mut rows = in_memory(vec![1, 2]);
        tokio::spawn(async move { while rows.next().await.is_some() {} });
    }
}

type Lines = Pin<Box<dyn Stream<Item = std::io::Result<String>> + Send>>;

fn of_a_socket(socket: TcpStream) -> Lines {
    Box::pin(LinesStream::new(BufReader::new(socket).lines()))
}

async fn a_boxed_stream_over_a_socket(listener: TcpListener) {
    while let Ok((socket, _)) = listener.accept().await {
        let mut lines = of_a_socket(socket);
        tokio::spawn(async move { while lines.next().await.is_some() {} }); //~ spawn-without-timeout
    }
}

fn one_or_the_other(socket: TcpStream, known: Option<String>) -> Lines {
    match known {
        Some(line) => return Box::pin(futures::stream::iter([Ok(line)])),
        None => Box::pin(LinesStream::new(BufReader::new(socket).lines())),
    }
}

async fn a_boxed_stream_that_may_be_over_a_socket(listener: TcpListener) {
    while let Ok((socket, _)) = listener.accept().await {
        let mut lines = one_or_the_other(socket, None);
        tokio::spawn(async move { while lines.next().await.is_some() {} }); //~ spawn-without-timeout
    }
}

fn opaque(rows: Vec<u64>) -> impl Stream<Item = u64> + Unpin {
    futures::stream::iter(rows)
}

async fn an_opaque_stream_over_memory(listener: TcpListener) {
    while let Ok(_socket) = listener.accept().await {
        let mut rows = opaque(vec![1, 2]);
        tokio::spawn(async move { while rows.next().await.is_some() {} });
    }
}

async fn a_stream_of_an_answer(listener: TcpListener, client: reqwest::Client) {
    while let Ok(_socket) = listener.accept().await {
        let response = client.get("a").send().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut stream = response.bytes_stream();
            while stream.next().await.is_some() {}
        });
    }
}
