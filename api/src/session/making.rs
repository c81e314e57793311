//! A session is made: its row and what comes with it, in one transaction.

use downbeat_job::{Durable, SyncConfig, sign_up::listen};
use downbeat_live::CommandError;
use downbeat_session::{Description, id};
use downbeat_store::{NewGuest, NewSession, StoreError};
use serde_json::Value;
use uuid::Uuid;

use super::{
    crud::named,
    guest::{has_room, may_make, small},
    merge::no_nul,
    shown::{Session, stated},
};
use crate::{
    access::Caller,
    app::App,
    kinds as by_kind,
    once::Once,
    refusal::{Problems, Refusal},
};

/// A session that is to be made.
pub struct Making<'a> {
    pub kind: &'a str,
    pub given: &'a Value,
}

impl Making<'_> {
    pub fn checked(&self, kind: &Description) -> Result<Value, Refusal> {
        let config = (kind.check)(self.given).map_err(Problems)?;
        no_nul(&config)?;
        Ok(config)
    }
}

/// The row, what it listens to, who comes for it, and what is known of the answer:
/// one transaction.
pub async fn create(
    app: &App,
    caller: &Caller,
    making: &Making<'_>,
    (once, newcomer): (&Once, Option<NewGuest>),
) -> Result<Session, Refusal> {
    let kind = named(making.kind)?;
    may_make(caller, kind)?;
    if caller.is_guest() {
        by_kind::may_make_as_guest(app, kind.name)?;
    }
    let config = making.checked(kind)?;
    small(caller, &config)?;
    taken(app, kind, &config)?;
    let account = match kind.channel {
        Some(channel) => {
            let account = app.store.account_of(caller.user_id, channel.provider).await?;
            let detail = format!("a {} needs an account at {}", kind.name, channel.provider);
            Some(account.ok_or_else(|| Refusal::conflict("no_channel", detail))?)
        }
        None => None,
    };
    let id =
        account.as_ref().map_or_else(Uuid::now_v7, |account| id::derived(kind.name, &account.id));
    let shard = app.live.shard(id);
    let (owner, name) = (caller.user_id, kind.name.to_owned());
    let new = NewSession { id, kind: name, owner, config, shard, parent: None };
    let transaction = app.store.begin().await?;
    match newcomer {
        Some(guest) => transaction.create_guest(guest).await?,
        None => has_room(&transaction, caller).await?,
    }
    let version = transaction.create(new, &caller.doer).await.map_err(|error| match error {
        StoreError::Conflict => {
            let detail = format!("you have a {} already", kind.name);
            Refusal::conflict("exists", detail)
        }
        other => other.into(),
    })?;
    by_kind::made(&transaction, kind.name, id).await?;
    // One that was ended before is known to be: its jobs tell that it is back.
    let mut jobs = vec![SyncConfig { session: id }.job()?];
    let listens_to = kind.channel.and_then(|channel| channel.listens_to);
    if let (Some(listens_to), Some(account)) = (listens_to, account) {
        jobs.push(listen(&transaction, listens_to, &account.id, id).await?);
    }
    let enqueued = transaction.enqueue(&jobs).await?;
    let record = transaction.session(id).await?.ok_or(StoreError::NotFound)?;
    let draft = stated(record).draft();
    once.keep(&transaction, &draft).await?;
    transaction.commit().await?;
    configure(app, id, version, &draft.config).await;
    app.queue.announce(&enqueued).await;
    Ok(draft)
}

/// Tells live Redis of a config; a job does it again, should this fail.
pub async fn configure(app: &App, session: Uuid, version: i64, config: &Value) {
    // Versions go up from 1.
    let version = version.unsigned_abs();
    match app.live.configure(session, version, config).await {
        Ok(_) => {}
        Err(CommandError::Live(error)) => {
            tracing::warn!(%session, %error, "a job will tell a saved config");
        }
        Err(error) => tracing::warn!(%session, %error, "a job will tell a saved config"),
    }
}

/// Whether this installation takes a config.
pub fn taken(app: &App, kind: &Description, config: &Value) -> Result<(), Refusal> {
    let taken = by_kind::takes(app, kind.name, config);
    taken.map_err(|rejection| downbeat_session::Refusal::from(rejection).into())
}
