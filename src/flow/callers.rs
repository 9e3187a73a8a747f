//! Who calls or names a function. Demand-driven: only bodies that mention its name are looked at.

use std::sync::Arc;

use super::{Flow, Site};
use crate::infer::{Callee, ValueRes};
use crate::link::{DefId, Parent, Res};

/// A place where a function is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    pub site: Site,
    /// It is called there; else it is only named (passed on as a value).
    pub call: bool,
}

impl Flow<'_> {
    /// Where the workspace calls or names a function, in order. A trait's function is also called where it is
    /// called on an impl, and an impl's function where its trait's is called on a value of unknown kind.
    #[must_use]
    pub fn callers(&self, fun: DefId) -> Arc<Vec<Caller>> {
        self.callers[fun.index()].get_or_init(|| Arc::new(self.find_callers(fun))).clone()
    }

    fn find_callers(&self, fun: DefId) -> Vec<Caller> {
        let program = self.program;
        let wanted = [Some(fun), self.trait_fn_of(fun)];
        let mut all = Vec::new();
        let bodies = program.mentions.get(&program.defs[fun].name).map_or(&[][..], Vec::as_slice);
        for def in bodies.iter().copied().filter(|d| !program.defs[*d].test) {
            let types = self.types_of(def);
            let mut sites: Vec<Caller> = Vec::new();
            #[expect(clippy::iter_over_hash_type, reason = "the sites are sorted below")]
            for (expr, callee) in &types.callees {
                let Callee::Fn { def: called, trait_fn, dynamic, .. } = callee else {
                    continue;
                };
                let exact = *called == fun || *trait_fn == Some(fun);
                let may = (*dynamic || Some(*called) == *trait_fn) && wanted.contains(&Some(*called));
                if exact || may {
                    sites.push(Caller { site: Site { def, expr: *expr }, call: true });
                }
            }
            #[expect(clippy::iter_over_hash_type, reason = "the sites are sorted below")]
            for (expr, path) in &types.paths {
                let ValueRes::Fn { def: named, trait_fn, .. } = path else {
                    continue;
                };
                let callee_of = |index: &super::BodyIndex| match index.parent(*expr) {
                    Some(parent) => types.callees.contains_key(&parent) && self.is_callee(def, parent, *expr),
                    None => false,
                };
                let named_here = *named == fun || *trait_fn == Some(fun);
                if named_here && !self.index(def).is_some_and(|i| callee_of(i)) {
                    sites.push(Caller { site: Site { def, expr: *expr }, call: false });
                }
            }
            sites.sort_by_key(|c| c.site.expr);
            all.extend(sites);
        }
        all
    }

    fn is_callee(&self, def: DefId, call: crate::hir::ExprId, expr: crate::hir::ExprId) -> bool {
        let body = self.body(def);
        matches!(body.map(|b| &b.exprs[call]), Some(crate::hir::Expr::Call { callee, .. }) if *callee == expr)
    }

    /// The trait's function that an impl's function implements.
    #[must_use]
    pub fn trait_fn_of(&self, fun: DefId) -> Option<DefId> {
        let program = self.program;
        let Parent::Impl(id) = program.defs[fun].parent else {
            return None;
        };
        let Some(Res::Def(tr)) = program.impls[id].of_trait else {
            return None;
        };
        let name = program.defs[fun].name;
        program.assoc_items(tr).iter().find(|(n, _)| *n == name).map(|(_, d)| *d)
    }

    /// The workspace's functions that a call may run: the one that is known; for a trait's function that is called on
    /// a value of unknown kind, every impl in the workspace, and the trait's own default.
    #[must_use]
    pub fn targets(&self, callee: &Callee) -> Vec<DefId> {
        let Callee::Fn { def, trait_fn, dynamic, .. } = callee else {
            return Vec::new();
        };
        let program = self.program;
        let mut all = Vec::new();
        if self.body(*def).is_some() && self.in_workspace(*def) {
            all.push(*def);
        }
        if let (Some(trait_fn), true) = (trait_fn, *dynamic || Some(*def) == *trait_fn) {
            let Parent::Trait(tr) = program.defs[*trait_fn].parent else {
                return all;
            };
            let name = program.defs[*trait_fn].name;
            let impls = program.impls_of_trait(tr).iter().map(|i| &program.impls[*i]);
            let own = impls.filter(|i| !i.test).filter_map(|i| i.items.iter().find(|(n, _)| *n == name));
            all.extend(own.map(|(_, d)| *d).filter(|d| self.in_workspace(*d)));
        }
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether a definition is of the workspace (not declared by a model).
    #[must_use]
    pub fn in_workspace(&self, def: DefId) -> bool {
        matches!(self.program.crates[self.program.defs[def].krate].kind, crate::link::CrateKind::Workspace { .. })
    }
}
