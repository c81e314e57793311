//! What outside services shall send us: what is wanted, and what they said.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// How a subscription is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriptionState {
    /// Asked for, or about to be.
    Pending,
    Enabled,
    /// It does not work; somebody must look, or time must pass.
    Broken,
    /// The person behind it said no.
    Revoked,
    /// Not wanted, and not there.
    Removed,
}

impl SubscriptionState {
    pub const ALL: [Self; 5] =
        [Self::Pending, Self::Enabled, Self::Broken, Self::Revoked, Self::Removed];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Enabled => "enabled",
            Self::Broken => "broken",
            Self::Revoked => "revoked",
            Self::Removed => "removed",
        }
    }

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(Self::Broken)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubscriptionRecord {
    pub id: Uuid,
    pub kind: String,
    /// Empty for the installation's own.
    pub account_id: String,
    pub session_id: Option<Uuid>,
    pub is_wanted: bool,
    pub state: SubscriptionState,
    pub remote_id: Option<String>,
    pub status: Option<String>,
    pub problem: Option<String>,
    pub checked_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct WantedSubscription<'a> {
    pub kind: &'a str,
    pub account_id: &'a str,
    pub session_id: Option<Uuid>,
}

/// What a service said of a subscription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteState {
    pub state: SubscriptionState,
    pub remote_id: Option<String>,
    pub status: Option<String>,
    pub problem: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    account_id: String,
    session_id: Option<Uuid>,
    is_wanted: bool,
    state: String,
    remote_id: Option<String>,
    status: Option<String>,
    problem: Option<String>,
    checked_ms: Option<i64>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, type AS kind, account_id, session_id, is_wanted, state, remote_id, status,
                 problem, (extract(epoch FROM checked_at) * 1000)::bigint AS checked_ms
             FROM subscription ",
            $rest
        )
    };
}

impl Store {
    pub async fn subscription(&self, id: Uuid) -> Result<Option<SubscriptionRecord>, StoreError> {
        self.one_subscription(sql(select!("WHERE id = $1"), [id.into()])).await
    }

    pub async fn subscription_of(
        &self,
        session: Uuid,
    ) -> Result<Option<SubscriptionRecord>, StoreError> {
        self.one_subscription(sql(select!("WHERE session_id = $1"), [session.into()])).await
    }

    /// By the service's id for it.
    pub async fn subscription_at(
        &self,
        remote_id: &str,
    ) -> Result<Option<SubscriptionRecord>, StoreError> {
        self.one_subscription(sql(select!("WHERE remote_id = $1"), [remote_id.into()])).await
    }

    /// At most `limit` of all, in the order of their ids.
    pub async fn subscriptions(
        &self,
        after: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<SubscriptionRecord>, StoreError> {
        let list = sql(
            select!("WHERE id > $1 ORDER BY id LIMIT $2"),
            [after.unwrap_or_default().into(), i64::from(limit).into()],
        );
        let rows = self.db.query_all_raw(list).await?;
        rows.iter().map(|row| Ok(Row::from_query_result(row, "")?.into())).collect()
    }

    async fn one_subscription(
        &self,
        find: sea_orm::Statement,
    ) -> Result<Option<SubscriptionRecord>, StoreError> {
        let row = self.db.query_one_raw(find).await?;
        let row = row.map(|row| Row::from_query_result(&row, "")).transpose()?;
        Ok(row.map(SubscriptionRecord::from))
    }

    /// Keeps what the service said. `expected` is what was wanted when it was
    /// asked: when that has changed meanwhile, the next look decides.
    pub async fn record_remote_state(
        &self,
        id: Uuid,
        expected: bool,
        told: &RemoteState,
    ) -> Result<bool, StoreError> {
        let RemoteState { state, remote_id, status, problem } = told.clone();
        let keep = sql(
            "UPDATE subscription SET state = $3, remote_id = $4, status = $5, problem = $6,
                 checked_at = now(), updated_at = now()
             WHERE id = $1 AND is_wanted = $2",
            [
                id.into(),
                expected.into(),
                state.as_str().into(),
                remote_id.into(),
                status.into(),
                problem.into(),
            ],
        );
        Ok(self.db.execute_raw(keep).await?.rows_affected() > 0)
    }

    /// How many of those that are wanted are in each state that any is in.
    pub async fn count_subscriptions(&self) -> Result<Vec<(SubscriptionState, i64)>, StoreError> {
        let count = sql(
            "SELECT state, count(*) AS count FROM subscription WHERE is_wanted GROUP BY state",
            [],
        );
        let rows = self.db.query_all_raw(count).await?;
        let read = |row: &sea_orm::QueryResult| {
            let state: String = row.try_get("", "state")?;
            Ok((SubscriptionState::named(&state), row.try_get("", "count")?))
        };
        rows.iter().map(read).collect()
    }

    /// Chat can be read again.
    pub async fn forget_bot_revocation(&self) -> Result<(), StoreError> {
        self.db.execute_raw(sql("DELETE FROM bot_revocation", [])).await?;
        Ok(())
    }

    /// Whether any account that read along has taken its permission back.
    pub async fn is_bot_revoked(&self) -> Result<bool, StoreError> {
        let find = sql("SELECT EXISTS (SELECT FROM bot_revocation) AS is_revoked", []);
        let row = self.db.query_one_raw(find).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "is_revoked")?)
    }

    /// The conduit that this installation made or took over.
    pub async fn conduit(&self) -> Result<Option<String>, StoreError> {
        let row = self.db.query_one_raw(sql("SELECT remote_id FROM conduit", [])).await?;
        Ok(row.map(|row| row.try_get("", "remote_id")).transpose()?)
    }
}

impl Transaction {
    /// Wants a subscription, made or taken up again, and answers its id.
    pub async fn want_subscription(
        &self,
        wanted: WantedSubscription<'_>,
    ) -> Result<Uuid, StoreError> {
        let WantedSubscription { kind, account_id, session_id } = wanted;
        let want = sql(
            "INSERT INTO subscription (id, type, account_id, session_id, is_wanted, state)
             VALUES ($1, $2, $3, $4, true, 'pending')
             ON CONFLICT (type, account_id) DO UPDATE SET
                 session_id = excluded.session_id, is_wanted = true, updated_at = now(),
                 wanted_at = now(),
                 state = CASE WHEN subscription.state IN ('revoked', 'removed') THEN 'pending'
                     ELSE subscription.state END,
                 problem = CASE WHEN subscription.state IN ('revoked', 'removed') THEN NULL
                     ELSE subscription.problem END
             RETURNING id",
            [Uuid::now_v7().into(), kind.into(), account_id.into(), session_id.into()],
        );
        let row = self.0.query_one_raw(want).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "id")?)
    }

    /// Whatever is about an account is not wanted any more: its person has said
    /// no, at a time that is told. What they asked for later stays. Answers how
    /// many there were.
    pub async fn revoke_subscriptions(
        &self,
        account_id: &str,
        status: &str,
        sent_ms: i64,
    ) -> Result<u64, StoreError> {
        let revoke = sql(
            "UPDATE subscription SET is_wanted = false, state = 'revoked', status = $2,
                 problem = NULL, remote_id = NULL, checked_at = now(), updated_at = now()
             WHERE account_id = $1 AND account_id <> ''
                 AND wanted_at <= 'epoch'::timestamptz + $3 * interval '1 millisecond'",
            [account_id.into(), status.into(), sent_ms.into()],
        );
        Ok(self.0.execute_raw(revoke).await?.rows_affected())
    }

    /// The service has ended the subscription that it knows by this id. Answers
    /// ours; `None` for one that we do not have, or not any more.
    pub async fn break_subscription(
        &self,
        remote_id: &str,
        status: &str,
        problem: &str,
    ) -> Result<Option<Uuid>, StoreError> {
        let end = sql(
            "UPDATE subscription SET remote_id = NULL, status = $2,
                 state = CASE WHEN is_wanted THEN 'broken' ELSE state END,
                 problem = CASE WHEN is_wanted THEN $3 ELSE problem END,
                 checked_at = now(), updated_at = now()
             WHERE remote_id = $1 RETURNING id",
            [remote_id.into(), status.into(), problem.into()],
        );
        let row = self.0.query_one_raw(end).await?;
        Ok(row.map(|row| row.try_get("", "id")).transpose()?)
    }

    /// The account that reads along in chat has taken its permission back.
    pub async fn note_bot_revocation(
        &self,
        account_id: &str,
        sent_ms: i64,
    ) -> Result<(), StoreError> {
        let note = sql(
            "INSERT INTO bot_revocation (account_id, revoked_at)
             VALUES ($1, 'epoch'::timestamptz + $2 * interval '1 millisecond')
             ON CONFLICT (account_id) DO UPDATE SET revoked_at =
                 greatest(bot_revocation.revoked_at, excluded.revoked_at)",
            [account_id.into(), sent_ms.into()],
        );
        self.0.execute_raw(note).await?;
        Ok(())
    }

    /// All that are there for a session.
    pub async fn subscriptions_of(&self, session: Uuid) -> Result<Vec<Uuid>, StoreError> {
        let find = sql("SELECT id FROM subscription WHERE session_id = $1", [session.into()]);
        let rows = self.0.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }

    /// Holds the conduit for the rest of the transaction: one process at a time
    /// makes or repairs it.
    pub async fn hold_conduit(&self) -> Result<Option<String>, StoreError> {
        let lock = sql("SELECT pg_advisory_xact_lock(hashtext('downbeat conduit'))", []);
        self.0.query_one_raw(lock).await?;
        let row = self.0.query_one_raw(sql("SELECT remote_id FROM conduit", [])).await?;
        Ok(row.map(|row| row.try_get("", "remote_id")).transpose()?)
    }

    pub async fn set_conduit(&self, remote_id: &str) -> Result<(), StoreError> {
        let set = sql(
            "INSERT INTO conduit (remote_id) VALUES ($1)
             ON CONFLICT (singleton) DO UPDATE
                 SET remote_id = excluded.remote_id, updated_at = now()",
            [remote_id.into()],
        );
        self.0.execute_raw(set).await?;
        Ok(())
    }
}

impl From<Row> for SubscriptionRecord {
    fn from(row: Row) -> Self {
        let Row {
            id,
            kind,
            account_id,
            session_id,
            is_wanted,
            state,
            remote_id,
            status,
            problem,
            checked_ms,
        } = row;
        let state = SubscriptionState::named(&state);
        Self {
            id,
            kind,
            account_id,
            session_id,
            is_wanted,
            state,
            remote_id,
            status,
            problem,
            checked_ms,
        }
    }
}
