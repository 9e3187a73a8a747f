//! Questions about responses, and their kept answers: which calls make one, and what a function does with one.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::given::Taker;
use super::interp::Interp;
use super::pat::Scrutinee;
use super::status::Classes;
use super::value::{Fate, Outcome, Phase, Slot, State, Val};
use crate::base::{Solved, Unsolved};
use crate::flow::{Flow, Site};
use crate::hir::{Expr, ExprId};
use crate::infer::{Limit, TyKind, ValueRes};
use crate::link::{DefId, DefKind};
use crate::model::Role;

/// What a call that makes a response yields, on one of its paths.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Made {
    pub val: Val,
    pub classes: Classes,
    pub doubt: bool,
    /// The call that makes it in the end.
    pub origin: Site,
    /// It is not given back, but to an argument that is called.
    pub given: Option<Taker>,
}

type MadeAll = Arc<Vec<Made>>;
type Outcomes = Arc<Vec<Outcome>>;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Made(DefId),
    Fates(DefId, Slot, Val),
}

/// Its answer: what is made, or how the paths end. Nothing of either is known at first.
#[derive(Debug, Default, PartialEq, Eq)]
struct Answer {
    made: MadeAll,
    fates: Outcomes,
}

/// Answers that are kept for the life of the program.
#[derive(Debug, Default)]
pub struct Memo {
    known: Mutex<FxHashMap<Key, Arc<Answer>>>,
}

/// Questions that are being answered together: functions may call each other in circles.
#[derive(Default)]
pub struct Asking {
    unsolved: Option<Unsolved<Key, Answer>>,
}

/// More questions than this are not asked for one answer: values nest deeper in each call of a recursion.
const MAX_QUESTIONS: usize = 5000;
/// Deeper values are not told apart.
const MAX_NESTING: usize = 12;
/// More ways to make a response are not told apart.
const MAX_MADE: usize = 8;

impl Flow<'_> {
    /// The calls in a body that make a response, with what each yields.
    #[must_use]
    pub fn response_sites(&self, def: DefId) -> Vec<(ExprId, Arc<Vec<Made>>)> {
        self.sites(&mut Asking::default(), def)
    }

    /// What becomes of the response that a call in a body makes.
    #[must_use]
    pub fn response_fates(&self, def: DefId, site: ExprId, made: &Arc<Vec<Made>>) -> Vec<Outcome> {
        self.site_outcomes(&mut Asking::default(), def, site, made)
    }

    /// The responses that a function makes and gives back unread.
    #[must_use]
    pub fn response_made(&self, def: DefId) -> Arc<Vec<Made>> {
        self.made(&mut Asking::default(), def)
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
        self.fates(&mut Asking::default(), def, slot, if lent { &Val::Lend } else { &Val::Token })
    }

    fn sites(&self, asking: &mut Asking, def: DefId) -> Vec<(ExprId, MadeAll)> {
        let Some(body) = self.body(def) else {
            return Vec::new();
        };
        let mut all = Vec::new();
        for (id, expr) in body.exprs.iter() {
            let made = match expr {
                Expr::Call { .. } | Expr::MethodCall { .. } | Expr::Await(_) => self.made_by(asking, def, id),
                Expr::Path(_) => self.made_through(asking, def, id),
                _ => continue,
            };
            if !made.is_empty() && !self.is_bodyless(def, id) {
                all.push((id, made));
            }
        }
        all
    }

    /// What a call makes.
    fn made_by(&self, asking: &mut Asking, def: DefId, call: ExprId) -> MadeAll {
        if let Some(row) = self.call_row(def, call, Role::MakesResponse) {
            if row.kind.as_deref() == Some("no-pool") {
                return Arc::default();
            }
            return Arc::new(vec![Made {
                val: Val::Token,
                classes: Classes::ALL,
                doubt: false,
                origin: Site { def, expr: call },
                given: None,
            }]);
        }
        let types = self.types_of(def);
        let Some(callee) = types.callees.get(&call) else {
            return Arc::default();
        };
        let mut all: Vec<Made> = Vec::new();
        for target in self.targets(callee) {
            for made in self.made(asking, target).iter() {
                if !all.iter().any(|m| *m == Made { origin: m.origin, ..made.clone() }) {
                    all.push(made.clone());
                }
            }
        }
        Arc::new(all)
    }

    /// What a function makes that is named to be called elsewhere: `retry(fetch)`.
    fn made_through(&self, asking: &mut Asking, def: DefId, path: ExprId) -> MadeAll {
        let Some(ValueRes::Fn { def: fun, .. }) = self.types_of(def).paths.get(&path) else {
            return Arc::default();
        };
        let called =
            self.index(def).and_then(|i| i.parent(path)).zip(self.body(def)).is_some_and(
                |(parent, body)| matches!(&body.exprs[parent], Expr::Call { callee, .. } if *callee == path),
            );
        if called || !self.in_workspace(*fun) || self.body(*fun).is_none() {
            return Arc::default();
        }
        self.made(asking, *fun)
    }

    /// The responses that a function makes and gives back unread.
    fn made(&self, asking: &mut Asking, def: DefId) -> MadeAll {
        if !self.yields_response(def) && !self.may_give_response(def) {
            return Arc::default();
        }
        self.ask(asking, &Key::Made(def)).made.clone()
    }

    /// The answer to a question; while others are being answered, as far as it is known.
    fn ask(&self, asking: &mut Asking, key: &Key) -> Arc<Answer> {
        if let Some(known) = lock(&self.paths.known).get(key) {
            return known.clone();
        }
        if let Some(unsolved) = &mut asking.unsolved {
            if unsolved.len() < MAX_QUESTIONS {
                return unsolved.want(key);
            }
            return Arc::new(self.not_known(key));
        }
        self.solve(key)
    }

    fn solve(&self, key: &Key) -> Arc<Answer> {
        let mut unsolved = Unsolved::default();
        unsolved.want(key);
        while let Some(next) = unsolved.take_next() {
            let mut asking = Asking { unsolved: Some(unsolved) };
            let found = self.look(&mut asking, &next);
            unsolved = asking.unsolved.take().unwrap_or_default();
            unsolved.answer(found);
        }
        let solved = unsolved.solved();
        let mut known = lock(&self.paths.known);
        for Solved { key, answer, cut } in solved {
            let answer = if cut { Arc::new(self.not_known(&key)) } else { answer };
            known.insert(key, answer);
        }
        known.get(key).cloned().unwrap_or_default()
    }

    fn look(&self, asking: &mut Asking, key: &Key) -> Answer {
        match key {
            Key::Made(def) => Answer { made: Arc::new(self.find_made(asking, *def)), ..Answer::default() },
            Key::Fates(def, slot, val) => match self.param_outcomes(asking, *def, *slot, val) {
                Some(found) => Answer { fates: Arc::new(found), ..Answer::default() },
                None => self.handled(key),
            },
        }
    }

    /// The answer to a question that takes too long: nothing is made, and what is given counts as handled.
    fn not_known(&self, key: &Key) -> Answer {
        let (Key::Made(def) | Key::Fates(def, ..)) = key;
        self.types.limits.note(Limit::Paths, *def);
        self.handled(key)
    }

    fn handled(&self, key: &Key) -> Answer {
        let Key::Fates(def, _, val) = key else {
            return Answer::default();
        };
        let root = Site { def: *def, expr: self.body(*def).map_or(ExprId::new(0), |b| b.root) };
        let fate = if val.reaches() || val.callable() { Fate::Handled(root) } else { Fate::Back(Val::Hint) };
        let outcome = Outcome { fate, classes: Classes::ALL, doubt: false, part: None, err: false, waits: None };
        Answer { fates: Arc::new(vec![outcome]), ..Answer::default() }
    }

    fn find_made(&self, asking: &mut Asking, def: DefId) -> Vec<Made> {
        let mut all: Vec<Made> = Vec::new();
        for (site, made) in self.sites(asking, def) {
            let origin = made.first().map_or(Site { def, expr: site }, |m| m.origin);
            for outcome in self.site_outcomes(asking, def, site, &made) {
                let (val, given) = match outcome.fate {
                    Fate::Returned(val) => (val, None),
                    Fate::Given(taker, val) => (val, Some(taker)),
                    _ => continue,
                };
                let made = Made { val, classes: outcome.classes, doubt: outcome.doubt, origin, given };
                if self.is_plain(&made.val) {
                    all.push(made);
                }
            }
        }
        all.sort();
        all.dedup();
        all.truncate(MAX_MADE);
        all
    }

    /// Whether the token is in enums of the standard library, tuples, and structs and enums of the workspace only.
    fn is_plain(&self, val: &Val) -> bool {
        match val {
            Val::Agg(def, fields) => {
                let of = def.map(|d| self.owner_type(d));
                let own = of.is_some_and(|d| self.in_workspace(d) && !self.drops_by_itself(d));
                let plain = |d: DefId| {
                    let d = &self.program.defs[d];
                    Some(d.krate) == self.program.std && d.kind == DefKind::Enum
                };
                let known = own || of.is_none_or(plain);
                fields.iter().all(|(_, v)| !v.owns() || (known && self.is_plain(v)))
            }
            _ => true,
        }
    }

    /// Whether the result of a function can be a response, or hold one.
    fn yields_response(&self, def: DefId) -> bool {
        self.types.sig(def).ret.as_ref().is_some_and(|ty| self.carries_response(ty))
    }

    fn site_outcomes(&self, asking: &mut Asking, def: DefId, site: ExprId, made: &MadeAll) -> Vec<Outcome> {
        let Some(index) = self.index(def) else {
            return Vec::new();
        };
        let mut around: FxHashSet<ExprId> = index.ancestors(site).collect();
        around.insert(site);
        let Some(mut interp) = self.interp(asking, def) else {
            return Vec::new();
        };
        interp.birth = Some((site, made.clone()));
        interp.around = around;
        interp.run(State::new(Phase::Before));
        interp.outcomes
    }

    fn interp<'f>(&'f self, asking: &'f mut Asking, def: DefId) -> Option<Interp<'f, 'f>> {
        Some(Interp {
            flow: self,
            asking,
            def,
            body: self.body(def)?,
            types: self.types_of(def).clone(),
            index: self.index(def)?.clone(),
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
    pub(super) fn fates(&self, asking: &mut Asking, def: DefId, slot: Slot, val: &Val) -> Outcomes {
        let val = val.outside();
        let deep = val.depth() > MAX_NESTING;
        let key = Key::Fates(def, slot, val);
        if deep {
            return self.not_known(&key).fates;
        }
        self.ask(asking, &key).fates.clone()
    }

    fn param_outcomes(&self, asking: &mut Asking, def: DefId, slot: Slot, val: &Val) -> Option<Vec<Outcome>> {
        let mut interp = self.interp(asking, def)?;
        let body = interp.body;
        let mut state = State::new(if val.callable() { Phase::Before } else { Phase::Held });
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
            if let (Fate::Lost(_), false) = (&outcome.fate, val.owns() || val.callable()) {
                outcome.fate = Fate::Back(Val::Other);
            }
        }
        outcomes.sort();
        outcomes.dedup();
        Some(outcomes)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
