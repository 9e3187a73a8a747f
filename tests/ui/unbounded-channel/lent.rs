//! Senders that are only lent, by the function that receives.
use std::sync::mpsc::{Receiver, Sender, channel};

pub struct Builder<'a> { names: &'a Sender<String> }
impl<'a> Builder<'a> {
    pub fn new(names: &'a Sender<String>) -> Self { Self { names } }
    pub fn name(&self, name: &str) { self.names.send(name.to_owned()).ok(); }
}
pub trait Fragment { fn query(builder: Builder<'_>); }
pub fn lent_and_drained<F: Fragment>() -> Vec<String> {
    let (tx, rx) = channel();
    F::query(Builder::new(&tx));
    rx.try_iter().collect()
}
pub fn handed_back<F: Fragment>() -> Receiver<String> {
    let (tx, rx) = channel(); //~ unbounded-channel
    F::query(Builder::new(&tx));
    rx
}
/// A closure that is kept takes the sender with it.
pub fn kept_in_a_closure() -> Vec<String> {
    let (tx, rx) = channel(); //~ unbounded-channel
    some_watcher::watch(move |name: String| { tx.send(name).ok(); });
    rx.iter().collect()
}
