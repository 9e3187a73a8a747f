//! leaklint finds resource leaks in async Rust HTTP services before they become an out-of-memory kill.
//!
//! # ARCHITECTURE
//!
//! ```text
//! argv ─► cli ─► config
//!           │
//!   discover   manifests, lock file, files ─► Workspace      all input IO ends here; cargo and rustc are never started
//!           │
//!   syntax, lower   text ─► syn tree ─► FileHir              per file, in parallel; syn never leaves these two
//!           │
//!   link      names, modules, imports, impls ─► Program      libraries are declared by models and linked the same way
//!           │
//!   infer     types of bodies, where they are asked for      unification over declarations
//!           │
//!   flow      callers, load context, where values go         questions with kept answers
//!   summary   what a function does, seen from its callers
//!           │
//!   check     one file a rule ─► typed Findings, no wording
//!           │
//!   suppress  levels, allow comments, confidence             the only filter, and it counts what it hides
//!           │
//!   report    human, short, JSON, SARIF
//! ```
//!
//! Dependencies point down that flow only; `tests/it/layers.rs` holds it.
//!
//! Where this differs from a classical design, and why:
//! - Libraries are known by *declarations*: Rust code without bodies, in `rules/models/*.toml`. They are lowered, linked and
//!   inferred like the workspace's own code, so there is one mechanism for names and types, not two.
//! - Nothing is computed for a body that no question reaches: a check starts at the bodies that mention a name with a
//!   role (`hir::Body::mentions`), and asks outwards from there. There is no bottom-up pass over the whole call graph.
//! - Values are followed by types, without the order of statements (`flow::trace`), except for responses, which are
//!   followed path by path (`flow::paths`).
//!
//! # Dependencies
//!
//! | crate | for |
//! |---|---|
//! | syn, quote, proc-macro2 | parsing Rust, in `syntax` and `lower` only |
//! | rayon | files and bodies in parallel |
//! | walkdir, ignore, globset | finding files as git and cargo would |
//! | cargo-lock, semver | lock files and versions without cargo (manifests are read as TOML: a strict reader refuses real ones) |
//! | toml, serde, serde_json | models, rules, configuration, reports |
//! | clap | the command line |
//! | codespan-reporting | findings for people |
//! | indicatif | progress on a terminal |
//! | percent-encoding, sha2 | SARIF's URIs, fingerprints |
//! | indexmap, rustc-hash | tables in a fixed order, fast tables |
//! | anyhow, thiserror | errors |

pub mod base;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod discover;
pub mod driver;
pub mod flow;
pub mod hir;
pub mod infer;
pub mod link;
pub mod lower;
pub mod model;
pub mod report;
pub mod rules;
pub mod summary;
pub mod suppress;
pub mod syntax;
