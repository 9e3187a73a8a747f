// leaklint: allow(a) the whole function
/// Documented.
fn f() {
    // leaklint: allow(b) the next statement
    let x = g(); // not ours
    h(x); // leaklint: allow(c) this one
    client
        .get("// leaklint: no comment")
        .send() // leaklint: allow(d) inside
        .await;
    match x {
        // leaklint: allow(e) an arm
        1 => g(),
        2 => h(), // leaklint: allow(f)
        _ => {}
    }
    //leaklint:allow(g) nothing follows here
}

struct S {
    a: u8, // leaklint: allow(h) a field
    // leaklint: allow(i)
    b: u8,
}
