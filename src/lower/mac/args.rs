//! Arguments of format-like macros: a format string, expressions, `name = expr`, and what log and tracing add
//! (`target: expr`, `field = ?expr`, `%expr`, `key:? = expr; "message"`).

use proc_macro2::TokenTree;
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};
use syn::{Expr, Ident, LitStr, Token};

/// Parsed arguments.
#[derive(Default)]
pub(super) struct Args {
    pub exprs: Vec<Expr>,
    /// The names of `name = expr`.
    pub names: Vec<Ident>,
}

/// Parses the arguments of a format-like macro.
pub(super) fn parse(tokens: proc_macro2::TokenStream) -> Option<Args> {
    all.parse2(tokens).ok()
}

fn all(input: ParseStream<'_>) -> syn::Result<Args> {
    let mut out = Args::default();
    while !input.is_empty() {
        one(input, &mut out)?;
        if !input.is_empty() {
            separator(input)?;
        }
    }
    Ok(out)
}

fn separator(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(Token![;]) {
        return input.parse::<Token![;]>().map(drop);
    }
    input.parse::<Token![,]>().map(drop)
}

fn one(input: ParseStream<'_>, out: &mut Args) -> syn::Result<()> {
    let ahead = input.fork();
    if let Some(Key(name)) = key(&ahead) {
        input.advance_to(&ahead);
        out.names.extend(name);
    }
    if input.peek(Token![?]) || input.peek(Token![%]) {
        input.parse::<TokenTree>()?;
    }
    // `info!(target: "t", { a = 1 }, "..")`
    if input.peek(syn::token::Brace) {
        let ahead = input.fork();
        let content;
        syn::braced!(content in ahead);
        if let Ok(inner) = all(&content) {
            input.advance_to(&ahead);
            out.exprs.extend(inner.exprs);
            out.names.extend(inner.names);
            return Ok(());
        }
    }
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(());
    }
    out.exprs.push(input.parse()?);
    Ok(())
}

/// What stands before a value; with the name in `name =`.
struct Key(Option<Ident>);

/// Takes `name:`, `a.b =`, `"a" =`, `key:? =`, if one of them is there.
fn key(input: ParseStream<'_>) -> Option<Key> {
    let mut name = None;
    if input.peek(LitStr) {
        input.parse::<TokenTree>().ok()?;
    } else if input.peek(Ident::peek_any) {
        name = Some(input.call(Ident::parse_any).ok()?);
        while input.peek(Token![.]) && input.peek2(Ident::peek_any) {
            input.parse::<Token![.]>().ok()?;
            input.call(Ident::parse_any).ok()?;
        }
    }
    if input.peek(Token![:]) && !input.peek(Token![::]) {
        input.parse::<Token![:]>().ok()?;
        let is_log_key = input.peek(Token![?]) || input.peek(Token![%]) || input.peek2(Token![=]);
        if !is_log_key {
            return Some(Key(None));
        }
        input.parse::<TokenTree>().ok()?;
    }
    let is_key = input.peek(Token![=]) && !input.peek(Token![==]) && !input.peek(Token![=>]);
    if !is_key {
        return None;
    }
    input.parse::<Token![=]>().ok()?;
    Some(Key(name))
}

/// The names that a format string captures.
pub(super) fn captures(format: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = format;
    while let Some(start) = rest.find('{') {
        rest = &rest[start + 1..];
        if let Some(escaped) = rest.strip_prefix('{') {
            rest = escaped;
            continue;
        }
        let Some(end) = rest.find('}') else { break };
        let (name, spec) = rest[..end].split_once(':').unwrap_or((&rest[..end], ""));
        out.extend(is_name(name.trim()).then_some(name.trim()));
        // `{:width$.precision$}`
        let counts = spec.split('$').rev().skip(1);
        out.extend(counts.filter_map(trailing_name));
        rest = &rest[end + 1..];
    }
    out
}

fn trailing_name(text: &str) -> Option<&str> {
    let start = text.rfind(|c: char| !(c.is_alphanumeric() || c == '_'));
    let name = &text[start.map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8))..];
    is_name(name).then_some(name)
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_') && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Comma-separated expressions.
pub(super) fn list(tokens: proc_macro2::TokenStream) -> Option<Vec<Expr>> {
    let parse = syn::punctuated::Punctuated::<Expr, Token![,]>::parse_terminated;
    parse.parse2(tokens).ok().map(|list| list.into_iter().collect())
}

/// The values of `json!`: those in objects and arrays, at any depth.
pub(super) fn json(tokens: proc_macro2::TokenStream) -> Option<Vec<Expr>> {
    let parse = |input: ParseStream<'_>| {
        let mut out = Vec::new();
        if !input.is_empty() {
            json_value(input, &mut out)?;
        }
        Ok(out)
    };
    parse.parse2(tokens).ok()
}

fn json_value(input: ParseStream<'_>, out: &mut Vec<Expr>) -> syn::Result<()> {
    let content;
    if input.peek(syn::token::Brace) {
        syn::braced!(content in input);
        return json_entries(&content, true, out);
    }
    if input.peek(syn::token::Bracket) {
        syn::bracketed!(content in input);
        return json_entries(&content, false, out);
    }
    match input.parse()? {
        Expr::Lit(_) => {}
        Expr::Path(path) if path.path.is_ident("null") => {}
        value => out.push(value),
    }
    Ok(())
}

fn json_entries(input: ParseStream<'_>, keyed: bool, out: &mut Vec<Expr>) -> syn::Result<()> {
    while !input.is_empty() {
        if keyed {
            let key: Expr = input.parse()?;
            if !matches!(key, Expr::Lit(_)) {
                out.push(key);
            }
            input.parse::<Token![:]>()?;
        }
        json_value(input, out)?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::captures;

    #[test]
    fn captures_are_names_only() {
        assert_eq!(captures("a {x} {{no}} {0} {} {y:?} {:>w$.p$} {z:#w2$}"), ["x", "y", "p", "w", "z", "w2"]);
        assert!(captures("{").is_empty());
    }
}
