//! What awaiting the result of a call waits for: a library's by its rows, the workspace's by its body.

use super::wait::{FnWaits, Given, Wait};
use super::waits::{Ask, ClientBound, given, row_arg_or_self};
use crate::flow::{Site, Source};
use crate::hir::{Body, Expr, ExprId};
use crate::infer::{Callee, Ty};
use crate::link::DefId;
use crate::model::{Role, Row};

/// A call and its parts.
#[derive(Clone, Copy)]
pub(super) struct Call<'b> {
    pub site: Site,
    pub body: &'b Body,
    /// The expression that is called, of a call that is no method's.
    pub callee: Option<ExprId>,
    pub recv: Option<ExprId>,
    pub args: &'b [ExprId],
}

impl<'b> Call<'b> {
    /// The receiver and the arguments.
    pub fn parts(self) -> impl Iterator<Item = ExprId> + 'b {
        self.recv.into_iter().chain(self.args.iter().copied())
    }
}

impl Ask<'_, '_> {
    pub(super) fn call(&mut self, call: Call<'_>) -> FnWaits {
        let found = self.call_waits(call);
        if found.waits.is_empty() || !self.flow.has_limited_twin(call.site) {
            return found;
        }
        FnWaits { waits: Vec::new(), params: found.params }
    }

    fn call_waits(&mut self, call: Call<'_>) -> FnWaits {
        let Site { def, expr } = call.site;
        let rows = self.flow.call_rows(def, expr);
        let has = |role: Role| rows.iter().find(|r| r.role == role).copied();
        let ends = [Role::Timer, Role::CancelSignal, Role::WaitsInside, Role::ConnectionDriver, Role::Spawns];
        let bounds = rows.iter().any(|r| r.role == Role::BoundsWait && r.kind.is_none());
        if bounds || ends.into_iter().any(|role| has(role).is_some()) {
            return FnWaits::default();
        }
        if let Some(row) = has(Role::ServesConnection) {
            let bounded = call.recv.is_some_and(|r| self.server_bounded(def, r));
            return if bounded { FnWaits::default() } else { Self::wait(call.site, row, "serve", true) };
        }
        if let Some(row) = has(Role::WaitsOutside) {
            return self.outside(call, row);
        }
        let combines = has(Role::Combines);
        match combines.and_then(|r| r.kind.as_deref()) {
            Some("one") if call.parts().any(|part| self.holds_signal(def, call.body, part)) => {
                return FnWaits::default();
            }
            Some("abortable") if self.is_aborted(call) => return FnWaits::default(),
            Some(kind @ ("read" | "write")) => return self.stream_method(call, combines, kind),
            _ => {}
        }
        let known = self.flow.types_of(def).callees.get(&expr).cloned();
        let targets = known.as_ref().map_or_else(Vec::new, |c| self.flow.targets_in(def, c));
        if !targets.is_empty() {
            return self.targets(call, &targets);
        }
        match known {
            Some(Callee::Value) => call.callee.map_or_else(FnWaits::default, |c| self.called(def, call.body, c, 4)),
            Some(Callee::Fn { .. }) => self.parts(call, combines.is_some()),
            Some(Callee::Ctor(of)) if self.flow.in_workspace(of) => self.by_hand(call.site, call.body, call.args),
            // A library's struct around a future: `AssertUnwindSafe(work)`.
            Some(Callee::Ctor(_)) => self.parts(call, false),
            _ => FnWaits::default(),
        }
    }

    /// A library's function runs the futures that it is given; one that is known to combine them, also those in collections.
    fn parts(&mut self, call: Call<'_>, combines: bool) -> FnWaits {
        let (def, body) = (call.site.def, call.body);
        let mut all = FnWaits::default();
        for part in call.parts() {
            if self.is_future(def, part) {
                all.add(self.future(def, body, part));
            } else if let Expr::Closure { .. } = &body.exprs[part] {
                all.add(self.called(def, body, part, 4));
            } else if combines {
                all.add(self.held(def, body, part));
            }
        }
        all
    }

    /// A library's call that waits for the outside, if what it waits on is that; closures that it calls per item may, too.
    fn outside(&mut self, call: Call<'_>, row: &Row) -> FnWaits {
        let (def, body) = (call.site.def, call.body);
        let mut all = self.outside_itself(call, row);
        for arg in call.args {
            if let Expr::Closure { .. } = &body.exprs[*arg] {
                all.add(self.called(def, body, *arg, 4));
            }
        }
        all
    }

    fn outside_itself(&mut self, call: Call<'_>, row: &Row) -> FnWaits {
        let Site { def, expr } = call.site;
        let subject = call.recv.or_else(|| call.args.first().copied());
        if let Some(subject) = subject {
            if self.holds_futures(&self.flow.ty(def, subject)) {
                return self.held(def, call.body, subject);
            }
            if self.stream_ends(Site { def, expr: subject }) {
                return FnWaits::default();
            }
        }
        let known = self.flow.types_of(def).callees.get(&expr).cloned();
        let outside = self.is_outside(def, known.as_ref(), call.recv, call.args);
        let kind = row.kind.as_deref().unwrap_or("read");
        if subject.is_some_and(|s| self.is_stopped_before(call, s)) {
            return FnWaits::default();
        }
        let finishes = kind == "connect" && self.flow.call_row(def, expr, Role::FinishesClient).is_some();
        let client = (finishes || matches!(kind, "http" | "rpc")).then(|| self.clients.of_request(call.site));
        match (outside, client) {
            (_, Some(ClientBound::Bounded)) => FnWaits::default(),
            // A stream of what is inside may still run futures: `iter(peers).then(fetch)`; one by hand may read a socket.
            (Some(false), _) => subject.map_or_else(FnWaits::default, |s| {
                let mut all = self.polled_by_hand(Site { def, expr: s }, kind);
                all.add(self.held(def, call.body, s));
                all
            }),
            (Some(true), Some(bound)) => {
                let mut found = Self::wait(call.site, row, kind, bound != ClientBound::Unknown);
                for wait in &mut found.waits {
                    wait.client = call.parts().flat_map(|part| self.parameters_behind(def, part)).collect();
                }
                found
            }
            (Some(true), None) => Self::wait(call.site, row, kind, true),
            (None, _) if subject.is_some_and(|s| self.is_memory(def, s, 3)) => FnWaits::default(),
            (None, _) => self.open_wait(call, row, kind),
        }
    }

    /// A stream's or sink's method: what it waits for, the type of its receiver says.
    fn stream_method(&mut self, call: Call<'_>, row: Option<&Row>, kind: &str) -> FnWaits {
        let value = row.and_then(|r| Some((r, row_arg_or_self(r, call.recv, call.args)?)));
        let verdict = value.and_then(|(_, v)| self.outside_type(&self.flow.ty(call.site.def, v)));
        match (row, verdict) {
            (Some(row), Some(Some(true))) => Self::wait(call.site, row, kind, true),
            (Some(row), Some(None)) => self.open_wait(call, row, kind),
            _ => FnWaits::default(),
        }
    }

    /// Whether the handle of an abortable future is told to stop it.
    fn is_aborted(&self, call: Call<'_>) -> bool {
        let made_by = |arg: ExprId| {
            let (made_of, _) = self.flow.origins(Site { def: call.site.def, expr: arg });
            let calls = made_of.into_iter().filter(|e| matches!(call.body.exprs[*e], Expr::Call { .. }));
            calls.map(|expr| Site { def: call.site.def, expr }).collect::<Vec<Site>>()
        };
        let registered = call.args.get(1).map_or_else(Vec::new, |arg| made_by(*arg));
        registered.into_iter().chain([call.site]).any(|site| self.flow.is_stopped(site))
    }

    /// Whether one of the futures in a value ends by itself or on a signal.
    fn holds_signal(&self, def: DefId, body: &Body, part: ExprId) -> bool {
        match &body.exprs[part] {
            Expr::Array(parts) | Expr::Tuple(parts) | Expr::Vec { elems: parts, .. } => {
                parts.iter().any(|p| self.flow.is_signal(def, *p, 6))
            }
            _ => self.flow.is_signal(def, part, 6),
        }
    }

    fn wait(site: Site, row: &Row, kind: &str, proven: bool) -> FnWaits {
        let proven = proven || row.role == Role::ServesConnection;
        let (over, client, way) = (Vec::new(), Vec::new(), Vec::new());
        FnWaits::one(Wait { site, kind: kind.to_owned(), proven, open: false, over, client, way })
    }

    /// A wait on a value whose type the caller decides.
    fn open_wait(&self, call: Call<'_>, row: &Row, kind: &str) -> FnWaits {
        let mut found = Self::wait(call.site, row, kind, false);
        for wait in &mut found.waits {
            (wait.open, wait.over) = (true, self.parameters_of(call.site.def, call.parts()));
        }
        found
    }

    /// What calling a closure (or a parameter) and awaiting its result waits for.
    pub fn called(&mut self, def: DefId, body: &Body, callee: ExprId, depth: usize) -> FnWaits {
        let Some(depth) = depth.checked_sub(1) else {
            return FnWaits::default();
        };
        match &body.exprs[callee] {
            closure @ Expr::Closure { body: inner, .. } if self.is_poll_closure(def, closure) => {
                self.polls(def, body, *inner)
            }
            Expr::Closure { body: inner, is_async: true, .. } => self.run(def, body, *inner),
            Expr::Closure { body: inner, .. } => self.future(def, body, *inner),
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => self.called(def, body, *expr, depth),
            Expr::MethodCall { recv, .. } => self.called(def, body, *recv, depth),
            Expr::Block { tail: Some(tail), .. } => self.called(def, body, *tail, depth),
            Expr::Local(local) => {
                if let Some(given) = given(body, *local) {
                    return FnWaits::given(given);
                }
                let mut all = FnWaits::default();
                for init in self.flow.initialisers(def, *local) {
                    all.add(self.called(def, body, init, depth));
                }
                all
            }
            // A closure that is kept in a field.
            Expr::Field { .. } => self.part_of_whole(def, body, callee),
            Expr::Path(_) => {
                let named = match self.flow.types_of(def).paths.get(&callee) {
                    Some(crate::infer::ValueRes::Fn { def, .. }) => *def,
                    _ => return FnWaits::default(),
                };
                let mut found = self.function(named).as_ref().clone();
                // What it is called with is not seen.
                found.waits.iter_mut().for_each(|w| w.client.clear());
                found
            }
            _ => FnWaits::default(),
        }
    }

    /// An await of a value of the workspace's own runs its `into_future`.
    pub fn into_future(&mut self, def: DefId, body: &Body, wait: ExprId, of: ExprId) -> FnWaits {
        let Some(callee) = self.flow.types_of(def).callees.get(&wait) else {
            return FnWaits::default();
        };
        let targets = self.flow.targets(callee);
        let call = Call { site: Site { def, expr: wait }, body, recv: Some(of), callee: None, args: &[] };
        self.targets(call, &targets)
    }

    fn targets(&mut self, call: Call<'_>, targets: &[DefId]) -> FnWaits {
        let def = call.site.def;
        let mut all = FnWaits::default();
        let here = self.flow.loc(def, call.site.expr);
        let mut run: Vec<ExprId> = Vec::new();
        for target in targets {
            let summary = self.function(*target);
            if *summary == FnWaits::default() {
                continue;
            }
            let has_self = self.flow.body(*target).is_some_and(|b| b.self_local.is_some());
            for wait in &summary.waits {
                if all.is_nearer(wait) {
                    continue;
                }
                let mut wait = wait.clone();
                wait.way.splice(0..0, here);
                if self.give_client(call, has_self, &mut wait) && (!wait.open || self.close(call, has_self, &mut wait))
                {
                    all.add(FnWaits::one(wait));
                }
            }
            run.extend(summary.params.iter().filter_map(|given| given.at_call(call.recv, call.args, has_self)));
        }
        run.sort_unstable();
        run.dedup();
        for arg in run {
            all.add(self.given(def, call.body, arg));
        }
        all
    }

    /// One wait that is proven.
    pub(super) fn wait_at(site: Site, kind: &str) -> FnWaits {
        let (over, client, way) = (Vec::new(), Vec::new(), Vec::new());
        FnWaits::one(Wait { site, kind: kind.to_owned(), proven: true, open: false, over, client, way })
    }

    /// What a call says of a wait on a parameter of its callee; whether it may be the outside.
    fn close(&self, call: Call<'_>, has_self: bool, wait: &mut Wait) -> bool {
        let over = wait.over.iter().filter_map(|g| g.at_call(call.recv, call.args, has_self));
        let mut parts: Vec<ExprId> = over.collect();
        let known = |e: &ExprId| !self.flow.ty(call.site.def, *e).any(&mut Ty::is_unknown);
        let sure = !parts.is_empty() && parts.iter().all(known);
        if !sure {
            parts = call.parts().collect();
        }
        self.closed_by(call.site.def, &parts, sure, wait)
    }

    /// What the parts say that a wait on an open type is over; whether it may be the outside.
    pub(super) fn closed_by(&self, def: DefId, parts: &[ExprId], sure: bool, wait: &mut Wait) -> bool {
        match self.passed_outside(def, parts) {
            Some(Some(true)) => (wait.proven, wait.open) = (sure || wait.over.is_empty(), false),
            Some(None) => wait.over = self.parameters_of(def, parts.iter().copied()),
            Some(Some(false)) | None => return false,
        }
        true
    }

    /// Which client a call gives to a wait for an answer; whether it may be one without a bound.
    fn give_client(&self, call: Call<'_>, has_self: bool, wait: &mut Wait) -> bool {
        let def = call.site.def;
        let given: Vec<ExprId> = wait.client.iter().filter_map(|g| g.at_call(call.recv, call.args, has_self)).collect();
        let bounds: Vec<ClientBound> = given.iter().map(|e| self.clients.of_value(Site { def, expr: *e })).collect();
        if bounds.contains(&ClientBound::Bounded) {
            return false;
        }
        wait.client.clear();
        if !bounds.contains(&ClientBound::Open) {
            wait.client.extend(given.iter().flat_map(|e| self.parameters_behind(def, *e)));
        }
        true
    }

    /// The parameters that a value is made of.
    pub(super) fn parameters_behind(&self, def: DefId, expr: ExprId) -> Vec<Given> {
        let (_, ends) = self.flow.origins(Site { def, expr });
        let mut all: Vec<Given> = ends.into_iter().filter_map(as_given).collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// What running a value that a function is given waits for: a future, a closure, or a collection of futures.
    fn given(&mut self, def: DefId, body: &Body, arg: ExprId) -> FnWaits {
        if self.is_future(def, arg) {
            return self.future(def, body, arg);
        }
        let mut all = self.called(def, body, arg, 4);
        if all == FnWaits::default() {
            all = self.held(def, body, arg);
        }
        all
    }
}

fn as_given(source: Source) -> Option<Given> {
    match source {
        Source::Param(i) => Some(Given::Arg(i)),
        Source::SelfParam => Some(Given::Itself),
        Source::ClosureParam { .. } | Source::Value(_) => None,
    }
}
