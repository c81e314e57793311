//! What Postgres tells at once, so that nobody has to ask all the time.
//!
//! Only what is rare is told: Postgres lets transactions that tell something end
//! one after the other. A notification that is lost is a delay: whoever waits for it
//! looks every few seconds.

use downbeat_boot::clock;
use sea_orm::{ConnectionTrait, sqlx::postgres::PgListener};

use crate::sql::connection::STATEMENT_MAX;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

const CHANNEL: &str = "downbeat";

/// What has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notification {
    /// A job waits for its time, or for one that is sooner.
    Jobs,
    /// What is wanted of a queue.
    Queues,
    /// What is wanted of a worker.
    Workers,
    /// Nobody knows: the connection was lost, and is there again.
    Missed,
}

impl Notification {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::Queues => "queues",
            Self::Workers => "workers",
            Self::Missed => "missed",
        }
    }

    fn named(word: &str) -> Option<Self> {
        [Self::Jobs, Self::Queues, Self::Workers].into_iter().find(|it| it.as_str() == word)
    }

    /// Told when the transaction ends well.
    pub(crate) async fn tell(self, db: &impl ConnectionTrait) -> Result<(), StoreError> {
        let tell = sql("SELECT pg_notify($1, $2)", [CHANNEL.into(), self.as_str().into()]);
        db.execute_raw(tell).await?;
        Ok(())
    }
}

/// A connection of its own, beside the pool's.
pub struct Notifications(PgListener);

impl Store {
    pub async fn notifications(&self) -> Result<Notifications, StoreError> {
        let connected = async {
            let pool = self.connection().get_postgres_connection_pool();
            let mut listener = PgListener::connect_with(pool).await?;
            listener.listen(CHANNEL).await?;
            Ok(Notifications(listener))
        };
        let connected = clock::timeout(STATEMENT_MAX, connected).await;
        Ok(connected.unwrap_or(Err(sea_orm::SqlxError::PoolTimedOut))?)
    }
}

impl Notifications {
    /// The next notification. What another release may tell besides is passed over.
    pub async fn next(&mut self) -> Result<Notification, StoreError> {
        loop {
            match self.0.try_recv().await? {
                None => return Ok(Notification::Missed),
                Some(told) => {
                    if let Some(notification) = Notification::named(told.payload()) {
                        return Ok(notification);
                    }
                }
            }
        }
    }
}
