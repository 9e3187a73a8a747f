//! spawn-without-timeout: a task per request, connection or turn that waits for the outside with nothing to end it.

use rustc_hash::FxHashSet;

use super::{Cx, finding};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::{Load, LoadKind, Node, Site, UseKind};
use crate::hir::{Body, Expr, ExprId};
use crate::infer::{Callee, Ty};
use crate::link::{DefId, Parent, Res};
use crate::model::{Role, Row};
use crate::summary::{Ask, FnWaits, Wait, row_arg};

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let Some(body) = cx.flow.body(def) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (expr, kind) in body.exprs.iter() {
        let (recv, args) = match kind {
            Expr::Call { args, .. } => (None, args),
            Expr::MethodCall { recv, args, .. } => (Some(*recv), args),
            _ => continue,
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
    if kind == Some("blocking") || ends_with_handle(cx, body, site, kind) {
        return None;
    }
    let future = row_arg(row, 0, recv, args)?;
    let callback = kind == Some("callback");
    let load = if callback { callback_load(cx, site) } else { load_of(cx, body, site, future) }?;
    let bound = |at: Site| cx.client_bound(at);
    let mut ask = cx.waits.ask(cx.flow, &bound);
    let waits = awaited(&mut ask, site.def, body, future);
    verdict(cx, site, &load, &waits, "unbounded-wait")
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
    if load.kind == LoadKind::Iteration && load.calls == 0 && loops_for_ever(cx, body, site.def, future, 3) {
        return cx.flow.load_of_fn(site.def);
    }
    Some(load)
}

/// Whether a future loops with no condition: an accept loop, a worker.
fn loops_for_ever(cx: &Cx<'_>, body: &Body, def: DefId, future: ExprId, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    body.descendants(future).into_iter().any(|e| match &body.exprs[e] {
        Expr::Loop { .. } | Expr::While { .. } => true,
        // The future itself, or what it awaits.
        Expr::Call { .. } | Expr::MethodCall { .. } if e == future || is_awaited(cx, body, def, e) => {
            let known = cx.flow.types_of(def).callees.get(&e).cloned();
            known
                .map_or_else(Vec::new, |c| cx.flow.targets(&c))
                .into_iter()
                .any(|target| cx.flow.body(target).is_some_and(|b| loops_for_ever(cx, b, target, b.root, depth)))
        }
        _ => false,
    })
}

fn is_awaited(cx: &Cx<'_>, body: &Body, def: DefId, expr: ExprId) -> bool {
    let parent = cx.flow.index(def).and_then(|i| i.parent(expr));
    parent.is_some_and(|p| matches!(body.exprs[p], Expr::Await(_)))
}

/// The task is awaited in place, or something that is kept ends it.
fn ends_with_handle(cx: &Cx<'_>, body: &Body, site: Site, kind: Option<&str>) -> bool {
    let Some(index) = cx.flow.index(site.def) else {
        return false;
    };
    let mut up = index.parent(site.expr);
    while let Some(parent) = up {
        match &body.exprs[parent] {
            Expr::Await(_) => return true,
            Expr::Try(_) | Expr::MethodCall { .. } => up = index.parent(parent),
            _ => break,
        }
    }
    let ty = cx.flow.ty(site.def, site.expr);
    let handle = handle_type(cx, &ty);
    let holds = |t: &Ty| t.any(&mut |t| t.adt().is_some() && (t.adt() == handle || aborts(cx, t) || cx.stops(t)));
    if aborts(cx, &ty) {
        return kind != Some("cancels") || !detaches(cx, site, &holds);
    }
    let set = kind == Some("owned");
    let start = match (&body.exprs[site.expr], set) {
        (Expr::MethodCall { recv, .. }, true) => return kept_set(cx, body, site, *recv),
        _ => Node::Expr(site),
    };
    if handle.is_none() {
        return false;
    }
    let trace = cx.flow.trace(start, true, &holds);
    let ended = trace.uses.iter().any(|u| {
        let rows = cx.flow.call_rows(u.site.def, u.site.expr);
        let unknown = matches!(u.kind, UseKind::Arg { followed: false, .. }) && is_unknown(cx, u.site);
        unknown || rows.iter().any(|r| r.role == Role::Aborts) || aborts(cx, &cx.flow.ty(u.site.def, u.site.expr))
    });
    if kind == Some("cancels") {
        let detached = trace.uses.iter().any(|u| cx.flow.call_row(u.site.def, u.site.expr, Role::Detaches).is_some());
        return !detached;
    }
    ended
}

/// A call of code that is not known: what it is given is presumed handled.
fn is_unknown(cx: &Cx<'_>, call: Site) -> bool {
    let callee = cx.flow.types_of(call.def).callees.get(&call.expr);
    matches!(callee, Some(Callee::External(..)))
}

fn detaches(cx: &Cx<'_>, site: Site, holds: &dyn Fn(&Ty) -> bool) -> bool {
    let trace = cx.flow.trace(Node::Expr(site), true, holds);
    trace.uses.iter().any(|u| cx.flow.call_row(u.site.def, u.site.expr, Role::Detaches).is_some())
}

/// A set of tasks that is a field (they end with its owner), or that is told to stop.
fn kept_set(cx: &Cx<'_>, body: &Body, site: Site, recv: ExprId) -> bool {
    let mut at = recv;
    loop {
        match &body.exprs[at] {
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => at = *expr,
            Expr::Field { .. } => return true,
            Expr::MethodCall { recv, .. } => at = *recv,
            Expr::Local(local) => {
                let ty = cx.flow.types_of(site.def).local(*local);
                let own = ty.peel_refs().adt();
                let holds = |t: &Ty| t.any(&mut |t| t.adt().is_some() && t.adt() == own);
                let trace = cx.flow.trace(Node::Local(site.def, *local), false, &holds);
                return trace.uses.iter().any(|u| {
                    matches!(u.kind, UseKind::Field(..))
                        || cx.flow.call_row(u.site.def, u.site.expr, Role::Aborts).is_some()
                });
            }
            _ => return false,
        }
    }
}

/// The type of the task's handle.
fn handle_type(cx: &Cx<'_>, ty: &Ty) -> Option<DefId> {
    let lang = &cx.flow.types.lang;
    let inner = if ty.adt() == lang.result || ty.adt() == lang.option { ty.args().first()? } else { ty };
    inner.adt()
}

/// The handles: the types that have a method of a model which stops their task.
#[must_use]
pub fn stoppers(cx: &Cx<'_>) -> FxHashSet<DefId> {
    let program = cx.flow.program;
    let mut found = FxHashSet::default();
    #[expect(clippy::iter_over_hash_type, reason = "a set is made of it")]
    for (def, rows) in &program.roles {
        let Parent::Impl(id) = program.defs[*def].parent else { continue };
        let stops = rows.iter().any(|r| r.role == Role::Aborts && r.kind.is_none());
        if let (true, Some(Res::Def(adt))) = (stops, program.self_head(id)) {
            found.insert(adt);
        }
    }
    found
}

fn aborts(cx: &Cx<'_>, ty: &Ty) -> bool {
    cx.flow.ty_row(ty, Role::Aborts).is_some()
}

/// A workspace function that runs the future that it is given as a task is a spawn: reported at its callers.
fn wrapper(cx: &Cx<'_>, body: &Body, site: Site, recv: Option<ExprId>, args: &[ExprId]) -> Option<Finding> {
    let callee = cx.flow.types_of(site.def).callees.get(&site.expr)?.clone();
    for target in cx.flow.targets(&callee) {
        let Some(spawned) = cx.spawns_param(target) else {
            continue;
        };
        let skip = usize::from(recv.is_none() && cx.flow.body(target).is_some_and(|b| b.self_local.is_some()));
        let Some(future) = args.get(spawned.param + skip).copied() else {
            continue;
        };
        let load = cx.flow.load(spawned.site).filter(|l| l.calls == 0).or_else(|| load_of(cx, body, site, future));
        let Some(load) = load else { continue };
        let bound = |at: Site| cx.client_bound(at);
        let mut ask = cx.waits.ask(cx.flow, &bound);
        let waits = awaited(&mut ask, site.def, body, future);
        if let Some(mut found) = verdict(cx, site, &load, &waits, "wrapper") {
            let at = cx.flow.loc(spawned.site.def, spawned.site.expr);
            found.steps.extend(at.map(|at| Step::new("spawn", at)));
            return Some(found);
        }
    }
    None
}

/// A parameter that a function runs as a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spawned {
    pub param: usize,
    pub site: Site,
}

/// The first parameter that a function runs as a task.
#[must_use]
pub fn spawned_param(cx: &Cx<'_>, fun: DefId) -> Option<Spawned> {
    let body = cx.flow.body(fun)?;
    let bound = |at: Site| cx.client_bound(at);
    for (expr, kind) in body.exprs.iter() {
        let (recv, args) = match kind {
            Expr::Call { args, .. } => (None, args),
            Expr::MethodCall { recv, args, .. } => (Some(*recv), args),
            _ => continue,
        };
        let Some(row) = cx.flow.call_row(fun, expr, Role::Spawns) else {
            continue;
        };
        let site = Site { def: fun, expr };
        if row.kind.as_deref() == Some("blocking") || ends_with_handle(cx, body, site, row.kind.as_deref()) {
            continue;
        }
        let Some(future) = row_arg(row, 0, recv, args) else {
            continue;
        };
        let mut ask = cx.waits.ask(cx.flow, &bound);
        if let Some(param) = awaited(&mut ask, fun, body, future).params.first() {
            return Some(Spawned { param: *param, site });
        }
    }
    None
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
        "serve" => ("served-connection", Confidence::Medium),
        _ if wait.proven && load.proven => (kind, Confidence::High),
        _ => (kind, Confidence::Medium),
    };
    let mut found = finding(cx, RuleId::SpawnWithoutTimeout, kind, confidence, site)?;
    let api = cx.flow.callees(site.def, site.expr).first().map(|d| cx.flow.program.canonical(*d));
    found.args.insert("api", api.unwrap_or_default());
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
