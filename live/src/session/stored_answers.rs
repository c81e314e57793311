//! The last answers of a session as releases before 0.3 keep and look for them:
//! in its state. Later ones keep them beside it (`answers.rs`) and read and
//! write these as well, so that a command that is sent again while releases are
//! exchanged is known to both.
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

/// All of them together: they are read and written with each change.
const BYTES_MAX: usize = 16 * 1024;

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

/// One after the other; what is damaged ends them.
struct Each<'a>(Cut<'a>);

impl Answers {
    pub fn to(&self, command_id: &str) -> Option<Answer> {
        let packed = self.packed();
        let answer = Each(Cut(&packed)).find(|one| one.command_id == command_id.as_bytes());
        answer.and_then(Unread::read)
    }

    /// One more, and not more than are kept.
    pub fn with(&self, answer: &Answer) -> Result<Self, LiveError> {
        let before = self.packed();
        let mut each = Each(Cut(&before));
        let mut ends = vec![0];
        while each.next().is_some() {
            ends.push(before.len() - each.0.0.len());
        }
        let mut added = Vec::new();
        pack(answer, &mut added)?;
        // The oldest go, by count and by bytes, and what is damaged behind the newest.
        let surplus = ends.len().saturating_sub(Answer::KEPT);
        let end = ends.last().copied().unwrap_or_default();
        let fits = |from: &&usize| end - **from + added.len() <= BYTES_MAX;
        let from = ends[surplus..].iter().find(fits).copied().unwrap_or(end);
        let mut packed = before[from..end].to_vec();
        if added.len() <= BYTES_MAX {
            packed.extend(added);
        }
        Ok(Self::Packed(packed))
    }

    pub fn packed(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Packed(packed) => Cow::Borrowed(packed),
            Self::Json(json) => {
                let mut packed = Vec::with_capacity(json.len());
                for answer in &serde_json::from_slice::<Vec<Answer>>(json).unwrap_or_default() {
                    // One that cannot be packed was never given.
                    let _ = pack(answer, &mut packed);
                }
                Cow::Owned(packed)
            }
        }
    }

    pub fn json(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Json(json) => Cow::Borrowed(json),
            Self::Packed(packed) => {
                let answers: Vec<Answer> = Each(Cut(packed)).filter_map(Unread::read).collect();
                Cow::Owned(serde_json::to_vec(&answers).unwrap_or_default())
            }
        }
    }
}

impl<'a> Iterator for Each<'a> {
    type Item = Unread<'a>;

    fn next(&mut self) -> Option<Unread<'a>> {
        let mut rest = Cut(self.0.0);
        let answer = Unread::take(&mut rest).ok()?;
        self.0 = rest;
        Some(answer)
    }
}

impl<'a> Unread<'a> {
    fn take(rest: &mut Cut<'a>) -> Result<Self, LiveError> {
        let id_bytes = rest.number().map(u16::from_be_bytes)?;
        let command_id = rest.take(usize::from(id_bytes))?;
        let payload_hash = rest.number().map(u64::from_be_bytes)?;
        let rev = rest.number().map(u64::from_be_bytes)?;
        let events_bytes = rest.number().map(u32::from_be_bytes)?;
        let events = rest.take(usize::try_from(events_bytes).unwrap_or(usize::MAX))?;
        Ok(Self { command_id, payload_hash, rev, events })
    }

    fn read(self) -> Option<Answer> {
        let Self { command_id, payload_hash, rev, events } = self;
        let command_id = String::from_utf8_lossy(command_id).into_owned();
        let events = serde_json::from_slice(events).ok()?;
        Some(Answer { command_id, payload_hash, rev, events })
    }
}

fn pack(answer: &Answer, to: &mut Vec<u8>) -> Result<(), LiveError> {
    let Answer { command_id, payload_hash, rev, events } = answer;
    let events = serde_json::to_vec(events)?;
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
        assert!(answers.to("command-0").is_none());
        for n in 1..=Answer::KEPT {
            assert_eq!(answers.to(&format!("command-{n}")), Some(answer(n)));
        }
        assert!(answers.to("command").is_none());
    }

    #[test]
    fn both_formats_hold_the_same() {
        let packed = Answers::default().with(&answer(1)).unwrap().with(&answer(2)).unwrap();
        let json = Answers::Json(packed.json().into_owned());
        assert_eq!(json.to("command-2"), Some(answer(2)));
        assert_eq!(json.packed(), packed.packed());
        assert_eq!(json.with(&answer(3)).unwrap().to("command-1"), Some(answer(1)));
    }

    #[test]
    fn what_is_damaged_goes_and_commands_go_on() {
        let whole = Answers::default().with(&answer(1)).unwrap().with(&answer(2)).unwrap();
        let mut bytes = whole.packed().into_owned();
        bytes.pop();
        let damaged = Answers::Packed(bytes);
        assert_eq!((damaged.to("command-1"), damaged.to("command-2")), (Some(answer(1)), None));
        let next = damaged.with(&answer(3)).unwrap();
        assert_eq!(next.to("command-1"), Some(answer(1)));
        assert_eq!(next.to("command-3"), Some(answer(3)));
    }
}
