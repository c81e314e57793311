//! `downbeat-worker`: the work that nobody asks for, and the operator's tools.

use std::{io::Write, process::ExitCode};

use anyhow::Context as _;
use clap::{Parser, Subcommand};
use downbeat_boot::{
    Config, process,
    retry::{START_LIMIT, patiently},
};
use downbeat_job::Queue;
use downbeat_store::{Keys, Store, StoreError};
use downbeat_worker::{
    command, doctor,
    kinds::{seed_camp, seed_circles},
    seed::{announce, seed},
};

/// A fifth of what votes cost was the allocator of the system.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(name = "downbeat-worker", version, about = "Downbeat's beat, jobs and tools")]
struct Arguments {
    /// Print the effective settings, secrets masked, and stop.
    #[arg(long)]
    check_config: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Work until stopped. The default.
    Run,
    /// Bring the database to the schema that this release needs.
    Migrate,
    /// Make a streamer with a meter and a new overlay link, and print them as JSON.
    Seed {
        /// The streamer's id at Twitch, decimal.
        #[arg(long)]
        twitch_id: String,
        /// The streamer's name at Twitch.
        #[arg(long)]
        login: String,
        /// A camp of theirs, too, with a memorial: once.
        #[arg(long)]
        camp: bool,
        /// Two circles and the people in them, too: once.
        #[arg(long)]
        circles: bool,
    },
    /// Look at durable jobs and act on them, as the console does.
    #[command(subcommand)]
    Jobs(command::jobs::Command),
    /// The staff, who may use the console; and erasing a person.
    #[command(subcommand)]
    Users(command::users::Command),
    /// The API tokens of people.
    #[command(subcommand)]
    Tokens(command::tokens::Command),
    /// Seal everything that is stored encrypted anew, with the newest key.
    RotateKeys {
        #[arg(long)]
        json: bool,
    },
    /// The keys that the keys of people's journals are sealed with.
    #[command(subcommand)]
    Keys(command::keys::Command),
    /// Make a key that push services know this installation by, and print it.
    PushKey {
        #[arg(long)]
        json: bool,
    },
    /// Make the secrets of an installation: passwords, keys, the users of Redis.
    Secrets(command::secrets::Secrets),
    /// Look the whole installation over, and say what is wrong.
    Doctor {
        /// A line of JSON a check.
        #[arg(long)]
        json: bool,
    },
    /// Months of events that were archived.
    #[command(subcommand)]
    Events(command::events::Command),
    /// Months that became files.
    #[command(subcommand)]
    Archive(command::archive::Command),
    /// Ask the running process whether it is ready.
    Healthcheck,
}

fn main() -> ExitCode {
    let Arguments { check_config, command } = Arguments::parse();
    match &command {
        Some(Command::Doctor { json }) => return examine(*json),
        // Settings come from what it makes.
        Some(Command::Secrets(secrets)) => return said(command::secrets::run(secrets)),
        Some(Command::PushKey { json }) => return said(command::push_key::run(*json)),
        _ => {}
    }
    let config = Config::load_or_exit();
    if check_config {
        return process::show(&config);
    }
    match command.unwrap_or(Command::Run) {
        Command::Run => process::run(&config, downbeat_worker::STOP_LIMIT, |shutdown| {
            downbeat_worker::run(&config, shutdown)
        }),
        Command::Migrate => process::run_once(&config, migrate(&config)),
        Command::Seed { twitch_id, login, camp, circles } => {
            let more = (camp, circles);
            process::run_once(&config, print_seed(&config, (&twitch_id, &login), more))
        }
        Command::Jobs(jobs) => process::run_once(&config, command::jobs::run(&config, jobs)),
        Command::Users(users) => process::run_once(&config, command::users::run(&config, users)),
        Command::Tokens(tokens) => {
            process::run_once(&config, command::tokens::run(&config, tokens))
        }
        Command::RotateKeys { json } => {
            process::run_once(&config, command::rotate_keys::run(&config, json))
        }
        Command::Keys(keys) => process::run_once(&config, command::keys::run(&config, keys)),
        Command::Events(events) => {
            process::run_once(&config, command::events::run(&config, events))
        }
        Command::Archive(archive) => {
            process::run_once(&config, command::archive::run(&config, archive))
        }
        Command::Healthcheck => process::healthcheck(config.worker.bind),
        Command::Doctor { json } => examine(json),
        Command::Secrets(secrets) => said(command::secrets::run(&secrets)),
        Command::PushKey { json } => said(command::push_key::run(json)),
    }
}

fn said(end: anyhow::Result<()>) -> ExitCode {
    match end {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without settings there is no log.
            let _ = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Wrong settings are what a doctor is for.
fn examine(is_json: bool) -> ExitCode {
    match Config::load() {
        Ok(config) => process::run_to_code(&config, doctor::examine(&config, is_json)),
        Err(problems) => doctor::refuse(&problems, is_json).unwrap_or(ExitCode::FAILURE),
    }
}

async fn migrate(config: &Config) -> anyhow::Result<()> {
    let store = patiently("postgres", START_LIMIT, || Store::connect(&config.database)).await?;
    if let Err(error @ StoreError::SchemaTooNew { .. }) = store.check_schema().await {
        return Err(error.into());
    }
    downbeat_migration::up(store.connection()).await?;
    tracing::info!(schema = downbeat_migration::latest(), "the schema is up to date");
    Ok(())
}

/// Seeds, and asks for the session to be live when the workers come.
async fn print_seed(
    config: &Config,
    (twitch_id, login): (&str, &str),
    (with_camp, with_circles): (bool, bool),
) -> anyhow::Result<()> {
    anyhow::ensure!(
        !twitch_id.is_empty() && twitch_id.bytes().all(|byte| byte.is_ascii_digit()),
        "--twitch-id is a decimal number, as 12345"
    );
    let store = command::store(config).await?;
    let shards = store.shards(config.worker.shards).await?;
    let keys = Keys::read(&config.secrets.keys).context("reading secrets.keys")?;
    let (seeded, enqueued) = seed(&store, (&keys, shards), twitch_id, login).await?;
    let queue =
        patiently("queue redis", START_LIMIT, || Queue::connect(&config.redis_queue)).await?;
    announce(&queue, &seeded, &enqueued).await?;
    let mut told = serde_json::to_value(&seeded)?;
    if with_camp {
        let transaction = store.begin().await?;
        let of = (seeded.user_id, twitch_id);
        let (camp, jobs) = seed_camp(&transaction, (&keys, shards), of).await?;
        let enqueued = transaction.enqueue(&jobs).await?;
        transaction.commit().await?;
        queue.announce(&enqueued).await;
        told["camp"] = serde_json::to_value(&camp)?;
    }
    if with_circles {
        let transaction = store.begin().await?;
        told["circles"] = serde_json::to_value(seed_circles(&transaction, seeded.user_id).await?)?;
        transaction.commit().await?;
    }
    let line = serde_json::to_string(&told)?;
    writeln!(std::io::stdout(), "{line}")?;
    Ok(())
}
