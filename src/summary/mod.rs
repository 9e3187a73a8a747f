//! What a function does, seen from its callers. Computed where it is asked for, and kept.
//! Must not know a rule's verdict or wording.

mod outside;
mod wait;
mod waits;

pub use wait::{FnWaits, Wait};
pub use waits::{Ask, Waits, param_index, row_arg};
