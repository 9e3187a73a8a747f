//! Types that a build script writes, known by how they are named: `greeter_client::GreeterClient` stands for what the
//! model of `tonic` says that such a type is. Must not know a library by name.

use super::linker::Linker;
use super::{CrateId, CrateKind, DefId, Program};
use crate::base::Sym;
use crate::model::{Models, Role, Row, applies};

impl Linker<'_> {
    /// Notes the types of models that stand for generated ones.
    pub(super) fn note_generated(&mut self, models: &Models) {
        let crates: Vec<CrateId> = self.program.crates.ids().collect();
        for krate in crates {
            let CrateKind::Model { package, version } = &self.program.crates[krate].kind else { continue };
            let Some(model) = models.files.get(package) else { continue };
            let stands = |r: &&Row| r.role == Role::GeneratedType && applies(r.versions.as_ref(), version.as_ref());
            for row in model.api.iter().filter(stands) {
                let defs = row.path.iter().flat_map(|path| self.program.find(krate, path));
                let suffix = row.kind.clone().unwrap_or_default();
                let found: Vec<DefId> = defs.collect();
                self.program.index.generated.extend(found.into_iter().map(|def| (suffix.clone(), def)));
            }
        }
    }
}

impl Program {
    /// What the type `name` of a module that nobody declares stands for, in the crate that names it: the module ends as
    /// a model says, and the type is called like the module. The library must be one that a crate of the workspace
    /// depends on.
    pub(super) fn generated(&self, krate: CrateId, module: Sym, name: Sym) -> Option<DefId> {
        let known = &self.index.generated;
        if known.is_empty() || !is_camel_of(name.as_str(), module.as_str()) {
            return None;
        }
        let own = matches!(self.crates[krate].kind, CrateKind::Workspace { .. });
        let depends = |def: &DefId| !own || self.crates[krate].externs.values().any(|c| *c == self.defs[*def].krate);
        let mut fitting = known.iter().filter(|(suffix, def)| module.as_str().ends_with(suffix) && depends(def));
        fitting.next().map(|(_, def)| *def)
    }

    /// Whether a type of a model stands for generated ones.
    #[must_use]
    pub fn is_generated(&self, def: DefId) -> bool {
        self.index.generated.iter().any(|(_, known)| *known == def)
    }

    /// The generated type that the names `before` and `rest` lead to, and how many of `rest` that takes.
    pub(super) fn generated_in(&self, krate: CrateId, before: &[Sym], rest: &[Sym]) -> Option<(DefId, usize)> {
        if self.index.generated.is_empty() {
            return None;
        }
        let all = before.iter().chain(rest).copied().collect::<Vec<_>>();
        let first = before.len().saturating_sub(1);
        let mut pairs = all.windows(2).zip(1..).skip(first);
        pairs.find_map(|(pair, at)| Some((self.generated(krate, pair[0], pair[1])?, at + 1 - before.len())))
    }
}

/// Whether a type's name is a module's: `GreeterClient` of `greeter_client`.
fn is_camel_of(name: &str, module: &str) -> bool {
    let own = name.chars().filter(|c| *c != '_');
    let lower = own.flat_map(char::to_lowercase);
    name.starts_with(|c: char| c.is_uppercase()) && lower.eq(module.chars().filter(|c| *c != '_'))
}
