//! From the paths of a request to units, loose files and scopes. Must not number files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Request;
use super::files::manifests_below;
use super::graph::{Unit, unit_of};
use super::manifest::{CARGO_TOML, Manifests};
use super::targets::module_dir;
use crate::base::{Problem, ProblemKind};

/// What the paths of a request lead to.
#[derive(Debug, Default)]
pub(super) struct Located {
    pub manifests: Manifests,
    /// By root folder.
    pub units: BTreeMap<PathBuf, Unit>,
    /// Folders and files without a manifest.
    pub loose: Vec<PathBuf>,
    /// What was asked for: real paths.
    pub scopes: Vec<PathBuf>,
    pub problems: Vec<Problem>,
}

impl Located {
    /// Follows all paths of a request.
    pub fn new(request: &Request) -> Self {
        let mut located = Self::default();
        let dir = &request.current_dir;
        for path in request.paths.iter().chain(&request.manifest_path) {
            match std::fs::canonicalize(dir.join(path)) {
                Ok(real) => located.path(&real),
                Err(e) => located.incomplete(dir.join(path), format!("cannot be read: {e}")),
            }
        }
        if request.paths.is_empty() && request.manifest_path.is_none() {
            match std::fs::canonicalize(dir) {
                Ok(real) => located.current_dir(&real),
                Err(e) => located.incomplete(dir.clone(), format!("cannot be read: {e}")),
            }
        }
        located
    }

    fn incomplete(&mut self, path: PathBuf, message: String) {
        self.problems.push(Problem { kind: ProblemKind::Incomplete, path, at: None, message });
    }

    /// The whole workspace of the folder.
    fn current_dir(&mut self, dir: &Path) {
        match self.manifests.above(dir) {
            Some(manifest) => {
                let unit = unit_of(&mut self.manifests, &manifest);
                let root = self.add(unit);
                self.scopes.push(root);
            }
            None => self.below(dir),
        }
    }

    fn path(&mut self, path: &Path) {
        let path = if path.ends_with(CARGO_TOML) { path.parent().unwrap_or(path) } else { path };
        let dir = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        let Some(manifest) = self.manifests.above(dir) else {
            return self.below(path);
        };
        let unit = unit_of(&mut self.manifests, &manifest);
        if path != manifest.dir && !covers(&unit, path) {
            return self.below(path);
        }
        self.add(unit);
        self.scopes.push(path.to_owned());
    }

    /// A path that no package above holds: the packages under it, else its files.
    fn below(&mut self, path: &Path) {
        self.scopes.push(path.to_owned());
        let dirs = if path.is_dir() { manifests_below(path) } else { Vec::new() };
        if dirs.is_empty() {
            self.loose.push(path.to_owned());
        }
        for dir in dirs {
            if let Some(manifest) = self.manifests.in_dir(&dir) {
                let unit = unit_of(&mut self.manifests, &manifest);
                self.add(unit);
            }
        }
    }

    fn add(&mut self, unit: Unit) -> PathBuf {
        let root = unit.root.clone();
        self.units.entry(root.clone()).or_insert(unit);
        root
    }
}

/// Whether `path` holds a package of the unit, or lies among the modules of one.
fn covers(unit: &Unit, path: &Path) -> bool {
    if unit.packages.keys().any(|dir| dir.starts_with(path)) {
        return true;
    }
    let holds = |dir: &&PathBuf| path.starts_with(dir);
    let nearest = unit.packages.keys().filter(holds).max_by_key(|d| d.components().count());
    let targets = nearest.and_then(|dir| unit.packages.get(dir));
    targets.into_iter().flat_map(|p| &p.targets).any(|t| {
        let modules = module_dir(t);
        t.root.starts_with(path) || modules.is_some_and(|dir| path.starts_with(dir))
    })
}
