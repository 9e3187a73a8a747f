//! The crates: the workspace's targets, the models of their dependencies, and the opaque rest; and which of
//! them a path in each can start with.

use std::path::Path;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use semver::Version;

use super::linker::Linker;
use super::{Crate, CrateId, CrateKind};
use crate::base::Sym;
use crate::discover::{Dep, Package, TargetKind};
use crate::model;

/// Crates that were made already.
#[derive(Default)]
struct Made {
    /// The library of the package in a folder.
    libs: FxHashMap<std::path::PathBuf, CrateId>,
    models: FxHashMap<(String, Option<Version>), CrateId>,
    opaque: FxHashMap<(String, Option<Version>), CrateId>,
    /// Models whose dependencies are still to be found.
    todo: Vec<CrateId>,
}

impl Linker<'_> {
    /// Makes all crates, without modules.
    pub(super) fn make_crates(&mut self) {
        let mut made = Made::default();
        self.program.std = self.model_crate(&mut made, "std", None);
        for (index, package) in self.ws.packages.iter().enumerate() {
            self.targets(&mut made, index, package);
        }
        for id in self.program.crates.ids() {
            self.workspace_externs(&mut made, id);
        }
        self.opaque_externs(&mut made);
        while let Some(id) = made.todo.pop() {
            self.model_externs(&mut made, id);
        }
    }

    /// The libraries with a model that an opaque crate may re-export: those that it is locked with; without a lock file,
    /// those of the workspace.
    fn opaque_externs(&mut self, made: &mut Made) {
        let ws = self.ws;
        let mut all: Vec<(CrateId, String, Option<Version>)> = Vec::new();
        for id in self.program.crates.ids() {
            if let CrateKind::Opaque { package, version } = &self.program.crates[id].kind {
                all.push((id, package.clone(), version.clone()));
            }
        }
        let known = self.program.crates.iter().filter(|(_, c)| matches!(c.kind, CrateKind::Model { .. }));
        let known: IndexMap<Sym, CrateId> = known.map(|(id, c)| (c.name, id)).collect();
        for (id, package, version) in all {
            let mut externs = IndexMap::new();
            for (name, version) in ws.lock.deps_of(&package, version.as_ref()) {
                if let Some(found) = self.model_crate(made, name, Some(version.clone())) {
                    externs.insert(self.program.crates[found].name, found);
                }
            }
            self.program.crates[id].externs = if ws.lock.packages.is_empty() { known.clone() } else { externs };
        }
    }

    fn targets(&mut self, made: &mut Made, index: usize, package: &Package) {
        for (number, target) in package.targets.iter().enumerate() {
            if target.kind != TargetKind::Lib && !target.selected {
                continue;
            }
            let kind =
                CrateKind::Workspace { package: index, target: number, selected: package.selected && target.selected };
            let id = self.add_crate(target.name, kind);
            if target.kind == TargetKind::Lib {
                made.libs.entry(package.dir.clone()).or_insert(id);
            }
        }
    }

    fn add_crate(&mut self, name: Sym, kind: CrateKind) -> CrateId {
        self.program.crates.alloc(Crate { name, kind, root: None, externs: IndexMap::new() })
    }

    fn workspace_externs(&mut self, made: &mut Made, id: CrateId) {
        let CrateKind::Workspace { package, target, .. } = self.program.crates[id].kind else {
            return;
        };
        let ws = self.ws;
        let package = &ws.packages[package];
        let mut externs = IndexMap::new();
        if package.targets[target].kind != TargetKind::Lib
            && let Some(lib) = made.libs.get(&package.dir)
        {
            externs.insert(self.program.crates[*lib].name, *lib);
        }
        for dep in &package.deps {
            if !externs.contains_key(&dep.name) {
                externs.insert(dep.name, self.dependency(made, dep));
            }
        }
        let models = self.loaded.models.keys().filter(|_| package.loose);
        for name in models {
            let known_as = Sym::new(&name.replace('-', "_"));
            if !externs.contains_key(&known_as) {
                externs.insert(known_as, self.library(made, name, None));
            }
        }
        self.finish_externs(id, externs);
    }

    /// The standard library is known everywhere.
    fn finish_externs(&mut self, id: CrateId, mut externs: IndexMap<Sym, CrateId>) {
        if let Some(std) = self.program.std {
            for name in ["std", "core", "alloc"] {
                externs.entry(Sym::new(name)).or_insert(std);
            }
        }
        self.program.crates[id].externs = externs;
    }

    fn dependency(&mut self, made: &mut Made, dep: &Dep) -> CrateId {
        if let Some(lib) = dep.path.as_deref().and_then(|p: &Path| made.libs.get(p)) {
            return *lib;
        }
        let by_req = || dep.req.as_ref().and_then(model::newest);
        let version = dep.version.clone().or_else(by_req);
        self.library(made, &dep.package, version)
    }

    /// The crate of a package that is not of the workspace.
    fn library(&mut self, made: &mut Made, package: &str, version: Option<Version>) -> CrateId {
        if let Some(id) = self.model_crate(made, package, version.clone()) {
            return id;
        }
        let key = (package.to_owned(), version.clone());
        if let Some(id) = made.opaque.get(&key) {
            return *id;
        }
        let kind = CrateKind::Opaque { package: package.to_owned(), version };
        let id = self.add_crate(Sym::new(&package.replace('-', "_")), kind);
        made.opaque.insert(key, id);
        id
    }

    fn model_crate(&mut self, made: &mut Made, package: &str, version: Option<Version>) -> Option<CrateId> {
        if !self.loaded.models.contains_key(package) {
            return None;
        }
        let key = (package.to_owned(), version.clone());
        if let Some(id) = made.models.get(&key) {
            return Some(*id);
        }
        let kind = CrateKind::Model { package: package.to_owned(), version };
        let id = self.add_crate(Sym::new(&package.replace('-', "_")), kind);
        made.models.insert(key, id);
        made.todo.push(id);
        Some(id)
    }

    /// What the workspace requires of a package.
    fn required(&self, package: &str) -> Option<Version> {
        let mut deps = self.ws.packages.iter().flat_map(|p| &p.deps);
        let dep = deps.find(|d| d.package == package)?;
        model::newest(dep.req.as_ref()?)
    }

    /// The newest version that a model, in its version, allows of another package.
    fn needed(&self, package: &str, version: Option<&Version>, used: &str) -> Option<Version> {
        let mut needs = self.loaded.models.get(package)?.needs.iter();
        let need = needs.find(|n| n.package == used && model::applies(n.versions.as_ref(), version))?;
        model::newest(&need.req)
    }

    /// A model knows the other models that it names: in the version that it is locked with, else in the newest
    /// locked one, else in the newest one that it needs, else in the newest one that the workspace allows.
    fn model_externs(&mut self, made: &mut Made, id: CrateId) {
        let CrateKind::Model { package, version } = self.program.crates[id].kind.clone() else {
            return;
        };
        let loaded = self.loaded;
        let uses = loaded.models.get(&package).map_or(&[][..], |m| &m.uses);
        let mut externs = IndexMap::new();
        for used in uses.iter().filter(|used| **used != "std" && **used != package) {
            let locked = self.ws.lock.resolve(&package, version.as_ref(), used, None);
            let needed = || self.needed(&package, version.as_ref(), used);
            let version = locked.or_else(needed).or_else(|| self.required(used));
            if let Some(found) = self.model_crate(made, used, version) {
                externs.insert(self.program.crates[found].name, found);
            }
        }
        externs.insert(self.program.crates[id].name, id);
        self.finish_externs(id, externs);
    }
}
