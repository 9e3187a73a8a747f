//! Cargo.lock: which version of a dependency each package was locked with.

use std::path::Path;

use cargo_lock::Lockfile;
use semver::{Version, VersionReq};

use super::{Lock, LockedPackage};
use crate::base::{Problem, ProblemKind};

/// The lock file in `dir`; empty if there is none.
pub(super) fn read(dir: &Path, problems: &mut Vec<Problem>) -> Lock {
    let path = dir.join("Cargo.lock");
    if !path.is_file() {
        return Lock::default();
    }
    match Lockfile::load(&path) {
        Ok(file) => convert(&file),
        Err(e) => {
            problems.push(Problem {
                kind: ProblemKind::Warning,
                path,
                at: None,
                message: format!("cannot read the lock file, so versions come from the manifests: {e}"),
            });
            Lock::default()
        }
    }
}

fn convert(file: &Lockfile) -> Lock {
    let find = |dep: &cargo_lock::Dependency| {
        let same = |p: &&cargo_lock::Package| p.name == dep.name && p.version == dep.version;
        let exact = file.packages.iter().position(|p| same(&p) && p.source == dep.source);
        exact.or_else(|| file.packages.iter().position(|p| same(&p)))
    };
    let packages = file.packages.iter().map(|p| LockedPackage {
        name: p.name.to_string(),
        version: p.version.clone(),
        deps: p.dependencies.iter().filter_map(find).collect(),
    });
    Lock { packages: packages.collect() }
}

impl Lock {
    /// The version that `package` (at `version`, where known) gets for `dep` under the requirement `req`.
    ///
    /// The package's own list decides; where it is not in the lock file, every locked version of `dep` is a candidate.
    #[must_use]
    pub fn resolve(
        &self,
        package: &str,
        version: Option<&Version>,
        dep: &str,
        req: Option<&VersionReq>,
    ) -> Option<Version> {
        let named = |p: &&LockedPackage| p.name == package;
        let own = self
            .packages
            .iter()
            .find(|p| named(p) && version == Some(&p.version))
            .or_else(|| self.packages.iter().find(named));
        let listed = own.map(|p| p.deps.iter().filter_map(|i| self.packages.get(*i)));
        let listed = listed.into_iter().flatten().filter(|p| p.name == dep);
        best(listed, req).or_else(|| best(self.packages.iter().filter(|p| p.name == dep), req))
    }

    /// What a package (at `version`, where known) depends on; nothing where it is not in the lock file.
    pub fn deps_of(&self, package: &str, version: Option<&Version>) -> impl Iterator<Item = (&str, &Version)> {
        let mut named = self.packages.iter().filter(move |p| p.name == package);
        let own = named.find(|p| version.is_none_or(|v| *v == p.version));
        let deps = own.into_iter().flat_map(|p| &p.deps).filter_map(|i| self.packages.get(*i));
        deps.map(|p| (p.name.as_str(), &p.version))
    }

    /// Adds the packages of another workspace's lock file.
    pub(super) fn append(&mut self, other: Lock) {
        let base = self.packages.len();
        self.packages.extend(other.packages.into_iter().map(|mut p| {
            for dep in &mut p.deps {
                *dep += base;
            }
            p
        }));
    }
}

/// The highest version that `req` allows; a sole candidate is taken as it is, since `[patch]` may give any version.
fn best<'l>(candidates: impl Iterator<Item = &'l LockedPackage>, req: Option<&VersionReq>) -> Option<Version> {
    let all: Vec<&Version> = candidates.map(|p| &p.version).collect();
    let fits = |v: &&Version| req.is_none_or(|r| r.matches(v));
    let fitting = all.iter().copied().filter(fits).max();
    match (fitting, all.as_slice()) {
        (None, [sole]) => Some((*sole).clone()),
        (found, _) => found.cloned(),
    }
}
