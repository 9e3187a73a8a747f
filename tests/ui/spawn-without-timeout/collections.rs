//! Sets of tasks, futures in collections and streams, kept handles.
use futures::future::{BoxFuture, join_all, select_all, try_join_all};
use futures::stream::{self, FuturesOrdered, FuturesUnordered};
use futures::{FutureExt, StreamExt};
use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::timeout;
use tokio_util::task::{AbortOnDropHandle, JoinMap, TaskTracker};

async fn serve(mut socket: TcpStream) {
    let mut b = [0; 64];
    let _ = socket.read(&mut b).await;
}

pub async fn set_local_drained(l: TcpListener) {
    let mut set = JoinSet::new();
    while let Ok((socket, _)) = l.accept().await {
        set.spawn(serve(socket)); //~ spawn-without-timeout
    }
    while set.join_next().await.is_some() {}
}
pub async fn set_join_timeout(l: TcpListener) {
    let mut set = JoinSet::new();
    loop {
        let Ok((socket, _)) = l.accept().await else { break };
        set.spawn(serve(socket)); //~ spawn-without-timeout
        let _ = timeout(Duration::from_millis(1), set.join_next()).await;
    }
}
pub async fn set_abort_all(l: TcpListener) {
    let mut set = JoinSet::new();
    while let Ok((socket, _)) = l.accept().await {
        set.spawn(serve(socket));
        if set.len() > 100 {
            set.abort_all();
        }
    }
}
pub async fn set_shutdown(l: TcpListener) {
    let mut set = JoinSet::new();
    while let Ok((socket, _)) = l.accept().await {
        set.spawn(serve(socket));
    }
    set.shutdown().await;
}
pub async fn set_detached(l: TcpListener) {
    let mut set = JoinSet::new();
    while let Ok((socket, _)) = l.accept().await {
        set.spawn(serve(socket)); //~ spawn-without-timeout
    }
    set.detach_all();
}
async fn fan_out(peers: Vec<TcpStream>) {
    let mut set = JoinSet::new();
    for p in peers {
        set.spawn(serve(p));
    }
    while set.join_next().await.is_some() {}
}
pub async fn set_in_fan_out_under_timeout(l: TcpListener) {
    while let Ok((s, _)) = l.accept().await {
        let _ = timeout(Duration::from_secs(1), fan_out(vec![s])).await;
    }
}
async fn fan_out2(peers: Vec<TcpStream>) {
    let mut set = JoinSet::new();
    for p in peers {
        set.spawn(serve(p)); //~ spawn-without-timeout
    }
    while set.join_next().await.is_some() {}
}
pub async fn set_in_fan_out_no_timeout(l: TcpListener) {
    while let Ok((s, _)) = l.accept().await {
        fan_out2(vec![s]).await;
    }
}
pub async fn join_all_task(l: TcpListener) {
    while let (Ok((a, _)), Ok((b, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(async move { join_all(vec![serve(a), serve(b)]).await }); //~ spawn-without-timeout
    }
}
pub async fn join_all_task_bounded(l: TcpListener) {
    while let (Ok((a, _)), Ok((b, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(async move { timeout(Duration::from_secs(1), join_all(vec![serve(a), serve(b)])).await });
    }
}
pub async fn join_all_map(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn(async move { join_all(peers.into_iter().map(serve)).await }); //~ spawn-without-timeout
    }
}
pub async fn join_all_map_closure(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn(async move { join_all(peers.into_iter().map(|p| async move { serve(p).await })).await }); //~ spawn-without-timeout
    }
}
pub async fn join_all_map_closure_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn(
            async move { join_all(peers.into_iter().map(|p| timeout(Duration::from_secs(1), serve(p)))).await },
        );
    }
}
pub async fn join_all_pushed(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut all = Vec::new();
            all.push(serve(a));
            join_all(all).await
        });
    }
}
pub async fn join_all_pushed_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move {
            let mut all = Vec::new();
            all.push(timeout(Duration::from_secs(1), serve(a)));
            join_all(all).await
        });
    }
}
pub async fn unordered(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut all = FuturesUnordered::new();
            all.push(serve(a));
            while all.next().await.is_some() {}
        });
    }
}
pub async fn unordered_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move {
            let mut all = FuturesUnordered::new();
            all.push(timeout(Duration::from_secs(1), serve(a)));
            while all.next().await.is_some() {}
        });
    }
}
pub async fn unordered_collect(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut all: FuturesUnordered<_> = peers.into_iter().map(|p| serve(p)).collect();
            while let Some(()) = all.next().await {}
        });
    }
}
pub async fn buffered(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn( //~ spawn-without-timeout
            async move { stream::iter(peers).map(|p| serve(p)).buffer_unordered(4).collect::<Vec<_>>().await },
        );
    }
}
pub async fn buffered_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn(async move {
            stream::iter(peers)
                .map(|p| timeout(Duration::from_secs(1), serve(p)))
                .buffer_unordered(4)
                .collect::<Vec<_>>()
                .await
        });
    }
}
pub async fn stream_for_each_concurrent(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn( //~ spawn-without-timeout
            async move { stream::iter(peers).for_each_concurrent(4, |p| async move { serve(p).await }).await },
        );
    }
}
pub async fn stream_for_each_concurrent_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn(async move {
            stream::iter(peers)
                .for_each_concurrent(4, |p| async move {
                    let _ = timeout(Duration::from_secs(1), serve(p)).await;
                })
                .await
        });
    }
}
pub async fn stream_then(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let peers = vec![a];
        tokio::spawn(async move { //~ spawn-without-timeout
            let out: Vec<()> = stream::iter(peers).then(serve).collect().await;
            drop(out);
        });
    }
}
pub async fn select_all_task(l: TcpListener) {
    while let (Ok((a, _)), Ok((b, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(async move { select_all(vec![serve(a).boxed(), serve(b).boxed()]).await.0 }); //~ spawn-without-timeout
    }
}
pub async fn select_all_task_with_sleep(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move {
            select_all(vec![serve(a).boxed(), tokio::time::sleep(Duration::from_secs(1)).boxed()]).await.0
        });
    }
}
pub async fn abort_on_drop_kept(l: TcpListener) {
    let mut all = Vec::new();
    while let Ok((a, _)) = l.accept().await {
        all.push(AbortOnDropHandle::new(tokio::spawn(serve(a))));
    }
}
pub async fn abort_on_drop_detached(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let h = AbortOnDropHandle::new(tokio::spawn(serve(a))); //~ spawn-without-timeout
        let _task = h.detach();
    }
}
pub async fn abort_on_drop_detached_chain(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        drop(AbortOnDropHandle::new(tokio::spawn(serve(a))).detach()); //~ spawn-without-timeout
    }
}
pub async fn tracker(l: TcpListener) {
    let tracker = TaskTracker::new();
    while let Ok((a, _)) = l.accept().await {
        tracker.spawn(serve(a)); //~ spawn-without-timeout
    }
    tracker.close();
    tracker.wait().await;
}
pub async fn tracker_bounded(l: TcpListener) {
    let tracker = TaskTracker::new();
    while let Ok((a, _)) = l.accept().await {
        tracker.spawn(timeout(Duration::from_secs(1), serve(a)));
    }
    tracker.close();
    tracker.wait().await;
}
pub async fn join_map(l: TcpListener) {
    let mut map = JoinMap::new();
    while let Ok((a, addr)) = l.accept().await {
        map.spawn(addr, serve(a)); //~ spawn-without-timeout
    }
    while map.join_next().await.is_some() {}
}
pub async fn join_map_abort(l: TcpListener) {
    let mut map = JoinMap::new();
    while let Ok((a, addr)) = l.accept().await {
        map.abort(&addr);
        map.spawn(addr, serve(a));
    }
}
pub struct Owner {
    set: JoinSet<()>,
}
impl Owner {
    pub async fn field_set(&mut self, l: TcpListener) {
        while let Ok((a, _)) = l.accept().await {
            self.set.spawn(serve(a));
        }
    }
}
pub async fn handles_joined(l: TcpListener) {
    let mut hs: Vec<JoinHandle<()>> = Vec::new();
    while let Ok((a, _)) = l.accept().await {
        hs.push(tokio::spawn(serve(a))); //~ spawn-without-timeout
    }
    for h in hs {
        let _ = h.await;
    }
}
pub async fn handles_aborted(l: TcpListener) {
    let mut hs: Vec<JoinHandle<()>> = Vec::new();
    while let Ok((a, _)) = l.accept().await {
        hs.push(tokio::spawn(serve(a)));
    }
    for h in hs {
        h.abort();
    }
}
pub struct Keep {
    h: Mutex<Option<JoinHandle<()>>>,
}
impl Keep {
    pub async fn replace(&self, l: TcpListener) {
        while let Ok((a, _)) = l.accept().await {
            let new = tokio::spawn(serve(a));
            if let Some(old) = self.h.lock().unwrap().replace(new) {
                old.abort();
            }
        }
    }
}
pub struct KeepOnly {
    h: Mutex<Option<JoinHandle<()>>>,
}
impl KeepOnly {
    pub async fn replace(&self, l: TcpListener) {
        while let Ok((a, _)) = l.accept().await {
            let new = tokio::spawn(serve(a)); //~ spawn-without-timeout
            let _old = self.h.lock().unwrap().replace(new);
        }
    }
    pub fn done(&self) -> bool {
        self.h.lock().unwrap().as_ref().is_some_and(|h| h.is_finished())
    }
}
pub async fn boxed_future(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let f: BoxFuture<'static, ()> = Box::pin(serve(a));
        tokio::spawn(f); //~ spawn-without-timeout
    }
}
pub async fn boxed_future_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        let f: BoxFuture<'static, ()> = timeout(Duration::from_secs(1), serve(a)).map(|_| ()).boxed();
        tokio::spawn(f);
    }
}
pub fn make(a: TcpStream) -> impl Future<Output = ()> + Send {
    async move { serve(a).await }
}
pub fn make_bounded(a: TcpStream) -> impl Future<Output = ()> + Send {
    async move {
        let _ = timeout(Duration::from_secs(1), serve(a)).await;
    }
}
pub async fn impl_future(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(make(a)); //~ spawn-without-timeout
    }
}
pub async fn impl_future_bounded(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(make_bounded(a));
    }
}
pub async fn futures_ordered(l: TcpListener) {
    while let Ok((a, _)) = l.accept().await {
        tokio::spawn(async move { //~ spawn-without-timeout
            let mut q = FuturesOrdered::new();
            q.push_back(async move { serve(a).await });
            while q.next().await.is_some() {}
        });
    }
}
pub async fn try_join(l: TcpListener) {
    while let (Ok((mut a, _)), Ok((mut b, _))) = (l.accept().await, l.accept().await) {
        tokio::spawn(async move { tokio::try_join!(a.read_u8(), b.read_u8()) }); //~ spawn-without-timeout
    }
}
