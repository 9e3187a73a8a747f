//! The async macros: `select!`, `join!`, `pin!` and streams.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Expr as SynExpr, Ident, Token};

use super::args;
use crate::base::{Span, Sym};
use crate::hir::{BlockKind, Expr, ExprId, MacroKind, SelectArm, Stmt};
use crate::lower::LowerCx;
use crate::lower::block::Sink;

/// A parsed `select!`.
#[derive(Default)]
struct Select {
    biased: bool,
    arms: Vec<(syn::Pat, SynExpr, Option<SynExpr>, SynExpr)>,
    /// `else`, `default`, `complete`.
    els: Vec<SynExpr>,
}

impl LowerCx<'_> {
    pub(super) fn async_macro(&mut self, name: Sym, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        match name.as_str() {
            "select" => self.select(false, tokens, call),
            "select_biased" => self.select(true, tokens, call),
            "join" => self.join_macro(false, tokens, call),
            "try_join" => self.join_macro(true, tokens, call),
            "stream" => self.stream(false, tokens, call),
            "try_stream" => self.stream(true, tokens, call),
            _ => None,
        }
    }

    fn select(&mut self, biased: bool, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let parsed = select.parse2(tokens.clone()).ok()?;
        let mut arms = Vec::with_capacity(parsed.arms.len());
        for (pat, future, cond, handler) in &parsed.arms {
            arms.push(self.select_arm(pat, future, cond.as_ref(), handler));
        }
        let mut els = None;
        for other in parsed.els.iter().rev() {
            let then = self.expr(other);
            els = Some(match els {
                Some(_) => {
                    let cond = self.missing(call);
                    self.alloc(Expr::If { cond, then, els }, call)
                }
                None => then,
            });
        }
        let biased = biased || parsed.biased;
        Some(self.alloc(Expr::Select { arms: arms.into(), els, biased }, call))
    }

    fn select_arm(&mut self, pat: &syn::Pat, future: &SynExpr, cond: Option<&SynExpr>, handler: &SynExpr) -> SelectArm {
        let future = self.expr(future);
        let cond = cond.map(|c| self.expr(c));
        let (pat, handler) = self.scoped(|cx| (cx.pat_top(pat), cx.expr(handler)));
        let start = self.body.pat_span(pat);
        self.target(self.join(start, self.expr_span(handler)));
        SelectArm { pat, future, cond, handler }
    }

    fn join_macro(&mut self, is_try: bool, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let parse = |input: ParseStream<'_>| {
            biased(input)?;
            input.parse::<TokenStream>()
        };
        let exprs = args::list(parse.parse2(tokens.clone()).ok()?)?;
        let exprs = self.exprs(&exprs);
        Some(self.alloc(Expr::Join { exprs: exprs.into(), is_try }, call))
    }

    fn stream(&mut self, is_try: bool, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let tokens = without_for_await(tokens.clone());
        let stmts = syn::Block::parse_within.parse2(tokens).ok()?;
        Some(self.stmts_block(&stmts, BlockKind::AsyncGen { is_try }, None, call))
    }

    /// `pin!(x);`, `pin_mut!(x);`, `pin! { let x = f(); }` as a statement; whether `mac` was one.
    pub(super) fn pin_stmt(&mut self, mac: &syn::Macro, sink: &mut Sink) -> bool {
        let name = self.macro_name(mac);
        if name != "pin" && name != "pin_mut" {
            return false;
        }
        if let Some(exprs) = args::list(mac.tokens.clone()) {
            let args = self.exprs(&exprs);
            let call = self.call_span(mac);
            let kind = MacroKind::Borrow;
            let id = self.alloc(Expr::Macro { name, kind, args: args.into() }, call);
            sink.stmts.push(Stmt::Expr(id));
            return true;
        }
        match syn::Block::parse_within.parse2(mac.tokens.clone()) {
            Ok(stmts) => {
                self.stmts(&stmts, sink);
                true
            }
            Err(_) => false,
        }
    }
}

/// `biased;`
fn biased(input: ParseStream<'_>) -> syn::Result<bool> {
    let ahead = input.fork();
    let found = ahead.parse::<Ident>().is_ok_and(|i| i == "biased") && ahead.peek(Token![;]);
    if found {
        input.parse::<Ident>()?;
        input.parse::<Token![;]>()?;
    }
    Ok(found)
}

fn select(input: ParseStream<'_>) -> syn::Result<Select> {
    let mut out = Select { biased: biased(input)?, ..Select::default() };
    while !input.is_empty() {
        if is_else(input) {
            input.call(Ident::parse_any)?;
            input.parse::<Token![=>]>()?;
            out.els.push(handler(input)?);
        } else {
            out.arms.push(select_arm(input)?);
        }
    }
    Ok(out)
}

fn is_else(input: ParseStream<'_>) -> bool {
    let ahead = input.fork();
    let name = ahead.call(Ident::parse_any);
    name.is_ok_and(|n| n == "else" || n == "default" || n == "complete") && ahead.peek(Token![=>])
}

fn select_arm(input: ParseStream<'_>) -> syn::Result<(syn::Pat, SynExpr, Option<SynExpr>, SynExpr)> {
    let pat = syn::Pat::parse_multi_with_leading_vert(input)?;
    input.parse::<Token![=]>()?;
    let future = input.parse()?;
    let mut cond = None;
    if input.peek(Token![,]) {
        input.parse::<Token![,]>()?;
        input.parse::<Token![if]>()?;
        cond = Some(input.parse()?);
    }
    input.parse::<Token![=>]>()?;
    Ok((pat, future, cond, handler(input)?))
}

fn handler(input: ParseStream<'_>) -> syn::Result<SynExpr> {
    let expr = SynExpr::parse_with_earlier_boundary_rule(input)?;
    input.parse::<Option<Token![,]>>()?;
    Ok(expr)
}

/// `for await x in stream` as `for x in stream`.
fn without_for_await(tokens: TokenStream) -> TokenStream {
    let mut after_for = false;
    let mut out = Vec::new();
    for token in tokens {
        let is = |word: &str| matches!(&token, TokenTree::Ident(i) if i == word);
        let skip = after_for && is("await");
        after_for = is("for");
        match token {
            _ if skip => {}
            TokenTree::Group(group) => {
                let inner = without_for_await(group.stream());
                let mut new = proc_macro2::Group::new(group.delimiter(), inner);
                new.set_span(group.span());
                out.push(TokenTree::Group(new));
            }
            other => out.push(other),
        }
    }
    out.into_iter().collect()
}
