//! A crate whose items stand in a file that it includes.
include!("parts/inner.rs");

pub mod named {
    include!("parts/named.rs");
}
