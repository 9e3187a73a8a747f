//! Runs the phases one after the other. Must not know what a phase does.

mod load;

pub use load::load;
