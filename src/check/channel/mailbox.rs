//! Mailboxes: messages that carry the way for their reply. Must not decide what is reported.

use crate::check::Cx;
use crate::flow::{Site, Source};
use crate::hir::Expr;
use crate::infer::{Ty, TyKind};
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
pub fn awaits_reply(cx: &Cx<'_>, send: Site) -> bool {
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
