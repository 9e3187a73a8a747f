//! Responses that are put into a collection which outlives the function, and that nobody takes out again.

use super::call::{Input, Target};
use super::interp::Interp;
use super::library::by_value;
use super::value::Slot;
use crate::base::Sym;
use crate::flow::Node;
use crate::hir::{Expr, ExprId};
use crate::infer::{Callee, Ty, TyKind, ValueRes};
use crate::link::{DefId, DefKind};
use crate::model::Role;

impl Interp<'_, '_> {
    /// Whether a call puts a value of type `core` into a shared collection from which nothing is taken.
    pub fn keeps_for_good(&self, target: &Target, core: &Ty, inputs: &[Input]) -> bool {
        let Some(recv) = inputs.iter().find(|i| i.slot == Slot::Receiver) else {
            return false;
        };
        let Callee::Fn { self_ty, .. } = &target.callee else {
            return false;
        };
        recv.mutable
            && self.is_collection(self_ty)
            && self.shared_home(recv.expr).is_some_and(|home| !self.is_emptied(home, core))
    }

    fn is_collection(&self, ty: &Ty) -> bool {
        self.flow.ty_row(ty, Role::CollectionType).is_some()
    }

    /// The field of a shared value, or the static, that an expression is reached through.
    fn shared_home(&self, expr: ExprId) -> Option<Home> {
        let chain = self.flow.request_chain(self.def, expr);
        let named = |part: &ExprId| match self.types.paths.get(part) {
            Some(ValueRes::Const(def)) if self.flow.program.defs[*def].kind == DefKind::Static => {
                Some(Home::Static(*def))
            }
            _ => None,
        };
        if let Some(home) = chain.iter().find_map(named) {
            return Some(home);
        }
        let shared = |part: &ExprId| {
            let Expr::Local(local) = self.expr(*part) else {
                return false;
            };
            // A lock's guard is a variable too: it was given something.
            let given = self.flow.request_chain(self.def, *part).len() > 1;
            !given && matches!(self.types.local(*local).kind(), TyKind::Ref(_, false))
        };
        if !chain.iter().any(shared) {
            return None;
        }
        chain.iter().find_map(|part| match self.expr(*part) {
            Expr::Field { name, .. } => {
                let adt = *self.types.fields.get(part)?;
                self.flow.in_workspace(adt).then_some(Home::Field(adt, *name))
            }
            _ => None,
        })
    }

    /// Whether something takes values of type `core` out of it, or it out of its place.
    fn is_emptied(&self, home: Home, core: &Ty) -> bool {
        let program = self.flow.program;
        let name = match home {
            Home::Field(_, name) => name,
            Home::Static(def) => program.defs[def].name,
        };
        if let Home::Field(adt, name) = home {
            let moved = |node: &Node| match node {
                Node::Expr(site) => !self.is_looked_at(site.def, site.expr),
                _ => true,
            };
            if self.flow.field_nodes(adt, name).iter().any(moved) {
                return true;
            }
        }
        let mentioned = program.mentions.get(&name).map_or(&[][..], Vec::as_slice);
        mentioned.iter().any(|def| self.takes_out(*def, core))
    }

    fn takes_out(&self, def: DefId, core: &Ty) -> bool {
        let types = self.flow.types_of(def);
        let Some(body) = self.flow.body(def) else {
            return false;
        };
        body.exprs.ids().any(|id| {
            let Some(Callee::Fn { self_ty: of, .. }) = types.callees.get(&id) else { return false };
            let result = types.expr(id);
            let lent = result.any(&mut |t| matches!(t.kind(), TyKind::Ref(inner, true) if inner == core));
            self.is_collection(of) && (lent || by_value(&result, core))
        })
    }

    /// Whether a field is only looked at where it stands: the receiver of a call, or borrowed.
    fn is_looked_at(&self, def: DefId, expr: ExprId) -> bool {
        let (Some(body), Some(index)) = (self.flow.body(def), self.flow.index(def)) else {
            return false;
        };
        index.parent(expr).is_some_and(|parent| match &body.exprs[parent] {
            Expr::MethodCall { recv, .. } => *recv == expr,
            Expr::Ref { .. } | Expr::Field { .. } => true,
            _ => false,
        })
    }
}

/// Where a collection lives.
#[derive(Debug, Clone, Copy)]
enum Home {
    Field(DefId, Sym),
    Static(DefId),
}
