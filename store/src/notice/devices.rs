//! Browsers that let themselves be told: of a person ten at most, each of one sign-in.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Of a person.
pub const DEVICES_MAX: i64 = 10;

/// One that never worked is forgotten after so many pushes that its service refused.
const REFUSED_MAX: i32 = 3;

/// A browser that wants to be told.
#[derive(Clone, Debug)]
pub struct NewDevice<'a> {
    pub user: Uuid,
    /// The hash of its cookie.
    pub sign_in: [u8; 32],
    pub endpoint: &'a str,
    pub p256dh: &'a [u8],
    pub auth: &'a [u8],
    /// The key of ours that it was made for.
    pub server_key: &'a str,
    pub name: &'a str,
}

/// What became of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subscribed {
    Yes,
    /// Its person has as many as there may be.
    Full,
    /// Its sign-in has ended meanwhile.
    SignedOut,
}

/// As its person sees it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DeviceRecord {
    pub id: Uuid,
    pub name: String,
    pub endpoint: String,
    pub server_key: String,
    pub is_this: bool,
    pub made_ms: i64,
    pub used_ms: Option<i64>,
}

/// As it is told something.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct DeviceTarget {
    pub user_id: Uuid,
    pub endpoint: String,
    pub p256dh: Vec<u8>,
    pub auth: Vec<u8>,
    pub server_key: String,
}

impl Store {
    /// Somebody's, the newest first; `sign_in` is who asks.
    pub async fn devices(
        &self,
        user: Uuid,
        sign_in: [u8; 32],
    ) -> Result<Vec<DeviceRecord>, StoreError> {
        let find = sql(
            "SELECT id, name, endpoint, server_key, sign_in = $2 AS is_this,
                 (extract(epoch FROM made_at) * 1000)::bigint AS made_ms,
                 (extract(epoch FROM used_at) * 1000)::bigint AS used_ms
             FROM push_subscription p JOIN login_session l ON l.hash = p.sign_in
             WHERE p.user_id = $1 AND l.ended_at IS NULL ORDER BY made_at DESC, id DESC",
            [user.into(), sign_in.to_vec().into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let record = |row: &sea_orm::QueryResult| DeviceRecord::from_query_result(row, "");
        Ok(rows.iter().map(record).collect::<Result<_, _>>()?)
    }

    /// Tells it nothing any more; `false` where it is not theirs.
    pub async fn remove_device(&self, user: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let remove = sql(
            "DELETE FROM push_subscription WHERE id = $1 AND user_id = $2",
            [id.into(), user.into()],
        );
        Ok(self.db.execute_raw(remove).await?.rows_affected() > 0)
    }

    pub async fn device(&self, id: Uuid) -> Result<Option<DeviceTarget>, StoreError> {
        let find = sql(
            "SELECT p.user_id, endpoint, p256dh, auth, server_key
             FROM push_subscription p JOIN login_session l ON l.hash = p.sign_in
             WHERE p.id = $1 AND l.ended_at IS NULL",
            [id.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| DeviceTarget::from_query_result(&row, "")).transpose()?)
    }

    /// Its service took something for it.
    pub async fn device_told(&self, id: Uuid, endpoint: &str) -> Result<(), StoreError> {
        let told = sql(
            "UPDATE push_subscription SET used_at = now(), refused = 0
             WHERE id = $1 AND endpoint = $2",
            [id.into(), endpoint.into()],
        );
        self.db.execute_raw(told).await?;
        Ok(())
    }

    /// Its service says that there is no such device any more.
    pub async fn device_gone(&self, id: Uuid, endpoint: &str) -> Result<(), StoreError> {
        let forget = sql(
            "DELETE FROM push_subscription WHERE id = $1 AND endpoint = $2",
            [id.into(), endpoint.into()],
        );
        self.db.execute_raw(forget).await?;
        Ok(())
    }

    /// Its service refused something for it; `true` where it is forgotten for that.
    pub async fn device_refused(&self, id: Uuid, endpoint: &str) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let count = sql(
            "UPDATE push_subscription SET refused = refused + 1 WHERE id = $1 AND endpoint = $2",
            [id.into(), endpoint.into()],
        );
        transaction.0.execute_raw(count).await?;
        let forget = sql(
            "DELETE FROM push_subscription
             WHERE id = $1 AND endpoint = $2 AND used_at IS NULL AND refused >= $3",
            [id.into(), endpoint.into(), REFUSED_MAX.into()],
        );
        let is_gone = transaction.0.execute_raw(forget).await?.rows_affected() > 0;
        transaction.commit().await?;
        Ok(is_gone)
    }

    /// How many there are, and how many of them another key of ours was for.
    pub async fn count_devices(&self, server_key: &str) -> Result<(i64, i64), StoreError> {
        let count = sql(
            "SELECT count(*) AS devices, count(*) FILTER (WHERE server_key <> $1) AS old
             FROM push_subscription",
            [server_key.into()],
        );
        let row = self.db.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok((row.try_get("", "devices")?, row.try_get("", "old")?))
    }
}

impl Transaction {
    /// Lets a browser of a person who is held be told. An endpoint is one browser and so
    /// is a sign-in: what either was before is replaced.
    pub async fn subscribe(&self, new: &NewDevice<'_>) -> Result<Subscribed, StoreError> {
        let NewDevice { user, sign_in, endpoint, p256dh, auth, server_key, name } = *new;
        // As long as this is under way the sign-in does not end.
        let hold = sql(
            "SELECT FROM login_session WHERE hash = $1 AND user_id = $2 AND ended_at IS NULL
             FOR SHARE",
            [sign_in.to_vec().into(), user.into()],
        );
        if self.0.query_one_raw(hold).await?.is_none() {
            return Ok(Subscribed::SignedOut);
        }
        let replace = sql(
            "DELETE FROM push_subscription WHERE sign_in = $1 AND endpoint <> $2
                 OR endpoint = $2 AND user_id <> $3",
            [sign_in.to_vec().into(), endpoint.into(), user.into()],
        );
        self.0.execute_raw(replace).await?;
        let count = sql(
            "SELECT count(*) AS count FROM push_subscription p
                 JOIN login_session l ON l.hash = p.sign_in
             WHERE p.user_id = $1 AND endpoint <> $2 AND l.ended_at IS NULL",
            [user.into(), endpoint.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        if row.try_get::<i64>("", "count")? >= DEVICES_MAX {
            return Ok(Subscribed::Full);
        }
        let insert = sql(
            "INSERT INTO push_subscription
                 (id, user_id, sign_in, endpoint, p256dh, auth, server_key, name)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (endpoint) DO UPDATE SET user_id = excluded.user_id,
                 sign_in = excluded.sign_in, p256dh = excluded.p256dh, auth = excluded.auth,
                 server_key = excluded.server_key, name = excluded.name,
                 refused = CASE WHEN push_subscription.p256dh = excluded.p256dh
                     THEN push_subscription.refused ELSE 0 END,
                 used_at = CASE WHEN push_subscription.p256dh = excluded.p256dh
                     THEN push_subscription.used_at END",
            [
                Uuid::now_v7().into(),
                user.into(),
                sign_in.to_vec().into(),
                endpoint.into(),
                p256dh.to_vec().into(),
                auth.to_vec().into(),
                server_key.into(),
                name.into(),
            ],
        );
        self.0.execute_raw(insert).await?;
        Ok(Subscribed::Yes)
    }

    /// Which of somebody's are told with a key of ours.
    pub async fn devices_to_tell(
        &self,
        user: Uuid,
        server_key: &str,
    ) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT p.id FROM push_subscription p JOIN login_session l ON l.hash = p.sign_in
             WHERE p.user_id = $1 AND server_key = $2 AND l.ended_at IS NULL
             ORDER BY p.id LIMIT $3",
            [user.into(), server_key.into(), DEVICES_MAX.into()],
        );
        self.ids(find).await
    }

    /// Sign-ins have ended, and with them what their browsers are told.
    pub(crate) async fn end_devices(&self, sign_ins: &[[u8; 32]]) -> Result<(), StoreError> {
        let hashes: Vec<Vec<u8>> = sign_ins.iter().map(|hash| hash.to_vec()).collect();
        let end = sql("DELETE FROM push_subscription WHERE sign_in = ANY($1)", [hashes.into()]);
        self.0.execute_raw(end).await?;
        Ok(())
    }
}
