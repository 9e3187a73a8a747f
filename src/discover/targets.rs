//! A package's targets: those that its manifest lists, and those that cargo finds by their place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::TargetKind;
use super::manifest::{Manifest, string};
use super::paths::clean;
use crate::base::{Problem, ProblemKind};

/// A target whose root file is not numbered yet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Draft {
    pub kind: TargetKind,
    /// With `_`.
    pub name: String,
    pub root: PathBuf,
}

/// Kinds that come in lists: the table's key, the folder, the key that switches finding them off.
const LISTED: [(TargetKind, &str, &str, &str); 4] = [
    (TargetKind::Bin, "bin", "src/bin", "autobins"),
    (TargetKind::Test, "test", "tests", "autotests"),
    (TargetKind::Bench, "bench", "benches", "autobenches"),
    (TargetKind::Example, "example", "examples", "autoexamples"),
];

/// All targets of a package, by kind and name.
pub(super) fn read(manifest: &Manifest, edition: Option<&str>, problems: &mut Vec<Problem>) -> Vec<Draft> {
    let finder = Finder { manifest, edition };
    let mut found = Vec::new();
    found.extend(finder.lib(problems));
    for (kind, key, folder, switch) in LISTED {
        found.extend(finder.listed(kind, key, folder, problems));
        if finder.finds(key, switch) {
            found.extend(finder.placed(kind, folder));
        }
    }
    found.extend(finder.build_script(problems));
    distinct(found)
}

/// The first of those with one root, or with one name: listed ones come before found ones.
fn distinct(found: Vec<Draft>) -> Vec<Draft> {
    let mut roots = BTreeSet::new();
    let mut names = BTreeSet::new();
    let mut kept: Vec<Draft> = found
        .into_iter()
        .filter(|t| roots.insert((t.kind, t.root.clone())) && names.insert((t.kind, t.name.clone())))
        .collect();
    kept.sort();
    kept
}

struct Finder<'m> {
    manifest: &'m Manifest,
    edition: Option<&'m str>,
}

impl Finder<'_> {
    fn lib(&self, problems: &mut Vec<Problem>) -> Option<Draft> {
        let spec = self.manifest.get("lib").and_then(Value::as_table);
        let name = spec.and_then(|s| string(s, "name"));
        let name = name.map_or_else(|| self.manifest.name(), str::to_owned);
        if let Some(path) = spec.and_then(|s| string(s, "path")) {
            let root = self.at(path);
            return self.existing(TargetKind::Lib, &name, root, problems);
        }
        let root = self.at("src/lib.rs");
        let wanted = spec.is_some() || !self.is_off("autolib");
        (wanted && root.is_file()).then(|| draft(TargetKind::Lib, &name, root))
    }

    /// `[[bin]]` and the like.
    fn listed(&self, kind: TargetKind, key: &str, folder: &str, problems: &mut Vec<Problem>) -> Vec<Draft> {
        let list = self.manifest.get(key).and_then(Value::as_array);
        let specs = list.into_iter().flatten().filter_map(Value::as_table);
        specs
            .filter_map(|spec| {
                let name = string(spec, "name")?;
                let root = match string(spec, "path") {
                    Some(path) => self.at(path),
                    None => self.usual_place(kind, name, folder),
                };
                self.existing(kind, name, root, problems)
            })
            .collect()
    }

    /// Where a listed target without a path lies.
    fn usual_place(&self, kind: TargetKind, name: &str, folder: &str) -> PathBuf {
        let file = self.at(folder).join(format!("{name}.rs"));
        let mut places = vec![file.clone(), self.at(folder).join(name).join("main.rs")];
        if kind == TargetKind::Bin {
            let first = name == self.manifest.name();
            places.insert(if first { 0 } else { 2 }, self.at("src/main.rs"));
        }
        places.into_iter().find(|p| p.is_file()).unwrap_or(file)
    }

    /// Those that lie where cargo looks.
    fn placed(&self, kind: TargetKind, folder: &str) -> Vec<Draft> {
        let mut found = Vec::new();
        let main = self.at("src/main.rs");
        if kind == TargetKind::Bin && main.is_file() {
            found.push(draft(kind, &self.manifest.name(), main));
        }
        let entries = std::fs::read_dir(self.at(folder)).into_iter().flatten();
        let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
        paths.sort();
        found.extend(paths.into_iter().filter_map(|p| in_folder(kind, p)));
        found
    }

    /// Whether cargo looks for targets of a kind. Before 2018, listing one binary meant listing all.
    fn finds(&self, key: &str, switch: &str) -> bool {
        let set = self.package().and_then(|p| p.get(switch)?.as_bool());
        let old = matches!(self.edition, None | Some("2015"));
        set.unwrap_or(!(old && key == "bin" && self.manifest.get(key).is_some()))
    }

    fn build_script(&self, problems: &mut Vec<Problem>) -> Vec<Draft> {
        const NAME: &str = "build_script_build";
        let kind = TargetKind::BuildScript;
        match self.package().and_then(|p| p.get("build")) {
            Some(Value::Boolean(false)) => Vec::new(),
            Some(Value::String(path)) => self.existing(kind, NAME, self.at(path), problems).into_iter().collect(),
            Some(Value::Array(paths)) => {
                let roots = paths.iter().filter_map(Value::as_str).map(|p| (p, self.at(p)));
                let named = roots.map(|(p, root)| (p.trim_end_matches(".rs"), root));
                named.filter_map(|(name, root)| self.existing(kind, name, root, problems)).collect()
            }
            _ => {
                let root = self.at("build.rs");
                let found = root.is_file().then(|| draft(kind, NAME, root));
                found.into_iter().collect()
            }
        }
    }

    /// A listed target, if its file is there. A missing library or binary is something that is not analysed.
    fn existing(&self, kind: TargetKind, name: &str, root: PathBuf, problems: &mut Vec<Problem>) -> Option<Draft> {
        if root.is_file() {
            return Some(draft(kind, name, root));
        }
        let serious = matches!(kind, TargetKind::Lib | TargetKind::Bin);
        problems.push(Problem {
            kind: if serious { ProblemKind::Incomplete } else { ProblemKind::Warning },
            message: format!("the manifest of `{}` lists this file, but it is not there", self.manifest.name()),
            path: root,
            at: None,
        });
        None
    }

    fn package(&self) -> Option<&Table> {
        self.manifest.package()
    }

    fn is_off(&self, switch: &str) -> bool {
        self.package().and_then(|p| p.get(switch)?.as_bool()).is_some_and(|on| !on)
    }

    fn at(&self, path: &str) -> PathBuf {
        clean(&self.manifest.dir.join(path))
    }
}

/// `foo.rs`, or `foo/` with a `main.rs`.
fn in_folder(kind: TargetKind, path: PathBuf) -> Option<Draft> {
    let name = path.file_stem()?.to_str()?.to_owned();
    if name.starts_with('.') {
        return None;
    }
    let inner = path.join("main.rs");
    if path.is_dir() && inner.is_file() {
        let name = path.file_name()?.to_str()?.to_owned();
        return Some(draft(kind, &name, inner));
    }
    let is_rust = path.extension().is_some_and(|e| e == "rs") && path.is_file();
    is_rust.then(|| draft(kind, &name, path))
}

fn draft(kind: TargetKind, name: &str, root: PathBuf) -> Draft {
    Draft { kind, name: crate_name(name), root }
}

/// The name of a crate: what no identifier may hold becomes `_`.
pub(super) fn crate_name(name: &str) -> String {
    let valid = |c: char| if c.is_alphanumeric() { c } else { '_' };
    name.chars().map(valid).collect()
}

/// The folder that a target's modules lie in.
pub(super) fn module_dir(target: &Draft) -> Option<&Path> {
    (target.kind != TargetKind::BuildScript).then(|| target.root.parent()).flatten()
}
