//! The id that somebody gives a command, so that it happens once however often
//! it is sent.

use downbeat_session::Answer;
use uuid::Uuid;

/// An id is its actor's own, over connections, sockets and HTTP: another's same
/// id is another command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandId {
    /// Whose it is: an account, a participant or a link.
    pub(crate) actor: String,
    pub(crate) id: String,
    /// As the release before keeps it, and events name it.
    pub(crate) stored: String,
}

impl CommandId {
    #[must_use]
    pub fn of_account(account: Uuid, id: String) -> Self {
        Self { actor: format!("account:{account}"), stored: id.clone(), id }
    }

    /// Of an account whose session it is not. The release before keeps ids of
    /// accounts bare, which are then the owner's.
    #[must_use]
    pub fn of_member(account: Uuid, id: String) -> Self {
        Self { actor: format!("account:{account}"), stored: format!("{account}:{id}"), id }
    }

    /// Of a participant's link, or of one that is for no participant. A link
    /// keeps its id when its address is replaced.
    #[must_use]
    pub fn of_link(link: Uuid, participant: Option<&str>, id: String) -> Self {
        let actor = participant.map_or_else(
            || format!("link:{link}"),
            |participant| format!("participant:{participant}"),
        );
        Self { actor, stored: format!("{link}:{id}"), id }
    }

    /// Of a message in a chat, by its id there.
    #[must_use]
    pub fn of_message(message: String) -> Self {
        Self { actor: "chat".to_owned(), stored: format!("chat:{message}"), id: message }
    }

    pub(crate) fn has_nul(&self) -> bool {
        self.id.contains('\0')
    }

    /// The answer that the release before would find.
    pub(crate) fn stored_answer(
        &self,
        payload_hash: u64,
        rev: u64,
        events: &[serde_json::Value],
    ) -> Answer {
        Answer { command_id: self.stored.clone(), payload_hash, rev, events: events.to_vec() }
    }
}
