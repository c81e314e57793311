//! What is old goes, in small bites.

use sea_orm::ConnectionTrait;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// For how long what has ended is kept, in days.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    pub done_jobs_days: u16,
    pub dead_jobs_days: u16,
    pub logins_days: u16,
}

const BITE: i64 = 1_000;
/// Longer than a delivery is tried.
const ENDED_WEBHOOKS_DAYS: i64 = 7;
/// Longer than a message is believed, which is minutes.
const WEBHOOK_MESSAGES_DAYS: i64 = 1;

impl Store {
    /// One bite of everything that has been kept for long enough; how many rows
    /// went. Nothing is left when it is 0.
    pub async fn prune(&self, keep: Keep) -> Result<u64, StoreError> {
        let Keep { done_jobs_days, dead_jobs_days, logins_days } = keep;
        let (done, dead) = (i64::from(done_jobs_days), i64::from(dead_jobs_days));
        let logins = i64::from(logins_days);
        let bites = [
            sql(
                "WITH old AS (
                     SELECT id FROM job WHERE state = 'done'
                         AND ended_at < now() - $1 * interval '1 day' LIMIT $2
                 ), attempts AS (DELETE FROM job_attempt USING old WHERE job_id = old.id)
                 DELETE FROM job USING old WHERE job.id = old.id",
                [done.into(), BITE.into()],
            ),
            sql(
                "WITH old AS (
                     SELECT id FROM job WHERE state IN ('dead', 'discarded')
                         AND ended_at < now() - $1 * interval '1 day' LIMIT $2
                 ), attempts AS (DELETE FROM job_attempt USING old WHERE job_id = old.id)
                 DELETE FROM job USING old WHERE job.id = old.id",
                [dead.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM job_attempt WHERE (job_id, attempt) IN (
                     SELECT job_id, attempt FROM job_attempt
                     WHERE is_signal AND ended_at < now() - $1 * interval '1 day' LIMIT $2)",
                [done.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM job_minute WHERE (minute, name, worker) IN (
                     SELECT minute, name, worker FROM job_minute
                     WHERE minute < now() - $1 * interval '1 day' LIMIT $2)",
                [2_i64.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM worker WHERE name IN (
                     SELECT name FROM worker WHERE seen_at < now() - $1 * interval '1 day' LIMIT $2)",
                [1_i64.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM login_session WHERE hash IN (
                     SELECT hash FROM login_session
                     WHERE seen_at < now() - $1 * interval '1 day' LIMIT $2)",
                [logins.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM login_link WHERE hash IN (
                     SELECT hash FROM login_link
                     WHERE expires_at < now() - $1 * interval '1 day' LIMIT $2)",
                [logins.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM idempotent_answer WHERE (scope, key) IN (
                     SELECT scope, key FROM idempotent_answer
                     WHERE created_at < now() - $1 * interval '1 day' LIMIT $2)",
                [1_i64.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM webhook_message WHERE hash IN (
                     SELECT hash FROM webhook_message
                     WHERE received_at < now() - $1 * interval '1 day' LIMIT $2)",
                [WEBHOOK_MESSAGES_DAYS.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM ended_webhook WHERE session_id IN (
                     SELECT session_id FROM ended_webhook
                     WHERE ended_at < now() - $1 * interval '1 day' LIMIT $2)",
                [ENDED_WEBHOOKS_DAYS.into(), BITE.into()],
            ),
            sql(
                "DELETE FROM session_snapshot s USING (
                     SELECT session_id, incarnation, rev FROM (
                         SELECT session_id, incarnation, rev, row_number() OVER (
                             PARTITION BY session_id ORDER BY incarnation DESC, rev DESC) AS place
                         FROM session_snapshot WHERE at < now() - $1 * interval '1 day') AS ranked
                     WHERE place > 3 LIMIT $2) AS old
                 WHERE s.session_id = old.session_id AND s.incarnation = old.incarnation
                     AND s.rev = old.rev",
                [done.into(), BITE.into()],
            ),
            // Numbers stay, and say that a line was there.
            sql(
                "UPDATE session_line l SET body = NULL, reply = NULL, own_reply = NULL
                 FROM (SELECT session_id, q FROM session_line
                     WHERE body IS NOT NULL AND until < now() LIMIT $1) AS old
                 WHERE l.session_id = old.session_id AND l.q = old.q",
                [BITE.into()],
            ),
        ];
        let mut gone = self.prune_journals().await?;
        gone += self.prune_circles().await? + self.prune_mail_links(BITE).await?;
        gone += self.prune_notices(BITE).await? + self.prune_exports(BITE).await?;
        for bite in bites {
            gone += self.db.execute_raw(bite).await?.rows_affected();
        }
        Ok(gone)
    }
}
