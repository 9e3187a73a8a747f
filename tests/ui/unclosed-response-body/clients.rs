//! Other clients than reqwest.

type Error = Box<dyn std::error::Error>;

async fn leaky_middleware(client: &reqwest_middleware::ClientWithMiddleware) -> Result<(), Error> {
    client.post("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_middleware(client: &reqwest_middleware::ClientWithMiddleware) -> Result<String, Error> {
    Ok(client.post("http://a/").send().await?.text().await?)
}

async fn leaky_awc(client: &awc::Client) -> Result<bool, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(response.status().is_success())
}
async fn fixed_awc(client: &awc::Client) -> Result<usize, Error> {
    let mut response = client.get("http://a/").send().await?;
    Ok(response.body().await?.len())
}

async fn leaky_isahc(client: &isahc::HttpClient) -> Result<bool, Error> {
    let response = client.get_async("http://a/").await?; //~ unclosed-response-body
    Ok(response.status().is_success())
}
async fn fixed_isahc(client: &isahc::HttpClient) -> Result<String, Error> {
    use isahc::AsyncReadResponseExt;
    let mut response = client.get_async("http://a/").await?;
    Ok(response.text().await?)
}

async fn leaky_surf(client: &surf::Client) -> Result<bool, surf::Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(response.status().is_success())
}
async fn fixed_surf(client: &surf::Client) -> Result<String, surf::Error> {
    let mut response = client.get("http://a/").send().await?;
    response.body_string().await
}

fn leaky_ureq(agent: &ureq::Agent) -> Result<bool, ureq::Error> {
    let response = agent.get("http://a/").call()?; //~ unclosed-response-body
    Ok(response.status().is_success())
}
fn fixed_ureq(agent: &ureq::Agent) -> Result<String, ureq::Error> {
    agent.get("http://a/").call()?.body_mut().read_to_string()
}
