//! Drafts, as Postgres has them: what live Redis had half a minute ago.

use downbeat_session::journal::{Current, DraftOf, DraftRev};
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRecord {
    pub id: Uuid,
    pub current: Current,
    pub of: DraftOf,
    /// The draft that this one is a copy of.
    pub copy_of: Option<Uuid>,
    /// A rev that Postgres never had, and that this one goes on from.
    pub behind: Option<DraftRev>,
    /// Sealed; `None` for a tombstone.
    pub content: Option<Vec<u8>>,
}

/// What became of a draft that live Redis had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flushed {
    /// It stands in Postgres.
    Durable,
    /// Postgres has what came after it, or the same text.
    Passed,
    /// Postgres has another text: this one is to be kept as a copy.
    Apart,
}

macro_rules! columns {
    () => {
        "id, head, about, copy_of, behind, content"
    };
}

impl Store {
    pub async fn draft(&self, user: Uuid, id: Uuid) -> Result<Option<DraftRecord>, StoreError> {
        let find = sql(
            concat!("SELECT ", columns!(), " FROM draft WHERE user_id = $1 AND id = $2"),
            [user.into(), id.into()],
        );
        self.db.query_one_raw(find).await?.map(|row| record(&row)).transpose()
    }

    /// Of somebody, newest first, tombstones left out.
    pub async fn drafts(&self, user: Uuid) -> Result<Vec<DraftRecord>, StoreError> {
        let list = sql(
            concat!(
                "SELECT ",
                columns!(),
                " FROM draft WHERE user_id = $1 AND ended_at IS NULL ORDER BY updated_at DESC"
            ),
            [user.into()],
        );
        self.db.query_all_raw(list).await?.iter().map(record).collect()
    }

    /// A draft, and how many its person has: what a new one has to know, in one
    /// statement.
    pub async fn draft_among(
        &self,
        user: Uuid,
        id: Uuid,
    ) -> Result<(Option<DraftRecord>, i64), StoreError> {
        let find = sql(
            concat!(
                "SELECT ",
                columns!(),
                ", drafts FROM (SELECT count(*) AS drafts FROM draft
                     WHERE user_id = $1 AND ended_at IS NULL) AS theirs
                 LEFT JOIN draft ON user_id = $1 AND id = $2"
            ),
            [user.into(), id.into()],
        );
        let row = self.db.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
        let is_there = row.try_get::<Option<Uuid>>("", "id")?.is_some();
        Ok((is_there.then(|| record(&row)).transpose()?, row.try_get("", "drafts")?))
    }
}

impl Transaction {
    pub async fn count_drafts(&self, user: Uuid) -> Result<i64, StoreError> {
        count(&self.0, user).await
    }

    /// A draft, held; with its person's key, so that drafts of one person are written
    /// one after the other. [`StoreError::NotFound`] for whoever has no such key.
    pub async fn hold_draft(
        &self,
        (user, generation): (Uuid, i32),
        id: Uuid,
    ) -> Result<Option<DraftRecord>, StoreError> {
        self.hold_user_key(user, generation).await?;
        let find = sql(
            concat!("SELECT ", columns!(), " FROM draft WHERE user_id = $1 AND id = $2 FOR UPDATE"),
            [user.into(), id.into()],
        );
        self.0.query_one_raw(find).await?.map(|row| record(&row)).transpose()
    }

    /// Writes a draft over whatever stands there.
    pub async fn write_draft(&self, user: Uuid, draft: &DraftRecord) -> Result<(), StoreError> {
        let DraftRecord { id, current, of, copy_of, behind, content } = draft;
        let put = sql(
            "INSERT INTO draft (user_id, id, rev, head, about, copy_of, behind, content, ended_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8::bytea, CASE WHEN $8 IS NULL THEN now() END)
             ON CONFLICT (user_id, id) DO UPDATE SET rev = excluded.rev, head = excluded.head,
                 about = excluded.about, behind = excluded.behind, content = excluded.content,
                 updated_at = now(), ended_at = excluded.ended_at",
            [
                user.into(),
                (*id).into(),
                current.rev.to_string().into(),
                json(current)?.into(),
                json(of)?.into(),
                (*copy_of).into(),
                behind.map(|rev| rev.to_string()).into(),
                content.clone().into(),
            ],
        );
        self.0.execute_raw(put).await?;
        Ok(())
    }

    /// Takes what live Redis has, if Postgres has the rev that its chain began from.
    pub async fn flush_draft(
        &self,
        author: (Uuid, i32),
        draft: &DraftRecord,
    ) -> Result<Flushed, StoreError> {
        let standing = self.hold_draft(author, draft.id).await?;
        let flushed = standing.as_ref().map_or(Flushed::Durable, |it| outcome(it, draft));
        let is_there = standing.is_some_and(|it| it.current.rev == draft.current.rev);
        if flushed == Flushed::Durable && !is_there {
            self.write_draft(author.0, draft).await?;
        }
        Ok(flushed)
    }

    /// What it was a draft of is saved, or it is thrown away: a tombstone takes its
    /// place, unless somebody went on writing it elsewhere.
    pub async fn end_draft(
        &self,
        user: Uuid,
        ended: Option<(Uuid, Current)>,
    ) -> Result<(), StoreError> {
        let Some((id, current)) = ended else { return Ok(()) };
        let rev = current.rev.to_string();
        let current = Current { is_ended: true, ..current };
        let end = sql(
            "INSERT INTO draft (user_id, id, rev, head, about, ended_at)
             VALUES ($1, $2, $3, $4, '{\"what\": \"entry\"}', now())
             ON CONFLICT (user_id, id) DO UPDATE SET rev = excluded.rev, head = excluded.head,
                 behind = NULL, content = NULL, updated_at = now(), ended_at = now()
             WHERE draft.rev IN (excluded.rev, excluded.head->>'root')
                 OR draft.head->>'editor' = excluded.head->>'editor'
                     AND split_part(draft.rev, '.', 1)::bigint
                         < split_part(excluded.rev, '.', 1)::bigint",
            [user.into(), id.into(), rev.into(), json(&current)?.into()],
        );
        self.0.execute_raw(end).await?;
        Ok(())
    }
}

fn outcome(standing: &DraftRecord, draft: &DraftRecord) -> Flushed {
    let (known, ours) = (&standing.current, &draft.current);
    if known.rev == ours.rev && !known.is_ended {
        return Flushed::Durable;
    }
    if known.rev == ours.rev || known.digest == ours.digest || standing.behind == Some(ours.rev) {
        return Flushed::Passed;
    }
    if ours.root == Some(known.rev) && !known.is_ended { Flushed::Durable } else { Flushed::Apart }
}

async fn count(db: &impl ConnectionTrait, user: Uuid) -> Result<i64, StoreError> {
    let count = sql(
        "SELECT count(*) AS count FROM draft WHERE user_id = $1 AND ended_at IS NULL",
        [user.into()],
    );
    let row = db.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
    Ok(row.try_get("", "count")?)
}

fn json(value: &impl serde::Serialize) -> Result<Value, StoreError> {
    serde_json::to_value(value).map_err(StoreError::unwritable)
}

fn record(row: &QueryResult) -> Result<DraftRecord, StoreError> {
    let head: Value = row.try_get("", "head")?;
    let about: Value = row.try_get("", "about")?;
    let behind: Option<String> = row.try_get("", "behind")?;
    Ok(DraftRecord {
        id: row.try_get("", "id")?,
        current: serde_json::from_value(head).map_err(StoreError::unreadable)?,
        of: serde_json::from_value(about).map_err(StoreError::unreadable)?,
        copy_of: row.try_get("", "copy_of")?,
        behind: behind.map(|rev| rev.parse()).transpose().map_err(StoreError::unreadable)?,
        content: row.try_get("", "content")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rev(n: u32) -> DraftRev {
        DraftRev { n, chance: n }
    }

    fn draft(n: u32, text: u8, root: Option<u32>) -> DraftRecord {
        let current = Current {
            rev: rev(n),
            editor: Uuid::nil(),
            at_ms: 0,
            digest: [text; 16],
            durable: None,
            root: root.map(rev),
            seen: Vec::new(),
            is_ended: false,
        };
        let of = DraftOf { what: "entry".to_owned(), inside: None };
        let content = Some(vec![text]);
        DraftRecord { id: Uuid::nil(), current, of, copy_of: None, behind: None, content }
    }

    #[test]
    fn redis_goes_over_postgres_where_its_chain_began_there() {
        let standing = draft(3, 1, None);
        assert_eq!(outcome(&standing, &draft(5, 2, Some(3))), Flushed::Durable);
        assert_eq!(outcome(&standing, &draft(3, 1, Some(2))), Flushed::Durable);
        assert_eq!(outcome(&standing, &draft(5, 2, Some(2))), Flushed::Apart);
        assert_eq!(outcome(&standing, &draft(5, 1, Some(2))), Flushed::Passed, "the same text");
    }

    #[test]
    fn what_postgres_went_on_from_while_redis_was_away_is_passed() {
        let standing = DraftRecord { behind: Some(rev(4)), ..draft(6, 1, None) };
        assert_eq!(outcome(&standing, &draft(4, 2, Some(3))), Flushed::Passed);
        assert_eq!(outcome(&standing, &draft(5, 2, Some(3))), Flushed::Apart);
    }

    #[test]
    fn nothing_writes_over_a_tombstone() {
        let mut standing = draft(5, 1, None);
        standing.current.is_ended = true;
        assert_eq!(outcome(&standing, &draft(5, 1, Some(3))), Flushed::Passed);
        assert_eq!(outcome(&standing, &draft(6, 2, Some(5))), Flushed::Apart);
    }
}
