//! Functions of the workspace that take a response: some read it, some hand it back, some drop it.

use reqwest::{Client, Response, StatusCode};

type Error = Box<dyn std::error::Error + Send + Sync>;

/// Reads an error's body, and hands a success back unread.
async fn check(response: Response) -> Result<Response, Error> {
    if response.status().is_success() {
        Ok(response)
    } else {
        Err(response.text().await?.into())
    }
}

async fn leaky_checked(client: &Client) -> Result<(), Error> {
    check(client.post("http://a/").send().await?).await?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_checked(client: &Client) -> Result<String, Error> {
    let response = check(client.post("http://a/").send().await?).await?;
    Ok(response.text().await?)
}

async fn leaky_checked_map_drop(client: &Client) -> Result<(), Error> {
    check(client.post("http://a/").send().await?).await.map(drop) //~ unclosed-response-body
}
async fn fixed_checked_map(client: &Client) -> Result<String, Error> {
    let read = check(client.post("http://a/").send().await?).await.map(Response::text);
    Ok(read?.await?)
}

async fn leaky_checked_then_status(client: &Client) -> Result<bool, Error> {
    let response = {
        let response = client.put("http://a/").send().await?; //~ unclosed-response-body
        check(response).await?
    };
    match response.status() {
        StatusCode::CREATED => Ok(true),
        StatusCode::NO_CONTENT => Ok(false),
        status => Err(format!("unexpected {status}").into()),
    }
}

async fn leaky_errors_only(client: &Client) -> Result<(), Error> {
    let response = client.delete("http://a/").send().await?; //~ unclosed-response-body
    if !response.status().is_success() {
        return Err(check(response).await.unwrap_err());
    }
    Ok(())
}
async fn fixed_errors_only(client: &Client) -> Result<(), Error> {
    let response = client.delete("http://a/").send().await?;
    if !response.status().is_success() {
        return Err(check(response).await.unwrap_err());
    }
    response.bytes().await?;
    Ok(())
}

async fn read_all(response: Response) -> Result<Vec<u8>, Error> {
    Ok(response.bytes().await?.to_vec())
}
async fn fixed_read_in_function(client: &Client) -> Result<Vec<u8>, Error> {
    read_all(client.get("http://a/").send().await?).await
}

fn headers_of(response: Response) -> Option<String> {
    let value = response.headers().get("etag")?;
    Some(value.to_str().ok()?.to_owned())
}
async fn leaky_dropped_in_function(client: &Client) -> Result<Option<String>, Error> {
    let response = client.put("http://a/").send().await?; //~ unclosed-response-body
    Ok(headers_of(response))
}

fn version_of(response: &Response) -> Option<String> {
    let value = response.headers().get("version")?;
    Some(value.to_str().ok()?.to_owned())
}
async fn leaky_borrowed(client: &Client) -> Result<Option<String>, Error> {
    let response = client.put("http://a/").send().await?; //~ unclosed-response-body
    Ok(version_of(&response))
}
async fn fixed_borrowed(client: &Client) -> Result<String, Error> {
    let response = client.put("http://a/").send().await?;
    let version = version_of(&response).unwrap_or_default();
    Ok(version + &response.text().await?)
}

fn ensure_success(response: &Response) -> Result<(), Error> {
    match response.status() {
        status if status.is_success() => Ok(()),
        status => Err(format!("bad status {status}").into()),
    }
}
async fn leaky_borrowed_check(client: &Client) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    ensure_success(&response)?;
    Ok(())
}
async fn low_borrowed_check(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    ensure_success(&response)?;
    Ok(response.text().await?)
}

async fn drain(response: &mut Response) -> Result<(), Error> {
    while response.chunk().await?.is_some() {}
    Ok(())
}
async fn fixed_drained_by_reference(client: &Client) -> Result<StatusCode, Error> {
    let mut response = client.get("http://a/").send().await?;
    drain(&mut response).await?;
    Ok(response.status())
}

/// An extension trait on the library's type.
trait Checked {
    fn checked(self) -> Result<Response, Error>;
}
impl Checked for Response {
    fn checked(self) -> Result<Response, Error> {
        Ok(self.error_for_status()?)
    }
}
async fn leaky_extension(client: &Client) -> Result<(), Error> {
    client.get("http://a/").send().await?.checked()?; //~ unclosed-response-body
    Ok(())
}
async fn fixed_extension(client: &Client) -> Result<String, Error> {
    Ok(client.get("http://a/").send().await?.checked()?.text().await?)
}

/// Looks at a result, and hands it on.
fn log(result: reqwest::Result<Response>) -> reqwest::Result<Response> {
    if let Err(error) = &result {
        eprintln!("{error}");
    }
    result
}
async fn leaky_result_passed(client: &Client) -> Result<bool, Error> {
    let result = client.get("http://a/").send().await; //~ unclosed-response-body
    Ok(log(result)?.status().is_success())
}
async fn fixed_result_passed(client: &Client) -> Result<String, Error> {
    let result = client.get("http://a/").send().await;
    Ok(log(result)?.text().await?)
}

/// Calls itself with what it was given.
async fn retry(response: Response, turns: u32) -> Result<String, Error> {
    if turns > 0 {
        return Box::pin(retry(response, turns - 1)).await;
    }
    Ok(response.text().await?)
}
async fn fixed_recursive(client: &Client) -> Result<String, Error> {
    retry(client.get("http://a/").send().await?, 3).await
}

async fn optional(response: Response) -> Result<Option<Response>, Error> {
    if response.status() == StatusCode::NO_CONTENT {
        return Ok(None);
    }
    Ok(Some(response))
}
async fn leaky_optional(client: &Client) -> Result<bool, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(optional(response).await?.is_some())
}
async fn fixed_optional(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    match optional(response).await? {
        Some(response) => Ok(response.text().await?),
        None => Ok(String::new()),
    }
}
