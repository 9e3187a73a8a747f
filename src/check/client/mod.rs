//! missing-client-timeout: a client that can wait for ever for an answer.
//! Follows the builder to the client, and the client to its requests.

mod bounds;
mod derived;
mod optional;
mod requests;
mod sites;

use super::{Cx, finding, item_path};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::{Node, Site, Trace, Use, UseKind};
use crate::hir::{Expr, ExprId};
use crate::infer::{Ty, TyKind, ValueRes};
use crate::link::DefId;
use crate::model::{Access, Role, Row};
use bounds::{Bounds, bounded_connector, bounds_of, is_finish, is_local};
use requests::{request_bounded, requests_bounded, requests_of};

pub use sites::Clients;

/// The finding of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (expr, kind) in body.exprs.iter() {
        let site = Site { def, expr };
        // There the builders have no such method.
        if cx.flow.only_wasm(site) {
            continue;
        }
        let rows = match kind {
            Expr::Call { .. } | Expr::MethodCall { .. } => cx.flow.call_rows(def, expr),
            // A constructor that is passed on: `LazyLock::new(Client::new)`.
            Expr::Path(_) if !is_called(cx, site) => cx.flow.path_rows(def, expr),
            _ => continue,
        };
        for row in rows.into_iter().chain(default_made(cx, site)) {
            let finding = match row.role {
                Role::OneShotRequest => one_shot(cx, site, row),
                Role::MakesClient | Role::StartsClientBuilder => origin(cx, site, row),
                _ => continue,
            };
            found.extend(finding);
            break;
        }
        found.extend(derived::check(cx, site));
    }
    found
}

/// What is known of the default that a call may make: of a client's type, where nothing else makes one.
fn default_made<'a>(cx: &Cx<'a>, site: Site) -> Option<&'a Row> {
    cx.flow.call_row(site.def, site.expr, Role::MakesDefault)?;
    let (made_of, _) = cx.flow.origins(site);
    let made = |e: &ExprId| {
        let rows = cx.flow.call_rows(site.def, *e);
        rows.iter().any(|r| matches!(r.role, Role::MakesClient | Role::StartsClientBuilder | Role::FinishesClient))
    };
    if made_of.iter().any(made) {
        return None;
    }
    default_of(cx, &cx.flow.ty(site.def, site.expr))
}

/// What is known of the default of a client's type.
fn default_of<'a>(cx: &Cx<'a>, ty: &Ty) -> Option<&'a Row> {
    let program = cx.flow.program;
    let items = program.impls_for(ty.adt()?).iter().flat_map(|i| &program.impls[*i].items);
    let rows = items.filter(|(name, _)| *name == "default").flat_map(|(_, d)| program.rows(*d));
    rows.map(AsRef::as_ref).find(|r| r.role == Role::MakesClient)
}

/// Whether a path is the function of a call.
fn is_called(cx: &Cx<'_>, path: Site) -> bool {
    let parent = cx.flow.index(path.def).and_then(|i| i.parent(path.expr));
    let parent = parent.zip(cx.flow.body(path.def)).map(|(at, body)| &body.exprs[at]);
    matches!(parent, Some(Expr::Call { callee, .. }) if *callee == path.expr)
}

fn one_shot(cx: &Cx<'_>, site: Site, row: &Row) -> Vec<Finding> {
    if row.kind.as_deref() == Some("total") || request_bounded(cx, site) {
        return Vec::new();
    }
    let confidence = if is_low(row) { Confidence::Low } else { Confidence::High };
    let kind = if is_low(row) { "infrastructure" } else { "one-shot" };
    finding(cx, RuleId::MissingClientTimeout, kind, confidence, site).map(|f| api(cx, f, site)).into_iter().collect()
}

fn is_low(row: &Row) -> bool {
    row.group.as_deref() == Some("low")
}

fn api(cx: &Cx<'_>, mut finding: Finding, site: Site) -> Finding {
    let named = match cx.flow.types_of(site.def).paths.get(&site.expr) {
        Some(ValueRes::Fn { def, .. }) => Some(*def),
        _ => None,
    };
    let called = cx.flow.callees(site.def, site.expr).first().copied().or(named);
    let name = called.map(|d| cx.flow.program.canonical(d));
    finding.args.insert("api", name.unwrap_or_default());
    let ty = client_ty(cx, &cx.flow.ty(site.def, site.expr));
    finding.args.insert("client", ty.unwrap_or_else(|| "client".into()));
    finding
}

/// The name of the client type in a type.
fn client_ty(cx: &Cx<'_>, ty: &Ty) -> Option<String> {
    let mut found = None;
    ty.any(&mut |t| {
        if found.is_none() && cx.flow.ty_row(t, Role::ClientType).is_some() {
            found = t.adt().map(|d| cx.flow.program.canonical(d));
        }
        found.is_some()
    });
    found
}

fn holds_client(cx: &Cx<'_>, ty: &Ty) -> bool {
    ty.any(&mut |t| is_client(cx, t) || dereferenced(cx, t).is_some_and(|inner| is_client(cx, &inner)))
}

fn is_client(cx: &Cx<'_>, ty: &Ty) -> bool {
    let client = |r: &Row| r.role == Role::ClientType && !matches!(r.kind.as_deref(), Some("request" | "connector"));
    !matches!(ty.kind(), TyKind::Closure(..) | TyKind::FnDef(..)) && cx.flow.ty_rows(ty).into_iter().any(client)
}

/// What a wrapper of the workspace is dereferenced to.
fn dereferenced(cx: &Cx<'_>, ty: &Ty) -> Option<Ty> {
    let own = ty.adt().filter(|d| cx.flow.in_workspace(*d))?;
    cx.flow.types.deref(&cx.flow.types.env_of(own), ty)
}

fn holds_request(cx: &Cx<'_>, ty: &Ty) -> bool {
    let request = |r: &Row| r.role == Role::ClientType && r.kind.as_deref() == Some("request");
    ty.any(&mut |t| cx.flow.ty_rows(t).into_iter().any(request))
}

/// A client or builder that starts here.
fn origin(cx: &Cx<'_>, site: Site, row: &Row) -> Vec<Finding> {
    if row.kind.as_deref() == Some("unbuilt") || wraps(cx, site) || optional::has_limited_twin(cx, site) {
        return Vec::new();
    }
    let local = trace(cx, site, false);
    let mut bounds = bounds_of(cx, &local);
    bounds.whole |= local.uses.iter().any(|u| is_finish(cx, u) && bounded_connector(cx, u.site));
    if row.kind.as_deref() == Some("total") {
        bounds.whole = bounds.removed.is_none();
    }
    if bounds.whole || has_limited_twin(cx, &local) {
        return Vec::new();
    }
    if is_generated(cx, site.def) {
        return generated(cx, site, &bounds);
    }
    let local_socket = local.uses.iter().any(|u| is_finish(cx, u) && is_local(cx, u.site));
    let confidence = if is_low(row) || local_socket { Confidence::Low } else { Confidence::High };
    let finished = row.role == Role::MakesClient || local.uses.iter().any(|u| is_finish(cx, u));
    if !finished {
        return unfinished(cx, site, &local, &bounds, confidence);
    }
    report(cx, called_closure(cx, site, &local).unwrap_or(site), site, &bounds, confidence)
}

/// The call of a closure that only begins the builder: `let start = || Client::builder();`, `start().build()`.
fn called_closure(cx: &Cx<'_>, site: Site, trace: &Trace) -> Option<Site> {
    let (body, index) = cx.flow.body(site.def).zip(cx.flow.index(site.def))?;
    let closure = index.ancestors(site.expr).find(|e| matches!(body.exprs[*e], Expr::Closure { .. }))?;
    let finished = trace.uses.iter().filter(|u| is_finish(cx, u) && u.site.def == site.def);
    let finished: Vec<ExprId> = finished.map(|u| u.site.expr).collect();
    let outside = |e: &ExprId| !index.ancestors(*e).any(|a| a == closure);
    let mut at = *finished.first().filter(|_| finished.iter().all(outside))?;
    loop {
        at = match &body.exprs[at] {
            Expr::MethodCall { recv, .. } => *recv,
            Expr::Call { .. } => return Some(Site { def: site.def, expr: at }),
            _ => return None,
        };
    }
}

/// Whether the builder is, in a variable, what stands beside a branch that sets an optional limit on another one.
fn has_limited_twin(cx: &Cx<'_>, trace: &Trace) -> bool {
    let beside = |n: &Node| matches!(n, Node::Expr(used) if optional::has_limited_twin(cx, *used));
    trace.uses.iter().any(|u| is_finish(cx, u)) && trace.nodes.iter().any(beside)
}

fn is_generated(cx: &Cx<'_>, def: DefId) -> bool {
    let program = cx.flow.program;
    program.file(program.defs[def].hir.file).is_some_and(|f| f.generated)
}

/// Nobody edits what a program wrote: the client is made where code by hand calls it.
fn generated(cx: &Cx<'_>, site: Site, bounds: &Bounds) -> Vec<Finding> {
    let callers = cx.flow.callers(site.def);
    let by_hand = callers.iter().filter(|c| c.call && !is_generated(cx, c.site.def));
    by_hand.flat_map(|c| report(cx, c.site, c.site, bounds, Confidence::High)).collect()
}

/// A constructor that takes a client around which it is made inherits its bounds.
fn wraps(cx: &Cx<'_>, site: Site) -> bool {
    let Some(row) = cx.flow.call_row(site.def, site.expr, Role::WrapsClient) else {
        return false;
    };
    let args = arguments(cx, site);
    let index = match row.arg {
        Some(Access::Arg(i)) => i,
        _ => 0,
    };
    args.get(index).is_some_and(|a| holds_client(cx, &cx.flow.ty(site.def, *a)))
}

fn arguments(cx: &Cx<'_>, site: Site) -> Vec<ExprId> {
    match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args.to_vec(),
        _ => Vec::new(),
    }
}

fn trace(cx: &Cx<'_>, site: Site, follow_returns: bool) -> Trace {
    cx.flow.trace(Node::Expr(site), follow_returns, &|ty| holds_client(cx, ty))
}

/// A builder that this function does not finish: its callers do, each for itself.
fn unfinished(cx: &Cx<'_>, site: Site, local: &Trace, bounds: &Bounds, confidence: Confidence) -> Vec<Finding> {
    let returned: Vec<&Use> = local.uses.iter().filter(|u| u.kind == UseKind::Returned).collect();
    if bounds.handed_on || returned.is_empty() {
        return Vec::new();
    }
    let mut owners: Vec<DefId> = returned.iter().map(|u| u.site.def).collect();
    owners.dedup();
    let mut open = Vec::new();
    let mut bounded = 0;
    for caller in owners.iter().flat_map(|o| cx.flow.callers(*o).to_vec()).filter(|c| c.call) {
        let there = trace(cx, caller.site, true);
        let mut all = bounds_of(cx, &there);
        all.connect = all.connect.or(bounds.connect);
        if all.whole || all.handed_on || requests_bounded(cx, &there) {
            bounded += 1;
        } else if there.uses.iter().any(|u| is_finish(cx, u)) {
            open.push((caller.site, all));
        }
    }
    if bounded == 0 && open.len() > 1 {
        return report(cx, site, open[0].0, &open[0].1, confidence);
    }
    open.iter().flat_map(|(at, all)| report(cx, *at, *at, all, confidence)).collect()
}

/// The finding at `at`, for the client that `start` makes.
fn report(cx: &Cx<'_>, at: Site, start: Site, bounds: &Bounds, low: Confidence) -> Vec<Finding> {
    told(cx, at, &trace(cx, start, true), bounds, low)
}

/// The finding at `at`, for the client that is followed in `whole`.
fn told(cx: &Cx<'_>, at: Site, whole: &Trace, bounds: &Bounds, low: Confidence) -> Vec<Finding> {
    let set = bounds_of(cx, whole);
    if set.whole || set.handed_on || bounds.handed_on {
        return Vec::new();
    }
    let requests = requests_of(cx, whole);
    if requests.open.is_empty() && !requests.bounded.is_empty() && requests.escapes.is_none() {
        return Vec::new();
    }
    if requests.open.is_empty() && requests.escapes.is_none() && cx.flow.is_answered(at) {
        return Vec::new();
    }
    let connect = bounds.connect.or(set.connect);
    let (kind, confidence) = if low == Confidence::Low {
        ("infrastructure", Confidence::Low)
    } else if !requests.bounded.is_empty() {
        ("some-requests-unbounded", Confidence::Medium)
    } else if connect.is_some() {
        ("connect-only", Confidence::Medium)
    } else if requests.open.is_empty() || requests.escapes.is_some() {
        ("escapes", Confidence::Medium)
    } else {
        ("no-timeout", Confidence::High)
    };
    let Some(mut finding) = finding(cx, RuleId::MissingClientTimeout, kind, confidence, chain(cx, at)) else {
        return Vec::new();
    };
    finding = api(cx, finding, at);
    let mut step = |kind, site: Option<Site>| {
        if let Some(loc) = site.and_then(|s| cx.flow.loc(s.def, s.expr)) {
            finding.steps.push(Step::new(kind, loc));
        }
    };
    step("request", requests.open.first().copied());
    step("bounded-request", requests.bounded.first().copied());
    step("escapes", requests.escapes);
    finding.item = item_path(cx, at.def);
    vec![finding]
}

/// The whole chain of methods that starts at a call.
fn chain(cx: &Cx<'_>, site: Site) -> Site {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return site;
    };
    let mut expr = site.expr;
    while let Some(parent) = index.parent(expr) {
        match &body.exprs[parent] {
            Expr::MethodCall { recv, .. } if *recv == expr && holds_client(cx, &cx.flow.ty(site.def, expr)) => {
                expr = parent;
            }
            _ => break,
        }
    }
    Site { def: site.def, expr }
}
