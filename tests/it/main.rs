//! Integration tests.

mod config;
mod discover;
mod models;
mod rules;

mod hir;
