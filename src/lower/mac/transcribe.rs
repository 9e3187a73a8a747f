//! The tokens that a call of a `macro_rules!` stands for.

use proc_macro2::{Group, Span, TokenStream, TokenTree};

use super::matcher::{self, Binding, Part, Rule};
use crate::syntax;

/// Expands a call by the first rule that matches; `None` if none does, or what comes out is too long.
/// `respan` moves the macro's own tokens.
pub(super) fn expand(
    rules: &[Rule],
    call: &TokenStream,
    respan: Option<Span>,
    budget: &mut usize,
) -> Option<TokenStream> {
    let (rule, bindings) = rules.iter().find_map(|rule| matcher::matches(rule, call).map(|bound| (rule, bound)))?;
    let mut out = Transcriber { respan, budget };
    out.parts(&rule.body, &bindings.as_slice().into())
}

struct Transcriber<'b> {
    respan: Option<Span>,
    budget: &'b mut usize,
}

/// The variables of the round at hand, innermost last.
#[derive(Clone)]
struct Env<'b>(Vec<(&'b proc_macro2::Ident, &'b Binding)>);

impl<'b> From<&'b [(proc_macro2::Ident, Binding)]> for Env<'b> {
    fn from(bindings: &'b [(proc_macro2::Ident, Binding)]) -> Self {
        Self(bindings.iter().map(|(name, binding)| (name, binding)).collect())
    }
}

impl<'b> Env<'b> {
    fn get(&self, name: &proc_macro2::Ident) -> Option<&'b Binding> {
        let found = self.0.iter().rev().find(|(n, _)| *n == name);
        found.map(|(_, binding)| *binding)
    }
}

impl Transcriber<'_> {
    fn parts(&mut self, parts: &[Part], env: &Env<'_>) -> Option<TokenStream> {
        let mut out = TokenStream::new();
        for part in parts {
            *self.budget = self.budget.checked_sub(1)?;
            match part {
                Part::Token(token) => out.extend([self.moved(token.clone())]),
                Part::Group(group, inner) => {
                    let inner = self.parts(inner, env)?;
                    let mut new = Group::new(group.delimiter(), inner);
                    new.set_span(self.respan.unwrap_or_else(|| group.span()));
                    out.extend([TokenTree::Group(new)]);
                }
                Part::Var(name, _) => self.var(name, env, &mut out)?,
                Part::Repeat(repeat) => self.repeat(repeat, env, &mut out)?,
            }
        }
        Some(out)
    }

    fn moved(&self, mut token: TokenTree) -> TokenTree {
        if let Some(span) = self.respan {
            token.set_span(span);
        }
        token
    }

    fn var(&mut self, name: &proc_macro2::Ident, env: &Env<'_>, out: &mut TokenStream) -> Option<()> {
        match env.get(name) {
            Some(Binding::Tokens(tokens)) => {
                let tokens = tokens.clone();
                *self.budget = self.budget.checked_sub(count(&tokens))?;
                out.extend(tokens);
            }
            // A variable of a repetition outside of one, or of a macro that this one defines.
            Some(Binding::Each(_)) | None => return None,
        }
        Some(())
    }

    fn repeat(&mut self, repeat: &matcher::Repeat, env: &Env<'_>, out: &mut TokenStream) -> Option<()> {
        let mut driving = Vec::new();
        drivers(&repeat.parts, env, &mut driving);
        let rounds = driving.iter().map(|(_, each)| each.len()).max()?;
        for round in 0..rounds {
            if round > 0 {
                out.extend(repeat.sep.iter().cloned().map(|t| self.moved(t)));
            }
            let mut inner = env.clone();
            for (name, each) in &driving {
                inner.0.push((name, each.get(round)?));
            }
            out.extend(self.parts(&repeat.parts, &inner)?);
        }
        Some(())
    }
}

/// The repeated variables that `parts` mention.
fn drivers<'p, 'b: 'p>(parts: &'p [Part], env: &Env<'b>, out: &mut Vec<(&'p proc_macro2::Ident, &'b [Binding])>) {
    for part in parts {
        match part {
            Part::Token(_) => {}
            Part::Group(_, inner) => drivers(inner, env, out),
            Part::Repeat(repeat) => drivers(&repeat.parts, env, out),
            Part::Var(name, _) => {
                if let Some(Binding::Each(each)) = env.get(name) {
                    out.push((name, each));
                }
            }
        }
    }
}

/// How many tokens there are, groups looked into.
fn count(tokens: &TokenStream) -> usize {
    let sizes = tokens.clone().into_iter().map(|t| match t {
        TokenTree::Group(group) => 1 + count(&group.stream()),
        _ => 1,
    });
    sizes.sum()
}

/// What a bracket weighs in [`nesting`], next to an operator.
const BRACKET: u32 = 4;

/// How deep a tree of `tokens` can be, at most: its brackets, and the longest chain of operators in each.
pub(super) fn nesting(tokens: &TokenStream) -> u32 {
    let (mut deepest, mut chain) = (0, 0);
    for token in tokens.clone() {
        match token {
            TokenTree::Group(group) => {
                deepest = deepest.max(chain + BRACKET + nesting(&group.stream()));
            }
            TokenTree::Punct(p) if matches!(p.as_char(), ',' | ';') => chain = 0,
            TokenTree::Punct(p) => chain += syntax::weight(u8::try_from(p.as_char()).unwrap_or(0)),
            TokenTree::Ident(_) | TokenTree::Literal(_) => {}
        }
        deepest = deepest.max(chain);
    }
    deepest
}
