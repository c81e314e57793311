//! Edits and deletes, told to Redis whether the session is hot or not.

use downbeat_session::{Actor, Beside, Refusal, kinds};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    CommandError, Live, LiveError, key,
    redis::{
        call::Call,
        library::{SESSION, SHARD},
    },
    session::{
        asides::Asides,
        command::{ATTEMPTS, pause},
        commit::{Change, Committed},
    },
    shard::frame,
};

/// Commits of what time did that one saved config waits for.
const PARTS_MAX: u32 = 100;
/// Words that are said in one call.
const WORDS_AT_ONCE: usize = 500;

impl Live {
    /// Records the newest config of a session, and applies it if it is hot. A
    /// version that is older than what is known changes nothing. Answers whether
    /// a hot session had another. One that others change all the while is
    /// [`CommandError::Contended`]: the version is recorded and not applied.
    pub async fn configure(
        &self,
        id: Uuid,
        version: u64,
        config: &Value,
    ) -> Result<bool, CommandError> {
        self.tell(id, version, false).await?;
        let shard = self.shard(id);
        let _turn = self.turns.take(id).await;
        let (mut attempt, mut parts) = (0, 0);
        while attempt < ATTEMPTS && parts < PARTS_MAX {
            pause(attempt).await;
            let Some(hot) = self.read(id).await? else { return Ok(false) };
            if hot.session.config_version() >= version {
                return Ok(false);
            }
            let now_ms = self.now_ms(shard).max(hot.state_at_ms);
            // What time did before the config keeps its own times.
            let saved = (version, config);
            let step =
                hot.session.configure(&hot.beside, saved, now_ms).map_err(LiveError::from)?;
            let is_all = step.is_all;
            let actor = &Actor::system();
            let change = Change {
                hot: &hot,
                views: &[],
                now_ms,
                step,
                actor,
                kept: None,
                fence: None,
                gate: None,
            };
            match self.commit(change).await? {
                Committed::Done(_) if is_all => return Ok(true),
                Committed::Done(_) => parts += 1,
                Committed::Cold => return Ok(false),
                Committed::AuditFull => return Err(CommandError::AuditFull),
                Committed::TooLarge(problem) => {
                    return Err(Refusal::Invalid(vec![problem]).into());
                }
                Committed::Moved(_) | Committed::Answered(_) | Committed::Fenced => attempt += 1,
            }
        }
        Err(CommandError::Contended)
    }

    /// Records that a session is gone, `version` being its tombstone's, and ends
    /// it for those who watch.
    pub async fn delete(&self, id: Uuid, version: u64) -> Result<(), LiveError> {
        self.tell(id, version, true).await?;
        self.end(id).await
    }

    /// Ends a session that Postgres does not know (any more) for those who watch.
    pub async fn end(&self, id: Uuid) -> Result<(), LiveError> {
        let shard = self.shard(id);
        let beside = Beside::default();
        let mut asides = Asides::new(shard, id, &beside);
        for list in kinds::all().flat_map(|kind| kind.board) {
            asides.delete(key::board_list(shard, id, list.name));
        }
        // One that cannot be read says nothing on a board.
        if let Ok(Some(hot)) = self.read(id).await {
            asides.leave_parent(&hot.session);
        }
        let call = Call::new(&SESSION, "finish")
            .key(key::state(shard, id))
            .key(key::hot(shard))
            .key(key::due(shard))
            .key(key::dirty(shard))
            .key(key::parked(shard))
            .key(key::line(shard))
            .keys(key::beside(shard, id).into_iter())
            .key(key::board(shard, id));
        let call = asides
            .keys(call)
            .arg(id.to_string())
            .arg(self.connection.publish_command())
            .arg(key::channel(shard))
            .arg(frame::ended(id));
        let _was_hot: u8 = self.call(&asides.args(call)).await?;
        Ok(())
    }

    /// Ends the sockets of a session that came in by this pass.
    pub async fn revoke(&self, id: Uuid, pass: Uuid) -> Result<(), LiveError> {
        let _: u8 = self.call(&self.revoking(id, pass)).await?;
        Ok(())
    }

    /// The same for many sessions and passes. The first that could not be told is
    /// the error; it is not known which of the others were.
    pub async fn revoke_all(&self, sessions: &[Uuid], passes: &[Uuid]) -> Result<(), LiveError> {
        let pairs: Vec<(Uuid, Uuid)> = sessions
            .iter()
            .flat_map(|session| passes.iter().map(move |pass| (*session, *pass)))
            .collect();
        for pairs in pairs.chunks(WORDS_AT_ONCE) {
            let calls = pairs.iter().map(|(session, pass)| self.revoking(*session, *pass));
            for said in self.call_all::<u8>(calls).await? {
                said?;
            }
        }
        Ok(())
    }

    fn revoking(&self, id: Uuid, pass: Uuid) -> Call {
        let shard = self.shard(id);
        Call::new(&SHARD, "say")
            .key(key::line(shard))
            .arg(self.connection.publish_command())
            .arg(key::channel(shard))
            .arg(frame::revoked(id, pass))
    }

    async fn tell(&self, id: Uuid, version: u64, deleted: bool) -> Result<(), LiveError> {
        let call = Call::new(&SESSION, "told")
            .key(key::told(self.shard(id), id))
            .number(version)
            .number(u8::from(deleted));
        let _: String = self.call(&call).await?;
        Ok(())
    }
}
