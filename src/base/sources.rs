//! The texts that findings point into. Must not read files: whoever reads them puts them in.

use std::collections::BTreeMap;

use super::{FileId, LineCol, LineIndex, Loc, Span};

/// The texts of some files, by id.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: BTreeMap<FileId, Source>,
}

/// One file's text and names.
#[derive(Debug, Clone)]
pub struct Source {
    /// Relative to the workspace's root, with `/`.
    pub path: String,
    /// Relative to the repository's root, with `/`.
    pub repo_path: String,
    pub text: String,
    index: LineIndex,
}

impl Sources {
    /// Adds a file.
    pub fn insert(&mut self, file: FileId, path: String, repo_path: String, text: String) {
        let index = LineIndex::new(&text);
        let source = Source { path, repo_path, text, index };
        self.files.insert(file, source);
    }

    /// The file with this id, if its text was put in.
    #[must_use]
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.files.get(&file)
    }

    /// The text of `at`; empty where it is not known.
    #[must_use]
    pub fn text(&self, at: Loc) -> &str {
        self.get(at.file).map_or("", |s| s.slice(at.span))
    }
}

impl Source {
    /// The text of `span`; empty where it does not lie in the file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Line and column of an offset.
    #[must_use]
    pub fn line_col(&self, offset: u32) -> LineCol {
        self.index.line_col(&self.text, offset)
    }

    /// The byte offset where the 0-based `line` starts.
    #[must_use]
    pub fn line_start(&self, line: usize) -> Option<u32> {
        self.index.start(line)
    }

    /// The part of `span` that stands on its first line, without white space at the end.
    #[must_use]
    pub fn first_line(&self, span: Span) -> Span {
        let line = self.slice(span).lines().next().unwrap_or_default();
        let len = u32::try_from(line.trim_end().len()).unwrap_or(0);
        Span { start: span.start, end: span.start + len }
    }
}
