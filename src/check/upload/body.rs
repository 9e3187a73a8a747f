//! Whether a value is (made of) the body of a request that a client sent: told by types and by where it comes from.
//! Must not decide what is a finding.

use rustc_hash::FxHashMap;

use crate::check::Cx;
use crate::check::carried::results;
use crate::flow::{LoadKind, Site, Source};
use crate::hir::{Body, Expr, ExprId, LocalId};
use crate::infer::{Callee, Limit, Ty, TyKind};
use crate::link::{DefId, Parent};
use crate::model::Role;

const DEPTH: usize = 6;
/// Values that one is made of that are looked at.
const MAX_SEEN: usize = 200;

/// Whether a value is (made of) a request's body with no limit around it; `Some(false)`: it is inferred.
pub(super) fn request_body(cx: &Cx<'_>, site: Site) -> Option<bool> {
    within(cx, site, &mut Walk { depth: DEPTH, params: FxHashMap::default() })
}

/// The way back from one value.
struct Walk {
    /// How many functions further it may go.
    depth: usize,
    /// What was found of parameters, by function and position: each is asked once, as there may be many ways to it.
    params: FxHashMap<(DefId, usize), Option<bool>>,
}

fn within(cx: &Cx<'_>, site: Site, walk: &mut Walk) -> Option<bool> {
    walk.depth = walk.depth.checked_sub(1)?;
    let found = made_of(cx, site, walk);
    walk.depth += 1;
    found
}

fn made_of(cx: &Cx<'_>, site: Site, walk: &mut Walk) -> Option<bool> {
    let def = site.def;
    let body = cx.flow.body(def)?;
    let (mut seen, mut queue, mut ends) = (Vec::new(), vec![site.expr], Vec::new());
    while let Some(at) = queue.pop() {
        if seen.contains(&at) {
            continue;
        }
        if seen.len() > MAX_SEEN {
            cx.flow.types.limits.note(Limit::Values, def);
            break;
        }
        seen.push(at);
        // What was read into memory before is no body any more.
        let taken = || cx.flow.call_rows(def, at).iter().any(|r| r.role == Role::ReadsWhole);
        if at != site.expr && (in_memory(cx, &cx.flow.ty(def, at)) || taken()) {
            return None;
        }
        let made = cx.flow.call_rows(def, at).iter().any(|r| r.role == Role::MakesResponse);
        if made || is_response(cx, &cx.flow.ty(def, at)) || limited(cx, def, body, at) {
            return None;
        }
        ends.extend(back(cx, Site { def, expr: at }, body, &mut queue, walk));
    }
    ends.iter().copied().max()
}

/// Whether a value is bytes or text in memory, or the result that may be.
fn in_memory(cx: &Cx<'_>, ty: &Ty) -> bool {
    let (ty, lang) = (ty.peel_refs(), &cx.flow.types.lang);
    if ty.adt().is_some() && (ty.adt() == lang.result || ty.adt() == lang.option) {
        return ty.args().first().is_some_and(|inner| in_memory(cx, inner));
    }
    cx.flow.ty_rows(ty).iter().any(|r| matches!(r.role, Role::BufferType | Role::TextType))
}

/// One step back from an expression: what it is made of goes to the queue; an end says whether it is a request's.
fn back(cx: &Cx<'_>, at: Site, body: &Body, queue: &mut Vec<ExprId>, walk: &mut Walk) -> Option<bool> {
    let def = at.def;
    let holds = |e: &ExprId| has_body(cx, &cx.flow.ty(def, *e), false);
    match &body.exprs[at.expr] {
        Expr::Local(local) => return from_sources(cx, def, body, *local, queue, walk),
        Expr::Field { base, name } => {
            let of = cx.flow.types_of(def).fields.get(&at.expr).copied().filter(|adt| cx.flow.in_workspace(*adt));
            let values = of.map(|adt| cx.flow.field_values(adt, *name)).unwrap_or_default();
            if values.is_empty() {
                if has_body(cx, &cx.flow.ty(def, at.expr), true) {
                    return Some(true);
                }
                queue.push(*base);
            }
            return values.iter().filter_map(|site| within(cx, *site, walk)).max();
        }
        Expr::MethodCall { .. } if answers(cx, at) => {}
        Expr::MethodCall { recv, args, .. } => {
            let given: Vec<ExprId> = args.iter().copied().filter(|a| holds(a)).collect();
            if !holds(recv) && !given.is_empty() {
                queue.extend(given);
            } else {
                queue.push(*recv);
                let made = has_body(cx, &cx.flow.ty(def, at.expr), true) && !holds(recv);
                return if made && args.is_empty() { made_by(cx, at, walk) } else { None };
            }
        }
        Expr::Call { args, .. } => {
            let before = queue.len();
            queue.extend(args.iter().copied().filter(|a| holds(a)));
            // A form of parts is what requests bring, wherever its stream comes from.
            let ty = cx.flow.ty(def, at.expr);
            let form = |t: &Ty| cx.flow.ty_row(t, Role::RequestBody).is_some_and(|r| r.kind.is_none());
            let wraps = matches!(cx.flow.types_of(def).callees.get(&at.expr), Some(Callee::Ctor(_)));
            let parts = !wraps && ty.any(&mut |t| form(t));
            // A body that a library makes of something else (`Body::from(text)`) is the server's own.
            if queue.len() == before && (parts || !holds(&at.expr)) {
                queue.extend(args.first());
            }
            return parts.then_some(false);
        }
        Expr::Ref { expr, .. }
        | Expr::Unary { expr, .. }
        | Expr::Try(expr)
        | Expr::Await(expr)
        | Expr::Cast { expr, .. } => queue.push(*expr),
        Expr::Block { tail: Some(tail), .. } => queue.push(*tail),
        Expr::Macro { args, .. } => queue.extend(args.first()),
        Expr::If { then, els, .. } => queue.extend(std::iter::once(*then).chain(*els)),
        Expr::Match { arms, .. } => queue.extend(arms.iter().map(|a| a.body)),
        _ => {}
    }
    None
}

/// A service's own method: what comes out is its answer to the request that goes in.
fn answers(cx: &Cx<'_>, call: Site) -> bool {
    let mut callees = cx.flow.callees(call.def, call.expr).into_iter();
    callees.any(|fun| match cx.flow.program.defs[cx.flow.trait_fn_of(fun).unwrap_or(fun)].parent {
        Parent::Trait(tr) => cx.flow.is_handler_trait(tr),
        _ => false,
    })
}

/// What a method that makes a body out of something else gives back: of the workspace's own, what it returns tells.
fn made_by(cx: &Cx<'_>, call: Site, walk: &mut Walk) -> Option<bool> {
    let given = results(cx, call);
    if given.is_empty() || walk.depth == 0 {
        return Some(true);
    }
    given.into_iter().filter_map(|site| within(cx, site, walk)).max()
}

fn from_sources(
    cx: &Cx<'_>,
    def: DefId,
    body: &Body,
    local: LocalId,
    queue: &mut Vec<ExprId>,
    walk: &mut Walk,
) -> Option<bool> {
    let own = cx.flow.types_of(def).local(local);
    let request = has_body(cx, &own, true);
    let mut found = None;
    for source in cx.flow.sources(def, local) {
        let one = match source {
            Source::Value(expr) => {
                queue.push(expr);
                None
            }
            Source::ClosureParam { closure, .. } if request => {
                // `unfold(multipart, |m| ..)`: what stands beside the closure is what it is given.
                let beside = cx.flow.index(def).and_then(|i| i.parent(closure)).map(|p| &body.exprs[p]);
                let given: Vec<ExprId> = match beside {
                    Some(Expr::Call { args, .. }) => args.iter().copied().filter(|a| *a != closure).collect(),
                    _ => Vec::new(),
                };
                let given = given.into_iter().filter(|a| has_body(cx, &cx.flow.ty(def, *a), true));
                let before = queue.len();
                queue.extend(given);
                (queue.len() == before).then_some(true)
            }
            Source::Param(index) if request => {
                // Where callers are seen, they say what they give.
                let called = walk.depth > 0 && cx.flow.callers(def).iter().any(|c| c.call);
                param(cx, def, index, &own, walk).or((!called).then_some(true))
            }
            _ if request => Some(true),
            Source::Param(index) => param(cx, def, index, &own, walk),
            Source::SelfParam => None,
            Source::ClosureParam { closure, .. } => {
                if let Some(Expr::MethodCall { recv, .. }) =
                    cx.flow.index(def).and_then(|i| i.parent(closure)).map(|p| &body.exprs[p])
                {
                    queue.push(*recv);
                }
                let Expr::Closure { body: inner, .. } = &body.exprs[closure] else { continue };
                let load = cx.flow.load(Site { def, expr: *inner });
                let handler = load.is_some_and(|l| l.kind == LoadKind::Handler && l.calls == 0);
                (handler && has_body(cx, &own, false)).then_some(true)
            }
        };
        found = found.max(one);
    }
    found
}

/// Whether a function is registered as a handler, or is one by its attribute, its trait or its parameters.
pub(in crate::check) fn is_handler(cx: &Cx<'_>, def: DefId) -> bool {
    let named = || cx.flow.callers(def).iter().any(|c| !c.call);
    cx.flow.load_of_fn(def).is_some_and(|l| l.calls == 0 || l.calls == 1 && l.kind == LoadKind::Handler && named())
}

/// A parameter that holds a body: of a handler it is the request's; else the callers tell.
fn param(cx: &Cx<'_>, def: DefId, index: usize, own: &Ty, walk: &mut Walk) -> Option<bool> {
    if let Some(known) = walk.params.get(&(def, index)) {
        return *known;
    }
    // Where a function calls itself, the other callers tell.
    walk.params.insert((def, index), None);
    let found = given(cx, def, index, own, walk);
    walk.params.insert((def, index), found);
    found
}

fn given(cx: &Cx<'_>, def: DefId, index: usize, own: &Ty, walk: &mut Walk) -> Option<bool> {
    let ty = cx.flow.types.sig(def).params.get(index)?.clone();
    let open = [&ty, own].iter().any(|t| {
        matches!(t.peel_refs().kind(), TyKind::Param(_) | TyKind::Opaque(_) | TyKind::Dyn(_) | TyKind::Unknown)
    });
    let known = has_body(cx, &ty, false) || has_body(cx, own, false);
    if !known && !open {
        return None;
    }
    if known && is_handler(cx, def) {
        return Some(true);
    }
    let shift = cx.flow.program.fn_item(def).is_some_and(|f| f.self_param.is_some());
    let callers = cx.flow.callers(def);
    // Named to be called with what a body's stream yields: `warp::body::stream().and_then(upload)`.
    if open && callers.iter().any(|c| !c.call && stands_by_body(cx, c.site)) {
        return Some(true);
    }
    let answers = callers.iter().filter(|c| c.call).filter_map(|caller| {
        let (args, at) = match &cx.flow.body(caller.site.def)?.exprs[caller.site.expr] {
            Expr::Call { args, .. } => (args, index + usize::from(shift)),
            Expr::MethodCall { args, .. } => (args, index),
            _ => return None,
        };
        within(cx, Site { def: caller.site.def, expr: *args.get(at)? }, walk)
    });
    answers.max()
}

/// Whether a function is named as the argument of a method of something that holds a request's body.
fn stands_by_body(cx: &Cx<'_>, named: Site) -> bool {
    let parent = cx.flow.index(named.def).and_then(|i| i.parent(named.expr));
    match parent.zip(cx.flow.body(named.def)).map(|(at, body)| &body.exprs[at]) {
        Some(Expr::MethodCall { recv, .. }) => has_body(cx, &cx.flow.ty(named.def, *recv), true),
        _ => false,
    }
}

fn is_response(cx: &Cx<'_>, ty: &Ty) -> bool {
    ty.any(&mut |t| cx.flow.ty_row(t, Role::ResponseType).is_some())
}

/// Whether a type is a request with a body, or (unless `request` asks for that alone) a body whose direction is open.
pub(super) fn has_body(cx: &Cx<'_>, ty: &Ty, request: bool) -> bool {
    ty.any(&mut |t| {
        let row = cx.flow.ty_row(t, Role::RequestBody);
        row.is_some_and(|r| !request || r.kind.as_deref() != Some("any"))
    })
}

/// Whether a stream starts from something that is no body: `stream::iter(files)`.
pub(super) fn starts_elsewhere(cx: &Cx<'_>, stream: Site) -> bool {
    let Some(body) = cx.flow.body(stream.def) else {
        return false;
    };
    let mut at = stream.expr;
    loop {
        let ty = cx.flow.ty(stream.def, at);
        if has_body(cx, &ty, false) {
            return false;
        }
        at = match &body.exprs[at] {
            Expr::MethodCall { recv, .. } => *recv,
            Expr::Call { args, .. } if args.len() == 1 => args[0],
            Expr::Ref { expr, .. } | Expr::Try(expr) | Expr::Await(expr) => *expr,
            _ => {
                return !ty.any(&mut |t| {
                    t.is_unknown() || matches!(t.kind(), TyKind::Param(_) | TyKind::Dyn(_) | TyKind::Opaque(_))
                });
            }
        };
    }
}

/// A wrapper that ends the body at a limit that is not too high.
fn limited(cx: &Cx<'_>, def: DefId, body: &Body, expr: ExprId) -> bool {
    let Some(row) = cx.flow.call_row(def, expr, Role::LimitsBody) else {
        return false;
    };
    let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &body.exprs[expr] else {
        return false;
    };
    let limit = row.limit.and_then(|i| args.get(i)).and_then(|a| cx.flow.number(def, *a));
    limit.is_none_or(|n| n <= cx.thresholds.max_body_bytes)
}
