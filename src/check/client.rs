//! missing-client-timeout: a client that can wait for ever for an answer.
//! Follows the builder to the client, and the client to its requests.

use std::collections::BTreeSet;

use super::{Cx, finding, item_path};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::{Node, Site, Trace, Use, UseKind};
use crate::hir::{Expr, ExprId};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::{Access, AccessName, Role, Row};

/// What bounds a client's wait for an answer.
#[derive(Debug, Default, Clone)]
struct Bounds {
    /// A total or a read timeout.
    whole: bool,
    connect: Option<Site>,
    /// A bound that was there by default was taken away.
    removed: Option<Site>,
    /// The builder or client went to code that is not known, which may set one.
    handed_on: bool,
}

/// The finding of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (expr, kind) in body.exprs.iter() {
        if !matches!(kind, Expr::Call { .. } | Expr::MethodCall { .. }) {
            continue;
        }
        let site = Site { def, expr };
        for row in cx.flow.call_rows(def, expr) {
            let finding = match row.role {
                Role::OneShotRequest => one_shot(cx, site, row),
                Role::MakesClient | Role::StartsClientBuilder => origin(cx, site, row),
                _ => continue,
            };
            found.extend(finding);
            break;
        }
    }
    found
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
    let name = cx.flow.callees(site.def, site.expr).first().map(|d| cx.flow.program.canonical(*d));
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
    let request = |r: &Row| r.role == Role::ClientType && !matches!(r.kind.as_deref(), Some("request" | "connector"));
    ty.any(&mut |t| {
        !matches!(t.kind(), TyKind::Closure(..) | TyKind::FnDef(..)) && cx.flow.ty_rows(t).into_iter().any(request)
    })
}

fn holds_request(cx: &Cx<'_>, ty: &Ty) -> bool {
    let request = |r: &Row| r.role == Role::ClientType && r.kind.as_deref() == Some("request");
    ty.any(&mut |t| cx.flow.ty_rows(t).into_iter().any(request))
}

/// A client or builder that starts here.
fn origin(cx: &Cx<'_>, site: Site, row: &Row) -> Vec<Finding> {
    if row.kind.as_deref() == Some("unbuilt") || wraps(cx, site) {
        return Vec::new();
    }
    let local = trace(cx, site, false);
    let mut bounds = bounds_of(cx, &local);
    bounds.whole |= local.uses.iter().any(|u| is_finish(cx, u) && bounded_connector(cx, u.site));
    if row.kind.as_deref() == Some("total") {
        bounds.whole = bounds.removed.is_none();
    }
    if bounds.whole {
        return Vec::new();
    }
    let local_socket = local.uses.iter().any(|u| is_finish(cx, u) && is_local(cx, u.site));
    let confidence = if is_low(row) || local_socket { Confidence::Low } else { Confidence::High };
    let finished = row.role == Role::MakesClient || local.uses.iter().any(|u| is_finish(cx, u));
    if !finished {
        return unfinished(cx, site, &local, &bounds, confidence);
    }
    report(cx, site, site, &bounds, confidence)
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
        Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args.clone(),
        _ => Vec::new(),
    }
}

/// A client made with a connector that carries bounds of its own.
fn bounded_connector(cx: &Cx<'_>, finish: Site) -> bool {
    let connector = |ty: &Ty| {
        ty.any(&mut |t| cx.flow.ty_row(t, Role::ClientType).is_some_and(|r| r.kind.as_deref() == Some("connector")))
    };
    arguments(cx, finish).iter().any(|arg| {
        let (made_of, _) = cx.flow.origins(Site { def: finish.def, expr: *arg });
        made_of.iter().any(|e| connector(&cx.flow.ty(finish.def, *e)))
    })
}

/// A client that is connected to a socket of the same machine.
fn is_local(cx: &Cx<'_>, finish: Site) -> bool {
    let Some(body) = cx.flow.body(finish.def) else {
        return false;
    };
    arguments(cx, finish).iter().any(|arg| {
        let (made_of, _) = cx.flow.origins(Site { def: finish.def, expr: *arg });
        let inside = made_of.iter().chain([arg]).flat_map(|e| body.descendants(*e));
        inside.into_iter().any(|e| cx.flow.call_rows(finish.def, e).iter().any(|r| r.group.as_deref() == Some("local")))
    })
}

fn trace(cx: &Cx<'_>, site: Site, follow_returns: bool) -> Trace {
    cx.flow.trace(Node::Expr(site), follow_returns, &|ty| holds_client(cx, ty))
}

fn is_finish(cx: &Cx<'_>, used: &Use) -> bool {
    matches!(used.kind, UseKind::Method | UseKind::Arg { .. })
        && cx.flow.call_row(used.site.def, used.site.expr, Role::FinishesClient).is_some()
}

/// What is set on the way.
fn bounds_of(cx: &Cx<'_>, trace: &Trace) -> Bounds {
    let mut bounds = Bounds::default();
    for used in &trace.uses {
        let Use { site, kind } = *used;
        let rows = cx.flow.call_rows(site.def, site.expr);
        if kind == UseKind::Method || matches!(kind, UseKind::Arg { .. }) {
            for row in rows.iter().filter(|r| r.role == Role::SetsTimeout) {
                set(cx, &mut bounds, site, row);
            }
        }
        if let UseKind::Arg { followed: false, .. } = kind {
            bounds.handed_on |= rows.is_empty() && is_unknown_builder(cx, site);
        }
    }
    bounds
}

fn set(cx: &Cx<'_>, bounds: &mut Bounds, site: Site, row: &Row) {
    let none = arguments(cx, site).get(row.limit.unwrap_or(0)).is_some_and(|a| is_none(cx, site.def, *a));
    match row.kind.as_deref() {
        Some("none") => bounds.removed = Some(site),
        _ if none => bounds.removed = Some(site),
        Some("connect") => bounds.connect = Some(site),
        _ => bounds.whole = true,
    }
}

fn is_none(cx: &Cx<'_>, def: DefId, expr: ExprId) -> bool {
    let body = cx.flow.body(def);
    matches!(body.map(|b| &b.exprs[expr]), Some(Expr::Path(path)) if path.segs.last().is_some_and(|s| s.name == "None"))
}

/// A builder (not yet a client) that goes into code that is not known.
fn is_unknown_builder(cx: &Cx<'_>, site: Site) -> bool {
    let builder = |ty: &Ty| {
        ty.any(&mut |t| cx.flow.ty_row(t, Role::ClientType).is_some_and(|r| r.kind.as_deref() == Some("builder")))
    };
    arguments(cx, site).iter().any(|a| builder(&cx.flow.ty(site.def, *a)))
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

/// How the requests of a client are bounded.
#[derive(Debug, Default)]
struct Requests {
    open: Vec<Site>,
    bounded: Vec<Site>,
    escapes: Option<Site>,
}

fn requests_bounded(cx: &Cx<'_>, trace: &Trace) -> bool {
    let requests = requests_of(cx, trace);
    requests.open.is_empty() && !requests.bounded.is_empty()
}

fn requests_of(cx: &Cx<'_>, trace: &Trace) -> Requests {
    let mut all = Requests::default();
    for used in &trace.uses {
        let site = used.site;
        match used.kind {
            UseKind::Method | UseKind::Arg { .. } if starts_request(cx, used) => {
                if request_bounded(cx, site) {
                    all.bounded.push(site);
                } else {
                    all.open.push(site);
                }
            }
            UseKind::Arg { followed: false, .. } | UseKind::Lost => {
                let neutral = cx.flow.call_rows(site.def, site.expr).iter().any(|r| {
                    matches!(r.role, Role::FinishesClient | Role::SetsTimeout | Role::WrapsClient | Role::Drops)
                });
                let carried = holds_client(cx, &cx.flow.ty(site.def, site.expr));
                if !neutral && !carried {
                    all.escapes = all.escapes.or(Some(site));
                }
            }
            UseKind::Returned if cx.flow.callers(site.def).is_empty() => {
                all.escapes = all.escapes.or(Some(site));
            }
            _ => {}
        }
    }
    all
}

fn starts_request(cx: &Cx<'_>, used: &Use) -> bool {
    let Some(row) = cx.flow.call_row(used.site.def, used.site.expr, Role::StartsRequest) else {
        return false;
    };
    match (used.kind, row.arg) {
        (UseKind::Method, None | Some(Access::Named(AccessName::Receiver))) => true,
        (UseKind::Arg { index, .. }, Some(Access::Arg(i))) => index == i,
        (UseKind::Arg { .. }, None) => false,
        _ => false,
    }
}

/// A timeout of the request's own, or around it.
fn request_bounded(cx: &Cx<'_>, site: Site) -> bool {
    if cx.flow.is_bounded(site) {
        return true;
    }
    let own = cx.flow.trace(Node::Expr(site), true, &|ty| holds_request(cx, ty));
    let set = own.uses.iter().any(|u| {
        let row = cx.flow.call_row(u.site.def, u.site.expr, Role::SetsTimeout);
        row.is_some_and(|r| !matches!(r.kind.as_deref(), Some("none" | "connect")))
    });
    let sent: Vec<&Use> = own.uses.iter().filter(|u| u.kind == UseKind::Method && u.site != site).collect();
    set || argument_bounded(cx, site)
        || !sent.is_empty()
            && sent.iter().any(|u| is_send(cx, u))
            && sent.iter().filter(|u| is_send(cx, u)).all(|u| cx.flow.is_bounded(u.site))
}

fn is_send(cx: &Cx<'_>, used: &Use) -> bool {
    let rows = cx.flow.call_rows(used.site.def, used.site.expr);
    rows.iter().any(|r| matches!(r.role, Role::MakesResponse | Role::WaitsOutside))
}

/// `client.execute(request)`: the request is an argument.
fn argument_bounded(cx: &Cx<'_>, site: Site) -> bool {
    let Some(body) = cx.flow.body(site.def) else {
        return false;
    };
    arguments(cx, site).iter().any(|arg| {
        let mut at = *arg;
        if let Expr::Local(local) = &body.exprs[at] {
            let uses = cx.flow.index(site.def).map_or(&[][..], |i| i.uses(*local));
            let on_use = uses.iter().any(|u| chain_sets(cx, site.def, *u));
            return on_use || cx.flow.initialisers(site.def, *local).iter().any(|e| within_sets(cx, site.def, *e));
        }
        while let Expr::Ref { expr, .. } = &body.exprs[at] {
            at = *expr;
        }
        within_sets(cx, site.def, at)
    })
}

fn is_set(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let row = cx.flow.call_row(def, call, Role::SetsTimeout);
    row.is_some_and(|r| !matches!(r.kind.as_deref(), Some("none" | "connect")))
}

fn within_sets(cx: &Cx<'_>, def: DefId, expr: ExprId) -> bool {
    cx.flow.body(def).is_some_and(|b| b.descendants(expr).into_iter().any(|e| is_set(cx, def, e)))
}

fn chain_sets(cx: &Cx<'_>, def: DefId, expr: ExprId) -> bool {
    cx.flow.index(def).and_then(|i| i.parent(expr)).is_some_and(|p| is_set(cx, def, p))
}

/// The finding at `at`, for the client that `start` makes.
fn report(cx: &Cx<'_>, at: Site, start: Site, bounds: &Bounds, low: Confidence) -> Vec<Finding> {
    let whole = trace(cx, start, true);
    let set = bounds_of(cx, &whole);
    if set.whole || set.handed_on || bounds.handed_on {
        return Vec::new();
    }
    let requests = requests_of(cx, &whole);
    if requests.open.is_empty() && !requests.bounded.is_empty() && requests.escapes.is_none() {
        return Vec::new();
    }
    if requests.open.is_empty() && requests.escapes.is_none() && cx.flow.is_bounded(at) {
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

/// The client types that the workspace makes without a bound, at medium confidence or more.
#[must_use]
pub fn open_types(cx: &Cx<'_>) -> BTreeSet<String> {
    let program = cx.flow.program;
    let bodies = program.defs.ids().filter(|d| !program.defs[*d].test && cx.flow.in_workspace(*d));
    let found = bodies.flat_map(|def| check(cx, def)).filter(|f| f.confidence > Confidence::Low);
    found.filter_map(|f| f.args.get("client").cloned()).collect()
}

/// Whether the request that is sent by a call has a timeout of its own, or one around it.
#[must_use]
pub fn request_is_bounded(cx: &Cx<'_>, send: Site) -> bool {
    let Some(body) = cx.flow.body(send.def) else {
        return false;
    };
    within_sets(cx, send.def, send.expr)
        || argument_bounded(cx, send)
        || match &body.exprs[send.expr] {
            Expr::MethodCall { recv, .. } => match &body.exprs[*recv] {
                Expr::Local(local) => {
                    let made = cx.flow.initialisers(send.def, *local);
                    made.iter().any(|e| within_sets(cx, send.def, *e))
                }
                _ => false,
            },
            _ => false,
        }
}
