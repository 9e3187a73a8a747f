//! Integration tests.
#![allow(
    clippy::pedantic,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on fails there, and its form is free"
)]

mod cli;
mod config;
mod discover;
mod layers;
mod link;
mod models;
mod proof;
mod readme;
mod report;
mod robust;
mod rules;
mod summary;
mod suppress;
mod ui;

mod hir;

/// The linter's own models, read once.
pub fn own_models() -> &'static leaklint::model::Models {
    static MODELS: std::sync::LazyLock<leaklint::model::Models> = std::sync::LazyLock::new(|| {
        let (models, broken) = leaklint::model::load(Vec::new());
        assert_eq!(broken, []);
        models
    });
    &MODELS
}
