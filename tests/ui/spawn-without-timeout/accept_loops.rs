// Accept loops: what each task polls, reads, writes and selects, one detail apart.
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, ReadBuf};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream, UdpSocket};
use tokio::sync::{mpsc, oneshot, watch, Notify, Semaphore, broadcast};
use tokio::time::{sleep, Sleep, timeout, Instant};
use tokio_util::sync::CancellationToken;

// A hand-written future that polls a socket's read.
struct ReadOne { sock: TcpStream, buf: [u8; 64] }
impl Future for ReadOne {
    type Output = std::io::Result<()>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        let mut rb = ReadBuf::new(&mut this.buf);
        Pin::new(&mut this.sock).poll_read(cx, &mut rb)
    }
}
async fn poll_read_socket(listener: TcpListener) {
    loop {
        let (sock, _) = listener.accept().await.unwrap();
        tokio::spawn(ReadOne { sock, buf: [0; 64] }); //~ spawn-without-timeout
    }
}

// The same one with a deadline that is polled beside.
struct ReadOneDeadline { sock: TcpStream, buf: [u8; 64], deadline: Pin<Box<Sleep>> }
impl Future for ReadOneDeadline {
    type Output = std::io::Result<()>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if this.deadline.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Ok(()));
        }
        let mut rb = ReadBuf::new(&mut this.buf);
        Pin::new(&mut this.sock).poll_read(cx, &mut rb)
    }
}
async fn poll_read_socket_deadline(listener: TcpListener) {
    loop {
        let (sock, _) = listener.accept().await.unwrap();
        tokio::spawn(ReadOneDeadline { sock, buf: [0; 64], deadline: Box::pin(sleep(Duration::from_secs(5))) });
    }
}

// A hand-written future that polls a channel only.
struct Drain { rx: mpsc::Receiver<u8> }
impl Future for Drain {
    type Output = ();
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        while let Some(_) = ready!(self.rx.poll_recv(cx)) {}
        Poll::Ready(())
    }
}
async fn poll_channel_only(listener: TcpListener) {
    loop {
        let (_sock, _) = listener.accept().await.unwrap();
        let (tx, rx) = mpsc::channel(1);
        tokio::spawn(Drain { rx });
        tx.send(1).await.unwrap();
    }
}

// A wrapper future: polls an inner one.
struct Logged<F> { inner: Pin<Box<F>>, name: &'static str }
impl<F: Future> Future for Logged<F> {
    type Output = F::Output;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        println!("{}", self.name);
        self.inner.as_mut().poll(cx)
    }
}
async fn wrapper_future_reads(listener: TcpListener) {
    loop {
        let (mut sock, _) = listener.accept().await.unwrap();
        tokio::spawn(Logged { name: "x", inner: Box::pin(async move { //~ spawn-without-timeout
            let mut b = [0; 4];
            let _ = sock.read(&mut b).await;
        }) });
    }
}
async fn wrapper_future_sleeps(listener: TcpListener) {
    loop {
        let (sock, _) = listener.accept().await.unwrap();
        tokio::spawn(Logged { name: "x", inner: Box::pin(async move {
            sleep(Duration::from_secs(1)).await;
            drop(sock);
        }) });
    }
}
async fn wrapper_future_timeout(listener: TcpListener) {
    loop {
        let (mut sock, _) = listener.accept().await.unwrap();
        tokio::spawn(Logged { name: "x", inner: Box::pin(async move {
            let mut b = [0; 4];
            let _ = timeout(Duration::from_secs(1), sock.read(&mut b)).await;
        }) });
    }
}
// constructed by new()
impl<F: Future> Logged<F> {
    fn new(name: &'static str, f: F) -> Self { Self { inner: Box::pin(f), name } }
}
async fn wrapper_future_new_reads(listener: TcpListener) {
    loop {
        let (mut sock, _) = listener.accept().await.unwrap();
        tokio::spawn(Logged::new("x", async move { //~ spawn-without-timeout
            let mut b = [0; 4];
            let _ = sock.read(&mut b).await;
        }));
    }
}
async fn wrapper_future_new_computes(listener: TcpListener) {
    loop {
        let (sock, _) = listener.accept().await.unwrap();
        tokio::spawn(Logged::new("x", async move { drop(sock); }));
    }
}
// wrapper with own deadline
struct Deadline<F> { inner: Pin<Box<F>>, until: Pin<Box<Sleep>> }
impl<F: Future> Future for Deadline<F> {
    type Output = Option<F::Output>;
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        if let Poll::Ready(v) = self.inner.as_mut().poll(cx) { return Poll::Ready(Some(v)); }
        match self.until.as_mut().poll(cx) {
            Poll::Ready(()) => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    }
}
async fn wrapper_future_own_deadline(listener: TcpListener) {
    loop {
        let (mut sock, _) = listener.accept().await.unwrap();
        tokio::spawn(Deadline { until: Box::pin(sleep(Duration::from_secs(9))), inner: Box::pin(async move {
            let mut b = [0; 4];
            let _ = sock.read(&mut b).await;
        }) });
    }
}

// awaited inside an async block rather than spawned directly
async fn custom_future_awaited(listener: TcpListener) {
    loop {
        let (sock, _) = listener.accept().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            let r = ReadOne { sock, buf: [0; 64] };
            r.await.ok();
        });
    }
}
async fn custom_future_awaited_timeout(listener: TcpListener) {
    loop {
        let (sock, _) = listener.accept().await.unwrap();
        tokio::spawn(async move {
            let r = ReadOne { sock, buf: [0; 64] };
            let _ = timeout(Duration::from_secs(1), r).await;
        });
    }
}

// poll_fn
async fn poll_fn_read(listener: TcpListener) {
    loop {
        let (mut sock, _) = listener.accept().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut b = [0; 4];
            let mut rb = ReadBuf::new(&mut b);
            std::future::poll_fn(|cx| Pin::new(&mut sock).poll_read(cx, &mut rb)).await.ok();
        });
    }
}
async fn poll_fn_channel(listener: TcpListener) {
    loop {
        let (_sock, _) = listener.accept().await.unwrap();
        let (_tx, mut rx) = mpsc::channel::<u8>(1);
        tokio::spawn(async move {
            std::future::poll_fn(|cx| rx.poll_recv(cx)).await;
        });
    }
}

// reads
async fn read_line(listener: TcpListener) {
    while let Ok((sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut lines = BufReader::new(sock).lines();
            while let Ok(Some(l)) = lines.next_line().await { println!("{l}"); }
        });
    }
}
async fn read_line_timeout_each(listener: TcpListener) {
    while let Ok((sock, _)) = listener.accept().await {
        tokio::spawn(async move {
            let mut lines = BufReader::new(sock).lines();
            while let Ok(Ok(Some(l))) = timeout(Duration::from_secs(3), lines.next_line()).await { println!("{l}"); }
        });
    }
}
async fn read_line_first_unbounded(listener: TcpListener) {
    while let Ok((sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut lines = BufReader::new(sock).lines();
            let Ok(Some(hello)) = lines.next_line().await else { return };
            println!("{hello}");
            while let Ok(Ok(Some(l))) = timeout(Duration::from_secs(3), lines.next_line()).await { println!("{l}"); }
        });
    }
}
// A write only
async fn write_only(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~low spawn-without-timeout
            let _ = sock.write_all(b"hello").await;
        });
    }
}
async fn unix_read(listener: UnixListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut v = vec![];
            sock.read_to_end(&mut v).await.unwrap();
        });
    }
}
async fn udp_reply(sock: Arc<UdpSocket>) {
    let mut b = [0; 1500];
    loop {
        let (n, from) = sock.recv_from(&mut b).await.unwrap();
        let sock = sock.clone();
        let d = b[..n].to_vec();
        tokio::spawn(async move {
            sock.send_to(&d, from).await.ok();
        });
    }
}
async fn udp_new_socket_wait(sock: Arc<UdpSocket>) {
    let mut b = [0; 1500];
    loop {
        let (n, from) = sock.recv_from(&mut b).await.unwrap();
        let d = b[..n].to_vec();
        let back = sock.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let up = UdpSocket::bind("0.0.0.0:0").await.unwrap();
            up.send_to(&d, "dns:53").await.unwrap();
            let mut a = [0; 1500];
            let (n, _) = up.recv_from(&mut a).await.unwrap();
            back.send_to(&a[..n], from).await.unwrap();
        });
    }
}
async fn udp_new_socket_wait_bounded(sock: Arc<UdpSocket>) {
    let mut b = [0; 1500];
    loop {
        let (n, _from) = sock.recv_from(&mut b).await.unwrap();
        let d = b[..n].to_vec();
        tokio::spawn(async move {
            let up = UdpSocket::bind("0.0.0.0:0").await.unwrap();
            up.send_to(&d, "dns:53").await.unwrap();
            let mut a = [0; 1500];
            let _ = tokio::time::timeout_at(Instant::now() + Duration::from_secs(2), up.recv_from(&mut a)).await;
        });
    }
}
// copy_bidirectional
async fn proxy(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut up = timeout(Duration::from_secs(2), TcpStream::connect("u:1")).await.unwrap().unwrap();
            tokio::io::copy_bidirectional(&mut sock, &mut up).await.ok();
        });
    }
}
async fn proxy_idle(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move {
            let Ok(Ok(mut up)) = timeout(Duration::from_secs(2), TcpStream::connect("u:1")).await else { return };
            tokio::select! {
                r = tokio::io::copy_bidirectional(&mut sock, &mut up) => { r.ok(); }
                _ = sleep(Duration::from_secs(600)) => {}
            }
        });
    }
}
async fn proxy_connect_open(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut up = TcpStream::connect("u:1").await.unwrap(); //~low missing-client-timeout
            tokio::select! {
                r = tokio::io::copy_bidirectional(&mut sock, &mut up) => { r.ok(); }
                _ = sleep(Duration::from_secs(600)) => {}
            }
        });
    }
}
// select with a never-ending arm only
async fn select_two_reads(listener: TcpListener) {
    while let Ok((sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let up = match timeout(Duration::from_secs(2), TcpStream::connect("u:1")).await { Ok(Ok(u)) => u, _ => return };
            let (mut ar, mut aw) = sock.into_split();
            let (mut br, mut bw) = up.into_split();
            tokio::select! {
                _ = tokio::io::copy(&mut ar, &mut bw) => {}
                _ = tokio::io::copy(&mut br, &mut aw) => {}
            }
        });
    }
}
async fn select_interval_arm(listener: TcpListener) {
    // An interval arm that only logs ends nothing: the loop goes on.
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut tick = tokio::time::interval(Duration::from_secs(1));
            let mut b = [0; 10];
            loop {
                tokio::select! {
                    _ = tick.tick() => println!("alive"),
                    r = sock.read(&mut b) => { if r.is_err() { break } }
                }
            }
        });
    }
}
async fn select_interval_arm_breaks(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move {
            let mut tick = tokio::time::interval(Duration::from_secs(1));
            let mut b = [0; 10];
            let mut n = 0;
            loop {
                tokio::select! {
                    _ = tick.tick() => { n += 1; if n > 10 { break } }
                    r = sock.read(&mut b) => { if r.is_err() { break } }
                }
            }
        });
    }
}
// cancel token
async fn token(listener: TcpListener, stop: CancellationToken) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let stop = stop.child_token();
        tokio::spawn(async move {
            let mut b = [0; 10];
            stop.run_until_cancelled(sock.read(&mut b)).await;
        });
    }
}
async fn token_only_before(listener: TcpListener, stop: CancellationToken) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let stop = stop.child_token();
        tokio::spawn(async move { //~ spawn-without-timeout
            if stop.is_cancelled() { return }
            let mut b = [0; 10];
            sock.read(&mut b).await.unwrap();
        });
    }
}
async fn watch_arm(listener: TcpListener, stop: watch::Receiver<bool>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let mut stop = stop.clone();
        tokio::spawn(async move {
            let mut b = [0; 10];
            tokio::select! { _ = stop.changed() => {}, _ = sock.read(&mut b) => {} }
        });
    }
}
async fn notify_arm(listener: TcpListener, stop: Arc<Notify>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            let mut b = [0; 10];
            tokio::select! { _ = stop.notified() => {}, _ = sock.read(&mut b) => {} }
        });
    }
}
async fn oneshot_arm_in_helper(listener: TcpListener) {
    while let Ok((sock, _)) = listener.accept().await {
        let (tx, rx) = oneshot::channel();
        register(tx);
        tokio::spawn(until(sock, rx));
    }
}
fn register(_: oneshot::Sender<()>) {}
async fn until(mut sock: TcpStream, rx: oneshot::Receiver<()>) {
    let mut b = [0; 10];
    tokio::select! { _ = rx => {}, _ = sock.read(&mut b) => {} }
}
async fn shutdown_broadcast_arm(listener: TcpListener, stop: broadcast::Sender<()>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let mut stop = stop.subscribe();
        tokio::spawn(async move {
            let mut b = [0; 10];
            tokio::select! { _ = stop.recv() => {}, _ = sock.read(&mut b) => {} }
        });
    }
}
async fn message_broadcast_arm(listener: TcpListener, feed: broadcast::Sender<String>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let mut feed = feed.subscribe();
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut b = [0; 10];
            loop { tokio::select! {
                Ok(m) = feed.recv() => { sock.write_all(m.as_bytes()).await.unwrap(); }
                r = sock.read(&mut b) => { if r.unwrap() == 0 { break } }
            } }
        });
    }
}
// Semaphore permits don't help
async fn permit(listener: TcpListener, sem: Arc<Semaphore>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let p = sem.clone().acquire_owned().await.unwrap();
        tokio::spawn(async move { //~ spawn-without-timeout
            let _p = p;
            let mut b = [0; 10];
            sock.read(&mut b).await.unwrap();
        });
    }
}
// join handle timeout
async fn handle_timeout(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let h = tokio::spawn(async move { //~ spawn-without-timeout
            let mut b = [0; 10];
            sock.read(&mut b).await.unwrap();
        });
        let _ = timeout(Duration::from_secs(1), h).await;
    }
}
async fn handle_timeout_abort(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let mut h = tokio::spawn(async move {
            let mut b = [0; 10];
            sock.read(&mut b).await.unwrap();
        });
        if timeout(Duration::from_secs(1), &mut h).await.is_err() { h.abort(); }
    }
}
async fn abort_handle_kept(listener: TcpListener, mut kept: Vec<tokio::task::AbortHandle>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let h = tokio::spawn(async move {
            let mut b = [0; 10];
            sock.read(&mut b).await.unwrap();
        });
        kept.push(h.abort_handle());
        if kept.len() > 100 { for k in kept.drain(..) { k.abort() } }
    }
}
async fn abort_handle_kept_unused(listener: TcpListener, mut kept: Vec<tokio::task::AbortHandle>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let h = tokio::spawn(async move { //~ spawn-without-timeout
            let mut b = [0; 10];
            sock.read(&mut b).await.unwrap();
        });
        kept.push(h.abort_handle());
    }
}
// awaited in place
async fn awaited(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move {
            let mut b = [0; 10];
            sock.read(&mut b).await.unwrap();
        }).await.unwrap();
    }
}
// child tasks, own
async fn nested_spawn(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        tokio::spawn(async move {
            println!("accepted");
            tokio::spawn(async move { //~ spawn-without-timeout
                let mut b = [0; 10];
                sock.read(&mut b).await.unwrap();
            });
        });
    }
}
// future in variable
async fn in_variable(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let f = async move { let mut b = [0; 10]; sock.read(&mut b).await.unwrap(); };
        tokio::spawn(f); //~ spawn-without-timeout
    }
}
async fn in_variable_bounded(listener: TcpListener) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let f = async move { let mut b = [0; 10]; sock.read(&mut b).await.unwrap(); };
        let f = timeout(Duration::from_secs(1), f);
        tokio::spawn(f);
    }
}
async fn in_variable_if(listener: TcpListener, t: Option<Duration>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let f = async move { let mut b = [0; 10]; sock.read(&mut b).await.unwrap(); };
        match t { Some(t) => { tokio::spawn(async move { let _ = timeout(t, f).await; }); } None => { tokio::spawn(f); } }
    }
}
async fn optional_inside(listener: TcpListener, t: Option<Duration>) {
    while let Ok((mut sock, _)) = listener.accept().await {
        let f = async move { let mut b = [0; 10]; sock.read(&mut b).await.unwrap(); };
        tokio::spawn(async move { if let Some(t) = t { let _ = timeout(t, f).await; } else { f.await } });
    }
}
