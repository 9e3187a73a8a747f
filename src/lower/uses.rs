//! `use` trees, flattened. Must not resolve them.

use syn::UseTree;

use super::LowerCx;
use crate::base::Sym;
use crate::hir::{Import, Path, Seg};

impl LowerCx<'_> {
    /// The leaves of `item`'s tree.
    pub(super) fn imports(&mut self, item: &syn::ItemUse) -> Vec<Import> {
        let mut out = Vec::new();
        let prefix = Path { global: item.leading_colon.is_some(), ..Path::default() };
        self.use_tree(&item.tree, prefix, &mut out);
        out
    }

    fn use_tree(&mut self, tree: &UseTree, mut prefix: Path, out: &mut Vec<Import>) {
        match tree {
            UseTree::Path(path) => {
                let name = self.name(&path.ident);
                prefix.segs.push(Seg { name, args: None });
                self.use_tree(&path.tree, prefix, out);
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.use_tree(tree, prefix.clone(), out);
                }
            }
            UseTree::Name(leaf) => out.push(self.leaf(prefix, &leaf.ident, None)),
            UseTree::Rename(leaf) => out.push(self.leaf(prefix, &leaf.ident, Some(&leaf.rename))),
            UseTree::Glob(glob) => out.push(Import {
                path: prefix,
                name: Sym::new(""),
                glob: true,
                span: self.span(glob.star_token.spans[0]),
            }),
        }
    }

    fn leaf(&mut self, mut path: Path, ident: &proc_macro2::Ident, rename: Option<&proc_macro2::Ident>) -> Import {
        let (name, mut span) = self.named(ident);
        if name != "self" || path.segs.is_empty() {
            path.segs.push(Seg { name, args: None });
        }
        let mut known_as = path.segs.last().map_or(name, |s| s.name);
        if let Some(rename) = rename {
            let (name, end) = self.named(rename);
            known_as = name;
            span = self.join(span, end);
        }
        Import { path, name: known_as, glob: false, span }
    }
}
