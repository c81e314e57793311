//! A worker that knows these kinds: this test binary, started as a worker.

use std::process::ExitCode;

use downbeat_boot::{Config, process};

/// A process of its own, whose settings are a worker's. Run by itself it has
/// none, and does nothing.
#[test]
#[ignore = "the worker of these tests, which start it"]
fn a_worker() {
    super::know();
    let Ok(config) = Config::load() else { return };
    let code = process::run(&config, downbeat_worker::STOP_LIMIT, |shutdown| {
        downbeat_worker::run(&config, shutdown)
    });
    assert!(code == ExitCode::SUCCESS);
}
