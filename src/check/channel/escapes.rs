//! Where a sender goes that is not seen to send under load. Must not judge the sends.

use super::holds_sender;
use super::mailbox::in_message;
use super::sends::is_send;
use crate::check::Cx;
use crate::diag::Step;
use crate::flow::{Site, Trace, Up, UseKind};
use crate::hir::{Expr, ExprId};
use crate::infer::{Callee, TyKind};
use crate::link::DefId;
use crate::model::Role;

/// Where the sender goes when no send is seen under load.
pub fn escapes(cx: &Cx<'_>, made: Site, trace: &Trace) -> Option<Vec<Step>> {
    let replies = trace.uses.iter().filter(|u| is_send(cx, u));
    if replies.clone().next().is_some() && replies.clone().all(|u| in_message(cx, u.site)) {
        return None;
    }
    let unseen = trace.uses.iter().find(|u| {
        in_unknown_callback(cx, u.site)
            || match u.kind {
                UseKind::Arg { followed: false, index } if cx.flow.only_looks(u.site, index) => false,
                UseKind::Arg { followed: false, .. } => {
                    let carried = holds_sender(cx, &cx.flow.ty(u.site.def, u.site.expr)) || in_container(cx, u.site);
                    let known = cx
                        .flow
                        .call_rows(u.site.def, u.site.expr)
                        .iter()
                        .any(|r| matches!(r.role, Role::Drops | Role::Forgets));
                    !carried && !known
                }
                UseKind::Lost => true,
                UseKind::Returned => cx.flow.callers(u.site.def).is_empty() && cx.flow.body(u.site.def).is_some(),
                UseKind::Field(..) | UseKind::Static(_) => !has_sends(cx, trace) || public_sends(cx, made, trace),
                _ => false,
            }
    })?;
    let loc = cx.flow.loc(unseen.site.def, unseen.site.expr)?;
    Some(vec![Step::new("escape", loc)])
}

/// Put into a collection that is followed itself: `senders.push(tx)`.
fn in_container(cx: &Cx<'_>, call: Site) -> bool {
    match cx.flow.body(call.def).map(|b| &b.exprs[call.expr]) {
        Some(Expr::MethodCall { recv, .. }) => holds_sender(cx, &cx.flow.ty(call.def, *recv)),
        _ => false,
    }
}

/// How many places a closure is followed through.
const DEPTH: usize = 8;

/// In a closure with parameters that goes to where its calls are not seen: it may be called again and again.
fn in_unknown_callback(cx: &Cx<'_>, site: Site) -> bool {
    let Some((body, index)) = cx.flow.body(site.def).zip(cx.flow.index(site.def)) else {
        return false;
    };
    let closure = |e: &ExprId| matches!(&body.exprs[*e], Expr::Closure { params, .. } if !params.is_empty());
    index.ancestors(site.expr).filter(closure).any(|c| leaves(cx, site.def, c, DEPTH))
}

/// Whether a closure is returned, kept, or given to code that is not known.
fn leaves(cx: &Cx<'_>, def: DefId, value: ExprId, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else { return false };
    match index.up(value) {
        Up::Root => {
            let ret = cx.flow.types.sig(def).ret.as_ref();
            !ret.is_some_and(|ret| ret.any(&mut |t| cx.flow.is_called_once(def, t)))
        }
        Up::Tail { block } => leaves(cx, def, block, depth),
        Up::Let { block, stmt } => {
            let Some(pat) = body.let_pat(block, stmt) else { return false };
            let uses = body.bindings(pat).into_iter().flat_map(|l| index.uses(l).to_vec());
            uses.into_iter().any(|used| leaves(cx, def, used, depth))
        }
        Up::Expr(parent) => match &body.exprs[parent] {
            Expr::Return(_) | Expr::Struct { .. } | Expr::Assign { .. } => true,
            Expr::Ref { .. } | Expr::Cast { .. } => leaves(cx, def, parent, depth),
            Expr::Call { args, .. } | Expr::MethodCall { args, .. } => {
                let at = args.iter().position(|a| *a == value);
                at.is_some_and(|at| leaves_call(cx, def, parent, at, depth))
            }
            _ => false,
        },
        _ => false,
    }
}

/// A closure that is the argument of a call.
fn leaves_call(cx: &Cx<'_>, def: DefId, call: ExprId, at: usize, depth: usize) -> bool {
    let Some(callee) = cx.flow.types_of(def).callees.get(&call) else { return false };
    match callee {
        Callee::External(..) => true,
        // A method of an unknown value that is named like one of the standard library's is presumed to be that.
        Callee::Unknown(name) => !cx.flow.is_std_name(*name),
        Callee::Ctor(_) => leaves(cx, def, call, depth),
        Callee::Fn { .. } => {
            let targets = cx.flow.targets(callee);
            if targets.is_empty() {
                if stores(cx, def, call) {
                    return true;
                }
                let wraps =
                    cx.flow.ty(def, call).any(&mut |t| matches!(t.kind(), TyKind::Closure(..) | TyKind::Dyn(_)));
                return wraps && leaves(cx, def, call, depth);
            }
            targets.into_iter().any(|target| kept_by(cx, target, (def, call), at, depth))
        }
        Callee::Value => false,
    }
}

/// Whether a function of the workspace keeps the closure that it is given.
fn kept_by(cx: &Cx<'_>, target: DefId, (def, call): (DefId, ExprId), at: usize, depth: usize) -> bool {
    let Some((body, index)) = cx.flow.body(target).zip(cx.flow.index(target)) else { return false };
    let is_method = cx.flow.body(def).is_some_and(|b| matches!(b.exprs[call], Expr::MethodCall { .. }));
    let has_self = body.self_local.is_some() && !is_method;
    let param = at.checked_sub(usize::from(has_self)).and_then(|i| body.params.get(i));
    let locals = param.map_or_else(Vec::new, |p| body.bindings(*p));
    locals.into_iter().flat_map(|l| index.uses(l)).any(|used| kept_at(cx, target, *used, depth))
}

/// Kept at a use: in a field, a collection, a message or another closure that is kept, directly or in a box.
fn kept_at(cx: &Cx<'_>, def: DefId, used: ExprId, depth: usize) -> bool {
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else { return false };
    let closure = index.ancestors(used).find(|e| matches!(body.exprs[*e], Expr::Closure { .. }));
    if closure.is_some_and(|c| leaves(cx, def, c, depth)) {
        return true;
    }
    let mut value = used;
    for _ in 0..DEPTH {
        match index.up(value) {
            Up::Root => return true,
            Up::Tail { block } => value = block,
            Up::Expr(parent) => match &body.exprs[parent] {
                Expr::Struct { .. } | Expr::Assign { .. } => return true,
                Expr::Cast { .. } => value = parent,
                Expr::MethodCall { args, .. } if args.contains(&value) && is_own(cx, def, parent) => {
                    return leaves(cx, def, value, depth);
                }
                Expr::MethodCall { args, .. } if args.contains(&value) => return stores(cx, def, parent),
                Expr::Call { args, .. } if args.contains(&value) => match cx.flow.types_of(def).callees.get(&parent) {
                    _ if is_own(cx, def, parent) => return leaves(cx, def, value, depth),
                    Some(Callee::Fn { .. } | Callee::Ctor(_)) => value = parent,
                    _ => return false,
                },
                _ => return false,
            },
            _ => return false,
        }
    }
    false
}

/// Whether a method puts its argument into a collection that lasts, or sends it.
fn stores(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let Some(body) = cx.flow.body(def) else { return false };
    let Expr::MethodCall { recv, .. } = &body.exprs[call] else { return false };
    let lasting = matches!(body.exprs[*recv], Expr::Field { .. } | Expr::MethodCall { .. });
    let holds = || cx.flow.ty(def, *recv).any(&mut |t| matches!(t.kind(), TyKind::Dyn(_)));
    cx.flow.call_row(def, call, Role::Sends).is_some() || lasting && holds()
}

/// Whether a call is of a function of the workspace.
fn is_own(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    cx.flow.types_of(def).callees.get(&call).is_some_and(|callee| !cx.flow.targets(callee).is_empty())
}

fn has_sends(cx: &Cx<'_>, trace: &Trace) -> bool {
    trace.uses.iter().any(|u| is_send(cx, u))
}

/// A send that a function reaches which nobody in the workspace calls: how often is not known.
fn public_sends(cx: &Cx<'_>, made: Site, trace: &Trace) -> bool {
    let makers = callers_of(cx, made.def, &[]);
    trace.uses.iter().any(|u| is_send(cx, u) && is_public(cx, &makers, u.site.def))
}

/// How many functions are looked at on the way to one that nobody calls.
const CALLERS: usize = 60;

/// Whether a way of calls to a function starts where nobody calls, and not at what makes the channel, or has it made.
fn is_public(cx: &Cx<'_>, makers: &[DefId], fun: DefId) -> bool {
    let ways = callers_of(cx, fun, makers);
    ways.into_iter().any(|f| cx.flow.callers(f).is_empty() && !cx.flow.is_main(f))
}

/// A function and those that call it, directly or not, without going on at `ends`.
fn callers_of(cx: &Cx<'_>, fun: DefId, ends: &[DefId]) -> Vec<DefId> {
    let mut all = vec![fun];
    let mut next = 0;
    while let Some(at) = all.get(next).copied() {
        next += 1;
        for caller in cx.flow.callers(at).iter().map(|c| c.site.def) {
            if !ends.contains(&caller) && !all.contains(&caller) && all.len() < CALLERS {
                all.push(caller);
            }
        }
    }
    all
}
