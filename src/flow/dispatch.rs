//! Which functions of the workspace a call may run. Answers for traits are kept: there may be hundreds of impls.
//! Must not ask where the call stands, apart from what its callers give for a type parameter.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::Flow;
use crate::base::Sym;
use crate::infer::{Callee, TraitRef, TyKind};
use crate::link::{DefId, Parent, Res};

/// A trait's function, the type that it is called on, if that is known, and the bound.
type Asked = (DefId, Option<DefId>, Option<TraitRef>);

/// The kept impls.
#[derive(Debug, Default)]
pub(super) struct Memo {
    of: Mutex<FxHashMap<Asked, Arc<[DefId]>>>,
}

impl Flow<'_> {
    /// The workspace's functions that a call may run: the one that is known; for a trait's function that is called on
    /// a value of unknown kind, every impl in the workspace, and the trait's own default.
    #[must_use]
    pub fn targets(&self, callee: &Callee) -> Vec<DefId> {
        let Callee::Fn { def, trait_fn, dynamic, self_ty, bound, .. } = callee else {
            return Vec::new();
        };
        let mut all = Vec::new();
        if self.body(*def).is_some() && self.in_workspace(*def) {
            all.push(*def);
        }
        if let (Some(trait_fn), true) = (trait_fn, *dynamic || Some(*def) == *trait_fn) {
            // A type that is known has its own impl, or one for all types, whatever others there are.
            let known = self_ty.peel_refs().adt().filter(|_| !*dynamic);
            all.extend(self.impls_of(*trait_fn, known, bound.as_ref()).iter());
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The impls in the workspace of a trait's function: for a type, if it is known, and by a bound.
    fn impls_of(&self, trait_fn: DefId, known: Option<DefId>, bound: Option<&TraitRef>) -> Arc<[DefId]> {
        let key = (trait_fn, known, bound.cloned());
        let kept = || self.impls.of.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = kept().get(&key) {
            return found.clone();
        }
        let found: Arc<[DefId]> = self.find_impls(trait_fn, known, bound).into();
        kept().insert(key, found.clone());
        found
    }

    fn find_impls(&self, trait_fn: DefId, known: Option<DefId>, bound: Option<&TraitRef>) -> Vec<DefId> {
        let program = self.program;
        let Parent::Trait(tr) = program.defs[trait_fn].parent else { return Vec::new() };
        let name = program.defs[trait_fn].name;
        let may_be = |head: &Option<Res>| match (known, head) {
            (Some(own), Some(Res::Def(of))) => own == *of,
            _ => true,
        };
        let impls = program.impls_of_trait(tr).iter().map(|id| (*id, &program.impls[*id]));
        let impls = impls.filter(|(_, i)| !i.test && may_be(&i.self_head));
        let impls = impls.filter(|(id, _)| bound.is_none_or(|b| self.types.may_meet(*id, b)));
        let own = impls.filter_map(|(_, i)| i.items.iter().find(|(n, _)| *n == name));
        own.map(|(_, d)| *d).filter(|d| self.in_workspace(*d)).collect()
    }

    /// The same, for a call in the body of `def`: what its type parameters stand for, its callers may say.
    #[must_use]
    pub fn targets_in(&self, def: DefId, callee: &Callee) -> Vec<DefId> {
        let mut all = self.targets(callee);
        let Callee::Fn { self_ty, .. } = callee else {
            return all;
        };
        if let (TyKind::Param(name), true) = (self_ty.peel_refs().kind(), all.len() > 1)
            && let Some(given) = self.given_for(def, *name)
        {
            all.retain(|target| match self.program.defs[*target].parent {
                Parent::Impl(id) => match self.program.impls[id].self_head {
                    Some(Res::Def(of)) => given.contains(&of),
                    _ => true,
                },
                _ => true,
            });
        }
        all
    }

    /// The types that the callers of a function give for one of its type parameters, where each is known.
    fn given_for(&self, def: DefId, name: Sym) -> Option<Vec<DefId>> {
        let callers = self.callers(def);
        let given = callers.iter().map(|caller| match self.types_of(caller.site.def).callees.get(&caller.site.expr) {
            Some(Callee::Fn { def: called, substs, .. }) if *called == def => {
                substs.iter().find(|(of, _)| *of == name)?.1.peel_refs().adt()
            }
            _ => None,
        });
        let given: Option<Vec<DefId>> = given.collect();
        given.filter(|types| !types.is_empty())
    }
}
