//! One line for each finding, for editors and `grep`.

use std::fmt::Write as _;

use super::text::escape;
use super::{Diagnostic, Report};
use crate::base::{Problem, ProblemKind};

/// `path:line:col: level[rule] message`, one line each.
#[must_use]
pub fn short(report: &Report) -> String {
    let mut out = String::new();
    for problem in &report.problems {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{}", problem_line(problem));
    }
    for d in &report.findings {
        let _ = writeln!(out, "{}", finding_line(d));
    }
    out
}

fn finding_line(d: &Diagnostic) -> String {
    let (path, start) = (escape(&d.at.path), d.at.start);
    let message = escape(&d.message);
    format!("{path}:{}:{}: {}[{}] {message}", start.line, start.col, d.level, d.code)
}

/// A problem on one line.
pub(super) fn problem_line(problem: &Problem) -> String {
    let path = escape(&problem.path.to_string_lossy());
    let at = match problem.at {
        Some((line, col)) => format!("{path}:{line}:{col}: "),
        None if path.is_empty() => String::new(),
        None => format!("{path}: "),
    };
    let kind = problem_kind(problem.kind);
    format!("{at}{kind}: {}", escape(&problem.message))
}

/// The name of a kind of problem.
pub(super) fn problem_kind(kind: ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Warning => "warning",
        ProblemKind::Incomplete => "not analysed",
        ProblemKind::Internal => "internal error",
    }
}
