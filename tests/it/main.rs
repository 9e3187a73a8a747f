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
