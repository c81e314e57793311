use std::time::Duration;

use serde::{Serialize, de::DeserializeOwned};

use crate::Stores;

/// "Look at X." The struct is the payload; its fields may gain members with
/// `#[serde(default)]` and never change meaning, because a worker of the next
/// release reads what this one sent, and the other way round.
pub trait Signal: Serialize + DeserializeOwned + Send + 'static {
    /// What `run` is given besides the payload.
    type Context: Stores;

    /// The name in the queue, in logs and in metrics. Never reused for another
    /// job, and independent of where the struct lives.
    const NAME: &'static str;

    /// The queue it waits in. Jobs that must not wait for each other stand in
    /// queues of their own: that is all there is to priority.
    const QUEUE: &'static str;

    /// How many runs it adds to what its queue does at once, in each process.
    const CONCURRENCY: usize = 4;

    /// A run is cut off after this. At most [`TIMEOUT_MAX`], which is checked
    /// when the job is registered.
    const TIMEOUT: Duration = TIMEOUT_MAX;

    /// How long a signal that has not started keeps others for the same X from
    /// being pushed. It matters only when the signal itself is lost.
    const KEY_TTL: Duration = Duration::from_secs(30);

    /// Which X: signals with the same key coalesce. At most
    /// [`KEY_BYTES_MAX`] bytes.
    fn key(&self) -> String;

    fn run(self, context: &Self::Context) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// Well under the 15 s after which the jobs of a silent worker are given to
/// another, so that a slow run is never taken for a dead one.
pub const TIMEOUT_MAX: Duration = Duration::from_secs(10);

/// A longer key is refused when it is pushed.
pub const KEY_BYTES_MAX: usize = 256;
