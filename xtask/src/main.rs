//! `cargo xtask`: see the library.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use downbeat_xtask::{bench, demo, extension, faults, fuzz, say, stop::Stop, test, tidy, upgrade};

#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", about = "Downbeat's scripts")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run all of Downbeat here, with a chat that argues, until stopped.
    Demo(demo::Arguments),
    /// Run every check, on private real servers.
    Test(test::Arguments),
    /// Break what may break, and then at random.
    Faults(faults::Arguments),
    /// Feed what reads foreign bytes with all kinds of them.
    Fuzz(fuzz::Arguments),
    /// Measure the released programs.
    Bench(bench::Arguments),
    /// Roll from an older release to this one, under load.
    Upgrade(upgrade::Arguments),
    /// Make the zip of the Twitch extension, which is uploaded there.
    Extension,
    /// Hold the tree to the rules of this repository.
    Tidy,
}

fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    let outcome = Stop::on_signals().map_err(anyhow::Error::from).and_then(|stop| match command {
        Command::Demo(arguments) => demo::run(&arguments, &stop),
        Command::Test(arguments) => test::run(&arguments, &stop),
        Command::Faults(arguments) => faults::run(&arguments, &stop),
        Command::Fuzz(arguments) => fuzz::run(&arguments, &stop),
        Command::Bench(arguments) => bench::run(&arguments, &stop),
        Command::Upgrade(arguments) => upgrade::run(&arguments, &stop),
        Command::Extension => extension::run(&stop),
        Command::Tidy => tidy::run(),
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::problem(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
