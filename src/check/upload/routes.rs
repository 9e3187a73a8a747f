//! Which handlers stand behind a layer: what was in a router when the layer was put around it.
//! Followed through chains, locals, functions and nested routers; where it cannot be followed it is open.

use std::collections::BTreeSet;

use super::length;
use crate::check::Cx;
use crate::flow::{Site, Up};
use crate::hir::{Expr, ExprId, Lit, LocalId};
use crate::infer::{Ty, ValueRes};
use crate::link::{DefId, Parent, Res};
use crate::model::{Role, Row};
use crate::summary::row_arg;

const DEPTH: usize = 12;

/// The handlers in a router: the places that name them, and closures.
#[derive(Debug, Clone, Default)]
pub struct Content {
    pub handlers: BTreeSet<Site>,
    /// There may be more.
    pub open: bool,
}

/// A limit or a switch, and what stands behind it.
#[derive(Debug)]
pub struct Layer {
    pub site: Site,
    pub group: Option<String>,
    /// It counts whatever reads the body; else it only sets the limit of its group.
    pub counts: bool,
    /// Its limit is not too high, or comes from elsewhere.
    pub bounds: bool,
    /// The reads that it is for, by name.
    pub name: Option<String>,
    /// `None`: it is not seen where it is applied.
    pub behind: Option<Content>,
}

/// The layer that a call makes.
pub(in crate::check) fn layer(cx: &Cx<'_>, site: Site, row: &Row) -> Layer {
    let counts = row.role == Role::LimitLayer;
    let bounds = if row.kind.as_deref() == Some("function") {
        let given = row_arg(row, 0, None, args_of(cx, site));
        given.is_some_and(|f| length::refuses(cx, Site { def: site.def, expr: f }))
    } else {
        limits(cx, site, row)
    };
    let mut applied = Vec::new();
    applications(cx, site, DEPTH, &mut applied);
    let behind = (!applied.is_empty()).then(|| {
        let mut all = Content::default();
        for at in applied {
            behind(cx, at, &mut all);
        }
        all
    });
    let name = (row.kind.as_deref() == Some("named")).then(|| text(cx, site)).flatten();
    Layer { site, group: row.group.clone(), counts, bounds, name, behind }
}

/// Whether the limit that a call sets is not too high.
fn limits(cx: &Cx<'_>, site: Site, row: &Row) -> bool {
    let counts = row.role == Role::LimitLayer;
    let arg = row.limit.or(counts.then_some(0)).and_then(|i| args_of(cx, site).get(i).copied());
    match arg.map(|a| cx.flow.number(site.def, a)) {
        Some(n) => n.is_none_or(|n| n <= cx.thresholds.max_body_bytes) && !arg.is_some_and(|a| is_none(cx, site, a)),
        None => counts,
    }
}

/// The text that is argument 0.
fn text(cx: &Cx<'_>, site: Site) -> Option<String> {
    match &cx.flow.body(site.def)?.exprs[*args_of(cx, site).first()?] {
        Expr::Lit(Lit::Str(text)) => Some(text.to_string()),
        _ => None,
    }
}

fn is_none(cx: &Cx<'_>, site: Site, arg: ExprId) -> bool {
    let body = cx.flow.body(site.def);
    body.is_some_and(|b| matches!(&b.exprs[arg], Expr::Path(p) if p.segs.last().is_some_and(|s| s.name == "None")))
}

fn args_of<'a>(cx: &Cx<'a>, site: Site) -> &'a [ExprId] {
    match cx.flow.body(site.def).map(|b| &b.exprs[site.expr]) {
        Some(Expr::Call { args, .. } | Expr::MethodCall { args, .. }) => args,
        _ => &[],
    }
}

/// The calls that put a value around a router.
fn applications(cx: &Cx<'_>, site: Site, depth: usize, found: &mut Vec<Site>) {
    let (Some(depth), Some(body), Some(index)) =
        (depth.checked_sub(1), cx.flow.body(site.def), cx.flow.index(site.def))
    else {
        return;
    };
    let mut inner = site.expr;
    loop {
        match index.up(inner) {
            Up::Expr(outer) => {
                let given = matches!(&body.exprs[outer], Expr::MethodCall { recv, .. } if *recv != inner);
                let applies = cx.flow.call_row(site.def, outer, Role::AppliesLayer);
                // What a link of a stack puts on it stands before the links after it, too.
                let stacks = applies.is_some_and(is_stack);
                if stacks || given && applies.is_some() {
                    found.push(Site { def: site.def, expr: outer });
                }
                if given && applies.is_some() && !stacks {
                    return;
                }
                match &body.exprs[outer] {
                    Expr::Closure { .. } | Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. } => return,
                    Expr::Return(_) => return returned(cx, site.def, depth, found),
                    _ => inner = outer,
                }
            }
            Up::Tail { block } => inner = block,
            Up::Root => return returned(cx, site.def, depth, found),
            Up::Let { block, stmt } => {
                let Some(pat) = body.let_pat(block, stmt) else { return };
                for local in body.bindings(pat) {
                    for used in index.uses(local) {
                        applications(cx, Site { def: site.def, expr: *used }, depth, found);
                    }
                }
                return;
            }
            Up::Stmt { .. } | Up::LetElse { .. } | Up::Pat => return,
        }
    }
}

fn returned(cx: &Cx<'_>, def: DefId, depth: usize, found: &mut Vec<Site>) {
    for caller in cx.flow.callers(def).iter().filter(|c| c.call) {
        applications(cx, caller.site, depth, found);
    }
}

fn is_stack(row: &Row) -> bool {
    row.kind.as_deref() == Some("stack")
}

/// What stands behind the layer that a call applies.
fn behind(cx: &Cx<'_>, at: Site, all: &mut Content) {
    let (Some(body), Some(index)) = (cx.flow.body(at.def), cx.flow.index(at.def)) else {
        return;
    };
    let Expr::MethodCall { recv, .. } = &body.exprs[at.expr] else {
        return;
    };
    let kind = cx.flow.call_row(at.def, at.expr, Role::AppliesLayer).and_then(|r| r.kind.as_deref());
    let mut walk = Walk { cx, seen: BTreeSet::new(), content: std::mem::take(all) };
    if kind == Some("stack") {
        walk.later(at, DEPTH);
        *all = walk.content;
        return;
    }
    let whole = kind == Some("whole");
    let mut from = *recv;
    if whole {
        from = at.expr;
        while let Some(outer) = index.parent(from)
            && matches!(&body.exprs[outer], Expr::MethodCall { recv, .. } if *recv == from)
        {
            from = outer;
        }
    }
    if whole {
        walk.statements(at, DEPTH);
    }
    walk.expr(Site { def: at.def, expr: from }, DEPTH);
    *all = walk.content;
}

/// The handlers in what a chain of calls makes, from any link of it.
pub(in crate::check) fn content_of_chain(cx: &Cx<'_>, site: Site) -> Content {
    let mut top = site.expr;
    if let (Some(body), Some(index)) = (cx.flow.body(site.def), cx.flow.index(site.def)) {
        while let Some(outer) = index.parent(top)
            && matches!(&body.exprs[outer], Expr::MethodCall { recv, .. } if *recv == top)
        {
            top = outer;
        }
    }
    let mut walk = Walk { cx, seen: BTreeSet::new(), content: Content::default() };
    walk.expr(Site { def: site.def, expr: top }, DEPTH);
    walk.content
}

struct Walk<'c, 'a> {
    cx: &'c Cx<'a>,
    seen: BTreeSet<Site>,
    content: Content,
}

impl Walk<'_, '_> {
    fn expr(&mut self, at: Site, depth: usize) {
        let Some((depth, body)) = depth.checked_sub(1).zip(self.cx.flow.body(at.def)) else {
            self.content.open = true;
            return;
        };
        if !self.seen.insert(at) {
            return;
        }
        let mut stack = vec![at.expr];
        while let Some(expr) = stack.pop() {
            let here = Site { def: at.def, expr };
            let ty = self.cx.flow.ty(at.def, expr);
            self.content.handlers.extend(answers(self.cx, ty.peel_refs()));
            match &body.exprs[expr] {
                Expr::Local(local) => self.local(here, *local, depth),
                Expr::Path(_) => self.named(here, depth),
                Expr::Closure { .. } => {
                    self.content.handlers.insert(here);
                }
                Expr::Field { .. } => self.content.open = true,
                Expr::Call { callee, args } => {
                    self.called(here, depth);
                    let known = matches!(body.exprs[*callee], Expr::Path(_));
                    stack.extend(args.iter().copied().chain((!known).then_some(*callee)));
                }
                kind => {
                    if matches!(kind, Expr::MethodCall { .. }) {
                        self.called(here, depth);
                    }
                    stack.extend(kind.children());
                }
            }
        }
    }

    /// What all statements on the variable that a chain begins with put into it: `config.app_data(..); config.route(..);`
    fn statements(&mut self, link: Site, depth: usize) {
        let (Some(body), Some(index)) = (self.cx.flow.body(link.def), self.cx.flow.index(link.def)) else {
            return;
        };
        let mut root = link.expr;
        while let Expr::MethodCall { recv, .. } = &body.exprs[root] {
            root = *recv;
        }
        let Expr::Local(local) = &body.exprs[root] else { return };
        for used in index.uses(*local) {
            self.later(Site { def: link.def, expr: *used }, depth);
        }
    }

    /// What the links of a chain after this one are given.
    fn later(&mut self, link: Site, depth: usize) {
        let (Some(body), Some(index)) = (self.cx.flow.body(link.def), self.cx.flow.index(link.def)) else {
            return;
        };
        let mut at = link.expr;
        while let Some(outer) = index.parent(at)
            && let Expr::MethodCall { recv, args, .. } = &body.exprs[outer]
            && *recv == at
        {
            for arg in args {
                self.expr(Site { def: link.def, expr: *arg }, depth);
            }
            at = outer;
        }
    }

    /// A function of the workspace that makes (a part of) the router.
    fn called(&mut self, call: Site, depth: usize) {
        let Some(callee) = self.cx.flow.types_of(call.def).callees.get(&call.expr) else {
            return;
        };
        for target in self.cx.flow.targets(callee) {
            self.function(target, depth);
        }
    }

    fn function(&mut self, target: DefId, depth: usize) {
        if let Some(body) = self.cx.flow.body(target) {
            self.expr(Site { def: target, expr: body.root }, depth);
        }
    }

    /// A function that is named: a handler, or one that is given the router to fill.
    fn named(&mut self, at: Site, depth: usize) {
        if let Some(ValueRes::Fn { def, .. }) = self.cx.flow.types_of(at.def).paths.get(&at.expr)
            && self.cx.flow.in_workspace(*def)
        {
            self.content.handlers.insert(at);
            let router = self.cx.flow.types.sig(*def).params.first().cloned();
            if router.is_some_and(|t| self.cx.flow.ty_row(&t, Role::RouterType).is_some()) {
                self.function(*def, depth);
            }
        }
    }

    /// What was put into a local before this use; a parameter's callers tell.
    fn local(&mut self, at: Site, local: LocalId, depth: usize) {
        let (Some(body), Some(index)) = (self.cx.flow.body(at.def), self.cx.flow.index(at.def)) else {
            return;
        };
        if let Some(position) = body.params.iter().position(|p| body.bindings(*p).contains(&local)) {
            return self.given(at.def, position, depth);
        }
        let before = body.expr_spans[at.expr.index()].start;
        let inits = self.cx.flow.initialisers(at.def, local).into_iter();
        for init in inits.filter(|i| body.expr_spans[i.index()].start < before) {
            self.expr(Site { def: at.def, expr: init }, depth);
        }
        for used in index.uses(local).iter().filter(|u| body.expr_spans[u.index()].start < before) {
            let mut top = *used;
            while let Some(outer) = index.parent(top)
                && matches!(&body.exprs[outer], Expr::MethodCall { recv, .. } if *recv == top)
            {
                top = outer;
            }
            if top != *used && matches!(index.up(top), Up::Stmt { .. }) {
                self.expr(Site { def: at.def, expr: top }, depth);
            }
        }
    }

    fn given(&mut self, def: DefId, position: usize, depth: usize) {
        let callers = self.cx.flow.callers(def);
        let mut any = false;
        for caller in callers.iter().filter(|c| c.call) {
            if let Some(arg) = args_of(self.cx, caller.site).get(position) {
                any = true;
                self.expr(Site { def: caller.site.def, expr: *arg }, depth);
            }
        }
        self.content.open |= !any;
    }
}

/// The bodies that answer for a service of the workspace: what it has of a trait whose methods a library calls.
fn answers(cx: &Cx<'_>, ty: &Ty) -> Vec<Site> {
    let program = cx.flow.program;
    let Some(adt) = ty.adt().filter(|d| cx.flow.in_workspace(*d)) else {
        return Vec::new();
    };
    let own = program.impls_for(adt).iter().flat_map(|i| program.impls[*i].items.iter().map(|(_, d)| *d));
    own.filter_map(|fun| answer(cx, fun)).collect()
}

/// The body of a function that a library calls for each request, by its trait.
fn answer(cx: &Cx<'_>, fun: DefId) -> Option<Site> {
    let Parent::Trait(tr) = cx.flow.program.defs[cx.flow.trait_fn_of(fun)?].parent else {
        return None;
    };
    let body = cx.flow.body(fun).filter(|_| cx.flow.is_handler_trait(tr))?;
    Some(Site { def: fun, expr: body.root })
}

/// Where the handlers are named that lead to a place; closures around it are handlers, too. Where none is named: the
/// services that lead to it.
pub(in crate::check) fn entries(cx: &Cx<'_>, site: Site) -> Vec<Site> {
    let (mut found, mut services, mut seen) = (Vec::new(), Vec::new(), vec![site.def]);
    let mut queue = vec![(site, false)];
    while let Some((at, through)) = queue.pop() {
        // One service that calls another may call any: the nearest is meant.
        let service = answer(cx, at.def);
        services.extend(service.filter(|_| !through));
        let through = through || service.is_some();
        if let (Some(body), Some(index)) = (cx.flow.body(at.def), cx.flow.index(at.def)) {
            let closures = index.ancestors(at.expr).filter(|e| matches!(body.exprs[*e], Expr::Closure { .. }));
            found.extend(closures.filter(|c| registered(cx, at.def, *c)).map(|expr| Site { def: at.def, expr }));
        }
        for caller in cx.flow.callers(at.def).iter() {
            if !caller.call {
                found.push(caller.site);
            } else if !seen.contains(&caller.site.def) && seen.len() < 100 {
                seen.push(caller.site.def);
                queue.push((caller.site, through));
            }
        }
        for fun in takers(cx, at.def).into_iter().filter(|f| !seen.contains(f)).collect::<Vec<_>>() {
            seen.push(fun);
            queue.extend(cx.flow.body(fun).map(|b| (Site { def: fun, expr: b.root }, through)));
        }
    }
    if found.is_empty() { services } else { found }
}

/// The functions with a parameter of the type that an associated function of a library's trait makes: an extractor of
/// the workspace runs where a handler asks for it.
fn takers(cx: &Cx<'_>, fun: DefId) -> Vec<DefId> {
    let program = cx.flow.program;
    let (Parent::Impl(id), Some(tr)) = (program.defs[fun].parent, cx.flow.trait_fn_of(fun)) else {
        return Vec::new();
    };
    let takes_self = program.fn_item(fun).is_some_and(|f| f.self_param.is_some());
    let Some(Res::Def(made)) = program.impls[id].self_head.clone().filter(|_| !takes_self && !cx.flow.in_workspace(tr))
    else {
        return Vec::new();
    };
    let holds = |ty: &Ty| ty.any(&mut |t| t.adt() == Some(made));
    let own = cx.flow.taking(made).iter().copied();
    own.filter(|d| cx.flow.types.sig(*d).params.iter().any(holds)).collect()
}

fn registered(cx: &Cx<'_>, def: DefId, closure: ExprId) -> bool {
    let parent = cx.flow.index(def).and_then(|i| i.parent(closure));
    parent.is_some_and(|p| cx.flow.call_row(def, p, Role::RegistersHandler).is_some())
}

/// The layers that count the bytes and bound the reads of a group.
fn counting<'c>(cx: &'c Cx<'_>, group: Option<&str>) -> Vec<&'c Layer> {
    let of_group = |l: &&Layer| l.group.is_none() || group.is_none() || l.group.as_deref() == group;
    cx.facts().layers.iter().filter(|l| l.counts && l.bounds).filter(of_group).collect()
}

/// Whether a layer that counts the bytes stands in front of a handler.
pub(super) fn counted(cx: &Cx<'_>, entry: Site, group: Option<&str>) -> bool {
    let inside = |l: &&Layer| l.behind.as_ref().is_none_or(|c| c.open || c.handlers.contains(&entry));
    counting(cx, group).iter().any(inside)
}

/// Whether a layer that counts the bytes stands in front of every way to a read.
pub(super) fn bounded(cx: &Cx<'_>, read: Site, group: Option<&str>) -> bool {
    let layers = counting(cx, group);
    if layers.is_empty() {
        return false;
    }
    let entries = entries(cx, read);
    if entries.is_empty() {
        return layers.iter().any(|l| l.behind.as_ref().is_none_or(|c| c.open));
    }
    entries.iter().all(|e| counted(cx, *e, group))
}
