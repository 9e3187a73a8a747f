//! What the linked program can be asked by definition: impls, variants, supertraits, traits in scope.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::{DefId, DefKind, ImplId, ModuleId, ModuleKind, Program, Res};
use crate::base::Sym;

/// Tables that answer the questions; filled while linking.
#[derive(Debug, Default)]
pub struct Index {
    /// The module `std::prelude`.
    pub(super) prelude: Option<ModuleId>,
    pub(super) of_trait: FxHashMap<DefId, Vec<ImplId>>,
    pub(super) by_head: FxHashMap<DefId, Vec<ImplId>>,
    pub(super) inherent: FxHashMap<DefId, Vec<ImplId>>,
    pub(super) inherent_prim: FxHashMap<Sym, Vec<ImplId>>,
    pub(super) assoc: FxHashMap<DefId, Vec<(Sym, DefId)>>,
    pub(super) supers: FxHashMap<DefId, Vec<DefId>>,
    pub(super) variants: FxHashMap<DefId, Vec<DefId>>,
    pub(super) derives: FxHashMap<DefId, Vec<Sym>>,
    /// By module, when it is first asked for.
    pub(super) scopes: Vec<OnceLock<Arc<Vec<DefId>>>>,
    /// Imports that name nothing that is known, by module.
    pub(super) unresolved: Vec<(ModuleId, String)>,
    /// How modules of generated types end, and the types that stand for them.
    pub(super) generated: Vec<(String, DefId)>,
    /// Rows that name nothing, by package.
    pub(super) unmatched: std::collections::BTreeMap<String, Vec<String>>,
}

fn list<'m, K: std::hash::Hash + Eq, V>(map: &'m FxHashMap<K, Vec<V>>, key: &K) -> &'m [V] {
    map.get(key).map_or(&[], Vec::as_slice)
}

impl Program {
    /// The impls of a trait, in order.
    #[must_use]
    pub fn impls_of_trait(&self, tr: DefId) -> &[ImplId] {
        list(&self.index.of_trait, &tr)
    }

    /// All impls, inherent ones and those of traits, whose self type's head is `def`, in order.
    #[must_use]
    pub fn impls_for(&self, def: DefId) -> &[ImplId] {
        list(&self.index.by_head, &def)
    }

    /// The inherent impls of a type; also those of `dyn Trait`, for a trait.
    #[must_use]
    pub fn inherent_impls(&self, def: DefId) -> &[ImplId] {
        list(&self.index.inherent, &def)
    }

    /// The inherent impls of a primitive type.
    #[must_use]
    pub fn inherent_prim(&self, prim: Sym) -> &[ImplId] {
        list(&self.index.inherent_prim, &prim)
    }

    /// The items that a trait declares, in order.
    #[must_use]
    pub fn assoc_items(&self, tr: DefId) -> &[(Sym, DefId)] {
        list(&self.index.assoc, &tr)
    }

    /// The traits that a trait requires of `Self`, those that are known.
    #[must_use]
    pub fn supertraits(&self, tr: DefId) -> &[DefId] {
        list(&self.index.supers, &tr)
    }

    /// The variants of an enum, in order.
    #[must_use]
    pub fn variants(&self, def: DefId) -> &[DefId] {
        list(&self.index.variants, &def)
    }

    /// The last segments of the traits that a type derives.
    #[must_use]
    pub fn derives(&self, def: DefId) -> &[Sym] {
        list(&self.index.derives, &def)
    }

    /// The traits whose methods can be called in a module: imported, declared there, or in the prelude.
    #[must_use]
    pub fn traits_in_scope(&self, module: ModuleId) -> Arc<Vec<DefId>> {
        match self.index.scopes.get(module.index()) {
            Some(cell) => Arc::clone(cell.get_or_init(|| Arc::new(self.find_traits(module)))),
            None => Arc::new(self.find_traits(module)),
        }
    }

    fn find_traits(&self, module: ModuleId) -> Vec<DefId> {
        let mut found = indexmap::IndexSet::<DefId, rustc_hash::FxBuildHasher>::default();
        let mut at = Some(module);
        while let Some(id) = at {
            found.extend(self.traits_of(id));
            let here = &self.modules[id];
            at = here.parent.filter(|_| here.kind == ModuleKind::Block);
        }
        if let Some(prelude) = self.index.prelude {
            found.extend(self.traits_of(prelude));
        }
        found.into_iter().collect()
    }

    fn traits_of(&self, module: ModuleId) -> impl Iterator<Item = DefId> {
        let module = &self.modules[module];
        let named = module.types.values().filter_map(|res| match res {
            Res::Def(def) if self.defs[*def].kind == DefKind::Trait => Some(*def),
            _ => None,
        });
        named.chain(module.unnamed_traits.iter().copied())
    }

    /// The imports of a crate's modules that name nothing that is known, as they are written.
    pub fn unresolved_imports(&self) -> impl Iterator<Item = (ModuleId, &str)> {
        self.index.unresolved.iter().map(|(m, path)| (*m, path.as_str()))
    }

    /// The paths of the rows for a package that name nothing in its declarations, or in its workspace crates.
    #[must_use]
    pub fn unmatched_rows(&self, package: &str) -> Vec<String> {
        self.index.unmatched.get(package).cloned().unwrap_or_default()
    }
}
