//! Types of the workspace around a value: what dereferences to it, and what is made out of it. Must not know a rule.

use rustc_hash::FxHashMap;

use super::Flow;
use super::trace::{Node, Walk};
use crate::hir::ExprId;
use crate::infer::Ty;
use crate::link::{DefId, DefKind, Parent, Res};
use crate::model::Role;

impl Walk<'_, '_> {
    /// A value that `Deref::deref` gives out is used wherever its wrapper is a parameter, or `self`.
    pub(super) fn out_of_wrapper(&mut self, deref: DefId) {
        let Some(wrapper) = self.flow.wrapper_of(deref) else {
            return;
        };
        for node in self.flow.parameters_of(wrapper) {
            self.push(node);
        }
    }
}

impl Walk<'_, '_> {
    /// `value.into()`: into the conversion of the workspace's type.
    pub(super) fn converted(&mut self, def: DefId, call: ExprId, recv: ExprId) {
        if self.flow.call_row(def, call, Role::Converts).is_none() {
            return;
        }
        let (to, from) = (self.flow.ty(def, call), self.flow.ty(def, recv));
        for fun in self.flow.conversions(&to, &from) {
            if let Some(body) = self.flow.body(fun) {
                for pat in &body.params {
                    self.bind(fun, body, *pat);
                }
            }
        }
    }
}

impl Flow<'_> {
    /// The type of the workspace whose `Deref::deref` a function is.
    #[must_use]
    pub fn wrapper_of(&self, fun: DefId) -> Option<DefId> {
        let program = self.program;
        let deref = self.types.lang.deref.map(Parent::Trait);
        let of = program.defs[self.trait_fn_of(fun)?].parent;
        let wrapper = self.types.sig(fun).self_param.as_ref()?.peel_refs().adt()?;
        (Some(of) == deref).then_some(wrapper)
    }

    /// The functions of the workspace with a type of the workspace in a parameter, `self` included.
    #[must_use]
    pub fn taking(&self, adt: DefId) -> &[DefId] {
        let all = self.taking.get_or_init(|| {
            let program = self.program;
            let mut all: FxHashMap<DefId, Vec<DefId>> = FxHashMap::default();
            let own = program.defs.ids().filter(|d| program.defs[*d].kind == DefKind::Fn && !program.defs[*d].test);
            for fun in own.filter(|d| self.in_workspace(*d)) {
                let sig = self.types.sig(fun);
                for ty in sig.self_param.iter().chain(&sig.params) {
                    ty.any(&mut |t| {
                        if let Some(adt) = t.adt().filter(|a| self.in_workspace(*a)) {
                            let of = all.entry(adt).or_default();
                            if of.last() != Some(&fun) {
                                of.push(fun);
                            }
                        }
                        false
                    });
                }
            }
            all
        });
        all.get(&adt).map_or(&[], Vec::as_slice)
    }

    /// The parameters of the workspace's functions, `self` included, that are of a type or lend it.
    fn parameters_of(&self, adt: DefId) -> Vec<Node> {
        let mut all = Vec::new();
        let is = |ty: &Ty| ty.any(&mut |t| t.adt() == Some(adt));
        for fun in self.taking(adt).iter().copied() {
            let (Some(body), sig) = (self.body(fun), self.types.sig(fun)) else { continue };
            if sig.self_param.as_ref().is_some_and(is) {
                all.extend(body.self_local.map(|l| Node::Local(fun, l)));
            }
            let given = body.params.iter().zip(&sig.params).filter(|(_, ty)| is(ty));
            let locals = given.flat_map(|(pat, _)| body.bindings(*pat));
            all.extend(locals.map(|l| Node::Local(fun, l)));
        }
        all
    }

    /// The functions of the workspace that make a `to` out of a `from`, as the conversions of the standard library do.
    #[must_use]
    pub fn conversions(&self, to: &Ty, from: &Ty) -> Vec<DefId> {
        let (Some(adt), program) = (to.adt(), self.program) else {
            return Vec::new();
        };
        let impls = program.impls_for(adt).iter().map(|i| &program.impls[*i]);
        let of_trait = impls.filter(|i| !i.test).filter_map(|i| match i.of_trait {
            Some(Res::Def(tr)) => Some((tr, &i.items)),
            _ => None,
        });
        let fits = |fun: &DefId| {
            let sig = self.types.sig(*fun);
            sig.self_param.is_none() && matches!(&sig.params[..], [one] if one.adt() == from.adt())
        };
        let converts = |tr: DefId| program.rows(tr).iter().any(|r| r.role == Role::Converts);
        let all = of_trait.filter(|(tr, _)| converts(*tr)).flat_map(|(_, items)| items.iter().map(|(_, d)| *d));
        all.filter(|d| self.in_workspace(*d) && self.body(*d).is_some()).filter(fits).collect()
    }
}
