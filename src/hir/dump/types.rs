//! Paths, types and bounds.

use super::Printer;
use crate::hir::{Bound, ConstExpr, GenericArgs, Generics, ParamKind, Path, TypeRef};

impl Printer<'_> {
    pub(super) fn path(&mut self, path: &Path) {
        let mut left = 0;
        if let Some(qself) = &path.qself {
            self.push("<");
            self.ty(&qself.0);
            left = qself.1;
            self.push(if left > 0 { " as " } else { ">" });
        }
        if path.global {
            self.push("::");
        }
        for (index, seg) in path.segs.iter().enumerate() {
            if index > 0 || (path.qself.is_some() && left == 0) {
                self.push("::");
            }
            self.push(seg.name.as_str());
            if let Some(args) = &seg.args {
                self.args(args);
            }
            if left == index + 1 {
                self.push(">");
            }
        }
    }

    pub(super) fn args(&mut self, args: &GenericArgs) {
        if let Some(ret) = &args.call_ret {
            self.push("(");
            self.types(&args.types);
            self.push(") -> ");
            return self.ty(ret);
        }
        self.push("<");
        self.types(&args.types);
        for (index, (name, ty)) in args.bindings.iter().enumerate() {
            if index > 0 || !args.types.is_empty() {
                self.push(", ");
            }
            self.push(name.as_str());
            self.push(" = ");
            self.ty(ty);
        }
        self.push(">");
    }

    pub(super) fn types(&mut self, types: &[TypeRef]) {
        self.list(types, Self::ty);
    }

    pub(super) fn ty(&mut self, ty: &TypeRef) {
        match ty {
            TypeRef::Path(path) => self.path(path),
            TypeRef::Ref { is_static, mutable, inner } => {
                self.push(if *is_static { "&'static " } else { "&" });
                self.push(if *mutable { "mut " } else { "" });
                self.ty(inner);
            }
            TypeRef::Ptr(inner) => {
                self.push("*");
                self.ty(inner);
            }
            TypeRef::Tuple(types) => {
                self.push("(");
                self.types(types);
                self.push(")");
            }
            TypeRef::Slice(inner) => {
                self.push("[");
                self.ty(inner);
                self.push("]");
            }
            TypeRef::Array(inner, len) => {
                self.push("[");
                self.ty(inner);
                self.push("; ");
                self.const_expr(len);
                self.push("]");
            }
            TypeRef::Fn { params, ret } => {
                self.push("fn(");
                self.types(params);
                self.push(") -> ");
                self.ty(ret);
            }
            TypeRef::Impl(bounds) => {
                self.push("impl ");
                self.bounds(bounds);
            }
            TypeRef::Dyn(bounds) => {
                self.push("dyn ");
                self.bounds(bounds);
            }
            TypeRef::Const(value) => self.const_expr(value),
            TypeRef::Never => self.push("!"),
            TypeRef::Infer => self.push("_"),
            TypeRef::Opaque => self.push("⟨opaque⟩"),
        }
    }

    fn const_expr(&mut self, value: &ConstExpr) {
        match value {
            ConstExpr::Int(n) => self.push(&n.to_string()),
            ConstExpr::Path(path) => self.path(path),
            ConstExpr::Bin(op, lhs, rhs) => {
                self.push(&format!("⟨{op:?}⟩("));
                self.const_expr(lhs);
                self.push(", ");
                self.const_expr(rhs);
                self.push(")");
            }
            ConstExpr::Unknown => self.push("⟨unknown⟩"),
        }
    }

    pub(super) fn bounds(&mut self, bounds: &[Bound]) {
        for (index, bound) in bounds.iter().enumerate() {
            if index > 0 {
                self.push(" + ");
            }
            self.path(&bound.path);
        }
    }

    pub(super) fn generics(&mut self, generics: &Generics) {
        if generics.params.is_empty() {
            return;
        }
        self.push("<");
        self.list(&generics.params, |p, param| match &param.kind {
            ParamKind::Const => p.push(&format!("const {}", param.name)),
            ParamKind::Type { default } => {
                p.push(param.name.as_str());
                if let Some(ty) = default {
                    p.push(" = ");
                    p.ty(ty);
                }
            }
        });
        self.push(">");
    }

    pub(super) fn preds(&mut self, generics: &Generics) {
        for (index, pred) in generics.preds.iter().enumerate() {
            self.push(if index == 0 { " where " } else { ", " });
            self.ty(&pred.ty);
            self.push(": ");
            self.bounds(&pred.bounds);
        }
    }
}
