//! Imports: names, globs, re-exports, shadowing.

use super::*;

/// A model of a library with one type, to re-export.
const WIDGETS: &str = r#"
crate = "widgets"
[[decls]]
code = '''
pub struct Widget;
pub mod deep { pub use crate::Widget as Thing; pub fn make() -> Thing {} }
pub trait WidgetExt { fn turn(&self) {} }
impl<T> WidgetExt for T {}
'''
[[api]]
path = "widgets::deep::make"
role = "makes-client"
"#;

#[test]
fn a_renamed_dependency_is_known_through_the_prelude_of_another_crate() {
    let linked = linked_with(
        r#"
//- Cargo.toml
[workspace]
members = ["base", "app"]
//- base/Cargo.toml
[package]
name = "base-kit"
version = "0.1.0"
[dependencies]
w = { package = "widgets", version = "1" }
//- base/src/lib.rs
pub mod prelude { pub use w::{self, deep::Thing as Gadget, WidgetExt as _}; }
//- app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
[dependencies]
kit = { package = "base-kit", path = "../base" }
//- app/src/lib.rs
use kit::prelude::*;
pub fn f(g: Gadget) { w::deep::make(); }
"#,
        &[WIDGETS],
    );
    assert_eq!(linked.ty("app", "Gadget"), "widgets::Widget");
    assert_eq!(linked.value("app", "w::deep::make"), "widgets::deep::make");
    assert_eq!(linked.ty("app", "kit::prelude::w::Widget"), "widgets::Widget");
    let traits = linked.program.traits_in_scope(linked.module("app"));
    assert!(traits.contains(&linked.def("widgets::WidgetExt")));
    let make = linked.def("widgets::deep::make");
    assert_eq!(linked.program.rows(make).len(), 1);
}

#[test]
fn globs_of_globs_and_cycles_settle() {
    let linked = app("
mod a { pub use super::b::*; pub struct A; }
mod b { pub use super::a::*; pub use super::c::*; pub struct B; }
mod c { pub use super::b::A as FromC; pub use super::c::FromC as Again; pub fn c() {} }
use a::*;
");
    assert_eq!(linked.ty("app", "A"), "app::a::A");
    assert_eq!(linked.ty("app", "B"), "app::b::B");
    assert_eq!(linked.ty("app", "FromC"), "app::a::A");
    assert_eq!(linked.ty("app::b", "Again"), "app::a::A");
    assert_eq!(linked.value("app", "c"), "app::c::c");
}

#[test]
fn an_import_that_names_itself_is_unresolved() {
    let linked = app("mod a { pub use super::b::X; } mod b { pub use super::a::X; } use a::X as Option;");
    assert_eq!(linked.ty("app", "a::X"), "app::super::b::X");
    let mut unresolved: Vec<_> = linked.program.unresolved_imports().map(|(_, p)| p).collect();
    unresolved.sort_unstable();
    assert_eq!(unresolved, ["a::X", "super::a::X", "super::b::X"]);
    assert_ne!(linked.ty("app", "Option"), "std::option::Option");
}

#[test]
fn named_beats_glob_and_local_beats_prelude() {
    let linked = app("
mod a { pub struct Thing; pub fn both() {} pub struct Own; }
mod b { pub struct Thing; }
use a::*;
use b::Thing;
struct Own;
struct Vec;
mod inner { use super::*; }
mod plain {}
");
    assert_eq!(linked.ty("app", "Thing"), "app::b::Thing");
    assert_eq!(linked.ty("app", "Own"), "app::Own");
    assert_eq!(linked.value("app", "both"), "app::a::both");
    assert_eq!(linked.ty("app", "Vec"), "app::Vec");
    assert_eq!(linked.ty("app::inner", "Thing"), "app::b::Thing");
    assert_eq!(linked.ty("app::inner", "Vec"), "app::Vec");
    assert_eq!(linked.ty("app::plain", "Vec"), "std::vec::Vec");
    assert_eq!(linked.ty("app::plain", "Thing"), "nothing");
}

#[test]
fn private_names_reach_globs_below_them_only() {
    let linked = app("
mod a { use std::time::Duration; struct Hidden; pub(crate) struct Near; pub mod below { use super::*; } }
mod beside { use super::a::*; }
");
    assert_eq!(linked.ty("app::a::below", "Duration"), "std::time::Duration");
    assert_eq!(linked.ty("app::a::below", "Hidden"), "app::a::Hidden");
    assert_eq!(linked.ty("app::beside", "Near"), "app::a::Near");
    assert_eq!(linked.ty("app::beside", "Hidden"), "nothing");
    assert_eq!(linked.ty("app::beside", "Duration"), "nothing");
}

#[test]
fn variants_come_by_name_by_glob_and_through_reexports() {
    let linked = app("
pub enum Kind { Small, Large(u8) }
pub use Kind::*;
mod a { use crate::Kind::{self as K, Small as Tiny}; }
mod b { use crate::*; }
");
    assert_eq!(linked.value("app", "Large"), "app::Kind::Large");
    assert_eq!(linked.value("app::a", "Tiny"), "app::Kind::Small");
    assert_eq!(linked.value("app::a", "K::Large"), "app::Kind::Large");
    assert_eq!(linked.value("app::a", "K::new"), "app::Kind new");
    assert_eq!(linked.value("app::b", "Small"), "app::Kind::Small");
}

#[test]
fn keywords_start_paths() {
    let linked =
        app("pub struct Top; mod a { pub struct A; pub mod b { use super::super::Top as T; use self::super::A; } }");
    assert_eq!(linked.ty("app::a::b", "T"), "app::Top");
    assert_eq!(linked.ty("app::a::b", "A"), "app::a::A");
    assert_eq!(linked.ty("app::a::b", "super::A"), "app::a::A");
    assert_eq!(linked.ty("app::a::b", "super::super::Top"), "app::Top");
    assert_eq!(linked.ty("app::a::b", "crate::a::A"), "app::a::A");
    assert_eq!(linked.ty("app::a::b", "$crate::Top"), "app::Top");
    assert_eq!(linked.ty("app::a::b", "::std::time::Duration"), "std::time::Duration");
    assert_eq!(linked.ty("app::a::b", "::Top"), "nothing");
}

#[test]
fn opaque_crates_and_undeclared_names_are_kept_as_written() {
    let linked = linked_with(
        r#"
//- Cargo.toml
[package]
name = "app"
version = "0.1.0"
[dependencies]
dark-matter = "1"
widgets = "1"
//- src/lib.rs
pub use dark_matter::{Result, deep::Part};
pub use widgets::unknown::Vec;
use dark_matter as dm;
"#,
        &[WIDGETS],
    );
    assert_eq!(linked.ty("app", "Result"), "dark_matter::Result");
    assert_eq!(linked.value("app", "Part::new"), "dark_matter::deep::Part::new");
    assert_eq!(linked.ty("app", "dm::x::Y"), "dark_matter::x::Y");
    assert_eq!(linked.ty("app", "Vec"), "widgets::unknown::Vec");
    assert_eq!(linked.ty("app", "widgets::deep::Other"), "widgets::deep::Other");
    assert_eq!(linked.ty("app", "Option"), "std::option::Option");
}

#[test]
fn extern_crates_can_be_renamed() {
    let linked = app("extern crate std as rust; extern crate self as me; pub struct S; mod a {}");
    assert_eq!(linked.ty("app::a", "rust::time::Duration"), "std::time::Duration");
    assert_eq!(linked.ty("app::a", "me::S"), "app::S");
}

#[test]
fn primitive_types_are_found_behind_the_modules_of_their_name() {
    let linked = app("use std::str; mod own { pub mod f64 { pub struct Inner; } } mod a { use super::own::f64; }");
    assert_eq!(linked.ty("app", "str"), "str");
    assert_eq!(linked.ty("app", "u8"), "u8");
    assert_eq!(linked.value("app", "u64::from"), "u64 from");
    assert_eq!(linked.ty("app::a", "f64::Inner"), "app::own::f64::Inner");
    assert_eq!(linked.ty("app::a", "f64"), "f64");
    assert_eq!(linked.value("app::a", "f64::consts"), "f64 consts");
}

#[test]
fn what_is_only_for_tests_gives_way() {
    let linked = app("
#[cfg(test)] use mock::Clock;
#[cfg(not(test))] use real::Clock;
#[cfg(test)] fn now() {}
mod mock { pub struct Clock; pub fn now() {} }
mod real { pub struct Clock; }
");
    assert_eq!(linked.ty("app", "Clock"), "app::real::Clock");
    assert_eq!(linked.value("app", "now"), "app::now");
}

#[test]
fn the_dump_shows_what_can_be_named() {
    let linked = app("
use std::fmt::{self, Display as Show};
use gone::Missing;
pub struct S(u8);
impl Show for &S { fn fmt(&self) {} }
impl S { fn f() { use inner::T; impl T { fn g() {} } } }
mod inner { pub struct T; }
#[cfg(test)] mod tests { use super::*; }
");
    let expected = "\
crate app
mod app
  type Missing = app::gone::Missing
  type S
  type Show = std::fmt::Display
  type fmt = std::fmt
  type inner
  type tests
  value Missing = app::gone::Missing
  value S
  impl std::fmt::Display for app::S { fmt }
  impl app::S { f }
  unresolved gone::Missing
block app::f
  type T = app::inner::T
  value T = app::inner::T
  impl app::inner::T { g }
mod app::inner
  type T
  value T
mod app::tests (test)
";
    let found = linked.dump("app");
    assert!(found == expected, "{found}");
}
