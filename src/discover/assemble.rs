//! Puts the workspace together from what was located: selects, lists the files, numbers them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::files::{Found, repository, rust_files};
use super::graph::Member;
use super::locate::Located;
use super::manifest::folder_name;
use super::paths::{common, relative};
use super::select::{Scopes, by_kind, by_name};
use super::targets::{Draft, module_dir};
use super::{Lock, Package, Request, SourceFile, Target, TargetKind, Workspace, loose};
use crate::base::{FileId, Problem, ProblemKind};

/// A package whose targets have no numbered files yet.
struct Drafted {
    package: Package,
    targets: Vec<Draft>,
}

/// The workspace of what was located.
pub(super) fn assemble(located: Located, request: &Request) -> Workspace {
    let Located { manifests, units, loose, scopes, mut problems } = located;
    problems.extend(manifests.problems);
    let root = root_of(units.keys(), &loose, request);
    let mut lock = Lock::default();
    let mut drafts: BTreeMap<PathBuf, Drafted> = BTreeMap::new();
    let unit_roots: Vec<PathBuf> = units.keys().cloned().collect();
    for (_, unit) in units {
        lock.append(unit.lock);
        problems.extend(unit.problems);
        for (dir, member) in unit.packages {
            drafts.entry(dir).or_insert_with(|| drafted(member));
        }
    }
    let mut found = walk(&unit_roots, &drafts);
    for (dir, paths) in by_folder(&loose) {
        let drafted = loose_package(dir, &paths, &mut found);
        drafts.entry(dir.to_owned()).or_insert(drafted);
    }
    found.files.extend(drafts.values().flat_map(|d| d.targets.iter().map(|t| t.root.clone())));

    let dirs: Vec<PathBuf> = drafts.keys().cloned().collect();
    let scoped = Scopes::new(&scopes);
    let mut workspace = numbered(root, found.files);
    workspace.tests = request.targets.tests;
    workspace.focus = scoped.focus(&dirs);
    workspace.lock = lock;
    problems.extend(weighed(found.problems, &drafts));
    workspace.packages = select(drafts, &scoped, &dirs, request, &workspace);
    problems.extend(nothing_found(&workspace, &scopes, request));
    workspace.problems = relative_to(&workspace.root, problems);
    workspace
}

fn root_of<'p>(units: impl Iterator<Item = &'p PathBuf>, loose: &'p [PathBuf], request: &Request) -> PathBuf {
    let loose = loose.iter().map(|p| if p.is_dir() { p.as_path() } else { p.parent().unwrap_or(p) });
    let all = units.map(PathBuf::as_path).chain(loose);
    let shared = all.map(Path::to_owned).reduce(|a, b| common(&a, &b));
    shared.unwrap_or_else(|| request.current_dir.clone())
}

fn drafted(member: Member) -> Drafted {
    let manifest = member.manifest;
    let metadata = manifest.package().and_then(|p| p.get("metadata")?.get("leaklint"));
    Drafted {
        package: Package {
            name: manifest.name(),
            version: member.version,
            dir: manifest.dir.clone(),
            targets: Vec::new(),
            deps: member.deps,
            selected: false,
            metadata: metadata.cloned(),
            loose: manifest.broken,
        },
        targets: member.targets,
    }
}

/// Folders and files without a manifest, by folder.
fn by_folder(loose: &[PathBuf]) -> BTreeMap<&Path, Vec<&Path>> {
    let mut folders: BTreeMap<&Path, Vec<&Path>> = BTreeMap::new();
    for path in loose {
        let dir = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
        folders.entry(dir).or_default().push(path);
    }
    folders
}

/// What was asked for of a folder without a manifest (all of it, or files), as a package.
fn loose_package(dir: &Path, paths: &[&Path], found: &mut Found) -> Drafted {
    let mut own = Found::default();
    if paths.contains(&dir) {
        rust_files(dir, &BTreeSet::new(), &mut own);
    } else {
        own.files = paths.iter().flat_map(|p| loose::with_modules(p)).collect();
    }
    let targets = loose::targets(&own.files);
    found.files.extend(own.files);
    found.problems.extend(own.problems);
    Drafted {
        package: Package {
            name: folder_name(dir),
            version: None,
            dir: dir.to_owned(),
            targets: Vec::new(),
            deps: Vec::new(),
            selected: false,
            metadata: None,
            loose: true,
        },
        targets,
    }
}

/// The files of the units, and of packages outside their folders.
fn walk(unit_roots: &[PathBuf], drafts: &BTreeMap<PathBuf, Drafted>) -> Found {
    let dirs: BTreeSet<PathBuf> = drafts.keys().cloned().collect();
    let outside = |d: &&PathBuf| !unit_roots.iter().any(|r| d.starts_with(r));
    let mut found = Found::default();
    for start in unit_roots.iter().chain(dirs.iter().filter(outside)) {
        rust_files(start, &dirs, &mut found);
    }
    found
}

fn numbered(root: PathBuf, files: BTreeSet<PathBuf>) -> Workspace {
    let files: Vec<SourceFile> =
        files.into_iter().map(|path| SourceFile { rel: relative(&root, &path), path }).collect();
    let id = |i: usize| FileId(u32::try_from(i).unwrap_or(u32::MAX));
    let by_path = files.iter().enumerate().map(|(i, f)| (f.path.clone(), id(i)));
    Workspace {
        by_path: by_path.collect(),
        repo_root: repository(&root).unwrap_or_else(|| root.clone()),
        files,
        root,
        ..Workspace::default()
    }
}

/// Gives the packages their targets, and says which are linted.
fn select(
    drafts: BTreeMap<PathBuf, Drafted>,
    scopes: &Scopes<'_>,
    dirs: &[PathBuf],
    request: &Request,
    workspace: &Workspace,
) -> Vec<Package> {
    let (mut packages, targets): (Vec<Package>, Vec<Vec<Draft>>) =
        drafts.into_values().map(|d| (d.package, d.targets)).unzip();
    for package in &mut packages {
        package.selected = scopes.select(&package.dir, dirs);
    }
    by_name(&mut packages, &request.packages, &request.excludes);
    for (package, drafts) in packages.iter_mut().zip(targets) {
        let selected = package.selected;
        let linted = |d: &Draft| selected && (by_kind(d.kind, request.targets) || scopes.named(&d.root, dirs));
        let target = |d: Draft| {
            Some(Target {
                kind: d.kind,
                name: d.name.as_str().into(),
                root: workspace.file(&d.root)?,
                selected: linted(&d),
            })
        };
        package.targets = drafts.into_iter().filter_map(target).collect();
    }
    packages
}

/// What cannot be read matters where modules of a package may lie; elsewhere it is only worth a word.
fn weighed(problems: Vec<Problem>, drafts: &BTreeMap<PathBuf, Drafted>) -> Vec<Problem> {
    let targets = || drafts.values().flat_map(|d| &d.targets);
    let code = |p: &Problem| {
        targets()
            .filter(|t| matches!(t.kind, TargetKind::Lib | TargetKind::Bin))
            .filter_map(module_dir)
            .any(|dir| p.path.starts_with(dir) || dir.starts_with(&p.path))
    };
    let weigh = |mut p: Problem| {
        if targets().next().is_some() && !code(&p) {
            p.kind = ProblemKind::Warning;
        }
        p
    };
    problems.into_iter().map(weigh).collect()
}

/// A path that leads to nothing is never clean.
fn nothing_found(workspace: &Workspace, scopes: &[PathBuf], request: &Request) -> Vec<Problem> {
    let linted = |p: &&Package| p.targets.iter().any(|t| t.selected);
    let leads = |scope: &Path| {
        let mut packages = workspace.packages.iter().filter(linted);
        packages.any(|p| p.dir.starts_with(scope) || scope.starts_with(&p.dir))
    };
    let by_name = !request.packages.is_empty() || !request.excludes.is_empty();
    let empty = |path: &Path| Problem {
        kind: ProblemKind::Incomplete,
        path: path.to_owned(),
        at: None,
        message: "no Rust library or binary to analyse".to_owned(),
    };
    if by_name {
        let any = workspace.packages.iter().any(|p| linted(&p));
        return if any { Vec::new() } else { vec![empty(&workspace.root)] };
    }
    let lost = scopes.iter().filter(|s| !leads(s));
    lost.map(|s| empty(s)).collect()
}

fn relative_to(root: &Path, problems: Vec<Problem>) -> Vec<Problem> {
    let inside = |mut p: Problem| {
        if let Ok(rel) = p.path.strip_prefix(root) {
            let is_root = rel.as_os_str().is_empty();
            p.path = if is_root { Path::new(".") } else { rel }.to_owned();
        }
        p
    };
    let all: BTreeSet<Problem> = problems.into_iter().map(inside).collect();
    all.into_iter().collect()
}
