mod deep;
use web::prelude::*;
use web::{fire, ensure_ok, Api};
use wire::{Conn, Limited, Serve, launch};

async fn get_leak(api: &Api) -> Res<()> { api.fetch("a").await?; Ok(()) } //~ unclosed-response-body
async fn get_ok_leak(api: &Api) -> Res<u16> { Ok(api.fetch_ok("a").await?.status().as_u16()) } //~ unclosed-response-body
async fn get_read(api: &Api) -> Res<String> { api.fetch_ok("a").await?.text().await }
async fn checked_leak(http: &Http) -> Res<()> { http.get("a").send().await.checked().map(drop) } //~ unclosed-response-body
async fn checked_read(http: &Http) -> Res<()> { http.get("a").send().await.checked()?.swallow().await }
async fn logged_leak(http: &Http) -> Res<u16> { Ok(http.get("a").send().await?.log().status().as_u16()) } //~ unclosed-response-body
async fn logged_read(http: &Http) -> Res<String> { http.get("a").send().await?.log().text().await }
async fn macro_leak(http: &Http) -> Res<u16> { let r = fire!(http, "a"); Ok(r.status().as_u16()) } //~ unclosed-response-body
async fn macro_read(http: &Http) -> Res<String> { let r = fire!(http, "a"); r.text().await }
async fn macro_ensure_leak(http: &Http) -> Res<()> { let _r = ensure_ok!(http.get("a").send().await?); Ok(()) } //~ unclosed-response-body
async fn macro_ensure_read(http: &Http) -> Res<String> { let r = ensure_ok!(http.get("a").send().await?); r.text().await }
fn client_open() -> Api { Api::new(web::types::http::Client::new()) } //~ missing-client-timeout
fn client_limited() -> Api { Api::new(web::make_limited()) }
fn client_from_start() -> Api { Api::new(web::start_builder().build().unwrap()) } //~ missing-client-timeout
fn client_from_start_limited(slow: bool) -> Api { let mut b = web::start_builder(); if slow { b = b.timeout(Span::from_secs(9)); } Api::new(b.build().unwrap()) }
fn client_from_start_reassigned_without(slow: bool) -> Api { let mut b = web::start_builder(); if slow { b = b.user_agent("z"); } Api::new(b.build().unwrap()) } //~ missing-client-timeout
async fn use_all() { for a in [client_open(), client_limited(), client_from_start(), client_from_start_limited(true), client_from_start_reassigned_without(true), Api::new(web::make())] { let _ = get_read(&a).await; } }

async fn accept(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); go(async move { Conn(s).read_one().await; }); } } //~ spawn-without-timeout
async fn accept_limited(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); go(async move { Conn(s).read_limited().await; }); } }
async fn accept_within(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); go(within(Span::from_secs(1), async move { Conn(s).read_one().await })); } }
async fn accept_trait(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); runtime::spawn(Conn(s).serve()); } } //~ spawn-without-timeout
async fn accept_trait_limited(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); runtime::spawn(Limited(Conn(s)).serve()); } }
async fn accept_launch(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); launch(Conn(s).serve()); } } //~ spawn-without-timeout
async fn accept_launch_limited(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); launch(Limited(Conn(s)).serve()); } }
fn run<T: Serve + Send + 'static>(t: T) { launch(async move { t.serve().await }) }
async fn accept_run(l: Listener) { loop { let (s, _) = l.accept().await.unwrap(); run(Limited(Conn(s))); } }
fn main() {}
