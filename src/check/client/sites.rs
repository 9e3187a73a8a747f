//! Which requests the clients of the workspace send, each client followed from where it is made: what the waits of
//! other rules ask for. Must not decide what is a finding.

use rustc_hash::FxHashSet;

use super::bounds::{bounded_connector, bounds_of, is_finish};
use super::requests::{is_send, request_is_bounded, starts_request, value_bounded};
use super::{arguments, holds_client, holds_request, is_low, trace};
use crate::check::{Cx, names_of};
use crate::flow::{Node, Site, UseKind};
use crate::hir::{Expr, ExprId};
use crate::infer::Ty;
use crate::link::CrateId;
use crate::model::{Role, Row};
use crate::summary::ClientBound;

/// How many functions a builder is followed through before it is finished.
const DEPTH: usize = 4;

/// The places where requests are sent, by the clients that reach them.
#[derive(Debug, Default)]
pub struct Clients {
    open: FxHashSet<Site>,
    bounded: FxHashSet<Site>,
    /// Where clients connect under a connect timeout.
    connecting: FxHashSet<Site>,
    /// The expressions whose value is, or holds, such a client, its request or its answer.
    open_values: FxHashSet<Site>,
    bounded_values: FxHashSet<Site>,
    /// The libraries whose clients are made under a bound.
    bounding: FxHashSet<CrateId>,
}

impl Clients {
    /// Follows every client that the workspace makes outside of tests.
    #[must_use]
    pub fn gather(cx: &Cx<'_>) -> Self {
        let mut all = Self::default();
        let program = cx.flow.program;
        let names = names_of(program, &[Role::MakesClient, Role::StartsClientBuilder]);
        let own = program.defs.ids().filter(|d| cx.flow.in_workspace(*d) && !program.defs[*d].test);
        for def in own {
            let Some(body) = cx.flow.body(def).filter(|b| b.mentions.iter().any(|m| names.contains(m))) else {
                continue;
            };
            for (expr, kind) in body.exprs.iter() {
                let rows = match kind {
                    Expr::Call { .. } | Expr::MethodCall { .. } => cx.flow.call_rows(def, expr),
                    Expr::Path(_) => cx.flow.path_rows(def, expr),
                    _ => continue,
                };
                let makes = |r: &&&Row| matches!(r.role, Role::MakesClient | Role::StartsClientBuilder) && !is_low(r);
                if let Some(row) = rows.iter().find(makes) {
                    all.follow(cx, Site { def, expr }, row, false, DEPTH);
                }
            }
        }
        all
    }

    /// A builder that its function hands on unfinished is each caller's own. `connect`: a connect timeout was set before.
    fn follow(&mut self, cx: &Cx<'_>, site: Site, row: &Row, connect: bool, depth: usize) {
        let own = trace(cx, site, false);
        let set = bounds_of(cx, &own);
        let connect = connect || set.connect.is_some();
        let finished = row.role == Role::MakesClient || own.uses.iter().any(|u| is_finish(cx, u));
        let mut owners = own.uses.iter().filter(|u| u.kind == UseKind::Returned).map(|u| u.site.def).peekable();
        if let (false, Some(depth), Some(_)) = (finished || set.whole, depth.checked_sub(1), owners.peek()) {
            for caller in owners.flat_map(|o| cx.flow.callers(o).to_vec()).filter(|c| c.call) {
                self.follow(cx, caller.site, row, connect, depth);
            }
            return;
        }
        self.requests(cx, site, row, connect);
    }

    fn requests(&mut self, cx: &Cx<'_>, site: Site, row: &Row, connect: bool) {
        let whole = trace(cx, site, true);
        let bounds = bounds_of(cx, &whole);
        if connect || bounds.connect.is_some() {
            self.connecting.extend(whole.uses.iter().filter(|u| is_finish(cx, u)).map(|u| u.site));
        }
        let default = row.kind.as_deref() == Some("total") && bounds.removed.is_none();
        let connector = || whole.uses.iter().any(|u| is_finish(cx, u) && bounded_connector(cx, u.site));
        let bounded = bounds.whole || default || bounds.handed_on || connector();
        let (into, values) = if bounded {
            (&mut self.bounded, &mut self.bounded_values)
        } else {
            (&mut self.open, &mut self.open_values)
        };
        if bounded {
            self.bounding.extend(libraries(cx, &cx.flow.ty(site.def, site.expr)));
        }
        values.extend(whole.nodes.iter().filter_map(expression));
        for used in whole.uses.iter().filter(|u| starts_request(cx, u) || is_send(cx, u)) {
            into.insert(used.site);
            // The request, and the answer's body.
            let sent =
                cx.flow.trace(Node::Expr(used.site), true, &|ty| holds_request(cx, ty) || holds_response(cx, ty));
            into.extend(sent.uses.iter().filter(|u| is_send(cx, u)).map(|u| u.site));
            values.extend(sent.nodes.iter().filter_map(expression));
        }
    }

    /// What is known of the clients that an expression's value may be.
    #[must_use]
    pub fn of_value(&self, cx: &Cx<'_>, at: Site) -> ClientBound {
        if holds_request(cx, &cx.flow.ty(at.def, at.expr)) && value_bounded(cx, at) {
            return ClientBound::Bounded;
        }
        self.value_within(cx, at, DEPTH)
    }

    /// One that keeps a client is told by what it was made of: `Api::new(client)`, `Api { client }`, also in a field.
    fn value_within(&self, cx: &Cx<'_>, at: Site, depth: usize) -> ClientBound {
        let known = self.direct(at);
        let Some(depth) = depth.checked_sub(1).filter(|_| known == ClientBound::Unknown) else {
            return known;
        };
        let (Some(body), (made_of, _)) = (cx.flow.body(at.def), cx.flow.origins(at)) else {
            return known;
        };
        let mut found = Vec::new();
        for expr in made_of.into_iter().filter(|e| *e != at.expr || matches!(body.exprs[*e], Expr::Field { .. })) {
            found.push(self.direct(Site { def: at.def, expr }));
            let own = cx.flow.types_of(at.def).fields.get(&expr).copied().filter(|adt| cx.flow.in_workspace(*adt));
            if let (Expr::Field { name, .. }, Some(adt)) = (&body.exprs[expr], own) {
                let given = cx.flow.field_values(adt, *name);
                found.extend(given.iter().map(|value| self.value_within(cx, *value, depth)));
            }
        }
        let all = |bound| found.contains(&bound) && found.iter().all(|f| *f == bound || *f == ClientBound::Unknown);
        [ClientBound::Bounded, ClientBound::Open].into_iter().find(|b| all(*b)).unwrap_or(ClientBound::Unknown)
    }

    fn direct(&self, at: Site) -> ClientBound {
        match (self.open_values.contains(&at), self.bounded_values.contains(&at)) {
            (true, false) => ClientBound::Open,
            (false, true) => ClientBound::Bounded,
            _ => ClientBound::Unknown,
        }
    }

    /// What is known of the client of the request that is sent at a place.
    #[must_use]
    pub fn bound(&self, cx: &Cx<'_>, send: Site) -> ClientBound {
        if cx.flow.call_row(send.def, send.expr, Role::FinishesClient).is_some() {
            // It connects: a timeout of requests is none for that.
            return if self.connecting.contains(&send) { ClientBound::Bounded } else { ClientBound::Open };
        }
        if let Some(row) = cx.flow.call_row(send.def, send.expr, Role::OneShotRequest) {
            return one_shot_bound(row);
        }
        if request_is_bounded(cx, send) || !self.open.contains(&send) && self.bounded.contains(&send) {
            return ClientBound::Bounded;
        }
        if let Some(bound) = begun_bound(cx, send) {
            return bound;
        }
        if self.open.contains(&send) || !is_of_client(cx, send) {
            return ClientBound::Open;
        }
        // The workspace makes clients of the kind, and none without a bound, so this one has one, too.
        let kinds = parts_of(cx, send).into_iter().flat_map(|e| libraries(cx, &cx.flow.ty(send.def, e)));
        let all_bounded = self.open.is_empty() && kinds.into_iter().any(|k| self.bounding.contains(&k));
        if all_bounded { ClientBound::Bounded } else { ClientBound::Unknown }
    }
}

fn one_shot_bound(row: &Row) -> ClientBound {
    let total = row.kind.as_deref() == Some("total");
    if total { ClientBound::Bounded } else { ClientBound::Open }
}

/// Of a request that was begun without a client: `ureq::get(url).call()`.
fn begun_bound(cx: &Cx<'_>, send: Site) -> Option<ClientBound> {
    let (made_of, _) = cx.flow.origins(send);
    made_of.into_iter().find_map(|e| cx.flow.call_row(send.def, e, Role::OneShotRequest)).map(one_shot_bound)
}

fn expression(node: &Node) -> Option<Site> {
    match node {
        Node::Expr(site) => Some(*site),
        _ => None,
    }
}

fn holds_response(cx: &Cx<'_>, ty: &Ty) -> bool {
    ty.any(&mut |t| cx.flow.ty_row(t, Role::ResponseType).is_some())
}

/// Whether a client that rule 6 knows sends the request, or its answer is read.
fn is_of_client(cx: &Cx<'_>, send: Site) -> bool {
    let of_client = |ty: &Ty| holds_client(cx, ty) || holds_request(cx, ty) || holds_response(cx, ty);
    parts_of(cx, send).into_iter().any(|e| of_client(&cx.flow.ty(send.def, e)))
}

/// The receiver and the arguments of a call.
fn parts_of(cx: &Cx<'_>, call: Site) -> Vec<ExprId> {
    let recv = match cx.flow.body(call.def).map(|b| &b.exprs[call.expr]) {
        Some(Expr::MethodCall { recv, .. }) => Some(*recv),
        _ => None,
    };
    recv.into_iter().chain(arguments(cx, call)).collect()
}

/// The libraries of the clients, requests and answers in a type.
fn libraries(cx: &Cx<'_>, ty: &Ty) -> Vec<CrateId> {
    let mut all = Vec::new();
    ty.any(&mut |t| {
        let known = cx.flow.ty_row(t, Role::ClientType).or_else(|| cx.flow.ty_row(t, Role::ResponseType));
        all.extend(known.and(t.adt()).map(|d| cx.flow.program.defs[d].krate));
        false
    });
    all
}
