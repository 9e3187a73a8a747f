//! The workspace's functions that run what they are given as a task, also through each other.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::handles::ends_with_handle;
use super::{awaited, parts_of};
use crate::base::Sym;
use crate::check::{Cx, names_of};
use crate::flow::Site;
use crate::hir::{Body, ExprId};
use crate::link::DefId;
use crate::model::Role;
use crate::summary::{Given, row_arg};

/// A wrapper of a wrapper of …: more often it is not looked.
const MAX_ROUNDS: usize = 6;

/// What a function runs as a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spawned {
    pub given: Given,
    pub site: Site,
}

/// All of them, round by round: those that spawn, those that call these, …
#[must_use]
pub fn find(cx: &Cx<'_>) -> FxHashMap<DefId, Spawned> {
    let program = cx.flow.program;
    let own: Vec<DefId> = program.defs.ids().filter(|d| cx.flow.in_workspace(*d) && !program.defs[*d].test).collect();
    let mut known = FxHashMap::default();
    let mut names: FxHashSet<Sym> = names_of(program, &[Role::Spawns]);
    for _ in 0..MAX_ROUNDS {
        let mentions = |d: DefId| cx.flow.body(d).is_some_and(|b| b.mentions.iter().any(|m| names.contains(m)));
        let candidates = own.par_iter().copied().filter(|d| !known.contains_key(d) && mentions(*d));
        let found: Vec<(DefId, Spawned)> = candidates.filter_map(|d| Some((d, spawned(cx, &known, d)?))).collect();
        if found.is_empty() {
            break;
        }
        names = found.iter().map(|(d, _)| program.defs[*d].name).collect();
        known.extend(found);
    }
    known
}

/// The first of what a function is given that it runs as a task.
fn spawned(cx: &Cx<'_>, known: &FxHashMap<DefId, Spawned>, fun: DefId) -> Option<Spawned> {
    let body = cx.flow.body(fun)?;
    body.exprs.ids().find_map(|expr| spawned_at(cx, known, body, Site { def: fun, expr }))
}

fn spawned_at(cx: &Cx<'_>, known: &FxHashMap<DefId, Spawned>, body: &Body, site: Site) -> Option<Spawned> {
    let (recv, args) = parts_of(body, site.expr)?;
    let row = cx.flow.call_row(site.def, site.expr, Role::Spawns);
    let kind = row.and_then(|r| r.kind.as_deref());
    let futures = match row {
        Some(_) if kind == Some("blocking") => return None,
        Some(row) => row_arg(row, 0, recv, args).into_iter().collect(),
        None => given_to_wrapper(cx, known, site, recv, args),
    };
    for future in futures {
        let mut ask = cx.waits.ask(cx.flow, cx);
        let given = awaited(&mut ask, site.def, body, future).params.first().copied();
        if let Some(given) = given.filter(|_| !ends_with_handle(cx, body, site, kind, false)) {
            return Some(Spawned { given, site });
        }
    }
    None
}

fn given_to_wrapper(
    cx: &Cx<'_>,
    known: &FxHashMap<DefId, Spawned>,
    site: Site,
    recv: Option<ExprId>,
    args: &[ExprId],
) -> Vec<ExprId> {
    let Some(callee) = cx.flow.types_of(site.def).callees.get(&site.expr) else {
        return Vec::new();
    };
    let wrappers = cx.flow.targets(callee).into_iter().filter_map(|t| Some((t, known.get(&t)?)));
    wrappers.filter_map(|(target, spawned)| argument(cx, target, spawned, recv, args)).collect()
}

/// The argument of a call of a wrapper that it runs as a task.
pub(super) fn argument(
    cx: &Cx<'_>,
    target: DefId,
    spawned: &Spawned,
    recv: Option<ExprId>,
    args: &[ExprId],
) -> Option<ExprId> {
    let has_self = cx.flow.body(target).is_some_and(|b| b.self_local.is_some());
    spawned.given.at_call(recv, args, has_self)
}
