//! Sends in loops, single sends, message types.
use tokio::sync::mpsc;

pub async fn in_loop(mut source: mpsc::Receiver<String>) {
    let (tx, mut rx) = mpsc::unbounded_channel(); //~ unbounded-channel
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    while let Some(line) = source.recv().await {
        let _ = tx.send(line);
    }
}

pub async fn bounded(mut source: mpsc::Receiver<String>) {
    let (tx, mut rx) = mpsc::channel(16);
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    while let Some(line) = source.recv().await {
        let _ = tx.send(line).await;
    }
}

pub async fn once() {
    let (tx, mut rx) = mpsc::unbounded_channel::<String>();
    let _ = tx.send("one".to_string());
    rx.recv().await;
}

pub async fn stop_signal(mut source: mpsc::Receiver<String>) {
    let (tx, mut rx) = mpsc::unbounded_channel();
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    while source.recv().await.is_some() {
        let _ = tx.send(());
    }
}

pub fn std_channel(lines: Vec<String>) {
    let (tx, rx) = std::sync::mpsc::channel(); //~ unbounded-channel
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}
