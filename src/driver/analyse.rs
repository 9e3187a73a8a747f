//! From a workspace to findings: loads, links, infers and checks. Must not filter or word what is found.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::ThreadPool;

use super::load;
use crate::base::Problem;
use crate::check::{self, Cx, Thresholds};
use crate::diag::{Coverage, Finding, RuleId};
use crate::discover::Workspace;
use crate::flow::Flow;
use crate::hir::FileHir;
use crate::infer::Types;
use crate::link::{self, CrateKind, Program};
use crate::model::Models;

/// What a run found.
#[derive(Debug, Default)]
pub struct Analysis {
    /// In order of place and rule.
    pub findings: Vec<Finding>,
    pub problems: Vec<Problem>,
    pub coverage: Coverage,
    /// The lowered files by id, for their allow comments.
    pub files: Vec<Option<Arc<FileHir>>>,
    /// How long each phase took, in order.
    pub timings: Vec<(&'static str, Duration)>,
}

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct Settings {
    pub rules: Vec<RuleId>,
    pub thresholds: Thresholds,
    /// Whether findings say which summaries were used and what was not known.
    pub explain: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { rules: RuleId::ALL.to_vec(), thresholds: Thresholds::default(), explain: false }
    }
}

/// Runs every phase on the threads of `pool`, which need big stacks.
#[must_use]
pub fn analyse(ws: &Workspace, models: &Models, settings: &Settings, pool: &ThreadPool) -> Analysis {
    pool.install(|| {
        let mut timings = Vec::new();
        let mut phase = Instant::now();
        let mut lap = |name, timings: &mut Vec<_>| {
            timings.push((name, phase.elapsed()));
            phase = Instant::now();
        };
        let mut loaded = load(ws, models, pool);
        lap("parse", &mut timings);
        let mut problems = ws.problems.clone();
        problems.append(&mut loaded.problems);
        let files: Vec<_> = loaded.files.iter().take(ws.files.len()).cloned().collect();
        let mut coverage =
            Coverage { files_parsed: loaded.reached, files_unreached: loaded.unreached, ..Coverage::default() };
        let program = link::link(ws, &loaded, models);
        lap("link", &mut timings);
        let types = Types::new(&program);
        let flow = Flow::new(&types);
        let cx = Cx::new(&flow, settings.thresholds);
        let mut checked = check::run(&cx, &settings.rules);
        if settings.explain {
            check::known::explain(&cx, &mut checked.findings);
        }
        lap("check", &mut timings);
        problems.extend(checked.problems);
        cover(&program, &types, &files, &mut coverage);
        Analysis { findings: checked.findings, problems, coverage, files, timings }
    })
}

/// Counts what was known in the bodies that a check looked into.
fn cover(program: &Program, types: &Types<'_>, files: &[Option<Arc<FileHir>>], coverage: &mut Coverage) {
    for def in types.inferred() {
        let d = &program.defs[def];
        if d.test || !matches!(program.crates[d.krate].kind, CrateKind::Workspace { selected: true, .. }) {
            continue;
        }
        coverage.functions += 1;
        #[expect(clippy::iter_over_hash_type, reason = "only counted")]
        for callee in types.body(def).callees.values() {
            coverage.calls += 1;
            match callee.unknown_name(program) {
                Some(name) => *coverage.unknown_calls.entry(name).or_default() += 1,
                None => coverage.calls_known += 1,
            }
        }
    }
    for (limit, _) in types.limits.reached() {
        *coverage.cut_short.entry(limit.name().to_owned()).or_default() += 1;
    }
    for opaque in files.iter().flatten().flat_map(|f| &f.opaque_macros) {
        *coverage.opaque_macros.entry(opaque.name.to_string()).or_default() += 1;
    }
}
