//! A sign of life on a terminal, once work takes longer than a second. Must not be started where a pipe listens.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// Shows that work goes on until it is dropped.
pub(super) struct Progress {
    thread: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Starts waiting; shows nothing where `on` is false.
    pub fn start(on: bool, message: String) -> Self {
        let run = || {
            let (done, wait) = channel();
            let thread = std::thread::Builder::new().spawn(move || {
                if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                    let bar = spinner(message);
                    let _ = wait.recv();
                    bar.finish_and_clear();
                }
            });
            Some((done, thread.ok()?))
        };
        Self { thread: on.then(run).flatten() }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some((done, thread)) = self.thread.take() {
            drop(done);
            let _ = thread.join();
        }
    }
}

fn spinner(message: String) -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.set_message(message);
    bar.enable_steady_tick(TICK);
    bar
}
