use core_::prelude::*;
pub async fn run(mut rx: queue::UnboundedReceiver<String>) { while let Some(j) = rx.recv().await { go(one(j)); } } //~ spawn-without-timeout
pub async fn run_small(mut rx: queue::Receiver<String>) { while let Some(j) = rx.recv().await { go(within(std::time::Duration::from_secs(2), one(j))); } }
async fn one(j: String) { let _ = tokio::net::TcpStream::connect(j).await; } //~low missing-client-timeout
