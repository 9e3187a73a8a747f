use super::*;
use web::types::http::{self, header};
type Answer = http::Response;
async fn aliased(http: &http::Client) -> Res<()> { let r: Answer = http.get("x").send().await?; drop(r); Ok(()) } //~ unclosed-response-body
async fn aliased_read(http: &http::Client) -> Res<String> { let r: Answer = http.get("x").send().await?; r.text().await }
async fn full(c: &web::types::http::Client) -> Res<bool> { Ok(web::types::http::Client::get(c, "u").send().await?.headers().contains_key(header::ETAG)) } //~ unclosed-response-body
async fn code_guard(http: &Http) -> Res<Option<String>> {
    match http.get("x").send().await? { //~ unclosed-response-body
        r if r.status() == Code::OK => Ok(Some(r.text().await?)),
        r if r.status() == Code::PARTIAL_CONTENT => Ok(None),
        r => { r.error_for_status()?; Ok(None) }
    }
}
async fn code_guard_not_modified(http: &Http) -> Res<Option<String>> {
    match http.get("x").send().await? {
        r if r.status() == Code::NOT_MODIFIED => Ok(None),
        r => Ok(Some(r.error_for_status()?.text().await?)),
    }
}
