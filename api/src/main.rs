//! `downbeat-api`: webhooks, sockets and pages.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
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
    /// Ask the running process whether it is ready.
    Healthcheck,
}

fn main() -> ExitCode {
    let Arguments { check_config, command } = Arguments::parse();
    let config = Config::load_or_exit();
    if check_config {
        return process::show(&config);
    }
    match command {
        Some(Command::Healthcheck) => process::healthcheck(config.api.bind),
        None => process::run(&config, |shutdown| downbeat_api::run(&config, shutdown)),
    }
}
