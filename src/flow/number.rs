//! Numbers that are known without running anything: literals, constants, arithmetic, locals made of these.
//! A number that is a parameter or comes from configuration is not known. Must not know a rule.

use super::Flow;
use crate::hir::{Body, Expr, ExprId, UnOp};
use crate::infer::{ValueRes, fold_const, int_max};
use crate::link::DefId;

const DEPTH: usize = 24;

/// The body that a number is looked for in, and the numbers that its parameters stand for.
struct Frame<'b> {
    def: DefId,
    body: &'b Body,
    given: Vec<Option<u64>>,
}

impl Flow<'_> {
    /// The number that an expression is; the largest, where branches differ.
    #[must_use]
    pub fn number(&self, def: DefId, expr: ExprId) -> Option<u64> {
        self.number_in(&Frame { def, body: self.body(def)?, given: Vec::new() }, expr, DEPTH)
    }

    fn number_in(&self, frame: &Frame<'_>, expr: ExprId, depth: usize) -> Option<u64> {
        let depth = depth.checked_sub(1)?;
        let again = |e: ExprId| self.number_in(frame, e, depth);
        match &frame.body.exprs[expr] {
            Expr::Path(path) => match self.types_of(frame.def).paths.get(&expr) {
                Some(ValueRes::Const(item)) if self.in_workspace(*item) => self.number_of(*item, Vec::new(), depth),
                _ => int_max(path).or_else(|| self.constant(frame, expr)),
            },
            Expr::Local(local) => {
                if let Some(at) = frame.body.params.iter().position(|p| frame.body.bindings(*p).contains(local)) {
                    return frame.given.get(at).copied().flatten();
                }
                let values: Option<Vec<u64>> = self.initialisers(frame.def, *local).into_iter().map(again).collect();
                values?.into_iter().max()
            }
            Expr::Unary { op: UnOp::Not, expr } => again(*expr).map(|n| u64::MAX - n),
            Expr::Unary { op: UnOp::Deref, expr } | Expr::Ref { expr, .. } | Expr::Cast { expr, .. } => again(*expr),
            Expr::Binary { op, lhs, rhs } => fold_const(*op, again(*lhs)?, again(*rhs)?),
            Expr::Block { stmts, tail: Some(tail), .. } if stmts.is_empty() => again(*tail),
            Expr::If { then, els: Some(els), .. } => Some(again(*then)?.max(again(*els)?)),
            Expr::Match { arms, .. } => {
                let values: Option<Vec<u64>> = arms.iter().map(|a| again(a.body)).collect();
                values?.into_iter().max()
            }
            Expr::MethodCall { recv, name, args, .. } => {
                let (left, right) = (again(*recv), args.first().and_then(|a| again(*a)));
                of_method(name.as_str(), args.len(), left, right)
            }
            Expr::Call { callee, args } => self.number_of_call(frame, expr, *callee, args, depth),
            _ => self.constant(frame, expr),
        }
    }

    fn constant(&self, frame: &Frame<'_>, expr: ExprId) -> Option<u64> {
        self.types.const_expr(self.program.defs[frame.def].module, frame.body, expr, 8)
    }

    fn number_of(&self, item: DefId, given: Vec<Option<u64>>, depth: usize) -> Option<u64> {
        let body = self.body(item)?;
        self.number_in(&Frame { def: item, body, given }, body.root, depth)
    }

    /// What a function of the workspace makes of known numbers (`mib(8)`), or `usize::max_value()`.
    fn number_of_call(&self, frame: &Frame<'_>, call: ExprId, f: ExprId, args: &[ExprId], depth: usize) -> Option<u64> {
        if let Some(callee) = self.types_of(frame.def).callees.get(&call)
            && let [target] = self.targets(callee)[..]
        {
            let given = args.iter().map(|a| self.number_in(frame, *a, depth)).collect();
            return self.number_of(target, given, depth);
        }
        let Expr::Path(path) = &frame.body.exprs[f] else {
            return None;
        };
        let last = path.segs.last()?;
        match args {
            [] if last.name == "max_value" => {
                let mut max = path.clone();
                max.segs.last_mut()?.name = crate::base::Sym::new("MAX");
                int_max(&max)
            }
            [one] if last.name == "from" => self.number_in(frame, *one, depth),
            _ => None,
        }
    }
}

/// The language's own methods of integers.
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
