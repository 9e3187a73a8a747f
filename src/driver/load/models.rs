//! Lowers the declarations of the models that a workspace needs: those of its dependencies, the standard
//! library's, and those that these name.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::{FileId, Problem, ProblemKind};
use crate::discover::Workspace;
use crate::hir::FileHir;
use crate::link::{Loaded, LoadedModel};
use crate::lower::lower_file;
use crate::model::{Decls, Models};

pub(super) fn load(ws: &Workspace, models: &Models, out: &mut Loaded) {
    out.models = needed(ws, models);
    let mut jobs: Vec<(FileId, &Decls)> = Vec::new();
    let mut next = u32::try_from(out.files.len()).unwrap_or(u32::MAX);
    for (package, loaded) in &mut out.models {
        let decls = models.files.get(package).map_or(&[][..], |m| &m.decls);
        for decls in decls {
            loaded.parts.push((decls.versions.clone(), FileId(next)));
            jobs.push((FileId(next), decls));
            next += 1;
        }
    }
    let lowered: Vec<_> = jobs.par_iter().map(|(id, d)| lower(*id, d)).collect();
    for (hir, problems) in lowered {
        out.files.push(hir.map(Arc::new));
        out.problems.extend(problems);
    }
}

fn lower(id: FileId, decls: &Decls) -> (Option<FileHir>, Vec<Problem>) {
    let lowered = catch_unwind(AssertUnwindSafe(|| lower_file(id, &decls.code)));
    let Ok(mut hir) = lowered else {
        let problem = Problem {
            kind: ProblemKind::Internal,
            path: decls.origin.path.clone(),
            at: None,
            message: "lowering these declarations failed".to_owned(),
        };
        return (None, vec![problem]);
    };
    let mut problems = std::mem::take(&mut hir.problems);
    for problem in &mut problems {
        problem.path.clone_from(&decls.origin.path);
        problem.at = problem.at.map(|(l, c)| (l + decls.origin.lines, c));
    }
    (Some(hir), problems)
}

/// The packages whose models are needed, with those that each names.
fn needed(ws: &Workspace, models: &Models) -> BTreeMap<String, LoadedModel> {
    let known: BTreeMap<String, &str> =
        models.files.keys().map(|package| (package.replace('-', "_"), package.as_str())).collect();
    let deps = ws.packages.iter().flat_map(|p| &p.deps);
    let mut todo: Vec<&str> = deps.map(|d| d.package.as_str()).chain(["std"]).collect();
    // What an unknown library may re-export.
    let unknown = ws.packages.iter().flat_map(|p| &p.deps).filter(|d| !models.files.contains_key(&d.package));
    todo.extend(unknown.flat_map(|d| ws.lock.deps_of(&d.package, d.version.as_ref())).map(|(name, _)| name));
    if ws.packages.iter().any(|p| p.loose) {
        todo.extend(known.values());
    }
    let mut out = BTreeMap::new();
    while let Some(package) = todo.pop() {
        let Some(model) = models.files.get(package) else {
            continue;
        };
        if out.contains_key(package) {
            continue;
        }
        let named: BTreeSet<&str> = model.decls.iter().flat_map(|d| named(&d.code)).collect();
        let uses: Vec<&str> = named.iter().filter_map(|n| known.get(*n).copied()).collect();
        todo.extend(&uses);
        let loaded = LoadedModel {
            parts: Vec::new(),
            uses: uses.into_iter().map(str::to_owned).collect(),
            needs: model.needs.clone(),
        };
        out.insert(package.to_owned(), loaded);
    }
    out
}

/// The names that may stand for a crate: those before `::` and those behind `use`.
fn named(code: &str) -> impl Iterator<Item = &str> {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut rest = code;
    let mut after_use = false;
    std::iter::from_fn(move || {
        loop {
            let start = rest.find(is_name)?;
            rest = rest.get(start..)?;
            let end = rest.find(|c| !is_name(c)).unwrap_or(rest.len());
            let (name, behind) = rest.split_at(end);
            rest = behind;
            let found = after_use || behind.trim_start().starts_with("::");
            after_use = name == "use";
            if found {
                return Some(name);
            }
        }
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_of_crates_stand_before_colons_or_behind_use() {
        let code = "pub use bytes; fn f(x: http::Body<hyper ::Incoming>) -> tokio {}";
        let found: Vec<_> = super::named(code).collect();
        assert_eq!(found, ["bytes", "http", "hyper"]);
    }
}
