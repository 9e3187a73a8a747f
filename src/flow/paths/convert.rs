//! Calls whose effect something else decides: conversions to a type of the workspace, truths that become options, tests
//! that keep or drop, and reads whose future nobody polls.

use super::call::{Input, Target};
use super::interp::{Flowing, Interp};
use super::place::Place;
use super::value::{How, Slot, State, Val};
use crate::base::Sym;
use crate::flow::Up;
use crate::hir::{ExprId, Pat};
use crate::infer::TyKind;
use crate::model::Role;

impl Interp<'_, '_> {
    /// `response.into()`: what the workspace's conversion does with it.
    pub fn converts(&mut self, id: ExprId, token: &Input, target: &Target, state: &State) -> Option<Flowing> {
        let lang = self.flow.types.lang;
        let wrapped = target.result.adt().is_some_and(|d| Some(d) == lang.result);
        let made = if wrapped { target.result.args().first()?.clone() } else { target.result.clone() };
        // `map(Into::into)`: what the function yields is seen in the result of the call that runs it.
        let made = if made.adt().is_some() { made } else { self.core(&self.ty(id)) };
        let own = self.flow.conversions(&made, &self.core(&self.ty(token.expr)));
        if own.is_empty() {
            return None;
        }
        let input = Input { slot: Slot::Arg(0), expr: id, ..token.clone() };
        Some(self.own_call(id, &own, &[input], state.clone()))
    }

    /// `response.map(|body| ..)`: the new body is what the closure makes of the old one.
    pub fn mapped(&mut self, id: ExprId, val: &Val, target: &Target, inputs: &[Input], state: State) -> Flowing {
        let closure = inputs.iter().find_map(|i| match i.val {
            Val::Closure(closure) if i.slot == Slot::Arg(0) => Some(closure),
            _ => None,
        });
        let Some(closure) = closure.filter(|_| val.owns()) else {
            return vec![(state, self.as_type(val, &target.result))];
        };
        let all = self.run_closure(closure, std::slice::from_ref(val), state);
        let keep = |(state, made): (State, Val)| {
            let gone = state.held() && !made.reaches() && !state.owned();
            let state = if gone { self.discard(state, &Val::Token, id, How::Call)? } else { state };
            let whole = if made.owns() { self.as_type(val, &target.result) } else { Val::Other };
            Some((state, whole))
        };
        all.into_iter().filter_map(keep).collect()
    }

    /// `option.filter(|response| ..)`: what the test refuses is dropped.
    pub fn keeps_if(&mut self, id: ExprId, val: &Val, inputs: &[Input], state: State) -> Option<Flowing> {
        let none = self.variant(self.flow.types.lang.option, "None")?;
        let test = inputs.iter().find(|i| i.slot == Slot::Arg(0))?;
        let inner = if val.ctor().is_some() { val.field(Sym::new("0")) } else { val.clone() };
        let lent = inner.lend();
        let said = match (&test.val, self.target_of_path(test.expr)) {
            (Val::Closure(closure), _) => self.run_closure(*closure, &[lent], state),
            (_, Some(fun)) => {
                let slot = if self.has_self(&fun) { Slot::Receiver } else { Slot::Arg(0) };
                let given = Input { slot, expr: id, place: Place::Temp(Val::Other), val: lent, mutable: false };
                self.dispatch(id, &fun, &[given], state)
            }
            _ => return None,
        };
        let mut out = Vec::new();
        for (state, truth) in said {
            let (yes, no) = super::cond::truth(&truth, state);
            out.extend(yes.map(|s| (s, val.clone())));
            let gone = no.and_then(|s| self.discard(s, val, id, How::Call));
            out.extend(gone.map(|s| (s, Val::Agg(Some(none), Vec::new()))));
        }
        Some(out)
    }

    /// Whether the future that a call yields is dropped without having been polled.
    pub fn is_idle(&self, call: ExprId) -> bool {
        let dropped = |e: ExprId| match self.index.up(e) {
            Up::Stmt { .. } => true,
            Up::Expr(around) => self.flow.call_row(self.def, around, Role::Drops).is_some(),
            _ => false,
        };
        let bound = |block: ExprId, stmt: usize| match self.body.let_pat(block, stmt).map(|pat| &self.body.pats[pat]) {
            Some(Pat::Wild) => true,
            Some(Pat::Bind { local, .. }) => self.index.uses(*local).iter().all(|e| dropped(*e)),
            _ => false,
        };
        let unpolled = match self.index.up(call) {
            Up::Let { block, stmt } => bound(block, stmt),
            _ => dropped(call),
        };
        unpolled && matches!(self.ty(call).kind(), TyKind::Future(_))
    }

    /// `truth.then(|| value)`, `truth.then_some(value)`
    pub fn runs_if(&mut self, kind: Option<&str>, val: &Val, inputs: &[Input], state: State) -> Option<Flowing> {
        let value = inputs.iter().find(|i| i.slot == Slot::Arg(0))?.clone();
        let lang = self.flow.types.lang;
        let (some, none) = (self.variant(lang.option, "Some")?, self.variant(lang.option, "None")?);
        let mut out = Vec::new();
        let (yes, no) = super::cond::truth(val, state);
        if let Some(state) = yes {
            let all = match kind {
                Some("value") => vec![(state, value.val.clone())],
                _ => self.run_callable(&value.val, &[], state),
            };
            out.extend(all.into_iter().map(|(s, v)| (s, Val::variant(some, v))));
        }
        if let Some(state) = no {
            let left = match kind {
                Some("value") => self.discard(state, &value.val, value.expr, How::Call),
                _ => Some(state),
            };
            out.extend(left.map(|s| (s, Val::Agg(Some(none), Vec::new()))));
        }
        Some(out)
    }
}
