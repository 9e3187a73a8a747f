//! Sets of tasks whose single tasks are stopped by the handle that the set gives.

use std::collections::HashMap;
use tokio::net::{TcpListener, TcpStream};
use tokio::io::AsyncReadExt;
use tokio::task::{AbortHandle, JoinSet};
async fn pump(mut s: TcpStream) { let mut b = [0; 8]; while s.read(&mut b).await.is_ok_and(|n| n > 0) {} }
enum Event { Start(u64, TcpStream), Stop(u64) }
async fn next(l: &TcpListener) -> Event { let (s, _) = l.accept().await.unwrap(); Event::Start(1, s) }
async fn stopped_by_its_handle(l: TcpListener) {
    let mut tasks = JoinSet::new();
    let mut handles: HashMap<u64, AbortHandle> = HashMap::new();
    loop { on_event(next(&l).await, &mut tasks, &mut handles); }
}
fn on_event(event: Event, tasks: &mut JoinSet<()>, handles: &mut HashMap<u64, AbortHandle>) {
    match event {
        Event::Start(id, s) => {
            let handle = tasks.spawn(pump(s));
            handles.insert(id, handle);
        }
        Event::Stop(id) => { if let Some(handle) = handles.remove(&id) { handle.abort(); } }
    }
}
async fn only_forgotten(l: TcpListener) {
    let mut tasks = JoinSet::new();
    let mut handles: HashMap<u64, AbortHandle> = HashMap::new();
    loop { forget(next(&l).await, &mut tasks, &mut handles); }
}
fn forget(event: Event, tasks: &mut JoinSet<()>, handles: &mut HashMap<u64, AbortHandle>) {
    match event {
        Event::Start(id, s) => {
            let handle = tasks.spawn(pump(s)); //~ spawn-without-timeout
            handles.insert(id, handle);
        }
        Event::Stop(id) => { handles.remove(&id); }
    }
}
