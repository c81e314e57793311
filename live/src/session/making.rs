//! What a session becomes without a command.

use downbeat_session::{Actor, Refusal, Step};
use uuid::Uuid;

use crate::{
    CommandError, Hot, Live, LiveError,
    session::{
        command::{ATTEMPTS, pause},
        commit::{Change, Committed},
    },
};

/// Commits of what time did that one step waits for.
const PARTS_MAX: u32 = 100;

impl Live {
    /// Remembers who opened a session on a socket, where its kind does.
    pub async fn opened_by(&self, id: Uuid, actor: &Actor) -> Result<(), CommandError> {
        self.make(id, actor, |hot, now_ms| {
            let is_new = hot.session.remembers(actor.role);
            Ok(is_new.then(|| hot.session.opened_by(&hot.beside, actor.role, now_ms)))
        })
        .await?;
        Ok(())
    }

    /// Commits what `step` makes of a hot session, behind what time did before it.
    /// Answers whether it made anything of it.
    pub(super) async fn make(
        &self,
        id: Uuid,
        actor: &Actor,
        step: impl Fn(&mut Hot, i64) -> Result<Option<Step>, LiveError>,
    ) -> Result<bool, CommandError> {
        let shard = self.shard(id);
        let _turn = self.turns.take(id).await;
        let (mut attempt, mut parts) = (0, 0);
        while attempt < ATTEMPTS && parts < PARTS_MAX {
            pause(attempt).await;
            let Some(mut hot) = self.read(id).await? else { return Ok(false) };
            let now_ms = self.now_ms(shard).max(hot.state_at_ms);
            let Some(step) = step(&mut hot, now_ms)? else { return Ok(false) };
            let is_all = step.is_all;
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
                Committed::Done(..) if is_all => return Ok(true),
                Committed::Done(..) => parts += 1,
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
}
