//! The audit: events of a shard, from live Redis to Postgres.

use std::{collections::HashSet, time::Duration};

use anyhow::Context as _;
use downbeat_live::Recorded;
use downbeat_store::{EventRow, Wake};
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Signal, stand::Stand};

/// Events in one transaction.
const BATCH: usize = 500;
/// Batches in one run; what is left is drained by the next signal.
const BATCHES: usize = 10;

/// Events of this shard wait for Postgres.
#[derive(Debug, Serialize, Deserialize)]
pub struct DrainEvents {
    pub shard: u16,
}

impl Signal for DrainEvents {
    type Context = Stand;

    const NAME: &'static str = "drain_events";
    const QUEUE: &'static str = "audit";
    const CONCURRENCY: usize = 4;
    const TIMEOUT: Duration = Duration::from_secs(10);

    fn key(&self) -> String {
        self.shard.to_string()
    }

    async fn run(self, stand: &Stand) -> anyhow::Result<()> {
        for _ in 0..BATCHES {
            if drain(stand, self.shard).await? < BATCH {
                break;
            }
        }
        Ok(())
    }
}

/// Brings one batch over; answers how many events it had. A run that dies
/// between the commit and the trim is followed by one that inserts nothing new.
async fn drain(stand: &Stand, shard: u16) -> anyhow::Result<usize> {
    let recorded = stand.live.events(shard, BATCH).await?;
    if recorded.is_empty() {
        return Ok(0);
    }
    let rows = recorded.iter().map(row).collect::<anyhow::Result<Vec<_>>>()?;
    let wakes = wakes(stand, shard, &rows).await?;
    let appended = stand.store.append(&rows, &wakes).await?;
    stand.live.trim(shard, &recorded).await?;
    counter!("downbeat_events_drained_total").increment(appended.inserted);
    if appended.orphaned > 0 {
        tracing::error!(shard, orphaned = appended.orphaned, "events came after their time");
    }
    Ok(recorded.len())
}

fn row(recorded: &Recorded) -> anyhow::Result<EventRow> {
    let event = recorded
        .event
        .clone()
        .with_context(|| format!("entry {} of the stream cannot be read", recorded.stream_id))?;
    let name = event.body.get("name").and_then(|name| name.as_str()).unwrap_or_default();
    Ok(EventRow {
        session_id: event.session,
        incarnation: i64::try_from(event.incarnation)?,
        rev: i64::try_from(event.rev)?,
        seq: i16::try_from(event.seq)?,
        at_ms: event.at_ms,
        name: name.to_owned(),
        payload: event.body,
        actor: serde_json::to_value(&event.actor)?,
        command_id: event.command_id,
    })
}

/// When each session that is still hot needs somebody next; now, if it has no
/// due time, because it runs.
async fn wakes(stand: &Stand, shard: u16, rows: &[EventRow]) -> anyhow::Result<Vec<Wake>> {
    let sessions: HashSet<Uuid> = rows.iter().map(|row| row.session_id).collect();
    let sessions: Vec<Uuid> = sessions.into_iter().collect();
    let now_ms = stand.live.now_ms(shard);
    let mut wakes = Vec::with_capacity(sessions.len());
    for hot in stand.live.read_many(shard, &sessions).await?.into_iter().flatten().flatten() {
        wakes.push(Wake {
            session_id: hot.id,
            incarnation: i64::try_from(hot.rev.incarnation)?,
            wake_ms: Some(hot.session.due_ms().unwrap_or(now_ms)),
        });
    }
    Ok(wakes)
}
