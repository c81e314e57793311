//! The load generator behind `cargo xtask bench`.
//!
//! It runs against an installation that is already up, told by a ready file,
//! and prints one line for each figure. Load is open loop where a latency is
//! measured: send times are fixed beforehand, so a server that is late is seen
//! to be late. CPU times come from `/proc`, those of Redis from `INFO`.

mod api;
mod archive;
mod beat;
mod browser;
mod channel;
mod chat;
mod circle;
mod door;
mod drain;
mod entries;
mod fanout;
mod gaps;
mod idle;
mod installation;
mod jobs;
mod journal;
mod lists;
mod machine;
mod mission;
mod mission_crowd;
mod outage;
mod overlay;
mod process;
mod reconnect;
mod recovery;
mod report;
mod rolling;
mod room;
mod screens;
mod spent;
mod takeover;
mod talkers;
mod timer;
mod timer_ends;
mod viewers;
mod webhook;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use installation::Installation;

#[derive(Parser)]
#[command(name = "downbeat-bench", about = "Measures a running Downbeat")]
struct Arguments {
    /// The ready file of the installation.
    #[arg(long)]
    ready_file: Option<PathBuf>,
    /// A file to which each figure is added, as JSON a line.
    #[arg(long)]
    figures: Option<PathBuf>,
    /// Fewer and shorter runs.
    #[arg(long)]
    brief: bool,
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Subcommand)]
enum Bench {
    /// What a dashboard asks, at 500 requests/s.
    Api,
    /// Signed webhook to counted vote: throughput, and latency at 5,000/s.
    Webhook {
        /// Bun's executable.
        #[arg(long)]
        bun: PathBuf,
        /// The peer's program.
        #[arg(long)]
        peer: PathBuf,
    },
    /// Only checks signatures: what the webhook's latency is compared with.
    Door {
        #[arg(long)]
        bind: String,
        #[arg(long)]
        secret: String,
    },
    /// Vote to overlay at 5,000 votes/s and 1,000 overlays.
    Overlay,
    /// CPU a delivery, beside uWebSockets as built into Bun.
    Fanout {
        /// Bun's executable.
        #[arg(long)]
        bun: PathBuf,
        /// The peer's program.
        #[arg(long)]
        peer: PathBuf,
    },
    /// Frames of an API with sockets on all shards, 2 ms from live Redis.
    Gaps,
    /// Lateness and work of the beat, and what a dirty session costs Redis.
    Beat,
    /// Signals and durable jobs: rates, pick-up, what they cost.
    Jobs,
    /// Drafts as they are typed, and a search through a journal.
    Journal,
    /// The console's lists with 1,000,000 jobs.
    Lists,
    /// Events to Postgres: rate, and lag at 5,000/s.
    Drain,
    /// Timers: read, command, screen, cost, and ends on time.
    Timer,
    /// One entry of a list of 500: its cost, and what sockets are sent.
    Entries,
    /// Postgres away under 200 commands a second.
    Outage {
        #[arg(long, default_value_t = 5)]
        minutes: u64,
    },
    /// 5,000 sockets whose API goes.
    Reconnect,
    /// Live Redis emptied under running timers.
    Recovery {
        #[arg(long, default_value_t = 100_000)]
        sessions: usize,
    },
    /// Missions that are out: lateness, cost, memory, recovery.
    Mission {
        #[arg(long, default_value_t = 10_000)]
        missions: usize,
    },
    /// Two hundred lines a second in one channel.
    Channel,
    /// A month of mission logs becomes a file, and comes back.
    Archive {
        #[arg(long, default_value_t = 10_000_000)]
        rows: u64,
    },
    /// Rooms: commands, lines, signals, reports, newcomers.
    Room,
    /// Circles: pages, a random day, a message to many sockets; and the journal.
    Circle,
    /// Load until the input ends, then the count: for `cargo xtask upgrade`.
    Rolling,
    /// From the death of an owner to others' beats.
    Takeover {
        #[arg(long, default_value_t = 20)]
        kills: usize,
    },
    /// What 100,000 hot sessions cost that nobody watches.
    Idle {
        #[arg(long, default_value_t = 60)]
        seconds: u64,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report::failed(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(Arguments { ready_file, figures, brief, bench }: Arguments) -> anyhow::Result<()> {
    if let Bench::Door { bind, secret } = &bench {
        return door::serve(bind, secret);
    }
    let ready_file = ready_file.context("which installation? --ready-file says it")?;
    if let Some(figures) = figures {
        report::keep(&figures)?;
    }
    machine::report();
    // It has one core: a second thread would only take turns with the first.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let installation = Installation::open(&ready_file, brief).await?;
        match bench {
            Bench::Api => api::run(&installation).await,
            Bench::Webhook { bun, peer } => webhook::run(&installation, &bun, &peer).await,
            // It needs no installation.
            Bench::Door { .. } => Ok(()),
            Bench::Overlay => overlay::run(&installation).await,
            Bench::Fanout { bun, peer } => fanout::run(&installation, &bun, &peer).await,
            Bench::Gaps => gaps::run(&installation).await,
            Bench::Beat => beat::run(&installation).await,
            Bench::Jobs => jobs::run(&installation).await,
            Bench::Journal => journal::run(&installation).await,
            Bench::Lists => lists::run(&installation).await,
            Bench::Drain => drain::run(&installation).await,
            Bench::Timer => timer::run(&installation).await,
            Bench::Entries => entries::run(&installation).await,
            Bench::Outage { minutes } => outage::run(&installation, minutes).await,
            Bench::Recovery { sessions } => recovery::run(&installation, sessions).await,
            Bench::Mission { missions } => mission::run(&installation, missions).await,
            Bench::Channel => channel::run(&installation).await,
            Bench::Archive { rows } => archive::run(&installation, rows).await,
            Bench::Reconnect => reconnect::run(&installation).await,
            Bench::Room => room::run(&installation).await,
            Bench::Circle => circle::run(&installation).await,
            Bench::Rolling => rolling::run(&installation).await,
            Bench::Takeover { kills } => takeover::run(&installation, kills).await,
            Bench::Idle { seconds } => idle::run(&installation, seconds).await,
        }
    })
}
