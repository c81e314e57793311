//! Lines and reactions into Postgres, each once, however often a batch is sent.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::LineRow;
use crate::{Store, StoreError, Transaction, sql::statement::sql};

/// A reaction: what it counts for, and where in that. Its place in the shard's
/// stream tells whether it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeatRow {
    pub session_id: Uuid,
    pub item: String,
    pub at: i64,
    pub place: (i64, i64),
}

/// Up to where a shard's stream is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidUntil {
    pub shard: i32,
    pub place: (i64, i64),
}

impl Store {
    /// Keeps what was said, in one transaction. Lines of sessions that are not known
    /// are let go.
    pub async fn keep_said(
        &self,
        lines: &[LineRow],
        heat: &[HeatRow],
        until: SaidUntil,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        insert_lines(&transaction, lines).await?;
        take_back(&transaction, lines).await?;
        count_heat(&transaction, heat, until).await?;
        transaction.commit().await
    }

    /// A person's lines lose what they said, wherever they sat.
    pub async fn erase_lines(&self, seats: &[(Uuid, String)]) -> Result<u64, StoreError> {
        erase(&self.db, seats).await
    }
}

impl Transaction {
    /// The same, with what else goes.
    pub async fn erase_lines(&self, seats: &[(Uuid, String)]) -> Result<u64, StoreError> {
        erase(&self.0, seats).await
    }
}

async fn insert_lines(transaction: &Transaction, lines: &[LineRow]) -> Result<(), StoreError> {
    if lines.is_empty() {
        return Ok(());
    }
    let insert = sql(
        "INSERT INTO session_line
             (session_id, q, n, own_n, seat, at, until, reply, own_reply, body)
         SELECT line.session_id, q, n, nullif(own_n, 0), seat,
             'epoch'::timestamptz + at_ms * interval '1 millisecond',
             'epoch'::timestamptz + at_ms * interval '1 millisecond' + days * interval '1 day',
             nullif(reply, 0), nullif(own_reply, 0), nullif(body, '')::jsonb
         FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[],
                 $6::bigint[], $7::integer[], $8::bigint[], $9::bigint[], $10::text[])
             AS line (session_id, q, n, own_n, seat, at_ms, days, reply, own_reply, body)
         JOIN sessions ON sessions.id = line.session_id
         ON CONFLICT DO NOTHING",
        [
            column(lines, |line| line.session_id).into(),
            column(lines, |line| line.q).into(),
            column(lines, |line| line.n).into(),
            column(lines, |line| line.own_n.unwrap_or(0)).into(),
            column(lines, |line| line.seat.clone()).into(),
            column(lines, |line| line.at_ms).into(),
            column(lines, |line| line.days).into(),
            column(lines, |line| line.reply.unwrap_or(0)).into(),
            column(lines, |line| line.own_reply.unwrap_or(0)).into(),
            column(lines, body).into(),
        ],
    );
    transaction.0.execute_raw(insert).await?;
    Ok(())
}

/// Those that were there before lose what they said.
async fn take_back(transaction: &Transaction, lines: &[LineRow]) -> Result<(), StoreError> {
    let gone: Vec<LineRow> = lines.iter().filter(|line| line.body.is_none()).cloned().collect();
    if gone.is_empty() {
        return Ok(());
    }
    let update = sql(
        "UPDATE session_line SET body = NULL, reply = NULL, own_reply = NULL
         FROM unnest($1::uuid[], $2::bigint[]) AS gone (session_id, q)
         WHERE session_line.session_id = gone.session_id AND session_line.q = gone.q",
        [column(&gone, |line| line.session_id).into(), column(&gone, |line| line.q).into()],
    );
    transaction.0.execute_raw(update).await?;
    Ok(())
}

async fn count_heat(
    transaction: &Transaction,
    heat: &[HeatRow],
    until: SaidUntil,
) -> Result<(), StoreError> {
    if heat.is_empty() {
        return Ok(());
    }
    let SaidUntil { shard, place: (ms, seq) } = until;
    let before = sql(
        "INSERT INTO said_until (shard, ms, seq) VALUES ($1, 0, 0)
         ON CONFLICT (shard) DO UPDATE SET shard = excluded.shard RETURNING ms, seq",
        [shard.into()],
    );
    let before = transaction.0.query_one_raw(before).await?;
    let before: (i64, i64) = match before {
        Some(row) => (row.try_get("", "ms")?, row.try_get("", "seq")?),
        None => (0, 0),
    };
    let new: Vec<HeatRow> = heat.iter().filter(|one| one.place > before).cloned().collect();
    let count = sql(
        "INSERT INTO session_heat (session_id, item, at, count)
         SELECT heat.session_id, item, at, count(*)
         FROM unnest($1::uuid[], $2::text[], $3::bigint[]) AS heat (session_id, item, at)
         JOIN sessions ON sessions.id = heat.session_id
         GROUP BY heat.session_id, item, at
         ON CONFLICT (session_id, item, at)
             DO UPDATE SET count = session_heat.count + excluded.count",
        [
            column(&new, |one| one.session_id).into(),
            column(&new, |one| one.item.clone()).into(),
            column(&new, |one| one.at).into(),
        ],
    );
    transaction.0.execute_raw(count).await?;
    let set = sql(
        "UPDATE said_until SET ms = $2, seq = $3 WHERE shard = $1 AND (ms, seq) < ($2, $3)",
        [shard.into(), ms.into(), seq.into()],
    );
    transaction.0.execute_raw(set).await?;
    Ok(())
}

async fn erase(db: &impl ConnectionTrait, seats: &[(Uuid, String)]) -> Result<u64, StoreError> {
    let update = sql(
        "UPDATE session_line SET body = NULL, reply = NULL, own_reply = NULL
         FROM unnest($1::uuid[], $2::text[]) AS gone (session_id, seat)
         WHERE session_line.session_id = gone.session_id AND session_line.seat = gone.seat
             AND body IS NOT NULL",
        [
            column(seats, |(session, _)| *session).into(),
            column(seats, |(_, seat)| seat.clone()).into(),
        ],
    );
    Ok(db.execute_raw(update).await?.rows_affected())
}

fn body(line: &LineRow) -> String {
    line.body.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn column<R, T>(rows: &[R], of: impl Fn(&R) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}
