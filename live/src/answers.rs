//! The last answers of a session, so that a command that comes again gets the
//! same one.
//!
//! They lie behind a packed state, oldest first. Formats 1 and 2 had them as
//! JSON; since 3 each is
//!
//! | bytes | |
//! |---|---|
//! | 2 + n | the command's id |
//! | 8 | hash of its payload |
//! | 8 | rev |
//! | 4 + n | its events, JSON |
//!
//! so that looking for one reads no JSON, and adding one moves bytes only. A
//! beat reads none of it.

use std::borrow::Cow;

use downbeat_session::Answer;

use crate::{LiveError, cut::Cut};

/// As they were read; made readable by who needs them.
#[derive(Clone)]
pub enum Answers {
    Json(Vec<u8>),
    Packed(Vec<u8>),
}

impl Default for Answers {
    fn default() -> Self {
        Self::Packed(Vec::new())
    }
}

/// An answer with its events unread.
struct Unread<'a> {
    command_id: &'a [u8],
    payload_hash: u64,
    rev: u64,
    events: &'a [u8],
}

impl Answers {
    pub fn to(&self, command_id: &str) -> Result<Option<Answer>, LiveError> {
        let packed = self.packed()?;
        let mut rest = Cut(&packed);
        while let Some(answer) = Unread::next(&mut rest)? {
            if answer.command_id == command_id.as_bytes() {
                return answer.read().map(Some);
            }
        }
        Ok(None)
    }

    /// One more, and not more than are kept.
    pub fn with(&self, answer: &Answer) -> Result<Self, LiveError> {
        let mut packed = self.packed()?.into_owned();
        pack(answer, &mut packed)?;
        let mut starts = vec![0];
        let mut rest = Cut(&packed);
        while Unread::next(&mut rest)?.is_some() {
            starts.push(packed.len() - rest.0.len());
        }
        let surplus = (starts.len() - 1).saturating_sub(Answer::KEPT);
        packed.drain(..starts[surplus]);
        Ok(Self::Packed(packed))
    }

    pub fn packed(&self) -> Result<Cow<'_, [u8]>, LiveError> {
        match self {
            Self::Packed(packed) => Ok(Cow::Borrowed(packed)),
            Self::Json(json) => {
                let mut packed = Vec::with_capacity(json.len());
                for answer in &serde_json::from_slice::<Vec<Answer>>(json).unwrap_or_default() {
                    pack(answer, &mut packed)?;
                }
                Ok(Cow::Owned(packed))
            }
        }
    }

    pub fn json(&self) -> Result<Cow<'_, [u8]>, LiveError> {
        match self {
            Self::Json(json) => Ok(Cow::Borrowed(json)),
            Self::Packed(packed) => {
                let (mut answers, mut rest) = (Vec::new(), Cut(packed));
                while let Some(answer) = Unread::next(&mut rest)? {
                    answers.push(answer.read()?);
                }
                serde_json::to_vec(&answers).map(Cow::Owned).map_err(unreadable)
            }
        }
    }
}

impl<'a> Unread<'a> {
    fn next(rest: &mut Cut<'a>) -> Result<Option<Self>, LiveError> {
        if rest.0.is_empty() {
            return Ok(None);
        }
        let id_bytes = rest.number().map(u16::from_be_bytes)?;
        let command_id = rest.take(usize::from(id_bytes))?;
        let payload_hash = rest.number().map(u64::from_be_bytes)?;
        let rev = rest.number().map(u64::from_be_bytes)?;
        let events_bytes = rest.number().map(u32::from_be_bytes)?;
        let events = rest.take(usize::try_from(events_bytes).unwrap_or(usize::MAX))?;
        Ok(Some(Self { command_id, payload_hash, rev, events }))
    }

    fn read(self) -> Result<Answer, LiveError> {
        let Self { command_id, payload_hash, rev, events } = self;
        Ok(Answer {
            command_id: String::from_utf8_lossy(command_id).into_owned(),
            payload_hash,
            rev,
            events: serde_json::from_slice(events).map_err(unreadable)?,
        })
    }
}

fn pack(answer: &Answer, to: &mut Vec<u8>) -> Result<(), LiveError> {
    let Answer { command_id, payload_hash, rev, events } = answer;
    let events = serde_json::to_vec(events).map_err(unreadable)?;
    let (Ok(id_bytes), Ok(events_bytes)) =
        (u16::try_from(command_id.len()), u32::try_from(events.len()))
    else {
        return Err(LiveError::Unreadable("an answer is too long to keep".into()));
    };
    to.extend(id_bytes.to_be_bytes());
    to.extend(command_id.as_bytes());
    to.extend(payload_hash.to_be_bytes());
    to.extend(rev.to_be_bytes());
    to.extend(events_bytes.to_be_bytes());
    to.extend(events);
    Ok(())
}

fn unreadable(error: impl std::fmt::Display) -> LiveError {
    LiveError::Unreadable(format!("an answer: {error}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn answer(n: usize) -> Answer {
        let events = vec![json!({ "type": "voted", "n": n })];
        Answer { command_id: format!("command-{n}"), payload_hash: 7, rev: n as u64, events }
    }

    #[test]
    fn the_last_are_kept_and_the_oldest_go() {
        let mut answers = Answers::default();
        for n in 0..=Answer::KEPT {
            answers = answers.with(&answer(n)).unwrap();
        }
        assert!(answers.to("command-0").unwrap().is_none());
        for n in 1..=Answer::KEPT {
            assert_eq!(answers.to(&format!("command-{n}")).unwrap(), Some(answer(n)));
        }
        assert!(answers.to("command").unwrap().is_none());
    }

    #[test]
    fn both_formats_hold_the_same() {
        let packed = Answers::default().with(&answer(1)).unwrap().with(&answer(2)).unwrap();
        let json = Answers::Json(packed.json().unwrap().into_owned());
        assert_eq!(json.to("command-2").unwrap(), Some(answer(2)));
        assert_eq!(json.packed().unwrap(), packed.packed().unwrap());
        assert_eq!(json.with(&answer(3)).unwrap().to("command-1").unwrap(), Some(answer(1)));
    }

    #[test]
    fn what_is_cut_short_is_an_error() {
        let Answers::Packed(mut bytes) = Answers::default().with(&answer(1)).unwrap() else {
            panic!("not packed")
        };
        bytes.pop();
        assert!(Answers::Packed(bytes).to("command-1").is_err());
    }
}
