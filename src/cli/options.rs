//! What was asked for, with every default filled in. Must not read files of the project.

use std::collections::BTreeSet;
use std::io::IsTerminal as _;
use std::path::PathBuf;

use super::args::{CheckArgs, Color, ExplainArgs, FilterArgs, Format, FormatFile, InputArgs};
use crate::diag::{Confidence, RuleId};
use crate::discover::{Request, TargetSelection};

/// What is analysed.
#[derive(Debug, Clone)]
pub(super) struct Input {
    pub request: Request,
    pub config: Option<PathBuf>,
    /// 0: one a core.
    pub threads: usize,
}

/// Options of `check`.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of a command line")]
pub(super) struct Options {
    pub input: Input,
    pub rules: BTreeSet<RuleId>,
    /// Absent: as configured.
    pub min_confidence: Option<Confidence>,
    pub format: Format,
    pub outputs: Vec<FormatFile>,
    pub exit_zero: bool,
    pub colour: bool,
    pub progress: bool,
    pub verbose: bool,
    pub stats: bool,
    /// Findings say which summaries were used.
    pub explain: bool,
}

impl Input {
    pub fn resolve(args: InputArgs) -> std::io::Result<Self> {
        let all = args.all_targets;
        Ok(Self {
            request: Request {
                current_dir: std::env::current_dir()?,
                paths: args.paths,
                manifest_path: args.manifest_path,
                packages: args.package,
                excludes: args.exclude,
                targets: TargetSelection {
                    tests: all || args.tests,
                    benches: all || args.benches,
                    examples: all || args.examples,
                    build_scripts: all,
                },
            },
            config: args.config,
            threads: args.threads,
        })
    }
}

impl Options {
    pub fn resolve(args: CheckArgs) -> std::io::Result<Self> {
        let CheckArgs { input, filter, output } = args;
        Ok(Self {
            input: Input::resolve(input)?,
            rules: selected(&filter),
            min_confidence: filter.min_confidence.map(Into::into),
            format: output.format,
            outputs: output.output,
            exit_zero: output.exit_zero,
            colour: colour(output.color),
            progress: !output.quiet && std::io::stderr().is_terminal(),
            verbose: output.verbose,
            stats: output.stats,
            explain: false,
        })
    }

    /// Everything that can be found, for `explain`.
    pub fn explaining(args: ExplainArgs) -> std::io::Result<Self> {
        Ok(Self {
            input: Input::resolve(args.input)?,
            rules: RuleId::ALL.into_iter().collect(),
            min_confidence: Some(Confidence::Low),
            format: Format::Human,
            outputs: Vec::new(),
            exit_zero: true,
            colour: colour(args.color),
            progress: std::io::stderr().is_terminal(),
            verbose: false,
            stats: false,
            explain: true,
        })
    }
}

fn selected(filter: &FilterArgs) -> BTreeSet<RuleId> {
    if filter.rules.is_empty() {
        return RuleId::ALL.into_iter().collect();
    }
    filter.rules.iter().copied().collect()
}

fn colour(when: Color) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    match when {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
            std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb
        }
    }
}
