//! Months that left their table, and how far each has come: a table of the schema
//! `archive`, then a file, then the file alone. A step is a state in a row, so
//! whoever is cut off is gone on from.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult, Statement};

use super::partitions::{Month, tables};
use crate::sql::statement::{Values, sql};
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveState {
    /// A table of the schema `archive`.
    Detached,
    /// A file has the same.
    Written,
    /// That file was read back and compared.
    Verified,
    /// The file alone has it.
    Dropped,
    /// A partition again.
    Restored,
}

impl ArchiveState {
    pub const ALL: [Self; 5] =
        [Self::Detached, Self::Written, Self::Verified, Self::Dropped, Self::Restored];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Detached => "detached",
            Self::Written => "written",
            Self::Verified => "verified",
            Self::Dropped => "dropped",
            Self::Restored => "restored",
        }
    }

    fn named(word: &str) -> Result<Self, StoreError> {
        let found = Self::ALL.into_iter().find(|state| state.as_str() == word);
        found.ok_or_else(|| StoreError::unreadable(format!("the state {word} of an archive")))
    }

    /// Whether a file should be there.
    pub const fn has_file(self) -> bool {
        !matches!(self, Self::Detached)
    }
}

/// What a file of rows has in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    pub rows: i64,
    /// Of what it unpacks to, in hex.
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArchiveRecord {
    pub table: String,
    /// As `2026_11`.
    pub month: String,
    pub state: ArchiveState,
    pub contents: Option<Contents>,
    /// The file's, as it lies there.
    pub bytes: Option<i64>,
    /// What failed last.
    pub problem: Option<String>,
    /// Whether it stands in the schema `archive`.
    pub is_table: bool,
    pub detached_ms: i64,
    pub changed_ms: i64,
}

#[derive(FromQueryResult)]
struct Read {
    parent: String,
    month: String,
    state: String,
    rows: Option<i64>,
    bytes: Option<i64>,
    sha256: Option<String>,
    problem: Option<String>,
    is_table: bool,
    detached_ms: i64,
    changed_ms: i64,
}

fn record(row: &QueryResult) -> Result<ArchiveRecord, StoreError> {
    let read = Read::from_query_result(row, "")?;
    let contents = read.rows.zip(read.sha256).map(|(rows, sha256)| Contents { rows, sha256 });
    Ok(ArchiveRecord {
        table: read.parent,
        month: read.month,
        state: ArchiveState::named(&read.state)?,
        contents,
        bytes: read.bytes,
        problem: read.problem,
        is_table: read.is_table,
        detached_ms: read.detached_ms,
        changed_ms: read.changed_ms,
    })
}

const READ: &str = "SELECT parent, month, state, rows, bytes, sha256, problem,
         to_regclass('archive.' || quote_ident(parent || '_' || month)) IS NOT NULL AS is_table,
         (extract(epoch FROM detached_at) * 1000)::bigint AS detached_ms,
         (extract(epoch FROM changed_at) * 1000)::bigint AS changed_ms
     FROM month_archive a";

/// The two values that a month is known by, first in a statement.
fn known(text: &'static str, month: &Month) -> Statement {
    sql(text, [month.of.table.into(), month.month.clone().into()])
}

impl Store {
    /// Every month that ever left a table, newest first.
    pub async fn archives(&self) -> Result<Vec<ArchiveRecord>, StoreError> {
        let list = format!("{READ} ORDER BY month DESC, parent");
        let rows = self.db.query_all_raw(Values::default().statement(list)).await?;
        rows.iter().map(record).collect()
    }

    pub async fn archive(&self, month: &Month) -> Result<Option<ArchiveRecord>, StoreError> {
        let mut values = Values::default();
        let (parent, name) = (values.add(month.of.table), values.add(month.month.clone()));
        let find = format!("{READ} WHERE parent = {parent} AND month = {name}");
        let row = self.db.query_one_raw(values.statement(find)).await?;
        row.as_ref().map(record).transpose()
    }

    /// Months on their way into a file that no job takes there.
    pub async fn unfinished_archives(&self) -> Result<Vec<Month>, StoreError> {
        let files: Vec<String> = tables()
            .filter(|monthly| monthly.file_order.is_some())
            .map(|monthly| monthly.table.to_owned())
            .collect();
        let find = sql(
            "SELECT parent, month FROM month_archive a
             WHERE parent = ANY($1) AND state IN ('detached', 'written', 'verified')
                 AND NOT EXISTS (SELECT FROM job
                     WHERE name = 'archive_month'
                         AND state IN ('scheduled', 'queued', 'running', 'retrying')
                         AND payload->>'table' = a.parent AND payload->>'month' = a.month)
             ORDER BY month, parent",
            [files.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let mut months = Vec::new();
        for row in &rows {
            let (table, month): (String, String) =
                (row.try_get("", "parent")?, row.try_get("", "month")?);
            months.extend(Month::named(&table, &month));
        }
        Ok(months)
    }

    /// How many months are in each state.
    pub async fn count_archives(&self) -> Result<Vec<(ArchiveState, i64)>, StoreError> {
        let count = sql("SELECT state, count(*) AS count FROM month_archive GROUP BY state", []);
        let rows = self.db.query_all_raw(count).await?;
        let one = |row: &QueryResult| {
            let state: String = row.try_get("", "state")?;
            Ok((ArchiveState::named(&state)?, row.try_get("", "count")?))
        };
        rows.iter().map(one).collect()
    }

    /// A file has what the table has. Whether the month was still waiting for that.
    pub async fn archive_written(
        &self,
        month: &Month,
        contents: &Contents,
        bytes: i64,
    ) -> Result<bool, StoreError> {
        let note = sql(
            "UPDATE month_archive
             SET state = 'written', rows = $3, sha256 = $4, bytes = $5, changed_at = now()
             WHERE parent = $1 AND month = $2 AND state = 'detached'",
            [
                month.of.table.into(),
                month.month.clone().into(),
                contents.rows.into(),
                contents.sha256.clone().into(),
                bytes.into(),
            ],
        );
        Ok(self.db.execute_raw(note).await?.rows_affected() > 0)
    }

    /// The file was read back, and was what the table is.
    pub async fn archive_verified(&self, month: &Month) -> Result<bool, StoreError> {
        let note = "UPDATE month_archive
             SET state = 'verified', problem = NULL, changed_at = now()
             WHERE parent = $1 AND month = $2 AND state = 'written'";
        Ok(self.db.execute_raw(known(note, month)).await?.rows_affected() > 0)
    }

    /// A step failed. A file that is not what the table is, `is_wrong`, is made anew.
    pub async fn archive_failed(
        &self,
        month: &Month,
        problem: &str,
        is_wrong: bool,
    ) -> Result<(), StoreError> {
        let note = sql(
            "UPDATE month_archive SET problem = left($3, 500), changed_at = now(),
                 state = CASE WHEN $4 AND state IN ('written', 'verified') THEN 'detached'
                     ELSE state END
             WHERE parent = $1 AND month = $2",
            [month.of.table.into(), month.month.clone().into(), problem.into(), is_wrong.into()],
        );
        self.db.execute_raw(note).await?;
        Ok(())
    }

    /// Drops the table of a month whose file is verified. Whether it was.
    pub async fn drop_archived(&self, month: &Month) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        transaction.wait_shortly().await?;
        let note = "UPDATE month_archive SET state = 'dropped', problem = NULL, changed_at = now()
             WHERE parent = $1 AND month = $2 AND state = 'verified'";
        if transaction.0.execute_raw(known(note, month)).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let table = format!("DROP TABLE archive.{}", month.name());
        transaction.0.execute_unprepared(&table).await?;
        transaction.commit().await?;
        Ok(true)
    }
}

impl Transaction {
    /// Holds a month until the transaction ends; how far it has come.
    pub async fn hold_archive(&self, month: &Month) -> Result<Option<ArchiveState>, StoreError> {
        let hold = "SELECT state FROM month_archive WHERE parent = $1 AND month = $2 FOR UPDATE";
        let row = self.0.query_one_raw(known(hold, month)).await?;
        row.map(|row| ArchiveState::named(&row.try_get::<String>("", "state")?)).transpose()
    }
}
