//! Allow comments: `leaklint: allow(rule-id, reason = "…")` on an item, a statement, or the line before.

use std::collections::BTreeSet;
use std::str::FromStr as _;

use crate::base::{FileId, Loc, Span};
use crate::diag::{Args, Finding, RuleId};
use crate::hir::AllowComment;

/// An allow comment that is wrong, or matches nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowProblem {
    pub at: Loc,
    /// A key of `[allow.*]` in `rules/common.toml`.
    pub kind: &'static str,
    pub args: Args,
}

/// What an allow comment says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive {
    /// As written, known or not.
    pub rules: Vec<String>,
    pub reason: Option<String>,
}

/// The comment is no allow comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseError;

/// Parses the text of a comment that starts with `leaklint:`.
pub fn parse(text: &str) -> Result<Directive, ParseError> {
    let rest = text.trim().strip_prefix("leaklint:").ok_or(ParseError)?;
    let rest = rest.trim().strip_prefix("allow").ok_or(ParseError)?;
    let inner = rest.trim().strip_prefix('(').ok_or(ParseError)?;
    let inner = inner.strip_suffix(')').ok_or(ParseError)?;
    let (ids, reason) = match inner.split_once('"') {
        Some((before, after)) => (strip_key(before)?, Some(strip_quote(after)?)),
        None => (inner, None),
    };
    let ids = ids.trim().trim_end_matches(',');
    let rules: Vec<_> = ids.split(',').map(|r| r.trim().to_owned()).collect();
    let is_id = |r: &String| !r.is_empty() && r.chars().all(|c| c.is_alphanumeric() || c == '-');
    if !rules.iter().all(is_id) {
        return Err(ParseError);
    }
    Ok(Directive { rules, reason })
}

/// What stands before `reason =`.
fn strip_key(text: &str) -> Result<&str, ParseError> {
    let text = text.trim_end().strip_suffix('=').ok_or(ParseError)?;
    let ids = text.trim_end().strip_suffix("reason").ok_or(ParseError)?;
    ids.trim_end().strip_suffix(',').ok_or(ParseError)
}

/// The reason, without the quotation mark at its end.
fn strip_quote(text: &str) -> Result<String, ParseError> {
    let text = text.trim_end().trim_end_matches(',').trim_end();
    let reason = text.strip_suffix('"').ok_or(ParseError)?;
    Ok(reason.trim().to_owned())
}

/// One rule that one comment allows at one place.
struct Allow {
    comment: Loc,
    rule: RuleId,
    target: Option<Span>,
    used: bool,
}

/// The allow comments of a run.
pub(super) struct Allows {
    list: Vec<Allow>,
    problems: Vec<AllowProblem>,
}

impl Allows {
    /// Reads all comments; what is wrong with one is kept for [`Self::problems`].
    pub(super) fn new(comments: &[(FileId, &[AllowComment])]) -> Self {
        let mut allows = Self { list: Vec::new(), problems: Vec::new() };
        for (file, comments) in comments {
            for comment in *comments {
                allows.add(*file, comment);
            }
        }
        allows
    }

    fn add(&mut self, file: FileId, comment: &AllowComment) {
        let at = Loc { file, span: comment.span };
        let Ok(directive) = parse(&comment.text) else {
            let text = comment.text.to_string();
            return self.problem(at, "malformed", [("text", text)]);
        };
        let has_reason = directive.reason.is_some_and(|r| !r.is_empty());
        for name in directive.rules {
            match RuleId::from_str(&name) {
                Err(_) => {
                    let known = RuleId::ALL.map(|r| format!("`{r}`")).join(", ");
                    self.problem(at, "unknown-rule", [("rule", name), ("rules", known)]);
                }
                Ok(_) if !has_reason => self.problem(at, "no-reason", [("rule", name)]),
                Ok(rule) => self.list.push(Allow { comment: at, rule, target: comment.target, used: false }),
            }
        }
    }

    fn problem<const N: usize>(&mut self, at: Loc, kind: &'static str, args: [(&'static str, String); N]) {
        self.problems.push(AllowProblem { at, kind, args: args.into() });
    }

    /// Whether a comment allows `finding`; every comment that does counts as used.
    pub(super) fn covers(&mut self, finding: &Finding) -> bool {
        let mut covered = false;
        for allow in &mut self.list {
            if allow.rule == finding.rule && allow.holds(finding.at) {
                allow.used = true;
                covered = true;
            }
        }
        covered
    }

    /// What is wrong with the comments; one for a rule that was not `selected` is not called unused.
    pub(super) fn problems(mut self, selected: &BTreeSet<RuleId>) -> Vec<AllowProblem> {
        let unused: Vec<_> = self.list.iter().filter(|a| !a.used).collect();
        let unused: Vec<_> = unused
            .into_iter()
            .filter(|a| selected.contains(&a.rule))
            .map(|a| (a.comment, a.rule.to_string()))
            .collect();
        for (at, rule) in unused {
            self.problem(at, "unused", [("rule", rule)]);
        }
        self.problems.sort_by_key(|p| p.at);
        self.problems
    }
}

impl Allow {
    fn holds(&self, at: Loc) -> bool {
        let starts_in = |t: Span| t.start <= at.span.start && at.span.start < t.end;
        self.comment.file == at.file && self.target.is_some_and(starts_in)
    }
}
