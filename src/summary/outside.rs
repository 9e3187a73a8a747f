//! Whether a value is the outside (a socket, a peer's stream), by its type. Must not follow values.

use super::waits::Ask;
use crate::hir::ExprId;
use crate::infer::{Callee, Ty, TyKind};
use crate::link::DefId;
use crate::model::Role;

impl Ask<'_, '_> {
    /// Whether what a library's call waits on is the outside: by the types of the receiver and the arguments.
    /// `None`: it may be; a parameter or `dyn` stands there.
    pub(super) fn is_outside(
        &self,
        def: DefId,
        known: Option<&Callee>,
        recv: Option<ExprId>,
        args: &[ExprId],
    ) -> Option<bool> {
        let Some(Callee::Fn { def: callee, trait_fn, .. }) = known else {
            return Some(true);
        };
        let generic = trait_fn.is_some() || !self.flow.types.sig(*callee).generics.is_empty();
        if !generic {
            return Some(true);
        }
        let parts: Vec<Ty> = recv.into_iter().chain(args.iter().copied()).map(|e| self.flow.ty(def, e)).collect();
        let verdicts: Vec<Option<bool>> = parts.iter().filter_map(|t| self.outside_type(t)).collect();
        if verdicts.contains(&Some(true)) {
            Some(true)
        } else if verdicts.contains(&None) {
            None
        } else if trait_fn.is_some() || !verdicts.is_empty() {
            Some(false)
        } else {
            Some(true)
        }
    }

    /// Whether one of the values that a call hands on is the outside. `Some(None)`: one may be. `None`: none is.
    #[expect(clippy::option_option, reason = "none is, one may be, is or is not")]
    pub(super) fn passed_outside(&self, def: DefId, recv: Option<ExprId>, args: &[ExprId]) -> Option<Option<bool>> {
        let tys: Vec<Ty> = recv.into_iter().chain(args.iter().copied()).map(|e| self.flow.ty(def, e)).collect();
        let mut found = None;
        for ty in tys {
            match self.outside_type(&ty) {
                Some(Some(true)) => return Some(Some(true)),
                Some(verdict) if found != Some(None) => found = Some(verdict),
                None if ty.any(&mut |t| self.field_is_outside(t, 3)) => return Some(Some(true)),
                _ => {}
            }
        }
        found
    }

    /// Whether a struct of the workspace holds the outside in a field.
    fn field_is_outside(&self, ty: &Ty, depth: usize) -> bool {
        let own = ty.adt().filter(|d| self.flow.in_workspace(*d));
        let (Some(def), Some(depth)) = (own, depth.checked_sub(1)) else {
            return false;
        };
        let sig = self.flow.types.adt(def);
        sig.variants.iter().flatten().any(|(_, field)| {
            self.outside_type(field) == Some(Some(true)) || field.any(&mut |t| self.field_is_outside(t, depth))
        })
    }

    /// Whether a type is (or wraps) the outside; the outer `None`: it says nothing.
    #[expect(clippy::option_option, reason = "says nothing, may be, is or is not")]
    pub(super) fn outside_type(&self, ty: &Ty) -> Option<Option<bool>> {
        let (mut outside, mut inside, mut open) = (false, false, false);
        ty.any(&mut |t| {
            let rows = self.flow.ty_rows(t);
            outside |= rows.iter().any(|r| r.role == Role::WaitsOutside);
            inside |= rows.iter().any(|r| r.role == Role::WaitsInside);
            open |= matches!(t.kind(), TyKind::Param(_) | TyKind::Dyn(_) | TyKind::Opaque(_) | TyKind::Proj(..));
            outside
        });
        match (outside, inside, open) {
            (true, ..) => Some(Some(true)),
            (_, true, _) => Some(Some(false)),
            (_, _, true) => Some(None),
            _ => None,
        }
    }
}
