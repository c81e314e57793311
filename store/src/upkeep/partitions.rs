//! The months of `session_event`, made before they begin.

use sea_orm::ConnectionTrait;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Makes sure of this month and `months_ahead` after it; returns the names of
/// the partitions it had to make. One transaction; safe to call at any time.
pub async fn ensure(store: &Store, months_ahead: u8) -> Result<Vec<String>, StoreError> {
    let make = sql("SELECT session_event_ensure($1) AS name", [i32::from(months_ahead).into()]);
    let rows = store.db.query_all_raw(make).await?;
    Ok(rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?)
}

/// How many events lie in the default partition because their month was
/// missing. Anything but 0 wants a person's eye.
pub async fn strays(store: &Store) -> Result<i64, StoreError> {
    let count = sql("SELECT count(*) AS count FROM session_event_default", []);
    match store.db.query_one_raw(count).await? {
        Some(row) => Ok(row.try_get("", "count")?),
        None => Ok(0),
    }
}

/// Takes the months that ended more than `months` ago out of the history;
/// their names. They stand in the schema `archive` from then on.
pub async fn archive(store: &Store, months: u16) -> Result<Vec<String>, StoreError> {
    let take = sql(
        "SELECT session_event_archive(
             date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
                 - make_interval(months => $1)) AS name",
        [i32::from(months).into()],
    );
    let rows = store.db.query_all_raw(take).await?;
    Ok(rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?)
}

/// Brings an archived month, as `2026_11`, back into the history.
pub async fn restore(store: &Store, month: &str) -> Result<String, StoreError> {
    let give = sql("SELECT session_event_restore($1) AS name", [month.into()]);
    let row = store.db.query_one_raw(give).await?.ok_or(StoreError::NotFound)?;
    Ok(row.try_get("", "name")?)
}

/// The archived months, oldest first.
pub async fn archived(store: &Store) -> Result<Vec<String>, StoreError> {
    let list = sql(
        "SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'archive' ORDER BY 1",
        [],
    );
    let rows = store.db.query_all_raw(list).await?;
    Ok(rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?)
}
