//! The constructors of other crates, their bounded ones, huge constants.

const DEPTH: usize = 64;
const HUGE: usize = 1 << 30;

pub fn crossbeam(lines: Vec<String>) {
    let (tx, rx) = crossbeam_channel::unbounded(); //~ unbounded-channel
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn crossbeam_bounded(lines: Vec<String>) {
    let (tx, rx) = crossbeam_channel::bounded(DEPTH);
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn crossbeam_facade(lines: Vec<String>) {
    let (tx, rx) = crossbeam::channel::unbounded(); //~ unbounded-channel
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn crossbeam_facade_bounded(lines: Vec<String>) {
    let (tx, rx) = crossbeam::channel::bounded(4);
    std::thread::spawn(move || for _ in rx {});
    for line in lines {
        let _ = tx.send(line);
    }
}

pub async fn flume_channel(lines: Vec<String>) {
    let (tx, rx) = flume::unbounded::<String>(); //~ unbounded-channel
    tokio::spawn(async move { while rx.recv_async().await.is_ok() {} });
    for line in lines {
        let _ = tx.send_async(line).await;
    }
}

pub async fn flume_bounded(lines: Vec<String>) {
    let (tx, rx) = flume::bounded::<String>(10);
    tokio::spawn(async move { while rx.recv_async().await.is_ok() {} });
    for line in lines {
        let _ = tx.send_async(line).await;
    }
}

pub async fn async_channel_try_send(lines: Vec<String>) {
    let (tx, rx) = async_channel::unbounded::<String>(); //~ unbounded-channel
    tokio::spawn(async move { while rx.recv().await.is_ok() {} });
    for line in lines {
        let _ = tx.try_send(line);
    }
}

pub async fn async_channel_bounded(lines: Vec<String>) {
    let (tx, rx) = async_channel::bounded::<String>(10);
    tokio::spawn(async move { while rx.recv().await.is_ok() {} });
    for line in lines {
        let _ = tx.send(line).await;
    }
}

pub async fn kanal_channel(lines: Vec<String>) {
    let (tx, rx) = kanal::unbounded_async::<String>(); //~ unbounded-channel
    tokio::spawn(async move { while rx.recv().await.is_ok() {} });
    for line in lines {
        let _ = tx.send(line).await;
    }
}

pub async fn kanal_bounded(lines: Vec<String>) {
    let (tx, rx) = kanal::bounded_async::<String>(10);
    tokio::spawn(async move { while rx.recv().await.is_ok() {} });
    for line in lines {
        let _ = tx.send(line).await;
    }
}

pub fn futures_unbounded(lines: Vec<String>) {
    let (tx, rx) = futures::channel::mpsc::unbounded::<String>(); //~ unbounded-channel
    std::mem::drop(rx);
    for line in lines {
        let _ = tx.unbounded_send(line);
    }
}

pub fn futures_bounded(lines: Vec<String>) {
    let (mut tx, rx) = futures::channel::mpsc::channel::<String>(4);
    std::mem::drop(rx);
    for line in lines {
        let _ = tx.try_send(line);
    }
}

pub async fn futures_capacity_per_clone(lines: Vec<String>) {
    let (tx, rx) = futures::channel::mpsc::channel::<String>(4); //~ unbounded-channel
    std::mem::drop(rx);
    for line in lines {
        let mut own = tx.clone();
        let _ = own.try_send(line);
    }
}

pub async fn tokio_capacity_shared_by_clones(lines: Vec<String>) {
    let (tx, rx) = tokio::sync::mpsc::channel::<String>(4);
    std::mem::drop(rx);
    for line in lines {
        let own = tx.clone();
        let _ = own.try_send(line);
    }
}

pub async fn huge_capacity(lines: Vec<String>) {
    let (tx, mut rx) = tokio::sync::mpsc::channel(HUGE); //~ unbounded-channel
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    for line in lines {
        let _ = tx.send(line).await;
    }
}

pub async fn usual_capacity(lines: Vec<String>) {
    let (tx, mut rx) = tokio::sync::mpsc::channel(DEPTH);
    tokio::spawn(async move { while rx.recv().await.is_some() {} });
    for line in lines {
        let _ = tx.send(line).await;
    }
}

pub async fn capacity_of_usize_max(lines: Vec<String>) {
    let (tx, rx) = flume::bounded(usize::MAX); //~ unbounded-channel
    std::mem::drop(rx);
    for line in lines {
        let _ = tx.send_async(line).await;
    }
}

pub async fn capacity_at_the_threshold(lines: Vec<String>) {
    let (tx, rx) = flume::bounded(1 << 20);
    std::mem::drop(rx);
    for line in lines {
        let _ = tx.send_async(line).await;
    }
}

pub async fn capacity_from_a_parameter(lines: Vec<String>, depth: usize) {
    let (tx, rx) = flume::bounded(depth);
    std::mem::drop(rx);
    for line in lines {
        let _ = tx.send_async(line).await;
    }
}

pub fn watch_keeps_the_last(lines: Vec<String>) {
    let (tx, rx) = tokio::sync::watch::channel(String::new());
    std::mem::drop(rx);
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn broadcast_drops_the_oldest(lines: Vec<String>) {
    let (tx, rx) = tokio::sync::broadcast::channel(4);
    std::mem::drop(rx);
    for line in lines {
        let _ = tx.send(line);
    }
}

pub fn oneshot_in_a_loop(lines: Vec<String>) {
    for line in lines {
        let (tx, rx) = tokio::sync::oneshot::channel();
        let _ = tx.send(line);
        std::mem::drop(rx);
    }
}

pub fn futures_oneshot_in_a_loop(lines: Vec<String>) {
    for line in lines {
        let (tx, rx) = futures::channel::oneshot::channel();
        let _ = tx.send(line);
        std::mem::drop(rx);
    }
}
