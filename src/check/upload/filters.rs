//! Reads that are filters of requests: what runs before them in their chain may bound the body. Must not follow values
//! other than filters.

use super::{RULE, api};
use crate::check::{Cx, finding};
use crate::diag::{Confidence, Finding};
use crate::flow::{Site, Up};
use crate::hir::{Expr, ExprId};
use crate::link::DefId;
use crate::model::Role;

const DEPTH: usize = 6;

/// The finding at a filter that reads a body, if nothing before it bounds that.
pub(super) fn read(cx: &Cx<'_>, site: Site) -> Option<Finding> {
    if bounded(cx, site, DEPTH) {
        return None;
    }
    let mut found = finding(cx, RULE, "no-limit-read", Confidence::High, site)?;
    found.args.insert("api", api(cx, site));
    found.args.insert("body", "request body".into());
    found.args.insert("limit", String::new());
    Some(found)
}

/// Whether a limit runs before a filter, wherever it is used.
fn bounded(cx: &Cx<'_>, site: Site, depth: usize) -> bool {
    let (Some(depth), Some(body), Some(index)) =
        (depth.checked_sub(1), cx.flow.body(site.def), cx.flow.index(site.def))
    else {
        return true;
    };
    let mut at = site.expr;
    loop {
        at = match index.up(at) {
            Up::Expr(outer) => {
                if let Expr::MethodCall { recv, args, .. } = &body.exprs[outer]
                    && args.contains(&at)
                    && runs_before(cx, site.def, outer)
                    && limits(cx, site.def, *recv, depth)
                {
                    return true;
                }
                outer
            }
            Up::Tail { block } => block,
            Up::Let { block, stmt } => {
                let Some(pat) = body.let_pat(block, stmt) else { return false };
                let uses = body.bindings(pat).into_iter().flat_map(|l| index.uses(l).to_vec());
                let mut uses = uses.map(|expr| Site { def: site.def, expr }).peekable();
                return uses.peek().is_some() && uses.all(|used| bounded(cx, used, depth));
            }
            Up::Root => {
                let callers = cx.flow.callers(site.def);
                let mut calls = callers.iter().filter(|c| c.call).peekable();
                return calls.peek().is_some() && calls.all(|c| bounded(cx, c.site, depth));
            }
            Up::Stmt { .. } | Up::LetElse { .. } | Up::Pat => return false,
        };
    }
}

fn runs_before(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    cx.flow.call_row(def, call, Role::AppliesLayer).is_some_and(|r| r.kind.as_deref() == Some("before"))
}

/// Whether a filter holds a limit that is not too high.
fn limits(cx: &Cx<'_>, def: DefId, filter: ExprId, depth: usize) -> bool {
    let (Some(depth), Some(body)) = (depth.checked_sub(1), cx.flow.body(def)) else {
        return false;
    };
    body.descendants(filter).into_iter().any(|e| match &body.exprs[e] {
        Expr::Local(local) => cx.flow.initialisers(def, *local).into_iter().any(|init| limits(cx, def, init, depth)),
        Expr::Call { args, .. } => {
            if let Some(row) = cx.flow.call_row(def, e, Role::LimitsBody) {
                let limit = row.limit.and_then(|i| args.get(i)).and_then(|a| cx.flow.number(def, *a));
                return limit.is_none_or(|n| n <= cx.thresholds.max_body_bytes);
            }
            let callee = cx.flow.types_of(def).callees.get(&e).cloned();
            let targets = callee.map_or_else(Vec::new, |c| cx.flow.targets(&c));
            targets.into_iter().any(|t| cx.flow.body(t).is_some_and(|b| limits(cx, t, b.root, depth)))
        }
        _ => false,
    })
}
