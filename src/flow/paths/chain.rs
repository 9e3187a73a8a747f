//! What a request is built from: the receivers and arguments of a chain of calls, through variables.

use std::collections::BTreeSet;

use crate::flow::Flow;
use crate::hir::{Body, Expr, ExprId, LocalId, Stmt};
use crate::link::DefId;

/// Longer chains are not followed.
const MAX_PARTS: usize = 200;

impl Flow<'_> {
    /// The calls and paths that the receiver and the arguments of a call are made of, in order of discovery.
    #[must_use]
    pub fn request_chain(&self, def: DefId, call: ExprId) -> Vec<ExprId> {
        let Some(body) = self.body(def) else {
            return Vec::new();
        };
        let mut seen = BTreeSet::new();
        let mut parts = Vec::new();
        let mut open = vec![call];
        while let Some(id) = open.pop() {
            if !seen.insert(id) || parts.len() > MAX_PARTS {
                continue;
            }
            parts.push(id);
            match &body.exprs[id] {
                Expr::MethodCall { recv, args, .. } => {
                    open.extend(args.iter().copied().filter(|a| is_path(body, *a)));
                    open.push(*recv);
                }
                Expr::Call { callee, args } => {
                    open.extend(args);
                    open.extend(made_by(body, *callee));
                }
                Expr::Field { base: expr, .. }
                | Expr::Unary { expr, .. }
                | Expr::Ref { expr, .. }
                | Expr::Await(expr)
                | Expr::Try(expr) => open.push(*expr),
                Expr::Local(local) => open.extend(given(body, *local)),
                Expr::Block { tail, .. } => open.extend(*tail),
                Expr::If { then, els, .. } => {
                    open.push(*then);
                    open.extend(*els);
                }
                Expr::Match { arms, .. } => open.extend(arms.iter().map(|a| a.body)),
                _ => {}
            }
        }
        parts
    }
}

fn is_path(body: &Body, id: ExprId) -> bool {
    match &body.exprs[id] {
        Expr::Path(_) => true,
        Expr::Ref { expr, .. } => is_path(body, *expr),
        _ => false,
    }
}

/// What a closure in a variable makes when it is called: `build(url)` after `let build = |url| client.get(url)`.
fn made_by(body: &Body, callee: ExprId) -> Vec<ExprId> {
    let Expr::Local(local) = body.exprs[callee] else {
        return Vec::new();
    };
    let closures = given(body, local).into_iter().filter_map(|e| match &body.exprs[e] {
        Expr::Closure { body: inner, .. } => Some(*inner),
        _ => None,
    });
    closures.collect()
}

/// What is given to a variable: its initialisers and assignments, and what a pattern takes it out of.
fn given(body: &Body, local: LocalId) -> Vec<ExprId> {
    let mut all = Vec::new();
    for (_, expr) in body.exprs.iter() {
        match expr {
            Expr::Block { stmts, .. } => all.extend(stmts.iter().filter_map(|stmt| match stmt {
                Stmt::Let { pat, init: Some(init), .. } if body.bindings(*pat).contains(&local) => Some(*init),
                _ => None,
            })),
            Expr::Match { scrutinee, arms } if arms.iter().any(|a| body.bindings(a.pat).contains(&local)) => {
                all.push(*scrutinee);
            }
            Expr::Let { pat, expr } if body.bindings(*pat).contains(&local) => all.push(*expr),
            Expr::Assign { lhs, rhs } if matches!(body.exprs[*lhs], Expr::Local(l) if l == local) => {
                all.push(*rhs);
            }
            _ => {}
        }
    }
    all
}
