//! What is asked over HTTP begins with: who asks, how much they may, and of a
//! command the session, asked of Redis together.

use std::time::Duration;

use redis::{FromRedisValue, Value, cmd, from_redis_value};
use uuid::Uuid;

use crate::{
    Hot, Live, LiveError, Quota, Taken, limit,
    redis::call::is_function_missing,
    session::hot::{self, Strings},
};

/// A limit that is on another node must not make anybody wait for it.
const PATIENCE: Duration = Duration::from_millis(100);

/// What is asked together.
pub struct Beginning<'a> {
    /// Where what is known of who asks is kept.
    pub kept: &'a str,
    /// Whose requests are counted, where they are.
    pub limit: Option<(&'a str, Quota)>,
    /// Which session, where one is meant.
    pub session: Option<Uuid>,
}

/// Each part fails alone.
pub struct Begun {
    pub kept: Result<Option<Vec<u8>>, LiveError>,
    /// `None` where nothing was counted.
    pub taken: Option<Taken>,
    /// `None` where none is meant, it is known, or it has to be asked for otherwise.
    pub session: Option<Hot>,
}

impl Live {
    pub async fn begin(&self, beginning: Beginning<'_>) -> Begun {
        let Beginning { kept, limit, session } = beginning;
        let read_here = session.filter(|session| !self.known.has(*session));
        let whole = self.options().response_timeout;
        let mut asks = vec![(cmd("GET").arg(kept).to_owned(), whole)];
        asks.extend(limit.map(|(name, quota)| (limit::take(name, quota).command(), PATIENCE)));
        asks.extend(read_here.map(|id| (hot::mget(self.shard(id), &[id]), whole)));
        let mut answers = self.query_each(asks).await.into_iter();
        let mut next = || answers.next().unwrap_or(Err(LiveError::Silent));
        let kept = next().and_then(read);
        let taken = match limit {
            Some((name, quota)) => self.taken(next(), name, quota).await,
            None => None,
        };
        let session = read_here.and_then(|id| self.begun(id, next()));
        Begun { kept, taken, session }
    }

    async fn taken(
        &self,
        answer: Result<Value, LiveError>,
        name: &str,
        quota: Quota,
    ) -> Option<Taken> {
        match answer {
            Err(error) if is_function_missing(&error) => self.take(name, quota).await.ok(),
            answer => Some(Taken::from(answer.and_then(read::<limit::Answer>).ok()?)),
        }
    }

    /// Whatever is wrong with it, its command meets, too.
    fn begun(&self, id: Uuid, answer: Result<Value, LiveError>) -> Option<Hot> {
        let strings: Strings = answer.and_then(read).ok()?;
        let hot = Hot::of(id, self.now_ms(self.shard(id)), &strings).ok()??;
        hot.session.board().is_empty().then_some(hot)
    }
}

fn read<T: FromRedisValue>(value: Value) -> Result<T, LiveError> {
    Ok(from_redis_value(value)?)
}
