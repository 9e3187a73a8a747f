//! Conditions: which states pass and which do not.

use super::interp::{Flowing, Interp};
use super::status::Test;
use super::value::{Phase, State, Val};
use crate::hir::{BinOp, Expr, ExprId, Lit, UnOp};

impl Interp<'_, '_> {
    /// The states in which a condition holds, and those in which it does not.
    pub fn cond(&mut self, id: ExprId, state: State) -> (Vec<State>, Vec<State>) {
        match self.expr(id) {
            Expr::Let { pat, expr } => {
                let (mut yes, mut no) = (Vec::new(), Vec::new());
                for (state, of) in self.scrutinee(*expr, state) {
                    let (hit, missed) = self.match_val(*pat, of, state, *expr);
                    yes.extend(hit);
                    no.extend(missed.into_iter().map(|(mut s, rest)| {
                        if rest.owns() && s.held() {
                            s.temp = Some(*expr);
                        }
                        s
                    }));
                }
                (self.settle(yes, |s| s), self.settle(no, |s| s))
            }
            Expr::Binary { op: op @ (BinOp::And | BinOp::Or), lhs, rhs } => {
                self.junction(*op == BinOp::And, *lhs, *rhs, state)
            }
            Expr::Unary { op: UnOp::Not, expr } => {
                let (yes, no) = self.cond(*expr, state);
                (no, yes)
            }
            _ => {
                let (mut yes, mut no) = (Vec::new(), Vec::new());
                for (state, val) in self.eval(id, state) {
                    let (y, n) = truth(&val, state);
                    yes.extend(y);
                    no.extend(n);
                }
                (self.settle(yes, |s| s), self.settle(no, |s| s))
            }
        }
    }

    fn junction(&mut self, and: bool, lhs: ExprId, rhs: ExprId, state: State) -> (Vec<State>, Vec<State>) {
        let (yes, no) = self.cond(lhs, state);
        let (go_on, mut done) = if and { (yes, no) } else { (no, yes) };
        let mut last = Vec::new();
        for state in go_on {
            let (yes, no) = self.cond(rhs, state);
            let (l, d) = if and { (yes, no) } else { (no, yes) };
            last.extend(l);
            done.extend(d);
        }
        let (last, done) = (self.settle(last, |s| s), self.settle(done, |s| s));
        if and { (last, done) } else { (done, last) }
    }

    /// An operation on two values.
    pub fn binary(&mut self, id: ExprId, op: BinOp, lhs: ExprId, rhs: ExprId, state: State) -> Flowing {
        if matches!(op, BinOp::And | BinOp::Or) {
            let (yes, no) = self.cond(id, state);
            let yes = yes.into_iter().map(|s| (s, Val::Known(true)));
            let no = no.into_iter().map(|s| (s, Val::Known(false)));
            return yes.chain(no).collect();
        }
        let mut out = Vec::new();
        for (mut state, place) in self.place(lhs, state) {
            let left = self.borrow(&mut state, &place, lhs);
            for (mut state, place) in self.place(rhs, state) {
                let right = self.borrow(&mut state, &place, rhs);
                let val = self.compare(op, (lhs, &left), (rhs, &right));
                out.push((state, val));
            }
        }
        out
    }

    /// `Some(0)`
    fn is_some_zero(&self, expr: ExprId) -> bool {
        match self.expr(expr) {
            Expr::Call { args, .. } => args.len() == 1 && matches!(self.expr(args[0]), Expr::Lit(Lit::Int(0, _))),
            _ => false,
        }
    }

    fn compare(&self, op: BinOp, left: (ExprId, &Val), right: (ExprId, &Val)) -> Val {
        let (code, op) = match (left, right) {
            ((_, Val::Length), (expr, _)) | ((expr, _), (_, Val::Length)) => {
                return match op {
                    BinOp::Eq if self.is_some_zero(expr) => Val::Tested(Test::empty()),
                    BinOp::Ne if self.is_some_zero(expr) => Val::Tested(Test::empty().not()),
                    _ => Val::Other,
                };
            }
            ((_, Val::Status), (expr, _)) => (self.code_of(expr), op),
            ((expr, _), (_, Val::Status)) => (self.code_of(expr), mirror(op)),
            ((_, Val::Tested(test)), (_, Val::Known(b))) | ((_, Val::Known(b)), (_, Val::Tested(test))) => {
                return match (op, b) {
                    (BinOp::Eq, true) | (BinOp::Ne, false) => Val::Tested(*test),
                    (BinOp::Eq, false) | (BinOp::Ne, true) => Val::Tested(test.not()),
                    _ => Val::Hint,
                };
            }
            ((_, l), (_, r)) if hints(l) || hints(r) => return Val::Hint,
            _ => return Val::Other,
        };
        let Some(code) = code else { return Val::Hint };
        match op {
            BinOp::Eq => Val::Tested(Test::range(code, code)),
            BinOp::Ne => Val::Tested(Test::range(code, code).not()),
            BinOp::Lt => Val::Tested(Test::range(0, code.saturating_sub(1))),
            BinOp::Le => Val::Tested(Test::range(0, code)),
            BinOp::Gt => Val::Tested(Test::range(code + 1, 999)),
            BinOp::Ge => Val::Tested(Test::range(code, 999)),
            _ => Val::Hint,
        }
    }
}

fn hints(val: &Val) -> bool {
    matches!(val, Val::Status | Val::Hint | Val::Tested(_))
}

/// `a op b` as `b op' a`.
fn mirror(op: BinOp) -> BinOp {
    match op {
        BinOp::Lt => BinOp::Gt,
        BinOp::Le => BinOp::Ge,
        BinOp::Gt => BinOp::Lt,
        BinOp::Ge => BinOp::Le,
        op => op,
    }
}

/// The states in which a truth holds, and those in which it does not.
pub(super) fn truth(val: &Val, mut state: State) -> (Option<State>, Option<State>) {
    match val {
        Val::Known(true) => (Some(state), None),
        Val::Known(false) => (None, Some(state)),
        Val::Tested(test) => (state.clone().narrow(test.yes), state.narrow(test.no)),
        _ => {
            if *val == Val::Hint && state.phase != Phase::Before {
                state.doubt = true;
            }
            (Some(state.clone()), Some(state))
        }
    }
}
