//! Lowers what the targets reach: from their roots along `mod`, and the models that their dependencies need.
//! Must not resolve names.

mod macros;
mod models;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::ThreadPool;
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::base::{FileId, Problem, ProblemKind, Span};
use crate::discover::{TargetKind, Workspace};
use crate::hir::{FileHir, Item, ItemId, ItemKind};
use crate::link::{Loaded, ModDir, included};
use crate::lower::{MacroTable, lower_file_with};
use crate::model::Models;

/// Lowers the workspace's files and the models that it needs.
#[must_use]
pub fn load(ws: &Workspace, models: &Models, pool: &ThreadPool) -> Loaded {
    let mut out = Loaded { files: vec![None; ws.files.len()], ..Loaded::default() };
    pool.install(|| {
        files(ws, &mut out);
        models::load(ws, models, &mut out);
    });
    out
}

/// A file, and how it was come to.
struct Visit {
    file: FileId,
    dir: ModDir,
    /// Something on the way stands under a `cfg`.
    conditional: bool,
}

/// A lowered file.
struct Lowered {
    hir: Option<FileHir>,
    /// Declarations of modules in files of their own that stand under a `cfg`.
    conditional: FxHashSet<ItemId>,
    problems: Vec<Problem>,
}

fn files(ws: &Workspace, out: &mut Loaded) {
    let macros = macros::PackageMacros::collect(ws);
    let mut wave = roots(ws);
    let mut seen: FxHashSet<(FileId, ModDir)> = FxHashSet::default();
    let mut started: FxHashSet<FileId> = FxHashSet::default();
    let mut conditional = FxHashSet::default();
    while !wave.is_empty() {
        let new: Vec<FileId> = wave.iter().map(|v| v.file).filter(|file| started.insert(*file)).collect();
        let lowered: Vec<Lowered> = new.par_iter().map(|file| lower(ws, *file, macros.of(*file))).collect();
        for (file, lowered) in new.iter().zip(lowered) {
            out.files[file.0 as usize] = lowered.hir.map(Arc::new);
            out.problems.extend(lowered.problems);
            conditional.extend(lowered.conditional.iter().map(|item| (*file, *item)));
        }
        let mut next = Vec::new();
        for visit in wave {
            if seen.insert((visit.file, visit.dir.clone())) {
                children(ws, out, &conditional, &visit, &mut next);
            }
        }
        wave = next;
    }
    out.reached = out.files.iter().flatten().count();
    out.unreached = unreached(ws, &out.files);
}

/// The roots of libraries and of what is selected.
fn roots(ws: &Workspace) -> Vec<Visit> {
    let targets = ws.packages.iter().flat_map(|p| &p.targets);
    targets
        .filter(|t| t.kind == TargetKind::Lib || t.selected)
        .filter_map(|t| {
            Some(Visit { file: t.root, dir: ModDir::owner(&ws.files.get(t.root.0 as usize)?.path), conditional: false })
        })
        .collect()
}

fn lower(ws: &Workspace, file: FileId, macros: &MacroTable) -> Lowered {
    let problem = |kind, message: String| Problem { kind, path: rel(ws, file), at: None, message };
    let failed = |problem| Lowered { hir: None, conditional: FxHashSet::default(), problems: vec![problem] };
    let text = match ws.read(file) {
        Ok(text) => text,
        Err(error) => return failed(problem(ProblemKind::Incomplete, error.to_string())),
    };
    let Ok(mut hir) = catch_unwind(AssertUnwindSafe(|| lower_file_with(file, &text, macros, ws.tests))) else {
        let message = "lowering this file failed".to_owned();
        return failed(problem(ProblemKind::Internal, message));
    };
    let mut problems = std::mem::take(&mut hir.problems);
    for problem in &mut problems {
        problem.path = rel(ws, file);
    }
    Lowered { conditional: under_cfg(&hir, &text), hir: Some(hir), problems }
}

fn rel(ws: &Workspace, file: FileId) -> std::path::PathBuf {
    let source = ws.files.get(file.0 as usize);
    source.map_or_else(Default::default, |s| s.rel.clone().into())
}

/// What names files of its own (modules, `include!`) and a `cfg` governs, as far as the text around it tells.
fn under_cfg(hir: &FileHir, text: &str) -> FxHashSet<ItemId> {
    let own_file = |item: &Item| match &item.kind {
        ItemKind::Mod(module) => module.inline.is_none(),
        kind => matches!(kind, ItemKind::Include(_)),
    };
    let mods = hir.items.iter().filter(|(_, item)| own_file(item));
    let container = text.contains("cfg_if!") || text.contains("cfg_select!");
    let has_cfg = |span: Span| {
        let text = text.get(span.start as usize..span.end as usize);
        text.is_none_or(|text| text.contains("cfg"))
    };
    mods.filter(|(_, item)| container || has_cfg(item.span)).map(|(id, _)| id).collect()
}

/// Finds the files of the modules that a file declares.
fn children(
    ws: &Workspace,
    out: &mut Loaded,
    conditional: &FxHashSet<(FileId, ItemId)>,
    visit: &Visit,
    next: &mut Vec<Visit>,
) {
    let Some(hir) = out.files[visit.file.0 as usize].clone() else {
        return;
    };
    let mut todo = vec![(visit.dir.clone(), hir.root.as_slice())];
    while let Some((dir, items)) = todo.pop() {
        for id in items {
            let item = &hir.items[*id];
            let conditional = visit.conditional || conditional.contains(&(visit.file, *id));
            let module = match &item.kind {
                ItemKind::Mod(module) => module,
                ItemKind::Include(path) => {
                    match included(ws, visit.file, path) {
                        Some((file, dir)) => next.push(Visit { file, dir, conditional }),
                        None => out.problems.push(missing(ws, visit.file, item, conditional)),
                    }
                    continue;
                }
                _ => continue,
            };
            let path_attr = module.path_attr.as_deref();
            if let Some(inner) = &module.inline {
                todo.push((dir.inline(item.name.as_str(), path_attr), inner));
                continue;
            }
            match dir.file(ws, item.name.as_str(), path_attr) {
                Some((file, dir)) => next.push(Visit { file, dir, conditional }),
                None => out.problems.push(missing(ws, visit.file, item, conditional)),
            }
        }
    }
}

fn missing(ws: &Workspace, file: FileId, item: &Item, conditional: bool) -> Problem {
    let kind = if conditional || item.attrs.test_only { ProblemKind::Warning } else { ProblemKind::Incomplete };
    let (start, what) = match &item.kind {
        ItemKind::Include(path) => (item.span.start, format!("`include!({path:?})`")),
        _ => (item.name_span.start, format!("module `{}`", item.name)),
    };
    let at = ws.read(file).ok().map(|text| {
        let at = crate::base::LineIndex::new(&text).line_col(&text, start);
        (at.line, at.col)
    });
    Problem { kind, path: rel(ws, file), at, message: format!("no file was found for {what}") }
}

/// Files under the `src` folder of a selected package that are no target's root and that no target leads to.
fn unreached(ws: &Workspace, files: &[Option<Arc<FileHir>>]) -> usize {
    let targets = ws.packages.iter().flat_map(|p| &p.targets);
    let roots: FxHashSet<FileId> = targets.map(|t| t.root).collect();
    let selected = ws.packages.iter().filter(|p| p.selected);
    let folders: Vec<_> = selected.map(|p| p.dir.join("src")).collect();
    let all = ws.files.iter().zip(files).zip(0..);
    all.filter(|((_, hir), id)| hir.is_none() && !roots.contains(&FileId(*id)))
        .filter(|((source, _), _)| folders.iter().any(|dir| source.path.starts_with(dir)))
        .count()
}
