//! Putting findings into words.

use std::path::{Component, Path, PathBuf};

use super::{Diagnostic, PathStep, Place, Report, Stats, Summary};
use crate::base::{FileId, LineCol, Loc, Problem, ProblemKind, Sources, Span};
use crate::diag::{Confidence, Coverage, Level, RuleId, Step};
use crate::discover::Workspace;
use crate::rules::{Rules, TemplateError, Wording};
use crate::suppress::{AllowProblem, Outcome, Reported};

/// What a report is made of.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    pub outcome: Outcome,
    pub problems: Vec<Problem>,
    pub coverage: Coverage,
    pub enabled: Vec<RuleId>,
    pub stats: Option<Stats>,
    pub rules: &'a Rules,
    pub sources: &'a Sources,
    /// See [`root_in_repo`].
    pub root_in_repo: String,
}

/// Builds the report of a run.
#[must_use]
pub fn build(input: Input<'_>) -> Report {
    let mut words = Words { rules: input.rules, sources: input.sources, problems: input.problems };
    let outcome = input.outcome;
    let mut findings: Vec<_> = outcome.reported.into_iter().map(|r| words.finding(r)).collect();
    let allows = outcome.allow_problems.iter();
    findings.extend(allows.filter_map(|p| words.allow_problem(p)));
    findings.sort_by_key(|d| d.at.loc);
    words.problems.sort();
    words.problems.dedup();
    let of_level = |level| findings.iter().filter(|d| d.level == level).count();
    Report {
        summary: Summary { denied: of_level(Level::Deny), warned: of_level(Level::Warn), hidden: outcome.hidden },
        problems: words.problems,
        coverage: input.coverage,
        enabled: input.enabled,
        stats: input.stats,
        root_in_repo: input.root_in_repo,
        findings,
    }
}

/// Reads the texts of `files`; one that cannot be read any more is left out.
#[must_use]
pub fn load_sources(workspace: &Workspace, files: impl IntoIterator<Item = FileId>) -> Sources {
    let mut sources = Sources::default();
    for file in files {
        let Some(source) = workspace.files.get(file.0 as usize) else {
            continue;
        };
        if let Ok(text) = workspace.read(file) {
            let repo_path = repo_path(&source.path, workspace).unwrap_or(source.rel.clone());
            sources.insert(file, source.rel.clone(), repo_path, text);
        }
    }
    sources
}

/// The workspace's root relative to the repository's, with `/`; empty if they are the same.
#[must_use]
pub fn root_in_repo(workspace: &Workspace) -> String {
    repo_path(&workspace.root, workspace).unwrap_or_default()
}

/// `path` relative to the repository's root, with `/`.
fn repo_path(path: &Path, workspace: &Workspace) -> Option<String> {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(clean.pop()),
            other => clean.push(other),
        }
    }
    let rel = clean.strip_prefix(&workspace.repo_root).ok()?;
    let parts = rel.iter().map(|p| p.to_string_lossy());
    Some(parts.collect::<Vec<_>>().join("/"))
}

struct Words<'a> {
    rules: &'a Rules,
    sources: &'a Sources,
    problems: Vec<Problem>,
}

impl Words<'_> {
    fn finding(&mut self, reported: Reported) -> Diagnostic {
        let Reported { finding, level, fingerprint } = reported;
        let at = self.place(finding.at);
        let words = self.rules.wording(&finding).unwrap_or_else(|error| {
            self.no_words(&at, &error);
            Wording { message: format!("{} ({})", finding.rule, finding.kind), label: String::new(), help: Vec::new() }
        });
        let steps = finding.steps.iter();
        Diagnostic {
            steps: steps.map(|s| self.step(finding.rule, s)).collect(),
            code: finding.rule.to_string(),
            kind: finding.kind.to_owned(),
            level,
            confidence: finding.confidence,
            message: words.message,
            label: words.label,
            help: words.help,
            at,
            why: finding.why,
            fingerprint,
        }
    }

    fn step(&mut self, rule: RuleId, step: &Step) -> PathStep {
        let at = self.place(step.at);
        let text = self.rules.step(rule, step).unwrap_or_else(|error| {
            self.no_words(&at, &error);
            step.kind.to_owned()
        });
        PathStep { at, text }
    }

    fn allow_problem(&self, problem: &AllowProblem) -> Option<Diagnostic> {
        let (code, words) = self.rules.allow_wording(problem.kind, &problem.args)?;
        Some(Diagnostic {
            code: code.to_owned(),
            kind: problem.kind.to_owned(),
            level: Level::Warn,
            confidence: Confidence::High,
            message: words.message,
            label: words.label,
            at: self.place(problem.at),
            steps: Vec::new(),
            help: words.help,
            why: Vec::new(),
            fingerprint: String::new(),
        })
    }

    /// A check and the rules' files disagree: a bug of ours, which must not cost the finding.
    fn no_words(&mut self, at: &Place, error: &TemplateError) {
        self.problems.push(Problem {
            kind: ProblemKind::Internal,
            path: PathBuf::from(&at.path),
            at: Some((at.start.line, at.start.col)),
            message: error.to_string(),
        });
    }

    fn place(&self, loc: Loc) -> Place {
        let Some(source) = self.sources.get(loc.file) else {
            return unknown_place(loc);
        };
        let head = source.first_line(loc.span);
        Place {
            loc,
            path: source.path.clone(),
            repo_path: source.repo_path.clone(),
            start: source.line_col(loc.span.start),
            end: source.line_col(loc.span.end),
            head,
            head_end: source.line_col(head.end),
            snippet: source.slice(head).to_owned(),
        }
    }
}

/// The place of a file that cannot be read any more.
fn unknown_place(loc: Loc) -> Place {
    let start = LineCol { line: 1, col: 1 };
    let head = Span::default();
    Place {
        loc,
        path: "?".to_owned(),
        repo_path: "?".to_owned(),
        start,
        end: start,
        head,
        head_end: start,
        snippet: String::new(),
    }
}
