//! Blocks that hold items: each is a module that names fall through.

use super::collect::Place;
use super::linker::Linker;
use super::{ModuleId, ModuleKind};
use crate::base::Sym;
use crate::hir::{Body, BodyId, Expr, ExprId, ItemId};

impl Linker<'_> {
    /// Collects the items in the blocks of a body; `owner` is the name of the item that has it.
    pub(super) fn blocks(&mut self, place: Place<'_>, id: BodyId, owner: Sym) {
        let body = &place.hir.bodies[id];
        if !body.exprs.iter().any(|(_, expr)| items_of(expr).is_some()) {
            return;
        }
        for (block, outer) in with_items(body) {
            let Some(items) = items_of(&body.exprs[block]) else {
                continue;
            };
            let key = |block| (place.krate, place.file, id, block);
            let parent: Option<ModuleId> = outer.and_then(|outer| self.program.blocks.get(&key(outer)).copied());
            let name = if parent.is_some() { Sym::new("") } else { owner };
            let module = self.add_module(
                place.krate,
                Some(parent.unwrap_or(place.module)),
                (name, ModuleKind::Block),
                place.file,
                place.test,
            );
            self.program.blocks.insert(key(block), module);
            let inner = Place { module, dir: None, ..place };
            self.items(inner, items);
        }
    }
}

fn items_of(expr: &Expr) -> Option<&[ItemId]> {
    match expr {
        Expr::Block { items, .. } if !items.is_empty() => Some(items),
        _ => None,
    }
}

/// The blocks with items, each behind the one around it.
fn with_items(body: &Body) -> Vec<(ExprId, Option<ExprId>)> {
    let mut out = Vec::new();
    let mut todo = vec![(body.root, None)];
    while let Some((id, mut outer)) = todo.pop() {
        let expr = &body.exprs[id];
        if items_of(expr).is_some() {
            out.push((id, outer));
            outer = Some(id);
        }
        todo.extend(expr.children().into_iter().rev().map(|child| (child, outer)));
    }
    out
}
