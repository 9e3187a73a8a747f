//! Tasks per connection.
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};

async fn serve(mut socket: TcpStream) {
    let mut buffer = [0; 64];
    let _ = socket.read(&mut buffer).await;
}

async fn serve_bounded(mut socket: TcpStream) {
    let mut buffer = [0; 64];
    let _ = tokio::time::timeout(Duration::from_secs(1), socket.read(&mut buffer)).await;
}

pub async fn accept(listener: TcpListener) {
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        tokio::spawn(serve(socket)); //~ spawn-without-timeout
    }
}

pub async fn accept_block(listener: TcpListener) {
    while let Ok((mut socket, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut buffer = [0; 64];
            let _ = socket.read(&mut buffer).await;
        });
    }
}

pub async fn accept_bounded(listener: TcpListener) {
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        tokio::spawn(serve_bounded(socket));
    }
}

pub async fn accept_with_timeout(listener: TcpListener) {
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        tokio::spawn(async move {
            let _ = tokio::time::timeout(Duration::from_secs(9), serve(socket)).await;
        });
    }
}

pub async fn once(socket: TcpStream) {
    tokio::spawn(serve(socket));
}

pub async fn only_sleeps() {
    loop {
        tokio::spawn(async { tokio::time::sleep(Duration::from_secs(1)).await });
    }
}

pub async fn with_select(listener: TcpListener) {
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        tokio::spawn(async move {
            tokio::select! {
                () = serve(socket) => {}
                () = tokio::time::sleep(Duration::from_secs(3)) => {}
            }
        });
    }
}

pub async fn handle_under_timeout(listener: TcpListener) {
    loop {
        let Ok((socket, _)) = listener.accept().await else { continue };
        let task = tokio::spawn(serve(socket)); //~ spawn-without-timeout
        let _ = tokio::time::timeout(Duration::from_secs(1), task).await;
    }
}
