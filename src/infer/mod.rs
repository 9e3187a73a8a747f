//! Types: what each expression of a body is, and what each call calls.
//!
//! Declarations decide nearly everything; inside a body types are unified. A body is inferred when a check first
//! asks for it ([`Types::body`]), and the answer is kept. Libraries are known by their declarations alone
//! (see `model`); only the language's own items ([`Lang`]) are known by name.
//! Must not know rules or roles.

mod body;
mod call;
mod closure;
mod consts;
mod expr;
mod fits;
mod lang;
mod limits;
mod lower_ty;
mod method;
mod pat;
mod path;
mod traits;
pub mod ty;
mod unify;

use std::sync::{Arc, OnceLock};

pub use body::{BodyTypes, Callee, ValueRes};
pub(crate) use consts::{arithmetic, int_max};
pub use lang::Lang;
pub use limits::{Limit, Limits};
pub use lower_ty::{AdtSig, FnSig, ImplHeader, TyEnv};
pub use ty::{Substs, TraitRef, Ty, TyKind};

use crate::link::{DefId, ImplId, Program};

/// The types of a program, computed where they are asked for.
pub struct Types<'p> {
    pub program: &'p Program,
    pub lang: Lang,
    /// Where work was cut short.
    pub limits: Limits,
    sigs: Vec<OnceLock<Arc<FnSig>>>,
    adts: Vec<OnceLock<Arc<AdtSig>>>,
    headers: Vec<OnceLock<Arc<ImplHeader>>>,
    bodies: Vec<OnceLock<Arc<BodyTypes>>>,
    traits_by_method: traits::MethodIndex,
}

impl<'p> Types<'p> {
    #[must_use]
    pub fn new(program: &'p Program) -> Self {
        let cells = program.defs.len();
        Self {
            program,
            lang: Lang::new(program),
            limits: Limits::default(),
            sigs: (0..cells).map(|_| OnceLock::new()).collect(),
            adts: (0..cells).map(|_| OnceLock::new()).collect(),
            headers: (0..program.impls.len()).map(|_| OnceLock::new()).collect(),
            bodies: (0..cells).map(|_| OnceLock::new()).collect(),
            traits_by_method: traits::MethodIndex::new(program),
        }
    }

    /// The signature of a function.
    #[must_use]
    pub fn sig(&self, def: DefId) -> &Arc<FnSig> {
        self.sigs[def.index()].get_or_init(|| Arc::new(self.build_sig(def)))
    }

    /// The fields of a struct or an enum.
    #[must_use]
    pub fn adt(&self, def: DefId) -> &Arc<AdtSig> {
        self.adts[def.index()].get_or_init(|| Arc::new(self.build_adt(def)))
    }

    /// What an impl is for.
    #[must_use]
    pub fn impl_header(&self, id: ImplId) -> &Arc<ImplHeader> {
        self.headers[id.index()].get_or_init(|| Arc::new(self.build_header(id)))
    }

    /// The types of the body of a function, constant or static; empty where there is none.
    #[must_use]
    pub fn body(&self, def: DefId) -> &Arc<BodyTypes> {
        self.bodies[def.index()].get_or_init(|| Arc::new(body::infer_body(self, def)))
    }

    /// The definitions whose bodies were asked for, in order.
    pub fn inferred(&self) -> impl Iterator<Item = DefId> + '_ {
        let asked = self.bodies.iter().enumerate().filter(|(_, cell)| cell.get().is_some());
        asked.map(|(index, _)| DefId::new(index)).filter(|def| self.program.body(*def).is_some())
    }
}
