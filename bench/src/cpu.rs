//! What the servers spend on jobs.

use std::time::Duration;

use crate::{installation::Installation, process, report};

/// CPU times of the queue's Redis and of Postgres until now.
pub struct Cpu {
    redis: Duration,
    postgres: Duration,
}

impl Cpu {
    pub async fn read(installation: &Installation) -> anyhow::Result<Self> {
        let redis = installation.queue_cpu().await?;
        let postgres = process::cpu_with_children(installation.pid("postgres")?)?;
        Ok(Self { redis, postgres })
    }

    /// What was spent since, by job.
    pub async fn report(
        &self,
        installation: &Installation,
        what: &str,
        jobs: u64,
    ) -> anyhow::Result<()> {
        let now = Self::read(installation).await?;
        #[expect(clippy::cast_precision_loss, reason = "a cost for people to read")]
        let each = |now: Duration, then: Duration| {
            now.saturating_sub(then).as_secs_f64() * 1e6 / jobs as f64
        };
        let (redis, postgres) = (each(now.redis, self.redis), each(now.postgres, self.postgres));
        report::figure(&format!("CPU a job: {what}: queue Redis"), redis, "µs");
        report::figure(&format!("CPU a job: {what}: Postgres"), postgres, "µs");
        Ok(())
    }
}
