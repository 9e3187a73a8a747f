//! How the requests of a client are bounded: by themselves, or by what stands around them.

use super::bounds::sets_nothing;
use super::{arguments, holds_client, holds_request, is_client, optional};
use crate::check::Cx;
use crate::flow::{Node, Site, Source, Trace, Use, UseKind};
use crate::hir::{Expr, ExprId};
use crate::link::DefId;
use crate::model::{Access, AccessName, Role};

/// How the requests of a client are bounded.
#[derive(Debug, Default)]
pub(super) struct Requests {
    pub(super) open: Vec<Site>,
    pub(super) bounded: Vec<Site>,
    pub(super) escapes: Option<Site>,
}

/// How many functions a request that is not sent yet is handed back through.
const HANDED: usize = 3;

impl Requests {
    /// A request that starts at a call. One that its function hands back is judged by each caller for itself.
    fn add(&mut self, cx: &Cx<'_>, site: Site, depth: usize) {
        let here = cx.flow.trace(Node::Expr(site), false, &|ty| holds_request(cx, ty));
        let handed = here.uses.iter().any(|u| u.kind == UseKind::Returned && u.site.def == site.def);
        let callers = cx.flow.callers(site.def);
        let by_callers = handed && depth > 0 && !callers.is_empty() && callers.iter().all(|c| c.call);
        if !by_callers || set_on(cx, &here) {
            let list = if request_bounded(cx, site) { &mut self.bounded } else { &mut self.open };
            list.push(site);
            return;
        }
        for caller in callers.iter() {
            if self.open.is_empty() || self.bounded.is_empty() {
                self.add(cx, caller.site, depth - 1);
            }
        }
    }
}

pub(super) fn requests_bounded(cx: &Cx<'_>, trace: &Trace) -> bool {
    let requests = requests_of(cx, trace);
    requests.open.is_empty() && !requests.bounded.is_empty()
}

pub(super) fn requests_of(cx: &Cx<'_>, trace: &Trace) -> Requests {
    let mut all = Requests::default();
    for used in &trace.uses {
        let site = used.site;
        match used.kind {
            UseKind::Method | UseKind::Arg { .. } if starts_request(cx, used) => all.add(cx, site, HANDED),
            UseKind::Arg { followed: false, index } if cx.flow.only_looks(site, index) => {}
            UseKind::Arg { followed: false, .. } | UseKind::Lost => {
                let neutral = cx.flow.call_rows(site.def, site.expr).iter().any(|r| {
                    matches!(
                        r.role,
                        Role::FinishesClient | Role::SetsTimeout | Role::WrapsClient | Role::Drops | Role::BoundsWait
                    )
                });
                let carried = holds_client(cx, &cx.flow.ty(site.def, site.expr));
                if !neutral && !carried {
                    all.escapes = all.escapes.or(Some(site));
                }
            }
            UseKind::Returned if cx.flow.callers(site.def).is_empty() && exposes(cx, site) => {
                all.escapes = all.escapes.or(Some(site));
            }
            _ => {}
        }
    }
    all
}

/// Whether what is returned is the client itself, not a type of the workspace that only dereferences to it: the
/// requests that are made through that are seen.
fn exposes(cx: &Cx<'_>, site: Site) -> bool {
    cx.flow.wrapper_of(site.def).is_none() && cx.flow.ty(site.def, site.expr).any(&mut |t| is_client(cx, t))
}

pub(super) fn starts_request(cx: &Cx<'_>, used: &Use) -> bool {
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
pub(super) fn request_bounded(cx: &Cx<'_>, site: Site) -> bool {
    if cx.flow.is_answered(site) || optional::has_limited_twin(cx, site) {
        return true;
    }
    let own = cx.flow.trace(Node::Expr(site), true, &|ty| holds_request(cx, ty));
    set_on(cx, &own) || argument_bounded(cx, site) || sends_bounded(cx, site, &own)
}

/// Whether a limit is set on a request on its way.
fn set_on(cx: &Cx<'_>, request: &Trace) -> bool {
    request.uses.iter().any(|u| {
        let called = matches!(u.kind, UseKind::Method | UseKind::Arg { .. });
        called && is_set(cx, u.site.def, u.site.expr)
    })
}

/// Whether each send of a request, by itself or by a client, is under a timeout.
fn sends_bounded(cx: &Cx<'_>, start: Site, request: &Trace) -> bool {
    let sent = |u: &&Use| matches!(u.kind, UseKind::Method | UseKind::Arg { .. }) && u.site != start && is_send(cx, u);
    let mut sends = request.uses.iter().filter(sent).peekable();
    sends.peek().is_some() && sends.all(|u| cx.flow.is_answered(u.site) || optional::has_limited_twin(cx, u.site))
}

pub(super) fn is_send(cx: &Cx<'_>, used: &Use) -> bool {
    let rows = cx.flow.call_rows(used.site.def, used.site.expr);
    rows.iter().any(|r| matches!(r.role, Role::MakesResponse | Role::WaitsOutside))
}

/// `client.execute(request)`: the request is an argument.
pub(super) fn argument_bounded(cx: &Cx<'_>, site: Site) -> bool {
    arguments(cx, site).iter().any(|arg| value_bounded(cx, Site { def: site.def, expr: *arg }))
}

/// A request with a timeout of its own, also one in a variable; set on one path counts as set.
pub(super) fn value_bounded(cx: &Cx<'_>, value: Site) -> bool {
    let Some((body, index)) = cx.flow.body(value.def).zip(cx.flow.index(value.def)) else {
        return false;
    };
    let def = value.def;
    let on_use = |e: &ExprId| match &body.exprs[*e] {
        Expr::Local(local) => index.uses(*local).iter().any(|u| chain_sets(cx, def, *u)),
        _ => false,
    };
    let (made_of, _) = cx.flow.origins(value);
    within_sets(cx, def, value.expr) || made_of.iter().any(|e| is_set(cx, def, *e) || on_use(e))
}

pub(super) fn is_set(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let row = cx.flow.call_row(def, call, Role::SetsTimeout);
    row.is_some_and(|r| !matches!(r.kind.as_deref(), Some("none" | "connect"))) && !is_emptied(cx, def, call)
}

/// `*request.timeout_mut() = None`
fn is_emptied(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else {
        return false;
    };
    let assigned = index.ancestors(call).take(2).find_map(|e| match &body.exprs[e] {
        Expr::Assign { rhs, .. } => Some(*rhs),
        _ => None,
    });
    assigned.is_some_and(|rhs| sets_nothing(cx, def, rhs))
}

pub(super) fn within_sets(cx: &Cx<'_>, def: DefId, expr: ExprId) -> bool {
    cx.flow.body(def).is_some_and(|b| b.descendants(expr).into_iter().any(|e| is_set(cx, def, e)))
}

pub(super) fn chain_sets(cx: &Cx<'_>, def: DefId, expr: ExprId) -> bool {
    cx.flow.index(def).and_then(|i| i.parent(expr)).is_some_and(|p| is_set(cx, def, p))
}

/// Whether the request that is sent by a call has a timeout of its own, or one around it.
pub(super) fn request_is_bounded(cx: &Cx<'_>, send: Site) -> bool {
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
        || begun_with_limit(cx, send)
}

/// Whether the answer that a closure is given is to a request with a timeout: `request.timeout(t).send().and_then(|r| r.text())`.
fn begun_with_limit(cx: &Cx<'_>, send: Site) -> bool {
    let (Some(body), Some(index)) = (cx.flow.body(send.def), cx.flow.index(send.def)) else {
        return false;
    };
    let (_, ends) = cx.flow.origins(send);
    ends.into_iter().any(|end| {
        let Source::ClosureParam { closure, .. } = end else { return false };
        let call = index.parent(closure).map(|e| &body.exprs[e]);
        matches!(call, Some(Expr::MethodCall { recv, args, .. }) if args.contains(&closure) && within_sets(cx, send.def, *recv))
    })
}
