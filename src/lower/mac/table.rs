//! The `macro_rules!` of other files, and which of them a call means. Must not expand.
//!
//! Limits: a call's name leads to a macro of the same package or, through an import, a glob or a path that starts with
//! its name, to an exported one of another package of the workspace. Macros that are re-exported by a third package,
//! imports inside of functions and the order of definitions are not followed; a name that two files of a package
//! define differently is not known.

use std::sync::Arc;

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use rustc_hash::FxHashMap;

use crate::base::Sym;
use crate::lower::attrs;

/// Where a macro is from: another package, under the name by which the code at hand knows it, or its own.
type Origin = Option<Sym>;

/// `macro_rules!` of other files, as text.
#[derive(Debug, Clone, Default)]
pub struct MacroTable {
    /// `None`: defined more than once.
    rules: FxHashMap<(Origin, Sym), Option<Macro>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Macro {
    text: Arc<str>,
    exported: bool,
}

impl MacroTable {
    /// Adds the macros of another file of the package.
    #[expect(clippy::iter_over_hash_type, reason = "goes into a map again; each name comes once")]
    pub fn add(&mut self, other: Self) {
        for (key, new) in other.rules {
            let known = self.rules.entry(key).or_insert_with(|| new.clone());
            if *known != new {
                *known = None;
            }
        }
    }

    /// Adds the exported macros that another package, known as `name`, defines.
    #[expect(clippy::iter_over_hash_type, reason = "goes into a map again; each name comes once")]
    pub fn add_package(&mut self, name: Sym, other: &Self) {
        for ((origin, rule), found) in &other.rules {
            if origin.is_none() && found.as_ref().is_some_and(|m| m.exported) {
                self.rules.insert((Some(name), *rule), found.clone());
            }
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// Whether there is a macro `name`, be it understood or not, where a path that starts with `root` starts.
    pub(super) fn knows(&self, root: Sym, name: Sym) -> bool {
        self.rules.contains_key(&(origin(root), name))
    }

    fn get(&self, origin: Origin, name: Sym) -> Option<Found<'_>> {
        let found = self.rules.get(&(origin, name))?.as_ref()?;
        Some(Found { text: &found.text, origin })
    }
}

/// What a name leads to.
pub(super) struct Found<'t> {
    pub text: &'t str,
    /// What `$crate` stands for; `None`: the package at hand.
    pub origin: Origin,
}

/// The `macro_rules!` at the top and in the modules of a file, for other files to call.
#[must_use]
pub fn collect_macros(text: &str) -> MacroTable {
    let mut table = MacroTable::default();
    // Tokens are enough, and cost a quarter of a tree. What does not parse is reported where the file is lowered.
    if text.contains("macro_rules!")
        && let Ok(tokens) = text.parse::<TokenStream>()
    {
        collect(tokens, MAX_MODULES, &mut table);
    }
    proc_macro2::extra::invalidate_current_thread_spans();
    table
}

/// How deep modules may nest in a file for their macros to be seen.
const MAX_MODULES: u32 = 64;

fn collect(tokens: TokenStream, depth: u32, table: &mut MacroTable) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut item = 0;
    for (at, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else {
            item = if matches!(token, TokenTree::Punct(p) if p.as_char() == ';') { at + 1 } else { item };
            continue;
        };
        match &tokens[item..at] {
            [attrs @ .., TokenTree::Ident(word), TokenTree::Punct(not), TokenTree::Ident(name)]
                if word == "macro_rules" && not.as_char() == '!' =>
            {
                define(attrs, name, &group.stream(), table);
            }
            [attrs @ .., TokenTree::Ident(word), TokenTree::Ident(_)]
                if word == "mod" && depth > 0 && !attrs::is_test(&attributes(attrs)) =>
            {
                collect(group.stream(), depth - 1, table);
            }
            _ => {}
        }
        if group.delimiter() == Delimiter::Brace {
            item = at + 1;
        }
    }
}

fn define(attrs: &[TokenTree], name: &Ident, rules: &TokenStream, table: &mut MacroTable) {
    let attrs = attributes(attrs);
    if attrs::is_test(&attrs) {
        return;
    }
    let exported = attrs.iter().any(|a| a.path().is_ident("macro_export"));
    let found = Macro { text: rules.to_string().into(), exported };
    let key = (None, Sym::new(&name.to_string()));
    table.add(MacroTable { rules: [(key, Some(found))].into_iter().collect() });
}

/// The attributes at the start of an item, also where those of the file or module stand before it.
fn attributes(tokens: &[TokenTree]) -> Vec<syn::Attribute> {
    let parser = |input: syn::parse::ParseStream<'_>| {
        syn::Attribute::parse_inner(input)?;
        let attrs = syn::Attribute::parse_outer(input)?;
        input.parse::<TokenStream>().map(|_| attrs)
    };
    let tokens = tokens.iter().cloned().collect::<TokenStream>();
    syn::parse::Parser::parse2(parser, tokens).unwrap_or_default()
}

/// What a file imports, as far as it can name macros.
#[derive(Debug, Default)]
pub(in crate::lower) struct MacroImports {
    /// A name, the first segment of the path that it stands for, and the last.
    names: FxHashMap<Sym, (Sym, Sym)>,
    /// The first segments of globs.
    globs: Vec<Sym>,
}

impl MacroImports {
    /// The imports at the top of a file and in its modules.
    pub(in crate::lower) fn of(items: &[syn::Item]) -> Self {
        let mut out = Self::default();
        out.items(items);
        out
    }

    fn items(&mut self, items: &[syn::Item]) {
        for item in items {
            match item {
                syn::Item::Mod(m) => self.items(m.content.as_ref().map_or(&[], |(_, items)| items)),
                syn::Item::Use(u) => self.tree(&u.tree, None),
                _ => {}
            }
        }
    }

    fn tree(&mut self, tree: &syn::UseTree, root: Option<Sym>) {
        let sym = |name: &proc_macro2::Ident| Sym::new(&name.to_string());
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, root.or_else(|| Some(sym(&path.ident)))),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, root)),
            syn::UseTree::Glob(_) => self.globs.extend(root),
            syn::UseTree::Name(leaf) => self.leaf(root, sym(&leaf.ident), sym(&leaf.ident)),
            syn::UseTree::Rename(leaf) => self.leaf(root, sym(&leaf.ident), sym(&leaf.rename)),
        }
    }

    fn leaf(&mut self, root: Option<Sym>, name: Sym, known_as: Sym) {
        if let Some(root) = root {
            self.names.insert(known_as, (root, name));
        }
    }

    /// What a macro's path of first and last segment means; a single name has no first one.
    pub(super) fn find<'t>(&self, table: &'t MacroTable, first: Option<Sym>, name: Sym) -> Option<Found<'t>> {
        if let Some(root) = first {
            return table.get(origin(root), name);
        }
        if let Some((root, name)) = self.names.get(&name) {
            return table.get(origin(*root), *name);
        }
        let globs = self.globs.iter().filter_map(|root| table.get(origin(*root), name));
        table.get(None, name).or_else(|| globs.into_iter().next())
    }
}

/// The package that a path starts in.
fn origin(root: Sym) -> Origin {
    (!is_own(root)).then_some(root)
}

/// Whether a path that starts with `root` stays in the package at hand.
pub(super) fn is_own(root: Sym) -> bool {
    ["crate", "self", "super"].iter().any(|own| root == *own)
}
