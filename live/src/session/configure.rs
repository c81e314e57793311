//! Edits and deletes, told to Redis whether the session is hot or not.

use downbeat_session::{Actor, Beside, Problem, kinds};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    CommandError, Live, LiveError, key,
    redis::{
        call::Call,
        library::{SESSION, SHARD},
    },
    session::asides::Asides,
    shard::frame,
};

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
        self.save(id, None, (version, config)).await
    }

    /// The same, and whose it is: a session that has another owner has that version
    /// at least.
    pub async fn configure_of(
        &self,
        (id, owner): (Uuid, Uuid),
        version: u64,
        config: &Value,
    ) -> Result<bool, CommandError> {
        self.save(id, Some(owner), (version, config)).await
    }

    async fn save(
        &self,
        id: Uuid,
        owner: Option<Uuid>,
        saved: (u64, &Value),
    ) -> Result<bool, CommandError> {
        let version = saved.0;
        self.tell(id, version, false).await?;
        self.make(id, &Actor::system(), |hot, now_ms| {
            let is_theirs = owner.is_none_or(|owner| owner == hot.owner);
            let known = hot.session.config_version();
            // An older release tells a version without its owner.
            if known > version || known == version && is_theirs {
                return Ok(None);
            }
            hot.owner = owner.unwrap_or(hot.owner);
            Ok(Some(hot.session.configure(&hot.beside, saved, now_ms)?))
        })
        .await
    }

    /// The same for a config that changes rules of `replaced`, the one before it:
    /// only on a session that has not begun. What of it has no effect, because
    /// somebody began the session before live Redis heard of it; then nothing of it
    /// was applied.
    pub async fn configure_rules(
        &self,
        id: Uuid,
        (version, config): (u64, &Value),
        replaced: &Value,
    ) -> Result<Vec<Problem>, CommandError> {
        self.tell(id, version, false).await?;
        self.make(id, &Actor::system(), |hot, now_ms| {
            let is_known = hot.session.config_version() >= version;
            if is_known || !hot.session.fixed(replaced, config)?.is_empty() {
                return Ok(None);
            }
            Ok(Some(hot.session.configure(&hot.beside, (version, config), now_ms)?))
        })
        .await?;
        // What has begun has begun for good, so it is the same that was met there.
        match self.read(id).await? {
            Some(hot) if hot.session.config_version() < version => {
                Ok(hot.session.fixed(replaced, config).map_err(LiveError::from)?)
            }
            _ => Ok(Vec::new()),
        }
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
