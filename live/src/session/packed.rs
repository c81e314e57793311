//! A state as one string: a fixed head that functions read, then Rust's part.
//!
//! | bytes | |
//! |---|---|
//! | 1 | format |
//! | 8 + 8 + 8 + 8 | incarnation, rev, `at_ms`, config version, big-endian |
//! | 2 + n | the tally's rules; none for kinds that count no votes |
//! | 1 + n | kind |
//! | 16 | owner |
//! | 4 + n | state, as the kind stores it |
//! | rest | the last answers |
//!
//! Releases run side by side, so each reads what its neighbours write: a new
//! format is read by one release and written by the next.

use downbeat_session::{Rev, Session, kinds};
use uuid::Uuid;

use crate::{LiveError, cut::Cut, session::stored_answers::Answers};

/// Its rules had no round. A session that is hot keeps the format of its last
/// command, however long ago that was, so no decoder goes.
const NO_ROUND: u8 = 1;
/// Answers were JSON.
const JSON_ANSWERS: u8 = 2;
const PACKED_ANSWERS: u8 = 3;
/// What functions read of it at least.
pub const HEADER_BYTES: usize = 35;
/// What this release writes.
const WRITTEN: u8 = PACKED_ANSWERS;

pub struct Packed {
    pub rev: Rev,
    pub at_ms: i64,
    pub owner: Uuid,
    pub session: Session,
    pub answers: Answers,
}

impl Packed {
    /// It, and how many bytes of it are the state.
    pub fn to_bytes(&self) -> Result<(Vec<u8>, usize), LiveError> {
        self.like(0)
    }

    /// The same, with room for one of so many bytes.
    pub fn like(&self, bytes: usize) -> Result<(Vec<u8>, usize), LiveError> {
        self.in_format(WRITTEN, bytes)
    }

    /// A state that cannot be written is never written as an empty one.
    fn in_format(&self, format: u8, room_bytes: usize) -> Result<(Vec<u8>, usize), LiveError> {
        let answers = match format {
            JSON_ANSWERS => self.answers.json(),
            _ => self.answers.packed(),
        };
        let rules = self.session.tally_rules().map(|rules| rules.to_bytes()).unwrap_or_default();
        let kind = self.session.kind();
        let mut bytes = Vec::with_capacity(room_bytes + 64 + rules.len() + answers.len());
        bytes.push(format);
        bytes.extend(self.rev.incarnation.to_be_bytes());
        bytes.extend(self.rev.rev.to_be_bytes());
        bytes.extend(self.at_ms.to_be_bytes());
        bytes.extend(self.session.config_version().to_be_bytes());
        bytes.extend(u16::try_from(rules.len()).unwrap_or(u16::MAX).to_be_bytes());
        bytes.extend(rules);
        bytes.push(u8::try_from(kind.len()).unwrap_or(u8::MAX));
        bytes.extend(kind.as_bytes());
        bytes.extend(self.owner.as_bytes());
        let at = bytes.len();
        bytes.extend([0; 4]);
        self.session.write(&mut bytes);
        let state_bytes = bytes.len() - at - 4;
        if state_bytes == 0 {
            return Err(LiveError::Unreadable(format!("a {kind} that cannot be written")));
        }
        let length = u32::try_from(state_bytes).unwrap_or(u32::MAX);
        bytes[at..at + 4].copy_from_slice(&length.to_be_bytes());
        bytes.extend(answers.iter());
        Ok((bytes, state_bytes))
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LiveError> {
        let mut cut = Cut(bytes);
        let format = cut.number::<1>().map(u8::from_be_bytes)?;
        let answers = match format {
            NO_ROUND | JSON_ANSWERS => Answers::Json,
            PACKED_ANSWERS => Answers::Packed,
            0 => return Err(LiveError::Unreadable("state format 0".into())),
            _ => return Err(LiveError::Newer(format!("state format {format} is not known"))),
        };
        let incarnation = cut.number().map(u64::from_be_bytes)?;
        let rev = cut.number().map(u64::from_be_bytes)?;
        let at_ms = cut.number().map(i64::from_be_bytes)?;
        let _config_version = cut.number::<8>()?;
        let rules_bytes = cut.number().map(u16::from_be_bytes)?;
        cut.take(usize::from(rules_bytes))?;
        let kind_bytes = cut.number::<1>().map(u8::from_be_bytes)?;
        let kind = cut.take(usize::from(kind_bytes))?;
        let owner = Uuid::from_bytes(cut.number::<16>()?);
        let state_bytes = cut.number().map(u32::from_be_bytes)?;
        let state = cut.take(usize::try_from(state_bytes).unwrap_or(usize::MAX))?;
        let name = String::from_utf8_lossy(kind);
        let kind = kinds::named(&name)
            .ok_or_else(|| LiveError::Newer(format!("kind {name:.40} is not known")))?;
        Ok(Self {
            rev: Rev { incarnation, rev },
            at_ms,
            owner,
            session: (kind.read)(state)?,
            answers: answers(cut.0.to_vec()),
        })
    }
}

#[cfg(test)]
mod tests {
    use downbeat_session::Answer;
    use serde_json::json;

    use super::*;

    #[test]
    fn what_either_release_writes_is_read() {
        let kind = kinds::ALL[0];
        let session = (kind.open)(&(kind.example)().config, 1, 0).unwrap();
        let answer = Answer {
            command_id: "one".into(),
            payload_hash: 7,
            rev: 1,
            events: vec![json!({ "type": "opened" })],
        };
        let answers = Answers::default().with(&answer).unwrap();
        let rev = Rev { incarnation: 1, rev: 1 };
        let packed = Packed { rev, at_ms: 5, owner: Uuid::nil(), session, answers };
        for format in [JSON_ANSWERS, PACKED_ANSWERS] {
            let (bytes, _) = packed.in_format(format, 0).unwrap();
            assert_eq!(bytes[0], format);
            let read = Packed::from_bytes(&bytes).unwrap();
            assert_eq!((read.rev, read.at_ms), (rev, 5));
            assert_eq!(read.answers.to("one").as_ref(), Some(&answer));
            // Whoever reads it commits on top of it, in a format of their own.
            assert_eq!(read.to_bytes().unwrap().0, packed.to_bytes().unwrap().0);
        }
        let (mut unknown, _) = packed.to_bytes().unwrap();
        unknown[0] = PACKED_ANSWERS + 1;
        assert!(Packed::from_bytes(&unknown).is_err());
    }
}
