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
    /// Since when nothing is sent: the receiver wanted no more.
    pub stopped_ms: Option<i64>,
}

impl Store {
    pub async fn webhook_of(&self, session: Uuid) -> Result<Option<WebhookRecord>, StoreError> {
        let find = sql(
            "SELECT url, secret, problem,
                 (extract(epoch FROM created_at) * 1000)::bigint AS created_ms,
                 (extract(epoch FROM delivered_at) * 1000)::bigint AS delivered_ms,
                 (extract(epoch FROM failed_at) * 1000)::bigint AS failed_ms,
                 (extract(epoch FROM stopped_at) * 1000)::bigint AS stopped_ms
             FROM webhook WHERE session_id = $1",
            [session.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| WebhookRecord::from_query_result(&row, "")).transpose()?)
    }

    /// Where an event of an incarnation is sent: what happened in a life of the
    /// session that is over goes where that life's events went, and what happened in a
    /// child where its parent's go. `None`: nowhere.
    pub async fn webhook_for(
        &self,
        (session, parent): (Uuid, Option<Uuid>),
        incarnation: i64,
    ) -> Result<Option<WebhookRecord>, StoreError> {
        let hook = parent.unwrap_or(session);
        if self.is_of_this_life((session, hook), incarnation).await? {
            return Ok(self.webhook_of(hook).await?.filter(|it| it.stopped_ms.is_none()));
        }
        let find = sql(
            "SELECT url, secret, NULL AS problem,
                 (extract(epoch FROM ended_at) * 1000)::bigint AS created_ms,
                 NULL::bigint AS delivered_ms, NULL::bigint AS failed_ms,
                 NULL::bigint AS stopped_ms
             FROM ended_webhook WHERE session_id = $1
                 AND ($3 OR $2 BETWEEN first_incarnation AND incarnation)",
            [hook.into(), incarnation.into(), parent.is_some().into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| WebhookRecord::from_query_result(&row, "")).transpose()?)
    }

    /// Whether it happened since its session, or the parent of it, was made the last
    /// time, and that has not ended.
    async fn is_of_this_life(
        &self,
        (session, hook): (Uuid, Uuid),
        incarnation: i64,
    ) -> Result<bool, StoreError> {
        let ask = sql(
            "SELECT hook.deleted_at IS NULL AND CASE WHEN session.id = hook.id
                 THEN hook.first_incarnation <= $3
                 ELSE hook.created_at <= session.created_at END AS lives
             FROM sessions hook, sessions session WHERE hook.id = $2 AND session.id = $1",
            [session.into(), hook.into(), incarnation.into()],
        );
        let row = self.db.query_one_raw(ask).await?;
        Ok(row.map(|row| row.try_get("", "lives")).transpose()?.unwrap_or(false))
    }

    /// Sends nothing more to an address whose receiver wants no more, if it still is
    /// the address, with its line in the audit log.
    pub async fn stop_webhook(
        &self,
        session: Uuid,
        webhook: &WebhookRecord,
        problem: &str,
    ) -> Result<(), StoreError> {
        let WebhookRecord { url, created_ms, .. } = webhook;
        let transaction = self.begin().await?;
        let stop = sql(
            "UPDATE webhook SET stopped_at = now(), failed_at = now(), problem = $4
             WHERE session_id = $1 AND url = $2 AND stopped_at IS NULL
                 AND (extract(epoch FROM created_at) * 1000)::bigint = $3",
            [session.into(), url.clone().into(), (*created_ms).into(), problem.into()],
        );
        // Of a session that ended, only what is left was to be sent there.
        let forget = sql(
            "DELETE FROM ended_webhook WHERE session_id = $1 AND url = $2
                 AND (extract(epoch FROM ended_at) * 1000)::bigint = $3",
            [session.into(), url.clone().into(), (*created_ms).into()],
        );
        let mut stopped = transaction.0.execute_raw(stop).await?.rows_affected();
        stopped += transaction.0.execute_raw(forget).await?.rows_affected();
        if stopped > 0 {
            transaction.note_webhook(session, "webhook.stop", url, &Doer::system()).await?;
        }
        transaction.commit().await
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
             WHERE session_id = $1 AND url = $2 AND stopped_at IS NULL",
            [session.into(), url.into(), problem.map(str::to_owned).into()],
        );
        self.db.execute_raw(note).await?;
        Ok(())
    }
}

impl Transaction {
    /// The one address that a session's events go to from now on, with its line
    /// in the audit log. `false` where there is no such session, or no more.
    pub async fn set_webhook(
        &self,
        session: Uuid,
        (url, secret): (&str, Vec<u8>),
        doer: &Doer,
    ) -> Result<bool, StoreError> {
        // One that is ended meanwhile has none.
        if !self.hold_session(session).await? {
            return Ok(false);
        }
        let set = sql(
            "INSERT INTO webhook (session_id, url, secret) VALUES ($1, $2, $3)
             ON CONFLICT (session_id) DO UPDATE
                 SET url = excluded.url, secret = excluded.secret, created_at = now(),
                     delivered_at = NULL, failed_at = NULL, problem = NULL, stopped_at = NULL",
            [session.into(), url.into(), secret.into()],
        );
        self.0.execute_raw(set).await?;
        self.note_webhook(session, "webhook.set", url, doer).await?;
        Ok(true)
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
            "WITH over AS (
                 DELETE FROM webhook WHERE session_id = $1 RETURNING url, secret, stopped_at)
             INSERT INTO ended_webhook
                 (session_id, first_incarnation, incarnation, url, secret)
             SELECT s.id, s.first_incarnation, s.incarnation, over.url, over.secret
             FROM over JOIN sessions s ON s.id = $1 AND over.stopped_at IS NULL
             ON CONFLICT (session_id) DO UPDATE SET
                 first_incarnation = excluded.first_incarnation,
                 incarnation = excluded.incarnation,
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
        // The rest of the address may be a secret, and this stays for ever.
        let (reason, details) = (None, json!({ "host": host(url) }));
        self.note(&AuditEntry { doer, action, target_kind, target_id, reason, details }).await
    }
}

/// The host of an address, with its port.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_address_only_its_host_is_noted() {
        for (url, expected) in [
            ("https://example.org/a-secret?token=x", "example.org"),
            ("https://ann:secret@example.org:8443#x", "example.org:8443"),
            ("https://example.org?a@b", "example.org"),
            ("http://[::1]:9/", "[::1]:9"),
        ] {
            assert_eq!(host(url), expected);
        }
    }
}
