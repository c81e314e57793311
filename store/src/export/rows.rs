//! A person's rows, part by part and as they were at one moment.

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use uuid::Uuid;

use super::Part;
use crate::{Store, StoreError, Transaction};

/// All parts are read as the first statement sees them, and nothing is written.
const MOMENT: &str = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
const CLOCK: &str = "SET LOCAL TimeZone = 'UTC'";
/// A row may have a quarter of a megabyte, as subtitles and configs do.
const NEXT: &str = "FETCH FORWARD 20 FROM part";

/// Reads what is a person's; one part after the other.
pub struct OwnRows {
    transaction: Transaction,
    user: Uuid,
    /// By which they are known where they gave no name.
    marks: Vec<Vec<u8>>,
}

impl Store {
    pub async fn own_rows(&self, user: Uuid, marks: Vec<Vec<u8>>) -> Result<OwnRows, StoreError> {
        let transaction = self.begin().await?;
        transaction.0.execute_unprepared(MOMENT).await?;
        transaction.0.execute_unprepared(CLOCK).await?;
        Ok(OwnRows { transaction, user, marks })
    }
}

impl OwnRows {
    /// Begins with a part. Times are as ISO 8601 writes them.
    pub async fn open(&self, part: &Part) -> Result<(), StoreError> {
        // An id is digits and hyphens, and a mark hexadecimal digits: nothing of them can be
        // taken for SQL.
        let marks: Vec<String> =
            self.marks.iter().map(|mark| format!("'\\x{}'", hex::encode(mark))).collect();
        let select = part.select.replace("$1", &format!("'{}'::uuid", self.user));
        let select = select.replace("$2", &format!("ARRAY[{}]::bytea[]", marks.join(",")));
        let open = format!(
            "DECLARE part NO SCROLL CURSOR FOR SELECT to_jsonb(own)::text AS line FROM ({select}) AS own"
        );
        Ok(self.transaction.0.execute_unprepared(&open).await.map(drop)?)
    }

    /// Its next rows, each an object of JSON; none at the end.
    pub async fn next(&self) -> Result<Vec<String>, StoreError> {
        let next = Statement::from_string(DbBackend::Postgres, NEXT);
        let rows = self.transaction.0.query_all_raw(next).await?;
        Ok(rows.iter().map(|row| row.try_get("", "line")).collect::<Result<_, _>>()?)
    }

    pub async fn close(&self) -> Result<(), StoreError> {
        Ok(self.transaction.0.execute_unprepared("CLOSE part").await.map(drop)?)
    }
}
