//! How the pool of connections fares. How many wait for one the library does
//! not tell; when all that may be open are in use, some do.

use std::time::Duration;

use downbeat_boot::{Shutdown, clock, task};
use metrics::gauge;

use crate::Store;

const LOOK_EVERY: Duration = Duration::from_secs(1);

impl Store {
    /// Measures the pool until the process stops.
    pub fn watch_pool(&self, shutdown: Shutdown) {
        let store = self.clone();
        task::spawn("postgres pool", async move {
            let mut ticks = clock::interval(LOOK_EVERY);
            while !shutdown.is_requested() {
                ticks.tick().await;
                store.measure_pool();
            }
        });
    }

    fn measure_pool(&self) {
        let pool = self.db.inner().get_postgres_connection_pool();
        let idle = u32::try_from(pool.num_idle()).unwrap_or(u32::MAX);
        // The two are not read in one instant.
        let in_use = pool.size().saturating_sub(idle);
        gauge!("downbeat_postgres_connections", "state" => "idle").set(idle);
        gauge!("downbeat_postgres_connections", "state" => "in_use").set(in_use);
        let max = pool.options().get_max_connections();
        gauge!("downbeat_postgres_connections_max").set(max);
    }
}
