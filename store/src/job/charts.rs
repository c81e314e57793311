//! Runs by minute, as workers report them.

use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// What a worker did of one job in one minute, to be added to what it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minute {
    pub minute_ms: i64,
    pub name: &'static str,
    pub queue: &'static str,
    pub done: i64,
    /// Attempts that failed and are tried again.
    pub failed: i64,
    pub dead: i64,
    pub waited_ms: i64,
    pub ran_ms: i64,
}

/// All workers together.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct ChartPoint {
    pub minute_ms: i64,
    pub name: String,
    pub queue: String,
    pub done: i64,
    pub failed: i64,
    pub dead: i64,
    pub waited_ms: i64,
    pub ran_ms: i64,
}

impl Store {
    /// One statement.
    pub async fn add_minutes(&self, worker: &str, minutes: &[Minute]) -> Result<(), StoreError> {
        if minutes.is_empty() {
            return Ok(());
        }
        let add = sql(
            "INSERT INTO job_minute
                 (minute, name, worker, queue, done, failed, dead, waited_ms, ran_ms)
             SELECT 'epoch'::timestamptz + at_ms * interval '1 millisecond', name, $1, queue, done,
                 failed, dead, waited, ran
             FROM unnest($2::bigint[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
                     $7::bigint[], $8::bigint[], $9::bigint[])
                 AS said (at_ms, name, queue, done, failed, dead, waited, ran)
             ON CONFLICT (minute, name, worker) DO UPDATE SET
                 done = job_minute.done + excluded.done,
                 failed = job_minute.failed + excluded.failed,
                 dead = job_minute.dead + excluded.dead,
                 waited_ms = job_minute.waited_ms + excluded.waited_ms,
                 ran_ms = job_minute.ran_ms + excluded.ran_ms",
            [
                worker.into(),
                column(minutes, |minute| minute.minute_ms).into(),
                column(minutes, |minute| minute.name.to_owned()).into(),
                column(minutes, |minute| minute.queue.to_owned()).into(),
                column(minutes, |minute| minute.done).into(),
                column(minutes, |minute| minute.failed).into(),
                column(minutes, |minute| minute.dead).into(),
                column(minutes, |minute| minute.waited_ms).into(),
                column(minutes, |minute| minute.ran_ms).into(),
            ],
        );
        self.db.execute_raw(add).await?;
        Ok(())
    }

    /// The last minutes, oldest first; a minute in which nothing ran is absent.
    pub async fn chart(&self, minutes: u32) -> Result<Vec<ChartPoint>, StoreError> {
        let read = sql(
            "SELECT (extract(epoch FROM minute) * 1000)::bigint AS minute_ms, name,
                 min(queue) AS queue, sum(done)::bigint AS done, sum(failed)::bigint AS failed,
                 sum(dead)::bigint AS dead, sum(waited_ms)::bigint AS waited_ms,
                 sum(ran_ms)::bigint AS ran_ms
             FROM job_minute WHERE minute > now() - $1 * interval '1 minute'
             GROUP BY minute, name ORDER BY minute, name",
            [i64::from(minutes).into()],
        );
        let rows = self.reading.query_all_raw(read).await?;
        Ok(rows
            .iter()
            .map(|row| ChartPoint::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }
}

fn column<T>(minutes: &[Minute], of: impl Fn(&Minute) -> T) -> Vec<T> {
    minutes.iter().map(of).collect()
}
