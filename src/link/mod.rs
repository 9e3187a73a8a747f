//! Names: crates, module trees, imports, definitions, impls; and the roles that models give to definitions.
//!
//! Library crates that a model declares are crates like the workspace's own ([`CrateKind::Model`]);
//! those that none declares are opaque, and a path into one is kept as written ([`Res::External`]).
//! Must not know types (that is `infer`) or rules; must not read files.

mod program;
mod stubs;

pub use program::{
    Crate, CrateId, CrateKind, Def, DefId, DefKind, HirRef, Impl, ImplId, Module, ModuleId,
    ModuleKind, Namespace, Parent, Program, Res,
};
