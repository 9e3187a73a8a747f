//! Loops, arms, `let` with `else`, labels, macros, joins and streams of responses.
use std::time::Duration;
use futures::{StreamExt, TryStreamExt, stream, stream::FuturesUnordered, future::{join_all, try_join_all}};
use reqwest::{Client, Error, Response, StatusCode, Method};

pub async fn retry_until_ok_dropped(c: &Client) -> Result<(), Error> {
    for _ in 0..3 {
        match c.get("u").send().await { //~ unclosed-response-body
            Ok(r) if r.status().is_success() => return Ok(()),
            Ok(r) => { let _ = r.text().await; }
            Err(e) => return Err(e),
        }
    }
    Ok(())
}
pub async fn retry_until_ok_read(c: &Client) -> Result<String, Error> {
    loop {
        match c.get("u").send().await { //~low unclosed-response-body
            Ok(r) if r.status().is_success() => return r.text().await,
            Ok(r) => { tracing::warn!("{}", r.status()); }
            Err(e) => return Err(e),
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
pub async fn retry_break_value_read(c: &Client) -> Result<String, Error> {
    let mut n = 0;
    let r = loop {
        let r = c.get("u").send().await?; //~low unclosed-response-body
        if r.status() != StatusCode::TOO_MANY_REQUESTS || n > 3 { break r; }
        n += 1;
    };
    r.text().await
}
pub async fn retry_break_value_dropped(c: &Client) -> Result<u16, Error> {
    let mut n = 0;
    let r = loop {
        let r = c.get("u").send().await?; //~ unclosed-response-body
        if r.status() != StatusCode::TOO_MANY_REQUESTS || n > 3 { break r; }
        n += 1;
    };
    Ok(r.status().as_u16())
}
pub async fn retry_own_client_read() -> anyhow::Result<String> {
    let c = Client::builder().timeout(Duration::from_secs(3)).build()?;
    for _ in 0..3 {
        let r = c.get("u").send().await?; //~low unclosed-response-body
        if r.status().is_success() { return Ok(r.text().await?); }
    }
    anyhow::bail!("no")
}
pub async fn retry_own_client_dropped() -> anyhow::Result<()> {
    // the client lives over the turns: a dropped response costs the next turn its connection, but then the loop ends at success
    let c = Client::builder().timeout(Duration::from_secs(3)).build()?;
    for u in ["a", "b", "c"] {
        let r = c.get(u).send().await?; //~ unclosed-response-body
        println!("{}", r.status());
    }
    Ok(())
}
pub async fn own_client_once() -> anyhow::Result<()> {
    let c = Client::builder().timeout(Duration::from_secs(3)).build()?;
    let r = c.get("u").send().await?; //~low unclosed-response-body
    println!("{}", r.status());
    Ok(())
}
pub async fn labelled_break(c: &Client) -> Result<u32, Error> {
    let mut ok = 0;
    'outer: for host in ["a", "b"] {
        for path in ["x", "y"] {
            let r = c.get(format!("{host}{path}")).send().await?; //~ unclosed-response-body
            if r.status() == StatusCode::OK { ok += 1; continue 'outer; }
            let _ = r.bytes().await?;
        }
    }
    Ok(ok)
}
pub async fn labelled_break_read(c: &Client) -> Result<u32, Error> {
    let mut ok = 0;
    'outer: for host in ["a", "b"] {
        for path in ["x", "y"] {
            let r = c.get(format!("{host}{path}")).send().await?;
            let s = r.status();
            let _ = r.bytes().await?;
            if s == StatusCode::OK { ok += 1; continue 'outer; }
        }
    }
    Ok(ok)
}
pub async fn labelled_block_value(c: &Client) -> Result<String, Error> {
    let r = 'b: {
        let r = c.get("a").send().await?; //~low unclosed-response-body
        if r.status().is_success() { break 'b r; }
        c.get("b").send().await?
    };
    r.text().await
}
pub async fn let_else_read(c: &Client) -> Option<String> {
    let Ok(r) = c.get("u").send().await else { return None };
    r.text().await.ok()
}
pub async fn let_else_dropped(c: &Client) -> Option<u16> {
    let Ok(r) = c.get("u").send().await else { return None }; //~ unclosed-response-body
    Some(r.status().as_u16())
}
pub async fn let_chain_dropped(c: &Client) -> bool {
    if let Ok(r) = c.get("u").send().await && r.status().is_success() { //~ unclosed-response-body
        return true;
    }
    false
}
pub async fn let_chain_read(c: &Client) -> Option<String> {
    if let Ok(r) = c.get("u").send().await && r.status().is_success() && let Ok(t) = r.text().await { //~low unclosed-response-body
        return Some(t);
    }
    None
}
pub async fn match_codes_read(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("u").send().await?; //~low unclosed-response-body
    match r.status() {
        StatusCode::OK | StatusCode::CREATED => Ok(Some(r.text().await?)),
        StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED => Ok(None),
        StatusCode::NOT_FOUND => Ok(None),
        _ => Err(r.error_for_status().unwrap_err()),
    }
}
pub async fn match_codes_created_unread(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    match r.status() {
        StatusCode::OK => Ok(Some(r.text().await?)),
        StatusCode::CREATED => Ok(None),
        _ => { r.bytes().await?; Ok(None) }
    }
}
pub async fn match_codes_no_content_only(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("u").send().await?;
    match r.status().as_u16() {
        204 | 205 | 304 => Ok(None),
        200..=299 => Ok(Some(r.text().await?)),
        _ => { let _ = r.bytes().await?; Ok(None) }
    }
}
pub async fn match_codes_accepted_unread(c: &Client) -> Result<Option<String>, Error> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    match r.status().as_u16() {
        202 | 204 => Ok(None),
        200..=299 => Ok(Some(r.text().await?)),
        _ => { let _ = r.bytes().await?; Ok(None) }
    }
}
pub async fn efs_ref(c: &Client) -> Result<String, Error> {
    let r = c.get("u").send().await?;
    r.error_for_status_ref()?;
    r.text().await
}
pub async fn efs_ref_dropped(c: &Client) -> Result<(), Error> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    r.error_for_status_ref()?;
    Ok(())
}
pub async fn efs_then_read(c: &Client) -> Result<String, Error> {
    c.get("u").send().await?.error_for_status()?.text().await
}
pub async fn if_err_efs_ref(c: &Client) -> Result<String, Error> {
    let r = c.get("u").send().await?;
    if let Err(e) = r.error_for_status_ref() { let b = r.text().await?; eprintln!("{b}"); return Err(e); }
    r.text().await
}
pub async fn head_ok(c: &Client) -> Result<u64, Error> {
    Ok(c.head("u").send().await?.content_length().unwrap_or(0))
}
pub async fn head_by_method(c: &Client) -> Result<u64, Error> {
    Ok(c.request(Method::HEAD, "u").send().await?.content_length().unwrap_or(0))
}
pub async fn get_by_method(c: &Client) -> Result<u64, Error> {
    Ok(c.request(Method::GET, "u").send().await?.content_length().unwrap_or(0)) //~ unclosed-response-body
}
pub async fn options_by_method(c: &Client) -> Result<(), Error> {
    c.request(Method::OPTIONS, "u").send().await?; //~ unclosed-response-body
    Ok(())
}
pub async fn method_variable(c: &Client, probe: bool) -> Result<bool, Error> {
    let m = if probe { Method::HEAD } else { Method::GET };
    let r = c.request(m, "u").send().await?; //~ unclosed-response-body
    Ok(r.status().is_success())
}
pub async fn execute_head(c: &Client) -> anyhow::Result<bool> {
    let req = reqwest::Request::new(Method::HEAD, "http://x".parse()?);
    Ok(c.execute(req).await?.status().is_success())
}
pub async fn execute_post(c: &Client) -> anyhow::Result<bool> {
    let req = reqwest::Request::new(Method::POST, "http://x".parse()?);
    Ok(c.execute(req).await?.status().is_success()) //~ unclosed-response-body
}
pub async fn execute_built(c: &Client) -> anyhow::Result<()> {
    let req = c.get("x").build()?;
    let r = c.execute(req).await?; //~ unclosed-response-body
    drop(r);
    Ok(())
}
pub async fn try_clone_dropped(c: &Client) -> anyhow::Result<()> {
    let b = c.get("x");
    let again = b.try_clone().context_none()?;
    again.send().await?; //~ unclosed-response-body
    b.send().await?.bytes().await?;
    Ok(())
}
trait CtxNone<T> { fn context_none(self) -> anyhow::Result<T>; }
impl<T> CtxNone<T> for Option<T> { fn context_none(self) -> anyhow::Result<T> { self.ok_or_else(|| anyhow::anyhow!("none")) } }

// ---- joins
pub async fn join_both_read(c: &Client) -> Result<(String, String), Error> {
    let (a, b) = tokio::join!(c.get("a").send(), c.get("b").send());
    Ok((a?.text().await?, b?.text().await?))
}
pub async fn join_one_dropped(c: &Client) -> Result<String, Error> {
    let (a, b) = tokio::join!(
        c.get("a").send(),
        c.get("b").send(), //~ unclosed-response-body
    );
    b?;
    a?.text().await
}
pub async fn try_join_dropped(c: &Client) -> Result<(), Error> {
    let (_a, b) = futures::try_join!(
        c.get("a").send(), //~ unclosed-response-body
        c.get("b").send(),
    )?;
    b.text().await?;
    Ok(())
}
pub async fn try_join_all_read(c: &Client, us: Vec<String>) -> Result<usize, Error> {
    let rs = try_join_all(us.iter().map(|u| c.get(u).send())).await?;
    let mut n = 0;
    for r in rs { n += r.bytes().await?.len(); }
    Ok(n)
}
pub async fn try_join_all_dropped(c: &Client, us: Vec<String>) -> Result<usize, Error> {
    let rs = try_join_all(us.iter().map(|u| c.get(u).send())).await?; //~ unclosed-response-body
    Ok(rs.iter().filter(|r| r.status().is_success()).count())
}
pub async fn join_all_async_block(c: &Client, us: Vec<String>) -> usize {
    let rs = join_all(us.iter().map(|u| async move { c.get(u).send().await?.text().await })).await;
    rs.into_iter().filter(|r: &Result<String, Error>| r.is_ok()).count()
}
pub async fn join_all_async_block_dropped(c: &Client, us: Vec<String>) -> usize {
    let rs = join_all(us.iter().map(|u| async move { c.get(u).send().await?.error_for_status().map(|_| ()) })).await; //~ unclosed-response-body
    rs.into_iter().filter(|r: &Result<(), Error>| r.is_ok()).count()
}
pub async fn unordered_read(c: &Client, us: Vec<String>) -> Result<(), Error> {
    let mut q: FuturesUnordered<_> = us.iter().map(|u| c.get(u).send()).collect();
    while let Some(r) = q.next().await { r?.bytes().await?; }
    Ok(())
}
pub async fn unordered_dropped(c: &Client, us: Vec<String>) -> Result<(), Error> {
    let mut q: FuturesUnordered<_> = us.iter().map(|u| c.get(u).send()).collect(); //~ unclosed-response-body
    while let Some(r) = q.next().await { println!("{}", r?.status()); }
    Ok(())
}
pub async fn buffer_unordered_read(c: &Client, us: Vec<String>) -> Vec<String> {
    stream::iter(us).map(|u| { let c = c.clone(); async move { c.get(u).send().await?.text().await } })
        .buffer_unordered(8).filter_map(|r: Result<String, Error>| async move { r.ok() }).collect().await
}
pub async fn buffer_unordered_dropped(c: &Client, us: Vec<String>) -> Vec<u16> {
    stream::iter(us).map(|u| c.get(u).send()) //~ unclosed-response-body
        .buffer_unordered(8).filter_map(|r| async move { r.ok().map(|r| r.status().as_u16()) }).collect().await
}
pub async fn then_stream(c: &Client, us: Vec<String>) -> Result<u64, Error> {
    stream::iter(us).then(|u| c.get(u).send()).try_fold(0u64, |n, r| async move { Ok(n + r.content_length().unwrap_or(0)) }).await //~ unclosed-response-body
}
pub async fn then_stream_read(c: &Client, us: Vec<String>) -> Result<u64, Error> {
    stream::iter(us).then(|u| c.get(u).send()).try_fold(0u64, |n, r| async move { Ok(n + r.bytes().await?.len() as u64) }).await
}
pub async fn for_each_concurrent(c: &Client, us: Vec<String>) {
    stream::iter(us).for_each_concurrent(4, |u| async move {
        match c.post(u).send().await { //~ unclosed-response-body
            Ok(r) => tracing::info!("{}", r.status()),
            Err(e) => tracing::error!("{e}"),
        }
    }).await
}
pub async fn joinset_read(c: Client) -> Result<(), Error> {
    let mut set = tokio::task::JoinSet::new();
    for u in ["a", "b"] { let c = c.clone(); set.spawn(async move { c.get(u).send().await }); }
    while let Some(Ok(r)) = set.join_next().await { r?.bytes().await?; }
    Ok(())
}
pub async fn joinset_dropped(c: Client) -> Result<(), Error> {
    let mut set = tokio::task::JoinSet::new();
    for u in ["a", "b"] { let c = c.clone(); set.spawn(async move { c.get(u).send().await }); } //~ unclosed-response-body
    while let Some(Ok(r)) = set.join_next().await { println!("{}", r?.status()); }
    Ok(())
}
pub async fn spawn_result_read(c: Client) -> anyhow::Result<String> {
    let h = tokio::spawn(async move { c.get("u").send().await });
    Ok(h.await??.text().await?)
}
pub async fn spawn_result_dropped(c: Client) -> anyhow::Result<u16> {
    let h = tokio::spawn(async move { c.get("u").send().await }); //~ unclosed-response-body
    Ok(h.await??.status().as_u16())
}
pub async fn race_select(c: &Client) -> Option<String> {
    tokio::select! {
        r = c.get("a").send() => r.ok()?.text().await.ok(),
        r = c.get("b").send() => { //~ unclosed-response-body
            let s = r.ok()?.status();
            Some(s.to_string())
        }
    }
}
macro_rules! try_ok { ($e:expr) => { match $e { Ok(v) => v, Err(_) => return None } }; }
pub async fn macro_try_read(c: &Client) -> Option<String> {
    let r = try_ok!(c.get("u").send().await);
    Some(try_ok!(r.text().await))
}
pub async fn macro_try_dropped(c: &Client) -> Option<u16> {
    let r = try_ok!(c.get("u").send().await); //~ unclosed-response-body
    Some(r.status().as_u16())
}
macro_rules! check { ($r:ident) => { if !$r.status().is_success() { return Err(anyhow::anyhow!("{}", $r.status())); } }; }
pub async fn macro_check_read(c: &Client) -> anyhow::Result<String> {
    let r = c.get("u").send().await?; //~low unclosed-response-body
    check!(r);
    Ok(r.text().await?)
}
pub async fn macro_check_dropped(c: &Client) -> anyhow::Result<()> {
    let r = c.get("u").send().await?; //~ unclosed-response-body
    check!(r);
    Ok(())
}
macro_rules! drain { ($r:expr) => {{ let _ = $r.bytes().await; }}; }
pub async fn macro_drain(c: &Client) -> anyhow::Result<()> {
    let r = c.get("u").send().await?;
    drain!(r);
    Ok(())
}
// async closures
pub async fn async_closure_read(c: &Client) -> Result<String, Error> {
    let get = async |u: &str| c.get(u).send().await;
    get("a").await?.text().await
}
pub async fn async_closure_dropped(c: &Client) -> Result<(), Error> {
    let get = async |u: &str| c.get(u).send().await; //~ unclosed-response-body
    get("a").await?;
    Ok(())
}
pub async fn async_closure_inner_dropped(c: &Client) -> Result<bool, Error> {
    let ok = async |u: &str| Ok::<_, Error>(c.get(u).send().await?.status().is_success()); //~ unclosed-response-body
    ok("a").await
}
// generic helper
async fn with_retry<F, Fut, T>(mut f: F) -> Result<T, Error> where F: FnMut() -> Fut, Fut: Future<Output = Result<T, Error>> {
    loop { match f().await { Ok(v) => return Ok(v), Err(e) if e.is_timeout() => continue, Err(e) => return Err(e) } }
}
pub async fn with_retry_read(c: &Client) -> Result<String, Error> {
    with_retry(|| c.get("u").send()).await?.text().await
}
pub async fn with_retry_dropped(c: &Client) -> Result<(), Error> {
    with_retry(|| c.get("u").send()).await?; //~ unclosed-response-body
    Ok(())
}
pub async fn with_retry_inner_read(c: &Client) -> Result<(), Error> {
    with_retry(|| async { c.get("u").send().await?.text().await }).await?;
    Ok(())
}
use std::future::Future;
// trait object
#[async_trait::async_trait]
trait Transport { async fn go(&self, u: &str) -> Result<Response, Error>; }
struct Real(Client);
#[async_trait::async_trait]
impl Transport for Real { async fn go(&self, u: &str) -> Result<Response, Error> { self.0.get(u).send().await } }
pub async fn dyn_dropped(t: &dyn Transport) -> Result<(), Error> { t.go("u").await?; Ok(()) } //~ unclosed-response-body
pub async fn dyn_read(t: &dyn Transport) -> Result<(), Error> { t.go("u").await?.bytes().await?; Ok(()) }
pub async fn gen_dropped<T: Transport>(t: &T) -> Result<u16, Error> { t.go("u").await.map(|r| r.status().as_u16()) } //~ unclosed-response-body
pub async fn arc_dyn_dropped(t: std::sync::Arc<dyn Transport + Send + Sync>) -> Result<u16, Error> { Ok(t.go("u").await?.status().as_u16()) } //~ unclosed-response-body
// sink trait: consumes responses
trait Sink { fn accept(&mut self, r: Response); }
struct Count(usize);
impl Sink for Count { fn accept(&mut self, r: Response) { self.0 += usize::from(r.status().is_success()); } }
pub async fn sink_drops(c: &Client, s: &mut Count) -> Result<(), Error> { s.accept(c.get("u").send().await?); Ok(()) } //~ unclosed-response-body
// helper which borrows and reads
async fn peek(r: &mut Response) -> Result<usize, Error> { let mut n = 0; while let Some(c) = r.chunk().await? { n += c.len(); } Ok(n) }
async fn first(r: &mut Response) -> Result<usize, Error> { Ok(r.chunk().await?.map_or(0, |c| c.len())) }
pub async fn peek_all(c: &Client) -> Result<usize, Error> { let mut r = c.get("u").send().await?; peek(&mut r).await }
pub async fn peek_first(c: &Client) -> Result<usize, Error> { let mut r = c.get("u").send().await?; first(&mut r).await } //~ unclosed-response-body
fn log_it(r: &Response) { println!("{}", r.status()); }
pub async fn lent_dropped(c: &Client) -> Result<(), Error> { let r = c.get("u").send().await?; log_it(&r); Ok(()) } //~ unclosed-response-body
