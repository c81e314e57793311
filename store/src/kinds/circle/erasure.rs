//! A person in circles, once the person is gone: what they said is taken away, and its
//! place stays. A circle of theirs goes to whoever stands highest in it, or, where
//! nobody else is in it, with them.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::reactions::Item;
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// What goes without a place that stays.
const ROWS: [&str; 17] = [
    "DELETE FROM message_version WHERE item_id IN (
         SELECT id FROM message WHERE author = $1 UNION ALL SELECT id FROM comment WHERE author = $1)",
    "DELETE FROM favourite WHERE user_id = $1",
    "DELETE FROM circle_report WHERE by = $1",
    "DELETE FROM circle_invitation WHERE by = $1 OR user_id = $1",
    "DELETE FROM circle_transfer WHERE user_id = $1",
    "UPDATE circle_case SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = $1",
    "DELETE FROM appeal WHERE person = $1",
    "UPDATE appeal SET decided_by = NULL WHERE decided_by = $1",
    "UPDATE decision SET by = NULL WHERE by = $1",
    "UPDATE decision SET person = NULL, reason = NULL WHERE person = $1",
    "UPDATE circle_daily SET version = version + 1, by = NULL, texts = '[]', next_at = NULL
         WHERE by = $1",
    "DELETE FROM circle_scheduled WHERE by = $1",
    "DELETE FROM circle_member WHERE user_id = $1",
    "DELETE FROM profile WHERE user_id = $1",
    "DELETE FROM follow WHERE follower = $1 OR followed = $1",
    "DELETE FROM block WHERE blocker = $1 OR blocked = $1",
    "DELETE FROM mute WHERE muter = $1 OR muted = $1",
];

/// The circles that a person has a part in, in the order in which they are held.
macro_rules! circles_of {
    ($hold:literal) => {
        concat!(
            "SELECT FROM circle WHERE id IN (
                 SELECT circle_id FROM circle_member WHERE user_id = $1
                 UNION SELECT circle_id FROM message WHERE author = $1
                 UNION SELECT circle_id FROM comment WHERE author = $1
                 UNION SELECT circle_id FROM reaction WHERE user_id = $1
                 UNION SELECT circle_id FROM circle_report WHERE by = $1
                 UNION SELECT circle_id FROM circle_case WHERE claimed_by = $1
                 UNION SELECT circle_id FROM circle_invitation WHERE by = $1 OR user_id = $1
                 UNION SELECT circle_id FROM appeal WHERE person = $1)
             ORDER BY id ",
            $hold
        )
    };
}

/// Holds a person's circles, before the person.
pub async fn hold(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    let hold = sql(circles_of!("FOR NO KEY UPDATE"), [user.into()]);
    transaction.0.query_all_raw(hold).await?;
    Ok(())
}

/// Holds those that a held person came to have a part in meanwhile. To wait for one of them
/// now would be the wrong order: where another has it, Postgres says no, and whoever erases
/// tries again.
pub async fn hold_late(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    let hold = sql(circles_of!("FOR NO KEY UPDATE NOWAIT"), [user.into()]);
    transaction.0.query_all_raw(hold).await?;
    Ok(())
}

/// Of a person who is held, and whose circles are.
pub async fn erase(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    hand_on(transaction, user).await?;
    let messages = sql(
        "SELECT id, circle_id FROM message WHERE author = $1 ORDER BY circle_id, id",
        [user.into()],
    );
    for row in transaction.0.query_all_raw(messages).await? {
        let (id, circle): (Uuid, Uuid) = both(&row)?;
        transaction.remove_message(circle, id).await?;
    }
    // What others said that they answered or reacted to: without them, it is counted anew.
    let mut answered = BTreeSet::new();
    let comments = sql(
        "SELECT id, circle_id FROM comment WHERE author = $1 ORDER BY circle_id, id",
        [user.into()],
    );
    for row in transaction.0.query_all_raw(comments).await? {
        let (id, circle): (Uuid, Uuid) = both(&row)?;
        if let Some(comment) = transaction.comment(id, user).await? {
            transaction.remove_comment(&comment).await?;
            answered.insert(Item { id: comment.message_id, circle, is_comment: false });
            answered.extend(comment.parent.map(|id| Item { id, circle, is_comment: true }));
        }
    }
    let reactions = sql(
        "DELETE FROM reaction WHERE user_id = $1 RETURNING item_id, circle_id,
             EXISTS (SELECT FROM comment c WHERE c.id = item_id) AS is_comment",
        [user.into()],
    );
    for row in transaction.0.query_all_raw(reactions).await? {
        let (id, is_comment) = (row.try_get("", "item_id")?, row.try_get("", "is_comment")?);
        transaction.hold_item(id, is_comment).await?;
        transaction.recount_reactions(id, is_comment).await?;
        let circle = row.try_get("", "circle_id")?;
        answered.insert(Item { id, circle, is_comment });
    }
    for item in answered {
        // What was said to somebody without a name is counted anew with what comes next.
        transaction.notify_said(item, None).await?;
    }
    // Where others were to see to them, or to what they said.
    let waited = sql(
        "SELECT circle_id FROM circle_member WHERE user_id = $1 AND state = 'pending'
         UNION SELECT circle_id FROM message WHERE author = $1
         UNION SELECT circle_id FROM comment WHERE author = $1
         UNION SELECT circle_id FROM appeal WHERE person = $1 ORDER BY 1",
        [user.into()],
    );
    let waited = transaction.0.query_all_raw(waited).await?;
    for rows in ROWS {
        transaction.0.execute_raw(sql(rows, [user.into()])).await?;
    }
    for row in waited {
        let circle = row.try_get("", "circle_id")?;
        transaction.notify_join_requests(circle).await?;
        transaction.notify_waiting(circle).await?;
    }
    for unnamed in [
        "UPDATE message SET author = NULL WHERE author = $1",
        "UPDATE comment SET author = NULL WHERE author = $1",
    ] {
        transaction.0.execute_raw(sql(unnamed, [user.into()])).await?;
    }
    Ok(())
}

async fn hand_on(transaction: &Transaction, user: Uuid) -> Result<(), StoreError> {
    let owned = sql(
        "SELECT circle_id FROM circle_member WHERE user_id = $1 AND role = 'owner' ORDER BY 1",
        [user.into()],
    );
    for row in transaction.0.query_all_raw(owned).await? {
        let circle: Uuid = row.try_get("", "circle_id")?;
        let next = sql(
            "SELECT user_id FROM circle_member
             WHERE circle_id = $1 AND user_id <> $2 AND state = 'active'
             ORDER BY array_position(ARRAY['admin', 'moderator', 'member'], role), joined_at, user_id
             LIMIT 1",
            [circle.into(), user.into()],
        );
        match transaction.0.query_one_raw(next).await? {
            Some(row) => transaction.set_owner(circle, row.try_get("", "user_id")?).await?,
            None => drop(transaction.delete_circle(circle).await?),
        }
    }
    Ok(())
}

fn both(row: &QueryResult) -> Result<(Uuid, Uuid), StoreError> {
    Ok((row.try_get("", "id")?, row.try_get("", "circle_id")?))
}
