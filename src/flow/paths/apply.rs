//! Calls of the workspace's own functions: what their summaries say happens here.

use super::call::Input;
use super::interp::{Flowing, Interp};
use super::value::{Fate, Loss, Outcome, Phase, Slot, State, Val};
use crate::hir::{Expr, ExprId};
use crate::link::DefId;

impl Interp<'_, '_> {
    /// Any of `own` may run.
    pub fn own_call(&mut self, own: &[DefId], inputs: &[Input], state: State) -> Flowing {
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
                    match self.calls_closure(outcome, &input, inputs) {
                        Some((closure, vals)) => {
                            let all = self.run_closure(closure, &vals, state.clone());
                            out.extend(
                                all.into_iter().flat_map(|(s, v)| self.escape(s, &v, closure)).map(|s| (s, Val::Other)),
                            );
                        }
                        None => out.extend(self.follow(outcome, state.clone())),
                    }
                }
            }
        }
        out
    }

    /// A function that does nothing but call, with what it was given, a closure that it was given, too: the closure,
    /// and what that gets.
    fn calls_closure(&self, outcome: &Outcome, token: &Input, inputs: &[Input]) -> Option<(ExprId, Vec<Val>)> {
        let Fate::Handled(at) = &outcome.fate else {
            return None;
        };
        let body = self.flow.body(at.def)?;
        let Expr::Call { callee, args } = &body.exprs[at.expr] else {
            return None;
        };
        let slot_of = |expr: ExprId| match &body.exprs[expr] {
            Expr::Local(local) if body.self_local == Some(*local) => Some(Slot::Receiver),
            Expr::Local(local) => body.params.iter().position(|p| body.bindings(*p).contains(local)).map(Slot::Arg),
            _ => None,
        };
        let called = slot_of(*callee)?;
        let Val::Closure(closure) = inputs.iter().find(|i| i.slot == called)?.val else {
            return None;
        };
        let given = |arg: &ExprId| slot_of(*arg) == Some(token.slot);
        let vals: Vec<Val> = args.iter().map(|a| if given(a) { token.val.clone() } else { Val::Other }).collect();
        vals.iter().any(Val::reaches).then_some((closure, vals))
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
