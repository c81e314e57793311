//! Tables that have a partition a month: of `session_event`, and of what kinds keep
//! by months. Months are made before they begin and leave the table when they are
//! old; where they go from there is in `archives.rs`.

use downbeat_boot::settings::Worker;
use sea_orm::ConnectionTrait;

use crate::sql::statement::{Values, sql};
use crate::{Store, StoreError, Transaction, kinds};

/// A restored month is a partition for so long before it is old again.
pub const RESTORED_DAYS: i32 = 30;

/// Others wait behind a lock that is waited for.
const SHORT_WAIT: &str = "SET LOCAL lock_timeout = '500ms'";

/// A table with a partition a month by `at`, and one for the rest,
/// `<table>_default`.
#[derive(Debug)]
pub struct Monthly {
    pub table: &'static str,
    /// Months that stay, this one not counted.
    pub kept: fn(&Worker) -> u16,
    /// The columns that order its rows, where an old month becomes a file. A table
    /// that may name people has none: its old months stay in the schema `archive`,
    /// where erasing a person finds them.
    pub file_order: Option<&'static str>,
}

const EVENTS: Monthly =
    Monthly { table: "session_event", kept: |worker| worker.events_kept_months, file_order: None };

/// Every such table.
pub fn tables() -> impl Iterator<Item = &'static Monthly> {
    std::iter::once(&EVENTS).chain(kinds::MONTHLY)
}

/// A month of a table.
#[derive(Debug, Clone)]
pub struct Month {
    pub of: &'static Monthly,
    /// As `2026_11`.
    pub month: String,
}

impl Month {
    /// `None` where there is no such table, or a month is written otherwise.
    pub fn named(table: &str, month: &str) -> Option<Self> {
        let of = tables().find(|monthly| monthly.table == table)?;
        let is_month = month.len() == 7
            && month.bytes().enumerate().all(|(at, byte)| match at {
                4 => byte == b'_',
                _ => byte.is_ascii_digit(),
            });
        is_month.then(|| Self { of, month: month.to_owned() })
    }

    /// What its partition, its table and its file are called.
    pub fn name(&self) -> String {
        format!("{}_{}", self.of.table, self.month)
    }
}

/// Makes sure of this month and `months_ahead` after it; returns the names of
/// the partitions it had to make. One transaction a table; safe to call at any time.
pub async fn ensure(store: &Store, months_ahead: u8) -> Result<Vec<String>, StoreError> {
    let mut made = Vec::new();
    for Monthly { table, .. } in tables() {
        let values = [(*table).into(), i32::from(months_ahead).into()];
        let ensure = sql("SELECT months_ensure($1, $2) AS name", values);
        let rows = store.db.query_all_raw(ensure).await?;
        let names = rows.iter().map(|row| row.try_get::<String>("", "name"));
        made.extend(names.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(made)
}

/// How many rows lie in a default partition because their month was missing.
/// Anything but 0 wants a person's eye.
pub async fn strays(store: &Store) -> Result<i64, StoreError> {
    let counts: Vec<_> = tables()
        .map(|Monthly { table, .. }| format!("(SELECT count(*) FROM {table}_default)"))
        .collect();
    let count = format!("SELECT {} AS count", counts.join(" + "));
    match store.db.query_one_raw(Values::default().statement(count)).await? {
        Some(row) => Ok(row.try_get("", "count")?),
        None => Ok(0),
    }
}

/// The months of a table that ended more than `months` ago, oldest first. What was
/// restored lately is none of them.
pub async fn old(
    store: &Store,
    of: &'static Monthly,
    months: u16,
) -> Result<Vec<Month>, StoreError> {
    let find = sql(
        "SELECT right(c.relname, 7) AS month
         FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = $1::text::regclass
             AND c.relname ~ ('^' || $1 || '_\\d{4}_\\d{2}$')
             AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month'
                 <= date_trunc('month', now() AT TIME ZONE 'UTC') - make_interval(months => $2)
             AND NOT EXISTS (SELECT FROM month_archive a
                 WHERE a.parent = $1 AND a.month = right(c.relname, 7) AND a.state = 'restored'
                     AND a.changed_at > now() - make_interval(days => $3))
         ORDER BY 1",
        [of.table.into(), i32::from(months).into(), RESTORED_DAYS.into()],
    );
    let rows = store.db.query_all_raw(find).await?;
    let months = rows.iter().map(|row| Ok(Month { of, month: row.try_get("", "month")? }));
    months.collect()
}

/// Takes a month out of its table: it stands in the schema `archive` from then on.
/// Whether there was one. Whoever is in the way for more than a moment makes it
/// unavailable: come again.
pub async fn detach(store: &Store, month: &Month) -> Result<bool, StoreError> {
    let transaction = store.begin().await?;
    transaction.wait_shortly().await?;
    let take = "SELECT month_detach($1, $2) AS done";
    let values = [month.of.table.into(), month.month.clone().into()];
    let row = transaction.0.query_one_raw(sql(take, values)).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let done = row.try_get("", "done")?;
    transaction.commit().await?;
    Ok(done)
}

impl Transaction {
    /// Makes a month of the schema `archive` a partition again; its name. As
    /// [`detach`] it waits for others for a moment only.
    pub async fn attach(&self, month: &Month) -> Result<String, StoreError> {
        self.wait_shortly().await?;
        let give = "SELECT month_attach($1, $2) AS name";
        let values = [month.of.table.into(), month.month.clone().into()];
        let row = self.0.query_one_raw(sql(give, values)).await?;
        Ok(row.ok_or(StoreError::NotFound)?.try_get("", "name")?)
    }

    /// What follows waits for locks for a moment only.
    pub(super) async fn wait_shortly(&self) -> Result<(), StoreError> {
        self.0.execute_unprepared(SHORT_WAIT).await?;
        Ok(())
    }
}
