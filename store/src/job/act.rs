//! What a person does to a job.

use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{JobRecord, JobState};
use crate::audit::{AuditEntry, Doer};
use crate::sql::notifications::Notification;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A dead or discarded job gets another attempt.
    Retry,
    /// A job that has not ended well is given up.
    Discard,
    /// A job that waits for its time runs now.
    Run,
}

impl Action {
    pub const ALL: [Self; 3] = [Self::Retry, Self::Discard, Self::Run];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Retry => "retry",
            Self::Discard => "discard",
            Self::Run => "run",
        }
    }

    /// As the audit log names it.
    pub const fn audited_as(self) -> &'static str {
        match self {
            Self::Retry => "job.retry",
            Self::Discard => "job.discard",
            Self::Run => "job.run",
        }
    }

    /// The states in which it makes sense.
    pub const fn wants(self) -> &'static [JobState] {
        match self {
            Self::Retry => &[JobState::Dead, JobState::Discarded],
            Self::Discard => {
                &[JobState::Scheduled, JobState::Queued, JobState::Retrying, JobState::Dead]
            }
            Self::Run => &[JobState::Scheduled, JobState::Retrying],
        }
    }
}

/// What came of an action.
#[derive(Debug, Clone, PartialEq)]
pub enum Acted {
    Done(JobRecord),
    /// The job is in a state in which that makes no sense.
    WrongState(JobRecord),
    NotFound,
}

impl Store {
    /// Acts on one job and says so in the audit log: one transaction.
    pub async fn act(
        &self,
        id: Uuid,
        action: Action,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<Acted, StoreError> {
        let transaction = self.begin().await?;
        let changed = apply(&transaction.0, action, &[id]).await?;
        let is_changed = !changed.is_empty();
        if is_changed {
            transaction.note(&entry(id, action.audited_as(), doer, reason, json!({}))).await?;
            transaction.commit().await?;
        }
        Ok(match self.job(id).await? {
            None => Acted::NotFound,
            Some(job) if is_changed => Acted::Done(job),
            Some(job) => Acted::WrongState(job),
        })
    }

    /// Replaces a job's arguments, unless it runs or is done; with `requeue` it
    /// runs again at once. One transaction with its line in the audit log.
    pub async fn edit_job(
        &self,
        id: Uuid,
        payload: &Value,
        requeue: bool,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<Acted, StoreError> {
        let transaction = self.begin().await?;
        let edit = sql(
            "UPDATE job SET payload = $2,
                 state = CASE WHEN $3 AND state IN ('dead', 'discarded') THEN 'retrying' ELSE state END,
                 ended_at = CASE WHEN $3 THEN NULL ELSE ended_at END,
                 run_at = CASE WHEN $3 THEN now() ELSE run_at END,
                 pushed_at = CASE WHEN $3 THEN NULL ELSE pushed_at END,
                 attempts_max = CASE WHEN $3 THEN greatest(attempts_max, attempt + 1)
                     ELSE attempts_max END
             WHERE id = $1 AND state NOT IN ('running', 'done')
             RETURNING id",
            [id.into(), payload.clone().into(), requeue.into()],
        );
        let is_changed = transaction.0.query_one_raw(edit).await?.is_some();
        if is_changed {
            let details = json!({ "requeue": requeue });
            transaction.note(&entry(id, "job.edit", doer, reason, details)).await?;
            if requeue {
                Notification::Jobs.tell(&transaction.0).await?;
            }
            transaction.commit().await?;
        }
        Ok(match self.job(id).await? {
            None => Acted::NotFound,
            Some(job) if is_changed => Acted::Done(job),
            Some(job) => Acted::WrongState(job),
        })
    }
}

fn entry<'a>(
    id: Uuid,
    action: &'static str,
    doer: &'a Doer,
    reason: Option<&'a str>,
    details: Value,
) -> AuditEntry<'a> {
    let target_id = id.to_string();
    AuditEntry { doer, action, target_kind: "job", target_id, reason, details }
}

/// Acts on those of the jobs that are in a fitting state; answers which.
pub(super) async fn apply(
    db: &impl ConnectionTrait,
    action: Action,
    ids: &[Uuid],
) -> Result<Vec<Uuid>, StoreError> {
    let text = match action {
        Action::Retry => {
            "UPDATE job SET state = 'retrying', run_at = now(), pushed_at = NULL, ended_at = NULL,
                 attempts_max = greatest(attempts_max, attempt + 1)
             WHERE id = ANY($1) AND state IN ('dead', 'discarded') RETURNING id"
        }
        Action::Discard => {
            "UPDATE job SET state = 'discarded', ended_at = now()
             WHERE id = ANY($1) AND state IN ('scheduled', 'queued', 'retrying', 'dead')
             RETURNING id"
        }
        Action::Run => {
            "UPDATE job SET run_at = now(), pushed_at = NULL
             WHERE id = ANY($1) AND state IN ('scheduled', 'retrying') RETURNING id"
        }
    };
    let rows = db.query_all_raw(sql(text, [ids.to_vec().into()])).await?;
    if action != Action::Discard && !rows.is_empty() {
        Notification::Jobs.tell(db).await?;
    }
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}

/// Says in the audit log what an action on many did to each.
pub(super) async fn note_each(
    db: &impl ConnectionTrait,
    action: Action,
    ids: &[Uuid],
    doer: &Doer,
    bulk: Uuid,
) -> Result<(), StoreError> {
    let entries: Vec<Uuid> = ids.iter().map(|_| Uuid::now_v7()).collect();
    let insert = sql(
        "INSERT INTO audit_log (id, actor, actor_id, action, target_kind, target_id, details)
         SELECT entry, $3, $4, $5, 'job', job::text, $6
         FROM unnest($1::uuid[], $2::uuid[]) AS done (entry, job)",
        [
            entries.into(),
            ids.to_vec().into(),
            doer.name.clone().into(),
            doer.user_id.into(),
            action.audited_as().into(),
            json!({ "bulk": bulk }).into(),
        ],
    );
    db.execute_raw(insert).await?;
    Ok(())
}
