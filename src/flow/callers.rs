//! Who calls or names a function. Demand-driven: only bodies that mention its name are looked at.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::{Flow, Site};
use crate::base::Sym;
use crate::hir::ExprId;
use crate::infer::{BodyTypes, Callee, ValueRes};
use crate::link::{DefId, Parent, Res};

/// A place where a function is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caller {
    pub site: Site,
    /// It is called there; else it is only named (passed on as a value).
    pub call: bool,
}

/// A use of a function.
#[derive(Debug, Clone, Copy)]
struct At {
    caller: Caller,
    /// As it is known there.
    called: DefId,
    /// Called on a value of unknown kind: any impl may run.
    open: bool,
}

/// The uses of the functions of one name.
type Named = FxHashMap<DefId, Vec<At>>;

/// The kept answers, by name.
#[derive(Debug, Default)]
pub(super) struct Memo {
    of: Mutex<FxHashMap<Sym, Arc<OnceLock<Arc<Named>>>>>,
}

/// The names by which a body mentions that it calls a function of a name: an await calls `into_future`.
pub fn mentioned_as(name: Sym) -> impl Iterator<Item = Sym> {
    std::iter::once(name).chain((name == "into_future").then(|| Sym::new("await")))
}

/// Notes the use of a function, and of the trait's that it implements.
fn note(all: &mut Named, called: DefId, trait_fn: Option<DefId>, at: At) {
    for def in [Some(called), trait_fn.filter(|t| *t != called)].into_iter().flatten() {
        all.entry(def).or_default().push(at);
    }
}

impl Flow<'_> {
    /// Where the workspace calls or names a function, in order. A trait's function is also called where it is
    /// called on an impl, and an impl's function where its trait's is called on a value of unknown kind.
    #[must_use]
    pub fn callers(&self, fun: DefId) -> Arc<Vec<Caller>> {
        self.callers[fun.index()].get_or_init(|| Arc::new(self.find_callers(fun))).clone()
    }

    fn find_callers(&self, fun: DefId) -> Vec<Caller> {
        let of_trait = self.trait_fn_of(fun);
        let named = self.named(self.program.defs[fun].name);
        let mut all: Vec<Caller> = Vec::new();
        for at in named.get(&fun).into_iter().flatten() {
            all.push(at.caller);
        }
        // The trait's function, on a value of unknown kind.
        if let Some(of_trait) = of_trait.filter(|t| *t != fun) {
            let general = named.get(&of_trait).into_iter().flatten();
            let open = general.filter(|at| at.open && at.called == of_trait).map(|at| at.caller);
            all.extend(open.filter(|caller| self.may_run(caller.site, fun)));
        }
        all.sort_by_key(|c| (c.site.def, c.site.expr));
        all.dedup();
        all
    }

    /// Whether a call through a bound may run an impl's function: the bound may ask for another impl.
    fn may_run(&self, call: Site, fun: DefId) -> bool {
        let Parent::Impl(id) = self.program.defs[fun].parent else {
            return true;
        };
        match self.types_of(call.def).callees.get(&call.expr) {
            Some(Callee::Fn { bound: Some(bound), .. }) => self.types.may_meet(id, bound),
            _ => true,
        }
    }

    /// What the workspace does with the functions of a name, by function: one look at each body that mentions it.
    fn named(&self, name: Sym) -> Arc<Named> {
        let cell = self.named.of.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default().clone();
        cell.get_or_init(|| Arc::new(self.find_named(name))).clone()
    }

    fn find_named(&self, name: Sym) -> Named {
        let program = self.program;
        let mut all = Named::default();
        let mut bodies: Vec<DefId> =
            mentioned_as(name).filter_map(|n| program.mentions.get(&n)).flatten().copied().collect();
        bodies.sort_unstable();
        bodies.dedup();
        for def in bodies.into_iter().filter(|d| !program.defs[*d].test) {
            let types = self.types_of(def);
            #[expect(clippy::iter_over_hash_type, reason = "the sites are sorted where they are asked for")]
            for (expr, callee) in &types.callees {
                if let Callee::Fn { def: called, trait_fn, dynamic, .. } = callee
                    && program.defs[*called].name == name
                {
                    let caller = Caller { site: Site { def, expr: *expr }, call: true };
                    let open = *dynamic || Some(*called) == *trait_fn;
                    note(&mut all, *called, *trait_fn, At { caller, called: *called, open });
                }
            }
            #[expect(clippy::iter_over_hash_type, reason = "the sites are sorted where they are asked for")]
            for (expr, path) in &types.paths {
                if let ValueRes::Fn { def: called, trait_fn, .. } = path
                    && program.defs[*called].name == name
                    && !self.is_called(def, types, *expr)
                {
                    let caller = Caller { site: Site { def, expr: *expr }, call: false };
                    note(&mut all, *called, *trait_fn, At { caller, called: *called, open: false });
                }
            }
        }
        all
    }

    /// Whether a path is what a call calls.
    fn is_called(&self, def: DefId, types: &BodyTypes, path: ExprId) -> bool {
        let around = self.index(def).and_then(|i| i.parent(path));
        around.is_some_and(|call| types.callees.contains_key(&call) && self.is_callee(def, call, path))
    }

    fn is_callee(&self, def: DefId, call: ExprId, expr: ExprId) -> bool {
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

    /// Whether a definition is of the workspace (not declared by a model).
    #[must_use]
    pub fn in_workspace(&self, def: DefId) -> bool {
        matches!(self.program.crates[self.program.defs[def].krate].kind, crate::link::CrateKind::Workspace { .. })
    }
}
