//! leaklint: finds resource leaks in async Rust HTTP services.

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
