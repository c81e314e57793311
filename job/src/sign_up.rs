//! Somebody comes with an account: what that makes, in one transaction.
//!
//! The first time it makes the person, and a session of every kind that listens
//! to a channel of that provider, each with an overlay link. Every time, what
//! the sessions listen to is wanted (again).

use anyhow::Context as _;
use downbeat_session::{Channel, Role, id, kinds};
use downbeat_store::{
    Cell, Doer, Keys, NewIdentity, NewJob, NewLinkToken, NewSession, StoreError, Transaction, User,
    WantedSubscription,
};
use rand::Rng;
use serde_json::json;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{Durable, ReconcileSubscription};

/// 256 bits: a token is never guessed.
const TOKEN_BYTES: usize = 32;

/// A secret that opens something: shown once, stored as its hash.
#[must_use]
pub fn token() -> (String, [u8; 32]) {
    let token = hex::encode(rand::rng().random::<[u8; TOKEN_BYTES]>());
    let hash = Sha256::digest(token.as_bytes()).into();
    (token, hash)
}

/// Makes a link that can be copied again, and answers its id and its token.
pub async fn create_link(
    transaction: &Transaction,
    keys: &Keys,
    (session_id, role, participant): (Uuid, Role, Option<&str>),
    doer: &Doer,
) -> Result<(Uuid, String), StoreError> {
    let (token, hash) = token();
    let id = Uuid::now_v7();
    let sealed = Some(keys.seal(link_cell(&id.to_string()), token.as_bytes()));
    let role = role.as_str();
    let link = NewLinkToken { id, session_id, role, participant, hash, sealed };
    transaction.create_link(link, doer).await?;
    Ok((id, token))
}

/// Where the token of a link is sealed.
#[must_use]
pub fn link_cell(id: &str) -> Cell<'_> {
    Cell { table: "link_tokens", column: "sealed", row: id }
}

/// The person, and the jobs that their coming wants.
pub async fn arrive(
    transaction: &Transaction,
    (keys, shards): (&Keys, u16),
    account: NewIdentity<'_>,
) -> anyhow::Result<(User, Vec<NewJob>)> {
    let person = transaction.person_of(account).await?;
    let name = person.display_name.clone();
    let doer = Doer { name, user_id: Some(person.id), address: None };
    let mut jobs = Vec::new();
    for kind in kinds::ALL {
        let Some(channel) = kind.channel.filter(|it| it.provider == account.provider) else {
            continue;
        };
        let session_id = id::derived(kind.name, account.provider_user_id);
        if person.is_new {
            let config = (kind.check)(&json!({}));
            let config = config.ok().context("a kind's own defaults are outside its limits")?;
            let (kind, owner) = (kind.name.to_owned(), person.id);
            let shard = id::shard(session_id, shards);
            let new = NewSession { id: session_id, kind, owner, config, shard, parent: None };
            transaction.create(new, &doer).await?;
            let link = (session_id, Role::Overlay, None);
            create_link(transaction, keys, link, &doer).await?;
        } else if !transaction.has_session(session_id).await? {
            continue;
        }
        jobs.push(listen(transaction, channel, account.provider_user_id, session_id).await?);
    }
    Ok((person, jobs))
}

/// Wants what a session listens to; the job sees to it.
pub async fn listen(
    transaction: &Transaction,
    channel: Channel,
    account_id: &str,
    session_id: Uuid,
) -> anyhow::Result<NewJob> {
    let (kind, session_id) = (channel.listens_to, Some(session_id));
    let subscription =
        transaction.want_subscription(WantedSubscription { kind, account_id, session_id }).await?;
    Ok(ReconcileSubscription { subscription }.job()?)
}
