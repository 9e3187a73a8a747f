//! Names decide nothing: what they resolve to does.

use reqwest as web;
use reqwest::Client as Http;

type Shared = std::sync::Arc<Http>;

async fn leaky_renamed(client: &Http) -> web::Result<()> {
    client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}
async fn leaky_alias(client: Shared) -> web::Result<()> {
    client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}
async fn leaky_spelled_out(client: &::reqwest::Client) -> ::reqwest::Result<()> {
    client.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}
static SHARED: std::sync::LazyLock<Http> = std::sync::LazyLock::new(Http::new); //~ missing-client-timeout
async fn leaky_static() -> web::Result<()> {
    SHARED.get("http://a/").send().await?; //~ unclosed-response-body
    Ok(())
}

/// Something else of the same names.
mod own {
    pub struct Client;
    pub struct Request;
    pub struct Response;
    impl Client {
        pub fn get(&self, _path: &str) -> Request {
            Request
        }
    }
    impl Request {
        pub async fn send(self) -> Result<Response, ()> {
            Ok(Response)
        }
    }
}
async fn fixed_own_types(client: &own::Client) -> Result<(), ()> {
    client.get("http://a/").send().await?;
    Ok(())
}
async fn fixed_channel(sender: tokio::sync::mpsc::Sender<u32>) {
    let _ = sender.send(1).await;
}
async fn fixed_unknown_receiver(bot: telegram::Bot) {
    let _ = bot.get("http://a/").send().await;
}
