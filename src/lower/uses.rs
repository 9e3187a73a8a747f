//! `use` trees, flattened. Must not resolve them.

use syn::UseTree;

use super::LowerCx;
use crate::base::Sym;
use crate::hir::{Import, Path, Seg};

/// The beginning of the paths of a part of a tree.
struct Prefix {
    global: bool,
    names: Vec<Sym>,
}

impl Prefix {
    /// With what stands behind it.
    fn path(&self, last: Option<Sym>) -> Path {
        let segs = self.names.iter().copied().chain(last).map(|name| Seg { name, args: None });
        Path { global: self.global, qself: None, segs: segs.collect() }
    }
}

impl LowerCx<'_> {
    /// The leaves of `item`'s tree.
    pub(super) fn imports(&mut self, item: &syn::ItemUse) -> Vec<Import> {
        let mut out = Vec::new();
        let global = item.leading_colon.is_some();
        self.use_tree(&item.tree, &mut Prefix { global, names: Vec::new() }, &mut out);
        out
    }

    fn use_tree(&mut self, tree: &UseTree, prefix: &mut Prefix, out: &mut Vec<Import>) {
        match tree {
            UseTree::Path(path) => {
                let name = self.name(&path.ident);
                prefix.names.push(name);
                self.use_tree(&path.tree, prefix, out);
                prefix.names.pop();
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(tree, prefix, out);
                }
            }
            UseTree::Name(leaf) => out.push(self.leaf(prefix, &leaf.ident, None)),
            UseTree::Rename(leaf) => out.push(self.leaf(prefix, &leaf.ident, Some(&leaf.rename))),
            UseTree::Glob(glob) => out.push(Import {
                path: prefix.path(None),
                name: Sym::new(""),
                glob: true,
                may_be_macro: false,
                span: self.span(glob.star_token.spans[0]),
            }),
        }
    }

    fn leaf(&mut self, prefix: &Prefix, ident: &proc_macro2::Ident, rename: Option<&proc_macro2::Ident>) -> Import {
        let (name, mut span) = self.named(ident);
        let is_prefix = name == "self" && !prefix.names.is_empty();
        let path = prefix.path((!is_prefix).then_some(name));
        let mut known_as = path.segs.last().map_or(name, |s| s.name);
        if let Some(rename) = rename {
            let (name, end) = self.named(rename);
            known_as = name;
            span = self.join(span, end);
        }
        let may_be_macro = prefix.names.first().is_some_and(|root| self.macros.knows(*root, name));
        Import { path, name: known_as, glob: false, may_be_macro, span }
    }
}
