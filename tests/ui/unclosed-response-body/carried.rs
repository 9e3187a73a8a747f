//! Structs and enums that hold a response and are given back; responses that are given to a closure of the caller.

use reqwest::{Client, Response, StatusCode, Error};

struct Held { response: Response, took: u64 }
struct Pair(Response, u64);
struct Checked { status: StatusCode, inner: Inner }
struct Inner { response: Response }
enum Answer { Full(Response), Empty }

async fn held(c: &Client) -> Result<Held, Error> {
    let response = c.get("u").send().await?;
    Ok(Held { response, took: 1 })
}
async fn leak_held(c: &Client) -> Result<u64, Error> {
    let h = held(c).await?; //~ unclosed-response-body
    Ok(h.took)
}
async fn read_held(c: &Client) -> Result<String, Error> {
    let h = held(c).await?;
    println!("{}", h.took);
    h.response.text().await
}
async fn leak_held_status(c: &Client) -> Result<bool, Error> {
    Ok(held(c).await?.response.status().is_success()) //~ unclosed-response-body
}
async fn read_held_pattern(c: &Client) -> Result<String, Error> {
    let Held { response, .. } = held(c).await?;
    response.text().await
}
async fn leak_held_pattern(c: &Client) -> Result<u64, Error> {
    let Held { took, .. } = held(c).await?; //~ unclosed-response-body
    Ok(took)
}
impl Held {
    async fn body(self) -> Result<String, Error> { self.response.text().await }
    fn ok(&self) -> bool { self.response.status().is_success() }
    async fn new(c: &Client) -> Result<Self, Error> { Ok(Self { response: c.get("u").send().await?, took: 2 }) }
    fn into_response(self) -> Response { self.response }
}
async fn read_by_method(c: &Client) -> Result<String, Error> { held(c).await?.body().await }
async fn leak_by_method(c: &Client) -> Result<bool, Error> { Ok(held(c).await?.ok()) } //~ unclosed-response-body
async fn read_new(c: &Client) -> Result<String, Error> { Held::new(c).await?.body().await }
async fn leak_new(c: &Client) -> Result<bool, Error> { Ok(Held::new(c).await?.ok()) } //~ unclosed-response-body
async fn leak_into(c: &Client) -> Result<u16, Error> { Ok(Held::new(c).await?.into_response().status().as_u16()) } //~ unclosed-response-body
async fn read_into(c: &Client) -> Result<String, Error> { Held::new(c).await?.into_response().text().await }

async fn pair(c: &Client) -> Result<Pair, Error> { Ok(Pair(c.get("u").send().await?, 1)) }
async fn leak_pair(c: &Client) -> Result<u64, Error> { Ok(pair(c).await?.1) } //~ unclosed-response-body
async fn read_pair(c: &Client) -> Result<String, Error> { pair(c).await?.0.text().await }

async fn checked(c: &Client) -> Result<Checked, Error> {
    let response = c.get("u").send().await?;
    Ok(Checked { status: response.status(), inner: Inner { response } })
}
async fn leak_checked(c: &Client) -> Result<bool, Error> { Ok(checked(c).await?.status.is_success()) } //~ unclosed-response-body
async fn read_checked(c: &Client) -> Result<String, Error> {
    let k = checked(c).await?;
    if !k.status.is_success() { println!("bad"); }
    k.inner.response.text().await
}
async fn answer(c: &Client) -> Result<Answer, Error> {
    let r = c.get("u").send().await?;
    if r.status() == StatusCode::NO_CONTENT { return Ok(Answer::Empty); }
    Ok(Answer::Full(r))
}
async fn leak_answer(c: &Client) -> Result<bool, Error> {
    Ok(matches!(answer(c).await?, Answer::Full(_))) //~ unclosed-response-body
}
async fn read_answer(c: &Client) -> Result<String, Error> {
    match answer(c).await? { Answer::Full(r) => r.text().await, Answer::Empty => Ok(String::new()) }
}
// the struct lives on
struct Keeper { last: Option<Held> }
impl Keeper {
    async fn keep(&mut self, c: &Client) -> Result<(), Error> { self.last = Some(held(c).await?); Ok(()) }
}
async fn kept_in_a_vec(c: &Client, all: &mut Vec<Held>) -> Result<(), Error> { all.push(held(c).await?); Ok(()) }
async fn given_away(c: &Client) -> Result<(), Error> { unknown::take(held(c).await?); Ok(()) }
async fn passed_up(c: &Client) -> Result<Held, Error> { let mut h = held(c).await?; h.took = 5; Ok(h) }
async fn leak_passed_up(c: &Client) -> Result<u64, Error> { Ok(passed_up(c).await?.took) } //~ unclosed-response-body
impl futures::Stream for Held { 
    type Item = Result<bytes::Bytes, Error>;
    fn poll_next(self: std::pin::Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> std::task::Poll<Option<Self::Item>> { unknown::poll(self, cx) }
}
use futures::StreamExt;
async fn read_as_stream(c: &Client) -> Result<usize, Error> {
    let mut h = held(c).await?;
    let mut n = 0;
    while let Some(x) = h.next().await { n += x?.len(); }
    Ok(n)
}
// generic holder
struct Timed<T> { inner: T, took: u64 }
async fn timed(c: &Client) -> Result<Timed<Response>, Error> { Ok(Timed { inner: c.get("u").send().await?, took: 1 }) }
async fn leak_timed(c: &Client) -> Result<u64, Error> { Ok(timed(c).await?.took) } //~ unclosed-response-body
async fn read_timed(c: &Client) -> Result<String, Error> { timed(c).await?.inner.text().await }
impl<T> std::ops::Deref for Timed<T> { type Target = T; fn deref(&self) -> &T { &self.inner } }
async fn leak_timed_deref(c: &Client) -> Result<bool, Error> { Ok(timed(c).await?.status().is_success()) } //~ unclosed-response-body

// c: given to the caller's closure
async fn with_response<F, Fut, T>(c: &Client, f: F) -> Result<T, Error>
where F: FnOnce(Response) -> Fut, Fut: std::future::Future<Output = Result<T, Error>> {
    let response = c.get("u").send().await?;
    f(response).await
}
async fn read_with(c: &Client) -> Result<String, Error> { with_response(c, |r| async move { r.text().await }).await }
async fn leak_with(c: &Client) -> Result<u16, Error> { with_response(c, |r| async move { Ok(r.status().as_u16()) }).await } //~ unclosed-response-body
async fn read_with_path(c: &Client) -> Result<String, Error> { with_response(c, Response::text).await }
fn with_ref<T>(c: &reqwest::blocking::Client, f: impl FnOnce(&mut reqwest::blocking::Response) -> T) -> T {
    let mut response = c.get("u").send().unwrap();
    f(&mut response)
}
fn read_with_ref(c: &reqwest::blocking::Client) -> u64 { with_ref(c, |r| r.copy_to(&mut std::io::sink()).unwrap()) }
fn leak_with_ref(c: &reqwest::blocking::Client) -> bool { with_ref(c, |r| r.status().is_success()) } //~ unclosed-response-body
async fn checked_with<T>(c: &Client, f: impl AsyncFnOnce(Response) -> Result<T, Error>) -> Result<T, Error> {
    let response = c.get("u").send().await?.error_for_status()?;
    f(response).await
}
async fn leak_checked_with(c: &Client) -> Result<(), Error> { checked_with(c, async |_r| Ok(())).await } //~ unclosed-response-body
async fn read_checked_with(c: &Client) -> Result<bytes::Bytes, Error> { checked_with(c, async |r| r.bytes().await).await }
// the rest of a struct comes from another
async fn updated_leak(c: &Client) -> Result<u64, Error> {
    let first = Held { response: c.get("u").send().await?, took: 0 }; //~ unclosed-response-body
    let second = Held { took: 5, ..first };
    Ok(second.took)
}
async fn updated_read(c: &Client) -> Result<String, Error> {
    let first = Held { response: c.get("u").send().await?, took: 0 };
    let second = Held { took: 5, ..first };
    second.response.text().await
}
async fn updated_over(c: &Client) -> Result<String, Error> {
    let first = Held { response: c.get("u").send().await?, took: 0 }; //~ unclosed-response-body
    let second = Held { response: c.get("v").send().await?, ..first };
    second.response.text().await
}
