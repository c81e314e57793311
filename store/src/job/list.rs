//! Jobs as people look at them.

use downbeat_entity::job::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use super::filter::Order;
use super::{JobFilter, JobState};
use crate::sql::epoch::to_ms;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A job and all that is known of it but its attempts.
#[derive(Clone, Debug, PartialEq)]
pub struct JobRecord {
    pub id: Uuid,
    pub name: String,
    pub queue: String,
    pub version: u16,
    pub payload: Value,
    pub key: Option<String>,
    pub state: JobState,
    pub attempt: i32,
    pub attempts_max: i32,
    pub run_at_ms: i64,
    pub worker: Option<String>,
    pub started_ms: Option<i64>,
    pub lease_until_ms: Option<i64>,
    pub ended_ms: Option<i64>,
    pub error: Option<String>,
    pub created_ms: i64,
}

/// How many match, counted up to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    pub count: i64,
    pub is_capped: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateCount {
    pub state: JobState,
    pub listed: Listed,
}

/// A text search reads every payload in its range: it gets this long.
const SEARCH_LIMIT: &str = "SET LOCAL statement_timeout = '5s'";

impl Store {
    /// Matching jobs, newest first, older than the cursor.
    pub async fn jobs(
        &self,
        filter: &JobFilter,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<JobRecord>, StoreError> {
        let between = (Uuid::nil(), before.unwrap_or(Uuid::max()));
        let (text, values) = filter.source(&["*"], between, Order::NewestFirst, limit.into());
        let rows = self.reading.query_under(SEARCH_LIMIT, values.statement(text)).await?;
        rows.iter().map(|row| Model::from_query_result(row, "")?.try_into()).collect()
    }

    /// Matching jobs in the order they were made, between two ids.
    pub(super) async fn jobs_upwards(
        db: &impl ConnectionTrait,
        filter: &JobFilter,
        between: (Uuid, Uuid),
        limit: i64,
    ) -> Result<Vec<(Uuid, String)>, StoreError> {
        let (text, values) = filter.source(&["id", "name"], between, Order::OldestFirst, limit);
        let page = values.statement(text);
        let rows = db.query_all_raw(page).await?;
        rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "name")?))).collect()
    }

    pub async fn count_jobs(&self, filter: &JobFilter, max: i64) -> Result<Listed, StoreError> {
        let between = (Uuid::nil(), Uuid::max());
        let (text, values) = filter.source(&["id"], between, Order::NewestFirst, max + 1);
        let text = format!("SELECT count(*) AS count FROM ({text}) AS matching");
        let count = values.statement(text);
        let transaction = self.begin().await?;
        transaction.0.execute_unprepared(SEARCH_LIMIT).await?;
        let count: i64 = match transaction.0.query_one_raw(count).await? {
            Some(row) => row.try_get("", "count")?,
            None => 0,
        };
        Ok(Listed { count: count.min(max), is_capped: count > max })
    }

    /// How many jobs each state has. The order keeps to the index: without it a
    /// rare state would be looked for in the whole table.
    pub async fn count_states(&self, max: i64) -> Result<Vec<StateCount>, StoreError> {
        let states: Vec<String> = JobState::ALL.iter().map(|s| s.as_str().to_owned()).collect();
        let count = sql(
            "SELECT state, (SELECT count(*) FROM
                 (SELECT FROM job WHERE job.state = s.state ORDER BY name, id LIMIT $2 + 1)
                     AS found) AS count
             FROM unnest($1::text[]) AS s (state)",
            [states.into(), max.into()],
        );
        let mut counts = Vec::new();
        for row in self.reading.query_all_raw(count).await? {
            let (state, count): (String, i64) =
                (row.try_get("", "state")?, row.try_get("", "count")?);
            let Some(state) = JobState::named(&state) else { continue };
            counts.push(StateCount {
                state,
                listed: Listed { count: count.min(max), is_capped: count > max },
            });
        }
        Ok(counts)
    }

    /// Dead jobs, counted up to a limit.
    pub async fn count_dead(&self, max: i64) -> Result<i64, StoreError> {
        let count = sql(
            "SELECT count(*) AS count FROM
                 (SELECT FROM job WHERE state = 'dead' ORDER BY name, id LIMIT $1) AS found",
            [max.into()],
        );
        let row = self.db.query_one_raw(count).await?;
        Ok(row.map(|row| row.try_get("", "count")).transpose()?.unwrap_or(0))
    }

    pub async fn job(&self, id: Uuid) -> Result<Option<JobRecord>, StoreError> {
        let found = Entity::find().filter(Column::Id.eq(id)).one(&self.db).await?;
        found.map(JobRecord::try_from).transpose()
    }
}

impl TryFrom<Model> for JobRecord {
    type Error = StoreError;

    fn try_from(row: Model) -> Result<Self, StoreError> {
        let Model {
            id,
            name,
            queue,
            version,
            payload,
            key,
            state,
            attempt,
            attempts_max,
            run_at,
            pushed_at: _,
            worker,
            started_at,
            lease_until,
            ended_at,
            error,
            created_at,
        } = row;
        // The table allows no other.
        let known = JobState::named(&state);
        let state =
            known.ok_or_else(|| StoreError::unreadable(format!("the state `{state}` of a job")))?;
        Ok(Self {
            id,
            name,
            queue,
            version: version.unsigned_abs(),
            payload,
            key,
            state,
            attempt,
            attempts_max,
            run_at_ms: to_ms(run_at),
            worker,
            started_ms: started_at.map(to_ms),
            lease_until_ms: lease_until.map(to_ms),
            ended_ms: ended_at.map(to_ms),
            error,
            created_ms: to_ms(created_at),
        })
    }
}
