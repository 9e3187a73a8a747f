//! Responses that a closure makes, in the hands of retry functions: the workspace's own and libraries'.
use std::future::Future;
use std::time::Duration;
use futures::{FutureExt, TryFutureExt, StreamExt, TryStreamExt};
use reqwest::{Client, Response, StatusCode, Error};

// own retry functions
async fn retry<F, Fut, T, E>(mut f: F) -> Result<T, E> where F: FnMut() -> Fut, Fut: Future<Output = Result<T, E>> {
    for _ in 0..3 {
        if let Ok(v) = f().await { return Ok(v); }
    }
    f().await
}
async fn retry_async<T, E>(f: impl AsyncFn() -> Result<T, E>) -> Result<T, E> {
    loop {
        match f().await { Ok(v) => return Ok(v), Err(e) => { tokio::time::sleep(Duration::from_secs(1)).await; let _ = e; } }
    }
}
async fn retry_resp<F, Fut>(f: F) -> Result<Response, Error> where F: Fn() -> Fut, Fut: Future<Output = Result<Response, Error>> {
    let mut n = 0;
    loop {
        match f().await {
            Ok(r) => return Ok(r),
            Err(e) if n > 3 => return Err(e),
            Err(_) => n += 1,
        }
    }
}
async fn retry_boxed<T>(f: Box<dyn Fn() -> std::pin::Pin<Box<dyn Future<Output = Result<T, Error>> + Send>> + Send + Sync>) -> Result<T, Error> {
    f().await
}

async fn leak_own_retry(c: &Client) -> Result<(), Error> {
    retry(|| c.get("x").send()).await?; //~ unclosed-response-body
    Ok(())
}
async fn own_retry_read(c: &Client) -> Result<String, Error> {
    let r = retry(|| c.get("x").send()).await?;
    r.text().await
}
async fn leak_own_retry_status(c: &Client) -> Result<StatusCode, Error> {
    let r = retry(|| c.get("x").send()).await?; //~ unclosed-response-body
    Ok(r.status())
}
async fn leak_own_retry_block(c: &Client) -> Result<(), Error> {
    let r = retry(|| async {
        let r = c.get("x").send().await?; //~ unclosed-response-body
        r.error_for_status()
    }).await?;
    tracing::info!("{}", r.status());
    Ok(())
}
async fn own_retry_block_read_inside(c: &Client) -> Result<(), Error> {
    let r = retry(|| async {
        let r = c.get("x").send().await?;
        r.error_for_status()?.text().await
    }).await?;
    tracing::info!("{}", r);
    Ok(())
}
async fn own_retry_block_read_outside(c: &Client) -> Result<(), Error> {
    let r = retry(|| async {
        let r = c.get("x").send().await?;
        r.error_for_status()
    }).await?;
    tracing::info!("{}", r.text().await?);
    Ok(())
}
async fn leak_inside_retry_block(c: &Client) -> Result<(), Error> {
    retry(|| async {
        let r = c.get("x").send().await?; //~ unclosed-response-body
        r.error_for_status()?;
        Ok::<_, Error>(())
    }).await
}
async fn leak_async_closure(c: &Client) -> Result<(), Error> {
    retry_async(async || c.get("x").send().await).await?; //~ unclosed-response-body
    Ok(())
}
async fn async_closure_read(c: &Client) -> Result<String, Error> {
    retry_async(async || c.get("x").send().await).await?.text().await
}
async fn leak_retry_resp(c: &Client) -> Result<bool, Error> {
    let r = retry_resp(|| c.get("x").send()).await?; //~ unclosed-response-body
    Ok(r.status().is_success())
}
async fn retry_resp_read(c: &Client) -> Result<bool, Error> {
    let r = retry_resp(|| c.get("x").send()).await?;
    Ok(r.bytes().await?.is_empty())
}
// The closure in the box is not followed into the function.
async fn fn_retry_boxed(c: Client) -> Result<bool, Error> {
    let r = retry_boxed(Box::new(move || Box::pin(c.get("x").send()))).await?;
    Ok(r.status().is_success())
}
async fn retry_boxed_read(c: Client) -> Result<String, Error> {
    let r = retry_boxed(Box::new(move || Box::pin(c.get("x").send()))).await?;
    r.text().await
}
async fn leak_retry_fn_var(c: &Client) -> Result<(), Error> {
    let op = || c.get("x").send(); //~ unclosed-response-body
    let r = retry(op).await?;
    let _ = r.headers().len();
    Ok(())
}
async fn retry_fn_var_read(c: &Client) -> Result<(), Error> {
    let op = || c.get("x").send();
    let r = retry(op).await?;
    r.bytes().await?;
    Ok(())
}
async fn ping() -> Result<Response, Error> { static C: std::sync::LazyLock<Client> = std::sync::LazyLock::new(mk); C.get("x").send().await }
fn mk() -> Client { Client::builder().timeout(Duration::from_secs(1)).build().unwrap() }
async fn leak_retry_path() -> Result<(), Error> {
    retry(ping).await?; //~ unclosed-response-body
    Ok(())
}
async fn retry_path_read() -> Result<(), Error> {
    retry(ping).await?.bytes().await?;
    Ok(())
}
// retry that returns unit: drops it itself
async fn retry_until_ok<F, Fut, T, E>(f: F) -> Result<(), E> where F: Fn() -> Fut, Fut: Future<Output = Result<T, E>> {
    loop { match f().await { Ok(_) => return Ok(()), Err(e) => return Err(e) } }
}
async fn leak_retry_unit(c: &Client) -> Result<(), Error> {
    retry_until_ok(|| c.get("x").send()).await //~ unclosed-response-body
}
async fn retry_unit_read(c: &Client) -> Result<(), Error> {
    retry_until_ok(|| async { c.get("x").send().await?.bytes().await }).await
}
// runs closure and reads
async fn fetch_json<F, Fut>(f: F) -> Result<String, Error> where F: Fn() -> Fut, Fut: Future<Output = Result<Response, Error>> {
    f().await?.text().await
}
async fn reader_helper(c: &Client) -> Result<String, Error> {
    fetch_json(|| c.get("x").send()).await
}
async fn with_client<F, Fut, R>(c: &Client, f: F) -> R where F: FnOnce(Client) -> Fut, Fut: Future<Output = R> {
    f(c.clone()).await
}
async fn leak_with_client(c: &Client) -> Result<(), Error> {
    with_client(c, |c| async move { c.get("x").send().await }).await?; //~ unclosed-response-body
    Ok(())
}
async fn with_client_read(c: &Client) -> Result<(), Error> {
    with_client(c, |c| async move { c.get("x").send().await }).await?.bytes().await?;
    Ok(())
}

// libraries
async fn leak_backon(c: &Client) -> Result<(), Error> {
    use backon::{ExponentialBuilder, Retryable};
    (|| async { c.get("x").send().await }).retry(ExponentialBuilder::default()).await?; //~ unclosed-response-body
    Ok(())
}
async fn backon_read(c: &Client) -> Result<String, Error> {
    use backon::{ExponentialBuilder, Retryable};
    let r = (|| async { c.get("x").send().await }).retry(ExponentialBuilder::default()).await?;
    r.text().await
}
async fn leak_backon_var(c: &Client) -> Result<u16, Error> {
    use backon::{ExponentialBuilder, Retryable};
    let fetch = || async { c.get("x").send().await?.error_for_status() }; //~ unclosed-response-body
    let r = fetch.retry(ExponentialBuilder::default().with_max_times(3)).when(|e| e.is_timeout()).notify(|_, _| {}).await?;
    Ok(r.status().as_u16())
}
async fn backon_var_read(c: &Client) -> Result<String, Error> {
    use backon::{ExponentialBuilder, Retryable};
    let fetch = || async { c.get("x").send().await?.error_for_status() };
    let r = fetch.retry(ExponentialBuilder::default().with_max_times(3)).when(|e| e.is_timeout()).notify(|_, _| {}).await?;
    r.text().await
}
async fn leak_backoff(c: &Client) -> Result<(), Error> {
    let r = backoff::future::retry(backoff::ExponentialBackoff::default(), || async {
        c.get("x").send().await.map_err(backoff::Error::transient) //~ unclosed-response-body
    }).await?;
    tracing::debug!(status = %r.status());
    Ok(())
}
async fn backoff_read(c: &Client) -> Result<(), Error> {
    let r = backoff::future::retry(backoff::ExponentialBackoff::default(), || async {
        c.get("x").send().await.map_err(backoff::Error::transient)
    }).await?;
    tracing::debug!(status = %r.text().await?);
    Ok(())
}
async fn leak_backoff_ok(c: &Client) -> Result<(), Error> {
    backoff::future::retry(backoff::ExponentialBackoff::default(), || async {
        let r = c.get("x").send().await?; //~ unclosed-response-body
        if r.status().is_server_error() { return Err(backoff::Error::transient(r.error_for_status().unwrap_err())); }
        Ok(())
    }).await
}
async fn leak_tokio_retry(c: &Client) -> Result<(), Error> {
    use tokio_retry::{Retry, strategy::ExponentialBackoff};
    Retry::spawn(ExponentialBackoff::from_millis(10).take(3), || c.get("x").send()).await?; //~ unclosed-response-body
    Ok(())
}
async fn tokio_retry_read(c: &Client) -> Result<String, Error> {
    use tokio_retry::{Retry, strategy::ExponentialBackoff};
    Retry::spawn(ExponentialBackoff::from_millis(10).take(3), || c.get("x").send()).await?.text().await
}
async fn leak_tryhard(c: &Client) -> Result<(), Error> {
    tryhard::retry_fn(|| c.get("x").send()).retries(3).exponential_backoff(Duration::from_millis(1)).await?; //~ unclosed-response-body
    Ok(())
}
async fn tryhard_read(c: &Client) -> Result<String, Error> {
    tryhard::retry_fn(|| c.get("x").send()).retries(3).exponential_backoff(Duration::from_millis(1)).await?.text().await
}
async fn leak_again(c: &Client) -> Result<(), Error> {
    again::retry(|| c.get("x").send()).await?; //~ unclosed-response-body
    Ok(())
}
async fn again_read(c: &Client) -> Result<String, Error> {
    again::retry(|| c.get("x").send()).await?.text().await
}
async fn unknown_retry(c: &Client) -> Result<(), Error> {
    some_retry_crate::retry(|| c.get("x").send()).await?;
    Ok(())
}
