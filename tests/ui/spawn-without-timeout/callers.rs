//! A helper that sends with the client that it is given: each caller is judged by its own client.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::routing::post;
use axum::Router;
use reqwest::Client;

const LIMIT: Duration = Duration::from_secs(5);

#[derive(Clone)]
struct App {
    open: Client,
    limited: Client,
    open_api: Arc<Api>,
    limited_api: Arc<Api>,
}

struct Api {
    client: Client,
    base: String,
}

impl Api {
    fn new(client: Client) -> Self {
        Self { client, base: "http://a/".into() }
    }
    async fn push(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        let _ = self.client.post(url).send().await.unwrap().bytes().await;
    }
}

fn limited() -> Client {
    Client::builder().timeout(LIMIT).build().unwrap()
}

pub fn router() -> Router {
    let app = App {
        open: Client::new(), //~ missing-client-timeout
        limited: limited(),
        open_api: Arc::new(Api::new(Client::new())), //~ missing-client-timeout
        limited_api: Arc::new(Api::new(limited())),
    };
    Router::new()
        .route("/a", post(by_reference_open))
        .route("/b", post(by_reference_limited))
        .route("/c", post(by_value))
        .route("/d", post(by_method))
        .route("/e", post(through_two))
        .route("/f", post(kept_open))
        .route("/g", post(kept_limited))
        .route("/h", post(request_open))
        .route("/i", post(request_limited))
        .route("/j", post(one_of_two))
        .with_state(app)
}

async fn push(client: &Client) {
    let _ = client.get("http://a/").send().await.unwrap().bytes().await;
}
async fn push_owned(client: Client) {
    push(&client).await;
}
async fn push_all(name: &str, client: Client) {
    let own = client.clone();
    push_owned(own).await;
    drop(name.len());
}
async fn send(request: reqwest::RequestBuilder) {
    let _ = request.send().await.unwrap().bytes().await;
}
async fn both(one: Client, other: Client) {
    push(&one).await;
    push(&other).await;
}

async fn by_reference_open(State(app): State<App>) {
    tokio::spawn(async move { push(&app.open).await }); //~ spawn-without-timeout
}
async fn by_reference_limited(State(app): State<App>) {
    tokio::spawn(async move { push(&app.limited).await });
}
async fn by_value(State(app): State<App>) {
    tokio::spawn(push_owned(app.open)); //~ spawn-without-timeout
    tokio::spawn(push_owned(app.limited));
}
impl App {
    fn start_open(&self) {
        let client = self.open.clone();
        tokio::spawn(async move { push(&client).await }); //~ spawn-without-timeout
    }
    fn start_limited(&self) {
        let client = self.limited.clone();
        tokio::spawn(async move { push(&client).await });
    }
}
async fn by_method(State(app): State<App>) {
    app.start_open();
    app.start_limited();
}
async fn through_two(State(app): State<App>) {
    tokio::spawn(push_all("a", app.open)); //~ spawn-without-timeout
    tokio::spawn(push_all("a", app.limited));
}
async fn kept_open(State(app): State<App>) {
    tokio::spawn(async move { app.open_api.push("a").await }); //~ spawn-without-timeout
}
async fn kept_limited(State(app): State<App>) {
    tokio::spawn(async move { app.limited_api.push("a").await });
}
async fn request_open(State(app): State<App>) {
    tokio::spawn(send(app.open.get("http://a/"))); //~ spawn-without-timeout
}
async fn request_limited(State(app): State<App>) {
    tokio::spawn(send(app.limited.get("http://a/")));
}
async fn one_of_two(State(app): State<App>) {
    tokio::spawn(both(app.limited.clone(), app.limited.clone()));
    tokio::spawn(both(app.limited.clone(), app.open.clone())); //~ spawn-without-timeout
    tokio::spawn(both(app.open, app.limited)); //~ spawn-without-timeout
}

mod choices {
    use super::{push, Client, Duration, LIMIT};

    /// The same limit, or none: a choice of the code, and no option of the configuration.
    pub async fn only_if_urgent(mut rx: tokio::sync::mpsc::Receiver<bool>, client: Client) {
        while let Some(urgent) = rx.recv().await {
            let client = client.clone();
            tokio::spawn(async move { //~ spawn-without-timeout
                if urgent {
                    let _ = tokio::time::timeout(LIMIT, push(&client)).await;
                } else {
                    push(&client).await;
                }
            });
        }
    }
    pub async fn if_given(mut rx: tokio::sync::mpsc::Receiver<Option<Duration>>, client: Client) {
        while let Some(limit) = rx.recv().await {
            let client = client.clone();
            tokio::spawn(async move {
                if let Some(limit) = limit {
                    let _ = tokio::time::timeout(limit, push(&client)).await;
                } else {
                    push(&client).await;
                }
            });
        }
    }
    pub async fn if_not_zero(mut rx: tokio::sync::mpsc::Receiver<u64>, client: Client) {
        while let Some(secs) = rx.recv().await {
            let client = client.clone();
            tokio::spawn(async move {
                if secs == 0 {
                    push(&client).await;
                } else {
                    let _ = tokio::time::timeout(Duration::from_secs(secs), push(&client)).await;
                }
            });
        }
    }
}

/// What is awaited is the wrapper, not the task that it starts.
async fn start_if_due(key: &str, work: impl std::future::Future<Output = ()> + Send + 'static) {
    if key.len() > 3 {
        tokio::spawn(work);
    }
}
pub async fn an_awaited_wrapper_starts_it(State((client, url)): State<(Client, String)>) {
    start_if_due( //~ spawn-without-timeout
        "scan",
        async move {
            fetch(client.get(url)).await;
        },
    )
    .await;
}
pub async fn an_awaited_wrapper_starts_a_bounded_one(State((client, url)): State<(Client, String)>) {
    let work = async move {
        fetch(client.get(url).timeout(LIMIT)).await;
    };
    start_if_due("scan", work).await;
}
/// It waits for the task.
async fn start_and_wait(work: impl std::future::Future<Output = ()> + Send + 'static) {
    let _ = tokio::spawn(work).await;
}
pub async fn an_awaited_wrapper_waits_for_it(State((client, url)): State<(Client, String)>) {
    start_and_wait(async move {
        fetch(client.get(url)).await;
    })
    .await;
}
/// It gives the handle back.
async fn start_and_give_back(work: impl std::future::Future<Output = ()> + Send + 'static) -> tokio::task::JoinHandle<()> {
    tokio::spawn(work)
}
pub async fn the_handle_is_awaited_too(State((client, url)): State<(Client, String)>) {
    let handle = start_and_give_back(async move {
        fetch(client.get(url)).await;
    })
    .await;
    let _ = handle.await;
}
pub async fn the_handle_is_dropped(State((client, url)): State<(Client, String)>) {
    let _ = start_and_give_back(async move { //~ spawn-without-timeout
        fetch(client.get(url)).await;
    })
    .await;
}
async fn fetch(request: reqwest::RequestBuilder) {
    if let Ok(answer) = request.send().await {
        let _ = answer.bytes().await;
    }
}
