//! Ties `leaklint:` comments to what they apply to. Must not read what they say.

use crate::base::Span;
use crate::hir::AllowComment;
use crate::syntax::Comment;

/// Finds the target of each comment among `targets`: the statements, items, fields and arms of the file.
pub(super) fn attach(text: &str, comments: &[Comment], mut targets: Vec<Span>) -> Vec<AllowComment> {
    // Outer ones first.
    targets.sort_unstable_by_key(|t| (t.start, std::cmp::Reverse(t.end)));
    targets.dedup();
    comments
        .iter()
        .map(|comment| AllowComment {
            text: comment_text(text, comment.span),
            span: comment.span,
            target: target(text, *comment, &targets),
        })
        .collect()
}

fn comment_text(text: &str, span: Span) -> Box<str> {
    let whole = text.get(span.start as usize..span.end as usize);
    whole.unwrap_or("").trim_start_matches('/').trim().into()
}

fn target(text: &str, comment: Comment, targets: &[Span]) -> Option<Span> {
    let at = comment.span;
    let around = targets.iter().copied().rfind(|t| t.contains(at));
    if comment.after_code {
        return ended_before(text, at, targets).or(around);
    }
    let first = targets.partition_point(|t| t.start < at.end);
    let next = targets.get(first).copied();
    next.filter(|t| around.is_none_or(|a| a.contains(*t)))
}

/// The outermost target that ends last before the comment, on its line.
fn ended_before(text: &str, at: Span, targets: &[Span]) -> Option<Span> {
    let before = text.get(..at.start as usize).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |i| i + 1);
    targets
        .iter()
        .copied()
        .filter(|t| t.end <= at.start && t.end as usize > line)
        .max_by_key(|t| (t.end, std::cmp::Reverse(t.start)))
}
