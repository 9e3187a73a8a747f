//! `rules` and the half of `explain` that needs no analysis.

use std::fmt::Write as _;

use serde_json::json;

use crate::rules::{Rule, Rules};

/// The table of rules for people.
pub(super) fn table(rules: &Rules) -> String {
    let width = rules.iter().map(|r| r.id.as_str().len()).max().unwrap_or(0);
    let mut out = String::new();
    for rule in rules.iter() {
        let cwe = rule.cwe.first().map_or("", String::as_str);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{:width$}  {:5}  {cwe:8}  {}", rule.id.as_str(), rule.level.as_str(), rule.title);
    }
    out
}

/// The table of rules for programs.
pub(super) fn table_json(rules: &Rules) -> Result<String, serde_json::Error> {
    let row = |r: &Rule| {
        json!({
            "id": r.id,
            "title": r.title,
            "description": r.description,
            "level": r.level,
            "cwe": r.cwe,
            "security_severity": r.security_severity,
            "precision": r.precision,
            "thresholds": r.thresholds,
        })
    };
    let rows: Vec<_> = rules.iter().map(row).collect();
    let mut text = serde_json::to_string_pretty(&rows)?;
    text.push('\n');
    Ok(text)
}
