//! Models by version: what is declared, which rows hold, two versions side by side.

use super::*;

const WIRE: &str = r#"
crate = "wire"
[[decls]]
code = '''
pub struct Client;
impl Client {
    pub fn new() -> Self {}
    #[versions(">=2.1")]
    pub fn timeout(&self) {}
}
pub use codec::Frame;
'''
[[decls]]
versions = "<2"
code = '''
pub mod compat { pub fn old() {} }
'''
[[decls]]
versions = ">=2"
code = '''
pub mod compat { pub fn new() {} }
pub enum Mode { A, B }
'''
[[api]]
path = "wire::Client::new"
role = "makes-client"
versions = "<2"
[[api]]
path = ["wire::Client::timeout", "wire::Mode::B"]
role = "sets-timeout"
versions = ">=2.1"
[[api]]
path = "wire::compat::gone"
role = "drops"
versions = ">=2"
"#;

const CODEC: &str = r#"
crate = "codec"
[[decls]]
versions = "<1"
code = "pub struct Frame; pub struct OldFrame;"
[[decls]]
versions = ">=1"
code = "pub struct Frame;"
"#;

const TWO: &str = r#"
//- Cargo.toml
[workspace]
members = ["a", "b"]
//- Cargo.lock
version = 4
[[package]]
name = "a"
version = "0.1.0"
dependencies = ["wire 1.4.0"]
[[package]]
name = "b"
version = "0.1.0"
dependencies = ["wire 2.1.0"]
[[package]]
name = "codec"
version = "0.9.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "codec"
version = "1.0.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "wire"
version = "1.4.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = ["codec 0.9.0"]
[[package]]
name = "wire"
version = "2.1.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
dependencies = ["codec 1.0.0"]
//- a/Cargo.toml
[package]
name = "a"
version = "0.1.0"
[dependencies]
wire = "1"
//- a/src/lib.rs
pub use wire::Client;
//- b/Cargo.toml
[package]
name = "b"
version = "0.1.0"
[dependencies]
wire = "2"
//- b/src/lib.rs
pub use wire::Client;
"#;

impl Linked {
    /// The crate of a dependency, as a workspace crate knows it.
    fn dep(&self, krate: &str, name: &str) -> CrateId {
        self.program.crates[self.krate(krate)].externs[&Sym::new(name)]
    }

    fn rows_at(&self, krate: CrateId, path: &str) -> usize {
        let defs = self.program.find(krate, path);
        defs.iter().map(|d| self.program.rows(*d).len()).sum()
    }
}

#[test]
fn two_versions_of_a_crate_are_two_crates() {
    let linked = linked_with(TWO, &[WIRE, CODEC]);
    let (old, new) = (linked.dep("a", "wire"), linked.dep("b", "wire"));
    assert_ne!(old, new);
    assert_eq!(linked.program.find(old, "wire::compat::old").len(), 1);
    assert_eq!(linked.program.find(new, "wire::compat::old").len(), 0);
    assert_eq!(linked.program.find(new, "wire::compat::new").len(), 1);
    assert_eq!(linked.program.find(old, "wire::Client::timeout").len(), 0);
    assert_eq!(linked.program.find(new, "wire::Client::timeout").len(), 1);
    assert_eq!(linked.rows_at(old, "wire::Client::new"), 1);
    assert_eq!(linked.rows_at(new, "wire::Client::new"), 0);
    assert_eq!(linked.rows_at(new, "wire::Mode::B"), 1);
}

#[test]
fn a_model_sees_the_versions_that_it_is_locked_with() {
    let linked = linked_with(TWO, &[WIRE, CODEC]);
    let codec = |wire: CrateId| linked.program.crates[wire].externs[&Sym::new("codec")];
    let (old, new) = (linked.dep("a", "wire"), linked.dep("b", "wire"));
    let has_old = |krate| linked.program.find(krate, "codec::OldFrame").len() == 1;
    assert!(has_old(codec(old)) && !has_old(codec(new)));
    let frame = linked.program.find(old, "wire::Frame");
    assert_eq!(frame, linked.program.find(codec(old), "codec::Frame"));
}

#[test]
fn rows_that_name_nothing_are_told() {
    let linked = linked_with(TWO, &[WIRE, CODEC]);
    assert_eq!(linked.program.unmatched_rows("wire"), ["wire::compat::gone"]);
    assert!(linked.program.unmatched_rows("codec").is_empty());
}

#[test]
fn without_a_lock_file_the_requirement_decides() {
    let with = |req: &str| {
        let tree = format!(
            "//- Cargo.toml\n[package]\nname = \"app\"\nversion = \"0.1.0\"\n[dependencies]\nwire = \"{req}\"\n//- src/lib.rs\n"
        );
        let linked = linked_with(&tree, &[WIRE, CODEC]);
        let wire = linked.dep("app", "wire");
        linked.program.find(wire, "wire::Client::timeout").len()
    };
    assert_eq!([with("1"), with("2.0"), with("~2.0.3"), with("*")], [0, 1, 0, 1]);
}

#[test]
fn rows_of_the_user_may_name_items_of_the_workspace() {
    let rows = r#"
crate = "app"
[[api]]
path = ["app::http::Client::fetch", "app::http::Send::send", "app::none"]
role = "makes-response"
"#;
    let linked = linked_with(
        r#"
//- Cargo.toml
[package]
name = "app"
version = "0.1.0"
//- src/lib.rs
pub mod http {
    pub struct Client;
    impl Client { pub fn fetch(&self) {} }
    pub trait Send { fn send(&self); }
}
"#,
        &[rows],
    );
    let krate = linked.krate("app");
    assert_eq!(linked.rows_at(krate, "app::http::Client::fetch"), 1);
    assert_eq!(linked.rows_at(krate, "app::http::Send::send"), 1);
    assert_eq!(linked.program.unmatched_rows("app"), ["app::none"]);
}
