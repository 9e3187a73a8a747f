//! What bounds a client: what is set on its builder, and what its connector brings.

use super::requests::within_sets;
use super::{arguments, holds_client};
use crate::check::Cx;
use crate::flow::{Site, Trace, Use, UseKind};
use crate::hir::{Expr, ExprId};
use crate::infer::{Callee, Ty, ValueRes};
use crate::link::DefId;
use crate::model::{Role, Row};

/// What bounds a client's wait for an answer.
#[derive(Debug, Default, Clone)]
pub(super) struct Bounds {
    /// A total or a read timeout.
    pub(super) whole: bool,
    pub(super) connect: Option<Site>,
    /// A bound that was there by default was taken away.
    pub(super) removed: Option<Site>,
    /// The builder or client went to code that is not known, which may set one.
    pub(super) handed_on: bool,
}

/// A client made with a connector that carries bounds of its own.
pub(super) fn bounded_connector(cx: &Cx<'_>, finish: Site) -> bool {
    let connector = |ty: &Ty| {
        ty.any(&mut |t| cx.flow.ty_row(t, Role::ClientType).is_some_and(|r| r.kind.as_deref() == Some("connector")))
    };
    arguments(cx, finish).iter().any(|arg| {
        let (made_of, _) = cx.flow.origins(Site { def: finish.def, expr: *arg });
        made_of.iter().any(|e| connector(&cx.flow.ty(finish.def, *e)))
    })
}

/// A client that is connected to a socket of the same machine.
pub(super) fn is_local(cx: &Cx<'_>, finish: Site) -> bool {
    let Some(body) = cx.flow.body(finish.def) else {
        return false;
    };
    arguments(cx, finish).iter().any(|arg| {
        let (made_of, _) = cx.flow.origins(Site { def: finish.def, expr: *arg });
        let inside = made_of.iter().chain([arg]).flat_map(|e| body.descendants(*e));
        inside.into_iter().any(|e| cx.flow.call_rows(finish.def, e).iter().any(|r| r.group.as_deref() == Some("local")))
    })
}

pub(super) fn is_finish(cx: &Cx<'_>, used: &Use) -> bool {
    matches!(used.kind, UseKind::Method | UseKind::Arg { .. })
        && (cx.flow.call_row(used.site.def, used.site.expr, Role::FinishesClient).is_some()
            || finishes_within(cx, used.site)
            || is_converted(cx, used))
}

/// `config.into()`: a library's own conversion of the builder makes the client.
fn is_converted(cx: &Cx<'_>, used: &Use) -> bool {
    let of_kind = |ty: &Ty, kind: &str| {
        ty.any(&mut |t| cx.flow.ty_row(t, Role::ClientType).is_some_and(|r| r.kind.as_deref() == Some(kind)))
    };
    let recv = match cx.flow.body(used.site.def).map(|b| &b.exprs[used.site.expr]) {
        Some(Expr::MethodCall { recv, .. }) if used.kind == UseKind::Method => *recv,
        _ => return false,
    };
    cx.flow.call_row(used.site.def, used.site.expr, Role::Converts).is_some()
        && of_kind(&cx.flow.ty(used.site.def, recv), "builder")
        && of_kind(&cx.flow.ty(used.site.def, used.site.expr), "client")
}

/// `ServiceBuilder::new().timeout(limit).service(client)`: the layers that are put around the client have a limit.
fn is_layered(cx: &Cx<'_>, site: Site) -> bool {
    let recv = match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::MethodCall { recv, .. }) => *recv,
        _ => return false,
    };
    let wraps = cx.flow.call_row(site.def, site.expr, Role::WrapsClient).is_some();
    let (made_of, _) = cx.flow.origins(Site { def: site.def, expr: recv });
    wraps && made_of.iter().any(|e| within_sets(cx, site.def, *e))
}

/// `result.and_then(ClientBuilder::build)`.
fn finishes_within(cx: &Cx<'_>, site: Site) -> bool {
    let finishes = |arg: &ExprId| cx.flow.path_rows(site.def, *arg).iter().any(|r| r.role == Role::FinishesClient);
    arguments(cx, site).iter().any(finishes)
}

/// What is set on the way.
pub(super) fn bounds_of(cx: &Cx<'_>, trace: &Trace) -> Bounds {
    let mut bounds = Bounds::default();
    for used in &trace.uses {
        let Use { site, kind } = *used;
        let rows = cx.flow.call_rows(site.def, site.expr);
        if kind == UseKind::Method || matches!(kind, UseKind::Arg { .. }) {
            for row in rows.iter().filter(|r| r.role == Role::SetsTimeout) {
                set(cx, &mut bounds, site, row);
            }
        }
        bounds.whole |= matches!(kind, UseKind::Arg { .. }) && is_layered(cx, site);
        if let UseKind::Arg { followed: false, .. } = kind {
            bounds.handed_on |= rows.is_empty() && is_unknown_builder(cx, site) && !hands_back(cx, site);
        }
    }
    bounds
}

pub(super) fn set(cx: &Cx<'_>, bounds: &mut Bounds, site: Site, row: &Row) {
    let none = limit_of(cx, site, row).is_some_and(|a| sets_nothing(cx, site.def, a));
    match row.kind.as_deref() {
        Some("none") => bounds.removed = Some(site),
        _ if none => bounds.removed = Some(site),
        Some("connect") => bounds.connect = Some(site),
        _ => bounds.whole = true,
    }
}

/// The duration's argument; in a call by path (`ClientBuilder::timeout(builder, limit)`) `self` comes before it.
fn limit_of(cx: &Cx<'_>, site: Site, row: &Row) -> Option<ExprId> {
    let body = cx.flow.body(site.def)?;
    let by_path = matches!(&body.exprs[site.expr], Expr::Call { .. })
        && cx.flow.callees(site.def, site.expr).iter().any(|d| cx.flow.types.sig(*d).self_param.is_some());
    arguments(cx, site).get(row.limit.unwrap_or(0) + usize::from(by_path)).copied()
}

/// `None`, or a time that never comes.
pub(super) fn sets_nothing(cx: &Cx<'_>, def: DefId, expr: ExprId) -> bool {
    is_endless(cx, def, expr, 4)
}

fn is_endless(cx: &Cx<'_>, def: DefId, expr: ExprId, depth: usize) -> bool {
    let Some(body) = cx.flow.body(def).filter(|_| depth > 0) else {
        return false;
    };
    match &body.exprs[expr] {
        Expr::Path(path) => {
            path.segs.last().is_some_and(|s| s.name == "None")
                || cx.flow.path_rows(def, expr).iter().any(|r| r.role == Role::EndlessTime)
                || own_constant(cx, def, expr).is_some_and(|(of, root)| is_endless(cx, of, root, depth - 1))
        }
        // `Some(Duration::MAX)`, `Duration::from_secs(u64::MAX)`
        Expr::Call { args, .. } => args.len() == 1 && is_endless(cx, def, args[0], depth - 1),
        Expr::Local(local) => {
            let given = cx.flow.initialisers(def, *local);
            !given.is_empty() && given.iter().all(|e| is_endless(cx, def, *e, depth - 1))
        }
        _ => false,
    }
}

/// A constant of the workspace, and the root of its body.
fn own_constant(cx: &Cx<'_>, def: DefId, path: ExprId) -> Option<(DefId, ExprId)> {
    match cx.flow.types_of(def).paths.get(&path) {
        Some(ValueRes::Const(of)) if cx.flow.in_workspace(*of) => Some((*of, cx.flow.body(*of)?.root)),
        _ => None,
    }
}

/// A library's function that is known and has the builder in its result: a setter that is called by its path.
fn hands_back(cx: &Cx<'_>, site: Site) -> bool {
    let callee = cx.flow.types_of(site.def).callees.get(&site.expr).cloned();
    matches!(callee, Some(Callee::Fn { .. })) && holds_client(cx, &cx.flow.ty(site.def, site.expr))
}

/// A builder (not yet a client) that goes into code that is not known.
pub(super) fn is_unknown_builder(cx: &Cx<'_>, site: Site) -> bool {
    let builder = |ty: &Ty| {
        ty.any(&mut |t| cx.flow.ty_row(t, Role::ClientType).is_some_and(|r| r.kind.as_deref() == Some("builder")))
    };
    arguments(cx, site).iter().any(|a| builder(&cx.flow.ty(site.def, *a)))
}
