//! What the code around a wait brings along that ends it: a server's builder, a twin of the wait under a limit.

use super::calls::Call;
use super::waits::Ask;
use crate::base::Sym;
use crate::flow::Site;
use crate::hir::{Body, Expr, ExprId, LocalId};
use crate::link::DefId;
use crate::model::Role;

/// What a server's builder was told.
#[derive(Default)]
struct Bounds {
    timer: bool,
    head: bool,
    /// That there is no limit.
    none: bool,
}

impl Ask<'_, '_> {
    /// A server's builder with both a timer and a header-read timeout.
    pub(super) fn server_bounded(&self, def: DefId, recv: ExprId) -> bool {
        let mut bounds = Bounds::default();
        self.server_bounds(def, recv, 4, &mut bounds);
        bounds.timer && bounds.head && !bounds.none
    }

    /// What a builder was told: in chains of calls on it, where it is made, in helpers that hand it back, in fields.
    fn server_bounds(&self, def: DefId, builder: ExprId, depth: usize, bounds: &mut Bounds) {
        let (Some(depth), Some(body)) = (depth.checked_sub(1), self.flow.body(def)) else {
            return;
        };
        let mut pending = vec![builder];
        let mut seen = Vec::new();
        while let Some(at) = pending.pop() {
            if seen.contains(&at) || seen.len() > 64 {
                continue;
            }
            seen.push(at);
            self.note_bounds(def, body, at, bounds);
            for target in self.flow.types_of(def).callees.get(&at).map_or_else(Vec::new, |c| self.flow.targets(c)) {
                if let Some(inside) = self.flow.body(target) {
                    self.server_bounds(target, inside.root, depth, bounds);
                }
            }
            match &body.exprs[at] {
                Expr::MethodCall { recv, .. } => pending.push(*recv),
                Expr::Ref { expr, .. } | Expr::Unary { expr, .. } | Expr::Block { tail: Some(expr), .. } => {
                    pending.push(*expr);
                }
                // What a library makes of it: `Arc::new(builder)`.
                Expr::Call { args, .. } => pending.extend(args.iter().copied()),
                Expr::Field { name, .. } => {
                    let owner = self.flow.types_of(def).fields.get(&at).filter(|adt| self.flow.in_workspace(**adt));
                    for value in owner.map(|adt| self.flow.field_values(*adt, *name)).iter().flat_map(|v| v.iter()) {
                        self.server_bounds(value.def, value.expr, depth, bounds);
                    }
                }
                Expr::Local(local) => pending.extend(self.builder_chains(def, body, *local)),
                _ => {}
            }
        }
    }

    /// What one call tells a builder.
    fn note_bounds(&self, def: DefId, body: &Body, at: ExprId, bounds: &mut Bounds) {
        for row in self.flow.call_rows(def, at).iter().filter(|r| r.role == Role::ServerBound) {
            match row.kind.as_deref() {
                Some("timer") => bounds.timer = true,
                Some("header-timeout") if self.is_none(def, body, at, row.limit) => bounds.none = true,
                Some("header-timeout") => bounds.head = true,
                _ => {}
            }
        }
    }

    /// What a variable is made of, and every chain of calls on it: `builder.http1().timer(..)`.
    fn builder_chains(&self, def: DefId, body: &Body, local: LocalId) -> Vec<ExprId> {
        let mut all = self.flow.initialisers(def, local);
        let index = self.flow.index(def);
        for used in index.map_or(&[][..], |i| i.uses(local)) {
            let chain = index.into_iter().flat_map(|i| i.ancestors(*used));
            all.extend(chain.take_while(|e| matches!(body.exprs[*e], Expr::MethodCall { .. })));
        }
        all
    }

    /// Whether what is waited for was told to end before, on every way to the wait: `child.start_kill()?; child.wait().await`.
    pub(super) fn is_stopped_before(&self, call: Call<'_>, subject: ExprId) -> bool {
        let (Site { def, expr }, body) = (call.site, call.body);
        let (Some(place), Some(index)) = (place_of(body, subject), self.flow.index(def)) else {
            return false;
        };
        let stops = |used: &ExprId| {
            let at =
                index.ancestors(*used).find(|e| !matches!(body.exprs[*e], Expr::Field { .. } | Expr::Ref { .. }))?;
            let Expr::MethodCall { recv, .. } = &body.exprs[at] else { return None };
            let same = place_of(body, *recv) == Some(place.clone());
            (same && self.flow.call_row(def, at, Role::Aborts).is_some()).then_some(at)
        };
        let stops: Vec<ExprId> = index.uses(place.0).iter().filter_map(stops).collect();
        stops.into_iter().any(|stop| {
            let around: Vec<ExprId> = index.ancestors(expr).collect();
            let mut inner = stop;
            for outer in index.ancestors(stop) {
                match &body.exprs[outer] {
                    Expr::Block { .. } if around.contains(&outer) => {
                        return body.expr_spans[stop.index()].start < body.expr_spans[expr.index()].start;
                    }
                    Expr::If { cond: first, .. } | Expr::Match { scrutinee: first, .. } if *first != inner => {
                        return false;
                    }
                    Expr::Closure { .. }
                    | Expr::Select { .. }
                    | Expr::Loop { .. }
                    | Expr::While { .. }
                    | Expr::For { .. } => {
                        return false;
                    }
                    _ => inner = outer,
                }
            }
            false
        })
    }

    /// `header_read_timeout(None)`
    fn is_none(&self, def: DefId, body: &Body, call: ExprId, arg: Option<usize>) -> bool {
        let (Expr::Call { args, .. } | Expr::MethodCall { args, .. }) = &body.exprs[call] else {
            return false;
        };
        let given = arg.and_then(|i| args.get(i)).map(|a| &body.exprs[*a]);
        let option = |path: &crate::hir::Path| path.segs.last().is_some_and(|s| s.name == "None");
        matches!(given, Some(Expr::Path(path)) if option(path)) && self.flow.body(def).is_some()
    }
}

/// A variable, and the fields on the way from it.
fn place_of(body: &Body, mut at: ExprId) -> Option<(LocalId, Vec<Sym>)> {
    let mut fields = Vec::new();
    loop {
        at = match &body.exprs[at] {
            Expr::Local(local) => return Some((*local, fields)),
            Expr::Field { base, name } => {
                fields.push(*name);
                *base
            }
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => *expr,
            _ => return None,
        };
    }
}
