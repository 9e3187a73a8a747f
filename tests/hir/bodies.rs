async fn moves(client: Client, mut n: u32) -> Result<(), Error> {
    let resp = client.get("u").header(K, "v").send().await?;
    drop(resp);
    let resp = client.post(format!("{base}/{n}", base = BASE)).send().await?.error_for_status()?;
    let _ = resp.status();
    n += 1;
    (a.b).c = n as u64 + -1;
    Ok(())
}

fn scopes(x: u8) -> u8 {
    let x = x + x;
    {
        let x = x.max(1);
        x
    };
    let f = move |x: u8, (y, z)| -> u8 { x + y + z };
    for x in 0..x { use_it(x); }
    x
}

fn chains(a: Option<u8>, b: Result<u8, u8>) -> u8 {
    if let Some(x) = a && let Ok(y) = b && x > y {
        x + y
    } else if let Some(y) = a {
        y
    } else {
        let Some(x) = a else { return 0 };
        while let Some(x) = next(x) { take(x); }
        x
    }
}

fn patterns(v: E) -> u8 {
    match v {
        E::A(x) | E::B { x, .. } if x > 1 => x,
        NONE => 0,
        whole @ E::C(ref mut inner, [first, .., last]) => first,
        E::D(1..=9 | -1, "s", &(ref q,)) => 1,
        Some(ref x) if let Some(y) = x => y,
        _ => 2,
    }
}

fn assigns(mut a: u8, mut s: S) {
    (a, s.f) = pair();
    _ = a;
    [a, ..] = s.arr;
    S { f: a, .. } = s;
    Some(a) = opt();
}

fn jumps() -> u8 {
    let x = 'outer: loop {
        'inner: while true {
            if a() { break 'outer 5; }
            continue 'inner;
        }
        break;
    };
    let y = 'b: { break 'b 1 };
    unsafe { *p = (1, [0; 4], vec![x; 3], &raw const y).0 };
    S { a: 1, b, ..Default::default() };
    u128::MAX;
    async move { x.await; };
    async |r: Req| r.body().await;
    <T as Tr>::f::<u8>(<u8>::MAX, b"ab", 'c', 1.5, 0xff_u8);
    return y;
}

impl S {
    fn method(&mut self, other: &Self) -> Self {
        self.a = other.a;
        fn helper(self_: u8) -> u8 { x }
        const X: u8 = 1;
        let x = X;
        helper(self.a)
    }
}

fn cfgs() -> u8 {
    #[cfg(test)]
    let gone = 1;
    #[cfg(unix)]
    let x = 1;
    #[cfg(not(unix))]
    let x = 2;
    #[cfg(feature = "a")]
    return x;
    #[cfg(test)]
    gone();
    #[cfg(feature = "b")]
    { x }
    #[cfg(not(feature = "b"))]
    { x + 1 }
}
