//! Where a session's events are sent.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct WebhookRecord {
    pub url: String,
    /// Sealed.
    pub secret: Vec<u8>,
    pub created_ms: i64,
    pub delivered_ms: Option<i64>,
    pub failed_ms: Option<i64>,
    pub problem: Option<String>,
}

impl Store {
    pub async fn webhook_of(&self, session: Uuid) -> Result<Option<WebhookRecord>, StoreError> {
        let find = sql(
            "SELECT url, secret, problem,
                 (extract(epoch FROM created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM delivered_at) * 1000)::bigint AS delivered_ms,
                 (extract(epoch FROM failed_at) * 1000)::bigint AS failed_ms
             FROM webhook WHERE session_id = $1",
            [session.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| WebhookRecord::from_query_result(&row, "")).transpose()?)
    }

    /// Where an event of an incarnation is sent: what happened in a life of the
    /// session that is over goes where that life's events went.
    pub async fn webhook_for(
        &self,
        session: Uuid,
        incarnation: i64,
    ) -> Result<Option<WebhookRecord>, StoreError> {
        let find = sql(
            "SELECT url, secret, NULL AS problem,
                 (extract(epoch FROM ended_at) * 1000)::bigint AS created_ms,
                 NULL::bigint AS delivered_ms, NULL::bigint AS failed_ms
             FROM ended_webhook WHERE session_id = $1 AND incarnation >= $2",
            [session.into(), incarnation.into()],
        );
        match self.db.query_one_raw(find).await? {
            Some(row) => Ok(Some(WebhookRecord::from_query_result(&row, "")?)),
            None => self.webhook_of(session).await,
        }
    }

    /// Notes how a delivery to an address ended, if that still is the address.
    pub async fn note_delivery(
        &self,
        session: Uuid,
        url: &str,
        problem: Option<&str>,
    ) -> Result<(), StoreError> {
        let note = sql(
            "UPDATE webhook SET problem = $3,
                 delivered_at = CASE WHEN $3 IS NULL THEN now() ELSE delivered_at END,
                 failed_at = CASE WHEN $3 IS NULL THEN failed_at ELSE now() END
             WHERE session_id = $1 AND url = $2",
            [session.into(), url.into(), problem.map(str::to_owned).into()],
        );
        self.db.execute_raw(note).await?;
        Ok(())
    }
}

impl Transaction {
    /// The one address that a session's events go to from now on, with its line
    /// in the audit log.
    pub async fn set_webhook(
        &self,
        session: Uuid,
        (url, secret): (&str, Vec<u8>),
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let set = sql(
            "INSERT INTO webhook (session_id, url, secret) VALUES ($1, $2, $3)
             ON CONFLICT (session_id) DO UPDATE
                 SET url = excluded.url, secret = excluded.secret, created_at = now(),
                     delivered_at = NULL, failed_at = NULL, problem = NULL",
            [session.into(), url.into(), secret.into()],
        );
        self.0.execute_raw(set).await?;
        self.note_webhook(session, "webhook.set", url, doer).await
    }

    /// Whether there was one.
    pub async fn remove_webhook(&self, session: Uuid, doer: &Doer) -> Result<bool, StoreError> {
        let remove =
            sql("DELETE FROM webhook WHERE session_id = $1 RETURNING url", [session.into()]);
        let Some(row) = self.0.query_one_raw(remove).await? else { return Ok(false) };
        let url: String = row.try_get("", "url")?;
        self.note_webhook(session, "webhook.remove", &url, doer).await?;
        Ok(true)
    }

    /// The webhook of a session that has ended goes; its address stays known for
    /// the events that happened before. Whether there was one.
    pub(crate) async fn end_webhook(&self, session: Uuid) -> Result<bool, StoreError> {
        let end = sql(
            "WITH over AS (DELETE FROM webhook WHERE session_id = $1 RETURNING url, secret)
             INSERT INTO ended_webhook (session_id, incarnation, url, secret)
             SELECT s.id, s.incarnation, over.url, over.secret
             FROM over JOIN sessions s ON s.id = $1
             ON CONFLICT (session_id) DO UPDATE SET incarnation = excluded.incarnation,
                 url = excluded.url, secret = excluded.secret, ended_at = now()",
            [session.into()],
        );
        Ok(self.0.execute_raw(end).await?.rows_affected() > 0)
    }

    async fn note_webhook(
        &self,
        session: Uuid,
        action: &'static str,
        url: &str,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let (target_kind, target_id) = ("session", session.to_string());
        let (reason, details) = (None, json!({ "url": url }));
        self.note(&AuditEntry { doer, action, target_kind, target_id, reason, details }).await
    }
}
