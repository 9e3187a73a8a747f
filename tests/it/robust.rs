//! What is hostile, broken or endless ends: no panic, no overflow, no hang, and what was not looked at is said.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::Duration;

use leaklint::base::{FileId, ProblemKind};
use leaklint::discover::{Request, discover};
use leaklint::driver::{Analysis, Settings, analyse};
use leaklint::lower::lower_file;

/// Analyses files, written to a folder of their own; fails if that does not end.
fn analysed(files: &[(String, String)]) -> Analysis {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(dir.path().join(name), text).unwrap();
    }
    let (done, ends) = mpsc::channel();
    let root = dir.path().to_owned();
    std::thread::spawn(move || {
        let ws = discover(&Request { paths: vec![root], ..Request::default() });
        let pool = rayon::ThreadPoolBuilder::new().num_threads(2).stack_size(64 << 20).build().unwrap();
        let _ = done.send(analyse(&ws, crate::own_models(), &Settings::default(), &pool));
    });
    ends.recv_timeout(Duration::from_mins(5)).expect("it ends")
}

fn internal(analysis: &Analysis) -> Vec<String> {
    let own = analysis.problems.iter().filter(|p| p.kind == ProblemKind::Internal);
    own.map(|p| format!("{}: {}", p.path.display(), p.message)).collect()
}

#[test]
fn nesting_is_refused_or_analysed_and_never_overflows() {
    let n = 10_000;
    let (open, close) = ("(".repeat(n), ")".repeat(n));
    let bodies = [
        format!("{open}1{close}"),
        format!("{}{}", "{".repeat(n), "}".repeat(n)),
        format!("1{}", " + 1".repeat(n)),
        format!("1{}", " = 1".repeat(n)),
        format!("x{}", ".f()".repeat(n)),
        format!("x{}", ".await?".repeat(n)),
        format!("{}x", "!".repeat(n)),
        format!("{}x", "&mut ".repeat(n)),
        format!("{}x", "return ".repeat(n)),
        format!("{}x", "|| ".repeat(n)),
        format!("{}x", "move || ".repeat(n)),
        format!("x{}", " as u8".repeat(n)),
        format!("x{}", "[0]".repeat(n)),
        format!("if a {{}}{}", " else if b {}".repeat(n)),
        format!("let {}x{} = 1;", "Some(".repeat(n), ")".repeat(n)),
        format!("let x: {}u8{} = 1;", "Vec<".repeat(n), ">".repeat(n)),
        format!("let x: {}u8;", "&".repeat(n)),
        format!("format!{}", "(x!".repeat(n)),
        format!("match x {{ {}x => 1 }}", "a | ".repeat(n)),
        format!("a{}", "::b".repeat(n)),
    ];
    let run = move || {
        for body in &bodies {
            let hir = lower_file(FileId(0), &format!("async fn f() {{ {body} }}"));
            let start: String = body.chars().take(20).collect();
            let refused = hir.problems.iter().all(|p| p.kind == ProblemKind::Incomplete);
            assert!(refused && (hir.problems.len() == 1 || hir.bodies.len() == 1), "{start}: {:?}", hir.problems);
        }
    };
    std::thread::Builder::new().stack_size(64 << 20).spawn(run).unwrap().join().unwrap();
}

#[test]
fn what_is_nearly_too_deep_is_analysed() {
    let n = 200;
    let nested = |open: &str, close: &str| format!("{}r{}", open.repeat(n), close.repeat(n));
    let mut text = String::from("type R = reqwest::Response;\n");
    let bodies = [nested("(", ")"), nested("{", "}"), nested("Some(", ")"), format!("r{}", ".await".repeat(n))];
    for (i, body) in bodies.iter().enumerate() {
        writeln!(text, "async fn f{i}(r: R) {{ let x = {body}; x.unwrap(); }}").unwrap();
    }
    writeln!(text, "fn kinds(k: Kind) -> u8 {{ match k {{ {}Kind::Last => 1, _ => 2 }} }}", "Kind::One | ".repeat(900))
        .unwrap();
    writeln!(text, "fn sum() -> u64 {{ 1{} }}", " + 1".repeat(2_900)).unwrap();
    let analysis = analysed(&[("a.rs".to_owned(), text)]);
    assert_eq!(analysis.problems, []);
}

/// Functions that all call each other.
fn circle(n: usize, one: impl Fn(usize, &str) -> String) -> Analysis {
    let mut text = String::from("use reqwest::{Client, Response};\nuse tokio::net::TcpStream;\n");
    for i in 0..n {
        let calls: String = (0..n).map(|j| format!("if n == {j} {{ return f{j}(c, n - 1).await; }}\n")).collect();
        writeln!(text, "{}", one(i, &calls)).unwrap();
    }
    analysed(&[("circle.rs".to_owned(), text)])
}

#[test]
fn responses_that_functions_pass_in_circles_come_to_an_end() {
    let analysis = circle(40, |i, calls| {
        let own = if i == 0 { "c.get(\"http://a\").send().await" } else { "f0(c, n).await" };
        format!("async fn f{i}(c: &Client, n: u32) -> reqwest::Result<Response> {{ {calls} {own} }}")
    });
    assert_eq!((internal(&analysis), &analysis.coverage.cut_short), (Vec::new(), &[].into()));
    let analysis = circle(40, |i, calls| {
        format!("async fn f{i}(c: Response, n: u32) -> Response {{ if n == 99 {{ c.text().await; }} {calls} c }}")
    });
    assert_eq!(internal(&analysis), Vec::<String>::new());
}

#[test]
fn waits_in_circles_come_to_an_end() {
    let mut analysis = circle(40, |i, calls| {
        let serve = "use tokio::io::AsyncReadExt;\nasync fn serve(l: tokio::net::TcpListener) { loop {\n\
            let (mut c, _) = l.accept().await.unwrap();\ntokio::spawn(async move { f0(&mut c, 3).await }); } }";
        let serve = if i == 0 { serve } else { "" };
        format!("async fn f{i}(c: &mut TcpStream, n: u32) -> u8 {{ {calls} c.read_u8().await.unwrap() }}\n{serve}")
    });
    analysis.findings.retain(|f| f.rule == leaklint::diag::RuleId::SpawnWithoutTimeout);
    assert_eq!((internal(&analysis), analysis.findings.len()), (Vec::new(), 1));
}

/// The words and signs of a text, with what stands between them.
fn tokens(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    let word = |c: char| c.is_alphanumeric() || c == '_';
    while let Some(first) = rest.chars().next() {
        let len = if word(first) { rest.find(|c| !word(c)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (token, behind) = rest.split_at(len);
        all.push(token);
        rest = behind;
    }
    all
}

/// Cuts, doubles, swaps and replaces tokens.
fn mutated(text: &str, seed: &mut u64) -> String {
    let mut next = |below: usize| {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(*seed >> 33).unwrap() % below.max(1)
    };
    let mut all = tokens(text);
    for _ in 0..=next(6) {
        let (at, other, kind) = (next(all.len()), next(all.len()), next(5));
        match kind {
            0 => drop(all.drain(at..(at + 1 + other % 4).min(all.len()))),
            1 => all.insert(other, all[at]),
            2 => all.swap(at, other),
            3 => all[at] = all[other],
            _ => all.truncate(all.len() - other % 40),
        }
        if all.is_empty() {
            break;
        }
    }
    all.concat()
}

fn files(dir: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(dir);
    let all = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(|e| e.unwrap().into_path());
    all.filter(|p| p.extension().is_some_and(|x| x == "rs")).collect()
}

#[test]
fn broken_code_makes_nothing_panic() {
    let mut seed = 7;
    let mut broken = Vec::new();
    for (index, path) in files("tests/ui").into_iter().enumerate() {
        let text = std::fs::read_to_string(path).unwrap();
        // One function in three is left alone, so that most files still parse.
        for round in 0..3 {
            let mut parts: Vec<String> = text.split_inclusive("\n}\n").map(str::to_owned).collect();
            let at = (index * 7 + round * 3) % parts.len();
            parts[at] = mutated(&parts[at], &mut seed);
            broken.push((format!("m{index}_{round}.rs"), parts.concat()));
        }
    }
    assert_eq!(internal(&analysed(&broken)), Vec::<String>::new());
}
