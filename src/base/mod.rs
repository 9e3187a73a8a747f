//! Small things that every phase uses: interned names, spans, files and problems.
//! Must not know Rust's syntax, Cargo, or any rule.

mod arena;
mod solve;
mod source;
mod sources;
mod sym;

pub use arena::{Arena, Id};
pub use solve::{Solved, Unsolved};
pub use source::{FileId, LineCol, LineIndex, Loc, Problem, ProblemKind, Span};
pub use sources::{Source, Sources};
pub use sym::Sym;
