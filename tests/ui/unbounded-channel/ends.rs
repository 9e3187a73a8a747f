//! Where the ends go: senders behind `dyn`, receivers that are dropped.

use futures::{SinkExt, Sink, channel::mpsc::unbounded};
use std::pin::Pin;
pub struct Store { sender: Box<dyn Sink<String, Error = String> + Send + Unpin>, receiver: futures::channel::mpsc::UnboundedReceiver<String> }
pub fn store() -> Store {
    let (sender, receiver) = unbounded(); //~ unbounded-channel
    let sender = Box::new(sender.sink_map_err(|e: futures::channel::mpsc::SendError| e.to_string())) as Box<dyn Sink<String, Error = String> + Send + Unpin>;
    Store { sender, receiver }
}
pub struct Store2<S> { sender: S, receiver: futures::channel::mpsc::UnboundedReceiver<String> }
pub fn store2() -> Store2<impl Sink<String>> {
    let (sender, receiver) = unbounded(); //~ unbounded-channel
    let sender = sender.sink_map_err(|e: futures::channel::mpsc::SendError| e.to_string());
    Store2 { sender, receiver }
}
pub fn gone() -> futures::channel::mpsc::UnboundedSender<String> {
    let (tx, _) = unbounded();
    tx
}
pub struct Peer { tx: tokio::sync::mpsc::UnboundedSender<String> }
impl Peer {
    pub fn closed() -> Self { let (tx, _) = tokio::sync::mpsc::unbounded_channel(); Self { tx } }
    pub fn open() -> (Self, tokio::sync::mpsc::UnboundedReceiver<String>) { let (tx, rx) = tokio::sync::mpsc::unbounded_channel(); (Self { tx }, rx) } //~ unbounded-channel
    pub fn say(&self) { loop { let _ = self.tx.send(String::new()); } }
}
pub async fn kept_alive() {
    let (tx, _rx) = tokio::sync::mpsc::unbounded_channel(); //~ unbounded-channel
    loop { let _ = tx.send(String::new()); }
}
