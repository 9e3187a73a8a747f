//! How futures get to their spawn: traits, wrappers, macros, closures, methods, generics.
use async_trait::async_trait;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Handle;
use tokio::time::timeout;
use tracing::Instrument;

async fn serve(mut socket: TcpStream) {
    let mut b = [0; 64];
    let _ = socket.read(&mut b).await;
}

// ext trait awaiting self
trait Logged: Future + Sized {
    async fn logged(self) -> Self::Output {
        let out = self.await;
        println!("done");
        out
    }
}
impl<F: Future> Logged for F {}
pub async fn ext_self(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(serve(a).logged()); //~ spawn-without-timeout
    }
}
trait Within: Future + Sized {
    async fn within(self, d: Duration) -> Option<Self::Output> {
        timeout(d, self).await.ok()
    }
}
impl<F: Future> Within for F {}
pub async fn ext_self_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(serve(a).within(Duration::from_secs(1)));
    }
}
trait LoggedBox: Future + Sized + Send + 'static {
    fn logged_box(self) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async move {
            let _ = self.await;
        })
    }
}
impl<F: Future + Send + 'static> LoggedBox for F {}
pub async fn ext_self_box(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(serve(a).logged_box()); //~ spawn-without-timeout
    }
}
trait SpawnExt2: Future<Output = ()> + Sized + Send + 'static {
    fn go(self) {
        tokio::spawn(self);
    }
}
impl<F: Future<Output = ()> + Send + 'static> SpawnExt2 for F {}
pub async fn ext_self_spawns(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        serve(a).go(); //~ spawn-without-timeout
    }
}
pub async fn ext_self_spawns_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        timeout(Duration::from_secs(1), async move { serve(a).await }).within(Duration::from_secs(1)).await;
    }
}
// wrappers
fn run<F: Future<Output = ()> + Send + 'static>(f: F) {
    tokio::spawn(f);
}
fn run2<F: Future<Output = ()> + Send + 'static>(name: &str, f: F) {
    println!("{name}");
    run(f);
}
fn run3(f: impl Future<Output = ()> + Send + 'static) {
    run2("x", async move {
        f.await;
        println!("bye");
    })
}
pub async fn wrapper1(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run(serve(a)); //~ spawn-without-timeout
    }
}
pub async fn wrapper2(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run2("a", serve(a)); //~ spawn-without-timeout
    }
}
pub async fn wrapper3(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run3(serve(a)); //~ spawn-without-timeout
    }
}
pub async fn wrapper2_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run2("a", async move {
            let _ = timeout(Duration::from_secs(1), serve(a)).await;
        });
    }
}
fn run_bounded<F: Future<Output = ()> + Send + 'static>(f: F) {
    tokio::spawn(async move {
        let _ = timeout(Duration::from_secs(1), f).await;
    });
}
pub async fn wrapper_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run_bounded(serve(a));
    }
}
fn run_bounded2<F: Future<Output = ()> + Send + 'static>(f: F) {
    run_bounded(f);
}
pub async fn wrapper_bounded2(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run_bounded2(serve(a));
    }
}
fn run_with<F, Fut>(f: F)
where
    F: FnOnce() -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    tokio::spawn(async move { f().await });
}
pub async fn wrapper_closure(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run_with(move || serve(a)); //~ spawn-without-timeout
    }
}
pub async fn wrapper_closure_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run_with(move || async move {
            let _ = timeout(Duration::from_secs(1), serve(a)).await;
        });
    }
}
fn run_with2<F, Fut>(f: F)
where
    F: FnOnce() -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    run(f());
}
pub async fn wrapper_closure2(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run_with2(move || serve(a)); //~ spawn-without-timeout
    }
}
fn run_box(f: Pin<Box<dyn Future<Output = ()> + Send>>) {
    tokio::spawn(f);
}
pub async fn wrapper_box(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run_box(Box::pin(serve(a))); //~ spawn-without-timeout
    }
}
pub async fn wrapper_box_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        run_box(Box::pin(async move {
            timeout(Duration::from_secs(1), serve(a)).await.ok();
        }));
    }
}
#[derive(Clone)]
pub struct Exec {
    h: Handle,
}
impl Exec {
    pub fn spawn<F>(&self, f: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.h.spawn(f);
    }
    pub fn spawn_named<F>(&self, name: &'static str, f: F)
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let span = tracing::info_span!("task", name);
        self.spawn(f.instrument(span));
    }
    pub fn execute(&self, f: impl Future<Output = ()> + Send + 'static) -> tokio::task::JoinHandle<()> {
        self.h.spawn(f)
    }
}
pub async fn exec_spawn(l: TcpListener, e: Exec) {
    while let Ok((a, _)) = l.accept().await {
        e.spawn(serve(a)); //~ spawn-without-timeout
    }
}
pub async fn exec_named(l: TcpListener, e: Exec) {
    while let Ok((a, _)) = l.accept().await {
        e.spawn_named("x", serve(a)); //~ spawn-without-timeout
    }
}
pub async fn exec_path(l: TcpListener, e: Exec) {
    while let Ok((a, _)) = l.accept().await {
        Exec::spawn(&e, serve(a)); //~ spawn-without-timeout
    }
}
pub async fn exec_returned(l: TcpListener, e: Exec) {
    while let Ok((a, _)) = l.accept().await {
        e.execute(serve(a)); //~ spawn-without-timeout
    }
}
pub async fn exec_returned_aborted(l: TcpListener, e: Exec) {
    while let Ok((a, _)) = l.accept().await {
        let h = e.execute(serve(a));
        h.abort();
    }
}
pub async fn exec_returned_awaited(l: TcpListener, e: Exec) {
    while let Ok((a, _)) = l.accept().await {
        let _ = e.execute(serve(a)).await;
    }
}
trait Spawner {
    fn launch(&self, f: Pin<Box<dyn Future<Output = ()> + Send>>);
}
struct Tok;
impl Spawner for Tok {
    fn launch(&self, f: Pin<Box<dyn Future<Output = ()> + Send>>) {
        tokio::spawn(f);
    }
}
pub async fn trait_spawner(l: TcpListener, s: Arc<dyn Spawner>) {
    while let Ok((a, _)) = l.accept().await {
        s.launch(Box::pin(serve(a))); //~ spawn-without-timeout
    }
}
// local macro
macro_rules! go {
    ($e:expr) => {
        tokio::spawn($e)
    };
}
pub async fn macro_spawn(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        go!(serve(a)); //~ spawn-without-timeout
    }
}
pub async fn macro_spawn_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        go!(timeout(Duration::from_secs(1), serve(a)));
    }
}
macro_rules! limited {
    ($e:expr) => {
        tokio::time::timeout(Duration::from_secs(2), $e).await
    };
}
pub async fn macro_limits(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move { limited!(serve(a)) });
    }
}
macro_rules! bg { ($($body:tt)*) => { tokio::spawn(async move { $($body)* }) }; }
pub async fn macro_body(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        bg!(serve(a).await); //~ spawn-without-timeout
    }
}
// traits
#[async_trait]
trait Handler: Send + Sync {
    async fn handle(&self, s: TcpStream);
}
struct Reader;
struct Quick;
#[async_trait]
impl Handler for Reader {
    async fn handle(&self, s: TcpStream) {
        serve(s).await
    }
}
pub async fn dyn_handler(l: TcpListener, h: Arc<dyn Handler>) {
    while let Ok((a, _)) = l.accept().await {
        let h = h.clone();
        tokio::spawn(async move { h.handle(a).await }); //~ spawn-without-timeout
    }
}
#[async_trait]
trait Handler2: Send + Sync {
    async fn handle2(&self, s: TcpStream);
}
#[async_trait]
impl Handler2 for Quick {
    async fn handle2(&self, s: TcpStream) {
        let _ = timeout(Duration::from_secs(1), serve(s)).await;
    }
}
pub async fn dyn_handler_bounded(l: TcpListener, h: Arc<dyn Handler2>) {
    while let Ok((a, _)) = l.accept().await {
        let h = h.clone();
        tokio::spawn(async move { h.handle2(a).await });
    }
}
pub async fn generic_handler<H: Handler + 'static>(l: TcpListener, h: Arc<H>) {
    while let Ok((a, _)) = l.accept().await {
        let h = h.clone();
        tokio::spawn(async move { h.handle(a).await }); //~ spawn-without-timeout
    }
}
trait Conn {
    fn run(self) -> impl Future<Output = ()> + Send;
}
impl Conn for TcpStream {
    async fn run(self) {
        serve(self).await
    }
}
pub async fn rpitit(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(a.run()); //~ spawn-without-timeout
    }
}
pub async fn generic_conn<C: Conn + Send + 'static>(mut conns: tokio::sync::mpsc::Receiver<C>) {
    while let Some(a) = conns.recv().await {
        tokio::spawn(a.run()); //~ spawn-without-timeout
    }
}
// struct tasks
pub struct Session {
    s: TcpStream,
    limit: Duration,
}
impl Session {
    async fn run(mut self) {
        let _ = self.s.read_u8().await;
    }
    async fn run_bounded(mut self) {
        let d = self.limit;
        let _ = timeout(d, self.s.read_u8()).await;
    }
    async fn steps(mut self) {
        self.hello().await;
        self.body().await;
    }
    async fn hello(&mut self) {
        let _ = timeout(self.limit, self.s.read_u8()).await;
    }
    async fn body(&mut self) {
        let _ = self.s.read_u8().await;
    }
    async fn bye(&mut self) {
        let _ = timeout(self.limit, self.s.read_u8()).await;
    }
    async fn steps_bounded(mut self) {
        self.hello().await;
        self.bye().await;
    }
    fn start(self) {
        tokio::spawn(self.run()); //~ spawn-without-timeout
    }
    fn start_bounded(self) {
        tokio::spawn(self.run_bounded());
    }
    fn start_steps(self) {
        tokio::spawn(self.steps()); //~ spawn-without-timeout
    }
    fn start_steps_bounded(self) {
        tokio::spawn(self.steps_bounded());
    }
}
pub async fn sessions(l: TcpListener, limit: Duration) {
    while let Ok((s, _)) = l.accept().await {
        Session { s, limit }.start();
    }
}
pub async fn sessions2(l: TcpListener, limit: Duration) {
    while let Ok((s, _)) = l.accept().await {
        Session { s, limit }.start_bounded();
    }
}
pub async fn sessions3(l: TcpListener, limit: Duration) {
    while let Ok((s, _)) = l.accept().await {
        Session { s, limit }.start_steps();
    }
}
pub async fn sessions4(l: TcpListener, limit: Duration) {
    while let Ok((s, _)) = l.accept().await {
        Session { s, limit }.start_steps_bounded();
    }
}
// generic io
async fn pump<R: AsyncRead + Unpin, W: AsyncWrite + Unpin>(mut r: R, mut w: W) {
    let mut b = [0; 9];
    while let Ok(n) = r.read(&mut b).await {
        if n == 0 {
            break;
        }
        if w.write_all(&b[..n]).await.is_err() {
            break;
        }
    }
}
pub async fn pump_sockets(l: TcpListener) {
    while let (Ok((a, _)), Ok((b, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(pump(a, b)); //~ spawn-without-timeout
    }
}
pub async fn pump_file(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let f = tokio::fs::File::open("x").await.unwrap();
        tokio::spawn(pump(f, a)); //~low spawn-without-timeout
    }
}
pub async fn pump_duplex() {
    loop {
        let (a, b) = tokio::io::duplex(64);
        tokio::spawn(pump(a, b));
        tokio::task::yield_now().await;
    }
}
pub async fn copy_both(l: TcpListener) {
    while let (Ok((mut a, _)), Ok((mut b, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(async move { tokio::io::copy_bidirectional(&mut a, &mut b).await }); //~ spawn-without-timeout
    }
}
// async closures
pub async fn async_closure(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let f = async move || serve(a).await;
        tokio::spawn(f()); //~ spawn-without-timeout
    }
}
pub async fn closure_future(l: TcpListener) {
    let f = |a: TcpStream| async move { serve(a).await };
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(f(a)); //~ spawn-without-timeout
    }
}
pub async fn closure_future_bounded(l: TcpListener) {
    let f = |a: TcpStream| async move { timeout(Duration::from_secs(1), serve(a)).await };
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(f(a));
    }
}
pub async fn in_place_closure(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn((|| async move { serve(a).await })()); //~ spawn-without-timeout
    }
}
// own timeout fn
async fn deadline<F: Future>(f: F, d: Duration) -> Option<F::Output> {
    tokio::select! { r = f => Some(r), _ = tokio::time::sleep(d) => None }
}
pub async fn own_deadline(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(deadline(serve(a), Duration::from_secs(1)));
    }
}
async fn no_deadline<F: Future>(f: F, d: Duration) -> F::Output {
    tokio::time::sleep(d).await;
    f.await
}
pub async fn own_no_deadline(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(no_deadline(serve(a), Duration::from_secs(1))); //~ spawn-without-timeout
    }
}
// nested spawn
pub async fn nested(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move {
            tokio::spawn(serve(a)); //~ spawn-without-timeout
        });
    }
}
pub async fn outer_loop_is_the_task(l: TcpListener) {
    tokio::spawn(async move {
        while let Ok((a, _)) = l.accept().await {
            drop(a);
        }
    });
}
pub async fn outer_task_loop_spawns(l: TcpListener) {
    tokio::spawn(async move {
        while let Ok((a, _)) = l.accept().await {
            tokio::spawn(serve(a)); //~ spawn-without-timeout
        }
    });
}
// start-up
pub async fn workers(ls: Vec<Arc<TcpListener>>) {
    for l in ls {
        tokio::spawn(async move {
            loop {
                let Ok((a, _)) = l.accept().await else { break };
                serve(a).await;
            }
        });
    }
}
pub async fn workers_range(l: Arc<TcpListener>) {
    for _ in 0..4 {
        let l = l.clone();
        tokio::spawn(async move {
            let (a, _) = l.accept().await.unwrap();
            serve(a).await;
        });
    }
}
pub async fn per_message(mut rx: tokio::sync::mpsc::Receiver<String>) {
    while let Some(addr) = rx.recv().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut s = TcpStream::connect(addr).await?; //~low missing-client-timeout
            s.write_all(b"x").await
        });
    }
}
pub async fn per_message_bounded(mut rx: tokio::sync::mpsc::Receiver<String>) {
    while let Some(addr) = rx.recv().await {
        tokio::spawn(async move {
            let mut s = timeout(Duration::from_secs(1), TcpStream::connect(addr)).await??;
            timeout(Duration::from_secs(1), s.write_all(b"x")).await?
        });
    }
}
