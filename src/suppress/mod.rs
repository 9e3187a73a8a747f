//! What is shown and what is not: rule selection, levels, allow comments, confidence.
//! It is the only filter, and it counts what it hides. Must not word anything.

mod allow;

pub use allow::{AllowProblem, Directive, ParseError, parse};

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::base::{FileId, Sources};
use crate::config::Config;
use crate::diag::{Confidence, Finding, Level, RuleId, fingerprints};
use crate::hir::AllowComment;
use crate::rules::Rules;
use allow::Allows;

/// What the user asked to see.
#[derive(Debug, Clone)]
pub struct Policy<'a> {
    pub rules: &'a Rules,
    /// The levels, also by path.
    pub config: &'a Config,
    /// Findings below this are counted, not shown.
    pub min_confidence: Confidence,
    /// The rules that were asked for.
    pub selected: BTreeSet<RuleId>,
}

impl Policy<'_> {
    /// The rules that can report something, in order.
    #[must_use]
    pub fn enabled(&self) -> Vec<RuleId> {
        let somewhere = |r| self.config.overrides.iter().filter_map(move |o| o.levels.get(r));
        let everywhere = |r| self.rules.level(r, &self.config.levels);
        let on = |r: &RuleId| {
            let mut levels = somewhere(*r).chain([everywhere(*r)]);
            levels.any(|l| l != Level::Allow)
        };
        self.selected.iter().copied().filter(on).collect()
    }

    fn level(&self, finding: &Finding, sources: &Sources) -> Level {
        let path = sources.get(finding.at.file).map_or("", |s| s.path.as_str());
        let levels = self.config.levels_at(path);
        self.rules.level(finding.rule, &levels)
    }
}

/// A finding that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    pub finding: Finding,
    pub level: Level,
    pub fingerprint: String,
}

/// How many findings are not shown, and why.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hidden {
    /// Of rules that were not asked for.
    pub not_selected: usize,
    /// Of rules whose level is `allow`.
    pub by_level: usize,
    /// By a comment in the source.
    pub by_comment: usize,
    pub below_confidence: usize,
}

/// What is left after filtering.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// In the order of the source.
    pub reported: Vec<Reported>,
    pub hidden: Hidden,
    /// Allow comments that are wrong or match nothing, in the order of the source.
    pub allow_problems: Vec<AllowProblem>,
}

/// Filters `findings`. `allows` are the allow comments of the linted files; `sources` holds the text of
/// every file with a finding.
pub fn apply(
    findings: Vec<Finding>,
    allows: &[(FileId, &[AllowComment])],
    policy: &Policy<'_>,
    sources: &Sources,
) -> Outcome {
    let findings = in_order(findings);
    let prints = fingerprints(&findings, sources);
    let mut allows = Allows::new(allows);
    let mut outcome = Outcome::default();
    for (finding, fingerprint) in findings.into_iter().zip(prints) {
        let level = policy.level(&finding, sources);
        // First of all, so that a comment counts as used whatever else hides the finding.
        let commented = allows.covers(&finding);
        let hidden = &mut outcome.hidden;
        if !policy.selected.contains(&finding.rule) {
            hidden.not_selected += 1;
        } else if level == Level::Allow {
            hidden.by_level += 1;
        } else if commented {
            hidden.by_comment += 1;
        } else if finding.confidence < policy.min_confidence {
            hidden.below_confidence += 1;
        } else {
            outcome.reported.push(Reported { finding, level, fingerprint });
        }
    }
    outcome.allow_problems = allows.problems(&policy.selected);
    outcome
}

/// In the order of the source; one finding for each rule and place, the surest: a file that two crates
/// declare is one file.
fn in_order(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.at, f.rule, Reverse(f.confidence), f.kind);
        key(a).cmp(&key(b)).then_with(|| a.item.cmp(&b.item))
    });
    findings.dedup_by(|b, a| a.at == b.at && a.rule == b.rule);
    findings
}
