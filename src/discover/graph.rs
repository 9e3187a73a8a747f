//! Which packages belong together: workspaces, their members, and what they depend on by path.
//! Must not decide what is linted (that is `select`).

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use globset::{Glob, GlobMatcher};
use semver::Version;

use super::manifest::{Manifest, Manifests, string, strings};
use super::paths::clean;
use super::targets::{self, Draft};
use super::{Dep, Lock, deps, lock};
use crate::base::{Problem, ProblemKind};

/// A workspace, or a package that is in none.
#[derive(Debug)]
pub(super) struct Unit {
    pub root: PathBuf,
    /// By folder.
    pub packages: BTreeMap<PathBuf, Member>,
    pub lock: Lock,
    pub problems: Vec<Problem>,
}

/// A package of a unit.
#[derive(Debug)]
pub(super) struct Member {
    pub manifest: Rc<Manifest>,
    pub version: Option<Version>,
    pub targets: Vec<Draft>,
    pub deps: Vec<Dep>,
}

/// The unit that the package or workspace of `manifest` belongs to.
pub(super) fn unit_of(manifests: &mut Manifests, manifest: &Rc<Manifest>) -> Unit {
    let root = workspace_of(manifests, manifest).unwrap_or_else(|| Rc::clone(manifest));
    let unit = read_unit(manifests, &root);
    if unit.packages.contains_key(&manifest.dir) || root.dir == manifest.dir {
        return unit;
    }
    read_unit(manifests, manifest)
}

/// The manifest with the `[workspace]` that `manifest` stands in, as cargo finds it.
fn workspace_of(manifests: &mut Manifests, manifest: &Rc<Manifest>) -> Option<Rc<Manifest>> {
    if manifest.workspace().is_some() {
        return Some(Rc::clone(manifest));
    }
    if let Some(path) = manifest.package().and_then(|p| string(p, "workspace")) {
        return manifests.in_dir(&manifest.dir.join(path));
    }
    let above = manifest.dir.ancestors().skip(1);
    above.filter_map(|dir| manifests.in_dir(dir)).find(|m| m.workspace().is_some() && !excludes(m, &manifest.dir))
}

fn excludes(root: &Manifest, dir: &Path) -> bool {
    let list = root.workspace().into_iter().flat_map(|w| strings(w, "exclude"));
    list.into_iter().any(|e| dir.starts_with(clean(&root.dir.join(e))))
}

fn read_unit(manifests: &mut Manifests, root: &Rc<Manifest>) -> Unit {
    let mut unit =
        Unit { root: root.dir.clone(), packages: BTreeMap::new(), lock: Lock::default(), problems: Vec::new() };
    unit.lock = lock::read(&root.dir, &mut unit.problems);
    let patches = deps::patches(root);
    let mut queue: VecDeque<PathBuf> = VecDeque::new();
    if root.is_package() {
        queue.push_back(root.dir.clone());
    }
    queue.extend(members(root, &mut unit.problems));
    queue.extend(patches.values().cloned());
    while let Some(dir) = queue.pop_front() {
        if unit.packages.contains_key(&dir) {
            continue;
        }
        let Some(manifest) = manifests.in_dir(&dir).filter(|m| m.is_package()) else {
            unit.problems.push(no_package(&dir));
            continue;
        };
        let inherit = workspace_of(manifests, &manifest).or_else(|| Some(Rc::clone(root)));
        let member = read_member(manifest, inherit.as_deref(), &patches, &mut unit.problems);
        queue.extend(member.deps.iter().filter_map(|d| d.path.clone()));
        unit.packages.insert(dir, member);
    }
    name_path_deps(&mut unit.packages);
    lock_versions(&mut unit);
    unit
}

fn no_package(dir: &Path) -> Problem {
    Problem {
        kind: ProblemKind::Warning,
        path: dir.to_owned(),
        at: None,
        message: "a manifest names this folder, but there is no package in it".to_owned(),
    }
}

fn read_member(
    manifest: Rc<Manifest>,
    root: Option<&Manifest>,
    patches: &deps::Patches,
    problems: &mut Vec<Problem>,
) -> Member {
    let edition = manifest.inherited("edition", root);
    Member {
        version: manifest.inherited("version", root).and_then(|v| v.parse().ok()),
        targets: targets::read(&manifest, edition, problems),
        deps: deps::read(&manifest, root, patches),
        manifest,
    }
}

/// Code knows a dependency that is not renamed by the name of its library, which its manifest may set.
fn name_path_deps(packages: &mut BTreeMap<PathBuf, Member>) {
    let lib = |m: &Member| {
        let lib = m.targets.iter().find(|t| t.kind == super::TargetKind::Lib)?;
        Some((m.manifest.dir.clone(), lib.name.clone()))
    };
    let libs: BTreeMap<PathBuf, String> = packages.values().filter_map(lib).collect();
    for dep in packages.values_mut().flat_map(|m| &mut m.deps) {
        let renamed = dep.name.as_str() != dep.package.replace('-', "_");
        let lib = dep.path.as_ref().and_then(|p| libs.get(p));
        if let (false, Some(lib)) = (renamed, lib) {
            dep.name = lib.as_str().into();
        }
    }
}

fn lock_versions(unit: &mut Unit) {
    for member in unit.packages.values_mut() {
        let name = member.manifest.name();
        for dep in &mut member.deps {
            let req = dep.req.as_ref();
            dep.version = unit.lock.resolve(&name, member.version.as_ref(), &dep.package, req);
        }
    }
}

/// The folders of `members`, globs expanded. One that is written out and is not there is a warning.
fn members(root: &Manifest, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let Some(workspace) = root.workspace() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let lists = ["members", "default-members"];
    for pattern in lists.into_iter().flat_map(|l| strings(workspace, l)) {
        if !pattern.contains(['*', '?', '[', '{']) {
            found.push(clean(&root.dir.join(pattern)));
            continue;
        }
        let Some(dirs) = expand(&root.dir, pattern) else {
            problems.push(Problem {
                kind: ProblemKind::Warning,
                path: root.dir.join(super::manifest::CARGO_TOML),
                at: None,
                message: format!("`{pattern}` in the workspace's members is no valid pattern"),
            });
            continue;
        };
        let is_member = |d: &PathBuf| d.join("Cargo.toml").is_file() && !excludes(root, d);
        found.extend(dirs.into_iter().filter(is_member));
    }
    found
}

/// The folders that a pattern with `*` matches, part by part; links to folders are not followed below `**`.
fn expand(base: &Path, pattern: &str) -> Option<Vec<PathBuf>> {
    let mut dirs = vec![base.to_owned()];
    for part in pattern.split('/').filter(|p| !p.is_empty()) {
        dirs = match part {
            "**" => dirs.iter().flat_map(|d| tree(d)).collect(),
            _ if !part.contains(['*', '?', '[', '{']) => dirs.iter().map(|d| clean(&d.join(part))).collect(),
            _ => {
                let glob = Glob::new(part).ok()?.compile_matcher();
                dirs.iter().flat_map(|d| matching(d, &glob)).collect()
            }
        };
    }
    Some(dirs)
}

fn matching(dir: &Path, glob: &GlobMatcher) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
    let named = entries.filter(|e| glob.is_match(Path::new(&e.file_name())));
    let mut found: Vec<PathBuf> = named.map(|e| e.path()).filter(|p| p.is_dir()).collect();
    found.sort();
    found
}

fn tree(dir: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(dir).sort_by_file_name().into_iter();
    let dirs = walk.flatten().filter(|e| e.file_type().is_dir());
    dirs.map(walkdir::DirEntry::into_path).collect()
}
