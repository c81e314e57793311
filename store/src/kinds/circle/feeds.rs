//! Messages of several circles, newest first. What was said by whoever is veiled for the
//! one who reads is not among them.

use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use super::messages::{MessageRecord, message, messages};
use super::regards::veiled;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A page of a feed.
#[derive(Clone, Copy, Debug, Default)]
pub struct FeedRange {
    pub before: Option<Uuid>,
    pub limit: u32,
}

impl Store {
    /// Of the circles that somebody is in; what was said before they might read it is not
    /// among it.
    pub async fn home_feed(
        &self,
        user: Uuid,
        range: FeedRange,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(concat!(
                "JOIN circle c ON c.id = m.circle_id
                 JOIN circle_member a ON a.circle_id = c.id AND a.user_id = $1
                     AND a.state = 'active'
                 WHERE m.state = 'shown' AND m.id < $2 AND NOT ",
                veiled!("$1", "m.author"),
                " AND (m.seq > c.closed_until OR a.joined_at <= c.opened_at)
                 ORDER BY m.id DESC LIMIT $3"
            )),
            values(Some(user), range),
        );
        self.db.query_all_raw(find).await?.iter().map(message).collect()
    }

    /// Of those whom somebody follows, in circles that they may read.
    pub async fn following_feed(
        &self,
        user: Uuid,
        range: FeedRange,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(concat!(
                "JOIN follow w ON w.followed = m.author AND w.follower = $1
                 JOIN circle c ON c.id = m.circle_id
                 LEFT JOIN circle_member a ON a.circle_id = c.id AND a.user_id = $1
                 WHERE m.state = 'shown' AND m.id < $2 AND NOT ",
                veiled!("$1", "m.author"),
                " AND (a.state = 'active'
                             AND (m.seq > c.closed_until OR a.joined_at <= c.opened_at)
                         OR c.kind = 'public' AND c.closing_at IS NULL
                             AND m.seq > c.closed_until
                             AND (a.state IS DISTINCT FROM 'banned' OR a.until <= now()))
                 ORDER BY m.id DESC LIMIT $3"
            )),
            values(Some(user), range),
        );
        self.db.query_all_raw(find).await?.iter().map(message).collect()
    }

    /// Of public circles.
    pub async fn public_feed(
        &self,
        viewer: Option<Uuid>,
        range: FeedRange,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(concat!(
                "JOIN circle c ON c.id = m.circle_id
                     AND c.kind = 'public' AND c.closing_at IS NULL
                 WHERE m.state = 'shown' AND m.id < $2 AND m.seq > c.closed_until
                     AND NOT ",
                veiled!("$1", "m.author"),
                " AND NOT EXISTS (SELECT FROM circle_member b WHERE b.circle_id = c.id
                         AND b.user_id = $1 AND b.state = 'banned'
                         AND (b.until IS NULL OR b.until > now()))
                 ORDER BY m.id DESC LIMIT $3"
            )),
            values(viewer, range),
        );
        self.reading.query_all_raw(find).await?.iter().map(message).collect()
    }

    /// What somebody keeps, if they still may read it: the last kept first.
    pub async fn favourites(
        &self,
        user: Uuid,
        range: FeedRange,
    ) -> Result<Vec<MessageRecord>, StoreError> {
        let find = sql(
            messages!(concat!(
                "JOIN circle c ON c.id = m.circle_id
                 LEFT JOIN circle_member a ON a.circle_id = c.id AND a.user_id = $1
                 WHERE f.user_id IS NOT NULL AND m.state = 'shown' AND m.id < $2
                     AND NOT ",
                veiled!("$1", "m.author"),
                " AND (a.state = 'active'
                             AND (m.seq > c.closed_until OR a.joined_at <= c.opened_at)
                         OR c.kind = 'public' AND m.seq > c.closed_until
                             AND (a.state IS DISTINCT FROM 'banned' OR a.until <= now()))
                 ORDER BY m.id DESC LIMIT $3"
            )),
            values(Some(user), range),
        );
        self.db.query_all_raw(find).await?.iter().map(message).collect()
    }
}

fn values(viewer: Option<Uuid>, range: FeedRange) -> [Value; 3] {
    let FeedRange { before, limit } = range;
    let before = before.unwrap_or(Uuid::max());
    [viewer.into(), before.into(), i64::from(limit).into()]
}
