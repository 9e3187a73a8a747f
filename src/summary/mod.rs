//! What a function does, seen from its callers. Computed where it is asked for, and kept.
//! Must not know a rule's verdict or wording.

mod blocking;
mod calls;
mod held;
mod memory;
mod outside;
mod polled;
mod server;
mod wait;
mod waits;

pub use wait::{FnWaits, Given, Wait};
pub use waits::{Ask, ClientBound, ClientBounds, Waits, param_index, row_arg};
