pub mod prelude {
    pub use crate::chan::{make, make_bounded, Tx};
    pub use crate::spawn::{detach, detach_for};
    pub use rt::sync::mpsc as queue;
    pub use rt::time::timeout as within;
    pub use rt::{spawn as go, select};
    pub use axum::Extension as Ext;
}
pub mod chan {
    use rt::sync::mpsc;
    pub type Tx<T> = mpsc::UnboundedSender<T>;
    pub fn make<T>() -> (Tx<T>, mpsc::UnboundedReceiver<T>) { mpsc::unbounded_channel() } //~ unbounded-channel
    pub fn make_bounded<T>(n: usize) -> (mpsc::Sender<T>, mpsc::Receiver<T>) { mpsc::channel(n) }
}
pub mod spawn {
    use std::future::Future;
    use std::time::Duration;
    pub fn detach<F>(f: F) -> rt::task::JoinHandle<F::Output> where F: Future + Send + 'static, F::Output: Send { rt::spawn(f) }
    pub fn detach_for<F>(d: Duration, f: F) where F: Future + Send + 'static, F::Output: Send { rt::spawn(async move { let _ = rt::time::timeout(d, f).await; }); }
}
#[derive(Clone)]
pub struct Snapshot { pub rows: Vec<Row>, pub at: u64 }
#[derive(Clone)]
pub struct Row { pub id: u64, pub text: String }
#[derive(Clone)]
pub struct Caller { pub id: u64, pub name: String, pub trace: [u8; 16] }
#[derive(Clone)]
pub struct Cached { pub snap: std::sync::Arc<Snapshot> }
pub struct Settings { pub io: std::time::Duration, pub depth: usize, pub deadline: Option<std::time::Duration> }
pub const DEPTH: usize = 4 * 1024 * 1024;
