//! Comments: what is said to a message, and to a comment on it.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct CommentRecord {
    pub id: Uuid,
    pub circle_id: Uuid,
    pub message_id: Uuid,
    /// The comment that it answers.
    pub parent: Option<Uuid>,
    pub version: i64,
    pub author: Option<Uuid>,
    pub author_name: Option<String>,
    pub text: Option<String>,
    /// `shown`, `hidden` or `removed`.
    pub state: String,
    pub counts: Value,
    pub created_ms: i64,
    pub edited_ms: Option<i64>,
    /// Of whoever looks.
    pub reaction: Option<String>,
}

#[derive(Clone, Copy, Debug)]
pub struct NewComment<'a> {
    pub id: Uuid,
    pub circle: Uuid,
    pub message: Uuid,
    pub parent: Option<Uuid>,
    pub author: Uuid,
    pub text: &'a str,
}

macro_rules! comments {
    ($rest:expr) => {
        concat!(
            "SELECT c.id, c.circle_id, c.message_id, c.parent, c.version, c.author,
                 u.display_name AS author_name, c.text, c.state, c.counts,
                 (extract(epoch FROM c.created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM c.edited_at) * 1000)::bigint AS edited_ms,
                 r.kind AS reaction
             FROM comment c LEFT JOIN users u ON u.id = c.author
             LEFT JOIN reaction r ON r.item_id = c.id AND r.user_id = $1 ",
            $rest
        )
    };
}
pub(super) use comments;

/// How many comments of a message are shown, as rows say; the message as SQL.
macro_rules! answered {
    ($message:literal) => {
        concat!(
            "(SELECT count(*) FROM comment WHERE message_id = ",
            $message,
            " AND state = 'shown')"
        )
    };
}
pub(super) use answered;

impl Store {
    /// Of a message, oldest first, behind a comment.
    pub async fn comments(
        &self,
        message: Uuid,
        viewer: Option<Uuid>,
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<CommentRecord>, StoreError> {
        let find = sql(
            comments!("WHERE c.message_id = $2 AND c.id > $3 ORDER BY c.id LIMIT $4"),
            [
                viewer.into(),
                message.into(),
                after.unwrap_or_default().into(),
                i64::from(limit).into(),
            ],
        );
        self.db.query_all_raw(find).await?.iter().map(comment).collect()
    }

    pub async fn comment(
        &self,
        id: Uuid,
        viewer: Option<Uuid>,
    ) -> Result<Option<CommentRecord>, StoreError> {
        let find = sql(comments!("WHERE c.id = $2"), [viewer.into(), id.into()]);
        self.db.query_one_raw(find).await?.map(|row| comment(&row)).transpose()
    }

    /// Several, in any order.
    pub async fn comments_named(
        &self,
        ids: &[Uuid],
        viewer: Option<Uuid>,
    ) -> Result<Vec<CommentRecord>, StoreError> {
        let find = sql(comments!("WHERE c.id = ANY($2)"), [viewer.into(), ids.to_vec().into()]);
        self.db.query_all_raw(find).await?.iter().map(comment).collect()
    }
}

impl Transaction {
    /// Says something to a message of a held circle; `None` where it has `most` already,
    /// removed ones too.
    pub async fn make_comment(
        &self,
        new: NewComment<'_>,
        most: i64,
    ) -> Result<Option<CommentRecord>, StoreError> {
        let NewComment { id, circle, message, parent, author, text } = new;
        let make = sql(
            "INSERT INTO comment (id, circle_id, message_id, parent, author, text, state, created_at)
             SELECT $1, $2, $3, $4, $5, $6, 'shown', clock_timestamp()
             WHERE (SELECT count(*) FROM comment WHERE message_id = $3) < $7",
            [
                id.into(),
                circle.into(),
                message.into(),
                parent.into(),
                author.into(),
                text.into(),
                most.into(),
            ],
        );
        if self.0.execute_raw(make).await?.rows_affected() == 0 {
            return Ok(None);
        }
        self.recount_comments(circle, message).await?;
        self.comment(id, author).await
    }

    /// As it is in this transaction.
    pub async fn comment(
        &self,
        id: Uuid,
        viewer: Uuid,
    ) -> Result<Option<CommentRecord>, StoreError> {
        let find = sql(comments!("WHERE c.id = $2"), [viewer.into(), id.into()]);
        self.0.query_one_raw(find).await?.map(|row| comment(&row)).transpose()
    }

    pub async fn edit_comment(&self, before: &CommentRecord, text: &str) -> Result<(), StoreError> {
        let said = before.text.as_deref().unwrap_or_default();
        self.keep_said(before.circle_id, before.id, before.version, said).await?;
        let edit = sql(
            "UPDATE comment SET version = version + 1, text = $2, edited_at = now(),
                 is_kept = false
             WHERE id = $1",
            [before.id.into(), text.into()],
        );
        self.0.execute_raw(edit).await?;
        self.change_circle(before.circle_id, "commented", before.message_id).await?;
        Ok(())
    }

    /// Takes what it said away, and leaves its place.
    pub async fn remove_comment(&self, comment: &CommentRecord) -> Result<(), StoreError> {
        let remove = sql(
            "UPDATE comment SET version = version + 1, state = 'removed', text = NULL
             WHERE id = $1",
            [comment.id.into()],
        );
        self.0.execute_raw(remove).await?;
        self.forget_said(comment.id).await?;
        self.close_case(comment.id).await?;
        self.recount_comments(comment.circle_id, comment.message_id).await
    }

    /// Hides a comment, or shows it again.
    pub(super) async fn set_comment_hidden(
        &self,
        comment: &CommentRecord,
        is_hidden: bool,
    ) -> Result<(), StoreError> {
        let (from, to) = if is_hidden { ("shown", "hidden") } else { ("hidden", "shown") };
        let set = sql(
            "UPDATE comment SET version = version + 1, state = $3 WHERE id = $1 AND state = $2",
            [comment.id.into(), from.into(), to.into()],
        );
        if self.0.execute_raw(set).await?.rows_affected() > 0 {
            self.recount_comments(comment.circle_id, comment.message_id).await?;
        }
        Ok(())
    }

    /// Comments that are shown.
    pub(super) async fn recount_comments(
        &self,
        circle: Uuid,
        message: Uuid,
    ) -> Result<(), StoreError> {
        let count = sql(
            concat!("UPDATE message SET comments = ", answered!("$1"), " WHERE id = $1"),
            [message.into()],
        );
        self.0.execute_raw(count).await?;
        self.change_circle(circle, "commented", message).await?;
        Ok(())
    }
}

pub(super) fn comment(row: &QueryResult) -> Result<CommentRecord, StoreError> {
    Ok(CommentRecord::from_query_result(row, "")?)
}
