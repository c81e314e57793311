//! Events into Postgres, each once, however often a batch is sent.

use std::collections::{HashMap, HashSet};

use downbeat_session::{Row, kinds};
use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement};
use serde_json::Value;
use uuid::Uuid;

use super::{EventRow, rows};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// How an incarnation of a session is now, and when it next needs somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wake {
    pub session_id: Uuid,
    pub incarnation: i64,
    /// `None`: it has gone to sleep.
    pub wake_ms: Option<i64>,
    /// In one word, for kinds that have one.
    pub status: Option<&'static str>,
}

/// How many rows were new, and where they went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    pub inserted: u64,
    /// Late events of an incarnation that was over, or of no known session.
    pub orphaned: u64,
    /// New ones of sessions that have a webhook, a child's those of its parent.
    pub hooked: Vec<Hooked>,
    /// New ones that their kinds act upon.
    pub followed: Vec<Followed>,
    /// What they wrote to the tables of their kinds.
    pub rows: Vec<Row>,
}

/// An event that its kind acts upon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    pub key: EventKey,
    pub kind: String,
    /// Whose child it is.
    pub parent: Option<Uuid>,
    pub at_ms: i64,
    pub payload: Value,
}

/// An event that somebody may want to be sent.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Hooked {
    pub session_id: Uuid,
    pub kind: String,
    pub incarnation: i64,
    pub rev: i64,
    pub seq: i16,
    pub name: String,
}

impl Store {
    /// Writes a batch of events and the sessions' wake times in one
    /// transaction. The sessions are locked meanwhile, so an event cannot slip
    /// in behind an activation that has not seen it.
    pub async fn append(
        &self,
        events: &[EventRow],
        wakes: &[Wake],
    ) -> Result<Appended, StoreError> {
        if events.is_empty() && wakes.is_empty() {
            return Ok(Appended::default());
        }
        let transaction = self.begin().await?;
        let appended = transaction.append(events, wakes).await?;
        transaction.commit().await?;
        Ok(appended)
    }
}

impl Transaction {
    /// The same, with what follows from it.
    pub async fn append(
        &self,
        events: &[EventRow],
        wakes: &[Wake],
    ) -> Result<Appended, StoreError> {
        append_in(&self.0, events, wakes).await
    }
}

pub(super) async fn append_in(
    transaction: &impl ConnectionTrait,
    events: &[EventRow],
    wakes: &[Wake],
) -> Result<Appended, StoreError> {
    let current = lock_sessions(transaction, events, wakes).await?;
    let (timely, late): (Vec<&EventRow>, Vec<&EventRow>) = events.iter().partition(|event| {
        current.get(&event.session_id).is_some_and(|now| event.incarnation >= now.incarnation)
    });
    let kind = |event: &EventRow| current.get(&event.session_id).map(|now| now.kind.as_str());
    let wants_new = timely.iter().any(|event| kind(event).is_some_and(rows::wants_new));
    let Inserted { count: inserted, hooked, new } = insert(transaction, &timely, wants_new).await?;
    let orphaned = match &late[..] {
        [] => 0,
        late => transaction.execute_raw(columns(INTO_ORPHANS, late)).await?.rows_affected(),
    };
    let of_kinds: Vec<(&str, &EventRow)> = timely
        .iter()
        .filter(|event| new.contains(&event_key(event)))
        .filter_map(|event| Some((kind(event)?, *event)))
        .collect();
    let rows = rows::write(transaction, &of_kinds).await?;
    set_wakes(transaction, wakes).await?;
    let followed = of_kinds.iter().filter(|(kind, event)| is_followed(kind, event));
    let followed = followed.map(|(kind, event)| Followed {
        key: event_key(event),
        kind: (*kind).to_owned(),
        parent: current.get(&event.session_id).and_then(|now| now.parent_id),
        at_ms: event.at_ms,
        payload: event.payload.clone(),
    });
    Ok(Appended { inserted, orphaned, hooked, followed: followed.collect(), rows })
}

fn is_followed(kind: &str, event: &EventRow) -> bool {
    kinds::named(kind).is_some_and(|kind| kind.followed.contains(&event.name.as_str()))
}

/// A session as it is while it is locked.
#[derive(FromQueryResult)]
struct Now {
    id: Uuid,
    kind: String,
    incarnation: i64,
    parent_id: Option<Uuid>,
}

/// Locks in the order of ids and returns how each session is. A batch
/// that will also write sessions takes the writer's lock at once: two batches
/// that both shared a row first and wrote it later would wait for each other.
async fn lock_sessions(
    transaction: &impl ConnectionTrait,
    events: &[EventRow],
    wakes: &[Wake],
) -> Result<HashMap<Uuid, Now>, StoreError> {
    let text = if wakes.is_empty() {
        "SELECT id, kind, incarnation, parent_id FROM sessions WHERE id = ANY($1) ORDER BY id
         FOR SHARE"
    } else {
        "SELECT id, kind, incarnation, parent_id FROM sessions WHERE id = ANY($1) ORDER BY id
         FOR NO KEY UPDATE"
    };
    let of_events = events.iter().map(|event| event.session_id);
    let mut ids: Vec<Uuid> = of_events.chain(wakes.iter().map(|wake| wake.session_id)).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = transaction.query_all_raw(sql(text, [ids.into()])).await?;
    let now = |row: &QueryResult| Now::from_query_result(row, "").map(|now| (now.id, now));
    let current = rows.iter().map(|row| Ok(now(row)?));
    current.collect()
}

/// The columns of both tables, filled from parallel arrays in one statement.
/// An array of ours cannot hold nulls, so an empty command id stands for none.
macro_rules! insert_into {
    ($table:literal) => {
        concat!(
            "INSERT INTO ",
            $table,
            " (session_id, incarnation, rev, seq, at, name, payload, actor, command_id)
             SELECT session_id, incarnation, rev, seq,
                 'epoch'::timestamptz + at_ms * interval '1 millisecond',
                 name, payload::jsonb, actor::jsonb, nullif(command_id, '')
             FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::smallint[], $5::bigint[],
                     $6::text[], $7::text[], $8::text[], $9::text[])
                 AS event (session_id, incarnation, rev, seq, at_ms,
                     name, payload, actor, command_id)
             ON CONFLICT DO NOTHING"
        )
    };
}
const INTO_ORPHANS: &str = insert_into!("event_orphan");
/// Tells how many were new, in each of its rows, of which there is one at least;
/// and the new ones of sessions with a webhook, or where it is wanted all new ones.
const INTO_HISTORY: &str = concat!(
    "WITH inserted AS (",
    insert_into!("session_event"),
    " RETURNING session_id, incarnation, rev, seq, name
     ), told AS (
         SELECT i.*, s.kind,
             EXISTS (SELECT FROM webhook w
                 WHERE w.session_id = coalesce(s.parent_id, i.session_id)
                     AND w.stopped_at IS NULL)
             OR EXISTS (SELECT FROM ended_webhook e
                 WHERE e.session_id = i.session_id
                     AND i.incarnation BETWEEN e.first_incarnation AND e.incarnation)
                 AS is_hooked
         FROM inserted i JOIN sessions s ON s.id = i.session_id
     )
     SELECT (SELECT count(*) FROM inserted) AS inserted, told.*
     FROM (SELECT) AS once LEFT JOIN told ON told.is_hooked OR $10
     ORDER BY told.session_id, told.incarnation, told.rev, told.seq"
);

#[derive(Default)]
struct Inserted {
    count: u64,
    hooked: Vec<Hooked>,
    /// All that were not there before, where that was wanted.
    new: HashSet<EventKey>,
}

/// An event's session, incarnation, rev and seq.
pub type EventKey = (Uuid, i64, i64, i16);

const fn event_key(event: &EventRow) -> EventKey {
    (event.session_id, event.incarnation, event.rev, event.seq)
}

async fn insert(
    transaction: &impl ConnectionTrait,
    events: &[&EventRow],
    wants_new: bool,
) -> Result<Inserted, StoreError> {
    if events.is_empty() {
        return Ok(Inserted::default());
    }
    let mut statement = columns(INTO_HISTORY, events);
    if let Some(values) = &mut statement.values {
        values.0.push(wants_new.into());
    }
    let rows = transaction.query_all_raw(statement).await?;
    let inserted: i64 = rows.first().map_or(Ok(0), |row| row.try_get("", "inserted"))?;
    let mut all = Inserted { count: inserted.unsigned_abs(), ..Inserted::default() };
    for row in &rows {
        let Some(is_hooked) = row.try_get::<Option<bool>>("", "is_hooked")? else { continue };
        let told = Hooked::from_query_result(row, "")?;
        all.new.insert((told.session_id, told.incarnation, told.rev, told.seq));
        if is_hooked {
            all.hooked.push(told);
        }
    }
    Ok(all)
}

fn columns(text: &'static str, events: &[&EventRow]) -> Statement {
    fn column<T>(events: &[&EventRow], of: impl Fn(&EventRow) -> T) -> Vec<T> {
        events.iter().map(|event| of(event)).collect()
    }
    sql(
        text,
        [
            column(events, |event| event.session_id).into(),
            column(events, |event| event.incarnation).into(),
            column(events, |event| event.rev).into(),
            column(events, |event| event.seq).into(),
            column(events, |event| event.at_ms).into(),
            column(events, |event| event.name.clone()).into(),
            column(events, |event| event.payload.to_string()).into(),
            column(events, |event| event.actor.to_string()).into(),
            column(events, |event| event.command_id.clone().unwrap_or_default()).into(),
        ],
    )
}

/// Never reached by a clock; stands for null in the array of times.
const ASLEEP: i64 = i64::MIN;

async fn set_wakes(transaction: &impl ConnectionTrait, wakes: &[Wake]) -> Result<(), StoreError> {
    if wakes.is_empty() {
        return Ok(());
    }
    let ids: Vec<Uuid> = wakes.iter().map(|wake| wake.session_id).collect();
    let incarnations: Vec<i64> = wakes.iter().map(|wake| wake.incarnation).collect();
    let times: Vec<i64> = wakes.iter().map(|wake| wake.wake_ms.unwrap_or(ASLEEP)).collect();
    let words: Vec<String> =
        wakes.iter().map(|wake| wake.status.unwrap_or_default().to_owned()).collect();
    let update = sql(
        "UPDATE sessions
         SET wake_at = 'epoch'::timestamptz + nullif(wake.at_ms, $4) * interval '1 millisecond',
             status = nullif(wake.status, '')
         FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $5::text[])
             AS wake (id, incarnation, at_ms, status)
         WHERE sessions.id = wake.id AND sessions.incarnation = wake.incarnation
             AND sessions.deleted_at IS NULL",
        [ids.into(), incarnations.into(), times.into(), ASLEEP.into(), words.into()],
    );
    transaction.execute_raw(update).await?;
    Ok(())
}
