//! Inference of one body: what is kept of it, and the state while it is made.

use rustc_hash::FxHashMap;

use super::Types;
use super::lower_ty::TyEnv;
use super::ty::{Substs, TraitRef, Ty};
use super::unify::Table;
use crate::base::{FileId, Sym};
use crate::hir::{self, BodyId, ExprId, ItemKind, LocalId, PatId};
use crate::link::{CrateId, DefId, ModuleId};

/// The types of a body's expressions and locals, and what its calls and paths name.
#[derive(Debug, Default)]
pub struct BodyTypes {
    pub exprs: Vec<Ty>,
    pub locals: Vec<Ty>,
    pub pats: Vec<Ty>,
    /// For calls and method calls (by the call's id).
    pub callees: FxHashMap<ExprId, Callee>,
    /// For path expressions.
    pub paths: FxHashMap<ExprId, ValueRes>,
    /// For patterns that name a variant, a struct or a constant.
    pub pat_paths: FxHashMap<PatId, DefId>,
    /// For struct literals: the struct or the variant.
    pub literals: FxHashMap<ExprId, DefId>,
    /// The implementation of `Deref` is not recorded; what a field access found is: the struct that holds the field.
    pub fields: FxHashMap<ExprId, DefId>,
}

impl BodyTypes {
    /// The type of an expression.
    #[must_use]
    pub fn expr(&self, id: ExprId) -> Ty {
        self.exprs.get(id.index()).cloned().unwrap_or_else(Ty::unknown)
    }
    /// The type of a local.
    #[must_use]
    pub fn local(&self, id: LocalId) -> Ty {
        self.locals.get(id.index()).cloned().unwrap_or_else(Ty::unknown)
    }
}

/// What a call calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Callee {
    /// A function with a known declaration.
    Fn {
        /// The function that runs where that is known: an impl's; else the trait's.
        def: DefId,
        /// The trait's function, where it is called through a trait.
        trait_fn: Option<DefId>,
        /// Through `dyn Trait` or a generic parameter: any impl may run.
        dynamic: bool,
        /// `Self` for associated functions and methods, after dereferencing.
        self_ty: Ty,
        substs: Substs,
        /// The bound of a parameter, `dyn` or `impl` type that it is called by.
        bound: Option<TraitRef>,
    },
    /// A tuple struct's or variant's constructor.
    Ctor(DefId),
    /// A value that is called: a closure, a function pointer, a parameter.
    Value,
    /// A path below an opaque crate.
    External(CrateId, std::sync::Arc<[Sym]>),
    /// Not known; the name is what was written.
    Unknown(Sym),
}

impl Callee {
    /// The name of a callee that is not known: what was written, or its path in a crate that no model describes.
    #[must_use]
    pub fn unknown_name(&self, program: &crate::link::Program) -> Option<String> {
        match self {
            Self::Unknown(name) => Some(name.to_string()),
            Self::External(krate, path) => {
                let name = program.crates[*krate].name;
                Some(path.iter().fold(name.to_string(), |all, part| format!("{all}::{part}")))
            }
            Self::Fn { .. } | Self::Ctor(_) | Self::Value => None,
        }
    }
}

/// What a path expression names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueRes {
    Fn {
        def: DefId,
        trait_fn: Option<DefId>,
        self_ty: Ty,
    },
    Ctor(DefId),
    /// A constant or a static.
    Const(DefId),
    External(CrateId, std::sync::Arc<[Sym]>),
    Unknown,
}

/// A bound that waits for its type to be known.
#[derive(Debug, Clone)]
pub(super) struct Obligation {
    pub ty: Ty,
    pub bound: TraitRef,
}

/// A projection that waits for its type to be known: `<ty as tr>::name == var`.
#[derive(Debug, Clone)]
pub(super) struct Pending {
    pub ty: Ty,
    pub tr: Option<DefId>,
    pub name: Sym,
    pub var: Ty,
}

/// The state of one inference.
pub(super) struct Infer<'a> {
    pub types: &'a Types<'a>,
    pub table: Table,
    pub env: TyEnv,
    /// The body's place, to find the modules of its blocks.
    pub krate: Option<CrateId>,
    pub file: Option<FileId>,
    pub body_id: Option<BodyId>,
    pub body: Option<&'a hir::Body>,
    pub out: BodyTypes,
    pub obligations: Vec<Obligation>,
    pub pending: Vec<Pending>,
    /// What `return` and `?` yield to, innermost last.
    pub returns: Vec<Ty>,
    /// What `break` with a value yields to, innermost last.
    pub breaks: Vec<(Option<Sym>, Ty)>,
    pub depth: usize,
}

impl<'a> Infer<'a> {
    /// A state without a body, to ask about impls.
    pub fn question(types: &'a Types<'a>, env: TyEnv) -> Self {
        Self {
            types,
            table: Table::default(),
            env,
            krate: None,
            file: None,
            body_id: None,
            body: None,
            out: BodyTypes::default(),
            obligations: Vec::new(),
            pending: Vec::new(),
            returns: Vec::new(),
            breaks: Vec::new(),
            depth: 0,
        }
    }
    pub fn module(&self) -> Option<ModuleId> {
        self.env.module
    }
    /// Enters the module of a block with items; the one to go back to.
    pub fn enter_block(&mut self, block: ExprId) -> Option<ModuleId> {
        let before = self.env.module;
        if let (Some(krate), Some(file), Some(body)) = (self.krate, self.file, self.body_id)
            && let Some(module) = self.types.program.blocks.get(&(krate, file, body, block))
        {
            self.env.module = Some(*module);
        }
        before
    }
}

/// Infers the body of `def`.
pub(super) fn infer_body<'a>(types: &'a Types<'a>, def: DefId) -> BodyTypes {
    let d = &types.program.defs[def];
    let Some(file) = types.program.file(d.hir.file) else {
        return BodyTypes::default();
    };
    let item = &file.items[d.hir.item];
    let (body_id, ret) = match &item.kind {
        ItemKind::Fn(f) => (f.body, types.sig(def).output.clone()),
        ItemKind::Const(c) => (c.body, Some(types.lower_ty(&types.env_of(def), &c.ty))),
        _ => (None, None),
    };
    let Some(body_id) = body_id else {
        return BodyTypes::default();
    };
    let body = &file.bodies[body_id];
    let mut cx = Infer::question(types, types.env_of(def));
    cx.krate = Some(d.krate);
    cx.file = Some(d.hir.file);
    cx.body_id = Some(body_id);
    cx.body = Some(body);
    cx.run(def, item, &ret.unwrap_or_else(Ty::unknown))
}

impl Infer<'_> {
    fn run(mut self, def: DefId, item: &hir::Item, ret: &Ty) -> BodyTypes {
        let Some(body) = self.body else {
            return BodyTypes::default();
        };
        self.out.exprs = vec![Ty::unknown(); body.exprs.len()];
        self.out.pats = vec![Ty::unknown(); body.pats.len()];
        self.out.locals = (0..body.locals.len()).map(|_| self.table.fresh()).collect();
        if let ItemKind::Fn(_) = &item.kind {
            let sig = self.types.sig(def).clone();
            // `impl Trait` parameters are generic names that only the signature knows.
            self.env.generics.clone_from(&sig.generics);
            self.env.preds.clone_from(&sig.preds);
            if let (Some(local), Some(ty)) = (body.self_local, &sig.self_param) {
                let ty = self.normalize(ty);
                self.bind_local(local, &ty);
            }
            for (pat, ty) in body.params.iter().zip(&sig.params) {
                let ty = self.normalize(ty);
                self.infer_pat(*pat, &ty);
            }
        }
        let ret = self.normalize(ret);
        self.returns.push(ret.clone());
        let got = self.infer_expr(body.root, &ret);
        self.coerce(&got, &ret);
        self.settle();
        self.late_impls();
        self.finish()
    }

    pub(super) fn bind_local(&mut self, local: LocalId, ty: &Ty) {
        let var = self.out.locals[local.index()].clone();
        self.table.unify(&var, ty);
    }

    fn finish(mut self) -> BodyTypes {
        let table = &self.table;
        for ty in self.out.exprs.iter_mut().chain(&mut self.out.locals).chain(&mut self.out.pats) {
            *ty = table.finish(ty);
        }
        #[expect(clippy::iter_over_hash_type, reason = "each entry is finished on its own")]
        for callee in self.out.callees.values_mut() {
            if let Callee::Fn { self_ty, substs, bound, .. } = callee {
                *self_ty = table.finish(self_ty);
                for ty in bound.iter_mut().flat_map(TraitRef::parts_mut) {
                    *ty = table.finish(ty);
                }
                for (_, ty) in substs {
                    *ty = table.finish(ty);
                }
            }
        }
        #[expect(clippy::iter_over_hash_type, reason = "each entry is finished on its own")]
        for path in self.out.paths.values_mut() {
            if let ValueRes::Fn { self_ty, .. } = path {
                *self_ty = table.finish(self_ty);
            }
        }
        self.out
    }
}

/// The type that a value of `ty` yields when it is awaited.
impl Types<'_> {
    #[must_use]
    pub fn await_output(&self, env: &TyEnv, ty: &Ty) -> Ty {
        let mut cx = Infer::question(self, env.clone());
        let out = cx.await_output(ty, 0);
        cx.table.finish(&out)
    }
    /// Whether `ty` implements the trait, as far as is known.
    #[must_use]
    pub fn implements(&self, env: &TyEnv, ty: &Ty, tr: DefId) -> bool {
        Infer::question(self, env.clone()).implements(ty, tr, 4)
    }
    /// The type that a smart pointer's value is reached through: one step of `Deref`.
    #[must_use]
    pub fn deref(&self, env: &TyEnv, ty: &Ty) -> Option<Ty> {
        let mut cx = Infer::question(self, env.clone());
        let ty = cx.deref(ty)?;
        Some(cx.table.finish(&ty))
    }
}
