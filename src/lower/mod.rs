//! From syntax trees to the intermediate form. Must not read files, resolve names other than locals, or judge;
//! a file that it cannot lower becomes an empty one with a problem. Trees and their spans end here.
//!
//! Limits: macro hygiene is not modelled (a macro's own locals share the caller's scope), and a macro's
//! tokens that come from another file stand at the call.

mod allows;
mod assign;
mod attrs;
mod block;
mod body;
mod consts;
mod control;
mod expr;
mod fns;
mod item;
mod mac;
mod members;
mod pat;
mod types;
mod uses;

use std::path::PathBuf;

use crate::base::{Arena, FileId, Problem, ProblemKind, Span, Sym};
use crate::hir::{FileHir, OpaqueMacro};
use crate::syntax::{self, Spans, SyntaxError, ident_text};

use body::BodyCx;
pub use mac::{MacroTable, collect_macros};

/// Lowers one file. Meant for a thread with a stack of 64 MiB.
#[must_use]
pub fn lower_file(file: FileId, text: &str) -> FileHir {
    lower_file_with(file, text, &MacroTable::default(), true)
}

/// As [`lower_file`]; `macros` are those of other files that this one may call, `tests` says whether what is only
/// compiled for tests is looked into.
#[must_use]
pub fn lower_file_with(file: FileId, text: &str, macros: &MacroTable, tests: bool) -> FileHir {
    let mut scan = syntax::scan(text);
    if tests {
        scan.tests.clear();
    }
    let hir = match syntax::parse(text, &scan) {
        Ok((tree, spans)) => {
            let mut cx = LowerCx::new(file, spans, macros, !scan.comments.is_empty());
            cx.tests = tests || !scan.comments.is_empty();
            cx.file(&tree);
            cx.finish(text, &scan.comments)
        }
        Err(error) => refused(file, error),
    };
    proc_macro2::extra::invalidate_current_thread_spans();
    hir
}

fn refused(file: FileId, error: SyntaxError) -> FileHir {
    let mut hir = empty(file);
    hir.problems.push(Problem {
        kind: ProblemKind::Incomplete,
        path: PathBuf::new(),
        at: error.at,
        message: error.message,
    });
    hir
}

fn empty(file: FileId) -> FileHir {
    FileHir {
        file,
        items: Arena::default(),
        root: Vec::new(),
        bodies: Arena::default(),
        test_only: false,
        wasm_only: false,
        generated: false,
        allows: Vec::new(),
        opaque_macros: Vec::new(),
        problems: Vec::new(),
    }
}

/// Whether a comment among the first lines says that a program wrote the file.
fn is_generated(text: &str) -> bool {
    let first = text.lines().take(10);
    first
        .filter(|l| l.trim_start().starts_with("//") || l.trim_start().starts_with("/*"))
        .any(|l| l.contains("@generated"))
}

/// The state of lowering one file.
struct LowerCx<'t> {
    spans: Spans<'t>,
    hir: FileHir,
    /// The body at hand.
    body: BodyCx,
    /// Bodies that are done, for their memory.
    spare: Vec<BodyCx>,
    macros: mac::Macros<'t>,
    /// What `leaklint:` comments can apply to; not gathered if there are none.
    targets: Option<Vec<Span>>,
    /// What is only compiled for tests is looked into.
    tests: bool,
    buf: String,
}

impl<'t> LowerCx<'t> {
    fn new(file: FileId, spans: Spans<'t>, macros: &'t MacroTable, has_comments: bool) -> Self {
        Self {
            spans,
            hir: empty(file),
            body: BodyCx::default(),
            spare: Vec::new(),
            macros: mac::Macros::new(macros),
            targets: has_comments.then(Vec::new),
            tests: true,
            buf: String::new(),
        }
    }

    fn file(&mut self, tree: &syn::File) {
        let attrs = attrs::lower(&tree.attrs);
        (self.hir.test_only, self.hir.wasm_only) = (attrs.test_only, attrs.wasm_only);
        self.macros_of(&tree.items);
        self.hir.root = self.items(&tree.items);
    }

    fn finish(mut self, text: &str, comments: &[syntax::Comment]) -> FileHir {
        let targets = self.targets.take().unwrap_or_default();
        self.hir.generated = is_generated(text);
        self.hir.allows = allows::attach(text, comments, targets);
        self.hir.items.shrink();
        self.hir.bodies.shrink();
        self.hir
    }

    /// The name of `ident`, without `r#`.
    fn name(&mut self, ident: &proc_macro2::Ident) -> Sym {
        ident_text(ident, &mut self.buf);
        Sym::new(&self.buf)
    }

    /// The name of `ident` and where it stands.
    fn named(&mut self, ident: &proc_macro2::Ident) -> (Sym, Span) {
        let len = ident_text(ident, &mut self.buf);
        let start = self.spans.start(ident.span());
        (Sym::new(&self.buf), self.at_call(Span { start, end: start + len }))
    }

    /// Where a token stands; for one that was written where a macro is defined, the call.
    fn span(&self, span: proc_macro2::Span) -> Span {
        self.at_call(self.spans.of(span))
    }

    fn at_call(&self, own: Span) -> Span {
        match self.macros.call {
            Some(call) if !call.contains(own) => call,
            _ => own,
        }
    }

    /// The span from `a` to `b`; the macro call's, if one of them is.
    fn join(&self, a: Span, b: Span) -> Span {
        match self.macros.call {
            Some(call) if a == call || b == call => call,
            _ => a.to(b),
        }
    }

    /// Notes something that a `leaklint:` comment can apply to.
    fn target(&mut self, span: Span) {
        if let Some(targets) = &mut self.targets {
            targets.push(span);
        }
    }

    fn opaque_macro(&mut self, name: Sym, span: Span) {
        self.hir.opaque_macros.push(OpaqueMacro { name, span });
    }
}
