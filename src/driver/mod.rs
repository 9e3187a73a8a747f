//! Runs the phases one after the other. Must not know what a phase does.

mod analyse;
mod load;

pub use analyse::{Analysis, Settings, analyse};
pub use load::load;
