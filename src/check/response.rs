//! unclosed-response-body: a client's response whose body is never read although an answer came.
//! Judges the paths that `flow::paths` finds. Must not follow values itself.

use super::Cx;
use crate::base::Loc;
use crate::diag::{Args, Confidence, Finding, RuleId, Step};
use crate::flow::Site;
use crate::flow::paths::{Classes, Fate, How, Loss, Made, Outcome};
use crate::hir::ExprId;
use crate::link::DefId;
use crate::model::Role;

/// The findings of one body.
#[must_use]
pub fn check(cx: &Cx<'_>, def: DefId) -> Vec<Finding> {
    let sites = cx.flow.response_sites(def);
    let found = sites.into_iter().filter_map(|(site, made)| {
        let outcomes = cx.flow.response_fates(def, site, &made);
        let verdict = judge(&outcomes)?;
        finding(cx, def, site, &made, &outcomes, verdict)
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
    let lost: Vec<(&Outcome, &Loss)> = outcomes
        .iter()
        .filter(|o| !o.classes.within(Classes::BODYLESS))
        .filter_map(|o| match &o.fate {
            Fate::Lost(loss) if loss.how != How::Refused => Some((o, loss)),
            _ => None,
        })
        .collect();
    let verdict = |kind, confidence, losses: Vec<&'_ (&'_ Outcome, &'_ Loss)>| Verdict {
        kind,
        confidence,
        losses: losses.into_iter().map(|(o, _)| *o).collect(),
    };
    let leaked: Vec<_> = lost.iter().filter(|(_, l)| l.how == How::Leaked).collect();
    if !leaked.is_empty() {
        return Some(verdict("leaked", Confidence::High, leaked));
    }
    let kept = outcomes.iter().any(|o| !matches!(o.fate, Fate::Lost(_)) && success(o));
    let bad: Vec<_> = lost.iter().filter(|(o, _)| success(o)).collect();
    let plain: Vec<_> = bad.iter().copied().filter(|(_, l)| !l.rejected).collect();
    if !kept && !bad.is_empty() {
        let losses = if plain.is_empty() { bad } else { plain };
        return Some(verdict("dropped-unread", Confidence::High, losses));
    }
    if !plain.is_empty() {
        return Some(verdict("dropped-on-one-path", Confidence::Medium, plain));
    }
    if !lost.is_empty() {
        return Some(verdict("unread-on-error", Confidence::Low, lost.iter().collect()));
    }
    None
}

/// Whether a path is one of success: no error as far as the code asked.
fn success(outcome: &Outcome) -> bool {
    let classes = outcome.classes;
    !classes.and(Classes::SUCCESS).is_empty() && !outcome.doubt
}

fn finding(
    cx: &Cx<'_>,
    def: DefId,
    site: ExprId,
    made: &[Made],
    outcomes: &[Outcome],
    verdict: Verdict<'_>,
) -> Option<Finding> {
    let at = cx.flow.loc(def, site)?;
    let mut why = Vec::new();
    let (mut kind, mut confidence) = (verdict.kind, verdict.confidence);
    if kind != "leaked" {
        if let Some(harmless) = harmless(cx, def, site, made) {
            confidence = Confidence::Low;
            if kind != "unread-on-error" {
                kind = "local-client";
            }
            why.push(harmless.to_owned());
        }
    }
    let steps = steps(cx, def, site, at, made, outcomes, &verdict);
    let mut args = Args::new();
    if let Some(how) = verdict.losses.first().and_then(|o| loss(o)) {
        args.insert("how", wording(how.how).to_owned());
    }
    Some(Finding {
        rule: RuleId::UnclosedResponseBody,
        kind,
        confidence,
        at,
        item: cx.item_path(def),
        args,
        steps,
        why,
    })
}

fn loss(outcome: &Outcome) -> Option<&Loss> {
    match &outcome.fate {
        Fate::Lost(loss) => Some(loss),
        _ => None,
    }
}

/// Why the connection would be gone anyway.
fn harmless(cx: &Cx<'_>, def: DefId, site: ExprId, made: &[Made]) -> Option<&'static str> {
    let flow = cx.flow;
    let throwaway = |s: &Site| {
        flow.call_row(s.def, s.expr, Role::MakesResponse)
            .is_some_and(|r| r.kind.as_deref() == Some("throwaway"))
    };
    if made.iter().all(|m| throwaway(&m.origin)) {
        return Some("the client is made for this one request");
    }
    for (part, row) in flow
        .request_chain(def, site)
        .into_iter()
        .flat_map(|part| flow.call_rows(def, part).into_iter().map(move |r| (part, r)))
    {
        match row.role {
            Role::KeepsNoConnection if row.limit.is_none_or(|n| is_zero(cx, def, part, n)) => {
                return Some("the client keeps no connection");
            }
            Role::MakesClient | Role::StartsClientBuilder | Role::FinishesClient => {
                return Some("the client is made in this function and ends with it");
            }
            _ => {}
        }
    }
    None
}

fn is_zero(cx: &Cx<'_>, def: DefId, call: ExprId, arg: usize) -> bool {
    use crate::hir::{Expr, Lit};
    let Some(body) = cx.flow.body(def) else {
        return false;
    };
    let args = match &body.exprs[call] {
        Expr::Call { args, .. } | Expr::MethodCall { args, .. } => args,
        _ => return false,
    };
    args.get(arg)
        .is_some_and(|a| matches!(body.exprs[*a], Expr::Lit(Lit::Int(0))))
}

fn steps(
    cx: &Cx<'_>,
    def: DefId,
    site: ExprId,
    at: Loc,
    made: &[Made],
    outcomes: &[Outcome],
    verdict: &Verdict<'_>,
) -> Vec<Step> {
    let mut steps = vec![Step::new("made", at)];
    let here = Site { def, expr: site };
    let origins = made.iter().map(|m| m.origin).filter(|o| *o != here);
    let mut origins: Vec<Loc> = origins.filter_map(|o| cx.flow.loc(o.def, o.expr)).collect();
    origins.sort_unstable();
    origins.dedup();
    steps.extend(origins.into_iter().take(2).map(|o| Step::new("made-inside", o)));
    let mut losses: Vec<&Loss> = verdict.losses.iter().filter_map(|o| loss(o)).collect();
    losses.sort_by_key(|l| (l.at, l.how));
    losses.dedup_by_key(|l| l.at);
    for loss in losses.into_iter().take(3) {
        let kind = if loss.how == How::Leaked { "leaked" } else { "dropped" };
        let at = cx.flow.loc(loss.at.def, loss.at.expr);
        steps.extend(at.map(|at| Step::new(kind, at).with("how", wording(loss.how))));
    }
    let read = outcomes.iter().find_map(|o| match o.fate {
        Fate::Read(site) => cx.flow.loc(site.def, site.expr),
        _ => None,
    });
    steps.extend(read.map(|at| Step::new("read", at)));
    steps
}

fn wording(how: How) -> &'static str {
    match how {
        How::Statement => "statement",
        How::Scope => "scope",
        How::Temporary => "temporary",
        How::Wildcard => "wildcard",
        How::Call => "call",
        How::Overwritten => "overwritten",
        How::Refused => "refused",
        How::Leaked => "leaked",
    }
}
