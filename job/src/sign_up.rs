//! Somebody comes with an account: what that makes, in one transaction.
//!
//! The first time it makes the person, and a session of every kind that listens
//! to a channel of that provider, each with an overlay link. Every time, what
//! the sessions listen to is wanted (again).

use anyhow::Context as _;
use downbeat_session::{Role, id, kinds};
use downbeat_store::{
    Cell, Doer, Keys, LinkRecord, NewIdentity, NewJob, NewLinkToken, NewSession, StoreError,
    Transaction, User, WantedSubscription,
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
    token_of::<TOKEN_BYTES>()
}

/// The same of so many bytes.
#[must_use]
pub fn token_of<const BYTES: usize>() -> (String, [u8; 32]) {
    let token = hex::encode(rand::rng().random::<[u8; BYTES]>());
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
    let sealed = Some(keys.seal(link_cell(&id.to_string()), token.as_bytes())?);
    let role = role.as_str();
    let is_seat = false;
    let link = NewLinkToken { id, session_id, role, participant, hash, sealed, is_seat };
    transaction.create_link(link, doer).await?;
    Ok((id, token))
}

/// Gives a link another token, and answers that; `None` where the one that it had is
/// none of a good link any more.
pub async fn renew_link(
    transaction: &Transaction,
    keys: &Keys,
    link: &LinkRecord,
    doer: &Doer,
) -> Result<Option<String>, StoreError> {
    let (token, hash) = token();
    let sealed = keys.seal(link_cell(&link.id.to_string()), token.as_bytes())?;
    let is_renewed = transaction.renew_link((link.id, link.hash), hash, sealed, doer).await?;
    Ok(is_renewed.then_some(token))
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
    let doer = Doer::person(person.id, &person.display_name, None);
    let mut jobs = Vec::new();
    for kind in kinds::ALL {
        let channel = kind.channel.filter(|it| it.provider == account.provider);
        let Some(listens_to) = channel.and_then(|channel| channel.listens_to) else { continue };
        let session_id = id::derived(kind.name, account.provider_user_id);
        // Somebody may be known before they sign in, by the extension or by a word in
        // chat. What they ended themselves stays ended.
        if person.is_new || !transaction.knew_session(session_id).await? {
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
        jobs.push(listen(transaction, listens_to, account.provider_user_id, session_id).await?);
    }
    Ok((person, jobs))
}

/// Wants what a session listens to; the job sees to it.
pub async fn listen(
    transaction: &Transaction,
    kind: &str,
    account_id: &str,
    session_id: Uuid,
) -> anyhow::Result<NewJob> {
    let session_id = Some(session_id);
    let subscription =
        transaction.want_subscription(WantedSubscription { kind, account_id, session_id }).await?;
    Ok(ReconcileSubscription { subscription }.job()?)
}
