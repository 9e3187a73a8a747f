//! Summaries: what is known of each function of a file, as a text dump.

use std::fmt::Write as _;
use std::path::Path;

use leaklint::check::{Cx, Thresholds, known};
use leaklint::discover::{Request, discover};
use leaklint::driver;
use leaklint::flow::Flow;
use leaklint::infer::Types;
use leaklint::link::{DefKind, link};

/// The summaries of the functions of a file, in its order.
fn summaries(file: &Path) -> String {
    let ws = discover(&Request { paths: vec![file.to_owned()], ..Request::default() });
    let pool = rayon::ThreadPoolBuilder::new().stack_size(64 << 20).build().unwrap();
    let models = crate::own_models();
    let loaded = driver::load(&ws, models, &pool);
    let program = link(&ws, &loaded, models);
    let types = Types::new(&program);
    let flow = Flow::new(&types);
    let cx = Cx::new(&flow, Thresholds::default());
    let mut out = String::new();
    for def in program.defs.ids() {
        if program.defs[def].kind == DefKind::Fn && flow.in_workspace(def) {
            for line in known::lines(&cx, def) {
                writeln!(out, "{line}").unwrap();
            }
            out.push('\n');
        }
    }
    out
}

#[test]
fn what_functions_do_is_seen_from_their_callers() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/summary");
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../summary");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, summaries(&path)));
    }
}
