//! What a future waits for: the outside (sockets, HTTP, peers) with nothing that ends the wait.
//! Follows futures through variables, combinators, async blocks, and the workspace's functions and trait impls.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::calls::Call;
use super::held::may_hold_futures;
use super::wait::{FnWaits, Given};
use crate::base::{Solved, Unsolved};
use crate::flow::{Flow, Site, Source};
use crate::hir::{BlockKind, Body, Expr, ExprId, LocalId, MacroKind, Stmt};
use crate::infer::Limit;
use crate::link::DefId;
use crate::model::{Access, AccessName, Row};

/// Values that are looked at in one body; a variable that is used again and again is looked at again and again.
const MAX_STEPS: usize = 20_000;

/// What is known of the client whose answer is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientBound {
    /// It, or the request, has a bound of its own.
    Bounded,
    /// It was made without one.
    Open,
    /// Where it was made is not seen.
    Unknown,
}

/// What is known of the workspace's clients.
pub trait ClientBounds: Sync {
    /// Of the client of the request that is sent at a place.
    fn of_request(&self, at: Site) -> ClientBound;
    /// Of the clients (or their requests and answers) that are in a value.
    fn of_value(&self, at: Site) -> ClientBound;
}

/// The waits of functions, kept.
#[derive(Default)]
pub struct Waits {
    known: Mutex<FxHashMap<DefId, Arc<FnWaits>>>,
}

/// One question.
pub struct Ask<'w, 'a> {
    pub flow: &'w Flow<'a>,
    memo: &'w Waits,
    pub(super) clients: &'w dyn ClientBounds,
    /// The functions that are being solved together.
    solving: Option<Unsolved<DefId, FnWaits>>,
    /// The variables that are being looked into.
    pub(super) open: FxHashSet<(DefId, LocalId)>,
    steps: usize,
}

impl Waits {
    /// Starts a question.
    #[must_use]
    pub fn ask<'w, 'a>(&'w self, flow: &'w Flow<'a>, clients: &'w dyn ClientBounds) -> Ask<'w, 'a> {
        Ask { flow, memo: self, clients, solving: None, open: FxHashSet::default(), steps: 0 }
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
        if self.is_poll(fun) {
            return self.polls(fun, body, body.root);
        }
        let mut all = FnWaits::default();
        for value in body.results() {
            all.add(self.future(fun, body, value));
        }
        all
    }

    /// What running an expression waits for, without what is only made there.
    pub fn run(&mut self, def: DefId, body: &Body, root: ExprId) -> FnWaits {
        let mut all = FnWaits::default();
        match &body.exprs[root] {
            Expr::Closure { .. } | Expr::Block { kind: BlockKind::Async { .. } | BlockKind::AsyncGen { .. }, .. } => {
                return all;
            }
            Expr::Await(inner) => {
                all.add(self.future(def, body, *inner));
                all.add(self.into_future(def, body, root, *inner));
            }
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

    /// Counts; whether there are steps left.
    pub(super) fn step(&mut self, def: DefId) -> bool {
        self.steps += 1;
        let left = self.steps <= MAX_STEPS;
        if !left {
            self.flow.types.limits.note(Limit::Waits, def);
        }
        left
    }

    /// What awaiting a value waits for.
    pub fn future(&mut self, def: DefId, body: &Body, expr: ExprId) -> FnWaits {
        if !self.step(def) {
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
            Expr::Local(local) => self.variable(def, body, expr, *local),
            Expr::Field { .. } => self.part_of_whole(def, body, expr),
            Expr::Struct { fields, .. } => {
                let parts: Vec<ExprId> = fields.iter().map(|f| f.value).collect();
                self.by_hand(Site { def, expr }, body, &parts)
            }
            Expr::Call { callee, args } => {
                self.call(Call { site: Site { def, expr }, body, callee: Some(*callee), recv: None, args })
            }
            Expr::MethodCall { recv, args, .. } => {
                self.call(Call { site: Site { def, expr }, body, callee: None, recv: Some(*recv), args })
            }
            _ => FnWaits::default(),
        }
    }

    pub(super) fn each(&mut self, def: DefId, body: &Body, exprs: &[ExprId]) -> FnWaits {
        let mut all = FnWaits::default();
        for expr in exprs {
            all.add(self.future(def, body, *expr));
        }
        all
    }

    fn variable(&mut self, def: DefId, body: &Body, at: ExprId, local: LocalId) -> FnWaits {
        // An optional timeout: on another path the same future is under one.
        let uses = self.flow.index(def).map_or(&[][..], |i| i.uses(local));
        let beside = |u: ExprId| self.flow.exclusive(def, u, at) || self.after_stop(def, body, u, at);
        if uses.iter().any(|u| *u != at && beside(*u) && self.flow.bounded_here(def, *u)) {
            return FnWaits::default();
        }
        if let Some(given) = given(body, local) {
            return FnWaits::given(given);
        }
        if !self.open.insert((def, local)) {
            return FnWaits::default();
        }
        let inits = self.flow.initialisers(def, local);
        let mut all = self.each(def, body, &inits);
        if inits.is_empty() && may_hold_futures(&self.flow.types_of(def).local(local)) {
            // A part of something: `let Job { work, .. } = job`.
            for whole in self.flow.sources(def, local) {
                if let Source::Value(whole) = whole {
                    all.add(self.held(def, body, whole));
                }
            }
        }
        self.open.remove(&(def, local));
        all
    }

    /// Whether a future that a select waits for is awaited once more where the select was told to stop: it is shut down.
    fn after_stop(&self, def: DefId, body: &Body, waited: ExprId, again: ExprId) -> bool {
        let Some(index) = self.flow.index(def) else {
            return false;
        };
        let within = |e: ExprId, outer: ExprId| e == outer || index.ancestors(e).any(|a| a == outer);
        index.ancestors(again).any(|at| match &body.exprs[at] {
            Expr::Select { arms, .. } => {
                let stop = arms.iter().find(|a| within(again, a.handler));
                stop.is_some_and(|arm| self.flow.is_signal(def, arm.future, 6) && !self.flow.is_timer(def, arm.future))
                    && arms.iter().any(|a| within(waited, a.future))
            }
            _ => false,
        })
    }

    pub(super) fn is_future(&self, def: DefId, expr: ExprId) -> bool {
        let ty = self.flow.ty(def, expr);
        let types = self.flow.types;
        types.lang.future.is_some_and(|f| types.implements(&types.env_of(def), ty.peel_refs(), f))
            || matches!(
                self.flow.body(def).map(|b| &b.exprs[expr]),
                Some(Expr::Block { kind: BlockKind::Async { .. }, .. })
            )
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

/// What a function is given as this local.
pub(super) fn given(body: &Body, local: LocalId) -> Option<Given> {
    if body.self_local == Some(local) {
        return Some(Given::Itself);
    }
    param_index(body, local).map(Given::Arg)
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

pub(super) fn row_arg_or_self(row: &Row, recv: Option<ExprId>, args: &[ExprId]) -> Option<ExprId> {
    match row.arg {
        None => recv,
        Some(_) => row_arg(row, 0, recv, args),
    }
}
