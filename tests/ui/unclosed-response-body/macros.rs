//! Responses that go through local macros: what these bind comes and goes with their block.

use reqwest::{Client, Response, StatusCode, Error};
type Res<T> = Result<T, Error>;
async fn fixed_checked_in_a_block(http: &Client) -> Res<String> { let r = { let r = http.get("a").send().await?; if !r.status().is_success() { return Err(r.error_for_status().unwrap_err()); } r }; r.text().await }
async fn fixed_checked(http: &Client) -> Res<String> { let r = http.get("a").send().await?; if !r.status().is_success() { return Err(r.error_for_status().unwrap_err()); } r.text().await }
async fn fixed_checked_err_unwrap(http: &Client) -> Res<String> { let r = http.get("a").send().await?; if !r.status().is_success() { return Err(r.error_for_status().err().unwrap()); } r.text().await }
async fn low_checked_by_reference(http: &Client) -> Res<String> { let r = http.get("a").send().await?; if !r.status().is_success() { let e = r.error_for_status_ref().unwrap_err(); return Err(e); } r.text().await } //~low unclosed-response-body
macro_rules! ensure_ok { ($r:expr) => {{ let r = $r; if !r.status().is_success() { return Err(r.error_for_status().unwrap_err()); } r }}; }
async fn fixed_macro_with_the_same_name(http: &Client) -> Res<String> { let r = ensure_ok!(http.get("a").send().await?); r.text().await }
macro_rules! drop_all { ($r:expr) => {{ let r = $r; if r.status().is_success() { println!("fine"); } r.status() }}; }
async fn leaky_macro_that_drops_all(http: &Client) -> Res<bool> { Ok(drop_all!(http.get("a").send().await?).is_success()) } //~ unclosed-response-body
macro_rules! ensure_ok2 { ($r:expr) => {{ let r = $r; if !r.status().is_success() { return Err(r.error_for_status().unwrap_err()); } r }}; }
async fn fixed_macro_with_another_name(http: &Client) -> Res<String> { let q = ensure_ok2!(http.get("a").send().await?); q.text().await }
async fn fixed_macro_in_a_chain(http: &Client) -> Res<String> { ensure_ok2!(http.get("a").send().await?).text().await }
macro_rules! e1 { ($r:expr) => {{ let r = $r; r }}; }
async fn fixed_macro_that_only_binds(http: &Client) -> Res<String> { e1!(http.get("a").send().await?).text().await }
macro_rules! e2 { ($r:expr) => {{ let r = $r; if r.status().is_success() { println!("x"); } r }}; }
async fn fixed_macro_with_a_branch(http: &Client) -> Res<String> { e2!(http.get("a").send().await?).text().await }
macro_rules! e3 { ($r:expr) => {{ let r = $r; if !r.status().is_success() { return Err(r.error_for_status().unwrap_err()); } r }}; }
async fn fixed_macro_that_returns(http: &Client) -> Res<String> { e3!(http.get("a").send().await?).text().await }
macro_rules! e4 { ($r:expr) => {{ let r = $r; if !r.status().is_success() { return Err(Error::from(r.error_for_status().unwrap_err())); } else {} r }}; }
async fn fixed_macro_that_returns_or_not(http: &Client) -> Res<String> { e4!(http.get("a").send().await?).text().await }
macro_rules! e5 { ($r:expr) => {{ let r = $r; if r.status() == StatusCode::NOT_FOUND { return Ok(String::new()); } r }}; }
async fn low_macro_that_returns_for_a_code(http: &Client) -> Res<String> { e5!(http.get("a").send().await?).text().await } //~low unclosed-response-body
macro_rules! e6 { ($r:expr) => {{ let r: Response = $r; match r.error_for_status() { Ok(r) => r, Err(e) => return Err(e) } }}; }
async fn fixed_macro_with_a_match(http: &Client) -> Res<String> { e6!(http.get("a").send().await?).text().await }
