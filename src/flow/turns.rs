//! What a loop or an iterator's method goes over: a number of workers that is given beforehand, or what there is.

use super::Flow;
use super::index::{Exit, exit_among, exit_of};
use crate::hir::{BinOp, BlockKind, Body, Expr, ExprId, Lit, Pat, PatId, UnOp};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::Role;

/// More turns than workers are started.
const MANY: u64 = 1 << 16;

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

    /// `while workers.len() < n { workers.push(..) }`, `while i < n { i += 1; }`: a number of turns, too.
    pub(super) fn counts_up(&self, def: DefId, cond: ExprId, each: ExprId) -> bool {
        let Some(at) = self.at(def) else { return false };
        let (less, more) = match &at.body.exprs[cond] {
            Expr::Binary { op: BinOp::Lt | BinOp::Le | BinOp::Ne, lhs, rhs } => (*lhs, *rhs),
            Expr::Binary { op: BinOp::Gt | BinOp::Ge, lhs, rhs } => (*rhs, *lhs),
            _ => return false,
        };
        let inside = at.body.descendants(each);
        let same = |e: ExprId, other: ExprId| at.place(e).is_some_and(|place| at.place(other) == Some(place));
        let grows = |counted: ExprId| match &at.body.exprs[counted] {
            Expr::MethodCall { recv: of, args, .. }
                if args.is_empty() && self.ty(def, counted) == Ty::prim("usize") =>
            {
                inside.iter().any(|e| match &at.body.exprs[*e] {
                    Expr::MethodCall { recv, args, .. } => !args.is_empty() && same(*of, *recv),
                    _ => false,
                })
            }
            Expr::Local(_) | Expr::Field { .. } => inside.iter().any(|e| match &at.body.exprs[*e] {
                Expr::AssignOp { op: BinOp::Add, lhs, rhs } => {
                    matches!(at.body.exprs[*rhs], Expr::Lit(Lit::Int(1, _))) && same(counted, *lhs)
                }
                _ => false,
            }),
            _ => false,
        };
        let far = match &at.body.exprs[more] {
            Expr::Path(_) | Expr::Lit(_) => self.number(def, more).is_none_or(|n| n > MANY),
            _ => false,
        };
        !far && grows(less) && !grows(more)
    }

    /// Whether a loop goes round until what a place in it does has worked:
    /// `match start().await { Ok(x) => break x, Err(_) => wait().await }`.
    pub(super) fn retries(&self, def: DefId, place: ExprId, turns: ExprId) -> bool {
        let Some((body, index)) = self.body(def).zip(self.index(def)) else { return false };
        let mut inner = place;
        // Which answer to a question says that it has worked, and how loops are left then.
        let (mut works, mut exit) = (None, None);
        for outer in index.ancestors(place).take_while(|e| *e != turns) {
            match &body.exprs[outer] {
                Expr::Closure { .. } => return false,
                Expr::Block { kind, .. } if *kind != BlockKind::Plain => return false,
                Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. } => exit = exit.filter(|e| *e == Exit::Far),
                Expr::Let { pat, .. } => works = is_success(body, *pat),
                Expr::Unary { op: UnOp::Not, .. } => works = works.map(|truth: bool| !truth),
                Expr::MethodCall { recv, .. } if *recv == inner => works = self.tests_success(def, outer).or(works),
                Expr::Match { scrutinee, arms } if *scrutinee == inner => {
                    let good = arms.iter().filter(|arm| is_success(body, arm.pat) == Some(true));
                    exit = exit.max(good.map(|arm| exit_in(body, arm.body)).min().flatten());
                }
                Expr::If { cond, then, els } if *cond == inner && works.is_some() => {
                    let branch = if works == Some(true) { Some(*then) } else { *els };
                    let left = branch.map_or_else(|| index.exit_behind(body, outer), |branch| exit_in(body, branch));
                    exit = exit.max(left);
                    works = None;
                }
                _ => {}
            }
            inner = outer;
        }
        exit.is_some()
    }

    fn tests_success(&self, def: DefId, call: ExprId) -> Option<bool> {
        match self.call_row(def, call, Role::TestsVariant)?.kind.as_deref() {
            Some("Ok" | "Some") => Some(true),
            Some("Err" | "None") => Some(false),
            _ => None,
        }
    }
}

/// `Ok(_)`, `Some(_)`: true; `Err(_)`, `None`: false.
pub(super) fn is_success(body: &Body, pat: PatId) -> Option<bool> {
    let path = match &body.pats[pat] {
        Pat::Ref(inner) => return is_success(body, *inner),
        Pat::TupleStruct { path, .. } => path,
        Pat::Path(path) => path,
        _ => return None,
    };
    match path.segs.last()?.name.as_str() {
        "Ok" | "Some" => Some(true),
        "Err" | "None" => Some(false),
        _ => None,
    }
}

/// How a branch leaves loops.
fn exit_in(body: &Body, branch: ExprId) -> Option<Exit> {
    match &body.exprs[branch] {
        Expr::Block { stmts, tail, .. } => exit_among(body, stmts, *tail),
        other => exit_of(other),
    }
}
