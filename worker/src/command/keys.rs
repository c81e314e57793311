//! `downbeat-worker keys`: the keys that people's keys are sealed with.

use anyhow::{Context as _, bail};
use clap::Subcommand;
use downbeat_boot::Config;
use downbeat_job::{Durable, RewrapKeys};
use downbeat_store::{Doer, JournalKey, Keys, Store, StoreError};
use serde_json::json;

use super::{announce, print};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Each key that is in the settings or seals a person's.
    List {
        #[arg(long)]
        json: bool,
    },
    /// Have every person's key sealed with the first of `journal.keys`: a job does it.
    Rotate {
        #[arg(long)]
        json: bool,
    },
    /// Note that a key is thrown away, if nothing needs it any more: with it gone from
    /// the settings, no old copy of what it sealed opens again.
    Retire {
        /// Its name, before the colon.
        id: String,
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let store = super::store(config).await?;
    let keys = Keys::read(&config.journal.keys)
        .context("journal.keys is empty: nobody can keep a journal here")?;
    match command {
        Command::List { json } => list(&store, &keys, json).await,
        Command::Rotate { json } => rotate(config, &store, &keys, json).await,
        Command::Retire { id, json } => retire(&store, &keys, (&id, json)).await,
    }
}

async fn list(store: &Store, keys: &Keys, is_json: bool) -> anyhow::Result<()> {
    let mut known = store.journal_keys().await?;
    for id in keys.ids() {
        if !known.iter().any(|key| key.id == id) {
            let id = id.to_owned();
            known.push(JournalKey { id, first_used_ms: 0, retired_ms: None, people: 0 });
        }
    }
    for JournalKey { id, first_used_ms, retired_ms, people } in known {
        let is_there = keys.ids().any(|key| key == id);
        let is_current = keys.newest() == id;
        let place = match (is_current, is_there, retired_ms) {
            (true, ..) => "current",
            (_, true, _) => "in the settings",
            (_, _, Some(_)) => "retired",
            _ => "not in the settings",
        };
        let first_used_ms = (first_used_ms > 0).then_some(first_used_ms);
        let told = json!({
            "key": id, "people": people, "is_current": is_current, "is_there": is_there,
            "first_used_ms": first_used_ms, "retired_ms": retired_ms,
        });
        print(is_json, &format!("{id}: {place}, seals the keys of {people} people"), &told)?;
    }
    Ok(())
}

async fn rotate(config: &Config, store: &Store, keys: &Keys, is_json: bool) -> anyhow::Result<()> {
    let missing: Vec<String> = store
        .people_by_key()
        .await?
        .into_keys()
        .filter(|id| !keys.ids().any(|key| key == id))
        .map(|id| format!("`{id}`"))
        .collect();
    if !missing.is_empty() {
        bail!(
            "journal.keys has no {}, with which people's keys are sealed: put it back; \
             nothing was changed",
            missing.join(", ")
        );
    }
    let enqueued = store.enqueue(&[RewrapKeys { key: keys.newest().to_owned() }.job()?]).await?;
    announce(config, &enqueued).await;
    let job = enqueued.first().map(|job| job.id);
    let text =
        format!("people's keys will be sealed with `{}`: `keys list` shows when", keys.newest());
    print(is_json, &text, &json!({ "key": keys.newest(), "job": job }))
}

async fn retire(store: &Store, keys: &Keys, (id, is_json): (&str, bool)) -> anyhow::Result<()> {
    if keys.newest() == id {
        bail!("`{id}` is the first of journal.keys, which seals: put another before it");
    }
    match store.retire_journal_key(id, &Doer::cli()).await {
        Err(StoreError::Conflict) => {
            let people = store.people_by_key().await?.get(id).copied().unwrap_or(0);
            bail!("`{id}` seals the keys of {people} people: `keys rotate` first");
        }
        Err(StoreError::NotFound) => bail!("no key `{id}` ever sealed anything here"),
        retired => retired?,
    }
    let text = format!("nothing needs `{id}`: take it out of journal.keys, and throw it away");
    print(is_json, &text, &json!({ "key": id, "retired": true }))
}
