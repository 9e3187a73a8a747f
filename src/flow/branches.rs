//! Which places of a body never run one after the other: those in different branches. Must not follow calls.

use super::{Flow, Up};
use crate::hir::{Body, Expr, ExprId};
use crate::link::DefId;

impl Flow<'_> {
    /// Whether two places never both run in one turn: they are in different branches, or the branch of the first
    /// leaves the function.
    #[must_use]
    pub fn exclusive(&self, def: DefId, one: ExprId, other: ExprId) -> bool {
        let (Some(body), Some(index)) = (self.body(def), self.index(def)) else {
            return false;
        };
        let with_self = |e: ExprId| std::iter::once(e).chain(index.ancestors(e)).collect::<Vec<ExprId>>();
        let (left, right) = (with_self(one), with_self(other));
        let Some(top) = left.iter().find(|e| right.contains(e)) else {
            return false;
        };
        let below = |way: &[ExprId]| way.iter().position(|e| e == top).and_then(|i| i.checked_sub(1)).map(|i| way[i]);
        let (Some(a), Some(b)) = (below(&left), below(&right)) else {
            return false;
        };
        match &body.exprs[*top] {
            Expr::If { then, els, .. } => [Some(a), Some(b)].iter().all(|e| *e == Some(*then) || *e == *els) && a != b,
            Expr::Match { arms, .. } => a != b && [a, b].iter().all(|e| arms.iter().any(|arm| arm.body == *e)),
            Expr::Block { .. } => {
                let first = if statement(index.up(a)) <= statement(index.up(b)) { &left } else { &right };
                self.leaves_branch(def, body, first, *top)
            }
            _ => false,
        }
    }

    /// Whether a place is in a branch, below `top`, that leaves the function.
    fn leaves_branch(&self, def: DefId, body: &Body, way: &[ExprId], top: ExprId) -> bool {
        let Some(index) = self.index(def) else {
            return false;
        };
        let returns = |e: ExprId| body.descendants(e).into_iter().any(|e| matches!(body.exprs[e], Expr::Return(_)));
        way.iter().take_while(|e| **e != top).any(|at| match index.up(*at) {
            Up::LetElse { .. } => true,
            Up::Expr(outer) => match &body.exprs[outer] {
                Expr::If { cond, .. } => *cond != *at && returns(*at),
                Expr::Match { scrutinee, .. } => *scrutinee != *at && returns(*at),
                _ => false,
            },
            _ => false,
        })
    }
}

fn statement(up: Up) -> usize {
    match up {
        Up::Let { stmt, .. } | Up::LetElse { stmt, .. } | Up::Stmt { stmt, .. } => stmt,
        _ => usize::MAX,
    }
}
