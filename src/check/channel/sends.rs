//! What is a send, and whether it is under load as seen from the channel. Must not decide what is reported.

use super::holds_sender;
use crate::check::Cx;
use crate::diag::Step;
use crate::flow::{Load, LoadKind, Site, Source, Trace, Up, Use, UseKind};
use crate::hir::{Body, Expr, ExprId};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::{Access, Role, Row};

pub fn is_send(cx: &Cx<'_>, used: &Use) -> bool {
    let row = cx.flow.call_row(used.site.def, used.site.expr, Role::Sends);
    row.is_some_and(|row| match (row.kind.as_deref(), row.arg, used.kind) {
        (Some("all"), Some(Access::Arg(sender)), UseKind::Arg { index, .. }) => sender == index,
        (Some("all"), Some(Access::Arg(_)), _) => false,
        (_, _, kind) => kind == UseKind::Method,
    })
}

/// Whether a send is left out where too much waits already: a comparison of the queue's own length decides.
pub fn looks_at_length(cx: &Cx<'_>, used: &Use) -> bool {
    let Some((body, index)) = cx.flow.body(used.site.def).zip(cx.flow.index(used.site.def)) else { return false };
    let def = used.site.def;
    // A queue is sender and receiver in one.
    let queue = match &body.exprs[used.site.expr] {
        Expr::MethodCall { recv, .. } => cx.flow.ty(def, *recv).peel_refs().adt(),
        _ => None,
    };
    let length = |e: &ExprId| match &body.exprs[*e] {
        Expr::MethodCall { recv, name, .. } if *name == "len" || *name == "is_full" => {
            let ty = cx.flow.ty(def, *recv);
            let end = |t: &Ty| cx.flow.ty_row(t, Role::ReceiverType).is_some() || t.adt().is_some() && t.adt() == queue;
            holds_sender(cx, &ty) || ty.any(&mut |t| end(t))
        }
        _ => false,
    };
    let leaves = |e: ExprId| {
        let leaving = |e: &ExprId| {
            matches!(body.exprs[*e], Expr::Return(_) | Expr::Break { .. } | Expr::Continue { .. } | Expr::Try(_))
        };
        body.descendants(e).iter().any(leaving)
    };
    let start = |e: ExprId| body.expr_spans[e.index()].start;
    body.exprs.iter().any(|(at, kind)| match kind {
        Expr::If { cond, then, els } if body.descendants(*cond).iter().any(length) => {
            let inside = index.ancestors(used.site.expr).any(|e| e == *then || Some(e) == *els);
            inside || start(at) < start(used.site.expr) && leaves(*then)
        }
        _ => false,
    })
}

/// Whether a sender is taken out of where it was kept, and sends once: `if let Some(tx) = self.done.take()`.
pub fn uses_up_sender(cx: &Cx<'_>, used: &Use) -> bool {
    let def = used.site.def;
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else { return false };
    let Expr::MethodCall { recv, .. } = &body.exprs[used.site.expr] else { return false };
    let taken = |e: &ExprId| cx.flow.call_row(def, *e, Role::TakesOut).is_some();
    let Some(take) = cx.flow.origins(Site { def, expr: *recv }).0.into_iter().find(taken) else { return false };
    let around: Vec<ExprId> = index.ancestors(take).collect();
    let again = |e: &ExprId| {
        matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. } | Expr::Closure { .. })
    };
    let mut between = index.ancestors(used.site.expr).take_while(|e| !around.contains(e));
    let Expr::Local(local) = &body.exprs[*recv] else { return !between.any(|e| again(&e)) };
    index.uses(*local).len() == 1 && !between.any(|e| again(&e))
}

/// A send of everything that a stream brings.
pub fn all_of_stream(cx: &Cx<'_>, used: &Use) -> Option<Load> {
    let row = cx.flow.call_row(used.site.def, used.site.expr, Role::Sends)?;
    (row.kind.as_deref() == Some("all")).then_some(())?;
    let from = "a stream".to_owned();
    let at = cx.flow.loc(used.site.def, used.site.expr)?;
    let step = Step::new("reached", at).with("from", from.clone()).with("calls", "0");
    Some(Load { kind: LoadKind::Iteration, from, calls: 0, steps: vec![step], proven: true })
}

/// A send in a loop that does not hold the channel's constructor too; a loop over a constant number of turns is none.
pub fn turns(cx: &Cx<'_>, made: Site, send: Site) -> Option<Load> {
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
        if turns && !around && !index.leaves_loop(body, send.expr, outer) {
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
        Expr::Range { end: Some(end), .. } => {
            let few = cx.flow.number(def, *end).is_some_and(|n| n <= cx.thresholds.max_capacity);
            few || is_of_machine(cx, Site { def, expr: *end })
        }
        Expr::Array(_) | Expr::Vec { .. } => true,
        Expr::Path(_) => matches!(cx.flow.ty(def, iter).peel_refs().kind(), TyKind::Array(..)),
        Expr::Ref { expr, .. } | Expr::MethodCall { recv: expr, .. } => is_constant(cx, body, def, *expr),
        _ => false,
    }
}

/// How many processors the machine has.
fn is_of_machine(cx: &Cx<'_>, number: Site) -> bool {
    let (made_of, ends) = cx.flow.origins(number);
    let asks = |e: ExprId| cx.flow.call_row(number.def, e, Role::CountsProcessors).is_some();
    ends.is_empty() && made_of.into_iter().any(asks)
}

/// Whether what a closure is given to calls it per item, connection or request.
fn runs_again(cx: &Cx<'_>, def: DefId, closure: ExprId) -> bool {
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else { return false };
    let mut closure = closure;
    // `Box::new(|..| ..)` is called as the closure is.
    while let Some(outer) = index.parent(closure).filter(|outer| cx.flow.holds_argument(def, *outer)) {
        closure = outer;
    }
    if let Up::Let { block, stmt } = index.up(closure) {
        // In a variable: a loop between the variable and where it is named, or in what the variable is given to.
        let Some(pat) = body.let_pat(block, stmt) else { return false };
        let named = body.bindings(pat).into_iter().flat_map(|l| index.uses(l).to_vec());
        let loops = |e: &ExprId| matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. });
        let looped = |used: ExprId| index.ancestors(used).take_while(|e| *e != block).any(|e| loops(&e));
        return named.into_iter().any(|used| looped(used) || given_again(cx, def, used));
    }
    given_again(cx, def, closure)
}

/// Whether the call that a closure is given to calls it more than once.
fn given_again(cx: &Cx<'_>, def: DefId, closure: ExprId) -> bool {
    let Some((body, index)) = cx.flow.body(def).zip(cx.flow.index(def)) else { return false };
    let Some(call) = index.parent(closure) else { return false };
    let per_event = |r: &&Row| {
        matches!(r.role, Role::CallsPerEvent | Role::RegistersHandler) || r.kind.as_deref() == Some("callback")
    };
    let iterates = |recv: ExprId| {
        let ty = cx.flow.ty(def, recv);
        let env = cx.flow.types.env_of(def);
        cx.flow.ty_row(&ty, Role::CollectionType).is_some()
            || cx.flow.types.lang.iterator.is_some_and(|it| cx.flow.types.implements(&env, &ty, it))
    };
    match &body.exprs[call] {
        Expr::MethodCall { recv, .. } if iterates(*recv) => true,
        Expr::Call { args, .. } | Expr::MethodCall { args, .. } => {
            let again = |at| cx.flow.runs_argument_again(def, call, at);
            args.iter().position(|a| *a == closure).is_some_and(again)
                || cx.flow.call_rows(def, call).iter().any(per_event)
        }
        _ => false,
    }
}

/// How many calls are looked at that hand the sender on.
const HANDED: usize = 40;

/// A use under load, seen from the channel. A function that is handed the sender is looked at from where it is
/// handed to: what other callers do with senders of their own does not count.
pub fn under_load(cx: &Cx<'_>, made: Site, trace: &Trace, used: &Use) -> Option<Load> {
    under_load_within(cx, made, trace, used.site, &mut vec![used.site])
}

fn under_load_within(cx: &Cx<'_>, made: Site, trace: &Trace, used: Site, seen: &mut Vec<Site>) -> Option<Load> {
    if let Some(load) = turns(cx, made, used) {
        return Some(load);
    }
    if used.def == made.def || seen.len() > HANDED {
        return in_load(cx, made, used);
    }
    let calls: Vec<Site> = if is_handed(cx, used) {
        trace.uses.iter().filter(|u| hands_to(cx, u, used.def)).map(|u| u.site).collect()
    } else {
        calls_on_object(cx, made, used)
    };
    if calls.is_empty() {
        return in_load(cx, made, used);
    }
    if let Some(load) = cx.flow.load_in_body(used) {
        return Some(load);
    }
    calls.into_iter().find_map(|call| {
        if seen.contains(&call) {
            return None;
        }
        seen.push(call);
        let mut load = under_load_within(cx, made, trace, call, seen)?;
        load.calls += 1;
        load.steps.push(Step::new("call", cx.flow.loc(call.def, call.expr)?));
        Some(load)
    })
}

/// Whether the sender that a call is about is a parameter of the function, as it is: a field is every object's.
fn is_handed(cx: &Cx<'_>, used: Site) -> bool {
    let Some(body) = cx.flow.body(used.def) else { return false };
    let about: Vec<ExprId> = match &body.exprs[used.expr] {
        Expr::MethodCall { recv, args, .. } => std::iter::once(*recv).chain(args.iter().copied()).collect(),
        Expr::Call { args, .. } => args.to_vec(),
        _ => Vec::new(),
    };
    let lasting = |e: &ExprId| matches!(body.exprs[*e], Expr::Field { .. } | Expr::Path(_));
    about.into_iter().filter(|e| may_hold(cx, used.def, *e)).any(|expr| {
        let (made_of, ends) = cx.flow.origins(Site { def: used.def, expr });
        !made_of.iter().any(lasting) && ends.iter().any(|e| matches!(e, Source::Param(_) | Source::SelfParam))
    })
}

/// The calls of a method that sends by a field, where the object is made with the channel, once for each: what other
/// code does with objects of its own does not count.
fn calls_on_object(cx: &Cx<'_>, made: Site, used: Site) -> Vec<Site> {
    let Some(body) = cx.flow.body(used.def) else { return Vec::new() };
    let field = match &body.exprs[used.expr] {
        Expr::MethodCall { recv, .. } => *recv,
        _ => return Vec::new(),
    };
    let Expr::Field { base, name } = &body.exprs[field] else { return Vec::new() };
    let own = matches!(&body.exprs[*base], Expr::Local(l) if body.self_local == Some(*l));
    let of = cx.flow.types_of(used.def).fields.get(&field).copied();
    let Some(of) = of.filter(|of| own && cx.flow.in_workspace(*of)) else { return Vec::new() };
    let values = cx.flow.field_values(of, *name);
    let made_here = |value: &Site| {
        let callers = cx.flow.callers(value.def);
        value.def == made.def || !callers.is_empty() && callers.iter().all(|c| c.call && c.site.def == made.def)
    };
    let callers = cx.flow.callers(used.def);
    match values[..] {
        [value] if made_here(&value) && callers.iter().all(|c| c.call) => callers.iter().map(|c| c.site).collect(),
        _ => Vec::new(),
    }
}

fn may_hold(cx: &Cx<'_>, def: DefId, expr: ExprId) -> bool {
    let ty = cx.flow.ty(def, expr);
    matches!(ty.peel_refs().kind(), TyKind::Param(_) | TyKind::Opaque(_) | TyKind::Dyn(_)) || holds_sender(cx, &ty)
}

/// Whether a use gives the sender to a function.
fn hands_to(cx: &Cx<'_>, used: &Use, fun: DefId) -> bool {
    matches!(used.kind, UseKind::Method | UseKind::Arg { followed: true, .. })
        && cx
            .flow
            .types_of(used.site.def)
            .callees
            .get(&used.site.expr)
            .is_some_and(|callee| cx.flow.targets(callee).contains(&fun))
}

/// A use under load: what stands in the same loop turn or handler call as the constructor is only under load if a
/// further loop lies between.
fn in_load(cx: &Cx<'_>, made: Site, used: Site) -> Option<Load> {
    let load = cx.flow.load(used)?;
    if made.def != used.def {
        return Some(load);
    }
    let index = cx.flow.index(made.def)?;
    let body = cx.flow.body(made.def)?;
    let around: Vec<ExprId> = index.ancestors(made.expr).collect();
    let between = index.ancestors(used.expr).take_while(|e| !around.contains(e));
    let mut inner = used.expr;
    for outer in between {
        let turns = match &body.exprs[outer] {
            Expr::Loop { .. } => true,
            Expr::While { body, .. } | Expr::For { body, .. } => *body == inner,
            Expr::Closure { .. } => runs_again(cx, made.def, outer),
            _ => false,
        };
        let closure = matches!(body.exprs[outer], Expr::Closure { .. });
        if turns && (closure || !index.leaves_loop(body, used.expr, outer)) {
            return Some(load);
        }
        inner = outer;
    }
    None
}
