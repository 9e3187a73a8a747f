//! Which files the targets lead to.

use leaklint::base::ProblemKind;

use super::*;

const MANIFEST: &str = "//- Cargo.toml\n[package]\nname = \"app\"\nversion = \"0.1.0\"\n";

fn tree(files: &str) -> Linked {
    linked(&format!("{MANIFEST}{files}"))
}

#[test]
fn modules_are_found_in_their_files() {
    let linked = tree(
        r#"
//- src/lib.rs
mod plain;
mod owner;
mod inline { mod below; #[path = "odd.rs"] mod by_path; }
#[path = "elsewhere/far.rs"] mod far;
//- src/plain.rs
pub mod child;
#[path = "side.rs"] pub mod side;
mod inner { #[path = "x.rs"] mod x; }
//- src/plain/child.rs
pub struct Child;
//- src/plain/inner/x.rs
pub struct X;
//- src/side.rs
pub struct Side;
//- src/owner/mod.rs
pub mod child;
//- src/owner/child.rs
pub struct OwnersChild;
//- src/inline/below.rs
pub struct Below;
//- src/inline/odd.rs
pub struct Odd;
//- src/elsewhere/far.rs
pub mod near;
//- src/elsewhere/near.rs
pub struct Near;
//- src/unused.rs
pub struct Unused;
"#,
    );
    for path in [
        "app::plain::child::Child",
        "app::plain::inner::x::X",
        "app::plain::side::Side",
        "app::owner::child::OwnersChild",
        "app::inline::below::Below",
        "app::inline::by_path::Odd",
        "app::far::near::Near",
    ] {
        linked.def(path);
    }
    assert_eq!(linked.loaded.problems, []);
    assert_eq!((linked.loaded.reached, linked.loaded.unreached), (11, 1));
}

#[test]
fn included_files_stand_where_they_are_included() {
    let linked = tree(
        r#"
//- src/lib.rs
include!("parts/inner.rs");
mod inline { include!("other.rs"); }
include!("gone.rs");
#[cfg(feature = "x")] include!("made.rs");
include!(concat!(env!("OUT_DIR"), "/made.rs"));
//- src/parts/inner.rs
pub mod child;
pub use child::Child;
include!("inner.rs");
//- src/parts/child.rs
pub struct Child;
//- src/other.rs
pub struct Other;
"#,
    );
    for path in ["app::child::Child", "app::inline::Other"] {
        linked.def(path);
    }
    let found: Vec<_> = linked.loaded.problems.iter().map(|p| (p.kind, p.message.as_str(), p.at)).collect();
    assert_eq!(
        found,
        [
            (ProblemKind::Incomplete, r#"no file was found for `include!("gone.rs")`"#, Some((3, 1))),
            (ProblemKind::Warning, r#"no file was found for `include!("made.rs")`"#, Some((4, 1))),
        ]
    );
}

#[test]
fn twins_under_cfg_complete_each_other() {
    let linked = tree(
        r#"
//- src/lib.rs
#[cfg(feature = "a")]
mod imp { pub struct Both; pub struct First; }
#[cfg(not(feature = "a"))]
mod imp { pub struct Both; pub struct Second; struct Hidden; }
#[cfg(target_arch = "wasm32")]
mod web { pub struct Web; pub struct OnlyWeb; }
#[cfg(not(target_arch = "wasm32"))]
mod web { pub struct Web; }
pub use imp::*;
"#,
    );
    for name in ["First", "Second", "Both"] {
        assert_eq!(linked.ty("app", name), format!("app::imp::{name}"));
    }
    assert_eq!(linked.ty("app", "imp::Hidden"), "nothing");
    assert_eq!(linked.ty("app", "web::OnlyWeb"), "app::web::OnlyWeb");
    let web = linked.program.find(linked.krate("app"), "app::web::Web");
    let wasm: Vec<bool> = web.iter().map(|def| linked.program.defs[*def].wasm).collect();
    assert_eq!(wasm, [false], "the one for all targets is named");
}

#[test]
fn a_missing_file_is_a_problem_unless_a_cfg_may_leave_it_out() {
    let linked = tree(
        r#"
//- src/lib.rs
mod missing;
#[cfg(windows)] mod for_windows;
#[cfg(feature = "x")] mod outer;
//- src/outer.rs
mod generated;
"#,
    );
    let found: Vec<_> = linked.loaded.problems.iter().collect();
    let say = |p: &&leaklint::base::Problem| (p.kind, p.message.clone(), p.at);
    let found: Vec<_> = found.iter().map(say).collect();
    let message = |name| format!("no file was found for module `{name}`");
    assert_eq!(
        found,
        [
            (ProblemKind::Incomplete, message("missing"), Some((1, 5))),
            (ProblemKind::Warning, message("for_windows"), Some((2, 21))),
            (ProblemKind::Warning, message("generated"), Some((1, 5))),
        ]
    );
}

#[test]
fn binaries_see_the_library_and_share_files_with_it() {
    let linked = tree(
        r#"
//- src/lib.rs
pub mod shared;
pub use shared::S as FromLib;
//- src/main.rs
mod shared;
use app::FromLib;
fn main() {}
//- src/shared.rs
pub struct S;
"#,
    );
    let crates = linked.program.crates.iter();
    let own: Vec<_> = crates.filter(|(_, c)| matches!(c.kind, CrateKind::Workspace { .. })).map(|(id, _)| id).collect();
    let [lib, bin] = own[..] else { panic!("a library and a binary") };
    let s = |krate| linked.program.find(krate, "app::shared::S");
    assert_ne!(s(lib), s(bin));
    assert_eq!(linked.program.find(bin, "app::FromLib"), s(lib));
    assert_eq!(linked.program.defs[s(bin)[0]].hir, linked.program.defs[s(lib)[0]].hir);
}

#[test]
fn a_module_for_tests_in_a_file_of_its_own_is_for_tests() {
    let linked = tree(
        "
//- src/lib.rs
#[cfg(test)] mod tests;
//- src/tests.rs
fn helper() {}
mod more { fn deeper() {} }
",
    );
    for path in ["app::tests::helper", "app::tests::more::deeper"] {
        assert!(linked.program.defs[linked.def(path)].test, "{path}");
    }
}

#[test]
fn a_file_that_declares_itself_ends() {
    let linked = tree("//- src/lib.rs\n#[path = \"lib.rs\"] mod again;\npub struct S;\n");
    linked.def("app::S");
}

#[test]
fn a_broken_file_costs_that_file() {
    let linked = tree("//- src/lib.rs\nmod broken;\npub struct S;\n//- src/broken.rs\nfn f( {\n");
    linked.def("app::S");
    assert_eq!(linked.loaded.problems.len(), 1);
    assert_eq!(linked.loaded.problems[0].path, Path::new("src/broken.rs"));
}
