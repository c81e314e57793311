//! What one change made of the views, for those who have seen the rev before.
//!
//! It is told in two forms: every member whole, and with entries, for sockets of
//! `downbeat.v2`. Where the first is too long the second goes alone: whoever
//! cannot take it is told the whole, read once by each API that has such sockets.

use downbeat_session::{Audience, Difference, Rev, Session};

use super::frame::{CHANGE, CHANGE_FOR_V2, Order, Part, V2_BITS, bits, closed, write};
use crate::Hot;

/// A change that is larger goes with the beat: what is large is told at most
/// so often.
const CHANGE_BYTES_MAX: usize = 16 * 1024;

/// The frame of a prompt change, which applies to `hot` alone; nothing, where
/// that would be too much to tell each time. With it come the bytes of the
/// longest view that the change leads to.
pub(crate) fn frame(hot: &Hot, rev: Rev, at_ms: i64, session: &Session) -> (Vec<u8>, usize) {
    let views: Vec<(Vec<u8>, Vec<u8>)> = session
        .audiences()
        .iter()
        .map(|one| (hot.view(*one), session.view(&hot.beside, *one, at_ms)))
        .collect();
    let view_bytes = views.iter().map(|(_, after)| after.len()).max().unwrap_or(0);
    let from = hot.rev;
    let head =
        format!(r#"{{"type":"change","from":"{from}","rev":"{rev}","at_ms":{at_ms},"change":"#);
    let frame = changes(session.audiences(), &views).and_then(|changes| {
        let (kind, parts) = change_parts(&head, &changes)?;
        let mut message = Vec::new();
        write(
            &mut message,
            kind,
            (hot.id, Order { rev, tally_seq: hot.beside.seq() }, at_ms),
            &parts,
        );
        Some(message)
    });
    (frame.unwrap_or_default(), view_bytes)
}

/// What changed for those who see the same.
struct Change<'a> {
    bits: u8,
    difference: Difference<'a>,
}

fn changes<'a>(own: &[Audience], views: &'a [(Vec<u8>, Vec<u8>)]) -> Option<Vec<Change<'a>>> {
    let change = |(n, (before, after)): (usize, &'a (Vec<u8>, Vec<u8>))| {
        let bits = bits(*own.get(n)?, own.get(n + 1).copied());
        Some(Change { bits, difference: Difference::between(before, after)? })
    };
    views.iter().enumerate().map(change).collect()
}

/// Both forms of a change; that of `downbeat.v2` alone, where the other is too
/// long; `None` where either is.
fn change_parts(head: &str, changes: &[Change<'_>]) -> Option<(u8, Vec<Part>)> {
    let (mut whole, mut with_entries, mut whole_bytes) = (Vec::new(), Vec::new(), 0);
    for change in changes {
        let Change { bits, difference } = change;
        if difference.has_entries() {
            whole_bytes += head.len() + difference.whole_bytes();
            let text = [head.as_bytes(), &difference.change(), br#","entries":"#];
            let text = [&text.concat()[..], &difference.entries(), b"}"].concat();
            with_entries.push(Part { bits: bits << V2_BITS, text: text.into() });
        } else {
            whole.push(change.whole(head)?);
        }
    }
    let bytes = |parts: &[Part]| parts.iter().map(|part| part.text.len()).sum::<usize>();
    let least_bytes = bytes(&whole) + bytes(&with_entries);
    if least_bytes > CHANGE_BYTES_MAX {
        return None;
    }
    let is_for_all = least_bytes + whole_bytes <= CHANGE_BYTES_MAX;
    if is_for_all {
        let others = changes.iter().filter(|change| change.difference.has_entries());
        for change in others {
            whole.push(change.whole(head)?);
        }
    }
    whole.extend(with_entries);
    Some((if is_for_all { CHANGE } else { CHANGE_FOR_V2 }, whole))
}

impl Change<'_> {
    /// What those are told whose protocol has no entries.
    fn whole(&self, head: &str) -> Option<Part> {
        let is_short = self.difference.whole_bytes() <= CHANGE_BYTES_MAX;
        is_short.then(|| Part { bits: self.bits, text: closed(head, &self.difference.whole()) })
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use uuid::Uuid;

    use super::*;
    use crate::shard::frame::{FORMAT, Frame, Message, Protocol, Told};

    const OWN: [Audience; 2] = [Audience::Public, Audience::Moderator];

    fn list(items: usize, changed: bool) -> Vec<u8> {
        let item = |n: usize| {
            let text = if changed && n == 1 { "new" } else { "old" };
            format!(r#"{{"id":"i{n}","text":"{text}{}"}}"#, "x".repeat(100))
        };
        let items: Vec<String> = (0..items).map(item).collect();
        format!(r#"{{"list":[{}]}}"#, items.join(",")).into_bytes()
    }

    /// What the public and the owner are told of lists of so many items.
    fn told(public: usize, owner: usize) -> Option<(u8, Told)> {
        let views = [public, owner].map(|items| (list(items, false), list(items, true)));
        let changes = changes(&OWN, &views).unwrap();
        let (kind, parts) = change_parts(r#"{"change":"#, &changes)?;
        let (order, mut message) = (Order::default(), vec![FORMAT]);
        message.extend([0; 16]);
        write(&mut message, kind, (Uuid::nil(), order, 0), &parts);
        let read = Message::read(&message.into()).unwrap();
        let Some(Frame::Change(told)) = read.frames.into_iter().next() else { panic!("a change") };
        Some((kind, told))
    }

    fn bytes(told: &Told) -> [Option<usize>; 4] {
        use Protocol::{V1, V2};
        let seen = [
            (Audience::Participant, V1),
            (Audience::Participant, V2),
            (Audience::Owner, V1),
            (Audience::Owner, V2),
        ];
        seen.map(|(audience, protocol)| told.text(audience, protocol).map(Bytes::len))
    }

    #[test]
    fn each_protocol_has_its_form_as_long_as_both_are_short() {
        let (kind, told) = told(3, 50).unwrap();
        let [public_v1, public_v2, owner_v1, owner_v2] = bytes(&told).map(Option::unwrap);
        assert_eq!(kind, CHANGE);
        assert!(public_v2 < public_v1 && public_v1 < owner_v1 && owner_v2 == public_v2);
        let text = told.text(Audience::Owner, Protocol::V2).unwrap();
        let entries = format!(
            r#"{{"change":{{}},"entries":{{"list":{{"i1":{{"id":"i1","text":"new{}"}}}}}}}}"#,
            "x".repeat(100)
        );
        assert_eq!(text, entries.as_bytes());
    }

    #[test]
    fn what_is_too_long_without_entries_is_told_with_them_alone() {
        let (kind, told) = told(0, 500).unwrap();
        assert_eq!(kind, CHANGE_FOR_V2);
        let [public_v1, public_v2, owner_v1, owner_v2] = bytes(&told);
        assert_eq!((public_v1, owner_v1), (public_v2, None));
        assert!(owner_v2.unwrap() < 300);
    }

    #[test]
    fn what_is_too_long_in_any_form_is_told_to_nobody() {
        let changed = (list(200, false), br#"{"list":[]}"#.to_vec());
        let views = [changed, (list(1, false), list(200, false))];
        assert!(change_parts("", &changes(&OWN, &views).unwrap()).is_none());
    }
}
