//! What is known of libraries, read from `rules/models/*.toml` and from the user's configuration.
//!
//! A model has two halves. *Declarations* are Rust code without bodies: types, methods, traits, re-exports;
//! `link` reads them like the workspace's own crates, so names and types of libraries need no second mechanism.
//! *Rows* say what an item of the declarations does: its role for the rules.
//! Must not know what the rules make of a role.

mod embedded;
mod load;
mod role;
mod version;

pub use load::{load, parse};
pub use role::Role;
pub use version::{applies, newest};

use std::collections::BTreeMap;
use std::path::PathBuf;

use semver::VersionReq;
use serde::Deserialize;

/// One file of models: one crate.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ModelFile {
    /// The package's name.
    #[serde(rename = "crate")]
    pub krate: String,
    /// Declarations; those whose versions match are put together in order.
    #[serde(default)]
    pub decls: Vec<Decls>,
    #[serde(default)]
    pub api: Vec<Row>,
    /// Which versions of other packages it needs: what holds where there is no lock file.
    #[serde(default)]
    pub needs: Vec<Need>,
}

/// A package that a crate needs in certain versions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    pub package: String,
    pub req: VersionReq,
    /// Absent: every version of the crate.
    pub versions: Option<VersionReq>,
}

/// Rust declarations of a crate. An item with `#[versions("…")]` is there only in these versions.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decls {
    /// Absent: every version.
    pub versions: Option<VersionReq>,
    pub code: String,
    /// Where the code stands, for messages.
    #[serde(skip)]
    pub origin: Origin,
}

/// Where declarations stand.
#[derive(Debug, Clone, Default)]
pub struct Origin {
    pub path: PathBuf,
    /// How many lines come before the first one.
    pub lines: u32,
}

/// What one item does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Row {
    /// Canonical path in the declarations, several where they are alike: `reqwest::Client::new`,
    /// `reqwest::Response` for a type, `axum::body::Body::from` …
    pub path: OneOrMany,
    pub role: Role,
    /// Absent: every version.
    pub versions: Option<VersionReq>,
    /// Which value the role is about: `self`, an argument's number from 0 (without `self`), or `return`.
    pub arg: Option<Access>,
    /// The argument that holds the limit, the capacity, the duration.
    pub limit: Option<usize>,
    /// A value that decides, in bytes or messages: a default limit, a threshold.
    pub value: Option<u64>,
    /// A refinement of the role, as the role's documentation lists them.
    pub kind: Option<String>,
    /// Things that belong together: a limit and the reads that it governs.
    pub group: Option<String>,
    /// Where this was read: crate, version, file and line.
    pub source: Option<String>,
}

/// Which value of a call a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Access {
    Arg(usize),
    Named(AccessName),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccessName {
    #[serde(rename = "self")]
    Receiver,
    Return,
}

/// A path, or several.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(path) => std::slice::from_ref(path).iter(),
            Self::Many(paths) => paths.iter(),
        }
        .map(String::as_str)
    }
}

/// All model files by the package's name.
#[derive(Debug, Clone, Default)]
pub struct Models {
    pub files: BTreeMap<String, ModelFile>,
}
