//! Cold to hot.

use downbeat_session::{Rev, Session};
use uuid::Uuid;

use crate::{
    Live, LiveError,
    call::Call,
    key,
    packed::{Answers, Packed},
};

/// A session that is to be opened: the state that its history leads to.
#[derive(Debug, Clone)]
pub struct Opening {
    pub id: Uuid,
    pub owner: Uuid,
    pub session: Session,
    pub incarnation: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opened {
    Open,
    /// Somebody opened this or a later life of it.
    AlreadyHot,
    /// A newer config has been told: read again.
    Stale,
    /// The session was deleted.
    Deleted,
}

impl Live {
    pub async fn open(&self, opening: &Opening) -> Result<Opened, LiveError> {
        let shard = self.shard(opening.id);
        // A second turn with a corrected clock is always enough.
        for _ in 0..3 {
            let (word, redis_ms) = self.try_open(shard, opening).await?;
            self.learn_time(shard, redis_ms);
            return Ok(match word.as_str() {
                "ok" => Opened::Open,
                "hot" => Opened::AlreadyHot,
                "stale" => Opened::Stale,
                "deleted" => Opened::Deleted,
                _ => continue,
            });
        }
        Err(LiveError::Unreadable("the clock of live Redis keeps jumping".into()))
    }

    async fn try_open(&self, shard: u16, opening: &Opening) -> Result<(String, i64), LiveError> {
        let Opening { id, owner, ref session, incarnation } = *opening;
        let now_ms = self.now_ms(shard);
        let due_ms = session.due_ms();
        let packed = Packed {
            rev: Rev { incarnation, rev: 0 },
            at_ms: now_ms,
            owner,
            session: session.clone(),
            answers: Answers::default(),
        };
        let call = Call::new("downbeat_v1_open")
            .key(key::state(shard, id))
            .key(key::tally(shard, id))
            .key(key::told(shard, id))
            .key(key::hot(shard))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .arg(id.to_string())
            .arg(packed.to_bytes())
            .maybe(due_ms);
        self.call(&call).await
    }
}
