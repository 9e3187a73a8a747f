//! Responses of each client library, and odd ways to read one.

use std::io::Read;
use http_body_util::{BodyExt, Empty, Full};
use bytes::Bytes;
// blocking
fn bl_leak(c: &reqwest::blocking::Client) -> bool { c.get("u").send().unwrap().status().is_success() } //~ unclosed-response-body
fn bl_read(c: &reqwest::blocking::Client) -> String { c.get("u").send().unwrap().text().unwrap() }
fn bl_read_to_string(c: &reqwest::blocking::Client) -> String { let mut r = c.get("u").send().unwrap(); let mut s = String::new(); r.read_to_string(&mut s).unwrap(); s }
fn bl_bytes_iter(c: &reqwest::blocking::Client) -> usize { c.get("u").send().unwrap().bytes_iter_len() }
trait L { fn bytes_iter_len(self) -> usize; }
impl L for reqwest::blocking::Response { fn bytes_iter_len(self) -> usize { std::io::Read::bytes(self).count() } }
fn bl_head(c: &reqwest::blocking::Client) -> bool { c.head("u").send().unwrap().status().is_success() }
fn bl_delete_leak(c: &reqwest::blocking::Client) { c.delete("u").send().unwrap().error_for_status().unwrap(); } //~ unclosed-response-body
fn bl_take(c: &reqwest::blocking::Client) -> Vec<u8> { let r = c.get("u").send().unwrap(); let mut v = Vec::new(); r.take(10).read_to_end(&mut v).unwrap(); v }
// middleware
async fn mw_leak(c: &reqwest_middleware::ClientWithMiddleware) -> Result<(), reqwest_middleware::Error> { c.post("u").body("x").send().await?.error_for_status()?; Ok(()) } //~ unclosed-response-body
async fn mw_read(c: &reqwest_middleware::ClientWithMiddleware) -> Result<String, reqwest_middleware::Error> { Ok(c.post("u").body("x").send().await?.error_for_status()?.text().await?) }
// hyper-util
type Hy = hyper_util::client::legacy::Client<hyper_util::client::legacy::connect::HttpConnector, Full<Bytes>>;
async fn hy_leak(c: &Hy, u: http::Uri) -> bool { c.get(u).await.unwrap().status().is_success() } //~ unclosed-response-body
async fn hy_read(c: &Hy, u: http::Uri) -> Bytes { c.get(u).await.unwrap().into_body().collect().await.unwrap().to_bytes() }
async fn hy_parts_leak(c: &Hy, u: http::Uri) -> http::StatusCode { let (parts, _body) = c.get(u).await.unwrap().into_parts(); parts.status } //~ unclosed-response-body
async fn hy_parts_read(c: &Hy, u: http::Uri) -> Bytes { let (parts, body) = c.get(u).await.unwrap().into_parts(); println!("{}", parts.status); body.collect().await.unwrap().to_bytes() }
async fn hy_map_read(c: &Hy, u: http::Uri) -> Bytes { c.get(u).await.unwrap().map(|b| b.boxed()).into_body().collect().await.unwrap().to_bytes() }
async fn hy_limited_read(c: &Hy, u: http::Uri) -> Bytes { http_body_util::Limited::new(c.get(u).await.unwrap().into_body(), 1000).collect().await.unwrap().to_bytes() }
async fn hy_frame_leak(c: &Hy, u: http::Uri) -> bool { let mut b = c.get(u).await.unwrap().into_body(); b.frame().await.is_some() } //~ unclosed-response-body
async fn hy_frames_read(c: &Hy, u: http::Uri) -> usize { let mut b = c.get(u).await.unwrap().into_body(); let mut n = 0; while let Some(f) = b.frame().await { if let Some(d) = f.unwrap().data_ref() { n += d.len(); } } n }
async fn hy_stream_read(c: &Hy, u: http::Uri) -> usize { use futures::StreamExt; c.get(u).await.unwrap().into_body().into_data_stream().fold(0, |n, x| async move { n + x.unwrap().len() }).await }
async fn hy_upgrade(c: &Hy, r: http::Request<Full<Bytes>>) -> hyper::upgrade::Upgraded { let r = c.request(r).await.unwrap(); hyper::upgrade::on(r).await.unwrap() }
async fn hy_conn_leak(s: &mut hyper::client::conn::http1::SendRequest<Empty<Bytes>>, r: http::Request<Empty<Bytes>>) -> u16 { s.send_request(r).await.unwrap().status().as_u16() } //~ unclosed-response-body
async fn hy_conn_read(s: &mut hyper::client::conn::http1::SendRequest<Empty<Bytes>>, r: http::Request<Empty<Bytes>>) -> Bytes { s.send_request(r).await.unwrap().collect().await.unwrap().to_bytes() }
// awc
async fn aw_leak(c: &awc::Client) -> bool { c.get("u").send().await.unwrap().status().is_success() } //~ unclosed-response-body
async fn aw_read(c: &awc::Client) -> Bytes { c.get("u").send().await.unwrap().body().await.unwrap() }
async fn aw_json(c: &awc::Client) -> serde_json::Value { let mut r = c.get("u").send().await.unwrap(); r.json().await.unwrap() }
async fn aw_head(c: &awc::Client) -> bool { c.head("u").send().await.unwrap().status().is_success() }
// isahc
async fn is_leak(c: &isahc::HttpClient) -> bool { c.get_async("u").await.unwrap().status().is_success() } //~ unclosed-response-body
async fn is_read(c: &isahc::HttpClient) -> String { use isahc::AsyncReadResponseExt; c.get_async("u").await.unwrap().text().await.unwrap() }
async fn is_consume(c: &isahc::HttpClient) { use isahc::AsyncReadResponseExt; c.get_async("u").await.unwrap().consume().await.unwrap() }
fn is_sync_leak(c: &isahc::HttpClient) -> bool { c.get("u").unwrap().status().is_success() } //~ unclosed-response-body
fn is_sync_read(c: &isahc::HttpClient) -> String { use isahc::ReadResponseExt; c.get("u").unwrap().text().unwrap() }
// surf
async fn sf_leak(c: &surf::Client) -> bool { c.get("u").await.unwrap().status().is_success() } //~ unclosed-response-body
async fn sf_read(c: &surf::Client) -> String { c.get("u").recv_string().await.unwrap() }
async fn sf_body(c: &surf::Client) -> String { c.get("u").await.unwrap().body_string().await.unwrap() }
// ureq 3
fn ur_leak(a: &ureq::Agent) -> bool { a.get("u").call().unwrap().status().is_success() } //~ unclosed-response-body
fn ur_read(a: &ureq::Agent) -> String { a.get("u").call().unwrap().body_mut().read_to_string().unwrap() }
fn ur_reader(a: &ureq::Agent) -> Vec<u8> { let mut v = Vec::new(); a.get("u").call().unwrap().into_body().into_reader().read_to_end(&mut v).unwrap(); v }
fn ur_with_config(a: &ureq::Agent) -> String { a.get("u").call().unwrap().into_body().into_with_config().limit(10).read_to_string().unwrap() }
fn ur_once() -> bool { ureq::get("u").call().unwrap().status().is_success() } //~ missing-client-timeout //~low unclosed-response-body
// reqwest odd
use reqwest::{Client, Response, Method, StatusCode};
async fn stream_to_file(c: &Client) -> std::io::Result<()> { use futures::StreamExt; let mut s = c.get("u").send().await.unwrap().bytes_stream(); let mut f = tokio::fs::File::create("x").await?; while let Some(x) = s.next().await { tokio::io::AsyncWriteExt::write_all(&mut f, &x.unwrap()).await?; } Ok(()) } //~low unclosed-response-body
async fn stream_made_only(c: &Client) { let _s = c.get("u").send().await.unwrap().bytes_stream(); } //~ unclosed-response-body
async fn stream_reader(c: &Client) -> std::io::Result<u64> { use futures::TryStreamExt; let s = c.get("u").send().await.unwrap().bytes_stream().map_err(std::io::Error::other); let mut r = tokio_util::io::StreamReader::new(s); tokio::io::copy(&mut r, &mut tokio::io::sink()).await }
async fn body_wrap(c: &Client, up: &Client) -> String { let r = c.get("u").send().await.unwrap(); up.post("v").body(reqwest::Body::wrap_stream(r.bytes_stream())).send().await.unwrap().text().await.unwrap() }
async fn body_from_response(c: &Client, up: &Client) -> String { let r = c.get("u").send().await.unwrap(); up.post("v").body(r).send().await.unwrap().text().await.unwrap() }
async fn into_http(c: &Client) -> http::Response<reqwest::Body> { let r = c.get("u").send().await.unwrap(); r.into() }
async fn into_http_leak(c: &Client) -> u16 { let r: http::Response<reqwest::Body> = c.get("u").send().await.unwrap().into(); r.status().as_u16() } //~ unclosed-response-body
async fn upgrade(c: &Client) -> reqwest::Upgraded { c.get("u").header("upgrade", "websocket").send().await.unwrap().upgrade().await.unwrap() }
async fn head_method(c: &Client) -> bool { c.request(Method::HEAD, "u").send().await.unwrap().status().is_success() }
async fn options_method(c: &Client) -> bool { c.request(Method::OPTIONS, "u").send().await.unwrap().status().is_success() } //~ unclosed-response-body
async fn head_var(c: &Client) -> bool { let m = Method::HEAD; let req = c.request(m, "u").build().unwrap(); c.execute(req).await.unwrap().status().is_success() }
async fn head_or_get(c: &Client, quick: bool) -> bool { let m = if quick { Method::HEAD } else { Method::GET }; c.request(m, "u").send().await.unwrap().status().is_success() } //~ unclosed-response-body
async fn only_204(c: &Client) -> Result<(), String> { let r = c.delete("u").send().await.unwrap(); match r.status() { StatusCode::NO_CONTENT => Ok(()), s => Err(r.text().await.unwrap_or_default()) } }
async fn only_200(c: &Client) -> Result<(), String> { let r = c.delete("u").send().await.unwrap(); match r.status() { StatusCode::OK => Ok(()), s => Err(r.text().await.unwrap_or_default()) } } //~ unclosed-response-body
async fn num_204(c: &Client) -> Result<(), String> { let r = c.delete("u").send().await.unwrap(); match r.status().as_u16() { 204 | 205 => Ok(()), s => Err(r.text().await.unwrap_or_default()) } }
async fn num_200(c: &Client) -> Result<(), String> { let r = c.delete("u").send().await.unwrap(); match r.status().as_u16() { 200..=299 => Ok(()), s => Err(r.text().await.unwrap_or_default()) } } //~ unclosed-response-body
async fn retry(c: &Client) -> Option<String> { for i in 0..3 { match c.get("u").send().await { Ok(r) if r.status().is_success() => return r.text().await.ok(), Ok(r) => { println!("{}", r.status()); } Err(_) => {} } } None } //~low unclosed-response-body
async fn retry_reads(c: &Client) -> Option<String> { for i in 0..3 { match c.get("u").send().await { Ok(r) if r.status().is_success() => return r.text().await.ok(), Ok(r) => { let _ = r.bytes().await; } Err(_) => {} } } None }
async fn retry_until(c: &Client) -> u16 { loop { let r = c.get("u").send().await.unwrap(); if r.status() != StatusCode::ACCEPTED { return r.status().as_u16(); } tokio::time::sleep(std::time::Duration::from_secs(1)).await; } } //~ unclosed-response-body
async fn closure_question(c: &Client) -> Result<Option<String>, reqwest::Error> { let f = async || -> Result<String, reqwest::Error> { let r = c.get("u").send().await?.error_for_status()?; r.text().await }; f().await.map(Some) }
async fn closure_question_leak(c: &Client) -> Result<u16, reqwest::Error> { let f = async || -> Result<u16, reqwest::Error> { let r = c.get("u").send().await?.error_for_status()?; Ok(r.status().as_u16()) }; f().await } //~ unclosed-response-body
async fn and_then_q(c: &Client) -> Option<u64> { c.get("u").send().await.ok().and_then(|r| { let n = r.content_length()?; Some(n) }) } //~ unclosed-response-body
async fn spawn_drop(c: Client) { tokio::spawn(async move { let _ = c.post("u").send().await; }); } //~ unclosed-response-body
async fn spawn_read(c: Client) { tokio::spawn(async move { if let Ok(r) = c.post("u").send().await { let _ = r.bytes().await; } }); }
async fn log_only(c: &Client) { match c.post("u").send().await { Ok(r) => tracing::info!(status = %r.status(), "sent"), Err(e) => tracing::warn!("{e}") } } //~ unclosed-response-body
async fn log_text(c: &Client) { match c.post("u").send().await { Ok(r) => tracing::info!(body = %r.text().await.unwrap(), "sent"), Err(e) => tracing::warn!("{e}") } }
async fn dbg_through(c: &Client) -> String { dbg!(c.get("u").send().await.unwrap()).text().await.unwrap() }
async fn arc_resp(c: &Client) -> u16 { let r = std::sync::Arc::new(c.get("u").send().await.unwrap()); let q = r.clone(); q.status().as_u16() } //~ unclosed-response-body
async fn boxed_err(c: &Client) -> Result<String, Box<dyn std::error::Error>> { let r = c.get("u").send().await?; if r.status() != 200 { return Err(format!("bad {}", r.status()).into()); } Ok(r.text().await?) } //~low unclosed-response-body
async fn sent_through_channel(c: &Client, tx: tokio::sync::mpsc::Sender<Response>) { let r = c.get("u").send().await.unwrap(); let _ = tx.send(r).await; }
async fn oneshot_recv(c: &Client) -> u16 { let (tx, rx) = tokio::sync::oneshot::channel(); let r = c.get("u").send().await.unwrap(); let _ = tx.send(r.status()); rx.await.unwrap().as_u16() } //~ unclosed-response-body
