//! Questions about responses, and their kept answers: which calls make one, and what a function does with one.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::interp::Interp;
use super::pat::Scrutinee;
use super::status::Classes;
use super::value::{Fate, Outcome, Phase, Slot, State, Val};
use crate::flow::{Flow, Site};
use crate::hir::{Expr, ExprId};
use crate::infer::{Ty, TyKind};
use crate::link::DefId;
use crate::model::Role;

/// What a call that makes a response yields, on one of its paths.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Made {
    pub val: Val,
    pub classes: Classes,
    pub doubt: bool,
    /// The call that makes it in the end.
    pub origin: Site,
}

type MadeAll = Arc<Vec<Made>>;
type Outcomes = Arc<Vec<Outcome>>;

/// A question that is being answered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Made(DefId),
    Fates(DefId, Slot, Val),
}

/// Answers that are kept for the life of the program. An answer that a recursion cut short is kept only by the
/// question that closes the cycle, so that answers do not depend on who asked first.
#[derive(Debug, Default)]
pub struct Memo {
    made: Mutex<FxHashMap<DefId, MadeAll>>,
    fates: Mutex<FxHashMap<(DefId, Slot, Val), Outcomes>>,
}

/// The questions that are being answered, outermost first.
#[derive(Debug, Default)]
pub struct Stack {
    active: Vec<Key>,
    /// The outermost of them whose answer was wanted while it was being made.
    cut: Option<usize>,
    /// Answers that a recursion cut short, for the rest of the outermost question: each function is looked at once.
    short: FxHashMap<DefId, MadeAll>,
    /// One of these was used, so that no answer on the way is kept.
    used_short: bool,
}

/// Deeper chains of functions are not followed.
const MAX_DEPTH: usize = 60;

impl Stack {
    /// Whether the question may be asked; else it is already open, or too deep.
    fn enter(&mut self, key: &Key) -> bool {
        if let Some(at) = self.active.iter().position(|k| k == key) {
            self.cut = Some(self.cut.map_or(at, |c| c.min(at)));
            return false;
        }
        if self.active.len() >= MAX_DEPTH {
            self.cut = Some(0);
            return false;
        }
        self.active.push(key.clone());
        true
    }

    /// The question is answered; whether the answer can be kept.
    fn leave(&mut self) -> bool {
        self.active.pop();
        let depth = self.active.len();
        if depth == 0 {
            self.short.clear();
        }
        if self.used_short {
            self.used_short = depth > 0;
            return false;
        }
        match self.cut {
            Some(at) if at < depth => false,
            _ => {
                self.cut = None;
                true
            }
        }
    }
}

impl Flow<'_> {
    /// The calls in a body that make a response, with what each yields.
    #[must_use]
    pub fn response_sites(&self, def: DefId) -> Vec<(ExprId, Arc<Vec<Made>>)> {
        self.sites(&mut Stack::default(), def)
    }

    /// What becomes of the response that a call in a body makes.
    #[must_use]
    pub fn response_fates(&self, def: DefId, site: ExprId, made: &Arc<Vec<Made>>) -> Vec<Outcome> {
        self.site_outcomes(&mut Stack::default(), def, site, made)
    }

    /// The responses that a function makes and gives back unread.
    #[must_use]
    pub fn response_made(&self, def: DefId) -> Arc<Vec<Made>> {
        self.made(&mut Stack::default(), def)
    }

    /// What a function does with a response that it is given, lent where it takes a reference.
    #[must_use]
    pub fn response_fate(&self, def: DefId, slot: Slot) -> Arc<Vec<Outcome>> {
        let sig = self.types.sig(def);
        let ty = match slot {
            Slot::Receiver => sig.self_param.as_ref(),
            Slot::Arg(index) => sig.params.get(index),
        };
        let lent = ty.is_some_and(|t| matches!(t.kind(), TyKind::Ref(..)));
        self.fates(&mut Stack::default(), def, slot, if lent { &Val::Lend } else { &Val::Token })
    }

    fn sites(&self, stack: &mut Stack, def: DefId) -> Vec<(ExprId, MadeAll)> {
        let Some(body) = self.body(def) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (id, expr) in body.exprs.iter() {
            if !matches!(expr, Expr::Call { .. } | Expr::MethodCall { .. }) {
                continue;
            }
            let made = self.made_by(stack, def, id);
            if !made.is_empty() && !self.is_bodyless(def, id) {
                all.push((id, made));
            }
        }
        all
    }

    /// What a call makes.
    fn made_by(&self, stack: &mut Stack, def: DefId, call: ExprId) -> MadeAll {
        if let Some(row) = self.call_row(def, call, Role::MakesResponse) {
            if row.kind.as_deref() == Some("no-pool") {
                return Arc::default();
            }
            return Arc::new(vec![Made {
                val: Val::Token,
                classes: Classes::ALL,
                doubt: false,
                origin: Site { def, expr: call },
            }]);
        }
        let types = self.types_of(def);
        let Some(callee) = types.callees.get(&call) else {
            return Arc::default();
        };
        let mut all: Vec<Made> = Vec::new();
        for target in self.targets(callee) {
            for made in self.made(stack, target).iter() {
                if !all.iter().any(|m| (&m.val, m.classes, m.doubt) == (&made.val, made.classes, made.doubt)) {
                    all.push(made.clone());
                }
            }
        }
        Arc::new(all)
    }

    /// The responses that a function makes and gives back unread.
    fn made(&self, stack: &mut Stack, def: DefId) -> MadeAll {
        if !self.yields_response(def) {
            return Arc::default();
        }
        if let Some(kept) = lock(&self.paths.made).get(&def) {
            return kept.clone();
        }
        if let Some(short) = stack.short.get(&def) {
            stack.used_short = true;
            return short.clone();
        }
        if !stack.enter(&Key::Made(def)) {
            return Arc::default();
        }
        let mut all: Vec<Made> = Vec::new();
        for (site, made) in self.sites(stack, def) {
            let origin = made.first().map_or(Site { def, expr: site }, |m| m.origin);
            for outcome in self.site_outcomes(stack, def, site, &made) {
                let Fate::Returned(val) = outcome.fate else {
                    continue;
                };
                let made = Made { val, classes: outcome.classes, doubt: outcome.doubt, origin };
                if self.is_plain(&made.val) && !all.contains(&made) && all.len() < 8 {
                    all.push(made);
                }
            }
        }
        let all = Arc::new(all);
        if stack.leave() {
            lock(&self.paths.made).insert(def, all.clone());
        } else if !stack.active.is_empty() {
            stack.short.insert(def, all.clone());
        }
        all
    }

    /// Whether the token is in results, options and tuples only, not kept in a value of another type.
    fn is_plain(&self, val: &Val) -> bool {
        let lang = self.types.lang;
        match val {
            Val::Agg(def, fields) => {
                let of = def.map(|d| self.owner_type(d));
                let known = of.is_none() || of == lang.result || of == lang.option;
                fields.iter().all(|(_, v)| !v.owns() || (known && self.is_plain(v)))
            }
            _ => true,
        }
    }

    /// Whether the result of a function can be a response.
    fn yields_response(&self, def: DefId) -> bool {
        let sig = self.types.sig(def);
        let holds = |ty: &Ty| {
            ty.any(&mut |t| self.ty_rows(t).iter().any(|r| matches!(r.role, Role::ResponseType | Role::RequestBody)))
        };
        sig.ret.as_ref().is_some_and(holds)
    }

    fn site_outcomes(&self, stack: &mut Stack, def: DefId, site: ExprId, made: &MadeAll) -> Vec<Outcome> {
        let Some(index) = self.index(def) else {
            return Vec::new();
        };
        let mut around: FxHashSet<ExprId> = index.ancestors(site).collect();
        around.insert(site);
        let Some(mut interp) = self.interp(stack, def) else {
            return Vec::new();
        };
        interp.birth = Some((site, made.clone()));
        interp.around = around;
        interp.run(State::new(Phase::Before));
        interp.outcomes
    }

    fn interp<'f>(&'f self, stack: &'f mut Stack, def: DefId) -> Option<Interp<'f, 'f>> {
        Some(Interp {
            flow: self,
            stack,
            def,
            body: self.body(def)?,
            types: self.types_of(def).clone(),
            birth: None,
            around: FxHashSet::default(),
            frames: Vec::new(),
            loops: Vec::new(),
            born_in: 0,
            outcomes: Vec::new(),
            steps: 0,
        })
    }

    /// What a function does with a value that is given to it.
    pub(super) fn fates(&self, stack: &mut Stack, def: DefId, slot: Slot, val: &Val) -> Outcomes {
        let val = val.outside();
        let at = (def, slot, val.clone());
        if let Some(kept) = lock(&self.paths.fates).get(&at) {
            return kept.clone();
        }
        let root = Site { def, expr: self.body(def).map_or(ExprId::new(0), |b| b.root) };
        let handled = |fate| {
            Arc::new(vec![Outcome { fate, classes: Classes::ALL, doubt: false, part: None, err: false, waits: None }])
        };
        let unknown = if val.reaches() { Fate::Handled(root) } else { Fate::Back(Val::Hint) };
        if !stack.enter(&Key::Fates(def, slot, val.clone())) {
            return handled(unknown);
        }
        let outcomes = self.param_outcomes(stack, def, slot, &val);
        let outcomes = outcomes.map_or_else(|| handled(unknown), Arc::new);
        if stack.leave() {
            lock(&self.paths.fates).insert(at, outcomes.clone());
        }
        outcomes
    }

    fn param_outcomes(&self, stack: &mut Stack, def: DefId, slot: Slot, val: &Val) -> Option<Vec<Outcome>> {
        let mut interp = self.interp(stack, def)?;
        let body = interp.body;
        let mut state = State::new(Phase::Held);
        let mut states = Vec::new();
        match slot {
            Slot::Receiver => {
                state.set(body.self_local?, val.clone());
                states.push(state);
            }
            Slot::Arg(index) => {
                let of = Scrutinee { val: val.clone(), place: None };
                let (hit, _) = interp.match_val(*body.params.get(index)?, of, state, body.root);
                states = hit;
            }
        }
        for state in states {
            interp.run(state);
        }
        let mut outcomes = interp.outcomes;
        for outcome in &mut outcomes {
            // A value that only tells of the token never held it.
            if let (Fate::Lost(_), false) = (&outcome.fate, val.owns()) {
                outcome.fate = Fate::Back(Val::Other);
            }
        }
        Some(outcomes)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
