//! hyper and hyper-util: a response is a client's by the call that made it.

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::{Request, Response, StatusCode};
use hyper_util::client::legacy::{Client, connect::HttpConnector};

type Error = Box<dyn std::error::Error + Send + Sync>;
type Http = Client<HttpConnector, Empty<Bytes>>;

async fn leaky_get(client: &Http) -> Result<StatusCode, Error> {
    let response = client.get("http://a/".parse()?).await?; //~ unclosed-response-body
    Ok(response.status())
}
async fn fixed_get(client: &Http) -> Result<Bytes, Error> {
    let response = client.get("http://a/".parse()?).await?;
    Ok(response.into_body().collect().await?.to_bytes())
}

async fn leaky_request(client: &Http, request: Request<Empty<Bytes>>) -> Result<(), Error> {
    client.request(request).await?; //~ unclosed-response-body
    Ok(())
}

async fn leaky_parts(client: &Http, request: Request<Empty<Bytes>>) -> Result<StatusCode, Error> {
    let (parts, _) = client.request(request).await?.into_parts(); //~ unclosed-response-body
    Ok(parts.status)
}
async fn fixed_parts(client: &Http, request: Request<Empty<Bytes>>) -> Result<(StatusCode, Bytes), Error> {
    let (parts, body) = client.request(request).await?.into_parts();
    Ok((parts.status, body.collect().await?.to_bytes()))
}

async fn leaky_parts_one_branch(client: &Http, request: Request<Empty<Bytes>>, copy: bool) -> Result<Bytes, Error> {
    let (parts, body) = client.request(request).await?.into_parts(); //~ unclosed-response-body
    if copy {
        return Ok(body.collect().await?.to_bytes());
    }
    Ok(Bytes::from(format!("{}", parts.status)))
}
async fn fixed_parts_both_branches(client: &Http, request: Request<Empty<Bytes>>, copy: bool) -> Result<Bytes, Error> {
    let (parts, body) = client.request(request).await?.into_parts();
    let bytes = body.collect().await?.to_bytes();
    if copy {
        return Ok(bytes);
    }
    Ok(Bytes::from(format!("{}", parts.status)))
}
async fn low_parts_status(client: &Http, request: Request<Empty<Bytes>>) -> Result<Bytes, Error> {
    let (parts, body) = client.request(request).await?.into_parts(); //~low unclosed-response-body
    if !parts.status.is_success() {
        return Err("bad status".into());
    }
    Ok(body.collect().await?.to_bytes())
}

async fn fixed_frames(client: &Http, request: Request<Empty<Bytes>>) -> Result<(), Error> {
    let mut response = client.request(request).await?;
    while let Some(frame) = response.frame().await {
        println!("{:?}", frame?);
    }
    Ok(())
}

async fn fixed_proxied(client: &Http, request: Request<Empty<Bytes>>) -> Result<Response<Incoming>, Error> {
    Ok(client.request(request).await?)
}
async fn fixed_proxied_boxed(
    client: &Http,
    request: Request<Empty<Bytes>>,
) -> Result<Response<http_body_util::combinators::BoxBody<Bytes, hyper::Error>>, Error> {
    let response = client.request(request).await?;
    Ok(response.map(|body| body.boxed()))
}

async fn fixed_server_side(request: Request<Incoming>) -> Result<Response<Empty<Bytes>>, Error> {
    println!("{}", request.uri());
    let response = Response::new(Empty::new());
    println!("{}", response.status());
    Ok(response)
}
async fn fixed_server_side_dropped() {
    let response: Response<Empty<Bytes>> = Response::new(Empty::new());
    drop(response);
}
