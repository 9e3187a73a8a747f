//! Drivers of a client's connection, which end with its handle, however they are taken out of what the handshake gave.

use hyper::client::conn::{http1, http2};
use hyper_util::rt::{TokioIo, TokioExecutor};
use tokio::net::{TcpListener, TcpStream};
use hyper::body::Incoming;
async fn plain(l: TcpListener) {
    while let Ok((s, _)) = l.accept().await {
        let (mut send, connection) = http1::handshake::<_, Incoming>(TokioIo::new(s)).await.unwrap();
        tokio::spawn(async move { if let Err(e) = connection.await { println!("{e}"); } });
        drop(send);
    }
}
async fn matched(l: TcpListener) -> std::io::Result<()> {
    while let Ok((s, _)) = l.accept().await {
        let (send, connection) = match http1::Builder::new().preserve_header_case(true).handshake::<_, Incoming>(TokioIo::new(s)).await {
            Ok(s) => s,
            Err(err) => return Err(std::io::Error::other(err)),
        };
        tokio::spawn(async move { if let Err(e) = connection.await { println!("{e}"); } });
        drop(send);
    }
    Ok(())
}
async fn matched_untyped<B>(l: TcpListener) -> std::io::Result<()> where B: hyper::body::Body + 'static {
    while let Ok((s, _)) = l.accept().await {
        let (send, connection) = match http1::Builder::new().preserve_header_case(true).handshake(TokioIo::new(s)).await {
            Ok(s) => s,
            Err(err) => return Err(std::io::Error::other(err)),
        };
        tokio::spawn(async move { if let Err(e) = connection.await { println!("{e}"); } });
        keep(send);
    }
    Ok(())
}
fn keep<T>(t: T) {}
async fn matched2(l: TcpListener) -> std::io::Result<()> {
    while let Ok((s, _)) = l.accept().await {
        let (send, connection) = match http2::Builder::new(TokioExecutor::new()).timer(hyper_util::rt::TokioTimer::new()).handshake::<_, Incoming>(TokioIo::new(s)).await {
            Ok(s) => s,
            Err(err) => return Err(std::io::Error::other(err)),
        };
        tokio::spawn(async move { if let Err(e) = connection.await { println!("{e}"); } });
        drop(send);
    }
    Ok(())
}

enum Kept<B> { One(http1::SendRequest<B>) }
impl<B> Kept<B> where B: hyper::body::Body + Send + Unpin + 'static {
    async fn open(s: TcpStream) -> std::io::Result<Self> {
        let (send_request, connection) = match http1::Builder::new().title_case_headers(true).handshake(TokioIo::new(s)).await {
            Ok(s) => s,
            Err(err) => return Err(std::io::Error::other(err)),
        };
        tokio::spawn(async move { if let Err(err) = connection.await { println!("{err}"); } });
        Ok(Self::One(send_request))
    }
    async fn reads_too(s: TcpStream, other: TcpStream) -> std::io::Result<Self> {
        let (send_request, connection) = match http1::Builder::new().title_case_headers(true).handshake(TokioIo::new(s)).await {
            Ok(s) => s,
            Err(err) => return Err(std::io::Error::other(err)),
        };
        tokio::spawn(async move { connection.await.ok(); other.readable().await.ok(); }); //~ spawn-without-timeout
        Ok(Self::One(send_request))
    }
}
async fn opened(l: TcpListener) {
    while let Ok((s, _)) = l.accept().await { Kept::<String>::open(s).await.ok(); }
}
async fn opened_too(l: TcpListener) {
    while let Ok((s, a)) = l.accept().await {
        let other = TcpStream::connect(a).await.unwrap(); //~low missing-client-timeout
        Kept::<String>::reads_too(s, other).await.ok();
    }
}
