//! The operator's commands, each with the powers of the console.
//!
//! Results go to standard output, as lines for people or with `--json` for
//! programs; whatever else is said goes to standard error.

pub mod archive;
mod erase;
pub mod events;
pub mod jobs;
pub mod keys;
mod letting_in;
mod offboard;
pub mod push_key;
pub mod rotate_keys;
pub mod secrets;
pub mod tokens;
pub mod users;

use std::{io::Write, time::Duration};

use anyhow::bail;
use downbeat_boot::{
    Config, Shutdown, clock,
    retry::{START_LIMIT, patiently},
    stop_limit,
};
use downbeat_job::Queue;
use downbeat_live::{Live, Options};
use downbeat_session::Email;
use downbeat_store::{Enqueued, Human, Store};
use serde_json::Value;
use uuid::Uuid;

/// Live Redis is told what was done; a job or time does it where it is away.
const LIVE_LIMIT: Duration = Duration::from_secs(5);
const IN_FLIGHT_MAX: usize = 1_000;

/// What a command that is interrupted may still wait for.
const STOP_LIMIT: Duration = Duration::from_secs(15);

/// For a command that ends well when it is interrupted.
fn interruption() -> anyhow::Result<Shutdown> {
    let interrupted = Shutdown::on_signals()?;
    stop_limit::watch(&interrupted, STOP_LIMIT)?;
    Ok(interrupted)
}

/// Postgres, with the schema of this release.
pub async fn store(config: &Config) -> anyhow::Result<Store> {
    let store = patiently("postgres", START_LIMIT, || Store::connect(&config.database)).await?;
    store.check_schema().await?;
    Ok(store)
}

/// Live Redis, if it is there.
async fn live(config: &Config, store: &Store) -> anyhow::Result<Live> {
    let options = Options::of(&config.redis_live, LIVE_LIMIT, IN_FLIGHT_MAX);
    let shards = store.shards(config.worker.shards).await?;
    Ok(clock::timeout(LIVE_LIMIT, Live::connect(options, shards)).await??)
}

/// Tells the queue what waits; without it, the relay does.
async fn announce(config: &Config, enqueued: &[Enqueued]) {
    match clock::timeout(LIVE_LIMIT, Queue::connect(&config.redis_queue)).await {
        Ok(Ok(queue)) => queue.announce(enqueued).await,
        Ok(Err(error)) => tracing::warn!(%error, "the jobs wait for the relay"),
        Err(_) => tracing::warn!("queue Redis is silent: the jobs wait for the relay"),
    }
}

/// A person, by their id, their e-mail address or their name at Twitch. A name that
/// several people have had is nobody's: what is done is done to somebody.
async fn person(store: &Store, who: &str) -> anyhow::Result<Human> {
    let found = match (Uuid::parse_str(who), Email::read(who)) {
        (Ok(id), _) => store.human(id).await?.into_iter().collect(),
        (_, Some(email)) => store.human_by_email(&email).await?.into_iter().collect(),
        _ => store.humans_by_login(who).await?,
    };
    match <[Human; 1]>::try_from(found) {
        Ok([human]) => Ok(human),
        Err(none) if none.is_empty() => {
            bail!("there is nobody with the id, the e-mail address or the name `{who}` at Twitch")
        }
        Err(several) => {
            let ids = several.iter().map(|one| format!("{} ({})", one.id, one.display_name));
            let ids = ids.collect::<Vec<_>>().join(", ");
            bail!("several people have had the name `{who}`: say the id, of {ids}")
        }
    }
}

/// One result: a line of text, or of JSON.
fn print(is_json: bool, text: &str, json: &Value) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    let line = if is_json { json.to_string() } else { text.to_owned() };
    writeln!(out, "{line}")?;
    Ok(())
}
