//! A response that a function of the workspace hands to a closure that it was given, or that a boxed closure takes.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::{Client, Response};

type Error = Box<dyn std::error::Error + Send + Sync>;
type Later = Pin<Box<dyn Future<Output = reqwest::Result<String>> + Send>>;

fn call<T>(f: impl FnOnce(Response) -> T, response: Response) -> T {
    f(response)
}
fn call_dyn(f: &dyn Fn(Response) -> u16, response: Response) -> u16 {
    f(response)
}
fn call_boxed(response: Response, f: Box<dyn FnOnce(Response) -> u16>) -> u16 {
    f(response)
}
async fn call_async<F, Fut>(f: F, response: Response) -> Result<(), Error>
where
    F: FnOnce(Response) -> Fut,
    Fut: Future<Output = Result<(), Error>>,
{
    f(response).await
}
fn look<T>(f: impl Fn(&Response) -> T, response: Response) -> (T, Response) {
    (f(&response), response)
}

async fn leaky_given(client: &Client) -> Result<u16, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(call(|r| r.status().as_u16(), response))
}
async fn fixed_given(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    Ok(call(|r| r.text(), response).await?)
}
async fn leaky_given_dyn(client: &Client) -> Result<u16, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(call_dyn(&|r| r.status().as_u16(), response))
}
async fn leaky_given_boxed(client: &Client) -> Result<u16, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(call_boxed(response, Box::new(|r| r.status().as_u16())))
}
async fn fixed_moved_on_in_the_closure(client: &Client) -> Result<u16, Error> {
    let response = client.get("http://a/").send().await?;
    let read = |r: Response| {
        tokio::spawn(async move {
            let _ = r.bytes().await;
        });
        1
    };
    Ok(call_boxed(response, Box::new(read)))
}
async fn leaky_given_async(client: &Client) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    call_async(
        |r| async move {
            println!("{}", r.status());
            Ok(())
        },
        response,
    )
    .await
}
async fn fixed_given_async(client: &Client) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?;
    call_async(
        |r| async move {
            println!("{}", r.text().await?);
            Ok(())
        },
        response,
    )
    .await
}
async fn fixed_looked_at_then_read(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    let (_, response) = look(|r| r.status(), response);
    Ok(response.text().await?)
}

async fn leaky_boxed_in_place(client: &Client) -> Result<u16, Error> {
    let on_answer: Box<dyn Fn(Response) -> u16> = Box::new(|r| r.status().as_u16());
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(on_answer(response))
}
async fn fixed_boxed_in_place(client: &Client) -> Result<String, Error> {
    let on_answer: Box<dyn Fn(Response) -> Later + Send + Sync> = Box::new(|r| Box::pin(r.text()));
    let response = client.get("http://a/").send().await?;
    Ok(on_answer(response).await?)
}
async fn leaky_shared_in_place(client: &Client) -> Result<u16, Error> {
    let on_answer: Arc<dyn Fn(Response) -> u16> = Arc::new(|r| r.status().as_u16());
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(on_answer(response))
}

/// Two type parameters are not one: the closure of `map_err` gets the error.
trait Context<T> {
    fn context_of(self, what: &str) -> Result<T, Error>;
}
impl<T, X: std::fmt::Display> Context<T> for Result<T, X> {
    fn context_of(self, what: &str) -> Result<T, Error> {
        self.map_err(|e| format!("{what}: {e}").into())
    }
}
async fn leaky_with_context(client: &Client) -> Result<(), Error> {
    client.get("http://a/").send().await.context_of("send")?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_with_context(client: &Client) -> Result<String, Error> {
    client.get("http://a/").send().await.context_of("send")?.text().await.context_of("read")
}
