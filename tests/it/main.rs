//! Integration tests.

mod discover;
mod models;
mod rules;

mod hir;
