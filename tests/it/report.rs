//! Suppression, wording and the formats, on a hand-made report.

use std::collections::BTreeSet;
use std::path::PathBuf;

use leaklint::base::{FileId, Loc, Problem, ProblemKind, Sources, Span};
use leaklint::diag::{Args, Confidence, Coverage, Finding, Level, Levels, RuleId, Step};
use leaklint::hir::AllowComment;
use leaklint::report::{self, Input, Report};
use leaklint::rules::Rules;
use leaklint::suppress::{Outcome, Policy, apply};

const FILE: FileId = FileId(0);
const OTHER: FileId = FileId(1);
const TEXT: &str = "\
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

fn sources(text: &str) -> Sources {
    let mut sources = Sources::default();
    let name = "src/my file.rs";
    sources.insert(FILE, name.into(), format!("svc/{name}"), text.into());
    let other = "fn check(r: Response) -> Response { r }\n";
    sources.insert(
        OTHER,
        "src/b.rs".into(),
        "svc/src/b.rs".into(),
        other.into(),
    );
    sources
}

/// The `n`th place of `needle` in `text`.
fn nth(text: &str, needle: &str, n: usize) -> Loc {
    let (start, _) = text.match_indices(needle).nth(n).expect(needle);
    span(start, needle.len())
}

fn span(start: usize, len: usize) -> Loc {
    Loc {
        file: FILE,
        span: Span {
            start: u32::try_from(start).expect("short"),
            end: u32::try_from(start + len).expect("short"),
        },
    }
}

fn finding(at: Loc, kind: &'static str, confidence: Confidence) -> Finding {
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

const CHAIN: &str = "client.post(URL)\n        .send()\n        .await?";
const SEND: &str = "client.post(URL).send().await?";

fn findings(text: &str) -> Vec<Finding> {
    let mut first = finding(
        nth(text, CHAIN, 0),
        "dropped-on-one-path",
        Confidence::Medium,
    );
    let back = Loc {
        file: OTHER,
        ..span(36, 1)
    };
    first.steps = vec![
        Step::new("handed-back", back).with("function", "check"),
        Step::new("dropped", nth(text, "check(hook)?", 0))
            .with("how", "at the end of the statement"),
        Step::new("reached", nth(text, "notify", 0))
            .with("from", "POST /upload")
            .with("calls", "2"),
    ];
    first.why = vec!["`check` may be another [function]".into()];
    vec![
        finding(nth(text, SEND, 1), "dropped-unread", Confidence::High),
        first,
        finding(nth(text, SEND, 0), "dropped-unread", Confidence::High),
    ]
}

fn all_rules() -> BTreeSet<RuleId> {
    RuleId::ALL.into_iter().collect()
}

/// What is left of `findings` under `allows`.
fn filtered(findings: Vec<Finding>, allows: &[AllowComment], text: &str) -> Outcome {
    let rules = Rules::load().expect("valid");
    let policy = Policy {
        rules: &rules,
        levels: &Levels::default(),
        min_confidence: Confidence::Medium,
        selected: all_rules(),
    };
    apply(findings, &[(FILE, allows)], &policy, &sources(text))
}

fn allow(text: &str, target: Option<Loc>) -> AllowComment {
    AllowComment {
        text: text.into(),
        span: Span { start: 0, end: 15 },
        target: target.map(|t| t.span),
    }
}

fn made_up() -> (Report, Sources, Rules) {
    let mut all = findings(TEXT);
    all.push(finding(
        nth(TEXT, "Ok(())", 0),
        "local-client",
        Confidence::Low,
    ));
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
    let manifest = concat!(
        "--manifest-path=",
        env!("CARGO_MANIFEST_DIR"),
        "/Cargo.toml"
    );
    let args = [
        "metadata",
        "--format-version=1",
        "--offline",
        &platform,
        manifest,
    ];
    let metadata: serde_json::Value = serde_json::from_str(&cargo(&args)).expect("metadata");
    let mut packages = metadata["packages"].as_array().expect("packages").iter();
    let package = packages
        .find(|p| p["name"] == "serde-sarif")
        .expect("a dev-dependency");
    let manifest = PathBuf::from(package["manifest_path"].as_str().expect("a path"));
    manifest.with_file_name("src").join("schema.json")
}

fn cargo(args: &[&str]) -> String {
    let out = std::process::Command::new(env!("CARGO"))
        .args(args)
        .output();
    String::from_utf8(out.expect("cargo runs").stdout).expect("UTF-8")
}

fn left(outcome: &Outcome) -> Vec<(u32, &'static str)> {
    let reported = outcome.reported.iter();
    reported
        .map(|r| (r.finding.at.span.start, r.finding.kind))
        .collect()
}

fn problems(outcome: &Outcome) -> Vec<&'static str> {
    outcome.allow_problems.iter().map(|p| p.kind).collect()
}

const REASON: &str = r#"leaklint: allow(unclosed-response-body, reason = "the hook closes it")"#;

#[test]
fn an_allow_comment_hides_what_its_target_holds_and_is_counted() {
    let second = nth(TEXT, SEND, 1);
    let outcome = filtered(findings(TEXT), &[allow(REASON, Some(second))], TEXT);
    assert_eq!(left(&outcome).len(), 2);
    assert!(
        left(&outcome)
            .iter()
            .all(|(start, _)| *start != second.span.start)
    );
    assert_eq!(outcome.hidden.by_comment, 1);
    assert_eq!(problems(&outcome), [""; 0]);

    let item = span(0, TEXT.len());
    let outcome = filtered(findings(TEXT), &[allow(REASON, Some(item))], TEXT);
    assert_eq!((left(&outcome).len(), outcome.hidden.by_comment), (0, 3));
}

#[test]
fn an_allow_comment_in_another_file_or_for_another_rule_hides_nothing() {
    let target = Some(nth(TEXT, SEND, 1));
    let other = r#"leaklint: allow(unbounded-channel, reason = "few messages")"#;
    let outcome = filtered(findings(TEXT), &[allow(other, target)], TEXT);
    assert_eq!(left(&outcome).len(), 3);
    assert_eq!(problems(&outcome), ["unused"]);

    let rules = Rules::load().expect("valid");
    let policy = Policy {
        rules: &rules,
        levels: &Levels::default(),
        min_confidence: Confidence::Medium,
        selected: all_rules(),
    };
    let allows = [allow(REASON, target)];
    let outcome = apply(findings(TEXT), &[(OTHER, &allows)], &policy, &sources(TEXT));
    assert_eq!(
        (left(&outcome).len(), problems(&outcome)),
        (3, vec!["unused"])
    );
}

#[test]
fn a_wrong_allow_comment_is_reported_and_allows_nothing() {
    let target = Some(nth(TEXT, SEND, 1));
    let cases = [
        ("leaklint: allow(unclosed-response-body)", "no-reason"),
        (
            r#"leaklint: allow(unclosed-response-body, reason = " ")"#,
            "no-reason",
        ),
        (
            r#"leaklint: allow(unclosed-body, reason = "x")"#,
            "unknown-rule",
        ),
        ("leaklint: allow unclosed-response-body", "malformed"),
        (
            r#"leaklint: allow(unclosed-response-body, reason = "x"#,
            "malformed",
        ),
        (
            r#"leaklint: allow(unclosed-response-body, why = "x")"#,
            "malformed",
        ),
        ("leaklint: deny(unclosed-response-body)", "malformed"),
        ("leaklint: allow()", "malformed"),
    ];
    for (text, kind) in cases {
        let outcome = filtered(findings(TEXT), &[allow(text, target)], TEXT);
        assert_eq!(problems(&outcome), [kind], "{text}");
        assert_eq!(left(&outcome).len(), 3, "{text}");
    }
}

#[test]
fn one_comment_may_allow_two_rules() {
    let text =
        r#"leaklint: allow(unclosed-response-body, unbounded-channel, reason = "say \"why\"")"#;
    let parsed = leaklint::suppress::parse(text).expect("well-formed");
    assert_eq!(
        parsed.rules,
        ["unclosed-response-body", "unbounded-channel"]
    );
    assert_eq!(parsed.reason.as_deref(), Some("say \\\"why\\\""));
}

#[test]
fn a_comment_is_used_though_the_finding_is_hidden_anyway() {
    let at = nth(TEXT, "Ok(())", 0);
    let low = vec![finding(at, "local-client", Confidence::Low)];
    let outcome = filtered(low, &[allow(REASON, Some(at))], TEXT);
    assert_eq!(problems(&outcome), [""; 0]);
    assert_eq!(outcome.hidden.by_comment, 1);
}

#[test]
fn levels_and_selection_are_counted() {
    let rules = Rules::load().expect("valid");
    let mut levels = Levels::default();
    levels.set(RuleId::UnclosedResponseBody, Level::Allow);
    let mut policy = Policy {
        rules: &rules,
        levels: &levels,
        min_confidence: Confidence::Low,
        selected: all_rules(),
    };
    let run = |policy: &Policy<'_>| apply(findings(TEXT), &[], policy, &sources(TEXT));
    assert_eq!(run(&policy).hidden.by_level, 3);
    assert!(!policy.enabled().contains(&RuleId::UnclosedResponseBody));
    policy.selected.remove(&RuleId::UnclosedResponseBody);
    assert_eq!(run(&policy).hidden.not_selected, 3);
}

#[test]
fn one_finding_for_a_rule_and_a_place_the_surest() {
    let at = nth(TEXT, SEND, 0);
    let mut twin = finding(at, "dropped-unread", Confidence::Medium);
    twin.item = "bin::notify".into();
    let both = vec![twin, finding(at, "dropped-unread", Confidence::High)];
    let outcome = filtered(both, &[], TEXT);
    assert_eq!(outcome.reported.len(), 1);
    assert_eq!(outcome.reported[0].finding.confidence, Confidence::High);
}

fn prints(text: &str) -> Vec<String> {
    let outcome = filtered(findings(text), &[], text);
    outcome
        .reported
        .into_iter()
        .map(|r| r.fingerprint)
        .collect()
}

#[test]
fn fingerprints_outlive_edits_elsewhere_and_formatting() {
    let before = prints(TEXT);
    let unique: BTreeSet<_> = before.iter().collect();
    assert_eq!(unique.len(), 3, "twins differ by their ordinal");
    let shifted = format!("//! A page.\n\nfn f() {{}}\n{TEXT}");
    assert_eq!(prints(&shifted), before);

    let sources = sources(TEXT);
    let of = |at, item: &str| {
        let mut one = finding(at, "dropped-unread", Confidence::High);
        one.item = item.into();
        leaklint::diag::fingerprints(&[one], &sources)
    };
    let (chain, send) = (nth(TEXT, CHAIN, 0), nth(TEXT, SEND, 0));
    assert_eq!(of(chain, "a"), of(send, "a"), "layout does not matter");
    assert_ne!(of(chain, "a"), of(chain, "b"), "the item does");
}

#[test]
fn hiding_a_twin_leaves_the_other_fingerprint_alone() {
    let first = nth(TEXT, SEND, 0);
    let outcome = filtered(findings(TEXT), &[allow(REASON, Some(first))], TEXT);
    assert_eq!(outcome.reported[1].fingerprint, prints(TEXT)[2]);
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
    let policy = Policy {
        rules: &rules,
        levels: &Levels::default(),
        min_confidence: Confidence::Low,
        selected: all_rules(),
    };
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
    assert!(
        report::human(&report, &sources, false)
            .chars()
            .all(harmless)
    );
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
    assert!(
        report
            .problems
            .iter()
            .all(|p| p.kind == ProblemKind::Internal)
    );
}
