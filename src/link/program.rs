//! The linked program: plain tables.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::FxHashMap;
use semver::Version;

use crate::base::{Arena, FileId, Id, Sym};
use crate::hir::{self, BodyId, ExprId, FileHir, ItemId};
use crate::model::Row;

pub type CrateId = Id<Crate>;
pub type ModuleId = Id<Module>;
pub type DefId = Id<Def>;
pub type ImplId = Id<Impl>;

/// Everything that is known by name.
#[derive(Debug, Default)]
pub struct Program {
    /// Lowered files, by id; files of models follow those of the workspace.
    pub files: Vec<Option<Arc<FileHir>>>,
    pub crates: Arena<Crate>,
    pub modules: Arena<Module>,
    pub defs: Arena<Def>,
    pub impls: Arena<Impl>,
    /// What rows say of a definition, in the order of the models.
    pub roles: FxHashMap<DefId, Vec<Arc<Row>>>,
    /// The anonymous module of a block that holds items, by crate, file, body and block.
    pub blocks: FxHashMap<(CrateId, FileId, BodyId, ExprId), ModuleId>,
    /// For each name, the functions, constants and statics of the workspace whose bodies mention it, in order.
    pub mentions: FxHashMap<Sym, Vec<DefId>>,
    /// What the workspace imports under another name: by that name, the names of what is imported.
    pub renames: FxHashMap<Sym, Vec<Sym>>,
    /// The standard library's model.
    pub std: Option<CrateId>,
    /// Answers questions by definition.
    pub(super) index: super::index::Index,
}

#[derive(Debug)]
pub struct Crate {
    /// As it calls itself: with `_`.
    pub name: Sym,
    pub kind: CrateKind,
    /// Absent for opaque crates.
    pub root: Option<ModuleId>,
    /// The crates that a path here can start with, by the names used here; of an opaque crate, those that it may
    /// re-export.
    pub externs: IndexMap<Sym, CrateId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CrateKind {
    /// A target of the workspace: index into [`crate::discover::Workspace::packages`] and its targets.
    Workspace {
        package: usize,
        target: usize,
        /** Findings here are reported. */
        selected: bool,
    },
    /// Declared by a model.
    Model { package: String, version: Option<Version> },
    /// Known by name only.
    Opaque { package: String, version: Option<Version> },
}

/// An item in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HirRef {
    pub file: FileId,
    pub item: ItemId,
}

#[derive(Debug)]
pub struct Module {
    pub krate: CrateId,
    /// `None` for a crate's root.
    pub parent: Option<ModuleId>,
    pub name: Sym,
    pub kind: ModuleKind,
    /// The file that its items stand in.
    pub file: FileId,
    /// Only compiled for tests.
    pub test: bool,
    /// What can be named here, imports and re-exports included, after linking.
    pub types: IndexMap<Sym, Res>,
    pub values: IndexMap<Sym, Res>,
    /// Traits in scope under no name (`use T as _`), besides those in `types`.
    pub unnamed_traits: Vec<DefId>,
    /// Impls that stand here.
    pub impls: Vec<ImplId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModuleKind {
    Module,
    /// A block with items: names that it does not know are looked up in its parent.
    Block,
}

/// One definition.
#[derive(Debug)]
pub struct Def {
    pub kind: DefKind,
    pub name: Sym,
    pub krate: CrateId,
    /// The module that its paths are resolved in.
    pub module: ModuleId,
    pub parent: Parent,
    /// Where it stands; a variant's is its enum's.
    pub hir: HirRef,
    /// Only compiled for tests (itself or anything around it), which are not linted.
    pub test: bool,
    /// Only compiled for WebAssembly (itself or anything around it).
    pub wasm: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefKind {
    Fn,
    Struct,
    Enum,
    /// Index into the enum's variants.
    Variant(usize),
    Trait,
    /// Also an associated type, in a trait or an impl.
    TypeAlias,
    Const,
    Static,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Parent {
    Module,
    Impl(ImplId),
    Trait(DefId),
    Enum(DefId),
}

#[derive(Debug)]
pub struct Impl {
    pub krate: CrateId,
    pub module: ModuleId,
    pub hir: HirRef,
    /// The resolved trait; `Err` for one that is not known.
    pub of_trait: Option<Res>,
    /// The resolved head of the self type (`Vec` of `Vec<T>`, looking through references); absent for generics,
    /// tuples and the like.
    pub self_head: Option<Res>,
    /// In order.
    pub items: Vec<(Sym, DefId)>,
    /// As a definition's.
    pub test: bool,
}

/// What a path (or its beginning) names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Res {
    Def(DefId),
    Module(ModuleId),
    Crate(CrateId),
    /// `u8`, `str`, `bool` …
    Prim(Sym),
    /// Below an opaque crate: the path as written, without the crate. Also what a model does not declare, and an
    /// import that could not be resolved (then in the crate that imports).
    External(CrateId, Arc<[Sym]>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Namespace {
    Types,
    Values,
}

impl Program {
    /// The lowered file.
    ///
    /// # Panics
    /// Never for ids that stand in the program's own tables.
    #[must_use]
    pub fn file(&self, file: FileId) -> Option<&Arc<FileHir>> {
        self.files.get(file.0 as usize)?.as_ref()
    }

    /// Frees what capacity is not used: from now on nothing is added.
    pub(super) fn shrink(&mut self) {
        for id in self.modules.ids() {
            let module = &mut self.modules[id];
            module.types.shrink_to_fit();
            module.values.shrink_to_fit();
        }
        self.modules.shrink();
        self.defs.shrink();
        self.impls.shrink();
        self.mentions.values_mut().for_each(Vec::shrink_to_fit);
    }

    /// The item of a definition.
    #[must_use]
    pub fn item(&self, hir: HirRef) -> Option<&hir::Item> {
        Some(&self.file(hir.file)?.items[hir.item])
    }

    /// The function that a definition is, with the file it stands in.
    #[must_use]
    pub fn fn_item(&self, def: DefId) -> Option<&hir::FnItem> {
        match &self.item(self.defs[def].hir)?.kind {
            hir::ItemKind::Fn(item) => Some(item),
            _ => None,
        }
    }

    /// The body of a function, constant or static.
    #[must_use]
    pub fn body(&self, def: DefId) -> Option<&hir::Body> {
        let file = self.file(self.defs[def].hir.file)?;
        let body = match &file.items[self.defs[def].hir.item].kind {
            hir::ItemKind::Fn(item) => item.body?,
            hir::ItemKind::Const(item) => item.body?,
            _ => return None,
        };
        Some(&file.bodies[body])
    }

    /// The rows on a definition.
    #[must_use]
    pub fn rows(&self, def: DefId) -> &[Arc<Row>] {
        self.roles.get(&def).map_or(&[], Vec::as_slice)
    }
}
