//! `downbeat-worker tokens`: people's API tokens, as their dashboard has them.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use clap::Subcommand;
use downbeat_boot::Config;
use downbeat_job::{
    api_token::{DAYS_MAX, NAME_CHARS_MAX, SCOPES, TOKENS_MAX, api_token, is_name},
    forget_passes, forgetting,
};
use downbeat_store::{Doer, NewToken, Store, StoreError, TokenRecord};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{announce, live, person, print};

#[derive(Debug, Subcommand)]
pub enum Command {
    /// List a person's tokens.
    List {
        /// Their id, or their name at Twitch.
        #[arg(long)]
        user: String,
        #[arg(long)]
        json: bool,
    },
    /// Make a token for a person; it is shown once.
    Create {
        #[arg(long)]
        user: String,
        /// What the list calls it.
        #[arg(long)]
        name: String,
        /// What it may do; several with commas.
        #[arg(long, required = true, value_delimiter = ',', value_parser = SCOPES)]
        scopes: Vec<String>,
        /// Days until it is over; without it, it is good until it is revoked.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=i64::from(DAYS_MAX)))]
        days: Option<u32>,
        #[arg(long)]
        json: bool,
    },
    /// End a token: it opens nothing any more, and its sockets close. Links and
    /// webhooks that were made with it stay.
    Revoke {
        #[arg(long)]
        user: String,
        id: Uuid,
        #[arg(long)]
        json: bool,
    },
}

pub async fn run(config: &Config, command: Command) -> anyhow::Result<()> {
    let store = super::store(config).await?;
    match command {
        Command::List { user, json } => {
            let user = person(&store, &user).await?;
            for token in store.tokens(user.id).await? {
                print(json, &line(&token), &view(&token))?;
            }
            Ok(())
        }
        Command::Create { user, name, mut scopes, days, json } => {
            ensure!(is_name(&name), "--name must have 1 to {NAME_CHARS_MAX} plain characters");
            scopes.sort_unstable();
            scopes.dedup();
            let user = person(&store, &user).await?;
            let (text, hash) = api_token();
            let lives = days.map(|days| Duration::from_hours(24 * u64::from(days)));
            let (id, user_id, name) = (Uuid::now_v7(), user.id, name.trim());
            let new = NewToken { id, user_id, name, hash, scopes, lives };
            let made = create(&store, new).await?;
            let mut whole = view(&made);
            whole["token"] = text.clone().into();
            print(json, &format!("{text}\n(it is shown this once; its id is {id})"), &whole)
        }
        Command::Revoke { user, id, json } => {
            let user = person(&store, &user).await?;
            let transaction = store.begin().await?;
            let ended = transaction.revoke_token(id, user.id, &Doer::cli()).await?;
            let hash =
                ended.context("they have no such token: see `downbeat-worker tokens list`")?;
            let enqueued = transaction.enqueue(&forgetting(user.id, &[hash])?).await?;
            transaction.commit().await?;
            let told = async {
                let live = live(config, &store).await?;
                forget_passes(&live, &store, user.id, &[hash]).await
            };
            if let Err(error) = told.await {
                tracing::warn!("a job will tell live Redis that the token is ended: {error:#}");
            }
            announce(config, &enqueued).await;
            print(json, &format!("{id} is revoked"), &json!({ "id": id, "revoked": true }))
        }
    }
}

async fn create(store: &Store, new: NewToken<'_>) -> anyhow::Result<TokenRecord> {
    let transaction = store.begin().await?;
    let made = match transaction.create_token(new, TOKENS_MAX, &Doer::cli()).await {
        Err(StoreError::Conflict) => bail!("they have {TOKENS_MAX} tokens, which is all"),
        made => made?,
    };
    transaction.commit().await?;
    Ok(made)
}

fn line(token: &TokenRecord) -> String {
    let TokenRecord { id, name, scopes, .. } = token;
    format!("{id}  {name:20}  {}", scopes.join(","))
}

fn view(token: &TokenRecord) -> Value {
    let TokenRecord { id, name, scopes, created_ms, used_ms, expires_ms } = token;
    json!({
        "id": id, "name": name, "scopes": scopes, "created_ms": created_ms,
        "last_used_ms": used_ms, "expires_ms": expires_ms,
    })
}
