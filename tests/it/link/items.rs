//! Definitions, impls, blocks, and the names that they are known by.

use super::*;

impl Linked {
    fn names(&self, defs: impl IntoIterator<Item = DefId>) -> Vec<String> {
        defs.into_iter().map(|d| self.program.canonical(d)).collect()
    }
}

#[test]
fn blocks_with_items_are_scopes_of_their_own() {
    let linked = app("
struct Outer;
fn f() {
    use std::time::Duration as D;
    struct Local;
    impl Local { fn go() {} }
    if true {
        use std::time::Instant;
        fn deep() {}
    }
}
");
    assert_eq!(linked.ty("app::f", "Outer"), "app::Outer");
    assert_eq!(linked.ty("app::f", "D"), "std::time::Duration");
    assert_eq!(linked.ty("app::f", "self::Outer"), "app::Outer");
    assert_eq!(linked.ty("app", "Local"), "nothing");
    linked.def("app::f::Local::go");
    let deep = linked.def("app::f::deep");
    let inner = linked.program.defs[deep].module;
    let found = linked.program.resolve(inner, &[Sym::new("D")], false, Namespace::Types);
    let (res, _) = found.expect("found around the block");
    assert_eq!(linked.program.res_name(&res), "std::time::Duration");
    assert_eq!(linked.program.blocks.len(), 2);
}

#[test]
fn impls_are_found_by_head_and_by_trait() {
    let linked = app("
pub trait Turn { type Out; fn turn(&self) {} }
pub struct A<T>(T);
pub type Short = A<u8>;
impl<T> A<T> { pub fn new() {} }
impl Short { pub fn short() {} }
impl<T> Turn for &A<T> { type Out = T; }
impl<T: Copy> Turn for T { type Out = T; }
impl u8 { fn prim() {} }
impl dyn Turn<Out = u8> { fn on_dyn(&self) {} }
impl dark::Side for Short {}
");
    let program = &linked.program;
    let (a, turn) = (linked.def("app::A"), linked.def("app::Turn"));
    assert_eq!(program.inherent_impls(a).len(), 2);
    assert_eq!(program.impls_for(a).len(), 4);
    assert_eq!(program.impls_of_trait(turn).len(), 2);
    assert_eq!(program.inherent_impls(turn).len(), 1);
    assert!(!program.inherent_prim(Sym::new("u8")).is_empty());
    let items: Vec<_> = program.assoc_items(turn).iter().map(|(n, _)| n.as_str()).collect();
    assert_eq!(items, ["Out", "turn"]);
    linked.def("app::A::short");
    linked.def("<app::A as app::Turn>::Out");
    linked.def("<T as app::Turn>::Out");
}

#[test]
fn supertraits_and_derives_are_known() {
    let linked = app("
pub trait Base {}
pub trait Both: Base + std::fmt::Debug where Self: Send {}
#[derive(Clone, serde::Serialize)]
#[derive(std::fmt::Debug)]
pub struct S;
");
    let supers = linked.program.supertraits(linked.def("app::Both")).to_vec();
    assert_eq!(linked.names(supers), ["app::Base", "std::fmt::Debug", "std::marker::Send"]);
    let derives = linked.program.derives(linked.def("app::S"));
    assert_eq!(derives, ["Clone", "Serialize", "Debug"].map(Sym::new));
}

#[test]
fn twins_are_both_kept_and_the_first_is_the_one_that_is_named() {
    let linked = app("
#[cfg(unix)] pub fn f() { unix() }
#[cfg(windows)] pub fn f() { windows() }
#[cfg(unix)] mod m { pub struct M; pub fn only_unix() {} }
#[cfg(windows)] mod m { pub struct M; }
");
    let defs = linked.program.defs.ids();
    let twins: Vec<_> = defs.filter(|d| linked.program.canonical(*d) == "app::f").collect();
    assert_eq!(twins.len(), 2);
    let windows = linked.program.mentions.get(&Sym::new("windows")).expect("a mention");
    assert_eq!(windows, &[twins[1]]);
    let found = linked.program.find(linked.krate("app"), "app::f");
    assert_eq!(found, [twins[0]]);
    assert_eq!(linked.value("app", "m::only_unix"), "app::m::only_unix");
}

#[test]
fn extension_traits_are_in_scope_where_they_are_imported() {
    let linked = app("
mod ext { pub trait StrExt { fn shout(&self) {} } impl StrExt for str {} }
mod user { use super::ext::StrExt as _; fn f() { { use std::io::Read; } } }
mod prelude { pub use super::ext::StrExt as _; }
mod by_glob { use super::prelude::*; }
mod other { use super::user::*; }
");
    let in_scope = |module| {
        let traits = linked.program.traits_in_scope(linked.module(module));
        traits.contains(&linked.def("app::ext::StrExt"))
    };
    assert!(in_scope("app::ext") && in_scope("app::user") && in_scope("app::by_glob"));
    assert!(in_scope("app::user::f"));
    assert!(!in_scope("app") && !in_scope("app::other"));
    let read = linked.def("std::io::Read");
    let program = &linked.program;
    assert!(program.traits_in_scope(linked.module("app::user::f")).contains(&read));
    assert!(!program.traits_in_scope(linked.module("app::user")).contains(&read));
    let clone = linked.def("std::clone::Clone");
    assert!(program.traits_in_scope(linked.module("app")).contains(&clone));
}

#[test]
fn names_for_people_are_short() {
    let linked = app("
pub mod api {
    pub struct Client;
    impl Client { pub fn new() {} }
    impl std::fmt::Display for Client { fn fmt(&self) {} }
    pub trait Load { fn load(&self); }
    pub fn run() {}
}
");
    let short = |path| linked.program.display_path(linked.def(path));
    assert_eq!(short("app::api::Client::new"), "Client::new");
    assert_eq!(short("<app::api::Client as std::fmt::Display>::fmt"), "Client::fmt");
    assert_eq!(short("app::api::Load::load"), "Load::load");
    assert_eq!(short("app::api::run"), "api::run");
    assert_eq!(short("std::time::Duration::from_secs"), "std::time::Duration::from_secs");
}

#[test]
fn bodies_for_tests_are_no_mentions() {
    let linked = app("
fn f() { shared(); }
const C: u8 = shared();
struct S;
impl S { fn m(&self) { self.shared() } }
#[cfg(test)] mod tests { fn g() { shared(); only_in_tests(); } }
#[test] fn t() { only_in_tests(); }
");
    let mentions = &linked.program.mentions;
    let shared = mentions[&Sym::new("shared")].clone();
    assert_eq!(linked.names(shared), ["app::f", "app::C", "app::S::m"]);
    assert!(!mentions.contains_key(&Sym::new("only_in_tests")));
}
