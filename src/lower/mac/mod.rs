//! Macro calls. A local `macro_rules!` goes before a known macro of the same name; what is not known is opaque.
//! Must not interpret what a macro means for resources: it only says what happens to the arguments.

mod args;
mod asyncs;
mod branches;
mod container;
mod define;
mod fallback;
mod format;
mod known;
mod matcher;
mod table;
mod transcribe;

use proc_macro2::TokenStream;
use syn::parse::Parser as _;

use super::LowerCx;
use super::block::Sink;
use crate::base::{Span, Sym};
use crate::hir::{BlockKind, ExprId, Stmt};

pub(super) use define::Macros;
pub use table::{MacroTable, collect_macros};

impl LowerCx<'_> {
    /// A macro call as an expression.
    pub(super) fn macro_expr(&mut self, mac: &syn::Macro) -> ExprId {
        let call = self.call_span(mac);
        let name = self.macro_name(mac);
        self.body.mention(name);
        if let Some(id) = self.expanded(mac, |cx, tokens| cx.expansion_expr(tokens, call)) {
            return id;
        }
        match self.known_macro(name, mac, call) {
            Some(id) => id,
            None => self.opaque(name, mac, call),
        }
    }

    /// A macro call as a statement; a local one's statements join those of the block. Returns whether they did.
    pub(super) fn macro_stmt(&mut self, m: &syn::StmtMacro, sink: &mut Sink) -> bool {
        let call = self.call_span(&m.mac);
        self.target(call);
        let spliced = self.expanded(&m.mac, |cx, tokens| {
            let stmts = syn::Block::parse_within.parse2(tokens).ok()?;
            cx.stmts(&stmts, sink);
            Some(())
        });
        if spliced.is_some() {
            if m.semi_token.is_some() {
                sink.stmts.extend(sink.tail.take().map(Stmt::Expr));
            }
            return true;
        }
        if self.pin_stmt(&m.mac, sink) || self.items_stmt(&m.mac, sink) {
            return true;
        }
        let id = self.macro_expr(&m.mac);
        sink.stmts.push(Stmt::Expr(id));
        false
    }

    /// From the macro's path to its closing bracket.
    pub(super) fn call_span(&self, mac: &syn::Macro) -> Span {
        let end = self.span(mac.delimiter.span().close());
        self.join(self.path_span(None, &mac.path), end)
    }

    /// The last segment of the macro's path.
    pub(super) fn macro_name(&mut self, mac: &syn::Macro) -> Sym {
        match mac.path.segments.last() {
            Some(seg) => self.name(&seg.ident),
            None => Sym::new(""),
        }
    }

    fn expansion_expr(&mut self, tokens: TokenStream, call: Span) -> Option<ExprId> {
        if tokens.is_empty() {
            return Some(self.unit(call));
        }
        if let Ok(expr) = syn::parse2::<syn::Expr>(tokens.clone()) {
            return Some(self.expr(&expr));
        }
        let stmts = syn::Block::parse_within.parse2(tokens).ok()?;
        Some(self.stmts_block(&stmts, BlockKind::Plain, None, call))
    }
}
