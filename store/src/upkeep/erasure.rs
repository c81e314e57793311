//! Taking a person's data out, for good.
//!
//! What stays is without a person: the row of `users`, since tombstones need an
//! owner, under the name `erased`; tombstones, whose version must never go
//! down; and lines of the audit log, which no longer say who or where. What a
//! member of the staff did stays as it was written (ADR 35).

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use serde_json::json;
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::upkeep::personal::{self, Erasing};
use crate::{Store, StoreError, Transaction, kinds};

/// What nobody is called any more.
pub const ERASED: &str = "erased";

/// Histories are read whole, which takes longer than other statements may.
const PATIENCE: &str = "SET LOCAL statement_timeout = '15min'";

/// How many rows of what there are, by what they are called.
pub type Traces = BTreeMap<String, i64>;

/// What has to be told to others once a person is gone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gone {
    /// Every session that they ever had.
    pub sessions: Vec<Uuid>,
    pub links: Vec<Uuid>,
    /// Sessions of others where they were a member.
    pub memberships: Vec<Uuid>,
    /// Their API tokens.
    pub tokens: Vec<Uuid>,
    /// Hashes of their cookies and tokens.
    pub passes: Vec<[u8; 32]>,
    /// What is still subscribed to for them.
    pub subscriptions: Vec<Uuid>,
}

#[derive(FromQueryResult)]
struct Counted {
    name: String,
    count: i64,
}

impl Store {
    /// What is kept about a person. One statement.
    pub async fn traces(&self, user: Uuid) -> Result<Traces, StoreError> {
        let transaction = self.begin().await?;
        transaction.0.execute_unprepared(PATIENCE).await?;
        let count = sql(
            "WITH own AS (SELECT id, deleted_at FROM sessions WHERE owner = $1)
             SELECT 'sessions' AS name, count(*) AS count FROM own WHERE deleted_at IS NULL
             UNION ALL SELECT 'ended sessions', count(*) FROM own WHERE deleted_at IS NOT NULL
             UNION ALL SELECT 'events', count(*) FROM session_event
                 WHERE session_id IN (SELECT id FROM own)
             UNION ALL SELECT 'rounds', count(*) FROM round
                 WHERE session_id IN (SELECT id FROM own)
             UNION ALL SELECT 'links', count(*) FROM link_tokens
                 WHERE session_id IN (SELECT id FROM own) AND revoked_at IS NULL
             UNION ALL SELECT 'webhooks', count(*) FROM (
                 SELECT session_id FROM webhook UNION ALL SELECT session_id FROM ended_webhook)
                 AS known WHERE session_id IN (SELECT id FROM own)
             UNION ALL SELECT 'memberships', count(*) FROM member WHERE user_id = $1
             UNION ALL SELECT 'survivors', count(*) FROM survivors WHERE user_id = $1
             UNION ALL SELECT 'journal entries', count(*) FROM entry WHERE user_id = $1
             UNION ALL SELECT 'moods', count(*) FROM mood WHERE user_id = $1
             UNION ALL SELECT 'drafts', count(*) FROM draft
                 WHERE user_id = $1 AND ended_at IS NULL
             UNION ALL SELECT 'media', count(*) FROM media WHERE owner = $1
             UNION ALL SELECT 'exports', count(*) FROM export WHERE user_id = $1
             UNION ALL SELECT 'templates', count(*) FROM template WHERE user_id = $1
             UNION ALL SELECT 'tokens', count(*) FROM api_token WHERE user_id = $1
             UNION ALL SELECT 'sign-ins', count(*) FROM login_session WHERE user_id = $1
             UNION ALL SELECT 'sign-in links', count(*) FROM login_link WHERE user_id = $1
             UNION ALL SELECT 'accounts', count(*) FROM identities WHERE user_id = $1
             UNION ALL SELECT 'e-mail sign-ins', count(*) FROM local_login WHERE user_id = $1
             UNION ALL SELECT 'audit lines', count(*) FROM audit_log
                 WHERE actor_id = $1 OR target_id = $1::text",
            [user.into()],
        );
        let rows = transaction.0.query_all_raw(count).await?;
        let counted = rows.iter().map(|row| Counted::from_query_result(row, ""));
        counted.map(|row| row.map(|row| (row.name, row.count)).map_err(StoreError::from)).collect()
    }
}

impl Transaction {
    /// The sessions of a person that are not ended, held: nobody makes one
    /// meanwhile. [`StoreError::NotFound`] for somebody who is not known.
    pub async fn hold_person(&self, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
        self.0.execute_unprepared(PATIENCE).await?;
        kinds::hold(self, user).await?;
        // A session that is being made holds its owner's row, too.
        let hold = sql("SELECT id FROM users WHERE id = $1 FOR UPDATE", [user.into()]);
        self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        kinds::hold_late(self, user).await?;
        let own = sql(
            "SELECT id FROM sessions WHERE owner = $1 AND deleted_at IS NULL ORDER BY id",
            [user.into()],
        );
        self.ids(own).await
    }

    /// Takes out everything about a person whose sessions are ended. `counted`
    /// is what there was; it goes into the audit log, without their name.
    pub async fn erase_person(
        &self,
        user: Uuid,
        counted: &Traces,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<Gone, StoreError> {
        let own = sql("SELECT id FROM sessions WHERE owner = $1 ORDER BY id", [user.into()]);
        let sessions = self.ids(own).await?;
        let gone = Gone {
            links: self.unlink(&sessions).await?,
            memberships: self.leave(user).await?,
            tokens: self.tokens_of(user).await?,
            passes: self.end_passes(user).await?,
            subscriptions: self.unsubscribe(user, &sessions).await?,
            sessions,
        };
        kinds::erase(self, user).await?;
        self.erase_traces(user, &gone.sessions).await?;
        let config = "UPDATE sessions SET config = '{}' WHERE owner = $1";
        self.0.execute_raw(sql(config, [user.into()])).await?;
        for data in personal::all() {
            if let Erasing::RowsOfPerson(column) = data.erasing {
                let own = format!("DELETE FROM {} WHERE {column} = $1", data.table);
                self.run(&own, [user.into()]).await?;
            }
        }
        self.anonymise_audit(user, &gone).await?;
        let rename = "UPDATE users SET display_name = $2, staff = NULL WHERE id = $1";
        self.0.execute_raw(sql(rename, [user.into(), ERASED.into()])).await?;
        let (target_id, details) = (user.to_string(), json!({ "counts": counted }));
        let (action, target_kind) = ("user.erase", "user");
        self.note(&AuditEntry { doer, action, target_kind, target_id, reason, details }).await?;
        Ok(gone)
    }

    /// What happened in a person's sessions goes, and elsewhere it is nobody's
    /// action. Done again, it finds what came late.
    pub async fn erase_traces(&self, user: Uuid, sessions: &[Uuid]) -> Result<(), StoreError> {
        self.0.execute_unprepared(PATIENCE).await?;
        let ids = || -> Value { sessions.to_vec().into() };
        let histories = self.histories().await?;
        kinds::erase_traces(self, user, &histories).await?;
        for history in histories {
            let own = format!("DELETE FROM {history} WHERE session_id = ANY($1)");
            self.run(&own, [ids()]).await?;
            let others =
                format!("UPDATE {history} SET actor = actor - 'id' WHERE actor->>'id' = $1");
            self.run(&others, [user.to_string().into()]).await?;
        }
        for data in personal::all().filter(|data| data.erasing == Erasing::RowsOfSessions) {
            let own = format!("DELETE FROM {} WHERE session_id = ANY($1)", data.table);
            self.run(&own, [ids()]).await?;
        }
        let jobs = "WITH over AS (
                 DELETE FROM job WHERE payload->>'session' = ANY($1::uuid[]::text[])
                     AND name <> 'sync_config' AND state <> 'running' RETURNING id
             ) DELETE FROM job_attempt USING over WHERE job_id = over.id";
        self.0.execute_raw(sql(jobs, [ids()])).await?;
        self.erase_local_login(user).await?;
        self.erase_notices(user).await?;
        // What they were about to save when they left.
        self.erase_journal_rows(user).await
    }

    /// The tables that events are in.
    pub(super) async fn histories(&self) -> Result<Vec<String>, StoreError> {
        let mut histories = vec!["session_event".to_owned(), "event_orphan".to_owned()];
        let archived = sql(
            "SELECT tablename::text AS name FROM pg_tables
             WHERE schemaname = 'archive' AND tablename ~ '^session_event_'",
            [],
        );
        for row in self.0.query_all_raw(archived).await? {
            let name: String = row.try_get("", "name")?;
            // Only the names that archiving gives.
            if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                histories.push(format!("archive.{name}"));
            }
        }
        Ok(histories)
    }

    /// Which of these sessions are still a person's.
    pub async fn still_owned(
        &self,
        user: Uuid,
        sessions: &[Uuid],
    ) -> Result<Vec<Uuid>, StoreError> {
        let owned = sql(
            "SELECT id FROM sessions WHERE owner = $1 AND id = ANY($2)",
            [user.into(), sessions.to_vec().into()],
        );
        self.ids(owned).await
    }

    async fn unlink(&self, sessions: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
        // Hashes stay until live Redis has been told what opens nothing.
        let unlink = sql(
            "UPDATE link_tokens SET revoked_at = coalesce(revoked_at, now()), sealed = NULL,
                 participant = NULL
             WHERE session_id = ANY($1) RETURNING id",
            [sessions.to_vec().into()],
        );
        self.ids(unlink).await
    }

    async fn leave(&self, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let leave = "DELETE FROM member WHERE user_id = $1 RETURNING session_id AS id";
        self.ids(sql(leave, [user.into()])).await
    }

    async fn tokens_of(&self, user: Uuid) -> Result<Vec<Uuid>, StoreError> {
        self.ids(sql("SELECT id FROM api_token WHERE user_id = $1", [user.into()])).await
    }

    async fn end_passes(&self, user: Uuid) -> Result<Vec<[u8; 32]>, StoreError> {
        let end = sql(
            "WITH cookies AS (DELETE FROM login_session WHERE user_id = $1 RETURNING hash),
                  tokens AS (DELETE FROM api_token WHERE user_id = $1 RETURNING hash),
                  guests AS (DELETE FROM guest WHERE user_id = $1 RETURNING hash)
             SELECT hash FROM cookies UNION ALL SELECT hash FROM tokens
             UNION ALL SELECT hash FROM guests",
            [user.into()],
        );
        let rows = self.0.query_all_raw(end).await?;
        let hash = |row: &sea_orm::QueryResult| row.try_get::<Vec<u8>>("", "hash");
        let hashes = rows.iter().map(hash).collect::<Result<Vec<_>, _>>()?;
        Ok(hashes.into_iter().filter_map(|hash| hash.try_into().ok()).collect())
    }

    /// A subscription is ended by the service's id for it: whose it was goes at
    /// once. Jobs that name the account go, too.
    async fn unsubscribe(&self, user: Uuid, sessions: &[Uuid]) -> Result<Vec<Uuid>, StoreError> {
        let jobs = sql(
            "WITH accounts AS (SELECT provider_user_id AS id FROM identities WHERE user_id = $1),
             over AS (
                 DELETE FROM job USING accounts
                 WHERE name = 'handle_revocation' AND state <> 'running'
                     AND jsonb_path_exists(payload, '$.**.account_id ? (@ == $id)',
                         jsonb_build_object('id', accounts.id)) RETURNING job.id
             ) DELETE FROM job_attempt USING over WHERE job_id = over.id",
            [user.into()],
        );
        self.0.execute_raw(jobs).await?;
        let unwanted = sql(
            "UPDATE subscription SET is_wanted = false, account_id = 'erased-' || id,
                 problem = NULL, updated_at = now()
             WHERE session_id = ANY($2) OR account_id <> '' AND account_id IN
                 (SELECT provider_user_id FROM identities WHERE user_id = $1)
             RETURNING id",
            [user.into(), sessions.to_vec().into()],
        );
        self.ids(unwanted).await
    }

    /// The one change of the audit log that there is. The rule that forbids all
    /// others is lifted for this transaction alone, whose lock keeps everybody
    /// else from writing there meanwhile.
    async fn anonymise_audit(&self, user: Uuid, gone: &Gone) -> Result<(), StoreError> {
        self.anonymise_traces_of_actions(user).await?;
        let switch = "ALTER TABLE audit_log DISABLE TRIGGER audit_log_is_final";
        self.0.execute_unprepared(switch).await?;
        let about = gone.sessions.iter().chain(&gone.links).chain(&gone.tokens);
        let mut about: Vec<String> = about.map(Uuid::to_string).collect();
        // What was done with the powers of the house, and to whom they were given,
        // stays as it was written.
        if !self.was_staff(user).await? {
            about.push(user.to_string());
            let theirs = "UPDATE audit_log SET actor = $2, actor_id = NULL, address = NULL,
                     reason = NULL, details = '{}'
                 WHERE actor_id = $1";
            self.0.execute_raw(sql(theirs, [user.into(), ERASED.into()])).await?;
        }
        let about_them = "UPDATE audit_log SET reason = NULL, details = '{}'
             WHERE target_id = ANY($1)";
        self.0.execute_raw(sql(about_them, [about.into()])).await?;
        let switch = "ALTER TABLE audit_log ENABLE TRIGGER audit_log_is_final";
        self.0.execute_unprepared(switch).await?;
        Ok(())
    }

    /// Rows beside the audit log that name whoever acted last. The log tells who
    /// that was, by their id: names are anybody's, and are changed.
    async fn anonymise_traces_of_actions(&self, user: Uuid) -> Result<(), StoreError> {
        for text in [
            "UPDATE job_queue SET changed_by = $2 WHERE EXISTS (SELECT FROM audit_log
                 WHERE actor_id = $1 AND target_kind = 'queue' AND target_id = job_queue.name
                     AND actor = changed_by)",
            "UPDATE event_quarantine SET decided_by = $2 WHERE EXISTS (SELECT FROM audit_log
                 WHERE actor_id = $1 AND target_kind = 'event'
                     AND target_id = event_quarantine.id::text AND actor = decided_by)",
            "UPDATE job_bulk SET note = split_part(note, ' by ', 1) || ' by ' || $2
             WHERE EXISTS (SELECT FROM audit_log
                 WHERE actor_id = $1 AND target_kind = 'bulk'
                     AND target_id = job_bulk.id::text
                     AND right(note, length(actor) + 4) = ' by ' || actor)",
            "UPDATE job_bulk SET actor = $2, actor_id = NULL, reason = NULL WHERE actor_id = $1",
        ] {
            self.0.execute_raw(sql(text, [user.into(), ERASED.into()])).await?;
        }
        Ok(())
    }

    /// Whether they are of the staff, or ever were: their account was made for
    /// that, or its role was changed.
    async fn was_staff(&self, user: Uuid) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM users WHERE id = $1 AND staff IS NOT NULL
             UNION ALL SELECT FROM audit_log WHERE target_id = $1::text
                 AND action IN ('user.create', 'user.role') LIMIT 1",
            [user.into()],
        );
        Ok(self.0.query_one_raw(find).await?.is_some())
    }

    pub(crate) async fn ids(&self, statement: Statement) -> Result<Vec<Uuid>, StoreError> {
        let rows = self.0.query_all_raw(statement).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }

    pub(crate) async fn run<const N: usize>(
        &self,
        text: &str,
        values: [Value; N],
    ) -> Result<(), StoreError> {
        let backend = sea_orm::DbBackend::Postgres;
        self.0.execute_raw(Statement::from_sql_and_values(backend, text, values)).await?;
        Ok(())
    }
}
