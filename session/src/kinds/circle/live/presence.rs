//! Who is in a circle now, and who writes something there: each a seat of a lease, which
//! has all that is shown of it.

use serde_json::json;
use uuid::Uuid;

use crate::{List, Note};

/// Members with a socket. So many are told; all are counted.
pub(super) const HERE: List = List { name: "here", most: 2_000, shown: 24, note_bytes_max: 1_024 };
pub(super) const TYPING: List = List { name: "typing", most: 100, shown: 3, note_bytes_max: 1_024 };
/// What is told of a name.
pub const PERSON_NAME_CHARS: usize = 60;

/// The seat of somebody who is here.
#[must_use]
pub fn here(account: Uuid, name: &str) -> String {
    seat(&HERE, account, name)
}

/// How the seat of somebody who is here begins, whatever they are called there.
#[must_use]
pub fn here_as(account: Uuid) -> String {
    format!("{} {account}", HERE.name)
}

/// The seat of somebody who writes.
#[must_use]
pub fn typing(account: Uuid, name: &str) -> String {
    seat(&TYPING, account, name)
}

fn seat(list: &List, account: Uuid, name: &str) -> String {
    let shown = name.chars().filter(|letter| !letter.is_control()).take(PERSON_NAME_CHARS);
    format!("{} {account} {}", list.name, shown.collect::<String>())
}

/// What stands on the board for a seat.
pub(super) fn note(seat: &str) -> Option<Note> {
    let mut parts = seat.splitn(3, ' ');
    let word = parts.next()?;
    let list = [&HERE, &TYPING].into_iter().find(|list| list.name == word)?;
    let id: Uuid = parts.next()?.parse().ok()?;
    let value = json!({ "id": id, "name": parts.next()? });
    Some(Note { list, key: seat.to_owned(), value })
}
