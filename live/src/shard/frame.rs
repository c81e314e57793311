//! Messages on a shard's channel, between workers and APIs.
//!
//! A message is `1, epoch, n` (1 + 8 + 8 bytes, written by the function) and
//! then frames, each `kind, session, incarnation, rev, tally_seq, at_ms`, the
//! number of its parts, and for each part whom it is for and the JSON text that
//! goes to their sockets as it is. A frame has the whole view, or what one change
//! made of the view before it. Other kinds of frame end sockets. The last may be
//! a list of what votes moved, up to the message's end (`tallied.rs`).
//!
//! Whom a part is for is four bits of audiences for every protocol, and above
//! them four for those of `downbeat.v2` alone, who take it in place of the other.

use bytes::Bytes;
use downbeat_session::{Audience, Beside, Rev, Session};
use uuid::Uuid;

use super::{
    said::{SAID, Said},
    tallied::TallyChange,
};
use crate::{Hot, LiveError, cut::Cut};

pub(super) const FORMAT: u8 = 1;
const STATE: u8 = 1;
const ENDED: u8 = 2;
const REVOKED: u8 = 3;
pub(super) const CHANGE: u8 = 4;
/// A change of which sockets of `downbeat.v1` are told nothing. An API of the
/// release before cannot read it, and reads the sessions of the shard instead.
pub(super) const CHANGE_FOR_V2: u8 = 5;
/// What votes moved: to the end of the message there is nothing else. An API of
/// the release before reads the sessions of the shard instead.
pub(super) const TALLIES: u8 = 6;

/// What a socket speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Protocol {
    #[default]
    V1,
    /// Changes may have entries.
    V2,
}

/// The place of a frame among a session's frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Order {
    pub rev: Rev,
    pub tally_seq: u64,
}

impl Order {
    /// Whether a change that leads to this place applies to what is at another: at
    /// the rev before, or at the same where only votes moved.
    #[must_use]
    pub const fn follows(self, known: Self) -> bool {
        let Rev { incarnation, rev } = known.rev;
        let is_next =
            self.rev.rev == rev + 1 || self.rev.rev == rev && self.tally_seq > known.tally_seq;
        self.rev.incarnation == incarnation && is_next
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
    Tally(TallyChange),
    /// No frame of the session: it changes nothing.
    Said(Said),
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
    /// Whom it is for.
    pub(super) bits: u8,
    pub(super) text: Bytes,
}

/// From audiences to those of them who speak `downbeat.v2`.
pub(super) const V2_BITS: u32 = 4;

impl Part {
    /// A text that everybody sees.
    #[must_use]
    pub const fn for_all(text: Bytes) -> Self {
        Self { bits: u8::MAX, text }
    }

    /// One that everybody sees who speaks `downbeat.v2`.
    #[must_use]
    pub const fn for_v2(text: Bytes) -> Self {
        Self { bits: u8::MAX << V2_BITS, text }
    }
}

impl Told {
    /// What a socket is told; `None` where its protocol cannot say it shortly.
    #[must_use]
    pub fn text(&self, audience: Audience, protocol: Protocol) -> Option<&Bytes> {
        let named = |bit: u8| self.parts.iter().find(|part| part.bits & bit != 0);
        let own = match protocol {
            Protocol::V1 => None,
            Protocol::V2 => named(audience.bit() << V2_BITS),
        };
        own.or_else(|| named(audience.bit())).map(|part| &part.text)
    }

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
        whole_parts(&self.session, &self.beside, self.shown_rev(), self.at_ms)
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

/// The whole view for every audience.
pub(super) fn whole_parts(session: &Session, beside: &Beside, rev: Rev, at_ms: i64) -> Vec<Part> {
    let head = format!(r#"{{"type":"frame","rev":"{rev}","at_ms":{at_ms},"view":"#);
    parts(session.audiences(), |audience| closed(&head, &session.view(beside, audience, at_ms)))
}

/// One text for each view of its own.
fn parts(own: &[Audience], text: impl Fn(Audience) -> Bytes) -> Vec<Part> {
    let part = |(n, audience): (usize, &Audience)| Part {
        bits: bits(*audience, own.get(n + 1).copied()),
        text: text(*audience),
    };
    own.iter().enumerate().map(part).collect()
}

/// The audiences from one up to, and without, the next.
pub(super) fn bits(from: Audience, next: Option<Audience>) -> u8 {
    let between =
        |audience: &Audience| *audience >= from && next.is_none_or(|next| *audience < next);
    Audience::ALL.iter().filter(|audience| between(audience)).fold(0, |bits, one| bits | one.bit())
}

/// A JSON object from all but its last member's value, and that value.
pub(super) fn closed(head: &str, value: &[u8]) -> Bytes {
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

pub(super) fn write(
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
        message.push(part.bits);
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
            if let Some(list) = cut.0.strip_prefix(&[TALLIES]) {
                cut = Cut(list);
                while !cut.0.is_empty() {
                    frames.push(Frame::Tally(TallyChange::read(&mut cut)?));
                }
                break;
            }
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
        SAID => return Ok(Frame::Said(Said::read(bytes, cut, session)?)),
        STATE | CHANGE | CHANGE_FOR_V2 => {}
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
            let bits = cut.number::<1>()?[0];
            let length = cut.number().map(u32::from_be_bytes)?;
            let text = cut.take(usize::try_from(length).unwrap_or(usize::MAX))?;
            Ok(Part { bits, text: bytes.slice_ref(text) })
        })
        .collect::<Result<_, LiveError>>()?;
    let told = Told { session, order: Order { rev, tally_seq }, at_ms, parts };
    Ok(if kind == STATE { Frame::State(told) } else { Frame::Change(told) })
}
