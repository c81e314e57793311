//! A session's state out of its history.

use anyhow::Context as _;
use downbeat_session::{Event, Session, kinds};
use downbeat_store::{EventCursor, EventRow, Snapshot, Store, StoreError};
use serde_json::Value;
use uuid::Uuid;

/// The state that a snapshot and the events behind it lead to. `None` without a
/// snapshot: nobody knows how that life began.
pub fn fold(snapshot: Option<&Snapshot>, events: &[EventRow]) -> anyhow::Result<Option<Session>> {
    let Some(Snapshot { kind, state, .. }) = snapshot else { return Ok(None) };
    let kind = kinds::named(kind).with_context(|| format!("kind {kind} is not known"))?;
    let mut session = (kind.read)(state.to_string().as_bytes())?;
    apply(&mut session, events)?;
    Ok(Some(session))
}

fn apply(session: &mut Session, events: &[EventRow]) -> anyhow::Result<()> {
    for row in events {
        let event = Event { at_ms: row.at_ms, body: row.payload.clone() };
        session.apply(&event).with_context(|| {
            format!("event {}-{}.{} of {}", row.incarnation, row.rev, row.seq, row.session_id)
        })?;
    }
    Ok(())
}

/// Events that are read at once, and folded in all.
const PAGE: u32 = 500;
const FOLDED_MAX: u32 = 20_000;

/// A session as it was at an (incarnation, rev), and when that was; read page by
/// page. `None` where nothing says how it was then, or there was no such rev.
pub async fn at(
    store: &Store,
    id: Uuid,
    place: (i64, i64),
) -> anyhow::Result<Option<(Session, i64)>> {
    let Some(snapshot) = store.snapshot_until(id, place).await? else { return Ok(None) };
    let Some(mut session) = fold(Some(&snapshot), &[])? else { return Ok(None) };
    let until = EventCursor { incarnation: place.0, rev: place.1, seq: i16::MAX };
    let (mut last, mut at_ms) = (snapshot.cursor(), snapshot.at_ms);
    for _ in 0..FOLDED_MAX / PAGE {
        let events = store.events_until(id, Some(last), until, PAGE).await?;
        apply(&mut session, &events)?;
        if let Some(event) = events.last() {
            (last, at_ms) = (event.into(), event.at_ms);
        }
        if events.len() < PAGE as usize {
            return Ok(((last.incarnation, last.rev) == place).then_some((session, at_ms)));
        }
    }
    Err(StoreError::TooLong { most: FOLDED_MAX }.into())
}

/// The newest state of a session that can be read, for a person who brings it
/// back: the fold of a snapshot, the newest that allows it, up to the first event
/// that does not fit. `None` where no snapshot can be read.
pub async fn last_readable(store: &Store, id: Uuid) -> Result<Option<Session>, StoreError> {
    for snapshot in store.newest_snapshots(id).await? {
        let Some(kind) = kinds::named(&snapshot.kind) else { continue };
        let Ok(mut session) = (kind.read)(snapshot.state.to_string().as_bytes()) else { continue };
        for row in store.events_behind(&snapshot).await? {
            let before = session.clone();
            let event = Event { at_ms: row.at_ms, body: row.payload };
            if session.apply(&event).is_err() || (kind.read)(&session.to_bytes()).is_err() {
                return Ok(Some(before));
            }
        }
        return Ok(Some(session));
    }
    Ok(None)
}

/// A state as it is kept.
pub fn snapshot(
    session_id: Uuid,
    (incarnation, rev): (i64, i64),
    at_ms: i64,
    session: &Session,
) -> anyhow::Result<Snapshot> {
    let state = serde_json::from_slice(&session.to_bytes())?;
    let kind = session.kind().to_owned();
    Ok(Snapshot { session_id, incarnation, rev, at_ms, kind, state })
}

/// What Postgres' rows say against a folded state, and what the loss of the life
/// before means for what was running; it is in the state then.
pub fn resume(session: &mut Session, facts: &Value, now_ms: i64) -> anyhow::Result<Vec<Event>> {
    let mut events = session.reconcile(facts, now_ms);
    for event in &events {
        session.apply(event)?;
    }
    let recovered = session.recover(now_ms);
    for event in &recovered {
        session.apply(event)?;
    }
    events.extend(recovered);
    Ok(events)
}
