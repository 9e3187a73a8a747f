//! Calls whose effect another value decides: conversions to a type of the workspace, and truths that become options.

use super::call::{Input, Target};
use super::interp::{Flowing, Interp};
use super::value::{How, Slot, State, Val};
use crate::hir::ExprId;
use crate::infer::Ty;
use crate::link::DefId;
use crate::model::Role;

impl Interp<'_, '_> {
    /// `response.into()`: what the workspace's conversion does with it.
    pub fn converts(&mut self, id: ExprId, token: &Input, target: &Target, state: &State) -> Option<Flowing> {
        let lang = self.flow.types.lang;
        let wrapped = target.result.adt().is_some_and(|d| Some(d) == lang.result);
        let made = if wrapped { target.result.args().first()?.clone() } else { target.result.clone() };
        let own = self.conversions(&made, &self.ty(token.expr));
        if own.is_empty() {
            return None;
        }
        let input = Input { slot: Slot::Arg(0), expr: id, ..token.clone() };
        Some(self.own_call(&own, &[input], state.clone()))
    }

    /// The functions of the workspace that make a `to` out of a `from`, as the conversions of the standard library do.
    fn conversions(&self, to: &Ty, from: &Ty) -> Vec<DefId> {
        let (Some(adt), program) = (to.adt(), self.flow.program) else {
            return Vec::new();
        };
        let impls = program.impls_for(adt).iter().map(|i| &program.impls[*i]);
        let of_trait = impls.filter(|i| !i.test).filter_map(|i| match i.of_trait {
            Some(crate::link::Res::Def(tr)) => Some((tr, &i.items)),
            _ => None,
        });
        let fits = |fun: &DefId| {
            let sig = self.flow.types.sig(*fun);
            sig.self_param.is_none() && matches!(&sig.params[..], [one] if one.adt() == from.adt())
        };
        let converts = |tr: DefId| program.rows(tr).iter().any(|r| r.role == Role::Converts);
        let all = of_trait.filter(|(tr, _)| converts(*tr)).flat_map(|(_, items)| items.iter().map(|(_, d)| *d));
        all.filter(|d| self.flow.in_workspace(*d) && self.flow.body(*d).is_some()).filter(fits).collect()
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
