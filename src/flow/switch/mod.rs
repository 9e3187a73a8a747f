//! Switches: a place that is reached only while something is empty, off or over, and that fills it, switches it on or
//! starts it again, is reached once for each thing that keeps the switch. Must not know what is started there.

mod facts;

use super::{Flow, Node, Site, Up};
use crate::base::Sym;
use crate::hir::{Body, Expr, ExprId, Lit, LocalId, Stmt, UnOp};
use crate::infer::{Ty, ValueRes};
use crate::link::{DefId, DefKind};
use crate::model::Role;

/// What keeps a switch: a variable or a static, and the fields on the way from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    root: Root,
    /// With the type that has the field, where it is known.
    fields: Vec<(Sym, Option<DefId>)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Root {
    Local(LocalId),
    Static(DefId),
}

/// How far the switch around a place reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// The place is reached once at a time for something that is not made under load.
    All,
    /// Once at a time for each time that this expression around the place is reached.
    Within(ExprId),
}

/// How many methods and variables lead to a place.
const MAX_STEPS: usize = 12;

impl Flow<'_> {
    /// The switch that lets `site`, a part of `inner`, through, if `outer` around it is one.
    pub(super) fn switch(&self, site: Site, inner: ExprId, outer: ExprId, busy: &mut Vec<DefId>) -> Option<Reach> {
        let at = self.at(site.def)?;
        let body = at.body;
        if !matches!(body.exprs[outer], Expr::If { .. } | Expr::Match { .. } | Expr::Block { .. }) {
            return None;
        }
        let fact = at.facts_at(inner, outer).into_iter().find(|fact| at.is_switched(fact, outer))?;
        self.reach(&fact.place, site, body, busy)
    }

    /// A body, to ask for the places in it.
    pub(super) fn at(&self, def: DefId) -> Option<At<'_, '_>> {
        Some(At { flow: self, body: self.body(def)?, def })
    }

    fn reach(&self, place: &Place, site: Site, body: &Body, busy: &mut Vec<DefId>) -> Option<Reach> {
        if let Some((name, of)) = place.fields.last() {
            let of = of.filter(|of| self.in_workspace(*of))?;
            let values = self.field_values(of, *name);
            let mut made = values.iter().filter(|value| !self.is_assigned(**value));
            return made.all(|at| !self.is_made_under_load(*at, busy)).then_some(Reach::All);
        }
        match place.root {
            Root::Static(_) => Some(Reach::All),
            Root::Local(local) => {
                let index = self.index(site.def)?;
                let scope = index.ancestors(site.expr).find(|e| index.is_within(local, *e));
                Some(Reach::Within(scope.unwrap_or(body.root)))
            }
        }
    }

    /// Whether a value is given to a field of a struct that is already there.
    fn is_assigned(&self, value: Site) -> bool {
        let around = self.index(value.def).and_then(|i| i.parent(value.expr)).zip(self.body(value.def));
        around.is_some_and(|(parent, body)| matches!(body.exprs[parent], Expr::Assign { .. }))
    }
}

/// A body, to ask of its expressions.
#[derive(Clone, Copy)]
pub(super) struct At<'f, 'a> {
    flow: &'f Flow<'a>,
    pub body: &'f Body,
    def: DefId,
}

impl At<'_, '_> {
    fn expr(&self, expr: ExprId) -> &Expr {
        &self.body.exprs[expr]
    }

    /// The place that an expression is, borrows from, or holds the lock of.
    pub fn place(&self, expr: ExprId) -> Option<Place> {
        self.place_within(expr, MAX_STEPS)
    }

    fn place_within(&self, expr: ExprId, steps: usize) -> Option<Place> {
        let (mut inner, mut fields) = (expr, Vec::new());
        for left in (0..steps).rev() {
            inner = match self.expr(inner) {
                Expr::Field { base, name } => {
                    fields.push((*name, self.flow.types_of(self.def).fields.get(&inner).copied()));
                    *base
                }
                Expr::Ref { expr, .. }
                | Expr::Unary { op: UnOp::Deref, expr }
                | Expr::Await(expr)
                | Expr::Try(expr) => *expr,
                Expr::MethodCall { recv, args, .. } if self.leads_on(inner, args) => *recv,
                Expr::Path(_) => return self.static_place(inner, fields),
                Expr::Local(local) => return Some(self.place_of_local(*local, inner, fields, left)),
                _ => return None,
            };
        }
        None
    }

    fn static_place(&self, path: ExprId, mut fields: Vec<(Sym, Option<DefId>)>) -> Option<Place> {
        let ValueRes::Const(def) = *self.flow.types_of(self.def).paths.get(&path)? else { return None };
        if self.flow.program.defs[def].kind != DefKind::Static {
            return None;
        }
        fields.reverse();
        Some(Place { root: Root::Static(def), fields })
    }

    /// A guard or a reference stands for what it was taken from.
    fn place_of_local(&self, local: LocalId, at: ExprId, mut fields: Vec<(Sym, Option<DefId>)>, steps: usize) -> Place {
        let source = if self.is_owned(at) { None } else { self.source(local) };
        let init = source.and_then(|from| self.place_within(from, steps));
        let mut place = init.unwrap_or(Place { root: Root::Local(local), fields: Vec::new() });
        fields.reverse();
        place.fields.extend(fields);
        place
    }

    /// What a variable is bound to.
    fn source(&self, local: LocalId) -> Option<ExprId> {
        match self.expr(self.flow.index(self.def)?.bound_in(local)?) {
            Expr::Let { expr, .. } => Some(*expr),
            Expr::Match { scrutinee, .. } => Some(*scrutinee),
            Expr::Block { .. } => match self.flow.initialisers(self.def, local)[..] {
                [init] => Some(init),
                _ => None,
            },
            _ => None,
        }
    }

    /// `lock()`, `unwrap()`, `borrow_mut()`: a method of a library whose result is a guard or a reference.
    fn leads_on(&self, call: ExprId, args: &[ExprId]) -> bool {
        let own = |d: DefId| self.flow.in_workspace(d);
        let plain = args.iter().all(|a| matches!(self.expr(*a), Expr::Lit(Lit::Str(_))));
        plain && !self.is_owned(call) && !self.flow.callees(self.def, call).into_iter().any(own)
    }

    /// A value of its own: an option, a truth.
    fn is_owned(&self, expr: ExprId) -> bool {
        let ty = self.flow.ty(self.def, expr);
        ty == Ty::prim("bool") || ty.adt().is_some_and(|adt| Some(adt) == self.flow.types.lang.option)
    }

    /// Whether what lets a place through is changed by it, so that it does not let it through again. `scope`: around
    /// the place.
    fn is_switched(&self, fact: &facts::Fact, scope: ExprId) -> bool {
        match fact.is {
            facts::Is::Switched => true,
            facts::Is::Taken => !self.is_refilled(&fact.place),
            facts::Is::Free => self.is_filled(&fact.place, scope) && self.is_let_go_of_when_ended(&fact.place),
            facts::Is::Set(on) => self.is_set(&fact.place, !on, scope),
        }
    }

    /// `place = Some(..)`, `place.insert(..)`
    fn is_filled(&self, place: &Place, scope: ExprId) -> bool {
        let is = |e: ExprId| self.place(e).as_ref() == Some(place);
        self.body.descendants(scope).into_iter().any(|e| match self.expr(e) {
            Expr::Assign { lhs, rhs } => !matches!(self.expr(*rhs), Expr::Path(_)) && is(*lhs),
            Expr::MethodCall { recv, args, .. } => {
                !args.is_empty()
                    && self.flow.ty(self.def, *recv).peel_refs().adt() == self.flow.types.lang.option
                    && is(*recv)
            }
            _ => false,
        })
    }

    /// `place = true`, `place.store(true, ..)`
    fn is_set(&self, place: &Place, to: bool, scope: ExprId) -> bool {
        let is = |e: ExprId| self.place(e).as_ref() == Some(place);
        self.body.descendants(scope).into_iter().any(|e| match self.expr(e) {
            Expr::Assign { lhs, rhs } => self.truth(*rhs) == Some(to) && is(*lhs),
            Expr::MethodCall { recv, args, .. } => {
                let value = args.first().and_then(|a| self.truth(*a));
                value == Some(to) && self.flag_kind(e) == Some("writes") && is(*recv)
            }
            _ => false,
        })
    }

    fn truth(&self, expr: ExprId) -> Option<bool> {
        match self.expr(expr) {
            Expr::Lit(Lit::Bool(is)) => Some(*is),
            _ => None,
        }
    }

    fn flag_kind(&self, call: ExprId) -> Option<&str> {
        self.flow.call_row(self.def, call, Role::SharedFlag)?.kind.as_deref()
    }

    /// Whether something is put again into what was taken from.
    fn is_refilled(&self, place: &Place) -> bool {
        let Some((name, of)) = place.fields.last() else {
            return self.is_filled(place, self.body.root);
        };
        let Some(of) = of else { return true };
        self.flow.field_nodes(*of, *name).iter().any(|node| match node {
            Node::Expr(site) => self.flow.body(site.def).is_none_or(|body| {
                let there = At { body, def: site.def, ..*self };
                there.place(site.expr).is_none_or(|same| there.is_filled(&same, body.root))
            }),
            Node::Local(..) => false,
            _ => true,
        })
    }

    /// Whether the place is emptied, without a look at what was in it, nowhere.
    fn is_let_go_of_when_ended(&self, place: &Place) -> bool {
        self.body.exprs.iter().all(|(id, expr)| match expr {
            Expr::Assign { lhs, rhs }
                if matches!(self.expr(*rhs), Expr::Path(_)) && self.place(*lhs).as_ref() == Some(place) =>
            {
                self.asks_first(id, place)
            }
            Expr::MethodCall { .. } if self.taken_from(id).is_some_and(|fact| fact.place == *place) => {
                self.flow.index(self.def).is_some_and(|i| i.ancestors(id).any(|around| self.tells(around)))
            }
            _ => true,
        })
    }

    /// Whether there is a look at what is in a place around or before the expression that empties it.
    fn asks_first(&self, empties: ExprId, place: &Place) -> bool {
        let Some(index) = self.flow.index(self.def) else { return false };
        index.ancestors(empties).any(|around| match self.expr(around) {
            Expr::If { cond: asked, .. } | Expr::Match { scrutinee: asked, .. } => self.mentions(*asked, place),
            Expr::Select { arms, .. } => arms.iter().any(|a| self.mentions(a.future, place)),
            Expr::Block { stmts, .. } => stmts.iter().any(|s| match s {
                Stmt::Expr(e) => self.asks_before(*e, empties, place),
                Stmt::Let { .. } => false,
            }),
            _ => false,
        })
    }

    /// `place.abort()`, `place.await` in a statement before it is emptied.
    fn asks_before(&self, stmt: ExprId, emptied: ExprId, place: &Place) -> bool {
        let start = |e: ExprId| self.body.expr_spans.get(e.index()).map(|s| s.start);
        start(stmt) < start(emptied)
            && self.body.descendants(stmt).into_iter().any(|e| self.is_told(e) && self.mentions(e, place))
    }

    /// `if let Some(handle) = place.take() { handle.abort(); }`
    fn tells(&self, around: ExprId) -> bool {
        let asks = matches!(self.expr(around), Expr::If { .. } | Expr::Match { .. } | Expr::MethodCall { .. });
        asks && self.body.descendants(around).into_iter().any(|e| self.is_told(e))
    }

    fn is_told(&self, expr: ExprId) -> bool {
        match self.expr(expr) {
            Expr::Await(_) => true,
            Expr::MethodCall { .. } => self.flow.call_row(self.def, expr, Role::Aborts).is_some(),
            _ => false,
        }
    }

    fn mentions(&self, expr: ExprId, place: &Place) -> bool {
        self.body.descendants(expr).into_iter().any(|e| self.place(e).as_ref() == Some(place))
    }

    /// The statements of a block that come before the one that holds `inner`.
    fn before(&self, block: ExprId, inner: ExprId) -> &[Stmt] {
        let (Expr::Block { stmts, .. }, Some(index)) = (self.expr(block), self.flow.index(self.def)) else {
            return &[];
        };
        match index.up(inner) {
            Up::Stmt { stmt, .. } | Up::Let { stmt, .. } => &stmts[..stmt],
            Up::Tail { .. } => stmts,
            _ => &[],
        }
    }
}
