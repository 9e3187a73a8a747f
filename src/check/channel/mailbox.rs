//! Mailboxes: messages that carry the way for their reply. Must not decide what is reported.

use crate::check::Cx;
use crate::flow::{Site, Source};
use crate::hir::{BlockKind, Expr, ExprId};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::Role;

/// A send on a sender that came with a message: one reply for one message.
pub fn in_message(cx: &Cx<'_>, send: Site) -> bool {
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

/// Whether every message carries a sender for its reply.
pub fn every_variant_replies(cx: &Cx<'_>, message: &Ty) -> bool {
    every_variant(cx, message, &|t| holds_reply_sender(cx, t, NESTED))
}

/// How many structs a sender for the reply is looked for in.
const NESTED: usize = 3;

/// Whether a type is a sender, or has one in it, also in a field of a struct of the workspace.
fn holds_reply_sender(cx: &Cx<'_>, ty: &Ty, depth: usize) -> bool {
    let lang = &cx.flow.types.lang;
    let wraps = ty.adt() == lang.option || ty.adt() == lang.boxed;
    let inner = ty.args().first().filter(|_| wraps).unwrap_or(ty);
    let own = inner.adt().filter(|d| depth > 0 && cx.flow.in_workspace(*d));
    ty.any(&mut |t| cx.flow.ty_row(t, Role::SenderType).is_some())
        || own.is_some_and(|d| match &cx.flow.types.adt(d).variants[..] {
            [fields] => fields.iter().any(|(_, f)| holds_reply_sender(cx, f, depth - 1)),
            _ => false,
        })
}

/// Whether every message carries a permit of a limited number.
pub fn every_variant_is_permitted(cx: &Cx<'_>, message: &Ty) -> bool {
    let permit = |t: &Ty| cx.flow.ty_row(t, Role::PermitType).is_some();
    let tuple = |t: &Ty| matches!(t.kind(), TyKind::Tuple(parts) if parts.iter().any(permit));
    every_variant(cx, message, &|t| permit(t) || tuple(t))
}

fn every_variant(cx: &Cx<'_>, message: &Ty, carries: &dyn Fn(&Ty) -> bool) -> bool {
    match message.kind() {
        TyKind::Adt(def, _) if cx.flow.in_workspace(*def) => {
            let sig = cx.flow.types.adt(*def);
            !sig.variants.is_empty() && sig.variants.iter().all(|v| v.iter().any(|(_, t)| carries(t)))
        }
        _ => carries(message),
    }
}

/// Whether the reply to what is sent is waited for: by the function that sends, or by all that are given its receiver.
pub fn awaits_reply(cx: &Cx<'_>, send: Site) -> bool {
    let Some(body) = cx.flow.body(send.def) else {
        return false;
    };
    let turn = turn_of(cx, send);
    let same_turn = |e: ExprId| {
        let index = cx.flow.index(send.def);
        turn.is_none_or(|turn| index.is_some_and(|i| i.ancestors(e).any(|around| around == turn)))
    };
    let mut after = body.exprs.iter().filter(|(id, _)| *id > send.expr && same_turn(*id));
    after.any(|(id, e)| match e {
        Expr::Await(inner) => holds_reply(cx, &cx.flow.ty(send.def, *inner)),
        Expr::MethodCall { recv, .. } => {
            cx.flow.call_row(send.def, id, Role::Receives).is_some() && is_of_channel_made_here(cx, send.def, *recv)
        }
        _ => false,
    }) || gives_reply_back(cx, send.def)
}

/// The loop whose next turn may send again before what comes after it runs.
fn turn_of(cx: &Cx<'_>, send: Site) -> Option<ExprId> {
    let (body, index) = cx.flow.body(send.def).zip(cx.flow.index(send.def))?;
    let around = index.ancestors(send.expr).take_while(|e| match &body.exprs[*e] {
        Expr::Closure { .. } => false,
        Expr::Block { kind, .. } => *kind == BlockKind::Plain,
        _ => true,
    });
    let turns = |e: &ExprId| matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. });
    around.into_iter().find(|e| turns(e) && !index.leaves_loop(body, send.expr, *e))
}

fn holds_reply(cx: &Cx<'_>, ty: &Ty) -> bool {
    ty.any(&mut |t| cx.flow.ty_row(t, Role::ReceiverType).is_some_and(|r| r.kind.as_deref() == Some("oneshot")))
}

/// A receiver of a channel that the function makes for one question.
fn is_of_channel_made_here(cx: &Cx<'_>, def: DefId, receiver: ExprId) -> bool {
    let made = |e: ExprId| {
        let rows = cx.flow.call_rows(def, e);
        rows.iter().any(|r| matches!(r.role, Role::UnboundedChannel | Role::BoundedChannel)) || gives_both(cx, def, e)
    };
    cx.flow.origins(Site { def, expr: receiver }).0.into_iter().any(made)
}

/// A call of a helper that makes a channel: it gives both of its ends.
fn gives_both(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let ty = cx.flow.ty(def, call);
    let has = |role: Role| ty.any(&mut |t| cx.flow.ty_row(t, role).is_some());
    matches!(ty.kind(), TyKind::Tuple(_)) && has(Role::SenderType) && has(Role::ReceiverType)
}

/// The function gives the receiver of the reply back, and all who call it await that at once.
fn gives_reply_back(cx: &Cx<'_>, def: DefId) -> bool {
    let given = cx.flow.types.sig(def).ret.as_ref().is_some_and(|ret| holds_reply(cx, ret));
    let callers = cx.flow.callers(def);
    let awaited = |call: Site| {
        let parent = cx.flow.index(call.def).and_then(|i| i.parent(call.expr));
        parent.is_some_and(|p| cx.flow.body(call.def).is_some_and(|b| matches!(b.exprs[p], Expr::Await(_))))
    };
    given && !callers.is_empty() && callers.iter().all(|c| c.call && awaited(c.site))
}
