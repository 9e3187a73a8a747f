//! Rust files without a manifest: which of them are roots, so that each is linted once.
//!
//! A file that another declares by `mod name;` belongs to that one's crate; every other is a crate of its own.
//! The declarations are found in the text alone; one that is missed only makes its file a root.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::TargetKind;
use super::paths::clean;
use super::targets::{Draft, crate_name};

/// A target for each root among `files`.
pub(super) fn targets(files: &BTreeSet<PathBuf>) -> Vec<Draft> {
    let children: BTreeMap<&PathBuf, Vec<PathBuf>> =
        files.iter().map(|f| (f, declared(f, |p| files.contains(p)))).collect();
    let all: BTreeSet<&PathBuf> = children.values().flatten().collect();
    let mut reached = BTreeSet::new();
    let mut roots = Vec::new();
    // Files that only declare each other in a ring come last: the first of them becomes the root.
    let (inner, outer): (Vec<_>, Vec<_>) = files.iter().partition(|f| all.contains(f));
    for file in outer.into_iter().chain(inner) {
        if !reached.contains(file) {
            reach(file, &children, &mut reached);
            roots.push(target(file));
        }
    }
    roots
}

/// `file` and what it declares, and so on, as far as it is on the disk.
pub(super) fn with_modules(file: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::from([file.to_owned()]);
    let mut queue = vec![file.to_owned()];
    while let Some(next) = queue.pop() {
        let children = declared(&next, Path::is_file);
        queue.extend(children.into_iter().filter(|c| found.insert(c.clone())));
    }
    found
}

fn reach<'f>(
    file: &'f PathBuf,
    children: &'f BTreeMap<&'f PathBuf, Vec<PathBuf>>,
    reached: &mut BTreeSet<&'f PathBuf>,
) {
    let mut queue = vec![file];
    while let Some(next) = queue.pop() {
        if reached.insert(next) {
            queue.extend(children.get(next).into_iter().flatten());
        }
    }
}

/// A file as a target of its own.
pub(super) fn target(file: &Path) -> Draft {
    let is_lib = file.file_name().is_some_and(|n| n == "lib.rs");
    let name = file.file_stem().map(|n| n.to_string_lossy());
    Draft {
        kind: if is_lib { TargetKind::Lib } else { TargetKind::Bin },
        name: crate_name(&name.unwrap_or_default()),
        root: file.to_owned(),
    }
}

/// The files of the modules that `file` declares.
fn declared(file: &Path, exists: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let (Ok(text), Some(dir)) = (std::fs::read_to_string(file), file.parent()) else {
        return Vec::new();
    };
    let stem = file.file_stem().unwrap_or_default();
    let mut found = Vec::new();
    for name in mod_names(&text) {
        let below = [dir.to_owned(), dir.join(stem)];
        let places = below.iter().flat_map(|d| [d.join(format!("{name}.rs")), d.join(name).join("mod.rs")]);
        found.extend(places.filter(|p| p != file && exists(p)));
    }
    let paths = path_attributes(&text).map(|p| clean(&dir.join(p)));
    found.extend(paths.filter(|p| p != file && exists(p)));
    found
}

/// The names in `mod name;`, line comments left out.
fn mod_names(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter_map(|l| l.split("//").next()?.trim_end().strip_suffix(';'));
    code.filter_map(|line| {
        let (before, name) = line.rsplit_once("mod ")?;
        let starts = before.is_empty() || before.ends_with([' ', '\t', ')', ']', '{', '}', ';']);
        let name = name.trim();
        let name = name.strip_prefix("r#").unwrap_or(name);
        (starts && !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')).then_some(name)
    })
}

/// The texts in `#[path = "…"]`.
fn path_attributes(text: &str) -> impl Iterator<Item = &str> {
    let attributes = text.lines().filter_map(|l| l.trim_start().strip_prefix("#[path"));
    attributes.filter_map(|rest| rest.split('"').nth(1))
}
