//! Closures and functions that make the token when they are called, in the hands of those who call them:
//! `retry(|| client.get(url).send())`. And collections of this body that the token is put into.

use super::call::{Input, Target};
use super::interp::{Flowing, Interp};
use super::library::by_value;
use super::place::Place;
use super::value::{Fate, Phase, Slot, State, Val};
use crate::hir::{Expr, ExprId};
use crate::infer::{Ty, TyKind};
use crate::link::{DefId, Res};
use crate::model::Role;

impl Interp<'_, '_> {
    /// Whether the token comes to be at an expression.
    pub fn is_birth(&self, id: ExprId) -> bool {
        self.birth.as_ref().is_some_and(|(site, _)| *site == id)
    }

    /// A function that is named where it is to be called by someone else.
    pub fn bear_maker(&mut self, state: &State) -> Flowing {
        let made = self.birth.clone().map(|(_, made)| made).unwrap_or_default();
        let all = made.iter().map(|made| {
            let state = State { classes: made.classes, doubt: made.doubt, ..state.clone() };
            (state, Val::Yields(Box::new(made.val.clone())))
        });
        all.collect()
    }

    /// The input that makes the token when it is called.
    pub fn maker(&self, inputs: &[Input], state: &State) -> Option<Input> {
        let makes = |val: &Val| match val {
            Val::Closure(id) => self.around.contains(id),
            Val::Yields(_) => true,
            _ => false,
        };
        inputs.iter().find(|i| state.phase == Phase::Before && makes(&i.val)).cloned()
    }

    /// Calls a value.
    pub fn run_callable(&mut self, val: &Val, args: &[Val], mut state: State) -> Flowing {
        match val {
            Val::Closure(closure) => self.run_closure(*closure, args, state),
            Val::Yields(made) if state.phase == Phase::Before => {
                // It may also fail, and make nothing.
                let failed = (state.clone(), Val::Other);
                state.phase = Phase::Held;
                self.born_in = self.loops.len();
                vec![(state, (**made).clone()), failed]
            }
            _ => vec![(state, Val::Other)],
        }
    }

    /// A maker goes where it is not followed: so does what it makes.
    pub fn escape_maker(&mut self, states: &[State], val: &Val, at: ExprId) {
        if !val.any(&|v| matches!(v, Val::Yields(_))) {
            return;
        }
        let before: Vec<State> = states.iter().filter(|s| s.phase == Phase::Before).cloned().collect();
        for state in before {
            let held = State { phase: Phase::Held, ..state };
            self.end(&held, Fate::Handled(self.site(at)));
        }
    }

    /// Functions of the workspace are given a maker: what each does with what it makes.
    pub fn give_maker(&mut self, own: &[DefId], maker: &Input, state: State) -> Flowing {
        let mut out = Vec::new();
        for (state, val) in self.run_callable(&maker.val, &[], state) {
            if !(state.held() && val.owns()) {
                let val = if self.is_err(&val) { val } else { Val::Other };
                out.push((state, val));
                continue;
            }
            for fun in own {
                let outcomes = self.summary(*fun, maker.slot, &Val::Yields(Box::new(val.outside())));
                for outcome in outcomes.iter() {
                    out.extend(self.follow(outcome, state.clone()));
                }
            }
        }
        out
    }

    /// A library's function is given a maker: its result has what was made, if its type can.
    pub fn lend_maker(
        &mut self,
        id: ExprId,
        target: &Target,
        maker: &Input,
        inputs: &[Input],
        state: State,
    ) -> Flowing {
        if self.is_pointer(&target.result) && maker.slot == Slot::Arg(0) {
            // `Box::new(closure)` can be called as the closure can.
            return vec![(state, maker.val.clone())];
        }
        // What a service answers goes to whoever calls that.
        let holds =
            !self.is_service(&target.result) && !target.result.is_unknown() && self.holds_made(&target.result, maker);
        let mut states = vec![state];
        for input in inputs.iter().filter(|i| i.slot != maker.slot) {
            if let Val::Closure(closure) = input.val {
                states = states.into_iter().flat_map(|s| self.run_unknown(closure, s)).collect();
            }
        }
        let mut out = Vec::new();
        for state in states {
            for (state, val) in self.run_callable(&maker.val, &[], state) {
                if state.held() && val.owns() && holds {
                    out.push((state, Val::Token));
                } else {
                    out.extend(self.escape(state, &val, id).into_iter().map(|s| (s, Val::Other)));
                }
            }
        }
        out
    }

    /// The closure of `Box::new(|response| ..)`.
    pub fn boxed_closure(&self, id: ExprId) -> Option<ExprId> {
        let Expr::Call { args, .. } = self.expr(id) else {
            return None;
        };
        let closure = args.first().copied().filter(|a| matches!(self.expr(*a), Expr::Closure { .. }))?;
        (args.len() == 1 && self.is_pointer(&self.ty(id))).then_some(closure)
    }

    /// A box, or a shared pointer.
    pub fn is_pointer(&self, ty: &Ty) -> bool {
        ty.adt().is_some()
            && (ty.adt() == self.flow.types.lang.boxed || self.flow.ty_row(ty, Role::SharedType).is_some())
            && matches!(ty.args(), [inner] if matches!(inner.kind(), TyKind::Closure(..) | TyKind::Dyn(_)))
    }

    /// Whether a type answers calls: `service_fn(closure)`.
    fn is_service(&self, ty: &Ty) -> bool {
        let program = self.flow.program;
        let impls = ty.adt().map_or(&[][..], |adt| program.impls_for(adt));
        impls.iter().any(|i| match program.impls[*i].of_trait {
            Some(Res::Def(tr)) => self.flow.is_handler_trait(tr),
            _ => false,
        })
    }

    /// Whether a type is a stream of responses: of futures that yield them, or of what a closure makes.
    pub fn yields_responses(&self, ty: &Ty) -> bool {
        let response = |ty: &Ty| self.flow.ty_row(&self.core(ty), Role::ResponseType).is_some();
        ty.peel_refs().any(&mut |t| match t.kind() {
            TyKind::Future(output) | TyKind::Closure(_, _, output) => response(output),
            _ => false,
        })
    }

    /// Whether a type can hold what a maker makes.
    fn holds_made(&self, ty: &Ty, maker: &Input) -> bool {
        let core = match maker.val {
            Val::Closure(closure) => match self.expr(closure) {
                Expr::Closure { body, .. } => self.core(&self.ty(*body)),
                _ => Ty::unknown(),
            },
            _ => Ty::unknown(),
        };
        let own = self.ty(maker.expr);
        self.holds(ty, &core) || ty.any(&mut |t| matches!(t.kind(), TyKind::FnDef(..)) && *t == own)
    }

    /// `mem::replace(&mut place, token)`: the place has it now.
    pub fn swapped_in(&self, token: &Input, core: &Ty, inputs: &[Input], state: &State) -> Option<State> {
        let into = inputs.iter().find(|i| i.slot < token.slot && i.slot != Slot::Receiver && i.mutable)?;
        let Place::Local(local, path) = &into.place else {
            return None;
        };
        if !(token.val.owns() && path.is_empty() && self.core(&self.types.local(*local)) == *core) {
            return None;
        }
        let mut state = state.clone();
        state.set(*local, token.val.clone());
        Some(state)
    }

    /// The token is put into a collection that is a variable of this body: that has it now.
    pub fn put_into(&self, token: &Input, core: &Ty, inputs: &[Input], state: &State) -> Option<State> {
        let recv = inputs.iter().find(|i| i.slot == Slot::Receiver && i.slot != token.slot)?;
        let Place::Local(local, path) = &recv.place else {
            return None;
        };
        let ty = self.types.local(*local);
        let collection =
            self.flow.ty_row(&ty, Role::CollectionType).is_some() || ty.adt() == self.flow.types.lang.option;
        let fits = by_value(&ty, core) || (core.is_unknown() && self.may_hold(&ty));
        let free = !state.get(*local).any(&|v| matches!(v, Val::Agg(..)));
        if !(token.val.owns() && path.is_empty() && collection && fits && free) {
            return None;
        }
        let mut state = state.clone();
        state.set(*local, Val::Token);
        Some(state)
    }
}
