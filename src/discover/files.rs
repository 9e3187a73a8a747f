//! Finds Rust files and manifests on the disk, as git would list them: what `.gitignore` names, hidden folders,
//! build output and packages that do not belong to the analysis are left out. Links to folders are never followed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use super::manifest::CARGO_TOML;
use crate::base::{Problem, ProblemKind};

/// What a walk found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub files: BTreeSet<PathBuf>,
    /// Folders and files that could not be read.
    pub problems: Vec<Problem>,
}

/// The `.rs` files under `dir`, without those of packages that are not among `packages`.
pub(super) fn rust_files(dir: &Path, packages: &BTreeSet<PathBuf>, into: &mut Found) {
    let start = dir.to_owned();
    let packages = packages.clone();
    let mut walk = walker(dir);
    walk.filter_entry(move |entry| {
        !is_dir(entry) || entry.path() == start || {
            let foreign =
                entry.path().join(CARGO_TOML).is_file() && !packages.iter().any(|p| p.starts_with(entry.path()));
            !foreign && !is_build_output(entry.path())
        }
    });
    for entry in walk.build() {
        match entry {
            Ok(e) if is_rust_file(&e) => {
                into.files.insert(e.into_path());
            }
            Ok(_) => {}
            Err(e) => into.problems.push(unreadable(dir, &e)),
        }
    }
}

/// The folders of the outermost manifests under `dir`, sorted.
pub(super) fn manifests_below(dir: &Path) -> Vec<PathBuf> {
    let mut walk = walker(dir);
    walk.filter_entry(|entry| {
        let inside = entry.path().parent().is_some_and(|p| p.join(CARGO_TOML).is_file());
        !is_dir(entry) || !inside && !is_build_output(entry.path())
    });
    let dirs = walk.build().flatten().filter(is_dir);
    let mut found: Vec<PathBuf> = dirs.map(DirEntry::into_path).filter(|d| d.join(CARGO_TOML).is_file()).collect();
    found.sort();
    found
}

/// The closest folder from `dir` upwards that is a repository.
pub(super) fn repository(dir: &Path) -> Option<PathBuf> {
    let repo = dir.ancestors().find(|d| d.join(".git").exists())?;
    Some(repo.to_owned())
}

fn walker(dir: &Path) -> WalkBuilder {
    let mut walk = WalkBuilder::new(dir);
    walk.standard_filters(false)
        .hidden(true)
        .git_ignore(true)
        .require_git(false)
        .parents(repository(dir).is_some())
        .follow_links(false)
        .sort_by_file_path(Path::cmp);
    walk
}

fn is_dir(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|t| t.is_dir())
}

/// Also a link to a file.
fn is_rust_file(entry: &DirEntry) -> bool {
    entry.path().extension().is_some_and(|e| e == "rs") && !is_dir(entry) && entry.path().is_file()
}

/// Cargo's build folder: it marks it as a cache, and by default it is `target` beside a manifest.
fn is_build_output(dir: &Path) -> bool {
    let beside = |d: &Path| d.join(CARGO_TOML).is_file();
    dir.join("CACHEDIR.TAG").is_file() || dir.ends_with("target") && dir.parent().is_some_and(beside)
}

fn unreadable(dir: &Path, error: &ignore::Error) -> Problem {
    Problem {
        kind: ProblemKind::Incomplete,
        path: path_of(error).unwrap_or(dir).to_owned(),
        at: None,
        message: format!("cannot be read: {error}"),
    }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
