//! Wrong answers that are known, each with what it would need.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::SendRequest;

// A read that ended with an error would have to end what is owed to the body.
async fn fp_a_body_whose_read_failed_is_replaced(send: &mut SendRequest<Full<Bytes>>) -> Option<usize> {
    let request = || Request::new(Full::new(Bytes::new()));
    let mut body = send.send_request(request()).await.ok()?.into_body();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => length += frame.into_data().map_or(0, |data| data.len()),
            Err(_) => body = send.send_request(request()).await.ok()?.into_body(), //~ unclosed-response-body
        }
    }
    Some(length)
}

// The call of `into_future` is not written out: awaiting such a value would have to count as one.
struct Call<'a>(&'a reqwest::Client);
impl<'a> IntoFuture for Call<'a> {
    type Output = reqwest::Result<reqwest::Response>;
    type IntoFuture = std::pin::Pin<Box<dyn Future<Output = Self::Output> + Send + 'a>>;
    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.0.get("u").send())
    }
}
async fn fn_an_awaited_builder(c: &reqwest::Client) -> reqwest::Result<u16> {
    Ok(Call(c).await?.status().as_u16())
}

// A read counts where it is called, though nobody awaits it.
async fn fn_a_read_that_is_not_awaited(c: &reqwest::Client) -> reqwest::Result<()> {
    let response = c.get("u").send().await?;
    let _ = response.text();
    Ok(())
}

// A test in the closure of `filter` does not tell the paths apart.
async fn fn_an_error_is_filtered_out(c: &reqwest::Client) -> Option<String> {
    let response = c.get("u").send().await.ok().filter(|r| r.status().is_success())?;
    response.text().await.ok()
}
