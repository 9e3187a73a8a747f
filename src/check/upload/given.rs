//! Limits that a service of the workspace is given by its builder and hands on to a library: generated code that is
//! checked in. Must not know what reads.

use super::{RULE, api};
use crate::check::{Cx, finding};
use crate::diag::{Confidence, Finding};
use crate::flow::{Site, Source};
use crate::hir::{Expr, ExprId};
use crate::infer::Callee;
use crate::model::{Role, Row};

const DEPTH: usize = 8;

/// The calls that give a service a limit which is too high. Where the library is told it more than once in a function,
/// the first tells.
pub(super) fn too_high(cx: &Cx<'_>, site: Site, row: &Row) -> Vec<Finding> {
    let Some(body) = cx.flow.body(site.def) else {
        return Vec::new();
    };
    let kept = |e: &ExprId| {
        let row = cx.flow.call_row(site.def, *e, Role::SetsBodyLimit);
        row.is_some_and(|r| r.kind.as_deref() == Some("kept"))
    };
    if body.exprs.ids().find(kept) != Some(site.expr) {
        return Vec::new();
    }
    let mut given = Vec::new();
    if let Some(arg) = row.limit.and_then(|i| arguments(cx, site).get(i).copied()) {
        origins(cx, Site { def: site.def, expr: arg }, DEPTH, &mut given);
    }
    given.sort_unstable();
    given.dedup();
    given.into_iter().filter_map(|(call, limit)| report(cx, call, limit)).collect()
}

fn report(cx: &Cx<'_>, call: Site, limit: u64) -> Option<Finding> {
    if limit <= cx.thresholds.max_body_bytes {
        return None;
    }
    let mut found = finding(cx, RULE, "limit-too-high", Confidence::High, call)?;
    found.args.insert("api", api(cx, call));
    found.args.insert("body", "request body".into());
    found.args.insert("limit", if limit == u64::MAX { "no limit at all".into() } else { format!("{limit} bytes") });
    Some(found)
}

/// Back from a value to the calls of the workspace's functions that are given a number for it.
fn origins(cx: &Cx<'_>, at: Site, depth: usize, found: &mut Vec<(Site, u64)>) {
    let (Some(depth), Some(body)) = (depth.checked_sub(1), cx.flow.body(at.def)) else {
        return;
    };
    let here = |expr: ExprId| Site { def: at.def, expr };
    match &body.exprs[at.expr] {
        Expr::Local(local) => {
            for source in cx.flow.sources(at.def, *local) {
                match source {
                    Source::Value(expr) => origins(cx, here(expr), depth, found),
                    Source::Param(index) => at_callers(cx, at, index, found),
                    Source::SelfParam | Source::ClosureParam { .. } => {}
                }
            }
        }
        Expr::Field { name, .. } => {
            if let Some(adt) = cx.flow.types_of(at.def).fields.get(&at.expr) {
                cx.flow.field_values(*adt, *name).iter().for_each(|value| origins(cx, *value, depth, found));
            }
        }
        Expr::Call { args, .. } if matches!(cx.flow.types_of(at.def).callees.get(&at.expr), Some(Callee::Ctor(_))) => {
            args.iter().for_each(|arg| origins(cx, here(*arg), depth, found));
        }
        _ => {}
    }
}

fn at_callers(cx: &Cx<'_>, at: Site, index: usize, found: &mut Vec<(Site, u64)>) {
    for caller in cx.flow.callers(at.def).iter().filter(|c| c.call) {
        let limit = arguments(cx, caller.site).get(index).and_then(|a| cx.flow.number(caller.site.def, *a));
        found.extend(limit.map(|limit| (caller.site, limit)));
    }
}

fn arguments<'a>(cx: &Cx<'a>, site: Site) -> &'a [ExprId] {
    match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args,
        _ => &[],
    }
}
