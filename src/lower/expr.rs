//! Expressions without control flow of their own. Must not drop evaluation order or invent values.

use syn::Lit as SynLit;

use super::{LowerCx, assign};
use crate::base::{Span, Sym};
use crate::hir::{BinOp, BlockItems, BlockKind, Expr, ExprId, FieldInit, Lit, UnOp};

/// What a binary operator of the syntax tree is.
pub(super) enum BinKind {
    Plain(BinOp),
    Assign(BinOp),
    Unknown,
}

/// Sorts the operators.
pub(super) fn bin_kind(op: &syn::BinOp) -> BinKind {
    use BinKind::{Assign, Plain};
    match op {
        syn::BinOp::Add(_) => Plain(BinOp::Add),
        syn::BinOp::Sub(_) => Plain(BinOp::Sub),
        syn::BinOp::Mul(_) => Plain(BinOp::Mul),
        syn::BinOp::Div(_) => Plain(BinOp::Div),
        syn::BinOp::Rem(_) => Plain(BinOp::Rem),
        syn::BinOp::And(_) => Plain(BinOp::And),
        syn::BinOp::Or(_) => Plain(BinOp::Or),
        syn::BinOp::BitXor(_) => Plain(BinOp::BitXor),
        syn::BinOp::BitAnd(_) => Plain(BinOp::BitAnd),
        syn::BinOp::BitOr(_) => Plain(BinOp::BitOr),
        syn::BinOp::Shl(_) => Plain(BinOp::Shl),
        syn::BinOp::Shr(_) => Plain(BinOp::Shr),
        syn::BinOp::Eq(_) => Plain(BinOp::Eq),
        syn::BinOp::Lt(_) => Plain(BinOp::Lt),
        syn::BinOp::Le(_) => Plain(BinOp::Le),
        syn::BinOp::Ne(_) => Plain(BinOp::Ne),
        syn::BinOp::Ge(_) => Plain(BinOp::Ge),
        syn::BinOp::Gt(_) => Plain(BinOp::Gt),
        syn::BinOp::AddAssign(_) => Assign(BinOp::Add),
        syn::BinOp::SubAssign(_) => Assign(BinOp::Sub),
        syn::BinOp::MulAssign(_) => Assign(BinOp::Mul),
        syn::BinOp::DivAssign(_) => Assign(BinOp::Div),
        syn::BinOp::RemAssign(_) => Assign(BinOp::Rem),
        syn::BinOp::BitXorAssign(_) => Assign(BinOp::BitXor),
        syn::BinOp::BitAndAssign(_) => Assign(BinOp::BitAnd),
        syn::BinOp::BitOrAssign(_) => Assign(BinOp::BitOr),
        syn::BinOp::ShlAssign(_) => Assign(BinOp::Shl),
        syn::BinOp::ShrAssign(_) => Assign(BinOp::Shr),
        _ => BinKind::Unknown,
    }
}

impl LowerCx<'_> {
    pub(super) fn expr_span(&self, id: ExprId) -> Span {
        self.body.expr_span(id)
    }

    /// Lowers an expression.
    pub(super) fn expr(&mut self, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::Path(e) => self.path_expr(e),
            syn::Expr::Lit(e) => self.lit_expr(&e.lit),
            syn::Expr::MethodCall(e) => self.method_call(e),
            syn::Expr::Call(e) => self.call(e),
            syn::Expr::Field(e) => self.field_expr(e),
            syn::Expr::Macro(e) => self.macro_expr(&e.mac),
            syn::Expr::Reference(e) => self.ref_expr(e.and_token.spans[0], e.mutability.is_some(), &e.expr),
            syn::Expr::RawAddr(e) => {
                let mutable = matches!(e.mutability, syn::PointerMutability::Mut(_));
                self.ref_expr(e.and_token.spans[0], mutable, &e.expr)
            }
            syn::Expr::Await(e) => {
                let inner = self.expr(&e.base);
                self.body.mention(Sym::new("await"));
                self.postfix(inner, e.await_token.span, Expr::Await(inner))
            }
            syn::Expr::Try(e) => {
                let inner = self.expr(&e.expr);
                self.postfix(inner, e.question_token.spans[0], Expr::Try(inner))
            }
            syn::Expr::Paren(e) => self.expr(&e.expr),
            syn::Expr::Group(e) => self.expr(&e.expr),
            syn::Expr::Binary(e) => self.binary(e),
            syn::Expr::Unary(e) => self.unary(e),
            syn::Expr::Cast(e) => {
                let (inner, ty) = (self.expr(&e.expr), self.ty(&e.ty));
                self.postfix(inner, e.as_token.span, Expr::Cast { expr: inner, ty: ty.into() })
            }
            syn::Expr::Index(e) => {
                let (base, index) = (self.expr(&e.expr), self.expr(&e.index));
                let end = e.bracket_token.span.close();
                self.postfix(base, end, Expr::Index { base, index })
            }
            syn::Expr::Struct(e) => self.struct_expr(e),
            syn::Expr::Assign(e) => assign::lower(self, e),
            _ => self.listed(expr),
        }
    }

    /// Tuples, arrays and ranges.
    fn listed(&mut self, expr: &syn::Expr) -> ExprId {
        match expr {
            syn::Expr::Tuple(e) => {
                let elems = self.exprs(&e.elems);
                self.alloc(Expr::Tuple(elems.into()), self.span(e.paren_token.span.join()))
            }
            syn::Expr::Array(e) => {
                let elems = self.exprs(&e.elems);
                self.alloc(Expr::Array(elems.into()), self.span(e.bracket_token.span.join()))
            }
            syn::Expr::Repeat(e) => {
                let (elem, len) = (self.expr(&e.expr), self.expr(&e.len));
                let span = self.span(e.bracket_token.span.join());
                self.alloc(Expr::Repeat { elem, len }, span)
            }
            syn::Expr::Range(e) => self.range(e),
            _ => self.control(expr),
        }
    }

    pub(super) fn exprs<'a>(
        &mut self,
        exprs: impl IntoIterator<Item = &'a syn::Expr, IntoIter: ExactSizeIterator>,
    ) -> Vec<ExprId> {
        exprs.into_iter().map(|e| self.expr(e)).collect()
    }

    /// An expression that starts where `first` does and ends with `end`.
    fn postfix(&mut self, first: ExprId, end: proc_macro2::Span, expr: Expr) -> ExprId {
        let span = self.join(self.expr_span(first), self.span(end));
        self.alloc(expr, span)
    }

    /// An expression that starts with `start` and ends where `last` does.
    pub(super) fn prefix(&mut self, start: Span, last: ExprId, expr: Expr) -> ExprId {
        let span = self.join(start, self.expr_span(last));
        self.alloc(expr, span)
    }

    fn ref_expr(&mut self, start: proc_macro2::Span, mutable: bool, of: &syn::Expr) -> ExprId {
        let expr = self.expr(of);
        self.prefix(self.span(start), expr, Expr::Ref { mutable, expr })
    }

    fn path_expr(&mut self, e: &syn::ExprPath) -> ExprId {
        if e.qself.is_none()
            && let Some(ident) = e.path.get_ident()
        {
            let (name, span) = self.named(ident);
            let expr = self.named_expr(name);
            return self.alloc(expr, span);
        }
        let span = self.path_span(e.qself.as_ref(), &e.path);
        let path = self.qpath(e.qself.as_ref(), &e.path);
        self.alloc(Expr::Path(path), span)
    }

    /// The local that `name` is, or else the path.
    pub(super) fn named_expr(&mut self, name: Sym) -> Expr {
        if let Some(local) = self.body.lookup(name) {
            return Expr::Local(local);
        }
        self.body.mention(name);
        Expr::Path(plain_path(name))
    }

    pub(super) fn lit_expr(&mut self, lit: &SynLit) -> ExprId {
        let span = self.span(lit.span());
        self.alloc(Expr::Lit(literal(lit)), span)
    }

    fn method_call(&mut self, e: &syn::ExprMethodCall) -> ExprId {
        let recv = self.expr(&e.receiver);
        let (name, span) = self.named(&e.method);
        self.body.mention(name);
        let turbofish = e.turbofish.as_ref().and_then(|args| self.generic_args(args));
        let args = self.exprs(&e.args);
        let call = Expr::MethodCall { recv, name, name_at: span.start, turbofish, args: args.into() };
        self.postfix(recv, e.paren_token.span.close(), call)
    }

    fn call(&mut self, e: &syn::ExprCall) -> ExprId {
        let callee = self.expr(&e.func);
        let args = self.exprs(&e.args);
        self.postfix(callee, e.paren_token.span.close(), Expr::Call { callee, args: args.into() })
    }

    fn field_expr(&mut self, e: &syn::ExprField) -> ExprId {
        let base = self.expr(&e.base);
        let (name, end) = self.member(&e.member);
        self.body.mention(name);
        let span = self.join(self.expr_span(base), end);
        self.alloc(Expr::Field { base, name }, span)
    }

    /// The name of a field and where it stands.
    pub(super) fn member(&mut self, member: &syn::Member) -> (Sym, Span) {
        match member {
            syn::Member::Named(ident) => self.named(ident),
            syn::Member::Unnamed(index) => (Sym::new(&index.index.to_string()), self.span(index.span)),
        }
    }

    fn binary(&mut self, e: &syn::ExprBinary) -> ExprId {
        let (lhs, rhs) = (self.expr(&e.left), self.expr(&e.right));
        let expr = match bin_kind(&e.op) {
            BinKind::Plain(op) => Expr::Binary { op, lhs, rhs },
            BinKind::Assign(op) => Expr::AssignOp { op, lhs, rhs },
            BinKind::Unknown => Expr::Tuple(vec![lhs, rhs].into()),
        };
        let span = self.expr_span(lhs);
        self.prefix(span, rhs, expr)
    }

    fn unary(&mut self, e: &syn::ExprUnary) -> ExprId {
        let (op, start) = match &e.op {
            syn::UnOp::Deref(token) => (UnOp::Deref, token.spans[0]),
            syn::UnOp::Neg(token) => (UnOp::Neg, token.spans[0]),
            syn::UnOp::Not(token) => (UnOp::Not, token.spans[0]),
            _ => return self.expr(&e.expr),
        };
        let expr = self.expr(&e.expr);
        self.prefix(self.span(start), expr, Expr::Unary { op, expr })
    }

    fn struct_expr(&mut self, e: &syn::ExprStruct) -> ExprId {
        let start = self.path_span(e.qself.as_ref(), &e.path);
        let path = self.qpath(e.qself.as_ref(), &e.path);
        let mut fields = Vec::with_capacity(e.fields.len());
        for field in e.fields.iter().filter(|f| !super::attrs::is_test(&f.attrs)) {
            let (name, at) = self.member(&field.member);
            let value = self.expr(&field.expr);
            let span = self.join(at, self.expr_span(value));
            self.target(span);
            fields.push(FieldInit { name, value, span });
        }
        let base = e.rest.as_ref().map(|rest| self.expr(rest));
        let span = self.join(start, self.span(e.brace_token.span.close()));
        self.alloc(Expr::Struct { path: path.into(), fields: fields.into(), base }, span)
    }

    fn range(&mut self, e: &syn::ExprRange) -> ExprId {
        let start = e.start.as_ref().map(|s| self.expr(s));
        let end = e.end.as_ref().map(|s| self.expr(s));
        let (dots, inclusive) = match &e.limits {
            syn::RangeLimits::HalfOpen(dots) => (dots.spans[0], false),
            syn::RangeLimits::Closed(dots) => (dots.spans[0], true),
        };
        let dots = self.span(dots);
        let first = start.map_or(dots, |s| self.expr_span(s));
        let last = end.map_or(dots, |s| self.expr_span(s));
        let span = self.join(first, last);
        self.alloc(Expr::Range { start, end, inclusive }, span)
    }

    /// The unit value, of no width.
    pub(super) fn unit(&mut self, span: Span) -> ExprId {
        let expr = Expr::Block {
            kind: BlockKind::Plain,
            label: None,
            stmts: Box::default(),
            tail: None,
            items: BlockItems::default(),
        };
        self.alloc(expr, span)
    }
}

/// A path of one segment.
pub(super) fn plain_path(name: Sym) -> crate::hir::Path {
    crate::hir::Path { segs: Box::new([crate::hir::Seg { name, args: None }]), ..crate::hir::Path::default() }
}

fn literal(lit: &SynLit) -> Lit {
    match lit {
        SynLit::Str(s) => Lit::Str(s.value().into()),
        SynLit::ByteStr(s) => Lit::ByteStr(s.value().into()),
        SynLit::CStr(s) => Lit::ByteStr(s.value().to_bytes().into()),
        SynLit::Byte(b) => Lit::Int(u64::from(b.value()), Some(Sym::new("u8"))),
        SynLit::Char(_) => Lit::Char,
        // Not a number of ours: a negative one in a pattern.
        SynLit::Int(i) => {
            let suffix = Some(i.suffix()).filter(|s| !s.is_empty()).map(Sym::new);
            i.base10_parse::<u128>().map_or(Lit::Float, |n| Lit::Int(u64::try_from(n).unwrap_or(u64::MAX), suffix))
        }
        SynLit::Bool(b) => Lit::Bool(b.value),
        _ => Lit::Float,
    }
}
