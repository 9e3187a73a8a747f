//! Whether a value is the outside (a socket, a peer's stream), by its type. Must not follow values.

use super::wait::Given;
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
    pub(super) fn passed_outside(&self, def: DefId, parts: &[ExprId]) -> Option<Option<bool>> {
        let mut found = None;
        for part in parts {
            let ty = self.flow.ty(def, *part);
            match self.outside_type(&ty) {
                Some(Some(true)) => return Some(Some(true)),
                Some(verdict) if found != Some(None) => found = Some(verdict),
                None if ty.any(&mut |t| self.field_is_outside(t, 3)) => return Some(Some(true)),
                _ => {}
            }
        }
        found
    }

    /// The parameters of a function whose types stand open in the types of values.
    pub(super) fn parameters_of(&self, def: DefId, parts: impl Iterator<Item = ExprId>) -> Vec<Given> {
        let mut open: Vec<Ty> = Vec::new();
        for part in parts {
            self.flow.ty(def, part).any(&mut |t| {
                if is_open(t) {
                    open.push(t.clone());
                }
                false
            });
        }
        let sig = self.flow.types.sig(def);
        let shares = |ty: &Ty| ty.any(&mut |t| open.contains(t));
        let own = sig.self_param.iter().filter(|t| shares(t)).map(|_| Given::Itself);
        let args = sig.params.iter().enumerate().filter(|(_, t)| shares(t)).map(|(i, _)| Given::Arg(i));
        own.chain(args).collect()
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
        let mut found = Found::default();
        self.look(ty, &mut found);
        match (found.outside, found.inside, found.open) {
            (true, ..) => Some(Some(true)),
            (_, true, _) => Some(Some(false)),
            (_, _, true) => Some(None),
            _ => None,
        }
    }

    /// What waits inside the process hides what is in it: a channel of sockets is a channel.
    fn look(&self, ty: &Ty, found: &mut Found) {
        let rows = self.flow.ty_rows(ty);
        let has = |role: Role| rows.iter().any(|r| r.role == role);
        let ends = rows.iter().filter(|r| r.role == Role::BoundsWait);
        let ended =
            ends.into_iter().any(|r| r.kind.is_none() || ty.args().iter().skip(1).any(|a| self.flow.signal_type(a)));
        if has(Role::WaitsOutside) {
            found.outside = true;
        } else if has(Role::WaitsInside) || ended {
            found.inside = true;
        } else if !matches!(ty.kind(), TyKind::Closure(..) | TyKind::FnDef(..) | TyKind::FnPtr(..)) {
            // What a function takes is not in it.
            found.open |= is_open(ty);
            ty.kind().parts(&mut |part| self.look(part, found));
        }
    }
}

#[derive(Default)]
struct Found {
    outside: bool,
    inside: bool,
    open: bool,
}

fn is_open(ty: &Ty) -> bool {
    matches!(ty.kind(), TyKind::Param(_) | TyKind::Dyn(_) | TyKind::Opaque(_) | TyKind::Proj(..))
}
