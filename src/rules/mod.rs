//! The rules as data: level, tags, thresholds, wording and page, from `rules/<rule-id>.toml` and `.md`.
//! Everything is embedded. Must not know what makes a finding.

mod template;

pub use template::{TemplateError, Values, fill, placeholders};

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::diag::{Args, Finding, Level, Levels, RuleId, Step};

/// One rule, as its file says.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    pub id: RuleId,
    /// A few words, without a full stop.
    pub title: String,
    /// One sentence.
    pub description: String,
    pub level: Level,
    /// `CWE-772`; the one that fits best stands first.
    pub cwe: Vec<String>,
    /// CVSS-like, from 0.0 to 10.0: what code scanning sorts by.
    pub security_severity: String,
    /// `very-high`, `high`, `medium`: of what the default run reports.
    pub precision: String,
    /// Numbers that the configuration may change, with their defaults.
    #[serde(default)]
    pub thresholds: BTreeMap<String, u64>,
    /// Words for the values that a check gives.
    #[serde(default)]
    pub values: Values,
    pub kind: BTreeMap<String, Kind>,
    pub step: BTreeMap<String, StepText>,
    /// The rule's page, in Markdown.
    #[serde(skip)]
    pub page: &'static str,
}

/// The wording of one kind of finding.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    /// What a finding of this kind must bring.
    #[serde(default)]
    pub args: Vec<String>,
    pub message: String,
    /// A few words for the place itself.
    pub label: String,
    /// The remedies, the best one first.
    pub help: Vec<String>,
}

/// The wording of one step of a path.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepText {
    #[serde(default)]
    pub args: Vec<String>,
    pub text: String,
}

/// What is wrong with an allow comment.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AllowText {
    /// `invalid-allow` or `unused-allow`.
    pub code: String,
    #[serde(default)]
    pub args: Vec<String>,
    pub message: String,
    pub help: Vec<String>,
}

/// A diagnostic that no rule makes, but a comment in the source.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeText {
    pub title: String,
    pub description: String,
    pub help: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Common {
    values: Values,
    code: BTreeMap<String, CodeText>,
    step: BTreeMap<String, StepText>,
    allow: BTreeMap<String, AllowText>,
}

/// All rules.
#[derive(Debug, Clone)]
pub struct Rules {
    /// In the order of [`RuleId::ALL`].
    list: Vec<Rule>,
    /// What is wrong with an allow comment, by kind.
    pub allow: BTreeMap<String, AllowText>,
    /// What stands beside the rules, by code.
    pub codes: BTreeMap<String, CodeText>,
}

/// The texts of one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    pub message: String,
    pub label: String,
    pub help: Vec<String>,
}

/// A rule's files cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("rules/{file}: {message}")]
pub struct RulesError {
    file: String,
    message: String,
}

macro_rules! embedded {
    ($($id:literal),+ $(,)?) => {
        [$((
            $id,
            include_str!(concat!("../../rules/", $id, ".toml")),
            include_str!(concat!("../../rules/", $id, ".md")),
        )),+]
    };
}

/// Id, wording and page of each rule, in the order of [`RuleId::ALL`].
const FILES: [(&str, &str, &str); 6] = embedded![
    "unclosed-response-body",
    "whole-body-upload",
    "unbounded-channel",
    "spawn-without-timeout",
    "large-extension-value",
    "missing-client-timeout",
];

impl Rules {
    /// The rules that this program was built with.
    pub fn load() -> Result<Self, RulesError> {
        let common: Common = parse("common.toml", include_str!("../../rules/common.toml"))?;
        let mut list = Vec::new();
        for (id, text, page) in FILES {
            let mut rule: Rule = parse(&format!("{id}.toml"), text)?;
            rule.page = page;
            for (name, words) in &common.values {
                let own = rule.values.entry(name.clone());
                own.or_insert_with(|| words.clone());
            }
            for (name, step) in &common.step {
                rule.step.entry(name.clone()).or_insert_with(|| step.clone());
            }
            list.push(rule);
        }
        list.sort_by_key(|r| r.id);
        Ok(Self { list, allow: common.allow, codes: common.code })
    }

    /// All rules, in the order in which they are listed everywhere.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.list.iter()
    }

    /// The rule with this id.
    #[must_use]
    pub fn get(&self, id: RuleId) -> Option<&Rule> {
        self.list.iter().find(|r| r.id == id)
    }

    /// The level of a rule: as set, else its own.
    #[must_use]
    pub fn level(&self, id: RuleId, levels: &Levels) -> Level {
        let own = || self.get(id).map_or(Level::Deny, |r| r.level);
        levels.get(id).unwrap_or_else(own)
    }

    /// The wording of `finding`.
    pub fn wording(&self, finding: &Finding) -> Result<Wording, TemplateError> {
        let found = self.get(finding.rule);
        let found = found.and_then(|r| Some((&r.values, r.kind.get(finding.kind)?)));
        let (values, kind) =
            found.ok_or_else(|| TemplateError::NoKind { rule: finding.rule, kind: finding.kind.to_owned() })?;
        let fill = |text: &String| fill(text, &finding.args, values);
        Ok(Wording {
            message: fill(&kind.message)?,
            label: fill(&kind.label)?,
            help: kind.help.iter().map(fill).collect::<Result<_, _>>()?,
        })
    }

    /// Code, message and remedies for an allow comment that is wrong in the way of `kind`.
    pub fn allow_wording(&self, kind: &str, args: &Args) -> Option<(&str, Wording)> {
        let (text, none) = (self.allow.get(kind)?, &Values::new());
        let help = text.help.iter().map(|h| fill(h, args, none));
        let wording = Wording {
            message: fill(&text.message, args, none).ok()?,
            label: "this comment".to_owned(),
            help: help.collect::<Result<_, _>>().ok()?,
        };
        Some((&text.code, wording))
    }

    /// The wording of one step of a finding of `rule`.
    pub fn step(&self, rule: RuleId, step: &Step) -> Result<String, TemplateError> {
        let found = self.get(rule);
        let found = found.and_then(|r| Some((&r.values, r.step.get(step.kind)?)));
        let (values, text) =
            found.ok_or_else(|| TemplateError::NoKind { rule, kind: format!("step.{}", step.kind) })?;
        fill(&text.text, &step.args, values)
    }
}

fn parse<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, RulesError> {
    toml::from_str(text).map_err(|e| RulesError { file: file.to_owned(), message: e.to_string() })
}
