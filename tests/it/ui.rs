//! The marked files under `tests/ui`: each line that ends in `//~ rule-id` is a finding at the default confidence,
//! `//~low rule-id` one at low confidence, and there is no other.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use leaklint::diag::Confidence;
use leaklint::discover::{Request, discover};
use leaklint::driver::{Settings, analyse};
use rayon::prelude::*;

pub type Marks = BTreeSet<(u32, String)>;

/// The marks of a file: lines and what is reported there.
pub fn marks(text: &str) -> Marks {
    let mut all = Marks::new();
    for (i, line) in text.lines().enumerate() {
        for mark in line.split("//~").skip(1) {
            let (low, rule) = match mark.strip_prefix("low") {
                Some(rule) => ("low ", rule),
                None => ("", mark),
            };
            all.insert((u32::try_from(i + 1).unwrap(), format!("{low}{}", rule.trim())));
        }
    }
    all
}

/// What the linter reports of a path: file, line, and the rule, with `low ` before it at low confidence.
pub fn lint(path: &Path) -> Vec<(String, u32, String)> {
    let ws = discover(&Request { paths: vec![path.to_owned()], ..Request::default() });
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(64 << 20).build().unwrap();
    let analysis = analyse(&ws, crate::own_models(), &Settings::default(), &pool);
    assert_eq!(analysis.problems, [], "{}", path.display());
    let found = analysis.findings.iter().map(|f| {
        let text = ws.read(f.at.file).unwrap();
        let line = leaklint::base::LineIndex::new(&text).line_col(&text, f.at.span.start).line;
        let low = if f.confidence == Confidence::Low { "low " } else { "" };
        (ws.files[f.at.file.0 as usize].rel.clone(), line, format!("{low}{}", f.rule))
    });
    found.collect()
}

fn files(dir: &Path, all: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.join("Cargo.toml").exists() {
            files(&path, all);
        } else if path.is_dir() || path.extension().is_some_and(|e| e == "rs") {
            all.push(path);
        }
    }
}

/// The marks of a file, or of the files of a package or workspace, by the path from there.
fn marked(path: &Path) -> BTreeSet<(String, u32, String)> {
    let walked = walkdir::WalkDir::new(path).into_iter().map(|entry| entry.unwrap().into_path());
    let sources = walked.filter(|p| p.extension().is_some_and(|e| e == "rs"));
    let base = if path.is_dir() { path } else { path.parent().unwrap() };
    let of = |p: PathBuf| {
        let name = p.strip_prefix(base).unwrap().to_string_lossy().into_owned();
        marks(&std::fs::read_to_string(&p).unwrap()).into_iter().map(move |(line, rule)| (name.clone(), line, rule))
    };
    sources.flat_map(of).collect()
}

/// What is marked and not found, and the other way round.
fn differences(path: &Path, root: &Path) -> String {
    let (want, got) = (marked(path), lint(path).into_iter().collect::<BTreeSet<_>>());
    let inside = path.strip_prefix(root).unwrap();
    let name = if path.is_dir() { inside } else { inside.parent().unwrap() }.display();
    let missing = want.difference(&got).map(|(file, line, rule)| format!("{name}/{file}:{line}: missing {rule}\n"));
    let unexpected =
        got.difference(&want).map(|(file, line, rule)| format!("{name}/{file}:{line}: unexpected {rule}\n"));
    missing.chain(unexpected).collect()
}

#[test]
fn ui_files_have_the_marked_findings_and_no_others() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let only = std::env::var("UI").unwrap_or_default();
    let mut all = Vec::new();
    files(&root, &mut all);
    all.retain(|p| p.to_string_lossy().contains(&only));
    all.sort();
    let wrong: Vec<String> = all.par_iter().map(|path| differences(path, &root)).collect();
    let wrong = wrong.concat();
    assert!(wrong.is_empty(), "\n{wrong}");
}
