//! The command line as it is typed. Must not decide anything: that is `options`.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::diag::{Confidence, RuleId};

const EXAMPLES: &str = "\
Examples:
  cargo leaklint                                   the workspace of the current folder
  cargo leaklint crates/api src/main.rs            a package and a file
  cargo leaklint --rule unbounded-channel --min-confidence low
  cargo leaklint --output sarif=leaklint.sarif     for people, and a log for code scanning
  cargo leaklint explain missing-client-timeout    why it matters and what to do
  cargo leaklint explain 3f9a                      how the finding with that fingerprint was made

Exit status:
  0  nothing found, and everything was analysed
  1  there are findings at level deny
  2  the command line or the configuration is wrong
  3  nothing at level deny was found, but something could not be analysed
";

/// Finds resource leaks in async Rust HTTP services. Starts neither cargo nor rustc, and runs nothing of the project.
#[derive(Debug, Parser)]
#[command(
    name = "cargo-leaklint",
    bin_name = "cargo leaklint",
    version,
    after_help = EXAMPLES,
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    disable_help_subcommand = true
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Analyse and report (what is done without a command, too)
    #[command(after_help = EXAMPLES)]
    Check(Box<CheckArgs>),
    /// List the rules
    Rules(RulesArgs),
    /// Show a rule's page, or how a finding was made
    Explain(Box<ExplainArgs>),
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub output: OutputArgs,
}

/// What is read.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub(super) struct InputArgs {
    /// Folders, packages or files [default: the workspace of the current folder]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The manifest of the package or workspace
    #[arg(long, value_name = "FILE", conflicts_with = "paths", help_heading = "Selection")]
    pub manifest_path: Option<PathBuf>,
    /// Lint only these packages: name, name@version or a glob
    #[arg(short, long, value_name = "SPEC", help_heading = "Selection")]
    pub package: Vec<String>,
    /// Leave packages out
    #[arg(long, value_name = "SPEC", help_heading = "Selection")]
    pub exclude: Vec<String>,
    /// Lint test targets too
    #[arg(long, help_heading = "Selection")]
    pub tests: bool,
    /// Lint benchmarks too
    #[arg(long, help_heading = "Selection")]
    pub benches: bool,
    /// Lint examples too
    #[arg(long, help_heading = "Selection")]
    pub examples: bool,
    /// Lint tests, benchmarks, examples and build scripts too
    #[arg(long, help_heading = "Selection")]
    pub all_targets: bool,
    /// Read the configuration from this file only
    #[arg(long, value_name = "FILE", help_heading = "Rules")]
    pub config: Option<PathBuf>,
    /// Use this many threads [default: one a core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true, help_heading = "Run")]
    pub threads: usize,
}

/// What is shown.
#[derive(Debug, Args)]
pub(super) struct FilterArgs {
    /// Check these rules only
    #[arg(long = "rule", value_name = "ID", value_delimiter = ',', value_parser = RuleId::from_str, help_heading = "Rules")]
    pub rules: Vec<RuleId>,
    /// Show findings from this confidence on [default: medium]
    #[arg(long, value_name = "LEVEL", help_heading = "Rules")]
    pub min_confidence: Option<MinConfidence>,
}

/// How it is shown.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line")]
pub(super) struct OutputArgs {
    /// What is printed
    #[arg(long, value_name = "FORMAT", default_value = "human", help_heading = "Output")]
    pub format: Format,
    /// Write a report to a file as well; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = FormatFile::from_str, help_heading = "Output")]
    pub output: Vec<FormatFile>,
    /// Exit with 0 in spite of findings (still with 3 if something could not be analysed)
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,
    /// Colour
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
    /// Say nothing but the report
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,
    /// Say what is read, and in which versions
    #[arg(short, long, help_heading = "Output")]
    pub verbose: bool,
    /// Say how long each phase took
    #[arg(long, help_heading = "Output")]
    pub stats: bool,
}

#[derive(Debug, Args)]
pub(super) struct RulesArgs {
    /// How the table is printed
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: TableFormat,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A rule's id, or the beginning of a finding's fingerprint
    #[arg(value_name = "RULE|FINGERPRINT")]
    pub subject: String,
    #[command(flatten)]
    pub input: InputArgs,
    /// Colour
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// One line a finding
    Short,
    /// For programs
    Json,
    /// For code scanning
    Sarif,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TableFormat {
    Human,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MinConfidence {
    High,
    Medium,
    Low,
}

impl From<MinConfidence> for Confidence {
    fn from(min: MinConfidence) -> Self {
        match min {
            MinConfidence::High => Self::High,
            MinConfidence::Medium => Self::Medium,
            MinConfidence::Low => Self::Low,
        }
    }
}

/// `sarif=report.sarif`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FormatFile {
    pub format: Format,
    pub file: PathBuf,
}

impl FromStr for FormatFile {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (format, file) = text.split_once('=').ok_or("expected FORMAT=FILE")?;
        if file.is_empty() {
            return Err("the file's name is missing".to_owned());
        }
        Ok(Self { format: Format::from_str(format, false)?, file: file.into() })
    }
}
