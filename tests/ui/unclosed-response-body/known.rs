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
