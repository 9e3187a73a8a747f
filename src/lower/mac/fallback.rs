//! Macros that are not known: what can be parsed is lowered, what cannot leaves the locals that it mentions.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::Parser as _;

use super::args;
use crate::base::{Span, Sym};
use crate::hir::{BlockKind, Expr, ExprId, MacroKind};
use crate::lower::LowerCx;

impl LowerCx<'_> {
    pub(super) fn opaque(&mut self, name: Sym, mac: &syn::Macro, call: Span) -> ExprId {
        self.opaque_macro(name, call);
        let args = self.opaque_args(&mac.tokens, call);
        let kind = MacroKind::Opaque;
        self.alloc(Expr::Macro { name, kind, args: args.into() }, call)
    }

    fn opaque_args(&mut self, tokens: &TokenStream, call: Span) -> Vec<ExprId> {
        if let Some(exprs) = args::list(tokens.clone()) {
            return self.exprs(&exprs);
        }
        if let Ok(stmts) = syn::Block::parse_within.parse2(tokens.clone()) {
            return vec![self.stmts_block(&stmts, BlockKind::Plain, None, call)];
        }
        let mut out = Vec::new();
        self.mentioned(tokens, &mut out);
        out
    }

    /// Syntax that the parser does not look into.
    pub(in crate::lower) fn verbatim(&mut self, tokens: &TokenStream) -> ExprId {
        let mut args = Vec::new();
        self.mentioned(tokens, &mut args);
        let span = tokens.clone().into_iter().next().map(|t| self.span(t.span()));
        let kind = MacroKind::Opaque;
        let name = Sym::new("");
        self.alloc(Expr::Macro { name, kind, args: args.into() }, span.unwrap_or_default())
    }

    /// Notes each name in `tokens`; those that are locals become expressions.
    fn mentioned(&mut self, tokens: &TokenStream, out: &mut Vec<ExprId>) {
        for token in tokens.clone() {
            match token {
                TokenTree::Group(group) => self.mentioned(&group.stream(), out),
                TokenTree::Ident(ident) => {
                    let (name, span) = self.named(&ident);
                    match self.body.lookup(name) {
                        Some(local) => out.push(self.alloc(Expr::Local(local), span)),
                        None => self.body.mention(name),
                    }
                }
                TokenTree::Literal(literal) => self.mentioned_in_string(&literal, out),
                TokenTree::Punct(_) => {}
            }
        }
    }

    fn mentioned_in_string(&mut self, literal: &proc_macro2::Literal, out: &mut Vec<ExprId>) {
        let span = self.span(literal.span());
        for name in args::captures(&literal.to_string()) {
            if let Some(local) = self.body.lookup(Sym::new(name)) {
                out.push(self.alloc(Expr::Local(local), span));
            }
        }
    }
}
