//! Expressions with control flow: branches, loops, jumps, closures and kinds of blocks.

use syn::spanned::Spanned as _;

use super::{LowerCx, attrs};
use crate::base::{Span, Sym};
use crate::hir::{Arm, BlockKind, Expr, ExprId, PatId, TypeRef};

impl LowerCx<'_> {
    pub(super) fn control(&mut self, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::If(e) => self.if_expr(e),
            syn::Expr::Match(e) => self.match_expr(e),
            syn::Expr::Closure(e) => self.closure(e),
            syn::Expr::Let(e) => self.let_expr(e),
            syn::Expr::While(e) => self.while_expr(e),
            syn::Expr::ForLoop(e) => self.for_expr(e),
            syn::Expr::Loop(e) => {
                let label = self.label(e.label.as_ref());
                let body = self.plain_block(&e.body);
                let start = self.span(e.loop_token.span);
                self.prefix(start, body, Expr::Loop { label, body })
            }
            syn::Expr::Return(e) => {
                let start = self.span(e.return_token.span);
                self.jump(start, e.expr.as_deref(), Expr::Return)
            }
            syn::Expr::Break(e) => {
                let label = e.label.as_ref().map(|l| self.name(&l.ident));
                let start = self.span(e.break_token.span);
                self.jump(start, e.expr.as_deref(), |value| Expr::Break { label, value })
            }
            syn::Expr::Continue(e) => {
                let label = e.label.as_ref().map(|l| self.name(&l.ident));
                let span = self.span(e.continue_token.span);
                self.alloc(Expr::Continue { label }, span)
            }
            syn::Expr::Yield(e) => {
                let start = self.span(e.yield_token.span);
                self.jump(start, e.expr.as_deref(), Expr::Yield)
            }
            _ => self.block_expr(expr),
        }
    }

    fn block_expr(&mut self, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::Block(e) => {
                let label = self.label(e.label.as_ref());
                self.block(&e.block, BlockKind::Plain, label)
            }
            syn::Expr::Async(e) => {
                let is_move = e.capture.is_some();
                let block = self.block(&e.block, BlockKind::Async { is_move }, None);
                self.widen(block, e.async_token.span)
            }
            syn::Expr::Unsafe(e) => {
                let block = self.plain_block(&e.block);
                self.widen(block, e.unsafe_token.span)
            }
            syn::Expr::Const(e) => {
                let block = self.plain_block(&e.block);
                self.widen(block, e.const_token.span)
            }
            syn::Expr::TryBlock(e) => {
                let block = self.block(&e.block, BlockKind::Try, None);
                self.widen(block, e.try_token.span)
            }
            syn::Expr::Verbatim(tokens) => self.verbatim(tokens),
            other => {
                let span = self.span(other.span());
                self.missing(span)
            }
        }
    }

    /// Lets a block's span start with the keyword before it.
    fn widen(&mut self, block: ExprId, keyword: proc_macro2::Span) -> ExprId {
        let span = self.join(self.span(keyword), self.expr_span(block));
        self.body.set_expr_span(block, span);
        block
    }

    pub(super) fn label(&mut self, label: Option<&syn::Label>) -> Option<Sym> {
        label.map(|l| self.name(&l.name.ident))
    }

    fn jump(&mut self, start: Span, value: Option<&syn::Expr>, kind: impl FnOnce(Option<ExprId>) -> Expr) -> ExprId {
        let value = value.map(|v| self.expr(v));
        match value {
            Some(id) => self.prefix(start, id, kind(value)),
            None => self.alloc(kind(None), start),
        }
    }

    fn if_expr(&mut self, e: &syn::ExprIf) -> ExprId {
        let start = self.span(e.if_token.span);
        let only = cfg_branch(&e.cond);
        let (cond, then) = self.scoped(|cx| {
            let cond = cx.expr(&e.cond);
            let start = cx.body.exprs_len();
            let then = cx.plain_block(&e.then_branch);
            if only == Some(true) {
                cx.body.wasm_from(start);
            }
            (cond, then)
        });
        let start_else = self.body.exprs_len();
        let els = e.else_branch.as_ref().map(|(_, els)| self.expr(els));
        if only == Some(false) {
            self.body.wasm_from(start_else);
        }
        self.prefix(start, els.unwrap_or(then), Expr::If { cond, then, els })
    }

    fn let_expr(&mut self, e: &syn::ExprLet) -> ExprId {
        let start = self.span(e.let_token.span);
        let expr = self.expr(&e.expr);
        let pat = self.pat_top(&e.pat);
        self.prefix(start, expr, Expr::Let { pat, expr })
    }

    fn while_expr(&mut self, e: &syn::ExprWhile) -> ExprId {
        let start = self.span(e.while_token.span);
        let label = self.label(e.label.as_ref());
        let (cond, body) = self.scoped(|cx| (cx.expr(&e.cond), cx.plain_block(&e.body)));
        self.prefix(start, body, Expr::While { label, cond, body })
    }

    fn for_expr(&mut self, e: &syn::ExprForLoop) -> ExprId {
        let start = self.span(e.for_token.span);
        let label = self.label(e.label.as_ref());
        let iter = self.expr(&e.expr);
        let (pat, body) = self.scoped(|cx| (cx.pat_top(&e.pat), cx.plain_block(&e.body)));
        self.prefix(start, body, Expr::For { label, pat, iter, body })
    }

    fn match_expr(&mut self, e: &syn::ExprMatch) -> ExprId {
        let start = self.span(e.match_token.span);
        let scrutinee = self.expr(&e.expr);
        let mut arms = Vec::with_capacity(e.arms.len());
        for arm in e.arms.iter().filter(|a| !attrs::is_test(&a.attrs)) {
            arms.push(self.arm(&arm.pat, &arm.body));
        }
        let span = self.join(start, self.span(e.brace_token.span.close()));
        self.alloc(Expr::Match { scrutinee, arms: arms.into() }, span)
    }

    fn arm(&mut self, pat: &syn::Pat, body: &syn::Expr) -> Arm {
        let arm = self.scoped(|cx| {
            let (pat, guard) = cx.guarded_pat(pat);
            let body = cx.expr(body);
            Arm { pat, guard, body }
        });
        let start = self.body.pat_span(arm.pat);
        self.target(self.join(start, self.expr_span(arm.body)));
        arm
    }

    /// A pattern and the guard behind it.
    pub(super) fn guarded_pat(&mut self, pat: &syn::Pat) -> (PatId, Option<ExprId>) {
        match pat {
            syn::Pat::Guard(p) => {
                let pat = self.pat_top(&p.pat);
                (pat, Some(self.expr(&p.guard)))
            }
            other => (self.pat_top(other), None),
        }
    }

    fn closure(&mut self, e: &syn::ExprClosure) -> ExprId {
        let start = closure_start(e);
        let start = self.span(start);
        let ret = self.ret(&e.output);
        let (params, body) = self.scoped(|cx| {
            let params: Vec<_> = e.inputs.iter().map(|p| cx.closure_param(p)).collect();
            (params, cx.expr(&e.body))
        });
        let closure = Expr::Closure {
            params: params.into(),
            ret: ret.map(Box::new),
            body,
            is_async: e.asyncness.is_some(),
            is_move: e.capture.is_some(),
        };
        self.prefix(start, body, closure)
    }

    fn closure_param(&mut self, param: &syn::Pat) -> (PatId, Option<TypeRef>) {
        match param {
            syn::Pat::Type(p) => {
                let ty = self.ty(&p.ty);
                (self.pat_top(&p.pat), Some(ty))
            }
            other => (self.pat_top(other), None),
        }
    }
}

fn closure_start(e: &syn::ExprClosure) -> proc_macro2::Span {
    match (e.asyncness, e.capture) {
        (Some(token), _) => token.span,
        (None, Some(token)) => token.span,
        (None, None) => e.inputs_begin.spans[0],
    }
}

/// Which branch of an `if` only WebAssembly takes: that where `cfg!(..)` holds, or the other.
fn cfg_branch(cond: &syn::Expr) -> Option<bool> {
    match cond {
        syn::Expr::Paren(e) => cfg_branch(&e.expr),
        syn::Expr::Unary(e) if matches!(e.op, syn::UnOp::Not(_)) => cfg_branch(&e.expr).map(|then| !then),
        syn::Expr::Macro(e) if e.mac.path.is_ident("cfg") => attrs::wasm_side(e.mac.tokens.clone()),
        _ => None,
    }
}
