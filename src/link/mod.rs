//! Names: crates, module trees, imports, definitions, impls; and the roles that models give to definitions.
//!
//! Library crates that a model declares are crates like the workspace's own ([`CrateKind::Model`]);
//! those that none declares are opaque, and a path into one is kept as written ([`Res::External`]).
//! Must not know types (that is `infer`) or rules; must not read files.

mod blocks;
mod canonical;
mod collect;
mod crates;
mod dump;
mod generated;
mod impls;
mod imports;
mod index;
mod linker;
mod loaded;
mod modfile;
mod program;
mod resolve;
mod roles;

pub use dump::dump;
pub use loaded::{Loaded, LoadedModel};
pub use modfile::{ModDir, included};
pub use program::{
    Crate, CrateId, CrateKind, Def, DefId, DefKind, HirRef, Impl, ImplId, Module, ModuleId, ModuleKind, Namespace,
    Parent, Program, Res,
};

use crate::discover::Workspace;
use crate::model::Models;

/// Links the lowered files of a workspace and the models that it needs.
#[must_use]
pub fn link(ws: &Workspace, loaded: &Loaded, models: &Models) -> Program {
    let mut linker = linker::Linker::new(ws, loaded);
    linker.make_crates();
    linker.collect_models();
    linker.settle_imports();
    linker.models_settled = true;
    linker.note_generated(models);
    linker.collect_workspace();
    linker.settle_imports();
    linker.resolve_impls();
    linker.attach_roles(models);
    linker.note_mentions();
    let mut program = linker.program;
    program.shrink();
    program
}
