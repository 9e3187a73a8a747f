//! What a loop or an iterator's method goes over: a number of workers that is given beforehand, or what there is.

use super::Flow;
use crate::hir::{Expr, ExprId, Lit};
use crate::infer::TyKind;
use crate::link::DefId;
use crate::model::Role;

impl Flow<'_> {
    /// Whether a method calls the closures that it is given per item.
    pub(super) fn is_iterator(&self, def: DefId, recv: ExprId) -> bool {
        let Some(iterator) = self.types.lang.iterator else {
            return false;
        };
        let ty = self.ty(def, recv);
        // `retain` and its kin: a collection that is given a closure calls it per item.
        self.ty_row(&ty, Role::CollectionType).is_some()
            || self.types.implements(&self.types.env_of(def), &ty, iterator)
    }

    /// A number of turns that is given beforehand: a range, an array as written, `.iter()` of these.
    pub(super) fn is_count(&self, def: DefId, iter: ExprId) -> bool {
        let Some(body) = self.body(def) else {
            return false;
        };
        match &body.exprs[iter] {
            Expr::Range { end, .. } => end.is_some(),
            Expr::Array(_) | Expr::Vec { .. } | Expr::Lit(Lit::Str(_)) => true,
            Expr::Ref { expr, .. } => self.is_count(def, *expr),
            Expr::MethodCall { recv, .. } => self.is_count(def, *recv),
            Expr::Block { stmts, tail: Some(tail), .. } if stmts.is_empty() => self.is_count(def, *tail),
            Expr::Path(_) => matches!(self.ty(def, iter).peel_refs().kind(), TyKind::Array(..)),
            _ => {
                let ty = self.ty(def, iter);
                let lang = &self.types.lang;
                ty.adt().is_some() && (ty.adt() == lang.range || ty.adt() == lang.range_inclusive)
            }
        }
    }
}
