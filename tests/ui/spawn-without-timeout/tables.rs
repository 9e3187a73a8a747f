//! Functions and closures that are called from tables, fields and registries; sends behind several methods.
use tokio::sync::mpsc;
use tokio::net::TcpStream;
use axum::{extract::{State, Path}, routing::get, Router};
use std::sync::Arc;
use std::future::Future;
async fn ask(s: String) { TcpStream::connect(s).await.unwrap(); } //~low missing-client-timeout
pub struct Cmd { name: &'static str, run: fn(String) }
fn a(s: String) { tokio::spawn(ask(s)); } //~ spawn-without-timeout
fn b(s: String) { tokio::spawn(ask(s)); } //~ spawn-without-timeout
pub fn table() -> Vec<Cmd> { vec![Cmd { name: "a", run: a }] }
async fn disp(State(t): State<Arc<Vec<Cmd>>>, Path(p): Path<String>) { for c in t.iter() { if c.name == p { (c.run)(p.clone()); } } }
pub fn app() -> Router { Router::new().route("/:p", get(disp)).with_state(Arc::new(table())) }
static CMDS: [Cmd; 1] = [Cmd { name: "b", run: b }];
async fn disp2(Path(p): Path<String>) { for c in CMDS.iter() { if c.name == p { (c.run)(p.clone()); } } }
pub fn app2() -> Router { Router::new().route("/:p", get(disp2)) }
type BoxFn = Box<dyn Fn(String) + Send + Sync>;
pub struct Reg { hs: std::collections::HashMap<String, BoxFn> }
impl Reg {
    pub fn new() -> Self { let mut hs: std::collections::HashMap<String, BoxFn> = Default::default(); hs.insert("a".into(), Box::new(|s| { tokio::spawn(ask(s)); })); Reg { hs } } //~ spawn-without-timeout
    pub fn call(&self, n: &str) { if let Some(h) = self.hs.get(n) { h(n.into()) } }
}
async fn disp3(State(t): State<Arc<Reg>>, Path(p): Path<String>) { t.call(&p) }
pub fn app3() -> Router { Router::new().route("/:p", get(disp3)).with_state(Arc::new(Reg::new())) }
pub struct Hooks { on_msg: Vec<Arc<dyn Fn(&str) + Send + Sync>> }
impl Hooks { pub fn on(&mut self, f: impl Fn(&str) + Send + Sync + 'static) { self.on_msg.push(Arc::new(f)); } pub fn fire(&self, m: &str) { for h in &self.on_msg { h(m) } } }
pub fn setup(h: &mut Hooks) { h.on(|m| { tokio::spawn(ask(m.to_string())); }); } //~ spawn-without-timeout
async fn disp4(State(t): State<Arc<Hooks>>, Path(p): Path<String>) { t.fire(&p) }
pub fn app4(h: Hooks) -> Router { Router::new().route("/:p", get(disp4)).with_state(Arc::new(h)) }
// a channel whose send stands behind two methods
pub struct P { tx: mpsc::UnboundedSender<String> }
impl P {
    pub fn new() -> (P, mpsc::UnboundedReceiver<String>) { let (tx, rx) = mpsc::unbounded_channel(); (P { tx }, rx) } //~ unbounded-channel
    fn raw(&self, s: String) { let _ = self.tx.send(s); }
    pub fn info(&self, s: &str) { self.raw(format!("i {s}")) }
}
pub struct P1 { tx: mpsc::UnboundedSender<String> }
impl P1 {
    fn raw(&self, s: String) { let _ = self.tx.send(s); }
    fn info(&self, s: &str) { self.raw(format!("i {s}")) }
}
pub fn once() { let (tx, mut rx) = mpsc::unbounded_channel(); let p = P1 { tx }; p.info("a"); p.info("b"); drop(p); while let Ok(x) = rx.try_recv() { println!("{x}"); } }
pub async fn cache_async(r: &rocket::request::Request<'_>, v: Vec<String>) { r.local_cache_async(async move { v }).await; } //~ large-extension-value
async fn run<T, F: Future<Output = T>>(f: F) -> T { f.await }
pub async fn via_bound(r: &mut axum::extract::Request, v: Vec<String>) { let x = run(async move { v }).await; r.extensions_mut().insert(x); } //~ large-extension-value
