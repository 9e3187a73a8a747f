//! Cargo.toml files, read with tolerance: an unknown key or an odd value is skipped, as a newer cargo may know it.
//! Only text that is no TOML is an error. Must not resolve workspaces (that is `graph`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use toml::{Table, Value};

use super::paths::clean;
use crate::base::{LineIndex, Problem, ProblemKind};

/// The name of a manifest's file.
pub(super) const CARGO_TOML: &str = "Cargo.toml";

/// One manifest.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// Absolute and clean.
    pub dir: PathBuf,
    table: Table,
    /// It could not be read: all that is known is its folder.
    pub broken: bool,
}

impl Manifest {
    /// `[package]`, under its old name too.
    pub fn package(&self) -> Option<&Table> {
        table(&self.table, "package").or_else(|| table(&self.table, "project"))
    }

    /// `[workspace]`.
    pub fn workspace(&self) -> Option<&Table> {
        table(&self.table, "workspace")
    }

    /// Whether it describes a package; a broken one is taken for one.
    pub fn is_package(&self) -> bool {
        self.broken || self.package().is_some()
    }

    /// A top-level value.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.table.get(key)
    }

    /// The package's name, else its folder's.
    pub fn name(&self) -> String {
        let named = self.package().and_then(|p| string(p, "name"));
        named.map_or_else(|| folder_name(&self.dir), str::to_owned)
    }

    /// A text of `[package]`, looked up in `[workspace.package]` where it says `workspace = true`.
    pub fn inherited<'m>(&'m self, key: &str, root: Option<&'m Manifest>) -> Option<&'m str> {
        match self.package()?.get(key)? {
            Value::String(text) => Some(text),
            Value::Table(t) if is_true(t, "workspace") => string(table(root?.workspace()?, "package")?, key),
            _ => None,
        }
    }

    /// Tables of dependencies by kind (`dependencies`, `dev-dependencies` …), those under `[target.*]` included.
    pub fn dependency_tables(&self, kind: &str) -> impl Iterator<Item = &Table> {
        let old = kind.replace('-', "_");
        let targets = table(&self.table, "target").into_iter().flat_map(Table::values);
        let holders = std::iter::once(&self.table).chain(targets.filter_map(Value::as_table));
        let kind = kind.to_owned();
        holders.filter_map(move |t| table(t, &kind).or_else(|| table(t, &old)))
    }
}

/// The table under `key`.
pub(super) fn table<'t>(of: &'t Table, key: &str) -> Option<&'t Table> {
    of.get(key).and_then(Value::as_table)
}

/// The text under `key`.
pub(super) fn string<'t>(of: &'t Table, key: &str) -> Option<&'t str> {
    of.get(key).and_then(Value::as_str)
}

/// The texts of the list under `key`.
pub(super) fn strings<'t>(of: &'t Table, key: &str) -> impl Iterator<Item = &'t str> {
    let list = of.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_str)
}

/// Whether `key` is there and `true`.
pub(super) fn is_true(of: &Table, key: &str) -> bool {
    of.get(key).and_then(Value::as_bool) == Some(true)
}

/// The last part of a folder's path, as a name.
pub(super) fn folder_name(dir: &Path) -> String {
    dir.file_name().map_or_else(|| "root".to_owned(), |n| n.to_string_lossy().into_owned())
}

/// Reads every manifest once, and keeps what went wrong.
#[derive(Debug, Default)]
pub(super) struct Manifests {
    read: BTreeMap<PathBuf, Option<Rc<Manifest>>>,
    pub problems: Vec<Problem>,
}

impl Manifests {
    /// The manifest in `dir`, if there is one.
    pub fn in_dir(&mut self, dir: &Path) -> Option<Rc<Manifest>> {
        let dir = clean(dir);
        if let Some(known) = self.read.get(&dir) {
            return known.clone();
        }
        let path = dir.join(CARGO_TOML);
        let manifest = path.is_file().then(|| {
            let table = parse(&path).unwrap_or_else(|problem| {
                self.problems.push(problem);
                None
            });
            Rc::new(Manifest { dir: dir.clone(), broken: table.is_none(), table: table.unwrap_or_default() })
        });
        self.read.insert(dir, manifest.clone());
        manifest
    }

    /// The manifest of the closest folder that has one, from `dir` upwards.
    pub fn above(&mut self, dir: &Path) -> Option<Rc<Manifest>> {
        dir.ancestors().find_map(|d| self.in_dir(d))
    }
}

fn parse(path: &Path) -> Result<Option<Table>, Problem> {
    let fail = |at, message| Problem { kind: ProblemKind::Incomplete, path: path.to_owned(), at, message };
    let text = std::fs::read_to_string(path).map_err(|e| fail(None, format!("cannot read the manifest: {e}")))?;
    toml::from_str(&text).map(Some).map_err(|e| {
        let start = e.span().map(|s| u32::try_from(s.start).unwrap_or(0));
        let at = start.map(|s| LineIndex::new(&text).line_col(&text, s));
        let message = format!("cannot parse the manifest: {}", e.message().trim());
        fail(at.map(|p| (p.line, p.col)), message)
    })
}
