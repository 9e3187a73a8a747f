//! A lock file is not there: hyper 0.14 says which body it goes with.

use hyper::{Client, Body, client::HttpConnector, body::HttpBody};
pub async fn leak_one_chunk(c: &Client<HttpConnector>) -> Result<usize, hyper::Error> {
    let mut body = c.get("http://a".parse().unwrap()).await?.into_body(); //~ unclosed-response-body
    if let Some(d) = body.data().await { return Ok(d?.len()); }
    Ok(0)
}
pub async fn leak_one_chunk2(c: &Client<HttpConnector>) -> Result<usize, hyper::Error> {
    let mut res = c.get("http://a".parse().unwrap()).await?; //~ unclosed-response-body
    let first = res.body_mut().data().await;
    Ok(first.map_or(0, |d| d.map_or(0, |d| d.len())))
}
pub async fn leak_one_chunk3(c: &Client<HttpConnector>) -> Result<usize, hyper::Error> {
    let mut body = c.get("http://a".parse().unwrap()).await?.into_body(); //~ unclosed-response-body
    if let Some(d) = body.data().await { println!("{}", d?.len()); }
    Ok(0)
}
pub async fn read_all(c: &Client<HttpConnector>) -> Result<usize, hyper::Error> {
    let mut body = c.get("http://a".parse().unwrap()).await?.into_body();
    let mut n = 0;
    while let Some(d) = body.data().await { n += d?.len(); }
    Ok(n)
}
pub async fn leak_next(c: &Client<HttpConnector>) -> Result<usize, hyper::Error> {
    let mut body = c.get("http://a".parse().unwrap()).await?.into_body(); //~ unclosed-response-body
    let d = body.data().await;
    Ok(usize::from(d.is_some()))
}
