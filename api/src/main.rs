//! `downbeat-api`: webhooks, sockets and pages.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use downbeat_boot::{health, settings::Config, shutdown::Shutdown, telemetry};

#[derive(Parser)]
#[command(name = "downbeat-api", version, about = "Downbeat's doors: webhooks, sockets, pages")]
struct Arguments {
    /// Print the effective settings, secrets masked, and stop.
    #[arg(long)]
    check_config: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Ask the running process whether it is ready.
    Healthcheck,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let config = match Config::load() {
        Ok(config) => config,
        Err(problems) => return telemetry::refuse_settings(&problems),
    };
    if arguments.check_config {
        return telemetry::show(&config.masked());
    }
    if let Some(Command::Healthcheck) = arguments.command {
        return health::ask(&config.api.bind.to_string());
    }
    telemetry::run("downbeat-api", &config.clone(), async move {
        telemetry::serve_metrics(config.metrics.bind)?;
        downbeat_api::run(config, Shutdown::on_signals()).await
    })
}
