//! A state as one string: a fixed head that functions read, then Rust's part.
//!
//! | bytes | |
//! |---|---|
//! | 1 | format, `2`; `1` had rules without a round |
//! | 8 + 8 + 8 + 8 | incarnation, rev, at_ms, config version, big-endian |
//! | 2 + n | the tally's rules; none for kinds that count no votes |
//! | 1 + n | kind |
//! | 16 | owner |
//! | 4 + n | state, as the kind stores it |
//! | rest | the last answers, JSON |

use downbeat_session::{Answer, Rev, Session, kinds};
use uuid::Uuid;

use crate::LiveError;

const FORMAT: u8 = 2;
const FORMAT_BEFORE: u8 = 1;

pub struct Packed {
    pub rev: Rev,
    pub at_ms: i64,
    pub owner: Uuid,
    pub session: Session,
    pub answers: Answers,
}

/// The answers, read only by who needs them: a beat does not.
#[derive(Clone, Default)]
pub struct Answers(Vec<u8>);

impl Answers {
    pub fn read(&self) -> Vec<Answer> {
        serde_json::from_slice(&self.0).unwrap_or_default()
    }

    pub fn with(&self, answer: Answer) -> Self {
        let mut answers = self.read();
        answers.push(answer);
        let surplus = answers.len().saturating_sub(Answer::KEPT);
        answers.drain(..surplus);
        Self(serde_json::to_vec(&answers).unwrap_or_default())
    }
}

impl Packed {
    pub fn to_bytes(&self) -> Vec<u8> {
        let rules = self.session.tally_rules().map(|rules| rules.to_bytes()).unwrap_or_default();
        let state = self.session.to_bytes();
        let kind = self.session.kind();
        let mut bytes = Vec::with_capacity(64 + rules.len() + state.len() + self.answers.0.len());
        bytes.push(FORMAT);
        bytes.extend(self.rev.incarnation.to_be_bytes());
        bytes.extend(self.rev.rev.to_be_bytes());
        bytes.extend(self.at_ms.to_be_bytes());
        bytes.extend(self.session.config_version().to_be_bytes());
        bytes.extend(u16::try_from(rules.len()).unwrap_or(u16::MAX).to_be_bytes());
        bytes.extend(rules);
        bytes.push(u8::try_from(kind.len()).unwrap_or(u8::MAX));
        bytes.extend(kind.as_bytes());
        bytes.extend(self.owner.as_bytes());
        bytes.extend(u32::try_from(state.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(state);
        bytes.extend(&self.answers.0);
        bytes
    }

    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LiveError> {
        let mut cut = Cut(bytes);
        let format = cut.number::<1>().map(u8::from_be_bytes)?;
        if format != FORMAT && format != FORMAT_BEFORE {
            return Err(LiveError::Unreadable(format!("state format {format} is not known")));
        }
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
        let kind = std::str::from_utf8(kind).ok().and_then(kinds::named);
        let kind = kind.ok_or_else(|| LiveError::Unreadable("a kind that is not known".into()))?;
        Ok(Self {
            rev: Rev { incarnation, rev },
            at_ms,
            owner,
            session: (kind.read)(state)?,
            answers: Answers(cut.0.to_vec()),
        })
    }
}

/// What is left of a string that is read from its front.
pub struct Cut<'a>(pub &'a [u8]);

impl<'a> Cut<'a> {
    pub fn take(&mut self, length: usize) -> Result<&'a [u8], LiveError> {
        let (head, rest) = self
            .0
            .split_at_checked(length)
            .ok_or_else(|| LiveError::Unreadable("cut short".into()))?;
        self.0 = rest;
        Ok(head)
    }

    pub fn number<const N: usize>(&mut self) -> Result<[u8; N], LiveError> {
        self.take(N)?.try_into().map_err(|_| LiveError::Unreadable("cut short".into()))
    }
}
