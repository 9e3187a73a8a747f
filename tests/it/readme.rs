//! The README: its table of rules is the one that the rules' files give.

use std::fmt::Write as _;

use leaklint::rules::Rules;

fn table() -> String {
    let rules = Rules::load().unwrap();
    let mut table = "| rule | what it finds | CWE |\n|---|---|---|\n".to_owned();
    for rule in rules.iter() {
        let id = rule.id.as_str();
        let _ = writeln!(table, "| [{id}](rules/{id}.md) | {} | {} |", rule.description, rule.cwe[0]);
    }
    table
}

#[test]
fn the_table_of_rules_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (before, rest) = text.split_once("<!-- rules:begin -->\n").unwrap();
    let (own, after) = rest.split_once("<!-- rules:end -->").unwrap();
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(path, format!("{before}<!-- rules:begin -->\n{}<!-- rules:end -->{after}", table())).unwrap();
        return;
    }
    assert_eq!(own, table(), "run the test once with UPDATE_README=1");
}
