//! Macros of the workspace that are called as something else is: importing one does not hide the other.

#[macro_export]
macro_rules! Err { ($($t:tt)*) => { Err($crate::failure!($($t)*)) }; }
#[macro_export]
macro_rules! failure { ($($t:tt)*) => { $crate::Failure(format!($($t)*)) }; }
#[macro_export]
macro_rules! Some { ($($t:tt)*) => { Some($($t)*) }; }
pub struct Failure(String);
impl From<reqwest::Error> for Failure { fn from(e: reqwest::Error) -> Self { Self(e.to_string()) } }

mod sub {
    use crate::{Err, Failure, Some};
    use reqwest::Client;
    async fn low_too_long(http: &Client) -> Result<String, Failure> {
        let r = http.get("a").send().await?; //~low unclosed-response-body
        if r.content_length().unwrap_or(0) > 10 { return Err!("too long"); }
        Ok(r.text().await?)
    }
    async fn low_too_long_by_the_variant(http: &Client) -> Result<String, Failure> {
        let r = http.get("a").send().await?; //~low unclosed-response-body
        if r.content_length().unwrap_or(0) > 10 { return Err(Failure(String::new())); }
        Ok(r.text().await?)
    }
    async fn leaky_long_is_fine(http: &Client) -> Result<String, Failure> {
        let r = http.get("a").send().await?; //~ unclosed-response-body
        if r.content_length().unwrap_or(0) > 10 { return Ok("long".into()); }
        Ok(r.text().await?)
    }
    async fn leaky_long_is_some(http: &Client) -> Option<String> {
        let r = http.get("a").send().await.ok()?; //~ unclosed-response-body
        if r.content_length().unwrap_or(0) > 10 { return Some!("long".into()); }
        Some(r.text().await.ok()?)
    }
}
