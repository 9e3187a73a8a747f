//! Whether an impl can be the one that a bound asks for: `S: Service<Socket, Response = ()>` is met by no client of HTTP.
//! Must only rule out what cannot be: parameters and what is not known may be anything.

use super::Types;
use super::ty::{TraitRef, Ty, TyKind};
use crate::link::ImplId;

/// Types are compared this deep.
const DEPTH: usize = 8;

impl Types<'_> {
    /// Whether the impl of a trait may meet a bound, by the trait's arguments and by its associated types.
    #[must_use]
    pub fn may_meet(&self, id: ImplId, bound: &TraitRef) -> bool {
        let header = self.impl_header(id);
        let Some(own) = header.trait_ref.as_ref().filter(|own| own.def == bound.def) else {
            // A bound by a subtrait says nothing of the supertrait's arguments.
            return true;
        };
        own.args.iter().zip(&bound.args).all(|(a, b)| may_equal(a, b, DEPTH))
            && bound
                .bindings
                .iter()
                .all(|(name, want)| self.impl_assoc_ty(id, *name).is_none_or(|own| may_equal(&own, want, DEPTH)))
    }
}

/// Whether two types can be the same once their parameters are given.
fn may_equal(a: &Ty, b: &Ty, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return true;
    };
    let all = |xs: &[Ty], ys: &[Ty]| xs.len() == ys.len() && xs.iter().zip(ys).all(|(x, y)| may_equal(x, y, depth));
    match (a.kind(), b.kind()) {
        (TyKind::Adt(x, xs), TyKind::Adt(y, ys)) => x == y && (xs.len() != ys.len() || all(xs, ys)),
        (TyKind::Prim(x), TyKind::Prim(y)) => x == y,
        (TyKind::Ref(x, _), TyKind::Ref(y, _))
        | (TyKind::Ptr(x), TyKind::Ptr(y))
        | (TyKind::Slice(x), TyKind::Slice(y)) => may_equal(x, y, depth),
        (TyKind::Tuple(xs), TyKind::Tuple(ys)) => all(xs, ys),
        (TyKind::Array(x, _), TyKind::Array(y, _)) => may_equal(x, y, depth),
        _ => !(is_shape(a) && is_shape(b)),
    }
}

/// A type whose outermost shape is known: two different ones are never the same.
fn is_shape(ty: &Ty) -> bool {
    matches!(
        ty.kind(),
        TyKind::Adt(..)
            | TyKind::Prim(_)
            | TyKind::Ref(..)
            | TyKind::Ptr(_)
            | TyKind::Slice(_)
            | TyKind::Tuple(_)
            | TyKind::Array(..)
    )
}
