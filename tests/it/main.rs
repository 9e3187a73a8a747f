//! Integration tests.

mod models;
mod rules;
