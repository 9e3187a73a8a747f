//! The interpreter: its state, blocks and the simple expressions.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::summary::{Asking, Made};
use super::value::{Fate, How, Loss, Outcome, Phase, State, Val};
use crate::base::Sym;
use crate::flow::{BodyIndex, Flow, Site};
use crate::hir::{Body, Expr, ExprId, Lit, LocalId, UnOp};
use crate::infer::{BodyTypes, Limit, Ty, TyKind};
use crate::link::DefId;
use crate::model::Role;

/// States with the value of the expression that led there.
pub(super) type Flowing = Vec<(State, Val)>;

/// More alternatives than this are not kept apart: the rest counts as handled.
const MAX_STATES: usize = 48;
/// More steps than this in one body are not taken.
const MAX_STEPS: usize = 60_000;

/// Where `return` and `?` lead: a function, a closure or an async block.
#[derive(Default)]
pub(super) struct Frame {
    pub returns: Flowing,
}

/// Where `break` and `continue` lead.
pub(super) struct LoopFrame {
    pub label: Option<Sym>,
    pub breaks: Flowing,
    pub continues: Vec<State>,
}

pub(super) struct Interp<'f, 'a> {
    pub flow: &'f Flow<'a>,
    pub asking: &'f mut Asking,
    pub def: DefId,
    pub body: &'a Body,
    pub types: Arc<BodyTypes>,
    pub index: Arc<BodyIndex>,
    /// The call that makes the token, and what it yields; absent where the token comes in as a parameter.
    pub birth: Option<(ExprId, Arc<Vec<Made>>)>,
    /// The expressions around that call: before it is reached, nothing else matters.
    pub around: FxHashSet<ExprId>,
    pub frames: Vec<Frame>,
    pub loops: Vec<LoopFrame>,
    /// How many loops were around where the token came to be.
    pub born_in: usize,
    pub outcomes: Vec<Outcome>,
    pub steps: usize,
}

impl<'a> Interp<'_, 'a> {
    pub fn site(&self, expr: ExprId) -> Site {
        Site { def: self.def, expr }
    }

    pub fn ty(&self, expr: ExprId) -> Ty {
        self.types.expr(expr)
    }

    pub fn expr(&self, id: ExprId) -> &'a Expr {
        &self.body.exprs[id]
    }

    /// The token's life ends for this path.
    pub fn end(&mut self, state: &State, fate: Fate) {
        if state.held() {
            self.record(state, fate, false);
        }
    }

    pub fn record(&mut self, state: &State, fate: Fate, err: bool) {
        let fate = match (fate, state.lent_to) {
            // Whoever it was lent to may have read it.
            (Fate::Lost(_), Some(taker)) => Fate::Given(taker, Val::Lend),
            (fate, _) => fate,
        };
        let outcome =
            Outcome { fate, classes: state.classes, doubt: state.doubt, part: state.part, err, waits: state.waits };
        if !self.outcomes.contains(&outcome) {
            self.outcomes.push(outcome);
        }
    }

    /// The value of an expression is dropped here. A future that nobody polls has sent nothing.
    pub fn discard_value(&mut self, state: State, val: &Val, of: ExprId, how: How) -> Option<State> {
        if state.held() && val.owns() && self.never_polled(&self.ty(of)) {
            return None;
        }
        self.discard(state, val, of, how)
    }

    pub fn never_polled(&self, ty: &Ty) -> bool {
        self.birth.is_some() && matches!(ty.kind(), TyKind::Future(_))
    }

    /// The value is dropped here.
    pub fn discard(&mut self, mut state: State, val: &Val, at: ExprId, how: How) -> Option<State> {
        if state.held() && val.owns() {
            if state.part == Some(true) {
                self.end(&state, Fate::Read(self.site(at)));
                return None;
            }
            let site = self.site(at);
            let how = if self.keeps_alive(val) { How::Leaked } else { how };
            state.lose(site, how);
        }
        Some(state)
    }

    /// Whether dropping a value leaves alive what is in it.
    fn keeps_alive(&self, val: &Val) -> bool {
        let made_by = |def: DefId| {
            let program = self.flow.program;
            let items = program.inherent_impls(def).iter().flat_map(|i| &program.impls[*i].items);
            items.flat_map(|(_, d)| program.rows(*d)).any(|r| r.role == Role::Forgets && r.kind.is_some())
        };
        val.any(&|v| v.ctor().is_some_and(|def| v.owns() && !self.flow.in_workspace(def) && made_by(def)))
    }

    /// The value goes where it is not followed.
    pub fn escape(&mut self, state: State, val: &Val, at: ExprId) -> Vec<State> {
        let mut states = vec![state];
        let mut closures = Vec::new();
        collect_closures(val, &mut closures);
        for closure in closures {
            states = states.into_iter().flat_map(|s| self.run_unknown(closure, s)).collect();
        }
        self.escape_maker(&states, val, at);
        if val.reaches() {
            for state in states.drain(..) {
                let site = self.site(at);
                if state.held() {
                    self.end(&state, Fate::Handled(site));
                }
            }
        }
        states
    }

    /// The end of a statement: temporaries go.
    pub fn flush(&mut self, state: State) -> Option<State> {
        match state.temp {
            Some(at) => self.discard_value(state, &Val::Token, at, How::Temporary),
            None => Some(state),
        }
    }

    /// The end of a scope: the variables in it go.
    pub fn leave(&mut self, mut state: State, scope: ExprId, at: ExprId) -> Option<State> {
        let gone: Vec<LocalId> = state.env.keys().copied().filter(|l| self.index.is_within(*l, scope)).collect();
        for local in gone {
            let val = state.get(local);
            state.env.remove(&local);
            if state.held() && val.owns() && self.never_polled(&self.types.local(local)) {
                return None;
            }
            state = self.discard(state, &val, at, How::Scope)?;
        }
        Some(state)
    }

    /// Keeps the alternatives few.
    pub fn settle<T: PartialEq>(&mut self, all: Vec<T>, state: impl Fn(&T) -> &State) -> Vec<T> {
        let mut kept: Vec<T> = Vec::new();
        for one in all {
            if kept.contains(&one) {
                continue;
            }
            if kept.len() >= MAX_STATES {
                self.flow.types.limits.note(Limit::Paths, self.def);
                let at = self.site(self.body.root);
                self.end(&state(&one).clone(), Fate::Handled(at));
            } else {
                kept.push(one);
            }
        }
        kept
    }

    /// Evaluates an expression; its value is moved out of where it is.
    pub fn eval(&mut self, id: ExprId, state: State) -> Flowing {
        self.steps += 1;
        if self.steps > MAX_STEPS {
            self.flow.types.limits.note(Limit::Paths, self.def);
            self.end(&state, Fate::Handled(self.site(id)));
            return Vec::new();
        }
        if let Expr::Closure { .. } = self.expr(id) {
            return vec![(state, Val::Closure(id))];
        }
        if let Some(closure) = self.boxed_closure(id) {
            return vec![(state, Val::Closure(closure))];
        }
        if state.phase == Phase::Before && !self.around.contains(&id) && !state.env.values().any(Val::callable) {
            return vec![(state, Val::Other)];
        }
        let all = self.eval_kind(id, state);
        self.settle(all, |(s, _)| s)
    }

    fn eval_kind(&mut self, id: ExprId, state: State) -> Flowing {
        match self.expr(id) {
            Expr::Lit(Lit::Bool(known)) => vec![(state, Val::Known(*known))],
            Expr::Missing | Expr::Lit(_) => vec![(state, Val::Other)],
            Expr::Path(_) if self.is_birth(id) => self.bear_maker(&state),
            Expr::Path(_) => {
                let val = match self.types.paths.get(&id) {
                    Some(crate::infer::ValueRes::Ctor(def)) => Val::Agg(Some(*def), Vec::new()),
                    _ => Val::Other,
                };
                vec![(state, val)]
            }
            Expr::Local(_) | Expr::Field { .. } => self.take(id, state),
            Expr::Unary { op, expr } => self.unary(id, *op, *expr, state),
            Expr::Call { .. } | Expr::MethodCall { .. } => self.eval_call(id, state),
            Expr::Binary { op, lhs, rhs } => self.binary(id, *op, *lhs, *rhs, state),
            Expr::Ref { expr, .. } => {
                let places = self.place(*expr, state);
                places
                    .into_iter()
                    .map(|(mut s, p)| {
                        let val = self.borrow(&mut s, &p, *expr);
                        (s, val)
                    })
                    .collect()
            }
            Expr::Cast { expr, .. } => self.eval(*expr, state),
            Expr::Tuple(parts) | Expr::Join { exprs: parts, .. } => {
                self.eval_all(parts, state).into_iter().map(|(s, vals)| (s, tuple(vals))).collect()
            }
            Expr::Array(parts) | Expr::Vec { elems: parts, .. } => {
                self.eval_all(parts, state).into_iter().map(|(s, vals)| (s, gather(&vals))).collect()
            }
            Expr::Struct { fields, base, .. } => self.literal(id, fields, *base, state),
            Expr::Block { .. } => self.block(id, state),
            Expr::Await(inner) => self.wait(id, *inner, state),
            Expr::Macro { kind, args, .. } => self.macro_call(id, *kind, args, state),
            _ => self.control(id, state),
        }
    }

    /// Evaluates one after the other.
    pub fn eval_all(&mut self, parts: &[ExprId], state: State) -> Vec<(State, Vec<Val>)> {
        let mut all = vec![(state, Vec::new())];
        for part in parts {
            let mut next = Vec::new();
            for (state, vals) in all {
                for (state, val) in self.eval(*part, state) {
                    let mut vals = vals.clone();
                    vals.push(val);
                    next.push((state, vals));
                }
            }
            all = self.settle(next, |(s, _)| s);
        }
        all
    }

    fn unary(&mut self, id: ExprId, op: UnOp, expr: ExprId, state: State) -> Flowing {
        if op == UnOp::Deref {
            return self.take(id, state);
        }
        let all = self.eval(expr, state);
        let flip = |v: Val| match v {
            Val::Tested(test) => Val::Tested(test.not()),
            Val::Known(b) => Val::Known(!b),
            Val::Hint | Val::Status => Val::Hint,
            _ => Val::Other,
        };
        all.into_iter().map(|(s, v)| (s, if op == UnOp::Not { flip(v) } else { Val::Other })).collect()
    }

    /// An await; one that has nothing to do with a token that waits in a variable is remembered.
    fn wait(&mut self, id: ExprId, inner: ExprId, state: State) -> Flowing {
        let alone = |l: &LocalId| self.flow.ty_row(&self.types.local(*l), Role::CollectionType).is_none();
        let kept = state.held()
            && state.part.is_none()
            && state.temp.is_none()
            && state.env.iter().any(|(l, v)| v.owns() && alone(l));
        // Another response that is read in turn is no unrelated wait.
        let reads = |e: ExprId| self.flow.call_row(self.def, e, Role::ReadsBody).is_some();
        let concerned = |e: &ExprId| matches!(self.expr(*e), Expr::Local(l) if state.get(*l).concerns()) || reads(*e);
        let unrelated = kept && !self.body.descendants(inner).iter().any(concerned);
        let site = self.site(id);
        let mut all = if self.types.callees.contains_key(&id) {
            self.eval_call(id, state)
        } else {
            self.eval_future(inner, state)
        };
        for (state, _) in &mut all {
            if unrelated && state.held() {
                state.waits.get_or_insert(site);
            }
        }
        all
    }

    /// What a future yields: it is owned, and nothing is left in the future, also where that was only borrowed.
    pub fn eval_future(&mut self, future: ExprId, state: State) -> Flowing {
        let lent = self.lends_mutably(&self.ty(future));
        let mut all = self.eval(future, state);
        for (state, val) in all.iter_mut().filter(|(_, v)| lent && v.reaches() && !v.owns()) {
            for kept in state.env.values_mut() {
                *kept = kept.moved_out();
            }
            *val = val.map(&|v| matches!(v, Val::Lend).then_some(Val::Token));
        }
        all
    }

    /// A mutable reference, also a pinned one.
    pub fn lends_mutably(&self, ty: &Ty) -> bool {
        let pinned = ty.adt().is_some() && ty.adt() == self.flow.types.lang.pin;
        let pointer = if pinned { ty.args().first() } else { Some(ty) };
        pointer.is_some_and(|p| matches!(p.kind(), TyKind::Ref(_, true)))
    }

    pub fn leave_all(&mut self, all: Flowing, scope: ExprId, at: ExprId) -> Flowing {
        all.into_iter().filter_map(|(s, v)| Some((self.leave(s, scope, at)?, v))).collect()
    }

    /// Runs the whole body, and records how its paths end.
    pub fn run(&mut self, state: State) {
        self.frames.push(Frame::default());
        let mut all = self.eval(self.body.root, state);
        all.extend(self.frames.pop().map_or_else(Vec::new, |f| f.returns));
        for (state, val) in all {
            self.finish(state, &val);
        }
    }

    fn finish(&mut self, state: State, val: &Val) {
        let root = self.body.root;
        let err = self.is_err(val);
        if let Phase::Lost(loss) = &state.phase {
            let loss = Loss { rejected: loss.rejected || err, ..loss.clone() };
            self.record(&state, Fate::Lost(loss), err);
            return;
        }
        let mut closures = Vec::new();
        collect_closures(val, &mut closures);
        let mut states = vec![state];
        for closure in closures {
            states = states.into_iter().flat_map(|s| self.run_unknown(closure, s)).collect();
        }
        self.escape_maker(&states, val, root);
        for state in states {
            self.finish_held(state, val, root, err);
        }
    }

    fn finish_held(&mut self, state: State, val: &Val, root: ExprId, err: bool) {
        if !state.held() {
            return;
        }
        let val = val.outside();
        if val.owns() {
            self.record(&state, Fate::Returned(val), err);
        } else if state.owned() {
            let how = if state.temp.is_some() { How::Temporary } else { How::Scope };
            let at = state.temp.unwrap_or(root);
            let Some(state) = self.discard(state, &Val::Token, at, how) else {
                return;
            };
            if let Phase::Lost(loss) = &state.phase {
                let loss = Loss { rejected: err, ..loss.clone() };
                self.record(&state, Fate::Lost(loss), err);
            }
        } else {
            self.record(&state, Fate::Back(val), err);
        }
    }

    /// Whether a value is the error of a result.
    pub fn is_err(&self, val: &Val) -> bool {
        val.ctor().is_some_and(|def| Some(def) == self.variant(self.flow.types.lang.result, "Err"))
    }
}

pub(super) fn collect_closures(val: &Val, into: &mut Vec<ExprId>) {
    match val {
        Val::Closure(id) => into.push(*id),
        Val::Agg(_, fields) => {
            for (_, v) in fields {
                collect_closures(v, into);
            }
        }
        _ => {}
    }
}

/// A tuple of values.
pub(super) fn tuple(vals: Vec<Val>) -> Val {
    let fields = vals.into_iter().enumerate();
    let fields: Vec<(Sym, Val)> = fields.map(|(i, v)| (Sym::new(&i.to_string()), v)).collect();
    compact(None, &fields)
}

/// What an array or a vector of values is: the token, if one of them is.
fn gather(vals: &[Val]) -> Val {
    if vals.iter().any(Val::owns) {
        Val::Token
    } else if vals.iter().any(Val::reaches) {
        Val::Lend
    } else {
        Val::Other
    }
}

/// A struct, variant or tuple; `Other` where nothing is known of it.
pub(super) fn compact(def: Option<DefId>, fields: &[(Sym, Val)]) -> Val {
    let fields: Vec<(Sym, Val)> = fields.iter().filter(|(_, v)| *v != Val::Other).cloned().collect();
    if def.is_none() && fields.is_empty() { Val::Other } else { Val::Agg(def, fields) }
}
