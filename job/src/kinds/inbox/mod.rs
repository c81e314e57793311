//! What somebody's notices say to their pages, and the drafts that are saved meanwhile.

use downbeat_live::Live;
use downbeat_session::{
    Kind, Reading,
    kinds::inbox::{self, Inbox, LATEST_MAX, Notice, NoticeActor, Reading as InboxReading},
    notice::NoticeType,
};
use downbeat_store::{AsOf, NoticeNow, NoticesNow, Store, StoreError, Told};
use serde_json::{Map, Value};
use uuid::Uuid;

/// What a notice may be about.
const ABOUT: [&str; 15] = [
    "circle",
    "circle_name",
    "message",
    "item",
    "is_comment",
    "what",
    "decision",
    "role",
    "rule",
    "reason",
    "until_ms",
    "entries",
    "messages",
    "comments",
    "reactions",
];

/// The inbox whose rows these are, if they are one's.
pub fn session_of(told: Told) -> Option<Uuid> {
    (told.kind == Inbox::NAME).then(|| inbox::of_account(told.id))
}

/// Whether a kind is this one.
pub fn is_its(kind: &str) -> bool {
    kind == Inbox::NAME
}

pub fn of_account(account: Uuid) -> Uuid {
    inbox::of_account(account)
}

pub async fn reading(store: &Store, session: Uuid) -> Result<Option<Reading>, StoreError> {
    let account = inbox::account_of(session);
    let Some(AsOf { as_of_us, found }) = store.notices_now(account, LATEST_MAX).await? else {
        return Ok(None);
    };
    let NoticesNow { unread, latest } = found;
    // One of a release to come is not shown by this one.
    let latest = latest.into_iter().filter_map(notice).collect();
    let read = InboxReading { unread, latest };
    let value = serde_json::to_value(read).map_err(StoreError::unwritable)?;
    Ok(Some(Reading { kind: Inbox::NAME, as_of_us, value }))
}

fn notice(row: NoticeNow) -> Option<Notice> {
    let NoticeNow { id, r#type, circle, circle_name, about, actors, count, at_ms, state } = row;
    let r#type = NoticeType::named(&r#type)?;
    let mut told: Map<String, Value> =
        ABOUT.iter().map(|name| ((*name).to_owned(), about[*name].clone())).collect();
    told.insert("circle".into(), circle.map_or(Value::Null, |id| id.to_string().into()));
    told.insert("circle_name".into(), circle_name.map_or(Value::Null, Value::from));
    for name in ["is_comment", "anonymous"] {
        told.insert(name.into(), (about[name] == true).into());
    }
    let actors: Vec<NoticeActor> = serde_json::from_value(actors).ok()?;
    let about = Value::Object(told);
    Some(Notice { id, r#type, about, actors, count, at_ms, read: state == "read" })
}

/// A draft was saved, at a rev, or is no more: whoever has it open elsewhere hears that. One
/// that is not heard of is found out when it is saved next.
pub async fn draft_stands(live: &Live, user: Uuid, draft: Uuid, rev: Option<&str>) {
    let session = inbox::of_account(user);
    let note = inbox::draft(draft, rev.unwrap_or_default());
    let told = match rev {
        Some(_) => live.stand(session, &note).await,
        None => live.stand_no_more(session, &note).await,
    };
    if let Err(error) = told {
        tracing::debug!(%error, "other editors do not hear that a draft was saved");
    }
}
