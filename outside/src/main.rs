//! `downbeat-outside-sim`: catches the mails and the pushes of a demo or of tests.

use std::{io::Write as _, net::SocketAddr, process::ExitCode};

use clap::Parser;
use downbeat_boot::{
    Shutdown,
    settings::{Log, LogFormat},
    telemetry,
};
use downbeat_outside::{mail, push};

#[derive(Parser)]
#[command(
    name = "downbeat-outside-sim",
    version,
    about = "A mail server and a push service that keep all they are given"
)]
struct Arguments {
    /// Where mails are brought to, by SMTP.
    #[arg(long, default_value = "127.0.0.1:0")]
    smtp: SocketAddr,
    /// Where they are shown, by HTTP.
    #[arg(long, default_value = "127.0.0.1:0")]
    bind: SocketAddr,
    /// Where pushes are brought to, and shown.
    #[arg(long, default_value = "127.0.0.1:0")]
    push: SocketAddr,
}

fn main() -> ExitCode {
    match catch(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn catch(arguments: &Arguments) -> anyhow::Result<()> {
    telemetry::init_logs(&Log { format: LogFormat::Pretty, level: "info".into() })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async { run(arguments, Shutdown::on_signals()?).await })
}

/// Serves until it is to stop. Says on standard output where: the ports may have been
/// chosen by the system.
async fn run(arguments: &Arguments, shutdown: Shutdown) -> anyhow::Result<()> {
    let Arguments { smtp, bind: http, push } = *arguments;
    let mails = mail::sim::start(mail::sim::Options { smtp, http }, &shutdown).await?;
    let pushes = push::sim::start(push, &shutdown).await?;
    let (smtp, http, push) = (mails.smtp, mails.http, pushes.http);
    let mut out = std::io::stdout();
    writeln!(out, "mails are caught on smtp://{smtp} and shown on http://{http}")?;
    writeln!(out, "pushes are caught and shown on http://{push}")?;
    shutdown.requested().await;
    Ok(())
}
