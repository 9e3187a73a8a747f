//! Findings as the checks make them: typed facts, no wording.
//! The wording stands in `rules/<rule-id>.toml` and is put together by `report`.

mod coverage;
mod fingerprint;
mod level;

pub use coverage::Coverage;
pub use fingerprint::fingerprints;
pub use level::{Level, Levels};

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::base::Loc;

/// The six rules, in the order in which they are listed everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RuleId {
    UnclosedResponseBody,
    WholeBodyUpload,
    UnboundedChannel,
    SpawnWithoutTimeout,
    LargeExtensionValue,
    MissingClientTimeout,
}

impl RuleId {
    /// All rules, in order.
    pub const ALL: [Self; 6] = [
        Self::UnclosedResponseBody,
        Self::WholeBodyUpload,
        Self::UnboundedChannel,
        Self::SpawnWithoutTimeout,
        Self::LargeExtensionValue,
        Self::MissingClientTimeout,
    ];

    /// The id as users write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnclosedResponseBody => "unclosed-response-body",
            Self::WholeBodyUpload => "whole-body-upload",
            Self::UnboundedChannel => "unbounded-channel",
            Self::SpawnWithoutTimeout => "spawn-without-timeout",
            Self::LargeExtensionValue => "large-extension-value",
            Self::MissingClientTimeout => "missing-client-timeout",
        }
    }
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for RuleId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|r| r.as_str() == text).ok_or_else(|| format!("unknown rule `{text}`"))
    }
}

/// How sure a finding is; see RULES in the README.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    Low,
    Medium,
    High,
}

/// Values for the placeholders of a message.
pub type Args = BTreeMap<&'static str, String>;

/// One finding of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: RuleId,
    /// Which of the rule's messages applies: a key of `[kind.*]` in the rule's file.
    pub kind: &'static str,
    pub confidence: Confidence,
    /// Where it is reported.
    pub at: Loc,
    /// The path of the item that it stands in, for the fingerprint: `crate::module::Type::method`.
    pub item: String,
    pub args: Args,
    /// The path from where the resource is made to where it is lost, in order.
    pub steps: Vec<Step>,
    /// What was inferred, or not known, in the order in which it was used: shown by `explain`.
    pub why: Vec<String>,
}

/// One place on the path of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    pub at: Loc,
    /// A key of `[step]` in the rule's file.
    pub kind: &'static str,
    pub args: Args,
}

impl Step {
    /// A step without arguments.
    #[must_use]
    pub fn new(kind: &'static str, at: Loc) -> Self {
        Self { at, kind, args: Args::new() }
    }
    /// Adds an argument.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.args.insert(key, value.into());
        self
    }
}
