//! What is said on a session's channel and is no frame: it changes nothing, and goes
//! between frames in the order in which it was said.
//!
//! | bytes | |
//! |---|---|
//! | 1 + 16 | `SAID`, session |
//! | 1 | whom it is for |
//! | 2 | how many seats are named |
//! | 2 + n | each of them |
//! | 4 + n | the JSON text that goes to sockets as it is |

use bytes::Bytes;
use downbeat_session::{Audience, Notice};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Live, LiveError,
    cut::Cut,
    key,
    redis::{call::Call, library::SHARD},
};

/// An API of the release before cannot read it, and reads the sessions of the shard
/// instead.
pub(super) const SAID: u8 = 7;

const PARTAKERS: u8 = 0;
const OTHERS: u8 = 1;
const NAMED: u8 = 2;

/// A message that is no frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub session: Uuid,
    pub whom: Whom,
    pub text: Bytes,
}

/// Whose sockets hear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whom {
    /// Of all who take part: not of those who only look, or wait at a door.
    Partakers,
    /// Of those but some seats.
    Others(Vec<String>),
    /// Of some seats, whatever they are.
    Named(Vec<String>),
}

impl Whom {
    #[must_use]
    pub fn has(&self, audience: Audience, seat: Option<&str>) -> bool {
        let is_in = |seats: &[String]| seat.is_some_and(|seat| seats.iter().any(|one| one == seat));
        let takes_part = audience >= Audience::Participant;
        match self {
            Self::Partakers => takes_part,
            Self::Others(seats) => takes_part && !is_in(seats),
            Self::Named(seats) => is_in(seats),
        }
    }

    /// As the frame has it, and as functions take it.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let (word, seats) = match self {
            Self::Partakers => (PARTAKERS, &[][..]),
            Self::Others(seats) => (OTHERS, seats.as_slice()),
            Self::Named(seats) => (NAMED, seats.as_slice()),
        };
        let mut bytes = vec![word];
        bytes.extend(u16::try_from(seats.len()).unwrap_or(u16::MAX).to_be_bytes());
        for seat in seats.iter().take(usize::from(u16::MAX)) {
            let name = &seat.as_bytes()[..seat.len().min(usize::from(u16::MAX))];
            bytes.extend(u16::try_from(name.len()).unwrap_or(u16::MAX).to_be_bytes());
            bytes.extend(name);
        }
        bytes
    }
}

impl Said {
    pub(crate) fn write(&self, message: &mut Vec<u8>) {
        message.push(SAID);
        message.extend(self.session.as_bytes());
        message.extend(self.whom.to_bytes());
        message.extend(u32::try_from(self.text.len()).unwrap_or(u32::MAX).to_be_bytes());
        message.extend(&self.text);
    }

    /// What follows the kind and the session.
    pub(super) fn read(bytes: &Bytes, cut: &mut Cut<'_>, session: Uuid) -> Result<Self, LiveError> {
        let word = cut.number::<1>()?[0];
        let count = cut.number().map(u16::from_be_bytes)?;
        let seats = (0..count)
            .map(|_| {
                let length = cut.number().map(u16::from_be_bytes)?;
                let name = cut.take(usize::from(length))?;
                Ok(String::from_utf8_lossy(name).into_owned())
            })
            .collect::<Result<Vec<_>, LiveError>>()?;
        let whom = match word {
            PARTAKERS => Whom::Partakers,
            OTHERS => Whom::Others(seats),
            NAMED => Whom::Named(seats),
            other => return Err(LiveError::Unreadable(format!("said to {other}"))),
        };
        let length = cut.number().map(u32::from_be_bytes)?;
        let text = cut.take(usize::try_from(length).unwrap_or(usize::MAX))?;
        Ok(Self { session, whom, text: bytes.slice_ref(text) })
    }
}

/// A word to some seats about themselves.
pub(crate) fn notice(session: Uuid, notice: &Notice) -> Said {
    let Notice { code, seats } = notice;
    let whom = if seats.is_empty() { Whom::Partakers } else { Whom::Named(seats.clone()) };
    Said { session, whom, text: json!({ "type": "notice", "code": code }).to_string().into() }
}

impl Live {
    /// Says something on the channel of a session, which may be cold: all of it in one
    /// message.
    pub async fn tell_said(&self, session: Uuid, said: &[Said]) -> Result<(), LiveError> {
        if said.is_empty() {
            return Ok(());
        }
        let shard = self.shard(session);
        let mut message = Vec::new();
        for said in said {
            said.write(&mut message);
        }
        let call = Call::new(&SHARD, "say")
            .key(key::line(shard))
            .arg(self.connection.publish_command())
            .arg(key::channel(shard))
            .arg(message);
        let _: u8 = self.call(&call).await?;
        Ok(())
    }

    /// Gives some seats of a session a notice.
    pub async fn notify(&self, session: Uuid, its: &Notice) -> Result<(), LiveError> {
        self.tell_said(session, &[notice(session, its)]).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Frame, Message, shard::frame::FORMAT};

    #[test]
    fn what_is_said_is_read_as_it_was_written_and_a_damaged_one_is_not() {
        let seats = || vec!["ada".to_owned(), "käthe".to_owned()];
        for whom in [Whom::Partakers, Whom::Others(seats()), Whom::Named(seats())] {
            let said = Said { session: Uuid::from_u128(7), whom, text: "{}".into() };
            let mut message = vec![FORMAT];
            message.extend([0; 16]);
            said.write(&mut message);
            let read = Message::read(&message.clone().into()).unwrap();
            assert!(matches!(&read.frames[..], [Frame::Said(read)] if *read == said));
            message.pop();
            assert!(Message::read(&message.into()).is_err());
        }
    }

    #[test]
    fn whoever_only_looks_hears_what_names_them_and_nothing_else() {
        use Audience::{Owner, Participant, Public};
        let ada = || vec!["ada".to_owned()];
        let heard = |whom: Whom| {
            [
                (Public, Some("ada")),
                (Participant, Some("ada")),
                (Participant, Some("kit")),
                (Owner, None),
            ]
            .map(|(audience, seat)| whom.has(audience, seat))
        };
        assert_eq!(heard(Whom::Partakers), [false, true, true, true]);
        assert_eq!(heard(Whom::Others(ada())), [false, false, true, true]);
        assert_eq!(heard(Whom::Named(ada())), [true, true, false, false]);
    }
}
