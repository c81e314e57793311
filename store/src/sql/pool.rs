//! How the pools of connections fare. How many wait for one the library does
//! not tell; when all that may be open are in use, some do.

use std::time::Duration;

use downbeat_boot::{Shutdown, clock, task};
use metrics::gauge;
use sea_orm::DatabaseConnection;

use crate::Store;

const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Store {
    /// Measures the pools, and looks at the replica, until the process stops.
    pub fn watch_pool(&self, shutdown: Shutdown) {
        self.watch_replica(shutdown.clone());
        let store = self.clone();
        task::spawn("postgres pool", async move {
            let mut ticks = clock::interval(LOOK_EVERY);
            while !shutdown.is_requested() {
                ticks.tick().await;
                store.measure_pools();
            }
        });
    }

    fn measure_pools(&self) {
        measure(self.db.inner(), "primary");
        if let Some(replica) = &self.reading.replica {
            measure(replica.db.inner(), "replica");
        }
    }
}

fn measure(db: &DatabaseConnection, server: &'static str) {
    let pool = db.get_postgres_connection_pool();
    let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
    // The two are not read in one instant.
    let in_use = pool.size().saturating_sub(idle);
    let connections =
        |state| gauge!("downbeat_postgres_connections", "server" => server, "state" => state);
    connections("idle").set(idle);
    connections("in_use").set(in_use);
    let max = pool.options().get_max_connections();
    gauge!("downbeat_postgres_connections_max", "server" => server).set(max);
}
