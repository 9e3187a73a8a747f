//! Places: variables and their fields, and temporaries. Must not decide what a call does.

use super::interp::{Flowing, Interp};
use super::value::{State, Val};
use crate::base::Sym;
use crate::hir::{Expr, ExprId, LocalId, UnOp};
use crate::infer::{Ty, TyKind};
use crate::model::Role;

/// Where a value is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    Local(LocalId, Vec<Sym>),
    Temp(Val),
}

impl Interp<'_, '_> {
    /// The place that an expression names; a temporary where it names none.
    pub fn place(&mut self, id: ExprId, state: State) -> Vec<(State, Place)> {
        match self.expr(id) {
            Expr::Local(local) => vec![(state, Place::Local(*local, Vec::new()))],
            Expr::Unary { op: UnOp::Deref, expr } | Expr::Ref { expr, .. } => self.place(*expr, state),
            Expr::Field { base, name } => {
                let places = self.place(*base, state);
                places
                    .into_iter()
                    .map(|(mut s, place)| match place {
                        Place::Local(local, mut path) => {
                            path.push(*name);
                            (s, Place::Local(local, path))
                        }
                        Place::Temp(val) => {
                            let part = self.part(&val, *name, id);
                            if val.owns() && !part.owns() {
                                // The rest goes at the end of the statement.
                                s.temp = Some(*base);
                            }
                            (s, Place::Temp(part))
                        }
                    })
                    .collect()
            }
            _ => {
                let all = self.eval(id, state);
                all.into_iter().map(|(s, v)| (s, Place::Temp(v))).collect()
            }
        }
    }

    /// Whether an expression names a place.
    pub fn is_place(&self, id: ExprId) -> bool {
        match self.expr(id) {
            Expr::Local(_) => true,
            Expr::Field { base, .. } => self.is_place(*base),
            Expr::Unary { op: UnOp::Deref, expr } => self.is_place(*expr),
            _ => false,
        }
    }

    /// What is in a place; `at` is the expression that names it.
    pub fn read(&self, state: &State, place: &Place, at: ExprId) -> Val {
        match place {
            Place::Temp(val) => val.clone(),
            Place::Local(local, path) => path.iter().fold(state.get(*local), |val, name| self.part(&val, *name, at)),
        }
    }

    /// A reference to what is in a place; a temporary lives on until its statement ends.
    pub fn borrow(&self, state: &mut State, place: &Place, at: ExprId) -> Val {
        let val = self.read(state, place, at);
        if val.owns() && matches!(place, Place::Temp(_)) {
            state.temp = Some(at);
        }
        val.lend()
    }

    /// Moves a value out of the place that an expression names.
    pub fn take(&mut self, id: ExprId, state: State) -> Flowing {
        let places = self.place(id, state);
        places
            .into_iter()
            .map(|(mut s, place)| {
                let val = self.read(&s, &place, id);
                if val.owns() {
                    Self::move_out(&mut s, &place);
                }
                (s, val)
            })
            .collect()
    }

    /// The token is no longer in the place.
    pub fn move_out(state: &mut State, place: &Place) {
        if let Place::Local(local, path) = place {
            let val = state.get(*local);
            let left = without(&val, path);
            state.set(*local, left);
        }
    }

    /// A field of a value.
    fn part(&self, val: &Val, name: Sym, at: ExprId) -> Val {
        match val {
            Val::Agg(..) => val.field(name),
            Val::Token | Val::Lend | Val::Head => {
                let ty = self.ty(at);
                if self.is_status(&ty) {
                    Val::Status
                } else if *val != Val::Head && (self.may_hold(&ty) || self.is_only_field(at)) {
                    val.clone()
                } else {
                    Val::Other
                }
            }
            _ => Val::Other,
        }
    }

    /// Whether a field is the only one of its struct: what the struct holds is there.
    fn is_only_field(&self, at: ExprId) -> bool {
        let of = self.types.fields.get(&at);
        of.is_some_and(|def| matches!(&self.flow.types.adt(*def).variants[..], [fields] if fields.len() == 1))
    }

    pub fn is_status(&self, ty: &Ty) -> bool {
        self.flow.is_status(ty)
    }

    /// Whether a type can hold a response or its body, as far as is known.
    pub fn may_hold(&self, ty: &Ty) -> bool {
        ty.any(&mut |t| match t.kind() {
            TyKind::Unknown | TyKind::Var(_) | TyKind::Param(_) | TyKind::Proj(..) | TyKind::External(..) => true,
            TyKind::Adt(..) | TyKind::Dyn(_) | TyKind::Opaque(_) => {
                let rows = self.flow.ty_rows(t);
                rows.iter().any(|r| matches!(r.role, Role::ResponseType | Role::RequestBody))
                    || matches!(t.kind(), TyKind::Dyn(_) | TyKind::Opaque(_))
            }
            _ => false,
        })
    }
}

/// A value without the token in the part at `path`.
fn without(val: &Val, path: &[Sym]) -> Val {
    match (val, path.split_first()) {
        (Val::Agg(def, fields), Some((name, rest))) => {
            let fields = fields.iter().map(|(n, v)| {
                let left = if n == name { without(v, rest) } else { v.clone() };
                (*n, left)
            });
            Val::Agg(*def, fields.collect())
        }
        _ => val.moved_out(),
    }
}
