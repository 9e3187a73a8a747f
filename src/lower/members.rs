//! Structs, enums, traits, impls and what they hold.

use syn::{Fields, ImplItem, TraitItem, Visibility};

use super::item::sig_start;
use super::{LowerCx, attrs};
use crate::base::{Span, Sym};
use crate::hir::{EnumItem, Field, ItemId, ItemKind, StructItem, TraitItem as HirTrait, Variant, VariantShape};

impl LowerCx<'_> {
    pub(super) fn struct_item(&mut self, i: &syn::ItemStruct) -> ItemId {
        let end = match (&i.fields, i.semi_token) {
            (_, Some(semi)) => semi.spans[0],
            (Fields::Named(fields), None) => fields.brace_token.span.close(),
            (_, None) => i.ident.span(),
        };
        let head = self.head(&i.attrs, &i.vis, Some(&i.ident), (i.struct_token.span, end));
        self.add_item(&head, |cx, _| {
            let generics = cx.generics(&i.generics);
            let shape = cx.shape(&i.fields);
            ItemKind::Struct(Box::new(StructItem { generics, shape }))
        })
    }

    pub(super) fn union_item(&mut self, i: &syn::ItemUnion) -> ItemId {
        let span = (i.union_token.span, i.fields.brace_token.span.close());
        let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
        self.add_item(&head, |cx, _| {
            let generics = cx.generics(&i.generics);
            let shape = VariantShape::Named(cx.fields(&i.fields.named).into());
            ItemKind::Struct(Box::new(StructItem { generics, shape }))
        })
    }

    pub(super) fn enum_item(&mut self, i: &syn::ItemEnum) -> ItemId {
        let span = (i.enum_token.span, i.brace_token.span.close());
        let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
        self.add_item(&head, |cx, _| {
            let generics = cx.generics(&i.generics);
            let variants = i.variants.iter().map(|v| cx.variant(v)).collect();
            ItemKind::Enum(Box::new(EnumItem { generics, variants }))
        })
    }

    fn variant(&mut self, v: &syn::Variant) -> Variant {
        let (name, start) = self.named(&v.ident);
        let end = match &v.fields {
            Fields::Named(fields) => self.span(fields.brace_token.span.close()),
            Fields::Unnamed(fields) => self.span(fields.paren_token.span.close()),
            Fields::Unit => start,
        };
        let span = self.join(start, end);
        self.target(span);
        let shape = self.shape(&v.fields);
        Variant { name, span, shape }
    }

    fn shape(&mut self, fields: &Fields) -> VariantShape {
        match fields {
            Fields::Named(fields) => VariantShape::Named(self.fields(&fields.named).into()),
            Fields::Unnamed(fields) => VariantShape::Tuple(self.fields(&fields.unnamed).into()),
            Fields::Unit => VariantShape::Unit,
        }
    }

    fn fields<'a>(&mut self, fields: impl IntoIterator<Item = &'a syn::Field>) -> Vec<Field> {
        let fields = fields.into_iter().enumerate();
        fields.map(|(index, field)| self.field(index, field)).collect()
    }

    fn field(&mut self, index: usize, field: &syn::Field) -> Field {
        let ty_span = self.type_span(&field.ty);
        let (name, span) = match &field.ident {
            Some(ident) => {
                let (name, start) = self.named(ident);
                (name, self.join(start, ty_span))
            }
            None => (Sym::new(&index.to_string()), ty_span),
        };
        self.target(span);
        let ty = self.ty(&field.ty);
        let attrs = attrs::lower(&field.attrs);
        Field { name, ty, span, attrs }
    }

    /// Where a type stands; exact for paths, references and tuples, else its first token.
    fn type_span(&self, ty: &syn::Type) -> Span {
        match ty {
            syn::Type::Path(t) => self.path_span(t.qself.as_ref(), &t.path),
            syn::Type::Reference(t) => {
                let start = self.span(t.and_token.spans[0]);
                self.join(start, self.type_span(&t.elem))
            }
            syn::Type::Tuple(t) => self.span(t.paren_token.span.join()),
            syn::Type::Array(t) => self.span(t.bracket_token.span.join()),
            syn::Type::Slice(t) => self.span(t.bracket_token.span.join()),
            syn::Type::Group(t) => self.type_span(&t.elem),
            syn::Type::Paren(t) => self.type_span(&t.elem),
            other => self.span(syn::spanned::Spanned::span(other)),
        }
    }

    pub(super) fn trait_item(&mut self, i: &syn::ItemTrait) -> ItemId {
        let start = i.unsafety.map_or(i.trait_token.span, |u| u.span);
        let span = (start, i.brace_token.span.close());
        let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
        self.add_item(&head, |cx, _| {
            let generics = cx.generics(&i.generics);
            let supertraits = cx.bounds(&i.supertraits);
            let items = cx.trait_members(&i.items);
            ItemKind::Trait(Box::new(HirTrait { generics, supertraits: supertraits.into(), items: items.into() }))
        })
    }

    pub(super) fn trait_alias(&mut self, i: &syn::ItemTraitAlias) -> ItemId {
        let span = (i.trait_token.span, i.semi_token.spans[0]);
        let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
        self.add_item(&head, |cx, _| {
            ItemKind::Trait(Box::new(HirTrait {
                generics: cx.generics(&i.generics),
                supertraits: cx.bounds(&i.bounds).into(),
                items: Box::default(),
            }))
        })
    }

    pub(super) fn trait_members(&mut self, items: &[TraitItem]) -> Vec<ItemId> {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            self.trait_member(item, &mut out);
        }
        out
    }

    fn trait_member(&mut self, item: &TraitItem, out: &mut Vec<ItemId>) {
        let vis = Visibility::Inherited;
        let id = match item {
            TraitItem::Fn(i) => {
                let end = match (&i.default, i.semi_token) {
                    (Some(block), _) => block.brace_token.span.close(),
                    (None, Some(semi)) => semi.spans[0],
                    (None, None) => i.sig.ident.span(),
                };
                let span = (sig_start(&i.sig), end);
                let head = self.head(&i.attrs, &vis, Some(&i.sig.ident), span);
                self.fn_item(&head, &i.sig, i.default.as_ref())
            }
            TraitItem::Const(i) => {
                let span = (i.const_token.span, i.semi_token.spans[0]);
                let head = self.head(&i.attrs, &vis, Some(&i.ident), span);
                let value = i.default.as_ref().map(|(_, value)| value);
                self.const_item(&head, false, &i.ty, value)
            }
            TraitItem::Type(i) => {
                let span = (i.type_token.span, i.semi_token.spans[0]);
                let head = self.head(&i.attrs, &vis, Some(&i.ident), span);
                let ty = i.default.as_ref().map(|(_, ty)| ty);
                let bounds: Vec<_> = i.bounds.iter().collect();
                self.alias_item(&head, &i.generics, ty, &bounds)
            }
            TraitItem::Macro(i) => return self.trait_macro(&i.mac, out),
            _ => return,
        };
        out.push(id);
    }

    pub(super) fn impl_item(&mut self, i: &syn::ItemImpl) -> ItemId {
        let start = i.unsafety.map_or(i.impl_token.span, |u| u.span);
        let span = (start, i.brace_token.span.close());
        let head = self.head(&i.attrs, &Visibility::Inherited, None, span);
        self.add_item(&head, |cx, _| {
            let generics = cx.generics(&i.generics);
            let trait_path = i.trait_.as_ref().map(|(path, _)| cx.path(path));
            let self_ty = cx.ty(&i.self_ty);
            let items = cx.impl_members(&i.items);
            let item = crate::hir::ImplItem { generics, trait_path, self_ty, items: items.into() };
            ItemKind::Impl(Box::new(item))
        })
    }

    pub(super) fn impl_members(&mut self, items: &[ImplItem]) -> Vec<ItemId> {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            self.impl_member(item, &mut out);
        }
        out
    }

    fn impl_member(&mut self, item: &ImplItem, out: &mut Vec<ItemId>) {
        let id = match item {
            ImplItem::Fn(i) => {
                let span = (sig_start(&i.sig), i.block.brace_token.span.close());
                let head = self.head(&i.attrs, &i.vis, Some(&i.sig.ident), span);
                self.fn_item(&head, &i.sig, Some(&i.block))
            }
            ImplItem::Const(i) => {
                let span = (i.const_token.span, i.semi_token.spans[0]);
                let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
                self.const_item(&head, false, &i.ty, Some(&i.expr))
            }
            ImplItem::Type(i) => {
                let span = (i.type_token.span, i.semi_token.spans[0]);
                let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
                self.alias_item(&head, &i.generics, Some(&i.ty), &[])
            }
            ImplItem::Macro(i) => return self.impl_macro(&i.mac, out),
            _ => return,
        };
        out.push(id);
    }
}
