//! What a future waits for: the outside (sockets, HTTP, peers) with nothing that ends the wait.
//! Follows futures through variables, combinators, async blocks, and the workspace's functions and trait impls.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::wait::{FnWaits, Wait};
use crate::base::{Solved, Unsolved};
use crate::flow::{Flow, Site};
use crate::hir::{BlockKind, Body, Expr, ExprId, LocalId, MacroKind, Stmt};
use crate::infer::{Callee, Limit};
use crate::link::DefId;
use crate::model::{Access, AccessName, Role, Row};

/// Values that are looked at in one body; a variable that is used again and again is looked at again and again.
const MAX_STEPS: usize = 20_000;

/// Whether the client of an HTTP wait has a bound of its own.
pub type ClientBound<'a> = &'a (dyn Fn(Site) -> bool + Sync);

/// The waits of functions, kept.
#[derive(Default)]
pub struct Waits {
    known: Mutex<FxHashMap<DefId, Arc<FnWaits>>>,
}

/// One question.
pub struct Ask<'w, 'a> {
    pub flow: &'w Flow<'a>,
    memo: &'w Waits,
    client_bound: ClientBound<'w>,
    /// The functions that are being solved together.
    solving: Option<Unsolved<DefId, FnWaits>>,
    /// The variables that are being looked into.
    open: Vec<(DefId, LocalId)>,
    steps: usize,
}

impl Waits {
    /// Starts a question.
    #[must_use]
    pub fn ask<'w, 'a>(&'w self, flow: &'w Flow<'a>, client_bound: ClientBound<'w>) -> Ask<'w, 'a> {
        Ask { flow, memo: self, client_bound, solving: None, open: Vec::new(), steps: 0 }
    }
    fn known(&self) -> MutexGuard<'_, FxHashMap<DefId, Arc<FnWaits>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ask<'_, '_> {
    /// What awaiting the result of a function waits for.
    pub fn function(&mut self, fun: DefId) -> Arc<FnWaits> {
        if let Some(known) = self.memo.known().get(&fun) {
            return known.clone();
        }
        if let Some(unsolved) = &mut self.solving {
            return unsolved.want(&fun);
        }
        let solved = self.solve(fun);
        let found = solved.iter().find(|(def, _)| *def == fun).map(|(_, waits)| waits.clone());
        self.memo.known().extend(solved);
        found.unwrap_or_default()
    }

    /// Looks at the bodies that the answer hangs on until nothing changes: functions may call each other in circles.
    fn solve(&mut self, fun: DefId) -> Vec<(DefId, Arc<FnWaits>)> {
        let mut unsolved = Unsolved::default();
        unsolved.want(&fun);
        let outside = (std::mem::take(&mut self.open), std::mem::take(&mut self.steps));
        while let Some(next) = unsolved.take_next() {
            self.solving = Some(unsolved);
            self.steps = 0;
            let found = self.of_body(next).in_order();
            unsolved = self.solving.take().unwrap_or_default();
            unsolved.answer(found);
        }
        (self.open, self.steps) = outside;
        let solved = unsolved.solved().into_iter();
        let limits = &self.flow.types.limits;
        solved
            .map(|Solved { key, answer, cut }| {
                if cut {
                    limits.note(Limit::Waits, key);
                }
                (key, answer)
            })
            .collect()
    }

    fn of_body(&mut self, fun: DefId) -> FnWaits {
        let Some(body) = self.flow.body(fun) else {
            return FnWaits::default();
        };
        let is_async = self.flow.program.fn_item(fun).is_some_and(|f| f.is_async);
        if is_async {
            return self.run(fun, body, body.root);
        }
        let mut all = self.future(fun, body, body.root);
        for (_, expr) in body.exprs.iter() {
            if let Expr::Return(Some(value)) = expr {
                all.add(self.future(fun, body, *value));
            }
        }
        all
    }

    /// What running an expression waits for, without what is only made there.
    fn run(&mut self, def: DefId, body: &Body, root: ExprId) -> FnWaits {
        let mut all = FnWaits::default();
        match &body.exprs[root] {
            Expr::Closure { .. } | Expr::Block { kind: BlockKind::Async { .. } | BlockKind::AsyncGen { .. }, .. } => {
                return all;
            }
            Expr::Await(inner) => all.add(self.future(def, body, *inner)),
            Expr::Join { exprs, .. } => {
                for expr in exprs {
                    all.add(self.future(def, body, *expr));
                }
            }
            Expr::Select { arms, els, .. } => {
                if !self.flow.select_ends(def, arms, None) {
                    for arm in arms {
                        all.add(self.future(def, body, arm.future));
                    }
                }
                for part in arms.iter().map(|a| a.handler).chain(*els) {
                    all.add(self.run(def, body, part));
                }
                return all;
            }
            _ => {}
        }
        for child in body.exprs[root].children() {
            all.add(self.run(def, body, child));
        }
        all
    }

    /// What awaiting a value waits for.
    pub fn future(&mut self, def: DefId, body: &Body, expr: ExprId) -> FnWaits {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            self.flow.types.limits.note(Limit::Waits, def);
            return FnWaits::default();
        }
        match &body.exprs[expr] {
            Expr::Block { kind: BlockKind::Async { .. }, stmts, tail, .. } => {
                let mut all = FnWaits::default();
                for part in stmts.iter().flat_map(parts).chain(*tail) {
                    all.add(self.run(def, body, part));
                }
                all
            }
            Expr::Block { tail: Some(inner), .. }
            | Expr::Ref { expr: inner, .. }
            | Expr::Unary { expr: inner, .. }
            | Expr::Try(inner)
            | Expr::Cast { expr: inner, .. } => self.future(def, body, *inner),
            Expr::Macro { kind: MacroKind::Pass, args, .. } => self.each(def, body, args),
            Expr::If { then, els, .. } => {
                let branches: Vec<ExprId> = std::iter::once(*then).chain(*els).collect();
                self.each(def, body, &branches)
            }
            Expr::Match { arms, .. } => {
                let branches: Vec<ExprId> = arms.iter().map(|a| a.body).collect();
                self.each(def, body, &branches)
            }
            Expr::Array(parts) | Expr::Tuple(parts) | Expr::Vec { elems: parts, .. } => self.each(def, body, parts),
            Expr::Local(local) => self.variable(def, body, *local),
            Expr::Call { callee, args } => self.call(def, body, expr, Some(*callee), None, args),
            Expr::MethodCall { recv, args, .. } => self.call(def, body, expr, None, Some(*recv), args),
            _ => FnWaits::default(),
        }
    }

    fn each(&mut self, def: DefId, body: &Body, exprs: &[ExprId]) -> FnWaits {
        let mut all = FnWaits::default();
        for expr in exprs {
            all.add(self.future(def, body, *expr));
        }
        all
    }

    fn variable(&mut self, def: DefId, body: &Body, local: LocalId) -> FnWaits {
        // An optional timeout: the same future is under one on another path.
        let uses = self.flow.index(def).map_or(&[][..], |i| i.uses(local));
        if uses.iter().any(|u| self.flow.bounded_here(def, *u)) {
            return FnWaits::default();
        }
        if let Some(index) = param_index(body, local) {
            return FnWaits { waits: Vec::new(), params: vec![index] };
        }
        if self.open.contains(&(def, local)) {
            return FnWaits::default();
        }
        self.open.push((def, local));
        let inits = self.flow.initialisers(def, local);
        let all = self.each(def, body, &inits);
        self.open.pop();
        all
    }

    fn call(
        &mut self,
        def: DefId,
        body: &Body,
        call: ExprId,
        callee: Option<ExprId>,
        recv: Option<ExprId>,
        args: &[ExprId],
    ) -> FnWaits {
        let site = Site { def, expr: call };
        let rows = self.flow.call_rows(def, call);
        let has = |role: Role| rows.iter().find(|r| r.role == role).copied();
        let ends = [
            Role::BoundsWait,
            Role::Timer,
            Role::CancelSignal,
            Role::WaitsInside,
            Role::ConnectionDriver,
            Role::Spawns,
        ];
        if ends.into_iter().any(|role| has(role).is_some()) || self.other_branch_bounds(def, body, call) {
            return FnWaits::default();
        }
        let types = self.flow.types_of(def).clone();
        let known = types.callees.get(&call);
        if let Some(row) = has(Role::ServesConnection) {
            let bounded = recv.is_some_and(|r| self.server_bounded(def, body, r));
            return if bounded { FnWaits::default() } else { Self::wait(site, row, "serve", false) };
        }
        if let Some(row) = has(Role::WaitsOutside) {
            let kind = row.kind.clone().unwrap_or_else(|| "read".into());
            let outside = self.is_outside(def, known, recv, args);
            if outside == Some(false) || kind == "http" && (self.client_bound)(site) {
                return FnWaits::default();
            }
            return Self::wait(site, row, &kind, outside == Some(true));
        }
        let one = has(Role::Combines).is_some_and(|r| r.kind.as_deref() == Some("one"));
        if one && recv.into_iter().chain(args.iter().copied()).any(|part| self.holds_signal(def, body, part)) {
            return FnWaits::default();
        }
        if let Some(row) = has(Role::Combines).filter(|r| matches!(r.kind.as_deref(), Some("read" | "write"))) {
            // A stream's or sink's method: what it waits for, the type of its receiver says.
            let value = row_arg_or_self(row, recv, args);
            return match value.and_then(|v| self.outside_type(&self.flow.ty(def, v))) {
                Some(Some(false)) | None => FnWaits::default(),
                Some(verdict) => Self::wait(site, row, row.kind.as_deref().unwrap_or("read"), verdict == Some(true)),
            };
        }
        let targets = known.map_or_else(Vec::new, |c| self.flow.targets(c));
        if !targets.is_empty() {
            return self.targets(def, body, call, &targets, recv, args);
        }
        match known {
            Some(Callee::Value) => callee.map_or_else(FnWaits::default, |c| self.called(def, body, c, 4)),
            Some(Callee::Fn { .. }) => {
                let mut all = FnWaits::default();
                for part in recv.into_iter().chain(args.iter().copied()) {
                    if self.is_future(def, part) {
                        all.add(self.future(def, body, part));
                    } else if let Expr::Closure { .. } = &body.exprs[part] {
                        all.add(self.called(def, body, part, 4));
                    }
                }
                all
            }
            _ => FnWaits::default(),
        }
    }

    /// Whether one of the futures in a value ends by itself or on a signal.
    fn holds_signal(&self, def: DefId, body: &Body, part: ExprId) -> bool {
        match &body.exprs[part] {
            Expr::Array(parts) | Expr::Tuple(parts) | Expr::Vec { elems: parts, .. } => {
                parts.iter().any(|p| self.flow.is_signal(def, *p, 6))
            }
            _ => self.flow.is_signal(def, part, 6),
        }
    }

    fn wait(site: Site, row: &Row, kind: &str, proven: bool) -> FnWaits {
        let proven = proven || row.role == Role::ServesConnection;
        let wait = Wait { site, kind: kind.to_owned(), proven, open: !proven, way: Vec::new() };
        FnWaits { waits: vec![wait], params: Vec::new() }
    }

    fn is_future(&self, def: DefId, expr: ExprId) -> bool {
        let ty = self.flow.ty(def, expr);
        let types = self.flow.types;
        types.lang.future.is_some_and(|f| types.implements(&types.env_of(def), ty.peel_refs(), f))
            || matches!(
                self.flow.body(def).map(|b| &b.exprs[expr]),
                Some(Expr::Block { kind: BlockKind::Async { .. }, .. })
            )
    }

    /// What calling a closure (or a parameter) and awaiting its result waits for.
    pub fn called(&mut self, def: DefId, body: &Body, callee: ExprId, depth: usize) -> FnWaits {
        let Some(depth) = depth.checked_sub(1) else {
            return FnWaits::default();
        };
        match &body.exprs[callee] {
            Expr::Closure { body: inner, is_async: true, .. } => self.run(def, body, *inner),
            Expr::Closure { body: inner, .. } => self.future(def, body, *inner),
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => self.called(def, body, *expr, depth),
            Expr::MethodCall { recv, .. } => self.called(def, body, *recv, depth),
            Expr::Block { tail: Some(tail), .. } => self.called(def, body, *tail, depth),
            Expr::Local(local) => {
                if let Some(index) = param_index(body, *local) {
                    return FnWaits { waits: Vec::new(), params: vec![index] };
                }
                let mut all = FnWaits::default();
                for init in self.flow.initialisers(def, *local) {
                    all.add(self.called(def, body, init, depth));
                }
                all
            }
            Expr::Path(_) => {
                let named = match self.flow.types_of(def).paths.get(&callee) {
                    Some(crate::infer::ValueRes::Fn { def, .. }) => *def,
                    _ => return FnWaits::default(),
                };
                self.function(named).as_ref().clone()
            }
            _ => FnWaits::default(),
        }
    }

    fn targets(
        &mut self,
        def: DefId,
        body: &Body,
        call: ExprId,
        targets: &[DefId],
        recv: Option<ExprId>,
        args: &[ExprId],
    ) -> FnWaits {
        let mut all = FnWaits::default();
        let here = self.flow.loc(def, call);
        for target in targets {
            let summary = self.function(*target);
            for wait in &summary.waits {
                let mut wait = wait.clone();
                wait.way.splice(0..0, here);
                if wait.open {
                    match self.passed_outside(def, recv, args) {
                        Some(Some(true)) => (wait.proven, wait.open) = (true, false),
                        Some(None) => {}
                        Some(Some(false)) | None => continue,
                    }
                }
                all.add(FnWaits { waits: vec![wait], params: Vec::new() });
            }
            let skip = usize::from(recv.is_none() && self.flow.body(*target).is_some_and(|b| b.self_local.is_some()));
            for param in &summary.params {
                let Some(arg) = args.get(param + skip).copied() else {
                    continue;
                };
                if self.is_future(def, arg) {
                    all.add(self.future(def, body, arg));
                } else {
                    all.add(self.called(def, body, arg, 4));
                }
            }
        }
        all
    }

    /// A server's builder with both a timer and a header-read timeout.
    fn server_bounded(&self, def: DefId, body: &Body, recv: ExprId) -> bool {
        let mut bounds = (false, false);
        let mut pending = vec![recv];
        let mut seen = Vec::new();
        while let Some(at) = pending.pop() {
            if seen.contains(&at) || seen.len() > 64 {
                continue;
            }
            seen.push(at);
            for row in self.flow.call_rows(def, at).iter().filter(|r| r.role == Role::ServerBound) {
                match row.kind.as_deref() {
                    Some("timer") => bounds.0 = true,
                    Some("header-timeout") => bounds.1 = true,
                    _ => {}
                }
            }
            match &body.exprs[at] {
                Expr::MethodCall { recv, .. } => pending.push(*recv),
                Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => pending.push(*expr),
                Expr::Local(local) => {
                    pending.extend(self.flow.initialisers(def, *local));
                    let index = self.flow.index(def);
                    let uses = index.map_or(&[][..], |i| i.uses(*local));
                    // Every chain of calls on the variable: `builder.http1().timer(..)`.
                    for used in uses {
                        let chain = index.into_iter().flat_map(|i| i.ancestors(*used));
                        pending.extend(chain.take_while(|e| matches!(body.exprs[*e], Expr::MethodCall { .. })));
                    }
                }
                _ => {}
            }
        }
        bounds == (true, true)
    }

    /// `match limit { Some(t) => timeout(t, f()).await, None => f().await }`: an optional timeout that the caller sets.
    fn other_branch_bounds(&self, def: DefId, body: &Body, call: ExprId) -> bool {
        let Some(index) = self.flow.index(def) else {
            return false;
        };
        let own = self.flow.callees(def, call);
        if own.is_empty() {
            return false;
        }
        index.ancestors(call).take(12).any(|around| {
            let branches: Vec<ExprId> = match &body.exprs[around] {
                Expr::If { then, els: Some(els), .. } => vec![*then, *els],
                Expr::Match { arms, .. } => arms.iter().map(|a| a.body).collect(),
                _ => return false,
            };
            branches.into_iter().any(|branch| {
                body.descendants(branch)
                    .into_iter()
                    .any(|e| e != call && self.flow.callees(def, e) == own && self.flow.bounded_here(def, e))
            })
        })
    }
}

fn parts(stmt: &Stmt) -> Vec<ExprId> {
    match stmt {
        Stmt::Let { init, els, .. } => [*init, *els].into_iter().flatten().collect(),
        Stmt::Expr(expr) => vec![*expr],
    }
}

/// Which parameter (without `self`) a local is.
#[must_use]
pub fn param_index(body: &Body, local: LocalId) -> Option<usize> {
    body.params.iter().position(|p| body.bindings(*p).contains(&local))
}

/// The argument that a row is about.
#[must_use]
pub fn row_arg(row: &Row, default: usize, recv: Option<ExprId>, args: &[ExprId]) -> Option<ExprId> {
    match row.arg {
        Some(Access::Arg(i)) => args.get(i).copied(),
        Some(Access::Named(AccessName::Receiver)) => recv,
        Some(Access::Named(AccessName::Return)) => None,
        None => args.get(default).copied(),
    }
}

fn row_arg_or_self(row: &Row, recv: Option<ExprId>, args: &[ExprId]) -> Option<ExprId> {
    match row.arg {
        None => recv,
        Some(_) => row_arg(row, 0, recv, args),
    }
}
