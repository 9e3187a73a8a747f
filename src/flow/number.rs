//! Numbers that are known without running anything: literals, constants, arithmetic, locals made of these.
//! A number that is a parameter or comes from configuration is not known. What the language makes of numbers is
//! said in `infer`. Must not know a rule.

use super::Flow;
use crate::hir::{Body, Expr, ExprId, Path};
use crate::infer::{ValueRes, arithmetic, int_max};
use crate::link::DefId;
use crate::model::Role;

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
            Expr::Path(path) => self.number_of_path(frame, expr, path, depth),
            Expr::Local(local) => {
                if let Some(at) = frame.body.params.iter().position(|p| frame.body.bindings(*p).contains(local)) {
                    return frame.given.get(at).copied().flatten();
                }
                let values: Option<Vec<u64>> = self.initialisers(frame.def, *local).into_iter().map(again).collect();
                values?.into_iter().max()
            }
            Expr::If { then, els: Some(els), .. } => Some(again(*then)?.max(again(*els)?)),
            Expr::Match { arms, .. } => {
                let values: Option<Vec<u64>> = arms.iter().map(|a| again(a.body)).collect();
                values?.into_iter().max()
            }
            Expr::Call { callee, args } => self.number_of_call(frame, expr, *callee, args, depth),
            Expr::MethodCall { recv, .. } if self.call_row(frame.def, expr, Role::Scales).is_some() => {
                let row = self.call_row(frame.def, expr, Role::Scales)?;
                Some(again(*recv)?.saturating_mul(row.value?))
            }
            _ => arithmetic(frame.body, expr, &again),
        }
    }

    fn number_of_path(&self, frame: &Frame<'_>, expr: ExprId, path: &Path, depth: usize) -> Option<u64> {
        match self.types_of(frame.def).paths.get(&expr) {
            Some(ValueRes::Const(item)) if self.in_workspace(*item) => self.number_of(*item, Vec::new(), depth),
            Some(ValueRes::Const(item)) => self.types.const_of(*item, depth),
            _ => int_max(path),
        }
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
        if let Some(row) = self.call_row(frame.def, call, Role::Scales) {
            return match args {
                [] => row.value,
                [one, ..] => Some(self.number_in(frame, *one, depth)?.saturating_mul(row.value?)),
            };
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
