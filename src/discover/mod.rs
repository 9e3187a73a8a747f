//! What there is to analyse: packages, targets, dependencies with versions, files.
//!
//! All input IO ends here (and in `cli`, for configuration): later phases ask [`Workspace`] for text by [`FileId`].
//! Must never start cargo, rustc, rustup or git.

mod assemble;
mod deps;
mod files;
mod graph;
mod locate;
mod lock;
mod loose;
mod manifest;
mod paths;
mod select;
mod targets;

pub use select::unmatched;

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use semver::{Version, VersionReq};

use crate::base::{FileId, Problem, Sym};

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// What relative paths are relative to.
    pub current_dir: PathBuf,
    /// Folders and files; none: the whole workspace of the current folder.
    pub paths: Vec<PathBuf>,
    pub manifest_path: Option<PathBuf>,
    /// Only these packages: `name`, `name@version` or a glob.
    pub packages: Vec<String>,
    pub excludes: Vec<String>,
    pub targets: TargetSelection,
}

/// Which kinds of targets are linted besides libraries and binaries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one switch a kind, as on the command line")]
pub struct TargetSelection {
    pub tests: bool,
    pub benches: bool,
    pub examples: bool,
    pub build_scripts: bool,
}

/// Finds everything that a request asks for. What is broken or missing becomes a [`Problem`]; the rest goes on.
#[must_use]
pub fn discover(request: &Request) -> Workspace {
    assemble::assemble(locate::Located::new(request), request)
}

/// One run's input: the packages that were found and every candidate file.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The folder that findings are relative to: the workspace's root, or the path that was given.
    pub root: PathBuf,
    /// The repository's root (the closest parent with `.git`), else `root`; SARIF's URIs are relative to it.
    pub repo_root: PathBuf,
    /// In order of their folders' paths. Members and path dependencies inside `root`.
    pub packages: Vec<Package>,
    /// Every candidate `.rs` file in sorted order; the index is the [`FileId`].
    pub files: Vec<SourceFile>,
    pub by_path: FxHashMap<PathBuf, FileId>,
    pub lock: Lock,
    pub problems: Vec<Problem>,
    /// Findings are wanted in these folders and files only; empty: everywhere.
    pub focus: Vec<PathBuf>,
    /// Code that is only compiled for tests is linted like any other.
    pub tests: bool,
}

#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Absolute, as it is opened.
    pub path: PathBuf,
    /// Relative to [`Workspace::root`], with `/`.
    pub rel: String,
}

/// A package of the workspace.
#[derive(Debug, Clone)]
pub struct Package {
    pub name: String,
    pub version: Option<Version>,
    pub dir: PathBuf,
    pub targets: Vec<Target>,
    pub deps: Vec<Dep>,
    /// Its findings are reported: it was selected. Others are read for what they say about the selected ones.
    pub selected: bool,
    /// `[package.metadata.leaklint]`, as TOML.
    pub metadata: Option<toml::Value>,
    /// Its dependencies are not known (no manifest, or a broken one): any library that its code names may be there.
    pub loose: bool,
}

/// What a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TargetKind {
    Lib,
    Bin,
    Test,
    Bench,
    Example,
    BuildScript,
}

#[derive(Debug, Clone)]
pub struct Target {
    pub kind: TargetKind,
    /// The crate's name: with `_`.
    pub name: Sym,
    pub root: FileId,
    /// Linted: selected by the options (libraries and binaries unless asked for more).
    pub selected: bool,
}

/// A dependency of a package, under the name by which its code knows it.
#[derive(Debug, Clone)]
pub struct Dep {
    /// With `_`, after renaming.
    pub name: Sym,
    /// The package's name in the registry.
    pub package: String,
    pub req: Option<VersionReq>,
    /// From the lock file.
    pub version: Option<Version>,
    /// The folder of a path dependency (also one that `[patch]` or `workspace = true` gives).
    pub path: Option<PathBuf>,
    pub dev: bool,
}

/// Cargo.lock, as far as it matters.
#[derive(Debug, Clone, Default)]
pub struct Lock {
    pub packages: Vec<LockedPackage>,
}

#[derive(Debug, Clone)]
pub struct LockedPackage {
    pub name: String,
    pub version: Version,
    /// Indices into [`Lock::packages`].
    pub deps: Vec<usize>,
}

impl Workspace {
    /// The text of a file; `\r\n` is kept, a byte order mark is cut off.
    pub fn read(&self, file: FileId) -> std::io::Result<String> {
        let Some(source) = self.files.get(file.0 as usize) else {
            return Err(std::io::ErrorKind::NotFound.into());
        };
        let text = std::fs::read_to_string(&source.path)?;
        Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// Whether findings in a file are wanted.
    #[must_use]
    pub fn in_focus(&self, file: FileId) -> bool {
        let source = self.files.get(file.0 as usize);
        self.focus.is_empty() || source.is_some_and(|s| self.focus.iter().any(|f| s.path.starts_with(f)))
    }

    /// The id of the file at an absolute path, if it is a candidate.
    #[must_use]
    pub fn file(&self, path: &Path) -> Option<FileId> {
        self.by_path.get(path).copied()
    }
}
