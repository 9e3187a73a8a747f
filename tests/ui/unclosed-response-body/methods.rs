//! The method of a request in constants, variables, fields, parameters and functions.

use reqwest::{Client, Method, Response};
use std::time::Duration;
type Error = Box<dyn std::error::Error + Send + Sync>;
const PROBE: Method = Method::HEAD;
const FETCH: Method = Method::GET;
struct Cfg {
    method: Method,
    url: String,
}
struct Prober {
    client: Client,
    cfg: Cfg,
}
impl Prober {
    fn new(client: Client) -> Self {
        Self { client, cfg: Cfg { method: Method::HEAD, url: String::new() } }
    }
    async fn fixed_field(&self) -> Result<u16, Error> {
        let r = self.client.request(self.cfg.method.clone(), &self.cfg.url).send().await?;
        Ok(r.status().as_u16())
    }
}
struct Cfg2 {
    method: Method,
}
impl Cfg2 {
    fn a() -> Self {
        Cfg2 { method: Method::HEAD }
    }
    fn b() -> Self {
        Cfg2 { method: Method::GET }
    }
    async fn leaky_field_both(&self, client: &Client) -> Result<u16, Error> {
        let r = client.request(self.method.clone(), "u").send().await?; //~ unclosed-response-body
        Ok(r.status().as_u16())
    }
}
async fn fixed_const(client: &Client) -> Result<u16, Error> {
    Ok(client.request(PROBE, "u").send().await?.status().as_u16())
}
async fn leaky_const(client: &Client) -> Result<u16, Error> {
    Ok(client.request(FETCH, "u").send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_var(client: &Client) -> Result<u16, Error> {
    let method = Method::HEAD;
    Ok(client.request(method, "u").send().await?.status().as_u16())
}
async fn leaky_var(client: &Client) -> Result<u16, Error> {
    let method = Method::GET;
    Ok(client.request(method, "u").send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_var_clone(client: &Client) -> Result<u16, Error> {
    let method = Method::HEAD;
    Ok(client.request(method.clone(), "u").send().await?.status().as_u16())
}
async fn leaky_var_if(client: &Client, full: bool) -> Result<u16, Error> {
    let method = if full { Method::GET } else { Method::HEAD };
    Ok(client.request(method, "u").send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn do_request(client: &Client, method: Method) -> Result<Response, Error> {
    Ok(client.request(method, "u").send().await?)
}
async fn fixed_param(client: &Client) -> Result<u16, Error> {
    Ok(do_request(client, Method::HEAD).await?.status().as_u16())
}
async fn leaky_param(client: &Client) -> Result<u16, Error> {
    Ok(do_request(client, Method::PUT).await?.status().as_u16()) //~ unclosed-response-body
}
async fn only_head(client: &Client, method: Method) -> Result<u16, Error> {
    Ok(client.request(method, "u").send().await?.status().as_u16())
}
async fn calls_only_head(client: &Client) {
    only_head(client, Method::HEAD).await.ok();
}
async fn head_or_get(client: &Client, method: Method) -> Result<u16, Error> {
    Ok(client.request(method, "u").send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn calls_head_or_get(client: &Client) {
    head_or_get(client, Method::HEAD).await.ok();
    head_or_get(client, Method::GET).await.ok();
}
async fn head_helper(client: &Client) -> Result<Response, Error> {
    Ok(client.head("u").send().await?)
}
async fn fixed_head_helper(client: &Client) -> Result<(), Error> {
    head_helper(client).await?;
    Ok(())
}
async fn get_helper(client: &Client) -> Result<Response, Error> {
    Ok(client.get("u").send().await?)
}
async fn leaky_get_helper(client: &Client) -> Result<(), Error> {
    get_helper(client).await?; //~ unclosed-response-body
    Ok(())
}
fn head_builder(client: &Client) -> reqwest::RequestBuilder {
    client.head("u").timeout(Duration::from_secs(1))
}
async fn fixed_builder_helper(client: &Client) -> Result<u16, Error> {
    Ok(head_builder(client).send().await?.status().as_u16())
}
fn get_builder(client: &Client) -> reqwest::RequestBuilder {
    client.get("u").timeout(Duration::from_secs(1))
}
async fn leaky_builder_helper(client: &Client) -> Result<u16, Error> {
    Ok(get_builder(client).send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn send_builder(b: reqwest::RequestBuilder) -> Result<Response, Error> {
    Ok(b.bearer_auth("x").send().await?)
}
async fn fixed_passed_builder(client: &Client) -> Result<u16, Error> {
    Ok(send_builder(client.head("u")).await?.status().as_u16())
}
async fn leaky_passed_builder(client: &Client) -> Result<u16, Error> {
    Ok(send_builder(client.get("u")).await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_request_new(client: &Client, url: reqwest::Url) -> Result<u16, Error> {
    let req = reqwest::Request::new(Method::HEAD, url);
    Ok(client.execute(req).await?.status().as_u16())
}
async fn leaky_request_new(client: &Client, url: reqwest::Url) -> Result<u16, Error> {
    let req = reqwest::Request::new(Method::GET, url);
    Ok(client.execute(req).await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_method_mut(client: &Client, url: reqwest::Url) -> Result<u16, Error> {
    let mut req = reqwest::Request::new(Method::GET, url);
    *req.method_mut() = Method::HEAD;
    Ok(client.execute(req).await?.status().as_u16())
}
async fn fixed_from_bytes(client: &Client) -> Result<u16, Error> {
    let m = Method::from_bytes(b"HEAD")?;
    Ok(client.request(m, "u").send().await?.status().as_u16())
}
async fn fixed_parse(client: &Client) -> Result<u16, Error> {
    let m: Method = "HEAD".parse()?;
    Ok(client.request(m, "u").send().await?.status().as_u16())
}
async fn leaky_parse(client: &Client) -> Result<u16, Error> {
    let m: Method = "GET".parse()?;
    Ok(client.request(m, "u").send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn leaky_head_not_the_method(client: &Client) -> Result<u16, Error> {
    let r = client.get("u").header("x-method", Method::HEAD.as_str()).send().await?; //~ unclosed-response-body
    Ok(r.status().as_u16())
}
async fn fixed_head_then_get(client: &Client) -> Result<String, Error> {
    let r = client.head("u").send().await?;
    if !r.status().is_success() {
        return Err("no".into());
    }
    Ok(client.get("u").send().await?.text().await?)
}
async fn leaky_head_fallback_get(client: &Client) -> Result<u16, Error> {
    let mut r = client.head("u").send().await?;
    if r.status().as_u16() == 405 {
        r = client.get("u").send().await?; //~ unclosed-response-body
    }
    Ok(r.status().as_u16())
}
async fn leaky_match_method(client: &Client, head: bool) -> Result<u16, Error> {
    let b = match head {
        true => client.head("u"),
        false => client.get("u"),
    };
    Ok(b.send().await?.status().as_u16()) //~ unclosed-response-body
}
async fn fixed_client_var_same_name(client: &Client) -> Result<u16, Error> {
    let head = client.head("u");
    let resp = head.send().await?;
    let code = resp.status().as_u16();
    drop(resp);
    Ok(code)
}
async fn fixed_connect(client: &Client) -> Result<u16, Error> {
    Ok(client.request(Method::CONNECT, "u").send().await?.status().as_u16())
}
fn method_of(kind: u8) -> Method {
    if kind == 0 { Method::HEAD } else { Method::GET }
}
async fn leaky_method_fn(client: &Client) -> Result<u16, Error> {
    Ok(client.request(method_of(1), "u").send().await?.status().as_u16()) //~ unclosed-response-body
}
fn the_method() -> Method {
    Method::HEAD
}
async fn fixed_method_fn(client: &Client) -> Result<u16, Error> {
    Ok(client.request(the_method(), "u").send().await?.status().as_u16())
}
