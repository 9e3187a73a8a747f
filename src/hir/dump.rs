//! Prints a lowered file as text: the oracle of the lowering tests. Must not interpret.
//!
//! Locals print as `name.index`, macros with what they do, and what is not written in the source in `⟨⟩`.

mod exprs;
mod items;
mod types;
mod words;

use std::fmt::Write as _;

use super::{Body, FileHir, ItemId};
use crate::base::Span;

/// Prints `hir`, which was lowered from `text`.
#[must_use]
pub fn file(hir: &FileHir, text: &str) -> String {
    let mut out = Printer { hir, text, out: String::new(), indent: 0 };
    if hir.test_only {
        out.line("#![test]");
    }
    out.items(&hir.root);
    out.notes();
    out.out
}

/// Writes indented lines.
struct Printer<'h> {
    hir: &'h FileHir,
    text: &'h str,
    out: String,
    indent: usize,
}

impl<'h> Printer<'h> {
    fn line(&mut self, line: &str) {
        self.start();
        self.push(line);
        self.end();
    }

    fn start(&mut self) {
        for _ in 0..self.indent {
            self.out.push_str("    ");
        }
    }

    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn end(&mut self) {
        self.out.push('\n');
    }

    /// Writes the lines between braces one step further in.
    fn nested(&mut self, inner: impl FnOnce(&mut Self)) {
        self.push("{\n");
        self.indent += 1;
        inner(self);
        self.indent -= 1;
        self.start();
        self.push("}");
    }

    /// Writes `each` of `list`, with commas between.
    fn list<T>(&mut self, list: &[T], each: impl Fn(&mut Self, &T)) {
        for (index, item) in list.iter().enumerate() {
            if index > 0 {
                self.push(", ");
            }
            each(self, item);
        }
    }

    fn items(&mut self, items: &[ItemId]) {
        for id in items {
            self.item(*id);
        }
    }

    /// The first line of what stands at `span`.
    fn source(&self, span: Span) -> &'h str {
        let text = self.text.get(span.start as usize..span.end as usize);
        text.and_then(|t| t.lines().next()).unwrap_or("⟨no such span⟩")
    }

    fn notes(&mut self) {
        for allow in &self.hir.allows {
            let target = allow.target.map_or("⟨nothing⟩", |t| self.source(t));
            let line = format!("allow `{}` on `{target}`", allow.text);
            self.line(&line);
        }
        for mac in &self.hir.opaque_macros {
            let line = format!("opaque `{}` at `{}`", mac.name, self.source(mac.span));
            self.line(&line);
        }
        for problem in &self.hir.problems {
            let mut line = format!("problem {:?}", problem.kind);
            if let Some((at, col)) = problem.at {
                // Writing to a string does not fail.
                let _ = write!(line, " at {at}:{col}");
            }
            let line = format!("{line}: {}", problem.message);
            self.line(&line);
        }
    }

    fn body(&mut self, body: &'h Body) {
        exprs::BodyPrinter::new(self, body).root();
    }
}
