//! What Postgres tells at once, so that nobody has to ask all the time.
//!
//! Only what is rare, or what people write themselves, is told: Postgres lets
//! transactions that tell something end one after the other. A notification that is lost
//! is a delay: whoever waits for it looks every few seconds, or once the connection is
//! there again.

use downbeat_boot::clock;
use downbeat_session::kinds;
use sea_orm::{ConnectionTrait, sqlx::postgres::PgListener};
use uuid::Uuid;

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
    /// What a session that is nothing but rows shows is to be read anew.
    Rows(Told),
    /// What somebody may at such a session is another thing; without them, what everybody
    /// may.
    Rights(Told, Option<Uuid>),
    /// Nobody knows: the connection was lost, and is there again.
    Missed,
}

/// Rows of a kind, by the id that they have: the session's, as its kind makes it of that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Told {
    pub kind: &'static str,
    pub id: Uuid,
}

impl Told {
    fn read(kind: &str, id: &str) -> Option<Self> {
        let kind = kinds::named(kind).filter(|kind| kind.is_of_rows)?;
        Some(Self { kind: kind.name, id: id.parse().ok()? })
    }
}

impl Notification {
    /// The words that are told from here; triggers tell the others.
    const fn as_str(self) -> &'static str {
        match self {
            Self::Jobs => "jobs",
            Self::Queues => "queues",
            Self::Workers => "workers",
            Self::Rows(_) => "rows",
            Self::Rights(..) => "rights",
            Self::Missed => "missed",
        }
    }

    fn read(payload: &str) -> Option<Self> {
        let words: Vec<&str> = payload.split(' ').collect();
        match words[..] {
            ["rows", kind, id] => Some(Self::Rows(Told::read(kind, id)?)),
            ["rights", kind, id] => Some(Self::Rights(Told::read(kind, id)?, None)),
            ["rights", kind, id, account] => {
                Some(Self::Rights(Told::read(kind, id)?, Some(account.parse().ok()?)))
            }
            _ => {
                let mut plain = [Self::Jobs, Self::Queues, Self::Workers].into_iter();
                plain.find(|it| it.as_str() == payload)
            }
        }
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
                    if let Some(notification) = Notification::read(told.payload()) {
                        return Ok(notification);
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_triggers_tell_is_read() {
        let (id, ann) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let told = kinds::all().find(|kind| kind.is_of_rows).map(|kind| kind.name).unwrap();
        let rows = Told { kind: told, id };
        let read = |text: &str| Notification::read(&text.replace("KIND", told));
        assert_eq!(read(&format!("rows KIND {id}")), Some(Notification::Rows(rows)));
        let all = Notification::Rights(rows, None);
        assert_eq!(read(&format!("rights KIND {id}")), Some(all));
        let hers = Notification::Rights(rows, Some(ann));
        assert_eq!(read(&format!("rights KIND {id} {ann}")), Some(hers));
        assert_eq!(read("jobs"), Some(Notification::Jobs));
        // A kind that has rows of its own beside them, one that nobody knows, and less.
        let other = kinds::all().find(|kind| !kind.is_of_rows).unwrap().name;
        for text in [format!("rows {other} {id}"), format!("rows nothing {id}"), "rows".into()] {
            assert_eq!(read(&text), None, "{text}");
        }
        for text in ["rows KIND x", "rights KIND", "missed", ""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
