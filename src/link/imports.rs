//! Imports, settled in rounds until nothing new comes to light.
//!
//! Names only ever get added, so that a glob need not look twice at what it has taken. A name that a module
//! declares or imports by name is never taken from a glob; of two globs, or of twins under `cfg`, the first one wins
//! (of modules, what only the other one has is taken from there).

use std::sync::Arc;

use super::linker::{Linker, Seen, narrower};
use super::{DefKind, ModuleId, Namespace, Res};
use crate::base::Sym;
use crate::hir::{Import, Vis};

/// `use a::b as c;`
#[derive(Debug)]
pub(super) struct Named {
    module: ModuleId,
    path: Box<[Sym]>,
    global: bool,
    name: Sym,
    may_be_macro: bool,
    seen: Seen,
    /// What all but the last segment name, once it is known.
    from: Option<Res>,
    /// Found as a type, found as a value.
    found: [bool; 2],
}

/// `use a::*;`
#[derive(Debug)]
pub(super) struct Glob {
    module: ModuleId,
    path: Box<[Sym]>,
    global: bool,
    seen: Seen,
    from: Option<Res>,
    /// How many types, values and unnamed traits were looked at.
    done: [usize; 3],
}

impl Named {
    /// `extern crate path as name;` of a crate that is not known.
    pub fn crate_name(module: ModuleId, path: Sym, name: Sym, seen: Seen) -> Self {
        let may_be_macro = false;
        Self { module, path: [path].into(), global: true, name, may_be_macro, seen, from: None, found: [false; 2] }
    }
    fn settled(&self) -> bool {
        self.found == [true; 2]
    }
    fn nothing(&self) -> bool {
        self.found == [false; 2]
    }
    /// `use anyhow::anyhow;`, where nothing is declared by that name: a macro. It must not hide the crate in paths.
    fn names_macro(&self) -> bool {
        matches!(&*self.path, [.., module, name] if module == name)
    }
}

impl Glob {
    /// What a twin under another `cfg` has and the module itself does not.
    pub fn of_twin(module: ModuleId, twin: ModuleId) -> Self {
        let seen = Seen { vis: Vis::Public, test: false, wasm: false };
        Self { module, path: [].into(), global: false, seen, from: Some(Res::Module(twin)), done: [0; 3] }
    }
}

const SPACES: [Namespace; 2] = [Namespace::Types, Namespace::Values];

impl Linker<'_> {
    pub(super) fn note_import(&mut self, module: ModuleId, import: &Import, seen: Seen) {
        let path: Box<[Sym]> = import.path.segs.iter().map(|s| s.name).collect();
        let global = import.path.global;
        if import.glob {
            self.globs.push(Glob { module, path, global, seen, from: None, done: [0; 3] });
            return;
        }
        if let Some(last) = path.last().filter(|last| **last != import.name) {
            let originals = self.program.renames.entry(import.name).or_default();
            if !originals.contains(last) {
                originals.push(*last);
            }
        }
        if !seen.test || self.program.modules[module].test {
            self.reserved.insert((module, import.name));
        }
        let Import { name, may_be_macro, .. } = *import;
        self.named.push(Named { module, path, global, name, may_be_macro, seen, from: None, found: [false; 2] });
    }

    /// Settles the imports that were noted. Those that name nothing hide what globs and preludes offer, as they
    /// would if it were known what they name.
    pub(super) fn settle_imports(&mut self) {
        let mut named = std::mem::take(&mut self.named);
        let mut globs = std::mem::take(&mut self.globs);
        self.rounds(&mut named, &mut globs);
        for import in named.iter_mut().filter(|i| i.nothing() && !i.may_be_macro) {
            self.give_up(import);
        }
        self.rounds(&mut named, &mut globs);
        self.reserved.clear();
    }

    fn rounds(&mut self, named: &mut [Named], globs: &mut [Glob]) {
        let mut changed = true;
        while changed {
            changed = false;
            for import in named.iter_mut().filter(|i| !i.settled()) {
                changed |= self.advance(import);
            }
            for glob in globs.iter_mut() {
                changed |= self.advance_glob(glob);
            }
        }
    }

    fn give_up(&mut self, import: &mut Named) {
        let krate = self.program.modules[import.module].krate;
        let generated = match &*import.path {
            [.., module, name] => self.program.generated(krate, *module, *name),
            _ => None,
        };
        if let Some(def) = generated {
            self.bind(import.module, Namespace::Types, import.name, Res::Def(def), import.seen);
            import.found = [true; 2];
            return;
        }
        let res = Res::External(krate, Arc::from(&*import.path));
        let path: Vec<&str> = import.path.iter().map(|s| s.as_str()).collect();
        let unresolved = &mut self.program.index.unresolved;
        unresolved.push((import.module, path.join("::")));
        if import.name != "_" {
            for ns in SPACES.into_iter().filter(|ns| *ns == Namespace::Values || !import.names_macro()) {
                self.bind(import.module, ns, import.name, res.clone(), import.seen);
            }
        }
        import.found = [true; 2];
    }

    /// Looks for what an import names; whether something new was found.
    fn advance(&mut self, import: &mut Named) -> bool {
        let mut changed = false;
        for (i, ns) in SPACES.into_iter().enumerate() {
            if import.found[i] {
                continue;
            }
            if let Some(res) = self.target(import, ns) {
                import.found[i] = true;
                if ns == Namespace::Types && import.names_macro() && matches!(res, Res::External(..)) {
                    continue;
                }
                changed |= self.take(import, ns, res);
            }
        }
        changed
    }

    fn take(&mut self, import: &Named, ns: Namespace, res: Res) -> bool {
        if import.name != "_" {
            return self.bind(import.module, ns, import.name, res, import.seen);
        }
        match res {
            Res::Def(def) if self.program.defs[def].kind == DefKind::Trait => {
                self.bind_unnamed(import.module, def, import.seen)
            }
            _ => false,
        }
    }

    /// What an import names in one namespace.
    fn target(&self, import: &mut Named, ns: Namespace) -> Option<Res> {
        let program = &self.program;
        let (last, before) = import.path.split_last()?;
        let keyword = matches!(last.as_str(), "self" | "super" | "crate" | "$crate");
        if before.is_empty() || keyword {
            let (res, used) = program.first(import.module, &import.path, import.global, ns)?;
            return Some(res).filter(|_| used == import.path.len());
        }
        if import.from.is_none() {
            import.from = self.container(import.module, before, import.global);
        }
        let from = import.from.as_ref()?;
        if let Some(module) = program.inside(from) {
            let found = program.named(module, *last, ns).cloned();
            return found.or_else(|| self.undeclared(module, *last, ns));
        }
        match from {
            Res::Crate(krate) => Some(program.below(*krate, &[], *last)),
            Res::External(krate, path) => {
                let generated = path.last().and_then(|module| program.generated(*krate, *module, *last));
                Some(generated.map_or_else(|| program.below(*krate, path, *last), Res::Def))
            }
            Res::Def(def) => program.variant(*def, *last).map(Res::Def),
            _ => None,
        }
    }

    /// A name that a model does not declare, once the models are settled.
    fn undeclared(&self, module: ModuleId, name: Sym, ns: Namespace) -> Option<Res> {
        let settled = self.models_settled;
        settled.then(|| self.program.missing(module, &[name], ns))?
    }

    /// What the beginning of an import's path names.
    fn container(&self, module: ModuleId, path: &[Sym], global: bool) -> Option<Res> {
        let program = &self.program;
        let (mut res, mut used) = program.first(module, path, global, Namespace::Types)?;
        while let Some(name) = path.get(used) {
            res = match program.inside(&res) {
                Some(module) => {
                    let found = program.named(module, *name, Namespace::Types).cloned();
                    found.or_else(|| self.undeclared(module, *name, Namespace::Types))?
                }
                None => match res {
                    Res::Crate(krate) => program.below(krate, &[], *name),
                    Res::External(krate, path) => program.below(krate, &path, *name),
                    Res::Def(def) => Res::Def(program.variant(def, *name)?),
                    _ => return None,
                },
            };
            used += 1;
        }
        Some(res)
    }

    /// Takes what has come to a glob's module since the last look.
    fn advance_glob(&mut self, glob: &mut Glob) -> bool {
        if glob.from.is_none() {
            glob.from = self.container(glob.module, &glob.path, glob.global);
        }
        let Some(from) = &glob.from else { return false };
        match (self.program.inside(from), from) {
            (Some(module), _) if module != glob.module => self.take_module(glob, module),
            (None, Res::Def(def)) if glob.done[0] == 0 => {
                let variants = self.program.variants(*def).to_vec();
                glob.done[0] = 1;
                let mut changed = false;
                for variant in variants {
                    let name = self.program.defs[variant].name;
                    for ns in SPACES {
                        changed |= self.glob_name(glob, ns, name, Res::Def(variant), glob.seen.vis);
                    }
                }
                changed
            }
            _ => false,
        }
    }

    fn take_module(&mut self, glob: &mut Glob, from: ModuleId) -> bool {
        let mut changed = false;
        for (i, ns) in SPACES.into_iter().enumerate() {
            while let Some((name, res, seen)) = self.entry(from, ns, glob.done[i]) {
                glob.done[i] += 1;
                if self.visible(seen.vis, from, glob.module) {
                    let vis = narrower(seen.vis, glob.seen.vis);
                    changed |= self.glob_name(glob, ns, name, res, vis);
                }
            }
        }
        while let Some(tr) = self.program.modules[from].unnamed_traits.get(glob.done[2]) {
            let (tr, seen) = (*tr, self.seen[from.index()].traits[glob.done[2]]);
            glob.done[2] += 1;
            if self.visible(seen.vis, from, glob.module) {
                let vis = narrower(seen.vis, glob.seen.vis);
                changed |= self.bind_unnamed(glob.module, tr, Seen { vis, ..glob.seen });
            }
        }
        changed
    }

    fn entry(&self, module: ModuleId, ns: Namespace, at: usize) -> Option<(Sym, Res, Seen)> {
        let scope = &self.program.modules[module];
        let seen = &self.seen[module.index()];
        let (names, seen) = match ns {
            Namespace::Types => (&scope.types, &seen.types),
            Namespace::Values => (&scope.values, &seen.values),
        };
        let (name, res) = names.get_index(at)?;
        Some((*name, res.clone(), *seen.get(at)?))
    }

    fn glob_name(&mut self, glob: &Glob, ns: Namespace, name: Sym, res: Res, vis: Vis) -> bool {
        if self.reserved.contains(&(glob.module, name)) {
            return false;
        }
        self.bind(glob.module, ns, name, res, Seen { vis, ..glob.seen })
    }

    /// Whether a name of `owner` can be taken by `module`.
    fn visible(&self, vis: Vis, owner: ModuleId, module: ModuleId) -> bool {
        let modules = &self.program.modules;
        let same_crate = modules[owner].krate == modules[module].krate;
        match vis {
            Vis::Public => true,
            Vis::Crate => same_crate,
            Vis::Private if same_crate => {
                let mut up = std::iter::successors(Some(module), |m| modules[*m].parent);
                up.any(|m| m == owner)
            }
            Vis::Private => false,
        }
    }
}
