//! The body at hand: its arenas and scopes. Must not know syntax.

use rustc_hash::FxHashSet;

use super::LowerCx;
use crate::base::{Arena, Span, Sym};
use crate::hir::{Body, BodyId, Expansion, Expr, ExprId, ItemId, Local, LocalId, Pat, PatId};

/// A body under construction.
#[derive(Default)]
pub(super) struct BodyCx {
    exprs: Arena<Expr>,
    expr_spans: Vec<Span>,
    pats: Arena<Pat>,
    pat_spans: Vec<Span>,
    locals: Arena<Local>,
    /// What is in scope, innermost last.
    scope: Vec<(Sym, LocalId)>,
    /// What the pattern at hand binds; alternatives share.
    pub(super) binding: Vec<(Sym, LocalId)>,
    /// The `cfg` of the `let` at hand.
    pub(super) cfg: Option<String>,
    /// What earlier `let`s of the block under a `cfg` bound.
    twins: Vec<Twin>,
    pub(super) self_local: Option<LocalId>,
    pub(super) params: Vec<PatId>,
    seen: FxHashSet<Sym>,
    mentions: Vec<Sym>,
    expansions: Vec<Expansion>,
    wasm: Vec<std::ops::Range<usize>>,
}

/// A name that a `let` under a `cfg` bound.
pub(super) struct Twin {
    name: Sym,
    local: LocalId,
    cfg: String,
}

impl BodyCx {
    /// Notes that the body mentions `name`.
    pub(super) fn mention(&mut self, name: Sym) {
        if self.seen.insert(name) {
            self.mentions.push(name);
        }
    }

    pub(super) fn exprs_len(&self) -> usize {
        self.exprs.len()
    }

    /// Notes that a macro call gave the expressions from `start` on.
    pub(super) fn expanded(&mut self, start: usize, call: Span) {
        if start < self.exprs.len() {
            self.expansions.push(Expansion { exprs: start..self.exprs.len(), call });
        }
    }

    /// Notes that the expressions from `start` on are only for WebAssembly.
    pub(super) fn wasm_from(&mut self, start: usize) {
        if start < self.exprs.len() {
            self.wasm.push(start..self.exprs.len());
        }
    }

    pub(super) fn expr(&mut self, expr: Expr, span: Span) -> ExprId {
        self.expr_spans.push(span);
        self.exprs.alloc(expr)
    }

    pub(super) fn expr_span(&self, id: ExprId) -> Span {
        self.expr_spans.get(id.index()).copied().unwrap_or_default()
    }

    pub(super) fn set_expr_span(&mut self, id: ExprId, span: Span) {
        if let Some(slot) = self.expr_spans.get_mut(id.index()) {
            *slot = span;
        }
    }

    pub(super) fn pat(&mut self, pat: Pat, span: Span) -> PatId {
        self.pat_spans.push(span);
        self.pats.alloc(pat)
    }

    pub(super) fn pat_span(&self, id: PatId) -> Span {
        self.pat_spans.get(id.index()).copied().unwrap_or_default()
    }

    /// A new variable, not in scope yet.
    pub(super) fn local(&mut self, name: Sym, mutable: bool, span: Span) -> LocalId {
        self.locals.alloc(Local { name, mutable, span })
    }

    pub(super) fn lookup(&self, name: Sym) -> Option<LocalId> {
        let found = self.scope.iter().rev().find(|(n, _)| *n == name);
        found.map(|(_, local)| *local)
    }

    pub(super) fn bring_in(&mut self, name: Sym, local: LocalId) {
        self.scope.push((name, local));
    }

    /// Brings into scope what was bound since there were `from` bindings.
    pub(super) fn bring_bindings(&mut self, from: usize) {
        if let Some(cfg) = &self.cfg {
            let twins =
                self.binding[from..].iter().map(|(name, local)| Twin { name: *name, local: *local, cfg: cfg.clone() });
            self.twins.extend(twins);
        }
        self.scope.extend(self.binding.drain(from..));
    }

    /// The local of that name that a `let` of this block under another `cfg` bound, if this one has a `cfg`.
    pub(super) fn twin(&self, name: Sym) -> Option<LocalId> {
        let cfg = self.cfg.as_ref()?;
        let found = self.twins.iter().rev().find(|t| t.name == name)?;
        (found.cfg != *cfg).then_some(found.local)
    }

    /// Starts a block, in which nothing has a twin yet.
    pub(super) fn enter_block(&mut self) -> Vec<Twin> {
        std::mem::take(&mut self.twins)
    }

    pub(super) fn leave_block(&mut self, outer: Vec<Twin>) {
        self.twins = outer;
    }

    /// The body, in exactly the memory that it takes; what is left is as good as new, with its capacity.
    fn finish(&mut self, owner: ItemId, root: ExprId) -> Body {
        self.scope.clear();
        self.seen.clear();
        Body {
            owner,
            exprs: self.exprs.take_exact(),
            expr_spans: self.expr_spans.drain(..).collect(),
            pats: self.pats.take_exact(),
            pat_spans: self.pat_spans.drain(..).collect(),
            locals: self.locals.take_exact(),
            self_local: self.self_local.take(),
            params: std::mem::take(&mut self.params),
            root,
            mentions: self.mentions.drain(..).collect(),
            expansions: self.expansions.drain(..).collect(),
            wasm: self.wasm.drain(..).collect(),
        }
    }
}

impl LowerCx<'_> {
    /// Runs `lower` on a body of its own and keeps that body.
    pub(super) fn with_body(&mut self, owner: ItemId, lower: impl FnOnce(&mut Self) -> ExprId) -> BodyId {
        let fresh = self.spare.pop().unwrap_or_default();
        let outer = std::mem::replace(&mut self.body, fresh);
        let root = lower(self);
        let mut done = std::mem::replace(&mut self.body, outer);
        let body = done.finish(owner, root);
        self.spare.push(done);
        self.hir.bodies.alloc(body)
    }

    /// Runs `lower` in an inner scope.
    pub(super) fn scoped<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let mark = self.body.scope.len();
        let value = lower(self);
        self.body.scope.truncate(mark);
        value
    }

    pub(super) fn alloc(&mut self, expr: Expr, span: Span) -> ExprId {
        self.body.expr(expr, span)
    }
}
