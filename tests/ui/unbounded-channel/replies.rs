//! Mailboxes whose replies come in several ways.
mod reply_is_awaited {
    use tokio::sync::{mpsc, oneshot};
    struct Job { q: String, reply: oneshot::Sender<String> }
    #[derive(Clone)] struct Client { tx: mpsc::UnboundedSender<Job> }
    impl Client { async fn ask(&self, q: String) -> String { let (reply, rx) = oneshot::channel(); let _ = self.tx.send(Job { q, reply }); rx.await.unwrap() } }
    pub fn start() -> Client { let (tx, mut rx) = mpsc::unbounded_channel::<Job>(); tokio::spawn(async move { while let Some(j) = rx.recv().await { let _ = j.reply.send(j.q); } }); Client { tx } } //~low unbounded-channel
    async fn h(axum::extract::State(c): axum::extract::State<Client>, b: String) -> String { c.ask(b).await }
    pub fn app() -> axum::Router { axum::Router::new().route("/", axum::routing::post(h)).with_state(start()) }
}
mod one_reply_is_left_alone {
    use tokio::sync::{mpsc, oneshot};
    struct Job { q: String, reply: oneshot::Sender<String> }
    #[derive(Clone)] struct Client { tx: mpsc::UnboundedSender<Job> }
    impl Client { async fn ask(&self, q: String) -> String { let (reply, rx) = oneshot::channel(); let _ = self.tx.send(Job { q, reply }); rx.await.unwrap() }
        fn tell(&self, q: String) { let (reply, _) = oneshot::channel(); let _ = self.tx.send(Job { q, reply }); } }
    pub fn start() -> Client { let (tx, mut rx) = mpsc::unbounded_channel::<Job>(); tokio::spawn(async move { while let Some(j) = rx.recv().await { let _ = j.reply.send(j.q); } }); Client { tx } } //~ unbounded-channel
    async fn h(axum::extract::State(c): axum::extract::State<Client>, b: String) -> String { c.ask(b).await }
    async fn h2(axum::extract::State(c): axum::extract::State<Client>, b: String) { c.tell(b) }
    pub fn app() -> axum::Router { axum::Router::new().route("/", axum::routing::post(h)).route("/2", axum::routing::post(h2)).with_state(start()) }
}
mod reply_may_be_missing {
    use tokio::sync::{mpsc, oneshot};
    struct Job { q: String, reply: Option<oneshot::Sender<String>> }
    #[derive(Clone)] struct Client { tx: mpsc::UnboundedSender<Job> }
    impl Client { async fn ask(&self, q: String) { let _ = self.tx.send(Job { q, reply: None }); } }
    pub fn start() -> Client { let (tx, mut rx) = mpsc::unbounded_channel::<Job>(); tokio::spawn(async move { while let Some(j) = rx.recv().await { println!("{}", j.q); } }); Client { tx } } //~ unbounded-channel
    async fn h(axum::extract::State(c): axum::extract::State<Client>, b: String) { c.ask(b).await }
    pub fn app() -> axum::Router { axum::Router::new().route("/", axum::routing::post(h)).with_state(start()) }
}
mod every_command_has_a_reply {
    use tokio::sync::{mpsc, oneshot}; use std::time::Duration;
    enum Cmd { Get { k: String, r: oneshot::Sender<Option<String>> }, Set { k: String, v: String, r: oneshot::Sender<()> } }
    #[derive(Clone)] pub struct Db { tx: mpsc::UnboundedSender<Cmd> }
    impl Db { pub async fn get(&self, k: String) -> Result<Option<String>, ()> { let (r, rx) = oneshot::channel(); self.tx.send(Cmd::Get { k, r }).map_err(|_| ())?; rx.await.map_err(|_| ()) }
        pub async fn set(&self, k: String, v: String) -> Result<(), ()> { let (r, rx) = oneshot::channel(); self.tx.send(Cmd::Set { k, v, r }).map_err(|_| ())?; tokio::time::timeout(Duration::from_secs(1), rx).await.map_err(|_| ())?.map_err(|_| ()) } }
    pub fn start() -> Db { let (tx, mut rx) = mpsc::unbounded_channel(); tokio::spawn(async move { while let Some(c) = rx.recv().await { match c { Cmd::Get { r, .. } => { let _ = r.send(None); } Cmd::Set { r, .. } => { let _ = r.send(()); } } } }); Db { tx } } //~low unbounded-channel
    async fn h(axum::extract::State(d): axum::extract::State<Db>, k: String) -> String { d.get(k).await.unwrap().unwrap() }
    async fn h2(axum::extract::State(d): axum::extract::State<Db>, k: String) { d.set(k, "".into()).await.unwrap() }
    pub fn app() -> axum::Router { axum::Router::new().route("/", axum::routing::post(h)).route("/2", axum::routing::post(h2)).with_state(start()) }
}
mod helper_sends_and_waits {
    use tokio::sync::{mpsc, oneshot};
    struct Msg { q: String, r: oneshot::Sender<String> }
    #[derive(Clone)] pub struct Db { tx: mpsc::UnboundedSender<Msg> }
    impl Db { async fn call(&self, f: impl FnOnce(oneshot::Sender<String>) -> Msg) -> String { let (r, rx) = oneshot::channel(); let _ = self.tx.send(f(r)); rx.await.unwrap() } pub async fn ask(&self, q: String) -> String { self.call(|r| Msg { q, r }).await } }
    pub fn start() -> Db { let (tx, mut rx) = mpsc::unbounded_channel::<Msg>(); tokio::spawn(async move { while let Some(m) = rx.recv().await { let _ = m.r.send(m.q); } }); Db { tx } } //~low unbounded-channel
    async fn h(axum::extract::State(d): axum::extract::State<Db>, k: String) -> String { d.ask(k).await }
    pub fn app() -> axum::Router { axum::Router::new().route("/", axum::routing::post(h)).with_state(start()) }
}
mod reply_by_a_channel_of_one {
    use tokio::sync::mpsc;
    struct Msg { q: String, r: mpsc::Sender<String> }
    #[derive(Clone)] pub struct Db { tx: mpsc::UnboundedSender<Msg> }
    impl Db { pub async fn ask(&self, q: String) -> String { let (r, mut rx) = mpsc::channel(1); let _ = self.tx.send(Msg { q, r }); rx.recv().await.unwrap() } }
    pub fn start() -> Db { let (tx, mut rx) = mpsc::unbounded_channel::<Msg>(); tokio::spawn(async move { while let Some(m) = rx.recv().await { let _ = m.r.send(m.q).await; } }); Db { tx } } //~low unbounded-channel
    async fn h(axum::extract::State(d): axum::extract::State<Db>, k: String) -> String { d.ask(k).await }
    pub fn app() -> axum::Router { axum::Router::new().route("/", axum::routing::post(h)).with_state(start()) }
}
mod callers_wait_for_the_reply {
    use tokio::sync::{mpsc, oneshot};
    struct Msg { q: String, r: oneshot::Sender<String> }
    #[derive(Clone)] pub struct Db { tx: mpsc::UnboundedSender<Msg> }
    impl Db { pub fn ask(&self, q: String) -> oneshot::Receiver<String> { let (r, rx) = oneshot::channel(); let _ = self.tx.send(Msg { q, r }); rx } }
    pub fn start() -> Db { let (tx, mut rx) = mpsc::unbounded_channel::<Msg>(); tokio::spawn(async move { while let Some(m) = rx.recv().await { let _ = m.r.send(m.q); } }); Db { tx } } //~low unbounded-channel
    async fn h(axum::extract::State(d): axum::extract::State<Db>, k: String) -> String { d.ask(k).await.unwrap() }
    pub fn app() -> axum::Router { axum::Router::new().route("/", axum::routing::post(h)).with_state(start()) }
}
