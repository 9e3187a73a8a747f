//! Writes to the terminal, to pipes and to files. A reader that went away is no error.

use std::io::{ErrorKind, Write};

use super::CliError;

/// Prints a text to standard output.
pub(super) fn print(text: &str) -> Result<(), CliError> {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Err(e) if e.kind() != ErrorKind::BrokenPipe => Err(CliError(format!("cannot write to standard output: {e}"))),
        _ => Ok(()),
    }
}

/// Says something on standard error, where nobody may be listening.
pub(super) fn say(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}
