//! Wrappers that give a response back: what is reported is their call.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use reqwest::{Client, Method, Response};

type Error = Box<dyn std::error::Error + Send + Sync>;

struct Api {
    client: Client,
    base: String,
}

impl Api {
    async fn get(&self, path: &str) -> Result<Response, Error> {
        let url = format!("{}/{path}", self.base);
        Ok(self.client.get(url).send().await?)
    }

    async fn post_checked(&self, path: &str) -> Result<Response, Error> {
        let response = self.client.post(path).send().await?;
        if response.status().is_success() {
            return Ok(response);
        }
        Err(response.text().await?.into())
    }

    async fn request(&self, method: Method, path: &str) -> Result<Response, Error> {
        let request = self.client.request(method, path).build()?;
        Ok(self.client.execute(request).await?)
    }

    async fn json(&self, path: &str) -> Result<String, Error> {
        Ok(self.get(path).await?.text().await?)
    }

    fn boxed(&self) -> Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send + '_>> {
        Box::pin(async move { self.client.get("http://a/").send().await })
    }

    fn plain(&self) -> impl Future<Output = reqwest::Result<Response>> {
        self.client.get("http://a/").send()
    }
}

async fn leaky_wrapper(api: &Api) -> Result<(), Error> {
    api.get("items").await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_wrapper(api: &Api) -> Result<String, Error> {
    Ok(api.get("items").await?.text().await?)
}

async fn leaky_wrapper_status(api: &Api) -> Result<bool, Error> {
    let response = api.get("items").await?; //~ unclosed-response-body
    Ok(response.status().is_success())
}

async fn leaky_checked_wrapper(api: &Api) -> Result<(), Error> {
    api.post_checked("items").await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_checked_wrapper(api: &Api) -> Result<String, Error> {
    Ok(api.post_checked("items").await?.text().await?)
}

async fn fixed_decoding_wrapper(api: &Api) -> Result<(), Error> {
    api.json("items").await?;
    Ok(())
}

async fn leaky_method_wrapper(api: &Api) -> Result<(), Error> {
    let _ = api.request(Method::DELETE, "items").await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_head_through_wrapper(api: &Api) -> Result<bool, Error> {
    let response = api.request(Method::HEAD, "items").await?;
    Ok(response.status().is_success())
}

async fn leaky_boxed_future(api: &Api) -> Result<(), Error> {
    api.boxed().await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_boxed_future(api: &Api) -> Result<String, Error> {
    Ok(api.boxed().await?.text().await?)
}

async fn leaky_plain_future(api: &Api) -> Result<(), Error> {
    api.plain().await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_plain_future(api: &Api) -> Result<String, Error> {
    Ok(api.plain().await?.text().await?)
}

/// Two steps away from the client.
async fn outer(api: &Api) -> Result<Response, Error> {
    let response = api.get("items").await?;
    println!("{}", response.status());
    Ok(response)
}
async fn leaky_outer(api: &Api) -> Result<(), Error> {
    outer(api).await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_outer(api: &Api) -> Result<String, Error> {
    Ok(outer(api).await?.text().await?)
}

trait Transport: Send + Sync {
    fn call(&self, request: reqwest::Request) -> Pin<Box<dyn Future<Output = Result<Response, Error>> + Send + '_>>;
}
impl Transport for Client {
    fn call(&self, request: reqwest::Request) -> Pin<Box<dyn Future<Output = Result<Response, Error>> + Send + '_>> {
        Box::pin(async move { Ok(self.execute(request).await?) })
    }
}

async fn leaky_dynamic(transport: Arc<dyn Transport>, request: reqwest::Request) -> Result<(), Error> {
    transport.call(request).await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_dynamic(transport: Arc<dyn Transport>, request: reqwest::Request) -> Result<String, Error> {
    Ok(transport.call(request).await?.text().await?)
}

async fn leaky_generic<T: Transport>(transport: &T, request: reqwest::Request) -> Result<(), Error> {
    transport.call(request).await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_generic<T: Transport>(transport: &T, request: reqwest::Request) -> Result<String, Error> {
    Ok(transport.call(request).await?.text().await?)
}

async fn timed(api: &Api) -> Result<(Response, u64), Error> {
    let started = std::time::Instant::now();
    let response = api.get("items").await?;
    Ok((response, started.elapsed().as_secs()))
}
async fn leaky_pair(api: &Api) -> Result<u64, Error> {
    let (_, seconds) = timed(api).await?; //~ unclosed-response-body
    Ok(seconds)
}
async fn fixed_pair(api: &Api) -> Result<String, Error> {
    let (response, _) = timed(api).await?;
    Ok(response.text().await?)
}
