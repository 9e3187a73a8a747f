//! What is known of a function, in lines: the summaries that a finding used, for `explain` and as the text dump of their
//! tests. Must not decide anything, and must not be asked where nothing is explained: it asks every question.

use std::fmt::Write as _;

use super::Cx;
use crate::base::Loc;
use crate::diag::Finding;
use crate::flow::Load;
use crate::flow::paths::{Fate, Outcome, Slot};
use crate::infer::Ty;
use crate::link::DefId;
use crate::model::Role;
use crate::summary::Given;

/// More names that are not known are only counted.
const MAX_NAMES: usize = 12;

/// Adds to findings what was known of the functions on their path, and what was not.
pub fn explain(cx: &Cx<'_>, findings: &mut [Finding]) {
    let bodies = Bodies::new(cx);
    for finding in findings {
        let places = std::iter::once(finding.at).chain(finding.steps.iter().map(|s| s.at));
        let mut functions: Vec<DefId> = Vec::new();
        for def in places.filter_map(|at| bodies.around(at)) {
            if !functions.contains(&def) {
                functions.push(def);
            }
        }
        finding.why.extend(functions.into_iter().flat_map(|def| lines(cx, def)));
    }
}

/// Where the bodies of the workspace stand.
struct Bodies {
    all: Vec<(Loc, DefId)>,
}

impl Bodies {
    fn new(cx: &Cx<'_>) -> Self {
        let own = cx.flow.program.defs.ids().filter(|d| cx.flow.in_workspace(*d));
        let placed = own.filter_map(|def| Some((cx.flow.loc(def, cx.flow.body(def)?.root)?, def)));
        Self { all: placed.collect() }
    }

    /// The innermost body around a place.
    fn around(&self, at: Loc) -> Option<DefId> {
        let holds = self.all.iter().filter(|(body, _)| body.file == at.file && body.span.contains(at.span));
        holds.min_by_key(|(body, _)| body.span.end - body.span.start).map(|(_, def)| *def)
    }
}

/// The summary of one function.
#[must_use]
pub fn lines(cx: &Cx<'_>, def: DefId) -> Vec<String> {
    let name = format!("`{}`", cx.flow.program.canonical(def));
    let mut all = vec![format!("{name} {}", reached(cx.flow.load_of_fn(def).as_ref()))];
    all.extend(responses(cx, def).into_iter().map(|l| format!("{name} {l}")));
    all.extend(waits(cx, def).map(|l| format!("{name} {l}")));
    if let Some(spawned) = cx.spawned(def) {
        all.push(format!("{name} runs {} as a task", given(spawned.given)));
    }
    all.extend(unknown(cx, def).map(|l| format!("in {name} {l}")));
    all
}

fn reached(load: Option<&Load>) -> String {
    let Some(load) = load else {
        return "is not seen to run per request, connection or turn when it is called from outside".to_owned();
    };
    let mut text = format!("is reached from {}", load.from);
    if load.calls > 0 {
        // Writing to a string cannot fail.
        let _ = write!(text, " through {} call{}", load.calls, if load.calls == 1 { "" } else { "s" });
    }
    if !load.proven {
        text.push_str(", as far as can be inferred");
    }
    text
}

/// What it does with responses: those that it makes, and those that it is given.
fn responses(cx: &Cx<'_>, def: DefId) -> Vec<String> {
    let flow = cx.flow;
    let mut all = Vec::new();
    if !flow.response_made(def).is_empty() {
        all.push("gives back a response that is not read".to_owned());
    }
    let sig = flow.types.sig(def);
    let holds = |ty: &Ty| ty.any(&mut |t| flow.ty_row(t, Role::ResponseType).is_some());
    let given = sig.params.iter().enumerate().map(|(i, ty)| (Slot::Arg(i), format!("as argument {}", i + 1), ty));
    let own = sig.self_param.iter().map(|ty| (Slot::Receiver, "as `self`".to_owned(), ty));
    for (slot, what, _) in own.chain(given).filter(|(.., ty)| holds(ty)) {
        let mut fates: Vec<&str> = flow.response_fate(def, slot).iter().map(fate).collect();
        fates.sort_unstable();
        fates.dedup();
        all.push(format!("given a response {what}: {}", fates.join("; ")));
    }
    all
}

fn fate(outcome: &Outcome) -> &'static str {
    match (&outcome.fate, outcome.err) {
        (Fate::Read(_), _) => "reads it",
        (Fate::Handled(_), _) => "hands it to what is not followed",
        (Fate::Upgraded(_), _) => "takes its connection over",
        (Fate::Lost(_), true) => "drops it unread and gives an error back",
        (Fate::Lost(_), false) => "drops it unread",
        (Fate::Given(..), _) => "gives it to what it is given to call",
        (Fate::Returned(_), _) => "gives it back unread",
        (Fate::Back(_), _) => "only looks at it",
    }
}

/// What waiting for its result waits for.
fn waits(cx: &Cx<'_>, def: DefId) -> impl Iterator<Item = String> {
    let found = cx.waits.ask(cx.flow, cx).function(def);
    let mut kinds: Vec<String> = found
        .waits
        .iter()
        .map(|w| format!("waits for the outside ({}{})", w.kind, if w.proven { "" } else { ", as far as is known" }))
        .collect();
    kinds.extend(found.params.iter().map(|p| format!("waits for {}", given(*p))));
    kinds.sort_unstable();
    kinds.dedup();
    kinds.into_iter()
}

fn given(given: Given) -> String {
    match given {
        Given::Itself => "itself".to_owned(),
        Given::Arg(i) => format!("its argument {}", i + 1),
    }
}

/// The calls in it that are not known.
fn unknown(cx: &Cx<'_>, def: DefId) -> Option<String> {
    let program = cx.flow.program;
    let mut names: Vec<String> = cx
        .flow
        .types_of(def)
        .callees
        .values()
        .filter_map(|callee| callee.unknown_name(program))
        .map(|name| format!("`{name}`"))
        .collect();
    names.sort_unstable();
    names.dedup();
    let more = names.len().saturating_sub(MAX_NAMES);
    names.truncate(MAX_NAMES);
    if more > 0 {
        names.push(format!("{more} more"));
    }
    (!names.is_empty())
        .then(|| format!("these calls are not known, and presumed to handle their arguments: {}", names.join(", ")))
}
