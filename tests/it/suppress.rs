//! Suppression and fingerprints: what is shown, what is hidden, and that it is counted.

use std::collections::BTreeSet;

use globset::{Glob, GlobSet};
use leaklint::config::{Config, Override};
use leaklint::diag::{Confidence, Level, Levels, RuleId};
use leaklint::rules::Rules;
use leaklint::suppress::{Outcome, Policy, apply};

use crate::report::{
    CHAIN, FILE, OTHER, SEND, TEXT, all_rules, allow, filtered, finding, findings, nth, sources, span,
};

fn left(outcome: &Outcome) -> Vec<(u32, &'static str)> {
    let reported = outcome.reported.iter();
    reported.map(|r| (r.finding.at.span.start, r.finding.kind)).collect()
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
    assert!(left(&outcome).iter().all(|(start, _)| *start != second.span.start));
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
    let policy =
        Policy { rules: &rules, config: &Config::default(), min_confidence: Confidence::Medium, selected: all_rules() };
    let allows = [allow(REASON, target)];
    let outcome = apply(findings(TEXT), &[(OTHER, &allows)], &policy, &sources(TEXT));
    assert_eq!((left(&outcome).len(), problems(&outcome)), (3, vec!["unused"]));
}

#[test]
fn a_wrong_allow_comment_is_reported_and_allows_nothing() {
    let target = Some(nth(TEXT, SEND, 1));
    let cases = [
        ("leaklint: allow(unclosed-response-body)", "no-reason"),
        (r#"leaklint: allow(unclosed-response-body, reason = " ")"#, "no-reason"),
        (r#"leaklint: allow(unclosed-body, reason = "x")"#, "unknown-rule"),
        ("leaklint: allow unclosed-response-body", "malformed"),
        (r#"leaklint: allow(unclosed-response-body, reason = "x"#, "malformed"),
        (r#"leaklint: allow(unclosed-response-body, why = "x")"#, "malformed"),
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
    let text = r#"leaklint: allow(unclosed-response-body, unbounded-channel, reason = "say \"why\"")"#;
    let parsed = leaklint::suppress::parse(text).expect("well-formed");
    assert_eq!(parsed.rules, ["unclosed-response-body", "unbounded-channel"]);
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
    let mut config = Config::default();
    config.levels.set(RuleId::UnclosedResponseBody, Level::Allow);
    let mut policy = Policy { rules: &rules, config: &config, min_confidence: Confidence::Low, selected: all_rules() };
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
    outcome.reported.into_iter().map(|r| r.fingerprint).collect()
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

#[test]
fn a_level_may_hold_for_some_files_only() {
    let rules = Rules::load().expect("valid");
    let glob = Glob::new("src/my*").expect("a glob");
    let mut levels = Levels::default();
    levels.set(RuleId::UnclosedResponseBody, Level::Warn);
    let mut config = Config::default();
    config.levels.set(RuleId::UnclosedResponseBody, Level::Allow);
    config.overrides.push(Override { paths: GlobSet::new([glob]).expect("a set"), levels });
    let policy = Policy { rules: &rules, config: &config, min_confidence: Confidence::Medium, selected: all_rules() };
    let outcome = apply(findings(TEXT), &[], &policy, &sources(TEXT));
    assert!(outcome.reported.iter().all(|r| r.level == Level::Warn));
    assert_eq!(outcome.reported.len(), 3);
    assert!(policy.enabled().contains(&RuleId::UnclosedResponseBody));

    let mut elsewhere = finding(span(0, 4), "dropped-unread", Confidence::High);
    elsewhere.at.file = OTHER;
    let outcome = apply(vec![elsewhere], &[(FILE, &[])], &policy, &sources(TEXT));
    assert_eq!(outcome.hidden.by_level, 1);
}
