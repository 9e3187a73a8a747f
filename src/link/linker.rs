//! The state of linking, and the tables of names with who may see them.

use rustc_hash::FxHashSet;
use semver::VersionReq;

use super::imports::{Glob, Named};
use super::{CrateId, CrateKind, DefId, Loaded, Module, ModuleId, ModuleKind, Namespace, Program, Res};
use crate::base::{FileId, Sym};
use crate::discover::Workspace;
use crate::hir::{Item, Vis};
use crate::model::applies;

/// The state of linking.
pub(super) struct Linker<'a> {
    pub ws: &'a Workspace,
    pub loaded: &'a Loaded,
    pub program: Program,
    /// By module.
    pub seen: Vec<Visibilities>,
    pub named: Vec<Named>,
    pub globs: Vec<Glob>,
    /// Names that a named import of a module gives: globs stay behind them.
    pub reserved: FxHashSet<(ModuleId, Sym)>,
    /// The imports of the models are settled: what they do not have is not declared.
    pub models_settled: bool,
}

/// Who may see the names of a module: in the order of the tables of [`Module`].
#[derive(Debug, Default)]
pub(super) struct Visibilities {
    pub types: Vec<Seen>,
    pub values: Vec<Seen>,
    pub traits: Vec<Seen>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    pub vis: Vis,
    /// Only in tests.
    pub test: bool,
    /// Only for WebAssembly.
    pub wasm: bool,
}

/// The narrower of two.
pub(super) fn narrower(a: Vis, b: Vis) -> Vis {
    match (a, b) {
        (Vis::Private, _) | (_, Vis::Private) => Vis::Private,
        (Vis::Crate, _) | (_, Vis::Crate) => Vis::Crate,
        _ => Vis::Public,
    }
}

impl<'a> Linker<'a> {
    pub fn new(ws: &'a Workspace, loaded: &'a Loaded) -> Self {
        Self {
            ws,
            loaded,
            program: Program { files: loaded.files.clone(), ..Program::default() },
            seen: Vec::new(),
            named: Vec::new(),
            globs: Vec::new(),
            reserved: FxHashSet::default(),
            models_settled: false,
        }
    }

    pub fn add_module(
        &mut self,
        krate: CrateId,
        parent: Option<ModuleId>,
        (name, kind): (Sym, ModuleKind),
        file: FileId,
        test: bool,
    ) -> ModuleId {
        self.seen.push(Visibilities::default());
        self.program.modules.alloc(Module {
            krate,
            parent,
            name,
            kind,
            file,
            test,
            types: indexmap::IndexMap::default(),
            values: indexmap::IndexMap::default(),
            unnamed_traits: Vec::new(),
            impls: Vec::new(),
        })
    }

    /// Gives a name in a module; the first one stays, unless it is only there for tests or for WebAssembly. Whether
    /// it is new.
    pub fn bind(&mut self, module: ModuleId, ns: Namespace, name: Sym, res: Res, seen: Seen) -> bool {
        let scope = &mut self.program.modules[module];
        let lists = &mut self.seen[module.index()];
        let (names, list) = match ns {
            Namespace::Types => (&mut scope.types, &mut lists.types),
            Namespace::Values => (&mut scope.values, &mut lists.values),
        };
        match names.entry(name) {
            indexmap::map::Entry::Vacant(entry) => {
                entry.insert(res);
                list.push(seen);
                true
            }
            indexmap::map::Entry::Occupied(mut entry) => {
                let old = &mut list[entry.index()];
                if (seen.test, seen.wasm) < (old.test, old.wasm) {
                    *old = seen;
                    entry.insert(res);
                }
                false
            }
        }
    }

    /// Brings a trait into scope under no name.
    pub fn bind_unnamed(&mut self, module: ModuleId, tr: DefId, seen: Seen) -> bool {
        let traits = &mut self.program.modules[module].unnamed_traits;
        if traits.contains(&tr) {
            return false;
        }
        traits.push(tr);
        self.seen[module.index()].traits.push(seen);
        true
    }

    /// Whether an item of a model is left out in the version at hand.
    pub fn left_out(&self, krate: CrateId, item: &Item) -> bool {
        let CrateKind::Model { version, .. } = &self.program.crates[krate].kind else {
            return false;
        };
        let mut attrs = item.attrs.list.iter();
        let versions = attrs.find(|a| &*a.path == "versions");
        let req = versions.and_then(|a| VersionReq::parse(a.args.trim().trim_matches('"')).ok());
        !applies(req.as_ref(), version.as_ref())
    }
}
