//! Optional limits of time: a call beside which the same one stands under a limit that the caller sets.
//! Must not know what is waited for.

use super::{Flow, Site};
use crate::hir::{Expr, ExprId};
use crate::link::DefId;
use crate::model::Role;

impl Flow<'_> {
    /// `match limit { Some(t) => timeout(t, f()).await, None => f().await }`: an optional timeout that the caller sets.
    #[must_use]
    pub fn has_limited_twin(&self, call: Site) -> bool {
        let types = self.types_of(call.def).clone();
        let Some(own) = types.callees.get(&call.expr) else {
            return false;
        };
        #[expect(clippy::iter_over_hash_type, reason = "whether there is any")]
        for (other, callee) in &types.callees {
            let twin = *other != call.expr && callee == own;
            if twin
                && self.exclusive(call.def, *other, call.expr)
                && self.bounded_here(call.def, *other)
                && !self.constant_limit(call.def, *other)
            {
                return true;
            }
        }
        false
    }

    /// Whether the limit around a place is the same for all: then no configuration leaves it out on the other branch.
    fn constant_limit(&self, def: DefId, inner: ExprId) -> bool {
        let (Some(body), Some(index)) = (self.body(def), self.index(def)) else {
            return false;
        };
        let mut at = inner;
        for outer in index.ancestors(inner) {
            if let Expr::Call { args, .. } = &body.exprs[outer]
                && self.call_row(def, outer, Role::BoundsWait).is_some()
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
