//! The audit: events of a shard, from live Redis to Postgres.

use std::{collections::BTreeMap, time::Duration};

use downbeat_live::{Recorded, StoredEvent};
use downbeat_store::{Appended, EventRow, NewJob, Refused, Store, StoreError, Wake};
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Signal, context::JobContext, deliver_webhook::deliveries, drain_said, kinds, snapshots,
};

/// Events in one transaction.
const BATCH: usize = 500;
/// Batches in one run; what is left is drained by the next signal.
const BATCHES: usize = 20;
/// A session's state is kept each so many revs, and when one batch has so many
/// events of it.
const SNAPSHOT_REVS: i64 = 100;
const SNAPSHOT_EVENTS: usize = 100;

/// Events of this shard wait for Postgres.
#[derive(Debug, Serialize, Deserialize)]
pub struct DrainEvents {
    pub shard: u16,
}

impl Signal for DrainEvents {
    type Context = JobContext;

    const NAME: &'static str = "drain_events";
    const QUEUE: &'static str = "audit";
    const CONCURRENCY: usize = 4;
    const TIMEOUT: Duration = Duration::from_secs(10);

    fn key(&self) -> String {
        self.shard.to_string()
    }

    async fn run(self, context: &JobContext) -> anyhow::Result<()> {
        for _ in 0..BATCHES {
            if drain(context, self.shard).await? < BATCH {
                break;
            }
        }
        for _ in 0..BATCHES {
            if drain_said::drain(context, self.shard).await? < drain_said::BATCH {
                break;
            }
        }
        Ok(())
    }
}

/// Brings one batch over; answers how many events it had. A run that dies
/// between the commit and the trim is followed by one that inserts nothing new.
async fn drain(context: &JobContext, shard: u16) -> anyhow::Result<usize> {
    let recorded = context.live.events(shard, BATCH).await?;
    if recorded.is_empty() {
        return Ok(0);
    }
    let entries: Vec<Entry<'_>> = recorded.iter().map(Entry::read).collect();
    let lasts = lasts(&entries);
    let sessions: Vec<Uuid> = lasts.iter().map(|(session, ..)| *session).collect();
    let wakes = wakes(context, shard, &sessions).await?;
    let appended = append(context, shard, &entries, &wakes).await?;
    counter!("downbeat_events_drained_total").increment(appended.inserted);
    if appended.orphaned > 0 {
        counter!("downbeat_events_orphaned_total").increment(appended.orphaned);
        tracing::error!(shard, orphaned = appended.orphaned, "events came after their time");
    }
    context.live.trim(shard, &recorded).await?;
    let mut wanted = context.store.want_snapshot(&lasts, SNAPSHOT_REVS).await?;
    wanted.extend(many(&entries));
    wanted.sort_unstable();
    wanted.dedup();
    for session in wanted {
        // A history that cannot be folded keeps no other from being.
        if let Err(error) = snapshots::take(&context.store, session).await {
            tracing::error!(%session, error = format!("{error:#}"), "no snapshot was taken");
        }
    }
    Ok(recorded.len())
}

/// An entry of the stream, and what can be stored of it.
struct Entry<'a> {
    recorded: &'a Recorded,
    row: Option<EventRow>,
}

impl<'a> Entry<'a> {
    fn read(recorded: &'a Recorded) -> Self {
        Self { recorded, row: recorded.event.as_ref().and_then(row) }
    }

    fn session(&self) -> Option<Uuid> {
        self.row.as_ref().map(|row| row.session_id)
    }
}

/// The sessions of a batch, each with its last (incarnation, rev).
fn lasts(entries: &[Entry<'_>]) -> Vec<(Uuid, i64, i64)> {
    let mut lasts: BTreeMap<Uuid, (i64, i64)> = BTreeMap::new();
    for row in entries.iter().filter_map(|entry| entry.row.as_ref()) {
        let last = lasts.entry(row.session_id).or_default();
        *last = (*last).max((row.incarnation, row.rev));
    }
    lasts.into_iter().map(|(session, (incarnation, rev))| (session, incarnation, rev)).collect()
}

/// Sessions with many events in a batch: one rev may have thousands.
fn many(entries: &[Entry<'_>]) -> Vec<Uuid> {
    let mut counts: BTreeMap<Uuid, usize> = BTreeMap::new();
    for session in entries.iter().filter_map(Entry::session) {
        *counts.entry(session).or_default() += 1;
    }
    let many = counts.into_iter().filter(|(_, events)| *events >= SNAPSHOT_EVENTS);
    many.map(|(session, _)| session).collect()
}

/// `None` for what no event of ours is: one without a name, or with numbers that no
/// table holds.
pub(crate) fn row(event: &StoredEvent) -> Option<EventRow> {
    let name = event.body.get("name")?.as_str()?;
    Some(EventRow {
        session_id: event.session,
        incarnation: i64::try_from(event.incarnation).ok()?,
        rev: i64::try_from(event.rev).ok()?,
        seq: i16::try_from(event.seq).ok()?,
        at_ms: event.at_ms,
        name: name.to_owned(),
        payload: event.body.clone(),
        actor: serde_json::to_value(&event.actor).ok()?,
        command_id: event.command_id.clone(),
    })
}

/// Stores a batch. One that Postgres refuses is halved until what it refuses
/// stands alone: that is put aside, and the rest goes on.
async fn append(
    context: &JobContext,
    shard: u16,
    entries: &[Entry<'_>],
    wakes: &[Wake],
) -> Result<Appended, StoreError> {
    let store = &context.store;
    let mut appended = Appended::default();
    let mut parts = vec![entries];
    while let Some(part) = parts.pop() {
        let rows: Vec<EventRow> = part.iter().filter_map(|entry| entry.row.clone()).collect();
        let refusal = match keep(context, &rows, wakes).await {
            Ok(more) => {
                appended.inserted += more.inserted;
                appended.orphaned += more.orphaned;
                None
            }
            Err(error) if error.is_refusal() => Some(error),
            Err(error) => return Err(error),
        };
        match (refusal, part) {
            (Some(error), [entry]) => quarantine(store, shard, entry, &reason(&error)).await?,
            (Some(_), _) => {
                let (older, newer) = part.split_at(part.len() / 2);
                parts.extend([newer, older]);
            }
            (None, _) => {
                for entry in part.iter().filter(|entry| entry.row.is_none()) {
                    quarantine(store, shard, entry, "it is no event that can be read").await?;
                }
            }
        }
    }
    Ok(appended)
}

/// Stores events together with the jobs that they want.
async fn keep(
    context: &JobContext,
    rows: &[EventRow],
    wakes: &[Wake],
) -> Result<Appended, StoreError> {
    let transaction = context.store.begin().await?;
    let appended = transaction.append(rows, wakes).await?;
    let enqueued = transaction.enqueue(&wanted(&appended)?).await?;
    transaction.commit().await?;
    context.queue.announce(&enqueued).await;
    kinds::written(&appended.rows);
    Ok(appended)
}

/// The jobs of what was stored: webhooks', and those that follow from an event.
pub(crate) fn wanted(appended: &Appended) -> Result<Vec<NewJob>, StoreError> {
    let mut jobs = deliveries(&appended.hooked).map_err(StoreError::unwritable)?;
    jobs.extend(kinds::following(&appended.followed).map_err(StoreError::unwritable)?);
    Ok(jobs)
}

/// What Postgres said, in one line.
pub(crate) fn reason(error: &StoreError) -> String {
    let mut line = error.to_string();
    let mut behind = std::error::Error::source(error);
    while let Some(source) = behind {
        line = format!("{line}: {source}");
        behind = source.source();
    }
    line
}

async fn quarantine(
    store: &Store,
    shard: u16,
    entry: &Entry<'_>,
    error: &str,
) -> Result<(), StoreError> {
    let Recorded { stream_id, body, .. } = entry.recorded;
    tracing::error!(shard, stream_id, error, "an event was put aside");
    counter!("downbeat_events_quarantined_total").increment(1);
    let (stream_id, session_id, body) = (stream_id.clone(), entry.session(), body.clone());
    store.quarantine(&Refused { shard, stream_id, session_id, body, error: error.to_owned() }).await
}

/// How each session that is still hot is, and when it needs somebody next; now,
/// if it runs or has no due time.
async fn wakes(context: &JobContext, shard: u16, sessions: &[Uuid]) -> anyhow::Result<Vec<Wake>> {
    let now_ms = context.live.now_ms(shard);
    let mut wakes = Vec::with_capacity(sessions.len());
    for hot in context.live.read_many(shard, sessions).await?.into_iter().flatten().flatten() {
        wakes.push(Wake {
            session_id: hot.id,
            incarnation: i64::try_from(hot.rev.incarnation)?,
            wake_ms: Some(match hot.session.due_ms() {
                Some(due_ms) if !hot.session.is_running() => due_ms,
                _ => now_ms,
            }),
            status: hot.session.status(),
        });
    }
    Ok(wakes)
}
