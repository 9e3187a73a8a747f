//! Macro calls that hold items: `cfg_if!`, `cfg_select!`, `lazy_static!`, `thread_local!`, local macros, and any
//! other whose tokens are items from end to end.

use syn::parse::{ParseStream, Parser as _};
use syn::{Attribute, Ident, Token, Visibility};

use super::branches::{self, Branch, Only};
use crate::base::Sym;
use crate::hir::{ConstItem, GenericArgs, ItemId, ItemKind, Path, Seg, TypeRef};
use crate::lower::LowerCx;
use crate::lower::attrs;

impl LowerCx<'_> {
    pub(in crate::lower) fn macro_item(&mut self, item: &syn::ItemMacro, out: &mut Vec<ItemId>) {
        let call = self.call_span(&item.mac);
        let start = item.attrs.first().map_or(call, |a| self.span(a.pound_token.spans[0]));
        let span = self.join(start, call);
        let head = |ident| super::super::item::Head { attrs: &item.attrs, vis: crate::hir::Vis::Private, ident, span };
        if let Some(name) = super::define::defines(item) {
            let exported = item.attrs.iter().any(|a| a.path().is_ident("macro_export"));
            out.push(self.add_item(&head(Some(name)), |_, _| ItemKind::MacroRules { exported }));
            return;
        }
        let from = self.hir.items.len();
        if self.item_container(&item.mac, out) {
            self.mark(from, Only { test: attrs::is_test(&item.attrs), wasm: attrs::is_wasm(&item.attrs) });
            return;
        }
        let name = self.macro_name(&item.mac);
        if name == "include"
            && let Ok(path) = item.mac.parse_body::<syn::LitStr>()
        {
            out.push(self.add_item(&head(None), |_, _| ItemKind::Include(path.value().into())));
            return;
        }
        // It is compiled nowhere that matters.
        if name != "compile_error" {
            self.opaque_macro(name, call);
        }
        out.push(self.add_item(&head(None), |_, _| ItemKind::MacroCall));
    }

    /// Marks the items from `from` on as what only tests, or only WebAssembly, has.
    fn mark(&mut self, from: usize, only: Only) {
        for index in from..self.hir.items.len() {
            let attrs = &mut self.hir.items[ItemId::new(index)].attrs;
            attrs.test_only |= only.test;
            attrs.wasm_only |= only.wasm;
        }
    }

    pub(super) fn item_container(&mut self, mac: &syn::Macro, out: &mut Vec<ItemId>) -> bool {
        let expanded = self.expanded(mac, |cx, tokens| {
            let items = items.parse2(tokens).ok()?;
            cx.define_macros(&items);
            out.extend(cx.items(&items));
            Some(())
        });
        if expanded.is_some() {
            return true;
        }
        let name = self.macro_name(mac);
        let tokens = mac.tokens.clone();
        match name.as_str() {
            n @ ("cfg_if" | "cfg_select") => self.branches(branches::parse(n, tokens, items), out),
            "lazy_static" => self.statics(lazy_static.parse2(tokens).ok(), None, out),
            "thread_local" => self.statics(thread_local.parse2(tokens).ok(), Some("LocalKey"), out),
            _ => self.plain_items(tokens, out),
        }
    }

    /// Items from end to end; attributes like `#![feature = "x"]` before them are the macro's business.
    fn plain_items(&mut self, tokens: proc_macro2::TokenStream, out: &mut Vec<ItemId>) -> bool {
        let parse = |input: ParseStream<'_>| Ok((input.call(Attribute::parse_inner)?, items(input)?));
        match parse.parse2(tokens) {
            Ok((of_all, items)) if !items.is_empty() => {
                let from = self.hir.items.len();
                out.extend(self.items(&items));
                self.mark(from, Only { test: attrs::is_test(&of_all), wasm: attrs::is_wasm(&of_all) });
                true
            }
            _ => false,
        }
    }

    fn branches(&mut self, branches: Option<Vec<Branch<syn::Item>>>, out: &mut Vec<ItemId>) -> bool {
        let Some(branches) = branches else {
            return false;
        };
        for Branch { only, content } in branches {
            let from = self.hir.items.len();
            self.define_macros(&content);
            out.extend(self.items(&content));
            self.mark(from, only);
        }
        true
    }

    /// The variables of `lazy_static!`, which have the type that is written, and of `thread_local!`, in a key.
    fn statics(&mut self, statics: Option<Vec<Static>>, key: Option<&str>, out: &mut Vec<ItemId>) -> bool {
        let Some(statics) = statics else { return false };
        for s in statics {
            let start = s.ident.span();
            let end = syn::spanned::Spanned::span(&s.value);
            let head = self.head(&s.attrs, &s.vis, Some(&s.ident), (start, end));
            out.push(self.add_item(&head, |cx, id| {
                let mut ty = cx.ty(&s.ty);
                if let Some(key) = key {
                    ty = keyed(key, ty);
                }
                let body = Some(cx.with_body(id, |cx| cx.expr(&s.value)));
                ItemKind::Const(Box::new(ConstItem { is_static: true, ty, body }))
            }));
        }
        true
    }

    pub(in crate::lower) fn impl_macro(&mut self, mac: &syn::Macro, out: &mut Vec<ItemId>) {
        let done = self.expanded(mac, |cx, tokens| {
            let items = impl_items.parse2(tokens).ok()?;
            out.extend(cx.impl_members(&items));
            Some(())
        });
        if done.is_some() {
            return;
        }
        match impl_items.parse2(mac.tokens.clone()) {
            Ok(items) if !items.is_empty() => out.extend(self.impl_members(&items)),
            _ => self.opaque_member(mac),
        }
    }

    pub(in crate::lower) fn trait_macro(&mut self, mac: &syn::Macro, out: &mut Vec<ItemId>) {
        let done = self.expanded(mac, |cx, tokens| {
            let items = trait_items.parse2(tokens).ok()?;
            out.extend(cx.trait_members(&items));
            Some(())
        });
        if done.is_some() {
            return;
        }
        match trait_items.parse2(mac.tokens.clone()) {
            Ok(items) if !items.is_empty() => out.extend(self.trait_members(&items)),
            _ => self.opaque_member(mac),
        }
    }

    fn opaque_member(&mut self, mac: &syn::Macro) {
        let (name, call) = (self.macro_name(mac), self.call_span(mac));
        self.opaque_macro(name, call);
    }
}

/// `::std::thread::key<ty>`
fn keyed(key: &str, ty: TypeRef) -> TypeRef {
    let seg = |name: &str| Seg { name: Sym::new(name), args: None };
    let mut segs = vec![seg("std"), seg("thread"), seg(key)];
    segs[2].args = Some(Box::new(GenericArgs { types: vec![ty].into(), ..GenericArgs::default() }));
    TypeRef::Path(Path { global: true, qself: None, segs: segs.into() })
}

fn items(input: ParseStream<'_>) -> syn::Result<Vec<syn::Item>> {
    let mut out = Vec::new();
    while !input.is_empty() {
        match input.parse()? {
            syn::Item::Verbatim(_) => return Err(input.error("not an item")),
            item => out.push(item),
        }
    }
    Ok(out)
}

fn impl_items(input: ParseStream<'_>) -> syn::Result<Vec<syn::ImplItem>> {
    let mut out = Vec::new();
    while !input.is_empty() {
        out.push(input.parse()?);
    }
    Ok(out)
}

fn trait_items(input: ParseStream<'_>) -> syn::Result<Vec<syn::TraitItem>> {
    let mut out = Vec::new();
    while !input.is_empty() {
        out.push(input.parse()?);
    }
    Ok(out)
}

/// `static ref NAME: Type = value;`, `static NAME: Type = const { value };`
struct Static {
    attrs: Vec<Attribute>,
    vis: Visibility,
    ident: Ident,
    ty: syn::Type,
    value: syn::Expr,
}

fn lazy_static(input: ParseStream<'_>) -> syn::Result<Vec<Static>> {
    statics(input, true)
}

fn thread_local(input: ParseStream<'_>) -> syn::Result<Vec<Static>> {
    statics(input, false)
}

fn statics(input: ParseStream<'_>, by_ref: bool) -> syn::Result<Vec<Static>> {
    let mut out = Vec::new();
    while !input.is_empty() {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        input.parse::<Token![static]>()?;
        if by_ref {
            input.parse::<Token![ref]>()?;
        }
        let ident = input.parse()?;
        input.parse::<Token![:]>()?;
        let ty = input.parse()?;
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        out.push(Static { attrs, vis, ident, ty, value });
        if !input.is_empty() {
            input.parse::<Token![;]>()?;
        }
    }
    Ok(out)
}
