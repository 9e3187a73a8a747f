//! The rules of a `macro_rules!`, and matching a call against one. Greedy, with one way back at separators.

use proc_macro2::{Delimiter, Group, Ident, Punct, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::discouraged::Speculative as _;
use syn::parse::{ParseStream, Parser as _};

/// `(matcher) => { body }`
pub(super) struct Rule {
    matcher: Vec<Part>,
    pub body: Vec<Part>,
}

/// A part of a matcher or of a body.
pub(super) enum Part {
    Token(TokenTree),
    Group(Group, Vec<Part>),
    /// `$name:kind`, or `$name` in a body.
    Var(Ident, Option<Ident>),
    Repeat(Repeat),
}

/// `$( .. ) sep op`
pub(super) struct Repeat {
    pub parts: Vec<Part>,
    pub sep: Vec<TokenTree>,
    op: char,
}

/// What the variables of a match stand for.
pub(super) type Bindings = Vec<(Ident, Binding)>;

/// What one variable stands for.
pub(super) enum Binding {
    Tokens(TokenStream),
    Each(Vec<Binding>),
}

/// Parses the rules between the braces; `None` if they hold what is not supported. `root` is what `$crate` stands for.
pub(super) fn parse_rules(tokens: TokenStream, root: &str) -> Option<Vec<Rule>> {
    let mut rules = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        let TokenTree::Group(matcher) = token else {
            return None;
        };
        let arrow = [tokens.next()?, tokens.next()?];
        if !is_punct(&arrow[0], '=') || !is_punct(&arrow[1], '>') {
            return None;
        }
        let TokenTree::Group(body) = tokens.next()? else {
            return None;
        };
        rules.push(Rule { matcher: parts(matcher.stream(), true, root)?, body: parts(body.stream(), false, root)? });
        if let Some(semi) = tokens.next()
            && !is_punct(&semi, ';')
        {
            return None;
        }
    }
    Some(rules)
}

fn is_punct(token: &TokenTree, ch: char) -> bool {
    matches!(token, TokenTree::Punct(p) if p.as_char() == ch)
}

fn parts(tokens: TokenStream, matcher: bool, root: &str) -> Option<Vec<Part>> {
    let mut out = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(p) if p.as_char() == '$' => match tokens.next()? {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                    let parts = parts(group.stream(), matcher, root)?;
                    let (sep, op) = repetition(&mut tokens)?;
                    out.push(Part::Repeat(Repeat { parts, sep, op }));
                }
                TokenTree::Ident(name) if name == "crate" => {
                    out.push(Part::Token(TokenTree::Ident(Ident::new(root, name.span()))));
                }
                TokenTree::Ident(name) => {
                    let kind = if matcher { Some(fragment(&mut tokens)?) } else { None };
                    out.push(Part::Var(name, kind));
                }
                _ => return None,
            },
            TokenTree::Group(group) => {
                let inner = parts(group.stream(), matcher, root)?;
                out.push(Part::Group(group, inner));
            }
            other => out.push(Part::Token(other)),
        }
    }
    Some(out)
}

/// `:kind` behind a variable.
fn fragment(tokens: &mut impl Iterator<Item = TokenTree>) -> Option<Ident> {
    let colon = tokens.next()?;
    match tokens.next()? {
        TokenTree::Ident(kind) if is_punct(&colon, ':') => Some(kind),
        _ => None,
    }
}

/// The separator and the operator behind `$( .. )`.
fn repetition(tokens: &mut impl Iterator<Item = TokenTree>) -> Option<(Vec<TokenTree>, char)> {
    let mut sep = Vec::new();
    loop {
        match tokens.next()? {
            TokenTree::Punct(p) if matches!(p.as_char(), '*' | '+' | '?') => {
                return Some((sep, p.as_char()));
            }
            token if sep.len() < 3 => sep.push(token),
            _ => return None,
        }
    }
}

/// Matches the tokens of a call.
pub(super) fn matches(rule: &Rule, call: &TokenStream) -> Option<Bindings> {
    let parse = |input: ParseStream<'_>| {
        let mut out = Vec::new();
        match_parts(&rule.matcher, input, &mut out)?;
        Ok(out)
    };
    parse.parse2(call.clone()).ok()
}

fn match_parts(parts: &[Part], input: ParseStream<'_>, out: &mut Bindings) -> syn::Result<()> {
    for part in parts {
        match part {
            Part::Token(token) => match_token(token, input)?,
            Part::Group(group, inner) => {
                let found: Group = input.parse()?;
                if found.delimiter() != group.delimiter() {
                    return Err(input.error("other brackets"));
                }
                let parse = |input: ParseStream<'_>| match_parts(inner, input, out);
                parse.parse2(found.stream())?;
            }
            Part::Var(name, Some(kind)) => {
                let tokens = match_fragment(&kind.to_string(), input)?;
                out.push((name.clone(), Binding::Tokens(tokens)));
            }
            Part::Var(_, None) => return Err(input.error("no fragment")),
            Part::Repeat(repeat) => match_repeat(repeat, input, out)?,
        }
    }
    Ok(())
}

fn match_token(token: &TokenTree, input: ParseStream<'_>) -> syn::Result<()> {
    let found: TokenTree = input.parse()?;
    if same(token, &found) {
        return Ok(());
    }
    Err(input.error("another token"))
}

fn same(a: &TokenTree, b: &TokenTree) -> bool {
    let text = |p: &Punct| p.as_char();
    match (a, b) {
        (TokenTree::Punct(a), TokenTree::Punct(b)) => text(a) == text(b),
        (TokenTree::Ident(a), TokenTree::Ident(b)) => a == b,
        (TokenTree::Literal(a), TokenTree::Literal(b)) => a.to_string() == b.to_string(),
        _ => false,
    }
}

fn match_repeat(repeat: &Repeat, input: ParseStream<'_>, out: &mut Bindings) -> syn::Result<()> {
    let mut rounds: Vec<Bindings> = Vec::new();
    while !input.is_empty() {
        let ahead = input.fork();
        let mut round = Vec::new();
        let separated = rounds.is_empty() || repeat.sep.iter().all(|t| match_token(t, &ahead).is_ok());
        if !separated || match_parts(&repeat.parts, &ahead, &mut round).is_err() {
            break;
        }
        // A round that takes nothing would go on for ever.
        if ahead.cursor() == input.cursor() {
            break;
        }
        input.advance_to(&ahead);
        rounds.push(round);
        if repeat.op == '?' {
            break;
        }
    }
    if repeat.op == '+' && rounds.is_empty() {
        return Err(input.error("at least one"));
    }
    let mut names = Vec::new();
    variables(&repeat.parts, &mut names);
    let mut each: Vec<Vec<Binding>> = names.iter().map(|_| Vec::new()).collect();
    for round in rounds {
        for (slot, (_, binding)) in each.iter_mut().zip(round) {
            slot.push(binding);
        }
    }
    out.extend(names.into_iter().zip(each.into_iter().map(Binding::Each)));
    Ok(())
}

/// The variables of a matcher, in the order in which a match binds them.
fn variables(parts: &[Part], out: &mut Vec<Ident>) {
    for part in parts {
        match part {
            Part::Token(_) => {}
            Part::Group(_, inner) => variables(inner, out),
            Part::Var(name, _) => out.push(name.clone()),
            Part::Repeat(repeat) => variables(&repeat.parts, out),
        }
    }
}

fn match_fragment(kind: &str, input: ParseStream<'_>) -> syn::Result<TokenStream> {
    let ahead = input.fork();
    let mut wrap = false;
    match kind {
        "ident" => drop(ahead.call(Ident::parse_any)?),
        "expr" | "expr_2021" => {
            wrap = !matches!(ahead.parse::<syn::Expr>()?, syn::Expr::Path(_) | syn::Expr::Lit(_));
        }
        "ty" => wrap = !matches!(ahead.parse::<syn::Type>()?, syn::Type::Path(_)),
        "tt" => drop(any_tree(&ahead)?),
        "literal" => drop(ahead.parse::<syn::Lit>()?),
        "path" => drop(ahead.parse::<syn::Path>()?),
        "pat" => drop(syn::Pat::parse_multi_with_leading_vert(&ahead)?),
        "pat_param" => drop(syn::Pat::parse_single(&ahead)?),
        "stmt" => drop(ahead.parse::<syn::Stmt>().or_else(|_| tail_stmt(input, &ahead))?),
        "block" => drop(ahead.parse::<syn::Block>()?),
        "lifetime" => drop(ahead.parse::<syn::Lifetime>()?),
        "vis" => drop(ahead.parse::<syn::Visibility>()?),
        "item" => drop(ahead.parse::<syn::Item>()?),
        "meta" => drop(ahead.parse::<syn::Meta>()?),
        _ => return Err(input.error("an unknown fragment")),
    }
    let mut tokens = TokenStream::new();
    while input.cursor() != ahead.cursor() {
        tokens.extend([input.parse::<TokenTree>()?]);
    }
    Ok(if wrap { grouped(tokens) } else { tokens })
}

/// A lifetime is one tree for `tt`.
fn any_tree(input: ParseStream<'_>) -> syn::Result<()> {
    if input.peek(syn::Lifetime) {
        return input.parse::<syn::Lifetime>().map(drop);
    }
    input.parse::<TokenTree>().map(drop)
}

/// A statement without its semicolon, as `$s:stmt` takes it.
fn tail_stmt(input: ParseStream<'_>, ahead: ParseStream<'_>) -> syn::Result<syn::Stmt> {
    let again = input.fork();
    let expr: syn::Expr = again.parse()?;
    ahead.advance_to(&again);
    Ok(syn::Stmt::Expr(expr, None))
}

/// Keeps an expression together when it lands next to operators.
fn grouped(tokens: TokenStream) -> TokenStream {
    let span = tokens.clone().into_iter().next().map(|t| t.span());
    let mut group = Group::new(Delimiter::None, tokens);
    if let Some(span) = span {
        group.set_span(span);
    }
    TokenTree::Group(group).into()
}
