//! renamed dependency behind a prelude
pub mod prelude;
mod client;
mod check;
pub use client::{Api, make, make_limited, start_builder};
pub use check::*;
pub mod types { pub use http_client as http; }
#[macro_export]
macro_rules! fire { ($c:expr, $u:expr) => { $c.get($u).send().await? }; }
#[macro_export]
macro_rules! ensure_ok { ($r:expr) => {{ let r = $r; if !r.status().is_success() { return Err(r.error_for_status().unwrap_err()); } r }}; }
