//! Macros that look at their arguments: format-like, assert-like, panic-like, `json!`, and those that end in an error.

use proc_macro2::TokenStream;

use super::args;
use crate::base::{Span, Sym};
use crate::hir::{Expr, ExprId, MacroKind, UnOp};
use crate::lower::LowerCx;
use crate::lower::expr::plain_path;

impl LowerCx<'_> {
    /// A macro with a format string and arguments.
    pub(super) fn format_like(
        &mut self,
        name: Sym,
        kind: MacroKind,
        tokens: &TokenStream,
        call: Span,
    ) -> Option<ExprId> {
        let args = args::parse(tokens.clone())?;
        let args = self.format_args(&args);
        Some(self.alloc(Expr::Macro { name, kind, args: args.into() }, call))
    }

    /// The arguments and what the format string captures; the string itself is left out.
    fn format_args(&mut self, args: &args::Args) -> Vec<ExprId> {
        let mut out = Vec::with_capacity(args.exprs.len());
        for expr in &args.exprs {
            match expr {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => {
                    let at = text.span();
                    self.captured(&text.value(), at, &args.names, &mut out);
                }
                other => out.push(self.expr(other)),
            }
        }
        out
    }

    fn captured(&mut self, text: &str, at: proc_macro2::Span, names: &[proc_macro2::Ident], out: &mut Vec<ExprId>) {
        for name in args::captures(text) {
            if names.iter().any(|n| n == name) {
                continue;
            }
            if let Some(local) = self.body.lookup(Sym::new(name)) {
                out.push(self.alloc(Expr::Local(local), self.span(at)));
            }
        }
    }

    /// `bail!(..)`: `return Err(..)`.
    pub(super) fn bail(&mut self, name: Sym, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let value = self.format_like(name, MacroKind::Borrow, tokens, call)?;
        let err = Sym::new("Err");
        self.body.mention(err);
        let callee = self.alloc(Expr::Path(plain_path(err)), call);
        let args = vec![value];
        let value = self.alloc(Expr::Call { callee, args: args.into() }, call);
        Some(self.alloc(Expr::Return(Some(value)), call))
    }

    /// `ensure!(cond, ..)`: `if !cond { return Err(..) }`.
    pub(super) fn ensure(&mut self, name: Sym, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let (cond, rest) = split_first(tokens.clone())?;
        let expr = self.expr(&cond);
        let span = self.expr_span(expr);
        let cond = self.alloc(Expr::Unary { op: UnOp::Not, expr }, span);
        let then = self.bail(name, &rest, call)?;
        Some(self.alloc(Expr::If { cond, then, els: None }, call))
    }

    pub(super) fn json(&mut self, name: Sym, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let values = args::json(tokens.clone())?;
        let args = self.exprs(&values);
        let kind = MacroKind::Borrow;
        Some(self.alloc(Expr::Macro { name, kind, args: args.into() }, call))
    }
}

/// The first expression, and what stands behind the comma.
fn split_first(tokens: TokenStream) -> Option<(syn::Expr, TokenStream)> {
    let parse = |input: syn::parse::ParseStream<'_>| {
        let first = input.parse()?;
        if !input.is_empty() {
            input.parse::<syn::Token![,]>()?;
        }
        Ok((first, input.parse()?))
    };
    syn::parse::Parser::parse2(parse, tokens).ok()
}
