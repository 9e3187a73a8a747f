//! The fields of the workspace's structs: what is given to them, and where they are read. Answers are kept.
//! Must not follow values.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::{Flow, Node, Site};
use crate::base::Sym;
use crate::hir::{Body, Expr, Pat, PatId};
use crate::infer::Callee;
use crate::link::DefId;

type Kept<T> = Mutex<FxHashMap<(DefId, Sym), Arc<Vec<T>>>>;

/// The kept answers, by type and field.
#[derive(Debug, Default)]
pub(super) struct Memo {
    nodes: Kept<Node>,
    values: Kept<Site>,
}

impl Flow<'_> {
    /// Every expression in the workspace that is a field of a type, and every local that a pattern binds to it.
    #[must_use]
    pub fn field_nodes(&self, adt: DefId, name: Sym) -> Arc<Vec<Node>> {
        kept(&self.fields.nodes, (adt, name), || self.find_field_nodes(adt, name))
    }

    /// What the literals of a struct, and assignments, give to a field.
    #[must_use]
    pub fn field_values(&self, adt: DefId, name: Sym) -> Arc<Vec<Site>> {
        kept(&self.fields.values, (adt, name), || self.find_field_values(adt, name))
    }

    fn find_field_nodes(&self, adt: DefId, name: Sym) -> Vec<Node> {
        let mut nodes = Vec::new();
        for def in self.bodies_with(adt, name) {
            let Some(body) = self.body(def) else { continue };
            let types = self.types_of(def);
            for (expr, kind) in body.exprs.iter() {
                if matches!(kind, Expr::Field { name: n, .. } if *n == name) && types.fields.get(&expr) == Some(&adt) {
                    nodes.push(Node::Expr(Site { def, expr }));
                }
            }
            for (pat, kind) in body.pats.iter() {
                let Some(of) = types.pat_paths.get(&pat) else {
                    continue;
                };
                if self.owner_type(*of) != adt {
                    continue;
                }
                let subs: Vec<PatId> = match kind {
                    Pat::Struct { fields, .. } => fields.iter().filter(|(n, _)| *n == name).map(|(_, p)| *p).collect(),
                    Pat::TupleStruct { pats, .. } => {
                        let index = name.as_str().parse::<usize>().ok();
                        index.and_then(|i| pats.get(i)).copied().into_iter().collect()
                    }
                    _ => Vec::new(),
                };
                nodes.extend(subs.into_iter().flat_map(|p| body.bindings(p)).map(|l| Node::Local(def, l)));
            }
        }
        nodes
    }

    fn find_field_values(&self, adt: DefId, name: Sym) -> Vec<Site> {
        let mut all = Vec::new();
        let mut bodies = self.bodies_with(adt, name);
        bodies.extend(self.bodies_of(adt));
        bodies.sort_unstable();
        bodies.dedup();
        for def in bodies {
            let Some(body) = self.body(def) else { continue };
            // Types are asked for only where a literal can be one of the struct's.
            if !body.exprs.iter().any(|(_, e)| gives_field(body, e, name)) {
                continue;
            }
            let types = self.types_of(def);
            for (expr, kind) in body.exprs.iter() {
                let value = match kind {
                    Expr::Struct { fields, .. }
                        if types.literals.get(&expr).is_some_and(|l| self.owner_type(*l) == adt) =>
                    {
                        fields.iter().find(|f| f.name == name).map(|f| f.value)
                    }
                    Expr::Assign { lhs, rhs } => matches!(&body.exprs[*lhs], Expr::Field { name: n, .. } if *n == name)
                        .then_some(*rhs)
                        .filter(|_| types.fields.get(lhs) == Some(&adt)),
                    Expr::Call { args, .. } => match types.callees.get(&expr) {
                        Some(Callee::Ctor(ctor)) if self.owner_type(*ctor) == adt => {
                            name.as_str().parse::<usize>().ok().and_then(|i| args.get(i)).copied()
                        }
                        _ => None,
                    },
                    _ => None,
                };
                all.extend(value.map(|expr| Site { def, expr }));
            }
        }
        all
    }

    /// The bodies that may name a field: a tuple's field is not named where a pattern binds it, but its variant is.
    fn bodies_with(&self, adt: DefId, name: Sym) -> Vec<DefId> {
        let program = self.program;
        let variants = program.variants(adt).iter().map(|v| program.defs[*v].name);
        let names = variants.chain([name, program.defs[adt].name]);
        let found = names.filter_map(|n| program.mentions.get(&n)).flatten().copied();
        let mut all: Vec<DefId> = found.filter(|d| !program.defs[*d].test).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The bodies in the impls of a type, where it may be called `Self`.
    fn bodies_of(&self, adt: DefId) -> impl Iterator<Item = DefId> + '_ {
        let program = self.program;
        let items = program.impls_for(adt).iter().flat_map(|i| &program.impls[*i].items);
        items.map(|(_, def)| *def).filter(|d| !program.defs[*d].test && self.in_workspace(*d))
    }
}

fn kept<T>(of: &Kept<T>, key: (DefId, Sym), find: impl FnOnce() -> Vec<T>) -> Arc<Vec<T>> {
    let lock = || of.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = lock().get(&key) {
        return known.clone();
    }
    let found = Arc::new(find());
    lock().insert(key, found.clone());
    found
}

/// Whether an expression can give a value to a field of this name.
fn gives_field(body: &Body, expr: &Expr, name: Sym) -> bool {
    match expr {
        Expr::Struct { fields, .. } => fields.iter().any(|f| f.name == name),
        Expr::Assign { lhs, .. } => matches!(&body.exprs[*lhs], Expr::Field { name: n, .. } if *n == name),
        Expr::Call { args, .. } => name.as_str().parse::<usize>().is_ok_and(|i| i < args.len()),
        _ => false,
    }
}
