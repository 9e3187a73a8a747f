//! The user's configuration: levels, thresholds, overrides by path, in-house models.
//!
//! It stands in one place: the file that `--config` names; else `leaklint.toml` at the workspace's root; else
//! `[workspace.metadata.leaklint]`, else `[package.metadata.leaklint]`, in the manifest there. A member's own
//! `[package.metadata.leaklint]` sets levels for the files of that package. For a finding, the first that says
//! something decides: the command line, the last `[[overrides]]` whose paths match, the member's metadata, the
//! configuration, the rule.
//! Must not know the command line, and must not filter.

mod raw;
mod read;

pub use read::load;

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use globset::GlobSet;

use crate::check::Thresholds;
use crate::diag::{Confidence, Levels, RuleId};
use crate::model::ModelFile;

/// The name of the configuration's own file.
pub const FILE_NAME: &str = "leaklint.toml";

/// What was configured. The default is: nothing.
#[derive(Debug, Clone, Default)]
pub struct Config {
    pub levels: Levels,
    pub min_confidence: Option<Confidence>,
    /// In the order in which they apply: a later one wins.
    pub overrides: Vec<Override>,
    /// The user's own rows and declarations.
    pub models: Vec<ModelFile>,
    thresholds: BTreeMap<(RuleId, String), u64>,
}

/// Levels for the files that match.
#[derive(Debug, Clone)]
pub struct Override {
    pub paths: GlobSet,
    pub levels: Levels,
}

impl Config {
    /// The levels for a file, by its path relative to the workspace's root.
    #[must_use]
    pub fn levels_at(&self, path: &str) -> Levels {
        let mut levels = self.levels.clone();
        for each in self.overrides.iter().filter(|o| o.paths.is_match(path)) {
            levels.merge(&each.levels);
        }
        levels
    }

    /// A threshold that was set.
    #[must_use]
    pub fn threshold(&self, rule: RuleId, key: &str) -> Option<u64> {
        self.thresholds.get(&(rule, key.to_owned())).copied()
    }

    /// What the checks compare with.
    #[must_use]
    pub fn thresholds(&self) -> Thresholds {
        let or = |rule, key, default| self.threshold(rule, key).unwrap_or(default);
        let own = Thresholds::default();
        Thresholds {
            max_body_bytes: or(RuleId::WholeBodyUpload, "max-body-bytes", own.max_body_bytes),
            max_capacity: or(RuleId::UnboundedChannel, "max-capacity", own.max_capacity),
            min_bytes: or(RuleId::LargeExtensionValue, "min-bytes", own.min_bytes),
        }
    }
}

/// A configuration that cannot be used: `leaklint.toml:3:5: unknown key …`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    pub path: PathBuf,
    /// Line and column, where a place is known.
    pub at: Option<(u32, u32)>,
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:", self.path.display())?;
        if let Some((line, col)) = self.at {
            write!(f, "{line}:{col}:")?;
        }
        write!(f, " {}", self.message)
    }
}
