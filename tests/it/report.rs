//! Wording and the formats, on a hand-made report.

use std::collections::BTreeSet;
use std::path::PathBuf;

use leaklint::base::{FileId, Loc, Problem, ProblemKind, Sources, Span};
use leaklint::config::Config;
use leaklint::diag::{Args, Confidence, Coverage, Finding, RuleId, Step};
use leaklint::hir::AllowComment;
use leaklint::report::{self, Input, Report};
use leaklint::rules::Rules;
use leaklint::suppress::{Outcome, Policy, apply};

pub(crate) const FILE: FileId = FileId(0);
pub(crate) const OTHER: FileId = FileId(1);
pub(crate) const TEXT: &str = "\
use api::Client;

async fn notify(client: &Client) -> Result<(), Error> {
    let hook = client.post(URL)
        .send()
        .await?;
    check(hook)?;
    client.post(URL).send().await?;
    client.post(URL).send().await?;
    Ok(())
}
";

pub(crate) fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    let name = "src/my file.rs";
    sources.insert(FILE, name.into(), format!("svc/{name}"), text.into());
    let other = "fn check(r: Response) -> Response { r }\n";
    sources.insert(OTHER, "src/b.rs".into(), "svc/src/b.rs".into(), other.into());
    sources
}

/// The `n`th place of `needle` in `text`.
pub(crate) fn nth(text: &str, needle: &str, n: usize) -> Loc {
    let (start, _) = text.match_indices(needle).nth(n).expect(needle);
    span(start, needle.len())
}

pub(crate) fn span(start: usize, len: usize) -> Loc {
    Loc {
        file: FILE,
        span: Span { start: u32::try_from(start).expect("short"), end: u32::try_from(start + len).expect("short") },
    }
}

pub(crate) fn finding(at: Loc, kind: &'static str, confidence: Confidence) -> Finding {
    Finding {
        rule: RuleId::UnclosedResponseBody,
        kind,
        confidence,
        at,
        item: "svc::notify".into(),
        args: Args::from([("api", "reqwest::RequestBuilder::send".to_owned())]),
        steps: Vec::new(),
        why: Vec::new(),
    }
}

pub(crate) const CHAIN: &str = "client.post(URL)\n        .send()\n        .await?";
pub(crate) const SEND: &str = "client.post(URL).send().await?";

pub(crate) fn findings(text: &str) -> Vec<Finding> {
    let mut first = finding(nth(text, CHAIN, 0), "dropped-on-one-path", Confidence::Medium);
    let back = Loc { file: OTHER, ..span(36, 1) };
    first.steps = vec![
        Step::new("handed-back", back).with("function", "check"),
        Step::new("dropped", nth(text, "check(hook)?", 0)).with("how", "at the end of the statement"),
        Step::new("reached", nth(text, "notify", 0)).with("from", "POST /upload").with("calls", "2"),
    ];
    first.why = vec!["`check` may be another [function]".into()];
    vec![
        finding(nth(text, SEND, 1), "dropped-unread", Confidence::High),
        first,
        finding(nth(text, SEND, 0), "dropped-unread", Confidence::High),
    ]
}

pub(crate) fn all_rules() -> BTreeSet<RuleId> {
    RuleId::ALL.into_iter().collect()
}

/// What is left of `findings` under `allows`.
pub(crate) fn filtered(findings: Vec<Finding>, allows: &[AllowComment], text: &str) -> Outcome {
    let rules = Rules::load().expect("valid");
    let policy =
        Policy { rules: &rules, config: &Config::default(), min_confidence: Confidence::Medium, selected: all_rules() };
    apply(findings, &[(FILE, allows)], &policy, &sources(text))
}

pub(crate) fn allow(text: &str, target: Option<Loc>) -> AllowComment {
    AllowComment { text: text.into(), span: Span { start: 0, end: 15 }, target: target.map(|t| t.span) }
}

fn made_up() -> (Report, Sources, Rules) {
    let mut all = findings(TEXT);
    all.push(finding(nth(TEXT, "Ok(())", 0), "local-client", Confidence::Low));
    let outcome = filtered(all, &[allow("leaklint: allow(nothing)", None)], TEXT);
    let (rules, sources) = (Rules::load().expect("valid"), sources(TEXT));
    let coverage = Coverage {
        files_parsed: 2,
        files_unreached: 1,
        functions: 2,
        calls: 7,
        calls_known: 6,
        unknown_calls: [("mystery".to_owned(), 1)].into(),
        opaque_macros: [("magic".to_owned(), 2)].into(),
        cut_short: [("paths".to_owned(), 1)].into(),
    };
    let problem = Problem {
        kind: ProblemKind::Incomplete,
        path: PathBuf::from("src/broken one.rs"),
        at: Some((3, 7)),
        message: "expected `;`".into(),
    };
    let report = report::build(Input {
        outcome,
        problems: vec![problem],
        coverage,
        enabled: RuleId::ALL.to_vec(),
        stats: None,
        rules: &rules,
        sources: &sources,
        root_in_repo: "svc".into(),
    });
    (report, sources, rules)
}

#[test]
fn human_format() {
    let (report, sources, _) = made_up();
    insta::assert_snapshot!(report::human(&report, &sources, false));
}

#[test]
fn short_format() {
    insta::assert_snapshot!(report::short(&made_up().0));
}

#[test]
fn json_format() {
    let text = report::json(&made_up().0).expect("serialises");
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["version"], 1);
    assert!(value.get("timings").is_none());
    insta::assert_snapshot!(text);
}

#[test]
fn sarif_format() {
    let (report, _, rules) = made_up();
    let text = report::sarif(&report, &rules).expect("serialises");
    let mut value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    // The pages have tests of their own.
    let rules = value["runs"][0]["tool"]["driver"]["rules"].as_array_mut();
    for rule in rules.expect("rules") {
        let page = rule["help"]["markdown"].as_str().expect("a page");
        assert!(!page.is_empty());
        rule["help"]["markdown"] = "(the page)".into();
    }
    let version = env!("CARGO_PKG_VERSION");
    let text = serde_json::to_string_pretty(&value).expect("serialises");
    insta::assert_snapshot!(text.replace(version, "(version)"));
}

#[test]
fn sarif_follows_the_schema() {
    let (report, _, rules) = made_up();
    let text = report::sarif(&report, &rules).expect("serialises");
    if let Some(path) = std::env::var_os("LEAKLINT_KEEP_SARIF") {
        std::fs::write(path, &text).expect("writable");
    }
    let log: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let schema = std::fs::read_to_string(schema_path()).expect("the schema is readable");
    // The schema's patterns for languages have a bracket too many, which this reader of patterns refuses.
    let schema = schema.replace("{2}]?$", "{2}$");
    let schema = serde_json::from_str(&schema).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> = validator.iter_errors(&log).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let log: serde_sarif::sarif::Sarif = serde_json::from_value(log).expect("SARIF's types");
    assert_eq!(log.runs.len(), 1);
}

/// The schema that `serde-sarif` is generated from, in its package.
fn schema_path() -> PathBuf {
    let version = cargo(&["-vV"]);
    let host = version.lines().find_map(|l| l.strip_prefix("host: "));
    let platform = format!("--filter-platform={}", host.expect("a host"));
    let manifest = concat!("--manifest-path=", env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let args = ["metadata", "--format-version=1", "--offline", &platform, manifest];
    let metadata: serde_json::Value = serde_json::from_str(&cargo(&args)).expect("metadata");
    let mut packages = metadata["packages"].as_array().expect("packages").iter();
    let package = packages.find(|p| p["name"] == "serde-sarif").expect("a dev-dependency");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a path"));
    manifest.with_file_name("src").join("schema.json")
}

fn cargo(args: &[&str]) -> String {
    let out = std::process::Command::new(env!("CARGO")).args(args).output();
    String::from_utf8(out.expect("cargo runs").stdout).expect("UTF-8")
}

/// A report on a file whose name and text try to steer the terminal.
fn hostile() -> (Report, Sources) {
    let mut sources = Sources::default();
    let name = "src/\u{1b}]0;x\u{7}\u{202e}.rs";
    let text = "send(); // \u{1b}[2J\u{9b}1m \u{202e}\r\n";
    sources.insert(FILE, name.into(), name.into(), text.into());
    let mut one = finding(span(0, 7), "dropped-unread", Confidence::High);
    one.args.insert("api", "a\u{1b}[31m\nb".into());
    let rules = Rules::load().expect("valid");
    let policy =
        Policy { rules: &rules, config: &Config::default(), min_confidence: Confidence::Low, selected: all_rules() };
    let report = report::build(Input {
        outcome: apply(vec![one], &[], &policy, &sources),
        problems: vec![Problem {
            kind: ProblemKind::Warning,
            path: name.into(),
            at: None,
            message: "odd \u{1b}[0m".into(),
        }],
        coverage: Coverage::default(),
        enabled: policy.enabled(),
        stats: None,
        rules: &rules,
        sources: &sources,
        root_in_repo: String::new(),
    });
    (report, sources)
}

#[test]
fn a_terminal_gets_no_control_characters_from_the_input() {
    let (report, sources) = hostile();
    let harmless = |c: char| c == '\n' || !(c.is_control() || c == '\u{202e}');
    assert!(report::human(&report, &sources, false).chars().all(harmless));
    assert!(report::short(&report).chars().all(harmless));
    assert_eq!(report::short(&report).lines().count(), 2);
    let coloured = report::human(&report, &sources, true);
    assert!(coloured.contains("\u{1b}["), "colour is on");
    assert!(!coloured.contains("\u{1b}]0;") && !coloured.contains('\u{202e}'));
}

#[test]
fn sarif_encodes_names() {
    let (report, _) = hostile();
    let rules = Rules::load().expect("valid");
    let text = report::sarif(&report, &rules).expect("serialises");
    assert!(text.contains("src/%1B%5D0%3Bx%07%E2%80%AE.rs"));
}

#[test]
fn a_finding_without_wording_is_kept_and_called_a_bug() {
    let (rules, sources) = (Rules::load().expect("valid"), sources(TEXT));
    let mut one = finding(nth(TEXT, SEND, 0), "no-such-kind", Confidence::High);
    one.steps = vec![Step::new("no-such-step", one.at)];
    let report = report::build(Input {
        outcome: filtered(vec![one], &[], TEXT),
        problems: Vec::new(),
        coverage: Coverage::default(),
        enabled: RuleId::ALL.to_vec(),
        stats: None,
        rules: &rules,
        sources: &sources,
        root_in_repo: String::new(),
    });
    assert_eq!(report.findings.len(), 1);
    assert_eq!(report.problems.len(), 2);
    assert!(report.problems.iter().all(|p| p.kind == ProblemKind::Internal));
}
