//! Integration tests.

mod cli;
mod config;
mod discover;
mod layers;
mod link;
mod models;
mod report;
mod rules;
mod suppress;
mod ui;

mod hir;
