//! Responses that a function gives to a closure, or to another function, which its caller hands to it.

use super::call::{Input, Target};
use super::interp::{Flowing, Interp};
use super::place::Place;
use super::summary::Made;
use super::value::{Fate, How, Slot, State, Val};
use crate::hir::{Expr, ExprId};

/// A parameter that is called, and which of what it is called with has the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Taker {
    /// The parameter, by its number without `self`.
    pub param: usize,
    pub arg: usize,
}

impl Interp<'_, '_> {
    /// A value that is called is a parameter of the function, and gets the token. One that this body only lends is still
    /// its own, which is remembered.
    pub fn call_param(&mut self, place: &Place, inputs: &[Input], state: &State) -> Option<Flowing> {
        let Place::Local(local, path) = place else {
            return None;
        };
        let param = self.body.params.iter().position(|p| self.body.bindings(*p).contains(local));
        let input = inputs.iter().find(|i| i.val.owns() || i.mutable && i.val.reaches())?;
        let Slot::Arg(arg) = input.slot else {
            return None;
        };
        let taker = Taker { param: param.filter(|_| path.is_empty())?, arg };
        if !input.val.owns() && self.birth.is_some() {
            let mut state = state.clone();
            state.lent_to = Some(taker);
            return Some(vec![(state, Val::Other)]);
        }
        self.end(state, Fate::Given(taker, input.val.clone()));
        Some(Vec::new())
    }

    /// A call that makes the token and gives it to one of its arguments.
    pub fn bear_given(&mut self, id: ExprId, made: &Made, taker: Taker, inputs: &[Input], state: &State) -> Flowing {
        let Some(all) = self.hand_given(id, taker, &made.val, inputs, state.clone()) else {
            self.end(state, Fate::Handled(self.site(id)));
            return Vec::new();
        };
        let site = self.site(id);
        let lose = |(mut state, val): (State, Val)| {
            state.lose(site, How::Call);
            (state, val)
        };
        all.into_iter().map(lose).collect()
    }

    /// The argument that is called gets the token; none, if it is not known.
    pub fn hand_given(
        &mut self,
        id: ExprId,
        taker: Taker,
        val: &Val,
        inputs: &[Input],
        state: State,
    ) -> Option<Flowing> {
        let input = inputs.iter().find(|i| i.slot == Slot::Arg(taker.param))?.clone();
        let all = if let Val::Closure(closure) = input.val {
            let mut vals = vec![Val::Other; taker.arg];
            vals.push(val.clone());
            self.run_closure(closure, &vals, state)
        } else if let Some(fun) = self.target_of_path(input.expr) {
            let slot = self.slot_of(&fun, taker.arg);
            self.dispatch(id, &fun, &[Input { slot, val: val.clone(), ..input }], state)
        } else {
            let param = self.param_behind(input.expr)?;
            self.end(&state, Fate::Given(Taker { param, ..taker }, val.clone()));
            return Some(Vec::new());
        };
        Some(all.into_iter().flat_map(|(s, v)| self.escape(s, &v, id)).map(|s| (s, Val::Other)).collect())
    }

    /// Where a function that is called by its path gets its argument.
    fn slot_of(&self, fun: &Target, arg: usize) -> Slot {
        match (self.has_self(fun), arg.checked_sub(1)) {
            (true, None) => Slot::Receiver,
            (true, Some(arg)) => Slot::Arg(arg),
            (false, _) => Slot::Arg(arg),
        }
    }

    /// The parameter that an argument is, or borrows.
    fn param_behind(&self, mut expr: ExprId) -> Option<usize> {
        while let Expr::Ref { expr: inner, .. } | Expr::Unary { expr: inner, .. } = self.expr(expr) {
            expr = *inner;
        }
        match self.expr(expr) {
            Expr::Local(local) => self.body.params.iter().position(|p| self.body.bindings(*p).contains(local)),
            _ => None,
        }
    }
}
