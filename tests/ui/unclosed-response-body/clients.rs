//! Responses of clients besides reqwest's async one, and how each is read.
use std::io::Read;

pub async fn middleware(client: &reqwest_middleware::ClientWithMiddleware) -> anyhow::Result<u16> {
    let response = client.get("http://upstream").send().await?; //~ unclosed-response-body
    Ok(response.status().as_u16())
}

pub fn blocking(client: &reqwest::blocking::Client) -> reqwest::Result<u16> {
    Ok(client.get("http://upstream").send()?.status().as_u16()) //~ unclosed-response-body
}

pub fn blocking_read(client: &reqwest::blocking::Client) -> anyhow::Result<Vec<u8>> {
    let mut all = Vec::new();
    client.get("http://upstream").send()?.error_for_status()?.read_to_end(&mut all)?;
    Ok(all)
}

pub fn blocking_copied(client: &reqwest::blocking::Client, to: &mut std::fs::File) -> anyhow::Result<u64> {
    Ok(client.get("http://upstream").send()?.copy_to(to)?)
}

pub fn blocking_head(client: &reqwest::blocking::Client) -> reqwest::Result<u16> {
    Ok(client.head("http://upstream").send()?.status().as_u16())
}

pub fn ureq(agent: &ureq::Agent) -> Result<u16, ureq::Error> {
    let response = agent.get("http://upstream").call()?; //~ unclosed-response-body
    Ok(response.status().as_u16())
}

pub fn ureq_read(agent: &ureq::Agent) -> Result<String, ureq::Error> {
    let mut response = agent.get("http://upstream").call()?;
    response.body_mut().read_to_string()
}

pub async fn isahc(client: &isahc::HttpClient) -> Result<(), isahc::Error> {
    client.get_async("http://upstream").await?; //~ unclosed-response-body
    Ok(())
}

pub async fn isahc_read(client: &isahc::HttpClient) -> anyhow::Result<String> {
    use isahc::AsyncReadResponseExt;
    let mut response = client.get_async("http://upstream").await?;
    Ok(response.text().await?)
}

pub async fn surf(client: &surf::Client) -> surf::Result<()> {
    let response = client.get("http://upstream").await?; //~ unclosed-response-body
    println!("{}", response.status());
    Ok(())
}

pub async fn surf_sent(client: &surf::Client) -> surf::Result<String> {
    let mut response = client.get("http://upstream").header("a", "b").send().await?;
    response.body_string().await
}

pub async fn surf_received(client: &surf::Client) -> surf::Result<String> {
    client.get("http://upstream").recv_string().await
}

pub async fn awc(client: &awc::Client) -> u16 {
    let response = client.get("http://upstream").insert_header(("a", "b")).send().await.unwrap(); //~ unclosed-response-body
    response.status().as_u16()
}

pub async fn awc_read(client: &awc::Client) -> usize {
    let mut response = client.get("http://upstream").send().await.unwrap();
    response.body().limit(10).await.unwrap().len()
}

pub fn minreq_has_read() -> Result<i32, minreq::Error> {
    Ok(minreq::get("http://upstream").with_timeout(5).send()?.status_code)
}

pub async fn elastic(client: &elasticsearch::http::transport::Transport) -> anyhow::Result<u16> {
    let headers = reqwest::header::HeaderMap::new();
    let response = client.send(reqwest::Method::GET, "/", headers, None::<&()>, None::<()>, None).await?; //~ unclosed-response-body
    Ok(response.error_for_status_code()?.status_code().as_u16())
}
