//! Messages on a shard's channel, between workers and APIs.
//!
//! A message is `1, epoch, n` (1 + 8 + 8 bytes, written by the function) and
//! then frames, each `kind, session, incarnation, rev, tally_seq, at_ms`, the
//! number of its parts, and for each part the audiences it is for and the JSON
//! text that goes to their sockets as it is. A frame has the whole view, or what
//! one change made of the view before it. Other kinds of frame end sockets.

use std::{cell::Cell, collections::BTreeMap};

use bytes::Bytes;
use downbeat_session::{Audience, Rev, Session};
use serde_json::value::RawValue;
use uuid::Uuid;

use crate::{Hot, LiveError, cut::Cut};

const FORMAT: u8 = 1;
const STATE: u8 = 1;
const ENDED: u8 = 2;
const REVOKED: u8 = 3;
const CHANGE: u8 = 4;

/// A change that is larger goes with the beat: what is large is told at most
/// so often.
const CHANGE_BYTES_MAX: usize = 16 * 1024;

/// The place of a frame among a session's frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Order {
    pub rev: Rev,
    pub tally_seq: u64,
}

impl Order {
    /// Whether a change that leads to this place applies to what is at another.
    #[must_use]
    pub const fn follows(self, known: Self) -> bool {
        self.rev.incarnation == known.rev.incarnation && known.rev.rev + 1 == self.rev.rev
    }
}

#[derive(Debug, Clone)]
pub struct Message {
    pub epoch: u64,
    pub n: u64,
    pub frames: Vec<Frame>,
}

#[derive(Debug, Clone)]
pub enum Frame {
    State(Told),
    /// It says something to those only who have seen the rev before.
    Change(Told),
    Ended {
        session: Uuid,
    },
    /// Whoever came in by this pass may not stay.
    Revoked {
        session: Uuid,
        pass: Uuid,
    },
}

/// How a session is, in words for its sockets.
#[derive(Debug, Clone)]
pub struct Told {
    pub session: Uuid,
    pub order: Order,
    pub at_ms: i64,
    pub parts: Vec<Part>,
}

/// The text for some audiences.
#[derive(Debug, Clone)]
pub struct Part {
    audiences: u8,
    pub text: Bytes,
}

impl Part {
    /// A text that everybody sees.
    #[must_use]
    pub const fn for_all(text: Bytes) -> Self {
        Self { audiences: u8::MAX, text }
    }

    #[must_use]
    pub const fn is_for(&self, audience: Audience) -> bool {
        self.audiences & audience.bit() != 0
    }
}

impl Told {
    /// Of its texts.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.parts.iter().map(|part| part.text.len()).sum()
    }
}

impl Hot {
    /// Its frame for every audience. Audiences that see the same share a text.
    #[must_use]
    pub fn parts(&self) -> Vec<Part> {
        let head =
            format!(r#"{{"type":"frame","rev":"{}","at_ms":{},"view":"#, self.rev, self.at_ms);
        parts(self.session.audiences(), |audience| {
            closed(&head, &self.session.view(&self.beside, audience, self.at_ms))
        })
    }

    /// The same as it comes on a channel.
    #[must_use]
    pub fn told(&self) -> Told {
        let (session, order, at_ms) = (self.id, self.order(), self.at_ms);
        Told { session, order, at_ms, parts: self.parts() }
    }

    /// Appends its frame to a shard's message.
    pub fn write_frame(&self, message: &mut Vec<u8>) {
        write(message, STATE, (self.id, self.order(), self.at_ms), &self.parts());
    }
}

/// The frame of a prompt change, which applies to `hot` alone; nothing, where
/// that would be too much to tell each time. With it come the bytes of the
/// longest view that the change leads to.
pub(crate) fn change(hot: &Hot, rev: Rev, at_ms: i64, session: &Session) -> (Vec<u8>, usize) {
    let from = hot.rev;
    let view_bytes = Cell::new(0);
    let head =
        format!(r#"{{"type":"change","from":"{from}","rev":"{rev}","at_ms":{at_ms},"change":"#);
    let parts = parts(session.audiences(), |audience| {
        let (before, after) = (hot.view(audience), session.view(&hot.beside, audience, at_ms));
        view_bytes.set(view_bytes.get().max(after.len()));
        closed(&head, &difference(&before, &after))
    });
    let mut message = Vec::new();
    write(
        &mut message,
        CHANGE,
        (hot.id, Order { rev, tally_seq: hot.beside.seq() }, at_ms),
        &parts,
    );
    if message.len() > CHANGE_BYTES_MAX {
        message.clear();
    }
    (message, view_bytes.get())
}

/// The members of a view that are not as they were, each whole; null for one
/// that is gone.
fn difference(before: &[u8], after: &[u8]) -> Vec<u8> {
    type Members<'a> = BTreeMap<&'a str, &'a RawValue>;
    let read = |view| serde_json::from_slice::<Members<'_>>(view).unwrap_or_default();
    let (before, after) = (read(before), read(after));
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    let mut changed: Members<'_> = gone.map(|name| (*name, RawValue::NULL)).collect();
    let is_new =
        |name: &&str, value: &&RawValue| before.get(name).is_none_or(|it| it.get() != value.get());
    changed.extend(after.iter().filter(|(name, value)| is_new(name, value)));
    serde_json::to_vec(&changed).unwrap_or_default()
}

/// One text for each view of its own.
fn parts(own: &[Audience], text: impl Fn(Audience) -> Bytes) -> Vec<Part> {
    let part = |(n, audience): (usize, &Audience)| Part {
        audiences: bits(*audience, own.get(n + 1).copied()),
        text: text(*audience),
    };
    own.iter().enumerate().map(part).collect()
}

/// The audiences from one up to, and without, the next.
fn bits(from: Audience, next: Option<Audience>) -> u8 {
    let between =
        |audience: &Audience| *audience >= from && next.is_none_or(|next| *audience < next);
    Audience::ALL.iter().filter(|audience| between(audience)).fold(0, |bits, one| bits | one.bit())
}

/// A JSON object from all but its last member's value, and that value.
fn closed(head: &str, value: &[u8]) -> Bytes {
    Bytes::from([head.as_bytes(), value, b"}"].concat())
}

pub(crate) fn ended(session: Uuid) -> Vec<u8> {
    let mut message = vec![ENDED];
    message.extend(session.as_bytes());
    message
}

pub(crate) fn revoked(session: Uuid, pass: Uuid) -> Vec<u8> {
    let mut message = vec![REVOKED];
    message.extend(session.as_bytes());
    message.extend(pass.as_bytes());
    message
}

fn write(
    message: &mut Vec<u8>,
    kind: u8,
    (session, order, at_ms): (Uuid, Order, i64),
    parts: &[Part],
) {
    message.push(kind);
    message.extend(session.as_bytes());
    message.extend(order.rev.incarnation.to_be_bytes());
    message.extend(order.rev.rev.to_be_bytes());
    message.extend(order.tally_seq.to_be_bytes());
    message.extend(at_ms.to_be_bytes());
    message.push(u8::try_from(parts.len()).unwrap_or(u8::MAX));
    for part in parts {
        message.push(part.audiences);
        message.extend(u32::try_from(part.text.len()).unwrap_or(u32::MAX).to_be_bytes());
        message.extend(&part.text);
    }
}

impl Message {
    /// Reads what came on a channel, without copying the texts.
    pub fn read(bytes: &Bytes) -> Result<Self, LiveError> {
        let mut cut = Cut(bytes);
        if cut.number::<1>()? != [FORMAT] {
            return Err(LiveError::Unreadable("a shard message of another format".into()));
        }
        let epoch = cut.number().map(u64::from_be_bytes)?;
        let n = cut.number().map(u64::from_be_bytes)?;
        let mut frames = Vec::new();
        while !cut.0.is_empty() {
            frames.push(read_frame(bytes, &mut cut)?);
        }
        Ok(Self { epoch, n, frames })
    }
}

fn read_frame(bytes: &Bytes, cut: &mut Cut<'_>) -> Result<Frame, LiveError> {
    let kind = cut.number::<1>()?[0];
    let session = Uuid::from_bytes(cut.number()?);
    match kind {
        ENDED => return Ok(Frame::Ended { session }),
        REVOKED => {
            let pass = Uuid::from_bytes(cut.number()?);
            return Ok(Frame::Revoked { session, pass });
        }
        STATE | CHANGE => {}
        other => return Err(LiveError::Unreadable(format!("a frame of kind {other}"))),
    }
    let rev = Rev {
        incarnation: cut.number().map(u64::from_be_bytes)?,
        rev: cut.number().map(u64::from_be_bytes)?,
    };
    let tally_seq = cut.number().map(u64::from_be_bytes)?;
    let at_ms = cut.number().map(i64::from_be_bytes)?;
    let parts = (0..cut.number::<1>()?[0])
        .map(|_| {
            let audiences = cut.number::<1>()?[0];
            let length = cut.number().map(u32::from_be_bytes)?;
            let text = cut.take(usize::try_from(length).unwrap_or(usize::MAX))?;
            Ok(Part { audiences, text: bytes.slice_ref(text) })
        })
        .collect::<Result<_, LiveError>>()?;
    let told = Told { session, order: Order { rev, tally_seq }, at_ms, parts };
    Ok(if kind == CHANGE { Frame::Change(told) } else { Frame::State(told) })
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn a_change_has_what_is_new_and_what_is_gone() {
        let before = br#"{"status":"running","active":"a","list":[1,2],"recovered":true}"#;
        let after = br#"{"status":"running","active":null,"list":[1,3],"cycle":1}"#;
        let told = difference(before, after);
        assert_eq!(
            String::from_utf8(told).unwrap(),
            r#"{"active":null,"cycle":1,"list":[1,3],"recovered":null}"#
        );
        assert_eq!(difference(after, after), b"{}");
    }
}
