//! Branches, loops and ways out.

use super::interp::{Flowing, Frame, Interp, LoopFrame};
use super::pat::Scrutinee;
use super::place::Place;
use super::value::{Fate, How, Phase, State, Val};
use crate::base::Sym;
use crate::hir::{Arm, Expr, ExprId, PatId, SelectArm};

/// Turns of a loop that are followed.
const TURNS: usize = 3;

impl Interp<'_, '_> {
    pub fn control(&mut self, id: ExprId, state: State) -> Flowing {
        match self.expr(id) {
            Expr::If { cond, then, els } => self.branch(id, *cond, *then, *els, state),
            Expr::Let { .. } => {
                let (yes, no) = self.cond(id, state);
                let yes = yes.into_iter().map(|s| (s, Val::Known(true)));
                let no = no.into_iter().map(|s| (s, Val::Known(false)));
                yes.chain(no).collect()
            }
            Expr::Match { scrutinee, arms } => self.match_expr(id, *scrutinee, arms, state),
            Expr::Loop { label, body } => self.loop_expr(id, *label, None, *body, state),
            Expr::While { label, cond, body } => self.loop_expr(id, *label, Some(*cond), *body, state),
            Expr::For { label, pat, iter, body } => self.for_loop(id, *label, *pat, *iter, *body, state),
            Expr::Try(inner) => self.question_mark(*inner, state),
            Expr::Return(value) => {
                let all = self.value_or_unit(*value, state);
                if let Some(frame) = self.frames.last_mut() {
                    frame.returns.extend(all);
                }
                Vec::new()
            }
            Expr::Break { label, value } => {
                let all = self.value_or_unit(*value, state);
                if let Some(frame) = self.loop_frame(*label) {
                    frame.breaks.extend(all);
                }
                Vec::new()
            }
            Expr::Continue { label } => {
                if let Some(frame) = self.loop_frame(*label) {
                    frame.continues.push(state);
                }
                Vec::new()
            }
            Expr::Yield(value) => {
                let all = self.value_or_unit(*value, state);
                all.into_iter().flat_map(|(s, v)| self.escape(s, &v, id)).map(|s| (s, Val::Other)).collect()
            }
            Expr::Select { arms, els, .. } => self.select(id, arms, *els, state),
            Expr::Assign { lhs, rhs } => self.assign(*lhs, *rhs, state),
            expr => {
                let all = self.eval_all(&expr.children(), state);
                all.into_iter()
                    .filter_map(|(s, vals)| {
                        let whole = super::interp::tuple(vals);
                        Some((self.discard(s, &whole, id, How::Temporary)?, Val::Other))
                    })
                    .collect()
            }
        }
    }

    fn value_or_unit(&mut self, value: Option<ExprId>, state: State) -> Flowing {
        match value {
            Some(value) => self.eval(value, state),
            None => vec![(state, Val::Other)],
        }
    }

    fn loop_frame(&mut self, label: Option<Sym>) -> Option<&mut LoopFrame> {
        self.loops.iter_mut().rev().find(|l| label.is_none() || l.label == label)
    }

    fn branch(&mut self, id: ExprId, cond: ExprId, then: ExprId, els: Option<ExprId>, state: State) -> Flowing {
        let (yes, no) = self.cond(cond, state);
        let mut all = Vec::new();
        for state in yes {
            all.extend(self.eval(then, state));
        }
        for state in no {
            all.extend(self.value_or_unit(els, state));
        }
        self.leave_all(all, id, id)
    }

    fn match_expr(&mut self, id: ExprId, of: ExprId, arms: &[Arm], state: State) -> Flowing {
        let mut open = self.scrutinee(of, state);
        let mut all = Vec::new();
        for arm in arms {
            let mut rest = Vec::new();
            for (state, of_val) in open {
                let before = state.clone();
                let (hit, missed) = self.match_val(arm.pat, of_val.clone(), state, of);
                rest.extend(missed.into_iter().map(|(s, val)| {
                    let val = if of_val.place.is_some() { of_val.val.clone() } else { val };
                    let place = of_val.place.clone();
                    (s, Scrutinee { val, place })
                }));
                for state in hit {
                    let go_on = match arm.guard {
                        None => vec![state],
                        Some(guard) => {
                            let (yes, no) = self.cond(guard, state);
                            // Nothing was moved yet: the next arms see what was there, and know what the guard said.
                            rest.extend(no.into_iter().map(|s| {
                                let kept =
                                    State { classes: s.classes, doubt: s.doubt, phase: s.phase, ..before.clone() };
                                (kept, of_val.clone())
                            }));
                            yes
                        }
                    };
                    for state in go_on {
                        all.extend(self.eval(arm.body, state));
                    }
                }
            }
            open = distinct(rest);
        }
        self.leave_all(all, id, id)
    }

    /// Turns of a loop, until nothing new comes up. Values of `break` are the loop's.
    fn loop_expr(
        &mut self,
        id: ExprId,
        label: Option<Sym>,
        cond: Option<ExprId>,
        body: ExprId,
        state: State,
    ) -> Flowing {
        let mut exits = Vec::new();
        let mut seen: Vec<State> = Vec::new();
        let mut open = vec![state];
        let returned = self.returned();
        for _ in 0..TURNS {
            let mut next = Vec::new();
            for state in open {
                if seen.contains(&state) {
                    continue;
                }
                seen.push(state.clone());
                self.enter_loop(label);
                let go_on = match cond {
                    None => vec![state],
                    Some(cond) => {
                        let (yes, no) = self.cond(cond, state);
                        exits.extend(no.into_iter().map(|s| (s, Val::Other)));
                        yes
                    }
                };
                for state in go_on {
                    next.extend(self.eval(body, state));
                }
                next.extend(self.leave_loop(&mut exits));
            }
            open = self.turn_over(next, body);
        }
        seen.extend(open);
        self.lost_for_good(&seen, &exits, returned);
        self.leave_all(exits, id, id)
    }

    /// How many ways lead out of the function so far.
    fn returned(&self) -> usize {
        self.frames.last().map_or(0, |f| f.returns.len())
    }

    /// In a loop that is not left once the token is lost, that is how its path ends.
    fn lost_for_good(&mut self, turns: &[State], exits: &Flowing, returned: usize) {
        let lost = |s: &State| matches!(s.phase, Phase::Lost(_));
        let returns = self.frames.last().and_then(|f| f.returns.get(returned..)).unwrap_or_default();
        if exits.iter().chain(returns).any(|(s, _)| lost(s)) {
            return;
        }
        for state in turns {
            if let Phase::Lost(loss) = &state.phase {
                self.record(state, Fate::Lost(loss.clone()), false);
            }
        }
    }

    fn for_loop(
        &mut self,
        id: ExprId,
        label: Option<Sym>,
        pat: PatId,
        iter: ExprId,
        body: ExprId,
        state: State,
    ) -> Flowing {
        let mut exits: Flowing = Vec::new();
        let mut seen: Vec<State> = Vec::new();
        let mut open: Vec<(State, Val)> = self.eval(iter, state);
        for turn in 0..TURNS {
            let mut next = Vec::new();
            for (state, item) in open {
                if turn > 0 || !item.owns() {
                    exits.push((state.clone(), Val::Other));
                }
                if seen.contains(&state) {
                    continue;
                }
                seen.push(state.clone());
                self.enter_loop(label);
                let of = Scrutinee { val: item, place: None };
                let (hit, _) = self.match_val(pat, of, state, iter);
                for state in hit {
                    next.extend(self.eval(body, state));
                }
                next.extend(self.leave_loop(&mut exits));
            }
            open = self.turn_over(next, id).into_iter().map(|s| (s, Val::Other)).collect();
        }
        exits.extend(open);
        self.leave_all(exits, id, id)
    }

    pub fn enter_loop(&mut self, label: Option<Sym>) {
        self.loops.push(LoopFrame { label, breaks: Vec::new(), continues: Vec::new() });
    }

    /// What goes on with the next turn; what leaves is added to `exits`.
    fn leave_loop(&mut self, exits: &mut Flowing) -> Flowing {
        let Some(frame) = self.loops.pop() else {
            return Vec::new();
        };
        exits.extend(frame.breaks);
        frame.continues.into_iter().map(|s| (s, Val::Other)).collect()
    }

    /// The end of a turn: the variables of the body go.
    fn turn_over(&mut self, all: Flowing, body: ExprId) -> Vec<State> {
        let mut states = Vec::new();
        for (state, val) in all {
            let state = self
                .discard(state, &val, body, How::Statement)
                .and_then(|s| self.flush(s))
                .and_then(|s| self.leave(s, body, body));
            states.extend(state);
        }
        self.settle(states, |s| s)
    }

    /// `?`: a known error leaves; where nothing is known, only success is followed.
    fn question_mark(&mut self, inner: ExprId, state: State) -> Flowing {
        let operand = self.ty(inner);
        let lang = self.flow.types.lang;
        let failing = [self.variant(lang.result, "Err"), self.variant(lang.option, "None")];
        let mut out = Vec::new();
        for (state, val) in self.eval(inner, state) {
            let Some(def) = val.ctor() else {
                out.push((state, val));
                continue;
            };
            let of = self.flow.owner_type(def);
            let same = operand.adt().is_none_or(|o| o == of);
            if !same {
                out.push((state, val));
            } else if failing.contains(&Some(def)) {
                if let Some(frame) = self.frames.last_mut() {
                    frame.returns.push((state, val));
                }
            } else {
                out.push((state, val.field(Sym::new("0"))));
            }
        }
        out
    }

    /// One arm runs; what the other arms' futures hold counts as handled.
    fn select(&mut self, id: ExprId, arms: &[SelectArm], els: Option<ExprId>, state: State) -> Flowing {
        let mut all = Vec::new();
        for (index, arm) in arms.iter().enumerate() {
            let others = arms.iter().enumerate().filter(|(i, _)| *i != index);
            let taken = others
                .flat_map(|(_, a)| self.body.descendants(a.future))
                .any(|e| matches!(self.expr(e), Expr::Local(l) if state.get(*l).owns()));
            if taken {
                self.end(&state, Fate::Handled(self.site(id)));
                if state.held() && !self.mentions_token(arm.future, &state) {
                    continue;
                }
            }
            for (state, val) in self.eval_future(arm.future, state.clone()) {
                let of = Scrutinee { val, place: None };
                let (hit, _) = self.match_val(arm.pat, of, state, arm.future);
                for state in hit {
                    all.extend(self.eval(arm.handler, state));
                }
            }
        }
        if let Some(els) = els {
            all.extend(self.eval(els, state));
        }
        self.leave_all(all, id, id)
    }

    /// Whether an expression names a variable that owns the token.
    pub fn mentions_token(&self, expr: ExprId, state: &State) -> bool {
        self.body.descendants(expr).iter().any(|e| matches!(self.expr(*e), Expr::Local(l) if state.get(*l).reaches()))
    }

    fn assign(&mut self, lhs: ExprId, rhs: ExprId, state: State) -> Flowing {
        let mut out = Vec::new();
        for (state, val) in self.eval(rhs, state) {
            for (state, place) in self.place(lhs, state) {
                out.extend(self.write(state, &place, val.clone(), lhs));
            }
        }
        out.into_iter().map(|s| (s, Val::Other)).collect()
    }

    fn write(&mut self, state: State, place: &Place, val: Val, at: ExprId) -> Vec<State> {
        match place {
            Place::Local(local, path) if path.is_empty() && !self.is_reference(at) => {
                let old = state.get(*local);
                let Some(mut state) = self.discard(state, &old, at, How::Overwritten) else {
                    return Vec::new();
                };
                state.set(*local, val);
                vec![state]
            }
            _ => self.escape(state, &val, at),
        }
    }

    /// Whether what is assigned to lies behind a reference.
    fn is_reference(&self, lhs: ExprId) -> bool {
        matches!(self.expr(lhs), Expr::Unary { .. })
    }

    /// Runs a closure on values.
    pub fn run_closure(&mut self, id: ExprId, vals: &[Val], state: State) -> Flowing {
        let Expr::Closure { params, body, .. } = self.expr(id) else {
            return vec![(state, Val::Other)];
        };
        let mut states = vec![state];
        for (i, (pat, _)) in params.iter().enumerate() {
            let of = Scrutinee { val: vals.get(i).cloned().unwrap_or(Val::Other), place: None };
            let mut next = Vec::new();
            for state in states {
                next.extend(self.match_val(*pat, of.clone(), state, id).0);
            }
            states = next;
        }
        self.frames.push(Frame::default());
        let mut all = Vec::new();
        for state in states {
            let done = self.eval(*body, state);
            all.extend(done.into_iter().filter_map(|(s, v)| Some((self.flush(s)?, v))));
        }
        all.extend(self.frames.pop().map_or_else(Vec::new, |f| f.returns));
        self.leave_all(all, id, id)
    }

    /// Runs a closure that was given to something unknown, which may call it again and again: who reads a piece in it
    /// reads on. What it yields is handled there.
    pub fn run_unknown(&mut self, id: ExprId, state: State) -> Vec<State> {
        let makes = !state.held() && self.around.contains(&id);
        if !makes && !self.mentions_token(id, &state) {
            return vec![state];
        }
        self.enter_loop(None);
        let all = self.run_closure(id, &[], state);
        self.loops.pop();
        all.into_iter().flat_map(|(s, v)| self.escape(s, &v, id)).collect()
    }
}

/// Each alternative once.
fn distinct(rest: Vec<(State, Scrutinee)>) -> Vec<(State, Scrutinee)> {
    let mut kept: Vec<(State, Scrutinee)> = Vec::new();
    for (state, of) in rest {
        if !kept.iter().any(|(s, o)| *s == state && o.val == of.val) {
            kept.push((state, of));
        }
    }
    kept
}
