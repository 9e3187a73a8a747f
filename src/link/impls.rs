//! The heads of impls and the tables to find them by; supertraits; who mentions a name.

use std::sync::OnceLock;

use super::linker::Linker;
use super::{CrateKind, DefId, DefKind, ModuleId, Namespace, Program, Res};
use crate::base::Sym;
use crate::hir::{Generics, ItemKind, Path, TypeRef};

/// How many aliases are looked through.
const ALIASES: usize = 8;

impl Linker<'_> {
    /// Resolves the traits and heads of all impls and the supertraits of all traits.
    pub(super) fn resolve_impls(&mut self) {
        let program = &mut self.program;
        program.index.scopes = program.modules.ids().map(|_| OnceLock::new()).collect();
        for id in program.impls.ids() {
            let (of_trait, self_head) = program.heads(id);
            program.impls[id].of_trait.clone_from(&of_trait);
            program.impls[id].self_head.clone_from(&self_head);
            let index = &mut program.index;
            match (&of_trait, &self_head) {
                (None, Some(Res::Def(def))) => index.inherent.entry(*def).or_default().push(id),
                (None, Some(Res::Prim(prim))) => {
                    index.inherent_prim.entry(*prim).or_default().push(id);
                }
                (Some(Res::Def(tr)), _) => index.of_trait.entry(*tr).or_default().push(id),
                _ => {}
            }
            if let Some(Res::Def(def)) = self_head {
                index.by_head.entry(def).or_default().push(id);
            }
        }
        for def in program.defs.ids() {
            if program.defs[def].kind == DefKind::Trait {
                let supers = program.find_supertraits(def);
                program.index.supers.insert(def, supers);
            }
        }
    }

    /// Notes which bodies of the workspace mention a name.
    pub(super) fn note_mentions(&mut self) {
        let program = &mut self.program;
        let mut mentions = std::mem::take(&mut program.mentions);
        for (id, def) in program.defs.iter() {
            let own = matches!(program.crates[def.krate].kind, CrateKind::Workspace { .. });
            if !own || def.test {
                continue;
            }
            for name in program.body(id).into_iter().flat_map(|b| b.mentions.iter()) {
                for name in program.names_of(*name) {
                    let bodies = mentions.entry(name).or_default();
                    if bodies.last() != Some(&id) {
                        bodies.push(id);
                    }
                }
            }
        }
        program.mentions = mentions;
    }
}

impl Program {
    /// A name, and the names of what is imported under it anywhere in the workspace.
    #[must_use]
    pub fn names_of(&self, name: Sym) -> Vec<Sym> {
        let mut all = vec![name];
        let mut next = 0;
        while let Some(originals) = all.get(next).map(|n| self.renames.get(n)) {
            next += 1;
            for original in originals.into_iter().flatten() {
                if !all.contains(original) {
                    all.push(*original);
                }
            }
        }
        all
    }

    /// The type that an impl is for.
    #[must_use]
    pub fn self_head(&self, id: super::ImplId) -> Option<Res> {
        self.heads(id).1
    }

    /// The trait and the self type's head of an impl.
    fn heads(&self, id: super::ImplId) -> (Option<Res>, Option<Res>) {
        let imp = &self.impls[id];
        let Some(ItemKind::Impl(item)) = self.item(imp.hir).map(|i| &i.kind) else {
            return (None, None);
        };
        let of_trait = item.trait_path.as_ref().map(|path| {
            self.whole(imp.module, path).unwrap_or_else(|| {
                let path = path.segs.iter().map(|s| s.name).collect();
                Res::External(imp.krate, path)
            })
        });
        let head = self.head(imp.module, &item.generics, &item.self_ty, ALIASES);
        (of_trait, head)
    }

    /// The head of a type: what it names, looking through references and aliases; the trait of a `dyn Trait`.
    fn head(&self, module: ModuleId, generics: &Generics, ty: &TypeRef, depth: usize) -> Option<Res> {
        let path = match ty {
            TypeRef::Ref { inner, .. } => return self.head(module, generics, inner, depth),
            TypeRef::Dyn(bounds) => &bounds.first()?.path,
            TypeRef::Path(path) => path,
            _ => return None,
        };
        let is_param = |name: Sym| generics.params.iter().any(|p| p.name == name);
        if path.qself.is_some() || path.segs.first().is_some_and(|s| is_param(s.name)) {
            return None;
        }
        let res = self.whole(module, path)?;
        match res {
            Res::Def(def) if self.defs[def].kind == DefKind::TypeAlias => self.alias_head(def, depth.checked_sub(1)?),
            Res::Module(_) | Res::Crate(_) => None,
            res => Some(res),
        }
    }

    fn alias_head(&self, alias: DefId, depth: usize) -> Option<Res> {
        match &self.item(self.defs[alias].hir)?.kind {
            ItemKind::TypeAlias(item) => {
                let module = self.defs[alias].module;
                self.head(module, &item.generics, item.ty.as_ref()?, depth)
            }
            _ => None,
        }
    }

    /// What a whole path names as a type.
    fn whole(&self, module: ModuleId, path: &Path) -> Option<Res> {
        let names: Vec<Sym> = path.segs.iter().map(|s| s.name).collect();
        let (res, used) = self.resolve(module, &names, path.global, Namespace::Types)?;
        Some(res).filter(|_| used == names.len())
    }

    fn find_supertraits(&self, tr: DefId) -> Vec<DefId> {
        let Some(ItemKind::Trait(item)) = self.item(self.defs[tr].hir).map(|i| &i.kind) else {
            return Vec::new();
        };
        let this = |ty: &TypeRef| match ty {
            TypeRef::Path(path) => path.segs.len() == 1 && path.segs[0].name == "Self",
            _ => false,
        };
        let wheres = item.generics.preds.iter().filter(|p| this(&p.ty));
        let bounds = item.supertraits.iter().chain(wheres.flat_map(|p| &p.bounds));
        let found = bounds.filter_map(|b| self.whole(self.defs[tr].module, &b.path));
        found
            .filter_map(|res| match res {
                Res::Def(def) if self.defs[def].kind == DefKind::Trait => Some(def),
                _ => None,
            })
            .collect()
    }
}
