//! Loops that keep the pieces of a body, and what ends them, in pairs.
use axum::body::{Body, Bytes};
use axum::extract::{Request, Multipart};
use futures::{StreamExt, TryStreamExt};
use http_body_util::BodyExt;
use bytes::{BytesMut, BufMut, Buf};
use tokio::io::AsyncWriteExt;
const LIMIT: usize = 65536;

pub async fn g_vec(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(c) = s.next().await { let c = c.unwrap(); all.extend_from_slice(&c); } } //~ whole-body-upload
pub async fn g_extend(req: Request) { let mut all: Vec<u8> = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.extend(c); } } //~ whole-body-upload
pub async fn g_bytesmut(req: Request) { let mut all = BytesMut::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.put(c); } } //~ whole-body-upload
pub async fn g_put_slice(req: Request) { let mut all = BytesMut::with_capacity(1024); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.put_slice(&c); } } //~ whole-body-upload
pub async fn g_bm_extend(req: Request) { let mut all = BytesMut::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.extend_from_slice(&c); } } //~ whole-body-upload
pub async fn g_push(req: Request) { let mut all: Vec<Bytes> = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.push(c); } } //~ whole-body-upload
pub async fn g_string(req: Request) { let mut all = String::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.push_str(std::str::from_utf8(&c).unwrap()); } } //~ whole-body-upload
pub async fn g_string_add(req: Request) { let mut all = String::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all += std::str::from_utf8(&c).unwrap(); } } //~ whole-body-upload
pub async fn g_frame(req: Request) { let mut all = Vec::new(); let mut b = req.into_body();
    while let Some(Ok(f)) = b.frame().await { if let Ok(d) = f.into_data() { all.extend_from_slice(&d); } } } //~ whole-body-upload
pub async fn g_frame_ref(req: Request) { let mut all = Vec::new(); let mut b = req.into_body();
    while let Some(f) = b.frame().await { let f = f.unwrap(); if let Some(d) = f.data_ref() { all.extend_from_slice(d); } } } //~ whole-body-upload
pub async fn g_try_next(req: Request) -> Result<Vec<u8>, axum::Error> { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(c) = s.try_next().await? { all.extend_from_slice(&c); } //~ whole-body-upload
    Ok(all) }
pub async fn g_loop(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    loop { match s.next().await { Some(Ok(c)) => all.extend_from_slice(&c), _ => break } } } //~ whole-body-upload
pub async fn g_checked(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { if all.len() + c.len() > LIMIT { return; } all.extend_from_slice(&c); } }
pub async fn g_checked_after(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.extend_from_slice(&c); if all.len() > LIMIT { break; } } }
pub async fn g_counter_checked(req: Request) { let mut all = Vec::new(); let mut n = 0; let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { n += c.len(); if n > LIMIT { return; } all.extend_from_slice(&c); } }
pub async fn g_checked_outside(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.extend_from_slice(&c); } //~ whole-body-upload
    if all.len() > LIMIT { return; } }
pub async fn g_unrelated_check(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream(); let mut retries = 0;
    while let Some(r) = s.next().await { match r { Ok(c) => all.extend_from_slice(&c), Err(_) => { retries += 1; if retries > 3 { return; } } } } } //~ whole-body-upload
pub async fn g_empty_check(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { if c.len() > 0 { all.extend_from_slice(&c); } } } //~ whole-body-upload
pub async fn g_chunk_check_only(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { if c.len() > LIMIT { return; } all.extend_from_slice(&c); } } //~ whole-body-upload
pub async fn g_log_check(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.extend_from_slice(&c); if all.len() > LIMIT { println!("large"); } } } //~ whole-body-upload
pub async fn g_disk(req: Request) { let mut f = tokio::fs::File::create("x").await.unwrap(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { f.write_all(&c).await.unwrap(); } }
// `write_all` of an async writer that is a vector.
pub async fn g_write_all_vec(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.write_all(&c).await.unwrap(); } } //~ whole-body-upload
// A cursor over a vector.
pub async fn g_cursor(req: Request) { let mut all = std::io::Cursor::new(Vec::new()); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { std::io::Write::write_all(&mut all, &c).unwrap(); } } //~ whole-body-upload
pub async fn g_hash(req: Request) { use sha2::Digest; let mut h = sha2::Sha256::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { h.update(&c); } }
pub async fn g_count(req: Request) { let mut n = 0usize; let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { n += c.len(); } }
pub async fn g_flush(req: Request) { let mut f = tokio::fs::File::create("x").await.unwrap(); let mut buf = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { buf.extend_from_slice(&c); if buf.len() >= 8192 { f.write_all(&buf).await.unwrap(); buf.clear(); } } }
pub async fn g_cleared_each(req: Request) { let mut f = tokio::fs::File::create("x").await.unwrap(); let mut buf = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { buf.clear(); buf.extend_from_slice(&c); f.write_all(&buf).await.unwrap(); } }
pub async fn g_local_buf(req: Request) { let mut f = tokio::fs::File::create("x").await.unwrap(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { let mut buf = Vec::new(); buf.extend_from_slice(&c); f.write_all(&buf).await.unwrap(); } }
pub async fn g_lines(req: Request) { let mut buf = BytesMut::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { buf.extend_from_slice(&c);
        while let Some(i) = buf.iter().position(|b| *b == b'\n') { let line = buf.split_to(i + 1); println!("{line:?}"); } } }
fn add(all: &mut Vec<u8>, c: &[u8]) { all.extend_from_slice(c); }
fn add_checked(all: &mut Vec<u8>, c: &[u8]) -> Result<(), ()> { if all.len() + c.len() > LIMIT { return Err(()); } all.extend_from_slice(c); Ok(()) }
pub async fn g_helper(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { add(&mut all, &c); } } //~ whole-body-upload
pub async fn g_helper_checked(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { if add_checked(&mut all, &c).is_err() { return; } } }
fn check(n: usize) -> Result<(), ()> { if n > LIMIT { Err(()) } else { Ok(()) } }
pub async fn g_check_helper(req: Request) -> Result<(), ()> { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { check(all.len() + c.len())?; all.extend_from_slice(&c); } Ok(()) }
fn log_size(n: usize) { if n > LIMIT { println!("big"); } }
pub async fn g_log_helper(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { log_size(all.len()); all.extend_from_slice(&c); } } //~ whole-body-upload
pub async fn g_forward(req: Request, tx: tokio::sync::mpsc::Sender<Bytes>) { let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { tx.send(c).await.unwrap(); } }
pub async fn g_response(res: http::Response<Body>) { let mut all = Vec::new(); let mut s = res.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.extend_from_slice(&c); } }
pub async fn g_client(res: reqwest::Response) { let mut all = Vec::new(); let mut res = res;
    while let Ok(Some(c)) = res.chunk().await { all.extend_from_slice(&c); } }
pub async fn g_field(mut m: Multipart) { while let Ok(Some(mut f)) = m.next_field().await { let mut all = Vec::new();
    while let Ok(Some(c)) = f.chunk().await { all.extend_from_slice(&c); } } }
pub async fn g_mult_bytes(mut m: Multipart) { while let Ok(Some(f)) = m.next_field().await { let _ = f.bytes().await; } }
pub async fn g_actix_field(mut m: actix_multipart::Multipart) { while let Ok(Some(mut f)) = m.try_next().await { let mut all = Vec::new();
    while let Ok(Some(c)) = f.try_next().await { all.extend_from_slice(&c); } } } //~ whole-body-upload
pub async fn g_actix_field_checked(mut m: actix_multipart::Multipart) { while let Ok(Some(mut f)) = m.try_next().await { let mut all = Vec::new();
    while let Ok(Some(c)) = f.try_next().await { if all.len() + c.len() > LIMIT { return; } all.extend_from_slice(&c); } } }
pub async fn g_actix_payload(mut p: actix_web::web::Payload) { let mut all = actix_web::web::BytesMut::new();
    while let Some(c) = p.next().await { all.extend_from_slice(&c.unwrap()); } } //~ whole-body-upload
pub async fn g_actix_payload_checked(mut p: actix_web::web::Payload) { let mut all = actix_web::web::BytesMut::new();
    while let Some(c) = p.next().await { let c = c.unwrap(); if all.len() + c.len() > LIMIT { return; } all.extend_from_slice(&c); } }
pub async fn g_actix_field_file(mut m: actix_multipart::Multipart) { while let Ok(Some(mut f)) = m.try_next().await { let mut out = std::fs::File::create("x").unwrap();
    while let Ok(Some(c)) = f.try_next().await { std::io::Write::write_all(&mut out, &c).unwrap(); } } }
pub async fn g_actix_field_web_block(mut m: actix_multipart::Multipart) { while let Ok(Some(mut f)) = m.try_next().await { let mut out = std::fs::File::create("x").unwrap();
    while let Some(c) = f.next().await { let c = c.unwrap(); out = actix_web::web::block(move || { use std::io::Write; out.write_all(&c).map(|_| out) }).await.unwrap().unwrap(); } } }
struct Sink { buf: Vec<u8> }
impl Sink { fn push(&mut self, c: &[u8]) { self.buf.extend_from_slice(c); } fn push_checked(&mut self, c: &[u8]) -> bool { if self.buf.len() > LIMIT { return false; } self.buf.extend_from_slice(c); true } }
pub async fn g_sink(req: Request) { let mut all = Sink { buf: vec![] }; let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all.push(&c); } } //~ whole-body-upload
pub async fn g_sink_checked(req: Request) { let mut all = Sink { buf: vec![] }; let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { if !all.push_checked(&c) { return; } } }
pub async fn g_remaining(req: Request) { let mut left = LIMIT; let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { let Some(n) = left.checked_sub(c.len()) else { return }; left = n; all.extend_from_slice(&c); } }
pub async fn g_for_each(req: Request) { let mut all = Vec::new(); req.into_body().into_data_stream().for_each(|c| { all.extend_from_slice(&c.unwrap()); async {} }).await; } //~ whole-body-upload
pub async fn g_for_each_checked(req: Request) { let mut all = Vec::new(); let _ = req.into_body().into_data_stream().try_for_each(|c| { let r = if all.len() + c.len() > LIMIT { Err(axum::Error::new("x")) } else { all.extend_from_slice(&c); Ok(()) }; async { r } }).await; }
// `take` of a stream counts pieces, not bytes.
pub async fn g_take(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream().take(10);
    while let Some(Ok(c)) = s.next().await { all.extend_from_slice(&c); } }
// The buffer is made anew from itself.
pub async fn g_concat(req: Request) { let mut all = Vec::new(); let mut s = req.into_body().into_data_stream();
    while let Some(Ok(c)) = s.next().await { all = [all, c.to_vec()].concat(); } } //~ whole-body-upload
