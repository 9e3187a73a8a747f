//! The pipeline: discover, configure, analyse, filter, put into words.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use super::args::{Format, FormatFile};
use super::options::{Input, Options};
use super::output::{print, say};
use super::progress::Progress;
use super::{CliError, STACK, Status};
use crate::base::{FileId, Problem, ProblemKind, Sources};
use crate::config::{self, Config};
use crate::diag::{Confidence, Finding};
use crate::discover::{Package, Workspace, discover, unmatched};
use crate::driver::{self, Analysis, Settings};
use crate::model;
use crate::report::{self, Report, Stats};
use crate::rules::Rules;
use crate::suppress::{self, Policy};

/// One run, before anything is printed.
pub(super) struct Run {
    pub report: Report,
    pub sources: Sources,
    pub rules: Rules,
}

/// Analyses and reports.
pub(super) fn check(options: &Options) -> Result<Status, CliError> {
    let run = run(options)?;
    for FormatFile { format, file } in &options.outputs {
        let text = render(&run, *format, false)?;
        let written = std::fs::write(file, text);
        written.map_err(|e| CliError(format!("cannot write {}: {e}", file.display())))?;
    }
    print(&render(&run, options.format, options.colour)?)?;
    Ok(status(&run.report, options.exit_zero))
}

/// Findings at level deny decide first; then what could not be analysed.
fn status(report: &Report, exit_zero: bool) -> Status {
    let complete = |p: &Problem| p.kind == ProblemKind::Warning;
    if report.summary.denied > 0 && !exit_zero {
        Status::Findings
    } else if report.problems.iter().all(complete) {
        Status::Clean
    } else {
        Status::Incomplete
    }
}

fn render(run: &Run, format: Format, colour: bool) -> Result<String, CliError> {
    let text = match format {
        Format::Human => Ok(report::human(&run.report, &run.sources, colour)),
        Format::Short => Ok(report::short(&run.report)),
        Format::Json => report::json(&run.report),
        Format::Sarif => report::sarif(&run.report, &run.rules),
    };
    text.map_err(|e| CliError(format!("cannot write the report: {e}")))
}

/// Everything up to the report.
pub(super) fn run(options: &Options) -> Result<Run, CliError> {
    let rules = Rules::load().map_err(|e| CliError(e.to_string()))?;
    let started = Instant::now();
    let workspace = discover(&options.input.request);
    let discovered = started.elapsed();
    check_names(&workspace, &options.input)?;
    let config = load_config(&workspace, &options.input, &rules)?;
    if options.verbose {
        say(&describe(&workspace));
    }
    let progress = Progress::start(options.progress, format!("analysing {} files", workspace.files.len()));
    let mut analysis = analyse(&workspace, &config, options)?;
    drop(progress);
    analysis.timings.insert(0, ("discover", discovered));
    let (report, sources) = worded(&workspace, &config, &rules, options, analysis);
    Ok(Run { report, sources, rules })
}

/// A name that fits no package is a mistake on the command line.
fn check_names(workspace: &Workspace, input: &Input) -> Result<(), CliError> {
    let request = &input.request;
    let specs = [&request.packages, &request.excludes];
    let mut missing = specs.into_iter().flat_map(|s| unmatched(s, &workspace.packages));
    match missing.next() {
        Some(name) => Err(CliError(format!("no package `{name}` was found"))),
        None => Ok(()),
    }
}

fn load_config(workspace: &Workspace, input: &Input, rules: &Rules) -> Result<Config, CliError> {
    let dir = &input.request.current_dir;
    let file = input.config.as_deref().map(|f| dir.join(f));
    config::load(workspace, file.as_deref(), rules).map_err(|e| CliError(e.to_string()))
}

fn analyse(workspace: &Workspace, config: &Config, options: &Options) -> Result<Analysis, CliError> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(options.input.threads)
        .stack_size(STACK)
        .build()
        .map_err(|e| CliError(format!("cannot start threads: {e}")))?;
    let (models, problems) = model::load(config.models.clone());
    let settings = Settings {
        rules: options.rules.iter().copied().collect(),
        thresholds: config.thresholds(),
        explain: options.explain,
    };
    let mut analysis = driver::analyse(workspace, &models, &settings, &pool);
    analysis.problems.extend(problems);
    analysis.problems.extend(unreached(workspace, &analysis));
    analysis.findings.retain(|f| workspace.in_focus(f.at.file));
    Ok(analysis)
}

/// Paths that were asked for by name, but that no target leads to.
fn unreached(workspace: &Workspace, analysis: &Analysis) -> Vec<Problem> {
    let read: Vec<&Path> = workspace
        .files
        .iter()
        .zip(&analysis.files)
        .filter(|(_, hir)| hir.is_some())
        .map(|(source, _)| source.path.as_path())
        .collect();
    let failed = |path: &Path| {
        let rel = path.strip_prefix(&workspace.root).unwrap_or(path);
        analysis.problems.iter().any(|p| p.path == rel)
    };
    let lost = workspace.focus.iter().filter(|f| !read.iter().any(|r| r.starts_with(f)) && !failed(f));
    lost.map(|path| Problem {
        kind: ProblemKind::Incomplete,
        path: path.strip_prefix(&workspace.root).unwrap_or(path).to_owned(),
        at: None,
        message: "no module of a linted target is here".to_owned(),
    })
    .collect()
}

fn worded(
    workspace: &Workspace,
    config: &Config,
    rules: &Rules,
    options: &Options,
    analysis: Analysis,
) -> (Report, Sources) {
    let policy = Policy {
        rules,
        config,
        min_confidence: options.min_confidence.or(config.min_confidence).unwrap_or(Confidence::Medium),
        selected: options.rules.clone(),
    };
    let ids = (0..).map(FileId).zip(&analysis.files);
    let lowered = ids.filter_map(|(id, hir)| Some((id, hir.as_deref()?)));
    let allows = lowered.filter(|(id, _)| workspace.in_focus(*id)).map(|(id, hir)| (id, hir.allows.as_slice()));
    let allows: Vec<_> = allows.filter(|(_, comments)| !comments.is_empty()).collect();
    let sources = sources(workspace, &analysis.findings, allows.iter().map(|(id, _)| *id));
    let outcome = suppress::apply(analysis.findings, &allows, &policy, &sources);
    let phases = analysis.timings.into_iter();
    let stats = Stats { phases: phases.map(|(name, time)| (name.to_owned(), time)).collect() };
    let report = report::build(report::Input {
        outcome,
        problems: analysis.problems,
        coverage: analysis.coverage,
        enabled: policy.enabled(),
        stats: options.stats.then_some(stats),
        rules,
        sources: &sources,
        root_in_repo: report::root_in_repo(workspace),
    });
    (report, sources)
}

/// The texts of every file that a finding or an allow comment points into.
fn sources(workspace: &Workspace, findings: &[Finding], allows: impl Iterator<Item = FileId>) -> Sources {
    let places = findings.iter().flat_map(|f| f.steps.iter().map(|s| s.at.file).chain([f.at.file]));
    let files: BTreeSet<FileId> = places.chain(allows).collect();
    report::load_sources(workspace, files)
}

/// What was found, for `--verbose`.
fn describe(workspace: &Workspace) -> String {
    let mut out = format!("root {}\n", workspace.root.display());
    for package in &workspace.packages {
        describe_package(workspace, package, &mut out);
    }
    let _ = write!(out, "{} files", workspace.files.len());
    out
}

fn describe_package(workspace: &Workspace, package: &Package, out: &mut String) {
    let mark = if package.selected { "" } else { " (read only)" };
    // Writing to a string cannot fail.
    let _ = writeln!(out, "package {}{mark}", package.name);
    for target in package.targets.iter().filter(|t| t.selected) {
        let file = workspace.files.get(target.root.0 as usize);
        let file = file.map_or("?", |f| f.rel.as_str());
        let _ = writeln!(out, "  {:?} {} {file}", target.kind, target.name);
    }
    for dep in &package.deps {
        let version = dep.version.as_ref().map(ToString::to_string);
        let req = dep.req.as_ref().map(ToString::to_string);
        let version = version.or(req).unwrap_or_else(|| "?".to_owned());
        let _ = writeln!(out, "  {} = {} {version}", dep.name, dep.package);
    }
}
