//! The macros that are known by name, and what they do with their arguments.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};

use super::args;
use crate::base::{Span, Sym};
use crate::hir::{Arm, Expr, ExprId, Lit, MacroKind, Pat};
use crate::lower::LowerCx;

/// Format-like ones of std, log, tracing, and those that make an error value.
const BORROW: [&str; 28] = [
    "format",
    "format_args",
    "print",
    "println",
    "eprint",
    "eprintln",
    "write",
    "writeln",
    "anyhow",
    "eyre",
    "format_err",
    "miette",
    "log",
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "event",
    "span",
    "trace_span",
    "debug_span",
    "info_span",
    "warn_span",
    "error_span",
    "format_smolstr",
    "enabled",
    "format_compact",
];
const ASSERT: [&str; 6] = ["assert", "assert_eq", "assert_ne", "debug_assert", "debug_assert_eq", "debug_assert_ne"];
const PANIC: [&str; 4] = ["panic", "unreachable", "todo", "unimplemented"];
const TEXT: [&str; 12] = [
    "include_str",
    "include_bytes",
    "include",
    "concat",
    "env",
    "option_env",
    "line",
    "column",
    "file",
    "module_path",
    "stringify",
    "concat_bytes",
];

impl LowerCx<'_> {
    /// Lowers a macro that is known by its `name`; `None` if it is not, or its arguments are not understood.
    pub(super) fn known_macro(&mut self, name: Sym, mac: &syn::Macro, call: Span) -> Option<ExprId> {
        let tokens = &mac.tokens;
        match name.as_str() {
            n if BORROW.contains(&n) => self.format_like(name, MacroKind::Borrow, tokens, call),
            n if ASSERT.contains(&n) => self.format_like(name, MacroKind::Assert, tokens, call),
            n if PANIC.contains(&n) => self.format_like(name, MacroKind::Panic, tokens, call),
            n if TEXT.contains(&n) => Some(self.alloc(Expr::Lit(Lit::StrMacro), call)),
            n @ ("cfg_if" | "cfg_select") => self.branches_expr(n, tokens, call),
            "cfg" => {
                let (kind, args) = (MacroKind::Borrow, Vec::new());
                Some(self.alloc(Expr::Macro { name, kind, args: args.into() }, call))
            }
            "bail" => self.bail(name, tokens, call),
            "ensure" => self.ensure(name, tokens, call),
            "vec" => self.vec_macro(tokens, call),
            "json" => self.json(spelled(&mac.path), tokens, call),
            "matches" | "assert_matches" | "debug_assert_matches" => self.matches_macro(name, tokens, call),
            "dbg" | "ready" | "pin" => self.pass(name, tokens, call),
            _ => self.async_macro(name, tokens, call),
        }
    }

    fn pass(&mut self, name: Sym, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let exprs = args::list(tokens.clone())?;
        let args = self.exprs(&exprs);
        let kind = MacroKind::Pass;
        Some(self.alloc(Expr::Macro { name, kind, args: args.into() }, call))
    }

    fn vec_macro(&mut self, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let repeat = |input: ParseStream<'_>| {
            let elem: syn::Expr = input.parse()?;
            input.parse::<syn::Token![;]>()?;
            Ok((elem, input.parse::<syn::Expr>()?))
        };
        let (elems, len) = match repeat.parse2(tokens.clone()) {
            Ok((elem, len)) => (vec![self.expr(&elem)], Some(self.expr(&len))),
            Err(_) => (self.exprs(&args::list(tokens.clone())?), None),
        };
        Some(self.alloc(Expr::Vec { elems: elems.into(), len }, call))
    }

    /// `matches!(value, pat if guard)`; an assertion of it takes the value by reference.
    fn matches_macro(&mut self, name: Sym, tokens: &TokenStream, call: Span) -> Option<ExprId> {
        let (value, pat, guard) = parse_matches.parse2(tokens.clone()).ok()?;
        let scrutinee = self.expr(&value);
        let arm = self.scoped(|cx| {
            let pat = cx.pat_top(&pat);
            let guard = guard.map(|g| cx.expr(&g));
            let body = cx.alloc(Expr::Lit(Lit::Bool(true)), call);
            Arm { pat, guard, body }
        });
        let wild = self.body.pat(Pat::Wild, call);
        let body = self.alloc(Expr::Lit(Lit::Bool(false)), call);
        let other = Arm { pat: wild, guard: None, body };
        let arms = vec![arm, other];
        let found = self.alloc(Expr::Match { scrutinee, arms: arms.into() }, call);
        if name == "matches" {
            return Some(found);
        }
        let (kind, args) = (MacroKind::Assert, vec![found]);
        Some(self.alloc(Expr::Macro { name, kind, args: args.into() }, call))
    }
}

/// The path as written: which macro of the name it is, its type tells.
fn spelled(path: &syn::Path) -> Sym {
    let names: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
    Sym::new(&names.join("::"))
}

fn parse_matches(input: ParseStream<'_>) -> syn::Result<(syn::Expr, syn::Pat, Option<syn::Expr>)> {
    let value = input.parse()?;
    input.parse::<syn::Token![,]>()?;
    let pat = syn::Pat::parse_multi_with_leading_vert(input)?;
    let guard = if input.peek(syn::Token![if]) {
        input.parse::<syn::Token![if]>()?;
        Some(input.parse()?)
    } else {
        None
    };
    // A trailing comma, or the message of an assertion.
    if input.peek(syn::Token![,]) {
        input.parse::<TokenStream>()?;
    }
    Ok((value, pat, guard))
}
