//! Answers that hang on each other: functions whose answers are not known yet, looked at again until none changes.
//! The answers are the same wherever the search starts, so that threads may start it anywhere. Must not know bodies.

use std::collections::BTreeSet;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::wait::FnWaits;
use crate::link::DefId;

/// A function is not looked at more often than this.
const MAX_ROUNDS: usize = 40;

/// The functions in the order in which they were first wanted, and what is still to be done.
#[derive(Default)]
pub(super) struct Unsolved {
    order: FxHashMap<DefId, usize>,
    entries: Vec<Entry>,
    /// To be looked at in this sweep, which goes from the last to the first: callees before callers.
    dirty: BTreeSet<usize>,
    /// In the next one.
    later: BTreeSet<usize>,
    /// The one that is looked at.
    current: Option<usize>,
}

struct Entry {
    fun: DefId,
    answer: Arc<FnWaits>,
    /// Whose answers hang on this one.
    wanted_by: BTreeSet<usize>,
    rounds: usize,
}

impl Unsolved {
    /// The answer as far as it is known, for the function that is looked at.
    pub fn want(&mut self, fun: DefId) -> Arc<FnWaits> {
        let next = self.entries.len();
        let index = *self.order.entry(fun).or_insert(next);
        if index == next {
            self.entries.push(Entry { fun, answer: Arc::default(), wanted_by: BTreeSet::new(), rounds: 0 });
            self.dirty.insert(index);
        }
        let entry = &mut self.entries[index];
        entry.wanted_by.extend(self.current);
        entry.answer.clone()
    }

    /// The next function to look at.
    pub fn next(&mut self) -> Option<DefId> {
        if self.dirty.is_empty() {
            std::mem::swap(&mut self.dirty, &mut self.later);
        }
        let index = self.dirty.pop_last()?;
        self.current = Some(index);
        let entry = &mut self.entries[index];
        entry.rounds += 1;
        Some(entry.fun)
    }

    /// What was found for the function that is looked at.
    pub fn answer(&mut self, found: FnWaits) {
        let Some(index) = self.current.take() else { return };
        if *self.entries[index].answer == found {
            return;
        }
        self.entries[index].answer = Arc::new(found);
        for caller in self.entries[index].wanted_by.clone() {
            if self.entries[caller].rounds >= MAX_ROUNDS {
                continue;
            }
            if caller < index {
                self.dirty.insert(caller)
            } else {
                self.later.insert(caller)
            };
        }
    }

    /// All that was asked for on the way.
    pub fn solved(self) -> Vec<(DefId, Arc<FnWaits>)> {
        self.entries.into_iter().map(|e| (e.fun, e.answer)).collect()
    }
}
