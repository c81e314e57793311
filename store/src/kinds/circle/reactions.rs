//! Reactions, one a person and item, and favourites, which nobody else sees.

use sea_orm::ConnectionTrait;
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What is reacted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    pub id: Uuid,
    pub circle: Uuid,
    pub is_comment: bool,
}

/// What people made of an item, by kind, as its rows say; the item as SQL.
macro_rules! reacted {
    ($item:literal) => {
        concat!(
            "coalesce((SELECT jsonb_object_agg(kind, count) FROM
                 (SELECT kind, count(*) AS count FROM reaction WHERE item_id = ",
            $item,
            " GROUP BY kind) AS each), '{}'::jsonb)"
        )
    };
}
pub(super) use reacted;

impl Transaction {
    /// Sets somebody's reaction, or takes it away; answers how many there are of each.
    /// They are counted, not added up: nothing that is sent twice counts twice. Its time is
    /// when it was first given, and later than that of all who held the item before.
    pub async fn react(
        &self,
        item: Item,
        user: Uuid,
        kind: Option<&str>,
    ) -> Result<Value, StoreError> {
        let Item { id, circle, is_comment } = item;
        // Before the item, as by whoever erases them.
        let person = sql("SELECT FROM users WHERE id = $1 FOR KEY SHARE", [user.into()]);
        self.0.query_one_raw(person).await?.ok_or(StoreError::NotFound)?;
        self.hold_item(id, is_comment).await?;
        let set = match kind {
            Some(kind) => sql(
                "INSERT INTO reaction (item_id, user_id, circle_id, kind, at)
                 VALUES ($1, $2, $3, $4, clock_timestamp())
                 ON CONFLICT (item_id, user_id) DO UPDATE SET kind = excluded.kind",
                [id.into(), user.into(), circle.into(), kind.into()],
            ),
            None => sql(
                "DELETE FROM reaction WHERE item_id = $1 AND user_id = $2",
                [id.into(), user.into()],
            ),
        };
        self.0.execute_raw(set).await?;
        self.recount_reactions(id, is_comment).await
    }

    /// Of two who count it at once the second counts the first. A statement that waits for a
    /// row counts what there was before it waited, so this is one of its own.
    pub(super) async fn hold_item(&self, id: Uuid, is_comment: bool) -> Result<(), StoreError> {
        let hold = if is_comment {
            "SELECT FROM comment WHERE id = $1 FOR NO KEY UPDATE"
        } else {
            "SELECT FROM message WHERE id = $1 FOR NO KEY UPDATE"
        };
        self.0.query_one_raw(sql(hold, [id.into()])).await?.ok_or(StoreError::NotFound)?;
        Ok(())
    }

    /// Of an item that is held.
    pub(super) async fn recount_reactions(
        &self,
        id: Uuid,
        is_comment: bool,
    ) -> Result<Value, StoreError> {
        let text = if is_comment {
            concat!(
                "UPDATE comment SET counts = ",
                reacted!("$1"),
                " WHERE id = $1 RETURNING counts"
            )
        } else {
            concat!(
                "UPDATE message SET counts = ",
                reacted!("$1"),
                " WHERE id = $1 RETURNING counts"
            )
        };
        let row = self.0.query_one_raw(sql(text, [id.into()])).await?;
        Ok(row.ok_or(StoreError::NotFound)?.try_get("", "counts")?)
    }
}

impl Store {
    /// Keeps a message for somebody alone, or no longer.
    pub async fn set_favourite(
        &self,
        user: Uuid,
        (message, circle): (Uuid, Uuid),
        is_kept: bool,
    ) -> Result<(), StoreError> {
        let set = if is_kept {
            sql(
                "INSERT INTO favourite (user_id, message_id, circle_id) VALUES ($1, $2, $3)
                 ON CONFLICT DO NOTHING",
                [user.into(), message.into(), circle.into()],
            )
        } else {
            sql(
                "DELETE FROM favourite WHERE user_id = $1 AND message_id = $2",
                [user.into(), message.into()],
            )
        };
        self.db.execute_raw(set).await?;
        Ok(())
    }
}
