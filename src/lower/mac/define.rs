//! The `macro_rules!` that calls can be expanded with, and the limits of expanding.

use std::rc::Rc;
use std::str::FromStr as _;

use proc_macro2::TokenStream;
use rustc_hash::FxHashMap;

use super::matcher::{self, Rule};
use super::table::{self, MacroImports, MacroTable};
use super::transcribe;
use crate::base::{Span, Sym};
use crate::lower::LowerCx;

/// How deep expansions nest.
const MAX_EXPANSIONS: u32 = 32;
/// How deep the tokens of all expansions at hand nest, in the weights of [`transcribe::nesting`].
const MAX_NESTING: u32 = 1000;
/// How many tokens the expansions of one file may have.
const MAX_TOKENS: usize = 400_000;

/// The name that a `macro_rules!` defines.
pub(in crate::lower) fn defines(item: &syn::ItemMacro) -> Option<&proc_macro2::Ident> {
    item.ident.as_ref().filter(|_| item.mac.path.is_ident("macro_rules"))
}

/// The macros of the file at hand.
pub(in crate::lower) struct Macros<'t> {
    foreign: &'t MacroTable,
    imports: MacroImports,
    /// Those of the file; `None`: its rules are not understood.
    own: FxHashMap<Sym, Option<Rc<Definition>>>,
    /// Those of other files, by the first segment of the path, if there are more, and the last.
    others: FxHashMap<(Option<Sym>, Sym), Option<Rc<Definition>>>,
    depth: u32,
    nesting: u32,
    budget: usize,
    /// The outermost call that is being expanded.
    pub(in crate::lower) call: Option<Span>,
}

/// One `macro_rules!`.
pub(in crate::lower) struct Definition {
    pub rules: Vec<Rule>,
    /// Its tokens are of another file.
    pub foreign: bool,
}

impl<'t> Macros<'t> {
    pub(in crate::lower) fn new(foreign: &'t MacroTable) -> Self {
        Self {
            foreign,
            imports: MacroImports::default(),
            own: FxHashMap::default(),
            others: FxHashMap::default(),
            depth: 0,
            nesting: 0,
            budget: MAX_TOKENS,
            call: None,
        }
    }

    /// Whether there is a macro `name` where a path that starts with `root` starts.
    pub(in crate::lower) fn knows(&self, root: Sym, name: Sym) -> bool {
        table::is_own(root) && self.own.contains_key(&name) || self.foreign.knows(root, name)
    }

    /// The macro that a path of first and last segment names.
    fn find(&mut self, first: Option<Sym>, name: Sym) -> Option<Rc<Definition>> {
        if first.is_none_or(table::is_own)
            && let Some(own) = self.own.get(&name)
        {
            return own.clone();
        }
        if self.foreign.is_empty() {
            return None;
        }
        if let Some(known) = self.others.get(&(first, name)) {
            return known.clone();
        }
        let found = self.imports.find(self.foreign, first, name).and_then(|found| {
            let root = found.origin.map_or("crate", |o| o.as_str());
            definition(TokenStream::from_str(found.text).ok()?, root, true)
        });
        self.others.insert((first, name), found.clone());
        found
    }
}

/// `root` is what `$crate` stands for.
fn definition(tokens: TokenStream, root: &str, foreign: bool) -> Option<Rc<Definition>> {
    let rules = matcher::parse_rules(tokens, root)?;
    Some(Rc::new(Definition { rules, foreign }))
}

impl LowerCx<'_> {
    /// Notes what a file defines and imports.
    pub(in crate::lower) fn macros_of(&mut self, items: &[syn::Item]) {
        self.define_macros(items);
        if !self.macros.foreign.is_empty() {
            self.macros.imports = MacroImports::of(items);
        }
    }

    /// Notes the macros that `items`, or modules among them, define.
    pub(in crate::lower) fn define_macros(&mut self, items: &[syn::Item]) {
        for item in items {
            match item {
                syn::Item::Macro(m) => self.define_macro(m),
                syn::Item::Mod(m) => {
                    self.define_macros(m.content.as_ref().map_or(&[], |(_, items)| items));
                }
                _ => {}
            }
        }
    }

    pub(in crate::lower) fn define_block_macros(&mut self, stmts: &[syn::Stmt]) {
        for stmt in stmts {
            if let syn::Stmt::Item(syn::Item::Macro(m)) = stmt {
                self.define_macro(m);
            }
        }
    }

    fn define_macro(&mut self, item: &syn::ItemMacro) {
        if let Some(ident) = defines(item) {
            let name = self.name(ident);
            let found = definition(item.mac.tokens.clone(), "crate", false);
            self.macros.own.insert(name, found);
        }
    }

    /// Expands `mac` if it is a local macro and lowers what comes out; `None` if either does not work.
    pub(super) fn expanded<T>(
        &mut self,
        mac: &syn::Macro,
        lower: impl FnOnce(&mut Self, TokenStream) -> Option<T>,
    ) -> Option<T> {
        let mut segs = mac.path.segments.iter();
        let name = self.name(&segs.next_back()?.ident);
        let first = segs.next().map(|seg| self.name(&seg.ident));
        let definition = self.macros.find(first, name)?;
        if self.macros.depth >= MAX_EXPANSIONS {
            return None;
        }
        let respan = definition.foreign.then(|| mac.bang_token.spans[0]);
        let budget = &mut self.macros.budget;
        let tokens = transcribe::expand(&definition.rules, &mac.tokens, respan, budget)?;
        let nesting = self.macros.nesting + transcribe::nesting(&tokens);
        if nesting > MAX_NESTING {
            return None;
        }
        let outer_nesting = std::mem::replace(&mut self.macros.nesting, nesting);
        let outer_call = self.macros.call;
        self.macros.call = Some(outer_call.unwrap_or_else(|| self.call_span(mac)));
        self.macros.depth += 1;
        let (start, call) = (self.body.exprs_len(), self.macros.call);
        let value = lower(self, tokens);
        if let (None, Some(call)) = (outer_call, call) {
            self.body.expanded(start, call);
        }
        self.macros.depth -= 1;
        self.macros.call = outer_call;
        self.macros.nesting = outer_nesting;
        value
    }
}
