//! The rules' files: every text can be filled, every page's frame is there.

use leaklint::diag::{Level, RuleId};
use leaklint::rules::{Rules, placeholders};

fn rules() -> Rules {
    Rules::load().expect("the embedded rules are valid")
}

#[test]
fn every_rule_is_there_in_order_and_denied() {
    let rules = rules();
    let ids: Vec<_> = rules.iter().map(|r| r.id).collect();
    assert_eq!(ids, RuleId::ALL);
    assert!(rules.iter().all(|r| r.level == Level::Deny));
}

#[test]
fn every_placeholder_is_declared() {
    for rule in rules().iter() {
        for (name, kind) in &rule.kind {
            let texts = [&kind.message, &kind.label].into_iter().chain(&kind.help);
            for text in texts {
                check(&format!("{}: kind.{name}", rule.id), text, &kind.args);
            }
            assert!(!kind.help.is_empty(), "{}: {name} has no remedy", rule.id);
        }
        for (name, step) in &rule.step {
            check(&format!("{}: step.{name}", rule.id), &step.text, &step.args);
        }
    }
    for (name, text) in &rules().allow {
        for template in [&text.message].into_iter().chain(&text.help) {
            check(&format!("allow.{name}"), template, &text.args);
        }
    }
}

fn check(what: &str, template: &str, args: &[String]) {
    for name in placeholders(template).expect(what) {
        assert!(args.iter().any(|a| a == name), "{what}: `{{{name}}}` is not among its args {args:?}");
    }
}

#[test]
fn tags_are_well_formed() {
    for rule in rules().iter() {
        let severity: f64 = rule.security_severity.parse().expect("a number");
        assert!((0.1..=10.0).contains(&severity), "{}", rule.id);
        assert!(!rule.cwe.is_empty());
        for cwe in &rule.cwe {
            let number = cwe.strip_prefix("CWE-").expect("CWE-<number>");
            assert!(number.parse::<u32>().is_ok(), "{cwe}");
        }
        assert!(matches!(rule.precision.as_str(), "very-high" | "high" | "medium" | "low"));
        assert!(!rule.title.ends_with('.') && rule.description.ends_with('.'));
    }
}

#[test]
fn every_page_has_its_frame() {
    let headings = [
        "Why it hurts",
        "Leaking",
        "Fixed",
        "What does not fix it",
        "How it is judged",
        "Never reported",
        "Known limits",
        "Tags",
    ];
    for rule in rules().iter() {
        let page = rule.page;
        let found: Vec<_> = page.lines().filter_map(|l| l.strip_prefix("## ")).collect();
        assert_eq!(found, headings, "{}", rule.id);
        assert!(page.starts_with(&format!("# {}\n", rule.id)));
        assert_eq!(page.matches("<!-- proof:begin -->").count(), 1, "{}", rule.id);
        assert_eq!(page.matches("<!-- proof:end -->").count(), 1, "{}", rule.id);
        assert!(page.contains("```rust leak\n") && page.contains("```rust fixed\n"));
        let fences = page.lines().filter(|l| l.starts_with("```"));
        let opening = fences.step_by(2).map(|l| l.trim_start_matches('`'));
        assert!(opening.into_iter().all(|l| ["rust leak", "rust fixed"].contains(&l)));
        for cwe in &rule.cwe {
            assert!(page.contains(cwe.as_str()), "{}: {cwe}", rule.id);
        }
        for threshold in rule.thresholds.keys() {
            assert!(page.contains(&format!("`{threshold}`")), "{threshold}");
        }
    }
}

#[test]
fn the_examples_of_the_pages_parse() {
    for rule in rules().iter() {
        for block in rule.page.split("```rust ").skip(1) {
            let code = block.split("```").next().unwrap_or_default();
            let code = code.split_once('\n').expect("a first line").1;
            let parsed = syn::parse_file(code);
            assert!(parsed.is_ok(), "{}: {:?}\n{code}", rule.id, parsed.err());
        }
    }
}

#[test]
fn values_are_put_into_words() {
    use leaklint::diag::Args;
    use leaklint::rules::{TemplateError, Values, fill};

    let words = [("read", "reads"), ("*", "<{value}>")];
    let words = words.map(|(k, v)| (k.to_owned(), v.to_owned()));
    let values = Values::from([("wait".to_owned(), words.into())]);
    let filled = |value: &str| {
        let args = Args::from([("wait", value.to_owned())]);
        fill("it {wait}, {{so}}", &args, &values)
    };
    assert_eq!(filled("read").as_deref(), Ok("it reads, {so}"));
    assert_eq!(filled("x{y}").as_deref(), Ok("it <x{y}>, {so}"));
    let counted = |n: &str| {
        let args = Args::from([("calls", n.to_owned())]);
        fill("{calls|no call|one call|# calls}", &args, &values)
    };
    assert_eq!(counted("0").as_deref(), Ok("no call"));
    assert_eq!(counted("1").as_deref(), Ok("one call"));
    assert_eq!(counted("12").as_deref(), Ok("12 calls"));
    let missing = fill("{none}", &Args::new(), &values);
    assert!(matches!(missing, Err(TemplateError::NoValue { name, .. }) if name == "none"));
    assert!(fill("{open", &Args::new(), &values).is_err());
}
