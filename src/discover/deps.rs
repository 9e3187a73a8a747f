//! The dependencies that a manifest declares: renamed, inherited, patched, target-specific.
//! Must not know versions that were locked (that is `lock`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;
use toml::{Table, Value};

use super::Dep;
use super::manifest::{Manifest, is_true, string, table};
use super::paths::clean;
use crate::base::Sym;

/// Folders that `[patch]` puts in place of packages, by the package's name.
pub(super) type Patches = BTreeMap<String, PathBuf>;

/// The patches that a workspace's root declares.
pub(super) fn patches(root: &Manifest) -> Patches {
    let sources = root.get("patch").and_then(Value::as_table);
    let tables = sources.into_iter().flat_map(Table::values);
    let entries = tables.filter_map(Value::as_table).flatten();
    entries
        .filter_map(|(key, value)| {
            let spec = value.as_table()?;
            let name = string(spec, "package").unwrap_or(key);
            Some((name.to_owned(), clean(&root.dir.join(string(spec, "path")?))))
        })
        .collect()
}

/// All dependencies, ordinary ones first; those of the build script count as dev-dependencies.
pub(super) fn read(manifest: &Manifest, root: Option<&Manifest>, patches: &Patches) -> Vec<Dep> {
    let mut deps = IndexMap::new();
    let kinds = [("dependencies", false), ("dev-dependencies", true), ("build-dependencies", true)];
    for (kind, dev) in kinds {
        for (key, value) in manifest.dependency_tables(kind).flatten() {
            let Some(dep) = one(manifest, root, key, value, dev, patches) else {
                continue;
            };
            deps.entry(dep.name).or_insert(dep);
        }
    }
    deps.into_values().collect()
}

fn one(
    manifest: &Manifest,
    root: Option<&Manifest>,
    key: &str,
    value: &Value,
    dev: bool,
    patches: &Patches,
) -> Option<Dep> {
    let inherits = value.as_table().is_some_and(|t| is_true(t, "workspace"));
    let (value, base) =
        if inherits { inherited(key, root).unwrap_or((value, &manifest.dir)) } else { (value, manifest.dir.as_path()) };
    let spec = value.as_table();
    let req = value.as_str().or_else(|| spec.and_then(|s| string(s, "version")));
    let package = spec.and_then(|s| string(s, "package")).unwrap_or(key);
    let path = spec.and_then(|s| string(s, "path")).map(|p| clean(&base.join(p)));
    (value.is_str() || spec.is_some()).then(|| Dep {
        name: Sym::new(&key.replace('-', "_")),
        package: package.to_owned(),
        req: req.and_then(|r| r.parse().ok()),
        version: None,
        path: path.or_else(|| patches.get(package).cloned()),
        dev,
    })
}

fn inherited<'m>(key: &str, root: Option<&'m Manifest>) -> Option<(&'m Value, &'m Path)> {
    let root = root?;
    let value = table(root.workspace()?, "dependencies")?.get(key)?;
    Some((value, root.dir.as_path()))
}
