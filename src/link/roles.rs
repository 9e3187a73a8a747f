//! Attaches the rows of models to what they name. Must not know what a role means.

use std::sync::Arc;

use indexmap::IndexSet;
use rustc_hash::FxBuildHasher;

use super::linker::Linker;
use super::{CrateId, CrateKind, DefId, Namespace, Program, Res};
use crate::base::Sym;
use crate::model::{Models, Row, applies};

impl Linker<'_> {
    /// Attaches the rows of each package to its crates, those of the workspace included.
    pub(super) fn attach_roles(&mut self, models: &Models) {
        for (package, model) in &models.files {
            let crates: Vec<CrateId> = self.crates_of(package);
            if crates.is_empty() {
                continue;
            }
            for row in model.api.iter().cloned().map(Arc::new) {
                for path in row.path.iter() {
                    if !self.attach(&crates, &row, path) {
                        let unmatched = &mut self.program.index.unmatched;
                        unmatched.entry(package.clone()).or_default().push(path.to_owned());
                    }
                }
            }
        }
    }

    fn crates_of(&self, name: &str) -> Vec<CrateId> {
        let ws = self.ws;
        let is_of = |kind: &CrateKind| match kind {
            CrateKind::Model { package, .. } => package == name,
            CrateKind::Workspace { package, .. } => ws.packages[*package].name == name,
            CrateKind::Opaque { .. } => false,
        };
        let crates = self.program.crates.iter();
        crates.filter(|(_, c)| is_of(&c.kind)).map(|(id, _)| id).collect()
    }

    /// Attaches a row to what a path names in each of the crates. It must name something in each model that it
    /// holds for, and in one of the workspace's crates.
    fn attach(&mut self, crates: &[CrateId], row: &Arc<Row>, path: &str) -> bool {
        let mut in_models = true;
        let mut in_workspace = None;
        for krate in crates {
            let (modelled, version) = match &self.program.crates[*krate].kind {
                CrateKind::Model { version, .. } => (true, version.clone()),
                CrateKind::Workspace { package, .. } => (false, self.ws.packages[*package].version.clone()),
                CrateKind::Opaque { .. } => continue,
            };
            if !applies(row.versions.as_ref(), version.as_ref()) {
                continue;
            }
            let defs = self.program.find(*krate, path);
            if modelled {
                in_models &= !defs.is_empty();
            } else {
                *in_workspace.get_or_insert(false) |= !defs.is_empty();
            }
            for def in defs {
                let rows = self.program.roles.entry(def).or_default();
                if !rows.iter().any(|r| Arc::ptr_eq(r, row)) {
                    rows.push(Arc::clone(row));
                }
            }
        }
        in_models && in_workspace.unwrap_or(true)
    }
}

type Defs = IndexSet<DefId, FxBuildHasher>;

impl Program {
    /// The definitions that a canonical path names in a crate: more than one, where impls of one type have
    /// functions of one name.
    #[must_use]
    pub fn find(&self, krate: CrateId, path: &str) -> Vec<DefId> {
        let names: Vec<Sym> = path.split("::").map(|s| Sym::new(s.trim())).collect();
        let (Some((first, rest)), Some(root)) = (names.split_first(), self.crates[krate].root) else {
            return Vec::new();
        };
        let mut found = Defs::default();
        if *first != self.crates[krate].name {
            // `bool::then`: the standard library's model has the methods of primitive types.
            let [name] = rest else {
                return Vec::new();
            };
            let own = self.inherent_prim(*first).iter().filter(|_| Some(krate) == self.std);
            let items = own.flat_map(|i| &self.impls[*i].items);
            return items.filter(|(n, _)| n == name).map(|(_, def)| *def).collect();
        }
        for ns in [Namespace::Types, Namespace::Values] {
            let Some((Res::Def(def), used)) = self.resolve_within(root, rest, ns) else {
                continue;
            };
            match rest.get(used..) {
                Some([]) => {
                    found.insert(def);
                }
                Some([name]) => found.extend(self.associated(def, *name)),
                _ => {}
            }
        }
        found.into_iter().collect()
    }

    /// The associated items `name` of a type or a trait: inherent ones, else those of its traits' impls.
    fn associated(&self, def: DefId, name: Sym) -> Vec<DefId> {
        let named = |items: &[(Sym, DefId)]| -> Vec<DefId> {
            let items = items.iter().filter(|(n, _)| *n == name);
            items.map(|(_, def)| *def).collect()
        };
        let own = named(self.assoc_items(def));
        let inherent = self.inherent_impls(def).iter();
        let own: Vec<DefId> = own.into_iter().chain(inherent.flat_map(|i| named(&self.impls[*i].items))).collect();
        if !own.is_empty() {
            return own;
        }
        let impls = self.impls_for(def).iter();
        impls.flat_map(|i| named(&self.impls[*i].items)).collect()
    }
}
