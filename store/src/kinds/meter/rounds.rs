//! Rounds: what their events told, and their votes by second.
//!
//! The row of a round is written with the events that tell of it. Votes by second
//! and the sketch of who voted are written behind, from what live Redis counts;
//! both only grow, so that a slow writer cannot undo what a newer one wrote.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A round, as it is listed.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct RoundRecord {
    pub id: Uuid,
    pub question: String,
    pub choices: Value,
    pub labels: Value,
    pub started_by: Value,
    /// Of the person behind that, if it was one who is known.
    pub started_name: Option<String>,
    pub started_ms: i64,
    pub ends_ms: Option<i64>,
    pub ended_ms: Option<i64>,
    pub counts: Option<Value>,
    pub is_interrupted: bool,
    pub voters: i64,
    /// Most votes in one second, and which second that was.
    pub peak: Option<i32>,
    pub peak_second: Option<i32>,
}

/// Votes of one second, for each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundSecond {
    pub second: i32,
    pub votes: Vec<i32>,
}

/// What was saved of a round that runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoundProgress {
    pub votes: Vec<i64>,
    pub sketch: Vec<u8>,
}

/// What is saved of it, each time.
#[derive(Clone, Debug)]
pub struct SavedRound {
    pub session_id: Uuid,
    pub round_id: Uuid,
    pub seconds: Vec<RoundSecond>,
    pub voters: i64,
    /// `None` once it is over: the number is enough then.
    pub sketch: Option<Vec<u8>>,
}

/// The last round of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundCursor {
    pub started_ms: i64,
    pub id: Uuid,
}

macro_rules! round_columns {
    () => {
        "SELECT r.id, r.question, r.choices, r.labels, r.started_by, r.counts, r.is_interrupted,
             u.display_name AS started_name,
             (extract(epoch FROM r.started_at) * 1000)::bigint AS started_ms,
             (extract(epoch FROM r.ends_at) * 1000)::bigint AS ends_ms,
             (extract(epoch FROM r.ended_at) * 1000)::bigint AS ended_ms,
             coalesce(v.voters, 0) AS voters, peak.total AS peak, peak.second AS peak_second
         FROM round r
         LEFT JOIN users u ON u.id::text = r.started_by->>'id'
         LEFT JOIN round_voters v ON v.session_id = r.session_id AND v.round_id = r.id
         LEFT JOIN LATERAL (
             SELECT s.total, s.second FROM round_second s
             WHERE s.session_id = r.session_id AND s.round_id = r.id
             ORDER BY s.total DESC, s.second LIMIT 1) AS peak ON true
         "
    };
}

impl Store {
    /// Saves what was counted of a round whose row is there, and whether it is: it
    /// comes with the first event of the round and goes with its cancelling. One
    /// transaction, which the latter waits for.
    pub async fn save_round(&self, saved: &SavedRound) -> Result<bool, StoreError> {
        let SavedRound { session_id, round_id, seconds, voters, sketch } = saved;
        let transaction = self.db.begin().await?;
        let hold = sql(
            "SELECT 1 FROM round WHERE session_id = $1 AND id = $2 FOR KEY SHARE",
            [(*session_id).into(), (*round_id).into()],
        );
        if transaction.query_one_raw(hold).await?.is_none() {
            return Ok(false);
        }
        for RoundSecond { second, votes } in seconds {
            let keep = sql(
                "INSERT INTO round_second (session_id, round_id, second, votes, total)
                 VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (session_id, round_id, second) DO UPDATE
                     SET votes = excluded.votes, total = excluded.total
                     WHERE round_second.total < excluded.total",
                [
                    (*session_id).into(),
                    (*round_id).into(),
                    (*second).into(),
                    votes.clone().into(),
                    votes.iter().sum::<i32>().into(),
                ],
            );
            transaction.execute_raw(keep).await?;
        }
        let keep = sql(
            "INSERT INTO round_voters (session_id, round_id, voters, sketch)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (session_id, round_id) DO UPDATE
                 SET voters = excluded.voters, sketch = excluded.sketch, saved_at = now()
                 WHERE round_voters.voters <= excluded.voters",
            [(*session_id).into(), (*round_id).into(), (*voters).into(), sketch.clone().into()],
        );
        transaction.execute_raw(keep).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// What a round goes on from when live Redis has lost it.
    pub async fn round_progress(
        &self,
        session_id: Uuid,
        round_id: Uuid,
    ) -> Result<RoundProgress, StoreError> {
        let mut progress = RoundProgress::default();
        for RoundSecond { votes, .. } in seconds(&self.db, session_id, round_id).await? {
            if progress.votes.len() < votes.len() {
                progress.votes.resize(votes.len(), 0);
            }
            for (sum, votes) in progress.votes.iter_mut().zip(votes) {
                *sum += i64::from(votes);
            }
        }
        let find = sql(
            "SELECT sketch FROM round_voters WHERE session_id = $1 AND round_id = $2",
            [session_id.into(), round_id.into()],
        );
        if let Some(row) = self.db.query_one_raw(find).await? {
            progress.sketch = row.try_get::<Option<Vec<u8>>>("", "sketch")?.unwrap_or_default();
        }
        Ok(progress)
    }

    pub async fn round_seconds(
        &self,
        session_id: Uuid,
        round_id: Uuid,
    ) -> Result<Vec<RoundSecond>, StoreError> {
        seconds(&self.reading, session_id, round_id).await
    }

    /// At most `limit` rounds of a session, newest first.
    pub async fn rounds(
        &self,
        session_id: Uuid,
        behind: Option<RoundCursor>,
        limit: u32,
    ) -> Result<Vec<RoundRecord>, StoreError> {
        let list = sql(
            concat!(
                round_columns!(),
                "WHERE r.session_id = $1 AND (r.started_at, r.id) < (
                     coalesce('epoch'::timestamptz + $2 * interval '1 millisecond', 'infinity'), $3)
                 ORDER BY r.started_at DESC, r.id DESC LIMIT $4"
            ),
            [
                session_id.into(),
                behind.map(|cursor| cursor.started_ms).into(),
                behind.map_or(Uuid::max(), |cursor| cursor.id).into(),
                i64::from(limit).into(),
            ],
        );
        let rows = self.reading.query_all_raw(list).await?;
        let rounds = rows.iter().map(|row| RoundRecord::from_query_result(row, ""));
        Ok(rounds.collect::<Result<_, _>>()?)
    }

    pub async fn round(
        &self,
        session_id: Uuid,
        id: Uuid,
    ) -> Result<Option<RoundRecord>, StoreError> {
        let find = sql(
            concat!(round_columns!(), "WHERE r.session_id = $1 AND r.id = $2"),
            [session_id.into(), id.into()],
        );
        let row = self.reading.query_one_raw(find).await?;
        Ok(row.map(|row| RoundRecord::from_query_result(&row, "")).transpose()?)
    }
}

/// Deletes all rounds of a session.
pub async fn forget(transaction: &Transaction, session: Uuid) -> Result<(), StoreError> {
    for forget in [
        "DELETE FROM round_second WHERE session_id = $1",
        "DELETE FROM round_voters WHERE session_id = $1",
        "DELETE FROM round WHERE session_id = $1",
    ] {
        transaction.0.execute_raw(sql(forget, [session.into()])).await?;
    }
    Ok(())
}

impl Transaction {
    /// Takes a round out that is over, with all that was counted of it, and leaves a
    /// line in the audit log. Whether there was one that is over.
    pub async fn delete_round(
        &self,
        session_id: Uuid,
        id: Uuid,
        doer: &Doer,
    ) -> Result<bool, StoreError> {
        let of_round = || [session_id.into(), id.into()];
        let delete = sql(
            "DELETE FROM round WHERE session_id = $1 AND id = $2 AND ended_at IS NOT NULL",
            of_round(),
        );
        if self.0.execute_raw(delete).await?.rows_affected() == 0 {
            return Ok(false);
        }
        for delete in [
            "DELETE FROM round_second WHERE session_id = $1 AND round_id = $2",
            "DELETE FROM round_voters WHERE session_id = $1 AND round_id = $2",
        ] {
            self.0.execute_raw(sql(delete, of_round())).await?;
        }
        let (action, target_id) = ("round.delete", id.to_string());
        let details = json!({ "session": session_id });
        let entry =
            AuditEntry { doer, action, target_kind: "round", target_id, reason: None, details };
        self.note(&entry).await?;
        Ok(true)
    }
}

async fn seconds(
    db: &impl ConnectionTrait,
    session_id: Uuid,
    round_id: Uuid,
) -> Result<Vec<RoundSecond>, StoreError> {
    let list = sql(
        "SELECT second, votes FROM round_second
         WHERE session_id = $1 AND round_id = $2 ORDER BY second",
        [session_id.into(), round_id.into()],
    );
    let rows = db.query_all_raw(list).await?;
    let second = |row: &sea_orm::QueryResult| {
        Ok(RoundSecond { second: row.try_get("", "second")?, votes: row.try_get("", "votes")? })
    };
    rows.iter().map(second).collect()
}
