//! What ends a wait: tokens, abort handles, timers, streams that end, and what only looks like it.
use futures::future::{AbortHandle, Abortable, abortable};
use futures::{FutureExt, SinkExt, Stream, StreamExt};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream, UdpSocket};
use tokio::sync::{Notify, broadcast, mpsc, oneshot, watch};
use tokio::time::{Instant, interval, sleep, timeout};
use tokio_util::codec::{Framed, LinesCodec};
use tokio_util::sync::CancellationToken;

async fn serve(mut socket: TcpStream) {
    let mut b = [0; 64];
    let _ = socket.read(&mut b).await;
}

pub async fn take_until_token(l: TcpListener, stop: CancellationToken) {
    while let Ok((socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            let framed = Framed::new(socket, LinesCodec::new());
            let mut lines = framed.take_until(stop.cancelled());
            while let Some(line) = lines.next().await {
                drop(line);
            }
        });
    }
}
pub async fn take_until_token_pinned(l: TcpListener, stop: CancellationToken) {
    while let Ok((socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            let framed = Framed::new(socket, LinesCodec::new());
            let lines = framed.take_until(Box::pin(stop.cancelled_owned()));
            tokio::pin!(lines);
            while let Some(line) = lines.next().await {
                drop(line);
            }
        });
    }
}
pub async fn take_until_peer(l: TcpListener) {
    while let (Ok((socket, _)), Ok((other, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(async move { //~ spawn-without-timeout
            let framed = Framed::new(socket, LinesCodec::new());
            let mut lines = framed.take_until(Box::pin(serve(other)));
            while let Some(line) = lines.next().await {
                drop(line);
            }
        });
    }
}
pub async fn take_until_sleep_for_each(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move {
            Framed::new(socket, LinesCodec::new())
                .take_until(sleep(Duration::from_secs(5)))
                .for_each(|_| async {})
                .await;
        });
    }
}
pub async fn no_take_until_for_each(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            Framed::new(socket, LinesCodec::new()).take_while(|_| async { true }).for_each(|_| async {}).await;
        });
    }
}
pub struct Reg {
    handles: std::sync::Mutex<Vec<AbortHandle>>,
}
impl Reg {
    pub fn stop(&self) {
        for h in self.handles.lock().unwrap().drain(..) {
            h.abort();
        }
    }
    pub async fn abortable_kept(&self, l: TcpListener) {
        while let Ok((socket, _)) = l.accept().await {
            let (task, handle) = abortable(serve(socket));
            tokio::spawn(task);
            self.handles.lock().unwrap().push(handle);
        }
    }
}
pub async fn abortable_dropped(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        let (task, _handle) = abortable(serve(socket));
        tokio::spawn(task); //~ spawn-without-timeout
    }
}
pub struct Reg2 {
    handles: std::sync::Mutex<Vec<AbortHandle>>,
}
impl Reg2 {
    pub fn stop(&self) {
        for h in self.handles.lock().unwrap().drain(..) {
            h.abort();
        }
    }
    pub async fn abortable_new(&self, l: TcpListener) {
        while let Ok((socket, _)) = l.accept().await {
            let (handle, reg) = AbortHandle::new_pair();
            tokio::spawn(Abortable::new(serve(socket), reg));
            self.handles.lock().unwrap().push(handle);
        }
    }
}
pub struct Shutdown {
    token: CancellationToken,
    rx: watch::Receiver<bool>,
    notify: Arc<Notify>,
}
impl Shutdown {
    pub async fn wait(&self) {
        self.token.cancelled().await
    }
    pub fn signal(&self) -> impl Future<Output = ()> + '_ {
        self.token.cancelled()
    }
    pub fn boxed(&self) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(self.token.cancelled())
    }
    pub async fn recv(&mut self) {
        let _ = self.rx.changed().await;
    }
    pub async fn recv_loop(&mut self) {
        loop {
            if *self.rx.borrow() {
                return;
            }
            if self.rx.changed().await.is_err() {
                return;
            }
        }
    }
    pub async fn not_a_signal(&self, s: &mut TcpStream) {
        let _ = s.read_u8().await;
    }
}
pub async fn method_wait(l: TcpListener, stop: Arc<Shutdown>) {
    while let Ok((socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! { _ = stop.wait() => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn method_signal(l: TcpListener, stop: Arc<Shutdown>) {
    while let Ok((socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! { _ = stop.signal() => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn method_boxed(l: TcpListener, stop: Arc<Shutdown>) {
    while let Ok((socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! { _ = stop.boxed() => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn method_recv_loop(l: TcpListener, tx: watch::Sender<bool>) {
    while let Ok((socket, _)) = l.accept().await {
        let mut stop =
            Shutdown { token: CancellationToken::new(), rx: tx.subscribe(), notify: Arc::new(Notify::new()) };
        tokio::spawn(async move {
            tokio::select! { _ = stop.recv_loop() => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn method_not_signal(l: TcpListener, stop: Arc<Shutdown>) {
    while let (Ok((socket, _)), Ok((mut other, _))) = (l.accept().await, l.accept().await) {
        let stop = stop.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            tokio::select! { _ = stop.not_a_signal(&mut other) => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn until_cancelled(l: TcpListener, stop: CancellationToken) {
    while let Ok((socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move { stop.run_until_cancelled(serve(socket)).await });
    }
}
pub async fn until_cancelled_owned(l: TcpListener, stop: CancellationToken) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(stop.clone().run_until_cancelled_owned(serve(socket)));
    }
}
pub async fn until_cancelled_after(l: TcpListener, stop: CancellationToken) {
    while let Ok((mut socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let _hello = socket.read_u8().await;
            stop.run_until_cancelled(serve(socket)).await
        });
    }
}
mod ext1 {
    use super::*;
    use tokio_util::future::FutureExt;
    pub async fn with_token(l: TcpListener, stop: CancellationToken) {
        while let Ok((socket, _)) = l.accept().await {
            let stop = stop.clone();
            tokio::spawn(async move { serve(socket).with_cancellation_token(&stop).await });
        }
    }
    pub async fn with_token_owned(l: TcpListener, stop: CancellationToken) {
        while let Ok((socket, _)) = l.accept().await {
            tokio::spawn(serve(socket).with_cancellation_token_owned(stop.clone()));
        }
    }
}
mod ext2 {
    use super::*;
    use tokio_util::time::FutureExt;
    pub async fn ext_timeout(l: TcpListener) {
        while let Ok((socket, _)) = l.accept().await {
            tokio::spawn(serve(socket).timeout(Duration::from_secs(3)));
        }
    }
    pub async fn ext_timeout_part(l: TcpListener) {
        while let Ok((mut socket, _)) = l.accept().await {
            tokio::spawn(async move { //~ spawn-without-timeout
                let _ = socket.read_u8().timeout(Duration::from_secs(3)).await;
                serve(socket).await
            });
        }
    }
}
mod ext3 {
    use super::*;
    use tokio_stream::StreamExt;
    pub async fn stream_timeout(l: TcpListener) {
        while let Ok((socket, _)) = l.accept().await {
            tokio::spawn(async move {
                let lines = Framed::new(socket, LinesCodec::new()).timeout(Duration::from_secs(3));
                tokio::pin!(lines);
                while let Some(Ok(_)) = lines.next().await {}
            });
        }
    }
    pub async fn stream_throttle(l: TcpListener) {
        while let Ok((socket, _)) = l.accept().await {
            tokio::spawn(async move { //~ spawn-without-timeout
                let lines = Framed::new(socket, LinesCodec::new()).throttle(Duration::from_secs(3));
                tokio::pin!(lines);
                while let Some(Ok(_)) = lines.next().await {}
            });
        }
    }
}
pub async fn awaited_at_once(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        let h = tokio::spawn(serve(socket));
        h.await.unwrap();
    }
}
pub async fn awaited_at_once_let(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        let h = tokio::spawn(serve(socket));
        let r = h.await;
        if r.is_err() {
            break;
        }
    }
}
pub async fn awaited_in_match(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        match tokio::spawn(serve(socket)).await {
            Ok(()) => {}
            Err(e) => println!("{e}"),
        }
    }
}
pub async fn not_awaited(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        let h = tokio::spawn(serve(socket)); //~ spawn-without-timeout
        println!("{}", h.id());
    }
}
pub async fn handle_timeout_abort(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        let mut h = tokio::spawn(serve(socket));
        if timeout(Duration::from_secs(1), &mut h).await.is_err() {
            h.abort();
        }
    }
}
pub async fn handle_timeout_no_abort(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        let mut h = tokio::spawn(serve(socket)); //~ spawn-without-timeout
        if timeout(Duration::from_secs(1), &mut h).await.is_err() {
            println!("late");
        }
    }
}
pub async fn handle_select_sleep(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        let h = tokio::spawn(serve(socket)); //~ spawn-without-timeout
        tokio::select! { _ = h => {} _ = sleep(Duration::from_secs(1)) => {} }
    }
}
pub async fn early_return(limit: Option<Duration>, socket: TcpStream) {
    let Some(limit) = limit else {
        return serve(socket).await;
    };
    let _ = timeout(limit, serve(socket)).await;
}
pub async fn early_return_timeout(l: TcpListener, limit: Option<Duration>) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(early_return(limit, socket));
    }
}
pub async fn early_return2(limit: Option<Duration>, socket: TcpStream) {
    if let Some(limit) = limit {
        let _ = timeout(limit, serve(socket)).await;
        return;
    }
    serve(socket).await;
}
pub async fn early_return_timeout2(l: TcpListener, limit: Option<Duration>) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(early_return2(limit, socket));
    }
}
pub async fn ping_loop(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move { //~low spawn-without-timeout
            let mut ws = Framed::new(socket, LinesCodec::new());
            let mut tick = interval(Duration::from_secs(30));
            loop {
                tokio::select! {
                    m = ws.next() => { if m.is_none() { break; } }
                    _ = tick.tick() => { let _ = ws.send("ping").await; }
                }
            }
        });
    }
}
pub async fn two_awaits_same(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let fut = serve(socket);
            tokio::pin!(fut);
            if timeout(Duration::from_secs(1), &mut fut).await.is_err() {
                println!("slow");
                fut.await;
            }
        });
    }
}
pub async fn variable_under_timeout(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move {
            let fut = serve(socket);
            let _ = timeout(Duration::from_secs(1), fut).await;
        });
    }
}
pub async fn variable_under_timeout_pinned(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move {
            let fut = serve(socket);
            tokio::pin!(fut);
            if timeout(Duration::from_secs(1), &mut fut).await.is_err() {
                println!("slow");
            }
        });
    }
}
pub async fn variable_twice_under_timeout(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move {
            let fut = serve(socket);
            tokio::pin!(fut);
            if timeout(Duration::from_secs(1), &mut fut).await.is_err() {
                println!("slow");
                let _ = timeout(Duration::from_secs(9), &mut fut).await;
            }
        });
    }
}
pub async fn broadcast_stop(l: TcpListener, tx: broadcast::Sender<()>) {
    while let Ok((socket, _)) = l.accept().await {
        let mut stop = tx.subscribe();
        tokio::spawn(async move {
            tokio::select! { _ = stop.recv() => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn broadcast_data(l: TcpListener, tx: broadcast::Sender<String>) {
    while let Ok((mut socket, _)) = l.accept().await {
        let mut news = tx.subscribe();
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut b = [0; 8];
            loop {
                tokio::select! { n = news.recv() => { println!("{n:?}"); } _ = socket.read(&mut b) => {} }
            }
        });
    }
}
pub async fn oneshot_stop(l: TcpListener, stops: &mut Vec<oneshot::Sender<()>>) {
    while let Ok((socket, _)) = l.accept().await {
        let (tx, rx) = oneshot::channel();
        stops.push(tx);
        tokio::spawn(async move {
            tokio::select! { _ = rx => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn notify_stop(l: TcpListener, stop: Arc<Notify>) {
    while let Ok((socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! { () = stop.notified() => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn watch_stop(l: TcpListener, stop: watch::Receiver<bool>) {
    while let Ok((socket, _)) = l.accept().await {
        let mut stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! { _ = stop.changed() => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn watch_stop_wait_for(l: TcpListener, stop: watch::Receiver<bool>) {
    while let Ok((socket, _)) = l.accept().await {
        let mut stop = stop.clone();
        tokio::spawn(async move {
            tokio::select! { _ = stop.wait_for(|s| *s) => {} _ = serve(socket) => {} }
        });
    }
}
pub async fn mpsc_data_select(l: TcpListener) {
    while let Ok((mut socket, _)) = l.accept().await {
        let (_tx, mut rx) = mpsc::channel::<Vec<u8>>(4);
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut b = [0; 8];
            loop {
                tokio::select! { Some(m) = rx.recv() => { let _ = socket.write_all(&m).await; } _ = socket.read(&mut b) => {} else => break }
            }
        });
    }
}
pub async fn handshake_before_select(l: TcpListener, stop: CancellationToken) {
    while let Ok((mut socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let v = socket.read_u8().await;
            tokio::select! { _ = stop.cancelled() => {} _ = serve(socket) => {} }
            drop(v);
        });
    }
}
pub async fn handshake_under_timeout_before_select(l: TcpListener, stop: CancellationToken) {
    while let Ok((mut socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move {
            let v = timeout(Duration::from_secs(1), socket.read_u8()).await;
            tokio::select! { _ = stop.cancelled() => {} _ = serve(socket) => {} }
            drop(v);
        });
    }
}
pub async fn wait_in_select_handler(l: TcpListener, stop: CancellationToken) {
    while let (Ok((socket, _)), Ok((mut other, _))) = (l.accept().await, l.accept().await) {
        let stop = stop.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            tokio::select! { _ = stop.cancelled() => { let _ = other.read_u8().await; } _ = serve(socket) => {} }
        });
    }
}
pub async fn is_cancelled_only(l: TcpListener, stop: CancellationToken) {
    while let Ok((mut socket, _)) = l.accept().await {
        let stop = stop.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            while !stop.is_cancelled() {
                if socket.read_u8().await.is_err() {
                    break;
                }
            }
        });
    }
}
pub async fn udp_recv(sockets: mpsc::Receiver<UdpSocket>) {
    let mut sockets = sockets;
    while let Some(s) = sockets.recv().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut b = [0; 1500];
            let _ = s.recv_from(&mut b).await;
        });
    }
}
pub async fn udp_recv_bounded(sockets: mpsc::Receiver<UdpSocket>) {
    let mut sockets = sockets;
    while let Some(s) = sockets.recv().await {
        tokio::spawn(async move {
            let mut b = [0; 1500];
            let _ = timeout(Duration::from_secs(1), s.recv_from(&mut b)).await;
        });
    }
}
pub async fn udp_send_only(sockets: mpsc::Receiver<UdpSocket>) {
    let mut sockets = sockets;
    while let Some(s) = sockets.recv().await {
        tokio::spawn(async move {
            let _ = s.send(b"x").await;
        });
    }
}
pub async fn udp_load(s: UdpSocket, l: Arc<str>) {
    let mut b = [0; 1500];
    while let Ok((n, _)) = s.recv_from(&mut b).await {
        let l = l.clone();
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut c = TcpStream::connect(&*l).await.unwrap(); //~low missing-client-timeout
            let _ = c.read_u8().await;
            drop(n);
        });
    }
}
pub async fn sleep_in_other_task(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            sleep(Duration::from_secs(1)).await;
            serve(socket).await;
        });
    }
}
pub async fn deadline_checked_only(l: TcpListener) {
    while let Ok((mut socket, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let end = Instant::now() + Duration::from_secs(3);
            while Instant::now() < end {
                if socket.read_u8().await.is_err() {
                    break;
                }
            }
        });
    }
}
pub async fn join_with_sleep(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move { tokio::join!(serve(socket), sleep(Duration::from_secs(1))) }); //~ spawn-without-timeout
    }
}
pub async fn fused_select(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move {
            let w = serve(socket).fuse();
            let t = sleep(Duration::from_secs(1)).fuse();
            futures::pin_mut!(w, t);
            futures::select! { _ = w => {}, _ = t => {} }
        });
    }
}
pub async fn fused_select_both_outside(l: TcpListener) {
    while let (Ok((socket, _)), Ok((other, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(async move { //~ spawn-without-timeout
            let w = serve(socket).fuse();
            let t = serve(other).fuse();
            futures::pin_mut!(w, t);
            futures::select! { _ = w => {}, _ = t => {} }
        });
    }
}
pub async fn lines_loop(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut lines = BufReader::new(socket).lines();
            while let Ok(Some(line)) = lines.next_line().await {
                println!("{line}");
            }
        });
    }
}
pub async fn lines_loop_bounded(l: TcpListener) {
    while let Ok((socket, _)) = l.accept().await {
        tokio::spawn(async move {
            let mut lines = BufReader::new(socket).lines();
            while let Ok(Ok(Some(line))) = timeout(Duration::from_secs(1), lines.next_line()).await {
                println!("{line}");
            }
        });
    }
}
