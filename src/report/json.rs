//! The report as JSON, for programs. What is there keeps its meaning while `version` is the same.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::error::Error;

use super::{Diagnostic, Place, Report, Stats};
use crate::base::{LineCol, Problem, ProblemKind};
use crate::diag::{Confidence, Coverage, Level};

#[derive(Serialize)]
struct Root<'a> {
    version: u32,
    tool: Tool,
    summary: Counts,
    findings: Vec<JsonFinding<'a>>,
    problems: Vec<JsonProblem<'a>>,
    coverage: &'a Coverage,
    #[serde(skip_serializing_if = "Option::is_none")]
    timings: Option<BTreeMap<&'a str, f64>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Counts {
    denied: usize,
    warned: usize,
    allowed_by_comment: usize,
    allowed_by_level: usize,
    below_confidence: usize,
    not_selected: usize,
}

#[derive(Serialize)]
struct JsonFinding<'a> {
    rule: &'a str,
    kind: &'a str,
    level: Level,
    confidence: Confidence,
    message: &'a str,
    #[serde(flatten)]
    at: JsonPlace<'a>,
    steps: Vec<JsonStep<'a>>,
    help: &'a [String],
    why: &'a [String],
    fingerprint: &'a str,
}

#[derive(Serialize)]
struct JsonStep<'a> {
    text: &'a str,
    #[serde(flatten)]
    at: JsonPlace<'a>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct JsonProblem<'a> {
    kind: &'static str,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Position>,
    message: &'a str,
}

/// The report as JSON, with a line's end at its end.
pub fn json(report: &Report) -> Result<String, Error> {
    let hidden = report.summary.hidden;
    let root = Root {
        version: 1,
        tool: Tool { name: "leaklint", version: env!("CARGO_PKG_VERSION") },
        summary: Counts {
            denied: report.summary.denied,
            warned: report.summary.warned,
            allowed_by_comment: hidden.by_comment,
            allowed_by_level: hidden.by_level,
            below_confidence: hidden.below_confidence,
            not_selected: hidden.not_selected,
        },
        findings: report.findings.iter().map(finding).collect(),
        problems: report.problems.iter().map(problem).collect(),
        coverage: &report.coverage,
        timings: report.stats.as_ref().map(timings),
    };
    let mut out = serde_json::to_string_pretty(&root)?;
    out.push('\n');
    Ok(out)
}

fn finding(d: &Diagnostic) -> JsonFinding<'_> {
    let steps = d.steps.iter().map(|s| JsonStep { text: &s.text, at: place(&s.at) });
    JsonFinding {
        rule: &d.code,
        kind: &d.kind,
        level: d.level,
        confidence: d.confidence,
        message: &d.message,
        at: place(&d.at),
        steps: steps.collect(),
        help: &d.help,
        why: &d.why,
        fingerprint: &d.fingerprint,
    }
}

fn place(at: &Place) -> JsonPlace<'_> {
    JsonPlace { file: &at.path, start: position(at.start), end: position(at.end) }
}

fn position(at: LineCol) -> Position {
    Position { line: at.line, column: at.col }
}

fn problem(problem: &Problem) -> JsonProblem<'_> {
    JsonProblem {
        kind: match problem.kind {
            ProblemKind::Warning => "warning",
            ProblemKind::Incomplete => "incomplete",
            ProblemKind::Internal => "internal",
        },
        file: problem.path.to_string_lossy().into_owned(),
        start: problem.at.map(|(line, column)| Position { line, column }),
        message: &problem.message,
    }
}

/// Milliseconds by phase.
fn timings(stats: &Stats) -> BTreeMap<&str, f64> {
    let phases = stats.phases.iter();
    phases.map(|(name, time)| (name.as_str(), time.as_secs_f64() * 1000.0)).collect()
}
