//! From paths to what they name, over the tables of modules. Also used while imports are being settled:
//! then it answers from what is known so far.

use std::sync::Arc;

use super::{CrateId, CrateKind, DefId, DefKind, ModuleId, ModuleKind, Namespace, Program, Res};
use crate::base::Sym;

const PRIMS: &[&str] = &[
    "bool", "char", "str", "u8", "u16", "u32", "u64", "u128", "usize", "i8", "i16", "i32", "i64", "i128", "isize",
    "f32", "f64",
];

impl Namespace {
    fn other(self) -> Self {
        match self {
            Self::Types => Self::Values,
            Self::Values => Self::Types,
        }
    }
}

impl Program {
    /// What a path names, seen from `module`, and how many of its segments that took: as many as lead through
    /// modules to an item or an enum's variant. The rest is associated items (`Client::new` is `Client`, 1).
    /// A type alias is not looked through. `global`: the path starts with `::`.
    ///
    /// Names in a crate with a model that the model does not declare come out as [`Res::External`] in it, and
    /// so do the names of imports that could not be resolved, in the importing crate.
    #[must_use]
    pub fn resolve(&self, module: ModuleId, names: &[Sym], global: bool, ns: Namespace) -> Option<(Res, usize)> {
        let first = names.first()?;
        let first_ns = if names.len() == 1 { ns } else { Namespace::Types };
        let found =
            self.first(module, names, global, first_ns).and_then(|(res, used)| self.follow(res, names, used, ns));
        // `str` and `f64` are also modules of the standard library; those matter if they have what is asked for.
        let no_item = match &found {
            None => true,
            Some((Res::Module(_), _)) => names.len() == 1,
            Some((Res::External(krate, _), _)) => Some(*krate) == self.std,
            Some(_) => false,
        };
        let may_be_type = names.len() > 1 || ns == Namespace::Types;
        if no_item && may_be_type && !global && PRIMS.contains(&first.as_str()) {
            return Some((Res::Prim(*first), 1));
        }
        found
    }

    /// Follows `names` from the module itself: no surroundings, no prelude.
    pub(super) fn resolve_within(&self, module: ModuleId, names: &[Sym], ns: Namespace) -> Option<(Res, usize)> {
        self.follow(Res::Module(module), names, 0, ns)
    }

    /// The beginning of a path: a keyword, a name in scope, a crate.
    pub(super) fn first(&self, module: ModuleId, names: &[Sym], global: bool, ns: Namespace) -> Option<(Res, usize)> {
        let name = *names.first()?;
        let krate = self.modules[module].krate;
        if global {
            let found = self.crates[krate].externs.get(&name);
            return found.map(|krate| (Res::Crate(*krate), 1));
        }
        match name.as_str() {
            "crate" | "$crate" => Some((Res::Module(self.crates[krate].root?), 1)),
            "self" | "super" => self.relative(module, names),
            _ => Some((self.lexical(module, name, ns)?, 1)),
        }
    }

    fn relative(&self, module: ModuleId, names: &[Sym]) -> Option<(Res, usize)> {
        let mut at = self.nearest(module);
        let mut used = usize::from(*names.first()? == "self");
        while names.get(used).is_some_and(|n| *n == "super") {
            at = self.nearest(self.modules[at].parent?);
            used += 1;
        }
        Some((Res::Module(at), used))
    }

    /// The module that is no block, around or at `module`.
    pub(super) fn nearest(&self, module: ModuleId) -> ModuleId {
        let here = &self.modules[module];
        match here.parent {
            Some(parent) if here.kind == ModuleKind::Block => self.nearest(parent),
            _ => module,
        }
    }

    fn lexical(&self, module: ModuleId, name: Sym, ns: Namespace) -> Option<Res> {
        let mut at = Some(module);
        while let Some(id) = at {
            if let Some(res) = self.named(id, name, ns) {
                return Some(res.clone());
            }
            let here = &self.modules[id];
            at = here.parent.filter(|_| here.kind == ModuleKind::Block);
        }
        if ns == Namespace::Types {
            let krate = &self.crates[self.modules[module].krate];
            if let Some(found) = krate.externs.get(&name) {
                return Some(Res::Crate(*found));
            }
        }
        self.named(self.index.prelude?, name, ns).cloned()
    }

    pub(super) fn named(&self, module: ModuleId, name: Sym, ns: Namespace) -> Option<&Res> {
        let module = &self.modules[module];
        match ns {
            Namespace::Types => module.types.get(&name),
            Namespace::Values => module.values.get(&name),
        }
    }

    fn follow(&self, mut res: Res, names: &[Sym], mut used: usize, ns: Namespace) -> Option<(Res, usize)> {
        while used < names.len() {
            let last = used + 1 == names.len();
            let want = if last { ns } else { Namespace::Types };
            let rest = &names[used..];
            let inside = self.inside(&res);
            res = match (inside, &res) {
                (Some(module), _) => match self.named(module, rest[0], want) {
                    Some(found) => found.clone(),
                    None => match self.generated_in(self.modules[module].krate, &[], rest) {
                        Some((def, taken)) => {
                            used += taken - 1;
                            Res::Def(def)
                        }
                        None => return Some((self.missing(module, rest, want)?, names.len())),
                    },
                },
                (None, Res::Crate(krate) | Res::External(krate, _)) => {
                    let path = if let Res::External(_, path) = &res { path.as_ref() } else { &[] };
                    let Some((found, taken)) = self.beyond(*krate, path, rest) else {
                        let path = path.iter().chain(rest).copied().collect();
                        return Some((Res::External(*krate, path), names.len()));
                    };
                    used += taken - 1;
                    found
                }
                (None, Res::Def(def)) => match self.variant(*def, rest[0]) {
                    Some(variant) => Res::Def(variant),
                    None => return Some((res, used)),
                },
                _ => return Some((res, used)),
            };
            used += 1;
        }
        Some((res, used))
    }

    /// From what is not known back to what is: a library that it re-exports, or a generated type; and how many of `rest`
    /// that takes.
    fn beyond(&self, krate: CrateId, path: &[Sym], rest: &[Sym]) -> Option<(Res, usize)> {
        let library = rest.first().filter(|_| rest.len() > 1).and_then(|name| self.reexported(krate, path, *name));
        library.map(|of| (Res::Crate(of), 1)).or_else(|| {
            let (def, taken) = self.generated_in(krate, path, rest)?;
            Some((Res::Def(def), taken))
        })
    }

    /// The library that an opaque crate re-exports as a module of its root: `some_sdk::reqwest`. Deeper modules that are
    /// named like a library are mostly the crate's own, about that library: `some_sdk::clients::reqwest`.
    fn reexported(&self, krate: CrateId, path: &[Sym], name: Sym) -> Option<CrateId> {
        let opaque = matches!(self.crates[krate].kind, CrateKind::Opaque { .. });
        self.crates[krate].externs.get(&name).copied().filter(|_| opaque && path.is_empty())
    }

    /// One step below what is not known.
    pub(super) fn below(&self, krate: CrateId, path: &[Sym], name: Sym) -> Res {
        let further = || Res::External(krate, path.iter().copied().chain([name]).collect());
        self.reexported(krate, path, name).map_or_else(further, Res::Crate)
    }

    /// The module that a module or a crate with declarations is.
    pub(super) fn inside(&self, res: &Res) -> Option<ModuleId> {
        match res {
            Res::Module(module) => Some(*module),
            Res::Crate(krate) => self.crates[*krate].root,
            _ => None,
        }
    }

    /// The variant `name`, if `def` is an enum that has it.
    pub(super) fn variant(&self, def: DefId, name: Sym) -> Option<DefId> {
        if self.defs[def].kind != DefKind::Enum {
            return None;
        }
        let mut variants = self.variants(def).iter().copied();
        variants.find(|v| self.defs[*v].name == name)
    }

    /// What a model does not declare is outside of what is known; in the workspace it is nothing.
    pub(super) fn missing(&self, module: ModuleId, rest: &[Sym], ns: Namespace) -> Option<Res> {
        let krate = self.modules[module].krate;
        let declared = rest.len() == 1 && self.named(module, rest[0], ns.other()).is_some();
        if declared || !matches!(self.crates[krate].kind, CrateKind::Model { .. }) {
            return None;
        }
        let path: Arc<[Sym]> = self.module_path(module).into_iter().chain(rest.iter().copied()).collect();
        Some(Res::External(krate, path))
    }

    /// The names that lead from a crate's root to a module.
    pub(super) fn module_path(&self, module: ModuleId) -> Vec<Sym> {
        let mut names = Vec::new();
        let mut at = module;
        while let Some(parent) = self.modules[at].parent {
            if !self.modules[at].name.as_str().is_empty() {
                names.push(self.modules[at].name);
            }
            at = parent;
        }
        names.reverse();
        names
    }

    /// The crate that a definition, module or crate belongs to.
    #[must_use]
    pub fn crate_of(&self, res: &Res) -> Option<CrateId> {
        match res {
            Res::Def(def) => Some(self.defs[*def].krate),
            Res::Module(module) => Some(self.modules[*module].krate),
            Res::Crate(krate) | Res::External(krate, _) => Some(*krate),
            Res::Prim(_) => None,
        }
    }
}
