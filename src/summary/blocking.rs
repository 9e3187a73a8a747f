//! What a closure that runs on a thread of its own waits for: calls that block, and futures that it blocks on.

use super::calls::Call;
use super::wait::{FnWaits, Wait};
use super::waits::{Ask, ClientBound, row_arg};
use crate::flow::Site;
use crate::hir::{Body, Expr, ExprId};
use crate::link::DefId;
use crate::model::Role;

/// How many calls deep it is looked.
const DEPTH: usize = 4;

impl Ask<'_, '_> {
    /// What running `work`, a closure or the name of a function, on a thread waits for.
    pub fn blocking(&mut self, def: DefId, body: &Body, work: ExprId) -> FnWaits {
        match &body.exprs[work] {
            Expr::Closure { body: inner, .. } => self.blocks(def, body, *inner, DEPTH),
            Expr::Path(_) => match self.flow.types_of(def).paths.get(&work) {
                Some(crate::infer::ValueRes::Fn { def: fun, .. }) => self.function_blocks(*fun, DEPTH),
                _ => FnWaits::default(),
            },
            _ => FnWaits::default(),
        }
    }

    fn function_blocks(&mut self, fun: DefId, depth: usize) -> FnWaits {
        match self.flow.body(fun).filter(|_| self.flow.in_workspace(fun)) {
            Some(body) => self.blocks(fun, body, body.root, depth),
            None => FnWaits::default(),
        }
    }

    fn blocks(&mut self, def: DefId, body: &Body, root: ExprId, depth: usize) -> FnWaits {
        let mut all = FnWaits::default();
        let Some(depth) = depth.checked_sub(1) else {
            return all;
        };
        for expr in body.descendants(root) {
            let (recv, args) = match &body.exprs[expr] {
                Expr::Call { args, .. } => (None, args.as_ref()),
                Expr::MethodCall { recv, args, .. } => (Some(*recv), args.as_ref()),
                _ => continue,
            };
            let call = Call { site: Site { def, expr }, body, callee: None, recv, args };
            let rows = self.flow.call_rows(def, expr);
            if rows.iter().any(|r| r.role == Role::SetsTimeout) {
                // A limit for one of the blocking calls, presumed to be for all.
                return FnWaits::default();
            }
            all.add(self.blocking_call(call, depth));
        }
        all
    }

    fn blocking_call(&mut self, call: Call<'_>, depth: usize) -> FnWaits {
        let Site { def, expr } = call.site;
        if self.is_future(def, expr) {
            return FnWaits::default();
        }
        let rows = self.flow.call_rows(def, expr);
        let known = self.flow.types_of(def).callees.get(&expr).cloned();
        if let Some(row) = rows.iter().find(|r| r.role == Role::WaitsOutside) {
            let kind = row.kind.clone().unwrap_or_else(|| "read".into());
            let outside = self.is_outside(def, known.as_ref(), call.recv, call.args) == Some(true);
            let client = || kind == "http" && self.clients.of_request(call.site) != ClientBound::Open;
            if !outside || client() {
                return FnWaits::default();
            }
            let (over, client, way) = (Vec::new(), Vec::new(), Vec::new());
            let wait = Wait { site: call.site, kind, proven: true, open: false, over, client, way };
            return FnWaits::one(wait);
        }
        if let Some(row) = rows.iter().find(|r| r.role == Role::Combines) {
            let future = row_arg(row, 0, call.recv, call.args);
            return future.map_or_else(FnWaits::default, |f| self.future(def, call.body, f));
        }
        let mut all = FnWaits::default();
        for target in known.map_or_else(Vec::new, |c| self.flow.targets(&c)) {
            let mut found = self.function_blocks(target, depth);
            let here = self.flow.loc(def, expr);
            for wait in &mut found.waits {
                wait.way.splice(0..0, here);
            }
            found.params.clear();
            all.add(found);
        }
        all
    }
}
