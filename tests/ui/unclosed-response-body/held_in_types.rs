//! Responses inside the workspace's own types.

use reqwest::{Client, Response, StatusCode};

type Error = Box<dyn std::error::Error + Send + Sync>;

/// A response under a name of its own.
struct Wrapped(Response);
impl Wrapped {
    fn status(&self) -> StatusCode {
        self.0.status()
    }
    async fn text(self) -> reqwest::Result<String> {
        self.0.text().await
    }
    fn into_inner(self) -> Response {
        self.0
    }
}

async fn leaky_newtype(client: &Client) -> Result<StatusCode, Error> {
    let wrapped = Wrapped(client.get("http://a/").send().await?); //~ unclosed-response-body
    Ok(wrapped.status())
}
async fn fixed_newtype(client: &Client) -> Result<String, Error> {
    let wrapped = Wrapped(client.get("http://a/").send().await?);
    println!("{}", wrapped.status());
    Ok(wrapped.text().await?)
}
async fn leaky_unwrapped(client: &Client) -> Result<StatusCode, Error> {
    let wrapped = Wrapped(client.get("http://a/").send().await?); //~ unclosed-response-body
    Ok(wrapped.into_inner().status())
}
async fn fixed_unwrapped(client: &Client) -> Result<String, Error> {
    let wrapped = Wrapped(client.get("http://a/").send().await?);
    Ok(wrapped.into_inner().text().await?)
}

struct Timed {
    response: Response,
    seconds: u64,
}
async fn leaky_struct(client: &Client) -> Result<u64, Error> {
    let timed = Timed {
        response: client.get("http://a/").send().await?, //~ unclosed-response-body
        seconds: 1,
    };
    Ok(timed.seconds)
}
async fn fixed_struct(client: &Client) -> Result<String, Error> {
    let timed = Timed {
        response: client.get("http://a/").send().await?,
        seconds: 1,
    };
    println!("{}", timed.seconds);
    Ok(timed.response.text().await?)
}
async fn fixed_struct_pattern(client: &Client) -> Result<String, Error> {
    let timed = Timed {
        response: client.get("http://a/").send().await?,
        seconds: 1,
    };
    let Timed { response, .. } = timed;
    Ok(response.text().await?)
}

enum Answer {
    Good(Response),
    Bad(StatusCode),
}
fn sort(response: Response) -> Answer {
    if response.status().is_success() {
        Answer::Good(response)
    } else {
        Answer::Bad(response.status())
    }
}
async fn leaky_enum(client: &Client) -> Result<bool, Error> {
    let response = client.get("http://a/").send().await?; //~ unclosed-response-body
    match sort(response) {
        Answer::Good(_) => Ok(true),
        Answer::Bad(_) => Ok(false),
    }
}
async fn low_enum(client: &Client) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?; //~low unclosed-response-body
    match sort(response) {
        Answer::Good(response) => Ok(response.text().await?),
        Answer::Bad(status) => Err(status.to_string().into()),
    }
}

async fn fixed_sent_away(client: &Client, sender: tokio::sync::oneshot::Sender<Response>) -> Result<(), Error> {
    let response = client.get("http://a/").send().await?;
    let _ = sender.send(response);
    Ok(())
}

async fn fixed_callback<F: AsyncFnOnce(Response) -> String>(client: &Client, read: F) -> Result<String, Error> {
    let response = client.get("http://a/").send().await?;
    Ok(read(response).await)
}
