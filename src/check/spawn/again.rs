//! Tasks that are started again only when the last one ended: one runs at a time for each place that keeps the handle.
//! Must not know what a task waits for.

use crate::base::Sym;
use crate::check::Cx;
use crate::flow::{Load, Site, Up};
use crate::hir::{BinOp, Body, Expr, ExprId, LocalId, Pat, PatId, Stmt, UnOp};
use crate::link::DefId;
use crate::model::Role;

/// Where a handle is kept: a variable, and the fields on the way from it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    root: LocalId,
    fields: Vec<Sym>,
    /// The expression that was written.
    at: ExprId,
}

impl Place {
    fn is(&self, other: &Self) -> bool {
        self.root == other.root && self.fields == other.fields
    }
}

/// How often the place comes to be that keeps the handle of a task that runs once at a time; the outer `None`: the spawn
/// is not such.
#[expect(clippy::option_option, reason = "it is not asked, or the place is made under no load")]
pub(super) fn load(cx: &Cx<'_>, body: &Body, site: Site) -> Option<Option<Load>> {
    let place = kept_in(cx, body, site)?;
    let guard = Guard { cx, body, def: site.def, place: &place };
    if !guard.holds(site.expr) || !guard.is_let_go_of_when_ended() {
        return None;
    }
    if let Some(name) = place.fields.last() {
        let of = cx.flow.types_of(site.def).fields.get(&place.at).filter(|adt| cx.flow.in_workspace(**adt))?;
        let values = cx.flow.field_values(*of, *name);
        let made: Vec<Site> = values.iter().copied().filter(|v| !is_assigned(cx, *v)).collect();
        return (!made.is_empty()).then(|| made.into_iter().find_map(|at| cx.flow.load(at)));
    }
    let index = cx.flow.index(site.def)?;
    let scope = index.ancestors(site.expr).find(|e| index.is_within(place.root, *e));
    Some(cx.flow.load(Site { def: site.def, expr: scope.unwrap_or(body.root) }))
}

/// Whether a value is given to a field of a struct that is already there.
fn is_assigned(cx: &Cx<'_>, value: Site) -> bool {
    let around = cx.flow.index(value.def).and_then(|i| i.parent(value.expr)).zip(cx.flow.body(value.def));
    around.is_some_and(|(parent, body)| matches!(body.exprs[parent], Expr::Assign { .. }))
}

/// The place that a spawn's handle is put into: `place = Some(spawn(..))`, `place.insert(spawn(..))`.
fn kept_in(cx: &Cx<'_>, body: &Body, site: Site) -> Option<Place> {
    let index = cx.flow.index(site.def)?;
    let mut at = site.expr;
    loop {
        let (Up::Expr(outer) | Up::Tail { block: outer }) = index.up(at) else {
            return None;
        };
        match &body.exprs[outer] {
            Expr::Assign { lhs, rhs } if *rhs == at => return place_of(body, *lhs),
            Expr::MethodCall { recv, args, .. } if args.contains(&at) => {
                return place_of(body, *recv)
                    .filter(|_| cx.flow.ty(site.def, *recv).adt() == cx.flow.types.lang.option);
            }
            Expr::Call { .. } | Expr::MethodCall { .. } | Expr::Block { .. } => at = outer,
            _ => return None,
        }
    }
}

/// The place that an expression is, or borrows from.
fn place_of(body: &Body, expr: ExprId) -> Option<Place> {
    let (mut inner, mut fields) = (expr, Vec::new());
    loop {
        inner = match &body.exprs[inner] {
            Expr::Local(root) => {
                fields.reverse();
                return Some(Place { root: *root, fields, at: expr });
            }
            Expr::Field { base, name } => {
                fields.push(*name);
                *base
            }
            Expr::Ref { expr, .. } | Expr::Unary { op: UnOp::Deref, expr } => *expr,
            _ => return None,
        }
    }
}

/// What decides whether a spawn is reached.
struct Guard<'g, 'a> {
    cx: &'g Cx<'a>,
    body: &'g Body,
    def: DefId,
    place: &'g Place,
}

impl Guard<'_, '_> {
    /// Whether a spawn is reached only where the place has no task, or one that ended.
    fn holds(&self, spawn: ExprId) -> bool {
        let Some(index) = self.cx.flow.index(self.def) else {
            return false;
        };
        let mut inner = spawn;
        for outer in index.ancestors(spawn) {
            let free = match &self.body.exprs[outer] {
                Expr::If { cond, then, els } if self.mentioned(*cond) => {
                    let asked = self.is_free(*cond);
                    asked == Some(true) && *then == inner || asked == Some(false) && *els == Some(inner)
                }
                Expr::Match { scrutinee, arms } if self.mentioned(*scrutinee) => arms.iter().any(|arm| {
                    let free = arm.guard.and_then(|g| self.is_free(g)).or_else(|| self.pattern(arm.pat));
                    arm.body == inner && free != Some(false)
                }),
                Expr::Block { stmts, .. } => self.left_before(stmts, index.up(inner)),
                Expr::Closure { .. } => return false,
                _ => false,
            };
            if free {
                return true;
            }
            inner = outer;
        }
        false
    }

    /// `if place.is_some() { continue; }` in a statement before.
    fn left_before(&self, stmts: &[Stmt], up: Up) -> bool {
        let (Up::Stmt { stmt: at, .. } | Up::Let { stmt: at, .. }) = up else {
            return false;
        };
        stmts.iter().take(at).any(|stmt| match stmt {
            Stmt::Expr(expr) => match &self.body.exprs[*expr] {
                Expr::If { cond, then, els: None } => {
                    self.mentioned(*cond) && self.is_free(*cond) == Some(false) && self.leaves(*then)
                }
                _ => false,
            },
            Stmt::Let { .. } => false,
        })
    }

    fn leaves(&self, block: ExprId) -> bool {
        let last = match &self.body.exprs[block] {
            Expr::Block { tail: Some(tail), .. } => Some(*tail),
            Expr::Block { stmts, .. } => match stmts.last() {
                Some(Stmt::Expr(last)) => Some(*last),
                _ => None,
            },
            _ => None,
        };
        let leaves = |e: ExprId| matches!(self.body.exprs[e], Expr::Continue { .. } | Expr::Return(_));
        last.is_some_and(leaves)
    }

    fn mentioned(&self, expr: ExprId) -> bool {
        let is = |e: ExprId| place_of(self.body, e).is_some_and(|p| p.is(self.place));
        self.body.descendants(expr).into_iter().any(is)
    }

    /// What a condition that came true says: that there is no task any more, or that one runs.
    fn is_free(&self, cond: ExprId) -> Option<bool> {
        let exprs = &self.body.exprs;
        match &exprs[cond] {
            Expr::Unary { op: UnOp::Not, expr } => self.is_free(*expr).map(|free| !free),
            Expr::Binary { op: BinOp::And, lhs, rhs } => match (self.is_free(*lhs), self.is_free(*rhs)) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), _) | (_, Some(false)) => Some(false),
                _ => None,
            },
            Expr::Binary { op: BinOp::Or, lhs, rhs } => self.is_free(*lhs).filter(|l| Some(*l) == self.is_free(*rhs)),
            Expr::Let { pat, .. } => self.pattern(*pat),
            Expr::Block { tail: Some(tail), .. } => self.is_free(*tail),
            Expr::Path(_) => self.cx.flow.path_rows(self.def, cond).iter().find_map(|r| free_by(r.role, None)),
            Expr::MethodCall { args, .. } => {
                let rows = self.cx.flow.call_rows(self.def, cond);
                let asked = rows.iter().find_map(|r| free_by(r.role, r.kind.as_deref()));
                asked.or_else(|| match &exprs[*args.last()?] {
                    Expr::Closure { body, .. } => self.is_free(*body),
                    _ => self.is_free(*args.last()?),
                })
            }
            _ => None,
        }
    }

    fn pattern(&self, pat: PatId) -> Option<bool> {
        match &self.body.pats[pat] {
            Pat::TupleStruct { .. } => Some(false),
            Pat::Path(_) => Some(true),
            Pat::Ref(inner) => self.pattern(*inner),
            _ => None,
        }
    }

    /// Whether the place is emptied, without a look at what was in it, nowhere.
    fn is_let_go_of_when_ended(&self) -> bool {
        let Some(index) = self.cx.flow.index(self.def) else {
            return false;
        };
        let is = |e: ExprId| place_of(self.body, e).is_some_and(|p| p.is(self.place));
        let none = |e: ExprId| matches!(self.body.exprs[e], Expr::Path(_));
        self.body.exprs.iter().all(|(id, expr)| match expr {
            Expr::Assign { lhs, rhs } if is(*lhs) && none(*rhs) => {
                index.ancestors(id).any(|around| match &self.body.exprs[around] {
                    Expr::If { cond: asked, .. } | Expr::Match { scrutinee: asked, .. } => self.mentioned(*asked),
                    Expr::Select { arms, .. } => arms.iter().any(|a| self.mentioned(a.future)),
                    Expr::Block { stmts, .. } => stmts.iter().any(|s| match s {
                        Stmt::Expr(e) => self.asks_before(*e, id),
                        Stmt::Let { .. } => false,
                    }),
                    _ => false,
                })
            }
            _ => true,
        })
    }

    /// `place.abort()`, `place.await` in a statement before it is emptied.
    fn asks_before(&self, stmt: ExprId, emptied: ExprId) -> bool {
        let start = |e: ExprId| self.body.expr_spans.get(e.index()).map(|s| s.start);
        let told = |e: ExprId| match &self.body.exprs[e] {
            Expr::Await(_) => true,
            Expr::MethodCall { .. } => self.cx.flow.call_row(self.def, e, Role::Aborts).is_some(),
            _ => false,
        };
        start(stmt) < start(emptied) && self.body.descendants(stmt).into_iter().any(|e| told(e) && self.mentioned(e))
    }
}

/// What a question that came true says of the task of a handle.
fn free_by(role: Role, variant: Option<&str>) -> Option<bool> {
    match (role, variant) {
        (Role::TestsEnded, _) | (Role::TestsVariant, Some("None")) => Some(true),
        (Role::TestsVariant, Some("Some")) => Some(false),
        _ => None,
    }
}
