//! What is kept as a number, though rows say it, looked at again: some rows at a time, on
//! from where the last look ended, and made right where it is not.
//!
//! Whatever is wrong is looked at once more with all held that its writers hold.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::comments::answered;
use super::reactions::reacted;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Rows that have numbers, in the order in which they are looked at: what numbers
/// messages and changes comes first, since repairs are changes, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountedRows {
    Circles,
    Messages,
    Comments,
}

/// A row of which some number is not what rows say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miscounted {
    pub rows: CountedRows,
    pub id: Uuid,
    pub circle: Uuid,
}

/// Some rows that were looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookedAt {
    pub wrong: Vec<Miscounted>,
    /// `None` where there are no more.
    pub last: Option<Uuid>,
}

/// Which number was repaired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CircleCount {
    /// The number of a circle's newest message.
    Head,
    /// That of its newest change.
    Changes,
    /// Up to where a member has read, which is no further than there is something.
    Read,
    Reactions,
    Comments,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    circle: Uuid,
    is_wrong: bool,
}

impl CountedRows {
    pub const ALL: [Self; 3] = [Self::Circles, Self::Messages, Self::Comments];

    const fn as_str(self) -> &'static str {
        match self {
            Self::Circles => "circles",
            Self::Messages => "messages",
            Self::Comments => "comments",
        }
    }

    /// Rows behind one, each with whether something of it is wrong.
    const fn look(self) -> &'static str {
        match self {
            Self::Circles => {
                "SELECT c.id, c.id AS circle,
                     c.head <> coalesce((SELECT max(m.seq) FROM message m
                             WHERE m.circle_id = c.id), 0)
                         OR c.n <> coalesce((SELECT max(h.n) FROM circle_change h
                             WHERE h.circle_id = c.id), 0)
                         OR EXISTS (SELECT FROM circle_member a
                             WHERE a.circle_id = c.id AND a.read > c.head) AS is_wrong
                 FROM circle c WHERE c.id > $1 ORDER BY c.id LIMIT $2"
            }
            Self::Messages => concat!(
                "SELECT m.id, m.circle_id AS circle, m.counts <> ",
                reacted!("m.id"),
                " OR m.comments <> ",
                answered!("m.id"),
                " AS is_wrong FROM message m WHERE m.id > $1 ORDER BY m.id LIMIT $2"
            ),
            Self::Comments => concat!(
                "SELECT o.id, o.circle_id AS circle, o.counts <> ",
                reacted!("o.id"),
                " AS is_wrong FROM comment o WHERE o.id > $1 ORDER BY o.id LIMIT $2"
            ),
        }
    }
}

impl CircleCount {
    /// As it is counted in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::Changes => "changes",
            Self::Read => "read",
            Self::Reactions => "reactions",
            Self::Comments => "comments",
        }
    }
}

impl Store {
    /// Behind which row the next look begins.
    pub async fn counts_behind(&self, rows: CountedRows) -> Result<Uuid, StoreError> {
        let find =
            sql("SELECT behind FROM circle_count_check WHERE what = $1", [rows.as_str().into()]);
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "behind")).transpose()?.unwrap_or_default())
    }

    pub async fn set_counts_behind(
        &self,
        rows: CountedRows,
        behind: Uuid,
    ) -> Result<(), StoreError> {
        let set = sql(
            "INSERT INTO circle_count_check (what, behind) VALUES ($1, $2)
             ON CONFLICT (what) DO UPDATE SET behind = excluded.behind",
            [rows.as_str().into(), behind.into()],
        );
        self.db.execute_raw(set).await?;
        Ok(())
    }

    /// Looks at `most` rows behind one. One statement: it sees each row beside what it
    /// counts, as one transaction left them.
    pub async fn look_at_counts(
        &self,
        rows: CountedRows,
        behind: Uuid,
        most: u32,
    ) -> Result<LookedAt, StoreError> {
        let look = sql(rows.look(), [behind.into(), i64::from(most).into()]);
        let found = self.db.query_all_raw(look).await?;
        let found = found.iter().map(|row| Row::from_query_result(row, ""));
        let found = found.collect::<Result<Vec<_>, _>>()?;
        let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= most);
        let last = found.last().filter(|_| is_full).map(|row| row.id);
        let wrong = found.into_iter().filter(|row| row.is_wrong);
        let wrong = wrong.map(|Row { id, circle, .. }| Miscounted { rows, id, circle });
        Ok(LookedAt { wrong: wrong.collect(), last })
    }
}

impl Transaction {
    /// Makes right what still is wrong once its circle and it are held; says how many
    /// numbers that were.
    pub async fn repair_counts(
        &self,
        wrong: Miscounted,
    ) -> Result<Vec<(CircleCount, u64)>, StoreError> {
        let Miscounted { rows, id, circle } = wrong;
        if self.hold_circle(circle).await?.is_none() {
            return Ok(Vec::new());
        }
        match rows {
            CountedRows::Circles => self.repair_circle(circle).await,
            CountedRows::Messages => self.repair_message(circle, id).await,
            CountedRows::Comments => self.repair_comment(id).await,
        }
    }

    async fn repair_circle(&self, circle: Uuid) -> Result<Vec<(CircleCount, u64)>, StoreError> {
        let mut repaired = Vec::new();
        for (count, text) in [
            (
                CircleCount::Head,
                "UPDATE circle c SET head = said.head FROM (SELECT coalesce(max(seq), 0) AS head
                     FROM message WHERE circle_id = $1) AS said
                 WHERE c.id = $1 AND c.head <> said.head",
            ),
            (
                CircleCount::Changes,
                "UPDATE circle c SET n = h.n FROM (SELECT coalesce(max(n), 0) AS n
                     FROM circle_change WHERE circle_id = $1) AS h
                 WHERE c.id = $1 AND (c.n < h.n OR c.n > 0 AND h.n = 0)",
            ),
            // Pages know the higher number, and would not hear of a lower one: the newest
            // change is told under it once more.
            (
                CircleCount::Changes,
                "INSERT INTO circle_change (circle_id, n, op, message_id)
                 SELECT c.id, c.n, h.op, h.message_id FROM circle c
                 CROSS JOIN LATERAL (SELECT n, op, message_id FROM circle_change
                     WHERE circle_id = c.id ORDER BY n DESC LIMIT 1) AS h
                 WHERE c.id = $1 AND c.n > h.n",
            ),
            (
                CircleCount::Read,
                "UPDATE circle_member m SET read = c.head FROM circle c
                 WHERE c.id = $1 AND m.circle_id = c.id AND m.read > c.head",
            ),
        ] {
            let rows = self.0.execute_raw(sql(text, [circle.into()])).await?.rows_affected();
            if rows > 0 {
                repaired.push((count, rows));
            }
        }
        Ok(repaired)
    }

    /// Comments that are counted anew are a change, of which pages hear as of any other.
    async fn repair_message(
        &self,
        circle: Uuid,
        id: Uuid,
    ) -> Result<Vec<(CircleCount, u64)>, StoreError> {
        self.hold_item(id, false).await?;
        let look = sql(
            concat!(
                "SELECT counts <> ",
                reacted!("$1"),
                " AS reactions, comments <> ",
                answered!("$1"),
                " AS comments FROM message WHERE id = $1"
            ),
            [id.into()],
        );
        let Some(row) = self.0.query_one_raw(look).await? else { return Ok(Vec::new()) };
        let mut repaired = Vec::new();
        if row.try_get("", "reactions")? {
            self.recount_reactions(id, false).await?;
            repaired.push((CircleCount::Reactions, 1));
        }
        if row.try_get("", "comments")? {
            self.recount_comments(circle, id).await?;
            repaired.push((CircleCount::Comments, 1));
        }
        Ok(repaired)
    }

    async fn repair_comment(&self, id: Uuid) -> Result<Vec<(CircleCount, u64)>, StoreError> {
        self.hold_item(id, true).await?;
        let look = sql(
            concat!("SELECT counts <> ", reacted!("$1"), " AS is_wrong FROM comment WHERE id = $1"),
            [id.into()],
        );
        let row = self.0.query_one_raw(look).await?;
        let is_wrong: Option<bool> = row.map(|row| row.try_get("", "is_wrong")).transpose()?;
        if is_wrong != Some(true) {
            return Ok(Vec::new());
        }
        self.recount_reactions(id, true).await?;
        Ok(vec![(CircleCount::Reactions, 1)])
    }
}
