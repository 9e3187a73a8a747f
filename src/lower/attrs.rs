//! Attributes, and which of them mean "only for tests" and "only for WebAssembly". Must not evaluate any other `cfg`.
//!
//! The rule: `cfg(test)` and `cfg(doctest)` are tests; `all(..)` is if one part is; `any(..)` is if one
//! alternative is, and every other one is too or is a feature with a word that starts with `test` or `mock`,
//! or is `integration`, `bench` or `fuzzing`. `not(..)` never is. Several attributes add up. So do attributes whose
//! last segment is `test`, `bench`, `rstest`, `test_case`, `quickcheck` or ends in `_test`.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::punctuated::Punctuated;
use syn::{Attribute, Meta, Token};

use crate::hir::{Attr, Attrs};

/// How much a `cfg` predicate has to do with tests.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Testing {
    No,
    /// A feature that tests use: as an alternative to `test` only.
    Like,
    Yes,
}

/// Lowers attributes.
pub(super) fn lower(attrs: &[Attribute]) -> Attrs {
    let mut out = Attrs::default();
    for attr in attrs {
        add(&attr.meta, &mut out);
    }
    out.list.shrink_to_fit();
    out
}

/// Whether a statement, an arm or the like is only for tests.
pub(super) fn is_test(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| a.path().is_ident("cfg") && cfg_testing(&a.meta) == Testing::Yes)
}

/// Whether a statement, an item or the like is only for WebAssembly.
pub(super) fn is_wasm(attrs: &[Attribute]) -> bool {
    attrs.iter().any(|a| a.path().is_ident("cfg") && cfg_wasm(&a.meta))
}

/// The predicates of the `cfg`s among `attrs`, as text; `None` if there is none.
pub(super) fn cfg_text(attrs: &[Attribute]) -> Option<String> {
    let mut text: Option<String> = None;
    for attr in attrs.iter().filter(|a| a.path().is_ident("cfg")) {
        let tokens = attr.meta.to_token_stream().to_string();
        text.get_or_insert_default().push_str(&tokens);
    }
    text
}

fn add(meta: &Meta, out: &mut Attrs) {
    let path = meta.path();
    if path.is_ident("doc") {
        return;
    }
    if path.is_ident("cfg") {
        out.test_only |= cfg_testing(meta) == Testing::Yes;
        out.wasm_only |= cfg_wasm(meta);
        return;
    }
    if path.is_ident("cfg_attr") {
        for inner in parts(meta).iter().flatten().skip(1) {
            add(inner, out);
        }
        return;
    }
    out.test_only |= is_test_attr(path);
    out.list.push(Attr { path: path_text(path), args: args_text(meta) });
}

fn is_test_attr(path: &syn::Path) -> bool {
    let Some(last) = path.segments.last() else {
        return false;
    };
    let name = last.ident.to_string();
    matches!(name.as_str(), "test" | "bench" | "rstest" | "test_case" | "quickcheck") || name.ends_with("_test")
}

fn path_text(path: &syn::Path) -> Box<str> {
    let segs: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
    segs.join("::").into()
}

fn args_text(meta: &Meta) -> Box<str> {
    match meta {
        Meta::Path(_) => "".into(),
        Meta::List(list) => list.tokens.to_string().into(),
        Meta::NameValue(pair) => pair.value.to_token_stream().to_string().into(),
    }
}

/// The metas in the parentheses.
fn parts(meta: &Meta) -> Option<Punctuated<Meta, Token![,]>> {
    let Meta::List(list) = meta else { return None };
    list.parse_args_with(Punctuated::parse_terminated).ok()
}

fn cfg_testing(cfg: &Meta) -> Testing {
    parts(cfg).and_then(|p| p.first().map(testing)).unwrap_or(Testing::No)
}

/// Whether a predicate, as `cfg_if!` and the like hold it, is one of tests.
pub(super) fn is_test_predicate(tokens: TokenStream) -> bool {
    syn::parse2::<Meta>(tokens).is_ok_and(|m| testing(&m) == Testing::Yes)
}

fn cfg_wasm(cfg: &Meta) -> bool {
    parts(cfg).and_then(|p| p.first().map(wasm)).unwrap_or(false)
}

/// Whether a predicate, as `cfg_if!` and the like hold it, is one of WebAssembly.
pub(super) fn is_wasm_predicate(tokens: TokenStream) -> bool {
    syn::parse2::<Meta>(tokens).is_ok_and(|m| wasm(&m))
}

/// Whether a predicate holds for WebAssembly only, or for all but that.
pub(super) fn wasm_side(tokens: TokenStream) -> Option<bool> {
    let pred = syn::parse2::<Meta>(tokens).ok()?;
    let not = parts(&pred).filter(|_| pred.path().is_ident("not"));
    let without = not.is_some_and(|p| p.len() == 1 && p.iter().all(wasm));
    if wasm(&pred) { Some(true) } else { without.then_some(false) }
}

fn wasm(pred: &Meta) -> bool {
    let path = pred.path();
    if let Meta::NameValue(pair) = pred {
        let names = path.is_ident("target_arch") || path.is_ident("target_family");
        return names && matches!(text_of(&pair.value).as_deref(), Some("wasm" | "wasm32" | "wasm64"));
    }
    let Some(parts) = parts(pred).filter(|p| !p.is_empty()) else { return false };
    path.is_ident("all") && parts.iter().any(wasm) || path.is_ident("any") && parts.iter().all(wasm)
}

fn testing(pred: &Meta) -> Testing {
    let path = pred.path();
    if path.is_ident("test") || path.is_ident("doctest") {
        return Testing::Yes;
    }
    if let Meta::NameValue(pair) = pred {
        let like = path.is_ident("feature") && is_test_feature(&pair.value);
        return if like { Testing::Like } else { Testing::No };
    }
    let parts = parts(pred);
    let mut each = parts.iter().flatten().map(testing);
    if path.is_ident("all") {
        return each.max().unwrap_or(Testing::No);
    }
    if path.is_ident("any") {
        let all: Vec<Testing> = each.by_ref().collect();
        let some = all.iter().copied().max().unwrap_or(Testing::No);
        return if all.contains(&Testing::No) { Testing::No } else { some };
    }
    Testing::No
}

fn text_of(value: &syn::Expr) -> Option<String> {
    match value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

fn is_test_feature(value: &syn::Expr) -> bool {
    let Some(name) = text_of(value) else { return false };
    name.split(['-', '_', '/']).any(|word| {
        word.starts_with("test") || word.starts_with("mock") || matches!(word, "integration" | "bench" | "fuzzing")
    })
}
