//! The configuration: where it is found, what it sets, and what an error says.

use std::fs;
use std::path::{Path, PathBuf};

use leaklint::check::Thresholds;
use leaklint::config::{Config, ConfigError, load};
use leaklint::diag::{Confidence, Level, RuleId};
use leaklint::discover::{Request, discover};
use leaklint::rules::Rules;

const PACKAGE: &str = "[package]\nname = \"a\"\nversion = \"1.0.0\"\nedition = \"2024\"\n";

fn read(files: &[(&str, &str)], file: Option<&str>) -> Result<Config, ConfigError> {
    let dir = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let workspace = discover(&Request { current_dir: dir.path().to_owned(), ..Request::default() });
    let file = file.map(|f| dir.path().join(f));
    load(&workspace, file.as_deref(), &Rules::load().unwrap())
}

fn own(text: &str) -> Result<Config, ConfigError> {
    read(&[("Cargo.toml", PACKAGE), ("src/lib.rs", ""), ("leaklint.toml", text)], None)
}

fn error(text: &str) -> String {
    own(text).unwrap_err().to_string()
}

fn level(config: &Config, rule: RuleId, path: &str) -> Option<Level> {
    config.levels_at(path).get(rule)
}

#[test]
fn without_configuration_the_thresholds_are_those_of_the_rules() {
    let config = read(&[("Cargo.toml", PACKAGE), ("src/lib.rs", "")], None).unwrap();
    assert_eq!(config.thresholds(), Thresholds::default());
    let rules = Rules::load().unwrap();
    let of = |rule, key: &str| rules.get(rule).unwrap().thresholds[key];
    let stated = Thresholds {
        max_body_bytes: of(RuleId::WholeBodyUpload, "max-body-bytes"),
        max_capacity: of(RuleId::UnboundedChannel, "max-capacity"),
        min_bytes: of(RuleId::LargeExtensionValue, "min-bytes"),
    };
    assert_eq!(stated, Thresholds::default());
}

#[test]
fn levels_thresholds_confidence_and_models_are_read() {
    let config = own("min-confidence = \"high\"\n\
         [rules.whole-body-upload]\nlevel = \"warn\"\nmax-body-bytes = 1000\n\
         [rules.unbounded-channel]\nlevel = \"allow\"\n\
         [[models]]\ncrate = \"our-http\"\n[[models.decls]]\ncode = \"pub struct Client;\"\n\
         [[models.api]]\npath = \"our_http::Client\"\nrole = \"client-type\"\n")
    .unwrap();
    assert_eq!(config.min_confidence, Some(Confidence::High));
    assert_eq!(config.thresholds().max_body_bytes, 1000);
    assert_eq!(config.thresholds().min_bytes, 1024);
    assert_eq!(level(&config, RuleId::WholeBodyUpload, "src/lib.rs"), Some(Level::Warn));
    assert_eq!(level(&config, RuleId::UnboundedChannel, "src/lib.rs"), Some(Level::Allow));
    assert_eq!(level(&config, RuleId::SpawnWithoutTimeout, "src/lib.rs"), None);
    assert_eq!(config.models[0].krate, "our-http");
}

#[test]
fn a_later_override_wins_and_a_folder_holds_for_what_is_in_it() {
    let config = own("[rules.unbounded-channel]\nlevel = \"warn\"\n\
         [[overrides]]\npaths = [\"src/jobs/\", \"src/*.rs\"]\nrules.unbounded-channel.level = \"allow\"\n\
         [[overrides]]\npaths = [\"src/jobs/mail.rs\"]\nrules.unbounded-channel.level = \"deny\"\n")
    .unwrap();
    let at = |path| level(&config, RuleId::UnboundedChannel, path).unwrap();
    assert_eq!(at("src/jobs/a/b.rs"), Level::Allow);
    assert_eq!(at("src/main.rs"), Level::Allow);
    assert_eq!(at("src/jobs/mail.rs"), Level::Deny);
    assert_eq!(at("src/api/mod.rs"), Level::Warn);
}

#[test]
fn the_first_place_that_has_a_configuration_decides() {
    let set = |level: &str| format!("rules.unbounded-channel.level = \"{level}\"\n");
    let manifest =
        format!("{PACKAGE}[package.metadata.leaklint]\n{}[workspace.metadata.leaklint]\n{}", set("warn"), set("deny"));
    let all = [
        ("Cargo.toml", manifest.as_str()),
        ("src/lib.rs", ""),
        ("other.toml", "rules.whole-body-upload.level = \"allow\"\n"),
        ("leaklint.toml", &set("allow")),
    ];
    let channel = |files: &[(&str, &str)], file| level(&read(files, file).unwrap(), RuleId::UnboundedChannel, "x.rs");
    assert_eq!(channel(&all, None), Some(Level::Allow));
    assert_eq!(channel(&all[..3], None), Some(Level::Deny));
    assert_eq!(channel(&all, Some("other.toml")), None);
    let package = format!("{PACKAGE}[package.metadata.leaklint]\n{}", set("warn"));
    assert_eq!(channel(&[("Cargo.toml", &package), ("src/lib.rs", "")], None), Some(Level::Warn));
}

#[test]
fn a_member_sets_levels_for_its_own_files() {
    let member = |extra: &str| {
        format!("{PACKAGE}[package.metadata.leaklint]\nrules.unbounded-channel.level = \"allow\"\n{extra}")
    };
    let root =
        "[workspace]\nmembers = [\"m\"]\n[workspace.metadata.leaklint.rules.unbounded-channel]\nlevel = \"warn\"\n";
    let files = |text: &str| read(&[("Cargo.toml", root), ("m/Cargo.toml", text), ("m/src/lib.rs", "")], None);
    let config = files(&member("")).unwrap();
    assert_eq!(level(&config, RuleId::UnboundedChannel, "m/src/lib.rs"), Some(Level::Allow));
    assert_eq!(level(&config, RuleId::UnboundedChannel, "n/src/lib.rs"), Some(Level::Warn));
    let error = files(&member("min-confidence = \"low\"\n")).unwrap_err();
    assert_eq!((error.path.as_path(), error.at.unwrap().0), (Path::new("m/Cargo.toml"), 5));
}

#[test]
fn errors_say_where_and_what() {
    let unknown = error("\n[rules.unbounded-channel]\n  colour = 1\n");
    assert_eq!(unknown, "leaklint.toml:3:3: unknown key `colour`, expected `level` or `max-capacity`");
    let top = error("levels = 1\n");
    assert!(top.starts_with("leaklint.toml:1:1: unknown key `levels`, expected one of `rules`"), "{top}");
    let rule = error("[rules.unbound-channel]\nlevel = \"deny\"\n");
    assert_eq!(rule, "leaklint.toml:1:8: unknown rule `unbound-channel`");
    let level = error("[rules.unbounded-channel]\nlevel = \"loud\"\n");
    assert_eq!(level, "leaklint.toml:2:9: a level is \"deny\", \"warn\" or \"allow\"");
    let number = error("[rules.unbounded-channel]\nmax-capacity = -1\n");
    assert!(number.starts_with("leaklint.toml:2:16: expected a whole number"), "{number}");
    let confidence = error("min-confidence = \"sure\"\n");
    assert!(confidence.starts_with("leaklint.toml:1:18: a confidence is"), "{confidence}");
    let glob = error("[[overrides]]\npaths = [\"a\", \"[\"]\nrules = {}\n");
    assert!(glob.starts_with("leaklint.toml:2:15: "), "{glob}");
    let key = error("[[overrides]]\npaths = []\nrules.unbounded-channel.max-capacity = 3\n");
    assert!(key.starts_with("leaklint.toml:3:25: unknown key `max-capacity`"), "{key}");
    let row = error("[[models]]\ncrate = \"x\"\n[[models.api]]\npath = \"x::y\"\nrole = \"sends\"\nargs = 1\n");
    assert!(row.starts_with("leaklint.toml:6:1: unknown key `args`"), "{row}");
    let syntax = error("[rules\n");
    assert!(syntax.starts_with("leaklint.toml:1:"), "{syntax}");
    assert_eq!(read(&[("Cargo.toml", PACKAGE)], Some("gone.toml")).unwrap_err().at, None);
}

#[test]
fn errors_in_a_manifest_have_its_lines() {
    let manifest = format!("{PACKAGE}[package.metadata.leaklint]\nmin-confidense = \"low\"\n");
    let error = read(&[("Cargo.toml", &manifest), ("src/lib.rs", "")], None).unwrap_err();
    assert_eq!(error.path, PathBuf::from("Cargo.toml"));
    assert_eq!(error.at, Some((6, 1)));
}
