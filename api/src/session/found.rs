//! A session that somebody asks for: theirs, and hot when it must be.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::ActivateSession;
use downbeat_live::{Hot, Kept};
use downbeat_store::SessionRecord;
use uuid::Uuid;

use crate::{access::Caller, app::App, refusal::Refusal, tags::Tags};

/// How long an activation is waited for.
const WAIT: Duration = Duration::from_secs(2);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// A session of the caller's, as Postgres knows it.
pub async fn owned(app: &App, caller: &Caller, id: Uuid) -> Result<SessionRecord, Refusal> {
    let found = app.store.find(id).await?.filter(|session| session.owner == caller.user_id);
    found.ok_or_else(|| Refusal::not_found("session"))
}

/// A session of the caller's that is hot. One that is needs no Postgres; one
/// that is cold is brought back, which may take a moment.
pub async fn hot(app: &App, caller: &Caller, id: Uuid) -> Result<Hot, Refusal> {
    if let Some(hot) = app.live.read(id).await? {
        Kept::Session.hit();
        let is_theirs = hot.owner == caller.user_id;
        return if is_theirs { Ok(hot) } else { Err(Refusal::not_found("session")) };
    }
    owned(app, caller, id).await?;
    Kept::Session.miss();
    woken(app, id)
        .await?
        .ok_or_else(|| Refusal::away("activating", "the session is being brought back"))
}

/// Brings a session back and waits for it, as long as that makes sense.
pub async fn woken(app: &App, id: Uuid) -> Result<Option<Hot>, Refusal> {
    app.queue.signal(&ActivateSession { session: id }).await?;
    let deadline = clock::monotonic() + WAIT;
    loop {
        if let Some(hot) = app.live.read(id).await? {
            return Ok(Some(hot));
        }
        if clock::monotonic() >= deadline {
            return Ok(None);
        }
        clock::sleep(LOOK_EVERY).await;
    }
}

/// The version of a config that a change may replace: the stored one, if
/// `If-Match` names it, and with `*` whichever there is.
pub fn matched(header: Option<&str>, stored: i64) -> Result<Option<i64>, Refusal> {
    let given = header.ok_or_else(Refusal::match_required)?;
    let tags = Tags::read(given).ok_or_else(|| Refusal::bad_header("if-match", "is no list"))?;
    match tags {
        Tags::Any => Ok(None),
        tags if tags.name(&stored.to_string()) => Ok(Some(stored)),
        Tags::Of(_) => Err(Refusal::stale(&stored.to_string())),
    }
}
