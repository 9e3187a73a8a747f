//! Signatures of functions, and where their bodies begin.

use super::LowerCx;
use crate::base::Sym;
use crate::hir::{Expr, FnItem, ItemId, Param, PatId, SelfKind};

impl LowerCx<'_> {
    /// Fills `item` from `sig`, and its body from `block`.
    pub(super) fn signature(
        &mut self,
        mut item: FnItem,
        id: ItemId,
        sig: &syn::Signature,
        block: Option<&syn::Block>,
    ) -> FnItem {
        item.generics = self.generics(&sig.generics);
        item.self_param = self.self_param(sig);
        item.ret = self.ret(&sig.output);
        item.params = self.params(sig).into();
        let Some(block) = block.filter(|_| !self.only_for_tests(id)) else { return item };
        let mut pats = Vec::new();
        item.body = Some(self.with_body(id, |cx| {
            cx.bind_self(sig);
            pats = cx.param_pats(sig);
            cx.body.params.clone_from(&pats);
            cx.plain_block(block)
        }));
        for (param, pat) in item.params.iter_mut().zip(pats) {
            param.pat = Some(pat);
        }
        item
    }

    fn self_param(&mut self, sig: &syn::Signature) -> Option<SelfKind> {
        let Some(syn::FnArg::Receiver(receiver)) = sig.inputs.first() else {
            return None;
        };
        Some(match &receiver.kind {
            syn::ReceiverKind::Reference(_, _, mutable) => SelfKind::Ref { mutable: mutable.is_some() },
            syn::ReceiverKind::Typed(_, ty) => SelfKind::Typed(Box::new(self.ty(ty))),
            _ => SelfKind::Value,
        })
    }

    fn params(&mut self, sig: &syn::Signature) -> Vec<Param> {
        let mut out = Vec::with_capacity(sig.inputs.len());
        for (_, pat, ty) in typed(sig) {
            out.push(Param { name: self.plain_name(pat), pat: None, ty: self.ty(ty) });
        }
        out
    }

    fn plain_name(&mut self, pat: &syn::Pat) -> Option<Sym> {
        match pat {
            syn::Pat::Ident(p) if p.subpat.is_none() => Some(self.name(&p.ident)),
            _ => None,
        }
    }

    fn bind_self(&mut self, sig: &syn::Signature) {
        if let Some(syn::FnArg::Receiver(receiver)) = sig.inputs.first() {
            let name = Sym::new("self");
            let span = self.span(receiver.self_token.span);
            let local = self.body.local(name, receiver.mutability.is_some(), span);
            self.body.self_local = Some(local);
            self.body.bring_in(name, local);
        }
    }

    fn param_pats(&mut self, sig: &syn::Signature) -> Vec<PatId> {
        typed(sig).map(|(_, pat, _)| self.pat_top(pat)).collect()
    }

    /// A block as the body of a function.
    pub(super) fn plain_block(&mut self, block: &syn::Block) -> crate::hir::ExprId {
        let kind = crate::hir::BlockKind::Plain;
        self.block(block, kind, None)
    }

    pub(super) fn missing(&mut self, span: crate::base::Span) -> crate::hir::ExprId {
        self.alloc(Expr::Missing, span)
    }
}

/// The parameters that are not `self`.
fn typed(sig: &syn::Signature) -> impl Iterator<Item = (&[syn::Attribute], &syn::Pat, &syn::Type)> {
    sig.inputs.iter().filter_map(|arg| match arg {
        syn::FnArg::Typed(arg) => Some((arg.attrs.as_slice(), &*arg.pat, &*arg.ty)),
        syn::FnArg::Receiver(_) => None,
    })
}
