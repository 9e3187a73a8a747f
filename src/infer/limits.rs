//! Limits of work that were reached: what is behind them is not known, and counted. Must not decide what a limit is.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use crate::link::DefId;

/// What was not followed to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The paths of a response.
    Paths,
    /// What a request is.
    Requests,
    /// Where a value goes.
    Values,
    /// What a future waits for.
    Waits,
    /// From where a function is called.
    Callers,
}

impl Limit {
    /// Its name in the coverage.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Paths => "paths",
            Self::Requests => "requests",
            Self::Values => "values",
            Self::Waits => "waits",
            Self::Callers => "callers",
        }
    }
}

/// The functions in which a limit was reached: a set, so that it does not matter how often one was looked at.
#[derive(Debug, Default)]
pub struct Limits {
    reached: Mutex<BTreeSet<(Limit, DefId)>>,
}

impl Limits {
    /// Notes that a limit was reached in, or on behalf of, a function.
    pub fn note(&self, limit: Limit, def: DefId) {
        self.reached.lock().unwrap_or_else(PoisonError::into_inner).insert((limit, def));
    }

    /// Every limit and function, in order.
    #[must_use]
    pub fn reached(&self) -> Vec<(Limit, DefId)> {
        self.reached.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
    }
}
