// One task in each handler of a service, one detail apart.
use std::collections::HashMap;
use std::process::Stdio;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use axum::{Router, Json, extract::{State, Path, ws::{WebSocket, WebSocketUpgrade, Message}}, http::StatusCode, response::{IntoResponse, Response}, routing::{get, post}};
use futures::{FutureExt, TryFutureExt, SinkExt, StreamExt, TryStreamExt, future::{self, AbortHandle, Abortable, BoxFuture}, stream::FuturesUnordered};
use tokio::process::{Command, Child};
use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, JoinSet, LocalSet};
use tokio::time::{sleep, timeout};
use tokio_util::sync::{CancellationToken, DropGuard};
use tokio_util::task::{TaskTracker, AbortOnDropHandle};

#[derive(Clone)]
struct App { http: reqwest::Client, jobs: TaskTracker, rt: tokio::runtime::Handle, pool: sqlx::PgPool, set: Arc<Mutex<JoinSet<()>>> }

fn app() -> App {
    let http = reqwest::Client::new(); //~ missing-client-timeout
    let pool = sqlx::postgres::PgPoolOptions::new().acquire_timeout(Duration::from_secs(3)).connect_lazy("x").unwrap(); //~low missing-client-timeout
    App { http, jobs: TaskTracker::new(), rt: tokio::runtime::Handle::current(), pool, set: Default::default() }
}

pub fn routes() -> Router {
    Router::new()
        .route("/1", post(h_get)).route("/2", post(h_get_req_timeout)).route("/3", post(h_tracker)).route("/4", post(h_handle))
        .route("/5", post(h_set)).route("/6", post(h_pool)).route("/7", post(h_child)).route("/8", post(h_child_timeout))
        .route("/9", post(h_child_killed_then_waited)).route("/10", post(h_child_kill_method)).route("/11", get(h_ws)).route("/12", get(h_ws_idle))
        .route("/13", post(h_own_local_client)).route("/14", post(h_own_local_client_open)).route("/15", post(h_abortable)).route("/16", post(h_abortable_dropped))
        .route("/17", post(h_fu)).route("/18", post(h_fu_timeout)).route("/20", post(h_joinset_detached))
        .route("/21", post(h_futureext_timeout)).route("/22", post(h_drop_guard)).route("/23", post(h_blocking)).route("/24", post(h_thread))
        .route("/25", post(h_chain)).route("/26", post(h_join)).route("/27", post(h_join_one_open)).route("/28", post(h_abort_on_drop))
        .route("/29", post(h_abort_on_drop_detached)).route("/30", post(h_map_handles)).route("/31", post(h_builder)).route("/32", post(h_boxed))
        .route("/33", post(h_boxed_bounded)).route("/34", post(h_dyn)).route("/35", post(h_trait)).route("/36", post(h_helper_spawn)).route("/37", post(h_helper_spawn_bounded))
        .route("/38", post(h_oneshot_reply)).route("/39", post(h_retry)).route("/40", post(h_retry_bounded)).route("/41", post(h_child_output)).route("/42", post(h_child_kill_on_drop))
        .route("/43", post(h_select_biased)).route("/44", post(h_select_else)).route("/45", post(h_mpsc_peer)).route("/46", get(h_ws_split)).route("/47", post(h_timeout_in_config))
        .with_state(app())
}

async fn h_get(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move { let _ = a.http.get("http://x").send().await.unwrap().text().await; }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_get_req_timeout(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move { let _ = a.http.get("http://x").timeout(Duration::from_secs(4)).send().await.unwrap().text().await; });
    StatusCode::OK
}
async fn h_tracker(State(a): State<App>) -> StatusCode {
    let http = a.http.clone();
    a.jobs.spawn(async move { let _ = http.get("http://x").send().await.unwrap().text().await; }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_handle(State(a): State<App>) -> StatusCode {
    let http = a.http.clone();
    a.rt.spawn(async move { let _ = http.get("http://x").send().await.unwrap().text().await; }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_set(State(a): State<App>) -> StatusCode {
    let http = a.http.clone();
    a.set.lock().unwrap().spawn(async move { let _ = http.get("http://x").send().await.unwrap().text().await; }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_pool(State(a): State<App>) -> StatusCode {
    let pool = a.pool.clone();
    tokio::spawn(async move { sqlx::query("select 1").execute(&pool).await.unwrap(); }); //~low spawn-without-timeout
    StatusCode::OK
}
async fn h_child() -> StatusCode {
    tokio::spawn(async { let mut c = Command::new("ls").spawn().unwrap(); c.wait().await.unwrap(); }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_child_timeout() -> StatusCode {
    tokio::spawn(async { let mut c = Command::new("ls").spawn().unwrap(); let _ = timeout(Duration::from_secs(1), c.wait()).await; });
    StatusCode::OK
}
async fn h_child_killed_then_waited() -> StatusCode {
    let mut c = Command::new("ls").spawn().unwrap();
    tokio::spawn(async move { sleep(Duration::from_secs(5)).await; c.start_kill().ok(); c.wait().await.ok(); });
    StatusCode::OK
}
async fn h_child_kill_method() -> StatusCode {
    let mut c = Command::new("ls").spawn().unwrap();
    tokio::spawn(async move { sleep(Duration::from_secs(5)).await; c.kill().await.ok(); });
    StatusCode::OK
}
async fn h_child_output() -> StatusCode {
    tokio::spawn(async move { let o = Command::new("ls").output().await; println!("{o:?}"); }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_child_kill_on_drop() -> StatusCode {
    // kill_on_drop does not end a wait by itself
    tokio::spawn(async move { let mut c = Command::new("ls").kill_on_drop(true).spawn().unwrap(); c.wait().await.ok(); }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_ws(up: WebSocketUpgrade) -> Response {
    up.on_upgrade(|s| async move { //~ spawn-without-timeout
        let (mut tx, mut rx) = s.split();
        let (itx, mut irx) = mpsc::channel::<String>(4);
        tokio::spawn(async move { //~low spawn-without-timeout
            while let Some(m) = irx.recv().await { if tx.send(Message::Text(m.into())).await.is_err() { break } }
        });
        while let Some(Ok(m)) = rx.next().await { itx.send(format!("{m:?}")).await.unwrap(); }
    })
}
async fn h_ws_split(up: WebSocketUpgrade) -> Response {
    up.on_upgrade(|s| async move { //~low spawn-without-timeout
        let (mut tx, mut rx) = s.split();
        tokio::spawn(async move { //~ spawn-without-timeout
            while let Some(Ok(m)) = rx.next().await { println!("{m:?}"); }
        });
        sleep(Duration::from_secs(1)).await;
        tx.send(Message::Text("x".into())).await.ok();
    })
}
async fn h_ws_idle(up: WebSocketUpgrade) -> Response {
    up.on_upgrade(|s| async move {
        let (_tx, mut rx) = s.split();
        tokio::spawn(async move {
            while let Ok(Some(Ok(m))) = timeout(Duration::from_secs(60), rx.next()).await { println!("{m:?}"); }
        });
    })
}
async fn h_own_local_client() -> StatusCode {
    tokio::spawn(async {
        let c = reqwest::Client::builder().timeout(Duration::from_secs(3)).build().unwrap();
        c.get("http://x").send().await.unwrap().text().await.unwrap();
    });
    StatusCode::OK
}
async fn h_own_local_client_open() -> StatusCode {
    tokio::spawn(async { //~ spawn-without-timeout
        let c = reqwest::Client::builder().connect_timeout(Duration::from_secs(3)).build().unwrap(); //~ missing-client-timeout
        c.get("http://x").send().await.unwrap().text().await.unwrap();
    });
    StatusCode::OK
}
static ABORTS: Mutex<Vec<AbortHandle>> = Mutex::new(Vec::new());
fn stop_all() { for a in ABORTS.lock().unwrap().drain(..) { a.abort() } }
async fn h_abortable(State(a): State<App>) -> StatusCode {
    let (f, h) = future::abortable(async move { a.http.get("http://x").send().await.unwrap().text().await.unwrap(); });
    tokio::spawn(f);
    ABORTS.lock().unwrap().push(h);
    StatusCode::OK
}
async fn h_abortable_dropped(State(a): State<App>) -> StatusCode {
    let (f, _h) = future::abortable(async move { a.http.get("http://x").send().await.unwrap().text().await.unwrap(); });
    tokio::spawn(f); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_fu(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move { //~ spawn-without-timeout
        let mut fu = FuturesUnordered::new();
        for i in 0..3 { let h = a.http.clone(); fu.push(async move { h.get(format!("http://x/{i}")).send().await.unwrap().text().await }); }
        while let Some(r) = fu.next().await { r.unwrap(); }
    });
    StatusCode::OK
}
async fn h_fu_timeout(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move {
        let mut fu = FuturesUnordered::new();
        for i in 0..3 { let h = a.http.clone(); fu.push(timeout(Duration::from_secs(4), async move { h.get(format!("http://x/{i}")).send().await.unwrap().text().await })); }
        while let Some(r) = fu.next().await { r.unwrap().unwrap(); }
    });
    StatusCode::OK
}
async fn h_joinset_detached(State(a): State<App>) -> StatusCode {
    let mut set = JoinSet::new();
    for i in 0..3 { let h = a.http.clone(); set.spawn(async move { h.get(format!("http://x/{i}")).send().await.unwrap().text().await.unwrap() }); } //~ spawn-without-timeout
    set.detach_all();
    StatusCode::OK
}
async fn h_futureext_timeout(State(a): State<App>) -> StatusCode {
    use tokio_util::future::FutureExt as _;
    tokio::spawn(async move { a.http.get("http://x").send().await.unwrap().text().await.unwrap() }.timeout(Duration::from_secs(2)));
    StatusCode::OK
}
async fn h_drop_guard(State(a): State<App>) -> StatusCode {
    let token = CancellationToken::new();
    let _guard = token.clone().drop_guard();
    tokio::spawn(async move { tokio::select! { _ = token.cancelled() => {}, r = a.http.get("http://x").send() => { r.unwrap().text().await.unwrap(); } } }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_blocking() -> StatusCode {
    tokio::task::spawn_blocking(|| { use std::io::Read; let mut s = std::net::TcpStream::connect("x:1").unwrap(); let mut b = [0; 3]; s.read(&mut b).unwrap(); }); //~low spawn-without-timeout //~low missing-client-timeout
    StatusCode::OK
}
async fn h_thread() -> StatusCode {
    std::thread::spawn(|| { use std::io::Read; let mut s = std::net::TcpStream::connect("x:1").unwrap(); let mut b = [0; 3]; s.read(&mut b).unwrap(); }); //~low spawn-without-timeout //~low missing-client-timeout
    StatusCode::OK
}
async fn h_chain(State(a): State<App>) -> StatusCode {
    tokio::spawn(a.http.get("http://x").send().and_then(|r| r.text()).map(|r| println!("{r:?}"))); //~ spawn-without-timeout
    StatusCode::OK
}
async fn fetch(c: reqwest::Client) -> String { c.get("http://x").send().await.unwrap().text().await.unwrap() }
async fn h_join(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move {
        tokio::join!(timeout(Duration::from_secs(1), fetch(a.http.clone())), timeout(Duration::from_secs(1), fetch(a.http.clone())));
    });
    StatusCode::OK
}
async fn h_join_one_open(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move { //~ spawn-without-timeout
        tokio::join!(timeout(Duration::from_secs(1), fetch(a.http.clone())), fetch(a.http.clone()));
    });
    StatusCode::OK
}
async fn h_abort_on_drop(State(a): State<App>) -> StatusCode {
    let t = AbortOnDropHandle::new(tokio::spawn(async move { fetch(a.http).await }));
    sleep(Duration::from_secs(1)).await;
    drop(t);
    StatusCode::OK
}
async fn h_abort_on_drop_detached(State(a): State<App>) -> StatusCode {
    let t = AbortOnDropHandle::new(tokio::spawn(async move { fetch(a.http).await })); //~ spawn-without-timeout
    t.detach();
    StatusCode::OK
}
static RUNNING: Mutex<Option<HashMap<u64, JoinHandle<()>>>> = Mutex::new(None);
async fn h_map_handles(State(a): State<App>, Path(id): Path<u64>) -> StatusCode {
    let h = tokio::spawn(async move { fetch(a.http).await; });
    if let Some(old) = RUNNING.lock().unwrap().as_mut().unwrap().insert(id, h) { old.abort(); }
    StatusCode::OK
}
async fn h_builder(State(a): State<App>) -> StatusCode {
    tokio::task::Builder::new().name("x").spawn(async move { fetch(a.http).await; }).unwrap(); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_boxed(State(a): State<App>) -> StatusCode {
    let f: BoxFuture<'static, String> = fetch(a.http).boxed();
    tokio::spawn(f); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_boxed_bounded(State(a): State<App>) -> StatusCode {
    let f: BoxFuture<'static, String> = timeout(Duration::from_secs(2), fetch(a.http)).map(|r| r.unwrap_or_default()).boxed();
    tokio::spawn(f);
    StatusCode::OK
}
trait Job: Send + Sync { fn run(self: Box<Self>) -> BoxFuture<'static, ()>; }
struct FetchJob(reqwest::Client);
impl Job for FetchJob { fn run(self: Box<Self>) -> BoxFuture<'static, ()> { Box::pin(async move { fetch(self.0).await; }) } }
async fn h_dyn(State(a): State<App>) -> StatusCode {
    let j: Box<dyn Job> = Box::new(FetchJob(a.http));
    tokio::spawn(j.run()); //~ spawn-without-timeout
    StatusCode::OK
}
#[async_trait::async_trait]
trait Notifier { async fn notify(&self); }
struct Hook { c: reqwest::Client }
#[async_trait::async_trait]
impl Notifier for Hook { async fn notify(&self) { fetch(self.c.clone()).await; } }
async fn h_trait(State(a): State<App>) -> StatusCode {
    let n: Arc<dyn Notifier + Send + Sync> = Arc::new(Hook { c: a.http });
    tokio::spawn(async move { n.notify().await }); //~ spawn-without-timeout
    StatusCode::OK
}
fn background<F>(f: F) where F: std::future::Future<Output = ()> + Send + 'static { tokio::spawn(f); }
fn background_bounded<F>(f: F) where F: std::future::Future<Output = ()> + Send + 'static { tokio::spawn(async move { let _ = timeout(Duration::from_secs(1), f).await; }); }
async fn h_helper_spawn(State(a): State<App>) -> StatusCode {
    background(async move { fetch(a.http).await; }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_helper_spawn_bounded(State(a): State<App>) -> StatusCode {
    background_bounded(async move { fetch(a.http).await; });
    StatusCode::OK
}
async fn h_oneshot_reply() -> StatusCode {
    let (tx, rx) = oneshot::channel::<u8>();
    tokio::spawn(async move { let _ = rx.await; });
    tx.send(1).ok();
    StatusCode::OK
}
async fn h_retry(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move { //~ spawn-without-timeout
        for n in 0..3 {
            if a.http.post("http://x").send().await.and_then(|r| r.error_for_status()).is_ok() { break } //~ unclosed-response-body
            sleep(Duration::from_secs(n)).await;
        }
    });
    StatusCode::OK
}
async fn h_retry_bounded(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move {
        for n in 0..3 {
            if let Ok(Ok(r)) = timeout(Duration::from_secs(2), a.http.post("http://x").send()).await { if let Ok(Ok(_)) = timeout(Duration::from_secs(2), r.bytes()).await { break } }
            sleep(Duration::from_secs(n)).await;
        }
    });
    StatusCode::OK
}
async fn h_select_biased(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move { tokio::select! { biased; _ = sleep(Duration::from_secs(1)) => {}, _ = fetch(a.http) => {} } });
    StatusCode::OK
}
async fn h_select_else(State(a): State<App>) -> StatusCode {
    tokio::spawn(async move { tokio::select! { s = fetch(a.http) => { drop(s) } else => {} } }); //~ spawn-without-timeout
    StatusCode::OK
}
async fn h_mpsc_peer() -> StatusCode {
    let (tx, mut rx) = mpsc::channel::<u8>(1);
    tokio::spawn(async move { while let Some(x) = rx.recv().await { println!("{x}"); } });
    tx.send(2).await.ok();
    StatusCode::OK
}
#[derive(Clone)]
struct Cfg { limit: Duration }
impl Cfg { fn client(&self) -> reqwest::Client { reqwest::Client::builder().timeout(self.limit).build().unwrap() } }
async fn h_timeout_in_config(axum::Extension(cfg): axum::Extension<Cfg>) -> StatusCode {
    tokio::spawn(fetch(cfg.client()));
    StatusCode::OK
}
