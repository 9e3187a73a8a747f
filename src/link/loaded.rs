//! What the linker starts from: lowered files.

use std::collections::BTreeMap;
use std::sync::Arc;

use semver::VersionReq;

use crate::base::{FileId, Problem};
use crate::hir::FileHir;
use crate::model::Need;

/// Lowered files and what is to be said of them.
#[derive(Debug, Default)]
pub struct Loaded {
    /// By id; the declarations of models follow the files of the workspace.
    pub files: Vec<Option<Arc<FileHir>>>,
    /// Files of the workspace that were lowered.
    pub reached: usize,
    /// Files under the `src` folder of a selected package that no target leads to.
    pub unreached: usize,
    /// The models that the workspace's dependencies and their models name, by package.
    pub models: BTreeMap<String, LoadedModel>,
    pub problems: Vec<Problem>,
}

/// The declarations of one package.
#[derive(Debug, Default, Clone)]
pub struct LoadedModel {
    /// With the versions that they hold for.
    pub parts: Vec<(Option<VersionReq>, FileId)>,
    /// The packages with a model that the declarations name.
    pub uses: Vec<String>,
    /// The versions that it needs of some of them.
    pub needs: Vec<Need>,
}
