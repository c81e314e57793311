//! The newest of a circle as anybody reads it, and what of it is each reader's own.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    circles::CircleRecord,
    messages::{MessageRange, MessageRecord},
};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Messages of a page, at most.
const MESSAGES: u32 = 50;
/// People of a page who may not read it.
const BANNED_MAX: i64 = 1_000;

/// A circle and its newest messages, with nothing that only some may read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CirclePage {
    pub circle: CircleRecord,
    /// In the order of their numbers; without words where they are not shown.
    pub messages: Vec<MessageRecord>,
    /// The last pinned first.
    pub pinned: Vec<MessageRecord>,
    /// Whoever is banned, each until when; `None` for ever.
    pub banned: Vec<(Uuid, Option<i64>)>,
    /// Whether nobody else is banned, and the circle was set to the same all the while.
    pub is_sure: bool,
}

/// What of a message is not the same for all, or changes without a number.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct MessageMark {
    pub id: Uuid,
    pub author_name: Option<String>,
    pub mark: Option<Vec<u8>>,
    pub counts: Value,
    pub reaction: Option<String>,
    pub is_favourite: bool,
}

impl CircleRecord {
    /// Grows with each change of it, and of what stands in it.
    #[must_use]
    pub const fn changes(&self) -> i64 {
        self.n.saturating_add(self.version)
    }
}

impl Store {
    /// No older than the circle's numbers in it.
    pub async fn circle_page(&self, id: Uuid) -> Result<Option<CirclePage>, StoreError> {
        let Some(circle) = self.circle(id).await? else { return Ok(None) };
        let newest = MessageRange::Before(i64::MAX);
        let mut messages = self.messages((id, None), newest, 0, MESSAGES).await?;
        let unread = messages.iter_mut().filter(|message| message.state != "shown");
        for message in unread {
            message.text = None;
            message.media = Value::Null;
        }
        let mut pinned = self.pinned_messages(id, None, 0).await?;
        for message in messages.iter_mut().chain(&mut pinned) {
            message.mark = None;
        }
        let find = sql(
            "SELECT m.user_id, (extract(epoch FROM m.until) * 1000)::bigint AS until_ms,
                 c.version
             FROM circle c LEFT JOIN circle_member m ON m.circle_id = c.id
                 AND m.state = 'banned' AND (m.until IS NULL OR m.until > now())
             WHERE c.id = $1 LIMIT $2",
            [id.into(), (BANNED_MAX + 1).into()],
        );
        let mut banned = Vec::new();
        let mut is_same = false;
        let rows = self.db.query_all_raw(find).await?;
        for row in &rows {
            is_same = row.try_get::<i64>("", "version")? == circle.version;
            if let Some(user) = row.try_get::<Option<Uuid>>("", "user_id")? {
                banned.push((user, row.try_get("", "until_ms")?));
            }
        }
        let is_whole = i64::try_from(rows.len()).is_ok_and(|count| count <= BANNED_MAX);
        let is_sure = is_same && is_whole;
        Ok(Some(CirclePage { circle, messages, pinned, banned, is_sure }))
    }

    /// Of several messages, as somebody finds them.
    pub async fn message_marks(
        &self,
        ids: &[Uuid],
        viewer: Option<Uuid>,
    ) -> Result<HashMap<Uuid, MessageMark>, StoreError> {
        let find = sql(
            "SELECT m.id, u.display_name AS author_name, m.counts, r.kind AS reaction,
                 CASE WHEN m.is_anonymous THEN (SELECT n.mark FROM message_author n
                     WHERE n.item_id = m.id) END AS mark,
                 f.user_id IS NOT NULL AS is_favourite
             FROM message m LEFT JOIN users u ON u.id = m.author
             LEFT JOIN reaction r ON r.item_id = m.id AND r.user_id = $1
             LEFT JOIN favourite f ON f.message_id = m.id AND f.user_id = $1
             WHERE m.id = ANY($2)",
            [viewer.into(), ids.to_vec().into()],
        );
        let mut marks = HashMap::new();
        for row in self.db.query_all_raw(find).await? {
            let mark = MessageMark::from_query_result(&row, "")?;
            marks.insert(mark.id, mark);
        }
        Ok(marks)
    }
}

impl Transaction {
    /// Circles whose pages may name somebody.
    pub async fn circles_naming(&self, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT circle_id FROM circle_member WHERE user_id = $1
             UNION SELECT circle_id FROM message WHERE author = $1 ORDER BY 1",
            [user.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        rows.iter().map(|row| Ok(row.try_get("", "circle_id")?)).collect()
    }
}
