//! The program `cargo-leaklint`, which cargo runs as `cargo leaklint`.

use std::process::ExitCode;

fn main() -> ExitCode {
    leaklint::cli::run(std::env::args_os())
}
