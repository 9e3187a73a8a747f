//! Assignments. One that takes a value apart becomes a block: `{ let (a', b') = rhs; a = a'; b = b'; }`.

use syn::spanned::Spanned as _;

use super::LowerCx;
use crate::base::{Span, Sym};
use crate::hir::{BlockItems, BlockKind, Expr, ExprId, Pat, PatId, Stmt};

/// Lowers `left = right`.
pub(super) fn lower(cx: &mut LowerCx<'_>, e: &syn::ExprAssign) -> ExprId {
    if !takes_apart(&e.left) {
        let (lhs, rhs) = (cx.expr(&e.left), cx.expr(&e.right));
        let start = cx.expr_span(lhs);
        return cx.prefix(start, rhs, Expr::Assign { lhs, rhs });
    }
    let init = cx.expr(&e.right);
    let mut stmts = Vec::new();
    let pat = place_pat(cx, &e.left, &mut stmts);
    let bound = Stmt::Let { pat, ty: None, init: Some(init), els: None };
    stmts.insert(0, bound);
    let start = cx.body.pat_span(pat);
    let block = Expr::Block {
        kind: BlockKind::Plain,
        label: None,
        stmts: stmts.into(),
        tail: None,
        items: BlockItems::default(),
    };
    cx.prefix(start, init, block)
}

fn takes_apart(left: &syn::Expr) -> bool {
    matches!(
        left,
        syn::Expr::Infer(_) | syn::Expr::Tuple(_) | syn::Expr::Array(_) | syn::Expr::Struct(_) | syn::Expr::Call(_)
    )
}

/// The pattern that `left` is; its places become assignments from fresh locals, in `stmts`.
fn place_pat(cx: &mut LowerCx<'_>, left: &syn::Expr, stmts: &mut Vec<Stmt>) -> PatId {
    let span = match left {
        syn::Expr::Tuple(e) => cx.span(e.paren_token.span.join()),
        syn::Expr::Array(e) => cx.span(e.bracket_token.span.join()),
        other => cx.span(other.span()),
    };
    let pat = match left {
        syn::Expr::Infer(_) => Pat::Wild,
        syn::Expr::Range(e) if e.start.is_none() && e.end.is_none() => Pat::Rest,
        syn::Expr::Paren(e) => return place_pat(cx, &e.expr, stmts),
        syn::Expr::Group(e) => return place_pat(cx, &e.expr, stmts),
        syn::Expr::Tuple(e) => Pat::Tuple(place_pats(cx, &e.elems, stmts).into()),
        syn::Expr::Array(e) => Pat::Slice(place_pats(cx, &e.elems, stmts).into()),
        syn::Expr::Call(e) => match &*e.func {
            syn::Expr::Path(func) => Pat::TupleStruct {
                path: cx.qpath(func.qself.as_ref(), &func.path).into(),
                pats: place_pats(cx, &e.args, stmts).into(),
            },
            _ => place(cx, left, span, stmts),
        },
        syn::Expr::Struct(e) => struct_pat(cx, e, stmts),
        _ => place(cx, left, span, stmts),
    };
    cx.body.pat(pat, span)
}

fn place_pats<'a>(
    cx: &mut LowerCx<'_>,
    exprs: impl IntoIterator<Item = &'a syn::Expr>,
    stmts: &mut Vec<Stmt>,
) -> Vec<PatId> {
    exprs.into_iter().map(|e| place_pat(cx, e, stmts)).collect()
}

fn struct_pat(cx: &mut LowerCx<'_>, e: &syn::ExprStruct, stmts: &mut Vec<Stmt>) -> Pat {
    let path = cx.qpath(e.qself.as_ref(), &e.path);
    let mut fields = Vec::with_capacity(e.fields.len());
    for field in &e.fields {
        let (name, _) = cx.member(&field.member);
        fields.push((name, place_pat(cx, &field.expr, stmts)));
    }
    let rest = e.dot2_token.is_some();
    Pat::Struct { path: path.into(), fields: fields.into(), rest }
}

/// A fresh local, and its assignment to the place.
fn place(cx: &mut LowerCx<'_>, left: &syn::Expr, span: Span, stmts: &mut Vec<Stmt>) -> Pat {
    let local = cx.body.local(Sym::new("_assigned"), false, span);
    let lhs = cx.expr(left);
    let rhs = cx.alloc(Expr::Local(local), span);
    stmts.push(Stmt::Expr(cx.alloc(Expr::Assign { lhs, rhs }, span)));
    Pat::Bind { local, by_ref: false, mutable: false, sub: None }
}
