//! Circles, what is said in them, and people, by words. Whoever looks finds what they may
//! read, and no answer tells of anything else: what is found is ordered by time and by
//! name, never by how often a word stands somewhere.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult, QueryResult, Statement};
use uuid::Uuid;

use super::circles::{CircleCursor, CircleRecord, circles, record};
use super::comments::{CommentRecord, comment, comments};
use super::feeds::FeedRange;
use super::messages::{MessageRecord, message, messages};
use super::people::seen;
use super::regards::veiled;
use crate::error::took_too_long;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Each statement of a search gets this long.
const LIMIT: &str = "SET LOCAL statement_timeout = '1500ms'";

/// Somebody who is found by name.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct FoundPerson {
    pub id: Uuid,
    pub name: String,
    /// Empty of whoever says nothing.
    pub about: String,
    /// The name as it is compared: a list goes on behind it.
    pub folded: String,
}

/// Somebody who looks for words. Each question has a time, and is given up beyond it:
/// [`StoreError::TooBroad`].
pub struct CircleSearch {
    transaction: Transaction,
    /// The words as Postgres looks for them.
    words: String,
    viewer: Option<Uuid>,
}

/// Whether the message `m` of a circle is read by whoever looks; `a` is what they are there.
macro_rules! readable {
    ($circle:literal) => {
        concat!(
            "(a.state = 'active' AND (m.seq > ",
            $circle,
            ".closed_until OR a.joined_at <= ",
            $circle,
            ".opened_at) OR ",
            $circle,
            ".kind = 'public' AND ",
            $circle,
            ".closing_at IS NULL AND m.seq > ",
            $circle,
            ".closed_until AND (a.state IS DISTINCT FROM 'banned' OR a.until <= now()))"
        )
    };
}

impl Store {
    /// Begins to look; `None` where there is no word in what is looked for. Nobody in
    /// particular finds what is public.
    pub async fn search(
        &self,
        words: &str,
        viewer: Option<Uuid>,
    ) -> Result<Option<CircleSearch>, StoreError> {
        let transaction = self.begin().await?;
        transaction.0.execute_unprepared(LIMIT).await?;
        let read = sql("SELECT search_query($1)::text AS words", [words.into()]);
        let row = transaction.0.query_one_raw(read).await?.ok_or(StoreError::NotFound)?;
        let words: Option<String> = row.try_get("", "words")?;
        let words = words.filter(|words| !words.is_empty());
        Ok(words.map(|words| CircleSearch { transaction, words, viewer }))
    }
}

impl CircleSearch {
    /// Circles that they may see, the one that was active last first: public ones, those
    /// that they are in or ask to be in, and those that keep a place for them.
    pub async fn circles(
        &self,
        after: Option<CircleCursor>,
        limit: u32,
    ) -> Result<Vec<CircleRecord>, StoreError> {
        let newest = CircleCursor { active_ms: i64::from(i32::MAX) * 1_000, id: Uuid::max() };
        let CircleCursor { active_ms, id } = after.unwrap_or(newest);
        let find = sql(
            circles!(
                "FROM circle c LEFT JOIN circle_member a ON a.circle_id = c.id AND a.user_id = $1
                 WHERE c.search @@ $2::text::tsquery
                     AND (a.state = 'active' OR c.closing_at IS NULL AND (c.kind = 'public'
                         OR c.kind = 'invite_only' AND a.state = 'pending'
                         OR (a.state IS DISTINCT FROM 'banned' OR a.until <= now())
                             AND EXISTS (SELECT FROM circle_invitation i
                                 WHERE i.circle_id = c.id AND i.user_id = $1
                                     AND i.uses_left > 0 AND i.until > now())))
                     AND ((extract(epoch FROM c.active_at) * 1000)::bigint, c.id) < ($3, $4)
                 ORDER BY (extract(epoch FROM c.active_at) * 1000)::bigint DESC, c.id DESC
                 LIMIT $5"
            ),
            [
                self.viewer.into(),
                self.words.as_str().into(),
                active_ms.into(),
                id.into(),
                i64::from(limit).into(),
            ],
        );
        self.ask(find).await?.iter().map(record).collect()
    }

    /// Others whom they may see, by their names. Whoever is nobody in particular sees none.
    pub async fn people(
        &self,
        after: Option<(String, Uuid)>,
        limit: u32,
    ) -> Result<Vec<FoundPerson>, StoreError> {
        let (folded, id) = after.unwrap_or_default();
        let find = sql(
            concat!(
                "SELECT u.id, u.display_name AS name, coalesce(p.about, '') AS about,
                     search_text(u.display_name) AS folded
                 FROM users u LEFT JOIN profile p ON p.user_id = u.id
                 WHERE to_tsvector('simple', search_text(u.display_name)) @@ $2::text::tsquery
                     AND u.id <> $1 AND ",
                seen!("$1", "u.id"),
                " AND NOT ",
                veiled!("$1", "u.id"),
                " AND (search_text(u.display_name) COLLATE \"C\", u.id) > ($3, $4)
                 ORDER BY search_text(u.display_name) COLLATE \"C\", u.id LIMIT $5"
            ),
            [
                self.viewer.into(),
                self.words.as_str().into(),
                folded.into(),
                id.into(),
                i64::from(limit).into(),
            ],
        );
        let person = |row: &QueryResult| Ok(FoundPerson::from_query_result(row, "")?);
        self.ask(find).await?.iter().map(person).collect()
    }

    /// Messages that they may read, newest first: of one circle, or of all.
    pub async fn messages(
        &self,
        circle: Option<Uuid>,
        range: FeedRange,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(concat!(
                "JOIN circle c ON c.id = m.circle_id
                 LEFT JOIN circle_member a ON a.circle_id = c.id AND a.user_id = $1
                 WHERE m.state = 'shown' AND m.search @@ $2::text::tsquery AND m.id < $3
                     AND ($5::uuid IS NULL OR m.circle_id = $5) AND NOT ",
                veiled!("$1", "m.author"),
                " AND ",
                readable!("c"),
                " ORDER BY m.id DESC LIMIT $4"
            )),
            self.values(circle, range),
        );
        self.ask(find).await?.iter().map(message).collect()
    }

    /// The same of comments: those on messages that they may read.
    pub async fn comments(
        &self,
        circle: Option<Uuid>,
        range: FeedRange,
    ) -> Result<Vec<CommentRecord>, StoreError> {
        let find = sql(
            comments!(concat!(
                "JOIN message m ON m.id = c.message_id AND m.state = 'shown'
                 JOIN circle o ON o.id = m.circle_id
                 LEFT JOIN circle_member a ON a.circle_id = o.id AND a.user_id = $1
                 WHERE c.state = 'shown' AND c.search @@ $2::text::tsquery AND c.id < $3
                     AND ($5::uuid IS NULL OR c.circle_id = $5) AND NOT ",
                veiled!("$1", "c.author"),
                " AND NOT ",
                veiled!("$1", "m.author"),
                " AND ",
                readable!("o"),
                " ORDER BY c.id DESC LIMIT $4"
            )),
            self.values(circle, range),
        );
        self.ask(find).await?.iter().map(comment).collect()
    }

    fn values(&self, circle: Option<Uuid>, range: FeedRange) -> [sea_orm::Value; 5] {
        let FeedRange { before, limit } = range;
        let before = before.unwrap_or(Uuid::max());
        let words = self.words.as_str();
        [self.viewer.into(), words.into(), before.into(), i64::from(limit).into(), circle.into()]
    }

    async fn ask(&self, find: Statement) -> Result<Vec<QueryResult>, StoreError> {
        self.transaction.0.query_all_raw(find).await.map_err(answered)
    }
}

fn answered(error: DbErr) -> StoreError {
    if took_too_long(&error) { StoreError::TooBroad } else { error.into() }
}
