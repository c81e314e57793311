//! Entries: written, edited, put in the trash, and read newest first.

use downbeat_session::journal::{
    Current, Day,
    limits::{ENTRIES_A_DAY, ENTRIES_MAX},
};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::calendar::{DayCursor, day, value};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// An entry as it is stored: what it says is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRecord {
    pub id: Uuid,
    pub version: i32,
    pub day: Day,
    pub content: Vec<u8>,
    pub created_ms: i64,
    pub edited_ms: i64,
    pub trashed_ms: Option<i64>,
}

impl EntryRecord {
    #[must_use]
    pub const fn cursor(&self) -> DayCursor {
        DayCursor { day: self.day, id: self.id }
    }
}

/// Whose it is, and the generation of the key that sealed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Author {
    pub user: Uuid,
    pub generation: i32,
}

/// An entry, sealed as version 1; or as the one after `expected`.
#[derive(Debug, Clone)]
pub struct EntryToSave {
    pub id: Uuid,
    pub day: Day,
    pub content: Vec<u8>,
    /// The draft that it was written in, which ends with this.
    pub draft: Option<(Uuid, Current)>,
}

/// When an entry of an import was written, as a time in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// It says so, and counts among what a day may have as it did where it was written.
    At(i64),
    /// It does not say so: it takes no room of the last day.
    About(i64),
}

/// Why an entry, or a mood, was not saved.
#[derive(Debug, thiserror::Error)]
pub enum NotSaved {
    /// As many as a day may have were written in the last 24 hours.
    #[error("enough for a day")]
    Enough,
    #[error("the journal is full")]
    Full,
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for NotSaved {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

/// Which entries to list.
#[derive(Debug, Clone, Copy)]
pub struct EntryFilter {
    pub from: Day,
    pub until: Day,
    pub is_trash: bool,
}

macro_rules! columns {
    () => {
        "id, version, day - DATE '1970-01-01' AS number, content,
         (extract(epoch FROM created_at) * 1000)::bigint AS created_ms,
         (extract(epoch FROM edited_at) * 1000)::bigint AS edited_ms,
         (extract(epoch FROM trashed_at) * 1000)::bigint AS trashed_ms"
    };
}

/// Of those that are in the trash, or are not: an index has either.
macro_rules! list {
    ($trashed:literal) => {
        concat!(
            "SELECT ",
            columns!(),
            " FROM entry WHERE user_id = $1 AND trashed_at IS ",
            $trashed,
            " AND day BETWEEN DATE '1970-01-01' + $2 AND DATE '1970-01-01' + $3
                 AND (day, id) < (DATE '1970-01-01' + $4, $5)
             ORDER BY day DESC, id DESC LIMIT $6"
        )
    };
}

impl Store {
    pub async fn entry(&self, user: Uuid, id: Uuid) -> Result<Option<EntryRecord>, StoreError> {
        let find = sql(
            concat!("SELECT ", columns!(), " FROM entry WHERE user_id = $1 AND id = $2"),
            [user.into(), id.into()],
        );
        self.db.query_one_raw(find).await?.map(|row| record(&row)).transpose()
    }

    /// Newest first, by their days.
    pub async fn entries(
        &self,
        user: Uuid,
        filter: EntryFilter,
        after: Option<DayCursor>,
        limit: u32,
    ) -> Result<Vec<EntryRecord>, StoreError> {
        let EntryFilter { from, until, is_trash } = filter;
        let DayCursor { day, id } = after.unwrap_or_else(DayCursor::newest);
        let text = if is_trash { list!("NOT NULL") } else { list!("NULL") };
        let list = sql(
            text,
            [
                user.into(),
                value(from),
                value(until),
                value(day),
                id.into(),
                i64::from(limit).into(),
            ],
        );
        self.db.query_all_raw(list).await?.iter().map(record).collect()
    }

    /// Puts an entry in the trash as long as it is that version.
    pub async fn trash_entry(&self, user: Uuid, id: Uuid, expected: i32) -> Result<(), StoreError> {
        let trash = sql(
            "UPDATE entry SET trashed_at = coalesce(trashed_at, now())
             WHERE user_id = $1 AND id = $2 AND version = $3",
            [user.into(), id.into(), expected.into()],
        );
        if self.db.execute_raw(trash).await?.rows_affected() > 0 {
            return Ok(());
        }
        Err(self.moved_on(user, id).await?)
    }

    /// Takes an entry out of the trash.
    pub async fn restore_entry(
        &self,
        user: Uuid,
        id: Uuid,
    ) -> Result<Option<EntryRecord>, StoreError> {
        let restore = sql(
            concat!(
                "UPDATE entry SET trashed_at = NULL WHERE user_id = $1 AND id = $2 RETURNING ",
                columns!()
            ),
            [user.into(), id.into()],
        );
        self.db.query_one_raw(restore).await?.map(|row| record(&row)).transpose()
    }

    /// Takes an entry out for good, with all that it was before, as long as it is that
    /// version. The entry goes first: what an entry was stays for as long as it does,
    /// and no version is kept of one that is gone.
    pub async fn delete_entry(
        &self,
        user: Uuid,
        id: Uuid,
        expected: i32,
    ) -> Result<(), StoreError> {
        let delete = sql(
            "WITH gone AS (
                 DELETE FROM entry WHERE user_id = $1 AND id = $2 AND version = $3
                 RETURNING user_id, id
             ), before AS (
                 DELETE FROM entry_version v USING gone
                 WHERE v.user_id = gone.user_id AND v.entry_id = gone.id)
             SELECT id FROM gone",
            [user.into(), id.into(), expected.into()],
        );
        if self.db.query_one_raw(delete).await?.is_some() {
            return Ok(());
        }
        Err(self.moved_on(user, id).await?)
    }

    /// Why there is no entry of a version: it is another by now, or gone.
    async fn moved_on(&self, user: Uuid, id: Uuid) -> Result<StoreError, StoreError> {
        let standing = self.entry(user, id).await?;
        let stale = |standing: EntryRecord| StoreError::Stale { current: standing.version.into() };
        Ok(standing.map_or(StoreError::NotFound, stale))
    }
}

impl Transaction {
    /// A new entry, as it stands; `None` if there is one of its id.
    pub async fn create_entry(
        &self,
        author: Author,
        new: EntryToSave,
    ) -> Result<Option<EntryRecord>, NotSaved> {
        self.hold_user_key(author.user, author.generation).await?;
        self.end_draft(author.user, new.draft).await?;
        if self.has_entry(author.user, new.id).await? {
            return Ok(None);
        }
        let count = sql(
            "SELECT count(*) AS all, count(*) FILTER (WHERE created_at > now() - interval '1 day')
                 AS lately FROM entry WHERE user_id = $1",
            [author.user.into()],
        );
        let counted = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        if counted.try_get::<i64>("", "lately")? >= ENTRIES_A_DAY {
            return Err(NotSaved::Enough);
        }
        if counted.try_get::<i64>("", "all")? >= ENTRIES_MAX {
            return Err(NotSaved::Full);
        }
        let insert = sql(
            concat!(
                "INSERT INTO entry (user_id, id, version, day, content)
                 VALUES ($1, $2, 1, DATE '1970-01-01' + $3, $4) RETURNING ",
                columns!()
            ),
            [author.user.into(), new.id.into(), value(new.day), new.content.into()],
        );
        let row = self.0.query_one_raw(insert).await?.ok_or(StoreError::NotFound)?;
        // Whoever has written needs no reminder.
        self.untell_notice(author.user, "daily_reminder").await?;
        Ok(Some(record(&row)?))
    }

    /// Saves the version after `expected`, and answers it; what it was before is kept.
    /// An entry that is in the trash comes out of it.
    pub async fn save_entry(
        &self,
        author: Author,
        expected: i32,
        entry: EntryToSave,
    ) -> Result<EntryRecord, StoreError> {
        self.hold_user_key(author.user, author.generation).await?;
        let hold = sql(
            "SELECT version FROM entry WHERE user_id = $1 AND id = $2 FOR UPDATE",
            [author.user.into(), entry.id.into()],
        );
        let row = self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        let current: i32 = row.try_get("", "version")?;
        if current != expected {
            return Err(StoreError::Stale { current: current.into() });
        }
        self.keep_version(author.user, entry.id).await?;
        let update = sql(
            concat!(
                "UPDATE entry SET version = version + 1, day = DATE '1970-01-01' + $3,
                     content = $4, edited_at = now(), trashed_at = NULL
                 WHERE user_id = $1 AND id = $2 RETURNING ",
                columns!()
            ),
            [author.user.into(), entry.id.into(), value(entry.day), entry.content.into()],
        );
        let row = self.0.query_one_raw(update).await?.ok_or(StoreError::NotFound)?;
        self.end_draft(author.user, entry.draft).await?;
        record(&row)
    }

    /// Entries of an import that are not there yet, as they were written; how many.
    pub async fn import_entries(
        &self,
        author: Author,
        entries: Vec<(EntryToSave, Written)>,
    ) -> Result<u64, NotSaved> {
        self.hold_user_key(author.user, author.generation).await?;
        let count =
            sql("SELECT count(*) AS all FROM entry WHERE user_id = $1", [author.user.into()]);
        let counted = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        let all: i64 = counted.try_get("", "all")?;
        if all + i64::try_from(entries.len()).unwrap_or(i64::MAX) > ENTRIES_MAX {
            return Err(NotSaved::Full);
        }
        let mut added = 0;
        for (EntryToSave { id, day, content, .. }, written) in entries {
            let (written_ms, days_ago) = match written {
                Written::At(ms) => (ms, 0_i64),
                Written::About(ms) => (ms, 1),
            };
            let insert = sql(
                "INSERT INTO entry (user_id, id, version, day, content, created_at, edited_at)
                 SELECT $1, $2, 1, DATE '1970-01-01' + $3, $4, at, at
                 FROM (SELECT least(to_timestamp($5::bigint / 1000.0),
                     now() - $6 * interval '1 day')) AS written (at)
                 ON CONFLICT (user_id, id) DO NOTHING",
                [
                    author.user.into(),
                    id.into(),
                    value(day),
                    content.into(),
                    written_ms.into(),
                    days_ago.into(),
                ],
            );
            added += self.0.execute_raw(insert).await?.rows_affected();
        }
        Ok(added)
    }

    async fn has_entry(&self, user: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let find =
            sql("SELECT FROM entry WHERE user_id = $1 AND id = $2", [user.into(), id.into()]);
        Ok(self.0.query_one_raw(find).await?.is_some())
    }
}

fn record(row: &QueryResult) -> Result<EntryRecord, StoreError> {
    Ok(EntryRecord {
        id: row.try_get("", "id")?,
        version: row.try_get("", "version")?,
        day: day(row)?,
        content: row.try_get("", "content")?,
        created_ms: row.try_get("", "created_ms")?,
        edited_ms: row.try_get("", "edited_ms")?,
        trashed_ms: row.try_get("", "trashed_ms")?,
    })
}
