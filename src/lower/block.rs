//! Blocks and statements. Statements that only tests have are dropped; those under another `cfg` stay.
//!
//! - Twins under different `cfg`s that bind one name share its local.
//! - Trailing expressions under `cfg`s are alternatives, and one that leaves (`return`, `break`, `continue`)
//!   may be absent: both become an `if` with a missing condition.

use super::{LowerCx, attrs};
use crate::base::{Span, Sym};
use crate::hir::{BlockKind, Expr, ExprId, ItemId, Stmt};

/// What a block holds, as it is gathered.
#[derive(Default)]
pub(super) struct Sink {
    pub stmts: Vec<Stmt>,
    pub tail: Option<ExprId>,
    pub items: Vec<ItemId>,
}

impl LowerCx<'_> {
    pub(super) fn block(&mut self, block: &syn::Block, kind: BlockKind, label: Option<Sym>) -> ExprId {
        let span = self.span(block.brace_token.span.join());
        self.stmts_block(&block.stmts, kind, label, span)
    }

    /// Statements as a block with a scope of its own.
    pub(super) fn stmts_block(
        &mut self,
        stmts: &[syn::Stmt],
        kind: BlockKind,
        label: Option<Sym>,
        span: Span,
    ) -> ExprId {
        let mut sink = Sink::default();
        let twins = self.body.enter_block();
        self.scoped(|cx| cx.stmts(stmts, &mut sink));
        self.body.leave_block(twins);
        let Sink { mut stmts, tail, items } = sink;
        stmts.shrink_to_fit();
        self.alloc(Expr::Block { kind, label, stmts: stmts.into(), tail, items: items.into() }, span)
    }

    /// Adds statements to a block at hand; the last one may be its value.
    pub(super) fn stmts(&mut self, stmts: &[syn::Stmt], sink: &mut Sink) {
        self.define_block_macros(stmts);
        sink.stmts.reserve(stmts.len());
        let (stmts, alternatives) = split_alternatives(stmts);
        let Some((last, init)) = stmts.split_last() else {
            return self.alternatives(alternatives, sink);
        };
        for stmt in init {
            self.stmt(stmt, sink);
        }
        if alternatives.is_empty() {
            self.last_stmt(last, sink);
        } else {
            self.stmt(last, sink);
            self.alternatives(alternatives, sink);
        }
    }

    fn last_stmt(&mut self, stmt: &syn::Stmt, sink: &mut Sink) {
        let start = self.body.exprs_len();
        self.last_stmt_inner(stmt, sink);
        self.note_wasm(stmt_attrs(stmt), start);
    }

    /// Notes what was lowered since there were `start` expressions, if it is only for WebAssembly.
    fn note_wasm(&mut self, of: &[syn::Attribute], start: usize) {
        if attrs::is_wasm(of) {
            self.body.wasm_from(start);
        }
    }

    fn last_stmt_inner(&mut self, stmt: &syn::Stmt, sink: &mut Sink) {
        match stmt {
            syn::Stmt::Expr(expr, None) if !attrs::is_test(expr_attrs(expr)) => {
                let tail = self.expr(expr);
                self.target(self.expr_span(tail));
                sink.tail = Some(tail);
            }
            syn::Stmt::Macro(m) if m.semi_token.is_none() && !attrs::is_test(&m.attrs) => {
                if !self.macro_stmt(m, sink) {
                    sink.tail = pop_expr(&mut sink.stmts);
                }
            }
            other => self.stmt_inner(other, sink),
        }
    }

    fn stmt(&mut self, stmt: &syn::Stmt, sink: &mut Sink) {
        let start = self.body.exprs_len();
        self.stmt_inner(stmt, sink);
        self.note_wasm(stmt_attrs(stmt), start);
    }

    fn stmt_inner(&mut self, stmt: &syn::Stmt, sink: &mut Sink) {
        match stmt {
            syn::Stmt::Local(local) => self.let_stmt(local, sink),
            syn::Stmt::Item(item) => {
                let items = self.detached(|cx| cx.items(std::slice::from_ref(item)));
                let hir = &self.hir.items;
                sink.items.extend(items.into_iter().filter(|id| !hir[*id].attrs.test_only));
            }
            syn::Stmt::Expr(syn::Expr::Verbatim(tokens), _) if tokens.is_empty() => {}
            syn::Stmt::Expr(expr, semi) => {
                if attrs::is_test(expr_attrs(expr)) {
                    return;
                }
                let mut id = self.expr(expr);
                let span = self.expr_span(id);
                let end = semi.map_or(span, |s| self.span(s.spans[0]));
                self.target(self.join(span, end));
                if leaves(expr) && attrs::cfg_text(expr_attrs(expr)).is_some() {
                    id = self.maybe(id, None);
                }
                sink.stmts.push(Stmt::Expr(id));
            }
            syn::Stmt::Macro(m) if attrs::is_test(&m.attrs) => {}
            syn::Stmt::Macro(m) => {
                self.macro_stmt(m, sink);
            }
        }
    }

    fn let_stmt(&mut self, local: &syn::Local, sink: &mut Sink) {
        if attrs::is_test(&local.attrs) {
            return;
        }
        let (pat, ty) = match &local.pat {
            syn::Pat::Type(typed) => (&*typed.pat, Some(&*typed.ty)),
            other => (other, None),
        };
        let ty = ty.map(|ty| self.ty(ty));
        let init = local.init.as_ref().map(|i| self.expr(&i.expr));
        let diverge = local.init.as_ref().and_then(|i| i.diverge.as_ref());
        let els = diverge.map(|(_, els)| self.expr(els));
        self.body.cfg = attrs::cfg_text(&local.attrs);
        let pat = self.pat_top(pat);
        self.body.cfg = None;
        let start = local.attrs.first().map_or(local.let_token.span, |a| a.pound_token.spans[0]);
        let span = self.join(self.span(start), self.span(local.semi_token.spans[0]));
        self.target(span);
        sink.stmts.push(Stmt::Let { pat, ty: ty.map(Box::new), init, els });
    }

    /// Runs `lower` outside of the body at hand, for items inside of it.
    pub(super) fn detached<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let body = std::mem::take(&mut self.body);
        let value = lower(self);
        self.body = body;
        value
    }

    /// The block's value is one of `stmts`, each under a `cfg`.
    fn alternatives(&mut self, stmts: &[syn::Stmt], sink: &mut Sink) {
        let mut value = None;
        for stmt in stmts.iter().rev() {
            if let syn::Stmt::Expr(expr, _) = stmt
                && !attrs::is_test(expr_attrs(expr))
            {
                let start = self.body.exprs_len();
                let id = self.expr(expr);
                self.note_wasm(expr_attrs(expr), start);
                self.target(self.expr_span(id));
                value = Some(match value {
                    Some(els) => self.maybe(id, Some(els)),
                    None => id,
                });
            }
        }
        sink.tail = value;
    }

    fn maybe(&mut self, then: ExprId, els: Option<ExprId>) -> ExprId {
        let span = self.expr_span(then);
        let cond = self.missing(Span { start: span.start, end: span.start });
        self.prefix(span, els.unwrap_or(then), Expr::If { cond, then, els })
    }
}

fn pop_expr(stmts: &mut Vec<Stmt>) -> Option<ExprId> {
    match stmts.last() {
        Some(Stmt::Expr(id)) => {
            let id = *id;
            stmts.pop();
            Some(id)
        }
        _ => None,
    }
}

/// Splits off the trailing values under `cfg`s, if there are several.
fn split_alternatives(stmts: &[syn::Stmt]) -> (&[syn::Stmt], &[syn::Stmt]) {
    let is_alternative = |stmt: &&syn::Stmt| match stmt {
        syn::Stmt::Expr(expr, None) => attrs::cfg_text(expr_attrs(expr)).is_some(),
        _ => false,
    };
    match stmts.iter().rev().take_while(is_alternative).count() {
        0 | 1 => (stmts, &[]),
        n => stmts.split_at(stmts.len() - n),
    }
}

/// Whether an expression, or the last statement of a block, is a jump.
fn leaves(expr: &syn::Expr) -> bool {
    match expr {
        syn::Expr::Return(_) | syn::Expr::Break(_) | syn::Expr::Continue(_) => true,
        syn::Expr::Block(e) => match e.block.stmts.last() {
            Some(syn::Stmt::Expr(last, _)) => leaves(last),
            _ => false,
        },
        _ => false,
    }
}

fn stmt_attrs(stmt: &syn::Stmt) -> &[syn::Attribute] {
    match stmt {
        syn::Stmt::Local(local) => &local.attrs,
        syn::Stmt::Expr(expr, _) => expr_attrs(expr),
        syn::Stmt::Macro(m) => &m.attrs,
        syn::Stmt::Item(_) => &[],
    }
}

/// The attributes of the kinds of expressions that stand as statements.
fn expr_attrs(expr: &syn::Expr) -> &[syn::Attribute] {
    match expr {
        syn::Expr::Assign(e) => expr_attrs(&e.left),
        syn::Expr::Binary(e) => expr_attrs(&e.left),
        syn::Expr::Cast(e) => expr_attrs(&e.expr),
        syn::Expr::Array(e) => &e.attrs,
        syn::Expr::Async(e) => &e.attrs,
        syn::Expr::Await(e) => &e.attrs,
        syn::Expr::Block(e) => &e.attrs,
        syn::Expr::Break(e) => &e.attrs,
        syn::Expr::Call(e) => &e.attrs,
        syn::Expr::Closure(e) => &e.attrs,
        syn::Expr::Continue(e) => &e.attrs,
        syn::Expr::Field(e) => &e.attrs,
        syn::Expr::ForLoop(e) => &e.attrs,
        syn::Expr::If(e) => &e.attrs,
        syn::Expr::Index(e) => &e.attrs,
        syn::Expr::Lit(e) => &e.attrs,
        syn::Expr::Loop(e) => &e.attrs,
        syn::Expr::Macro(e) => &e.attrs,
        syn::Expr::Match(e) => &e.attrs,
        syn::Expr::MethodCall(e) => &e.attrs,
        syn::Expr::Paren(e) => &e.attrs,
        syn::Expr::Path(e) => &e.attrs,
        syn::Expr::Reference(e) => &e.attrs,
        syn::Expr::Return(e) => &e.attrs,
        syn::Expr::Struct(e) => &e.attrs,
        syn::Expr::Try(e) => &e.attrs,
        syn::Expr::Tuple(e) => &e.attrs,
        syn::Expr::Unary(e) => &e.attrs,
        syn::Expr::Unsafe(e) => &e.attrs,
        syn::Expr::While(e) => &e.attrs,
        _ => &[],
    }
}
