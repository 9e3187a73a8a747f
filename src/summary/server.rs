//! What the code around a wait brings along that ends it: a server's builder, a twin of the wait under a limit.

use super::waits::Ask;
use crate::flow::Site;
use crate::hir::{Body, Expr, ExprId};
use crate::link::DefId;
use crate::model::Role;

impl Ask<'_, '_> {
    /// A server's builder with both a timer and a header-read timeout.
    pub(super) fn server_bounded(&self, def: DefId, body: &Body, recv: ExprId) -> bool {
        let mut bounds = (false, false);
        let mut pending = vec![recv];
        let mut seen = Vec::new();
        while let Some(at) = pending.pop() {
            if seen.contains(&at) || seen.len() > 64 {
                continue;
            }
            seen.push(at);
            for row in self.flow.call_rows(def, at).iter().filter(|r| r.role == Role::ServerBound) {
                match row.kind.as_deref() {
                    Some("timer") => bounds.0 = true,
                    Some("header-timeout") if self.is_none(def, body, at, row.limit) => return false,
                    Some("header-timeout") => bounds.1 = true,
                    _ => {}
                }
            }
            match &body.exprs[at] {
                Expr::MethodCall { recv, .. } => pending.push(*recv),
                Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => pending.push(*expr),
                Expr::Local(local) => {
                    pending.extend(self.flow.initialisers(def, *local));
                    let index = self.flow.index(def);
                    let uses = index.map_or(&[][..], |i| i.uses(*local));
                    // Every chain of calls on the variable: `builder.http1().timer(..)`.
                    for used in uses {
                        let chain = index.into_iter().flat_map(|i| i.ancestors(*used));
                        pending.extend(chain.take_while(|e| matches!(body.exprs[*e], Expr::MethodCall { .. })));
                    }
                }
                _ => {}
            }
        }
        bounds == (true, true)
    }

    /// `header_read_timeout(None)`
    fn is_none(&self, def: DefId, body: &Body, call: ExprId, arg: Option<usize>) -> bool {
        let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &body.exprs[call] else {
            return false;
        };
        let given = arg.and_then(|i| args.get(i)).map(|a| &body.exprs[*a]);
        let option = |path: &crate::hir::Path| path.segs.last().is_some_and(|s| s.name == "None");
        matches!(given, Some(Expr::Path(path)) if option(path)) && self.flow.body(def).is_some()
    }

    /// `match limit { Some(t) => timeout(t, f()).await, None => f().await }`: an optional timeout that the caller sets.
    pub(super) fn has_limited_twin(&self, call: Site) -> bool {
        let types = self.flow.types_of(call.def).clone();
        let Some(own) = types.callees.get(&call.expr) else {
            return false;
        };
        #[expect(clippy::iter_over_hash_type, reason = "whether there is any")]
        for (other, callee) in &types.callees {
            let twin = *other != call.expr && callee == own;
            if twin
                && self.flow.exclusive(call.def, *other, call.expr)
                && self.flow.bounded_here(call.def, *other)
                && !self.constant_limit(call.def, *other)
            {
                return true;
            }
        }
        false
    }

    /// Whether the limit around a place is the same for all: then no configuration leaves it out on the other branch.
    fn constant_limit(&self, def: DefId, inner: ExprId) -> bool {
        let (Some(body), Some(index)) = (self.flow.body(def), self.flow.index(def)) else {
            return false;
        };
        let mut at = inner;
        for outer in index.ancestors(inner) {
            if let Expr::Call { args, .. } = &body.exprs[outer]
                && self.flow.call_row(def, outer, Role::BoundsWait).is_some()
                && args.contains(&at)
            {
                let others = args.iter().filter(|a| **a != at).flat_map(|a| body.descendants(*a));
                return others
                    .into_iter()
                    .all(|e| !matches!(body.exprs[e], Expr::Local(_) | Expr::Field { .. } | Expr::MethodCall { .. }));
            }
            at = outer;
        }
        false
    }
}
