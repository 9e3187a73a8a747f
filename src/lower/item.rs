//! Items. Must not look into bodies (`fns`) or use trees (`uses`).

use proc_macro2::Ident;
use syn::spanned::Spanned as _;

use super::{LowerCx, attrs};
use crate::base::{Span, Sym};
use crate::hir::{Attrs, ConstItem, FnItem, Generics, Item, ItemId, ItemKind, ModItem, TypeAliasItem, Vis};

/// What every item has, before its kind is known.
pub(super) struct Head<'s> {
    pub attrs: &'s [syn::Attribute],
    pub vis: Vis,
    pub ident: Option<&'s Ident>,
    pub span: Span,
}

impl LowerCx<'_> {
    /// Lowers `items`, in order.
    pub(super) fn items(&mut self, items: &[syn::Item]) -> Vec<ItemId> {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            self.item(item, &mut out);
        }
        out
    }

    /// Adds an item; `kind` is asked with its id, so that bodies know their owner and parents come first.
    pub(super) fn add_item(&mut self, head: &Head<'_>, kind: impl FnOnce(&mut Self, ItemId) -> ItemKind) -> ItemId {
        let (name, name_span) = match head.ident {
            Some(ident) => self.named(ident),
            None => (Sym::new(""), head.span),
        };
        self.target(head.span);
        let id = self.hir.items.alloc(Item {
            name,
            span: head.span,
            name_span,
            vis: head.vis,
            attrs: attrs::lower(head.attrs),
            kind: ItemKind::MacroCall,
        });
        let kind = kind(self, id);
        self.hir.items[id].kind = kind;
        id
    }

    /// From the first attribute, or else from `start`, to `end`.
    pub(super) fn head<'s>(
        &mut self,
        attrs: &'s [syn::Attribute],
        vis: &syn::Visibility,
        ident: Option<&'s Ident>,
        (start, end): (proc_macro2::Span, proc_macro2::Span),
    ) -> Head<'s> {
        let start = match (attrs.first(), vis) {
            (Some(attr), _) => attr.pound_token.spans[0],
            (None, syn::Visibility::Public(token)) => token.span,
            (None, syn::Visibility::Restricted(r)) => r.pub_token.span,
            (None, syn::Visibility::Inherited) => start,
        };
        let vis = match vis {
            syn::Visibility::Public(_) => Vis::Public,
            syn::Visibility::Restricted(_) => Vis::Crate,
            syn::Visibility::Inherited => Vis::Private,
        };
        let span = self.join(self.span(start), self.span(end));
        Head { attrs, vis, ident, span }
    }

    fn item(&mut self, item: &syn::Item, out: &mut Vec<ItemId>) {
        let id = match item {
            syn::Item::Use(i) => self.use_item(i),
            syn::Item::Fn(i) => {
                let span = (sig_start(&i.sig), i.block.brace_token.span.close());
                let head = self.head(&i.attrs, &i.vis, Some(&i.sig.ident), span);
                self.fn_item(&head, &i.sig, Some(&i.block))
            }
            syn::Item::Struct(i) => self.struct_item(i),
            syn::Item::Union(i) => self.union_item(i),
            syn::Item::Enum(i) => self.enum_item(i),
            syn::Item::Impl(i) if i.modifiers.polarity.is_some() => return,
            syn::Item::Impl(i) => self.impl_item(i),
            syn::Item::Trait(i) => self.trait_item(i),
            syn::Item::TraitAlias(i) => self.trait_alias(i),
            syn::Item::Mod(i) => self.mod_item(i),
            syn::Item::Const(i) => {
                let span = (i.const_token.span, i.semi_token.spans[0]);
                let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
                self.const_item(&head, false, &i.ty, Some(&i.expr))
            }
            syn::Item::Static(i) => {
                let span = (i.static_token.span, i.semi_token.spans[0]);
                let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
                self.const_item(&head, true, &i.ty, Some(&i.expr))
            }
            syn::Item::Type(i) => {
                let span = (i.type_token.span, i.semi_token.spans[0]);
                let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
                self.alias_item(&head, &i.generics, Some(&i.ty), &[])
            }
            syn::Item::ExternCrate(i) => self.extern_crate(i),
            syn::Item::Macro(i) => return self.macro_item(i, out),
            syn::Item::ForeignMod(i) => return self.foreign_mod(i, out),
            _ => return,
        };
        out.push(id);
    }

    /// Whether nobody asks what is in an item.
    pub(super) fn only_for_tests(&self, id: ItemId) -> bool {
        !self.tests && self.hir.items[id].attrs.test_only
    }

    /// The modules among `items`: they may be files.
    fn file_modules(&mut self, items: &[syn::Item]) -> Vec<ItemId> {
        let modules = items.iter().filter_map(|item| match item {
            syn::Item::Mod(module) => Some(self.mod_item(module)),
            _ => None,
        });
        modules.collect()
    }

    fn use_item(&mut self, i: &syn::ItemUse) -> ItemId {
        let span = (i.use_token.span, i.semi_token.spans[0]);
        let head = self.head(&i.attrs, &i.vis, None, span);
        self.add_item(&head, |cx, _| ItemKind::Use(cx.imports(i).into()))
    }

    fn extern_crate(&mut self, i: &syn::ItemExternCrate) -> ItemId {
        let known_as = i.rename.as_ref().map_or(&i.ident, |(_, name)| name);
        let span = (i.extern_token.span, i.semi_token.spans[0]);
        let head = self.head(&i.attrs, &i.vis, Some(known_as), span);
        self.add_item(&head, |cx, _| ItemKind::ExternCrate(cx.name(&i.ident)))
    }

    fn mod_item(&mut self, i: &syn::ItemMod) -> ItemId {
        let end = match (&i.content, i.semi) {
            (Some((brace, _)), _) => brace.span.close(),
            (None, Some(semi)) => semi.spans[0],
            (None, None) => i.ident.span(),
        };
        let head = self.head(&i.attrs, &i.vis, Some(&i.ident), (i.mod_token.span, end));
        self.add_item(&head, |cx, id| {
            let only_for_tests = cx.only_for_tests(id);
            let inline = i.content.as_ref().map(|(_, items)| {
                let inner = if only_for_tests { cx.file_modules(items) } else { cx.items(items) };
                inner.into()
            });
            let path_attr = path_attr(&cx.hir.items[id].attrs);
            ItemKind::Mod(Box::new(ModItem { inline, path_attr }))
        })
    }

    pub(super) fn const_item(
        &mut self,
        head: &Head<'_>,
        is_static: bool,
        ty: &syn::Type,
        value: Option<&syn::Expr>,
    ) -> ItemId {
        self.add_item(head, |cx, id| {
            let ty = cx.ty(ty);
            let body = value.map(|v| cx.with_body(id, |cx| cx.expr(v)));
            ItemKind::Const(Box::new(ConstItem { is_static, ty, body }))
        })
    }

    pub(super) fn alias_item(
        &mut self,
        head: &Head<'_>,
        generics: &syn::Generics,
        ty: Option<&syn::Type>,
        bounds: &[&syn::TypeParamBound],
    ) -> ItemId {
        self.add_item(head, |cx, _| {
            ItemKind::TypeAlias(Box::new(TypeAliasItem {
                generics: cx.generics(generics),
                ty: ty.map(|ty| cx.ty(ty)),
                bounds: cx.bounds(bounds.iter().copied()).into(),
            }))
        })
    }

    fn foreign_mod(&mut self, block: &syn::ItemForeignMod, out: &mut Vec<ItemId>) {
        for item in &block.items {
            let id = match item {
                syn::ForeignItem::Fn(i) => {
                    let span = (sig_start(&i.sig), i.semi_token.spans[0]);
                    let head = self.head(&i.attrs, &i.vis, Some(&i.sig.ident), span);
                    self.fn_item(&head, &i.sig, None)
                }
                syn::ForeignItem::Static(i) => {
                    let span = (i.static_token.span, i.semi_token.spans[0]);
                    let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
                    self.const_item(&head, true, &i.ty, None)
                }
                syn::ForeignItem::Type(i) => {
                    let span = (i.type_token.span, i.semi_token.spans[0]);
                    let head = self.head(&i.attrs, &i.vis, Some(&i.ident), span);
                    self.alias_item(&head, &i.generics, None, &[])
                }
                _ => continue,
            };
            out.push(id);
        }
    }

    pub(super) fn fn_item(&mut self, head: &Head<'_>, sig: &syn::Signature, block: Option<&syn::Block>) -> ItemId {
        self.add_item(head, |cx, id| {
            let item = FnItem {
                generics: Generics::default(),
                self_param: None,
                params: Box::default(),
                ret: None,
                is_async: sig.asyncness.is_some(),
                body: None,
            };
            ItemKind::Fn(Box::new(cx.signature(item, id, sig, block)))
        })
    }
}

/// The first token of a signature.
pub(super) fn sig_start(sig: &syn::Signature) -> proc_macro2::Span {
    if let Some(token) = sig.constness {
        return token.span;
    }
    if let Some(token) = sig.asyncness {
        return token.span;
    }
    match (&sig.safety, &sig.abi) {
        (syn::Safety::Safe(token), _) => token.span(),
        (syn::Safety::Unsafe(token), _) => token.span(),
        (syn::Safety::Default, Some(abi)) => abi.extern_token.span,
        (syn::Safety::Default, None) => sig.fn_token.span,
    }
}

fn path_attr(attrs: &Attrs) -> Option<Box<str>> {
    let attr = attrs.list.iter().find(|a| &*a.path == "path")?;
    let text: syn::LitStr = syn::parse_str(&attr.args).ok()?;
    Some(text.value().into())
}
