//! What becomes of the receiver, where that bounds the queue. Must not look at the sends.

use crate::check::Cx;
use crate::flow::{Site, Trace, Up, Use, UseKind};
use crate::hir::{BlockKind, Body, Expr, ExprId, LocalId, Pat, PatId};
use crate::link::DefId;
use crate::model::Role;

/// Whether the receiver is dropped at once: nothing is kept then, every send fails.
pub fn is_dropped(cx: &Cx<'_>, made: Site) -> bool {
    let Some((body, index)) = cx.flow.body(made.def).zip(cx.flow.index(made.def)) else { return false };
    if let Up::Expr(parent) = index.up(made.expr) {
        return matches!(&body.exprs[parent], Expr::Field { name, .. } if *name == "0");
    }
    receiver_pat(cx, made).is_some_and(|pat| matches!(body.pats[pat], Pat::Wild))
}

/// Whether the function that makes the channel takes one message and is done with it: a reply to one question.
pub fn takes_one(cx: &Cx<'_>, made: Site) -> bool {
    let Some((body, index)) = cx.flow.body(made.def).zip(cx.flow.index(made.def)) else { return false };
    let Some(Pat::Bind { local, .. }) = receiver_pat(cx, made).map(|p| &body.pats[p]) else { return false };
    let around: Vec<ExprId> = index.ancestors(made.expr).collect();
    let turns = |e: &ExprId| matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. });
    let once = |used: &ExprId| {
        is_received(cx, made, *local, *used)
            && !index.parent(*used).is_some_and(|call| is_iterator(cx, made.def, call))
            && !index.ancestors(*used).take_while(|e| !around.contains(e)).any(|e| turns(&e))
    };
    let uses = index.uses(*local);
    !uses.is_empty() && uses.iter().all(once)
}

/// Whether the channel stays in the function that makes it: its sender is only lent, and that function receives.
pub fn stays(cx: &Cx<'_>, made: Site) -> bool {
    let Some((body, index)) = cx.flow.body(made.def).zip(cx.flow.index(made.def)) else { return false };
    let local = |pat: Option<PatId>| match pat.map(|p| &body.pats[p]) {
        Some(Pat::Bind { local, .. }) => Some(*local),
        _ => None,
    };
    let [Some(tx), Some(rx)] = [0, 1].map(|end| local(end_pat(cx, made, end))) else { return false };
    let around: Vec<ExprId> = index.ancestors(made.expr).collect();
    let lent = |used: &ExprId| {
        let apart = index.ancestors(*used).take_while(|e| !around.contains(e)).any(|e| runs_apart(body, e));
        !apart
            && match index.parent(*used).map(|p| &body.exprs[p]) {
                Some(Expr::Ref { .. }) => true,
                Some(Expr::MethodCall { recv, name, .. }) => recv == used && *name != "clone",
                _ => false,
            }
    };
    let (sent, received) = (index.uses(tx), index.uses(rx));
    !received.is_empty() && sent.iter().all(lent) && received.iter().all(|used| is_received(cx, made, rx, *used))
}

/// Whether the code that sends takes all that waits before it sends again: the sender stays in the function, and the
/// loop around each send has one that receives until there is no more.
pub fn is_drained_beside(cx: &Cx<'_>, made: Site, sends: &[&Use], trace: &Trace) -> bool {
    let Some((body, index)) = cx.flow.body(made.def).zip(cx.flow.index(made.def)) else { return false };
    let Some(Pat::Bind { local, .. }) = receiver_pat(cx, made).map(|p| &body.pats[p]) else { return false };
    let stays = |u: &Use| {
        let own = |e: &ExprId| index.ancestors(made.expr).any(|a| a == *e);
        u.site.def == made.def
            && u.kind == UseKind::Method
            && !index.ancestors(u.site.expr).take_while(|e| !own(e)).any(|e| runs_apart(body, e))
    };
    let turns = |e: &ExprId| matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. });
    let drains = |e: ExprId| {
        let Expr::While { cond, .. } = &body.exprs[e] else { return false };
        let asked = body.descendants(*cond);
        asked.into_iter().any(|used| {
            matches!(body.exprs[used], Expr::Local(l) if l == *local) && is_received(cx, made, *local, used)
        })
    };
    let drained = |u: &&Use| {
        let around = index.ancestors(u.site.expr).find(turns);
        around.is_some_and(|looped| body.descendants(looped).into_iter().any(drains))
    };
    !sends.is_empty() && trace.uses.iter().all(stays) && sends.iter().all(drained)
}

/// Whether a call gives an iterator over all that comes.
fn is_iterator(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let types = cx.flow.types;
    let ty = cx.flow.ty(def, call);
    types.lang.iterator.is_some_and(|it| types.implements(&types.env_of(def), &ty, it))
}

/// Whether what stands in an expression runs on its own, and takes with it what it names: a closure, an `async` block.
fn runs_apart(body: &Body, expr: ExprId) -> bool {
    match &body.exprs[expr] {
        Expr::Closure { .. } => true,
        Expr::Block { kind, .. } => *kind != BlockKind::Plain,
        _ => false,
    }
}

fn is_received(cx: &Cx<'_>, made: Site, rx: LocalId, used: ExprId) -> bool {
    let Some((body, index)) = cx.flow.body(made.def).zip(cx.flow.index(made.def)) else { return false };
    let Some(parent) = index.parent(used) else { return false };
    let is_rx = |e: ExprId| matches!(body.exprs[e], Expr::Local(l) if l == rx);
    matches!(&body.exprs[parent], Expr::MethodCall { recv, .. } if is_rx(*recv))
        && cx.flow.call_row(made.def, parent, Role::Receives).is_some()
}

/// The second part of the pattern that the channel is bound to.
fn receiver_pat(cx: &Cx<'_>, made: Site) -> Option<PatId> {
    end_pat(cx, made, 1)
}

/// A part of the pattern that the channel is bound to.
fn end_pat(cx: &Cx<'_>, made: Site, end: usize) -> Option<PatId> {
    let (body, index) = cx.flow.body(made.def).zip(cx.flow.index(made.def))?;
    let Up::Let { block, stmt } = index.up(made.expr) else { return None };
    match &body.pats[body.let_pat(block, stmt)?] {
        Pat::Tuple(pats) => pats.get(end).copied(),
        _ => None,
    }
}
