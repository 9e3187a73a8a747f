//! Paths, types, bounds and generics. Must not resolve them.

use syn::{GenericArgument, PathArguments, ReturnType, TypeParamBound};

use super::expr::plain_path;
use super::{LowerCx, consts};
use crate::base::Span;
use crate::hir::{Bound, GenericArgs, GenericParam, Generics, ParamKind, Path, Predicate, Seg, TypeRef};

/// Generics, as they are gathered.
#[derive(Default)]
struct GenericsCx {
    params: Vec<GenericParam>,
    preds: Vec<Predicate>,
}

impl LowerCx<'_> {
    pub(super) fn path(&mut self, path: &syn::Path) -> Path {
        self.qpath(None, path)
    }

    pub(super) fn qpath(&mut self, qself: Option<&syn::QSelf>, path: &syn::Path) -> Path {
        let qself = qself.map(|q| Box::new((self.ty(&q.ty), q.position)));
        let global = path.leading_colon.is_some() && qself.is_none();
        let mut segs = Vec::with_capacity(path.segments.len());
        for seg in &path.segments {
            let name = self.name(&seg.ident);
            self.body.mention(name);
            let args = self.path_args(&seg.arguments);
            segs.push(Seg { name, args });
        }
        Path { global, qself, segs: segs.into() }
    }

    /// The span from a path's first to its last segment.
    pub(super) fn path_span(&self, qself: Option<&syn::QSelf>, path: &syn::Path) -> Span {
        let first = match (qself, path.leading_colon, path.segments.first()) {
            (Some(q), ..) => self.span(q.lt_token.spans[0]),
            (None, Some(colon), _) => self.span(colon.spans[0]),
            (None, None, Some(seg)) => self.span(seg.ident.span()),
            (None, None, None) => Span::default(),
        };
        let Some(last) = path.segments.last() else {
            return first;
        };
        let end = match &last.arguments {
            PathArguments::None if path.segments.len() == 1 && qself.is_none() => return first,
            PathArguments::None => self.span(last.ident.span()),
            PathArguments::AngleBracketed(args) => self.span(args.gt_token.spans[0]),
            PathArguments::Parenthesized(args) => self.span(args.paren_token.span.close()),
        };
        self.join(first, end)
    }

    fn path_args(&mut self, args: &PathArguments) -> Option<Box<GenericArgs>> {
        match args {
            PathArguments::None => None,
            PathArguments::AngleBracketed(args) => self.generic_args(args),
            PathArguments::Parenthesized(args) => Some(Box::new(GenericArgs {
                types: args.inputs.iter().map(|i| self.ty(&i.ty)).collect(),
                bindings: Box::default(),
                call_ret: Some(Box::new(self.ret(&args.output).unwrap_or(TypeRef::Tuple(Box::default())))),
            })),
        }
    }

    /// `None` if there are only lifetimes.
    pub(super) fn generic_args(&mut self, args: &syn::AngleBracketedGenericArguments) -> Option<Box<GenericArgs>> {
        let (mut types, mut bindings) = (Vec::new(), Vec::new());
        for arg in &args.args {
            match arg {
                GenericArgument::Type(ty) => types.push(self.ty(ty)),
                GenericArgument::Const(value) => {
                    let value = self.const_expr(value);
                    types.push(TypeRef::Const(Box::new(value)));
                }
                GenericArgument::AssocType(assoc) => {
                    let binding = (self.name(&assoc.ident), self.ty(&assoc.ty));
                    bindings.push(binding);
                }
                GenericArgument::Constraint(bound) => {
                    let name = self.name(&bound.ident);
                    let bounds = self.bounds(&bound.bounds);
                    bindings.push((name, TypeRef::Impl(bounds.into())));
                }
                _ => {}
            }
        }
        let empty = types.is_empty() && bindings.is_empty();
        let out = || GenericArgs { types: types.into(), bindings: bindings.into(), call_ret: None };
        (!empty).then(|| Box::new(out()))
    }

    /// `None` is `()`.
    pub(super) fn ret(&mut self, ret: &ReturnType) -> Option<TypeRef> {
        match ret {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(self.ty(ty)),
        }
    }

    pub(super) fn ty(&mut self, ty: &syn::Type) -> TypeRef {
        match ty {
            syn::Type::Path(t) => TypeRef::Path(self.qpath(t.qself.as_ref(), &t.path)),
            syn::Type::Reference(t) => TypeRef::Ref {
                is_static: t.lifetime.as_ref().is_some_and(|l| l.ident == "static"),
                mutable: t.mutability.is_some(),
                inner: Box::new(self.ty(&t.elem)),
            },
            syn::Type::Ptr(t) => TypeRef::Ptr(Box::new(self.ty(&t.elem))),
            syn::Type::Tuple(t) => TypeRef::Tuple(t.elems.iter().map(|e| self.ty(e)).collect()),
            syn::Type::Slice(t) => TypeRef::Slice(Box::new(self.ty(&t.elem))),
            syn::Type::Array(t) => {
                let len = self.const_expr(&t.len);
                TypeRef::Array(Box::new(self.ty(&t.elem)), Box::new(len))
            }
            syn::Type::FnPtr(t) => TypeRef::Fn {
                params: t.inputs.iter().map(|i| self.ty(&i.ty)).collect(),
                ret: Box::new(self.ret(&t.output).unwrap_or(TypeRef::Tuple(Box::default()))),
            },
            syn::Type::ImplTrait(t) => TypeRef::Impl(self.bounds(&t.bounds).into()),
            syn::Type::TraitObject(t) => TypeRef::Dyn(self.bounds(&t.bounds).into()),
            syn::Type::Group(t) => self.ty(&t.elem),
            syn::Type::Paren(t) => self.ty(&t.elem),
            syn::Type::Never(_) => TypeRef::Never,
            syn::Type::Infer(_) => TypeRef::Infer,
            _ => TypeRef::Opaque,
        }
    }

    pub(super) fn const_expr(&mut self, expr: &syn::Expr) -> crate::hir::ConstExpr {
        consts::lower(self, expr)
    }

    pub(super) fn bounds<'a>(&mut self, bounds: impl IntoIterator<Item = &'a TypeParamBound>) -> Vec<Bound> {
        let traits = bounds.into_iter().filter_map(|b| match b {
            TypeParamBound::Trait(t) if t.maybe.is_none() => Some(&t.path),
            _ => None,
        });
        traits.map(|p| Bound { path: self.path(p) }).collect()
    }

    pub(super) fn generics(&mut self, generics: &syn::Generics) -> Generics {
        let mut out = GenericsCx::default();
        for param in &generics.params {
            match param {
                syn::GenericParam::Lifetime(_) => {}
                syn::GenericParam::Type(param) => self.type_param(param, &mut out),
                syn::GenericParam::Const(param) => {
                    out.params.push(GenericParam { name: self.name(&param.ident), kind: ParamKind::Const });
                }
            }
        }
        for pred in generics.where_clause.iter().flat_map(|w| &w.predicates) {
            if let syn::WherePredicate::Type(pred) = pred {
                let ty = self.ty(&pred.bounded_ty);
                let bounds = self.bounds(&pred.bounds);
                out.preds.push(Predicate { ty, bounds: bounds.into() });
            }
        }
        Generics { params: out.params.into(), preds: out.preds.into() }
    }

    fn type_param(&mut self, param: &syn::TypeParam, out: &mut GenericsCx) {
        let name = self.name(&param.ident);
        let default = param.default.as_ref().map(|(_, ty)| self.ty(ty));
        let kind = ParamKind::Type { default };
        out.params.push(GenericParam { name, kind });
        let bounds = self.bounds(&param.bounds);
        if !bounds.is_empty() {
            let ty = TypeRef::Path(plain_path(name));
            out.preds.push(Predicate { ty, bounds: bounds.into() });
        }
    }
}
