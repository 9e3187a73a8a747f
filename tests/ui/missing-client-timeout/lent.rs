//! Where a client goes that nobody sends with: into what only prints it, and into futures that others wrap.
use std::fmt;
use std::future::Future;
use std::time::Duration;

use reqwest::Client;

const LIMIT: Duration = Duration::from_secs(1);

/// Printing a client hands it to nobody: all of its requests are seen.
pub struct Printed {
    client: Client,
}
impl fmt::Debug for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Printed").field("client", &self.client).finish()
    }
}
impl Printed {
    pub fn new() -> Self {
        Self { client: Client::new() }
    }
    pub async fn get(&self) -> Option<String> {
        let request = tokio::time::timeout(LIMIT, self.client.get("http://a").send());
        let request = measured(request);
        request.await.ok()?.ok()?.text().await.ok()
    }
}

pub struct PrintedOpen {
    client: Client,
}
impl fmt::Debug for PrintedOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PrintedOpen").field(&self.client).finish()
    }
}
impl PrintedOpen {
    pub fn new() -> Self {
        Self { client: Client::new() } //~ missing-client-timeout
    }
    pub async fn get(&self) -> Option<String> {
        let request = measured(self.client.get("http://a").send());
        request.await.ok()?.text().await.ok()
    }
}

fn measured<F: Future>(future: F) -> impl Future<Output = F::Output> {
    async move { future.await }
}

/// Code that is not known makes another future of the one that it is given.
pub async fn wrapped_by_a_library() -> Option<String> {
    let client = Client::new();
    let answer = some_metrics::timed("get", async move { client.get("http://a").send().await });
    tokio::time::timeout(LIMIT, answer).await.ok()?.ok()?.text().await.ok()
}
pub async fn wrapped_by_a_library_open() -> Option<String> {
    let client = Client::new(); //~ missing-client-timeout
    let answer = some_metrics::timed("get", async move { client.get("http://a").send().await });
    answer.await.ok()?.text().await.ok()
}

tokio::task_local! {
    static TENANT: u64;
}
pub async fn in_the_scope_of_a_task_local() -> Option<String> {
    let client = Client::new();
    let answer = TENANT.scope(1, async move { client.get("http://a").send().await });
    tokio::time::timeout(LIMIT, answer).await.ok()?.ok()?.text().await.ok()
}
pub async fn in_the_scope_of_a_task_local_open() -> Option<String> {
    let client = Client::new(); //~ missing-client-timeout
    let answer = TENANT.scope(1, async move { client.get("http://a").send().await });
    answer.await.ok()?.text().await.ok()
}

/// The timeout is around what is made of the answer.
pub async fn the_answer_goes_to_a_library() -> Option<String> {
    let client = Client::new(); //~ missing-client-timeout
    let text = some_cache::keep(client.get("http://a").send().await);
    tokio::time::timeout(LIMIT, some_cache::store(text)).await.ok()
}
