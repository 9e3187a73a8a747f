//! The `macro_rules!` that the files of each package can call: those of its other files, and the exported ones of the
//! workspace's packages that it depends on. Must not expand them.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::FileId;
use crate::discover::{Package, TargetKind, Workspace};
use crate::lower::{MacroTable, collect_macros};

/// A table for each package, in their order.
pub(super) struct PackageMacros {
    tables: Vec<MacroTable>,
    /// The package of each file.
    packages: Vec<Option<usize>>,
    /// For files of no package.
    none: MacroTable,
}

impl PackageMacros {
    pub(super) fn collect(ws: &Workspace) -> Self {
        let packages = packages(ws);
        let files: Vec<_> = (0..).map(FileId).zip(&packages).filter_map(|(file, p)| Some((file, (*p)?))).collect();
        let read = |file| ws.read(file).map_or_else(|_| MacroTable::default(), |text| collect_macros(&text));
        let found: Vec<_> = files.into_par_iter().map(|(file, package)| (package, read(file))).collect();
        let mut own = vec![MacroTable::default(); ws.packages.len()];
        for (package, macros) in found {
            own[package].add(macros);
        }
        let tables = ws.packages.iter().zip(&own).map(|(package, macros)| with_packages(ws, package, macros, &own));
        Self { tables: tables.collect(), packages, none: MacroTable::default() }
    }

    /// The macros that a file can call.
    pub(super) fn of(&self, file: FileId) -> &MacroTable {
        let package = self.packages.get(file.0 as usize).copied().flatten();
        package.and_then(|index| self.tables.get(index)).unwrap_or(&self.none)
    }
}

/// Adds the macros of a package's library, for its other targets, and of its dependencies in the workspace.
fn with_packages(ws: &Workspace, package: &Package, macros: &MacroTable, own: &[MacroTable]) -> MacroTable {
    let mut table = macros.clone();
    let lib = package.targets.iter().find(|t| t.kind == TargetKind::Lib);
    if let Some(lib) = lib {
        table.add_package(lib.name, macros);
    }
    for dep in &package.deps {
        let of_path = |p: &Package| dep.path.as_ref().is_some_and(|path| *path == p.dir);
        if let Some(index) = ws.packages.iter().position(of_path) {
            table.add_package(dep.name, &own[index]);
        }
    }
    table
}

/// The innermost package whose folder each file is in.
fn packages(ws: &Workspace) -> Vec<Option<usize>> {
    let folders: FxHashMap<&Path, usize> = ws.packages.iter().zip(0..).map(|(p, id)| (p.dir.as_path(), id)).collect();
    let package = |path: &Path| path.ancestors().find_map(|dir| folders.get(dir).copied());
    ws.files.iter().map(|file| package(&file.path)).collect()
}
