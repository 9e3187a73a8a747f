//! Whether the task of a spawn ends with its handle, or is awaited at once. Must not know what it waits for.

use crate::base::Sym;
use crate::check::Cx;
use crate::flow::{Node, Site, Trace, Up, Use, UseKind};
use crate::hir::{BlockKind, Body, Expr, ExprId, LocalId, Pat, Stmt};
use crate::infer::{Callee, Ty};
use crate::link::DefId;
use crate::model::Role;
use crate::summary::FnWaits;

/// The task is awaited in place, or something that is kept ends it.
/// `returned`: also what the callers of a function that hands the handle back do with it.
pub(super) fn ends_with_handle(cx: &Cx<'_>, body: &Body, site: Site, kind: Option<&str>, returned: bool) -> bool {
    if awaited_in_place(cx, body, site) {
        return true;
    }
    let ty = cx.flow.ty(site.def, site.expr);
    let handle = handle_type(cx, &ty);
    let holds = |t: &Ty| t.any(&mut |t| t.adt().is_some() && (t.adt() == handle || aborts(cx, t) || cx.flow.stops(t)));
    if aborts(cx, &ty) {
        return kind != Some("cancels") || !detaches(cx, &cx.flow.trace(Node::Expr(site), returned, &holds));
    }
    // What a set gives back may end the task, too.
    if let (Expr::MethodCall { recv, .. }, Some("owned")) = (&body.exprs[site.expr], kind)
        && kept_set(cx, body, site, *recv)
    {
        return true;
    }
    if handle.is_none() {
        return false;
    }
    let trace = cx.flow.trace(Node::Expr(site), returned, &holds);
    if kind == Some("cancels") {
        return !detaches(cx, &trace);
    }
    let guarded = |u: &Use| aborts(cx, &cx.flow.ty(u.site.def, u.site.expr));
    trace.uses.iter().any(|u| is_unknown(cx, u) || calls(cx, u, Role::Aborts))
        || trace.uses.iter().any(guarded) && !detaches(cx, &trace)
}

fn calls(cx: &Cx<'_>, used: &Use, role: Role) -> bool {
    cx.flow.call_row(used.site.def, used.site.expr, role).is_some()
}

fn detaches(cx: &Cx<'_>, trace: &Trace) -> bool {
    trace.uses.iter().any(|u| calls(cx, u, Role::Detaches))
}

/// Given to code that is not known, which is presumed to handle it.
fn is_unknown(cx: &Cx<'_>, used: &Use) -> bool {
    let callee = cx.flow.types_of(used.site.def).callees.get(&used.site.expr);
    matches!(used.kind, UseKind::Arg { followed: false, .. }) && matches!(callee, Some(Callee::External(..)))
}

/// `spawn(work).await`, also in two statements.
fn awaited_in_place(cx: &Cx<'_>, body: &Body, site: Site) -> bool {
    let Some(index) = cx.flow.index(site.def) else {
        return false;
    };
    let mut at = site.expr;
    loop {
        match index.up(at) {
            Up::Expr(outer) => match &body.exprs[outer] {
                Expr::Await(_) => return true,
                Expr::Try(_) | Expr::MethodCall { .. } => at = outer,
                _ => return false,
            },
            Up::Let { block, stmt } => return awaited_next(cx, body, site.def, (block, stmt)),
            _ => return false,
        }
    }
}

/// The statement after the one that binds a handle awaits it.
fn awaited_next(cx: &Cx<'_>, body: &Body, def: DefId, (block, stmt): (ExprId, usize)) -> bool {
    let Some(local) = body.let_local(block, stmt) else { return false };
    let awaited = next_awaited(body, block, stmt);
    awaited.is_some_and(|inner| is_local(body, inner, local) || awaits_argument(cx, body, def, inner, local))
}

/// What the first thing that the statement after another one does awaits.
fn next_awaited(body: &Body, block: ExprId, stmt: usize) -> Option<ExprId> {
    let Expr::Block { stmts, tail, .. } = &body.exprs[block] else { return None };
    let next = match stmts.get(stmt + 1) {
        Some(Stmt::Let { init, .. }) => *init,
        Some(Stmt::Expr(expr)) => Some(*expr),
        None => *tail,
    };
    first_awaited(body, next?)
}

/// What the first thing that an expression does awaits.
fn first_awaited(body: &Body, mut at: ExprId) -> Option<ExprId> {
    loop {
        at = match &body.exprs[at] {
            Expr::Await(inner) => return Some(*inner),
            Expr::Try(inner) | Expr::Return(Some(inner)) | Expr::Unary { expr: inner, .. } => *inner,
            Expr::MethodCall { recv, .. } => *recv,
            Expr::Match { scrutinee, .. } => *scrutinee,
            Expr::If { cond, .. } => *cond,
            Expr::Let { expr, .. } => *expr,
            Expr::Call { args, .. } if args.len() == 1 => args[0],
            _ => return None,
        };
    }
}

fn is_local(body: &Body, expr: ExprId, local: LocalId) -> bool {
    match &body.exprs[expr] {
        Expr::Ref { expr, .. } => is_local(body, *expr, local),
        Expr::Local(found) => *found == local,
        _ => false,
    }
}

/// A call of a function of the workspace that awaits the handle that it is given.
fn awaits_argument(cx: &Cx<'_>, body: &Body, def: DefId, call: ExprId, local: LocalId) -> bool {
    let Expr::Call { args, .. } = &body.exprs[call] else { return false };
    let Some(position) = args.iter().position(|a| is_local(body, *a, local)) else { return false };
    let Some(callee) = cx.flow.types_of(def).callees.get(&call) else { return false };
    let targets = cx.flow.targets(callee);
    let awaits = |target: &DefId| {
        let inside = cx.flow.body(*target)?;
        let Pat::Bind { local, .. } = &inside.pats[*inside.params.get(position)?] else { return None };
        let mut all = inside.exprs.iter();
        Some(all.any(|(_, e)| matches!(e, Expr::Await(inner) if is_local(inside, *inner, *local))))
    };
    !targets.is_empty() && targets.iter().all(|target| awaits(target) == Some(true))
}

/// A set of tasks that is a field (they end with its owner), that is told to stop, or that ends with the wait around it.
fn kept_set(cx: &Cx<'_>, body: &Body, site: Site, recv: ExprId) -> bool {
    let mut at = recv;
    loop {
        match &body.exprs[at] {
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } | Expr::Await(expr) | Expr::Try(expr) => at = *expr,
            Expr::Field { name, .. } => {
                return !is_shared(cx, site.def, at) || is_told_to_stop(cx, site.def, at, *name);
            }
            Expr::MethodCall { recv, .. } => at = *recv,
            Expr::Local(local) => return local_set(cx, body, site, *local),
            _ => return false,
        }
    }
}

/// A set behind a shared pointer ends with the last that has one: in a service's state, never.
fn is_shared(cx: &Cx<'_>, def: DefId, field: ExprId) -> bool {
    cx.flow.ty_row(&cx.flow.ty(def, field), Role::SharedType).is_some()
}

/// Whether the tasks of a field's set are told to stop, wherever the field is used.
fn is_told_to_stop(cx: &Cx<'_>, def: DefId, field: ExprId, name: Sym) -> bool {
    let Some(owner) = cx.flow.types_of(def).fields.get(&field).copied() else { return true };
    let nodes = cx.flow.field_nodes(owner, name);
    nodes.iter().any(|node| match node {
        Node::Expr(site) => is_stopped_at(cx, *site),
        _ => true,
    })
}

/// `self.jobs.lock().await.abort_all()`, also in two statements.
fn is_stopped_at(cx: &Cx<'_>, field: Site) -> bool {
    let Some((body, index)) = cx.flow.body(field.def).zip(cx.flow.index(field.def)) else { return false };
    let stops = |e: ExprId| cx.flow.call_row(field.def, e, Role::Aborts).is_some();
    let mut top = field.expr;
    while let Up::Expr(outer) = index.up(top) {
        match &body.exprs[outer] {
            Expr::MethodCall { recv, .. } if *recv == top && stops(outer) => return true,
            Expr::MethodCall { recv, .. } if *recv == top => top = outer,
            Expr::Await(_) | Expr::Try(_) | Expr::Ref { .. } | Expr::Unary { .. } => top = outer,
            _ => return false,
        }
    }
    let Up::Let { block, stmt } = index.up(top) else { return false };
    let Some(pat) = body.let_pat(block, stmt) else { return false };
    let mut used = body.bindings(pat).into_iter().flat_map(|local| index.uses(local));
    used.any(|used| index.parent(*used).is_some_and(stops))
}

fn local_set(cx: &Cx<'_>, body: &Body, spawn: Site, local: LocalId) -> bool {
    let def = spawn.def;
    let ty = cx.flow.types_of(def).local(local);
    let own = ty.peel_refs().adt();
    let holds = |t: &Ty| t.any(&mut |t| t.adt().is_some() && t.adt() == own);
    let trace = cx.flow.trace(Node::Local(def, local), false, &holds);
    let stopped = trace.uses.iter().any(|u| matches!(u.kind, UseKind::Field(..)) || calls(cx, u, Role::Aborts));
    let made = cx.flow.initialisers(def, local);
    let ends_with_scope = made.iter().any(|expr| cx.flow.is_bounded(Site { def, expr: *expr }))
        || made.iter().any(|expr| dies_with_scope(cx, body, spawn, *expr, &trace))
        || joined_next(cx, body, spawn, local);
    stopped || ends_with_scope && !detaches(cx, &trace)
}

/// The statement after the spawn waits for a task of the set.
fn joined_next(cx: &Cx<'_>, body: &Body, spawn: Site, local: LocalId) -> bool {
    let Some(Up::Stmt { block, stmt }) = cx.flow.index(spawn.def).map(|i| i.up(spawn.expr)) else { return false };
    let Some(awaited) = next_awaited(body, block, stmt) else { return false };
    let of_set = matches!(&body.exprs[awaited], Expr::MethodCall { recv, .. } if is_local(body, *recv, local));
    of_set && cx.flow.call_row(spawn.def, awaited, Role::WaitsInside).is_some()
}

/// Whether a set that is made in a block is dropped soon, with its tasks: the block itself waits for nothing without an
/// end, nor for the tasks, and is not kept up by a loop that spawns.
fn dies_with_scope(cx: &Cx<'_>, body: &Body, spawn: Site, made: ExprId, trace: &Trace) -> bool {
    let Some(index) = cx.flow.index(spawn.def) else { return false };
    let Some(scope) = index.ancestors(made).find(|e| matches!(body.exprs[*e], Expr::Block { .. })) else {
        return false;
    };
    let mut between = index.ancestors(spawn.expr).take_while(|e| *e != scope);
    let goes_on = |e: ExprId| match &body.exprs[e] {
        Expr::Loop { .. } | Expr::While { .. } | Expr::Closure { .. } => true,
        Expr::Block { kind, .. } => *kind != BlockKind::Plain,
        _ => false,
    };
    if between.any(goes_on) || !trace.uses.iter().all(|u| u.kind == UseKind::Method) {
        return false;
    }
    let mut joins = trace.uses.iter().filter(|u| calls(cx, u, Role::WaitsInside));
    let bounded = joins.all(|u| cx.flow.bounded_here(u.site.def, u.site.expr));
    bounded && cx.waits.ask(cx.flow, cx).run(spawn.def, body, scope) == FnWaits::default()
}

/// The type of the task's handle.
fn handle_type(cx: &Cx<'_>, ty: &Ty) -> Option<DefId> {
    let lang = &cx.flow.types.lang;
    let inner = if ty.adt() == lang.result || ty.adt() == lang.option { ty.args().first()? } else { ty };
    inner.adt()
}

fn aborts(cx: &Cx<'_>, ty: &Ty) -> bool {
    cx.flow.ty_row(ty, Role::Aborts).is_some()
}
