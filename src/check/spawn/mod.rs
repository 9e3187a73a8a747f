//! spawn-without-timeout: a task per request, connection or turn that waits for the outside with nothing to end it.

mod handles;
mod wrappers;

use super::{Cx, finding};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::{Load, LoadKind, Site};
use crate::hir::{Body, Expr, ExprId};
use crate::link::DefId;
use crate::model::{Role, Row};
use crate::summary::{Ask, FnWaits, Wait, row_arg};
use handles::ends_with_handle;

pub use wrappers::{Spawned, find as find_wrappers};

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for expr in body.exprs.ids() {
        let Some((recv, args)) = parts_of(body, expr) else {
            continue;
        };
        let site = Site { def, expr };
        if let Some(row) = cx.flow.call_row(def, expr, Role::Spawns) {
            found.extend(spawn(cx, body, site, row, recv, args));
        } else {
            found.extend(wrapper(cx, body, site, recv, args));
        }
    }
    found
}

/// A call that runs a future as a task.
fn spawn(cx: &Cx<'_>, body: &Body, site: Site, row: &Row, recv: Option<ExprId>, args: &[ExprId]) -> Option<Finding> {
    let kind = row.kind.as_deref();
    let future = row_arg(row, 0, recv, args)?;
    if kind == Some("blocking") {
        return blocking(cx, body, site, future);
    }
    if ends_with_handle(cx, body, site, kind, true) {
        return None;
    }
    let callback = kind == Some("callback");
    let load = if callback { callback_load(cx, site) } else { load_of(cx, body, site, future) }?;
    let mut ask = cx.waits.ask(cx.flow, cx);
    let waits = awaited(&mut ask, site.def, body, future);
    verdict(cx, site, &load, &waits, "unbounded-wait")
}

/// The receiver and the arguments of a call.
fn parts_of(body: &Body, expr: ExprId) -> Option<(Option<ExprId>, &[ExprId])> {
    match &body.exprs[expr] {
        Expr::Call { args, .. } => Some((None, args)),
        Expr::MethodCall { recv, args, .. } => Some((Some(*recv), args)),
        _ => None,
    }
}

/// A thread cannot be stopped; what it waits for is a matter of taste.
fn blocking(cx: &Cx<'_>, body: &Body, site: Site, work: ExprId) -> Option<Finding> {
    let load = cx.flow.load(site)?;
    let waits = cx.waits.ask(cx.flow, cx).blocking(site.def, body, work);
    verdict(cx, site, &load, &waits, "blocking")
}

/// What running `future` as a task waits for; it may be a closure that makes the future.
fn awaited(ask: &mut Ask<'_, '_>, def: DefId, body: &Body, future: ExprId) -> FnWaits {
    let mut all = ask.future(def, body, future);
    if all == FnWaits::default() {
        all = ask.called(def, body, future, 4);
    }
    all
}

fn callback_load(cx: &Cx<'_>, site: Site) -> Option<Load> {
    let at = cx.flow.loc(site.def, site.expr)?;
    let from = "a callback that runs per connection".to_owned();
    let step = Step::new("reached", at).with("from", from.clone()).with("calls", "0");
    Some(Load { kind: LoadKind::Callback, from, calls: 0, steps: vec![step], proven: true })
}

/// The load that a spawn is under. A loop over what is configured that starts tasks which loop themselves is start-up.
fn load_of(cx: &Cx<'_>, body: &Body, site: Site, future: ExprId) -> Option<Load> {
    let load = cx.flow.load(site)?;
    let is = if load.calls == 0 { is_loop } else { is_endless };
    let starts = load.kind == LoadKind::Iteration && loops(cx, body, site.def, future, &is, 3);
    if starts { cx.flow.load_besides_turns(site) } else { Some(load) }
}

fn is_loop(body: &Body, expr: ExprId) -> bool {
    matches!(body.exprs[expr], Expr::Loop { .. } | Expr::While { .. })
}

/// A loop that goes on: it is not left once something is done, and does not wait for the next part of something.
fn is_endless(body: &Body, expr: ExprId) -> bool {
    let inside = |root: ExprId| body.descendants(root).into_iter();
    match &body.exprs[expr] {
        Expr::Loop { .. } => !inside(expr).any(|e| matches!(body.exprs[e], Expr::Break { .. } | Expr::Return(_))),
        Expr::While { cond, .. } => !inside(*cond).any(|e| matches!(body.exprs[e], Expr::Await(_))),
        _ => false,
    }
}

/// Whether a future loops: an accept loop, a worker.
fn loops(
    cx: &Cx<'_>,
    body: &Body,
    def: DefId,
    future: ExprId,
    is: &dyn Fn(&Body, ExprId) -> bool,
    depth: usize,
) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    body.descendants(future).into_iter().any(|e| match &body.exprs[e] {
        _ if is(body, e) => true,
        // The future itself, or what it awaits.
        Expr::Call { .. } | Expr::MethodCall { .. } if e == future || is_awaited(cx, body, def, e) => {
            let known = cx.flow.types_of(def).callees.get(&e).cloned();
            known
                .map_or_else(Vec::new, |c| cx.flow.targets(&c))
                .into_iter()
                .any(|target| cx.flow.body(target).is_some_and(|b| loops(cx, b, target, b.root, is, depth)))
        }
        _ => false,
    })
}

fn is_awaited(cx: &Cx<'_>, body: &Body, def: DefId, expr: ExprId) -> bool {
    let Some(index) = cx.flow.index(def) else { return false };
    let mut at = expr;
    // Through what a library makes of it: `run().map(log).await`.
    while let Some(outer) = index.parent(at) {
        match &body.exprs[outer] {
            Expr::Await(_) => return true,
            Expr::MethodCall { recv, .. } if *recv == at => at = outer,
            _ => return false,
        }
    }
    false
}

/// A workspace function that runs the future that it is given as a task is a spawn: reported at its callers.
fn wrapper(cx: &Cx<'_>, body: &Body, site: Site, recv: Option<ExprId>, args: &[ExprId]) -> Option<Finding> {
    let callee = cx.flow.types_of(site.def).callees.get(&site.expr)?.clone();
    for target in cx.flow.targets(&callee) {
        let Some(spawned) = cx.spawned(target) else {
            continue;
        };
        let Some(future) = wrappers::argument(cx, target, &spawned, recv, args) else {
            continue;
        };
        let load = cx.flow.load(spawned.site).filter(|l| l.calls == 0).or_else(|| load_of(cx, body, site, future));
        let handle = handle_of(cx, body, target, site);
        let Some(load) = load.filter(|_| !ends_with_handle(cx, body, handle, None, true)) else { continue };
        let mut ask = cx.waits.ask(cx.flow, cx);
        let waits = awaited(&mut ask, site.def, body, future);
        if let Some(mut found) = verdict(cx, site, &load, &waits, "wrapper") {
            let at = cx.flow.loc(spawned.site.def, spawned.site.expr);
            found.steps.extend(at.map(|at| Step::new("spawn", at)));
            return Some(found);
        }
    }
    None
}

/// Where the handle comes from, if a wrapper gives one back: from awaiting it, where it is `async` itself.
fn handle_of(cx: &Cx<'_>, body: &Body, wrapper: DefId, site: Site) -> Site {
    let is_async = cx.flow.program.fn_item(wrapper).is_some_and(|f| f.is_async);
    let outer = cx.flow.index(site.def).and_then(|i| i.parent(site.expr));
    match outer.filter(|o| is_async && matches!(body.exprs[*o], Expr::Await(_))) {
        Some(expr) => Site { expr, ..site },
        None => site,
    }
}

fn is_low(wait: &Wait) -> bool {
    matches!(wait.kind.as_str(), "write" | "database")
}

fn verdict(cx: &Cx<'_>, site: Site, load: &Load, waits: &FnWaits, kind: &'static str) -> Option<Finding> {
    let rank = |w: &&Wait| (is_low(w), !w.proven, w.way.len());
    let wait = waits.waits.iter().min_by_key(rank)?;
    let (kind, confidence) = match wait.kind.as_str() {
        "write" => ("write-only", Confidence::Low),
        "database" => ("database", Confidence::Low),
        _ if kind == "blocking" => (kind, Confidence::Low),
        "serve" => ("served-connection", Confidence::Medium),
        _ if wait.proven && load.proven => (kind, Confidence::High),
        _ => (kind, Confidence::Medium),
    };
    let mut found = finding(cx, RuleId::SpawnWithoutTimeout, kind, confidence, site)?;
    found.args.insert("api", super::api(cx, site));
    found.args.insert("wait", wait.kind.clone());
    found.steps.extend(load.steps.iter().cloned());
    found.steps.extend(wait.way.iter().map(|at| Step::new("call", *at)));
    let at = cx.flow.loc(wait.site.def, wait.site.expr)?;
    found.steps.push(Step::new("wait", at).with("wait", wait.kind.clone()));
    if !wait.proven {
        found.why.push("what is waited on is a type parameter or `dyn`; it may be a socket".into());
    }
    Some(found)
}
