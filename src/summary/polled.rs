//! Futures that the workspace writes by hand: what their own `poll` polls. A call polls where it is given the task's context.
//! Must not follow what is awaited.

use super::calls::Call;
use super::held::may_hold_futures;
use super::wait::{FnWaits, Given, Wait};
use super::waits::{Ask, ClientBound, given};
use crate::flow::Site;
use crate::hir::{Body, Expr, ExprId, LocalId, Pat, Stmt};
use crate::infer::{Callee, Ty};
use crate::link::{DefId, Parent, Res};
use crate::model::Role;

/// One call that polls.
#[derive(Clone, Copy)]
struct Poll {
    call: ExprId,
    /// What is polled.
    subject: ExprId,
}

impl Ask<'_, '_> {
    /// What a value waits for that is a future by its type's own `poll` or `into_future`; `parts`: what it is made of.
    pub(super) fn by_hand(&mut self, site: Site, body: &Body, parts: &[ExprId]) -> FnWaits {
        let Some(poll) = self.own_poll(&self.flow.ty(site.def, site.expr)) else {
            return FnWaits::default();
        };
        let summary = self.function(poll);
        let here = self.flow.loc(site.def, site.expr);
        let mut all = FnWaits::default();
        for wait in &summary.waits {
            let mut wait = wait.clone();
            wait.way.splice(0..0, here);
            if self.takes_client(site.def, parts, &mut wait)
                && (!wait.open || self.closed_by(site.def, parts, false, &mut wait))
            {
                all.add(FnWaits::one(wait));
            }
        }
        if summary.params.contains(&Given::Itself) {
            let holding = parts.iter().filter(|part| may_hold_futures(&self.flow.ty(site.def, **part)));
            for part in holding.copied().collect::<Vec<ExprId>>() {
                all.add(self.part(site.def, body, part));
            }
        }
        all
    }

    /// What a call of a library waits for on a stream or a reader that the workspace writes by hand.
    pub(super) fn polled_by_hand(&mut self, site: Site, kind: &str) -> FnWaits {
        let ty = self.flow.ty(site.def, site.expr);
        let Some(adt) = self.pinned(&ty).adt().filter(|d| self.flow.in_workspace(*d)) else {
            return FnWaits::default();
        };
        let program = self.flow.program;
        let impls = program.impls_for(adt).iter().map(|i| &program.impls[*i]);
        let traits = impls.filter(|i| !i.test && i.of_trait.is_some());
        let items = traits.flat_map(|i| i.items.iter().map(|(_, def)| *def));
        let polls: Vec<DefId> = items.filter(|def| program.fn_item(*def).is_some() && self.is_poll(*def)).collect();
        let here = self.flow.loc(site.def, site.expr);
        let mut all = FnWaits::default();
        for poll in polls {
            for wait in &self.function(poll).waits {
                let mut wait = wait.clone();
                wait.way.splice(0..0, here);
                let same = (wait.kind == "write") == (kind == "write");
                if same && (!wait.open || self.closed_by(site.def, &[site.expr], false, &mut wait)) {
                    all.add(FnWaits::one(wait));
                }
            }
        }
        all
    }

    /// The client of a wait for an answer is in one of the parts; whether it may be one without a bound.
    fn takes_client(&self, def: DefId, parts: &[ExprId], wait: &mut Wait) -> bool {
        if wait.client.is_empty() {
            return true;
        }
        let bounds = parts.iter().map(|e| self.clients.of_value(Site { def, expr: *e }));
        let bounded = bounds.into_iter().any(|b| b == ClientBound::Bounded);
        wait.client = parts.iter().flat_map(|e| self.parameters_behind(def, *e)).collect();
        !bounded
    }

    /// The `poll` of a type of the workspace, else its `into_future`.
    fn own_poll(&self, ty: &Ty) -> Option<DefId> {
        let (program, lang) = (self.flow.program, &self.flow.types.lang);
        let adt = self.pinned(ty).adt().filter(|d| self.flow.in_workspace(*d))?;
        [(lang.future, "poll"), (lang.into_future, "into_future")].into_iter().find_map(|(tr, name)| {
            let impls = program.impls_of_trait(tr?).iter().map(|i| &program.impls[*i]);
            let mut own = impls.filter(|i| !i.test && i.self_head == Some(Res::Def(adt)));
            own.find_map(|i| i.items.iter().find(|(n, _)| *n == name).map(|(_, def)| *def))
        })
    }

    /// The type behind references, pins and boxes.
    fn pinned<'t>(&self, ty: &'t Ty) -> &'t Ty {
        let lang = &self.flow.types.lang;
        let mut at = ty.peel_refs();
        while let (true, Some(inner)) =
            (at.adt().is_some_and(|d| Some(d) == lang.pin || Some(d) == lang.boxed), at.args().first())
        {
            at = inner.peel_refs();
        }
        at
    }

    /// Whether a function is given the task's context: it polls.
    pub(super) fn is_poll(&self, fun: DefId) -> bool {
        self.flow.types.sig(fun).params.iter().any(|ty| self.is_context(ty))
    }

    /// Whether a closure is: `poll_fn(|cx| ..)`.
    pub(super) fn is_poll_closure(&self, def: DefId, closure: &Expr) -> bool {
        let Expr::Closure { params, .. } = closure else { return false };
        let types = self.flow.types_of(def);
        let Some(body) = self.flow.body(def) else { return false };
        params.iter().flat_map(|(pat, _)| body.bindings(*pat)).any(|local| self.is_context(&types.local(local)))
    }

    fn is_context(&self, ty: &Ty) -> bool {
        let context = self.flow.types.lang.context;
        context.is_some() && ty.peel_refs().adt() == context
    }

    /// What a `poll` waits for: each poll in it that none beside it ends.
    pub(super) fn polls(&mut self, def: DefId, body: &Body, root: ExprId) -> FnWaits {
        let polls = self.polls_in(def, body, root);
        let (ends, others): (Vec<Poll>, Vec<Poll>) = polls.into_iter().partition(|p| self.is_end(def, *p, 3));
        let mut all = FnWaits::default();
        for poll in others {
            if self.step(def) && !ends.iter().any(|end| self.ends_poll(def, body, *end, poll)) {
                all.add(self.polled(def, body, root, poll));
            }
        }
        all
    }

    fn polls_in(&self, def: DefId, body: &Body, root: ExprId) -> Vec<Poll> {
        let context = |e: &ExprId| self.is_context(&self.flow.ty(def, *e));
        let found = body.descendants(root).into_iter().filter_map(|call| {
            let (recv, args) = match &body.exprs[call] {
                Expr::MethodCall { recv, args, .. } => (Some(*recv), args),
                Expr::Call { args, .. } => (None, args),
                _ => return None,
            };
            args.iter().any(context).then_some(())?;
            let subject = recv.into_iter().chain(args.iter().copied().filter(|a| !context(a))).next()?;
            Some(Poll { call, subject })
        });
        found.collect()
    }

    /// Whether what is polled ends by itself or on a signal. `depth`: how many helpers further are looked into.
    fn is_end(&self, def: DefId, poll: Poll, depth: usize) -> bool {
        let rows = self.flow.call_rows(def, poll.call);
        rows.iter().any(|r| matches!(r.role, Role::Timer | Role::CancelSignal))
            || self.flow.signal_type(&self.flow.ty(def, poll.subject))
            || self.flow.callees(def, poll.call).into_iter().any(|fun| self.polls_only_ends(fun, depth))
    }

    /// A helper that polls a deadline.
    fn polls_only_ends(&self, fun: DefId, depth: usize) -> bool {
        let (Some(depth), Some(body)) = (depth.checked_sub(1), self.flow.body(fun)) else {
            return false;
        };
        if !self.flow.in_workspace(fun) || !self.is_poll(fun) {
            return false;
        }
        let polls = self.polls_in(fun, body, body.root);
        !polls.is_empty() && polls.iter().all(|p| self.is_end(fun, *p, depth))
    }

    /// Whether the end of one poll is the end of another: both are polled in one turn.
    fn ends_poll(&self, def: DefId, body: &Body, end: Poll, other: Poll) -> bool {
        let before = body.expr_spans[end.call.index()].start < body.expr_spans[other.call.index()].start;
        !(self.in_other_arm(def, body, end.call, other.call) || before && self.is_waited_for(def, body, end.call))
    }

    /// Whether two places are in different arms: a state machine's.
    fn in_other_arm(&self, def: DefId, body: &Body, one: ExprId, other: ExprId) -> bool {
        let Some(index) = self.flow.index(def) else { return false };
        let arm_of = |at: ExprId, outer: ExprId| {
            std::iter::once(at).chain(index.ancestors(at)).take_while(|e| *e != outer).last()
        };
        index.ancestors(one).filter(|e| index.ancestors(other).any(|o| o == *e)).any(|outer| {
            let (left, right) = (arm_of(one, outer), arm_of(other, outer));
            match &body.exprs[outer] {
                Expr::Match { scrutinee, .. } => left != right && left != Some(*scrutinee) && right != Some(*scrutinee),
                Expr::If { cond, .. } => left != right && left != Some(*cond) && right != Some(*cond),
                _ => false,
            }
        })
    }

    /// Whether nothing after a poll runs until it is ready: `ready!(x.poll(cx))`, `.is_pending()`, `Pending => return ..`.
    fn is_waited_for(&self, def: DefId, body: &Body, poll: ExprId) -> bool {
        let Some(index) = self.flow.index(def) else { return false };
        let is_pending = |path: &crate::hir::Path| path.segs.last().is_some_and(|s| s.name == "Pending");
        let mut inner = poll;
        for outer in index.ancestors(poll) {
            match &body.exprs[outer] {
                Expr::Macro { name, .. } if *name == "ready" => return true,
                Expr::MethodCall { name, .. } if *name == "is_pending" => return true,
                Expr::Match { scrutinee, arms } => {
                    let leaves =
                        |e: ExprId| body.descendants(e).into_iter().any(|e| matches!(body.exprs[e], Expr::Return(_)));
                    return *scrutinee == inner
                        && arms
                            .iter()
                            .any(|a| matches!(&body.pats[a.pat], Pat::Path(p) if is_pending(p)) && leaves(a.body));
                }
                Expr::Block { stmts, .. } => {
                    let has = |init: &Option<ExprId>| *init == Some(inner);
                    return stmts.iter().any(|s| matches!(s, Stmt::Let { init, els: Some(_), .. } if has(init)));
                }
                Expr::If { .. } | Expr::Closure { .. } => return false,
                _ => inner = outer,
            }
        }
        false
    }

    /// What is polled, waits for what its type says; what the type does not say, for what the value is made of.
    fn polled(&mut self, def: DefId, body: &Body, root: ExprId, poll: Poll) -> FnWaits {
        let site = Site { def, expr: poll.call };
        let known = self.flow.types_of(def).callees.get(&poll.call).cloned();
        if !self.is_future_poll(def, poll.call, known.as_ref()) {
            let (callee, recv, args) = match &body.exprs[poll.call] {
                Expr::Call { callee, args } => (Some(*callee), None, args),
                Expr::MethodCall { recv, args, .. } => (None, Some(*recv), args),
                _ => return FnWaits::default(),
            };
            return self.call(Call { site, body, callee, recv, args });
        }
        let ty = self.flow.ty(def, poll.subject);
        let ty = self.pinned(&ty);
        let own = body.self_local.filter(|_| root == body.root);
        if self.own_poll(ty).is_some() {
            let mut all = self.by_hand(Site { def, expr: poll.subject }, body, &[]);
            all.params.extend(own.map(|_| Given::Itself));
            return all;
        }
        match self.outside_type(ty) {
            Some(Some(true)) => Self::wait_at(site, "read"),
            Some(Some(false)) => FnWaits::default(),
            None if !ty.is_unknown() && !may_hold_futures(ty) => FnWaits::default(),
            Some(None) | None => match own {
                Some(_) => FnWaits::given(Given::Itself),
                None => self.future(def, body, poll.subject),
            },
        }
    }

    fn is_future_poll(&self, def: DefId, call: ExprId, callee: Option<&Callee>) -> bool {
        match callee {
            Some(Callee::Fn { def: fun, trait_fn, .. }) => {
                let parent = self.flow.program.defs[trait_fn.unwrap_or(*fun)].parent;
                let of_future = matches!(parent, Parent::Trait(tr) if Some(tr) == self.flow.types.lang.future);
                of_future || self.flow.call_row(def, call, Role::Combines).is_some()
            }
            Some(Callee::Unknown(name)) => *name == "poll",
            _ => false,
        }
    }

    /// A part of a value, `self.work`, that may hold futures: those are among what the whole is made of.
    pub(super) fn part_of_whole(&mut self, def: DefId, body: &Body, part: ExprId) -> FnWaits {
        let ty = self.flow.ty(def, part);
        let by_type = self.by_hand(Site { def, expr: part }, body, &[]);
        if ty.is_unknown() || !may_hold_futures(&ty) {
            return by_type;
        }
        match root_of(body, part) {
            Some((_, local)) if given(body, local).is_some() => given(body, local).map_or(by_type, FnWaits::given),
            Some((root, _)) => self.held(def, body, root),
            None => by_type,
        }
    }
}

/// The variable that a place is a part of, and where it stands.
fn root_of(body: &Body, mut at: ExprId) -> Option<(ExprId, LocalId)> {
    loop {
        at = match &body.exprs[at] {
            Expr::Local(local) => return Some((at, *local)),
            Expr::Field { base, .. } => *base,
            Expr::Ref { expr, .. } | Expr::Unary { expr, .. } => *expr,
            _ => return None,
        };
    }
}
