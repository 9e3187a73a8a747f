//! Text to syntax tree, and what the tree does not hold: `leaklint:` comments and the depth of nesting.
//! Must not lower, and must not let a tree outlive the closure that asked for it.

mod scan;
mod spans;

use std::borrow::Cow;

use crate::base::Span;

pub use scan::{Comment, Scan, scan, weight};
pub use spans::{Spans, ident_text};

/// How many brackets may nest.
const MAX_DEPTH: u32 = 256;
/// How long a chain of operators, calls and prefixes may be, with those around it.
const MAX_CHAIN: u32 = 3000;

/// Why a text has no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SyntaxError {
    /// Line and column, both from 1.
    pub at: Option<(u32, u32)>,
    pub message: String,
}

/// Parses `text`, whose [`Scan`] is `scan`. The tree's spans are good until the next call on this thread.
pub fn parse<'t>(text: &'t str, scan: &Scan) -> Result<(syn::File, Spans<'t>), SyntaxError> {
    if let Some(offset) = scan.too_deep {
        return Err(too_deep(text, offset));
    }
    proc_macro2::extra::invalidate_current_thread_spans();
    let start = content_start(text);
    let kept = without(text, start, &scan.tests);
    let file = syn::parse_str(&kept).map_err(|e| syntax_error(&e))?;
    Ok((file, Spans::new(text, start)))
}

/// `text` from `start` on without `spans`; what is left keeps its lines and columns.
fn without<'t>(text: &'t str, start: usize, spans: &[Span]) -> Cow<'t, str> {
    if spans.is_empty() {
        return Cow::Borrowed(&text[start..]);
    }
    let mut kept = String::with_capacity(text.len());
    let mut from = start;
    for span in spans {
        let (gap, end) = (&text[from..span.start as usize], span.end as usize);
        kept.push_str(gap);
        for c in text[span.start as usize..end].chars() {
            kept.push(if c == '\n' { '\n' } else { ' ' });
        }
        from = end;
    }
    kept.push_str(&text[from..]);
    Cow::Owned(kept)
}

/// Where Rust starts: after a byte order mark and a `#!` line.
fn content_start(text: &str) -> usize {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = &text[bom..];
    let is_shebang = rest.strip_prefix("#!").is_some_and(|r| !r.trim_start().starts_with('['));
    if is_shebang {
        return bom + rest.find('\n').unwrap_or(rest.len());
    }
    bom
}

fn too_deep(text: &str, offset: u32) -> SyntaxError {
    let lines = crate::base::LineIndex::new(text);
    let at = lines.line_col(text, offset);
    SyntaxError { at: Some((at.line, at.col)), message: "the code is nested too deeply".to_owned() }
}

fn syntax_error(error: &syn::Error) -> SyntaxError {
    let start = error.span().start();
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    SyntaxError {
        at: Some((number(start.line), number(start.column).saturating_add(1))),
        message: format!("does not parse: {}", shown(&error.to_string())),
    }
}

/// The parser's message without control characters, which it may quote from the file.
fn shown(message: &str) -> Cow<'_, str> {
    if message.chars().any(char::is_control) {
        return Cow::Owned(message.chars().filter(|c| !c.is_control()).collect());
    }
    Cow::Borrowed(message)
}
