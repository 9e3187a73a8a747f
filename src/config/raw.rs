//! The configuration as it is written. Every place that can be wrong keeps its span.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::model::ModelFile;

/// `leaklint.toml`, or the table `metadata.leaklint` of a manifest.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Raw {
    #[serde(default)]
    pub rules: Rules,
    pub min_confidence: Option<Spanned<String>>,
    #[serde(default)]
    pub overrides: Vec<Override>,
    #[serde(default)]
    pub models: Vec<Spanned<ModelFile>>,
}

/// Keys and values by rule: `level`, and the rule's thresholds.
pub(super) type Rules = BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<toml::Value>>>;

/// Levels for some files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Override {
    pub paths: Vec<Spanned<String>>,
    pub rules: Rules,
}

/// A manifest, as far as it holds configuration.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ManifestRaw {
    pub workspace: Option<Holder>,
    pub package: Option<Holder>,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Holder {
    metadata: Option<Metadata>,
}

#[derive(Debug, Default, Deserialize)]
struct Metadata {
    leaklint: Option<Spanned<Raw>>,
}

impl Holder {
    /// The table `metadata.leaklint`.
    pub fn leaklint(self) -> Option<Spanned<Raw>> {
        self.metadata?.leaklint
    }
}
