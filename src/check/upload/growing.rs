//! Loops that append the pieces of a request's body to a buffer which outlives the turn.
//! Silent where anything in the loop ends it by a length or empties the buffer.

use rustc_hash::FxHashSet;

use super::body::request_body;
use super::{length, routes};
use crate::check::{Cx, finding};
use crate::diag::{Confidence, Finding, Step};
use crate::flow::{Site, Up};
use crate::hir::{BinOp, Body, Expr, ExprId, LocalId, MacroKind, Stmt};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::Role;

/// A loop under question: the locals that hold pieces, and those outside of it that are changed by pieces.
struct Turns<'c, 'a> {
    cx: &'c Cx<'a>,
    def: DefId,
    body: &'c Body,
    looped: ExprId,
    inside: Vec<ExprId>,
    pieces: FxHashSet<LocalId>,
    counters: FxHashSet<LocalId>,
}

/// The finding at a loop, if it is one.
pub(super) fn growing(cx: &Cx<'_>, body: &Body, site: Site) -> Option<Finding> {
    let inside = body.descendants(site.expr);
    let piece = inside.iter().copied().find(|e| {
        let recv = match &body.exprs[*e] {
            Expr::MethodCall { recv, .. } => *recv,
            // `StreamExt::next(&mut body)`
            Expr::Call { args, .. } if !args.is_empty() => args[0],
            _ => return false,
        };
        let reads = cx.flow.call_rows(site.def, *e).iter().any(|r| r.role == Role::ReadsPart);
        let own = || innermost(cx, body, Site { def: site.def, expr: *e }) == Some(site.expr);
        // The parts of a form are read one by one; their bytes are not in memory yet.
        let parts = || super::body::has_body(cx, &awaited(cx, Site { def: site.def, expr: *e }), false);
        reads && own() && !parts() && request_body(cx, Site { def: site.def, expr: recv }).is_some()
    })?;
    let (append, buffer) = unchecked(cx, body, site, piece)?;
    if routes::bounded(cx, site, None) || length::checked(cx, site) {
        return None;
    }
    let mut found = finding(cx, super::RULE, "growing-buffer", Confidence::High, Site { def: site.def, expr: append })?;
    found.args.insert("buffer", body.locals[buffer].name.to_string());
    found.args.insert("api", super::api(cx, Site { def: site.def, expr: piece }));
    found.steps.extend(cx.flow.loc(site.def, piece).map(|at| Step::new("read", at)));
    Some(found)
}

/// What a call yields when it is awaited.
fn awaited(cx: &Cx<'_>, call: Site) -> Ty {
    let parent = cx.flow.index(call.def).and_then(|i| i.parent(call.expr));
    let body = cx.flow.body(call.def);
    let waits = parent.filter(|p| body.is_some_and(|b| matches!(b.exprs[*p], Expr::Await(_))));
    cx.flow.ty(call.def, waits.unwrap_or(call.expr))
}

/// Whether the piece that a call reads is kept in a buffer that grows with every turn.
pub(in crate::check) fn kept(cx: &Cx<'_>, piece: Site) -> bool {
    let Some(body) = cx.flow.body(piece.def) else {
        return false;
    };
    let looped = innermost(cx, body, piece);
    looped.is_some_and(|expr| unchecked(cx, body, Site { def: piece.def, expr }, piece.expr).is_some())
}

/// The call in a loop that appends, and its buffer, where nothing in the loop ends it.
fn unchecked(cx: &Cx<'_>, body: &Body, site: Site, piece: ExprId) -> Option<(ExprId, LocalId)> {
    let mut turns = Turns {
        cx,
        def: site.def,
        body,
        looped: site.expr,
        inside: body.descendants(site.expr),
        pieces: FxHashSet::default(),
        counters: FxHashSet::default(),
    };
    turns.follow(piece);
    let (append, buffer) = turns.inside.iter().find_map(|e| Some((*e, turns.appended(*e)?)))?;
    let ended = turns.inside.iter().any(|e| turns.ends(*e, buffer, append));
    (!ended).then_some((append, buffer))
}

/// The innermost loop around an expression.
fn innermost(cx: &Cx<'_>, body: &Body, at: Site) -> Option<ExprId> {
    let looped = |e: &ExprId| matches!(body.exprs[*e], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. });
    cx.flow.index(at.def)?.ancestors(at.expr).find(looped)
}

/// The local that a place is, or is a part of.
fn root_local(body: &Body, mut at: ExprId) -> Option<LocalId> {
    loop {
        match &body.exprs[at] {
            Expr::Local(local) => return Some(*local),
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } | Expr::Field { base: expr, .. } => at = *expr,
            _ => return None,
        }
    }
}

impl Turns<'_, '_> {
    /// Which locals hold pieces: bound to what the read yields, or to what is made of such.
    fn follow(&mut self, piece: ExprId) {
        for _ in 0..4 {
            for at in self.inside.clone() {
                match &self.body.exprs[at] {
                    Expr::Block { stmts, .. } => {
                        for stmt in stmts {
                            if let Stmt::Let { pat, init: Some(init), .. } = stmt {
                                self.bind(&[*pat], *init, piece);
                            }
                        }
                    }
                    Expr::Let { pat, expr } => self.bind(&[*pat], *expr, piece),
                    Expr::For { pat, iter, .. } => self.bind(&[*pat], *iter, piece),
                    Expr::Match { scrutinee, arms } => {
                        let pats: Vec<_> = arms.iter().map(|a| a.pat).collect();
                        self.bind(&pats, *scrutinee, piece);
                    }
                    Expr::Select { arms, .. } => arms.iter().for_each(|a| self.bind(&[a.pat], a.future, piece)),
                    Expr::Assign { lhs, rhs } | Expr::AssignOp { lhs, rhs, .. } if self.made_of(*rhs, piece) => {
                        self.counters.extend(root_local(self.body, *lhs));
                    }
                    _ => {}
                }
            }
        }
    }

    fn bind(&mut self, pats: &[crate::hir::PatId], from: ExprId, piece: ExprId) {
        if self.made_of(from, piece) {
            self.pieces.extend(pats.iter().flat_map(|p| self.body.bindings(*p)));
        }
    }

    fn made_of(&self, expr: ExprId, piece: ExprId) -> bool {
        self.body
            .descendants(expr)
            .iter()
            .any(|e| *e == piece || matches!(&self.body.exprs[*e], Expr::Local(l) if self.pieces.contains(l)))
    }

    fn of_piece(&self, expr: ExprId) -> bool {
        self.made_of(expr, expr) && !self.is_number(expr)
    }

    fn names(&self, expr: ExprId, local: LocalId) -> bool {
        self.body.descendants(expr).iter().any(|e| matches!(&self.body.exprs[*e], Expr::Local(l) if *l == local))
    }

    fn is_number(&self, expr: ExprId) -> bool {
        let ty = self.cx.flow.ty(self.def, expr);
        matches!(ty.peel_refs().kind(), TyKind::Prim(name) if *name != "str") || matches!(ty.kind(), TyKind::Int)
    }

    fn outlives(&self, local: LocalId) -> bool {
        self.cx.flow.index(self.def).is_some_and(|index| !index.is_within(local, self.looped))
    }

    /// The buffer that an expression adds a piece to.
    fn appended(&self, at: ExprId) -> Option<LocalId> {
        let buffer = match &self.body.exprs[at] {
            Expr::MethodCall { recv, args, .. } => {
                let given = args.iter().any(|a| self.of_piece(*a));
                let appends = is_append(self.cx, self.def, at);
                (given && (appends || self.helper_appends(at))).then(|| root_local(self.body, *recv))?
            }
            Expr::Call { args, .. } => {
                let given = args.iter().any(|a| self.of_piece(*a));
                let appends = is_append(self.cx, self.def, at);
                (given && (appends || self.helper_appends(at))).then(|| root_local(self.body, *args.first()?))?
            }
            Expr::AssignOp { op: BinOp::Add, lhs, rhs } if self.of_piece(*rhs) && !self.is_number(*lhs) => {
                root_local(self.body, *lhs)
            }
            // `all = [all, chunk].concat()`
            Expr::Assign { lhs, rhs } if self.of_piece(*rhs) => {
                let memory = super::is_buffer(self.cx, &self.cx.flow.ty(self.def, *lhs));
                root_local(self.body, *lhs).filter(|l| memory && self.names(*rhs, *l))
            }
            _ => None,
        }?;
        self.outlives(buffer).then_some(buffer)
    }

    /// A function of the workspace that appends to its first parameter or to itself, with no look at a length.
    fn helper_appends(&self, call: ExprId) -> bool {
        let Some(callee) = self.cx.flow.types_of(self.def).callees.get(&call) else {
            return false;
        };
        self.cx.flow.targets(callee).into_iter().any(|target| {
            let Some(body) = self.cx.flow.body(target) else { return false };
            let first =
                body.self_local.or_else(|| body.params.first().and_then(|p| body.bindings(*p).first().copied()));
            let adds = |e: ExprId| {
                let Expr::MethodCall { recv: buffer, .. } = &body.exprs[e] else { return false };
                if !is_append(self.cx, target, e) {
                    return false;
                }
                first.is_some() && root_local(body, *buffer) == first
            };
            body.exprs.ids().any(adds) && !body.exprs.iter().any(|(_, e)| is_comparison(e))
        })
    }

    /// Whether an expression ends the loop by a length, or empties the buffer.
    fn ends(&self, at: ExprId, buffer: LocalId, append: ExprId) -> bool {
        match &self.body.exprs[at] {
            // What is left of a budget: `left -= taken; if left == 0 { break; }`
            Expr::Binary { op: BinOp::Eq | BinOp::Ne, lhs, rhs } => {
                [lhs, rhs].into_iter().any(|side| self.spent(*side)) && self.matters(at, buffer, append)
            }
            kind @ Expr::Binary { lhs, rhs, .. } if is_comparison(kind) => {
                (self.measures(*lhs, buffer) || self.measures(*rhs, buffer)) && self.matters(at, buffer, append)
            }
            Expr::MethodCall { recv, name, args, .. } => {
                let own = root_local(self.body, *recv) == Some(buffer);
                own && empties(name.as_str())
                    || matches!(name.as_str(), "checked_sub" | "cmp" | "partial_cmp") && self.measures(*recv, buffer)
                    || self.checked_by_helper(at, args.iter().chain([recv]).copied(), buffer)
                    || self.counted_by_helper(at, args)
            }
            Expr::Call { args, .. } => {
                let taken = args.iter().any(|a| root_local(self.body, *a) == Some(buffer));
                taken && self.cx.flow.call_rows(self.def, at).iter().any(|r| r.kind.as_deref() == Some("empties"))
                    || self.checked_by_helper(at, args.iter().copied(), buffer)
                    || self.counted_by_helper(at, args)
            }
            Expr::Assign { lhs, rhs } => root_local(self.body, *lhs) == Some(buffer) && !self.of_piece(*rhs),
            _ => false,
        }
    }

    /// Whether a size is of everything so far: the buffer's length, or a counter that pieces change.
    fn measures(&self, expr: ExprId, buffer: LocalId) -> bool {
        let locals = self.body.descendants(expr);
        locals.iter().any(|e| match &self.body.exprs[*e] {
            Expr::Local(l) => *l == buffer || self.counters.contains(l) || self.derived(*l, buffer),
            _ => false,
        })
    }

    /// A counter that pieces are taken off.
    fn spent(&self, counter: ExprId) -> bool {
        let Expr::Local(local) = &self.body.exprs[counter] else { return false };
        let taken = |e: &ExprId| match &self.body.exprs[*e] {
            Expr::AssignOp { op: BinOp::Sub, lhs, .. } => root_local(self.body, *lhs) == Some(*local),
            _ => false,
        };
        self.counters.contains(local) && self.inside.iter().any(taken)
    }

    /// A local of the loop that is made of the buffer or of a counter: `let size = all.len() + chunk.len();`
    fn derived(&self, local: LocalId, buffer: LocalId) -> bool {
        self.cx.flow.initialisers(self.def, local).into_iter().any(|init| {
            self.body
                .descendants(init)
                .iter()
                .any(|e| matches!(&self.body.exprs[*e], Expr::Local(l) if *l == buffer || self.counters.contains(l)))
        })
    }

    /// Whether anything hangs on a comparison: a way out, the append itself, or something that is not seen through.
    fn matters(&self, at: ExprId, buffer: LocalId, append: ExprId) -> bool {
        let Some(index) = self.cx.flow.index(self.def) else {
            return true;
        };
        let mut inner = at;
        for outer in index.ancestors(at) {
            match &self.body.exprs[outer] {
                Expr::If { cond, then, els } if *cond == inner => {
                    let parts = std::iter::once(*then).chain(*els).flat_map(|e| self.body.descendants(e));
                    return parts.into_iter().any(|e| e == append || self.leaves(e, buffer));
                }
                Expr::Binary { op: BinOp::And | BinOp::Or, .. } | Expr::Unary { .. } => inner = outer,
                _ => return true,
            }
        }
        true
    }

    fn leaves(&self, at: ExprId, buffer: LocalId) -> bool {
        match &self.body.exprs[at] {
            Expr::Return(_) | Expr::Break { .. } | Expr::Try(_) | Expr::Continue { .. } => true,
            Expr::Macro { kind, .. } => matches!(kind, MacroKind::Panic | MacroKind::Opaque),
            Expr::MethodCall { recv, name, .. } => {
                root_local(self.body, *recv) == Some(buffer) && empties(name.as_str())
            }
            Expr::Call { callee, .. } => {
                matches!(&self.body.exprs[*callee], Expr::Path(p) if p.segs.last().is_some_and(|s| s.name == "Err"))
            }
            Expr::Assign { .. } => true,
            _ => false,
        }
    }

    /// A function of the workspace that keeps count of the sizes that it is given, refuses at a limit, and whose answer
    /// is not thrown away: `budget.take(chunk.len())?`.
    fn counted_by_helper(&self, call: ExprId, args: &[ExprId]) -> bool {
        let size = |a: &ExprId| self.is_number(*a) && self.made_of(*a, *a);
        let answered = !matches!(self.cx.flow.index(self.def).map(|i| i.up(call)), None | Some(Up::Stmt { .. }));
        if !answered || !args.iter().any(size) {
            return false;
        }
        let Some(callee) = self.cx.flow.types_of(self.def).callees.get(&call) else {
            return false;
        };
        let counts = |target: DefId| {
            self.cx.flow.body(target).is_some_and(|body| {
                let keeps = |e: &Expr| match e {
                    Expr::Assign { lhs, .. } | Expr::AssignOp { lhs, .. } => {
                        !matches!(body.exprs[*lhs], Expr::Local(_))
                    }
                    Expr::MethodCall { name, .. } => name.as_str().starts_with("fetch_"),
                    _ => false,
                };
                let refuses =
                    |e: &Expr| is_comparison(e) || matches!(e, Expr::MethodCall { name, .. } if *name == "checked_sub");
                body.exprs.iter().any(|(_, e)| keeps(e)) && body.exprs.iter().any(|(_, e)| refuses(e))
            })
        };
        self.cx.flow.targets(callee).into_iter().any(counts)
    }

    /// A function of the workspace that compares what it is given and whose answer is not thrown away.
    fn checked_by_helper(&self, call: ExprId, args: impl Iterator<Item = ExprId>, buffer: LocalId) -> bool {
        let mut args = args;
        if !args.any(|a| self.measures(a, buffer)) {
            return false;
        }
        let Some(callee) = self.cx.flow.types_of(self.def).callees.get(&call) else {
            return false;
        };
        self.cx.flow.targets(callee).into_iter().any(|target| {
            let answers = self.cx.flow.types.sig(target).ret.as_ref().is_some_and(|r| *r != Ty::unit());
            answers && self.cx.flow.body(target).is_some_and(|b| b.exprs.iter().any(|(_, e)| is_comparison(e)))
        })
    }
}

/// A call that adds to a buffer in memory.
fn is_append(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let Some(row) = cx.flow.call_row(def, call, Role::Appends) else {
        return false;
    };
    let to = match cx.flow.body(def).map(|b| &b.exprs[call]) {
        Some(Expr::MethodCall { recv, .. }) => Some(*recv),
        Some(Expr::Call { args, .. }) => args.first().copied(),
        _ => None,
    };
    row.kind.as_deref() != Some("writes") || to.is_some_and(|to| super::is_buffer(cx, &cx.flow.ty(def, to)))
}

pub(super) fn is_comparison(expr: &Expr) -> bool {
    matches!(expr, Expr::Binary { op: BinOp::Lt | BinOp::Le | BinOp::Gt | BinOp::Ge, .. })
}

/// Methods of the standard library's and `bytes`' buffers that take out what is in them.
fn empties(name: &str) -> bool {
    matches!(name, "clear" | "drain" | "truncate" | "split" | "split_to" | "split_off" | "advance" | "remove" | "pop")
}

/// Whether a stream's adapters compare something that they add up: `and_then(|c| { n += c.len(); if n > MAX {..} })`.
pub(super) fn adapters_check(cx: &Cx<'_>, body: &Body, collected: Site) -> bool {
    let (made_of, _) = cx.flow.origins(collected);
    let closures = made_of.iter().flat_map(|e| body.exprs[*e].children());
    closures.filter(|e| matches!(body.exprs[*e], Expr::Closure { .. })).any(|closure| {
        let inside = body.descendants(closure);
        let adds = |e: &ExprId| matches!(body.exprs[*e], Expr::AssignOp { op: BinOp::Add, .. });
        inside.iter().any(adds) && inside.iter().any(|e| is_comparison(&body.exprs[*e]))
    })
}

/// Whether a closure that is called with each piece keeps it: it appends and compares nothing.
pub(super) fn closure_keeps(cx: &Cx<'_>, body: &Body, def: DefId, args: &[ExprId]) -> bool {
    let closures = args.iter().filter(|a| matches!(body.exprs[**a], Expr::Closure { .. }));
    let mut inside = closures.flat_map(|c| body.descendants(*c)).peekable();
    if inside.peek().is_none() {
        return true;
    }
    let inside: Vec<ExprId> = inside.collect();
    let appends = |e: &ExprId| {
        is_append(cx, def, *e) || matches!(&body.exprs[*e], Expr::MethodCall { name, .. } if *name == "concat")
    };
    inside.iter().any(appends) && !inside.iter().any(|e| is_comparison(&body.exprs[*e]))
}
