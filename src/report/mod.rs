//! What the user sees: findings put into words, and the formats. Must not decide what is shown.

mod build;
mod human;
mod json;
mod sarif;
mod sarif_rules;
mod short;
mod text;

pub use build::{Input, build, load_sources, root_in_repo};
pub use human::human;
pub use json::json;
pub use sarif::sarif;
pub use short::short;

use std::time::Duration;

use crate::base::{LineCol, Loc, Problem, Span};
use crate::diag::{Confidence, Coverage, Level, RuleId};
use crate::suppress::Hidden;

/// One run's result, in words.
#[derive(Debug, Clone)]
pub struct Report {
    /// In the order of the source.
    pub findings: Vec<Diagnostic>,
    /// What was not analysed, and what is worth a warning.
    pub problems: Vec<Problem>,
    pub coverage: Coverage,
    pub summary: Summary,
    /// The rules that could report something, in order.
    pub enabled: Vec<RuleId>,
    pub stats: Option<Stats>,
    /// The folder that the problems' paths are relative to, from the repository's root; empty if it is that.
    pub root_in_repo: String,
}

impl Report {
    /// Keeps the findings that `keep` says, and counts them anew.
    pub fn retain(&mut self, keep: impl Fn(&Diagnostic) -> bool) {
        self.findings.retain(keep);
        let of_level = |level| self.findings.iter().filter(|d| d.level == level).count();
        (self.summary.denied, self.summary.warned) = (of_level(Level::Deny), of_level(Level::Warn));
    }
}

/// One thing to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's id, `invalid-allow` or `unused-allow`.
    pub code: String,
    /// Which of the rule's messages it is.
    pub kind: String,
    pub level: Level,
    pub confidence: Confidence,
    pub message: String,
    /// A few words for the place itself.
    pub label: String,
    pub at: Place,
    /// The path from where the resource is made to where it is lost.
    pub steps: Vec<PathStep>,
    /// The remedies, the best one first.
    pub help: Vec<String>,
    /// What was inferred, or not known.
    pub why: Vec<String>,
    pub fingerprint: String,
}

/// One place on the path of a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathStep {
    pub at: Place,
    pub text: String,
}

/// A place in a file, as people name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub loc: Loc,
    /// Relative to the workspace's root.
    pub path: String,
    /// Relative to the repository's root.
    pub repo_path: String,
    pub start: LineCol,
    /// Behind the last character.
    pub end: LineCol,
    /// The part on the first line, which is what is underlined.
    pub head: Span,
    /// Behind the last character of `head`.
    pub head_end: LineCol,
    /// The text of `head`.
    pub snippet: String,
}

/// The counts of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    pub denied: usize,
    pub warned: usize,
    pub hidden: Hidden,
}

/// How long the phases took; never part of a report that must be the same twice.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stats {
    pub phases: Vec<(String, Duration)>,
}
