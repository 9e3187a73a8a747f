//! Values of an open type (`dyn Stream`, `impl Stream`) that were made over memory: the function which makes them says so.
//! Must not follow values into fields.

use super::waits::Ask;
use crate::flow::Site;
use crate::hir::ExprId;
use crate::infer::{Ty, TyKind};
use crate::link::DefId;

impl Ask<'_, '_> {
    /// Whether a value was made, here or by a function of the workspace, of nothing but memory.
    pub(super) fn is_memory(&self, def: DefId, value: ExprId, depth: usize) -> bool {
        let (made_of, _) = self.flow.origins(Site { def, expr: value });
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        for at in made_of {
            let known = self.flow.types_of(def).callees.get(&at);
            let targets = known.map_or_else(Vec::new, |c| self.flow.targets(c));
            if !targets.is_empty() {
                return targets.into_iter().all(|fun| self.gives_memory(fun, depth));
            }
            if is_plain(&self.flow.ty(def, at)) {
                return self.outside_type(&self.flow.ty(def, at)) != Some(Some(true));
            }
            // What another call makes of its receiver (`response.bytes_stream()`) is not known; a box only holds it.
            if known.is_some() && !self.is_boxed(def, at) {
                return false;
            }
        }
        false
    }

    fn is_boxed(&self, def: DefId, value: ExprId) -> bool {
        let lang = &self.flow.types.lang;
        let head = self.flow.ty(def, value).adt();
        head.is_some() && (head == lang.boxed || head == lang.pin)
    }

    /// Whether everything that a function gives back is made of memory.
    fn gives_memory(&self, fun: DefId, depth: usize) -> bool {
        let Some(body) = self.flow.body(fun) else {
            return false;
        };
        body.results().all(|value| self.is_memory(fun, value, depth))
    }
}

/// Whether a type is known to the last part, and has nothing in it that runs code.
fn is_plain(ty: &Ty) -> bool {
    let core = ty.adt().is_some();
    core && !ty.any(&mut |t| {
        matches!(
            t.kind(),
            TyKind::Unknown
                | TyKind::Var(_)
                | TyKind::External(..)
                | TyKind::Param(_)
                | TyKind::Proj(..)
                | TyKind::Dyn(_)
                | TyKind::Opaque(_)
                | TyKind::Future(_)
                | TyKind::Closure(..)
                | TyKind::FnDef(..)
                | TyKind::FnPtr(..)
        )
    })
}
