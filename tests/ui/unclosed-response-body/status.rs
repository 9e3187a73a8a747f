//! What a test of the status says of the paths behind it.

use reqwest::{Client, StatusCode};

type Error = Box<dyn std::error::Error + Send + Sync>;

async fn low_error_status(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if !response.status().is_success() {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}
async fn fixed_error_status(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    if !response.status().is_success() {
        return Err(response.text().await?.into());
    }
    Ok(response.text().await?)
}

async fn leaky_success_arm(client: &Client) -> Result<(), Error> {
    let response = client.post("http://a/").send().await?; //~ unclosed-response-body
    if response.status().is_success() {
        return Ok(());
    }
    Err(response.text().await?.into())
}
async fn fixed_success_arm(client: &Client) -> Result<(), Error> {
    let response = client.post("http://a/").send().await?;
    if response.status().is_success() {
        response.bytes().await?;
        return Ok(());
    }
    Err(response.text().await?.into())
}

async fn low_status_in_variable(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}

async fn low_test_in_variable(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    let ok = response.status().is_success();
    if !ok {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}

async fn leaky_test_in_variable(client: &Client) -> Result<bool, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    let ok = response.status().is_success();
    Ok(ok)
}

async fn low_not_found(client: &Client) -> Result<Option<String>, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if response.status() == StatusCode::NOT_FOUND {
        return Ok(None);
    }
    Ok(Some(response.text().await?))
}

async fn fixed_no_content(client: &Client) -> Result<Option<String>, Error> {
    let response = client.get("http://a/").send().await?;
    if response.status() == StatusCode::NO_CONTENT {
        return Ok(None);
    }
    Ok(Some(response.text().await?))
}

async fn fixed_not_modified(client: &Client) -> Result<Option<String>, Error> {
    let response = client.get("http://a/").header("if-none-match", "x").send().await?;
    match response.status() {
        StatusCode::NOT_MODIFIED => Ok(None),
        _ => Ok(Some(response.text().await?)),
    }
}

async fn low_match_constants(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    match response.status() {
        StatusCode::OK | StatusCode::CREATED => Ok(response.text().await?),
        StatusCode::NOT_FOUND => Err("not there".into()),
        other => Err(format!("unexpected {other}").into()),
    }
}

async fn leaky_accepted_arm(client: &Client) -> Result<Option<String>, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    match response.status() {
        StatusCode::ACCEPTED => Ok(None),
        _ => Ok(Some(response.text().await?)),
    }
}
async fn fixed_accepted_arm(client: &Client) -> Result<Option<String>, Error> {
    let response = client.get("http://a/").send().await?;
    match response.status() {
        StatusCode::ACCEPTED => {
            response.bytes().await?;
            Ok(None)
        }
        _ => Ok(Some(response.text().await?)),
    }
}

async fn leaky_numbers(client: &Client) -> Result<bool, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    match response.status().as_u16() {
        200 => Ok(true),
        404 => Ok(false),
        other => Err(format!("unexpected {other}").into()),
    }
}
async fn low_numbers(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    match response.status().as_u16() {
        200..=299 => Ok(response.text().await?),
        400..=499 => Err("ours".into()),
        _ => Err("theirs".into()),
    }
}

async fn low_guard(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    match response.status() {
        status if status.is_success() => Ok(response.text().await?),
        status => Err(format!("{status}").into()),
    }
}
async fn leaky_guard(client: &Client) -> Result<bool, Error> {
    match client.get("http://a/").send().await { //~ unclosed-response-body
        Ok(response) if response.status().is_success() => Ok(true),
        Ok(_) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

async fn leaky_let_chain(client: &Client) -> Result<Option<String>, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    let status = response.status();
    if status == StatusCode::FORBIDDEN
        && let Ok(text) = response.text().await
    {
        return Ok(Some(text));
    }
    Ok(None)
}

async fn leaky_success_is_the_error(client: &Client) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    if response.status().is_success() {
        return Err("it should not be there".into());
    }
    Ok(())
}

async fn leaky_matches(client: &Client) -> Result<bool, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(matches!(response.status(), StatusCode::OK | StatusCode::CREATED))
}
async fn low_matches(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if !matches!(response.status(), StatusCode::OK | StatusCode::CREATED) {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}

async fn low_range_contains(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if !(200..300).contains(&response.status().as_u16()) {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}

async fn low_comparison(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if response.status().as_u16() >= 400 {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}

async fn low_unlike_ok(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if response.status() != StatusCode::OK {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}

async fn low_failed_validation(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if response.headers().get("content-type").is_none() {
        return Err("no type".into());
    }
    Ok(response.text().await?)
}

async fn fixed_other_failure_between(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    let wanted: usize = std::env::var("WANTED")?.parse()?;
    let text = response.text().await?;
    Ok(text[..wanted].to_owned())
}

fn bad(status: StatusCode) -> bool {
    !status.is_success()
}
async fn low_test_in_function(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    if bad(response.status()) {
        return Err("bad status".into());
    }
    Ok(response.text().await?)
}
// codes by other names
const DONE: StatusCode = StatusCode::NO_CONTENT;
const FINE: StatusCode = StatusCode::OK;
async fn named_bodyless(c: &Client) -> Result<String, Error> {
    let r = c.delete("u").send().await?;
    if r.status() == DONE { return Ok(String::new()); }
    Ok(r.text().await?)
}
async fn named_success(c: &Client) -> Result<String, Error> {
    let r = c.delete("u").send().await?; //~ unclosed-response-body
    if r.status() == FINE { return Ok(String::new()); }
    Ok(r.text().await?)
}
async fn made_bodyless(c: &Client) -> Result<String, Error> {
    let r = c.delete("u").send().await?;
    if r.status() == StatusCode::from_u16(204).unwrap() { return Ok(String::new()); }
    Ok(r.text().await?)
}
async fn made_success(c: &Client) -> Result<String, Error> {
    let r = c.delete("u").send().await?; //~ unclosed-response-body
    if r.status() == StatusCode::from_u16(200).unwrap() { return Ok(String::new()); }
    Ok(r.text().await?)
}
// the process ends with it
async fn exits(c: &Client) {
    match c.get("u").send().await {
        Ok(r) if r.status().is_success() => std::process::exit(0),
        _ => std::process::exit(1),
    }
}
async fn dropped_before_the_exit(c: &Client) {
    let ok = c.get("u").send().await.is_ok(); //~ unclosed-response-body
    println!("{ok}");
    std::process::exit(0)
}
