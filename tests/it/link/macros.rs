//! Which `macro_rules!` of other files and packages a call means.

use super::*;

const WORKSPACE: &str = r#"
//- Cargo.toml
[workspace]
members = ["lib", "app"]
//- lib/Cargo.toml
[package]
name = "the-lib"
version = "0.1.0"
//- lib/src/lib.rs
mod rules;
pub mod inner { item!(OfOwnFile); crate::item!(OfOwnPath); }
//- lib/src/rules.rs
macro_rules! item { ($n:ident) => { pub struct $n; } }
#[macro_export]
macro_rules! exported { ($n:ident) => { $crate::nested!($n); } }
#[macro_export]
macro_rules! nested { ($n:ident) => { pub struct $n; } }
macro_rules! hidden { ($n:ident) => { pub struct $n; } }
//- app/Cargo.toml
[package]
name = "app"
version = "0.1.0"
[dependencies]
renamed = { path = "../lib", package = "the-lib" }
"#;

/// Links the workspace with the application's files.
fn with_app(files: &str) -> Linked {
    linked(&format!("{WORKSPACE}{files}"))
}

fn has(linked: &Linked, path: &str) -> bool {
    linked.program.defs.ids().any(|d| linked.program.canonical(d) == path)
}

#[test]
fn macros_of_other_files_of_the_package_are_expanded() {
    let linked = with_app("//- app/src/lib.rs\n");
    linked.def("the_lib::inner::OfOwnFile");
    linked.def("the_lib::inner::OfOwnPath");
}

#[test]
fn macros_after_inner_attributes_and_in_modules_are_seen_and_those_of_tests_are_not() {
    let linked = with_app(
        "//- app/src/lib.rs
         mod rules;
         seen!(A);
         nested!(B);
         test_only!(C);
         within!(D);
         //- app/src/rules.rs
         //! Of the file.
         #![allow(dead_code)]
         macro_rules! seen { ($n:ident) => { pub struct $n; } }
         use std::{fmt, io};
         pub(crate) mod inner { #![allow(unused)] macro_rules! nested { ($n:ident) => { pub struct $n; } } }
         #[cfg(test)]
         mod tests { macro_rules! test_only { ($n:ident) => { pub struct $n; } } }
         fn f() { macro_rules! within { ($n:ident) => { pub struct $n; } } }",
    );
    assert!(has(&linked, "app::A") && has(&linked, "app::B"));
    assert!(!has(&linked, "app::C") && !has(&linked, "app::D"));
}

#[test]
fn exported_macros_of_a_package_are_known_by_import_by_glob_and_by_path() {
    let linked = with_app(
        "//- app/src/lib.rs
         mod by_import { use renamed::exported as other; other!(A); }
         mod by_path { renamed::exported!(B); }
         //- app/src/main.rs
         use renamed::*;
         exported!(C);
         fn main() {}",
    );
    assert!(has(&linked, "app::by_import::A") && has(&linked, "app::by_path::B") && has(&linked, "app::C"));
}

#[test]
fn macros_that_are_not_exported_or_not_imported_stay_unknown() {
    let linked = with_app("//- app/src/lib.rs\nrenamed::hidden!(A);\nexported!(B);\nother::exported!(C);\n");
    assert!(["A", "B", "C"].iter().all(|name| !has(&linked, &format!("app::{name}"))));
}

#[test]
fn an_import_from_elsewhere_goes_before_a_macro_of_the_package() {
    let files = "//- app/src/lib.rs\nmod rules;\nmod user;\n//- app/src/rules.rs\nmacro_rules! bail { ($n:ident) => { pub struct $n; } }\n//- app/src/user.rs\n";
    assert!(has(&with_app(&format!("{files}bail!(A);")), "app::user::A"));
    assert!(!has(&with_app(&format!("{files}use anyhow::bail;\nbail!(A);")), "app::user::A"));
}

#[test]
fn a_macro_that_two_files_define_differently_is_known_in_these_alone() {
    let linked = with_app(
        "//- app/src/lib.rs
         mod one { macro_rules! m { ($n:ident) => { pub struct $n; } } m!(A); }
         mod two;
         mod user;
         //- app/src/two.rs
         macro_rules! m { ($n:ident) => { pub enum $n {} } } m!(B);
         //- app/src/user.rs
         m!(C);",
    );
    assert!(has(&linked, "app::one::A") && has(&linked, "app::two::B") && !has(&linked, "app::user::C"));
}

#[test]
fn a_binary_knows_the_exported_macros_of_its_library() {
    let linked = with_app(
        "//- app/src/lib.rs
         #[macro_export] macro_rules! m { ($n:ident) => { pub struct $n; } }
         //- app/src/main.rs
         use app::m;
         m!(OfBin);
         fn main() {}",
    );
    linked.def("app::OfBin");
}
