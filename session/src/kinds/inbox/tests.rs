use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{DRAFTS, Inbox, Notice, NoticeActor, Reading, account_of, draft, of_account};
use crate::{Audience, Beside, Board, Kind, Listed, READING, id::shard, kinds, notice::NoticeType};

const LETTER: &str = "\u{1F54A}";

fn shown(reading: &Reading, drafts: &[Value]) -> Value {
    let read = Listed { count: 1, newest: vec![serde_json::to_value(reading).unwrap()] };
    let saved = Listed { count: drafts.len() as u64, newest: drafts.to_vec() };
    let lists = [(READING.name, read), (DRAFTS.name, saved)].into();
    let beside = Beside { board: Board { seq: 7, lists }, ..Beside::default() };
    let session = (kinds::named(Inbox::NAME).unwrap().open)(&json!({}), 1, 0).unwrap();
    let view = session.view(&beside, Audience::Owner, 5);
    assert!(view.len() <= Inbox::VIEW_BYTES_MAX, "{}", view.len());
    assert!(read_bytes(reading) <= READING.note_bytes_max);
    serde_json::from_slice(&view).unwrap()
}

fn read_bytes(reading: &Reading) -> usize {
    serde_json::to_vec(reading).unwrap().len()
}

fn notice(letters: usize) -> Notice {
    let actor = |n| NoticeActor { id: Uuid::from_u128(n), name: LETTER.repeat(60) };
    Notice {
        id: Uuid::max(),
        r#type: NoticeType::CircleJoinRequest,
        about: json!({ "reason": LETTER.repeat(letters), "circle_name": LETTER.repeat(60) }),
        actors: (0..3).map(actor).collect(),
        count: 5,
        at_ms: 1,
        read: false,
    }
}

#[test]
fn the_largest_is_within_the_limit_of_a_view() {
    let reading = Reading { unread: 1_000, latest: vec![notice(500); super::LATEST_MAX] };
    let rev = "1234567890.abcdefghijklmnop";
    let drafts: Vec<Value> = (0..50).map(|n| draft(Uuid::from_u128(n), rev).value).collect();
    let view = shown(&reading, &drafts);
    assert_eq!(view["latest"].as_array().unwrap().len(), 10);
    assert_eq!(view["drafts"].as_object().unwrap().len(), 50);
    assert!(draft(Uuid::max(), rev).too_large("draft").is_none());
}

#[test]
fn an_inbox_that_was_not_read_is_empty() {
    let session = (kinds::named(Inbox::NAME).unwrap().open)(&json!({}), 1, 0).unwrap();
    let view: Value =
        serde_json::from_slice(&session.view(&Beside::default(), Audience::Owner, 3)).unwrap();
    let empty = json!({ "tally_seq": 0, "unread": 0, "latest": [], "drafts": {}, "now_ms": 3 });
    assert_eq!(view, empty);
}

proptest! {
    /// An account has one inbox, and an inbox one account.
    #[test]
    fn an_inbox_is_one_persons(account: u128) {
        let account = Uuid::from_u128(account);
        prop_assert_eq!(account_of(of_account(account)), account);
        prop_assert_ne!(of_account(account), account);
        prop_assert!(shard(of_account(account), 64) < 64);
    }

    #[test]
    fn what_was_read_is_shown(unread in 0..1_000_i64, notices in 0..10_usize) {
        let view = shown(&Reading { unread, latest: vec![notice(3); notices] }, &[]);
        prop_assert_eq!(&view["unread"], &json!(unread));
        prop_assert_eq!(view["latest"].as_array().unwrap().len(), notices);
        prop_assert_eq!(&view["tally_seq"], &json!(7));
    }
}
