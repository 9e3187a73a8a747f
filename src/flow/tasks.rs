//! Handles of tasks, and whether anything stops what they stand for. Must not know a rule.

use rustc_hash::FxHashSet;

use super::{Flow, Node, Site, Trace};
use crate::infer::Ty;
use crate::link::{DefId, Parent, Res};
use crate::model::Role;

impl Flow<'_> {
    /// Whether a type is a handle: it has a method of a model which stops its task.
    #[must_use]
    pub fn stops(&self, ty: &Ty) -> bool {
        let found = self.stoppers.get_or_init(|| self.find_stoppers());
        ty.adt().is_some_and(|d| found.contains(&d))
    }

    fn find_stoppers(&self) -> FxHashSet<DefId> {
        let program = self.program;
        let mut found = FxHashSet::default();
        #[expect(clippy::iter_over_hash_type, reason = "a set is made of it")]
        for (def, rows) in &program.roles {
            let Parent::Impl(id) = program.defs[*def].parent else { continue };
            let stops = rows.iter().any(|r| r.role == Role::Aborts && r.kind.is_none());
            if let (true, Some(Res::Def(adt))) = (stops, program.self_head(id)) {
                found.insert(adt);
            }
        }
        found
    }

    /// Whether the handle that a call gives is told to stop its task somewhere.
    #[must_use]
    pub fn is_stopped(&self, call: Site) -> bool {
        let holds = |ty: &Ty| ty.any(&mut |t| self.stops(t));
        self.stopped_in(&self.trace(Node::Expr(call), true, &holds))
    }

    /// Whether one of the uses of a handle stops its task.
    #[must_use]
    pub fn stopped_in(&self, trace: &Trace) -> bool {
        let stops = |site: Site| self.call_rows(site.def, site.expr).iter().any(|r| r.role == Role::Aborts);
        trace.uses.iter().any(|u| stops(u.site))
    }
}
