//! `downbeat-api`: webhooks, sockets and pages.

use std::{io::Write, process::ExitCode};

use clap::{Parser, Subcommand};
use downbeat_api::{STOP_LIMIT, openapi, sockets};
use downbeat_boot::{Config, process};

/// A fifth of what votes cost was the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "downbeat-api", version, about = "Downbeat's app: webhooks, sockets, pages")]
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
    /// Print the JSON Schema of the sockets' messages.
    Sockets,
    /// Ask the running process whether it is ready.
    Healthcheck,
}

fn main() -> ExitCode {
    let Arguments { check_config, command } = Arguments::parse();
    // Needs no installation, and so no settings.
    let document = match command {
        Some(Command::Openapi) => Some(openapi::document()),
        Some(Command::Sockets) => Some(sockets::document()),
        Some(Command::Healthcheck) | None => None,
    };
    if let Some(document) = document {
        let written = std::io::stdout().write_all(document.as_bytes());
        return if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let config = Config::load_or_exit();
    if check_config {
        return process::show(&config);
    }
    match command {
        Some(_) => process::healthcheck(config.api.bind),
        None => process::run(&config, STOP_LIMIT, |shutdown| downbeat_api::run(&config, shutdown)),
    }
}
