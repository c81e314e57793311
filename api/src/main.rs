//! `downbeat-api`: webhooks, sockets and pages.

use std::{io::Write, process::ExitCode};

use clap::{Parser, Subcommand};
use downbeat_api::openapi;
use downbeat_boot::{Config, process};

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
    /// Print the OpenAPI document.
    Openapi,
    /// Ask the running process whether it is ready.
    Healthcheck,
}

fn main() -> ExitCode {
    let Arguments { check_config, command } = Arguments::parse();
    // Needs no installation, and so no settings.
    if matches!(command, Some(Command::Openapi)) {
        let written = std::io::stdout().write_all(openapi::document().as_bytes());
        return if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let config = Config::load_or_exit();
    if check_config {
        return process::show(&config);
    }
    match command {
        Some(Command::Healthcheck | Command::Openapi) => process::healthcheck(config.api.bind),
        None => process::run(&config, |shutdown| downbeat_api::run(&config, shutdown)),
    }
}
