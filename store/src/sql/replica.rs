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

use downbeat_boot::{Shutdown, clock, settings, task};
use metrics::gauge;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use crate::error::blames_what_was_given;
use crate::sql::connection::explicit;
use crate::sql::following::{Marks, replayed, written};
use crate::sql::with_timeout::{RecentTimeout, WithTimeout};
use crate::{Store, StoreError};

/// What waits longer for a connection, or for an answer, asks the primary.
const CONNECTION_MAX: Duration = Duration::from_millis(500);
const ANSWER_MAX: Duration = Duration::from_secs(3);
const AWAY_MS: i64 = 5_000;
const LOOK_EVERY: Duration = Duration::from_secs(1);

#[derive(Clone, Debug)]
pub struct Replica {
    pub db: WithTimeout<DatabaseConnection>,
    behind_max: Duration,
    away: RecentTimeout,
    /// Each change is told once.
    is_told_away: Arc<AtomicBool>,
}

impl Replica {
    /// Connects to nothing yet: a process starts without its replica.
    pub async fn open(settings: &settings::Database) -> Result<Self, StoreError> {
        let (doubt, mut options) =
            (RecentTimeout::default(), ConnectOptions::new(&settings.replica_url));
        let wait = Duration::from_millis(settings.acquire_timeout_ms).min(CONNECTION_MAX);
        options
            .max_connections(settings.pool_max)
            .acquire_timeout(wait)
            .statement_timeout(ANSWER_MAX)
            .connect_lazy(true);
        let db = Database::connect(explicit(options, &doubt)).await?;
        Ok(Self {
            db: WithTimeout::new(db, doubt),
            behind_max: Duration::from_millis(settings.replica_behind_max_ms),
            away: RecentTimeout::default(),
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

    /// Whether it is there and near enough.
    async fn look(&self, primary: &WithTimeout<DatabaseConnection>, marks: &mut Marks) {
        // While the primary is away nobody writes, so nothing gets behind. One
        // mark that is too old is enough: there are never more than of that time.
        if marks.behind(clock::monotonic()) <= self.behind_max
            && let Ok(place) = written(primary).await
        {
            marks.set(place, clock::monotonic());
        }
        if let Some(place) = self.answer(replayed(&self.db)).await {
            marks.reach(place);
        }
        let behind = marks.behind(clock::monotonic());
        gauge!("downbeat_postgres_replica_behind_seconds").set(behind.as_secs_f64());
        if behind > self.behind_max {
            self.pass_over("it is too far behind");
        }
    }
}

impl Store {
    /// Looks at the replica, if there is one, until the process stops.
    pub(crate) fn watch_replica(&self, shutdown: Shutdown) {
        let Some(replica) = self.reading.replica.clone() else { return };
        let primary = self.db.clone();
        task::spawn("postgres replica", async move {
            let (mut ticks, mut marks) = (clock::interval(LOOK_EVERY), Marks::default());
            while !shutdown.is_requested() {
                ticks.tick().await;
                replica.look(&primary, &mut marks).await;
            }
        });
    }
}
