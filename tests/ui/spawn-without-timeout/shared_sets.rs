// Sets of tasks in the shared state of a service: they end where something stops them, else never.
use std::sync::Arc;
use axum::{Router, extract::State, routing::post};
use tokio::{net::TcpStream, io::AsyncReadExt, sync::Mutex, task::JoinSet};
async fn ask() { let mut s = TcpStream::connect("x:1").await.unwrap(); s.read_u8().await.unwrap(); } //~low missing-client-timeout
#[derive(Clone)] struct A { jobs: Arc<Mutex<JoinSet<()>>> }
async fn a(State(a): State<A>) { a.jobs.lock().await.spawn(ask()); } //~ spawn-without-timeout
#[derive(Clone)] struct B { jobs: Arc<Mutex<JoinSet<()>>> }
async fn b(State(b): State<B>) { b.jobs.lock().await.spawn(ask()); }
async fn stop(b: B) { b.jobs.lock().await.shutdown().await }
#[derive(Clone)] struct C { jobs: Arc<Mutex<JoinSet<()>>> }
async fn c(State(c): State<C>) { c.jobs.lock().await.spawn(ask()); } //~ spawn-without-timeout
async fn reap(c: C) { loop { let mut jobs = c.jobs.lock().await; while jobs.try_join_next().is_some() {} } }
#[derive(Clone)] struct D { jobs: Arc<Mutex<JoinSet<()>>> }
async fn d(State(d): State<D>) { let mut j = d.jobs.lock().await; j.spawn(ask()); }
impl D { async fn stop(&self) { let mut j = self.jobs.lock().await; j.abort_all(); } }
fn r() { let _: Router = Router::new().route("/a", post(a)).with_state(A { jobs: Arc::default() }); let _: Router = Router::new().route("/a", post(b)).with_state(B { jobs: Arc::default() }); let _: Router = Router::new().route("/a", post(c)).with_state(C { jobs: Arc::default() }); let _: Router = Router::new().route("/a", post(d)).with_state(D { jobs: Arc::default() }); }
