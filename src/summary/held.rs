//! Futures in collections and streams: `join_all(list)`, `FuturesUnordered`, `iter(..).map(|x| fetch(x)).buffered(4)`.

use super::wait::FnWaits;
use super::waits::{Ask, given};
use crate::flow::Site;
use crate::hir::{Body, Expr, ExprId, LocalId, MacroKind};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::{Access, Role};

impl Ask<'_, '_> {
    /// Whether a type holds futures, so that it waits for what these wait for.
    pub(super) fn holds_futures(&self, ty: &Ty) -> bool {
        ty.any(&mut |t| self.flow.ty_row(t, Role::Combines).is_some())
    }

    /// What the futures in a collection or a stream wait for.
    pub(super) fn held(&mut self, def: DefId, body: &Body, expr: ExprId) -> FnWaits {
        if !self.step(def) {
            return FnWaits::default();
        }
        let parts: Vec<ExprId> = match &body.exprs[expr] {
            Expr::Array(parts) | Expr::Tuple(parts) | Expr::Vec { elems: parts, .. } => parts.to_vec(),
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } | Expr::Try(expr) => vec![*expr],
            // The future itself is done; what it was made of may have gone into what it gave.
            Expr::Await(done) => return self.held(def, body, *done),
            Expr::Block { tail: Some(tail), .. } => vec![*tail],
            Expr::Macro { kind: MacroKind::Pass, args, .. } => args.to_vec(),
            Expr::If { then, els, .. } => std::iter::once(*then).chain(*els).collect(),
            Expr::Match { arms, .. } => arms.iter().map(|a| a.body).collect(),
            Expr::Call { args, .. } => args.to_vec(),
            Expr::Struct { fields, .. } => fields.iter().map(|f| f.value).collect(),
            Expr::MethodCall { recv, args, .. } => std::iter::once(*recv).chain(args.iter().copied()).collect(),
            Expr::Local(local) => return self.held_in(def, body, *local),
            _ => return FnWaits::default(),
        };
        let mut all = FnWaits::default();
        for part in parts {
            all.add(self.part(def, body, part));
        }
        all
    }

    pub(super) fn part(&mut self, def: DefId, body: &Body, part: ExprId) -> FnWaits {
        match &body.exprs[part] {
            Expr::Closure { .. } | Expr::Path(_) => self.called(def, body, part, 4),
            _ if self.is_future(def, part) => self.future(def, body, part),
            _ if !self.may_carry(&self.flow.ty(def, part)) => FnWaits::default(),
            _ => self.held(def, body, part),
        }
    }

    /// Whether futures, or closures that make them, may be in a value of a type.
    fn may_carry(&self, ty: &Ty) -> bool {
        ty.is_unknown()
            || may_hold_futures(ty)
            || ty.any(&mut |t| {
                let function = matches!(t.kind(), TyKind::Closure(..) | TyKind::FnDef(..) | TyKind::FnPtr(..));
                function || t.is_unknown() || t.adt().is_some_and(|d| self.flow.in_workspace(d))
            })
    }

    /// In a variable: what it was made of, and what was put into it.
    fn held_in(&mut self, def: DefId, body: &Body, local: LocalId) -> FnWaits {
        if let Some(given) = given(body, local) {
            let ty = self.flow.types_of(def).local(local);
            return if may_hold_futures(&ty) { FnWaits::given(given) } else { FnWaits::default() };
        }
        if !self.open.insert((def, local)) {
            return FnWaits::default();
        }
        let mut all = FnWaits::default();
        for init in self.flow.initialisers(def, local) {
            all.add(self.part(def, body, init));
        }
        let Some(index) = self.flow.index(def).cloned() else {
            return all;
        };
        for used in index.uses(local) {
            let called = index.parent(*used).map(|p| &body.exprs[p]);
            if let Some(Expr::MethodCall { recv, args, .. }) = called
                && recv == used
            {
                for arg in args {
                    all.add(self.part(def, body, *arg));
                }
            }
        }
        self.open.remove(&(def, local));
        all
    }

    /// Whether a stream is ended by something around it: `stream.take_until(token.cancelled())`, `stream.timeout(limit)`.
    pub(super) fn stream_ends(&self, stream: Site) -> bool {
        let Some(body) = self.flow.body(stream.def) else {
            return false;
        };
        let (made_of, _) = self.flow.origins(stream);
        made_of.iter().any(|at| {
            let rows = self.flow.call_rows(stream.def, *at);
            rows.iter().filter(|r| r.role == Role::BoundsWait).any(|row| {
                match (row.kind.as_deref(), &body.exprs[*at]) {
                    (Some("signal"), Expr::MethodCall { args, .. }) => {
                        let Some(Access::Arg(i)) = row.arg else { return false };
                        args.get(i).is_some_and(|arg| self.flow.is_signal(stream.def, *arg, 6))
                    }
                    (None, Expr::MethodCall { .. } | Expr::Call { .. }) => !matches!(row.arg, Some(Access::Arg(_))),
                    _ => false,
                }
            })
        })
    }
}

pub(super) fn may_hold_futures(ty: &Ty) -> bool {
    ty.any(&mut |t| {
        matches!(t.kind(), TyKind::Param(_) | TyKind::Opaque(_) | TyKind::Dyn(_) | TyKind::Proj(..) | TyKind::Future(_))
    })
}
