fn formats(resp: Response, n: u32, w: usize) -> Result<(), Error> {
    println!("{resp:?} {:>w$} {{n}} {0}", n);
    format!("{n}", n = resp.len());
    info!(target: "t", status = %resp.status(), ?n, err.kind = 3, "took {n}");
    log::warn!(target: "t", key:? = n, other = n; "m {}", n);
    tracing::info_span!("name", field = tracing::field::Empty, n);
    write!(f, "{n}")?;
    assert_eq!(resp.a, n, "why {w}");
    assert!(matches!(resp, Some(x) if x > 1));
    debug_assert_matches!(resp, Ok(_));
    ensure!(n > 1, "too {n}");
    bail!("no {resp}");
    anyhow::anyhow!(resp);
    if n == 0 { unreachable!("{n}") }
    panic!()
}

fn values(resp: Response) {
    let v = vec![resp, other];
    let v = vec![0u8; resp.len()];
    let j = json!({ "a": resp.a, "b": [1, null, { (k): f(resp) }], "c": {} });
    let m = matches!(resp, Some(x) | Err(x) if x.ok(),);
    let d = dbg!(resp);
    let s = include_str!("x");
    let c = if cfg!(unix) { concat!("a", 1) } else { "b" };
    let t = std::task::ready!(resp.poll(cx));
}

async fn asyncs(mut rx: Rx, fut: Fut) -> u8 {
    tokio::pin!(fut);
    pin! { let sleep = sleep(D); }
    let other = std::pin::pin!(f());
    tokio::select! {
        biased;
        Some(x) = rx.recv(), if rx.open() => { take(x) }
        _ = &mut fut => return 1,
        r = async { sleep.await } => r,
        else => 0,
    };
    futures::select! { a = rx.next() => a, complete => break, default => {} };
    let (a, b) = tokio::join!(rx.a(), fut.b());
    let c = try_join!(biased; a, b)?;
    let s = async_stream::try_stream! {
        for await x in rx {
            let y = x?;
            yield y;
        }
    };
    c
}

macro_rules! get {
    ($client:expr, $url:literal $(, $k:ident = $v:expr)* $(,)?) => {{
        let mut req = $client.get($url);
        $( req = req.query(stringify!($k), $v); )*
        req
    }};
}

macro_rules! check {
    ($e:expr) => { if !$e { return Err(Error::new()); } };
    ($e:expr, $($rest:tt)+) => { check!($e); check!($($rest)+) };
}

macro_rules! bind {
    ($name:ident : $t:ty = $e:expr) => { let $name: Vec<$t> = $e; };
}

macro_rules! service {
    ($(#[$m:meta])* $v:vis $name:ident { $($f:ident : $t:ty),* $(,)? }) => {
        $(#[$m])* $v struct $name { $($f: $t),* }
        impl $name {
            $( pub fn $f(&self) -> &$t { &self.$f } )*
        }
    };
}

service! {
    #[derive(Debug)]
    pub Conf { addr: String, tags: Vec<u8>, }
}

macro_rules! forever { () => { forever!() }; }

async fn locals(client: Client, a: bool, b: bool) -> Result<(), Error> {
    let r = get!(client, "u", k = a, j = 1 + 2,).send().await?;
    check!(a, b);
    bind!(names: u8 = r.names());
    names.len();
    forever!();
    macro_rules! inner { ($x:pat => $b:block) => { match r { $x => $b, _ => {} } } }
    inner!(Some(n) | Ok(n) => { take(n) });
    get!(nothing);
    html! { <p>{a}</p> "{b}" };
    unknown!(a, r.text());
    lazy! { let q = a; q };
    run_async!(async move { r.await });
    Ok(())
}

cfg_if::cfg_if! {
    if #[cfg(test)] { fn t() {} } else if #[cfg(unix)] { fn u() {} } else { mod w { fn w() {} } }
}
cfg_select! {
    unix => { fn sel() {} }
    _ => { fn sel2() {} }
}
lazy_static! {
    /// Doc.
    pub static ref CLIENT: Client = Client::new();
}
thread_local! { static LOCAL: RefCell<u8> = const { RefCell::new(1) } }
pin_project! { pub struct Body<B> { #[pin] inner: B } }
#[cfg(test)]
cfg_rt! { fn in_rt() {} }
bitflags! { struct Flags: u8 { const A = 1; } }

fn containers() -> u8 {
    thread_local! { static COUNT: Cell<u8> = Cell::new(0); }
    cfg_if! { if #[cfg(unix)] { fn inner() {} } }
    cfg_if! {
        if #[cfg(test)] { gone() } else if #[cfg(unix)] { let x = 1; x } else { COUNT.get() }
    }
}
