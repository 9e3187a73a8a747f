//! `explain`: a rule's page, or how one finding was made.

use std::fmt::Write as _;
use std::str::FromStr as _;

use super::args::ExplainArgs;
use super::check::run;
use super::options::Options;
use super::output::print;
use super::{CliError, Status};
use crate::diag::RuleId;
use crate::report;
use crate::rules::Rules;

/// Explains the subject.
pub(super) fn explain(args: ExplainArgs) -> Result<Status, CliError> {
    if let Ok(id) = RuleId::from_str(&args.subject) {
        let rules = Rules::load().map_err(|e| CliError(e.to_string()))?;
        let page = rules.get(id).map_or("", |r| r.page);
        print(page)?;
        return Ok(Status::Clean);
    }
    let subject = args.subject.clone();
    if !is_fingerprint(&subject) {
        let known: Vec<_> = RuleId::ALL.iter().map(|r| format!("  {r}")).collect();
        let list = known.join("\n");
        return Err(CliError(format!("`{subject}` is neither a fingerprint nor a rule; the rules are\n{list}")));
    }
    finding(&subject, args)
}

fn is_fingerprint(text: &str) -> bool {
    text.len() >= 4 && text.chars().all(|c| c.is_ascii_hexdigit() || c == ':')
}

fn finding(fingerprint: &str, args: ExplainArgs) -> Result<Status, CliError> {
    let options = Options::explaining(args).map_err(|e| CliError(e.to_string()))?;
    let mut run = run(&options)?;
    run.report.retain(|d| d.fingerprint.starts_with(fingerprint));
    if run.report.findings.is_empty() {
        return Err(CliError(format!(
            "no finding's fingerprint starts with `{fingerprint}`; fingerprints are in the JSON and the SARIF"
        )));
    }
    // The reasons are listed below the report, not in its line of confidence.
    let facts: String = run.report.findings.iter_mut().map(facts).collect();
    let text = report::human(&run.report, &run.sources, options.colour);
    print(&format!("{text}{facts}"))?;
    Ok(Status::Clean)
}

/// What the report for people leaves out.
fn facts(d: &mut report::Diagnostic) -> String {
    let mut out = format!(
        "\nfingerprint {}\nrule        {} ({}), confidence {:?}\n",
        d.fingerprint, d.code, d.kind, d.confidence
    );
    if !d.why.is_empty() {
        out.push_str("what was used, inferred, or not known:\n");
    }
    for why in std::mem::take(&mut d.why) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  - {why}");
    }
    out
}
