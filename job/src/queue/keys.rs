//! What a queue's keys are called: as apalis-redis calls them, but for `once`
//! and `wake`, which are ours.
//!
//! `v1` is the shape of everything below it; another shape gets another name,
//! and never this one again.

use apalis_redis::Config;
use uuid::Uuid;

#[derive(Debug, Clone)]
pub(crate) struct Keys {
    queue: String,
    config: Config,
}

impl Keys {
    pub fn new(prefix: &str, queue: &str) -> Self {
        let queue = format!("{prefix}:jobs:v1:{queue}");
        Self { config: Config::default().queue(&queue), queue }
    }

    /// How the id of a durable job stands among those of signals.
    pub fn durable(id: Uuid) -> String {
        format!("d:{id}")
    }

    /// Back from [`Keys::durable`]; `None` for a signal's.
    pub fn durable_id(id: &str) -> Option<Uuid> {
        Uuid::parse_str(id.strip_prefix("d:")?).ok()
    }

    /// List: ids that wait.
    pub fn active(&self) -> String {
        self.config.active_jobs_list()
    }

    /// Hash: id to envelope.
    pub fn data(&self) -> String {
        self.config.job_data_hash()
    }

    /// What the key of a job's own hash begins with: `once`, `pushed_us`, `starts`.
    pub fn meta(&self) -> String {
        format!("{}:", self.config.job_meta_hash())
    }

    /// What the key of a worker's set begins with: ids that it has taken.
    pub fn inflight(&self) -> String {
        format!("{}:", self.config.inflight_jobs_set())
    }

    /// Sorted set: workers by last heartbeat.
    pub fn workers(&self) -> String {
        self.config.workers_set()
    }

    /// String: the id of the signal that waits for this job and key.
    pub fn once(&self, job: &str, key: &str) -> String {
        format!("{}:once:{job}:{key}", self.queue)
    }

    /// Channel: something was pushed.
    pub fn wake(&self) -> String {
        format!("{}:wake", self.queue)
    }
}
