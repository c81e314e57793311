//! Messages: posted, read by their numbers, edited, hidden and removed.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::reactions::Item;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A message as somebody finds it.
#[derive(Clone, Debug, PartialEq, FromQueryResult, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a column")]
pub struct MessageRecord {
    pub id: Uuid,
    pub circle_id: Uuid,
    /// `None` while it is held.
    pub seq: Option<i64>,
    pub version: i64,
    pub kind: String,
    /// `None` once they are erased, and of what was said without a name.
    pub author: Option<Uuid>,
    pub author_name: Option<String>,
    pub is_anonymous: bool,
    /// By which whoever said it without a name is known again.
    pub mark: Option<Vec<u8>>,
    /// `None` once it is removed.
    pub text: Option<String>,
    /// `held`, `shown`, `hidden` or `removed`.
    pub state: String,
    pub is_pinned: bool,
    /// Whether it was the message of a day.
    pub is_daily: bool,
    pub comments: i32,
    pub counts: Value,
    pub created_ms: i64,
    pub edited_ms: Option<i64>,
    /// The reaction of whoever looks, and whether they keep it.
    pub reaction: Option<String>,
    pub is_favourite: bool,
    /// A list of `{id, kind, width, height, duration_ms, alt}`.
    pub media: Value,
}

#[derive(Clone, Copy, Debug)]
pub struct NewMessage<'a> {
    pub id: Uuid,
    pub circle: Uuid,
    pub author: Uuid,
    pub kind: &'a str,
    pub text: &'a str,
    pub is_daily: bool,
}

/// Which messages of a circle, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageRange {
    Before(i64),
    After(i64),
}

macro_rules! messages {
    ($rest:expr) => {
        concat!(
            "SELECT m.id, m.circle_id, m.seq, m.version, m.kind, m.author,
                 u.display_name AS author_name, m.is_anonymous,
                 CASE WHEN m.is_anonymous THEN (SELECT n.mark FROM message_author n
                     WHERE n.item_id = m.id) END AS mark, m.text, m.state,
                 m.pinned_at IS NOT NULL AS is_pinned, m.is_daily, m.comments, m.counts,
                 (extract(epoch FROM m.created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM m.edited_at) * 1000)::bigint AS edited_ms,
                 r.kind AS reaction, f.user_id IS NOT NULL AS is_favourite,
                 (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind,
                         'width', d.width, 'height', d.height, 'duration_ms', d.duration_ms,
                         'alt', d.alt) ORDER BY d.place), '[]')
                     FROM media d WHERE d.message_id = m.id) AS media
             FROM message m LEFT JOIN users u ON u.id = m.author
             LEFT JOIN reaction r ON r.item_id = m.id AND r.user_id = $1
             LEFT JOIN favourite f ON f.message_id = m.id AND f.user_id = $1 ",
            $rest
        )
    };
}
pub(super) use messages;

impl Store {
    /// Messages that were shown, in the order of their numbers; none up to `floor`.
    pub async fn messages(
        &self,
        (circle, viewer): (Uuid, Option<Uuid>),
        range: MessageRange,
        floor: i64,
        limit: u32,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let (text, from, is_backward) = match range {
            MessageRange::Before(seq) => (
                messages!(
                    "WHERE m.circle_id = $2 AND m.seq < $3 AND m.seq > $4
                     ORDER BY m.seq DESC LIMIT $5"
                ),
                seq,
                true,
            ),
            MessageRange::After(seq) => (
                messages!(
                    "WHERE m.circle_id = $2 AND m.seq > $3 AND m.seq > $4 ORDER BY m.seq LIMIT $5"
                ),
                seq,
                false,
            ),
        };
        let values =
            [viewer.into(), circle.into(), from.into(), floor.into(), i64::from(limit).into()];
        let rows = self.db.query_all_raw(sql(text, values)).await?;
        let mut found = rows.iter().map(message).collect::<Result<Vec<_>, _>>()?;
        if is_backward {
            found.reverse();
        }
        Ok(found)
    }

    pub async fn message(
        &self,
        id: Uuid,
        viewer: Option<Uuid>,
    ) -> Result<Option<MessageRecord>, StoreError> {
        let find = sql(messages!("WHERE m.id = $2"), [viewer.into(), id.into()]);
        self.db.query_one_raw(find).await?.map(|row| message(&row)).transpose()
    }

    /// Several, in any order.
    pub async fn messages_named(
        &self,
        ids: &[Uuid],
        viewer: Option<Uuid>,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(messages!("WHERE m.id = ANY($2)"), [viewer.into(), ids.to_vec().into()]);
        self.db.query_all_raw(find).await?.iter().map(message).collect()
    }

    /// Those of somebody that are held, oldest first; those without a name by their mark.
    pub async fn held_messages(
        &self,
        (circle, author): (Uuid, Uuid),
        mark: Option<Vec<u8>>,
        limit: u32,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(
                "WHERE m.state = 'held' AND m.id IN (
                     SELECT id FROM message
                         WHERE circle_id = $2 AND author = $1 AND state = 'held'
                     UNION ALL SELECT item_id FROM message_author
                         WHERE circle_id = $2 AND mark = $4)
                 ORDER BY m.id LIMIT $3"
            ),
            [author.into(), circle.into(), i64::from(limit).into(), mark.into()],
        );
        self.db.query_all_raw(find).await?.iter().map(message).collect()
    }

    /// Those that are pinned, the last pinned first.
    pub async fn pinned_messages(
        &self,
        circle: Uuid,
        viewer: Option<Uuid>,
        floor: i64,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(
                "WHERE m.circle_id = $2 AND m.pinned_at IS NOT NULL AND m.state = 'shown'
                     AND m.seq > $3 ORDER BY m.pinned_at DESC"
            ),
            [viewer.into(), circle.into(), floor.into()],
        );
        self.db.query_all_raw(find).await?.iter().map(message).collect()
    }
}

impl Transaction {
    /// Says something in a held circle. What is `is_held` waits for a moderator.
    pub async fn post_message(
        &self,
        new: NewMessage<'_>,
        is_held: bool,
    ) -> Result<MessageRecord, StoreError> {
        let NewMessage { id, circle, author, .. } = new;
        self.keep_message(new).await?;
        if is_held {
            self.open_case(Item { id, circle, is_comment: false }, None).await?;
        } else {
            self.number_message(circle, id, (None, true)).await?;
        }
        self.message(id, author).await?.ok_or(StoreError::NotFound)
    }

    /// Says something in a held circle for somebody who does not look now.
    pub async fn post_by_clock(&self, new: NewMessage<'_>) -> Result<(), StoreError> {
        self.keep_message(new).await?;
        self.number_message(new.circle, new.id, (None, false)).await
    }

    async fn keep_message(&self, new: NewMessage<'_>) -> Result<(), StoreError> {
        let NewMessage { id, circle, author, kind, text, is_daily } = new;
        let keep = sql(
            "INSERT INTO message (id, circle_id, author, kind, text, state, is_daily)
             VALUES ($1, $2, $3, $4, $5, 'held', $6)",
            [id.into(), circle.into(), author.into(), kind.into(), text.into(), is_daily.into()],
        );
        self.0.execute_raw(keep).await?;
        Ok(())
    }

    /// Shows a message that was held: it is the newest now, and its author has read it;
    /// who was not there has only if nothing came before that they have not. Of what has no
    /// author `unseen` is who said it.
    pub(super) async fn number_message(
        &self,
        circle: Uuid,
        id: Uuid,
        (unseen, was_there): (Option<Uuid>, bool),
    ) -> Result<(), StoreError> {
        let number = sql(
            "WITH next AS (UPDATE circle SET head = head + 1, active_at = now()
                     WHERE id = $1 RETURNING head),
                 shown AS (UPDATE message SET state = 'shown', seq = (SELECT head FROM next)
                     WHERE id = $2 RETURNING author)
             UPDATE circle_member SET read = greatest(read, (SELECT head FROM next))
             WHERE circle_id = $1 AND user_id = coalesce((SELECT author FROM shown), $4)
                 AND ($3 OR read = (SELECT head FROM next) - 1)",
            [circle.into(), id.into(), was_there.into(), unseen.into()],
        );
        self.0.execute_raw(number).await?;
        self.change_circle(circle, "posted", id).await?;
        Ok(())
    }

    /// As it is in this transaction.
    pub async fn message(
        &self,
        id: Uuid,
        viewer: Uuid,
    ) -> Result<Option<MessageRecord>, StoreError> {
        let find = sql(messages!("WHERE m.id = $2"), [viewer.into(), id.into()]);
        self.0.query_one_raw(find).await?.map(|row| message(&row)).transpose()
    }

    /// The newest that was shown in a circle.
    pub async fn last_message(&self, circle: Uuid) -> Result<Option<Uuid>, StoreError> {
        let find = sql(
            "SELECT id FROM message WHERE circle_id = $1 AND seq IS NOT NULL
             ORDER BY seq DESC LIMIT 1",
            [circle.into()],
        );
        let row = self.0.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "id")).transpose()?)
    }

    /// Another text; what it said before is kept for a while. Reports of it count anew.
    pub async fn edit_message(
        &self,
        before: &MessageRecord,
        kind: &str,
        text: &str,
    ) -> Result<(), StoreError> {
        let said = before.text.as_deref().unwrap_or_default();
        self.keep_said(before.circle_id, before.id, before.version, said).await?;
        let edit = sql(
            "UPDATE message SET version = version + 1, kind = $2, text = $3, edited_at = now(),
                 is_kept = false
             WHERE id = $1",
            [before.id.into(), kind.into(), text.into()],
        );
        self.0.execute_raw(edit).await?;
        if before.seq.is_some() {
            self.change_circle(before.circle_id, "edited", before.id).await?;
        }
        Ok(())
    }

    /// Takes what it said away. Its number stays.
    pub async fn remove_message(&self, circle: Uuid, id: Uuid) -> Result<(), StoreError> {
        let remove = sql(
            "UPDATE message SET version = version + 1, state = 'removed', text = NULL,
                 pinned_at = NULL
             WHERE id = $1 RETURNING seq",
            [id.into()],
        );
        let row = self.0.query_one_raw(remove).await?.ok_or(StoreError::NotFound)?;
        self.forget_said(id).await?;
        self.remove_media(id).await?;
        self.close_case(id).await?;
        if row.try_get::<Option<i64>>("", "seq")?.is_some() {
            self.change_circle(circle, "removed", id).await?;
        }
        Ok(())
    }

    /// Hides a message, or shows it again.
    pub(super) async fn set_hidden(
        &self,
        circle: Uuid,
        id: Uuid,
        is_hidden: bool,
    ) -> Result<(), StoreError> {
        let (from, to, op) =
            if is_hidden { ("shown", "hidden", "hidden") } else { ("hidden", "shown", "shown") };
        let set = sql(
            "UPDATE message SET version = version + 1, state = $3
             WHERE id = $1 AND state = $2",
            [id.into(), from.into(), to.into()],
        );
        if self.0.execute_raw(set).await?.rows_affected() > 0 {
            self.change_circle(circle, op, id).await?;
        }
        Ok(())
    }

    /// Pins a message, or unpins it; `false` where the circle has `most` already.
    pub async fn pin_message(
        &self,
        circle: Uuid,
        id: Uuid,
        is_pinned: bool,
        most: i64,
    ) -> Result<bool, StoreError> {
        let pin = sql(
            "UPDATE message SET pinned_at = CASE WHEN $3 THEN coalesce(pinned_at, now()) END
             WHERE id = $1 AND state = 'shown' AND (NOT $3 OR (SELECT count(*) FROM message
                 WHERE circle_id = $2 AND pinned_at IS NOT NULL AND id <> $1) < $4)",
            [id.into(), circle.into(), is_pinned.into(), most.into()],
        );
        if self.0.execute_raw(pin).await?.rows_affected() == 0 {
            return Ok(false);
        }
        self.change_circle(circle, "pinned", id).await?;
        Ok(true)
    }

    /// How many messages of somebody were shown in a circle; `most` at most are counted.
    pub async fn count_shown(
        &self,
        circle: Uuid,
        author: Uuid,
        most: i64,
    ) -> Result<i64, StoreError> {
        let count = sql(
            "SELECT count(*) AS count FROM (SELECT FROM message
                 WHERE circle_id = $1 AND author = $2 AND seq IS NOT NULL LIMIT $3) AS shown",
            [circle.into(), author.into(), most.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "count")?)
    }

    /// For how many milliseconds somebody has said nothing in a circle, by name or by mark.
    pub async fn quiet_ms(
        &self,
        circle: Uuid,
        author: Uuid,
        mark: Option<Vec<u8>>,
    ) -> Result<Option<i64>, StoreError> {
        let find = sql(
            "SELECT (extract(epoch FROM now() - greatest(
                 (SELECT max(created_at) FROM message WHERE circle_id = $1 AND author = $2),
                 (SELECT max(m.created_at) FROM message_author n JOIN message m ON m.id = n.item_id
                     WHERE n.circle_id = $1 AND n.mark = $3))) * 1000)::bigint AS quiet",
            [circle.into(), author.into(), mark.into()],
        );
        let row = self.0.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "quiet")?)
    }
}

pub(super) fn message(row: &QueryResult) -> Result<MessageRecord, StoreError> {
    Ok(MessageRecord::from_query_result(row, "")?)
}
