//! Which types of the workspace hold a response in a field, and which functions may give one to a closure that they
//! are given. Must not follow values.

use rustc_hash::FxHashSet;

use crate::flow::Flow;
use crate::infer::{Ty, TyKind};
use crate::link::{DefId, DefKind, Res};
use crate::model::Role;

impl Flow<'_> {
    /// Whether a value of a type can hold a response, or its body.
    #[must_use]
    pub fn carries_response(&self, ty: &Ty) -> bool {
        let carriers = self.carriers.get_or_init(|| self.find_carriers());
        ty.any(&mut |t| self.is_response(t) || t.adt().is_some_and(|d| carriers.contains(&d)))
    }

    /// Whether a function takes a closure, or another function, that takes a response.
    #[must_use]
    pub fn may_give_response(&self, def: DefId) -> bool {
        let sig = self.types.sig(def);
        let takes = |args: &[Ty]| args.iter().any(|t| self.carries_response(t));
        let lang = self.types.lang;
        sig.preds.iter().any(|(_, bound)| lang.is_fn(bound.def).is_some() && takes(&bound.args))
            || sig.params.iter().any(|ty| {
                ty.any(&mut |t| match t.kind() {
                    TyKind::FnPtr(params, _) => takes(params),
                    TyKind::Dyn(bounds) | TyKind::Opaque(bounds) => {
                        bounds.iter().any(|b| lang.is_fn(b.def).is_some() && takes(&b.args))
                    }
                    _ => false,
                })
            })
    }

    /// Whether dropping a value of a type of the workspace runs code of its own.
    #[must_use]
    pub fn drops_by_itself(&self, adt: DefId) -> bool {
        let program = self.program;
        program.impls_for(adt).iter().any(|id| match program.impls[*id].of_trait {
            Some(Res::Def(tr)) => program.defs[tr].name == "Drop" && !self.in_workspace(tr),
            _ => false,
        })
    }

    fn is_response(&self, ty: &Ty) -> bool {
        self.ty_rows(ty).iter().any(|r| matches!(r.role, Role::ResponseType | Role::RequestBody))
    }

    /// The structs and enums that hold one, also through each other.
    fn find_carriers(&self) -> FxHashSet<DefId> {
        let program = self.program;
        let is_type = |d: &DefId| matches!(program.defs[*d].kind, DefKind::Struct | DefKind::Enum);
        let mut left: Vec<DefId> = program.defs.ids().filter(is_type).filter(|d| self.in_workspace(*d)).collect();
        let mut found = FxHashSet::default();
        loop {
            let before = left.len();
            left.retain(|adt| {
                let sig = self.types.adt(*adt);
                let holds = |t: &Ty| self.is_response(t) || t.adt().is_some_and(|d| found.contains(&d));
                let carries = sig.variants.iter().flatten().any(|(_, ty)| ty.any(&mut |t| holds(t)));
                if carries {
                    found.insert(*adt);
                }
                !carries
            });
            if left.len() == before {
                return found;
            }
        }
    }
}
