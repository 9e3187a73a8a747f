//! How a place is reached: once, or per request, connection, message or turn of a loop.
//! Must not know a rule; says what it knows and what it only inferred.

use std::collections::VecDeque;

use super::switch::Reach;
use super::{Flow, Site};
use crate::base::Loc;
use crate::diag::Step;
use crate::hir::Expr;
use crate::infer::Limit;
use crate::link::{DefId, Parent, Res};
use crate::model::Role;

/// What runs a place again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadKind {
    /// A handler of requests.
    Handler,
    /// A callback that a library runs per connection, item or event.
    Callback,
    /// The body of a `loop` or `while`.
    Loop,
    /// The body of a `for`, or a closure that an iterator calls.
    Iteration,
}

/// How a place is reached under load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Load {
    pub kind: LoadKind,
    /// For people: `POST handler upload`, `a loop`, `a callback of serve`.
    pub from: String,
    /// How many calls lie between.
    pub calls: usize,
    /// From the outside in: the handler, the calls, the place.
    pub steps: Vec<Step>,
    /// Everything on the way is known; else one step is inferred.
    pub proven: bool,
}

/// Functions on the ways to one function that are looked at.
const MAX_CALLERS: usize = 400;

/// What is asked on the way out.
#[derive(Clone, Copy)]
struct Ask {
    /// Whether a loop over what there is counts.
    turns: bool,
    /// Whether a switch that lets a place through once counts.
    switches: bool,
}

impl Ask {
    const ALL: Self = Self { turns: true, switches: true };
}

/// What was found on the way out of one body.
pub(super) enum Climb {
    Load(LoadKind, String, Loc, bool),
    /// Only reached by calling the function.
    Function,
    /// Runs at start-up, or only once, whoever calls.
    Once,
}

impl Flow<'_> {
    /// How a place is reached under load; `None` if it is not, as far as is known.
    #[must_use]
    pub fn load(&self, site: Site) -> Option<Load> {
        self.load_within(site, &mut Vec::new())
    }

    /// `busy`: the functions whose answer is being looked for.
    pub(super) fn load_within(&self, site: Site, busy: &mut Vec<DefId>) -> Option<Load> {
        match self.climb(site, None, busy) {
            Climb::Load(kind, from, at, proven) => {
                let step = Self::reached(&from, 0, at);
                Some(Load { kind, from, calls: 0, steps: vec![step], proven })
            }
            Climb::Once => None,
            Climb::Function => self.load_of_fn_within(site.def, busy),
        }
    }

    /// The same, without the callers of the function that the place is in.
    #[must_use]
    pub fn load_in_body(&self, site: Site) -> Option<Load> {
        match self.climb(site, None, &mut Vec::new()) {
            Climb::Load(kind, from, at, proven) => {
                let step = Self::reached(&from, 0, at);
                Some(Load { kind, from, calls: 0, steps: vec![step], proven })
            }
            Climb::Once | Climb::Function => {
                let (kind, from, at, proven) = self.handler(site.def)?;
                Some(Self::found(kind, from, at, &[], proven))
            }
        }
    }

    /// The same, but a loop over what there is (`for`, an iterator's closure) is none: what is started for each of the
    /// configured services is start-up, unless the start-up itself is under load.
    #[must_use]
    pub fn load_besides_turns(&self, site: Site) -> Option<Load> {
        let mut busy = Vec::new();
        let ask = Ask { turns: false, ..Ask::ALL };
        match self.climb_to(site, None, ask, &mut busy) {
            Climb::Load(kind, from, at, proven) => Some(Self::found(kind, from, at, &[], proven)),
            Climb::Once => None,
            Climb::Function => self.find_load(site.def, ask, &mut busy),
        }
    }

    /// How a function is reached under load.
    #[must_use]
    pub fn load_of_fn(&self, fun: DefId) -> Option<Load> {
        self.load_of_fn_within(fun, &mut Vec::new())
    }

    fn load_of_fn_within(&self, fun: DefId, busy: &mut Vec<DefId>) -> Option<Load> {
        if let Some(known) = self.loads[fun.index()].get() {
            return known.clone();
        }
        if busy.contains(&fun) {
            return None;
        }
        busy.push(fun);
        let found = self.find_load(fun, Ask::ALL, busy);
        busy.pop();
        if busy.is_empty() {
            // An answer from inside a cycle may be cut short, so only outer ones are kept.
            return self.loads[fun.index()].get_or_init(|| found).clone();
        }
        found
    }

    fn reached(from: &str, calls: usize, at: Loc) -> Step {
        Step::new("reached", at).with("from", from).with("calls", calls.to_string())
    }

    /// Breadth first over the callers, so that the shortest way is told.
    fn find_load(&self, start: DefId, ask: Ask, busy: &mut Vec<DefId>) -> Option<Load> {
        let mut queue = VecDeque::from([(start, Vec::<Loc>::new())]);
        let mut seen = vec![start];
        while let Some((fun, way)) = queue.pop_front() {
            if let Some((kind, from, at, proven)) = self.handler(fun) {
                return Some(Self::found(kind, from, at, &way, proven));
            }
            if self.runs_once(fun) {
                continue;
            }
            for caller in self.callers(fun).iter() {
                let Some(at) = self.loc(caller.site.def, caller.site.expr) else {
                    continue;
                };
                let mut way = way.clone();
                way.push(at);
                match self.climb_to(caller.site, (!caller.call).then_some(fun), ask, busy) {
                    Climb::Load(kind, from, place, proven) => {
                        // To name a function is no call of it.
                        let calls = if caller.call { &way[..] } else { &way[..way.len() - 1] };
                        return Some(Self::found(kind, from, place, calls, proven));
                    }
                    Climb::Once => {}
                    Climb::Function if seen.contains(&caller.site.def) => {}
                    Climb::Function if seen.len() >= MAX_CALLERS => self.types.limits.note(Limit::Callers, start),
                    Climb::Function => {
                        seen.push(caller.site.def);
                        queue.push_back((caller.site.def, way));
                    }
                }
            }
        }
        None
    }

    fn found(kind: LoadKind, from: String, at: Loc, way: &[Loc], proven: bool) -> Load {
        let mut steps = vec![Self::reached(&from, way.len(), at)];
        steps.extend(way.iter().rev().map(|at| Step::new("call", *at)));
        Load { kind, from, calls: way.len(), steps, proven }
    }

    /// The function that a program starts at.
    #[must_use]
    pub fn is_main(&self, fun: DefId) -> bool {
        let d = &self.program.defs[fun];
        d.name == "main" && d.parent == Parent::Module && self.program.modules[d.module].parent.is_none()
    }

    /// `main`, `Drop::drop`: what they call runs once, or dies with a value.
    fn runs_once(&self, fun: DefId) -> bool {
        let drops = match self.program.defs[fun].parent {
            Parent::Impl(id) => match self.program.impls[id].of_trait {
                Some(Res::Def(tr)) => self.program.defs[tr].name == "Drop" && !self.in_workspace(tr),
                _ => false,
            },
            _ => false,
        };
        self.is_main(fun) || drops
    }

    /// Whether a function is a handler by itself: its attribute, its trait, its parameters.
    fn handler(&self, fun: DefId) -> Option<(LoadKind, String, Loc, bool)> {
        let program = self.program;
        let d = &program.defs[fun];
        let item = program.item(d.hir)?;
        let at = Loc { file: d.hir.file, span: item.name_span };
        if let Some(trait_fn) = self.trait_fn_of(fun) {
            let Parent::Trait(tr) = program.defs[trait_fn].parent else {
                return None;
            };
            if let Some(row) = program.rows(tr).iter().find(|r| r.role == Role::HandlerTrait) {
                let what = row.kind.clone().unwrap_or_else(|| program.defs[tr].name.to_string());
                return Some((LoadKind::Handler, format!("`{}` of {what}", d.name), at, true));
            }
        }
        if self.of_unknown_trait(fun) {
            return Some((LoadKind::Callback, format!("the callback `{}`", d.name), at, false));
        }
        for attr in &item.attrs.list {
            if self.attr_row(d.module, &attr.path).is_some() {
                let from = self.route_of_attribute(fun).unwrap_or_else(|| format!("the handler `{}`", d.name));
                return Some((LoadKind::Handler, from, at, true));
            }
        }
        if self.impl_is_handler(fun) {
            return Some((LoadKind::Handler, format!("the handler `{}`", d.name), at, true));
        }
        self.takes_extractors(fun).then(|| {
            let from = self.route_of(fun).unwrap_or_else(|| format!("the handler `{}`", d.name));
            (LoadKind::Handler, from, at, true)
        })
    }

    /// A method of a trait of a library that no model describes: the library calls it, presumably again and again.
    fn of_unknown_trait(&self, fun: DefId) -> bool {
        let Parent::Impl(id) = self.program.defs[fun].parent else {
            return false;
        };
        let takes_self = self.program.fn_item(fun).is_some_and(|f| f.self_param.is_some());
        takes_self && matches!(self.program.impls[id].of_trait, Some(Res::External(..)))
    }

    /// The impl around a method has an attribute that makes its methods handlers.
    fn impl_is_handler(&self, fun: DefId) -> bool {
        let d = &self.program.defs[fun];
        let Parent::Impl(id) = d.parent else {
            return false;
        };
        let Some(item) = self.program.item(self.program.impls[id].hir) else {
            return false;
        };
        let mut attrs = item.attrs.list.iter();
        attrs.any(|a| self.attr_row(d.module, &a.path).is_some_and(|r| r.group.as_deref() == Some("impl")))
    }

    /// Goes outwards from a place in a body. `named`: the place names this function instead of calling it.
    pub(super) fn climb(&self, site: Site, named: Option<DefId>, busy: &mut Vec<DefId>) -> Climb {
        self.climb_to(site, named, Ask::ALL, busy)
    }

    fn climb_to(&self, site: Site, named: Option<DefId>, ask: Ask, busy: &mut Vec<DefId>) -> Climb {
        let counts = |found: &Climb| ask.turns || !matches!(found, Climb::Load(LoadKind::Iteration, ..));
        let Some((body, index)) = self.body(site.def).zip(self.index(site.def)) else {
            return Climb::Function;
        };
        let mut inner = site.expr;
        if named.is_some() {
            match self.passed(site.def, inner, busy) {
                Some(Climb::Function) => {}
                Some(found) if counts(&found) => return found,
                // Kept, or passed on to where it cannot be followed.
                _ => {
                    if let Some(found) = self.kept(site, busy) {
                        return found;
                    }
                }
            }
        }
        for outer in index.ancestors(site.expr) {
            let at = || self.loc(site.def, outer);
            let once = || index.leaves_loop(body, site.expr, outer) || self.retries(site.def, site.expr, outer);
            match &body.exprs[outer] {
                Expr::Loop { .. } if !once() => {
                    if let Some(at) = at() {
                        return Climb::Load(LoadKind::Loop, "a loop".into(), at, true);
                    }
                }
                Expr::While { cond, body: each, .. }
                    if *each == inner && !once() && !self.counts_up(site.def, *cond, *each) =>
                {
                    if let Some(at) = at() {
                        return Climb::Load(LoadKind::Loop, "a loop".into(), at, true);
                    }
                }
                Expr::For { iter, body: each, .. } if ask.turns && *each == inner && !once() => {
                    let once =
                        self.is_count(site.def, *iter) || self.ty(site.def, *iter).adt() == self.types.lang.option;
                    if let (false, Some(at)) = (once, at()) {
                        return Climb::Load(LoadKind::Iteration, "a loop".into(), at, true);
                    }
                }
                Expr::Closure { .. } => match self.passed(site.def, outer, busy) {
                    Some(found) if counts(&found) && !matches!(found, Climb::Function) => return found,
                    Some(_) => {}
                    None => {
                        if let Some(found) = self.kept(Site { def: site.def, expr: outer }, busy) {
                            return found;
                        }
                    }
                },
                _ => {}
            }
            let reach = if ask.switches { self.switch(site, inner, outer, busy) } else { None };
            match reach {
                Some(Reach::All) => return Climb::Once,
                Some(Reach::Within(scope)) => return self.climb_to(Site { expr: scope, ..site }, None, ask, busy),
                None => inner = outer,
            }
        }
        Climb::Function
    }

    /// Whether what a place makes is made under load. Asks no switches: what keeps one may be made behind it.
    pub(super) fn is_made_under_load(&self, site: Site, busy: &mut Vec<DefId>) -> bool {
        match self.climb_to(site, None, Ask { switches: false, ..Ask::ALL }, busy) {
            Climb::Load(..) => true,
            Climb::Once => false,
            Climb::Function => self.load_of_fn_within(site.def, busy).is_some(),
        }
    }
}
