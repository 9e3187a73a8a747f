//! What functions and futures wait for, as values. Must not look for it.

use crate::base::Loc;
use crate::flow::Site;
use crate::hir::ExprId;

/// What a function is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Given {
    Itself,
    /// An argument, counted without `self`.
    Arg(usize),
}

/// One wait for the outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    pub site: Site,
    /// As the model calls it: `read`, `write`, `http` …
    pub kind: String,
    /// The type of what is waited on is known to be the outside; else it is a parameter or `dyn`.
    pub proven: bool,
    /// It is a parameter's type: the caller's arguments tell more.
    pub open: bool,
    /// The parameters that have this type; none: it is not known which.
    pub over: Vec<Given>,
    /// The parameters that its client or request comes from: the caller's may have a bound.
    pub client: Vec<Given>,
    /// The calls on the way to it, outermost first.
    pub way: Vec<Loc>,
}

/// What awaiting a function's result waits for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FnWaits {
    pub waits: Vec<Wait>,
    /// What it is given whose future, or whose call's future, is awaited.
    pub params: Vec<Given>,
}

impl FnWaits {
    pub(super) fn one(wait: Wait) -> Self {
        Self { waits: vec![wait], params: Vec::new() }
    }

    pub(super) fn given(given: Given) -> Self {
        Self { waits: Vec::new(), params: vec![given] }
    }

    /// Of two ways to one wait the better known and shorter is kept.
    pub(super) fn add(&mut self, other: Self) {
        for wait in other.waits {
            match self.waits.iter().position(|w| w.site == wait.site && w.client == wait.client) {
                Some(at) if wait.rank() < self.waits[at].rank() => self.waits[at] = wait,
                None if self.waits.len() < MAX_PARTS => self.waits.push(wait),
                _ => {}
            }
        }
        for param in other.params {
            if !self.params.contains(&param) {
                self.params.push(param);
            }
        }
    }

    /// Whether it holds a wait, of which the caller's arguments tell nothing more, by a shorter way than one call more.
    pub(super) fn is_nearer(&self, wait: &Wait) -> bool {
        let near = |w: &Wait| (w.open, !w.proven, w.way.len()) < (false, !wait.proven, wait.way.len() + 1);
        let same = |w: &Wait| w.site == wait.site && w.client.is_empty();
        !wait.open && wait.client.is_empty() && self.waits.iter().any(|w| same(w) && near(w))
    }

    /// In the order of the shortest ways: the same however it was found.
    pub(super) fn in_order(mut self) -> Self {
        self.waits.retain(|w| w.way.len() <= MAX_WAY);
        self.waits.sort_by(|a, b| a.order().cmp(&b.order()));
        self.waits.truncate(MAX_WAITS);
        self.params.sort_unstable();
        self
    }
}

impl Given {
    /// The argument of a call that it is; a call by path has `self` as its first.
    #[must_use]
    pub fn at_call(self, recv: Option<ExprId>, args: &[ExprId], has_self: bool) -> Option<ExprId> {
        let skip = usize::from(recv.is_none() && has_self);
        match self {
            Self::Itself => recv.or_else(|| args.first().copied().filter(|_| has_self)),
            Self::Arg(i) => args.get(i + skip).copied(),
        }
    }
}

impl Wait {
    fn order(&self) -> (usize, &[Loc], Site, &[Given]) {
        (self.way.len(), &self.way, self.site, &self.client)
    }

    pub(super) fn rank(&self) -> (bool, bool, usize, &[Loc]) {
        (self.open, !self.proven, self.way.len(), &self.way)
    }
}

const MAX_WAITS: usize = 16;
/// As many are told apart while a body is looked at.
const MAX_PARTS: usize = 64;
/// Longer ways are not told.
const MAX_WAY: usize = 24;
