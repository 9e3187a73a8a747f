//! Discovery on small trees: what is found, under which names and versions, and what is selected.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use leaklint::base::ProblemKind;
use leaklint::discover::{Package, Request, TargetSelection, Workspace, discover};

/// A temporary folder with files.
fn tree(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), files);
    dir
}

fn add(root: &Path, files: &[(&str, &str)]) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn request(dir: &Path, paths: &[&str]) -> Request {
    Request { current_dir: dir.to_owned(), paths: paths.iter().map(PathBuf::from).collect(), ..Request::default() }
}

fn find(dir: &tempfile::TempDir, paths: &[&str]) -> Workspace {
    discover(&request(dir.path(), paths))
}

/// One line a target: `package kind name file`, with `*` where it is linted.
fn targets(ws: &Workspace) -> String {
    let mut out = String::new();
    for package in &ws.packages {
        for t in &package.targets {
            let mark = if t.selected { "*" } else { " " };
            let file = &ws.files[t.root.0 as usize].rel;
            writeln!(out, "{mark} {} {:?} {} {file}", package.name, t.kind, t.name).unwrap();
        }
    }
    out
}

/// One line a dependency: `name = package version (requirement) path`.
fn deps(ws: &Workspace, package: &str) -> String {
    let package = ws.packages.iter().find(|p| p.name == package).unwrap();
    let line = |d: &leaklint::discover::Dep| {
        let version = d.version.as_ref().map_or("?".to_owned(), ToString::to_string);
        let req = d.req.as_ref().map_or("-".to_owned(), ToString::to_string);
        let path = d.path.as_ref().map(|p| p.strip_prefix(&ws.root).unwrap().display().to_string());
        let dev = if d.dev { " dev" } else { "" };
        let path = path.map_or(String::new(), |p| format!(" in {p}"));
        format!("{} = {} {version} ({req}){path}{dev}\n", d.name, d.package)
    };
    package.deps.iter().map(line).collect()
}

fn files(ws: &Workspace) -> Vec<&str> {
    ws.files.iter().map(|f| f.rel.as_str()).collect()
}

fn selected(ws: &Workspace) -> Vec<&str> {
    let on = |p: &&Package| p.selected;
    ws.packages.iter().filter(on).map(|p| p.name.as_str()).collect()
}

fn problems(ws: &Workspace) -> Vec<(ProblemKind, String)> {
    let path = |p: &leaklint::base::Problem| p.path.display().to_string();
    ws.problems.iter().map(|p| (p.kind, path(p))).collect()
}

const PLAIN: &str = "[package]\nname = \"my-app\"\nversion = \"1.2.3\"\nedition = \"2021\"\n";

fn package(name: &str, rest: &str) -> String {
    format!("[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{rest}")
}

#[test]
fn targets_are_found_by_their_place() {
    let dir = tree(&[
        ("Cargo.toml", PLAIN),
        ("src/lib.rs", ""),
        ("src/main.rs", ""),
        ("src/bin/one.rs", ""),
        ("src/bin/two/main.rs", ""),
        ("src/bin/two/helper.rs", ""),
        ("tests/api.rs", ""),
        ("tests/common/mod.rs", ""),
        ("tests/big/main.rs", ""),
        ("benches/speed.rs", ""),
        ("examples/demo.rs", ""),
        ("build.rs", ""),
    ]);
    assert_eq!(
        targets(&find(&dir, &["."])),
        "\
* my-app Lib my_app src/lib.rs
* my-app Bin my_app src/main.rs
* my-app Bin one src/bin/one.rs
* my-app Bin two src/bin/two/main.rs
  my-app Test api tests/api.rs
  my-app Test big tests/big/main.rs
  my-app Bench speed benches/speed.rs
  my-app Example demo examples/demo.rs
  my-app BuildScript build_script_build build.rs
"
    );
}

#[test]
fn asked_for_kinds_of_targets_are_linted() {
    let dir = tree(&[("Cargo.toml", PLAIN), ("src/lib.rs", ""), ("tests/api.rs", ""), ("examples/demo.rs", "")]);
    let mut request = request(dir.path(), &[]);
    request.targets = TargetSelection { tests: true, ..TargetSelection::default() };
    assert_eq!(
        targets(&discover(&request)),
        "* my-app Lib my_app src/lib.rs\n* my-app Test api tests/api.rs\n  my-app Example demo examples/demo.rs\n"
    );
}

#[test]
fn listed_targets_and_switches_are_respected() {
    let manifest = "[package]\nname = \"x\"\nautobins = false\nautotests = false\nbuild = \"tools/make.rs\"\n\
        [lib]\nname = \"other\"\npath = \"lib/root.rs\"\n\
        [[bin]]\nname = \"serve-all\"\npath = \"cmd/serve.rs\"\n\
        [[bin]]\nname = \"worker\"\n[[test]]\nname = \"t\"\npath = \"checks/t.rs\"\n";
    let dir = tree(&[
        ("Cargo.toml", manifest),
        ("lib/root.rs", ""),
        ("cmd/serve.rs", ""),
        ("src/bin/worker/main.rs", ""),
        ("src/bin/left_out.rs", ""),
        ("src/main.rs", ""),
        ("tests/left_out.rs", ""),
        ("checks/t.rs", ""),
        ("tools/make.rs", ""),
    ]);
    assert_eq!(
        targets(&find(&dir, &["."])),
        "\
* x Lib other lib/root.rs
* x Bin serve_all cmd/serve.rs
* x Bin worker src/bin/worker/main.rs
  x Test t checks/t.rs
  x BuildScript build_script_build tools/make.rs
"
    );
}

#[test]
fn a_listed_binary_that_is_missing_is_incomplete_and_a_missing_test_a_warning() {
    let manifest = package("x", "[[bin]]\nname = \"gone\"\n[[test]]\nname = \"t\"\npath = \"tests/t.rs\"\n");
    let dir = tree(&[("Cargo.toml", &manifest), ("src/lib.rs", "")]);
    let ws = find(&dir, &["."]);
    assert_eq!(targets(&ws), "* x Lib x src/lib.rs\n");
    assert_eq!(
        problems(&ws),
        [(ProblemKind::Warning, "tests/t.rs".to_owned()), (ProblemKind::Incomplete, "src/bin/gone.rs".to_owned()),]
    );
}

#[test]
fn members_by_glob_without_the_excluded_and_with_path_dependencies() {
    let dir = tree(&[
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"crates/*\", \"gone\"]\nexclude = [\"crates/off\", \"vendor\"]\ndefault-members = [\"crates/a\"]\n",
        ),
        ("crates/a/Cargo.toml", &package("a", "[dependencies]\nv = { path = \"../../vendor/v\" }\n")),
        ("crates/a/src/lib.rs", ""),
        ("crates/b/Cargo.toml", &package("b", "")),
        ("crates/b/src/main.rs", ""),
        ("crates/off/Cargo.toml", &package("off", "")),
        ("crates/off/src/lib.rs", ""),
        ("crates/README/notes.md", ""),
        ("vendor/v/Cargo.toml", &package("v", "")),
        ("vendor/v/src/lib.rs", ""),
        ("vendor/unused/Cargo.toml", &package("unused", "")),
        ("vendor/unused/src/lib.rs", ""),
    ]);
    let ws = find(&dir, &["."]);
    assert_eq!(selected(&ws), ["a", "b", "v"]);
    assert_eq!(files(&ws), ["crates/a/src/lib.rs", "crates/b/src/main.rs", "vendor/v/src/lib.rs"]);
    assert_eq!(problems(&ws), [(ProblemKind::Warning, "gone".to_owned())]);
}

#[test]
fn a_package_folder_selects_that_package_and_reads_the_rest() {
    let dir = tree(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n"),
        ("a/Cargo.toml", &package("a", "")),
        ("a/src/lib.rs", ""),
        ("b/Cargo.toml", &package("b", "[dependencies]\na = { path = \"../a\" }")),
        ("b/src/lib.rs", ""),
    ]);
    let ws = find(&dir, &["b"]);
    assert_eq!(targets(&ws), "  a Lib a a/src/lib.rs\n* b Lib b b/src/lib.rs\n");
    assert_eq!(ws.root, dir.path().canonicalize().unwrap());
    let from_inside = discover(&request(&dir.path().join("b/src"), &[]));
    assert_eq!(selected(&from_inside), ["a", "b"]);
}

#[test]
fn names_select_and_exclude() {
    let dir = tree(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\", \"c\"]\n"),
        ("a/Cargo.toml", &package("app-a", "")),
        ("a/src/lib.rs", ""),
        ("b/Cargo.toml", &package("app-b", "")),
        ("b/src/lib.rs", ""),
        ("c/Cargo.toml", &package("tool", "")),
        ("c/src/lib.rs", ""),
    ]);
    let mut wanted = request(dir.path(), &[]);
    wanted.packages = vec!["app-*".to_owned(), "tool@9.9.9".to_owned()];
    wanted.excludes = vec!["app-b".to_owned()];
    let ws = discover(&wanted);
    assert_eq!(selected(&ws), ["app-a"]);
    assert_eq!(leaklint::discover::unmatched(&wanted.packages, &ws.packages), ["tool@9.9.9"]);
}

const LOCK: &str = r#"version = 4
[[package]]
name = "a"
version = "0.5.0"
dependencies = ["reqwest 0.12.9", "reqwest 0.11.27", "tokio"]
[[package]]
name = "b"
version = "0.1.0"
dependencies = ["reqwest 0.11.27"]
[[package]]
name = "reqwest"
version = "0.11.27"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "reqwest"
version = "0.12.9"
source = "registry+https://github.com/rust-lang/crates.io-index"
[[package]]
name = "tokio"
version = "1.40.0"
source = "registry+https://github.com/rust-lang/crates.io-index"
"#;

fn locked() -> tempfile::TempDir {
    tree(&[
        (
            "Cargo.toml",
            "[workspace]\nmembers = [\"a\", \"b\"]\n[workspace.package]\nversion = \"0.5.0\"\nedition = \"2021\"\n\
             [workspace.dependencies]\nhttp-client = { package = \"reqwest\", version = \"0.12\" }\nb = { path = \"b\" }\n",
        ),
        (
            "a/Cargo.toml",
            "[package]\nname = \"a\"\nversion.workspace = true\nedition = { workspace = true }\n\
             [dependencies]\nhttp-client.workspace = true\nb.workspace = true\n\
             [target.'cfg(unix)'.dependencies]\nold_reqwest = { package = \"reqwest\", version = \"0.11\" }\n\
             [dev-dependencies]\ntokio = \"1\"\nmissing = \"3\"\n",
        ),
        ("a/src/lib.rs", ""),
        ("b/Cargo.toml", &package("b", "[dependencies]\nreqwest = \"0.11\"\n[lib]\nname = \"bee\"\n")),
        ("b/src/lib.rs", ""),
    ])
}

#[test]
fn versions_come_from_the_members_own_locked_list() {
    let dir = locked();
    add(dir.path(), &[("Cargo.lock", LOCK)]);
    let ws = find(&dir, &["."]);
    assert_eq!(ws.packages[0].version.as_ref().unwrap().to_string(), "0.5.0");
    assert_eq!(
        deps(&ws, "a"),
        "\
bee = b 0.1.0 (-) in b
http_client = reqwest 0.12.9 (^0.12)
old_reqwest = reqwest 0.11.27 (^0.11)
missing = missing ? (^3) dev
tokio = tokio 1.40.0 (^1) dev
"
    );
    assert_eq!(deps(&ws, "b"), "reqwest = reqwest 0.11.27 (^0.11)\n");
}

#[test]
fn without_a_lock_file_the_requirement_is_kept() {
    let dir = locked();
    assert_eq!(deps(&find(&dir, &["."]), "b"), "reqwest = reqwest ? (^0.11)\n");
    add(dir.path(), &[("Cargo.lock", "<<<<<<< HEAD")]);
    let ws = find(&dir, &["."]);
    assert_eq!(deps(&ws, "b"), "reqwest = reqwest ? (^0.11)\n");
    assert_eq!(problems(&ws), [(ProblemKind::Warning, "Cargo.lock".to_owned())]);
}

#[test]
fn patched_packages_are_read_from_their_folder() {
    let dir = tree(&[
        (
            "Cargo.toml",
            &package(
                "app",
                "[dependencies]\nhyper = \"1\"\n[patch.crates-io]\nhyper = { path = \"fork\" }\n[workspace]\nexclude = [\"fork\"]\n",
            ),
        ),
        ("src/main.rs", ""),
        ("fork/Cargo.toml", &package("hyper", "")),
        ("fork/src/lib.rs", ""),
    ]);
    let ws = find(&dir, &["."]);
    assert_eq!(deps(&ws, "app"), "hyper = hyper ? (^1) in fork\n");
    assert_eq!(selected(&ws), ["app", "hyper"]);
}

#[test]
fn a_path_dependency_outside_is_read_but_not_linted() {
    let dir = tree(&[
        ("app/Cargo.toml", &package("app", "[dependencies]\ncommon = { path = \"../common\" }\n")),
        ("app/src/main.rs", ""),
        ("common/Cargo.toml", &package("common", "")),
        ("common/src/lib.rs", ""),
    ]);
    let ws = find(&dir, &["app"]);
    assert_eq!(targets(&ws), "* app Bin app src/main.rs\n  common Lib common ../common/src/lib.rs\n");
}

#[test]
fn unknown_keys_do_not_matter_and_broken_manifests_hide_no_other_package() {
    let odd =
        package("odd", "edition2 = 7\nresolver = \"9\"\n[lib]\ncrate-kinds = 1\n[profile.x]\ny = [1]\n[future]\n");
    let dir = tree(&[
        ("Cargo.toml", "cargo-features = [\"x\"]\n[workspace]\nmembers = [\"*\"]\n"),
        ("bad/Cargo.toml", "[package\nname = \"bad\""),
        ("bad/src/lib.rs", ""),
        ("odd/Cargo.toml", &odd),
        ("odd/src/lib.rs", ""),
    ]);
    let ws = find(&dir, &["."]);
    assert_eq!(targets(&ws), "* bad Lib bad bad/src/lib.rs\n* odd Lib odd odd/src/lib.rs\n");
    assert_eq!(problems(&ws), [(ProblemKind::Incomplete, "bad/Cargo.toml".to_owned())]);
    assert_eq!(ws.problems[0].at, Some((1, 9)));
    assert!(ws.packages[0].loose && !ws.packages[1].loose);
}

#[test]
fn ignored_files_build_output_and_foreign_packages_are_left_out() {
    let dir = tree(&[
        (".gitignore", "generated/\n"),
        ("Cargo.toml", PLAIN),
        ("src/lib.rs", ""),
        ("src/target/mod.rs", ""),
        ("src/generated/mod.rs", ""),
        ("src/.hidden/mod.rs", ""),
        ("target/debug/build/out.rs", ""),
        ("out/CACHEDIR.TAG", ""),
        ("out/x.rs", ""),
        ("foreign/Cargo.toml", "[workspace]\n"),
        ("foreign/x.rs", ""),
        ("other/Cargo.toml", &package("other", "")),
        ("other/src/lib.rs", ""),
    ]);
    assert_eq!(files(&find(&dir, &["."])), ["src/lib.rs", "src/target/mod.rs"]);
}

#[test]
fn a_path_inside_a_package_narrows_the_findings() {
    let dir = tree(&[("Cargo.toml", PLAIN), ("src/main.rs", "mod api;"), ("src/api/mod.rs", ""), ("tests/t.rs", "")]);
    for path in ["src/api", "src/api/mod.rs"] {
        let ws = find(&dir, &[path]);
        assert_eq!(selected(&ws), ["my-app"]);
        let wanted: Vec<bool> = (0..3).map(|i| ws.in_focus(leaklint::base::FileId(i))).collect();
        assert_eq!(files(&ws), ["src/api/mod.rs", "src/main.rs", "tests/t.rs"]);
        assert_eq!(wanted, [true, false, false]);
    }
    let named = find(&dir, &["tests/t.rs"]);
    assert_eq!(targets(&named), "* my-app Bin my_app src/main.rs\n* my-app Test t tests/t.rs\n");
}

#[test]
fn loose_files_are_each_linted_once() {
    let dir = tree(&[
        ("main.rs", "mod a;\npub(crate) mod b; // mod c;\n#[path = \"x/y.rs\"]\nmod z;"),
        ("a.rs", "mod inner;"),
        ("a/inner.rs", ""),
        ("b/mod.rs", ""),
        ("c.rs", ""),
        ("x/y.rs", ""),
        ("ring/one.rs", "mod two;"),
        ("ring/two.rs", "mod one;"),
    ]);
    let ws = find(&dir, &["."]);
    let roots: Vec<&str> = ws.packages[0].targets.iter().map(|t| files(&ws)[t.root.0 as usize]).collect();
    assert_eq!(roots, ["c.rs", "main.rs", "ring/one.rs"]);
    assert!(ws.packages[0].loose);
    assert_eq!(ws.files.len(), 8);
}

#[test]
fn a_single_file_brings_the_modules_it_declares() {
    let dir = tree(&[("one.rs", "mod two;"), ("two.rs", ""), ("three.rs", "")]);
    let ws = find(&dir, &["one.rs"]);
    assert_eq!(files(&ws), ["one.rs", "two.rs"]);
    assert_eq!(ws.focus.len(), 1);
    assert!(problems(&ws).is_empty());
}

#[test]
fn files_of_one_folder_are_all_linted() {
    let dir = tree(&[("one.rs", "mod two;"), ("two.rs", ""), ("three.rs", "")]);
    let ws = find(&dir, &["two.rs", "one.rs", "three.rs"]);
    let roots: Vec<&str> = ws.packages[0].targets.iter().map(|t| files(&ws)[t.root.0 as usize]).collect();
    assert_eq!(roots, ["one.rs", "three.rs"]);
    assert!(problems(&ws).is_empty());
}

#[test]
fn a_folder_beside_the_modules_of_the_package_above_is_loose() {
    let dir = tree(&[("Cargo.toml", PLAIN), ("src/lib.rs", ""), ("snippets/a.rs", "")]);
    let ws = find(&dir, &["snippets"]);
    assert_eq!(targets(&ws), "* snippets Bin a a.rs\n");
}

#[test]
fn a_folder_of_several_workspaces_is_all_of_them() {
    let dir = tree(&[
        ("front/index.js", ""),
        ("svc/one/Cargo.toml", &package("one", "")),
        ("svc/one/src/main.rs", ""),
        ("two/Cargo.toml", "[workspace]\nmembers = [\"m\"]\n"),
        ("two/m/Cargo.toml", &package("m", "")),
        ("two/m/src/lib.rs", ""),
    ]);
    let ws = find(&dir, &["."]);
    assert_eq!(targets(&ws), "* one Bin one svc/one/src/main.rs\n* m Lib m two/m/src/lib.rs\n");
    assert_eq!(find(&dir, &["two", "svc"]).packages.len(), 2);
}

#[test]
fn a_package_that_no_workspace_above_knows_stands_alone() {
    let dir = tree(&[
        ("Cargo.toml", "[workspace]\nmembers = [\"a\"]\n"),
        ("a/Cargo.toml", &package("a", "")),
        ("a/src/lib.rs", ""),
        ("b/Cargo.toml", &package("b", "")),
        ("b/src/lib.rs", ""),
    ]);
    assert_eq!(targets(&find(&dir, &["b"])), "* b Lib b src/lib.rs\n");
    assert_eq!(targets(&find(&dir, &["b/Cargo.toml"])), "* b Lib b src/lib.rs\n");
}

#[test]
fn empty_and_missing_paths_are_never_clean() {
    let dir = tree(&[("Cargo.toml", PLAIN), ("docs/readme.md", ""), ("empty/x.md", "")]);
    let ws = find(&dir, &["gone", "empty", "."]);
    let kinds: Vec<_> = problems(&ws).into_iter().map(|(k, _)| k).collect();
    assert_eq!(kinds, [ProblemKind::Incomplete; 3]);
    assert!(ws.packages.iter().all(|p| p.targets.is_empty()));
}

#[test]
fn a_published_crate_is_a_plain_package() {
    let dir = tree(&[("Cargo.toml", PLAIN), ("Cargo.toml.orig", "[workspace]\nmembers=[\"x\"]"), ("src/lib.rs", "")]);
    let ws = find(&dir, &["."]);
    assert_eq!(targets(&ws), "* my-app Lib my_app src/lib.rs\n");
    assert!(ws.problems.is_empty());
}

#[test]
fn settings_for_cargo_and_rustup_have_no_effect() {
    let dir = tree(&[
        ("Cargo.toml", PLAIN),
        ("src/lib.rs", ""),
        (".cargo/config.toml", "[build]\nrustc-wrapper = \"./evil\"\n[alias]\nx = \"!\"\npaths = [\"/\"]\n"),
        ("rust-toolchain.toml", "[toolchain]\npath = \"./evil\"\n"),
    ]);
    let ws = find(&dir, &["."]);
    assert!(ws.problems.is_empty());
    assert_eq!(ws.files.len(), 1);
}

#[cfg(unix)]
#[test]
fn links_do_not_loop_and_linked_files_are_read() {
    let dir = tree(&[("Cargo.toml", PLAIN), ("src/lib.rs", ""), ("shared/x.rs", "")]);
    let link = |to: &str, at: &str| std::os::unix::fs::symlink(to, dir.path().join(at)).unwrap();
    link("..", "src/loop");
    link("self.rs", "src/self.rs");
    link("../shared/x.rs", "src/x.rs");
    let ws = find(&dir, &["."]);
    assert_eq!(files(&ws), ["shared/x.rs", "src/lib.rs", "src/x.rs"]);
}

#[test]
fn metadata_is_kept_and_a_byte_order_mark_is_cut_off() {
    let manifest = package("x", "[package.metadata.leaklint]\nmin-confidence = \"low\"\n");
    let dir = tree(&[("Cargo.toml", &manifest), ("src/lib.rs", "\u{feff}fn f() {}\r\n")]);
    let ws = find(&dir, &["."]);
    assert_eq!(ws.packages[0].metadata.as_ref().unwrap()["min-confidence"].as_str(), Some("low"));
    assert_eq!(ws.read(ws.packages[0].targets[0].root).unwrap(), "fn f() {}\r\n");
}
