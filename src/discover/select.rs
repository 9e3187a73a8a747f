//! What of the packages found is linted: by path, by name, by kind of target. Must not read files.

use std::path::{Path, PathBuf};

use globset::Glob;
use semver::Version;

use super::{Package, TargetKind, TargetSelection};

/// Whether a specification of `--package` or `--exclude` names a package: `name`, `name@1.2.3` or a glob.
#[must_use]
pub fn names(spec: &str, package: &Package) -> bool {
    let (name, version) = spec.split_once('@').unwrap_or((spec, ""));
    let right_version = version.is_empty() || package.version == Version::parse(version).ok();
    let glob = Glob::new(name).map(|g| g.compile_matcher());
    right_version && (name == package.name || glob.is_ok_and(|g| g.is_match(&package.name)))
}

/// Those of `specs` that name no package.
#[must_use]
pub fn unmatched<'s>(specs: &'s [String], packages: &[Package]) -> Vec<&'s str> {
    let missing = |s: &&String| !packages.iter().any(|p| names(s, p));
    specs.iter().filter(missing).map(String::as_str).collect()
}

/// Which scopes hold whole packages, and which lie inside one.
pub(super) struct Scopes<'s> {
    all: &'s [PathBuf],
}

impl<'s> Scopes<'s> {
    pub fn new(all: &'s [PathBuf]) -> Self {
        Self { all }
    }

    /// Whether the package in `dir` was asked for; `dirs` are the folders of all packages.
    pub fn select(&self, dir: &Path, dirs: &[PathBuf]) -> bool {
        self.all.iter().any(|scope| dir.starts_with(scope) || nearest(scope, dirs) == Some(dir))
    }

    /// The scopes, where one of them lies inside a package: findings elsewhere are not wanted.
    pub fn focus(&self, dirs: &[PathBuf]) -> Vec<PathBuf> {
        let inside = |scope: &PathBuf| nearest(scope, dirs).is_some();
        let any = self.all.iter().any(inside);
        if any { self.all.to_vec() } else { Vec::new() }
    }

    /// Whether the root of a target lies in a scope that is inside a package: such a target is linted whatever its kind.
    pub fn named(&self, root: &Path, dirs: &[PathBuf]) -> bool {
        self.all.iter().any(|scope| root.starts_with(scope) && nearest(scope, dirs).is_some())
    }
}

/// The innermost package around a scope that holds none itself.
fn nearest<'d>(scope: &Path, dirs: &'d [PathBuf]) -> Option<&'d Path> {
    if dirs.iter().any(|d| d.starts_with(scope)) {
        return None;
    }
    let around = dirs.iter().filter(|d| scope.starts_with(d));
    around.max_by_key(|d| d.components().count()).map(PathBuf::as_path)
}

/// Whether targets of a kind are linted.
pub(super) fn by_kind(kind: TargetKind, wanted: TargetSelection) -> bool {
    match kind {
        TargetKind::Lib | TargetKind::Bin => true,
        TargetKind::Test => wanted.tests,
        TargetKind::Bench => wanted.benches,
        TargetKind::Example => wanted.examples,
        TargetKind::BuildScript => wanted.build_scripts,
    }
}

/// Narrows the selection of packages by name: `packages` replace it, `excludes` are taken away.
pub(super) fn by_name(packages: &mut [Package], wanted: &[String], excludes: &[String]) {
    for package in packages {
        if !wanted.is_empty() {
            package.selected = wanted.iter().any(|s| names(s, package));
        }
        package.selected &= !excludes.iter().any(|s| names(s, package));
    }
}
