//! Integration tests.

mod cli;
mod config;
mod discover;
mod link;
mod models;
mod report;
mod rules;
mod suppress;
mod ui;

mod hir;
