//! The command line: typed, resolved into options, run, and turned into an exit code.
//! Must not analyse: it calls the phases in order, and decides nothing that a phase could.

mod args;
mod check;
mod explain;
mod options;
mod output;
mod progress;
mod rules;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser as _;

use args::{Cli, Command, RulesArgs, TableFormat};
use options::Options;
use output::{print, say};

/// The stack of every thread that works: nothing bounds how deep the code that is read is nested.
const STACK: usize = 64 << 20;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Clean,
    Findings,
    Incomplete,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Clean => Self::SUCCESS,
            Status::Findings => Self::from(1),
            Status::Incomplete => Self::from(3),
        }
    }
}

/// The command line or the configuration is wrong.
#[derive(Debug)]
struct CliError(String);

/// Runs the command line `args`, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(own_args(args)) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match on_big_stack(|| dispatch(cli)) {
        Some(Ok(status)) => status.into(),
        Some(Err(CliError(message))) => {
            say(&format!("error: {message}"));
            ExitCode::from(2)
        }
        None => {
            say("error: leaklint failed; this is a bug in it");
            Status::Incomplete.into()
        }
    }
}

/// Without the `leaklint` that cargo puts in front when it is called as `cargo leaklint`.
fn own_args(args: impl IntoIterator<Item = OsString>) -> impl Iterator<Item = OsString> {
    let named = |(i, arg): &(usize, OsString)| !(*i == 1 && arg == "leaklint");
    args.into_iter().enumerate().filter(named).map(|(_, a)| a)
}

/// `None` if `work` panicked, or no thread could be started.
fn on_big_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Option<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        thread.ok()?.join().ok()
    })
}

fn dispatch(cli: Cli) -> Result<Status, CliError> {
    let args = match cli.command {
        Some(Command::Rules(args)) => return list(&args),
        Some(Command::Explain(args)) => return explain::explain(*args),
        Some(Command::Check(args)) => *args,
        None => cli.check,
    };
    let options = Options::resolve(args).map_err(|e| CliError(format!("cannot tell the current folder: {e}")))?;
    check::check(&options)
}

fn list(args: &RulesArgs) -> Result<Status, CliError> {
    let rules = crate::rules::Rules::load().map_err(|e| CliError(e.to_string()))?;
    let text = match args.format {
        TableFormat::Human => rules::table(&rules),
        TableFormat::Json => rules::table_json(&rules).map_err(|e| CliError(e.to_string()))?,
    };
    print(&text)?;
    Ok(Status::Clean)
}
