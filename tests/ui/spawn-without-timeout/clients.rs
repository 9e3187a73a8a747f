//! Clients with a bound, answers that are read, futures that are awaited once more.
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc::Receiver;
use tokio_util::sync::CancellationToken;
async fn serve(mut socket: TcpStream) {
    let mut b = [0; 64];
    let _ = socket.read(&mut b).await;
}
fn bounded() -> reqwest::Client {
    reqwest::Client::builder().timeout(Duration::from_secs(1)).build().unwrap()
}
pub async fn text_bounded(mut rx: Receiver<String>) {
    let c = bounded();
    while let Some(m) = rx.recv().await {
        let c = c.clone();
        tokio::spawn(async move {
            let r = c.get(m).send().await.unwrap();
            println!("{}", r.text().await.unwrap());
        });
    }
}
pub async fn text_open(mut rx: Receiver<String>) {
    let c = reqwest::Client::new(); //~ missing-client-timeout
    while let Some(m) = rx.recv().await {
        let c = c.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let r = c.get(m).send().await.unwrap();
            println!("{}", r.text().await.unwrap());
        });
    }
}
pub async fn text_own_timeout(mut rx: Receiver<String>) {
    let c = reqwest::Client::new();
    while let Some(m) = rx.recv().await {
        let c = c.clone();
        tokio::spawn(async move {
            let r = c.get(m).timeout(Duration::from_secs(1)).send().await.unwrap();
            println!("{}", r.text().await.unwrap());
        });
    }
}
pub async fn text_send_under_timeout(mut rx: Receiver<String>) {
    let c = reqwest::Client::new();
    while let Some(m) = rx.recv().await {
        let c = c.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let r = tokio::time::timeout(Duration::from_secs(1), c.get(m).send()).await.unwrap().unwrap();
            println!("{}", r.text().await.unwrap());
        });
    }
}
pub async fn graceful(l: TcpListener, stop: CancellationToken) {
    while let Ok((a, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            let f = serve(a);
            tokio::pin!(f);
            tokio::select! { _ = &mut f => {} _ = stop.cancelled() => { f.await; } }
        });
    }
}
pub async fn slow_then_again(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let f = serve(a);
            tokio::pin!(f);
            tokio::select! { _ = &mut f => {} _ = tokio::time::sleep(Duration::from_secs(1)) => { println!("slow"); f.await; } }
        });
    }
}
