//! Answers that hang on each other: questions whose answers are not known yet, looked at again until none changes.
//! The answers are the same wherever the search starts, so that threads may start it anywhere. Must not know what is
//! asked.

use std::collections::BTreeSet;
use std::hash::Hash;
use std::sync::Arc;

use rustc_hash::FxHashMap;

/// A question is not looked at more often than this.
const MAX_ROUNDS: usize = 40;

/// The questions in the order in which they were first wanted, and what is still to be done.
/// An answer that is not known yet is the default one.
pub struct Unsolved<K, A> {
    order: FxHashMap<K, usize>,
    entries: Vec<Entry<K, A>>,
    /// To be looked at in this sweep, which goes from the last to the first: callees before callers.
    dirty: BTreeSet<usize>,
    /// In the next one.
    later: BTreeSet<usize>,
    /// The one that is looked at.
    current: Option<usize>,
}

struct Entry<K, A> {
    key: K,
    answer: Arc<A>,
    /// Whose answers hang on this one.
    wanted_by: BTreeSet<usize>,
    rounds: usize,
    /// It was not looked at again although it had to be.
    cut: bool,
}

/// A question that was answered.
#[derive(Debug)]
pub struct Solved<K, A> {
    pub key: K,
    pub answer: Arc<A>,
    /// Looking at it was given up before the answer was final.
    pub cut: bool,
}

impl<K, A> Default for Unsolved<K, A> {
    fn default() -> Self {
        Self {
            order: FxHashMap::default(),
            entries: Vec::new(),
            dirty: BTreeSet::new(),
            later: BTreeSet::new(),
            current: None,
        }
    }
}

impl<K: Clone + Eq + Hash, A: Default + PartialEq> Unsolved<K, A> {
    /// The answer as far as it is known, for the question that is looked at.
    pub fn want(&mut self, key: &K) -> Arc<A> {
        let index = match self.order.get(key) {
            Some(index) => *index,
            None => self.add(key.clone()),
        };
        let entry = &mut self.entries[index];
        entry.wanted_by.extend(self.current);
        entry.answer.clone()
    }

    fn add(&mut self, key: K) -> usize {
        let index = self.entries.len();
        self.order.insert(key.clone(), index);
        let answer = Arc::default();
        self.entries.push(Entry { key, answer, wanted_by: BTreeSet::new(), rounds: 0, cut: false });
        self.dirty.insert(index);
        index
    }

    /// How many questions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The next question to look at.
    pub fn take_next(&mut self) -> Option<K> {
        if self.dirty.is_empty() {
            std::mem::swap(&mut self.dirty, &mut self.later);
        }
        let index = self.dirty.pop_last()?;
        self.current = Some(index);
        let entry = &mut self.entries[index];
        entry.rounds += 1;
        Some(entry.key.clone())
    }

    /// What was found for the question that is looked at.
    pub fn answer(&mut self, found: A) {
        let Some(index) = self.current.take() else { return };
        if *self.entries[index].answer == found {
            return;
        }
        self.entries[index].answer = Arc::new(found);
        for by in self.entries[index].wanted_by.clone() {
            if self.entries[by].rounds >= MAX_ROUNDS {
                self.entries[by].cut = true;
            } else if by < index {
                self.dirty.insert(by);
            } else {
                self.later.insert(by);
            }
        }
    }

    /// All that was asked for on the way.
    #[must_use]
    pub fn solved(self) -> Vec<Solved<K, A>> {
        self.entries.into_iter().map(|e| Solved { key: e.key, answer: e.answer, cut: e.cut }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Unsolved;

    /// How many looks it takes until everything that `n` functions, which all call each other, do is known.
    fn looks(n: u32) -> usize {
        let mut unsolved: Unsolved<u32, Vec<u32>> = Unsolved::default();
        unsolved.want(&0);
        let mut looks = 0;
        while let Some(fun) = unsolved.take_next() {
            looks += 1;
            let mut all = vec![fun];
            for callee in 0..n {
                all.extend(unsolved.want(&callee).iter());
            }
            all.sort_unstable();
            all.dedup();
            unsolved.answer(all);
        }
        let solved = unsolved.solved();
        assert!(solved.iter().all(|s| !s.cut && s.answer.len() == n as usize));
        looks
    }

    #[test]
    fn functions_that_all_call_each_other_are_few_looks() {
        assert!(looks(40) <= 40 * 5, "{}", looks(40));
    }
}
