mod jobs;
use acme_net::{Api, Link, Slow};
use axum::extract::{Request, State};
use axum::routing::{get, post};
use axum::{middleware, Router};
use core_::prelude::*;
use core_::{Cached, Caller, Settings, Snapshot};
use std::sync::Arc;
use std::time::Duration;

#[derive(Clone)]
struct App { api: Api, slow: Slow, jobs: Tx<String>, small: queue::Sender<String>, set: Arc<Settings> }

async fn ping(State(a): State<App>) { detach(async move { let _ = a.api.ping().await; }); }
async fn slow(State(a): State<App>) { detach(async move { let _ = a.slow.ping().await; }); } //~ spawn-without-timeout
async fn slow_for(State(a): State<App>) { detach_for(a.set.io, async move { let _ = a.slow.ping().await; }); }
async fn push(State(a): State<App>, b: String) { let _ = a.jobs.send(b.clone()); let _ = a.small.try_send(b); }
async fn link(State(a): State<App>) { go(async move { let mut l = Link::dial("h", &a.set).await.unwrap(); l.next().await.unwrap(); }); } //~ spawn-without-timeout
async fn link_within(State(a): State<App>) { go(async move { let mut l = Link::dial("h", &a.set).await.unwrap(); l.next_within().await.unwrap(); }); }
async fn link_until(State(a): State<App>) { go(async move { let mut l = Link::dial("h", &a.set).await.unwrap(); l.until(a.set.deadline).await.unwrap(); }); }
async fn link_sel(State(a): State<App>) { go(async move { let mut l = Link::dial("h", &a.set).await.unwrap(); select! { r = l.next() => { let _ = r; } _ = tokio::time::sleep(a.set.io) => {} } }); }
async fn who(mut r: Request, next: middleware::Next) -> axum::response::Response { r.extensions_mut().insert(Caller { id: 1, name: "x".into(), trace: [0; 16] }); next.run(r).await }
async fn snap(State(s): State<Snapshot>, mut r: Request, next: middleware::Next) -> axum::response::Response { r.extensions_mut().insert(s); next.run(r).await } //~ large-extension-value
async fn cached(State(s): State<Cached>, mut r: Request, next: middleware::Next) -> axum::response::Response { r.extensions_mut().insert(s); next.run(r).await }
fn router(app: App, snap_: Snapshot) -> Router {
    Router::new().route("/a", get(ping)).route("/b", get(slow)).route("/c", get(slow_for)).route("/d", post(push)).route("/e", get(link)).route("/f", get(link_within)).route("/g", get(link_until)).route("/h", get(link_sel))
        .layer(middleware::from_fn(who))
        .layer(Ext(snap_.clone())) //~ large-extension-value
        .layer(Ext(Cached { snap: Arc::new(snap_) }))
        .with_state(app)
}
#[tokio::main]
async fn main() {
    let set = Arc::new(Settings { io: Duration::from_secs(3), depth: 8, deadline: None });
    let (jobs, rx) = make();
    let (small, rx2) = make_bounded(set.depth);
    let (_huge, _rx3) = make_bounded::<u8>(core_::DEPTH);
    go(jobs::run(rx));
    go(jobs::run_small(rx2));
    let app = App { api: Api::new(&set), slow: Slow::new(), jobs, small, set };
    let l = tokio::net::TcpListener::bind("a").await.unwrap();
    acme_net::serve(l, |mut link| async move { link.next().await.unwrap(); }).await; //~ spawn-without-timeout
    let l = tokio::net::TcpListener::bind("b").await.unwrap();
    acme_net::serve(l, |mut link| async move { link.next_within().await.unwrap(); }).await;
    let _ = router(app, Snapshot { rows: vec![], at: 0 });
}
