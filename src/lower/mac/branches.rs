//! `cfg_if!` and `cfg_select!`, which choose by `cfg`; and the macros that hold items where statements stand.

use proc_macro2::{TokenStream, TokenTree};
use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Token};

use crate::base::Span;
use crate::hir::{BlockKind, Expr, ExprId};
use crate::lower::block::Sink;
use crate::lower::{LowerCx, attrs};

/// What has a branch, if not everything.
#[derive(Clone, Copy, Default)]
pub(super) struct Only {
    pub test: bool,
    pub wasm: bool,
}

/// One branch.
pub(super) struct Branch<T> {
    pub only: Only,
    pub content: Vec<T>,
}

type Content<T> = fn(ParseStream<'_>) -> syn::Result<Vec<T>>;

/// The branches of the macro called `name`, one of the two.
pub(super) fn parse<T>(name: &str, tokens: TokenStream, content: Content<T>) -> Option<Vec<Branch<T>>> {
    let parse = |input: ParseStream<'_>| match name {
        "cfg_if" => cfg_if(input, content),
        _ => cfg_select(input, content),
    };
    parse.parse2(tokens).ok()
}

/// `if #[cfg(a)] { .. } else if #[cfg(b)] { .. } else { .. }`
fn cfg_if<T>(input: ParseStream<'_>, content: Content<T>) -> syn::Result<Vec<Branch<T>>> {
    let mut out = Vec::new();
    loop {
        let mut only = Only::default();
        if input.peek(Token![if]) {
            input.parse::<Token![if]>()?;
            let cfg = input.call(Attribute::parse_outer)?;
            only = Only { test: attrs::is_test(&cfg), wasm: attrs::is_wasm(&cfg) };
        }
        out.push(branch(input, only, content)?);
        if !input.peek(Token![else]) {
            return Ok(out);
        }
        input.parse::<Token![else]>()?;
    }
}

/// `pred => { .. } _ => { .. }`
fn cfg_select<T>(input: ParseStream<'_>, content: Content<T>) -> syn::Result<Vec<Branch<T>>> {
    let mut out = Vec::new();
    while !input.is_empty() {
        let mut pred = TokenStream::new();
        while !input.peek(Token![=>]) {
            pred.extend([input.parse::<TokenTree>()?]);
        }
        input.parse::<Token![=>]>()?;
        let only = Only { test: attrs::is_test_predicate(pred.clone()), wasm: attrs::is_wasm_predicate(pred) };
        out.push(branch(input, only, content)?);
        input.parse::<Option<Token![,]>>()?;
    }
    Ok(out)
}

fn branch<T>(input: ParseStream<'_>, only: Only, content: Content<T>) -> syn::Result<Branch<T>> {
    let inner;
    syn::braced!(inner in input);
    let content = content(&inner)?;
    Ok(Branch { only, content })
}

impl LowerCx<'_> {
    /// `thread_local!` and the like where a statement stands; whether `mac` was one.
    pub(super) fn items_stmt(&mut self, mac: &syn::Macro, sink: &mut Sink) -> bool {
        let name = self.macro_name(mac);
        if !matches!(name.as_str(), "thread_local" | "lazy_static" | "cfg_if" | "cfg_select") {
            return false;
        }
        let mut items = Vec::new();
        let done = self.detached(|cx| cx.item_container(mac, &mut items));
        let hir = &self.hir.items;
        sink.items.extend(items.into_iter().filter(|id| !hir[*id].attrs.test_only));
        done
    }

    /// Branches of statements: each may be the one, so their conditions are missing.
    pub(super) fn branches_expr(&mut self, name: &str, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let branches = parse(name, tokens.clone(), syn::Block::parse_within)?;
        let mut els = None;
        for branch in branches.iter().rev().filter(|b| !b.only.test) {
            let start = self.body.exprs_len();
            let then = self.stmts_block(&branch.content, BlockKind::Plain, None, call);
            if branch.only.wasm {
                self.body.wasm_from(start);
            }
            els = Some(if els.is_some() {
                let cond = self.missing(call);
                self.alloc(Expr::If { cond, then, els }, call)
            } else {
                then
            });
        }
        els.or_else(|| Some(self.unit(call)))
    }
}
