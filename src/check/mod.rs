//! The checks: one file a rule. They turn what `flow` and `summary` know into typed findings.
//! Must not put anything into words, filter by configuration, or name a library.

use crate::base::{Loc, Problem};
use crate::diag::Finding;
use crate::flow::Flow;
use crate::link::DefId;

/// What the checks may ask.
pub struct Cx<'a> {
    pub flow: &'a Flow<'a>,
    pub thresholds: Thresholds,
}

/// The configured limits of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// whole-body-upload: limits above this many bytes are findings.
    pub max_body_bytes: u64,
    /// unbounded-channel: capacities above this many messages are findings.
    pub max_capacity: u64,
    /// large-extension-value: arrays from this many bytes on are large.
    pub min_bytes: u64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            max_body_bytes: 16 << 20,
            max_capacity: 1 << 20,
            min_bytes: 1 << 10,
        }
    }
}

/// What the checks found, and what they could not look at.
#[derive(Debug, Default)]
pub struct Checked {
    pub findings: Vec<Finding>,
    pub problems: Vec<Problem>,
}

/// A check of one rule: looks at the body of one function, constant or static.
pub type Check = fn(&Cx<'_>, DefId) -> Vec<Finding>;

/// The place of an expression.
#[must_use]
pub fn loc(cx: &Cx<'_>, def: DefId, expr: crate::hir::ExprId) -> Option<Loc> {
    cx.flow.loc(def, expr)
}
