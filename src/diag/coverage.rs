//! How much of the input was understood. Must not judge: it only counts.

use std::collections::BTreeMap;

use serde::Serialize;

/// What was seen and what of it was known; printed as one line, and in full in the JSON.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Files that were parsed and lowered.
    pub files_parsed: usize,
    /// Files of the packages that no `mod` of a selected target reaches.
    pub files_unreached: usize,
    /// Functions with a body that was analysed.
    pub functions: usize,
    /// Calls of functions and methods in them.
    pub calls: usize,
    /// Calls whose callee, or whose receiver's type, is known.
    pub calls_known: usize,
    /// Calls that are not known, by the name of the callee.
    pub unknown_calls: BTreeMap<String, usize>,
    /// Macro calls that were not looked into, by name.
    pub opaque_macros: BTreeMap<String, usize>,
    /// Functions in which following something to its end would have taken too long, by what was followed.
    /// What is behind that is not known.
    pub cut_short: BTreeMap<String, usize>,
}

impl Coverage {
    /// Adds the counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.files_parsed += other.files_parsed;
        self.files_unreached += other.files_unreached;
        self.functions += other.functions;
        self.calls += other.calls;
        self.calls_known += other.calls_known;
        add(&mut self.unknown_calls, &other.unknown_calls);
        add(&mut self.opaque_macros, &other.opaque_macros);
        add(&mut self.cut_short, &other.cut_short);
    }

    /// The `n` most frequent entries of a count, the most frequent first, then by name.
    #[must_use]
    pub fn top(counts: &BTreeMap<String, usize>, n: usize) -> Vec<(&str, usize)> {
        let mut all: Vec<_> = counts.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        all.truncate(n);
        all
    }
}

fn add(to: &mut BTreeMap<String, usize>, from: &BTreeMap<String, usize>) {
    for (name, count) in from {
        *to.entry(name.clone()).or_default() += count;
    }
}
