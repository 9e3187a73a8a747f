//! Calls of the workspace's own functions: what their summaries say happens here.

use super::call::Input;
use super::interp::{Flowing, Interp};
use super::value::{Fate, Loss, Outcome, Phase, Slot, State, Val};
use crate::hir::ExprId;
use crate::link::DefId;

impl Interp<'_, '_> {
    /// Any of `own` may run.
    pub fn own_call(&mut self, id: ExprId, own: &[DefId], inputs: &[Input], state: State) -> Flowing {
        if let Some(maker) = self.maker(inputs, &state) {
            return self.give_maker(own, &maker, state);
        }
        let states = self.run_closures(inputs, state);
        let by = |f: &dyn Fn(&Val) -> bool| inputs.iter().find(|i| i.val.any(f)).cloned();
        let input = by(&|v| *v == Val::Token)
            .or_else(|| by(&|v| *v == Val::Lend))
            .or_else(|| by(&|v| *v != Val::Other && v.concerns()));
        let Some(input) = input else {
            return states.into_iter().map(|s| (s, Val::Other)).collect();
        };
        let mut out = Vec::new();
        for state in states {
            if !state.held() && input.val.reaches() {
                continue;
            }
            for fun in own {
                let outcomes = self.summary(*fun, input.slot, &input.val);
                for outcome in outcomes.iter() {
                    out.extend(self.apply(id, outcome, inputs, state.clone()));
                }
            }
        }
        out
    }

    /// One way that the callee can go; what it gives to one of its arguments, that gets.
    fn apply(&mut self, id: ExprId, outcome: &Outcome, inputs: &[Input], state: State) -> Flowing {
        let Fate::Given(taker, val) = &outcome.fate else {
            return self.follow(outcome, state);
        };
        let handed = self.hand_given(id, *taker, val, inputs, state.clone());
        handed.unwrap_or_else(|| self.follow(outcome, state))
    }

    fn run_closures(&mut self, inputs: &[Input], state: State) -> Vec<State> {
        let mut states = vec![state];
        for input in inputs {
            if let Val::Closure(closure) = input.val {
                states = states.into_iter().flat_map(|s| self.run_unknown(closure, s)).collect();
            }
        }
        states
    }

    pub fn summary(&mut self, fun: DefId, slot: Slot, val: &Val) -> std::sync::Arc<Vec<Outcome>> {
        self.flow.fates(self.asking, fun, slot, val)
    }

    /// One way that the callee can go.
    pub fn follow(&mut self, outcome: &Outcome, mut state: State) -> Flowing {
        let narrowed = outcome.classes.and(state.classes);
        if narrowed.is_empty() {
            return Vec::new();
        }
        state.doubt |= outcome.doubt;
        state.classes = narrowed;
        if let (Some(inside), true) = (outcome.part, state.held()) {
            let looped = inside || self.loops.len() > self.born_in;
            state.part = Some(looped || state.part == Some(true));
        }
        state.waits = state.waits.or(outcome.waits);
        match &outcome.fate {
            Fate::Read(_) | Fate::Handled(_) | Fate::Upgraded(_) => {
                let fate = outcome.fate.clone();
                self.end(&state, fate);
                Vec::new()
            }
            Fate::Given(..) => {
                self.end(&state, Fate::Handled(self.site(self.body.root)));
                Vec::new()
            }
            Fate::Lost(loss) => {
                let val = self.lost_value(outcome);
                if state.held() {
                    state.lose(loss.at, loss.how);
                    if let Phase::Lost(own) = &mut state.phase {
                        *own = Loss { partial: own.partial || loss.partial, ..loss.clone() };
                    }
                }
                vec![(state, val)]
            }
            Fate::Returned(val) | Fate::Back(val) => vec![(state, val.clone())],
        }
    }

    /// What a function yields that lost the token.
    fn lost_value(&self, outcome: &Outcome) -> Val {
        let lang = self.flow.types.lang;
        let name = if outcome.err { "Err" } else { "Ok" };
        let def = self.variant(lang.result, name);
        if outcome.err { def.map_or(Val::Other, |d| Val::variant(d, Val::Other)) } else { Val::Other }
    }
}
