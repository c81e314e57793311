//! A session that somebody asks for: if they may, and hot when it must be.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::ActivateSession;
use downbeat_live::{Hot, Kept};
use downbeat_session::kinds;
use downbeat_store::SessionRecord;
use uuid::Uuid;

use crate::{
    access::{Caller, Owned, Permissions, Standing, standing_at},
    app::App,
    refusal::Refusal,
    tags::Tags,
};

/// How long an activation is waited for.
const WAIT: Duration = Duration::from_secs(2);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// A session as Postgres knows it, for whoever may do this there.
pub async fn stored(
    app: &App,
    caller: &Caller,
    id: Uuid,
    wanted: Permissions,
) -> Result<(SessionRecord, Standing), Refusal> {
    // What no standing would allow needs no session.
    caller.may(wanted)?;
    let record = app.store.find(id).await?.ok_or_else(unknown)?;
    let standing = allowed(app, caller, &record, wanted).await?;
    Ok((record, standing))
}

/// A session that is hot, for whoever may do this there. One that is needs no
/// Postgres; one that is cold is brought back, which may take a moment.
pub async fn hot(
    app: &App,
    caller: &Caller,
    id: Uuid,
    wanted: Permissions,
) -> Result<(Hot, Standing), Refusal> {
    caller.may(wanted)?;
    if let Some(hot) = app.live.read(id).await? {
        // As `allowed` has it, and without asking its rows.
        if hot.session.is_of_rows() {
            return Err(unknown());
        }
        Kept::Session.hit();
        let standing = allowed(app, caller, &hot, wanted).await?;
        return Ok((hot, standing));
    }
    let (_, standing) = stored(app, caller, id, wanted).await?;
    Kept::Session.miss();
    let hot = woken(app, id).await?;
    Ok((hot.ok_or_else(activating)?, standing))
}

/// Whether people set and end a session by itself: a child goes with its parent.
pub fn changeable(record: &SessionRecord) -> Result<(), Refusal> {
    if kinds::named(&record.kind).is_some_and(|kind| kind.is_inner) {
        let detail = format!("a session of the kind {} belongs to another one", record.kind);
        return Err(Refusal::conflict("inner", detail));
    }
    Ok(())
}

/// What a caller may at a session, if this is part of it. To others it is not
/// there.
pub async fn allowed(
    app: &App,
    caller: &Caller,
    session: impl Into<Owned>,
    wanted: Permissions,
) -> Result<Standing, Refusal> {
    let standing = standing_at(app, &caller.who, session.into()).await?;
    let standing = with_doors(standing)?;
    check(caller, &standing, wanted)?;
    Ok(standing)
}

/// What is nothing but rows has doors of its own, and is not there at those of sessions.
pub fn with_doors(standing: Option<Standing>) -> Result<Standing, Refusal> {
    standing.filter(|standing| !standing.is_of_rows).ok_or_else(unknown)
}

/// Whether a standing goes so far; if not, why.
pub fn check(caller: &Caller, standing: &Standing, wanted: Permissions) -> Result<(), Refusal> {
    caller.may(wanted)?;
    if standing.may.has(wanted) {
        return Ok(());
    }
    Err(Refusal::forbidden("your role in this session does not go so far"))
}

pub fn unknown() -> Refusal {
    Refusal::not_found("session")
}

pub fn activating() -> Refusal {
    Refusal::away("activating", "the session is being brought back")
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
