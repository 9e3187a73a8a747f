//! Timers that end nothing: an arm of a select in an endless loop that does its work and lets the loop go on.
//! Must not know what is waited for beside it.

use super::{Flow, Up};
use crate::hir::{BlockKind, Body, Expr, ExprId, MacroKind, SelectArm, Stmt};
use crate::link::DefId;
use crate::model::Role;

impl Flow<'_> {
    /// Whether after a timer's arm the next turn waits again: `loop { select! { _ = tick.tick() => log(), r = read() => .. } }`.
    pub(super) fn goes_on(&self, def: DefId, arm: &SelectArm) -> bool {
        let (Some(body), Some(index)) = (self.body(def), self.index(def)) else {
            return false;
        };
        let Some(select) = index.parent(arm.handler) else { return false };
        if !self.is_timer(def, arm.future) || self.may_leave(def, body, arm.handler) {
            return false;
        }
        let mut at = select;
        loop {
            at = match index.up(at) {
                Up::Stmt { block, stmt } if self.others_stay(def, body, block, Some(stmt)) => block,
                Up::Tail { block } if self.others_stay(def, body, block, None) => block,
                Up::Expr(outer) => return matches!(body.exprs[outer], Expr::Loop { .. }),
                _ => return false,
            };
        }
    }

    /// Whether no statement of a block but this one, or its last expression, leaves the loop.
    fn others_stay(&self, def: DefId, body: &Body, block: ExprId, own: Option<usize>) -> bool {
        let Expr::Block { kind: BlockKind::Plain, stmts, tail, .. } = &body.exprs[block] else {
            return false;
        };
        let others = stmts.iter().enumerate().filter(|(i, _)| Some(*i) != own).flat_map(|(_, stmt)| match stmt {
            Stmt::Let { init, els, .. } => [*init, *els],
            Stmt::Expr(expr) => [Some(*expr), None],
        });
        let tail = tail.filter(|_| own.is_some());
        !others.flatten().chain(tail).any(|e| self.may_leave(def, body, e))
    }

    /// Whether something may leave the loop, now or because of what it notes or stops.
    fn may_leave(&self, def: DefId, body: &Body, part: ExprId) -> bool {
        body.descendants(part).into_iter().any(|e| match &body.exprs[e] {
            // What it waits for, such as the write of a ping, may fail and end all.
            Expr::Await(_)
            | Expr::Break { .. }
            | Expr::Return(_)
            | Expr::Try(_)
            | Expr::Assign { .. }
            | Expr::AssignOp { .. } => true,
            Expr::Macro { kind, .. } => matches!(kind, MacroKind::Panic | MacroKind::Opaque),
            Expr::Call { .. } | Expr::MethodCall { .. } => self.call_row(def, e, Role::Aborts).is_some(),
            _ => false,
        })
    }
}
