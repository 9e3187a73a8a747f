//! Whether a value holds the bytes that a body brought, as opposed to something that was worked out from them.
//! Must not judge types: what is large is said elsewhere.

use super::Cx;
use crate::flow::{Site, Source};
use crate::hir::{Body, Expr, ExprId, LocalId, MacroKind};
use crate::infer::{Callee, Ty, TyKind};
use crate::link::DefId;
use crate::model::Role;

/// Where the bytes of a value come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// From something short: a header, a number, a constant.
    Short,
    /// Nothing is known.
    Unknown,
    /// From a body.
    Body,
}

const DEPTH: usize = 24;

/// The origin of a value: the one of its origins that weighs most.
#[must_use]
pub fn origin(cx: &Cx<'_>, site: Site) -> Origin {
    Search { cx, steps: 400 }.of(site, DEPTH)
}

/// The expressions that a value is, through variables, references, `?` and the workspace's functions that make it.
#[must_use]
pub fn made_by(cx: &Cx<'_>, site: Site) -> Vec<Site> {
    let mut found = Vec::new();
    let mut queue = vec![site];
    let mut seen = Vec::new();
    while let Some(at) = queue.pop() {
        if seen.contains(&at) || seen.len() > 60 {
            continue;
        }
        seen.push(at);
        let Some(body) = cx.flow.body(at.def) else { continue };
        let here = |expr: ExprId| Site { def: at.def, expr };
        match &body.exprs[at.expr] {
            Expr::Local(local) => queue.extend(cx.flow.initialisers(at.def, *local).into_iter().map(here)),
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } | Expr::Try(expr) | Expr::Await(expr) => {
                queue.push(here(*expr));
            }
            Expr::Block { tail: Some(tail), .. } => queue.push(here(*tail)),
            Expr::If { then, els, .. } => queue.extend([*then].into_iter().chain(*els).map(here)),
            Expr::Match { arms, .. } => queue.extend(arms.iter().map(|a| here(a.body))),
            Expr::Call { .. } | Expr::MethodCall { .. } => match cx.flow.types_of(at.def).callees.get(&at.expr) {
                Some(Callee::Fn { .. }) => {
                    let results = results(cx, at);
                    if results.is_empty() {
                        found.push(at);
                    }
                    queue.extend(results);
                }
                _ => found.push(at),
            },
            _ => found.push(at),
        }
    }
    found
}

/// What the workspace's functions that a call runs give back.
pub fn results(cx: &Cx<'_>, call: Site) -> Vec<Site> {
    let Some(callee) = cx.flow.types_of(call.def).callees.get(&call.expr).cloned() else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for def in cx.flow.targets(&callee) {
        let Some(body) = cx.flow.body(def) else { continue };
        all.extend(body.results().map(|expr| Site { def, expr }));
    }
    all
}

struct Search<'c, 'a> {
    cx: &'c Cx<'a>,
    steps: usize,
}

impl Search<'_, '_> {
    fn of(&mut self, site: Site, depth: usize) -> Origin {
        let Some((depth, steps)) = depth.checked_sub(1).zip(self.steps.checked_sub(1)) else {
            return Origin::Unknown;
        };
        self.steps = steps;
        let Some(body) = self.cx.flow.body(site.def) else { return Origin::Unknown };
        let here = |expr: ExprId| Site { def: site.def, expr };
        match &body.exprs[site.expr] {
            Expr::Lit(_) | Expr::Cast { .. } | Expr::Array(_) | Expr::Repeat { .. } => Origin::Short,
            Expr::Local(local) => self.local(site.def, body, *local, depth),
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } | Expr::Try(expr) | Expr::Await(expr) => {
                self.of(here(*expr), depth)
            }
            Expr::Index { index, .. } if self.is_cut(site.def, body, *index) => Origin::Short,
            Expr::Index { base, .. } | Expr::Field { base, .. } => match self.of(here(*base), depth) {
                Origin::Short => Origin::Unknown,
                other => other,
            },
            Expr::Block { tail: Some(tail), .. } => self.of(here(*tail), depth),
            Expr::If { then, els, .. } => self.most([*then].into_iter().chain(*els).map(here), depth),
            Expr::Match { arms, .. } => self.most(arms.iter().map(|a| here(a.body)), depth),
            Expr::Macro { kind: MacroKind::Borrow | MacroKind::Pass, args, .. } => {
                self.most(args.iter().map(|a| here(*a)), depth)
            }
            Expr::Vec { elems, len } => match len {
                Some(len) => self.sized(site.def, *len),
                None => self.most(elems.iter().map(|e| here(*e)), depth),
            },
            Expr::Call { args, .. } => self.call(site, body, None, args, depth),
            Expr::MethodCall { recv, args, .. } => self.call(site, body, Some(*recv), args, depth),
            _ => Origin::Unknown,
        }
    }

    fn most(&mut self, sites: impl Iterator<Item = Site>, depth: usize) -> Origin {
        sites.map(|s| self.of(s, depth)).max().unwrap_or(Origin::Short)
    }

    fn sized(&self, def: DefId, len: ExprId) -> Origin {
        match self.cx.flow.number(def, len) {
            Some(n) if n < self.cx.thresholds.min_bytes => Origin::Short,
            _ => Origin::Unknown,
        }
    }

    /// A range whose end is written down.
    fn is_cut(&self, def: DefId, body: &Body, index: ExprId) -> bool {
        match &body.exprs[index] {
            Expr::Range { end: Some(end), .. } => self.sized(def, *end) == Origin::Short,
            Expr::Range { .. } => false,
            _ => true,
        }
    }

    /// A call reads a body, hands on what it is given, or works something out of it.
    fn call(&mut self, site: Site, body: &Body, recv: Option<ExprId>, args: &[ExprId], depth: usize) -> Origin {
        let cx = self.cx;
        let here = |expr: ExprId| Site { def: site.def, expr };
        let rows = cx.flow.call_rows(site.def, site.expr);
        let reads = |r: &&&crate::model::Row| matches!(r.role, Role::ReadsWhole | Role::ReadsBody | Role::ReadsPart);
        if rows.iter().any(|r| reads(&r)) {
            return Origin::Body;
        }
        if rows.iter().any(|r| r.role == Role::ReadsFile) {
            return Origin::Unknown;
        }
        let results = results(cx, site);
        if !results.is_empty() {
            return results.into_iter().map(|s| self.of(s, depth)).max().unwrap_or(Origin::Unknown);
        }
        if !self.may_carry(&cx.flow.ty(site.def, site.expr)) {
            return Origin::Short;
        }
        let known =
            matches!(cx.flow.types_of(site.def).callees.get(&site.expr), Some(Callee::Fn { .. } | Callee::Ctor(_)));
        if !known {
            return Origin::Unknown;
        }
        if let Expr::MethodCall { name, .. } = &body.exprs[site.expr]
            && (*name == "take" || *name == "get" || *name == "split_to")
            && args
                .first()
                .is_some_and(|a| self.sized(site.def, *a) == Origin::Short || self.is_range_cut(site.def, body, *a))
        {
            return Origin::Short;
        }
        match recv {
            Some(recv) if !self.may_carry(&cx.flow.ty(site.def, recv)) => Origin::Short,
            Some(recv) => self.of(here(recv), depth),
            None if args.is_empty() => Origin::Unknown,
            None => {
                let carriers: Vec<Site> = args.iter().map(|a| here(*a)).collect();
                self.most(carriers.into_iter(), depth)
            }
        }
    }

    fn is_range_cut(&self, def: DefId, body: &Body, arg: ExprId) -> bool {
        matches!(body.exprs[arg], Expr::Range { .. }) && self.is_cut(def, body, arg)
    }

    /// Whether a value of a type can hold bytes or text of any length.
    fn may_carry(&self, ty: &Ty) -> bool {
        let cx = self.cx;
        let holds = |t: &Ty| {
            let roles = [Role::TextType, Role::BufferType, Role::CollectionType, Role::RequestBody];
            roles.iter().any(|role| cx.flow.ty_row(t, *role).is_some())
        };
        ty.any(&mut |t| match t.kind() {
            TyKind::Prim(name) => *name == "str",
            TyKind::Slice(_) | TyKind::Unknown | TyKind::External(..) | TyKind::Param(_) => true,
            TyKind::Proj(..) | TyKind::Opaque(_) | TyKind::Dyn(_) => true,
            _ => holds(t),
        })
    }

    fn local(&mut self, def: DefId, body: &Body, local: LocalId, depth: usize) -> Origin {
        if self.is_filled(def, body, local, depth) {
            return Origin::Body;
        }
        let sources = self.cx.flow.sources(def, local);
        let found = sources.into_iter().map(|source| match source {
            Source::Value(expr) => self.of(Site { def, expr }, depth),
            Source::Param(index) => self.param(def, local, index, depth),
            Source::SelfParam | Source::ClosureParam { .. } => Origin::Unknown,
        });
        found.max().unwrap_or(Origin::Unknown)
    }

    /// A handler's parameter is a body that was buffered; another function's is what its callers give.
    fn param(&mut self, def: DefId, local: LocalId, index: usize, depth: usize) -> Origin {
        let cx = self.cx;
        let ty = cx.flow.types_of(def).local(local);
        if cx.flow.load_of_fn(def).is_some_and(|l| l.calls == 0 && l.kind == crate::flow::LoadKind::Handler) {
            let sig = cx.flow.types.sig(def);
            let declared = sig.params.get(index);
            let extracts = declared.is_some_and(|t| cx.flow.ty_row(t, Role::BufferingExtractor).is_some());
            let whole = cx.flow.ty_row(&ty, Role::TextType).or_else(|| cx.flow.ty_row(&ty, Role::BufferType));
            return if declared == Some(&ty) && whole.is_some() || extracts { Origin::Body } else { Origin::Unknown };
        }
        let callers = cx.flow.callers(def);
        let has_self = cx.flow.body(def).is_some_and(|b| b.self_local.is_some());
        let given = callers.iter().filter(|c| c.call).filter_map(|c| {
            let body = cx.flow.body(c.site.def)?;
            let expr = match &body.exprs[c.site.expr] {
                Expr::MethodCall { args, .. } => *args.get(index)?,
                Expr::Call { args, .. } => *args.get(index + usize::from(has_self))?,
                _ => return None,
            };
            Some(Site { def: c.site.def, expr })
        });
        let given: Vec<Site> = given.take(8).collect();
        given.into_iter().map(|s| self.of(s, depth)).max().unwrap_or(Origin::Unknown)
    }

    /// Whether a variable is filled from a body: read into, or appended to.
    fn is_filled(&mut self, def: DefId, body: &Body, local: LocalId, depth: usize) -> bool {
        let cx = self.cx;
        if !body.locals[local].mutable {
            return false;
        }
        let is_local = |e: ExprId| matches!(&body.exprs[e], Expr::Local(l) if *l == local);
        let lent = |e: ExprId| matches!(&body.exprs[e], Expr::Ref { expr, mutable: true } if is_local(*expr));
        let Some(index) = cx.flow.index(def) else { return false };
        let calls: Vec<ExprId> =
            index.uses(local).iter().flat_map(|u| index.ancestors(*u).take(2).collect::<Vec<_>>()).collect();
        calls.into_iter().any(|call| {
            let rows = cx.flow.call_rows(def, call);
            let has = |roles: &[Role]| rows.iter().any(|r| roles.contains(&r.role));
            match &body.exprs[call] {
                Expr::MethodCall { recv, args, .. } if is_local(*recv) && has(&[Role::Appends]) => {
                    args.iter().any(|a| self.of(Site { def, expr: *a }, depth) == Origin::Body)
                }
                Expr::MethodCall { args, .. } | Expr::Call { args, .. } if args.iter().any(|a| lent(*a)) => {
                    has(&[Role::ReadsWhole, Role::ReadsBody])
                }
                _ => false,
            }
        })
    }
}
