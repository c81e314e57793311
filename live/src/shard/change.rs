//! What one change made of the views, for those who have seen the rev before.
//!
//! It is told in two forms: every member whole, and with entries, for sockets of
//! `downbeat.v2`. Where the first is too long the second goes alone: whoever
//! cannot take it is told the whole, read once by each API that has such sockets.

use downbeat_session::{Audience, Difference, Outlined, Rev, Session};

use super::frame::{CHANGE, CHANGE_FOR_V2, Order, Part, V2_BITS, bits, closed, write};
use crate::Hot;

/// A change that is larger goes with the beat: what is large is told at most
/// so often.
const CHANGE_BYTES_MAX: usize = 16 * 1024;
/// What one change makes a view longer, mostly.
const ROOM_BYTES: usize = 512;

/// A prompt change as it is told.
pub(crate) struct Changed {
    /// Nothing, where it is too much to tell each time.
    pub frame: Vec<u8>,
    /// Those that it leads to.
    pub views: Vec<Outlined>,
    /// The rev that it leads to, as those see it who may not know of every change;
    /// the one before, where no view shows anything of it.
    pub rev: Rev,
    pub is_seen: bool,
}

/// The frame of a prompt change, which applies to `hot` alone. `told` are the views
/// before it, where they are known.
pub(crate) fn changed(hot: &Hot, told: &[Outlined], at_ms: i64, session: &Session) -> Changed {
    let own = session.audiences();
    let seen: Vec<Outlined>;
    let before = if told.len() == own.len() {
        told
    } else {
        seen = own.iter().map(|one| Outlined::new(hot.view(*one))).collect();
        &seen
    };
    let view = |(one, before): (&Audience, &Outlined)| {
        let room = before.text().len() + ROOM_BYTES;
        Outlined::like(session.view_like(&hot.beside, *one, at_ms, room), before)
    };
    let after: Vec<Outlined> = own.iter().zip(before).map(view).collect();
    let from = hot.shown_rev();
    let changes = changes(own, before, &after);
    let is_hidden = changes.as_deref().is_some_and(|changes| shows_nothing(changes, session));
    if is_hidden {
        return Changed { frame: Vec::new(), views: after, rev: from, is_seen: false };
    }
    let rev = Rev { rev: from.rev + 1, ..from };
    let head =
        format!(r#"{{"type":"change","from":"{from}","rev":"{rev}","at_ms":{at_ms},"change":"#);
    let frame = changes.and_then(|changes| {
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
    Changed { frame: frame.unwrap_or_default(), views: after, rev, is_seen: true }
}

/// Whether nothing but the time of the views is another, where a kind has changes
/// that nobody may know of.
fn shows_nothing(changes: &[Change<'_>], session: &Session) -> bool {
    let Some(clocks) = session.clocks() else { return false };
    let is_clock = |key: &[u8]| {
        let name = key.strip_prefix(b"\"").and_then(|key| key.strip_suffix(b"\""));
        name.is_some_and(|name| clocks.iter().any(|clock| clock.as_bytes() == name))
    };
    changes.iter().all(|change| change.difference.keys().all(is_clock))
}

/// What changed for those who see the same.
struct Change<'a> {
    bits: u8,
    difference: Difference<'a>,
}

fn changes<'a>(
    own: &[Audience],
    before: &'a [Outlined],
    after: &'a [Outlined],
) -> Option<Vec<Change<'a>>> {
    let change = |(n, (before, after)): (usize, (&'a Outlined, &'a Outlined))| {
        let bits = bits(*own.get(n)?, own.get(n + 1).copied());
        Some(Change { bits, difference: Difference::between(before, after)? })
    };
    before.iter().zip(after).enumerate().map(change).collect()
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

    fn list(items: usize, changed: bool) -> Outlined {
        let item = |n: usize| {
            let text = if changed && n == 1 { "new" } else { "old" };
            format!(r#"{{"id":"i{n}","text":"{text}{}"}}"#, "x".repeat(100))
        };
        let items: Vec<String> = (0..items).map(item).collect();
        Outlined::new(format!(r#"{{"list":[{}]}}"#, items.join(",")).into_bytes())
    }

    /// What the public and the owner are told of lists of so many items.
    fn told(public: usize, owner: usize) -> Option<(u8, Told)> {
        let views = |changed| [public, owner].map(|items| list(items, changed));
        let (before, after) = (views(false), views(true));
        let changes = changes(&OWN, &before, &after).unwrap();
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
        let before = [list(200, false), list(1, false)];
        let after = [list(0, false), list(200, false)];
        assert!(change_parts("", &changes(&OWN, &before, &after).unwrap()).is_none());
    }
}
