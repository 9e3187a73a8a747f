//! Questions about bodies and values: who calls a function, where a value goes, how a place is reached.
//!
//! Bodies are looked at when a question needs them; answers are kept. Must not know a rule.

mod beats;
mod bounded;
mod branches;
mod callers;
mod closures;
mod dispatch;
mod extracted;
mod fields;
mod index;
mod load;
mod number;
mod origin;
mod passed;
pub mod paths;
mod route;
mod stored;
mod switch;
mod tasks;
mod trace;
mod turns;
mod twins;
mod wrappers;

use std::sync::{Arc, OnceLock};

pub use callers::{Caller, mentioned_as};
pub use index::{BodyIndex, Up};
pub use load::{Load, LoadKind};
pub use origin::Source;
pub use trace::{Node, Trace, Use, UseKind};

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Loc, Sym};
use crate::hir::{Body, Expr, ExprId};
use crate::infer::{BodyTypes, Callee, Ty, TyKind, Types, ValueRes};
use crate::link::{DefId, DefKind, Program};
use crate::model::{Role, Row};

/// An expression in the body of a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Site {
    pub def: DefId,
    pub expr: ExprId,
}

/// The questions and their kept answers.
pub struct Flow<'a> {
    pub types: &'a Types<'a>,
    pub program: &'a Program,
    indexes: Vec<OnceLock<Option<Arc<BodyIndex>>>>,
    callers: Vec<OnceLock<Arc<Vec<Caller>>>>,
    loads: Vec<OnceLock<Option<Load>>>,
    std_names: OnceLock<FxHashSet<Sym>>,
    /// The types with a method that stops a task.
    stoppers: OnceLock<FxHashSet<DefId>>,
    extracted: OnceLock<Vec<extracted::Extracted>>,
    /// The types that hold a response.
    carriers: OnceLock<FxHashSet<DefId>>,
    taking: OnceLock<FxHashMap<DefId, Vec<DefId>>>,
    paths: paths::Memo,
    requests: paths::RequestMemo,
    fields: fields::Memo,
    named: callers::Memo,
    impls: dispatch::Memo,
}

impl<'a> Flow<'a> {
    #[must_use]
    pub fn new(types: &'a Types<'a>) -> Self {
        let cells = types.program.defs.len();
        Self {
            types,
            program: types.program,
            indexes: (0..cells).map(|_| OnceLock::new()).collect(),
            callers: (0..cells).map(|_| OnceLock::new()).collect(),
            loads: (0..cells).map(|_| OnceLock::new()).collect(),
            std_names: OnceLock::new(),
            stoppers: OnceLock::new(),
            extracted: OnceLock::new(),
            carriers: OnceLock::new(),
            taking: OnceLock::new(),
            paths: paths::Memo::default(),
            requests: paths::RequestMemo::default(),
            fields: fields::Memo::default(),
            named: callers::Memo::default(),
            impls: dispatch::Memo::default(),
        }
    }

    /// The body of a function, constant or static.
    #[must_use]
    pub fn body(&self, def: DefId) -> Option<&'a Body> {
        self.program.body(def)
    }

    /// The types of that body.
    #[must_use]
    pub fn types_of(&self, def: DefId) -> &Arc<BodyTypes> {
        self.types.body(def)
    }

    /// Parents, uses of locals and calls of a body.
    #[must_use]
    pub fn index(&self, def: DefId) -> Option<&Arc<BodyIndex>> {
        self.indexes[def.index()].get_or_init(|| self.body(def).map(|b| Arc::new(BodyIndex::new(b)))).as_ref()
    }

    /// The place of an expression.
    #[must_use]
    pub fn loc(&self, def: DefId, expr: ExprId) -> Option<Loc> {
        let body = self.body(def)?;
        let span = *body.expr_spans.get(expr.index())?;
        // What a macro gave is shown where the macro is called, except for its arguments, which stand there.
        let given = body.expansions.iter().find(|e| e.exprs.contains(&expr.index()));
        let span = given.map(|e| e.call).filter(|call| !call.contains(span)).unwrap_or(span);
        Some(Loc { file: self.program.defs[def].hir.file, span })
    }

    /// Whether an expression is only compiled for WebAssembly.
    #[must_use]
    pub fn only_wasm(&self, Site { def, expr }: Site) -> bool {
        let marked = |body: &Body| body.wasm.iter().any(|range| range.contains(&expr.index()));
        self.program.defs[def].wasm || self.body(def).is_some_and(marked)
    }

    /// The type of an expression.
    #[must_use]
    pub fn ty(&self, def: DefId, expr: ExprId) -> Ty {
        self.types_of(def).expr(expr)
    }

    /// The definitions that a call runs or names: the function, and the trait's function it implements.
    #[must_use]
    pub fn callees(&self, def: DefId, call: ExprId) -> Vec<DefId> {
        match self.types_of(def).callees.get(&call) {
            Some(Callee::Fn { def, trait_fn, .. }) => {
                let mut all = vec![*def];
                all.extend(trait_fn.filter(|t| t != def));
                all
            }
            Some(Callee::Ctor(def)) => vec![*def],
            _ => Vec::new(),
        }
    }

    /// What models say of a call's callee.
    #[must_use]
    pub fn call_rows(&self, def: DefId, call: ExprId) -> Vec<&'a Row> {
        let program = self.program;
        self.callees(def, call).into_iter().flat_map(|d| program.rows(d)).map(AsRef::as_ref).collect()
    }

    /// The row of a call's callee with a role.
    #[must_use]
    pub fn call_row(&self, def: DefId, call: ExprId, role: Role) -> Option<&'a Row> {
        self.call_rows(def, call).into_iter().find(|r| r.role == role)
    }

    /// What models say of a path's value (a function, constant or variant named without a call).
    #[must_use]
    pub fn path_rows(&self, def: DefId, path: ExprId) -> Vec<&'a Row> {
        let named = match self.types_of(def).paths.get(&path) {
            Some(ValueRes::Fn { def, trait_fn, .. }) => vec![Some(*def), *trait_fn],
            Some(ValueRes::Ctor(def) | ValueRes::Const(def)) => vec![Some(*def)],
            _ => Vec::new(),
        };
        let program = self.program;
        named.into_iter().flatten().flat_map(|d| program.rows(d)).map(AsRef::as_ref).collect()
    }

    /// What models say of a type's head.
    #[must_use]
    pub fn ty_rows(&self, ty: &Ty) -> Vec<&'a Row> {
        let program = self.program;
        match ty.peel_refs().kind() {
            TyKind::Adt(def, _) => program.rows(*def).iter().map(AsRef::as_ref).collect(),
            TyKind::Dyn(bounds) | TyKind::Opaque(bounds) => {
                bounds.iter().flat_map(|b| program.rows(b.def)).map(AsRef::as_ref).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a model gives a type's head a role.
    #[must_use]
    pub fn ty_row(&self, ty: &Ty, role: Role) -> Option<&'a Row> {
        self.ty_rows(ty).into_iter().find(|r| r.role == role)
    }

    /// Whether a library calls the methods of a trait per request, connection or event.
    #[must_use]
    pub fn is_handler_trait(&self, tr: DefId) -> bool {
        self.program.rows(tr).iter().any(|r| r.role == Role::HandlerTrait)
    }

    /// Whether the standard library only looks at an argument of a call: `.field("client", &self.client)`. Its traits know
    /// nothing of what the argument can do.
    #[must_use]
    pub fn only_looks(&self, Site { def, expr }: Site, index: usize) -> bool {
        let Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = self.body(def).map(|b| &b.exprs[expr])
        else {
            return false;
        };
        let callees = self.callees(def, expr);
        let shared = args.get(index).is_some_and(|a| matches!(self.ty(def, *a).kind(), TyKind::Ref(_, false)));
        shared && !callees.is_empty() && callees.iter().all(|d| Some(self.program.defs[*d].krate) == self.program.std)
    }

    /// Whether the standard library's model has a function of this name.
    #[must_use]
    pub fn is_std_name(&self, name: Sym) -> bool {
        let program = self.program;
        self.std_names
            .get_or_init(|| {
                let own = program.defs.iter().filter(|(_, d)| Some(d.krate) == program.std && d.kind == DefKind::Fn);
                own.map(|(_, d)| d.name).collect()
            })
            .contains(&name)
    }
}
