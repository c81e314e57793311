//! What follows from what happens to rounds.

pub mod say_in_chat;

use downbeat_session::{Kind, kinds::meter::Meter};
use downbeat_store::{Followed, NewJob};

use crate::Durable;
use say_in_chat::SayInChat;

/// The job that an event wants, if it is one of ours.
pub fn following(event: &Followed) -> Result<Option<NewJob>, serde_json::Error> {
    let (session, incarnation, rev, seq) = event.key;
    let say = || SayInChat { session, incarnation, rev, seq }.job();
    (event.kind == Meter::NAME).then(say).transpose()
}
