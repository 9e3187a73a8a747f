//! whole-body-upload: a request's body in memory with no limit, or with too high a one.

use super::{Cx, finding, item_path};
use crate::base::Loc;
use crate::diag::{Args, Confidence, Finding, RuleId, Step};
use crate::flow::{Site, Source};
use crate::hir::{BinOp, Body, Expr, ExprId};
use crate::infer::Ty;
use crate::link::DefId;
use crate::model::{Role, Row};
use crate::summary::row_arg;

const RULE: RuleId = RuleId::WholeBodyUpload;

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (expr, kind) in body.exprs.iter() {
        let site = Site { def, expr };
        let (recv, args) = match kind {
            Expr::Call { args, .. } => (None, args.as_slice()),
            Expr::MethodCall { recv, args, .. } => (Some(*recv), args.as_slice()),
            Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. } => {
                found.extend(growing(cx, body, site));
                continue;
            }
            _ => continue,
        };
        for row in cx.flow.call_rows(def, expr) {
            let one = match row.role {
                Role::ReadsWhole => read(cx, body, site, row, recv, args),
                Role::SetsBodyLimit => switch(cx, body, site, row, args),
                Role::UnlimitedApp => app(cx, body, site, row),
                _ => continue,
            };
            found.extend(one);
            break;
        }
    }
    found.extend(extractors(cx, def));
    found
}

fn api(cx: &Cx<'_>, site: Site) -> String {
    cx.flow.callees(site.def, site.expr).first().map(|d| cx.flow.program.canonical(*d)).unwrap_or_default()
}

fn number(cx: &Cx<'_>, def: DefId, body: &Body, expr: ExprId) -> Option<u64> {
    cx.flow.types.const_expr(cx.flow.program.defs[def].module, body, expr, 8)
}

/// A call that reads a body to its end.
fn read(cx: &Cx<'_>, body: &Body, site: Site, row: &Row, recv: Option<ExprId>, args: &[ExprId]) -> Option<Finding> {
    let value = match row.arg {
        None if recv.is_some() => recv?,
        _ => row_arg(row, 0, recv, args)?,
    };
    let mut kind = "no-limit-read";
    let mut limit = String::new();
    if let Some(index) = row.limit {
        let n = number(cx, site.def, body, *args.get(index)?)?;
        if n <= cx.thresholds.max_body_bytes {
            return None;
        }
        kind = "limit-too-high";
        limit = if n == u64::MAX { "no limit at all".into() } else { format!("{n} bytes") };
    } else if row.value.is_some_and(|v| v <= cx.thresholds.max_body_bytes) {
        return None;
    }
    let proven = request_body(cx, Site { def: site.def, expr: value }, 3)?;
    if layered(cx, row.group.as_deref()) {
        return None;
    }
    let confidence = if proven { Confidence::High } else { Confidence::Medium };
    let mut found = finding(cx, RULE, kind, confidence, site)?;
    found.args.insert("api", api(cx, site));
    found.args.insert("body", crate::infer::ty::display(cx.flow.program, &cx.flow.ty(site.def, value)));
    found.args.insert("limit", limit);
    Some(found)
}

/// Whether a value is (made of) a request's body with no limit around it; `Some(false)`: it is inferred.
fn request_body(cx: &Cx<'_>, site: Site, depth: usize) -> Option<bool> {
    let depth = depth.checked_sub(1)?;
    let (exprs, ends) = cx.flow.origins(site);
    let body = cx.flow.body(site.def)?;
    let mut request = false;
    for expr in &exprs {
        let ty = cx.flow.ty(site.def, *expr);
        if is_response(cx, &ty) || limited(cx, site.def, body, *expr) {
            return None;
        }
        request |= has_body(cx, &ty, true);
        let rows = cx.flow.call_rows(site.def, *expr);
        if rows.iter().any(|r| matches!(r.role, Role::MakesResponse | Role::LimitsBody)) {
            return None;
        }
    }
    if request {
        return Some(true);
    }
    let mut inferred = None;
    for end in ends {
        let found = match end {
            Source::Param(index) => param(cx, site.def, index, depth),
            _ => None,
        };
        match found {
            Some(true) => return Some(true),
            Some(false) => inferred = Some(false),
            None => {}
        }
    }
    inferred
}

/// A parameter that holds a body: of a handler it is the request's; else the callers tell.
fn param(cx: &Cx<'_>, def: DefId, index: usize, depth: usize) -> Option<bool> {
    let ty = cx.flow.types.sig(def).params.get(index)?.clone();
    if !has_body(cx, &ty, false) {
        return None;
    }
    if cx.flow.load_of_fn(def).is_some_and(|l| l.calls == 0) {
        return Some(true);
    }
    let callers = cx.flow.callers(def);
    let mut found = None;
    for caller in callers.iter().filter(|c| c.call) {
        let args = match cx.flow.body(caller.site.def).map(|b| &b.exprs[caller.site.expr]) {
            Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args.clone(),
            _ => continue,
        };
        let Some(arg) = args.get(index) else { continue };
        if let Some(proven) = request_body(cx, Site { def: caller.site.def, expr: *arg }, depth) {
            found = Some(found.unwrap_or(false) || proven);
        }
    }
    found
}

fn is_response(cx: &Cx<'_>, ty: &Ty) -> bool {
    let mut found = false;
    ty.any(&mut |t| {
        found |= cx.flow.ty_row(t, Role::ResponseType).is_some();
        found
    });
    found
}

/// Whether a type is a request with a body, or (unless `request` asks for that alone) a body whose direction is open.
fn has_body(cx: &Cx<'_>, ty: &Ty, request: bool) -> bool {
    let mut found = false;
    ty.any(&mut |t| {
        let row = cx.flow.ty_row(t, Role::RequestBody);
        found |= row.is_some_and(|r| !request || r.kind.as_deref() != Some("any"));
        found
    });
    found
}

/// A wrapper that ends the body at a limit that is not too high.
fn limited(cx: &Cx<'_>, def: DefId, body: &Body, expr: ExprId) -> bool {
    let Some(row) = cx.flow.call_row(def, expr, Role::LimitsBody) else {
        return false;
    };
    let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &body.exprs[expr] else {
        return false;
    };
    let limit = row.limit.and_then(|i| args.get(i)).and_then(|a| number(cx, def, body, *a));
    limit.is_none_or(|n| n <= cx.thresholds.max_body_bytes)
}

/// Whether the workspace has a layer that bounds every body behind it.
fn layered(cx: &Cx<'_>, group: Option<&str>) -> bool {
    cx.facts().layers.iter().any(|l| l.as_deref().is_none_or(|l| Some(l) == group))
}

/// A limit that is switched off or raised, where something reads under it.
fn switch(cx: &Cx<'_>, body: &Body, site: Site, row: &Row, args: &[ExprId]) -> Option<Finding> {
    let (kind, limit) = match row.limit {
        None => ("limit-lifted", String::new()),
        Some(index) => {
            let arg = *args.get(index)?;
            match number(cx, site.def, body, arg) {
                Some(n) if n > cx.thresholds.max_body_bytes => ("limit-too-high", format!("{n} bytes")),
                None if is_none(body, arg) => ("limit-lifted", String::new()),
                _ => return None,
            }
        }
    };
    if limit_beside(cx, body, site) {
        return None;
    }
    let group = row.group.as_deref();
    let reads: Vec<Loc> = cx.facts().reads.iter().filter(|r| r.group.as_deref() == group).map(|r| r.at).collect();
    if reads.is_empty() {
        return None;
    }
    let mut found = finding(cx, RULE, kind, Confidence::High, site)?;
    found.args.insert("api", api(cx, site));
    found.args.insert("body", "request body".into());
    found.args.insert("limit", limit);
    found.steps.extend(reads.into_iter().take(5).map(|at| Step::new("read", at)));
    Some(found)
}

fn is_none(body: &Body, expr: ExprId) -> bool {
    matches!(&body.exprs[expr], Expr::Path(p) if p.segs.last().is_some_and(|s| s.name == "None"))
}

/// A layer that bounds every body, in the same body of code: the documented pair.
fn limit_beside(cx: &Cx<'_>, body: &Body, site: Site) -> bool {
    let layer = |e: ExprId| {
        let row = cx.flow.call_row(site.def, e, Role::LimitLayer);
        row.is_some_and(|row| {
            let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &body.exprs[e] else {
                return false;
            };
            let n = args.get(row.limit.unwrap_or(0)).and_then(|a| number(cx, site.def, body, *a));
            n.is_none_or(|n| n <= cx.thresholds.max_body_bytes)
        })
    };
    body.exprs.ids().any(layer)
}

/// An app of a framework without limits, and the reads in it.
fn app(cx: &Cx<'_>, _body: &Body, site: Site, row: &Row) -> Option<Finding> {
    let group = row.group.as_deref();
    if layered(cx, group) || !cx.facts().first_app(group, site) {
        return None;
    }
    let reads: Vec<Loc> = cx.facts().open_reads(group).collect();
    if reads.is_empty() {
        return None;
    }
    let mut found = finding(cx, RULE, "unlimited-framework", Confidence::High, site)?;
    found.args.insert("api", api(cx, site));
    found.args.insert("framework", row.group.clone().unwrap_or_default());
    found.steps.extend(reads.into_iter().take(5).map(|at| Step::new("read", at)));
    Some(found)
}

/// Parameters that buffer the body with no limit, where no app is visible.
#[must_use]
pub fn extractors(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let mut found = Vec::new();
    for read in cx.facts().reads.iter().filter(|r| r.def == def && r.param && r.open) {
        if layered(cx, read.group.as_deref()) || cx.facts().has_app(read.group.as_deref()) {
            continue;
        }
        let mut args = Args::new();
        args.insert("api", read.what.clone());
        args.insert("body", read.what.clone());
        args.insert("limit", String::new());
        found.push(Finding {
            rule: RULE,
            kind: "no-limit-read",
            confidence: Confidence::Medium,
            at: read.at,
            item: item_path(cx, def),
            args,
            steps: Vec::new(),
            why: Vec::new(),
        });
    }
    found
}

/// A loop that appends the pieces of a request's body to a buffer, with no look at its length.
fn growing(cx: &Cx<'_>, body: &Body, site: Site) -> Option<Finding> {
    let inside = body.descendants(site.expr);
    if nested(body, &inside, site.expr) {
        return None;
    }
    let piece = inside.iter().copied().find(|e| {
        let recv = match &body.exprs[*e] {
            Expr::MethodCall { recv, .. } => *recv,
            _ => return false,
        };
        let reads = cx.flow.call_rows(site.def, *e).iter().any(|r| r.role == Role::ReadsPart);
        reads && request_body(cx, Site { def: site.def, expr: recv }, 3).is_some()
    })?;
    let append = inside.iter().copied().find(|e| appends(cx, body, site, *e))?;
    if inside.iter().any(|e| checks_length(cx, body, site.def, *e)) || layered(cx, None) {
        return None;
    }
    let mut found = finding(cx, RULE, "growing-buffer", Confidence::High, Site { def: site.def, expr: append })?;
    let buffer = match &body.exprs[append] {
        Expr::MethodCall { recv, .. } => name_of(body, *recv),
        _ => String::new(),
    };
    found.args.insert("buffer", buffer);
    found.args.insert("api", api(cx, Site { def: site.def, expr: piece }));
    found.steps.extend(cx.flow.loc(site.def, piece).map(|at| Step::new("read", at)));
    Some(found)
}

/// A loop that holds another loop leaves the finding to the inner one.
fn nested(body: &Body, inside: &[ExprId], own: ExprId) -> bool {
    inside
        .iter()
        .any(|e| *e != own && matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. }))
}

fn name_of(body: &Body, expr: ExprId) -> String {
    match &body.exprs[expr] {
        Expr::Local(local) => body.locals[*local].name.to_string(),
        Expr::Field { name, .. } => name.to_string(),
        Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => name_of(body, *expr),
        _ => String::new(),
    }
}

/// A call that adds to a buffer which outlives the loop's turn.
fn appends(cx: &Cx<'_>, body: &Body, site: Site, call: ExprId) -> bool {
    let Expr::MethodCall { recv, .. } = &body.exprs[call] else {
        return false;
    };
    if cx.flow.call_row(site.def, call, Role::Appends).is_none() {
        return false;
    }
    let mut at = *recv;
    while let Expr::Ref { expr, .. } | Expr::Unary { expr, .. } | Expr::Field { base: expr, .. } = &body.exprs[at] {
        at = *expr;
    }
    let Expr::Local(local) = &body.exprs[at] else {
        return false;
    };
    let span = body.locals[*local].span;
    !body.expr_spans[site.expr.index()].contains(span)
}

/// A comparison of sizes in the loop, or a call of the workspace that makes one.
fn checks_length(cx: &Cx<'_>, body: &Body, def: DefId, expr: ExprId) -> bool {
    match &body.exprs[expr] {
        Expr::Binary { op: BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge, .. } => true,
        Expr::Call { .. } | Expr::MethodCall { .. } => {
            let known = cx.flow.types_of(def).callees.get(&expr).cloned();
            known.map_or_else(Vec::new, |c| cx.flow.targets(&c)).into_iter().any(|target| {
                cx.flow.body(target).is_some_and(|b| {
                    b.exprs.iter().any(|(_, e)| {
                        matches!(e, Expr::Binary { op: BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge, .. })
                    })
                })
            })
        }
        _ => false,
    }
}
