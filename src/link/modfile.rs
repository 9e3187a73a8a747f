//! Which file a `mod name;` means. Must not read files: it asks for the names that discovery found.

use std::path::{Component, Path, PathBuf};

use crate::base::FileId;
use crate::discover::Workspace;

/// Where a module looks for the files of its child modules.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ModDir {
    /// `name.rs` and `name/mod.rs` are looked for here.
    children: PathBuf,
    /// What `#[path]` is relative to.
    base: PathBuf,
}

impl ModDir {
    /// Of a target's root, a `mod.rs`, or a file that `#[path]` names.
    #[must_use]
    pub fn owner(file: &Path) -> Self {
        let dir = file.parent().unwrap_or(Path::new("")).to_owned();
        Self { children: dir.clone(), base: dir }
    }

    /// Of a file `name.rs`: its children stand in the folder `name`.
    fn beside(file: &Path) -> Self {
        let base = file.parent().unwrap_or(Path::new("")).to_owned();
        let children = base.join(file.file_stem().unwrap_or_default());
        Self { children, base }
    }

    /// Of a module within braces.
    #[must_use]
    pub fn inline(&self, name: &str, path_attr: Option<&str>) -> Self {
        let dir = match path_attr {
            Some(path) => plain(&self.base.join(path)),
            None => self.children.join(name),
        };
        Self { children: dir.clone(), base: dir }
    }

    /// The file of the child `name`, and where that one looks for its own children.
    #[must_use]
    pub fn file(&self, ws: &Workspace, name: &str, path_attr: Option<&str>) -> Option<(FileId, Self)> {
        if let Some(path) = path_attr {
            let path = plain(&self.base.join(path));
            return Some((ws.file(&path)?, Self::owner(&path)));
        }
        let beside = self.children.join(format!("{name}.rs"));
        if let Some(file) = ws.file(&beside) {
            return Some((file, Self::beside(&beside)));
        }
        let owner = self.children.join(name).join("mod.rs");
        Some((ws.file(&owner)?, Self::owner(&owner)))
    }
}

/// The file that `include!("path")` in another file means, and where the modules in it look for theirs.
#[must_use]
pub fn included(ws: &Workspace, from: FileId, path: &str) -> Option<(FileId, ModDir)> {
    let from = &ws.files.get(from.0 as usize)?.path;
    let path = plain(&from.parent()?.join(path));
    Some((ws.file(&path)?, ModDir::owner(&path)))
}

/// Without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}
