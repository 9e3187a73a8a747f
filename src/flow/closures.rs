//! Where a value goes through closures: into the parameters of one that a call is given, out of one that is called.
//! Must not know a rule.

use super::trace::{Node, Walk};
use super::{Site, Up};
use crate::hir::{Body, Expr, ExprId, LocalId, Pat, Stmt};
use crate::infer::ValueRes;
use crate::link::DefId;

impl Walk<'_, '_> {
    /// A library's function may call the closures and functions that it is given with the value: `opt.map(|b| ..)`.
    pub(super) fn enter_closures(&mut self, def: DefId, body: &Body, args: &[ExprId]) {
        for arg in args {
            if let Expr::Closure { params, .. } = &body.exprs[*arg] {
                for (pat, _) in params {
                    self.bind(def, body, *pat);
                }
            }
            if let Some(ValueRes::Fn { def: fun, .. }) = self.flow.types_of(def).paths.get(arg) {
                self.enter_function(*fun);
            }
        }
    }

    fn enter_function(&mut self, fun: DefId) {
        let Some(body) = self.flow.body(fun).filter(|_| self.flow.in_workspace(fun)) else {
            return;
        };
        for pat in &body.params {
            self.bind(fun, body, *pat);
        }
        if let Some(local) = body.self_local.filter(|l| (self.holds)(&self.flow.types_of(fun).local(*l))) {
            self.push(Node::Local(fun, local));
        }
    }

    /// Into the parameter of a closure that is kept in a variable. Whether there is one.
    pub(super) fn enter_called_closure(&mut self, def: DefId, call: ExprId, index: usize) -> bool {
        let Some(body) = self.flow.body(def) else {
            return false;
        };
        let Expr::Call { callee, .. } = &body.exprs[call] else {
            return false;
        };
        let closures = match &body.exprs[*callee] {
            Expr::Local(local) => self.flow.initialisers(def, *local),
            _ => vec![*callee],
        };
        let mut found = false;
        for closure in closures {
            if let Expr::Closure { params, .. } = &body.exprs[closure] {
                found = true;
                if let Some((pat, _)) = params.get(index) {
                    self.bind(def, body, *pat);
                }
            }
        }
        found
    }

    /// A closure's result is the result of the call that the closure is given to, or of the calls of its variable.
    pub(super) fn on_closure(&mut self, def: DefId, closure: ExprId) {
        let Some((body, index)) = self.flow.body(def).zip(self.flow.index(def).cloned()) else {
            return;
        };
        match index.up(closure) {
            Up::Let { block, stmt } => {
                let local = variable(body, block, stmt);
                for at in local.map_or(&[][..], |l| index.uses(l)) {
                    if let Some(parent) = index.parent(*at) {
                        self.on(def, parent);
                    }
                }
            }
            _ if index.parent(closure).is_some_and(|p| matches!(body.exprs[p], Expr::MethodCall { .. })) => {
                self.made_for(Site { def, expr: closure });
            }
            _ => {
                if let Some(parent) = index.parent(closure) {
                    self.on(def, parent);
                }
            }
        }
    }

    /// What a wrapper dereferences to is reached through the wrapper.
    pub(super) fn on_wrapper(&mut self, def: DefId, at: ExprId) {
        let ty = self.flow.ty(def, at);
        if !ty.args().iter().any(|a| (self.holds)(a)) && (self.holds)(&ty) {
            self.push(Node::Expr(Site { def, expr: at }));
        }
    }
}

/// The variable that a statement binds.
fn variable(body: &Body, block: ExprId, stmt: usize) -> Option<LocalId> {
    let Expr::Block { stmts, .. } = &body.exprs[block] else {
        return None;
    };
    match stmts.get(stmt)? {
        Stmt::Let { pat, .. } => match &body.pats[*pat] {
            Pat::Bind { local, .. } => Some(*local),
            _ => None,
        },
        Stmt::Expr(_) => None,
    }
}
