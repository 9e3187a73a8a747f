//! unbounded-channel: a queue without a limit that something fills under load.

use super::{Cx, finding};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::{Load, LoadKind, Node, Site, Source, Trace, Up, Use, UseKind};
use crate::hir::{Body, Expr, ExprId, Stmt};
use crate::infer::{Callee, Ty, TyKind};
use crate::link::DefId;
use crate::model::{Role, Row};

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
    let message = message_type(cx, site);
    if message.as_ref().is_some_and(|m| cx.flow.is_empty(m, 3)) {
        return None;
    }
    let trace = cx.flow.trace(Node::Expr(site), true, &|ty| holds_sender(cx, ty));
    let (confidence, kind, steps) = judge(cx, site, &trace, kind, message.as_ref())?;
    let mut found = finding(cx, RuleId::UnboundedChannel, kind, confidence, site)?;
    let api = cx.flow.callees(site.def, site.expr).first().map(|d| cx.flow.program.canonical(*d));
    found.args.insert("api", api.unwrap_or_default());
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
        Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args.clone(),
        _ => Vec::new(),
    }
}

/// Sending past the capacity of a mailbox.
fn ignores_capacity(cx: &Cx<'_>, site: Site) -> Option<Finding> {
    let load = cx.flow.load(site)?;
    let mut found = finding(cx, RuleId::UnboundedChannel, "ignores-capacity", Confidence::Medium, site)?;
    let api = cx.flow.callees(site.def, site.expr).first().map(|d| cx.flow.program.canonical(*d));
    found.args.insert("api", api.unwrap_or_default());
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
    if kind == "per-sender-capacity" {
        let load = clones.iter().find_map(|u| cx.flow.load(u.site))?;
        let loc = cx.flow.loc(site.def, site.expr)?;
        let again = cx.flow.load(site).is_some();
        let _ = loc;
        return (!again).then_some((Confidence::Medium, kind, load.steps));
    }
    let mailbox =
        message.is_some_and(|m| every_variant_replies(cx, m)) && sends.iter().all(|u| awaits_reply(cx, u.site));
    let looped = |u: &Use| turns(cx, site, u.site);
    let under_load = sends.iter().find_map(|u| looped(u).or_else(|| in_load(cx, site, u)).map(|l| (u.site, l)));
    let cloned = || clones.iter().find_map(|u| in_load(cx, site, u).map(|l| (u.site, l)));
    let open = if kind == "unbounded" { "unbounded-escapes" } else { kind };
    let found = under_load.map(|(s, l)| (s, l, "send")).or_else(|| cloned().map(|(s, l)| (s, l, "clone")));
    let Some((at, load, step)) = found else {
        let steps = escapes(cx, trace)?;
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

fn is_send(cx: &Cx<'_>, used: &Use) -> bool {
    used.kind == UseKind::Method && cx.flow.call_row(used.site.def, used.site.expr, Role::Sends).is_some()
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

/// A send on a sender that came with a message: one reply for one message.
fn in_message(cx: &Cx<'_>, send: Site) -> bool {
    let Some(body) = cx.flow.body(send.def) else {
        return false;
    };
    let Expr::MethodCall { recv, .. } = &body.exprs[send.expr] else {
        return false;
    };
    let Expr::Local(local) = &body.exprs[*recv] else {
        return false;
    };
    let own = |ty: &Ty| {
        let lang = &cx.flow.types.lang;
        let inner = if ty.adt() == lang.option || ty.adt() == lang.result { ty.args().first()? } else { ty };
        inner.adt().filter(|d| cx.flow.in_workspace(*d))
    };
    cx.flow.sources(send.def, *local).iter().any(|source| match source {
        Source::Value(expr) => own(&cx.flow.ty(send.def, *expr)).is_some(),
        _ => false,
    })
}

/// A send in a loop that does not hold the channel's constructor too; a loop over a constant number of turns is none.
fn turns(cx: &Cx<'_>, made: Site, send: Site) -> Option<Load> {
    let (body, index) = cx.flow.body(send.def).zip(cx.flow.index(send.def))?;
    let mut inner = send.expr;
    for outer in index.ancestors(send.expr) {
        let around = made.def == send.def && index.ancestors(made.expr).any(|e| e == outer);
        let turns = match &body.exprs[outer] {
            Expr::Loop { .. } => true,
            Expr::While { body, .. } => *body == inner,
            Expr::For { body: turns, iter, .. } => *turns == inner && !is_constant(cx, body, send.def, *iter),
            _ => false,
        };
        if turns && !around {
            let from = "a loop".to_owned();
            let step =
                Step::new("reached", cx.flow.loc(send.def, outer)?).with("from", from.clone()).with("calls", "0");
            return Some(Load { kind: LoadKind::Loop, from, calls: 0, steps: vec![step], proven: true });
        }
        inner = outer;
    }
    None
}

/// A number of turns that is written down: a range of constants, an array.
fn is_constant(cx: &Cx<'_>, body: &Body, def: DefId, iter: ExprId) -> bool {
    match &body.exprs[iter] {
        Expr::Range { end: Some(end), .. } => cx.flow.number(def, *end).is_some(),
        Expr::Array(_) | Expr::Vec { .. } => true,
        Expr::Ref { expr, .. } | Expr::MethodCall { recv: expr, .. } => is_constant(cx, body, def, *expr),
        _ => false,
    }
}

/// Whether what a closure is given to calls it per item, connection or request.
fn runs_again(cx: &Cx<'_>, def: DefId, closure: ExprId) -> bool {
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else { return false };
    if let Up::Let { block, stmt } = index.up(closure) {
        // In a variable: a loop between the variable and where it is named.
        let Expr::Block { stmts, .. } = &body.exprs[block] else { return false };
        let Some(Stmt::Let { pat, .. }) = stmts.get(stmt) else { return false };
        let named = body.bindings(*pat).into_iter().flat_map(|l| index.uses(l).to_vec());
        let loops = |e: &ExprId| matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. });
        return named.into_iter().any(|used| index.ancestors(used).take_while(|e| *e != block).any(|e| loops(&e)));
    }
    let Some(call) = index.parent(closure) else { return false };
    let per_event = |r: &&Row| {
        matches!(r.role, Role::CallsPerEvent | Role::RegistersHandler) || r.kind.as_deref() == Some("callback")
    };
    let iterates = |recv: ExprId| {
        let ty = cx.flow.ty(def, recv);
        let env = cx.flow.types.env_of(def);
        cx.flow.types.lang.iterator.is_some_and(|it| cx.flow.types.implements(&env, &ty, it))
    };
    match &body.exprs[call] {
        Expr::MethodCall { recv, .. } if iterates(*recv) => true,
        Expr::Call { .. } | Expr::MethodCall { .. } => cx.flow.call_rows(def, call).iter().any(per_event),
        _ => false,
    }
}

/// A use under load, seen from the channel: what stands in the same loop turn or handler call as the constructor
/// is only under load if a further loop lies between.
fn in_load(cx: &Cx<'_>, made: Site, used: &Use) -> Option<Load> {
    let load = cx.flow.load(used.site)?;
    if made.def != used.site.def {
        return Some(load);
    }
    let index = cx.flow.index(made.def)?;
    let body = cx.flow.body(made.def)?;
    let around: Vec<ExprId> = index.ancestors(made.expr).collect();
    let between = index.ancestors(used.site.expr).take_while(|e| !around.contains(e));
    let mut inner = used.site.expr;
    for outer in between {
        let turns = match &body.exprs[outer] {
            Expr::Loop { .. } => true,
            Expr::While { body, .. } | Expr::For { body, .. } => *body == inner,
            Expr::Closure { .. } => runs_again(cx, made.def, outer),
            _ => false,
        };
        if turns {
            return Some(load);
        }
        inner = outer;
    }
    None
}

/// Where the sender goes when no send is seen under load.
fn escapes(cx: &Cx<'_>, trace: &Trace) -> Option<Vec<Step>> {
    let replies = trace.uses.iter().filter(|u| is_send(cx, u));
    if replies.clone().next().is_some() && replies.clone().all(|u| in_message(cx, u.site)) {
        return None;
    }
    let unseen = trace.uses.iter().find(|u| {
        in_unknown_callback(cx, u.site)
            || match u.kind {
                UseKind::Arg { followed: false, .. } => {
                    let carried = holds_sender(cx, &cx.flow.ty(u.site.def, u.site.expr));
                    let known = cx
                        .flow
                        .call_rows(u.site.def, u.site.expr)
                        .iter()
                        .any(|r| matches!(r.role, Role::Drops | Role::Forgets));
                    !carried && !known
                }
                UseKind::Lost => true,
                UseKind::Returned => cx.flow.callers(u.site.def).is_empty() && cx.flow.body(u.site.def).is_some(),
                UseKind::Field(..) | UseKind::Static(_) => !has_sends(cx, trace) || public_sends(cx, trace),
                _ => false,
            }
    })?;
    let loc = cx.flow.loc(unseen.site.def, unseen.site.expr)?;
    Some(vec![Step::new("escape", loc)])
}

/// In a closure with parameters that is given to code which is not known: it may call it again and again.
fn in_unknown_callback(cx: &Cx<'_>, site: Site) -> bool {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return false;
    };
    let closure = |e: &ExprId| matches!(&body.exprs[*e], Expr::Closure { params, .. } if !params.is_empty());
    let unknown = |value: ExprId| {
        let call = index.parent(value)?;
        let known = cx.flow.types_of(site.def).callees.get(&call)?;
        match known {
            Callee::External(..) => Some(()),
            // A method of an unknown value that is named like one of the standard library's is presumed to be that.
            Callee::Unknown(name) if !cx.flow.is_std_name(*name) => Some(()),
            _ => None,
        }
    };
    index.ancestors(site.expr).filter(closure).any(|c| match index.up(c) {
        Up::Let { block, stmt } => match &body.exprs[block] {
            Expr::Block { stmts, .. } => match stmts.get(stmt) {
                Some(Stmt::Let { pat, .. }) => {
                    let uses = body.bindings(*pat).into_iter().flat_map(|l| index.uses(l).to_vec());
                    uses.into_iter().any(|u| unknown(u).is_some())
                }
                _ => false,
            },
            _ => false,
        },
        _ => unknown(c).is_some(),
    })
}

fn has_sends(cx: &Cx<'_>, trace: &Trace) -> bool {
    trace.uses.iter().any(|u| is_send(cx, u))
}

/// A send in a function that nobody in the workspace calls: its callers are not known.
fn public_sends(cx: &Cx<'_>, trace: &Trace) -> bool {
    trace.uses.iter().any(|u| is_send(cx, u) && cx.flow.callers(u.site.def).is_empty())
}

/// Whether every message carries a sender for its reply.
fn every_variant_replies(cx: &Cx<'_>, message: &Ty) -> bool {
    let oneshot = |t: &Ty| cx.flow.ty_row(t, Role::SenderType).is_some_and(|r| r.kind.as_deref() == Some("oneshot"));
    let carries = |t: &Ty| t.any(&mut |t| oneshot(t));
    match message.kind() {
        TyKind::Adt(def, _) if cx.flow.in_workspace(*def) => {
            let sig = cx.flow.types.adt(*def);
            !sig.variants.is_empty() && sig.variants.iter().all(|v| v.iter().any(|(_, t)| carries(t)))
        }
        _ => carries(message),
    }
}

/// Whether the function that sends awaits something after the send.
fn awaits_reply(cx: &Cx<'_>, send: Site) -> bool {
    let Some(body) = cx.flow.body(send.def) else {
        return false;
    };
    body.exprs.iter().any(|(id, e)| match e {
        Expr::Await(inner) if id > send.expr => {
            let mut replies = false;
            cx.flow.ty(send.def, *inner).any(&mut |t| {
                replies |= cx.flow.ty_row(t, Role::ReceiverType).is_some_and(|r| r.kind.as_deref() == Some("oneshot"));
                replies
            });
            replies
        }
        _ => false,
    })
}
