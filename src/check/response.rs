//! unclosed-response-body: a client's response whose body is never read although an answer came.
//! Judges the paths that `flow::paths` finds. Must not follow values itself.

use super::{Cx, api, finding};
use crate::diag::{Confidence, Finding, RuleId, Step};
use crate::flow::Site;
use crate::flow::paths::{Classes, Fate, How, Loss, Made, Outcome};
use crate::hir::{Expr, ExprId};
use crate::link::DefId;
use crate::model::{Role, Row};

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let sites = cx.flow.response_sites(def);
    let found = sites.into_iter().filter_map(|(site, made)| {
        let outcomes = cx.flow.response_fates(def, site, &made);
        let here = Site { def, expr: site };
        found(cx, here, &made, &outcomes, &judge(&outcomes)?)
    });
    found.collect()
}

/// What the paths of one response come to.
struct Verdict<'o> {
    kind: &'static str,
    confidence: Confidence,
    /// The paths on which it is lost, the worst first.
    losses: Vec<&'o Outcome>,
}

fn judge(outcomes: &[Outcome]) -> Option<Verdict<'_>> {
    if outcomes.iter().any(|o| matches!(o.fate, Fate::Upgraded(_))) {
        return None;
    }
    let lost: Vec<&Outcome> = outcomes
        .iter()
        .filter(|o| !o.classes.within(Classes::BODYLESS))
        .filter(|o| loss(o).is_some_and(|l| l.how != How::Refused))
        .collect();
    let those = |of: &[&'_ Outcome], f: &dyn Fn(&Outcome) -> bool| -> Vec<usize> {
        (0..of.len()).filter(|i| f(of[*i])).collect()
    };
    let verdict = |kind, confidence, losses: Vec<usize>| {
        let losses = losses.into_iter().map(|i| lost[i]).collect();
        Some(Verdict { kind, confidence, losses })
    };
    let leaked = those(&lost, &|o| loss(o).is_some_and(|l| l.how == How::Leaked));
    if !leaked.is_empty() {
        return verdict("leaked", Confidence::High, leaked);
    }
    let bad = those(&lost, &can_succeed);
    let plain = those(&lost, &|o| success(o) && loss(o).is_some_and(|l| !l.rejected));
    let kept = outcomes.iter().any(|o| loss(o).is_none() && success(o));
    // A code that was not expected, and became an error: what was expected was dealt with.
    let refused = |i: &usize| loss(lost[*i]).is_some_and(|l| l.rejected) && lost[*i].doubt;
    if !kept && !bad.iter().all(refused) {
        let losses = if plain.is_empty() { bad } else { plain };
        return verdict("dropped-unread", Confidence::High, losses);
    }
    if !plain.is_empty() {
        return verdict("dropped-on-one-path", Confidence::Medium, plain);
    }
    let all: Vec<usize> = (0..lost.len()).collect();
    if all.is_empty() {
        return held(outcomes).next().and_then(|_| verdict("held-across-await", Confidence::Low, Vec::new()));
    }
    verdict("unread-on-error", Confidence::Low, all)
}

/// The awaits that a response waited through before it was read.
fn held(outcomes: &[Outcome]) -> impl Iterator<Item = Site> + '_ {
    outcomes.iter().filter(|o| matches!(o.fate, Fate::Read(_))).filter_map(|o| o.waits)
}

/// Whether a path is one of success: no error as far as the code asked.
fn success(outcome: &Outcome) -> bool {
    can_succeed(outcome) && !outcome.doubt
}

/// Whether an answer with success and a body can take a path.
fn can_succeed(outcome: &Outcome) -> bool {
    !outcome.classes.and(Classes::SUCCESS).is_empty()
}

fn found(cx: &Cx<'_>, here: Site, made: &[Made], outcomes: &[Outcome], verdict: &Verdict<'_>) -> Option<Finding> {
    let mut why = Vec::new();
    let (mut kind, mut confidence) = (verdict.kind, verdict.confidence);
    if let Some(harmless) = harmless(cx, here, made).filter(|_| !["leaked", "held-across-await"].contains(&kind)) {
        confidence = Confidence::Low;
        if kind != "unread-on-error" {
            kind = "local-client";
        }
        why.push(harmless.to_owned());
    }
    if kind != "leaked" && cx.flow.closes_connection(here.def, here.expr) {
        return None;
    }
    let rule = RuleId::UnclosedResponseBody;
    let mut finding = finding(cx, rule, kind, confidence, here)?;
    finding.args.insert("api", api(cx, here));
    finding.steps = steps(cx, here, made, outcomes, verdict);
    finding.why = why;
    Some(finding)
}

fn loss(outcome: &Outcome) -> Option<&Loss> {
    match &outcome.fate {
        Fate::Lost(loss) => Some(loss),
        _ => None,
    }
}

/// Why the connection would be gone anyway.
fn harmless(cx: &Cx<'_>, here: Site, made: &[Made]) -> Option<&'static str> {
    let (flow, def) = (cx.flow, here.def);
    let throwaway = |s: &Site| {
        flow.call_row(s.def, s.expr, Role::MakesResponse).is_some_and(|r| r.kind.as_deref() == Some("throwaway"))
    };
    if made.iter().all(|m| throwaway(&m.origin)) {
        return Some("the client is made for this one request");
    }
    if !made.is_empty() && made.iter().all(|m| m.origin.def != def && own_client(cx, m.origin)) {
        return Some("the client is made for this one request");
    }
    own_client(cx, here).then_some("the client is made in this function and ends with it")
}

/// Whether the client of a request is made for it, in the function that sends it, and ends there.
fn own_client(cx: &Cx<'_>, here: Site) -> bool {
    let (flow, def) = (cx.flow, here.def);
    let chain = flow.request_chain(def, here.expr);
    let mut own = false;
    for part in &chain {
        let rows = flow.call_rows(def, *part);
        let one_shot = |r: &&Row| r.role == Role::OneShotRequest && r.kind.as_deref() == Some("throwaway");
        if rows.iter().any(one_shot) {
            return true;
        }
        own |= rows.iter().any(|r| makes_client(r.role) || connects(r));
        own |= calls_maker(cx, def, *part);
    }
    own && !used_again(cx, here, &chain)
}

fn makes_client(role: Role) -> bool {
    matches!(role, Role::MakesClient | Role::StartsClientBuilder | Role::FinishesClient)
}

/// A connection of its own: `handshake(io)`.
fn connects(row: &Row) -> bool {
    row.role == Role::WaitsOutside && matches!(row.kind.as_deref(), Some("connect" | "handshake"))
}

/// Whether a call is of a function of the workspace that makes a client each time.
fn calls_maker(cx: &Cx<'_>, def: DefId, call: ExprId) -> bool {
    let flow = cx.flow;
    let types = flow.types_of(def);
    let client = |fun: DefId| {
        let sig = flow.types.sig(fun);
        let ret = sig.output.as_ref();
        ret.is_some_and(|ty| ty.any(&mut |t| flow.ty_row(t, Role::ClientType).is_some()))
    };
    let makes = |fun: DefId| {
        let (Some(body), Some(index)) = (flow.body(fun), flow.index(fun)) else {
            return false;
        };
        let once = |e: ExprId| {
            let mut around = index.ancestors(e);
            around.any(|a| matches!(body.exprs[a], Expr::Closure { .. }))
        };
        body.exprs.ids().any(|e| flow.call_rows(fun, e).iter().any(|r| makes_client(r.role)) && !once(e))
    };
    let targets = types.callees.get(&call).map(|c| flow.targets(c));
    targets.into_iter().flatten().any(|fun| client(fun) && makes(fun))
}

/// Whether a client that is a variable of this function is used after the request, or by the next turn of a loop.
fn used_again(cx: &Cx<'_>, here: Site, chain: &[ExprId]) -> bool {
    let flow = cx.flow;
    let (Some(body), Some(index)) = (flow.body(here.def), flow.index(here.def)) else {
        return false;
    };
    let span = |e: ExprId| body.expr_spans.get(e.index()).copied().unwrap_or_default();
    let clients = chain.iter().filter_map(|part| match body.exprs[*part] {
        Expr::Local(local) => Some(local),
        _ => None,
    });
    let types = flow.types_of(here.def);
    let mut clients = clients.filter(|l| flow.ty_row(&types.local(*l), Role::ClientType).is_some());
    clients.any(|client| {
        let later = index.uses(client).iter().any(|u| span(*u).start > span(here.expr).end);
        let mut around = index.ancestors(here.expr);
        later
            || around.any(|a| {
                let turns = matches!(body.exprs[a], Expr::Loop { .. } | Expr::While { .. } | Expr::For { .. });
                turns && !index.is_within(client, a)
            })
    })
}

fn steps(cx: &Cx<'_>, here: Site, made: &[Made], outcomes: &[Outcome], verdict: &Verdict<'_>) -> Vec<Step> {
    let step = |kind, site: Site| Some(Step::new(kind, cx.flow.loc(site.def, site.expr)?));
    let mut origins: Vec<Site> = made.iter().map(|m| m.origin).collect();
    origins.sort_unstable();
    origins.dedup();
    let mut steps: Vec<Step> =
        origins.iter().take(2).filter_map(|o| Some(step("made", *o)?.with("api", api(cx, *o)))).collect();
    if !origins.contains(&here) {
        steps.extend(step("handed-back", here).map(|s| s.with("function", api(cx, here))));
    }
    let mut losses: Vec<&Loss> = verdict.losses.iter().filter_map(|o| loss(o)).collect();
    losses.sort_by_key(|l| (l.at, l.how));
    losses.dedup_by_key(|l| l.at);
    for loss in losses.into_iter().take(3) {
        let kind = if loss.how == How::Leaked { "leaked" } else { "dropped" };
        steps.extend(step(kind, loss.at).map(|s| s.with("how", wording(loss.how))));
    }
    if verdict.kind == "held-across-await" {
        steps.extend(held(outcomes).next().and_then(|at| step("awaits", at)));
    }
    let read = outcomes.iter().find_map(|o| match o.fate {
        Fate::Read(site) => step("read", site),
        _ => None,
    });
    steps.extend(read);
    steps
}

/// How it is lost, as the end of a sentence.
fn wording(how: How) -> &'static str {
    match how {
        How::Statement => "as the value of this statement",
        How::Scope => "at the end of its scope",
        How::Temporary => "as a temporary that nothing keeps",
        How::Wildcard => "where the pattern does not bind it",
        How::Overwritten => "when another value is assigned",
        How::Refused => "when it is turned into an error",
        How::Call | How::Leaked => "by this call",
    }
}
