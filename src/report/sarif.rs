//! The report as SARIF 2.1.0, for code scanning. The log is the same for the same input: no times, no machine paths.

use std::fmt::Write as _;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::error::Error;
use serde_json::{Value, json};

use super::sarif_rules::{HOME, descriptors, level, sentence};
use super::{Diagnostic, PathStep, Place, Report};
use crate::base::{LineCol, Problem, ProblemKind};
use crate::diag::Confidence;
use crate::rules::Rules;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The name of the folder that all URIs are relative to.
const ROOT: &str = "SRCROOT";
/// What a path segment may hold as it is.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The report as one SARIF log, with a line's end at its end.
pub fn sarif(report: &Report, rules: &Rules) -> Result<String, Error> {
    let descriptors = descriptors(rules, &report.enabled);
    let results: Vec<_> = report.findings.iter().map(|d| result(d, &descriptors)).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "leaklint",
                "fullName": format!("leaklint {}", env!("CARGO_PKG_VERSION")),
                "organization": "leaklint",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "informationUri": HOME,
                "shortDescription": { "text": sentence(env!("CARGO_PKG_DESCRIPTION")) },
                "rules": descriptors,
            }},
            "invocations": [invocation(report)],
            "originalUriBaseIds": { ROOT: {
                "description": { "text": "The root of the repository." },
            }},
            "columnKind": "unicodeCodePoints",
            "defaultSourceLanguage": "rust",
            "results": results,
        }],
    });
    let mut out = serde_json::to_string_pretty(&log)?;
    out.push('\n');
    Ok(out)
}

fn result(d: &Diagnostic, descriptors: &[Value]) -> Value {
    let index = descriptors.iter().position(|r| r["id"] == d.code.as_str());
    let mut result = json!({
        "ruleId": d.code,
        "level": level(d.level),
        "message": { "text": message(d) },
        "locations": [location(&d.at)],
        "properties": { "confidence": confidence(d.confidence), "kind": d.kind },
    });
    if let Some(index) = index {
        result["ruleIndex"] = json!(index);
    }
    if !d.fingerprint.is_empty() {
        result["partialFingerprints"] = json!({ "primaryLocationLineHash": d.fingerprint });
    }
    if !d.steps.is_empty() {
        let steps = d.steps.iter().enumerate();
        let related: Vec<_> = steps.map(|(i, s)| related(i + 1, s)).collect();
        result["relatedLocations"] = Value::Array(related);
        result["codeFlows"] = json!([{ "threadFlows": [{ "locations": flow(d) }] }]);
    }
    result
}

/// The message, its path with links to the related locations, and the first remedy.
fn message(d: &Diagnostic) -> String {
    let mut text = sentence(&plain(&d.message));
    if !d.steps.is_empty() {
        let steps = d.steps.iter().enumerate();
        let links: Vec<_> = steps.map(|(i, s)| format!("[{}]({})", plain(&s.text), i + 1)).collect();
        // Writing to a string cannot fail.
        let _ = write!(text, " On the way: {}.", links.join("; "));
    }
    if let Some(help) = d.help.first() {
        let _ = write!(text, " To fix it: {}", sentence(&plain(help)));
    }
    text
}

/// Text in which nothing is a link: SARIF escapes brackets by backslashes.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '[' | ']' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn location(at: &Place) -> Value {
    json!({ "physicalLocation": physical(at) })
}

fn related(id: usize, step: &PathStep) -> Value {
    json!({
        "id": id,
        "physicalLocation": physical(&step.at),
        "message": { "text": plain(&step.text) },
    })
}

/// The path, ended by the place that is reported.
fn flow(d: &Diagnostic) -> Vec<Value> {
    let steps = d.steps.iter().map(|s| (&s.at, &s.text));
    let all = steps.chain([(&d.at, &d.label)]);
    all.map(|(at, text)| {
        json!({ "location": {
            "physicalLocation": physical(at),
            "message": { "text": plain(text) },
        }})
    })
    .collect()
}

/// File and region; the region is on one line, which is what code scanning shows.
fn physical(at: &Place) -> Value {
    json!({
        "artifactLocation": artifact(&at.repo_path),
        "region": {
            "startLine": at.start.line,
            "startColumn": at.start.col,
            "endLine": at.head_end.line,
            "endColumn": at.head_end.col,
            "snippet": { "text": at.snippet },
        },
    })
}

fn artifact(path: &str) -> Value {
    json!({ "uri": utf8_percent_encode(path, PLAIN).to_string(), "uriBaseId": ROOT })
}

fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Low => "low",
        Confidence::Medium => "medium",
        Confidence::High => "high",
    }
}

fn invocation(report: &Report) -> Value {
    let problems = &report.problems;
    let complete = problems.iter().all(|p| p.kind == ProblemKind::Warning);
    let told = problems.iter().map(|p| notification(p, &report.root_in_repo));
    let notifications: Vec<_> = told.collect();
    json!({
        "executionSuccessful": complete,
        "toolExecutionNotifications": notifications,
    })
}

/// Id and level of a problem's kind.
fn notification_kind(kind: ProblemKind) -> (&'static str, &'static str) {
    match kind {
        ProblemKind::Warning => ("warning", "warning"),
        ProblemKind::Incomplete => ("not-analysed", "error"),
        ProblemKind::Internal => ("internal-error", "error"),
    }
}

fn notification(problem: &Problem, root: &str) -> Value {
    let (id, level) = notification_kind(problem.kind);
    let mut out = json!({
        "descriptor": { "id": id },
        "level": level,
        "message": { "text": sentence(&plain(&problem.message)) },
    });
    let path = problem.path.to_string_lossy().replace('\\', "/");
    if problem.path.is_relative() && !path.is_empty() {
        let path = if root.is_empty() { path } else { format!("{root}/{path}") };
        let mut place = json!({ "artifactLocation": artifact(&path) });
        if let Some((line, col)) = problem.at {
            let start = LineCol { line, col };
            place["region"] = json!({ "startLine": start.line, "startColumn": start.col });
        }
        out["locations"] = json!([{ "physicalLocation": place }]);
    }
    out
}
