//! The linter's own models: every import and every row names something, in every version that they tell apart.

use std::collections::BTreeSet;

use leaklint::discover::{Dep, Lock, LockedPackage, Package, Target, TargetKind};
use semver::{Op, Version, VersionReq};

use super::*;

/// A workspace of one package that depends on one library.
fn depends_on(dir: &Path, package: &str, version: Option<&Version>) -> Workspace {
    write_tree(dir, "//- src/lib.rs\n");
    let path = dir.join("src/lib.rs");
    let root = leaklint::base::FileId(0);
    let mut ws = Workspace { root: dir.to_owned(), ..Workspace::default() };
    ws.files.push(leaklint::discover::SourceFile { path: path.clone(), rel: "src/lib.rs".to_owned() });
    ws.by_path.insert(path, root);
    ws.packages.push(Package {
        name: "app".to_owned(),
        version: None,
        dir: dir.to_owned(),
        targets: vec![Target { kind: TargetKind::Lib, name: Sym::new("app"), root, selected: true }],
        deps: vec![Dep {
            name: Sym::new(&package.replace('-', "_")),
            package: package.to_owned(),
            req: None,
            version: version.cloned(),
            path: None,
            dev: false,
        }],
        selected: true,
        metadata: None,
        loose: false,
    });
    ws.lock = Lock::default();
    ws.lock.packages.extend(version.map(|v| LockedPackage {
        name: package.to_owned(),
        version: v.clone(),
        deps: Vec::new(),
    }));
    ws
}

/// The versions at which a condition changes, and those before and after.
fn edges(req: &VersionReq) -> impl Iterator<Item = Version> {
    req.comparators.iter().flat_map(|c| {
        let (minor, patch) = (c.minor.unwrap_or(0), c.patch.unwrap_or(0));
        let at = Version::new(c.major, minor, patch);
        let after = Version::new(c.major, minor, patch + 1);
        match c.op {
            Op::Greater => vec![after],
            Op::Less | Op::LessEq => vec![at],
            _ => vec![at, after],
        }
    })
}

/// The versions that a model tells apart; `None` stands for the newest.
fn versions(models: &Models, package: &str) -> Vec<Option<Version>> {
    let model = &models.files[package];
    let mut found: BTreeSet<Version> = BTreeSet::new();
    let conditions = model.decls.iter().filter_map(|d| d.versions.as_ref());
    for req in conditions.chain(model.api.iter().filter_map(|r| r.versions.as_ref())) {
        found.extend(edges(req));
    }
    for part in model.decls.iter().flat_map(|d| d.code.split("#[versions(\"").skip(1)) {
        let req = part.split('"').next().unwrap_or_default();
        found.extend(edges(&VersionReq::parse(req).expect("a requirement")));
    }
    std::iter::once(None).chain(found.into_iter().map(Some)).collect()
}

/// Whether a path starts with a crate whose model tells versions apart: here that crate is of the newest one,
/// in a lock file it is of the one that goes with an old version of its user.
fn differs(models: &Models, path: &str) -> bool {
    let first = path.split("::").next().unwrap_or_default();
    let mut packages = models.files.keys();
    let package = packages.find(|package| package.replace('-', "_") == first);
    package.is_some_and(|package| versions(models, package).len() > 1)
}

fn is_model(kind: &CrateKind, name: &str) -> bool {
    matches!(kind, CrateKind::Model { package, .. } if package == name)
}

#[test]
fn every_row_and_every_import_names_something_in_every_version() {
    let models = crate::own_models();
    let dir = tempfile::tempdir().expect("a folder");
    let mut wrong = BTreeSet::new();
    for package in models.files.keys() {
        let ws = depends_on(dir.path(), package, None);
        let loaded = load(&ws, models);
        assert_eq!(loaded.problems, []);
        for version in versions(models, package) {
            let at = version.as_ref().map_or("newest".to_owned(), ToString::to_string);
            let ws = depends_on(dir.path(), package, version.as_ref());
            let program = link(&ws, &loaded, models);
            assert!(program.crates.iter().any(|(_, c)| is_model(&c.kind, package) && c.root.is_some()));
            for path in program.unmatched_rows(package) {
                wrong.insert(format!("{package} {at}: no {path}"));
            }
            for (module, path) in program.unresolved_imports() {
                let module = program.module_name(module);
                let own = module.split("::").next() == Some(&package.replace('-', "_"));
                let apart = version.is_some() && differs(models, path);
                if own && !apart {
                    wrong.insert(format!("{package} {at}: {module} imports {path}"));
                }
            }
        }
    }
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
