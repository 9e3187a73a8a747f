//! Limits of frameworks that are switched off or raised, and apps of frameworks that have none.
//! Each is reported once, with the reads that stand behind it.

use std::cmp::Ordering;

use super::routes::{self, Content, Layer};
use super::{RULE, api};
use crate::base::Loc;
use crate::check::facts::Read;
use crate::check::{Cx, finding};
use crate::diag::{Confidence, Finding, Step};
use crate::flow::Site;
use crate::hir::{Expr, ExprId};
use crate::model::Row;

const MAX_STEPS: usize = 5;

/// A limit that is switched off or raised, where something reads under it.
pub(super) fn switch(cx: &Cx<'_>, site: Site, row: &Row) -> Option<Finding> {
    let layer = cx.facts().layers.iter().find(|l| l.site == site)?;
    if layer.bounds || layer.behind.is_none() && limit_beside(cx, site) {
        return None;
    }
    let reads: Vec<Loc> = cx.facts().reads.iter().filter(|r| governs(cx, layer, r)).map(|r| r.at).collect();
    if reads.is_empty() && row.kind.as_deref() != Some("itself") {
        return None;
    }
    let limit = row.limit.and_then(|i| args(cx, site).get(i).copied()).and_then(|a| cx.flow.number(site.def, a));
    let kind = if limit.is_some() { "limit-too-high" } else { "limit-lifted" };
    let mut found = finding(cx, RULE, kind, Confidence::High, site)?;
    found.args.insert("api", api(cx, site));
    found.args.insert("body", "request body".into());
    let words = match limit {
        Some(u64::MAX) => "no limit at all".into(),
        Some(n) => format!("{n} bytes"),
        None => String::new(),
    };
    found.args.insert("limit", words);
    found.steps.extend(reads.into_iter().take(MAX_STEPS).map(|at| Step::new("read", at)));
    Some(found)
}

fn args<'a>(cx: &Cx<'a>, site: Site) -> &'a [ExprId] {
    match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args,
        _ => &[],
    }
}

/// Whether a read stands behind a switch, with no limit between them.
fn governs(cx: &Cx<'_>, switch: &Layer, read: &Read) -> bool {
    let other = switch.name.is_some() && switch.name != read.kind;
    if other || read.group != switch.group || routes::bounded(cx, read.site, read.group.as_deref()) {
        return false;
    }
    let entries = routes::entries(cx, read.site);
    let Some(behind) = &switch.behind else {
        return entries.is_empty() || !entries.iter().all(|e| limited_nearer(cx, switch, *e));
    };
    let group = read.group.as_deref();
    behind.open && entries.is_empty()
        || entries.iter().any(|e| {
            behind.handlers.contains(e) && !routes::counted(cx, *e, group) && !overridden(cx, switch, behind, *e)
        })
}

/// Whether a limit of the same group stands nearer to a handler.
fn overridden(cx: &Cx<'_>, switch: &Layer, behind: &Content, entry: Site) -> bool {
    cx.facts().layers.iter().filter(|l| !l.counts && l.bounds && l.group == switch.group).any(|l| {
        l.behind.as_ref().is_some_and(|own| {
            let fewer = own.handlers.len() < behind.handlers.len();
            let same = own.handlers == behind.handlers && l.site.def == switch.site.def;
            let nearer = match nesting(cx, l.site).cmp(&nesting(cx, switch.site)) {
                Ordering::Equal => span(cx, l) < span(cx, switch),
                order => order == Ordering::Greater,
            };
            own.handlers.contains(&entry) && (fewer || same && nearer)
        })
    })
}

/// Whether a limit of the same group is seen to stand in front of a handler.
fn limited_nearer(cx: &Cx<'_>, switch: &Layer, entry: Site) -> bool {
    let mut limits = cx.facts().layers.iter().filter(|l| !l.counts && l.bounds && l.group == switch.group);
    limits.any(|l| l.behind.as_ref().is_some_and(|own| own.handlers.contains(&entry)))
}

/// In how many calls' arguments an expression stands.
fn nesting(cx: &Cx<'_>, site: Site) -> usize {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return 0;
    };
    let mut inner = site.expr;
    let mut given = 0;
    for outer in index.ancestors(site.expr) {
        given += usize::from(matches!(&body.exprs[outer], Expr::MethodCall { args, .. } if args.contains(&inner)));
        inner = outer;
    }
    given
}

fn span(cx: &Cx<'_>, layer: &Layer) -> Option<Loc> {
    cx.flow.loc(layer.site.def, layer.site.expr)
}

/// A layer that bounds every body, in the same body of code: the documented pair.
fn limit_beside(cx: &Cx<'_>, site: Site) -> bool {
    cx.facts().layers.iter().any(|l| l.counts && l.bounds && l.site.def == site.def)
}

/// An app of a framework without limits, and the reads in it.
pub(super) fn app(cx: &Cx<'_>, site: Site, row: &Row) -> Option<Finding> {
    let group = row.group.as_deref();
    let facts = cx.facts();
    let own = |r: &&Read| {
        let open = r.group.as_deref() == group && r.param && r.open;
        open && facts.app_of(cx, r) == Some(site) && !routes::bounded(cx, r.site, group)
    };
    let reads: Vec<Loc> = facts.reads.iter().filter(own).map(|r| r.at).collect();
    if reads.is_empty() {
        return None;
    }
    let mut found = finding(cx, RULE, "unlimited-framework", Confidence::High, site)?;
    found.args.insert("api", api(cx, site));
    found.args.insert("framework", row.group.clone().unwrap_or_default());
    found.steps.extend(reads.into_iter().take(MAX_STEPS).map(|at| Step::new("read", at)));
    Some(found)
}
