//! Constant expressions in types. Must not evaluate them.

use super::LowerCx;
use super::expr::{BinKind, bin_kind};
use crate::hir::ConstExpr;

/// Lowers the constant `expr`.
pub(super) fn lower(cx: &mut LowerCx<'_>, expr: &syn::Expr) -> ConstExpr {
    match expr {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(int), .. }) => {
            int.base10_parse().map_or(ConstExpr::Unknown, ConstExpr::Int)
        }
        syn::Expr::Path(e) => ConstExpr::Path(cx.qpath(e.qself.as_ref(), &e.path)),
        syn::Expr::Group(e) => lower(cx, &e.expr),
        syn::Expr::Paren(e) => lower(cx, &e.expr),
        syn::Expr::Cast(e) => lower(cx, &e.expr),
        syn::Expr::Block(e) => match e.block.stmts.as_slice() {
            [syn::Stmt::Expr(inner, None)] => lower(cx, inner),
            _ => ConstExpr::Unknown,
        },
        syn::Expr::Binary(e) => match bin_kind(&e.op) {
            BinKind::Plain(op) => {
                let (left, right) = (lower(cx, &e.left), lower(cx, &e.right));
                ConstExpr::Bin(op, Box::new(left), Box::new(right))
            }
            BinKind::Assign(_) | BinKind::Unknown => ConstExpr::Unknown,
        },
        _ => ConstExpr::Unknown,
    }
}
