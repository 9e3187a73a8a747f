//! The same pairs with many libraries.

pub mod blocking {
    use reqwest::blocking::{Client, Response};
    use std::io::Read;
    pub fn dropped(c: &Client) -> anyhow::Result<()> { c.get("u").send()?; Ok(()) } //~ unclosed-response-body
    pub fn read_to_string(c: &Client) -> anyhow::Result<String> { let mut s = String::new(); c.get("u").send()?.read_to_string(&mut s)?; Ok(s) }
    pub fn copy_to(c: &Client) -> anyhow::Result<u64> { Ok(c.get("u").send()?.copy_to(&mut std::io::sink())?) }
    pub fn io_copy(c: &Client) -> anyhow::Result<u64> { let mut r = c.get("u").send()?; Ok(std::io::copy(&mut r, &mut std::io::sink())?) }
    pub fn reader_from(c: &Client) -> anyhow::Result<serde_json::Value> { let r = c.get("u").send()?; Ok(serde_json::from_reader(r)?) }
    pub fn bufreader(c: &Client) -> anyhow::Result<usize> { use std::io::BufRead; let r = std::io::BufReader::new(c.get("u").send()?); Ok(r.lines().count()) }
    pub fn bufreader_unread(c: &Client) -> anyhow::Result<()> { let _r = std::io::BufReader::new(c.get("u").send()?); Ok(()) } //~ unclosed-response-body
    pub fn throwaway() -> anyhow::Result<u16> { Ok(reqwest::blocking::get("u")?.status().as_u16()) } //~low unclosed-response-body
    pub fn dyn_read(c: &Client) -> anyhow::Result<Box<dyn Read>> { Ok(Box::new(c.get("u").send()?)) }
    fn want(r: Response) -> Result<Response, String> { if r.status() == 200 { Ok(r) } else { Err(r.text().unwrap_or_default()) } }
    pub fn want_dropped(c: &Client) -> bool { c.get("u").send().map_err(|e| e.to_string()).and_then(want).is_ok() } //~ unclosed-response-body
    pub fn want_read(c: &Client) -> Option<String> { c.get("u").send().map_err(|e| e.to_string()).and_then(want).ok()?.text().ok() }
    pub fn threads(c: Client) { std::thread::spawn(move || { if let Err(e) = c.post("u").body("x").send() { eprintln!("{e}"); } }); } //~ unclosed-response-body
}
pub mod middleware {
    use reqwest_middleware::{ClientWithMiddleware, Error};
    pub async fn dropped(c: &ClientWithMiddleware) -> Result<(), Error> { c.get("u").send().await?.error_for_status()?; Ok(()) } //~ unclosed-response-body
    pub async fn read(c: &ClientWithMiddleware) -> anyhow::Result<String> { Ok(c.get("u").send().await?.error_for_status()?.text().await?) }
    pub async fn execute(c: &ClientWithMiddleware, r: reqwest::Request) -> anyhow::Result<u16> { Ok(c.execute(r).await?.status().as_u16()) } //~ unclosed-response-body
    pub struct Log;
    #[async_trait::async_trait]
    impl reqwest_middleware::Middleware for Log {
        async fn handle(&self, req: reqwest::Request, ext: &mut http::Extensions, next: reqwest_middleware::Next<'_>) -> reqwest_middleware::Result<reqwest::Response> {
            let r = next.run(req, ext).await?;
            println!("{}", r.status());
            Ok(r)
        }
    }
    pub struct Refresh;
    #[async_trait::async_trait]
    impl reqwest_middleware::Middleware for Refresh {
        async fn handle(&self, req: reqwest::Request, ext: &mut http::Extensions, next: reqwest_middleware::Next<'_>) -> reqwest_middleware::Result<reqwest::Response> {
            let again = req.try_clone();
            let r = next.clone().run(req, ext).await?; //~low unclosed-response-body
            if r.status() == 401 && again.is_some() { return next.run(again.unwrap(), ext).await; }
            Ok(r)
        }
    }
}
pub mod hyper1 {
    use http_body_util::{BodyExt, Empty, Full};
    use hyper::body::{Bytes, Incoming};
    use hyper::{Request, Response, StatusCode};
    use hyper_util::client::legacy::{Client, connect::HttpConnector};
    type C = Client<HttpConnector, Empty<Bytes>>;
    pub async fn dropped(c: &C) -> anyhow::Result<StatusCode> { Ok(c.get("http://x".parse()?).await?.status()) } //~ unclosed-response-body
    pub async fn read(c: &C) -> anyhow::Result<Bytes> { Ok(c.get("http://x".parse()?).await?.into_body().collect().await?.to_bytes()) }
    pub async fn into_body_dropped(c: &C) -> anyhow::Result<()> { let _b = c.get("http://x".parse()?).await?.into_body(); Ok(()) } //~ unclosed-response-body
    pub async fn into_parts_read(c: &C) -> anyhow::Result<(u16, Bytes)> {
        let (p, b) = c.get("http://x".parse()?).await?.into_parts();
        Ok((p.status.as_u16(), b.collect().await?.to_bytes()))
    }
    pub async fn into_parts_dropped(c: &C) -> anyhow::Result<u16> {
        let (p, _b) = c.get("http://x".parse()?).await?.into_parts(); //~ unclosed-response-body
        Ok(p.status.as_u16())
    }
    pub async fn into_parts_error_only(c: &C) -> anyhow::Result<Bytes> {
        let (p, b) = c.get("http://x".parse()?).await?.into_parts(); //~low unclosed-response-body
        if !p.status.is_success() { anyhow::bail!("{}", p.status); }
        Ok(b.collect().await?.to_bytes())
    }
    pub async fn frames(c: &C) -> anyhow::Result<usize> {
        let mut r = c.get("http://x".parse()?).await?;
        let mut n = 0;
        while let Some(f) = r.frame().await { if let Some(d) = f?.data_ref() { n += d.len(); } }
        Ok(n)
    }
    pub async fn request_head(c: &C) -> anyhow::Result<u16> {
        let req = Request::builder().method("HEAD").uri("http://x").body(Empty::new())?;
        Ok(c.request(req).await?.status().as_u16())
    }
    pub async fn request_head_const(c: &C) -> anyhow::Result<u16> {
        let req = Request::head("http://x").body(Empty::new())?;
        Ok(c.request(req).await?.status().as_u16())
    }
    pub async fn request_delete(c: &C) -> anyhow::Result<u16> {
        let req = Request::delete("http://x").body(Empty::new())?;
        Ok(c.request(req).await?.status().as_u16()) //~ unclosed-response-body
    }
    pub async fn map_body(c: &C) -> anyhow::Result<Response<http_body_util::combinators::BoxBody<Bytes, hyper::Error>>> {
        Ok(c.get("http://x".parse()?).await?.map(|b| b.boxed()))
    }
    pub async fn map_body_dropped(c: &C) -> anyhow::Result<Response<Full<Bytes>>> {
        Ok(c.get("http://x".parse()?).await?.map(|_| Full::new(Bytes::new()))) //~ unclosed-response-body
    }
    pub async fn sender_dropped(mut s: hyper::client::conn::http1::SendRequest<Empty<Bytes>>) -> anyhow::Result<bool> {
        let r = s.send_request(Request::new(Empty::new())).await?; //~ unclosed-response-body
        Ok(r.status().is_success())
    }
    pub async fn sender_read(mut s: hyper::client::conn::http1::SendRequest<Empty<Bytes>>) -> anyhow::Result<bool> {
        let r = s.send_request(Request::new(Empty::new())).await?;
        let ok = r.status().is_success();
        r.into_body().collect().await?;
        Ok(ok)
    }
    pub async fn upgrade_ok(c: &C) -> anyhow::Result<hyper::upgrade::Upgraded> {
        let r = c.get("http://x".parse()?).await?;
        Ok(hyper::upgrade::on(r).await?)
    }
    pub async fn proxy(c: &C, req: Request<Empty<Bytes>>) -> anyhow::Result<Response<Incoming>> { Ok(c.request(req).await?) }
    pub async fn server_side() -> Response<Full<Bytes>> { let r = Response::new(Full::new(Bytes::new())); println!("{}", r.status()); r }
    pub async fn server_dropped() -> StatusCode { let r = Response::new(Full::new(Bytes::new())); r.status() }
    pub async fn redirect_loop(c: &C, mut u: hyper::Uri) -> anyhow::Result<Bytes> {
        loop {
            let r = c.get(u.clone()).await?; //~low unclosed-response-body
            if r.status().is_redirection() {
                u = r.headers()["location"].to_str()?.parse()?;
                continue;
            }
            return Ok(r.into_body().collect().await?.to_bytes());
        }
    }
}
pub mod awc_ {
    use awc::Client;
    pub async fn dropped(c: &Client) -> Result<u16, awc::error::SendRequestError> { Ok(c.get("u").send().await?.status().as_u16()) } //~ unclosed-response-body
    pub async fn read(c: &Client) -> anyhow::Result<usize> { let mut r = c.get("u").send().await.map_err(|e| anyhow::anyhow!("{e}"))?; Ok(r.body().await?.len()) }
    pub async fn json_body(c: &Client, v: &serde_json::Value) -> bool { c.post("u").send_json(v).await.is_ok() } //~ unclosed-response-body
    pub async fn body_limit(c: &Client) -> anyhow::Result<usize> { let mut r = c.get("u").send_body("x").await.map_err(|e| anyhow::anyhow!("{e}"))?; let b = r.body().limit(10).await?; Ok(b.len()) }
    pub async fn stream(c: &Client) -> anyhow::Result<actix_web::HttpResponse> { let r = c.get("u").send().await.map_err(|e| anyhow::anyhow!("{e}"))?; Ok(actix_web::HttpResponse::Ok().streaming(r)) }
    pub async fn head(c: &Client) -> bool { c.head("u").send().await.is_ok() }
}
pub mod ureq3 {
    use ureq::Agent;
    pub fn dropped(a: &Agent) -> Result<u16, ureq::Error> { Ok(a.get("u").call()?.status().as_u16()) } //~ unclosed-response-body
    pub fn read(a: &Agent) -> Result<String, ureq::Error> { a.get("u").call()?.body_mut().read_to_string() }
    pub fn into_body(a: &Agent) -> Result<String, ureq::Error> { let (_p, mut b) = a.get("u").call()?.into_parts(); b.read_to_string() }
    pub fn send_json(a: &Agent) -> Result<(), ureq::Error> { a.post("u").send("x")?; Ok(()) } //~ unclosed-response-body
    pub fn reader(a: &Agent) -> anyhow::Result<u64> { let mut r = a.get("u").call()?; Ok(std::io::copy(&mut r.body_mut().as_reader(), &mut std::io::sink())?) }
    pub fn throwaway() -> Result<u16, ureq::Error> { Ok(ureq::get("u").call()?.status().as_u16()) } //~low unclosed-response-body //~ missing-client-timeout
    pub fn status_error(a: &Agent) -> bool { match a.get("u").call() { Ok(_) => true, Err(ureq::Error::StatusCode(404)) => false, Err(_) => false } } //~ unclosed-response-body
    pub fn run(a: &Agent, r: http::Request<()>) -> Result<u16, ureq::Error> { let r = a.run(r)?; Ok(r.status().as_u16()) } //~ unclosed-response-body
    pub fn head(a: &Agent) -> Result<u16, ureq::Error> { Ok(a.head("u").call()?.status().as_u16()) }
}
pub mod isahc_ {
    use isahc::{HttpClient, prelude::*, AsyncReadResponseExt, ReadResponseExt};
    pub async fn dropped(c: &HttpClient) -> Result<u16, isahc::Error> { Ok(c.get_async("u").await?.status().as_u16()) } //~ unclosed-response-body
    pub async fn read(c: &HttpClient) -> anyhow::Result<String> { Ok(c.get_async("u").await?.text().await?) }
    pub fn sync_dropped(c: &HttpClient) -> Result<(), isahc::Error> { c.post("u", "x")?; Ok(()) } //~ unclosed-response-body
    pub fn sync_read(c: &HttpClient) -> anyhow::Result<String> { Ok(c.post("u", "x")?.text()?) }
    pub fn consume(c: &HttpClient) -> anyhow::Result<()> { c.get("u")?.consume()?; Ok(()) }
    pub fn head(c: &HttpClient) -> anyhow::Result<bool> { Ok(c.head("u")?.status().is_success()) }
    pub async fn send_ext(r: isahc::Request<()>) -> anyhow::Result<bool> { Ok(r.send_async().await?.status().is_success()) } //~ unclosed-response-body
}
pub mod surf_ {
    pub async fn dropped(c: &surf::Client) -> surf::Result<u16> { let r = c.get("u").await?; Ok(r.status().into()) } //~ unclosed-response-body
    pub async fn read(c: &surf::Client) -> surf::Result<String> { let mut r = c.get("u").await?; r.body_string().await }
    pub async fn recv(c: &surf::Client) -> surf::Result<String> { c.get("u").recv_string().await }
    pub async fn send(c: &surf::Client) -> surf::Result<()> { c.get("u").send().await?; Ok(()) } //~ unclosed-response-body
    pub async fn take_body(c: &surf::Client) -> surf::Result<Vec<u8>> { let mut r = c.get("u").await?; r.take_body().into_bytes().await }
    pub async fn take_body_dropped(c: &surf::Client) -> surf::Result<()> { let mut r = c.get("u").await?; let _ = r.take_body(); Ok(()) } //~ unclosed-response-body
}
pub mod never {
    pub async fn s3(c: &aws_sdk_s3::Client) -> anyhow::Result<()> { c.put_object().bucket("b").key("k").send().await?; Ok(()) }
    pub async fn process() -> std::io::Result<()> { let mut c = tokio::process::Command::new("x").spawn()?; c.wait().await?; Ok(()) }
    pub fn minreq_() -> Result<i32, minreq::Error> { Ok(minreq::get("u").send()?.status_code) } //~ missing-client-timeout
    pub fn attohttpc_() -> Result<(), attohttpc::Error> { attohttpc::get("u").send()?; Ok(()) }
    pub struct Client;
    pub struct Req;
    pub struct Resp;
    impl Client { pub fn get(&self, _u: &str) -> Req { Req } }
    impl Req { pub async fn send(self) -> Result<Resp, ()> { Ok(Resp) } }
    impl Resp { pub fn status(&self) -> u16 { 200 } }
    pub async fn own_types(c: &Client) -> Result<u16, ()> { Ok(c.get("u").send().await?.status()) }
    pub async fn no_pool() -> anyhow::Result<()> {
        let c = reqwest::Client::builder().pool_max_idle_per_host(0).timeout(std::time::Duration::from_secs(1)).build()?;
        for u in ["a", "b"] { c.get(u).send().await?; }
        Ok(())
    }
    pub async fn with_pool() -> anyhow::Result<()> {
        let c = reqwest::Client::builder().pool_max_idle_per_host(1).timeout(std::time::Duration::from_secs(1)).build()?;
        for u in ["a", "b"] { c.get(u).send().await?; } //~ unclosed-response-body
        Ok(())
    }
    pub async fn conn_close(c: &reqwest::Client) -> reqwest::Result<()> { c.get("u").header("connection", "close").send().await?; Ok(()) }
    pub async fn conn_keep(c: &reqwest::Client) -> reqwest::Result<()> { c.get("u").header("connection", "keep-alive").send().await?; Ok(()) } //~ unclosed-response-body
    pub async fn conn_close_const(c: &reqwest::Client) -> reqwest::Result<()> { c.get("u").header(reqwest::header::CONNECTION, "close").send().await?; Ok(()) }
    pub async fn ws(c: &reqwest::Client) -> anyhow::Result<reqwest::Upgraded> { Ok(c.get("u").send().await?.upgrade().await?) }
    pub fn forget(r: reqwest::Response) { std::mem::forget(r) }
    pub async fn leaked(c: &reqwest::Client) -> reqwest::Result<()> { forget(c.get("u").send().await?); Ok(()) } //~ unclosed-response-body
    pub async fn manually(c: &reqwest::Client) -> reqwest::Result<u16> { let r = std::mem::ManuallyDrop::new(c.get("u").send().await?); Ok(r.status().as_u16()) } //~ unclosed-response-body
    static ALL: std::sync::Mutex<Vec<reqwest::Response>> = std::sync::Mutex::new(Vec::new());
    pub async fn into_static(c: &reqwest::Client) -> anyhow::Result<()> { let r = c.get("u").send().await?; ALL.lock().unwrap().push(r); Ok(()) } //~ unclosed-response-body
    pub async fn unknown_code(c: &reqwest::Client) -> anyhow::Result<()> { let r = c.get("u").send().await?; some_crate::take(r).await; Ok(()) }
    pub async fn unknown_lent(c: &reqwest::Client) -> anyhow::Result<()> { let r = c.get("u").send().await?; some_crate::look(&r); Ok(()) } //~ unclosed-response-body
    pub async fn channel(c: &reqwest::Client, tx: tokio::sync::mpsc::Sender<reqwest::Response>) -> anyhow::Result<()> { tx.send(c.get("u").send().await?).await?; Ok(()) }
    pub async fn held(c: &reqwest::Client, db: &sqlx::PgPool) -> anyhow::Result<String> {
        let r = c.get("u").send().await?; //~low unclosed-response-body
        sqlx::query("x").execute(db).await?;
        Ok(r.text().await?)
    }
    pub async fn not_held(c: &reqwest::Client, db: &sqlx::PgPool) -> anyhow::Result<String> {
        let r = c.get("u").send().await?.text().await?;
        sqlx::query("x").execute(db).await?;
        Ok(r)
    }
    pub async fn sse(c: &reqwest::Client) -> anyhow::Result<()> {
        use futures::StreamExt;
        let mut s = c.get("u").send().await?.bytes_stream();
        while let Some(c) = s.next().await { println!("{}", c?.len()); }
        Ok(())
    }
}
pub mod tower_ {
    use tower::{Service, ServiceExt};
    // What a service answers to `oneshot` would have to be known by its `call`.
    pub async fn fn_oneshot(c: reqwest::Client, r: reqwest::Request) -> anyhow::Result<u16> { Ok(c.oneshot(r).await?.status().as_u16()) }
    pub async fn ready_call(mut c: reqwest::Client, r: reqwest::Request) -> anyhow::Result<u16> { Ok(c.ready().await?.call(r).await?.status().as_u16()) } //~ unclosed-response-body
    pub async fn ready_call_read(mut c: reqwest::Client, r: reqwest::Request) -> anyhow::Result<String> { Ok(c.ready().await?.call(r).await?.text().await?) }
}
pub mod reexp {
    pub mod prelude { pub use reqwest::{self as http_client, Client as Http, Response as Reply}; pub type R<T> = std::result::Result<T, http_client::Error>; }
    use prelude::*;
    pub async fn dropped(c: &Http) -> R<()> { c.get("u").send().await?; Ok(()) } //~ unclosed-response-body
    pub async fn read(c: &Http) -> R<String> { c.get("u").send().await?.text().await }
    async fn fetch(c: &Http) -> R<Reply> { c.get("u").send().await }
    pub async fn fetch_dropped(c: &Http) -> R<bool> { fetch(c).await.map(|r| r.status().is_success()) } //~ unclosed-response-body
}
pub mod object {
    use reqwest::{Client, Response};
    pub struct GetResult { pub payload: Response, pub size: u64 }
    impl GetResult { pub async fn bytes(self) -> anyhow::Result<Vec<u8>> { Ok(self.payload.bytes().await?.to_vec()) } }
    #[async_trait::async_trait]
    pub trait GetClient: Send + Sync { async fn get_request(&self, p: &str) -> anyhow::Result<Response>; }
    pub struct S3(Client);
    #[async_trait::async_trait]
    impl GetClient for S3 { async fn get_request(&self, p: &str) -> anyhow::Result<Response> { let r = self.0.get(p).send().await?.error_for_status()?; Ok(r) } }
    async fn get<C: GetClient>(c: &C, p: &str) -> anyhow::Result<GetResult> { let r = c.get_request(p).await?; let size = r.content_length().unwrap_or(0); Ok(GetResult { payload: r, size }) }
    pub async fn read<C: GetClient>(c: &C) -> anyhow::Result<Vec<u8>> { get(c, "x").await?.bytes().await }
    pub async fn size_only<C: GetClient>(c: &C) -> anyhow::Result<u64> { Ok(get(c, "x").await?.size) } //~ unclosed-response-body
    #[async_trait::async_trait]
    pub trait GetExt { async fn get_opts(&self, p: &str) -> anyhow::Result<GetResult>; }
    #[async_trait::async_trait]
    impl<T: GetClient> GetExt for T { async fn get_opts(&self, p: &str) -> anyhow::Result<GetResult> { let r = self.get_request(p).await?; Ok(GetResult { size: 0, payload: r }) } }
    pub async fn ext_read(c: &S3) -> anyhow::Result<Vec<u8>> { c.get_opts("x").await?.bytes().await }
    pub async fn ext_size_only(c: &S3) -> anyhow::Result<u64> { Ok(c.get_opts("x").await?.size) } //~ unclosed-response-body
}
