//! `downbeat-twitch-sim`: a Twitch for the demo and the tests.

use std::{net::SocketAddr, process::ExitCode};

use clap::Parser;
use downbeat_boot::{
    Shutdown,
    settings::{Log, LogFormat},
    telemetry,
};
use downbeat_twitch::sim::{self, Options};

#[derive(Parser)]
#[command(name = "downbeat-twitch-sim", version, about = "A simulated Twitch whose chat argues")]
struct Arguments {
    /// Where its control port listens.
    #[arg(long, default_value = "127.0.0.1:0")]
    bind: SocketAddr,
    /// The webhook that it calls.
    #[arg(long)]
    api_webhook: String,
    /// The secret of the subscription.
    #[arg(long)]
    secret: String,
    /// The id of the channel, decimal.
    #[arg(long, value_parser = decimal)]
    broadcaster: String,
    /// The id of the bot that reads along, decimal.
    #[arg(long, value_parser = decimal, default_value = sim::BOT)]
    bot: String,
    /// Be still until told otherwise.
    #[arg(long)]
    no_chat: bool,
    /// Lines of chat a second, on average.
    #[arg(long, default_value_t = 12.0)]
    rate: f64,
    /// The same seed makes the same chat.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> ExitCode {
    let Arguments { bind, api_webhook, secret, broadcaster, bot, no_chat, rate, seed } =
        Arguments::parse();
    let webhook = api_webhook;
    let options = Options { bind, webhook, secret, broadcaster, bot, chats: !no_chat, rate, seed };
    match simulate(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
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
