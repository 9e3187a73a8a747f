//! The `reportingDescriptor`s of the SARIF log: the rules, in their fixed order, with their pages.

use serde_json::{Value, json};

use crate::diag::{Level, RuleId};
use crate::rules::{CodeText, Rule, Rules};

/// Where the project lives.
pub(super) const HOME: &str = env!("CARGO_PKG_HOMEPAGE");

/// The descriptors of the enabled rules, then of the codes that stand beside them.
pub(super) fn descriptors(rules: &Rules, enabled: &[RuleId]) -> Vec<Value> {
    let on = rules.iter().filter(|r| enabled.contains(&r.id));
    let beside = rules.codes.iter().map(|(code, text)| beside(code, text));
    on.map(descriptor).chain(beside).collect()
}

/// SARIF's word for a level.
pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Deny => "error",
        Level::Warn => "warning",
        Level::Allow => "none",
    }
}

fn descriptor(rule: &Rule) -> Value {
    let id = rule.id.as_str();
    let mut tags = vec!["security".to_owned(), "reliability".to_owned()];
    let cwe = rule.cwe.iter().map(|c| c.to_lowercase());
    tags.extend(cwe.map(|c| format!("external/cwe/{c}")));
    json!({
        "id": id,
        "name": pascal_case(id),
        "shortDescription": { "text": sentence(&rule.title) },
        "fullDescription": { "text": rule.description },
        "defaultConfiguration": { "level": level(rule.level), "enabled": true },
        "help": { "text": help_text(rule), "markdown": rule.page },
        "properties": {
            "tags": tags,
            "precision": rule.precision,
            "problem.severity": level(rule.level),
            "security-severity": rule.security_severity,
        },
    })
}

fn beside(code: &str, text: &CodeText) -> Value {
    json!({
        "id": code,
        "name": pascal_case(code),
        "shortDescription": { "text": sentence(&text.title) },
        "fullDescription": { "text": text.description },
        "defaultConfiguration": { "level": level(Level::Warn), "enabled": true },
        "help": { "text": text.help.join("\n"), "markdown": text.help.join("\n") },
        "properties": {
            "tags": ["maintainability"],
            "precision": "very-high",
            "problem.severity": level(Level::Warn),
        },
    })
}

/// The rule's remedies as plain text, for viewers that do not show Markdown.
fn help_text(rule: &Rule) -> String {
    let (id, description) = (rule.id, &rule.description);
    format!("{description}\nThe page of the rule says what it reports and how to fix it: cargo leaklint explain {id}.")
}

/// `title` with a full stop.
pub(super) fn sentence(title: &str) -> String {
    format!("{}.", title.trim_end_matches('.'))
}

fn pascal_case(id: &str) -> String {
    let word = |w: &str| {
        let mut chars = w.chars();
        let first = chars.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(chars).collect::<String>()
    };
    id.split('-').map(word).collect()
}
