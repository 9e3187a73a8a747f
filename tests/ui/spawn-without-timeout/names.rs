//! The same spawn under other names.
use tokio::io::AsyncReadExt as Reads;
use tokio::net::{TcpListener, TcpStream};
use tokio::spawn as launch;
use tokio::task as tasks;
mod prelude {
    pub use tokio::spawn as fire;
    pub use tokio::task::JoinSet as Bag;
}
use prelude::{Bag, fire};

async fn serve(mut socket: TcpStream) {
    let mut buffer = [0; 64];
    let _ = socket.read(&mut buffer).await;
}

pub async fn renamed(listener: TcpListener) {
    while let Ok((socket, _)) = listener.accept().await {
        launch(serve(socket)); //~ spawn-without-timeout
    }
}

pub async fn renamed_in_a_prelude(listener: TcpListener) {
    while let Ok((socket, _)) = listener.accept().await {
        fire(serve(socket)); //~ spawn-without-timeout
    }
}

pub async fn renamed_module(listener: TcpListener) {
    while let Ok((socket, _)) = listener.accept().await {
        tasks::spawn(serve(socket)); //~ spawn-without-timeout
    }
}

pub async fn renamed_in_the_function(listener: TcpListener) {
    use tokio::spawn as go;
    while let Ok((socket, _)) = listener.accept().await {
        go(serve(socket)); //~ spawn-without-timeout
    }
}

pub async fn renamed_set(sockets: Vec<TcpStream>) {
    let mut bag = Bag::new();
    for socket in sockets {
        bag.spawn(serve(socket)); //~ spawn-without-timeout
    }
    while bag.join_next().await.is_some() {}
}

mod other {
    pub fn spawn<F>(_future: F) {}
}

pub async fn something_else_of_that_name(listener: TcpListener) {
    use other::spawn as launch;
    while let Ok((socket, _)) = listener.accept().await {
        launch(serve(socket));
    }
}

fn helper(socket: TcpStream) {
    launch(serve(socket)); //~ spawn-without-timeout
}

mod accepting {
    use super::helper as start;
    pub async fn reached_under_another_name(listener: tokio::net::TcpListener) {
        while let Ok((socket, _)) = listener.accept().await {
            start(socket);
        }
    }
}
