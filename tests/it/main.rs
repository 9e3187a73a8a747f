//! Integration tests.

mod cli;
mod config;
mod discover;
mod layers;
mod link;
mod models;
mod proof;
mod readme;
mod report;
mod rules;
mod suppress;
mod ui;

mod hir;
