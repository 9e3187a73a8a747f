//! Integration tests.

mod discover;
mod models;
mod rules;
