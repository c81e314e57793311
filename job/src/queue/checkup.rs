//! The queue's Redis as an operator looks at it.

use std::time::Duration;

use downbeat_live::Inspection;
use redis::cmd;

use super::{error::QueueError, link::Link, rights};

/// The whole of it may take so long.
const LIMIT: Duration = Duration::from_secs(5);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkup {
    /// What the primary tells of itself, as `INFO` has it.
    pub info: String,
    pub inspection: Inspection,
}

impl Checkup {
    pub(super) async fn of(link: &Link, prefix: &str) -> Result<Self, QueueError> {
        let key = format!("{prefix}:rights");
        let look = async |mut connection| {
            Ok(Self {
                info: cmd("INFO").query_async(&mut connection).await?,
                inspection: Inspection::of(&mut connection, rights::commands(), &key).await?,
            })
        };
        link.call(LIMIT, look).await
    }
}
