//! The project's own rules: which module may use which, who may name a library, how long a file may be.

use std::path::{Path, PathBuf};

/// The layers from the bottom up: a module may use those that stand before it, and itself.
const LAYERS: [&str; 18] = [
    "base", "hir", "diag", "model", "syntax", "lower", "discover", "config", "link", "infer", "flow", "summary",
    "check", "driver", "rules", "suppress", "report", "cli",
];

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all: Vec<_> = walkdir::WalkDir::new(&root)
        .sort_by_file_name()
        .into_iter()
        .map(Result::unwrap)
        .filter(|e| e.path().extension().is_some_and(|x| x == "rs"))
        .map(|e| (e.path().strip_prefix(&root).unwrap().to_owned(), std::fs::read_to_string(e.path()).unwrap()))
        .collect();
    all.sort();
    all
}

fn module(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The part of a file before its unit tests.
fn code(text: &str) -> &str {
    text.split("#[cfg(test)]").next().unwrap_or(text)
}

#[test]
fn dependencies_point_one_way() {
    let allowed_up = [
        // The rules' files name levels, thresholds and wording that both the configuration and the checks share.
        ("config", "rules"),
        ("config", "check"),
        ("model", "lower"),
    ];
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let from = module(&path);
        let Some(own) = LAYERS.iter().position(|l| *l == from) else {
            continue;
        };
        for (i, layer) in LAYERS.iter().enumerate().skip(own + 1) {
            let uses = code(&text).contains(&format!("crate::{layer}::"))
                || code(&text).contains(&format!("use crate::{layer};"));
            if uses && !allowed_up.contains(&(from.as_str(), layer)) {
                wrong.push(format!("{} uses {layer} ({i} above {own})", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_parser_names_the_parsers_crate() {
    let named = |text: &str| code(text).contains("syn::") || code(text).contains("proc_macro2");
    let wrong: Vec<_> = sources()
        .into_iter()
        .filter(|(path, text)| !["syntax", "lower"].contains(&module(path).as_str()) && named(text))
        .map(|(path, _)| path)
        .filter(|path| path != Path::new("lib.rs"))
        .collect();
    assert_eq!(wrong, Vec::<PathBuf>::new());
}

#[test]
fn only_reports_name_the_crate_that_draws_them_and_only_two_touch_files() {
    for (path, text) in sources() {
        let from = module(&path);
        if !["report", "cli"].contains(&from.as_str()) && from != "lib" {
            assert!(!code(&text).contains("codespan"), "{}", path.display());
        }
        if !["discover", "cli", "config", "main"].contains(&from.as_str()) {
            assert!(!code(&text).contains("fs::read"), "{}", path.display());
        }
    }
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    for (path, text) in sources() {
        let lines = text.lines().count();
        assert!(lines <= 500, "{}: {lines} lines", path.display());
        assert!(text.starts_with("//!") || path == Path::new("main.rs"), "{}", path.display());
    }
}
