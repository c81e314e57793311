//! Sessions that are nothing but what rows say: read for those who look, and who may.
//!
//! A reading is made alone and has a time, so that of two the later says what is so. Each
//! is told anew whenever somebody thinks that it may be another: nothing comes of one that
//! is the same.

use downbeat_live::{Live, Opened, Opening, Stood};
use downbeat_session::kinds::named;
use downbeat_store::{Store, StoreError};
use metrics::counter;
use serde_json::json;
use uuid::Uuid;

use crate::{forget_passes::tell_sockets, kinds};

pub use crate::kinds::session_of_rows;

/// Reads the rows of a session, and tells it; whether anything of it is new. One whose rows
/// are gone ends.
pub async fn tell_rows(
    live: &Live,
    store: &Store,
    (session, kind): (Uuid, Option<&str>),
) -> anyhow::Result<bool> {
    let told = tell(live, store, (session, kind)).await;
    let outcome = told.as_ref().copied().unwrap_or("failed");
    counter!("downbeat_row_readings_total", "outcome" => outcome).increment(1);
    told.map(|outcome| outcome == Stood::Told.as_str())
}

async fn tell(
    live: &Live,
    store: &Store,
    (session, kind): (Uuid, Option<&str>),
) -> anyhow::Result<&'static str> {
    let Some(read) = kinds::reading(store, session, kind).await? else {
        live.end(session).await?;
        return Ok("gone");
    };
    Ok(live.tell_reading(session, &read).await?.as_str())
}

/// Opens a session of rows; `None` where there are none of this id.
pub(crate) async fn open(
    live: &Live,
    store: &Store,
    session: Uuid,
) -> anyhow::Result<Option<Opened>> {
    let Some(read) = kinds::reading(store, session, None).await? else { return Ok(None) };
    let kind =
        named(read.kind).ok_or_else(|| anyhow::anyhow!("the kind {} is not known", read.kind))?;
    let now_ms = live.now_ms(live.shard(session));
    let state = (kind.open)(&json!({}), 1, now_ms)?;
    // No row counts its lives: a later one has begun later.
    let fresh = Opening::fresh(session, Uuid::nil(), state, u64::try_from(now_ms)?);
    let opened = live.open(&Opening { reading: Some(read.value), ..fresh }).await?;
    if opened == Opened::Open {
        // What changed in between was told to nobody: it was closed.
        tell_rows(live, store, (session, Some(kind.name))).await?;
    }
    Ok(Some(opened))
}

/// What some people may at a session of rows is another thing, or, without them, what
/// everybody may: their sockets look again.
pub async fn restand(
    live: &Live,
    store: &Store,
    session: Uuid,
    accounts: Option<&[Uuid]>,
) -> anyhow::Result<()> {
    match accounts {
        Some(accounts) => {
            tell_sockets(live, &[session], &store.passes_of(accounts).await?).await?;
        }
        // The session's own id is word to all.
        None => live.revoke(session, session).await?,
    }
    Ok(())
}

/// Sessions of rows in which somebody has a place.
pub(crate) async fn places_of(store: &Store, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
    kinds::places_of(store, user).await
}
