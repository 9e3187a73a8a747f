//! Functions and closures that are values: in parameters, tables, fields, collections; and where they are called.
//! Must not know a rule.

use super::{Flow, Node, Site, UseKind};
use crate::hir::{Body, Expr, ExprId};
use crate::infer::{Callee, Ty, TyKind};
use crate::link::DefId;

impl Flow<'_> {
    /// Where a function or closure that is a value may be called more than once.
    pub(super) fn calls_of_value(&self, value: Site) -> Vec<Site> {
        let holds = |ty: &Ty| ty.any(&mut |t| may_be_function(t));
        let trace = self.trace(Node::Expr(value), true, &holds);
        let called = trace.uses.iter().filter(|u| u.kind == UseKind::Method).map(|u| u.site);
        called.filter(|call| self.calls_again(*call)).collect()
    }

    fn is_librarys(&self, def: DefId, call: ExprId) -> bool {
        let callees = self.callees(def, call);
        !callees.is_empty() && !callees.into_iter().any(|d| self.in_workspace(d))
    }

    /// Whether a library's function hands back what it is given, in a value that is called as the function is.
    #[must_use]
    pub fn holds_argument(&self, def: DefId, call: ExprId) -> bool {
        let wraps = |body: &Body| matches!(&body.exprs[call], Expr::Call { args, .. } if args.len() == 1);
        self.body(def).is_some_and(wraps)
            && self.is_librarys(def, call)
            && self.ty(def, call).args().first().is_some_and(may_be_function)
    }

    /// Where a function calls one of its parameters, directly or after cloning it.
    pub(super) fn calls_of_param(&self, fun: DefId, index: usize) -> Vec<ExprId> {
        let Some((body, idx)) = self.body(fun).zip(self.index(fun)) else {
            return Vec::new();
        };
        let Some(pat) = body.params.get(index) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for local in body.bindings(*pat) {
            for used in idx.uses(local) {
                let mut at = *used;
                while let Some(parent) = idx.parent(at) {
                    match &body.exprs[parent] {
                        Expr::Ref { .. } => at = parent,
                        // A library's function may keep it: `Arc::new(f)`.
                        Expr::Call { callee, .. } if *callee != at && self.is_librarys(fun, parent) => break,
                        Expr::Call { .. } => {
                            all.push(parent);
                            break;
                        }
                        _ => break,
                    }
                }
            }
        }
        all
    }

    /// Whether a call calls a value, and not one that can be called only once.
    fn calls_again(&self, call: Site) -> bool {
        let value = self.types_of(call.def).callees.get(&call.expr) == Some(&Callee::Value);
        match self.body(call.def).map(|b| &b.exprs[call.expr]) {
            Some(Expr::Call { callee, .. }) if value => {
                let ty = self.ty(call.def, *callee);
                !ty.any(&mut |t| self.is_called_once(call.def, t))
            }
            _ => false,
        }
    }

    /// Whether a type is that of functions or closures which can be called once only.
    #[must_use]
    pub fn is_called_once(&self, def: DefId, ty: &Ty) -> bool {
        let once = |tr: DefId| {
            let lang = &self.types.lang;
            Some(tr) == lang.fn_once || Some(tr) == lang.async_fn_once
        };
        match ty.kind() {
            TyKind::Dyn(bounds) | TyKind::Opaque(bounds) => bounds.iter().any(|b| once(b.def)),
            TyKind::Param(_) => self.types.env_of(def).preds.iter().any(|(of, bound)| of == ty && once(bound.def)),
            _ => false,
        }
    }
}

fn may_be_function(ty: &Ty) -> bool {
    matches!(
        ty.kind(),
        TyKind::FnDef(..)
            | TyKind::FnPtr(..)
            | TyKind::Closure(..)
            | TyKind::Dyn(_)
            | TyKind::Opaque(_)
            | TyKind::Param(_)
    )
}
