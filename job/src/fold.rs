//! A session's state out of its history.

use anyhow::Context as _;
use downbeat_session::{Event, Session, kinds};
use downbeat_store::{EventRow, Snapshot};

/// The state that a snapshot and the events behind it lead to. `None` without a
/// snapshot: nobody knows how that life began.
pub fn fold(snapshot: Option<&Snapshot>, events: &[EventRow]) -> anyhow::Result<Option<Session>> {
    let Some(Snapshot { kind, state, .. }) = snapshot else { return Ok(None) };
    let kind = kinds::named(kind).with_context(|| format!("kind {kind} is not known"))?;
    let mut session = (kind.read)(state.to_string().as_bytes())?;
    for row in events {
        let event = Event { at_ms: row.at_ms, body: row.payload.clone() };
        session.apply(&event).with_context(|| {
            format!("event {}-{}.{} of {}", row.incarnation, row.rev, row.seq, row.session_id)
        })?;
    }
    Ok(Some(session))
}

/// A state as it is kept.
pub fn snapshot(
    session_id: uuid::Uuid,
    (incarnation, rev): (i64, i64),
    at_ms: i64,
    session: &Session,
) -> anyhow::Result<Snapshot> {
    let state = serde_json::from_slice(&session.to_bytes())?;
    let kind = session.kind().to_owned();
    Ok(Snapshot { session_id, incarnation, rev, at_ms, kind, state })
}
