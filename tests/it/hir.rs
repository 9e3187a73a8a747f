//! Lowering: what comes out is what the source says, and nothing makes it panic.

use std::fs;
use std::path::Path;

use leaklint::base::{FileId, ProblemKind};
use leaklint::hir::{Expr, FileHir, dump};
use leaklint::lower::{collect_macros, lower_file, lower_file_with};
use proptest::prelude::*;

fn lower(text: &str) -> FileHir {
    lower_file(FileId(0), text)
}

fn dumped(text: &str) -> String {
    dump::file(&lower(text), text)
}

/// Runs on a stack as large as the driver's.
fn on_big_stack<T: Send + 'static>(run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(run);
    thread.unwrap().join().unwrap()
}

#[test]
fn snapshots() {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hir");
    for entry in walkdir::WalkDir::new(dir).sort_by_file_name() {
        let path = entry.unwrap().into_path();
        if path.extension().is_none_or(|e| e != "rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path("../hir");
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!(name, dumped(&text)));
    }
}

#[test]
fn a_file_that_does_not_parse_is_a_problem() {
    let hir = lower("fn ok() {}\n\nfn é( {\n");
    assert!(hir.items.is_empty());
    assert_eq!(hir.problems.len(), 1);
    assert_eq!(hir.problems[0].kind, ProblemKind::Incomplete);
    assert_eq!(hir.problems[0].at.map(|at| at.0), Some(3));
}

#[test]
fn spans_are_byte_ranges_of_the_file() {
    for prefix in ["", "\u{feff}", "#!/usr/bin/env x\n", "\u{feff}#! é\n", "// é\r\n"] {
        let text = format!("{prefix}fn f() {{ let ö = \"é\"; g(ö)\r\n.h(ö) }}");
        let hir = lower(&text);
        let (_, body) = hir.bodies.iter().next().unwrap();
        let at = |wanted: fn(&Expr) -> bool| {
            let (id, _) = body.exprs.iter().find(|(_, e)| wanted(e)).unwrap();
            let span = body.expr_spans[id.index()];
            &text[span.start as usize..span.end as usize]
        };
        assert_eq!(at(|e| matches!(e, Expr::Lit(_))), "\"é\"");
        assert_eq!(at(|e| matches!(e, Expr::MethodCall { .. })), "g(ö)\r\n.h(ö)");
        let name = hir.items.iter().next().unwrap().1.name_span;
        assert_eq!(&text[name.start as usize..name.end as usize], "f");
    }
}

#[test]
fn macros_of_other_files_are_expanded_at_the_call() {
    let macros = collect_macros("macro_rules! twice { ($e:expr) => { both($e, $e) }; }");
    let text = "fn f(x: u8) { crate::twice!(x + 1); }";
    let hir = lower_file_with(FileId(0), text, &macros, true);
    let printed = dump::file(&hir, text);
    assert!(printed.contains("both(x.0 + 1, x.0 + 1);"), "{printed}");
    let (_, body) = hir.bodies.iter().next().unwrap();
    let end = u32::try_from(text.len()).unwrap();
    assert!(body.expr_spans.iter().all(|s| s.start > 0 && s.end <= end));
}

#[test]
fn mentions_hold_every_name_once() {
    let hir = lower("fn f(a: T) { a.send(B::new(), a.c); html!(<Z>); let x: Q = a; }");
    let (_, body) = hir.bodies.iter().next().unwrap();
    let names: Vec<_> = body.mentions.iter().map(|m| m.as_str()).collect();
    assert_eq!(names, ["send", "B", "new", "c", "html", "Z", "Q"]);
}

/// Each of these nests a tree as deep as the scan lets pass.
#[test]
fn what_the_scan_lets_pass_fits_the_stack() {
    let nest = |open: &str, close: &str, n: usize| format!("fn f() {{ {}x{} }}", open.repeat(n), close.repeat(n));
    let texts = [
        nest("(", ")", 250),
        nest("{", "}", 250),
        nest("f(|x| {", "})", 124),
        nest("[match x { _ => ", "}]", 124),
        nest("vec![", "]", 250),
        nest("unknown!(", ")", 250),
        nest("!", "", 950),
        nest("&", "", 480),
        nest("", ".await", 950),
        nest("", "?.a", 450),
        nest("", ".m()", 950),
        nest("1 + ", "", 950),
        nest("|a| ", "", 450),
        nest("return ", "", 950),
        nest("a = ", "", 950),
        format!("fn f() {{ {} {{}} }}", "if a {} else ".repeat(450)),
        format!("fn f() -> {}u8{} {{}}", "B<".repeat(240), "> ".repeat(240)),
        format!("fn f() -> {}u8 {{}}", "&".repeat(480)),
        expanding(&"(".repeat(240), &")".repeat(240)),
        expanding(&"!".repeat(900), ""),
    ];
    on_big_stack(move || {
        for text in texts {
            let hir = lower(&text);
            assert_eq!(hir.problems, [], "{text}");
        }
    });
}

/// A macro that wraps its argument again and again.
fn expanding(open: &str, close: &str) -> String {
    let rule = format!("($n:tt $($rest:tt)*) => {{ {open} m!($($rest)*) {close} }};");
    let counts = "x ".repeat(31);
    format!("macro_rules! m {{ {rule} () => {{ x }} }} fn f() {{ {open} m!({counts}) {close} }}")
}

#[test]
fn too_deep_is_refused() {
    for text in ["(".repeat(100_000), "!".repeat(100_000), "f(|| {".repeat(50_000)] {
        let hir = lower(&text);
        assert_eq!(hir.problems.len(), 1);
        assert!(hir.problems[0].message.contains("nested too deeply"));
    }
}

/// Sources of this crate, and of the tests.
fn sources() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut texts = Vec::new();
    for dir in ["src", "tests/hir"] {
        for entry in walkdir::WalkDir::new(root.join(dir)).sort_by_file_name() {
            let entry = entry.unwrap();
            if entry.path().extension().is_some_and(|e| e == "rs") {
                texts.push(fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    texts
}

#[test]
fn its_own_sources_lower_completely() {
    for text in sources() {
        let hir = lower(&text);
        assert_eq!(hir.problems, []);
    }
}

#[test]
fn the_same_text_lowers_to_the_same_form() {
    for text in sources() {
        assert_eq!(dumped(&text), dumped(&text));
    }
}

/// Tokens that meet in real files, in any order.
const SOUP: &[&str] = &[
    "fn f",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "let x",
    "=",
    ";",
    ",",
    "|",
    "=>",
    "x",
    "X",
    "y.z",
    "?",
    ".await",
    "match x",
    "if let",
    "else",
    "loop",
    "break 'a",
    "'a:",
    "async",
    "move",
    "&mut",
    "*",
    "..",
    "..=",
    "1",
    "\"{x}\"",
    "select!",
    "vec!",
    "matches!",
    "macro_rules! m",
    "$x:expr",
    "$(",
    ")*",
    "m!",
    "#[cfg(test)]",
    "#[a = 1]",
    "impl T for U",
    "struct S",
    "use a::",
    "<",
    ">",
    "::",
    "->",
    "_",
    "@",
    "ref",
    "return",
    "yield",
    "json!",
    "// leaklint: a\n",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "'x'",
    "é",
    "pin!",
    "cfg_if!",
    "if",
    "biased;",
];

fn soup() -> impl Strategy<Value = String> {
    let word = proptest::sample::select(SOUP);
    proptest::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn token_soups_do_not_panic(text in soup()) {
        let inner = format!("fn f(x: u8) {{ {text} }}");
        let in_macro = format!("fn f(x: u8) {{ select! {{ {text} }} html! {{ {text} }} info!({text}) }}");
        let rules = format!("macro_rules! m {{ ({text}) => {{ {text} }} }} fn f() {{ m!({text}) }}");
        for text in [text, inner, in_macro, rules] {
            let hir = lower(&text);
            prop_assert!(dump::file(&hir, &text).len() < 1 << 24);
        }
    }

    #[test]
    fn cut_sources_do_not_panic(which in 0..10_000_usize, from in 0.0..1.0, to in 0.0..1.0) {
        let sources = sources();
        let text = &sources[which % sources.len()];
        let at = |part: f64| text.floor_char_boundary((part * text.len() as f64) as usize);
        let (from, to) = (at(from).min(at(to)), at(from).max(at(to)));
        lower(&text[from..to]);
        lower(&format!("{}{}", &text[..from], &text[to..]));
    }
}

#[test]
fn a_log_field_is_no_format_capture() {
    let printed = dumped("fn f(a: u8, b: u8) { info!(b = 1, \"{b} {a}\"); }");
    assert!(printed.contains("info!(1, a.0);"), "{printed}");
}

/// Hygiene is not modelled: the macro's own `tmp` hides the caller's.
#[test]
fn fn_a_macros_locals_are_the_callers() {
    let text = "macro_rules! m { ($e:expr) => { let tmp = 1; use_it($e); } } fn f(tmp: u8) { m!(tmp); }";
    let printed = dumped(text);
    assert!(printed.contains("use_it(tmp.1);"), "{printed}");
}
