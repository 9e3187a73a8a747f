//! Helpers of the workspace that put a bound around a future that they are given.
use reqwest::{Client, Error, Response};
use std::future::Future;
use std::time::Duration;
use tokio::time::{Timeout, timeout};
const LIMIT: Duration = Duration::from_secs(1);
type Outcome = Option<Result<Response, Error>>;

fn within<F: Future>(future: F, limit: Duration) -> Timeout<F> {
    timeout(limit, future)
}
async fn by_function() -> Outcome {
    let c = Client::new();
    within(c.get("u").send(), LIMIT).await.ok()
}
async fn logged<F: Future>(future: F, what: &str) -> F::Output {
    println!("{what}");
    future.await
}
async fn by_another_function() -> Outcome {
    let c = Client::new(); //~ missing-client-timeout
    Some(logged(c.get("u").send(), "u").await)
}
trait Limited: Future + Sized {
    fn limited(self) -> Timeout<Self> {
        timeout(LIMIT, self)
    }
    fn unlimited(self) -> Self {
        self
    }
}
impl<F: Future> Limited for F {}
async fn by_extension() -> Outcome {
    let c = Client::new();
    c.get("u").send().limited().await.ok()
}
async fn by_extension_that_does_nothing() -> Outcome {
    let c = Client::new(); //~ missing-client-timeout
    Some(c.get("u").send().unlimited().await)
}
async fn raced<F: Future>(future: F) -> Option<F::Output> {
    tokio::select! {
        done = future => Some(done),
        () = tokio::time::sleep(LIMIT) => None,
    }
}
async fn by_race() -> Outcome {
    let c = Client::new();
    raced(c.get("u").send()).await
}
