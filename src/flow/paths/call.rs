//! Calls: their inputs, what is called, and what rows say of it.

use super::interp::{Flowing, Interp, compact};
use super::place::Place;
use super::status::{Classes, Narrow, Test};
use super::value::{Fate, How, Phase, Slot, State, Val};
use crate::base::Sym;
use crate::hir::{Expr, ExprId};
use crate::infer::{Callee, Ty, TyKind, ValueRes};
use crate::link::DefId;
use crate::model::{Access, AccessName, Role, Row};

/// An input of a call.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Input {
    pub slot: Slot,
    /// The expression; of a value that is handed to a closure or function by a library, the call.
    pub expr: ExprId,
    pub place: Place,
    /// What the callee gets: borrowed, where it takes a reference.
    pub val: Val,
    pub mutable: bool,
}

/// What is called.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub callee: Callee,
    /// The type that it yields.
    pub result: Ty,
}

impl Target {
    /// The function and the trait's function that it implements.
    pub fn defs(&self) -> Vec<DefId> {
        match &self.callee {
            Callee::Fn { def, trait_fn, .. } => {
                let mut all = vec![*def];
                all.extend(trait_fn.filter(|t| t != def));
                all
            }
            Callee::Ctor(def) => vec![*def],
            _ => Vec::new(),
        }
    }
}

impl Interp<'_, '_> {
    /// A call, or a method call.
    pub fn eval_call(&mut self, id: ExprId, state: State) -> Flowing {
        let callee = self.types.callees.get(&id).cloned();
        let callee = callee.unwrap_or_else(|| Callee::Unknown(Sym::new("?")));
        let target = Target { callee, result: self.ty(id) };
        let mut out = Vec::new();
        for (state, inputs) in self.inputs(id, &target.callee, state) {
            let born = self.birth.clone().filter(|(site, _)| *site == id);
            if let (Phase::Before, Some((_, made))) = (&state.phase, born) {
                out.extend(self.bear(id, &state, &made, &inputs));
            } else if let (Expr::Call { callee, .. }, Callee::Value) = (self.expr(id), &target.callee) {
                out.extend(self.call_value(*callee, id, &inputs, state));
            } else {
                out.extend(self.dispatch(id, &target, &inputs, state));
            }
        }
        if *target.result.kind() == TyKind::Never { self.never_back(out) } else { out }
    }

    /// A call that does not come back: what was lost before it, is; what is held, ends with the process.
    fn never_back(&mut self, all: Flowing) -> Flowing {
        for (state, _) in all {
            if let Phase::Lost(loss) = &state.phase {
                self.record(&state, Fate::Lost(loss.clone()), false);
            }
        }
        Vec::new()
    }

    /// The token comes to be.
    fn bear(&mut self, id: ExprId, state: &State, made: &[super::Made], inputs: &[Input]) -> Flowing {
        self.born_in = self.loops.len();
        let mut out = Vec::new();
        for made in made {
            let state = State { phase: Phase::Held, classes: made.classes, doubt: made.doubt, ..state.clone() };
            match made.given {
                Some(taker) => out.extend(self.bear_given(id, made, taker, inputs, &state)),
                None => out.push((state, made.val.clone())),
            }
        }
        out
    }

    fn inputs(&mut self, id: ExprId, callee: &Callee, state: State) -> Vec<(State, Vec<Input>)> {
        let (recv, args) = match self.expr(id) {
            Expr::MethodCall { recv, args, .. } => (Some(*recv), args.as_ref()),
            Expr::Call { args, .. } if self.takes_self(callee) && !args.is_empty() => (Some(args[0]), &args[1..]),
            Expr::Call { args, .. } => (None, args.as_ref()),
            Expr::Await(inner) => (Some(*inner), &[][..]),
            _ => (None, &[][..]),
        };
        let mut all = vec![(state, Vec::new())];
        if let Some(recv) = recv {
            let by_ref = matches!(self.expr(id), Expr::MethodCall { .. }).then(|| self.self_by_ref(callee)).flatten();
            let (state, _) = all.remove(0);
            let found = match by_ref {
                Some(mutable) => self.borrowed_input(recv, mutable, state),
                None => self.owned_input(recv, Slot::Receiver, state),
            };
            all = found.into_iter().map(|(s, i)| (s, vec![i])).collect();
        }
        for (index, arg) in args.iter().enumerate() {
            let mut next = Vec::new();
            for (state, inputs) in all {
                for (state, input) in self.owned_input(*arg, Slot::Arg(index), state) {
                    let mut inputs = inputs.clone();
                    inputs.push(input);
                    next.push((state, inputs));
                }
            }
            all = self.settle(next, |(s, _)| s);
        }
        all
    }

    fn borrowed_input(&mut self, expr: ExprId, mutable: bool, state: State) -> Vec<(State, Input)> {
        let places = self.place(expr, state);
        places
            .into_iter()
            .map(|(mut s, place)| {
                let val = self.borrow(&mut s, &place, expr);
                let input = Input { slot: Slot::Receiver, expr, place, val, mutable };
                (s, input)
            })
            .collect()
    }

    fn owned_input(&mut self, expr: ExprId, slot: Slot, state: State) -> Vec<(State, Input)> {
        if let Expr::Ref { mutable, expr } = self.expr(expr) {
            let found = self.borrowed_input(*expr, *mutable, state);
            return found.into_iter().map(|(s, i)| (s, Input { slot, ..i })).collect();
        }
        let mutable = self.lends_mutably(&self.ty(expr));
        let all = self.eval(expr, state);
        all.into_iter()
            .map(|(s, val)| {
                let input = Input { slot, expr, place: Place::Temp(Val::Other), val, mutable };
                (s, input)
            })
            .collect()
    }

    fn sig_def(callee: &Callee) -> Option<DefId> {
        match callee {
            Callee::Fn { def, trait_fn, .. } => Some(trait_fn.unwrap_or(*def)),
            _ => None,
        }
    }

    fn takes_self(&self, callee: &Callee) -> bool {
        Self::sig_def(callee).is_some_and(|d| self.flow.types.sig(d).self_param.is_some())
    }

    /// Whether a method takes its receiver by reference; and whether by a mutable one.
    fn self_by_ref(&self, callee: &Callee) -> Option<bool> {
        let sig = self.flow.types.sig(Self::sig_def(callee)?);
        match sig.self_param.as_ref()?.kind() {
            TyKind::Ref(_, mutable) => Some(*mutable),
            _ => None,
        }
    }

    /// A value that is called: a closure of this body, or something unknown.
    fn call_value(&mut self, fun: ExprId, id: ExprId, inputs: &[Input], state: State) -> Flowing {
        let mut out = Vec::new();
        for (state, place) in self.place(fun, state) {
            let val = self.read(&state, &place, fun);
            if val.callable() && !matches!(val, Val::Agg(..)) {
                let vals: Vec<Val> = inputs.iter().map(|i| i.val.clone()).collect();
                out.extend(self.run_callable(&val, &vals, state));
            } else if let Some(named) = self.named_in(&place) {
                out.extend(self.dispatch(id, &named, inputs, state));
            } else if let Some(given) = self.call_param(&place, inputs, &state) {
                out.extend(given);
            } else {
                out.extend(self.unknown(id, inputs, state));
            }
        }
        out
    }

    /// The function that is in a variable which is given nothing else.
    fn named_in(&self, place: &Place) -> Option<Target> {
        let Place::Local(local, path) = place else {
            return None;
        };
        match self.flow.initialisers(self.def, *local)[..] {
            [only] if path.is_empty() => self.target_of_path(only),
            _ => None,
        }
    }

    /// A call with its inputs.
    pub fn dispatch(&mut self, id: ExprId, target: &Target, inputs: &[Input], state: State) -> Flowing {
        if let Callee::Ctor(def) = target.callee {
            let fields: Vec<(Sym, Val)> =
                inputs.iter().enumerate().map(|(i, input)| (Sym::new(&i.to_string()), input.val.clone())).collect();
            return vec![(state, compact(Some(def), &fields))];
        }
        let plain = |v: &Val| !v.concerns() && !v.callable();
        if let Some(test) = self.in_range(id, inputs) {
            return vec![(state, test)];
        }
        let variant = |v: &Val| v.ctor().is_some();
        if inputs.iter().all(|i| plain(&i.val) && !variant(&i.val)) {
            return vec![(state, self.pass_plain(target, inputs))];
        }
        let rows: Vec<_> = target.defs().into_iter().flat_map(|d| self.flow.program.rows(d)).collect();
        // What a call does with a body says more than that it waits for it.
        let passes = |row: &Row| matches!(row.role, Role::BoundsWait | Role::Combines | Role::Spawns);
        for last in [false, true] {
            for row in rows.iter().filter(|r| passes(r) == last) {
                if let Some(out) = self.by_row(id, row, target, inputs, &state) {
                    return out;
                }
            }
        }
        let own = self.flow.targets_in(self.def, &target.callee);
        if !own.is_empty() {
            return self.own_call(id, &own, inputs, state);
        }
        match &target.callee {
            Callee::Fn { def, .. } if !self.flow.in_workspace(*def) => {
                self.library_call(id, target, *def, inputs, state)
            }
            _ => self.unknown(id, inputs, state),
        }
    }

    /// `(200..300).contains(&status)`, `[StatusCode::OK, ..].contains(&status)`
    fn in_range(&self, id: ExprId, inputs: &[Input]) -> Option<Val> {
        let Expr::MethodCall { recv, args, .. } = self.expr(id) else {
            return None;
        };
        if args.len() != 1 || !inputs.iter().any(|i| i.val == Val::Status) {
            return None;
        }
        let Expr::Range { start: Some(start), end: Some(end), inclusive } = self.expr(*recv) else {
            return Test::one_of(self.codes_of(*recv)?).map(Val::Tested);
        };
        let (low, high) = (self.code_of(*start)?, self.code_of(*end)?);
        let high = if *inclusive { high } else { high.checked_sub(1)? };
        Some(Val::Tested(Test::range(low, high)))
    }

    /// A known result passes through what keeps its type: the error of a result stays one under `map_err`.
    fn pass_plain(&self, target: &Target, inputs: &[Input]) -> Val {
        let first = inputs.first();
        let kept = first.filter(|i| {
            i.slot == Slot::Receiver
                && i.val.ctor().is_some()
                && self.ty(i.expr).adt().is_some()
                && self.ty(i.expr).adt() == target.result.adt()
        });
        kept.map_or(Val::Other, |i| i.val.clone())
    }

    /// Something that is not known takes the inputs: what it owns, or may change, is handled.
    pub fn unknown(&mut self, id: ExprId, inputs: &[Input], state: State) -> Flowing {
        let hint = inputs.iter().any(|i| i.val.any(&|v| matches!(v, Val::Status | Val::Hint | Val::Tested(_))));
        let mut states = vec![state];
        for input in inputs {
            let takes = input.val.owns() || input.mutable;
            if takes || input.val.callable() {
                states = states.into_iter().flat_map(|s| self.escape(s, &input.val, id)).collect();
            }
        }
        let val = if hint { Val::Hint } else { Val::Other };
        states.into_iter().map(|s| (s, val.clone())).collect()
    }

    /// The input that a row is about.
    fn input<'i>(row: &Row, inputs: &'i [Input]) -> Option<&'i Input> {
        let slot = match row.arg {
            Some(Access::Arg(n)) => Slot::Arg(n),
            Some(Access::Named(AccessName::Receiver)) => Slot::Receiver,
            Some(Access::Named(AccessName::Return)) => return None,
            None => match row.role {
                Role::Sends | Role::InsertsExtension | Role::Spawns => Slot::Arg(0),
                _ if inputs.iter().any(|i| i.slot == Slot::Receiver) => Slot::Receiver,
                Role::BoundsWait => Slot::Arg(1),
                _ => Slot::Arg(0),
            },
        };
        inputs.iter().find(|i| i.slot == slot)
    }

    fn by_row(&mut self, id: ExprId, row: &Row, target: &Target, inputs: &[Input], state: &State) -> Option<Flowing> {
        let input = Self::input(row, inputs)?;
        let val = &input.val;
        let kind = row.kind.as_deref();
        let state = state.clone();
        Some(match row.role {
            Role::StatusTest if matches!(val, Val::Status) => {
                let val = match kind {
                    Some("as-u16") => Val::Status,
                    Some(kind) => Test::named(kind).map_or(Val::Hint, Val::Tested),
                    None => Val::Hint,
                };
                vec![(state, val)]
            }
            Role::StatusOf if val.reaches() || *val == Val::Head => vec![(state, Val::Status)],
            Role::LengthOf if val.reaches() => vec![(state, Val::Length)],
            Role::TestsVariant => {
                let known = self.tests_variant(val, kind?)?;
                vec![(state, Val::Known(known))]
            }
            Role::RunsIf => return self.runs_if(kind, val, inputs, state),
            _ if !val.reaches() => return None,
            Role::ReadsBody | Role::ReadsPart | Role::PassesOn if self.yields_responses(&self.ty(input.expr)) => {
                return None;
            }
            Role::Converts => return self.converts(id, input, target, &state),
            Role::ReadsBody if self.is_idle(id) => {
                let gone = self.discard(state, val, id, How::Call);
                gone.into_iter().map(|s| (s, Val::Other)).collect()
            }
            Role::KeepsIf => return self.keeps_if(id, val, inputs, state),
            Role::ReadsBody => {
                self.end(&state, Fate::Read(self.site(id)));
                Vec::new()
            }
            Role::ReadsPart => self.reads_part(id, target, state),
            Role::PassesOn if kind == Some("mapped") => self.mapped(id, val, target, inputs, state),
            Role::PassesOn => self.passes_on(id, kind, val, target, state),
            Role::Upgrades => {
                self.end(&state, Fate::Upgraded(self.site(id)));
                Vec::new()
            }
            Role::MakesResponse | Role::InsertsExtension | Role::Sends => {
                self.end(&state, Fate::Handled(self.site(id)));
                Vec::new()
            }
            Role::Drops => {
                let given = matches!(self.expr(id), Expr::Call { args, .. } if args.contains(&input.expr));
                let unsent = given && val.owns() && self.never_polled(&self.ty(input.expr));
                let gone = if unsent { None } else { self.discard(state, val, id, How::Call) };
                gone.into_iter().map(|s| (s, Val::Other)).collect()
            }
            Role::Forgets if val.owns() && kind == Some("wrapped") => {
                vec![(state, compact(target.result.adt(), &[(Sym::new("0"), val.clone())]))]
            }
            Role::Forgets if val.owns() => {
                let mut state = state;
                let site = self.site(id);
                state.lose(site, How::Leaked);
                vec![(state, Val::Other)]
            }
            Role::Spawns if kind == Some("owned") => {
                let core = self.core(&self.ty(input.expr));
                if let Some(state) = self.put_into(input, &core, inputs, &state) {
                    return Some(vec![(state, Val::Other)]);
                }
                let states = self.escape(state, val, id);
                states.into_iter().map(|s| (s, Val::Other)).collect()
            }
            Role::Combines if inputs.iter().any(|i| i.slot != input.slot && self.is_callable(i)) => {
                let core = self.core(&self.ty(input.expr));
                let handed = self.hand_to_closures(id, target, &core, input, inputs, &state);
                handed.unwrap_or_else(|| vec![(state, val.clone())])
            }
            Role::BoundsWait | Role::Combines | Role::Spawns => vec![(state, val.clone())],
            _ => return None,
        })
    }

    /// Whether a value is a variant of a result or an option, where that is known.
    fn tests_variant(&self, val: &Val, name: &str) -> Option<bool> {
        let lang = self.flow.types.lang;
        let asked = [lang.result, lang.option].into_iter().find_map(|of| self.variant(of, name))?;
        match val.ctor() {
            Some(def) if self.flow.owner_type(def) == self.flow.owner_type(asked) => Some(def == asked),
            _ => val.reaches().then(|| self.present(asked)),
        }
    }

    /// One piece was read: there is more, or that was the end.
    fn reads_part(&mut self, id: ExprId, target: &Target, mut state: State) -> Flowing {
        let looped = self.loops.len() > self.born_in;
        if !state.held() {
            return vec![(state, Val::Other)];
        }
        // Who reads a second piece reads on until there is none.
        state.part = Some(looped || state.part.is_some());
        let option = self.flow.types.lang.option;
        let ends = target.result.any(&mut |t| option.is_some() && t.adt() == option) || target.result.is_unknown();
        if !ends {
            return vec![(state, Val::Other)];
        }
        if looped {
            self.end(&state, Fate::Read(self.site(id)));
        }
        let some = self.variant(option, "Some");
        vec![(state, some.map_or(Val::Other, |s| Val::variant(s, Val::Other)))]
    }

    fn passes_on(&mut self, id: ExprId, kind: Option<&str>, val: &Val, target: &Target, state: State) -> Flowing {
        match kind {
            Some("parts") => {
                let parts = [("0", Val::Head), ("1", val.clone())];
                let fields = parts.into_iter().map(|(n, v)| (Sym::new(n), v)).collect();
                vec![(state, Val::Agg(None, fields))]
            }
            Some("ok-on-success") => self.ok_on_success(id, val, state),
            _ => vec![(state, self.as_type(val, &target.result))],
        }
    }

    /// A value that became part of one of another type: that has the token.
    pub fn as_type(&self, val: &Val, ty: &Ty) -> Val {
        match val.ctor() {
            Some(def) if ty.adt() != Some(self.flow.owner_type(def)) => {
                if val.owns() {
                    Val::Token
                } else {
                    Val::Lend
                }
            }
            _ => val.clone(),
        }
    }

    /// `error_for_status`: on an error the body is dropped, which is what it is for.
    fn ok_on_success(&mut self, id: ExprId, val: &Val, state: State) -> Flowing {
        let errors = Classes::CLIENT_ERROR.or(Classes::SERVER_ERROR);
        let lang = self.flow.types.lang;
        let wrap = |name: &str, inner: Val| {
            let def = self.variant(lang.result, name);
            def.map_or(inner.clone(), |d| Val::variant(d, inner.clone()))
        };
        let (ok, err) = (wrap("Ok", val.clone()), wrap("Err", Val::Other));
        let narrow = |to| Narrow { to, doubt: false };
        let good = state.clone().narrow(narrow(Classes::ALL.without(errors)));
        let mut out: Flowing = good.map(|s| (s, ok)).into_iter().collect();
        if let Some(mut bad) = state.narrow(narrow(errors)) {
            if val.owns() {
                let site = self.site(id);
                bad.lose(site, How::Refused);
            }
            out.push((bad, err));
        }
        out
    }

    /// The function that a path expression names, as something to call.
    pub fn target_of_path(&self, path: ExprId) -> Option<Target> {
        let ValueRes::Fn { def, trait_fn, self_ty } = self.types.paths.get(&path)? else {
            return None;
        };
        let ret = self.flow.types.sig(*def).ret.clone().unwrap_or_else(Ty::unit);
        let result = match self.ty(path).kind() {
            TyKind::FnDef(_, substs) => ret.subst(substs),
            _ => ret,
        };
        Some(Target {
            callee: Callee::Fn {
                def: *def,
                trait_fn: *trait_fn,
                dynamic: false,
                self_ty: self_ty.clone(),
                substs: Vec::new(),
                bound: None,
            },
            result,
        })
    }
}
