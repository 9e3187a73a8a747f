//! Integration tests.

mod config;
mod discover;
mod models;
mod report;
mod rules;

mod hir;
