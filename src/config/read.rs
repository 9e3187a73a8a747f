//! Finds, reads and checks the configuration.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use serde::Deserialize as _;
use serde::de::DeserializeOwned;
use toml::{Spanned, Value};

use super::raw::{Holder, ManifestRaw, Raw};
use super::{Config, ConfigError, FILE_NAME, Override, raw};
use crate::base::LineIndex;
use crate::diag::{Confidence, Level, Levels, RuleId};
use crate::discover::Workspace;

use crate::rules::Rules;

/// Reads the configuration of `workspace`, or `file` alone.
pub fn load(workspace: &Workspace, file: Option<&Path>, rules: &Rules) -> Result<Config, ConfigError> {
    if let Some(path) = file {
        let source = Source::read(path, path)?;
        return source.config(&source.parse::<Raw>()?, rules);
    }
    let mut config = main_config(workspace, rules)?;
    let own = std::mem::take(&mut config.overrides);
    let members = workspace.packages.iter();
    for package in members.filter(|p| p.metadata.is_some() && p.dir != workspace.root) {
        config.overrides.push(member(workspace, &package.dir, rules)?);
    }
    config.overrides.extend(own);
    Ok(config)
}

/// What stands at the workspace's root.
fn main_config(workspace: &Workspace, rules: &Rules) -> Result<Config, ConfigError> {
    let own = workspace.root.join(FILE_NAME);
    if own.is_file() {
        let source = Source::read(&own, Path::new(FILE_NAME))?;
        return source.config(&source.parse::<Raw>()?, rules);
    }
    let Some((source, manifest)) = manifest(workspace, &workspace.root)? else {
        return Ok(Config::default());
    };
    let of = |holder: Option<Holder>| holder.and_then(Holder::leaklint);
    let found = of(manifest.workspace).or_else(|| of(manifest.package));
    found.map_or(Ok(Config::default()), |raw| source.config(raw.get_ref(), rules))
}

/// The levels that a member sets for its own files.
fn member(workspace: &Workspace, dir: &Path, rules: &Rules) -> Result<Override, ConfigError> {
    let nothing = Override { paths: GlobSet::empty(), levels: Levels::default() };
    let Some((source, manifest)) = manifest(workspace, dir)? else {
        return Ok(nothing);
    };
    let Some(raw) = manifest.package.and_then(Holder::leaklint) else {
        return Ok(nothing);
    };
    let span = raw.span();
    let config = source.config(raw.get_ref(), rules)?;
    let whole = config.min_confidence.is_some()
        || !(config.thresholds.is_empty() && config.models.is_empty() && config.overrides.is_empty());
    if whole {
        let message = "a member of a workspace can only set levels; the rest is set at the workspace's root";
        return Err(source.error(&span, message));
    }
    let rel = dir.strip_prefix(&workspace.root).unwrap_or(dir);
    let pattern = globset::escape(&rel.display().to_string());
    Ok(Override { paths: source.globs(&[Spanned::new(span, pattern)])?, levels: config.levels })
}

/// The manifest in `dir`, as far as it holds configuration. One that is no TOML is discovery's to report.
fn manifest(workspace: &Workspace, dir: &Path) -> Result<Option<(Source, ManifestRaw)>, ConfigError> {
    let path = dir.join("Cargo.toml");
    let name = path.strip_prefix(&workspace.root).unwrap_or(&path).to_owned();
    let Ok(source) = Source::read(&path, &name) else {
        return Ok(None);
    };
    if source.text.parse::<toml::Table>().is_err() {
        return Ok(None);
    }
    let manifest = source.parse()?;
    Ok(Some((source, manifest)))
}

/// A file with configuration, for messages that say where.
struct Source {
    name: PathBuf,
    text: String,
}

impl Source {
    fn read(path: &Path, name: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(|e| ConfigError {
            path: name.to_owned(),
            at: None,
            message: format!("cannot be read: {e}"),
        })?;
        Ok(Self { name: name.to_owned(), text })
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, ConfigError> {
        toml::from_str(&self.text).map_err(|e| {
            let message = e.message().replacen("unknown field", "unknown key", 1);
            match e.span() {
                Some(span) => self.error(&span, &message),
                None => self.error(&(0..0), &message),
            }
        })
    }

    fn error(&self, span: &Range<usize>, message: &str) -> ConfigError {
        let offset = u32::try_from(span.start).unwrap_or(0);
        let at = LineIndex::new(&self.text).line_col(&self.text, offset);
        ConfigError { path: self.name.clone(), at: Some((at.line, at.col)), message: message.to_owned() }
    }

    fn config(&self, raw: &Raw, rules: &Rules) -> Result<Config, ConfigError> {
        let mut config = Config::default();
        for (name, keys) in &raw.rules {
            let rule = self.rule(name)?;
            for (key, value) in keys {
                if key.get_ref() == "level" {
                    config.levels.set(rule, self.level(value)?);
                } else {
                    let known = rules.get(rule).map(|r| &r.thresholds);
                    let known = known.into_iter().flat_map(|t| t.keys());
                    self.known(key, known.map(String::as_str))?;
                    let set = (rule, key.get_ref().clone());
                    config.thresholds.insert(set, self.number(value)?);
                }
            }
        }
        config.min_confidence = raw.min_confidence.as_ref().map(|c| self.confidence(c)).transpose()?;
        let overrides = raw.overrides.iter().map(|o| self.override_of(o));
        config.overrides = overrides.collect::<Result<_, _>>()?;
        config.models = raw.models.iter().map(|m| m.get_ref().clone()).collect();
        Ok(config)
    }

    fn override_of(&self, raw: &raw::Override) -> Result<Override, ConfigError> {
        let mut levels = Levels::default();
        for (name, keys) in &raw.rules {
            let rule = self.rule(name)?;
            for (key, value) in keys {
                self.known(key, std::iter::empty())?;
                levels.set(rule, self.level(value)?);
            }
        }
        Ok(Override { paths: self.globs(&raw.paths)?, levels })
    }

    /// Fails for a key that is neither `level` nor among `others`.
    fn known<'k>(&self, key: &Spanned<String>, others: impl Iterator<Item = &'k str>) -> Result<(), ConfigError> {
        let known: Vec<&str> = std::iter::once("level").chain(others).collect();
        if known.contains(&key.get_ref().as_str()) {
            return Ok(());
        }
        let list: Vec<String> = known.iter().map(|k| format!("`{k}`")).collect();
        let message = format!("unknown key `{}`, expected {}", key.get_ref(), list.join(" or "));
        Err(self.error(&key.span(), &message))
    }

    fn rule(&self, name: &Spanned<String>) -> Result<RuleId, ConfigError> {
        RuleId::from_str(name.get_ref()).map_err(|e| self.error(&name.span(), &e))
    }

    fn level(&self, value: &Spanned<Value>) -> Result<Level, ConfigError> {
        let wrong = || self.error(&value.span(), "a level is \"deny\", \"warn\" or \"allow\"");
        let text = value.get_ref().as_str().ok_or_else(wrong)?;
        Level::from_str(text).map_err(|_| wrong())
    }

    fn number(&self, value: &Spanned<Value>) -> Result<u64, ConfigError> {
        let number = value.get_ref().as_integer().and_then(|n| u64::try_from(n).ok());
        number.ok_or_else(|| self.error(&value.span(), "expected a whole number that is not negative"))
    }

    fn confidence(&self, value: &Spanned<String>) -> Result<Confidence, ConfigError> {
        let text = Value::String(value.get_ref().clone());
        let message = "a confidence is \"high\", \"medium\" or \"low\"";
        Confidence::deserialize(text).map_err(|_| self.error(&value.span(), message))
    }

    /// Patterns relative to the workspace's root; one that names a folder holds for all that is in it.
    fn globs(&self, patterns: &[Spanned<String>]) -> Result<GlobSet, ConfigError> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns {
            let text = pattern.get_ref().trim_start_matches("./").trim_end_matches('/');
            for text in [text.to_owned(), format!("{text}/**")] {
                let glob = GlobBuilder::new(&text).literal_separator(true).build();
                set.add(glob.map_err(|e| self.error(&pattern.span(), &e.kind().to_string()))?);
            }
        }
        set.build().map_err(|e| self.error(&(0..0), &e.to_string()))
    }
}
