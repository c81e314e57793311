//! People of circles, as others find them, and what they say of themselves.

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct CirclePerson {
    pub id: Uuid,
    pub name: String,
    /// Empty of whoever says nothing.
    pub about: String,
    pub since_ms: i64,
}

/// What somebody says of themselves; version 0 of whoever never said anything.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromQueryResult)]
pub struct CircleProfile {
    pub about: String,
    pub version: i64,
}

/// Whether a person may be seen by a viewer, both as SQL: oneself; a member of a circle
/// that the viewer sees, public or their own; and whoever the viewer follows, blocks or
/// mutes: that can be ended wherever they went.
macro_rules! seen {
    ($viewer:literal, $person:literal) => {
        concat!(
            "(",
            $person,
            " = ",
            $viewer,
            " OR EXISTS (SELECT FROM circle_member b JOIN circle c ON c.id = b.circle_id
                 LEFT JOIN circle_member a ON a.circle_id = c.id AND a.user_id = ",
            $viewer,
            " WHERE b.user_id = ",
            $person,
            " AND b.state = 'active' AND (a.state = 'active'
                     OR c.kind = 'public' AND c.closing_at IS NULL
                         AND (a.state IS DISTINCT FROM 'banned' OR a.until <= now())))
             OR EXISTS (SELECT FROM follow WHERE follower = ",
            $viewer,
            " AND followed = ",
            $person,
            ") OR EXISTS (SELECT FROM block WHERE blocker = ",
            $viewer,
            " AND blocked = ",
            $person,
            ") OR EXISTS (SELECT FROM mute WHERE muter = ",
            $viewer,
            " AND muted = ",
            $person,
            " AND (until IS NULL OR until > now())))"
        )
    };
}
pub(super) use seen;

impl Store {
    /// Somebody whom another may see.
    pub async fn circle_person(
        &self,
        viewer: Uuid,
        person: Uuid,
    ) -> Result<Option<CirclePerson>, StoreError> {
        visible(&self.db, viewer, person).await
    }

    /// Circles that two people are in: ids and names, the one that was active last first.
    pub async fn circles_of_both(
        &self,
        one: Uuid,
        other: Uuid,
        limit: i64,
    ) -> Result<Vec<(Uuid, String)>, StoreError> {
        let find = sql(
            "SELECT c.id, c.config->>'name' AS name FROM circle c
             JOIN circle_member a ON a.circle_id = c.id AND a.user_id = $1 AND a.state = 'active'
             JOIN circle_member b ON b.circle_id = c.id AND b.user_id = $2 AND b.state = 'active'
             ORDER BY c.active_at DESC, c.id DESC LIMIT $3",
            [one.into(), other.into(), limit.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let circle = |row: &QueryResult| Ok((row.try_get("", "id")?, row.try_get("", "name")?));
        rows.iter().map(circle).collect()
    }

    pub async fn circle_profile(&self, user: Uuid) -> Result<CircleProfile, StoreError> {
        profile(&self.db, user).await
    }
}

impl Transaction {
    /// As it is in this transaction.
    pub async fn circle_person(
        &self,
        viewer: Uuid,
        person: Uuid,
    ) -> Result<Option<CirclePerson>, StoreError> {
        visible(&self.0, viewer, person).await
    }

    /// What somebody says of themselves, which nobody changes until this ends.
    pub async fn hold_profile(&self, user: Uuid) -> Result<CircleProfile, StoreError> {
        let hold = sql("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [user.into()]);
        self.0.query_one_raw(hold).await?;
        profile(&self.0, user).await
    }

    /// Of a person who is held.
    pub async fn set_profile(&self, user: Uuid, about: &str) -> Result<CircleProfile, StoreError> {
        let set = sql(
            "INSERT INTO profile (user_id, about) VALUES ($1, $2)
             ON CONFLICT (user_id) DO UPDATE SET about = excluded.about,
                 version = profile.version + 1, updated_at = now()
             RETURNING about, version",
            [user.into(), about.into()],
        );
        let row = self.0.query_one_raw(set).await?.ok_or(StoreError::NotFound)?;
        Ok(CircleProfile::from_query_result(&row, "")?)
    }
}

async fn visible(
    db: &impl ConnectionTrait,
    viewer: Uuid,
    person: Uuid,
) -> Result<Option<CirclePerson>, StoreError> {
    let find = sql(
        concat!(
            "SELECT u.id, u.display_name AS name, coalesce(p.about, '') AS about,
                 (extract(epoch FROM u.created_at) * 1000)::bigint AS since_ms
             FROM users u LEFT JOIN profile p ON p.user_id = u.id
             WHERE u.id = $2 AND ",
            seen!("$1", "$2")
        ),
        [viewer.into(), person.into()],
    );
    let row = db.query_one_raw(find).await?;
    Ok(row.map(|row| CirclePerson::from_query_result(&row, "")).transpose()?)
}

async fn profile(db: &impl ConnectionTrait, user: Uuid) -> Result<CircleProfile, StoreError> {
    let find = sql("SELECT about, version FROM profile WHERE user_id = $1", [user.into()]);
    let row = db.query_one_raw(find).await?;
    let profile = row.map(|row| CircleProfile::from_query_result(&row, "")).transpose()?;
    Ok(profile.unwrap_or_default())
}
