//! unbounded-channel: a queue without a limit that something fills under load.

mod escapes;
mod mailbox;
mod receiver;
mod sends;

use self::escapes::escapes;
use self::mailbox::{awaits_reply, every_variant_replies, in_message};
use self::sends::{all_of_stream, is_send, looks_at_length, turns, under_load, uses_up_sender};
use super::{Cx, finding};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::{Caller, Node, Site, Trace, Use, UseKind};
use crate::hir::{Expr, ExprId};
use crate::infer::{Callee, Ty, TyKind};
use crate::link::DefId;
use crate::model::{Role, Row};

/// How many callers a generic message type is looked for through.
const GENERIC_CALLERS: usize = 3;

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let calls = body.exprs.iter().filter(|(_, e)| matches!(e, Expr::Call { .. } | Expr::MethodCall { .. }));
    calls.filter_map(|(expr, _)| channel(cx, Site { def, expr })).collect()
}

fn channel(cx: &Cx<'_>, site: Site) -> Option<Finding> {
    let rows = cx.flow.call_rows(site.def, site.expr);
    let kind = rows.iter().find_map(|row| match row.role {
        Role::UnboundedChannel => Some("unbounded"),
        Role::BoundedChannel => huge(cx, site, row),
        Role::Sends if row.kind.as_deref() == Some("ignores-capacity") => Some("ignores-capacity"),
        _ => None,
    })?;
    if kind == "ignores-capacity" {
        return ignores_capacity(cx, site);
    }
    if receiver::is_dropped(cx, site) {
        return None;
    }
    let message = message_type(cx, site);
    if message.as_ref().is_some_and(|m| carries_nothing(cx, site.def, m, GENERIC_CALLERS)) {
        return None;
    }
    if message.as_ref().is_some_and(|m| mailbox::every_variant_is_permitted(cx, m)) {
        return None;
    }
    let trace = cx.flow.trace(Node::Expr(site), true, &|ty| holds_sender(cx, ty));
    let (confidence, kind, steps) = judge(cx, site, &trace, kind, message.as_ref())?;
    let mut found = finding(cx, RuleId::UnboundedChannel, kind, confidence, site)?;
    found.args.insert("api", super::api(cx, site));
    let shown = message.map_or_else(|| "_".into(), |m| crate::infer::ty::display(cx.flow.program, &m));
    found.args.insert("message", shown);
    if let Some(capacity) = capacity(cx, site) {
        found.args.insert("capacity", capacity.to_string());
    }
    found.steps = steps;
    Some(found)
}

/// A bounded constructor whose capacity is none in practice.
fn huge(cx: &Cx<'_>, site: Site, row: &Row) -> Option<&'static str> {
    let arg = *arguments(cx, site).get(row.limit.unwrap_or(0))?;
    let value = cx.flow.number(site.def, arg);
    if value.is_some_and(|v| v > cx.thresholds.max_capacity) {
        return Some("huge-capacity");
    }
    (row.kind.as_deref() == Some("per-sender")).then_some("per-sender-capacity")
}

fn capacity(cx: &Cx<'_>, site: Site) -> Option<u64> {
    let row = cx.flow.call_row(site.def, site.expr, Role::BoundedChannel)?;
    let arg = *arguments(cx, site).get(row.limit.unwrap_or(0))?;
    cx.flow.number(site.def, arg)
}

fn arguments(cx: &Cx<'_>, site: Site) -> Vec<ExprId> {
    match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args.to_vec(),
        _ => Vec::new(),
    }
}

/// Sending past the capacity of a mailbox.
fn ignores_capacity(cx: &Cx<'_>, site: Site) -> Option<Finding> {
    let load = cx.flow.load(site)?;
    let mut found = finding(cx, RuleId::UnboundedChannel, "ignores-capacity", Confidence::Medium, site)?;
    found.args.insert("api", super::api(cx, site));
    found.args.insert("message", "_".into());
    found.steps = load.steps;
    Some(found)
}

fn is_sender(cx: &Cx<'_>, ty: &Ty) -> bool {
    cx.flow.ty_row(ty, Role::SenderType).is_some_and(|r| r.kind.as_deref() != Some("oneshot"))
}

fn holds_sender(cx: &Cx<'_>, ty: &Ty) -> bool {
    ty.any(&mut |t| !matches!(t.kind(), TyKind::Closure(..) | TyKind::FnDef(..)) && is_sender(cx, t))
}

/// What the channel carries, where that is known.
fn message_type(cx: &Cx<'_>, site: Site) -> Option<Ty> {
    let mut found = None;
    cx.flow.ty(site.def, site.expr).any(&mut |t| {
        if found.is_none() && (is_sender(cx, t) || cx.flow.ty_row(t, Role::ReceiverType).is_some()) {
            found = t.args().first().filter(|m| !m.is_unknown()).cloned();
        }
        found.is_some()
    });
    found
}

/// Whether messages of a type have no data; where the type is a parameter, in all callers.
fn carries_nothing(cx: &Cx<'_>, def: DefId, message: &Ty, depth: usize) -> bool {
    let TyKind::Param(name) = message.kind() else {
        return cx.flow.is_empty(message, 3);
    };
    let Some(depth) = depth.checked_sub(1) else { return false };
    let callers = cx.flow.callers(def);
    let nothing = |caller: &Caller| match cx.flow.types_of(caller.site.def).callees.get(&caller.site.expr) {
        Some(Callee::Fn { substs, .. }) => {
            substs.iter().any(|(n, ty)| n == name && carries_nothing(cx, caller.site.def, ty, depth))
        }
        _ => false,
    };
    !callers.is_empty() && callers.iter().all(nothing)
}

/// What is known of the sends, put to a verdict.
fn judge(
    cx: &Cx<'_>,
    site: Site,
    trace: &Trace,
    kind: &'static str,
    message: Option<&Ty>,
) -> Option<(Confidence, &'static str, Vec<Step>)> {
    let sends: Vec<&Use> = trace.uses.iter().filter(|u| is_send(cx, u) && !in_message(cx, u.site)).collect();
    let clones: Vec<&Use> = trace.uses.iter().filter(|u| is_clone(cx, u)).collect();
    let looks = !sends.is_empty() && sends.iter().all(|u| looks_at_length(cx, u));
    let once = !sends.is_empty() && clones.is_empty() && sends.iter().all(|u| uses_up_sender(cx, u));
    if looks || once || receiver::is_drained_beside(cx, site, &sends, trace) {
        return None;
    }
    if kind == "per-sender-capacity" {
        let mut own = clones.iter().filter(|u| !is_shared(cx, u.site));
        let load = own.find_map(|u| under_load(cx, site, trace, u)).map(|l| l.steps);
        let steps = load.or_else(|| kept_by_router(cx, trace))?;
        return Some((Confidence::Medium, kind, steps));
    }
    let mailbox =
        message.is_some_and(|m| every_variant_replies(cx, m)) && sends.iter().all(|u| awaits_reply(cx, u.site));
    let looped = |u: &Use| turns(cx, site, u.site).or_else(|| all_of_stream(cx, u));
    if receiver::takes_one(cx, site) && !sends.iter().any(|u| looped(u).is_some()) {
        return None;
    }
    let sent = sends.iter().find_map(|u| looped(u).or_else(|| under_load(cx, site, trace, u)).map(|l| (u.site, l)));
    let cloned = || clones.iter().find_map(|u| under_load(cx, site, trace, u).map(|l| (u.site, l)));
    let open = if kind == "unbounded" { "unbounded-escapes" } else { kind };
    let found = sent.map(|(s, l)| (s, l, "send")).or_else(|| cloned().map(|(s, l)| (s, l, "clone")));
    let Some((at, load, step)) = found else {
        if receiver::stays(cx, site) {
            return None;
        }
        let steps = escapes(cx, site, trace)?;
        return Some(if mailbox { (Confidence::Low, "mailbox", steps) } else { (Confidence::Medium, open, steps) });
    };
    let mut steps = load.steps;
    if let Some(loc) = cx.flow.loc(at.def, at.expr) {
        steps.push(Step::new(step, loc));
    }
    if mailbox {
        return Some((Confidence::Low, "mailbox", steps));
    }
    Some((if load.proven { Confidence::High } else { Confidence::Medium }, kind, steps))
}

/// In a router's state or a layer: each request has a clone of its own.
fn kept_by_router(cx: &Cx<'_>, trace: &Trace) -> Option<Vec<Step>> {
    let kept = trace.uses.iter().find(|u| {
        let row = cx.flow.call_row(u.site.def, u.site.expr, Role::InsertsExtension);
        let kept = row.is_some_and(|r| matches!(r.kind.as_deref(), Some("state" | "layer")));
        matches!(u.kind, UseKind::Arg { .. }) && kept && !is_shared(cx, u.site)
    })?;
    Some(vec![Step::new("clone", cx.flow.loc(kept.site.def, kept.site.expr)?)])
}

/// Whether a call is about a shared pointer to a sender: what is cloned is that.
fn is_shared(cx: &Cx<'_>, call: Site) -> bool {
    let recv = match cx.flow.body(call.def).map(|b| &b.exprs[call.expr]) {
        Some(Expr::MethodCall { recv, .. }) => Some(*recv),
        _ => None,
    };
    let mut about = recv.into_iter().chain(arguments(cx, call)).map(|e| cx.flow.ty(call.def, e));
    about.find(|ty| holds_sender(cx, ty)).is_some_and(|ty| {
        let ty = ty.peel_refs();
        !is_sender(cx, ty) && cx.flow.ty_row(ty, Role::SharedType).is_some()
    })
}

fn is_clone(cx: &Cx<'_>, used: &Use) -> bool {
    if used.kind != UseKind::Method {
        return false;
    }
    let clone = cx.flow.types.lang.clone;
    let program = cx.flow.program;
    cx.flow
        .callees(used.site.def, used.site.expr)
        .into_iter()
        .any(|d| matches!(program.defs[d].parent, crate::link::Parent::Trait(t) if Some(t) == clone))
}
