//! Numbers that are known before the program runs: lengths of arrays, arguments of generics, constants.
//! Must not guess: what is no constant has no number. What variables and calls are is asked of `flow`.

use super::{TyEnv, Types};
use crate::base::Sym;
use crate::hir::{self, BinOp, ConstExpr, Expr, ExprId, ItemKind, Lit, Path, UnOp};
use crate::infer::{Ty, TyKind};
use crate::link::{DefId, DefKind, Namespace, Res};

/// How many constants may name each other.
pub(super) const CONST_DEPTH: usize = 8;

impl Types<'_> {
    /// The length of an array as a type: a number, a parameter, or unknown.
    pub(super) fn const_len(&self, env: &TyEnv, body: &hir::Body, expr: ExprId) -> Ty {
        if let Expr::Path(path) = &body.exprs[expr]
            && let Some(param) = const_param(env, path)
        {
            return param;
        }
        self.fold(env, body, expr, CONST_DEPTH).map_or_else(Ty::unknown, Ty::constant)
    }

    /// A constant expression that stands in a type, as a type.
    pub(super) fn const_ty(&self, env: &TyEnv, expr: &ConstExpr) -> Ty {
        if let ConstExpr::Path(path) = expr
            && let Some(param) = const_param(env, path)
        {
            return param;
        }
        self.const_value(env, expr).map_or_else(Ty::unknown, Ty::constant)
    }

    fn const_value(&self, env: &TyEnv, expr: &ConstExpr) -> Option<u64> {
        match expr {
            ConstExpr::Int(value) => Some(*value),
            ConstExpr::Bin(op, a, b) => fold_const(*op, self.const_value(env, a)?, self.const_value(env, b)?),
            ConstExpr::Path(path) => self.const_path(env, path, CONST_DEPTH),
            ConstExpr::Unknown => None,
        }
    }

    /// The number that a `const` is.
    #[must_use]
    pub fn const_of(&self, def: DefId, depth: usize) -> Option<u64> {
        let hir = self.program.defs[def].hir;
        let file = self.program.file(hir.file)?;
        let ItemKind::Const(item) = &file.items[hir.item].kind else {
            return None;
        };
        let body = &file.bodies[item.body?];
        self.fold(&self.env_of(def), body, body.root, depth)
    }

    /// The number that a path names: a constant, also one of a type.
    pub(super) fn const_path(&self, env: &TyEnv, path: &Path, depth: usize) -> Option<u64> {
        let depth = depth.checked_sub(1)?;
        if let Some(max) = int_max(path) {
            return Some(max);
        }
        let [owner @ .., name] = path.segs.as_ref() else { return None };
        if let [this] = owner
            && this.name == "Self"
        {
            return self.const_of(self.assoc_const(env.self_ty.as_ref()?.adt()?, name.name)?, depth);
        }
        let names: Vec<Sym> = path.segs.iter().map(|s| s.name).collect();
        if let Some((Res::Def(def), used)) = self.program.resolve(env.module?, &names, path.global, Namespace::Values)
            && used == names.len()
        {
            return self.const_of(def, depth);
        }
        let (res, used) = self.program.resolve(env.module?, &names, path.global, Namespace::Types)?;
        let of = if used + 1 == names.len() { self.res_ty(env, &res, Vec::new()).adt()? } else { return None };
        self.const_of(self.assoc_const(of, name.name)?, depth)
    }

    fn assoc_const(&self, of: DefId, name: Sym) -> Option<DefId> {
        let program = self.program;
        let mut items = program.impls_for(of).iter().flat_map(|id| &program.impls[*id].items);
        items.find(|(n, d)| *n == name && program.defs[*d].kind == DefKind::Const).map(|(_, d)| *d)
    }

    fn fold(&self, env: &TyEnv, body: &hir::Body, expr: ExprId, depth: usize) -> Option<u64> {
        match &body.exprs[expr] {
            Expr::Path(path) => self.const_path(env, path, depth),
            _ => arithmetic(body, expr, &|e| self.fold(env, body, e, depth)),
        }
    }
}

/// What the language makes of numbers: literals, operators and the methods of integers.
pub(crate) fn arithmetic(body: &hir::Body, expr: ExprId, of: &dyn Fn(ExprId) -> Option<u64>) -> Option<u64> {
    match &body.exprs[expr] {
        Expr::Lit(Lit::Int(value, _)) => Some(*value),
        Expr::Unary { op: UnOp::Not, expr } => of(*expr).map(|n| u64::MAX - n),
        Expr::Unary { op: UnOp::Deref, expr } | Expr::Ref { expr, .. } | Expr::Cast { expr, .. } => of(*expr),
        Expr::Binary { op, lhs, rhs } => fold_const(*op, of(*lhs)?, of(*rhs)?),
        Expr::Block { stmts, tail: Some(tail), .. } if stmts.is_empty() => of(*tail),
        Expr::MethodCall { recv, name, args, .. } => {
            of_method(name.as_str(), args.len(), of(*recv), args.first().and_then(|a| of(*a)))
        }
        _ => None,
    }
}

fn of_method(name: &str, args: usize, left: Option<u64>, right: Option<u64>) -> Option<u64> {
    match (name, args) {
        ("into" | "try_into" | "unwrap" | "clone", 0) | ("expect", 1) => left,
        ("pow" | "saturating_pow", 1) => Some(left?.saturating_pow(u32::try_from(right?).ok()?)),
        ("saturating_mul" | "wrapping_mul", 1) => Some(left?.saturating_mul(right?)),
        ("saturating_add" | "wrapping_add", 1) => Some(left?.saturating_add(right?)),
        ("saturating_sub" | "wrapping_sub", 1) => Some(left?.saturating_sub(right?)),
        ("max", 1) => Some(left?.max(right?)),
        ("min", 1) => match (left, right) {
            (Some(a), Some(b)) => Some(a.min(b)),
            _ => None,
        },
        _ => None,
    }
}

fn const_param(env: &TyEnv, path: &Path) -> Option<Ty> {
    match path.segs.as_ref() {
        [only] if env.generics.contains(&only.name) => Some(Ty::new(TyKind::Param(only.name))),
        _ => None,
    }
}

/// `usize::MAX` and its kin, also as `std::usize::MAX`.
pub(crate) fn int_max(path: &Path) -> Option<u64> {
    let [.., ty, max] = path.segs.as_ref() else {
        return None;
    };
    if max.name != "MAX" {
        return None;
    }
    Some(match ty.name.as_str() {
        "usize" | "u64" | "u128" | "i128" => u64::MAX,
        "isize" | "i64" => i64::MAX.unsigned_abs(),
        "u32" => u64::from(u32::MAX),
        "i32" => u64::from(i32::MAX.unsigned_abs()),
        "u16" => u64::from(u16::MAX),
        _ => return None,
    })
}

fn fold_const(op: BinOp, a: u64, b: u64) -> Option<u64> {
    Some(match op {
        BinOp::Add => a.saturating_add(b),
        BinOp::Sub => a.saturating_sub(b),
        BinOp::Mul => a.saturating_mul(b),
        BinOp::Div => a.checked_div(b)?,
        BinOp::Shl => a.checked_shl(u32::try_from(b).ok()?)?,
        BinOp::Shr => a.checked_shr(u32::try_from(b).ok()?)?,
        BinOp::BitOr => a | b,
        BinOp::BitAnd => a & b,
        _ => return None,
    })
}
