//! Extension traits, let-else, let chains, guards, labels, options, tuples, joins and collections.

use std::collections::HashMap;
use std::time::Duration;
use futures::{StreamExt, TryStreamExt, FutureExt, TryFutureExt, stream::{self, FuturesUnordered}};
use reqwest::{Client, Error, Response, StatusCode};

type R<T> = Result<T, Error>;

// ext trait on Result
trait Expect2xx { fn expect_2xx(self) -> Result<Response, String>; }
impl Expect2xx for Result<Response, Error> {
    fn expect_2xx(self) -> Result<Response, String> {
        let r = self.map_err(|e| e.to_string())?;
        if r.status().is_success() { Ok(r) } else { Err(format!("status {}", r.status())) }
    }
}
async fn ext_result_leak(c: &Client) -> Result<(), String> { c.get("u").send().await.expect_2xx()?; Ok(()) } //~ unclosed-response-body
async fn ext_result_read(c: &Client) -> Result<String, String> { c.get("u").send().await.expect_2xx()?.text().await.map_err(|e| e.to_string()) } //~low unclosed-response-body
trait Drain: Sized { async fn drained(self) -> R<()>; }
impl Drain for Response { async fn drained(mut self) -> R<()> { while let Some(_c) = self.chunk().await? {} Ok(()) } }
async fn ext_drained(c: &Client) -> R<()> { c.get("u").send().await?.drained().await }
trait Peek: Sized { fn peeked(self) -> (u16, Self); }
impl Peek for Response { fn peeked(self) -> (u16, Self) { (self.status().as_u16(), self) } }
async fn ext_peek_leak(c: &Client) -> R<u16> { let (code, _) = c.get("u").send().await?.peeked(); Ok(code) } //~ unclosed-response-body
async fn ext_peek_read(c: &Client) -> R<String> { let (_, r) = c.get("u").send().await?.peeked(); r.text().await }
trait OkOnly { type Out; fn ok_only(self) -> Option<Self::Out>; }
impl<E> OkOnly for Result<Response, E> { type Out = Response; fn ok_only(self) -> Option<Response> { self.ok().filter(|r| r.status().is_success()) } }
async fn assoc_leak(c: &Client) -> bool { c.get("u").send().await.ok_only().is_some() } //~ unclosed-response-body
async fn assoc_read(c: &Client) -> Option<String> { c.get("u").send().await.ok_only()?.text().await.ok() } //~low unclosed-response-body

// let else
async fn let_else_leak(c: &Client) -> Option<u16> { let Ok(r) = c.get("u").send().await else { return None }; Some(r.status().as_u16()) } //~ unclosed-response-body
async fn let_else_read(c: &Client) -> Option<String> { let Ok(r) = c.get("u").send().await else { return None }; r.text().await.ok() }
// let chain
async fn chain_leak(c: &Client) -> bool { if let Ok(r) = c.get("u").send().await && r.status().is_success() { return true; } false } //~ unclosed-response-body
async fn chain_read(c: &Client) -> Option<String> { if let Ok(r) = c.get("u").send().await && r.status().is_success() && let Ok(t) = r.text().await { return Some(t); } None } //~low unclosed-response-body
// match guard with constants
async fn guard_one_arm(c: &Client) -> R<String> {
    match c.get("u").send().await? { //~ unclosed-response-body
        r if r.status() == StatusCode::OK => r.text().await,
        r if r.status() == StatusCode::ACCEPTED => Ok("later".into()),
        r => Ok(r.error_for_status()?.text().await?),
    }
}
async fn guard_no_content(c: &Client) -> R<String> {
    match c.get("u").send().await? {
        r if r.status() == StatusCode::OK => r.text().await,
        r if r.status() == StatusCode::NO_CONTENT => Ok(String::new()),
        r => Ok(r.error_for_status()?.text().await?),
    }
}
async fn match_status_arm_leak(c: &Client) -> R<Option<String>> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    match r.status() {
        StatusCode::OK => Ok(Some(r.text().await?)),
        StatusCode::CREATED => Ok(None),
        _ => { r.error_for_status()?; Ok(None) }
    }
}
async fn match_status_404(c: &Client) -> R<Option<String>> {
    let r = c.get("u").send().await?; //~low unclosed-response-body
    match r.status() {
        StatusCode::NOT_FOUND => Ok(None),
        _ => Ok(Some(r.error_for_status()?.text().await?)),
    }
}
// labelled
async fn labelled_leak(c: &Client, urls: &[&str]) -> R<Option<String>> {
    let found = 'out: {
        for u in urls {
            let r = c.get(*u).send().await?; //~ unclosed-response-body
            if r.content_length() == Some(7) { break 'out None; }
            let t = r.text().await?;
            if !t.is_empty() { break 'out Some(t); }
        }
        None
    };
    Ok(found)
}
async fn labelled_ok(c: &Client, urls: &[&str]) -> R<Option<String>> {
    let found = 'out: {
        for u in urls {
            let r = c.get(*u).send().await?;
            let n = r.content_length();
            let t = r.text().await?;
            if n == Some(7) { break 'out None; }
            if !t.is_empty() { break 'out Some(t); }
        }
        None
    };
    Ok(found)
}
async fn continue_leak(c: &Client, urls: &[&str]) -> R<usize> {
    let mut n = 0;
    for u in urls {
        let r = c.get(*u).send().await?; //~ unclosed-response-body
        if r.headers().contains_key("x-skip") { continue; }
        n += r.bytes().await?.len();
    }
    Ok(n)
}
async fn continue_error_only(c: &Client, urls: &[&str]) -> R<usize> {
    let mut n = 0;
    for u in urls {
        let r = c.get(*u).send().await?; //~low unclosed-response-body
        if r.status().is_server_error() { continue; }
        n += r.bytes().await?.len();
    }
    Ok(n)
}
// Option<Response>
async fn option_leak(c: &Client, go: bool) -> R<bool> {
    let r = if go { Some(c.get("u").send().await?) } else { None }; //~ unclosed-response-body
    Ok(r.is_some())
}
async fn option_read(c: &Client, go: bool) -> R<Option<String>> {
    let r = if go { Some(c.get("u").send().await?) } else { None };
    match r { Some(r) => Ok(Some(r.text().await?)), None => Ok(None) }
}
async fn option_map_leak(c: &Client) -> Option<u16> { c.get("u").send().await.ok().map(|r| r.status().as_u16()) } //~ unclosed-response-body
async fn option_zip_leak(c: &Client) -> R<bool> {
    let a = c.get("a").send().await.ok(); //~ unclosed-response-body
    let b = c.get("b").send().await.ok(); //~ unclosed-response-body
    Ok(a.zip(b).is_some())
}
async fn option_transpose_read(c: &Client, u: Option<&str>) -> R<Option<String>> {
    let r = match u { Some(u) => Some(c.get(u).send()), None => None };
    match r { Some(f) => Ok(Some(f.await?.text().await?)), None => Ok(None) }
}
async fn option_future_leak(c: &Client, u: Option<&str>) -> R<()> {
    let f = u.map(|u| c.get(u).send()); //~ unclosed-response-body
    if let Some(f) = f { f.await?; }
    Ok(())
}
// tuples & arrays
async fn tuple_leak_second(c: &Client) -> R<String> {
    let (a, b) = (c.get("a").send().await?, c.get("b").send().await?); //~ unclosed-response-body
    a.text().await
}
async fn tuple_both(c: &Client) -> R<String> {
    let (a, b) = (c.get("a").send().await?, c.get("b").send().await?);
    Ok(a.text().await? + &b.text().await?)
}
async fn array_leak(c: &Client) -> R<usize> {
    let rs = [c.get("a").send().await?, c.get("b").send().await?]; //~ unclosed-response-body
    Ok(rs.iter().filter(|r| r.status().is_success()).count())
}
async fn array_read(c: &Client) -> R<usize> {
    let rs = [c.get("a").send().await?, c.get("b").send().await?];
    let mut n = 0;
    for r in rs { n += r.bytes().await?.len(); }
    Ok(n)
}
// join!
async fn join_leak_one(c: &Client) -> R<String> {
    let (a, b) = tokio::join!(c.get("a").send(), c.get("b").send()); //~ unclosed-response-body
    b?;
    a?.text().await
}
async fn try_join_read(c: &Client) -> R<(String, String)> {
    let (a, b) = tokio::try_join!(c.get("a").send(), c.get("b").send())?;
    let (x, y) = tokio::try_join!(a.text(), b.text())?;
    Ok((x, y))
}
async fn try_join_leak(c: &Client) -> R<()> { tokio::try_join!(c.get("a").send(), c.get("b").send())?; Ok(()) } //~ unclosed-response-body
async fn try_join_inner_read(c: &Client) -> R<()> {
    let one = async |u: &'static str| -> R<String> { c.get(u).send().await?.text().await };
    tokio::try_join!(one("a"), one("b"))?;
    Ok(())
}
// FuturesUnordered
async fn unordered_leak(c: &Client, urls: Vec<String>) -> usize {
    let mut set: FuturesUnordered<_> = urls.into_iter().map(|u| c.get(u).send()).collect(); //~ unclosed-response-body
    let mut n = 0;
    while let Some(r) = set.next().await { if let Ok(r) = r { if r.status().is_success() { n += 1; } } }
    n
}
async fn unordered_read(c: &Client, urls: Vec<String>) -> usize {
    let mut set: FuturesUnordered<_> = urls.into_iter().map(|u| c.get(u).send()).collect();
    let mut n = 0;
    while let Some(r) = set.next().await { if let Ok(r) = r { n += r.bytes().await.map_or(0, |b| b.len()); } }
    n
}
async fn buffered_status_leak(c: &Client, urls: Vec<String>) -> Vec<u16> {
    stream::iter(urls).map(|u| { let c = c.clone(); async move { c.get(u).send().await.map_or(0, |r| r.status().as_u16()) } }).buffer_unordered(8).collect().await //~ unclosed-response-body
}
async fn buffered_text_read(c: &Client, urls: Vec<String>) -> Vec<String> {
    stream::iter(urls).map(|u| { let c = c.clone(); async move { match c.get(u).send().await { Ok(r) => r.text().await.unwrap_or_default(), Err(_) => String::new() } } }).buffer_unordered(8).collect().await
}
// mem
async fn mem_take_leak(c: &Client, slot: &mut Option<String>) -> R<()> { let mut r = Some(c.get("u").send().await?); let got = std::mem::take(&mut r); *slot = got.map(|r| r.url().to_string()); Ok(()) } //~ unclosed-response-body
async fn mem_take_read(c: &Client) -> R<String> { let mut r = Some(c.get("u").send().await?); match std::mem::take(&mut r) { Some(r) => r.text().await, None => Ok(String::new()) } }
async fn mem_replace_leak(c: &Client) -> R<String> {
    let mut r = c.get("a").send().await?; //~ unclosed-response-body
    let old = std::mem::replace(&mut r, c.get("b").send().await?);
    drop(old);
    r.text().await
}
async fn mem_replace_read(c: &Client) -> R<String> {
    let mut r = c.get("a").send().await?; //~low unclosed-response-body
    let old = std::mem::replace(&mut r, c.get("b").send().await?);
    let a = old.text().await?;
    Ok(a + &r.text().await?)
}
async fn manually_drop_inner_read(c: &Client) -> R<String> { let r = std::mem::ManuallyDrop::new(c.get("u").send().await?); std::mem::ManuallyDrop::into_inner(r).text().await }
async fn let_underscore(c: &Client) { let _ = c.get("u").send().await; } //~ unclosed-response-body
async fn let_underscore_text(c: &Client) { let _ = c.get("u").send().and_then(|r| r.text()).await; }
async fn underscore_named(c: &Client) -> R<()> { let _r = c.get("u").send().await?; Ok(()) } //~ unclosed-response-body
async fn drop_after_text(c: &Client) -> R<String> { let r = c.get("u").send().await?; let t = r.text().await?; drop(t.clone()); Ok(t) }
