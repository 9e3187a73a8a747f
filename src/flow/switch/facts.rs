//! What is known of switches where a place is reached, from the conditions around and before it. Must not ask how often
//! it is reached.

use super::super::turns::is_success;
use super::{At, Place};
use crate::hir::{BinOp, Expr, ExprId, Pat, PatId, Stmt, UnOp};
use crate::infer::Ty;
use crate::model::Role;

/// What a condition says of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fact {
    pub place: Place,
    pub is: Is,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// An option with nothing in it, a task that has ended.
    Free,
    /// A truth.
    Set(bool),
    /// A truth that was switched by being asked.
    Switched,
    /// An option that had something in it, which was taken out.
    Taken,
}

impl At<'_, '_> {
    /// What holds where `inner` is reached, as far as `outer`, directly around it, says.
    pub(super) fn facts_at(&self, inner: ExprId, outer: ExprId) -> Vec<Fact> {
        match self.expr(outer) {
            Expr::If { cond, then, els } => {
                let holds = (*then == inner).then_some(true).or_else(|| (*els == Some(inner)).then_some(false));
                holds.map_or_else(Vec::new, |truth| self.when(*cond, truth))
            }
            Expr::Match { scrutinee, arms } => {
                let Some(arm) = arms.iter().find(|arm| arm.body == inner) else { return Vec::new() };
                let mut facts = arm.guard.map_or_else(Vec::new, |guard| self.when(guard, true));
                if facts.is_empty() {
                    facts = self.matched(arm.pat, *scrutinee, true);
                }
                if facts.is_empty() && matches!(self.body.pats[arm.pat], Pat::Wild) {
                    // What the arms before did not take.
                    let before = arms.iter().take_while(|a| a.body != inner);
                    facts.extend(before.flat_map(|a| self.missed(a.pat, a.guard, *scrutinee)));
                }
                facts
            }
            Expr::Block { .. } => self.before(outer, inner).iter().flat_map(|stmt| self.after(stmt)).collect(),
            _ => Vec::new(),
        }
    }

    /// What a statement says of all that comes after it.
    fn after(&self, stmt: &Stmt) -> Vec<Fact> {
        match stmt {
            Stmt::Expr(expr) => match self.expr(*expr) {
                Expr::If { cond, then, els: None } if self.leaves(*then) => self.when(*cond, false),
                _ => Vec::new(),
            },
            Stmt::Let { pat, init: Some(init), els: Some(_), .. } => self.matched(*pat, *init, true),
            Stmt::Let { init: Some(init), .. } => self.unwrapped(*init).into_iter().collect(),
            Stmt::Let { .. } => Vec::new(),
        }
    }

    /// `place.take()?`, `place.take().expect("..")`
    fn unwrapped(&self, init: ExprId) -> Option<Fact> {
        if self.flow.ty(self.def, init).adt() == self.flow.types.lang.option {
            return None;
        }
        let mut at = init;
        loop {
            at = match self.expr(at) {
                Expr::MethodCall { recv, .. } if self.taken_from(at).is_none() => *recv,
                Expr::Try(inner) => *inner,
                _ => break,
            };
        }
        (at != init).then(|| self.taken_from(at)).flatten()
    }

    pub(super) fn taken_from(&self, call: ExprId) -> Option<Fact> {
        let Expr::MethodCall { recv, .. } = self.expr(call) else { return None };
        self.flow.call_row(self.def, call, Role::TakesOut)?;
        Some(Fact { place: self.place(*recv)?, is: Is::Taken })
    }

    fn leaves(&self, block: ExprId) -> bool {
        let last = match self.expr(block) {
            Expr::Block { tail: Some(tail), .. } => Some(*tail),
            Expr::Block { stmts, .. } => match stmts.last() {
                Some(Stmt::Expr(last)) => Some(*last),
                _ => None,
            },
            _ => None,
        };
        let leaves = |e: ExprId| matches!(self.expr(e), Expr::Continue { .. } | Expr::Return(_) | Expr::Break { .. });
        last.is_some_and(leaves)
    }

    /// What holds when a condition came out as `truth`.
    fn when(&self, cond: ExprId, truth: bool) -> Vec<Fact> {
        match self.expr(cond) {
            Expr::Unary { op: UnOp::Not, expr } => self.when(*expr, !truth),
            Expr::Binary { op: op @ (BinOp::And | BinOp::Or), lhs, rhs } => {
                let (mut left, right) = (self.when(*lhs, truth), self.when(*rhs, truth));
                if (*op == BinOp::And) == truth {
                    left.extend(right);
                } else {
                    left.retain(|fact| right.contains(fact));
                }
                left
            }
            Expr::Binary { op: op @ (BinOp::Eq | BinOp::Ne), lhs, rhs } => match self.truth(*rhs) {
                Some(value) => self.when(*lhs, (value == truth) == (*op == BinOp::Eq)),
                None => Vec::new(),
            },
            Expr::Let { pat, expr } => self.matched(*pat, *expr, truth),
            Expr::Block { tail: Some(tail), .. } => self.when(*tail, truth),
            Expr::MethodCall { recv, args, .. } => self.called(cond, *recv, args, truth),
            _ => {
                let place = self.place(cond).filter(|_| self.flow.ty(self.def, cond).peel_refs() == &Ty::prim("bool"));
                place.map(|place| Fact { place, is: Is::Set(truth) }).into_iter().collect()
            }
        }
    }

    fn called(&self, call: ExprId, recv: ExprId, args: &[ExprId], truth: bool) -> Vec<Fact> {
        let asked = |is: Is| self.asked(recv).map(|place| Fact { place, is }).into_iter().collect();
        if let Some(kind) = self.flag_kind(call) {
            let value = args.first().and_then(|a| self.truth(*a));
            return match kind {
                "reads" => asked(Is::Set(truth)),
                "swaps" if value == Some(!truth) => asked(Is::Switched),
                _ => Vec::new(),
            };
        }
        let rows = self.flow.call_rows(self.def, call);
        for row in rows {
            match (row.role, row.kind.as_deref(), truth) {
                (Role::TestsEnded, _, true)
                | (Role::TestsVariant, Some("None"), true)
                | (Role::TestsVariant, Some("Some"), false) => return asked(Is::Free),
                (Role::TestsVariant, Some("Ok"), true) | (Role::TestsVariant, Some("Err"), false) => {
                    return self.exchanged(recv).into_iter().collect();
                }
                _ => {}
            }
        }
        let says = args.last().is_some_and(|last| self.says_ended(*last, truth));
        if says { asked(Is::Free) } else { Vec::new() }
    }

    /// `|h| h.is_finished()`, `JoinHandle::is_finished`: whether its answer `truth` says that a task has ended.
    fn says_ended(&self, asks: ExprId, truth: bool) -> bool {
        let ended = |e: ExprId| self.flow.call_row(self.def, e, Role::TestsEnded).is_some();
        match self.expr(asks) {
            Expr::Closure { body, .. } => self.says_ended(*body, truth),
            Expr::Block { tail: Some(tail), .. } => self.says_ended(*tail, truth),
            Expr::Unary { op: UnOp::Not, expr } => self.says_ended(*expr, !truth),
            Expr::MethodCall { .. } => truth && ended(asks),
            Expr::Path(_) => truth && self.flow.path_rows(self.def, asks).iter().any(|r| r.role == Role::TestsEnded),
            _ => false,
        }
    }

    /// The place of an option that is asked through `as_ref()` and the like.
    fn asked(&self, recv: ExprId) -> Option<Place> {
        self.place(recv).or_else(|| match self.expr(recv) {
            Expr::MethodCall { recv, args, .. } if args.is_empty() => self.place(*recv),
            _ => None,
        })
    }

    /// `place.compare_exchange(..)`
    fn exchanged(&self, call: ExprId) -> Option<Fact> {
        let Expr::MethodCall { recv, .. } = self.expr(call) else { return None };
        let place = self.place(*recv).filter(|_| self.flag_kind(call) == Some("exchanges"))?;
        Some(Fact { place, is: Is::Switched })
    }

    /// What holds where a pattern fits, or where it does not.
    fn matched(&self, pat: PatId, scrutinee: ExprId, fits: bool) -> Vec<Fact> {
        let Some(filled) = is_success(self.body, pat) else { return Vec::new() };
        let fact = match (self.taken_from(scrutinee), self.exchanged(scrutinee)) {
            (Some(taken), _) => Some(taken).filter(|_| filled == fits),
            (_, Some(exchanged)) => Some(exchanged).filter(|_| filled == fits),
            _ => self.option_asked(scrutinee).filter(|_| filled != fits),
        };
        fact.into_iter().collect()
    }

    fn option_asked(&self, scrutinee: ExprId) -> Option<Fact> {
        let option = self.flow.ty(self.def, scrutinee).peel_refs().adt() == self.flow.types.lang.option;
        let place = self.asked(scrutinee).filter(|_| option)?;
        Some(Fact { place, is: Is::Free })
    }

    /// What holds where an arm was not taken: there is nothing, or what there is does not meet the guard.
    fn missed(&self, pat: PatId, guard: Option<ExprId>, scrutinee: ExprId) -> Vec<Fact> {
        let ended = guard.is_none_or(|guard| self.says_ended(guard, false));
        if ended { self.matched(pat, scrutinee, false) } else { Vec::new() }
    }
}
