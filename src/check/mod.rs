//! The checks: one file a rule. They turn what `flow` and `summary` know into typed findings.
//! Must not put anything into words, filter by configuration, or name a library.

mod carried;
pub mod channel;
pub mod client;
pub mod extension;
mod facts;
pub mod known;
mod large;
pub mod response;
pub mod spawn;
pub mod upload;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Problem, ProblemKind, Sym};
use crate::diag::{Args, Confidence, Finding, RuleId};
use crate::flow::{Flow, Site, mentioned_as};
use crate::infer::TyKind;
use crate::link::{CrateKind, DefId, DefKind, Program};
use crate::model::Role;
use crate::summary::{ClientBound, ClientBounds, Waits};
use spawn::Spawned;

/// What the checks may ask.
pub struct Cx<'a> {
    pub flow: &'a Flow<'a>,
    pub thresholds: Thresholds,
    pub waits: Waits,
    /// The requests of the workspace's clients.
    clients: OnceLock<client::Clients>,
    facts: OnceLock<facts::Facts>,
    /// What functions run as a task of what they are given.
    spawned: OnceLock<FxHashMap<DefId, Spawned>>,
}

impl<'a> Cx<'a> {
    #[must_use]
    pub fn new(flow: &'a Flow<'a>, thresholds: Thresholds) -> Self {
        Self {
            flow,
            thresholds,
            waits: Waits::default(),
            clients: OnceLock::new(),
            facts: OnceLock::new(),
            spawned: OnceLock::new(),
        }
    }

    /// What the workspace says about bodies of requests.
    #[must_use]
    pub fn facts(&self) -> &facts::Facts {
        self.facts.get_or_init(|| facts::Facts::gather(self))
    }

    fn clients(&self) -> &client::Clients {
        self.clients.get_or_init(|| client::Clients::gather(self))
    }

    /// What a function runs as a task of what it is given.
    #[must_use]
    pub fn spawned(&self, fun: DefId) -> Option<Spawned> {
        self.wrappers().get(&fun).copied()
    }

    fn wrappers(&self) -> &FxHashMap<DefId, Spawned> {
        self.spawned.get_or_init(|| spawn::find_wrappers(self))
    }

    /// The names of the functions that run what they are given as a task.
    fn spawn_wrappers(&self) -> impl Iterator<Item = Sym> {
        self.wrappers().keys().map(|d| self.flow.program.defs[*d].name)
    }
}

impl ClientBounds for Cx<'_> {
    fn of_request(&self, at: Site) -> ClientBound {
        self.clients().bound(self, at)
    }

    fn of_value(&self, at: Site) -> ClientBound {
        self.clients().of_value(self, at)
    }
}

/// The configured limits of the rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// whole-body-upload: limits above this many bytes are findings.
    pub max_body_bytes: u64,
    /// unbounded-channel: capacities above this many messages are findings.
    pub max_capacity: u64,
    /// large-extension-value: arrays from this many bytes on are large.
    pub min_bytes: u64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { max_body_bytes: 16 << 20, max_capacity: 1 << 20, min_bytes: 1 << 10 }
    }
}

/// What the checks found, and what they could not look at.
#[derive(Debug, Default)]
pub struct Checked {
    pub findings: Vec<Finding>,
    pub problems: Vec<Problem>,
}

/// A check of one rule: looks at the body of one function, constant or static.
pub type Check = fn(&Cx<'_>, DefId) -> Vec<Finding>;

/// The check of a rule.
#[must_use]
pub fn check_of(rule: RuleId) -> Check {
    match rule {
        RuleId::UnclosedResponseBody => response::check,
        RuleId::WholeBodyUpload => upload::check,
        RuleId::UnboundedChannel => channel::check,
        RuleId::SpawnWithoutTimeout => spawn::check,
        RuleId::LargeExtensionValue => extension::check,
        RuleId::MissingClientTimeout => client::check,
    }
}

/// The roles of what a rule's findings start at: a body that names none of these has no finding of it.
fn triggers(rule: RuleId) -> &'static [Role] {
    match rule {
        RuleId::UnclosedResponseBody => &[Role::MakesResponse],
        RuleId::SpawnWithoutTimeout => &[Role::Spawns],
        RuleId::WholeBodyUpload => {
            &[Role::ReadsWhole, Role::SetsBodyLimit, Role::UnlimitedApp, Role::ReadsPart, Role::Unpacks]
        }
        RuleId::UnboundedChannel => &[Role::UnboundedChannel, Role::BoundedChannel, Role::Sends],
        RuleId::LargeExtensionValue => &[Role::InsertsExtension],
        RuleId::MissingClientTimeout => {
            &[Role::MakesClient, Role::StartsClientBuilder, Role::OneShotRequest, Role::MakesDefault]
        }
    }
}

/// The names of everything that has one of the roles.
pub(crate) fn names_of(program: &Program, roles: &[Role]) -> FxHashSet<Sym> {
    let mut names = FxHashSet::default();
    #[expect(clippy::iter_over_hash_type, reason = "a set is made of it")]
    for (def, rows) in &program.roles {
        if rows.iter().any(|r| roles.contains(&r.role)) {
            names.insert(program.defs[*def].name);
        }
    }
    with_renames(program, &mut names);
    names
}

/// Adds the names under which the workspace imports something of these names.
fn with_renames(program: &Program, names: &mut FxHashSet<Sym>) {
    let renamed = program.renames.keys().copied();
    let found: Vec<Sym> = renamed.filter(|r| program.names_of(*r).iter().any(|n| names.contains(n))).collect();
    names.extend(found);
}

/// Adds the names of the workspace's functions that may hand on a response: whose result can hold one, and which have no
/// body or name something that makes one.
fn add_response_wrappers(cx: &Cx<'_>, names: &mut FxHashSet<Sym>) {
    let program = cx.flow.program;
    let returns = |def: DefId| {
        let ret = cx.flow.types.sig(def).ret.clone();
        ret.is_some_and(|ty| {
            ty.any(&mut |t| {
                let open = matches!(t.kind(), TyKind::Param(_) | TyKind::Proj(..) | TyKind::Opaque(_) | TyKind::Dyn(_));
                open || cx.flow.carries_response(t)
            })
        })
    };
    let own = |d: &DefId| program.defs[*d].kind == DefKind::Fn && !program.defs[*d].test && cx.flow.in_workspace(*d);
    let mut left: Vec<DefId> =
        program.defs.ids().filter(own).filter(|d| returns(*d) || cx.flow.may_give_response(*d)).collect();
    loop {
        let before = left.len();
        left.retain(|def| {
            let reaches = cx.flow.body(*def).is_none_or(|b| b.mentions.iter().any(|m| names.contains(m)));
            if reaches {
                names.extend(mentioned_as(program.defs[*def].name));
            }
            !reaches
        });
        if left.len() == before {
            return;
        }
    }
}

/// Runs the checks of `rules` over every selected body that is no test's. A panic costs its function and rule.
#[must_use]
pub fn run(cx: &Cx<'_>, rules: &[RuleId]) -> Checked {
    let program = cx.flow.program;
    let selected = |def: DefId| {
        let d = &program.defs[def];
        let of = &program.crates[d.krate].kind;
        !d.test && matches!(of, CrateKind::Workspace { selected: true, .. }) && cx.flow.body(def).is_some()
    };
    let bodies: Vec<DefId> = program.defs.ids().filter(|d| selected(*d)).collect();
    let mut named: Vec<(RuleId, FxHashSet<Sym>)> =
        rules.iter().map(|r| (*r, names_of(program, triggers(*r)))).collect();
    if let Some((_, names)) = named.iter_mut().find(|(r, _)| *r == RuleId::SpawnWithoutTimeout) {
        names.extend(cx.spawn_wrappers());
        with_renames(program, names);
    }
    if let Some((_, names)) = named.iter_mut().find(|(r, _)| *r == RuleId::UnclosedResponseBody) {
        add_response_wrappers(cx, names);
    }
    let parts: Vec<Checked> = bodies.par_iter().map(|def| check_body(cx, &named, *def)).collect();
    let mut all = Checked::default();
    for part in parts {
        all.findings.extend(part.findings);
        all.problems.extend(part.problems);
    }
    all.findings.sort_by(|a, b| (a.at, a.rule, a.kind).cmp(&(b.at, b.rule, b.kind)));
    // A file that two targets share is looked at for each of them.
    all.findings.dedup_by(|a, b| a.at == b.at && a.rule == b.rule);
    all
}

fn check_body(cx: &Cx<'_>, rules: &[(RuleId, FxHashSet<Sym>)], def: DefId) -> Checked {
    let mut checked = Checked::default();
    let mentions = cx.flow.body(def).map_or(&[][..], |b| &b.mentions);
    for (rule, names) in rules {
        let named = mentions.iter().any(|m| names.contains(m));
        let check = match (named, rule) {
            // A parameter can be a finding in a function that names nothing.
            (false, RuleId::WholeBodyUpload) => upload::extractors,
            (false, _) => continue,
            (true, _) => check_of(*rule),
        };
        match catch_unwind(AssertUnwindSafe(|| check(cx, def))) {
            Ok(found) => checked.findings.extend(found),
            Err(_) => checked.problems.push(Problem {
                kind: ProblemKind::Internal,
                path: item_path(cx, def).into(),
                at: None,
                message: format!("internal error: {rule} could not look at this function"),
            }),
        }
    }
    checked
}

/// A finding at an expression; `None` where the place is not known.
#[must_use]
pub fn finding(cx: &Cx<'_>, rule: RuleId, kind: &'static str, confidence: Confidence, site: Site) -> Option<Finding> {
    Some(Finding {
        rule,
        kind,
        confidence,
        at: cx.flow.loc(site.def, site.expr)?,
        item: item_path(cx, site.def),
        args: Args::new(),
        steps: Vec::new(),
        why: Vec::new(),
    })
}

/// The path of what a call calls, as messages name it; empty if it is not known.
#[must_use]
pub fn api(cx: &Cx<'_>, site: Site) -> String {
    cx.flow.callees(site.def, site.expr).first().map(|d| cx.flow.program.canonical(*d)).unwrap_or_default()
}

/// The path of a definition, for fingerprints.
#[must_use]
pub fn item_path(cx: &Cx<'_>, def: DefId) -> String {
    cx.flow.program.canonical(def)
}
