//! What an operator wants to know of Postgres before trusting it.

use downbeat_boot::clock;
use sea_orm::{ConnectionTrait, FromQueryResult};

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// How the server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkup {
    /// As `150004`.
    pub version_num: i32,
    pub version: String,
    /// A standby takes no writes.
    pub is_standby: bool,
    /// Connections of ordinary roles that nobody holds.
    pub connections_left: i64,
    pub connections_max: i64,
    /// How far its clock is ahead of ours, give or take half of a round trip.
    pub clock_ahead_ms: i64,
}

/// The months of events.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Months {
    /// Tables that are there for the months after this one, without a gap.
    pub ahead: i64,
    /// Events whose month had no table.
    pub strays: i64,
}

#[derive(FromQueryResult)]
struct Row {
    version_num: i32,
    version: String,
    is_standby: bool,
    connections_left: i64,
    connections_max: i64,
    now_ms: i64,
}

impl Store {
    /// Needs no schema. One statement.
    pub async fn checkup(&self) -> Result<Checkup, StoreError> {
        let ask = sql(
            "SELECT current_setting('server_version_num')::int AS version_num,
                 current_setting('server_version') AS version,
                 pg_is_in_recovery() AS is_standby,
                 current_setting('max_connections')::bigint AS connections_max,
                 current_setting('max_connections')::bigint
                     - current_setting('superuser_reserved_connections')::bigint
                     - (SELECT count(*) FROM pg_stat_activity
                        WHERE backend_type = 'client backend') AS connections_left,
                 (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now_ms",
            [],
        );
        // The first asking may have to connect.
        self.ping().await?;
        let before_ms = clock::unix_ms();
        let row = self.db.query_one_raw(ask).await?.ok_or(StoreError::NotFound)?;
        let after_ms = clock::unix_ms();
        let row = Row::from_query_result(&row, "")?;
        let Row { version_num, version, is_standby, connections_left, connections_max, now_ms } =
            row;
        let clock_ahead_ms = now_ms - i64::midpoint(before_ms, after_ms);
        Ok(Checkup {
            version_num,
            version,
            is_standby,
            connections_left,
            connections_max,
            clock_ahead_ms,
        })
    }

    /// One statement.
    pub async fn months(&self) -> Result<Months, StoreError> {
        let ask = sql(
            "SELECT (SELECT count(*) FROM session_event_default) AS strays,
                 coalesce(min(month) FILTER (WHERE NOT is_there), 13) - 1 AS ahead
             FROM (SELECT month, to_regclass('session_event_' || to_char(
                       date_trunc('month', now() AT TIME ZONE 'UTC')
                           + make_interval(months => month::int), 'YYYY_MM')) IS NOT NULL AS is_there
                   FROM generate_series(1::bigint, 12) AS month) AS months",
            [],
        );
        let row = self.db.query_one_raw(ask).await?.ok_or(StoreError::NotFound)?;
        Ok(Months::from_query_result(&row, "")?)
    }
}
