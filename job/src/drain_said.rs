//! What was said in a shard, from live Redis to Postgres, and a log back.

use downbeat_live::{LogKept, LogLine, Own, SavedLog, Waiting};
use downbeat_store::{Bound, HeatRow, LineRow, Reader, SaidUntil, SavedOwn, Store, StoreError};
use metrics::counter;
use uuid::Uuid;

use crate::context::JobContext;

/// Sayings in one transaction.
pub const BATCH: usize = 500;
/// Lines that live Redis holds of a session.
const NEWEST: u32 = 100;
/// Seats that it lets have lines which nobody else sees.
const HIDDEN_SEATS: u32 = 100;

/// Brings one batch over; answers how many it had. A run that dies between the
/// commit and the trim is followed by one that writes nothing new.
pub async fn drain(context: &JobContext, shard: u16) -> anyhow::Result<usize> {
    let (waiting, last) = context.live.waiting(shard, BATCH).await?;
    let Some(last) = last else { return Ok(0) };
    let lines: Vec<LineRow> = waiting.iter().filter_map(row).collect();
    let heat: Vec<HeatRow> = waiting.iter().filter_map(heat).collect();
    let until = SaidUntil { shard: i32::from(shard), place: place(&last) };
    context.store.keep_said(&lines, &heat, until).await?;
    counter!("downbeat_said_drained_total").increment(waiting.len() as u64);
    context.live.waiting_saved(shard, &waiting, &last).await?;
    Ok(waiting.len())
}

/// A session's log, for live Redis.
///
/// # Errors
/// Postgres'.
pub async fn saved_log(store: &Store, session: Uuid) -> Result<SavedLog, StoreError> {
    let (q, n) = store.line_counts(session).await?;
    let owns = store.owns(session, (HIDDEN_SEATS, NEWEST)).await?;
    let newest =
        store.lines(session, &Reader::Orderly(String::new()), Bound::Newest, NEWEST).await?;
    let own = |SavedOwn { seat, count, newest }: SavedOwn| {
        let newest = newest.iter().map(|n| n.unsigned_abs()).collect();
        (seat, Own { count: count.unsigned_abs(), newest })
    };
    Ok(SavedLog {
        q: q.unsigned_abs(),
        n: n.unsigned_abs(),
        owns: owns.into_iter().map(own).collect(),
        newest: newest.into_iter().map(|paged| logged_line(paged.line)).collect(),
    })
}

/// A line as live Redis has it.
#[must_use]
pub fn logged_line(row: LineRow) -> LogLine {
    let number = |n: i64| n.unsigned_abs();
    LogLine {
        q: number(row.q),
        n: number(row.n),
        own: row.own_n.map(number),
        seat: row.seat,
        at_ms: row.at_ms,
        days: row.days.unsigned_abs(),
        reply: row.reply.map(number),
        own_reply: row.own_reply.map(number),
        body: row.body.and_then(|body| body.as_object().cloned()),
    }
}

fn row(waiting: &Waiting) -> Option<LineRow> {
    let LogKept::Line(line) = &waiting.what else { return None };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let LogLine { q, n, own, seat, at_ms, days, reply, own_reply, body } = line;
    Some(LineRow {
        session_id: waiting.session,
        q: number(*q),
        n: number(*n),
        own_n: own.map(number),
        seat: seat.clone(),
        at_ms: *at_ms,
        days: i32::try_from(*days).unwrap_or(i32::MAX),
        reply: reply.map(number),
        own_reply: own_reply.map(number),
        body: body.clone().map(Into::into),
    })
}

fn heat(waiting: &Waiting) -> Option<HeatRow> {
    let LogKept::Heat { item, at } = &waiting.what else { return None };
    let place = place(&waiting.stream_id);
    Some(HeatRow { session_id: waiting.session, item: item.clone(), at: *at, place })
}

fn place(stream_id: &str) -> (i64, i64) {
    let (ms, seq) = stream_id.split_once('-').unwrap_or((stream_id, "0"));
    (ms.parse().unwrap_or(0), seq.parse().unwrap_or(0))
}
