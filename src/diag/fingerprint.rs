//! Names for findings that outlive edits elsewhere in the file. Must not use line numbers or file paths.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::Finding;
use crate::base::Sources;

/// The fingerprint of each of `findings`, which stand in the order of the source.
///
/// It is made from the rule, the path of the item, the text of the place without its layout, and how many
/// findings with the same three came before. It must be taken before anything is filtered: then hiding
/// one finding leaves the fingerprints of its twins alone.
#[must_use]
pub fn fingerprints(findings: &[Finding], sources: &Sources) -> Vec<String> {
    let mut seen: BTreeMap<[u8; 32], u32> = BTreeMap::new();
    let of = |finding: &Finding| {
        let key = hash(finding, &normalised(sources.text(finding.at)));
        let ordinal = seen.entry(key).or_default();
        *ordinal += 1;
        format!("{}:{ordinal}", hex(&key[..16]))
    };
    findings.iter().map(of).collect()
}

fn hash(finding: &Finding, text: &str) -> [u8; 32] {
    let mut hasher = Sha256::new();
    for part in [finding.rule.as_str(), &finding.item, text] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().into()
}

/// `text` without white space, and without the comma that a formatter puts before a closing bracket.
fn normalised(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        if matches!(c, ')' | ']' | '}') && out.ends_with(',') {
            out.pop();
        }
        out.push(c);
    }
    out
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut out, b| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{b:02x}");
        out
    })
}
