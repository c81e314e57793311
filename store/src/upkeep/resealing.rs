//! Whatever is stored sealed, sealed anew under the newest key.

use std::collections::BTreeMap;

use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sealed::{Cell, Keys};
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A column of sealed values. The statements are written out, since a table's
/// name is no value.
struct Column {
    /// Of the [`Cell`] in which its values are sealed.
    table: &'static str,
    name: &'static str,
    count: &'static str,
    take: &'static str,
    put: &'static str,
}

/// Behind format and length stands the key's id (`sealed.rs`).
macro_rules! column {
    ($table:literal, $column:literal, $row:literal) => {
        column!($table, $column, $row, $table)
    };
    ($table:literal, $column:literal, $row:literal, $sealed_in:literal) => {
        Column {
            table: $sealed_in,
            name: $column,
            count: concat!(
                "SELECT substring(",
                $column,
                " FROM 3 FOR get_byte(",
                $column,
                ", 1)) AS key, count(*) AS count FROM ",
                $table,
                " WHERE octet_length(",
                $column,
                ") > 2 GROUP BY 1"
            ),
            take: concat!(
                "SELECT ",
                $row,
                " AS row, ",
                $column,
                " AS sealed FROM ",
                $table,
                " WHERE ",
                $row,
                " > $1 AND octet_length(",
                $column,
                ") > 2 AND substring(",
                $column,
                " FROM 3 FOR get_byte(",
                $column,
                ", 1)) <> $2 ORDER BY ",
                $row,
                " LIMIT $3 FOR NO KEY UPDATE"
            ),
            put: concat!(
                "UPDATE ",
                $table,
                " SET ",
                $column,
                " = new.sealed
                 FROM unnest($1::uuid[], $2::bytea[]) AS new (row, sealed)
                 WHERE ",
                $table,
                ".",
                $row,
                " = new.row"
            ),
        }
    };
}

/// Every column that [`Keys`] seals.
const SEALED: &[Column] = &[
    column!("link_tokens", "sealed", "id"),
    column!("webhook", "secret", "session_id"),
    column!("ended_webhook", "secret", "session_id", "webhook"),
    column!("author_key", "sealed", "id"),
    column!("message_author", "sealed", "item_id"),
];

const BATCH: i64 = 500;

/// Where resealing goes on; the default is the beginning.
#[derive(Clone, Copy, Debug, Default)]
pub struct ResealCursor {
    column: usize,
    after: Uuid,
}

/// What a step did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    pub count: u64,
    /// `table.column row` of what does not open: it stays as it is.
    pub damaged: Vec<String>,
}

impl Store {
    /// How many sealed values there are under each key.
    pub async fn sealed_by(&self) -> Result<BTreeMap<String, i64>, StoreError> {
        let mut by_key = BTreeMap::new();
        for column in SEALED {
            for row in self.db.query_all_raw(sql(column.count, [])).await? {
                let count: i64 = row.try_get("", "count")?;
                let key: Vec<u8> = row.try_get("", "key")?;
                let key = String::from_utf8_lossy(&key).into_owned();
                *by_key.entry(key).or_default() += count;
            }
        }
        Ok(by_key)
    }

    /// Seals the next batch anew: one transaction, with its line in the audit
    /// log. `None` at the end. Cut off anywhere, it begins again and finds what
    /// is left.
    pub async fn reseal(
        &self,
        keys: &Keys,
        cursor: ResealCursor,
        doer: &Doer,
    ) -> Result<(Resealed, Option<ResealCursor>), StoreError> {
        let Some(column) = SEALED.get(cursor.column) else {
            return Ok((Resealed::default(), None));
        };
        let transaction = self.begin().await?;
        let newest = keys.newest();
        let take = sql(
            column.take,
            [cursor.after.into(), newest.as_bytes().to_vec().into(), BATCH.into()],
        );
        let rows = transaction.0.query_all_raw(take).await?;
        let (mut ids, mut values, mut resealed) = (Vec::new(), Vec::new(), Resealed::default());
        let mut last = None;
        for row in &rows {
            let id: Uuid = row.try_get("", "row")?;
            let sealed: Vec<u8> = row.try_get("", "sealed")?;
            last = Some(id);
            let id_text = id.to_string();
            let cell = Cell { table: column.table, column: column.name, row: &id_text };
            match keys.open(cell, &sealed) {
                Ok(secret) => {
                    ids.push(id);
                    values.push(keys.seal(cell, &secret)?);
                }
                Err(_) => {
                    resealed.damaged.push(format!("{}.{} {id_text}", column.table, column.name));
                }
            }
        }
        let Some(after) = last else {
            return Ok((
                resealed,
                Some(ResealCursor { column: cursor.column + 1, ..Default::default() }),
            ));
        };
        if !ids.is_empty() {
            resealed.count = u64::try_from(ids.len()).unwrap_or(u64::MAX);
            let details = json!({ "table": column.table, "values": resealed.count });
            transaction.0.execute_raw(sql(column.put, [ids.into(), values.into()])).await?;
            let (action, target_kind, target_id) = ("keys.rotate", "key", newest.to_owned());
            let reason = None;
            transaction
                .note(&AuditEntry { doer, action, target_kind, target_id, reason, details })
                .await?;
        }
        transaction.commit().await?;
        Ok((resealed, Some(ResealCursor { after, ..cursor })))
    }
}
