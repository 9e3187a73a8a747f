//! Unification of types, with rollback. Must not look anything up.

use super::ty::{Ty, TyKind};

/// The variables of one body (or of one question about an impl).
#[derive(Debug, Default)]
pub struct Table {
    vars: Vec<Option<Ty>>,
    undo: Vec<u32>,
}

/// A state of the table to roll back to.
#[derive(Debug, Clone, Copy)]
pub struct Snapshot {
    undo: usize,
}

const DEPTH: usize = 24;

impl Table {
    /// A new variable.
    pub fn fresh(&mut self) -> Ty {
        self.vars.push(None);
        Ty::new(TyKind::Var(u32::try_from(self.vars.len() - 1).unwrap_or(u32::MAX)))
    }
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { undo: self.undo.len() }
    }
    pub fn rollback(&mut self, to: Snapshot) {
        for var in self.undo.drain(to.undo..) {
            self.vars[var as usize] = None;
        }
    }
    /// The type with its outermost variable resolved.
    #[must_use]
    pub fn shallow(&self, ty: &Ty) -> Ty {
        let mut ty = ty.clone();
        while let TyKind::Var(var) = ty.kind() {
            match self.vars.get(*var as usize).and_then(Clone::clone) {
                Some(next) => ty = next,
                None => break,
            }
        }
        ty
    }
    /// The type with all known variables resolved, and unknown for those that are still open.
    #[must_use]
    pub fn finish(&self, ty: &Ty) -> Ty {
        self.finish_to(ty, DEPTH)
    }
    fn finish_to(&self, ty: &Ty, depth: usize) -> Ty {
        if depth == 0 {
            return Ty::unknown();
        }
        let ty = self.shallow(ty);
        if let TyKind::Var(_) = ty.kind() {
            return Ty::unknown();
        }
        if ty.is_closed() && ty.depth() < depth {
            return ty;
        }
        ty.map_parts(&mut |part| self.finish_to(part, depth - 1))
    }
    fn bind(&mut self, var: u32, to: Ty) {
        self.vars[var as usize] = Some(to);
        self.undo.push(var);
    }
    fn occurs(&self, var: u32, ty: &Ty, depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        let ty = self.shallow(ty);
        if let TyKind::Var(other) = ty.kind() {
            return *other == var;
        }
        if ty.is_closed() && ty.depth() < depth {
            return false;
        }
        let mut found = false;
        ty.kind().parts(&mut |part| found = found || self.occurs(var, part, depth - 1));
        found
    }
    /// Makes both the same where they can be; whether they can. What was bound before a mismatch stays bound.
    pub fn unify(&mut self, a: &Ty, b: &Ty) -> bool {
        self.unify_to(a, b, DEPTH)
    }
    fn unify_all(&mut self, a: &[Ty], b: &[Ty], depth: usize) -> bool {
        a.len() == b.len() && a.iter().zip(b).fold(true, |ok, (a, b)| self.unify_to(a, b, depth) && ok)
    }
    fn unify_to(&mut self, a: &Ty, b: &Ty, depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        let (a, b) = (self.shallow(a), self.shallow(b));
        if a == b {
            return true;
        }
        let down = depth - 1;
        match (a.kind(), b.kind()) {
            (TyKind::Unknown | TyKind::Never, _) | (_, TyKind::Unknown | TyKind::Never) => true,
            (TyKind::Var(x), _) => {
                self.occurs(*x, &b, DEPTH) || {
                    self.bind(*x, b.clone());
                    true
                }
            }
            (_, TyKind::Var(y)) => {
                self.occurs(*y, &a, DEPTH) || {
                    self.bind(*y, a.clone());
                    true
                }
            }
            (TyKind::Proj(..), _) | (_, TyKind::Proj(..)) => true,
            (TyKind::Int, TyKind::Prim(p)) | (TyKind::Prim(p), TyKind::Int) => is_number(p.as_str()),
            (TyKind::Adt(x, xs), TyKind::Adt(y, ys)) => x == y && self.unify_all(xs, ys, down),
            (TyKind::Ref(x, _), TyKind::Ref(y, _)) | (TyKind::Ptr(x), TyKind::Ptr(y)) => self.unify_to(x, y, down),
            (TyKind::Slice(x), TyKind::Slice(y)) => self.unify_to(x, y, down),
            (TyKind::Array(x, len), TyKind::Array(y, other)) => {
                self.unify_to(x, y, down) & self.unify_to(len, other, down)
            }
            (TyKind::Tuple(xs), TyKind::Tuple(ys)) => self.unify_all(xs, ys, down),
            (TyKind::Future(x), TyKind::Future(y)) => self.unify_to(x, y, down),
            (TyKind::Closure(x, ..), TyKind::Closure(y, ..)) => x == y,
            (TyKind::FnPtr(xs, x), TyKind::FnPtr(ys, y) | TyKind::Closure(_, ys, y))
            | (TyKind::Closure(_, xs, x), TyKind::FnPtr(ys, y)) => {
                self.unify_all(xs, ys, down) && self.unify_to(x, y, down)
            }
            (TyKind::Dyn(xs), TyKind::Dyn(ys)) | (TyKind::Opaque(xs), TyKind::Opaque(ys)) => {
                for (x, y) in xs.iter().zip(ys).filter(|(x, y)| x.def == y.def) {
                    self.unify_all(&x.args, &y.args, down);
                    for (name, t) in &x.bindings {
                        if let Some(u) = y.binding(name.as_str()) {
                            self.unify_to(t, u, down);
                        }
                    }
                }
                xs.first().map(|t| t.def) == ys.first().map(|t| t.def)
            }
            _ => a == b,
        }
    }
}

/// Whether a primitive type is a number.
#[must_use]
pub fn is_number(name: &str) -> bool {
    matches!(
        name,
        "u8" | "u16"
            | "u32"
            | "u64"
            | "u128"
            | "usize"
            | "i8"
            | "i16"
            | "i32"
            | "i64"
            | "i128"
            | "isize"
            | "f32"
            | "f64"
    )
}
