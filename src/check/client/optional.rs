//! Limits that a configuration may leave out: the branch without one stands beside a branch that sets it.
//!
//! `match limit { Some(t) => builder.timeout(t), None => Client::builder() }`. Must not follow values.

use super::requests::is_set;
use super::{holds_client, holds_request};
use crate::check::Cx;
use crate::flow::{Site, Up};
use crate::hir::{Body, Expr, ExprId, LocalId, PatId, Stmt};
use crate::model::Role;

/// Whether a branch beside the one that a place is in takes a limit out of an option and sets it.
pub(super) fn has_limited_twin(cx: &Cx<'_>, site: Site) -> bool {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return false;
    };
    let twins = Twins { cx, site, body };
    let mut inner = site.expr;
    loop {
        let found = match index.up(inner) {
            Up::Expr(outer) => twins.beside(outer, inner),
            Up::LetElse { block, stmt } => twins.after(block, stmt),
            Up::Let { block, stmt } | Up::Stmt { block, stmt } => twins.returned_before(block, stmt),
            Up::Tail { block } => twins.returned_before(block, usize::MAX),
            Up::Root | Up::Pat => return false,
        };
        if found {
            return true;
        }
        match index.parent(inner) {
            Some(outer) => inner = outer,
            None => return false,
        }
    }
}

struct Twins<'a, 'b> {
    cx: &'a Cx<'b>,
    site: Site,
    body: &'a Body,
}

impl Twins<'_, '_> {
    fn beside(&self, outer: ExprId, inner: ExprId) -> bool {
        match &self.body.exprs[outer] {
            Expr::Match { arms, .. } if arms.iter().any(|a| a.body == inner) => {
                arms.iter().filter(|a| a.body != inner).any(|a| self.limits(a.body, a.pat))
            }
            Expr::If { cond, then, els } if *els == Some(inner) => self.conditional(*cond, *then),
            // `limit.map_or_else(|| Client::builder(), |t| Client::builder().timeout(t))`
            Expr::MethodCall { recv, args, .. } if *recv != inner => {
                let closures = args.iter().filter(|a| **a != inner).copied().chain(self.body.descendants(*recv));
                closures.into_iter().any(|e| match &self.body.exprs[e] {
                    Expr::Closure { params, body, .. } => params.iter().any(|(pat, _)| self.limits(*body, *pat)),
                    _ => false,
                })
            }
            _ => false,
        }
    }

    /// `let Some(t) = limit else { .. };`, and `t` is set later on.
    fn after(&self, block: ExprId, stmt: usize) -> bool {
        let Expr::Block { stmts, tail, .. } = &self.body.exprs[block] else {
            return false;
        };
        let Some(Stmt::Let { pat, .. }) = stmts.get(stmt) else {
            return false;
        };
        let later = stmts.iter().skip(stmt + 1).filter_map(|s| match s {
            Stmt::Let { init, .. } => *init,
            Stmt::Expr(expr) => Some(*expr),
        });
        later.chain(*tail).any(|e| self.limits(e, *pat))
    }

    /// `if let Some(t) = limit { return ..timeout(t).. }` before.
    fn returned_before(&self, block: ExprId, stmt: usize) -> bool {
        let Expr::Block { stmts, .. } = &self.body.exprs[block] else {
            return false;
        };
        stmts.iter().take(stmt).any(|s| match s {
            Stmt::Expr(e) => match &self.body.exprs[*e] {
                Expr::If { cond, then, els: None } => self.conditional(*cond, *then) && self.returns(*then),
                _ => false,
            },
            Stmt::Let { .. } => false,
        })
    }

    fn returns(&self, expr: ExprId) -> bool {
        self.body.descendants(expr).into_iter().any(|e| matches!(self.body.exprs[e], Expr::Return(_)))
    }

    fn conditional(&self, cond: ExprId, then: ExprId) -> bool {
        let lets = self.body.descendants(cond).into_iter().filter_map(|e| match &self.body.exprs[e] {
            Expr::Let { pat, .. } => Some(*pat),
            _ => None,
        });
        lets.into_iter().any(|pat| self.limits(then, pat))
    }

    /// Whether a call in `branch` sets a limit, or waits under one, that the pattern took out.
    fn limits(&self, branch: ExprId, pat: PatId) -> bool {
        let bound = self.body.bindings(pat);
        !bound.is_empty() && self.body.descendants(branch).into_iter().any(|e| self.sets(e, &bound))
    }

    fn sets(&self, call: ExprId, bound: &[LocalId]) -> bool {
        let def = self.site.def;
        let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &self.body.exprs[call] else {
            return false;
        };
        let names = |arg: &ExprId| {
            let inside = self.body.descendants(*arg);
            inside.into_iter().any(|e| matches!(&self.body.exprs[e], Expr::Local(l) if bound.contains(l)))
        };
        if !args.iter().any(names) {
            return false;
        }
        let ty = self.cx.flow.ty(def, call);
        let set = (holds_client(self.cx, &ty) || holds_request(self.cx, &ty)) && is_set(self.cx, def, call);
        set || self.cx.flow.call_row(def, call, Role::BoundsWait).is_some()
    }
}
