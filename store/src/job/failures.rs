//! Jobs that failed for the same cause, and how long runs take.

use std::collections::BTreeMap;

use downbeat_entity::job::{Column, Entity};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::filter::Order;
use super::{JobFilter, JobRecord};
use crate::sql::epoch::id_at;
use crate::sql::statement::{Values, sql};
use crate::{Store, StoreError};

/// What errors of one cause have in common: their text without ids and numbers.
/// As a hash, since a text may quote arguments that are hidden.
pub(super) const CAUSE: &str = "md5(regexp_replace(left(error, 500), \
     '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{16,}|[0-9]+', '#', 'g'))";

/// The newest failed jobs are grouped, so many at most.
const GROUPED_MAX: i64 = 10_000;
const GROUPS_MAX: i64 = 100;
/// The newest runs are measured, so many at most.
const RUNS_MAX: i64 = 50_000;
const LIMIT: &str = "SET LOCAL statement_timeout = '5s'";

/// Jobs whose error has the cause that a job's error had when it was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Like {
    pub job: Uuid,
    pub cause: String,
}

/// Jobs of one name whose errors have one cause.
#[derive(Clone, Debug, PartialEq)]
pub struct FailureGroup {
    pub newest: JobRecord,
    pub count: i64,
    pub dead: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Failures {
    pub groups: Vec<FailureGroup>,
    /// There are more groups, or more jobs than were looked at.
    pub is_capped: bool,
}

/// How long runs of a job took, in milliseconds.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Durations {
    pub name: String,
    pub runs: i64,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
}

#[derive(FromQueryResult)]
struct Grouped {
    newest: Uuid,
    count: i64,
    dead: i64,
    looked_at: i64,
}

impl Store {
    /// What the error of a job has in common with others; `None` where there is none.
    pub async fn cause_of(&self, job: Uuid) -> Result<Option<String>, StoreError> {
        let mut values = Values::default();
        let id = values.add(job);
        let text =
            format!("SELECT {CAUSE} AS cause FROM job WHERE id = {id} AND error IS NOT NULL");
        let read = values.statement(text);
        let row = self.db.query_one_raw(read).await?;
        Ok(row.map(|row| row.try_get("", "cause")).transpose()?)
    }

    /// Matching jobs that have an error, by its cause: the most frequent first.
    pub async fn failures(&self, filter: &JobFilter) -> Result<Failures, StoreError> {
        let columns = &["id", "name", "state", "error"];
        let between = (Uuid::nil(), Uuid::max());
        let (text, values) = filter.source(columns, between, Order::NewestFirst, GROUPED_MAX + 1);
        let text = format!(
            "SELECT (array_agg(id ORDER BY id DESC))[1] AS newest, count(*) AS count,
                 count(*) FILTER (WHERE state = 'dead') AS dead,
                 (sum(count(*)) OVER ())::bigint AS looked_at
             FROM ({text}) AS matching WHERE error IS NOT NULL
             GROUP BY name, {CAUSE} ORDER BY count(*) DESC, newest DESC LIMIT {}",
            GROUPS_MAX + 1
        );
        let rows = self.reading.query_under(LIMIT, values.statement(text)).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            found.push(Grouped::from_query_result(row, "")?);
        }
        let most = usize::try_from(GROUPS_MAX).unwrap_or(usize::MAX);
        let is_capped = found.len() > most || found.iter().any(|one| one.looked_at > GROUPED_MAX);
        found.truncate(most);
        let newest = Entity::find().filter(Column::Id.is_in(found.iter().map(|one| one.newest)));
        let mut newest = newest
            .all(&self.reading)
            .await?
            .into_iter()
            .map(|row| Ok((row.id, JobRecord::try_from(row)?)))
            .collect::<Result<BTreeMap<_, _>, StoreError>>()?;
        // One that was deleted in between is not shown.
        let groups = found.into_iter().filter_map(|Grouped { newest: id, count, dead, .. }| {
            Some(FailureGroup { newest: newest.remove(&id)?, count, dead })
        });
        Ok(Failures { groups: groups.collect(), is_capped })
    }

    /// Of the newest runs of jobs that were made in the last minutes.
    pub async fn durations(&self, minutes: u32, now_ms: i64) -> Result<Vec<Durations>, StoreError> {
        let measure = sql(
            "SELECT name, count(*) AS runs,
                 percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) AS p50_ms,
                 percentile_cont(0.95) WITHIN GROUP (ORDER BY ms) AS p95_ms,
                 percentile_cont(0.99) WITHIN GROUP (ORDER BY ms) AS p99_ms
             FROM (SELECT name,
                     (extract(epoch FROM ended_at - started_at) * 1000)::float8 AS ms
                 FROM job_attempt
                 WHERE job_id >= $1 AND NOT is_signal AND outcome NOT IN ('lost', 'given_back')
                 ORDER BY job_id DESC LIMIT $2) AS run
             GROUP BY name ORDER BY name",
            [id_at(now_ms - i64::from(minutes) * 60_000).into(), RUNS_MAX.into()],
        );
        let rows = self.reading.query_under(LIMIT, measure).await?;
        let measured = rows.iter().map(|row| Durations::from_query_result(row, ""));
        Ok(measured.collect::<Result<_, _>>()?)
    }
}
