//! A call with its terms: where it goes, and how long it may take.

use std::time::Duration;

use downbeat_boot::clock;
use metrics::{counter, gauge, histogram};
use redis::RedisResult;

use crate::{Live, LiveError, redis::away};

/// Shards of a cluster that are asked at once wait for each other no longer.
const TOGETHER_LIMIT: Duration = Duration::from_millis(250);

/// Where a call goes, and how long it may take.
#[derive(Clone, Copy)]
pub(super) struct Terms<'a> {
    /// One of its keys, on a cluster.
    key: Option<&'a [u8]>,
    limit: Duration,
    /// How long after its slot fell silent it is waited for.
    patience: Duration,
}

impl Live {
    pub(super) fn single<'a>(&self, key: Option<&'a [u8]>) -> Terms<'a> {
        let limit = self.options.response_timeout;
        Terms { key, limit, patience: limit }
    }

    /// One of several calls that are out at once, on a cluster.
    pub(super) fn one_of_several<'a>(&self, key: Option<&'a [u8]>) -> Terms<'a> {
        let limit = self.options.response_timeout.min(TOGETHER_LIMIT);
        Terms { key, limit, patience: Duration::ZERO }
    }

    /// A call that is capped, timed, limited and counted.
    pub(super) async fn measured<T>(
        &self,
        terms: Terms<'_>,
        call: impl Future<Output = RedisResult<T>>,
    ) -> Result<T, LiveError> {
        let answer = match self.in_flight.try_acquire() {
            Err(_) => Err(LiveError::Capped),
            Ok(_permit) if self.may_call(terms).await => {
                let in_flight = gauge!("downbeat_redis_in_flight");
                in_flight.increment(1.0);
                let start = clock::monotonic();
                let answer = clock::timeout(terms.limit, call).await;
                histogram!("downbeat_redis_call_seconds", "redis" => "live")
                    .record(start.elapsed());
                in_flight.decrement(1.0);
                if answer.is_err() {
                    self.connection.fell_silent(start);
                }
                self.note_slot(terms.key, answer.as_ref().ok());
                answer.map_or(Err(LiveError::Silent), |answer| answer.map_err(LiveError::from))
            }
            Ok(_permit) => Err(LiveError::Away),
        };
        if let Err(error) = &answer {
            failed(error.reason());
        }
        answer
    }

    /// Whether a node of the cluster does not answer.
    pub(super) fn is_any_away(&self) -> bool {
        self.slots.as_ref().is_some_and(|slots| slots.is_any_away())
    }

    async fn may_call(&self, Terms { key, patience, .. }: Terms<'_>) -> bool {
        match (&self.slots, key) {
            (Some(slots), Some(key)) => slots.may_call(key, patience).await,
            _ => true,
        }
    }

    /// `None` is no answer in time.
    fn note_slot<T>(&self, key: Option<&[u8]>, answer: Option<&RedisResult<T>>) {
        let (Some(slots), Some(key)) = (&self.slots, key) else { return };
        let is_silent = answer.is_none_or(|answer| answer.as_ref().is_err_and(away::is_of_node));
        if is_silent {
            slots.fell_silent(key);
        }
    }
}

/// Counts a call that gave no result.
pub fn failed(reason: &'static str) {
    counter!("downbeat_redis_failures_total", "redis" => "live", "reason" => reason).increment(1);
}
