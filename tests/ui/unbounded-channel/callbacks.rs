//! Senders in closures that go to functions of the workspace: kept ones may run again and again.

use tokio::sync::mpsc;
type Callback = Box<dyn Fn(&str) -> bool + Send + Sync>;
pub struct Collector(pub Box<dyn Fn(&str) -> bool + Send + Sync>);
pub enum Cmd { Add(Collector), Stop }
pub struct Hub { tx: mpsc::Sender<Cmd>, list: std::sync::Mutex<Vec<Callback>> }
impl Hub {
    fn add(&self, c: Collector) { let _ = self.tx.try_send(Cmd::Add(c)); }
    fn once(&self, c: impl Fn(&str) -> bool) { c("now"); }
    fn on<H>(&self, h: H) where H: Fn(&str) -> bool + Clone + Send + Sync + 'static {
        self.on_impl(h, 3)
    }
    fn on_impl<H>(&self, h: H, n: u8) where H: Fn(&str) -> bool + Clone + Send + Sync + 'static {
        let f: Callback = Box::new(move |e| h.clone()(e));
        self.list.lock().unwrap().push(f);
    }
}
pub fn sent(hub: &Hub) -> mpsc::UnboundedReceiver<String> {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    hub.add(Collector(Box::new(move |e| tx.send(e.to_string()).is_ok())));
    rx
}
pub fn wrapped(hub: &Hub) -> mpsc::UnboundedReceiver<String> {
    let (tx, rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    hub.on(move |e: &str| tx.send(e.to_string()).is_ok());
    rx
}
pub fn run_once(hub: &Hub) -> mpsc::UnboundedReceiver<String> {
    let (tx, rx) = mpsc::unbounded_channel();
    hub.once(move |e: &str| tx.send(e.to_string()).is_ok());
    rx
}
