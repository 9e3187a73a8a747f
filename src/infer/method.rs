//! Which method a name means on a value: dereferencing, inherent impls, bounds, traits in scope.

use super::body::Infer;
use super::ty::{Substs, TraitRef, Ty, TyKind};
use crate::base::Sym;
use crate::hir::SelfKind;
use crate::link::{DefId, DefKind, ImplId};

/// The method by which a model describes those of a generated type that it cannot name.
const UNDECLARED: &str = "undeclared";

/// A method that was found.
pub(super) struct Hit {
    /// The function that runs, where that is known; else the trait's.
    pub def: DefId,
    pub trait_fn: Option<DefId>,
    pub dynamic: bool,
    /// The receiver after dereferencing.
    pub self_ty: Ty,
    /// What is known of the generics of the impl or the trait; `Self` among them for a trait's function.
    pub substs: Substs,
    /// The bound that it was found by.
    pub bound: Option<TraitRef>,
}

impl Hit {
    /// The function whose signature types the call.
    pub fn sig_def(&self) -> DefId {
        self.trait_fn.unwrap_or(self.def)
    }
}

impl Infer<'_> {
    /// The method `name` on a receiver of type `ty`.
    pub fn probe(&mut self, ty: &Ty, name: Sym) -> Option<Hit> {
        let steps = self.autoderef(ty);
        for step in &steps {
            if step.is_unknown() {
                return None;
            }
            let hit = self.inherent_by_ref(step, name).or_else(|| self.assoc_fn(step, name, true));
            if hit.is_some() {
                return hit;
            }
        }
        let generated = |t: &&Ty| t.adt().is_some_and(|def| self.types.program.is_generated(def));
        let step = steps.iter().find(generated)?.clone();
        self.inherent(&step, Sym::new(UNDECLARED))
    }

    /// On a reference, a method of the type itself that takes a reference comes before those of traits.
    fn inherent_by_ref(&mut self, ty: &Ty, name: Sym) -> Option<Hit> {
        let TyKind::Ref(inner, _) = ty.kind() else {
            return None;
        };
        let inner = self.table.shallow(inner);
        let hit = self.inherent(&inner, name)?;
        matches!(self.types.program.fn_item(hit.def)?.self_param, Some(SelfKind::Ref { .. })).then_some(hit)
    }

    /// The associated function or method `name` of a type, without dereferencing.
    pub fn assoc_fn(&mut self, ty: &Ty, name: Sym, in_scope_only: bool) -> Option<Hit> {
        self.inherent(ty, name).or_else(|| self.by_bound(ty, name)).or_else(|| self.by_trait(ty, name, in_scope_only))
    }

    fn inherent(&mut self, ty: &Ty, name: Sym) -> Option<Hit> {
        let program = self.types.program;
        let impls: Vec<ImplId> = match ty.kind() {
            TyKind::Adt(def, _) => program.inherent_impls(*def).to_vec(),
            TyKind::Prim(prim) => program.inherent_prim(*prim).to_vec(),
            TyKind::Int => program.inherent_prim(Sym::new("i32")).to_vec(),
            TyKind::Slice(_) | TyKind::Array(..) | TyKind::Ptr(_) | TyKind::Tuple(_) => {
                self.types.traits_by_method.headless.clone()
            }
            TyKind::Dyn(bounds) => bounds.iter().flat_map(|b| program.inherent_impls(b.def).iter().copied()).collect(),
            _ => return None,
        };
        for id in impls {
            let found = program.impls[id]
                .items
                .iter()
                .find(|(n, d)| *n == name && matches!(program.defs[*d].kind, DefKind::Fn | DefKind::Const));
            let Some((_, def)) = found else { continue };
            if let Some(substs) = self.match_impl(id, ty, 3) {
                return Some(Hit {
                    def: *def,
                    trait_fn: None,
                    dynamic: false,
                    self_ty: ty.clone(),
                    substs,
                    bound: None,
                });
            }
        }
        None
    }

    /// A method of a trait that the type is bound by: `T: Trait`, `dyn Trait`, `impl Trait`.
    fn by_bound(&mut self, ty: &Ty, name: Sym) -> Option<Hit> {
        for bound in self.bounds_of(ty) {
            if let Some((tr, def)) = self.trait_fn_in(bound.def, name, 6) {
                let mut substs = vec![(Sym::new("Self"), ty.clone())];
                if tr == bound.def {
                    substs.extend(self.trait_params(tr).into_iter().zip(bound.args.iter().cloned()));
                }
                let bound = Some(bound);
                return Some(Hit { def, trait_fn: Some(def), dynamic: true, self_ty: ty.clone(), substs, bound });
            }
        }
        None
    }

    fn trait_params(&self, tr: DefId) -> Vec<Sym> {
        self.types.generics_of(tr).map_or_else(Vec::new, |g| g.params.iter().map(|p| p.name).collect())
    }

    /// The function `name` of a trait or of its supertraits.
    fn trait_fn_in(&self, tr: DefId, name: Sym, depth: usize) -> Option<(DefId, DefId)> {
        let program = self.types.program;
        if let Some((_, def)) = program.assoc_items(tr).iter().find(|(n, _)| *n == name) {
            return Some((tr, *def));
        }
        let supers = program.supertraits(tr);
        if depth == 0 { None } else { supers.iter().find_map(|s| self.trait_fn_in(*s, name, depth - 1)) }
    }

    fn by_trait(&mut self, ty: &Ty, name: Sym, in_scope_only: bool) -> Option<Hit> {
        let types = self.types;
        let candidates = types.traits_by_method.traits(name);
        if candidates.is_empty() {
            return None;
        }
        let scope = self.module().map(|m| types.program.traits_in_scope(m));
        for tr in candidates {
            let in_scope = scope.as_ref().is_none_or(|s| s.contains(tr)) || self.env.of_trait == Some(*tr);
            if in_scope_only && !in_scope {
                continue;
            }
            // A trait may be implemented for the value or for a reference to it.
            for this in [ty.clone(), ty.clone().reference(true)] {
                if let Some(hit) = self.trait_hit(&this, *tr, name) {
                    return Some(hit);
                }
            }
        }
        None
    }

    fn trait_hit(&mut self, ty: &Ty, tr: DefId, name: Sym) -> Option<Hit> {
        if !self.implements(ty, tr, 4) {
            return None;
        }
        let (_, trait_fn) = self.trait_fn_in(tr, name, 0)?;
        let program = self.types.program;
        let mut def = trait_fn;
        let mut substs = vec![(Sym::new("Self"), ty.clone())];
        if let Some((id, found)) = self.select(ty, tr, 4) {
            if let Some((_, own)) = program.impls[id].items.iter().find(|(n, _)| *n == name) {
                def = *own;
            }
            let header = self.types.impl_header(id).clone();
            if let Some(trait_ref) = &header.trait_ref {
                // Several impls of one trait may differ in its arguments; then they are left open.
                let one = self.impl_count(tr, ty) == 1;
                let args = trait_ref.subst(&found).args.into_iter();
                substs.extend(self.trait_params(tr).into_iter().zip(args).filter(|_| one));
            }
        }
        let bound = self.bounds_of(ty.peel_refs()).into_iter().find(|bound| bound.def == tr);
        Some(Hit { def, trait_fn: Some(trait_fn), dynamic: false, self_ty: ty.clone(), substs, bound })
    }

    fn impl_count(&self, tr: DefId, ty: &Ty) -> usize {
        let program = self.types.program;
        let head = super::traits::head(ty.peel_refs());
        let of = program.impls_of_trait(tr).iter();
        of.filter(|i| program.impls[**i].self_head.is_none() || program.impls[**i].self_head == head).count()
    }
}
