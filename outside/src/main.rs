//! `downbeat-mail-sim`: catches the mails of a demo or of tests.

use std::{net::SocketAddr, process::ExitCode};

use clap::Parser;
use downbeat_boot::{
    Shutdown,
    settings::{Log, LogFormat},
    telemetry,
};
use downbeat_outside::mail::sim::{Options, run};

#[derive(Parser)]
#[command(name = "downbeat-mail-sim", version, about = "A mail server that keeps all it is given")]
struct Arguments {
    /// Where mails are brought to, by SMTP.
    #[arg(long, default_value = "127.0.0.1:0")]
    smtp: SocketAddr,
    /// Where they are shown, by HTTP.
    #[arg(long, default_value = "127.0.0.1:0")]
    bind: SocketAddr,
}

fn main() -> ExitCode {
    let Arguments { smtp, bind } = Arguments::parse();
    match catch(Options { smtp, http: bind }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn catch(options: Options) -> anyhow::Result<()> {
    telemetry::init_logs(&Log { format: LogFormat::Pretty, level: "info".into() })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async { run(options, Shutdown::on_signals()?).await })
}
