//! The `macro_rules!` that calls can be expanded with, and the limits of expanding.

use std::rc::Rc;
use std::str::FromStr as _;

use proc_macro2::TokenStream;
use rustc_hash::FxHashMap;

use super::matcher::{self, Rule};
use super::transcribe;
use crate::base::{Span, Sym};
use crate::lower::LowerCx;
use crate::syntax;

/// How deep expansions nest.
const MAX_EXPANSIONS: u32 = 32;
/// How deep the tokens of all expansions at hand nest, in the weights of [`transcribe::nesting`].
const MAX_NESTING: u32 = 1000;
/// How many tokens the expansions of one file may have.
const MAX_TOKENS: usize = 400_000;

/// `macro_rules!` of other files, as text.
#[derive(Debug, Clone, Default)]
pub struct MacroTable {
    rules: FxHashMap<Sym, Box<str>>,
}

impl MacroTable {
    /// Adds the macros of `other`; those that are here already stay.
    pub fn add(&mut self, other: Self) {
        self.rules.extend_absent(other.rules);
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }
}

trait ExtendAbsent {
    fn extend_absent(&mut self, other: Self);
}

impl ExtendAbsent for FxHashMap<Sym, Box<str>> {
    #[expect(clippy::iter_over_hash_type, reason = "goes into a map again; each name comes once")]
    fn extend_absent(&mut self, other: Self) {
        for (name, rules) in other {
            self.entry(name).or_insert(rules);
        }
    }
}

/// The `macro_rules!` at the top and in the modules of a file, for other files to call.
#[must_use]
pub fn collect_macros(text: &str) -> MacroTable {
    let mut table = MacroTable::default();
    if !text.contains("macro_rules!") {
        return table;
    }
    if let Ok((tree, _)) = syntax::parse(text, &syntax::scan(text)) {
        collect(&tree.items, &mut table);
    }
    proc_macro2::extra::invalidate_current_thread_spans();
    table
}

fn collect(items: &[syn::Item], table: &mut MacroTable) {
    for item in items {
        match item {
            syn::Item::Mod(m) => collect(m.content.as_ref().map_or(&[], |(_, items)| items), table),
            syn::Item::Macro(m) => {
                if let Some(name) = defines(m) {
                    let rules = m.mac.tokens.to_string().into();
                    table.rules.insert(Sym::new(&name.to_string()), rules);
                }
            }
            _ => {}
        }
    }
}

/// The name that a `macro_rules!` defines.
pub(in crate::lower) fn defines(item: &syn::ItemMacro) -> Option<&proc_macro2::Ident> {
    item.ident.as_ref().filter(|_| item.mac.path.is_ident("macro_rules"))
}

/// The macros of the file at hand.
pub(in crate::lower) struct Macros<'t> {
    foreign: &'t MacroTable,
    /// `None`: its rules are not understood.
    known: FxHashMap<Sym, Option<Rc<Definition>>>,
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
        Self { foreign, known: FxHashMap::default(), depth: 0, nesting: 0, budget: MAX_TOKENS, call: None }
    }

    fn find(&mut self, name: Sym) -> Option<Rc<Definition>> {
        if let Some(known) = self.known.get(&name) {
            return known.clone();
        }
        let text = self.foreign.rules.get(&name)?;
        let tokens = TokenStream::from_str(text).ok();
        let found = tokens.and_then(|t| definition(t, true));
        self.known.insert(name, found.clone());
        found
    }
}

fn definition(tokens: TokenStream, foreign: bool) -> Option<Rc<Definition>> {
    let rules = matcher::parse_rules(tokens)?;
    Some(Rc::new(Definition { rules, foreign }))
}

impl LowerCx<'_> {
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
            let found = definition(item.mac.tokens.clone(), false);
            self.macros.known.insert(name, found);
        }
    }

    /// Expands `mac` if it is a local macro and lowers what comes out; `None` if either does not work.
    pub(super) fn expanded<T>(
        &mut self,
        mac: &syn::Macro,
        lower: impl FnOnce(&mut Self, TokenStream) -> Option<T>,
    ) -> Option<T> {
        let name = local_name(&mac.path)?;
        let name = self.name(name);
        let definition = self.macros.find(name)?;
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
        let value = lower(self, tokens);
        self.macros.depth -= 1;
        self.macros.call = outer_call;
        self.macros.nesting = outer_nesting;
        value
    }
}

/// `name!`, `crate::name!`, `self::name!`.
fn local_name(path: &syn::Path) -> Option<&proc_macro2::Ident> {
    let mut segs = path.segments.iter();
    match (segs.next(), segs.next(), segs.next()) {
        (Some(name), None, None) => Some(&name.ident),
        (Some(root), Some(name), None) if root.ident == "crate" || root.ident == "self" => Some(&name.ident),
        _ => None,
    }
}
