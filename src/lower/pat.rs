//! Patterns and what they bind. Must not decide whether a lower-case name is a constant: it binds.

use syn::spanned::Spanned as _;

use super::LowerCx;
use crate::base::{Span, Sym};
use crate::hir::{LocalId, Pat, PatId};

impl LowerCx<'_> {
    /// Lowers a whole pattern and brings what it binds into scope.
    pub(super) fn pat_top(&mut self, pat: &syn::Pat) -> PatId {
        let mark = self.body.binding.len();
        let id = self.pat(pat);
        self.body.bring_bindings(mark);
        id
    }

    fn pat_alloc(&mut self, pat: Pat, span: Span) -> PatId {
        self.body.pat(pat, span)
    }

    /// Lowers a pattern, or a part of one, without bringing names into scope.
    pub(super) fn pat(&mut self, pat: &syn::Pat) -> PatId {
        match pat {
            syn::Pat::Ident(p) => self.ident_pat(p),
            syn::Pat::Wild(p) => self.pat_alloc(Pat::Wild, self.span(p.underscore_token.span)),
            syn::Pat::Rest(p) => self.pat_alloc(Pat::Rest, self.span(p.dot2_token.spans[0])),
            syn::Pat::Paren(p) => self.pat(&p.pat),
            syn::Pat::Type(p) => self.pat(&p.pat),
            syn::Pat::Guard(p) => self.pat(&p.pat),
            syn::Pat::Tuple(p) => {
                let pats = self.pats(&p.elems);
                self.pat_alloc(Pat::Tuple(pats.into()), self.span(p.paren_token.span.join()))
            }
            syn::Pat::Slice(p) => {
                let pats = self.pats(&p.elems);
                self.pat_alloc(Pat::Slice(pats.into()), self.span(p.bracket_token.span.join()))
            }
            syn::Pat::TupleStruct(p) => {
                let start = self.path_span(p.qself.as_ref(), &p.path);
                let path = self.qpath(p.qself.as_ref(), &p.path);
                let pats = self.pats(&p.elems);
                let span = self.join(start, self.span(p.paren_token.span.close()));
                self.pat_alloc(Pat::TupleStruct { path: path.into(), pats: pats.into() }, span)
            }
            syn::Pat::Struct(p) => self.struct_pat(p),
            syn::Pat::Path(p) => {
                let span = self.path_span(p.qself.as_ref(), &p.path);
                let path = self.qpath(p.qself.as_ref(), &p.path);
                self.pat_alloc(Pat::Path(path), span)
            }
            syn::Pat::Reference(p) => {
                let start = self.span(p.and_token.spans[0]);
                let inner = self.pat(&p.pat);
                let span = self.join(start, self.body.pat_span(inner));
                self.pat_alloc(Pat::Ref(inner), span)
            }
            syn::Pat::Or(p) => self.or_pat(p),
            syn::Pat::Lit(p) => {
                let lit = self.lit_expr(&p.lit);
                self.pat_alloc(Pat::Lit(lit), self.expr_span(lit))
            }
            syn::Pat::Range(p) => self.range_pat(p),
            other => self.pat_alloc(Pat::Opaque, self.span(other.span())),
        }
    }

    fn pats<'a>(&mut self, pats: impl IntoIterator<Item = &'a syn::Pat>) -> Vec<PatId> {
        pats.into_iter().map(|p| self.pat(p)).collect()
    }

    fn ident_pat(&mut self, p: &syn::PatIdent) -> PatId {
        let (name, at) = self.named(&p.ident);
        let plain = p.by_ref.is_none() && p.mutability.is_none() && p.subpat.is_none();
        if plain && name.as_str().starts_with(char::is_uppercase) {
            self.body.mention(name);
            return self.pat_alloc(Pat::Path(super::expr::plain_path(name)), at);
        }
        let mutable = p.mutability.is_some();
        let local = self.bind(name, mutable, at);
        let sub = p.subpat.as_ref().map(|(_, sub)| self.pat(sub));
        let start = match (p.by_ref, p.mutability) {
            (Some(token), _) => self.span(token.span),
            (None, Some(token)) => self.span(token.span),
            (None, None) => at,
        };
        let end = sub.map_or(at, |s| self.body.pat_span(s));
        let by_ref = p.by_ref.is_some();
        let span = self.join(start, end);
        self.pat_alloc(Pat::Bind { local, by_ref, mutable, sub }, span)
    }

    /// The local that `name` binds: the one of an earlier alternative, or a new one.
    pub(super) fn bind(&mut self, name: Sym, mutable: bool, at: Span) -> LocalId {
        let earlier = self.body.binding.iter().find(|(n, _)| *n == name);
        if let Some((_, local)) = earlier {
            return *local;
        }
        let local = match self.body.twin(name) {
            Some(local) => local,
            None => self.body.local(name, mutable, at),
        };
        self.body.binding.push((name, local));
        local
    }

    fn struct_pat(&mut self, p: &syn::PatStruct) -> PatId {
        let start = self.path_span(p.qself.as_ref(), &p.path);
        let path = self.qpath(p.qself.as_ref(), &p.path);
        let mut fields = Vec::with_capacity(p.fields.len());
        for field in &p.fields {
            let (name, _) = self.member(&field.member);
            fields.push((name, self.pat(&field.pat)));
        }
        let rest = p.rest.is_some();
        let span = self.join(start, self.span(p.brace_token.span.close()));
        self.pat_alloc(Pat::Struct { path: path.into(), fields: fields.into(), rest }, span)
    }

    fn or_pat(&mut self, p: &syn::PatOr) -> PatId {
        let cases = self.pats(&p.cases);
        let at = |id: Option<&PatId>| id.map_or(Span::default(), |id| self.body.pat_span(*id));
        let span = self.join(at(cases.first()), at(cases.last()));
        self.pat_alloc(Pat::Or(cases.into()), span)
    }

    fn range_pat(&mut self, p: &syn::PatRange) -> PatId {
        let start = p.start.as_ref().map(|e| self.expr(e));
        let end = p.end.as_ref().map(|e| self.expr(e));
        let dots = match &p.limits {
            syn::RangeLimits::HalfOpen(dots) => dots.spans[0],
            syn::RangeLimits::Closed(dots) => dots.spans[0],
        };
        let dots = self.span(dots);
        let first = start.map_or(dots, |e| self.expr_span(e));
        let last = end.map_or(dots, |e| self.expr_span(e));
        let span = self.join(first, last);
        self.pat_alloc(Pat::Range { start, end }, span)
    }
}
