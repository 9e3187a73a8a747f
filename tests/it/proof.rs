//! The bundled services: the linter reports exactly the marked lines of the leaky ones, and nothing in the fixed ones
//! or in the probe around them.

use std::collections::BTreeSet;
use std::path::Path;

use super::ui::{lint, marks};

#[test]
fn the_leaky_services_are_found_and_the_fixed_ones_are_not() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut want = BTreeSet::new();
    for entry in walkdir::WalkDir::new(&root).sort_by_file_name() {
        let entry = entry.unwrap();
        let path = entry.path();
        if path.extension().is_some_and(|e| e == "rs") && !path.starts_with(root.join("tests")) {
            let rel = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
            let text = std::fs::read_to_string(path).unwrap();
            want.extend(marks(&text).into_iter().map(|(line, rule)| format!("{rel}:{line}: {rule}")));
        }
    }
    let got: BTreeSet<String> = lint(&root)
        .into_iter()
        .filter(|(_, _, rule)| !rule.starts_with("low"))
        .map(|(file, line, rule)| format!("{}:{line}: {rule}", file.trim_start_matches("fixtures/")))
        .collect();
    let missing: Vec<_> = want.difference(&got).collect();
    let more: Vec<_> = got.difference(&want).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing: {missing:#?}\nmore: {more:#?}");
    for rule in leaklint::diag::RuleId::ALL {
        assert!(want.iter().any(|w| w.contains(&format!("{rule}/leak.rs"))), "no mark for {rule}");
    }
}
