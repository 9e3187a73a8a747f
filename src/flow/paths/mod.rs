//! Follows one response along every path of the code: where it is made, how its status is asked for, who takes it
//! over, and how it ends: read, handed on, or dropped unread.
//!
//! A structured interpreter over the expressions of a body. It follows one value at a time (the *token*), keeps the
//! alternatives apart, and enters the workspace's own functions through summaries that are kept. What it does not
//! understand counts as handled. Must not judge what it finds.

mod apply;
mod block;
mod call;
mod carriers;
mod chain;
mod cond;
mod control;
mod convert;
mod given;
mod interp;
mod kept;
mod library;
mod makers;
mod pat;
mod place;
mod request;
mod status;
mod summary;
mod value;

pub use given::Taker;
pub use request::Memo as RequestMemo;
pub use status::Classes;
pub use summary::{Made, Memo};
pub use value::{Fate, How, Loss, Outcome, Slot, Val};
