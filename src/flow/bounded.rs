//! Whether the wait at a place is ended by something around it: a timeout, a select with a timer or a signal.
//! Must not know what is waited for.

use super::{Flow, Site, Up};
use crate::hir::{BlockKind, Body, Expr, ExprId, Pat, PatId, SelectArm, Stmt};
use crate::infer::Callee;
use crate::link::DefId;
use crate::model::{Access, AccessName, Role, Row};

const DEPTH: usize = 4;

/// What may end a wait.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// Time, or a signal to stop.
    Any,
    Time,
}

impl Flow<'_> {
    /// Whether everything that is awaited at a place is under a timeout or stopped, in its function or in all of its
    /// callers.
    #[must_use]
    pub fn is_bounded(&self, site: Site) -> bool {
        self.bounded_within(site, DEPTH, End::Any)
    }

    /// The same for a wait that an answer ends: far away, only time counts. A signal to stop may never come.
    #[must_use]
    pub fn is_answered(&self, site: Site) -> bool {
        self.bounded_within(site, DEPTH, End::Time)
    }

    fn bounded_within(&self, site: Site, depth: usize, end: End) -> bool {
        let here = if depth == DEPTH { End::Any } else { end };
        if self.ended_here(site.def, site.expr, here) {
            return true;
        }
        if depth == 0 {
            return false;
        }
        let callers = self.callers(site.def);
        let mut calls = callers.iter().filter(|c| c.site.def != site.def).peekable();
        let bounded = |site: Site| self.bounded_within(site, depth - 1, end) || self.has_limited_twin(site);
        calls.peek().is_some() && calls.all(|c| c.call && bounded(c.site))
    }

    /// Whether something in the same body ends the wait at `expr`.
    #[must_use]
    pub fn bounded_here(&self, def: DefId, expr: ExprId) -> bool {
        self.ended_here(def, expr, End::Any)
    }

    fn ended_here(&self, def: DefId, expr: ExprId, end: End) -> bool {
        let Some((body, index)) = self.body(def).zip(self.index(def)) else {
            return false;
        };
        let mut inner = expr;
        let mut next = index.parent(inner);
        while let Some(outer) = next {
            if self.bounds(def, body, outer, inner, end) || self.bounds_inside(def, body, outer, inner) {
                return true;
            }
            if let Up::Let { block, stmt } = index.up(inner)
                && (self.bounded_variable(def, body, (block, stmt), end)
                    || self.bounded_closure(def, body, inner, (block, stmt), end))
            {
                return true;
            }
            inner = outer;
            next = index.parent(inner);
        }
        false
    }

    /// Whether a function of the workspace puts a limit of time around a future that it is given: `within(future, limit)`.
    fn bounds_inside(&self, def: DefId, body: &Body, call: ExprId, future: ExprId) -> bool {
        let (recv, args) = match &body.exprs[call] {
            Expr::MethodCall { recv, args, .. } => (Some(*recv), args.as_ref()),
            Expr::Call { args, .. } => (None, args.as_ref()),
            _ => return false,
        };
        let types = self.types_of(def);
        let targets = types.callees.get(&call).map(|c| self.targets(c)).unwrap_or_default();
        if targets.is_empty() || !self.is_future(def, future) {
            return false;
        }
        targets.iter().all(|fun| {
            let (Some(inside), Some(index)) = (self.body(*fun), self.index(*fun)) else {
                return false;
            };
            let receivers = usize::from(recv.is_none() && inside.self_local.is_some());
            let at = args.iter().position(|a| *a == future);
            let param = match at {
                None => inside.self_local,
                Some(at) => at.checked_sub(receivers).map_or(inside.self_local, |i| {
                    inside.params.get(i).and_then(|p| inside.bindings(*p).first().copied())
                }),
            };
            param.is_some_and(|local| index.uses(local).iter().any(|used| self.bounds_use(*fun, inside, *used)))
        })
    }

    /// Whether a limit of time around the use of a variable ends the wait for it, calls of other helpers aside.
    fn bounds_use(&self, fun: DefId, body: &Body, used: ExprId) -> bool {
        let Some(index) = self.index(fun) else {
            return false;
        };
        let mut inner = used;
        index.ancestors(used).any(|outer| {
            let found = self.bounds(fun, body, outer, inner, End::Time);
            inner = outer;
            found
        })
    }

    /// Whether `outer` ends the wait of its part `inner`.
    fn bounds(&self, def: DefId, body: &Body, outer: ExprId, inner: ExprId, end: End) -> bool {
        match &body.exprs[outer] {
            Expr::Call { args, .. } if args.contains(&inner) && self.is_called_timeout(def, outer, args) => true,
            Expr::Call { args, .. } => self
                .bounding_row(def, outer, end)
                .is_some_and(|row| args.iter().position(|a| *a == inner) == Some(bounded_arg(row).unwrap_or(1))),
            Expr::MethodCall { recv, args, .. } => {
                self.bounding_row(def, outer, end).is_some_and(|row| match row.arg {
                    Some(Access::Arg(i)) if row.kind.as_deref() == Some("signal") => {
                        *recv == inner && args.get(i).is_some_and(|a| self.is_signal(def, *a, 6))
                    }
                    None | Some(Access::Named(AccessName::Receiver)) => *recv == inner,
                    Some(Access::Arg(i)) => args.get(i) == Some(&inner),
                    Some(Access::Named(AccessName::Return)) => false,
                })
            }
            Expr::Select { arms, .. } => {
                let own = arms.iter().position(|a| a.future == inner);
                own.is_some_and(|own| self.select_ends_by(def, arms, Some(own), end))
            }
            _ => false,
        }
    }

    /// A function that no model describes, but which is called `timeout` and takes a time and something to wait for.
    fn is_called_timeout(&self, def: DefId, call: ExprId, args: &[ExprId]) -> bool {
        let name = match self.types_of(def).callees.get(&call) {
            Some(Callee::Fn { def, .. }) => self.program.defs[*def].name,
            Some(Callee::External(_, path)) => match path.last() {
                Some(name) => *name,
                None => return false,
            },
            Some(Callee::Unknown(name)) => *name,
            _ => return false,
        };
        args.len() >= 2 && (name == "timeout" || name == "timeout_at")
    }

    fn bounding_row(&self, def: DefId, call: ExprId, end: End) -> Option<&Row> {
        let stops = |r: &Row| r.kind.as_deref() == Some("signal") || r.group.as_deref() == Some("cancel");
        let mut rows = self.call_rows(def, call).into_iter();
        rows.find(|r| r.role == Role::BoundsWait && (end == End::Any || !stops(r)))
    }

    /// Whether an arm of a select ends the others: a timer or a signal. `own`: the arm that is asked about.
    #[must_use]
    pub fn select_ends(&self, def: DefId, arms: &[SelectArm], own: Option<usize>) -> bool {
        self.select_ends_by(def, arms, own, End::Any)
    }

    fn select_ends_by(&self, def: DefId, arms: &[SelectArm], own: Option<usize>, end: End) -> bool {
        let others = arms.iter().enumerate().filter(|(i, arm)| Some(*i) != own && !self.goes_on(def, arm));
        others.into_iter().any(|(_, arm)| match end {
            End::Any => self.is_signal(def, arm.future, 6),
            End::Time => self.is_timer(def, arm.future),
        })
    }

    /// Whether a future ends by itself or on a signal: a sleep, a token, a shutdown channel, a bounded wait.
    #[must_use]
    pub fn is_signal(&self, def: DefId, future: ExprId, depth: usize) -> bool {
        let Some((body, depth)) = self.body(def).zip(depth.checked_sub(1)) else {
            return false;
        };
        let again = |e: ExprId| self.is_signal(def, e, depth);
        match &body.exprs[future] {
            Expr::Ref { expr, .. } | Expr::Await(expr) | Expr::Try(expr) | Expr::Unary { expr, .. } => again(*expr),
            Expr::Macro { args, .. } => args.iter().any(|a| again(*a)),
            Expr::Block { kind: BlockKind::Plain, tail: Some(tail), .. } if again(*tail) => true,
            Expr::Block { stmts, tail, .. } => {
                let values = stmts.iter().filter_map(|s| match s {
                    Stmt::Expr(e) => Some(*e),
                    Stmt::Let { init, .. } => *init,
                });
                values.chain(*tail).any(|e| matches!(body.exprs[e], Expr::Await(_)) && again(e))
            }
            Expr::Local(local) => {
                let ty = self.types_of(def).local(*local);
                self.signal_type(&ty) || self.initialisers(def, *local).iter().any(|e| again(*e))
            }
            Expr::Field { .. } => self.signal_type(&self.ty(def, future)),
            Expr::Call { args, .. } => self.signal_call(def, future, depth) || args.iter().any(|a| again(*a)),
            Expr::MethodCall { recv, .. } => {
                let through = self.call_rows(def, future).iter().any(|r| r.role == Role::Combines);
                self.signal_call(def, future, depth)
                    || self.unit_channel(def, future, *recv)
                    || (through || self.is_future(def, *recv)) && again(*recv)
            }
            _ => false,
        }
    }

    /// Whether a future is a time that passes.
    #[must_use]
    pub fn is_timer(&self, def: DefId, future: ExprId) -> bool {
        let Some(body) = self.body(def) else {
            return false;
        };
        body.descendants(future).into_iter().any(|e| {
            let typed = self.ty(def, e).any(&mut |t| self.ty_row(t, Role::Timer).is_some());
            typed || self.call_row(def, e, Role::Timer).is_some()
        })
    }

    fn is_future(&self, def: DefId, expr: ExprId) -> bool {
        let ty = self.ty(def, expr);
        self.types.lang.future.is_some_and(|f| self.types.implements(&self.types.env_of(def), &ty, f))
    }

    /// A value that is awaited as it is: a oneshot receiver, a sleep.
    #[must_use]
    pub fn signal_type(&self, ty: &crate::infer::Ty) -> bool {
        let mut found = false;
        let _ = ty.any(&mut |t| {
            let rows = self.ty_rows(t);
            found |= rows.iter().any(|r| {
                matches!(r.role, Role::CancelSignal | Role::Timer)
                    || r.role == Role::ReceiverType && r.kind.as_deref() == Some("oneshot")
            });
            found
        });
        found
    }

    /// A call that a model calls a signal or a timer, or a function of the workspace that awaits only such.
    fn signal_call(&self, def: DefId, call: ExprId, depth: usize) -> bool {
        let rows = self.call_rows(def, call);
        let bounded = rows.iter().any(|r| r.role == Role::BoundsWait && r.kind.is_none());
        if bounded || rows.iter().any(|r| matches!(r.role, Role::CancelSignal | Role::Timer)) {
            return true;
        }
        let Some(callee) = self.types_of(def).callees.get(&call) else {
            return false;
        };
        let targets = self.targets(callee);
        !targets.is_empty() && targets.iter().all(|t| self.awaits_signal(*t, depth))
    }

    /// Whether the first thing that a function awaits is a signal, or what it gives back is one.
    fn awaits_signal(&self, fun: DefId, depth: usize) -> bool {
        let Some(body) = self.body(fun) else {
            return false;
        };
        let mut awaits = body.exprs.iter().filter_map(|(id, e)| match e {
            Expr::Await(inner) => Some((id, Some(*inner))),
            Expr::Select { .. } => Some((id, None)),
            _ => None,
        });
        match awaits.next() {
            Some((_, Some(inner))) => self.is_signal(fun, inner, depth),
            Some((id, None)) => match &body.exprs[id] {
                Expr::Select { arms, .. } => arms.iter().any(|a| self.is_signal(fun, a.future, depth)),
                _ => false,
            },
            None => self.is_signal(fun, body.root, depth),
        }
    }

    /// Receiving on a channel whose messages say nothing but "stop".
    fn unit_channel(&self, def: DefId, call: ExprId, recv: ExprId) -> bool {
        if self.call_row(def, call, Role::Receives).is_none() {
            return false;
        }
        let mut unit = false;
        let _ = self.ty(def, recv).any(&mut |t| {
            unit |=
                self.ty_row(t, Role::ReceiverType).is_some() && t.args().first().is_some_and(|m| self.is_empty(m, 3));
            unit
        });
        unit
    }

    /// Whether a type carries no data: `()`, `!`, a struct or an enum without fields.
    #[must_use]
    pub fn is_empty(&self, ty: &crate::infer::Ty, depth: usize) -> bool {
        use crate::infer::TyKind;
        match ty.kind() {
            TyKind::Never => true,
            TyKind::Tuple(parts) => parts.iter().all(|p| depth > 0 && self.is_empty(p, depth - 1)),
            TyKind::Adt(def, _) if self.in_workspace(*def) => {
                let fields = self.types.adt(*def).variants.iter().flatten();
                fields.into_iter().all(|(_, t)| depth > 0 && self.is_phantom(t))
            }
            TyKind::Adt(def, _) => self.program.defs[*def].name == "Infallible" || self.is_phantom(ty),
            _ => false,
        }
    }

    fn is_phantom(&self, ty: &crate::infer::Ty) -> bool {
        ty.adt().is_some_and(|d| !self.in_workspace(d) && self.program.defs[d].name == "PhantomData")
    }

    /// What a local is made of: its `let` (of a tuple: its part) and later assignments.
    #[must_use]
    pub fn initialisers(&self, def: DefId, local: crate::hir::LocalId) -> Vec<ExprId> {
        let Some(body) = self.body(def) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (_, expr) in body.exprs.iter() {
            match expr {
                Expr::Block { stmts, .. } => {
                    for stmt in stmts {
                        if let Stmt::Let { pat, init: Some(init), .. } = stmt {
                            all.extend(part_of(body, *pat, *init, local));
                        }
                    }
                }
                Expr::Assign { lhs, rhs } if matches!(&body.exprs[*lhs], Expr::Local(l) if *l == local) => {
                    all.push(*rhs);
                }
                _ => {}
            }
        }
        all
    }

    /// A closure kept in a variable: whether each of its calls is under a bound.
    fn bounded_closure(&self, def: DefId, body: &Body, init: ExprId, (block, stmt): (ExprId, usize), end: End) -> bool {
        let (Expr::Closure { .. }, Some(local)) = (&body.exprs[init], body.let_local(block, stmt)) else {
            return false;
        };
        let Some(index) = self.index(def) else { return false };
        let uses = index.uses(local);
        let bounded = |e: &ExprId| {
            let call = index.parent(*e).filter(|p| matches!(&body.exprs[*p], Expr::Call { callee, .. } if callee == e));
            call.is_some_and(|c| self.ended_here(def, c, end))
        };
        !uses.is_empty() && uses.iter().all(bounded)
    }

    /// A future kept in a variable: whether a use of the variable is under a bound.
    fn bounded_variable(&self, def: DefId, body: &Body, (block, stmt): (ExprId, usize), end: End) -> bool {
        let Expr::Block { stmts, .. } = &body.exprs[block] else {
            return false;
        };
        let Some(Stmt::Let { pat, init: Some(init), .. }) = stmts.get(stmt) else {
            return false;
        };
        let (Pat::Bind { local, .. }, Some(index)) = (&body.pats[*pat], self.index(def)) else {
            return false;
        };
        let (ty, uses) = (self.ty(def, *init), index.uses(*local));
        if ty.is_unknown() {
            // Code that is not known made it out of a future: what a timeout takes as it is, is one, too.
            return uses.iter().any(|e| index.parent(*e).is_some_and(|p| self.bounds(def, body, p, *e, end)));
        }
        // Optional limits: a bound on one path counts.
        self.is_future(def, *init) && uses.iter().any(|e| self.ended_here(def, *e, end))
    }
}

/// The expression that a pattern binds to a local; of a tuple that is not written out, all of it.
fn part_of(body: &Body, pat: PatId, init: ExprId, local: crate::hir::LocalId) -> Option<ExprId> {
    let binds = |p: PatId| matches!(&body.pats[p], Pat::Bind { local: l, .. } if *l == local);
    match (&body.pats[pat], &body.exprs[init]) {
        (Pat::Bind { .. }, _) => binds(pat).then_some(init),
        (Pat::Tuple(pats), Expr::Tuple(parts)) if pats.len() == parts.len() => {
            pats.iter().zip(parts).find(|(p, _)| binds(**p)).map(|(_, part)| *part)
        }
        (Pat::Tuple(pats), _) => pats.iter().any(|p| binds(*p)).then_some(init),
        _ => None,
    }
}

fn bounded_arg(row: &Row) -> Option<usize> {
    match row.arg {
        Some(Access::Arg(i)) => Some(i),
        _ => None,
    }
}
