//! A streaming replica of the primary: whether it is there, and how far behind.
//!
//! It is **away** when it refuses, is silent or slow, or lacks for too long what
//! the primary has. Then it is passed over for some seconds, again and again
//! while a look each second finds it so: no reader waits to learn it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{
    Shutdown,
    clock::{self, Instant},
    settings, task,
};
use metrics::gauge;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};

use crate::connection::explicit;
use crate::error::blames_what_was_given;
use crate::patient::{Doubt, Patient};
use crate::statement::sql;
use crate::{Store, StoreError};

/// What waits longer for a connection, or for an answer, asks the primary.
const CONNECTION_MAX: Duration = Duration::from_millis(500);
const ANSWER_MAX: Duration = Duration::from_secs(3);
const AWAY_MS: i64 = 5_000;
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// The doctor gives it so many looks to get what the primary has.
const LOOKS: usize = 20;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

#[derive(Clone, Debug)]
pub struct Replica {
    pub db: Patient<DatabaseConnection>,
    behind_max: Duration,
    away: Doubt,
    /// Each change is told once.
    is_told_away: Arc<AtomicBool>,
}

/// How a replica follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Following {
    /// What is no standby follows nobody.
    pub is_standby: bool,
    /// Whether it got what the primary had when it was asked.
    pub has_all: bool,
    /// How long ago the last change was made that it has.
    pub last_change_ms: Option<i64>,
}

/// What the primary had written at a moment, until the replica has it, too. The
/// replica's own word is not enough: one that is cut off believes to have all.
struct Mark {
    lsn: String,
    at: Instant,
}

impl Replica {
    /// Connects to nothing yet: a process starts without its replica.
    pub async fn open(settings: &settings::Database) -> Result<Self, StoreError> {
        let (doubt, mut options) = (Doubt::default(), ConnectOptions::new(&settings.replica_url));
        let wait = Duration::from_millis(settings.acquire_timeout_ms).min(CONNECTION_MAX);
        options
            .max_connections(settings.pool_max)
            .acquire_timeout(wait)
            .statement_timeout(ANSWER_MAX)
            .connect_lazy(true);
        let db = Database::connect(explicit(options, &doubt)).await?;
        Ok(Self {
            db: Patient::new(db, doubt),
            behind_max: Duration::from_millis(settings.replica_behind_max_ms),
            away: Doubt::default(),
            is_told_away: Arc::default(),
        })
    }

    pub fn is_away(&self) -> bool {
        self.away.is_fresh(AWAY_MS)
    }

    /// `None` if the primary is to be asked instead.
    pub async fn answer<T>(&self, read: impl Future<Output = Result<T, DbErr>>) -> Option<T> {
        match clock::timeout(ANSWER_MAX, read).await {
            Ok(Ok(answer)) => {
                self.is_back();
                return Some(answer);
            }
            Ok(Err(error)) if blames_what_was_given(&error) => {}
            Ok(Err(error)) => self.pass_over(&error.to_string()),
            Err(_) => self.pass_over("no answer in time"),
        }
        None
    }

    fn pass_over(&self, why: &str) {
        self.away.cast();
        if !self.is_told_away.swap(true, Ordering::Relaxed) {
            tracing::warn!(why, "the replica is away: the primary answers for it");
        }
    }

    fn is_back(&self) {
        // An answer may come late, from before it went away.
        if !self.is_away() && self.is_told_away.swap(false, Ordering::Relaxed) {
            tracing::info!("the replica answers again");
        }
    }

    /// Whether it is there and near enough. One that comes back is used once it
    /// has what the primary had when it went.
    async fn look(&self, primary: &Patient<DatabaseConnection>, mark: &mut Option<Mark>) {
        if mark.is_none() {
            // While the primary is away nobody writes, so nothing gets behind.
            *mark = Mark::set(primary).await.ok().flatten();
        }
        let lsn = mark.as_ref().map(|mark| mark.lsn.clone());
        let following = self.answer(following(&self.db, lsn)).await.flatten();
        mark.take_if(|_| following.is_some_and(|following| following.has_all));
        let behind = mark.as_ref().map_or(Duration::ZERO, |mark| mark.at.elapsed());
        gauge!("downbeat_postgres_replica_behind_seconds").set(behind.as_secs_f64());
        if behind > self.behind_max {
            self.pass_over("it is too far behind");
        }
    }
}

impl Mark {
    async fn set(primary: &Patient<DatabaseConnection>) -> Result<Option<Self>, DbErr> {
        let ask = sql("SELECT pg_current_wal_lsn()::text AS lsn", []);
        let Some(row) = primary.query_one_raw(ask).await? else { return Ok(None) };
        Ok(Some(Self { lsn: row.try_get("", "lsn")?, at: clock::monotonic() }))
    }
}

/// A server that tells no place, as one that was never a standby, has all.
async fn following(
    db: &Patient<DatabaseConnection>,
    lsn: Option<String>,
) -> Result<Option<Following>, DbErr> {
    let ask = sql(
        "SELECT pg_is_in_recovery() AS is_standby,
             coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, true) AS has_all,
             (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)::bigint
                 AS last_change_ms",
        [lsn.into()],
    );
    let Some(row) = db.query_one_raw(ask).await? else { return Ok(None) };
    Ok(Some(Following {
        is_standby: row.try_get("", "is_standby")?,
        has_all: row.try_get("", "has_all")?,
        last_change_ms: row.try_get("", "last_change_ms")?,
    }))
}

impl Store {
    /// Looks at the replica, if there is one, until the process stops.
    pub(crate) fn watch_replica(&self, shutdown: Shutdown) {
        let Some(replica) = self.reading.replica.clone() else { return };
        let primary = self.db.clone();
        task::spawn("postgres replica", async move {
            let (mut ticks, mut mark) = (clock::interval(LOOK_EVERY), None);
            while !shutdown.is_requested() {
                ticks.tick().await;
                replica.look(&primary, &mut mark).await;
            }
        });
    }

    /// How the replica is, if there is one; it is given some seconds.
    pub async fn following(&self) -> Result<Option<Following>, StoreError> {
        let Some(replica) = &self.reading.replica else { return Ok(None) };
        let lsn = Mark::set(&self.db).await?.map(|mark| mark.lsn);
        for _ in 1..LOOKS {
            let found = following(&replica.db, lsn.clone()).await?;
            if found.is_none_or(|found| found.has_all) {
                return Ok(found);
            }
            clock::sleep(BETWEEN_LOOKS).await;
        }
        Ok(following(&replica.db, lsn).await?)
    }
}
