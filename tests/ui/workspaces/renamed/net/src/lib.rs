use acme_core::prelude::*;
use acme_core::Settings;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
pub struct Link { sock: TcpStream, limit: Duration }
impl Link {
    pub async fn dial(host: &str, s: &Settings) -> std::io::Result<Link> { let sock = within(s.io, TcpStream::connect(host)).await??; Ok(Link { sock, limit: s.io }) }
    pub async fn next(&mut self) -> std::io::Result<u8> { self.sock.read_u8().await }
    pub async fn next_within(&mut self) -> std::io::Result<u8> { within(self.limit, self.sock.read_u8()).await? }
    pub async fn until(&mut self, d: Option<Duration>) -> std::io::Result<u8> { match d { Some(d) => within(d, self.sock.read_u8()).await?, None => self.sock.read_u8().await } }
}
pub async fn serve<F>(l: TcpListener, on: impl Fn(Link) -> F) where F: std::future::Future<Output = ()> + Send + 'static {
    loop {
        let Ok((sock, _)) = l.accept().await else { continue };
        go(on(Link { sock, limit: Duration::from_secs(5) }));
    }
}
#[derive(Clone)] pub struct Api { http: reqwest::Client }
impl Api {
    pub fn new(s: &Settings) -> Self { Api { http: reqwest::Client::builder().timeout(s.io).build().unwrap() } }
    pub async fn ping(&self) -> reqwest::Result<String> { self.http.get("http://a").send().await?.text().await }
}
#[derive(Clone)] pub struct Slow { http: reqwest::Client }
impl Slow {
    pub fn new() -> Self { Slow { http: reqwest::Client::new() } } //~ missing-client-timeout
    pub async fn ping(&self) -> reqwest::Result<String> { self.http.get("http://a").send().await?.text().await }
}
