//! How loud a rule is. Must not know where a level was configured.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::RuleId;

/// What a finding of a rule does to the run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not shown; counted as allowed.
    Allow,
    /// Shown; the run still succeeds.
    Warn,
    /// Shown; the run fails.
    Deny,
}

impl Level {
    /// The level as users write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Level {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Allow, Self::Warn, Self::Deny]
            .into_iter()
            .find(|l| l.as_str() == text)
            .ok_or_else(|| format!("unknown level `{text}`: it is `allow`, `warn` or `deny`"))
    }
}

/// The level of each rule: the rule's own, unless it was set.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Levels {
    set: BTreeMap<RuleId, Level>,
}

impl Levels {
    /// Sets the level of `rule`; the last setting counts.
    pub fn set(&mut self, rule: RuleId, level: Level) {
        self.set.insert(rule, level);
    }
    /// The level that was set for `rule`, if any.
    #[must_use]
    pub fn get(&self, rule: RuleId) -> Option<Level> {
        self.set.get(&rule).copied()
    }
    /// Takes the settings of `other` over these.
    pub fn merge(&mut self, other: &Self) {
        self.set.extend(&other.set);
    }
}
