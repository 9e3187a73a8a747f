//! From a value that is given to a library, as a router's state or in an extension, to the handlers that take it out.
//! Must not know a library: what takes a value out says the models.

use super::trace::Walk;
use super::{Flow, Site};
use crate::infer::Ty;
use crate::link::{DefId, DefKind, Parent};
use crate::model::Role;

/// A parameter that a framework fills: what it takes out, the function and the parameter's number.
#[derive(Debug)]
pub(super) struct Extracted {
    ty: Ty,
    def: DefId,
    param: usize,
}

impl Flow<'_> {
    fn extracted(&self) -> &[Extracted] {
        self.extracted.get_or_init(|| {
            let funs =
                self.program.defs.iter().filter(|(id, d)| d.kind == DefKind::Fn && !d.test && self.in_workspace(*id));
            funs.flat_map(|(def, _)| self.extracted_by(def)).collect()
        })
    }

    fn extracted_by(&self, def: DefId) -> Vec<Extracted> {
        let sig = self.types.sig(def);
        let params = sig.params.iter().enumerate();
        let extracts = params.filter(|(_, ty)| self.ty_row(ty, Role::ExtractorType).is_some_and(|r| r.kind.is_none()));
        extracts
            .filter_map(|(param, ty)| {
                let inner = ty.peel_refs().args().first()?;
                Some(Extracted { ty: inner.peel_refs().clone(), def, param })
            })
            .collect()
    }
}

impl Walk<'_, '_> {
    /// A value that a library is given is what handlers take out by its type.
    pub(super) fn give(&mut self, site: Site) {
        let flow = self.flow;
        let given = flow.ty(site.def, site.expr);
        if !(self.holds)(&given) {
            return;
        }
        let inner = given.args().first();
        for taken in flow.extracted().iter().filter(|e| e.ty == given || Some(&e.ty) == inner) {
            let Some(body) = flow.body(taken.def) else { continue };
            if let Some(pat) = body.params.get(taken.param) {
                self.bind(taken.def, body, *pat);
            }
        }
    }

    /// Whether what a function gives back goes to a library: it is a method of one of the library's traits.
    pub(super) fn answers_library(&self, def: DefId) -> bool {
        let program = self.flow.program;
        match program.defs[def].parent {
            Parent::Impl(id) => match &program.impls[id].of_trait {
                Some(crate::link::Res::Def(of)) => !self.flow.in_workspace(*of),
                other => other.is_some(),
            },
            _ => false,
        }
    }
}
