//! `downbeat-twitch-sim`: a Twitch for the demo and the tests.

use std::{io::Write, net::SocketAddr, process::ExitCode};

use anyhow::Context as _;
use clap::Parser;
use downbeat_boot::{
    Shutdown,
    settings::{Log, LogFormat},
    telemetry,
};
use downbeat_twitch::sim::{self, Application, ExtensionOptions, Options};

/// That application's secret, or the file that has it.
#[derive(clap::Args)]
#[group(required = true, multiple = false)]
struct ClientSecret {
    #[arg(long)]
    client_secret: Option<String>,
    #[arg(long)]
    client_secret_file: Option<std::path::PathBuf>,
}

/// An extension of the application's owner, if there is one.
#[derive(clap::Args)]
struct ExtensionArguments {
    #[arg(long, requires_all = ["extension_secret", "extension_owner", "ebs"])]
    extension_client_id: Option<String>,
    /// In base64, the newest first.
    #[arg(long)]
    extension_secret: Vec<String>,
    /// The account that owns it, decimal.
    #[arg(long, value_parser = decimal)]
    extension_owner: Option<String>,
    /// Where its server is, as the Configuration Service says.
    #[arg(long)]
    ebs: Option<String>,
    /// The folder of its built views.
    #[arg(long)]
    views: Option<std::path::PathBuf>,
    /// Viewers play the extension's game.
    #[arg(long)]
    players: bool,
}

impl ExtensionArguments {
    fn options(self) -> Option<ExtensionOptions> {
        let Self { extension_client_id, extension_secret, extension_owner, ebs, views, players } =
            self;
        Some(ExtensionOptions {
            client_id: extension_client_id?,
            secrets: extension_secret,
            owner_id: extension_owner?,
            ebs: ebs?,
            views,
            plays: players,
        })
    }
}

#[derive(Parser)]
#[command(name = "downbeat-twitch-sim", version, about = "A simulated Twitch whose chat argues")]
struct Arguments {
    /// Where it listens.
    #[arg(long, default_value = "127.0.0.1:0")]
    bind: SocketAddr,
    /// The application that may ask.
    #[arg(long, default_value = "downbeat")]
    client_id: String,
    #[command(flatten)]
    secret: ClientSecret,
    /// Calls of Helix that the application may make in a minute.
    #[arg(long, default_value_t = 800)]
    calls_a_minute: u32,
    /// The id of the channel, decimal.
    #[arg(long, value_parser = decimal)]
    broadcaster: String,
    /// The name of the channel.
    #[arg(long, default_value = "streamer")]
    login: String,
    /// The id of the bot that reads along, decimal.
    #[arg(long, value_parser = decimal, default_value = sim::BOT)]
    bot: String,
    /// Be still until told otherwise.
    #[arg(long)]
    no_chat: bool,
    /// Lines of chat a second, on average.
    #[arg(long, default_value_t = 12.0)]
    rate: f64,
    #[command(flatten)]
    extension: ExtensionArguments,
    /// The same seed makes the same chat.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    let Arguments {
        bind,
        client_id,
        secret,
        calls_a_minute,
        broadcaster,
        login,
        bot,
        no_chat,
        rate,
        extension,
        seed,
    } = Arguments::parse();
    let secret = match secret.read() {
        Ok(secret) => secret,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error:#}");
            return ExitCode::FAILURE;
        }
    };
    let application = Application { id: client_id, secret };
    let chats = !no_chat;
    let extension = extension.options();
    let options = Options {
        bind,
        application,
        calls_a_minute,
        broadcaster,
        login,
        bot,
        chats,
        rate,
        seed,
        extension,
    };
    match simulate(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

impl ClientSecret {
    fn read(self) -> anyhow::Result<String> {
        let Self { client_secret, client_secret_file } = self;
        match client_secret_file {
            Some(path) => {
                let text = std::fs::read_to_string(&path);
                let text = text.with_context(|| format!("reading {}", path.display()))?;
                Ok(text.trim().to_owned())
            }
            None => client_secret.context("no client secret"),
        }
    }
}

fn simulate(options: Options) -> anyhow::Result<()> {
    telemetry::init_logs(&Log { format: LogFormat::Pretty, level: "info".into() })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async { sim::run(options, Shutdown::on_signals()?).await })
}

fn decimal(text: &str) -> Result<String, &'static str> {
    let is_decimal = (1..=20).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    if is_decimal { Ok(text.to_owned()) } else { Err("1 to 20 decimal digits") }
}
