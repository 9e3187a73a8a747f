//! How often a function or closure that is handed on as a value is called. Must not know a rule.

use super::load::{Climb, LoadKind};
use super::{Flow, Site, Up};
use crate::hir::{Expr, ExprId};
use crate::infer::TyKind;
use crate::link::DefId;
use crate::model::{Access, Role};

/// Calls of a function that is kept as a value that are looked at.
const MAX_KEPT_CALLS: usize = 40;

impl Flow<'_> {
    /// Where a function or closure that is kept as a value is called again and again.
    pub(super) fn kept(&self, value: Site, busy: &mut Vec<DefId>) -> Option<Climb> {
        let at = self.loc(value.def, value.expr)?;
        let calls = self.calls_of_value(value).into_iter().filter(|call| call.def != value.def);
        let load = calls.take(MAX_KEPT_CALLS).find_map(|call| self.load_within(call, busy))?;
        Some(Climb::Load(load.kind, load.from, at, false))
    }

    /// Where a function or closure that is an argument is called.
    pub(super) fn passed(&self, def: DefId, value: ExprId, busy: &mut Vec<DefId>) -> Option<Climb> {
        let body = self.body(def)?;
        let index = self.index(def)?;
        let mut value = value;
        // `Box::new(|..| ..)`, `move |..| { .. }` in a block, `Arc::new(f)`: the value goes on.
        loop {
            if let Up::Let { block, stmt } = index.up(value) {
                return self.passed_variable(def, block, stmt, busy);
            }
            let parent = index.parent(value)?;
            let (args, recv) = match &body.exprs[parent] {
                Expr::Call { args, .. } => (args, None),
                // `handler.layer(..)`: a method of a library that is called on a function wraps it.
                Expr::MethodCall { recv, .. } if *recv == value && self.wraps_function(def, parent, value) => {
                    value = parent;
                    continue;
                }
                Expr::MethodCall { args, recv, .. } => (args, Some(*recv)),
                Expr::Block { tail: Some(tail), .. } if *tail == value => {
                    value = parent;
                    continue;
                }
                _ => return None,
            };
            let position = args.iter().position(|a| *a == value)?;
            let rows = self.call_rows(def, parent);
            for row in &rows {
                let arg = match row.arg {
                    Some(Access::Arg(i)) => Some(i),
                    Some(Access::Named(_)) => None,
                    None => Some(usize::from(row.kind.as_deref() == Some("path-first"))),
                };
                if let (true, Some(found)) = (arg == Some(position), self.by_role(row, def, parent)) {
                    return Some(found);
                }
            }
            if let Some(recv) = recv
                && self.is_iterator(def, recv)
            {
                return Some(self.per_item(def, parent, recv));
            }
            if self.holds_argument(def, parent) {
                value = parent;
                continue;
            }
            return self.given_to_workspace(def, parent, position, busy);
        }
    }

    fn wraps_function(&self, def: DefId, call: ExprId, recv: ExprId) -> bool {
        let own = |d: DefId| self.in_workspace(d);
        matches!(self.ty(def, recv).kind(), TyKind::FnDef(..) | TyKind::Closure(..))
            && !self.callees(def, call).into_iter().any(own)
    }

    /// A closure in a variable: where the variable is called, or passed on.
    fn passed_variable(&self, def: DefId, block: ExprId, stmt: usize, busy: &mut Vec<DefId>) -> Option<Climb> {
        let (body, index) = self.body(def).zip(self.index(def))?;
        for used in index.uses(body.let_local(block, stmt)?) {
            let mut at = *used;
            while let Some(parent) = index.parent(at) {
                match &body.exprs[parent] {
                    Expr::Ref { .. } => at = parent,
                    Expr::MethodCall { recv, .. } if *recv == at => at = parent,
                    Expr::Call { callee, .. } if *callee == at => {
                        match self.climb(Site { def, expr: parent }, None, busy) {
                            Climb::Function => break,
                            found => return Some(found),
                        }
                    }
                    _ => break,
                }
            }
            if let Some(found @ Climb::Load(..)) = self.passed(def, at, busy) {
                return Some(found);
            }
        }
        None
    }

    fn by_role(&self, row: &crate::model::Row, def: DefId, call: ExprId) -> Option<Climb> {
        let at = self.loc(def, call)?;
        match row.role {
            Role::RegistersHandler => {
                let method = row.kind.clone().filter(|k| k != "path-first");
                let route = self.route_at(Site { def, expr: call });
                let from = route
                    .unwrap_or_else(|| method.map_or_else(|| "a handler".to_owned(), |m| format!("a {m} handler")));
                Some(Climb::Load(LoadKind::Handler, from, at, true))
            }
            Role::CallsPerEvent => {
                Some(Climb::Load(LoadKind::Callback, "a callback that runs per connection or item".into(), at, true))
            }
            Role::Spawns if row.kind.as_deref() == Some("callback") => {
                Some(Climb::Load(LoadKind::Callback, "a callback that runs per connection".into(), at, true))
            }
            Role::CallsOnce => Some(Climb::Once),
            _ => None,
        }
    }

    /// A closure given to an iterator's method runs per item; over a count of workers that is start-up.
    fn per_item(&self, def: DefId, call: ExprId, recv: ExprId) -> Climb {
        let option = |ty: &crate::infer::Ty| ty.adt() == self.types.lang.option;
        if self.is_count(def, recv) || option(&self.ty(def, recv)) {
            return Climb::Function;
        }
        match self.loc(def, call) {
            Some(at) => Climb::Load(LoadKind::Iteration, "an iteration".into(), at, true),
            None => Climb::Function,
        }
    }

    /// A closure given to a function of the workspace: how that function calls its parameter.
    fn given_to_workspace(&self, def: DefId, call: ExprId, position: usize, busy: &mut Vec<DefId>) -> Option<Climb> {
        let callee = self.types_of(def).callees.get(&call)?.clone();
        let is_method = matches!(self.body(def)?.exprs[call], Expr::MethodCall { .. });
        let mut inferred = None;
        for target in self.targets(&callee) {
            let has_self = self.program.fn_item(target).is_some_and(|f| f.self_param.is_some());
            let index = if has_self && !is_method { position.checked_sub(1)? } else { position };
            for used in self.calls_of_param(target, index) {
                let site = Site { def: target, expr: used };
                match self.load_within(site, busy) {
                    Some(load) => {
                        let at = self.loc(def, call)?;
                        return Some(Climb::Load(load.kind, load.from, at, load.proven));
                    }
                    None => inferred = Some(Climb::Once),
                }
            }
        }
        inferred
    }

    /// Whether the workspace's function that a call runs calls the closure at `position` in a loop of its own.
    #[must_use]
    pub fn runs_argument_again(&self, def: DefId, call: ExprId, position: usize) -> bool {
        let Some((callee, body)) = self.types_of(def).callees.get(&call).zip(self.body(def)) else { return false };
        let is_method = matches!(body.exprs[call], Expr::MethodCall { .. });
        self.targets(callee).into_iter().any(|target| {
            let has_self = self.program.fn_item(target).is_some_and(|f| f.self_param.is_some());
            let index = position.checked_sub(usize::from(has_self && !is_method));
            let calls = index.map_or_else(Vec::new, |i| self.calls_of_param(target, i));
            calls
                .into_iter()
                .any(|expr| matches!(self.climb(Site { def: target, expr }, None, &mut Vec::new()), Climb::Load(..)))
        })
    }
}
