//! Calls of library functions that no row speaks of: what their types say.
//!
//! A function of which only the declaration is known passes the token on if its result can hold it, gives it to a
//! closure if that takes it, and looks at it if it borrows it.

use super::call::{Input, Target};
use super::interp::{Flowing, Interp};
use super::value::{How, Slot, State, Val};
use crate::hir::{Expr, ExprId};
use crate::infer::{Callee, Ty, TyKind, ValueRes};
use crate::link::{DefId, Parent};
use crate::model::Role;

impl Interp<'_, '_> {
    pub fn library_call(&mut self, id: ExprId, target: &Target, def: DefId, inputs: &[Input], state: State) -> Flowing {
        if let Some(maker) = self.maker(inputs, &state) {
            return self.lend_maker(id, target, &maker, inputs, state);
        }
        if let ([Input { val: val @ Val::Closure(_), .. }], true) = (inputs, self.is_pointer(&target.result)) {
            return vec![(state, val.clone())];
        }
        let Some(index) = inputs.iter().position(|i| i.val.concerns()) else {
            return self.unknown(id, inputs, state);
        };
        let token = inputs[index].clone();
        if !token.val.reaches() {
            let val = if matches!(token.val, Val::Agg(..)) { self.rewrap(&token, target) } else { Val::Hint };
            let states = self.run_others(inputs, state);
            return states.into_iter().map(|s| (s, val.clone())).collect();
        }
        let core = self.core(&self.ty(token.expr));
        if let Some(out) = self.hand_to_closures(id, target, &core, &token, inputs, &state) {
            return out;
        }
        if token.val.owns() && state.held() && self.keeps_for_good(target, &core, inputs) {
            let mut state = state;
            let site = self.site(id);
            state.lose(site, How::Leaked);
            return vec![(state, Val::Other)];
        }
        if let Some(state) = self.put_into(&token, &core, inputs, &state) {
            return vec![(state, Val::Other)];
        }
        if let Some(state) = self.swapped_in(&token, &core, inputs, &state) {
            return vec![(state, Val::Other)];
        }
        let states = self.run_others(inputs, state);
        states.into_iter().flat_map(|s| self.pass_through(id, target, def, &core, &token, s)).collect()
    }

    /// Closures that do not take the token run, or do not.
    fn run_others(&mut self, inputs: &[Input], state: State) -> Vec<State> {
        let mut states = vec![state];
        for input in inputs {
            let Val::Closure(closure) = input.val else {
                continue;
            };
            states = states.into_iter().flat_map(|s| self.run_unknown(closure, s)).collect();
        }
        states
    }

    /// The type that is left without futures, results, options, boxes and references around it.
    pub fn core(&self, ty: &Ty) -> Ty {
        let lang = self.flow.types.lang;
        let mut ty = ty.clone();
        for _ in 0..12 {
            let inner = match ty.kind() {
                TyKind::Ref(inner, _) | TyKind::Future(inner) => Some(inner.clone()),
                TyKind::Adt(def, args) if [lang.result, lang.option, lang.boxed, lang.pin].contains(&Some(*def)) => {
                    args.first().cloned()
                }
                TyKind::Dyn(bounds) | TyKind::Opaque(bounds) => {
                    let output = bounds.iter().find_map(|b| b.binding("Output"));
                    output.cloned()
                }
                _ => None,
            };
            match inner {
                Some(inner) => ty = inner,
                None => break,
            }
        }
        ty
    }

    /// Whether a type has the token's type in it, or can hold a response.
    pub fn holds(&self, ty: &Ty, core: &Ty) -> bool {
        ty.is_unknown()
            || ty.any(&mut |t| !core.is_unknown() && t == core)
            || ty
                .any(&mut |t| self.flow.ty_row(t, Role::ResponseType).is_some() && !matches!(t.kind(), TyKind::Ref(..)))
    }

    /// Closures and functions among the inputs that take the token get it; none, if there is no such.
    pub fn hand_to_closures(
        &mut self,
        id: ExprId,
        target: &Target,
        core: &Ty,
        token: &Input,
        inputs: &[Input],
        state: &State,
    ) -> Option<Flowing> {
        if token.val.ctor().is_some() && !token.val.reaches() {
            return None;
        }
        for input in inputs.iter().filter(|i| i.slot != token.slot) {
            if self.declared_apart(target, token.slot, input.slot) {
                continue;
            }
            let Some((params, fun)) = self.callable(input) else {
                continue;
            };
            let Some((at, param)) = params.iter().enumerate().find(|(_, p)| self.takes(p, core)) else {
                continue;
            };
            let lent = matches!(param.kind(), TyKind::Ref(..));
            let val = self.unwrapped(&token.val, param);
            let val = if lent { val.lend() } else { val };
            // `unfold(response, |response| ..)`: the closure is given its own state again and again.
            let again = token.slot != Slot::Receiver && self.calls_again(target);
            if again {
                self.enter_loop(None);
            }
            let all = match fun {
                Fun::Closure(closure) => {
                    let mut vals = vec![Val::Other; at];
                    vals.push(val);
                    self.run_closure(closure, &vals, state.clone())
                }
                Fun::Path(path) => {
                    let Some(fun) = self.target_of_path(path) else {
                        if again {
                            self.loops.pop();
                        }
                        return None;
                    };
                    let slot = if params.len() == 1 && self.has_self(&fun) { Slot::Receiver } else { Slot::Arg(0) };
                    let input = Input { slot, val, ..token.clone() };
                    self.dispatch(id, &fun, &[input], state.clone())
                }
            };
            if again {
                self.loops.pop();
            }
            let keeps = lent && self.holds(&target.result, core);
            return Some(all.into_iter().map(|(s, v)| (s, if keeps { token.val.clone() } else { v })).collect());
        }
        None
    }

    /// Whether the declaration gives a closure something else than the token: the error of a result, for `map_err`.
    fn declared_apart(&self, target: &Target, token: Slot, closure: Slot) -> bool {
        let (Callee::Fn { def, trait_fn, .. }, Slot::Arg(index)) = (&target.callee, closure) else {
            return false;
        };
        let sig = self.flow.types.sig(trait_fn.unwrap_or(*def));
        let holder = match token {
            Slot::Receiver => sig.self_param.as_ref(),
            Slot::Arg(index) => sig.params.get(index),
        };
        let (Some(holder), Some(fun)) = (holder.map(|t| self.core(t)), sig.params.get(index)) else {
            return false;
        };
        let generic = |ty: &Ty| matches!(ty.peel_refs().kind(), TyKind::Param(name) if *name != "Self");
        let bounds =
            sig.preds.iter().filter(|(ty, bound)| ty == fun && self.flow.types.lang.is_fn(bound.def).is_some());
        let mut given: Vec<Ty> = Vec::new();
        for (_, bound) in bounds {
            for arg in &bound.args {
                match arg.kind() {
                    TyKind::Tuple(parts) => given.extend(parts.iter().cloned()),
                    _ => given.push(arg.clone()),
                }
            }
        }
        generic(&holder) && !given.is_empty() && given.iter().all(|ty| generic(ty) && *ty.peel_refs() != holder)
    }

    fn calls_again(&self, target: &Target) -> bool {
        let rows = target.defs().into_iter().flat_map(|d| self.flow.program.rows(d));
        rows.into_iter().any(|r| r.role == Role::CallsPerEvent)
    }

    pub fn has_self(&self, target: &Target) -> bool {
        target.defs().first().is_some_and(|d| self.flow.types.sig(*d).self_param.is_some())
    }

    /// Whether a closure's parameter is the token, as it is or wrapped.
    fn takes(&self, param: &Ty, core: &Ty) -> bool {
        let inner = self.core(param);
        let is = |ty: &Ty| (!core.is_unknown() && ty == core) || self.flow.ty_row(ty, Role::ResponseType).is_some();
        let part = |ty: &Ty| is(&self.core(ty));
        let generic = |ty: &Ty| matches!(ty.kind(), TyKind::Param(_));
        // Of two type parameters, one is the token's only if they are the same.
        (generic(param) && !generic(core))
            || is(&inner)
            || matches!(inner.kind(), TyKind::Tuple(parts) if parts.iter().any(part))
    }

    /// A success without its `Ok` or `Some`, where the parameter is not such a result or option itself.
    fn unwrapped(&self, val: &Val, param: &Ty) -> Val {
        match val.ctor() {
            Some(def) if param.adt() != Some(self.flow.owner_type(def)) => val.field(crate::base::Sym::new("0")),
            _ => val.clone(),
        }
    }

    pub fn is_callable(&self, input: &Input) -> bool {
        matches!(input.val, Val::Closure(_)) || matches!(self.types.paths.get(&input.expr), Some(ValueRes::Fn { .. }))
    }

    fn callable(&self, input: &Input) -> Option<(Vec<Ty>, Fun)> {
        if let Val::Closure(closure) = input.val {
            let Expr::Closure { params, .. } = self.expr(closure) else {
                return None;
            };
            let tys = params.iter().map(|(p, _)| self.types.pats.get(p.index()).cloned().unwrap_or_else(Ty::unknown));
            return Some((tys.collect(), Fun::Closure(closure)));
        }
        let ValueRes::Fn { def, .. } = self.types.paths.get(&input.expr)? else {
            return None;
        };
        let sig = self.flow.types.sig(*def);
        let params: Vec<Ty> = sig.self_param.iter().chain(&sig.params).cloned().collect();
        // A generic parameter takes anything.
        let params: Vec<Ty> = match self.ty(input.expr).kind() {
            TyKind::FnDef(_, substs) => params.iter().map(|p| p.subst(substs)).collect(),
            _ => params,
        };
        Some((params, Fun::Path(input.expr)))
    }

    /// The token goes through, is looked at, or goes somewhere.
    fn pass_through(
        &mut self,
        id: ExprId,
        target: &Target,
        def: DefId,
        core: &Ty,
        token: &Input,
        mut state: State,
    ) -> Flowing {
        let holds = self.holds(&target.result, core);
        if token.val.owns() {
            if holds && !target.result.is_unknown() && !self.given_back(&target.result, core) {
                return vec![(state, self.rewrap(token, target))];
            }
            let states = self.escape(state, &token.val, id);
            return states.into_iter().map(|s| (s, Val::Other)).collect();
        }
        let inner = by_value(&target.result, core)
            || self
                .flow
                .ty_row(&self.core(&target.result), Role::ResponseType)
                .is_some_and(|_| !is_lent(&target.result));
        // `map.insert(key, other)` gives back what was under that key, which is another one as a rule.
        let collection = self.flow.ty_row(&self.ty(token.expr), Role::CollectionType).is_some();
        let keyed = collection && self.is_given(id, &self.core(&self.ty(id)));
        if token.mutable && inner && !keyed && self.read(&state, &token.place, token.expr).owns() {
            // `Option::take`, `mem::replace`: it leaves its place.
            let val = self.read(&state, &token.place, token.expr);
            Self::move_out(&mut state, &token.place);
            return vec![(state, val)];
        }
        if holds && !target.result.is_unknown() {
            return vec![(state, token.val.clone())];
        }
        if token.mutable && !self.own_method(def) {
            let states = self.escape(state, &token.val, id);
            return states.into_iter().map(|s| (s, Val::Other)).collect();
        }
        let val = if self.is_status(&target.result) { Val::Status } else { Val::Other };
        vec![(state, val)]
    }

    /// Whether a value of type `core` is among the arguments of a call.
    fn is_given(&self, call: ExprId, core: &Ty) -> bool {
        match self.expr(call) {
            Expr::MethodCall { args, .. } => args.iter().any(|arg| self.core(&self.ty(*arg)) == *core),
            _ => false,
        }
    }

    /// Whether a result has the token only in its error: what could not be taken over is given back.
    fn given_back(&self, ty: &Ty, core: &Ty) -> bool {
        let TyKind::Adt(def, args) = ty.kind() else {
            return false;
        };
        let error = Some(*def) == self.flow.types.lang.result && args.len() == 2;
        error && !self.holds(&args[0], core) && self.holds(&args[1], core)
    }

    /// Whether a method is one of a type's own: those that read have a row.
    fn own_method(&self, def: DefId) -> bool {
        let program = self.flow.program;
        match program.defs[def].parent {
            Parent::Impl(id) => program.impls[id].of_trait.is_none(),
            _ => false,
        }
    }

    /// The value as the result of a call that passes it on.
    fn rewrap(&self, token: &Input, target: &Target) -> Val {
        let before = self.ty(token.expr).peel_refs().adt();
        if before.is_some() && before == target.result.adt() {
            return token.val.clone();
        }
        if token.val.owns() {
            Val::Token
        } else if token.val.reaches() {
            Val::Lend
        } else if token.val.any(&|v| matches!(v, Val::Status | Val::Tested(_) | Val::Hint)) {
            Val::Hint
        } else {
            Val::Other
        }
    }
}

/// Whether a type has the token's type in it by value.
pub(super) fn by_value(ty: &Ty, core: &Ty) -> bool {
    if core.is_unknown() || matches!(ty.kind(), TyKind::Ref(..)) {
        return false;
    }
    let mut found = ty == core;
    ty.kind().parts(&mut |part| found = found || by_value(part, core));
    found
}

/// Whether a type has nothing but references in it.
fn is_lent(ty: &Ty) -> bool {
    let mut lent = matches!(ty.kind(), TyKind::Ref(..));
    ty.kind().parts(&mut |part| lent = lent || is_lent(part));
    lent
}

/// What can be called with the token.
enum Fun {
    Closure(ExprId),
    Path(ExprId),
}
