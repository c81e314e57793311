use std::time::Duration;

/// How patient a monitor is. Tests are less patient than the default.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// How long a lane sleeps when no bell can ring; also its heartbeat then.
    pub look_every: Duration,
    /// A worker that was silent for so long is taken to be gone. One that waits for
    /// its bell is heard three times in it.
    pub silence_max: Duration,
    pub rescue_every: Duration,
    /// How long a durable job is ours without a word from us.
    pub lease: Duration,
    pub hold_every: Duration,
    /// A durable job that was pushed and not claimed for so long is pushed again.
    pub unclaimed_max: Duration,
    /// How long running jobs are waited for at the end.
    pub grace: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            look_every: Duration::from_secs(1),
            silence_max: Duration::from_secs(15),
            rescue_every: Duration::from_secs(5),
            lease: Duration::from_secs(20),
            hold_every: Duration::from_secs(4),
            unclaimed_max: Duration::from_secs(5),
            grace: Duration::from_secs(15),
        }
    }
}
