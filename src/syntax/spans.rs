//! From the parser's spans to byte ranges of the file. Must run on the thread that parsed.

use std::fmt::Write as _;

use proc_macro2::{Ident, LineColumn};

use crate::base::Span;

/// The lines of one text. Line and column of a token are cheap to ask for, its byte range is not.
#[derive(Debug)]
pub struct Spans<'t> {
    text: &'t str,
    /// The byte offsets of the lines' starts.
    starts: Vec<u32>,
    ascii: bool,
}

impl<'t> Spans<'t> {
    /// For tokens that were parsed from `text[content..]`.
    pub(super) fn new(text: &'t str, content: usize) -> Self {
        let offset = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut starts = vec![offset(content)];
        let bytes = text.as_bytes().iter().enumerate().skip(content);
        starts.extend(bytes.filter(|(_, b)| **b == b'\n').map(|(i, _)| offset(i + 1)));
        Self { text, starts, ascii: text.is_ascii() }
    }

    /// The whole text's span.
    pub fn all(&self) -> Span {
        Span { start: 0, end: u32::try_from(self.text.len()).unwrap_or(u32::MAX) }
    }

    /// The byte range of `span`.
    pub fn of(&self, span: proc_macro2::Span) -> Span {
        Span { start: self.offset(span.start()), end: self.offset(span.end()) }
    }

    /// Where `span` starts.
    pub fn start(&self, span: proc_macro2::Span) -> u32 {
        self.offset(span.start())
    }

    fn offset(&self, at: LineColumn) -> u32 {
        let line = at.line.saturating_sub(1).min(self.starts.len() - 1);
        let start = self.starts[line];
        if self.ascii {
            return start + u32::try_from(at.column).unwrap_or(0);
        }
        let rest = self.text.get(start as usize..).unwrap_or("");
        let bytes: usize = rest.chars().take(at.column).map(char::len_utf8).sum();
        start + u32::try_from(bytes).unwrap_or(0)
    }
}

/// Writes the name of `ident` to `buf`, without `r#`; returns how many bytes it takes in the source.
pub fn ident_text(ident: &Ident, buf: &mut String) -> u32 {
    buf.clear();
    // Writing to a string does not fail.
    let _ = write!(buf, "{ident}");
    let len = u32::try_from(buf.len()).unwrap_or(0);
    if buf.starts_with("r#") {
        buf.drain(..2);
    }
    len
}
