//! The life of a service's process, from its settings to its exit code.

use std::future::Future;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use crate::settings::EXIT_CODE;
use crate::{Config, Shutdown, health, stop_limit, telemetry};

/// What blocks a thread when the work is over gets so long.
const BLOCKED_MAX: Duration = Duration::from_secs(1);

/// Sets up logs, metrics and signals, and does the work, which has
/// `stop_limit` to end once it is asked to. Exit code 0 means that the work
/// ended as wanted; 1, that it failed or did not end; 2, wrong settings.
pub fn run<F>(config: &Config, stop_limit: Duration, work: impl FnOnce(Shutdown) -> F) -> ExitCode
where
    F: Future<Output = anyhow::Result<()>>,
{
    if let Err(error) = telemetry::init_logs(&config.log) {
        say(&format!("log.level: {error}\n"));
        return ExitCode::from(u8::try_from(EXIT_CODE).unwrap_or(2));
    }
    let serve = async {
        let shutdown = Shutdown::on_signals()?;
        stop_limit::watch(&shutdown, stop_limit)?;
        telemetry::serve_metrics(config.metrics.bind)?;
        work(shutdown).await
    };
    let served = runtime().and_then(|runtime| {
        let served = runtime.block_on(serve);
        runtime.shutdown_timeout(BLOCKED_MAX);
        served
    });
    finish(served.map(|()| ExitCode::SUCCESS))
}

/// Does one piece of work and ends; nobody scrapes it.
pub fn run_once<F>(config: &Config, work: F) -> ExitCode
where
    F: Future<Output = anyhow::Result<()>>,
{
    run_to_code(config, async { work.await.map(|()| ExitCode::SUCCESS) })
}

/// The same for work that says itself how it ended.
pub fn run_to_code<F>(config: &Config, work: F) -> ExitCode
where
    F: Future<Output = anyhow::Result<ExitCode>>,
{
    if let Err(error) = telemetry::init_logs(&config.log) {
        say(&format!("log.level: {error}\n"));
        return ExitCode::from(u8::try_from(EXIT_CODE).unwrap_or(2));
    }
    finish(runtime().and_then(|runtime| runtime.block_on(work)))
}

/// `--check-config`: the effective settings, secrets masked.
pub fn show(config: &Config) -> ExitCode {
    match std::io::stdout().write_all(config.masked().as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// `healthcheck`: whether the running process is ready.
pub fn healthcheck(bind: std::net::SocketAddr) -> ExitCode {
    match health::ask(bind) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            say(&format!("{bind} is not ready\n"));
            ExitCode::FAILURE
        }
        Err(error) => {
            say(&format!("{bind} does not answer: {error}\n"));
            ExitCode::FAILURE
        }
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

fn finish(outcome: anyhow::Result<ExitCode>) -> ExitCode {
    match outcome {
        Ok(code) => code,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    // Nothing is left to do when standard error is closed.
    let _ = std::io::stderr().write_all(line.as_bytes());
}
