//! Patterns: which states match, which do not, and what is bound.

use super::interp::{Flowing, Interp};
use super::place::Place;
use super::status::Test;
use super::value::{Phase, State, Val};
use crate::base::Sym;
use crate::hir::{Expr, ExprId, Lit, Pat, PatId};
use crate::infer::{TyKind, ValueRes};
use crate::link::DefId;
use crate::model::Role;

/// What is matched: a value, and the place that it stays in unless a pattern moves it out.
#[derive(Debug, Clone)]
pub(super) struct Scrutinee {
    pub val: Val,
    pub place: Option<Place>,
}

/// States that matched, and states that did not with what they still have.
pub(super) type Split = (Vec<State>, Vec<(State, Val)>);

impl Interp<'_, '_> {
    /// What is matched against `pat`.
    pub fn scrutinee(&mut self, expr: ExprId, state: State) -> Vec<(State, Scrutinee)> {
        if self.is_place(expr) {
            let places = self.place(expr, state);
            return places
                .into_iter()
                .map(|(s, place)| {
                    let val = self.read(&s, &place, expr);
                    let place = Some(place);
                    (s, Scrutinee { val, place })
                })
                .collect();
        }
        let all: Flowing = self.eval(expr, state);
        all.into_iter().map(|(s, val)| (s, Scrutinee { val, place: None })).collect()
    }

    /// Matches a value. Where a pattern binds the token it moves there; else it stays in its place, or is a temporary.
    pub fn match_val(&mut self, pat: PatId, of: Scrutinee, state: State, at: ExprId) -> Split {
        let (hit, missed) = self.fits(pat, &of.val, state);
        let hit = hit
            .into_iter()
            .map(|(mut s, moved)| {
                if of.val.owns() {
                    match (&of.place, moved) {
                        (Some(place), true) => Self::move_out(&mut s, place),
                        (None, false) if s.held() => s.temp = Some(at),
                        _ => {}
                    }
                }
                s
            })
            .collect();
        let rest = if of.place.is_some() { Val::Other } else { of.val };
        (hit, missed.into_iter().map(|s| (s, rest.clone())).collect())
    }

    /// The states that match, each with whether the token was bound by value; and those that do not.
    fn fits(&mut self, pat: PatId, val: &Val, state: State) -> (Vec<(State, bool)>, Vec<State>) {
        match &self.body.pats[pat] {
            Pat::Wild | Pat::Rest => (vec![(state, false)], Vec::new()),
            Pat::Bind { local, by_ref, sub, .. } => {
                let (local, sub) = (*local, *sub);
                let by_ref = *by_ref || matches!(self.types.local(local).kind(), TyKind::Ref(..));
                let bound = if by_ref { val.lend() } else { val.clone() };
                let bind = |mut s: State| {
                    s.set(local, bound.clone());
                    (s, bound.owns())
                };
                match sub {
                    None => (vec![bind(state)], Vec::new()),
                    Some(sub) => {
                        let (hit, missed) = self.fits(sub, val, state);
                        (hit.into_iter().map(|(s, _)| bind(s)).collect(), missed)
                    }
                }
            }
            Pat::Ref(inner) => self.fits(*inner, val, state),
            Pat::Or(pats) => {
                let mut hits = Vec::new();
                let mut rest = vec![state];
                for pat in pats {
                    let mut next = Vec::new();
                    for state in rest {
                        let (hit, missed) = self.fits(*pat, val, state);
                        hits.extend(hit);
                        next.extend(missed);
                    }
                    rest = next;
                }
                (hits, rest)
            }
            Pat::Tuple(pats) | Pat::Slice(pats) => self.fits_tuple(pats, val, state),
            Pat::TupleStruct { pats, .. } => self.fits_variant(pat, pats, val, state),
            Pat::Struct { fields, .. } => {
                let pats: Vec<PatId> = fields.iter().map(|(_, p)| *p).collect();
                let vals: Vec<Val> = fields.iter().map(|(n, _)| val.field(*n)).collect();
                self.fits_parts(&pats, &vals, state)
            }
            Pat::Path(_) => self.fits_path(pat, val, state),
            Pat::Lit(expr) => {
                let test = match self.expr(*expr) {
                    Expr::Lit(Lit::Int(code, _)) => Some(Test::range(*code, *code)),
                    Expr::Lit(Lit::Bool(want)) => return Self::fits_bool(*want, val, state),
                    _ => None,
                };
                Self::fits_test(test, val, state)
            }
            Pat::Range { start, end } => {
                let bound = |e: &Option<ExprId>, default| e.map_or(Some(default), |e| self.code_of(e));
                let test = bound(start, 0).zip(bound(end, 999)).map(|(a, b)| Test::range(a, b));
                Self::fits_test(test, val, state)
            }
            Pat::Opaque => (vec![(state.clone(), false)], vec![state]),
        }
    }

    fn fits_bool(want: bool, val: &Val, state: State) -> (Vec<(State, bool)>, Vec<State>) {
        match val {
            Val::Known(got) if *got == want => (vec![(state, false)], Vec::new()),
            Val::Known(_) => (Vec::new(), vec![state]),
            Val::Tested(test) => {
                let test = if want { *test } else { test.not() };
                Self::fits_test(Some(test), &Val::Status, state)
            }
            _ => Self::fits_test(None, val, state),
        }
    }

    /// A test of the status; without one, both can be.
    fn fits_test(test: Option<Test>, val: &Val, mut state: State) -> (Vec<(State, bool)>, Vec<State>) {
        if let (Some(test), Val::Status) = (test, val) {
            let yes = state.clone().narrow(test.yes);
            let hit = yes.into_iter().map(|s| (s, false)).collect();
            return (hit, state.narrow(test.no).into_iter().collect());
        }
        let told = matches!(val, Val::Status | Val::Hint | Val::Tested(_));
        state.doubt |= told && state.phase != Phase::Before;
        (vec![(state.clone(), false)], vec![state])
    }

    fn fits_path(&mut self, pat: PatId, val: &Val, state: State) -> (Vec<(State, bool)>, Vec<State>) {
        let Some(def) = self.types.pat_paths.get(&pat).copied() else {
            return Self::fits_test(None, val, state);
        };
        if let Some(code) = self.code_of_def(def) {
            return Self::fits_test(Some(Test::range(code, code)), val, state);
        }
        self.fits_variant(pat, &[], val, state)
    }

    fn fits_tuple(&mut self, pats: &[PatId], val: &Val, state: State) -> (Vec<(State, bool)>, Vec<State>) {
        let vals: Vec<Val> = match val {
            // An array or a pair that is not known part by part: the token is in one of them.
            Val::Token | Val::Lend => pats
                .iter()
                .map(|p| {
                    let ty = self.types.pats.get(p.index()).cloned();
                    if ty.is_none_or(|t| self.may_hold(&t)) { val.clone() } else { Val::Other }
                })
                .collect(),
            _ => (0..pats.len()).map(|i| val.field(Sym::new(&i.to_string()))).collect(),
        };
        self.fits_parts(pats, &vals, state)
    }

    fn fits_parts(&mut self, pats: &[PatId], vals: &[Val], state: State) -> (Vec<(State, bool)>, Vec<State>) {
        let mut hits = vec![(state, false)];
        let mut missed = Vec::new();
        for (pat, val) in pats.iter().zip(vals) {
            let mut next = Vec::new();
            for (state, moved) in hits {
                let (hit, miss) = self.fits(*pat, val, state);
                next.extend(hit.into_iter().map(|(s, m)| (s, m || moved)));
                missed.extend(miss);
            }
            hits = next;
        }
        (hits, missed)
    }

    /// `Ok(p)`, `None`, `Variant(p, q)`.
    fn fits_variant(
        &mut self,
        pat: PatId,
        pats: &[PatId],
        val: &Val,
        state: State,
    ) -> (Vec<(State, bool)>, Vec<State>) {
        let wanted = self.types.pat_paths.get(&pat).copied();
        let alike = |got: DefId, wanted: DefId| self.flow.owner_type(got) == self.flow.owner_type(wanted);
        match (val.ctor(), wanted) {
            (Some(got), Some(wanted)) if got == wanted => {
                let names = (0..pats.len()).map(|i| Sym::new(&i.to_string()));
                let vals: Vec<Val> = names.map(|n| val.field(n)).collect();
                return self.fits_parts(pats, &vals, state);
            }
            (Some(got), Some(wanted)) if alike(got, wanted) => return (Vec::new(), vec![state]),
            _ => {}
        }
        let deep = matches!(val, Val::Token | Val::Lend | Val::Agg(..)) && val.concerns();
        if !deep {
            let vals = vec![Val::Other; pats.len()];
            let (hits, _) = self.fits_parts(pats, &vals, state.clone());
            let doubt = matches!(val, Val::Hint | Val::Status);
            let (mut hits, mut rest) = (hits, vec![state]);
            if doubt {
                for s in hits.iter_mut().map(|(s, _)| s).chain(&mut rest) {
                    s.doubt = true;
                }
            }
            return (hits, rest);
        }
        // The value has the token: it is the successful one.
        if wanted.is_some_and(|w| self.absent(w)) {
            return (Vec::new(), vec![state]);
        }
        let vals = vec![val.clone(); pats.len()];
        let (hits, mut missed) = self.fits_parts(pats, &vals, state.clone());
        if !wanted.is_some_and(|w| self.present(w)) {
            missed.push(state);
        }
        (hits, missed)
    }

    /// Whether a variant is what a result or an option is without a value.
    fn absent(&self, variant: DefId) -> bool {
        let lang = self.flow.types.lang;
        [(lang.result, "Err"), (lang.option, "None")].iter().any(|(of, name)| self.variant(*of, name) == Some(variant))
    }

    /// Whether a variant is what a result or an option is with a value.
    pub fn present(&self, variant: DefId) -> bool {
        let lang = self.flow.types.lang;
        [(lang.result, "Ok"), (lang.option, "Some")].iter().any(|(of, name)| self.variant(*of, name) == Some(variant))
    }

    /// A variant of a type of the language.
    pub fn variant(&self, of: Option<DefId>, name: &str) -> Option<DefId> {
        let program = self.flow.program;
        let variants = program.variants(of?);
        variants.iter().copied().find(|v| program.defs[*v].name == *name)
    }

    /// The status code that an expression is: a number, or a constant.
    pub fn code_of(&self, expr: ExprId) -> Option<u64> {
        match self.expr(expr) {
            Expr::Lit(Lit::Int(code, _)) => Some(*code),
            Expr::Path(_) => match self.types.paths.get(&expr) {
                Some(ValueRes::Const(def)) => self.code_of_def(*def),
                _ => None,
            },
            Expr::Ref { expr, .. } | Expr::Try(expr) => self.code_of(*expr),
            // `StatusCode::from_u16(204)?`
            Expr::MethodCall { recv, .. } if self.is_status(&self.core(&self.ty(*recv))) => self.code_of(*recv),
            Expr::Call { args, .. } if args.len() == 1 && self.is_status(&self.core(&self.ty(expr))) => {
                self.code_of(args[0])
            }
            _ => None,
        }
    }

    /// The status codes of an array, or of a constant that is one.
    pub fn codes_of(&self, expr: ExprId) -> Option<Vec<u64>> {
        match self.expr(expr) {
            Expr::Array(parts) | Expr::Vec { elems: parts, .. } => parts.iter().map(|p| self.code_of(*p)).collect(),
            Expr::Ref { expr, .. } => self.codes_of(*expr),
            Expr::Path(_) => match self.types.paths.get(&expr) {
                Some(ValueRes::Const(def)) => self.codes_of_def(*def),
                _ => None,
            },
            _ => None,
        }
    }

    fn codes_of_def(&self, def: DefId) -> Option<Vec<u64>> {
        let body = self.flow.body(def)?;
        let types = self.flow.types_of(def);
        let of = |at: ExprId| match body.exprs[at] {
            Expr::Ref { expr, .. } => expr,
            _ => at,
        };
        let Expr::Array(parts) = &body.exprs[of(body.root)] else {
            return None;
        };
        let code = |part: &ExprId| match (&body.exprs[*part], types.paths.get(part)) {
            (Expr::Lit(Lit::Int(code, _)), _) => Some(*code),
            (_, Some(ValueRes::Const(def))) => self.code_of_def(*def),
            _ => None,
        };
        parts.iter().map(code).collect()
    }

    /// The status code that a constant is, also by way of other constants.
    fn code_of_def(&self, def: DefId) -> Option<u64> {
        let program = self.flow.program;
        let mut at = def;
        for _ in 0..4 {
            let row = program.rows(at).iter().find(|r| r.role == Role::StatusConst);
            if let Some(code) = row.and_then(|r| r.value) {
                return Some(code);
            }
            let root = self.flow.body(at).map(|body| body.root);
            at = match root.and_then(|root| self.flow.types_of(at).paths.get(&root)) {
                Some(ValueRes::Const(next)) => *next,
                _ => break,
            };
        }
        self.flow.types.const_of(def, 4)
    }
}
