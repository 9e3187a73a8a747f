//! How long a cold run takes beside `syn::parse_file` alone over the same files, and how much memory it needs.
//!
//! `cargo bench --bench speed -- FOLDER [LINES]`: takes every `.rs` file under FOLDER, again and again until there are
//! LINES of them (a million unless given), makes one package of them, and measures both on one thread,
//! each in a process of its own, in turns: the middle one of the ratios is the one to quote.
//! Without a folder it takes the project's own source, and few lines.

#![expect(clippy::print_stdout, reason = "a benchmark says what it measured")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use leaklint::discover::{Request, discover};
use leaklint::driver::{Settings, analyse};

/// How often both are measured: other programs on the machine move a single one by a quarter.
const ROUNDS: usize = 5;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with("--bench")).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--parse", dir] => parse(Path::new(dir)),
        ["--lint", dir] => lint(Path::new(dir)),
        [] => compare(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), 20_000),
        [dir] => compare(Path::new(dir), 1_000_000),
        [dir, lines, ..] => compare(Path::new(dir), lines.parse().unwrap_or(1_000_000)),
    }
}

fn compare(from: &Path, lines: usize) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let count = package(from, dir.path(), lines);
    println!("{count} lines from {}", from.display());
    let mut ratios: Vec<f64> = (0..ROUNDS).map(|_| round(dir.path())).collect();
    ratios.sort_by(f64::total_cmp);
    println!("the middle one of {ROUNDS}: {:.2}", ratios[ROUNDS / 2]);
}

/// Measures both once, and returns how many times what the parser takes the linter takes.
fn round(dir: &Path) -> f64 {
    let base = measure("--parse", dir);
    let own = measure("--lint", dir);
    println!("syn::parse_file: {base:.2} s user CPU");
    println!("leaklint:        {own:.2} s user CPU, {:.2} times that", own / base);
    own / base
}

/// Runs this program in a process of its own, shows what it says, and returns its user CPU time in seconds.
fn measure(mode: &str, dir: &Path) -> f64 {
    let own = std::env::current_exe().expect("this program's path");
    let out = Command::new(own).arg(mode).arg(dir).output().expect("a second process");
    let text = String::from_utf8_lossy(&out.stdout).into_owned();
    for line in text.lines().filter(|l| l.starts_with(' ')) {
        println!("{line}");
    }
    let user = text.lines().find_map(|l| l.strip_prefix("user ")).and_then(|l| l.parse().ok());
    user.unwrap_or(f64::NAN)
}

/// A package whose library has every file as a module.
fn package(from: &Path, to: &Path, lines: usize) -> usize {
    let files: Vec<(PathBuf, String)> = walkdir::WalkDir::new(from)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|e| e.path().extension().is_some_and(|x| x == "rs"))
        .filter_map(|e| Some((e.path().to_owned(), std::fs::read_to_string(e.path()).ok()?)))
        .filter(|(_, text)| syn::parse_file(text).is_ok())
        .collect();
    std::fs::create_dir_all(to.join("src")).expect("a folder");
    let deps = ["reqwest", "tokio", "axum", "hyper", "hyper-util", "http-body-util", "futures", "tonic", "actix-web"];
    let mut list = String::new();
    for dep in deps {
        let _ = writeln!(list, "{dep} = \"*\"");
    }
    let manifest =
        format!("[package]\nname = \"bulk\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[dependencies]\n{list}");
    std::fs::write(to.join("Cargo.toml"), manifest).expect("a manifest");
    let (mut count, mut index, mut root) = (0, 0, String::new());
    while count < lines && !files.is_empty() {
        let (_, text) = &files[index % files.len()];
        std::fs::write(to.join(format!("src/m{index}.rs")), text).expect("a file");
        let _ = writeln!(root, "pub mod m{index};");
        count += text.lines().count();
        index += 1;
    }
    std::fs::write(to.join("src/lib.rs"), root).expect("a file");
    count
}

fn parse(dir: &Path) {
    let files = walkdir::WalkDir::new(dir).into_iter().filter_map(Result::ok);
    let run = move || {
        for file in files.filter(|e| e.path().extension().is_some_and(|x| x == "rs")) {
            if let Ok(text) = std::fs::read_to_string(file.path()) {
                std::hint::black_box(syn::parse_file(&text).is_ok());
            }
        }
    };
    std::thread::Builder::new().stack_size(64 << 20).spawn(run).expect("a thread").join().expect("it ends");
    println!("user {}", user_seconds());
}

fn lint(dir: &Path) {
    let ws = discover(&Request { paths: vec![dir.to_owned()], ..Request::default() });
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(64 << 20).build().expect("a thread");
    let (models, _) = leaklint::model::load(Vec::new());
    let analysis = analyse(&ws, &models, &Settings::default(), &pool);
    for (phase, time) in &analysis.timings {
        println!("  {phase}: {:.2} s", Duration::as_secs_f64(time));
    }
    println!(
        "  {} findings, {} functions, peak memory {} MB",
        analysis.findings.len(),
        analysis.coverage.functions,
        peak_mb()
    );
    println!("user {}", user_seconds());
}

/// User CPU time of this process, from `/proc`, in seconds (100 ticks a second on Linux).
fn user_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit(')').next().unwrap_or_default();
    after.split_whitespace().nth(11).and_then(|t| t.parse::<f64>().ok()).unwrap_or(f64::NAN) / 100.0
}

/// The largest resident set of this process.
fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<u64>().unwrap_or(0) / 1024
}
