//! Handles that stop their task, and handles that do not.
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinHandle};

async fn serve(mut socket: TcpStream) {
    let mut buffer = [0; 64];
    let _ = socket.read(&mut buffer).await;
}

pub struct Stopped {
    tasks: HashMap<u64, AbortHandle>,
}

impl Stopped {
    pub fn stop(&mut self, id: u64) {
        if let Some(task) = self.tasks.remove(&id) {
            task.abort();
        }
    }
    pub async fn abort_handle_in_a_map(&mut self, listener: TcpListener) {
        while let Ok((socket, _)) = listener.accept().await {
            let task = tokio::spawn(serve(socket));
            self.tasks.insert(1, task.abort_handle());
        }
    }
}

pub struct Counted {
    tasks: HashMap<u64, AbortHandle>,
}

impl Counted {
    pub fn count(&self) -> usize {
        self.tasks.len()
    }
    pub async fn abort_handle_never_used(&mut self, listener: TcpListener) {
        while let Ok((socket, _)) = listener.accept().await {
            let task = tokio::spawn(serve(socket)); //~ spawn-without-timeout
            self.tasks.insert(1, task.abort_handle());
        }
    }
}

pub struct Drained {
    tasks: Arc<Mutex<HashMap<u64, JoinHandle<()>>>>,
}

impl Drained {
    pub fn stop(&self) {
        self.tasks.lock().unwrap().drain().for_each(|(_, task)| task.abort());
    }
    pub async fn aborted_in_a_closure(&self, listener: TcpListener) {
        while let Ok((socket, _)) = listener.accept().await {
            let task = tokio::spawn(serve(socket));
            self.tasks.lock().unwrap().insert(1, task);
        }
    }
}

static TASKS: Mutex<Vec<AbortHandle>> = Mutex::new(Vec::new());

pub fn stop_all() {
    for task in TASKS.lock().unwrap().drain(..) {
        task.abort();
    }
}

pub async fn aborted_from_a_static(listener: TcpListener) {
    while let Ok((socket, _)) = listener.accept().await {
        let task = tokio::spawn(serve(socket));
        TASKS.lock().unwrap().push(task.abort_handle());
    }
}

pub struct Guard(JoinHandle<()>);
impl Drop for Guard {
    fn drop(&mut self) {
        self.0.abort();
    }
}

pub async fn own_guard(listener: TcpListener) {
    let mut guards = Vec::new();
    while let Ok((socket, _)) = listener.accept().await {
        guards.push(Guard(tokio::spawn(serve(socket))));
    }
}

pub struct NoGuard(JoinHandle<()>);
impl Drop for NoGuard {
    fn drop(&mut self) {
        println!("bye");
    }
}

pub async fn guard_that_only_prints(listener: TcpListener) {
    let mut guards = Vec::new();
    while let Ok((socket, _)) = listener.accept().await {
        guards.push(NoGuard(tokio::spawn(serve(socket)))); //~ spawn-without-timeout
    }
}
