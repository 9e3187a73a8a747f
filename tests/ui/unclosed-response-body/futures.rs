//! Combinators of futures, and collections of responses and of requests in flight.
use std::future::Future;
use futures::{FutureExt, TryFutureExt, StreamExt, TryStreamExt};
use futures::future::{join_all, try_join_all, BoxFuture};
use futures::stream::FuturesUnordered;
use reqwest::{Client, Response, StatusCode, Error};

async fn leak_map_ok(c: &Client) -> Result<StatusCode, Error> {
    c.get("x").send().map_ok(|r| r.status()).await //~ unclosed-response-body
}
async fn map_ok_passes(c: &Client) -> Result<Response, Error> {
    c.get("x").send().map_ok(|r| { tracing::info!("{}", r.status()); r }).await
}
async fn leak_map_ok_drop(c: &Client) -> Result<(), Error> {
    c.get("x").send().map_ok(drop).await //~ unclosed-response-body
}
async fn leak_map_ok_unit(c: &Client) -> Result<(), Error> {
    c.get("x").send().map_ok(|_| ()).await //~ unclosed-response-body
}
async fn leak_and_then(c: &Client) -> Result<u16, Error> {
    c.get("x").send().and_then(|r| async move { Ok(r.status().as_u16()) }).await //~ unclosed-response-body
}
async fn and_then_read(c: &Client) -> Result<String, Error> {
    c.get("x").send().and_then(|r| async move { r.text().await }).await
}
async fn and_then_read_path(c: &Client) -> Result<String, Error> {
    c.get("x").send().and_then(Response::text).await
}
async fn and_then_read_short(c: &Client) -> Result<String, Error> {
    c.get("x").send().and_then(|r| r.text()).await
}
async fn leak_and_then_ready(c: &Client) -> Result<(), Error> {
    c.get("x").send().and_then(|r| futures::future::ready(r.error_for_status().map(|_| ()))).await //~ unclosed-response-body
}
async fn and_then_ready_pass(c: &Client) -> Result<String, Error> {
    c.get("x").send().and_then(|r| futures::future::ready(r.error_for_status())).and_then(|r| r.text()).await
}
async fn leak_and_then_ready_chain(c: &Client) -> Result<StatusCode, Error> {
    c.get("x").send().and_then(|r| futures::future::ready(r.error_for_status())).map_ok(|r| r.status()).await //~ unclosed-response-body
}
async fn leak_then(c: &Client) -> bool {
    c.get("x").send().then(|r| async move { match r { Ok(r) => r.status().is_success(), Err(_) => false } }).await //~ unclosed-response-body
}
async fn then_read(c: &Client) -> bool {
    c.get("x").send().then(|r| async move { match r { Ok(r) => r.bytes().await.is_ok(), Err(_) => false } }).await
}
async fn leak_map(c: &Client) -> bool {
    c.get("x").send().map(|r| r.is_ok()).await //~ unclosed-response-body
}
async fn leak_map_result(c: &Client) -> Result<bool, Error> {
    c.get("x").send().map(|r| r.map(|r| r.status().is_success())).await //~ unclosed-response-body
}
async fn map_result_pass(c: &Client) -> Result<String, Error> {
    c.get("x").send().map(|r| r.and_then(|r| r.error_for_status())).await?.text().await
}
async fn leak_inspect_ok(c: &Client) -> Result<(), Error> {
    c.get("x").send().inspect_ok(|r| tracing::info!("{}", r.status())).await?; //~ unclosed-response-body
    Ok(())
}
async fn inspect_ok_read(c: &Client) -> Result<String, Error> {
    c.get("x").send().inspect_ok(|r| tracing::info!("{}", r.status())).await?.text().await
}
async fn leak_map_err(c: &Client) -> Result<(), String> {
    c.get("x").send().map_err(|e| e.to_string()).await?; //~ unclosed-response-body
    Ok(())
}
async fn map_err_read(c: &Client) -> Result<String, String> {
    c.get("x").send().map_err(|e| e.to_string()).await?.text().await.map_err(|e| e.to_string())
}
async fn leak_boxed(c: &Client) -> Result<(), Error> {
    let f = c.get("x").send().boxed(); //~ unclosed-response-body
    f.await?;
    Ok(())
}
async fn boxed_read(c: &Client) -> Result<String, Error> {
    let f: BoxFuture<'_, _> = c.get("x").send().boxed();
    f.await?.text().await
}
async fn leak_unwrap_or_else(c: &Client) -> bool {
    c.get("x").send().map_ok(|r| r.status().is_success()).unwrap_or_else(|_| false).await //~ unclosed-response-body
}
async fn leak_ok_into(c: &Client) -> Result<(), Box<dyn std::error::Error>> {
    c.get("x").send().err_into::<Box<dyn std::error::Error>>().await?; //~ unclosed-response-body
    Ok(())
}
async fn leak_map_ok_or_else(c: &Client) -> u16 {
    c.get("x").send().map_ok_or_else(|_| 0, |r| r.status().as_u16()).await //~ unclosed-response-body
}
async fn leak_pinned(c: &Client) -> Result<(), Error> {
    let fut = c.get("x").send(); //~ unclosed-response-body
    tokio::pin!(fut);
    let r = (&mut fut).await?;
    if r.status().is_success() { tracing::info!("ok"); }
    Ok(())
}
async fn leak_fuse(c: &Client) -> Result<(), Error> {
    c.get("x").send().fuse().await?; //~ unclosed-response-body
    Ok(())
}
async fn leak_catch(c: &Client) {
    let _ = std::panic::AssertUnwindSafe(c.get("x").send()).catch_unwind().await; //~ unclosed-response-body
}
async fn leak_or_else(c: &Client) -> Result<(), Error> {
    c.get("x").send() //~ unclosed-response-body
        .or_else(|_| c.get("y").send()) //~ unclosed-response-body
        .await?;
    Ok(())
}
async fn or_else_read(c: &Client) -> Result<String, Error> {
    c.get("x").send().or_else(|_| c.get("y").send()).await?.text().await
}
async fn leak_into_stream(c: &Client) -> Result<(), Error> {
    c.get("x").send().into_stream().try_for_each(|r| async move { tracing::info!("{}", r.status()); Ok(()) }).await //~ unclosed-response-body
}
async fn try_flatten_read(c: &Client) -> Result<String, Error> {
    c.get("x").send().map_ok(|r| r.text()).try_flatten().await
}

// collections
async fn leak_join_all(c: &Client, urls: &[String]) {
    join_all(urls.iter().map(|u| c.get(u).send())).await; //~ unclosed-response-body
}
async fn leak_join_all_block(c: &Client, urls: &[String]) {
    join_all(urls.iter().map(|u| async move { c.get(u).send().await })).await; //~ unclosed-response-body
}
async fn join_all_read(c: &Client, urls: &[String]) -> Vec<String> {
    let all = join_all(urls.iter().map(|u| c.get(u).send())).await;
    let mut out = vec![];
    for r in all { out.push(r.unwrap().text().await.unwrap()); }
    out
}
async fn join_all_inner_read(c: &Client, urls: &[String]) -> Vec<String> {
    join_all(urls.iter().map(|u| async move { c.get(u).send().await.unwrap().text().await.unwrap() })).await
}
async fn leak_join_all_count(c: &Client, urls: &[String]) -> usize {
    let all = join_all(urls.iter().map(|u| c.get(u).send())).await; //~ unclosed-response-body
    all.iter().filter(|r| r.is_ok()).count()
}
async fn leak_join_all_loop(c: &Client, urls: &[String]) {
    let all = join_all(urls.iter().map(|u| c.get(u).send())).await; //~ unclosed-response-body
    for r in all {
        match r {
            Ok(r) => tracing::info!("{}", r.status()),
            Err(e) => tracing::error!("{e}"),
        }
    }
}
async fn leak_try_join_all(c: &Client, urls: &[String]) -> Result<(), Error> {
    try_join_all(urls.iter().map(|u| c.post(u).send())).await?; //~ unclosed-response-body
    Ok(())
}
async fn try_join_all_ret(c: &Client, urls: &[String]) -> Result<Vec<Response>, Error> {
    try_join_all(urls.iter().map(|u| c.post(u).send())).await
}
async fn leak_vec_of_futures(c: &Client, urls: &[String]) {
    let mut futs = Vec::new();
    for u in urls { futs.push(c.get(u).send()); } //~ unclosed-response-body
    join_all(futs).await;
}
async fn vec_of_futures_read(c: &Client, urls: &[String]) {
    let mut futs = Vec::new();
    for u in urls { futs.push(c.get(u).send()); }
    for r in join_all(futs).await { let _ = r.unwrap().bytes().await; }
}
async fn leak_buffered(c: &Client, urls: Vec<String>) {
    futures::stream::iter(urls).map(|u| c.get(u).send()).buffer_unordered(8).for_each(|r| async move { //~ unclosed-response-body
        if let Ok(r) = r { tracing::info!("{}", r.status()); }
    }).await;
}
async fn buffered_read(c: &Client, urls: Vec<String>) {
    futures::stream::iter(urls).map(|u| c.get(u).send()).buffer_unordered(8).for_each(|r| async move {
        if let Ok(r) = r { let _ = r.bytes().await; }
    }).await;
}
async fn leak_buffered_block(c: &Client, urls: Vec<String>) -> Vec<bool> {
    futures::stream::iter(urls).map(|u| async move {
        let r = c.get(u).send().await; //~ unclosed-response-body
        r.is_ok()
    }).buffer_unordered(8).collect().await
}
async fn leak_unordered(c: &Client, urls: Vec<String>) {
    let mut set: FuturesUnordered<_> = urls.into_iter().map(|u| c.get(u).send()).collect(); //~ unclosed-response-body
    while let Some(r) = set.next().await { if r.is_err() { return; } }
}
async fn unordered_read(c: &Client, urls: Vec<String>) {
    let mut set: FuturesUnordered<_> = urls.into_iter().map(|u| c.get(u).send()).collect();
    while let Some(r) = set.next().await { if let Ok(r) = r { let _ = r.text().await; } }
}
async fn leak_vec_push(c: &Client, urls: &[String]) -> Result<(), Error> {
    let mut all = Vec::new();
    for u in urls { all.push(c.get(u).send().await?); } //~ unclosed-response-body
    for r in &all { tracing::info!("{}", r.status()); }
    Ok(())
}
async fn vec_push_read(c: &Client, urls: &[String]) -> Result<(), Error> {
    let mut all = Vec::new();
    for u in urls { all.push(c.get(u).send().await?); }
    for r in all { tracing::info!("{}", r.text().await?); }
    Ok(())
}
async fn leak_join_set(c: &Client, urls: Vec<String>) {
    let mut set = tokio::task::JoinSet::new();
    for u in urls { let c = c.clone(); set.spawn(async move { c.get(u).send().await }); } //~ unclosed-response-body //~ spawn-without-timeout
    while let Some(r) = set.join_next().await { if let Ok(Ok(r)) = r { tracing::info!("{}", r.status()); } }
}
async fn join_set_read(c: &Client, urls: Vec<String>) {
    let mut set = tokio::task::JoinSet::new();
    for u in urls { let c = c.clone(); set.spawn(async move { c.get(u).send().await }); } //~ spawn-without-timeout
    while let Some(r) = set.join_next().await { if let Ok(Ok(r)) = r { let _ = r.bytes().await; } }
}
async fn leak_join_set_inner(c: &Client, urls: Vec<String>) {
    let mut set = tokio::task::JoinSet::new();
    for u in urls { let c = c.clone(); set.spawn(async move { c.get(u).send().await.map(|r| r.status()) }); } //~ unclosed-response-body //~ spawn-without-timeout
    set.join_all().await;
}
async fn leak_join(c: &Client) {
    let (a, b) = tokio::join!(c.get("x").send(), c.get("y").send()); //~ unclosed-response-body //~ unclosed-response-body
    if a.is_ok() && b.is_ok() { tracing::info!("both"); }
}
async fn join_one_read(c: &Client) {
    let (a, b) = tokio::join!(
        c.get("x").send(),
        c.get("y").send(), //~ unclosed-response-body
    );
    if let Ok(a) = a { let _ = a.bytes().await; }
    if b.is_ok() { tracing::info!("both"); }
}
async fn leak_try_join(c: &Client) -> Result<(), Error> {
    tokio::try_join!(
        c.get("x").send(), //~ unclosed-response-body
        c.get("y").send(), //~ unclosed-response-body
    )?;
    Ok(())
}
async fn try_join_read(c: &Client) -> Result<(), Error> {
    let (a, b) = tokio::try_join!(c.get("x").send(), c.get("y").send())?;
    a.bytes().await?; b.bytes().await?;
    Ok(())
}
async fn leak_futures_join(c: &Client) {
    let (a, _) = futures::future::join(c.get("x").send(), async {}).await; //~ unclosed-response-body
    let _ = a;
}
async fn leak_select(c: &Client, stop: tokio::sync::oneshot::Receiver<()>) {
    tokio::select! {
        r = c.get("x").send() => { if r.is_ok() { tracing::info!("ok"); } } //~ unclosed-response-body
        _ = stop => {}
    }
}
async fn select_read(c: &Client, stop: tokio::sync::oneshot::Receiver<()>) {
    tokio::select! {
        r = c.get("x").send() => { if let Ok(r) = r { let _ = r.text().await; } }
        _ = stop => {}
    }
}
async fn leak_select_unused(c: &Client, stop: tokio::sync::oneshot::Receiver<()>) {
    tokio::select! {
        _ = c.get("x").send() => {} //~ unclosed-response-body
        _ = stop => {}
    }
}
