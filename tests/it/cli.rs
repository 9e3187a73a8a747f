//! The real program on small projects: exit codes, formats, messages.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use snapbox::{Assert, Data};

const PACKAGE: &str =
    "[package]\nname = \"app\"\nversion = \"1.0.0\"\nedition = \"2024\"\n[dependencies]\nreqwest = \"0.12\"\n";
const CLEAN: &str = "pub fn add(a: u32, b: u32) -> u32 { a + b }\n";
const LEAKY: &str = "pub fn client() -> reqwest::Client {\n    reqwest::Client::new()\n}\n";
const BROKEN: &str = "pub fn f( {\n";

/// A package with these files besides its manifest.
fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let all = files.iter().chain(&[("Cargo.toml", PACKAGE)]);
    for (path, text) in all {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if !path.exists() {
            fs::write(path, text).unwrap();
        }
    }
    dir
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn leaklint(dir: &Path, args: &[&str]) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-leaklint"))
        .arg("leaklint")
        .args(args)
        .current_dir(dir)
        .env_clear()
        .output()
        .unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// The exit code of a run in a package whose library is `text`.
fn code(text: &str, args: &[&str]) -> i32 {
    leaklint(project(&[("src/lib.rs", text)]).path(), args).code
}

#[test]
fn exit_codes_tell_clean_findings_and_incomplete_apart() {
    assert_eq!(code(CLEAN, &[]), 0);
    assert_eq!(code(LEAKY, &[]), 1);
    assert_eq!(code(LEAKY, &["--exit-zero"]), 0);
    assert_eq!(code(BROKEN, &[]), 3);
    assert_eq!(code(BROKEN, &["--exit-zero"]), 3);
}

#[test]
fn findings_outrank_what_is_incomplete_and_one_bad_file_hides_no_other() {
    let dir = project(&[("src/lib.rs", "mod bad;\nmod leaky;"), ("src/bad.rs", BROKEN), ("src/leaky.rs", LEAKY)]);
    let ran = leaklint(dir.path(), &["--format", "short"]);
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("src/bad.rs:1:"), "{}", ran.out);
    assert!(ran.out.contains("src/leaky.rs:2:5: deny[missing-client-timeout]"), "{}", ran.out);
    assert_eq!(leaklint(dir.path(), &["--exit-zero"]).code, 3);
}

#[test]
fn every_way_to_call_it_is_the_same() {
    let dir = project(&[("src/lib.rs", LEAKY)]);
    let run = |args: &[&str]| {
        let program = env!("CARGO_BIN_EXE_cargo-leaklint");
        let output = Command::new(program).args(args).current_dir(dir.path()).output().unwrap();
        (output.status.code(), output.stdout)
    };
    let plain = run(&["leaklint"]);
    assert_eq!(plain.0, Some(1));
    for args in [&["leaklint", "check"][..], &["check", "."], &["."], &["leaklint", "check", "src/lib.rs"], &[]] {
        assert_eq!(run(args), plain, "{args:?}");
    }
}

#[test]
fn a_missing_path_and_an_empty_folder_are_not_clean() {
    let dir = tempfile::tempdir().unwrap();
    let missing = leaklint(dir.path(), &["nowhere"]);
    assert_eq!(missing.code, 3);
    assert!(missing.out.contains("nowhere"), "{}", missing.out);
    assert_eq!(leaklint(dir.path(), &[]).code, 3);
    assert_eq!(leaklint(dir.path(), &["."]).code, 3);
}

#[test]
fn a_file_that_no_module_leads_to_is_not_clean() {
    let dir = project(&[("src/lib.rs", "mod used;"), ("src/used.rs", ""), ("src/orphan.rs", LEAKY)]);
    assert_eq!(leaklint(dir.path(), &["src/used.rs"]).code, 0);
    let orphan = leaklint(dir.path(), &["src/orphan.rs"]);
    assert_eq!(orphan.code, 3);
    assert!(orphan.out.contains("src/orphan.rs"), "{}", orphan.out);
}

#[test]
fn findings_outside_a_path_inside_a_package_are_not_shown() {
    let dir = project(&[("src/lib.rs", "mod a;\nmod b;"), ("src/a.rs", LEAKY), ("src/b.rs", CLEAN)]);
    assert_eq!(leaklint(dir.path(), &["src/b.rs"]).code, 0);
    assert_eq!(leaklint(dir.path(), &["src/a.rs"]).code, 1);
}

#[test]
fn wrong_usage_is_two() {
    let dir = project(&[("src/lib.rs", CLEAN)]);
    let fails = |args: &[&str], says: &str| {
        let ran = leaklint(dir.path(), args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
        assert_eq!(ran.out, "", "{args:?}");
    };
    fails(&["--rule", "no-such-rule"], "unknown rule `no-such-rule`");
    fails(&["--no-such-flag"], "--no-such-flag");
    fails(&["-p", "other"], "no package `other` was found");
    fails(&["--output", "sarif"], "FORMAT=FILE");
    fails(&["--output", "xml=a"], "xml");
    fails(&["--output", "json=no/such/folder.json"], "cannot write no/such/folder.json");
    fails(&["--config", "gone.toml"], "gone.toml: cannot be read");
    fails(&["explain", "no-such-rule"], "neither a fingerprint nor a rule");
    fails(&["explain", "abcdef"], "no finding's fingerprint starts with `abcdef`");
}

#[test]
fn a_wrong_configuration_is_two_and_says_where() {
    let dir = project(&[("src/lib.rs", CLEAN), ("leaklint.toml", "\n[rules.unbounded-channel]\nlvl = \"deny\"\n")]);
    let ran = leaklint(dir.path(), &[]);
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err, "error: leaklint.toml:3:1: unknown key `lvl`, expected `level` or `max-capacity`\n");
}

#[test]
fn configured_levels_and_the_command_line_decide() {
    let level = |level: &str| format!("rules.missing-client-timeout.level = \"{level}\"\n");
    let set = |text: &str, args: &[&str]| {
        let dir = project(&[("src/lib.rs", LEAKY), ("leaklint.toml", text)]);
        leaklint(dir.path(), args).code
    };
    assert_eq!(set(&level("deny"), &[]), 1);
    assert_eq!(set(&level("warn"), &[]), 0);
    assert_eq!(set(&level("allow"), &[]), 0);
    assert_eq!(set("", &["--rule", "unbounded-channel"]), 0);
    assert_eq!(set("", &["--rule", "unbounded-channel,missing-client-timeout"]), 1);
    let over =
        |level: &str| format!("[[overrides]]\npaths = [\"src\"]\nrules.missing-client-timeout.level = \"{level}\"\n");
    assert_eq!(set(&over("warn"), &[]), 0);
    assert_eq!(set(&over("allow"), &[]), 0);
    assert_eq!(set(&format!("{}{}", level("allow"), over("deny")), &[]), 1);
}

#[test]
fn a_pipe_gets_no_escape_codes_unless_told() {
    let dir = project(&[("src/lib.rs", LEAKY)]);
    let plain = leaklint(dir.path(), &[]);
    assert!(!plain.out.contains('\u{1b}') && !plain.err.contains('\u{1b}'));
    assert_eq!(plain.err, "");
    assert!(leaklint(dir.path(), &["--color", "always"]).out.contains('\u{1b}'));
}

#[test]
fn reports_are_printed_and_written() {
    let dir = project(&[("src/lib.rs", LEAKY)]);
    let ran = leaklint(dir.path(), &["--format", "json", "--output", "sarif=a.sarif", "--output", "short=a.txt"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["summary"]["denied"], 1);
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&read("a.sarif")).unwrap();
    assert_eq!(sarif["version"], "2.1.0");
    assert!(read("a.txt").starts_with("src/lib.rs:2:5: deny[missing-client-timeout]"));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let files: Vec<(String, String)> = (0..20).map(|i| (format!("src/m{i}.rs"), LEAKY.to_owned())).collect();
    let mods: String = (0..20).map(|i| format!("mod m{i};\n")).collect();
    let mut all: Vec<(&str, &str)> = files.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    all.push(("src/lib.rs", &mods));
    let dir = project(&all);
    let run = |n: &str| leaklint(dir.path(), &["--format", "json", "--threads", n]).out;
    assert!(run("1").contains("src/m19.rs"));
    assert_eq!(run("1"), run("4"));
}

#[test]
fn rules_are_listed() {
    let dir = tempfile::tempdir().unwrap();
    let table = leaklint(dir.path(), &["rules"]);
    assert_eq!((table.code, table.out.lines().count()), (0, 6));
    assert!(table.out.starts_with("unclosed-response-body"), "{}", table.out);
    let json: serde_json::Value =
        serde_json::from_str(&leaklint(dir.path(), &["rules", "--format", "json"]).out).unwrap();
    assert_eq!(json[1]["id"], "whole-body-upload");
    assert_eq!(json[1]["thresholds"]["max-body-bytes"], 16 << 20);
}

#[test]
fn a_rule_and_a_finding_are_explained() {
    let dir = project(&[("src/lib.rs", LEAKY)]);
    let page = leaklint(dir.path(), &["explain", "missing-client-timeout"]);
    assert_eq!(page.code, 0);
    assert!(page.out.starts_with("# "), "{}", page.out);
    let json: serde_json::Value = serde_json::from_str(&leaklint(dir.path(), &["--format", "json"]).out).unwrap();
    let fingerprint = json["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let why = leaklint(dir.path(), &["explain", &fingerprint[..8]]);
    assert_eq!(why.code, 0);
    assert!(why.out.contains(&format!("fingerprint {fingerprint}")), "{}", why.out);
    assert!(why.out.contains("1 findings: 1 denied") || why.out.contains("1 finding: 1 denied"), "{}", why.out);
    assert!(why.out.contains("`app::client` is not seen to run per request"), "{}", why.out);
}

#[test]
fn hostile_input_ends_in_an_exit_code() {
    let closures = format!("pub fn f() {{ {}{} }}\n", "(|| ".repeat(5000), ")".repeat(5000));
    assert_eq!(code(&closures, &[]), 3);
    assert_eq!(code("\u{feff}pub fn f() {}\r\n", &[]), 0);
    let dir = project(&[("src/lib.rs", "mod x;")]);
    fs::write(dir.path().join("src/x.rs"), b"pub fn f() { \"\xff\" }").unwrap();
    assert_eq!(leaklint(dir.path(), &[]).code, 3);
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let dir = project(&[("src/lib.rs", CLEAN)]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_cargo-leaklint"))
        .args(["rules", "--format", "json"])
        .current_dir(dir.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}

#[test]
fn verbose_and_stats_say_more() {
    let dir = project(&[("src/lib.rs", CLEAN)]);
    let ran = leaklint(dir.path(), &["-v", "--stats"]);
    assert!(ran.err.contains("package app") && ran.err.contains("reqwest = reqwest ^0.12"), "{}", ran.err);
    assert!(ran.out.contains("discover"), "{}", ran.out);
}

#[test]
fn the_help_is_as_stated() {
    let dir = tempfile::tempdir().unwrap();
    let help = leaklint(dir.path(), &["--help"]);
    assert_eq!(help.code, 0);
    let stated = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/help.stdout");
    Assert::new().action_env("SNAPSHOTS").eq(help.out, Data::read_from(&stated, None));
}

#[test]
fn code_for_tests_is_linted_where_it_is_asked_for() {
    let unit = format!("#[cfg(test)]\nmod tests {{\n{LEAKY}}}\n");
    let test = "#[tokio::test]\nasync fn asks() { drop(reqwest::get(\"http://a\").await); }\n";
    let dir = project(&[("src/lib.rs", &unit), ("tests/asks.rs", test)]);
    assert_eq!(leaklint(dir.path(), &[]).code, 0);
    let ran = leaklint(dir.path(), &["--tests", "--format", "short"]);
    assert!(ran.out.contains("src/lib.rs:4:") && ran.out.contains("tests/asks.rs:2:"), "{}", ran.out);
}
