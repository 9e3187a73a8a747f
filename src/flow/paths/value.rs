//! Values, states and outcomes of the interpreter. Must not look at expressions.

use std::collections::BTreeMap;

use super::given::Taker;
use super::status::{Classes, Narrow, Test};
use crate::base::Sym;
use crate::flow::Site;
use crate::hir::{ExprId, LocalId};
use crate::link::DefId;

/// What is known of a value, as far as it concerns the token.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Val {
    /// Nothing that concerns the token.
    Other,
    /// The token itself; also in a future, a result or an option that has it. Owned.
    Token,
    /// Borrowed.
    Lend,
    /// The token's head: what is left of it without its body.
    Head,
    /// The token's status.
    Status,
    /// The length of its body, as an option.
    Length,
    /// A truth that the status decides.
    Tested(Test),
    /// Depends on the token's status in a way that is not understood.
    Hint,
    Known(bool),
    /// A tuple, or a struct or variant by its constructor, field by field; fields that are absent are `Other`.
    Agg(Option<DefId>, Vec<(Sym, Val)>),
    /// A closure of the body.
    Closure(ExprId),
    /// Something that makes the token when it is called, and what it then yields.
    Yields(Box<Self>),
}

impl Val {
    /// A variant with one field.
    #[must_use]
    pub fn variant(def: DefId, inner: Self) -> Self {
        Self::Agg(Some(def), vec![(Sym::new("0"), inner)])
    }
    /// How deep it nests.
    #[must_use]
    pub fn depth(&self) -> usize {
        match self {
            Self::Agg(_, fields) => 1 + fields.iter().map(|(_, v)| v.depth()).max().unwrap_or(0),
            Self::Yields(made) => made.depth(),
            _ => 0,
        }
    }
    /// Whether `f` holds of the value or of a part.
    pub fn any(&self, f: &dyn Fn(&Self) -> bool) -> bool {
        f(self) || matches!(self, Self::Agg(_, fields) if fields.iter().any(|(_, v)| v.any(f)))
    }
    /// Whether it owns the token.
    #[must_use]
    pub fn owns(&self) -> bool {
        self.any(&|v| *v == Self::Token)
    }
    /// Whether the token can be reached through it.
    #[must_use]
    pub fn reaches(&self) -> bool {
        self.any(&|v| matches!(v, Self::Token | Self::Lend))
    }
    /// Whether it says anything of the token.
    #[must_use]
    pub fn concerns(&self) -> bool {
        self.any(&|v| !matches!(v, Self::Other | Self::Known(_) | Self::Agg(..) | Self::Closure(_) | Self::Yields(_)))
    }
    /// Whether it, or a part, can be called.
    #[must_use]
    pub fn callable(&self) -> bool {
        self.any(&|v| matches!(v, Self::Closure(_) | Self::Yields(_)))
    }
    /// What a reference to it is.
    #[must_use]
    pub fn lend(&self) -> Self {
        self.map(&|v| matches!(v, Self::Token).then_some(Self::Lend))
    }
    /// What it is outside its body: closures are unknown there.
    #[must_use]
    pub fn outside(&self) -> Self {
        self.map(&|v| matches!(v, Self::Closure(_)).then_some(Self::Other))
    }
    /// What is left once the token was moved out of it.
    #[must_use]
    pub fn moved_out(&self) -> Self {
        self.map(&|v| matches!(v, Self::Token).then_some(Self::Other))
    }
    /// With the leaves replaced for which `f` says so.
    #[must_use]
    pub fn map(&self, f: &dyn Fn(&Self) -> Option<Self>) -> Self {
        match self {
            Self::Agg(def, fields) => Self::Agg(*def, fields.iter().map(|(n, v)| (*n, v.map(f))).collect()),
            leaf => f(leaf).unwrap_or_else(|| leaf.clone()),
        }
    }
    /// A field of a tuple, a struct or a variant.
    #[must_use]
    pub fn field(&self, name: Sym) -> Self {
        match self {
            Self::Agg(_, fields) => fields.iter().find(|(n, _)| *n == name).map_or(Self::Other, |(_, v)| v.clone()),
            _ => Self::Other,
        }
    }
    /// The constructor of a struct or variant.
    #[must_use]
    pub fn ctor(&self) -> Option<DefId> {
        match self {
            Self::Agg(def, _) => *def,
            _ => None,
        }
    }
}

/// How the token was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum How {
    /// The value of a statement.
    Statement,
    /// At the end of the scope of its variable.
    Scope,
    /// A temporary that no one keeps.
    Temporary,
    /// `_` in a pattern, or an arm that does not bind it.
    Wildcard,
    /// By a call that drops its argument.
    Call,
    /// Another value was assigned over it.
    Overwritten,
    /// By a test that gives an error back instead.
    Refused,
    /// Kept for good.
    Leaked,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Loss {
    pub at: Site,
    pub how: How,
    /// Inside a function that then gave an error back.
    pub rejected: bool,
    /// A part had been read.
    pub partial: bool,
}

/// Where the token is in its life.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Not made yet.
    Before,
    Held,
    Lost(Loss),
}

/// One of the states that the code can be in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct State {
    pub phase: Phase,
    /// Only values that say something.
    pub env: BTreeMap<LocalId, Val>,
    /// A temporary owns the token until its statement ends: where that was made.
    pub temp: Option<ExprId>,
    pub classes: Classes,
    pub doubt: bool,
    /// A part was read: `Some(true)` in a loop that goes on.
    pub part: Option<bool>,
    /// The first await that had nothing to do with the token, while a variable owned it.
    pub waits: Option<Site>,
    /// A parameter was called with a mutable reference to it.
    pub lent_to: Option<Taker>,
}

impl State {
    #[must_use]
    pub fn new(phase: Phase) -> Self {
        Self {
            phase,
            env: BTreeMap::new(),
            temp: None,
            classes: Classes::ALL,
            doubt: false,
            part: None,
            waits: None,
            lent_to: None,
        }
    }
    #[must_use]
    pub fn held(&self) -> bool {
        self.phase == Phase::Held
    }
    pub fn set(&mut self, local: LocalId, val: Val) {
        if val == Val::Other {
            self.env.remove(&local);
        } else {
            self.env.insert(local, val);
        }
    }
    #[must_use]
    pub fn get(&self, local: LocalId) -> Val {
        self.env.get(&local).cloned().unwrap_or(Val::Other)
    }
    /// Whether something in this body owns the token.
    #[must_use]
    pub fn owned(&self) -> bool {
        self.temp.is_some() || self.env.values().any(Val::owns)
    }
    /// The state where a test came out so; none where that cannot be.
    #[must_use]
    pub fn narrow(mut self, by: Narrow) -> Option<Self> {
        if self.phase == Phase::Before {
            return Some(self);
        }
        self.classes = self.classes.and(by.to);
        let positive = Classes::SUCCESS.or(Classes::BODYLESS);
        self.doubt = (self.doubt || by.doubt) && !self.classes.within(positive);
        (!self.classes.is_empty()).then_some(self)
    }
    /// The token is lost here; a temporary that owned it is gone too.
    pub fn lose(&mut self, at: Site, how: How) {
        if !self.held() {
            return;
        }
        self.phase = Phase::Lost(Loss { at, how, rejected: false, partial: self.part.is_some() });
        self.temp = None;
        for val in self.env.values_mut() {
            *val = val.moved_out();
        }
    }
}

/// How a path ends for the token.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// Read to its end, here.
    Read(Site),
    /// Moved into something that is not followed.
    Handled(Site),
    /// Taken over as an upgraded connection: a request that asks for one goes back to no pool, whatever its answer.
    Upgraded(Site),
    Lost(Loss),
    /// Given to a parameter that is called.
    Given(Taker, Val),
    /// Given back to the caller.
    Returned(Val),
    /// It was borrowed, and still is the caller's; the function's result.
    Back(Val),
}

/// One way through the code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Outcome {
    pub fate: Fate,
    pub classes: Classes,
    pub doubt: bool,
    /// A part was read: `Some(true)` in a loop that goes on.
    pub part: Option<bool>,
    /// The function gives an error back.
    pub err: bool,
    /// It was held across this await, which had nothing to do with it.
    pub waits: Option<Site>,
}

/// An input of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    Receiver,
    Arg(usize),
}
