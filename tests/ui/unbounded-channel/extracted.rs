//! Senders that a router or an extension keeps and a handler takes out; message types known from a static.
use axum::{Router, extract::State, http::StatusCode, routing::post, Extension};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use std::sync::{Arc, LazyLock, OnceLock};
pub fn router() -> Router {
    let (events, queue) = unbounded_channel::<String>(); //~ unbounded-channel
    tokio::spawn(store(queue));
    Router::new().route("/event", post(event)).with_state(events)
}
async fn event(State(events): State<UnboundedSender<String>>, body: String) -> StatusCode {
    match events.send(body) { Ok(()) => StatusCode::ACCEPTED, Err(_) => StatusCode::SERVICE_UNAVAILABLE }
}
async fn store(mut queue: UnboundedReceiver<String>) { while let Some(event) = queue.recv().await { println!("{event}"); } }
pub fn router_ext() -> Router {
    let (events, queue) = unbounded_channel::<u64>(); //~ unbounded-channel
    Router::new().route("/event", post(event2)).layer(Extension(events))
}
async fn event2(Extension(events): Extension<UnboundedSender<u64>>) { events.send(1).ok(); }
pub fn actix(cfg: &mut actix_web::web::ServiceConfig) {
    let (events, queue) = std::sync::mpsc::channel::<String>(); //~ unbounded-channel
    cfg.app_data(actix_web::web::Data::new(events));
}
#[actix_web::post("/x")] async fn act(e: actix_web::web::Data<std::sync::mpsc::Sender<String>>, b: String) { e.send(b).ok(); }
static A: LazyLock<Vec<u8>> = LazyLock::new(|| Vec::new());
static B: LazyLock<UnboundedSender<()>> = LazyLock::new(|| { let (tx, _rx) = unbounded_channel(); tx });
fn b2() -> LazyLock<UnboundedSender<()>> { LazyLock::new(|| { let (tx, _rx) = unbounded_channel(); tx }) }
static C: OnceLock<UnboundedSender<()>> = OnceLock::new();
fn c2() -> UnboundedSender<()> { C.get_or_init(|| { let (tx, _rx) = unbounded_channel(); tx }).clone() }
pub async fn handler_b(State(_): State<()>) { loop { B.send(()).ok(); b2().send(()).ok(); c2().send(()).ok(); } }
