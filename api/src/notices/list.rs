//! Somebody's inbox.

use std::sync::Arc;

use downbeat_session::notice::NoticeType as Known;
use downbeat_store::NoticeRecord;
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi, param::Query, payload::Json, types::ParseFromJSON,
};
use serde_json::Value;
use uuid::Uuid;

use super::person;
use crate::{
    access::Caller,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
};

const READ_MAX: usize = 100;

pub struct Notices;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum NoticeType {
    /// Somebody reacted to what you said.
    MessageReaction,
    /// Somebody answered what you said.
    MessageComment,
    /// A place is kept for you.
    CircleInvitation,
    /// Somebody asks to join a circle in which you keep order.
    CircleJoinRequest,
    /// Something waits for a moderator in a circle in which you keep order: what is held,
    /// reported or given to the house, or what somebody says against a decision. Nobody is
    /// named.
    CircleWaiting,
    /// Your journal has nothing of today.
    DailyReminder,
    WeeklySummary,
    /// What was decided about you, or for you.
    System,
}

/// What was decided about you, or for you.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum NoticeWhat {
    Warn,
    Hide,
    Remove,
    /// You only read, until then.
    Restrict,
    /// You are kept out, until then or for good.
    Ban,
    LetIn,
    Refused,
    /// You have another role.
    Role,
    /// You are offered to be the circle's owner.
    Offered,
    /// Somebody looked at what you reported.
    ReportClosed,
    /// What you said against a decision was looked at, and it stays as it was.
    AppealUpheld,
    /// The same, and it was taken back.
    AppealOverturned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum NoticeRole {
    Member,
    Moderator,
    Admin,
    Owner,
}

/// What a notice is about; what does not belong to its type is null.
#[derive(Debug, Object)]
struct NoticeAbout {
    circle: Option<Uuid>,
    circle_name: Option<String>,
    /// Where it leads in that circle.
    message: Option<Uuid>,
    /// The message or comment itself.
    item: Option<Uuid>,
    is_comment: bool,
    /// Whether it is about what you said without your name: it leads to the circle alone,
    /// and names nobody.
    anonymous: bool,
    /// Of `system`.
    what: Option<NoticeWhat>,
    /// What was decided, where you may say something against it, or did.
    decision: Option<Uuid>,
    /// Of `role`.
    role: Option<NoticeRole>,
    /// The circle's rule that it is about: its place in the list, from 0.
    rule: Option<i32>,
    /// A moderator's words.
    reason: Option<String>,
    until_ms: Option<i64>,
    /// Of `weekly_summary`: days that you wrote on, messages of yours, and what they got.
    entries: Option<i64>,
    messages: Option<i64>,
    comments: Option<i64>,
    reactions: Option<i64>,
}

#[derive(Debug, Object)]
struct NoticeActor {
    id: Uuid,
    name: String,
}

/// What somebody is told: one notice a day for what is alike.
#[derive(Debug, Object)]
struct Notice {
    id: Uuid,
    r#type: NoticeType,
    about: NoticeAbout,
    /// Whoever caused it last, newest first; three at most.
    actors: Vec<NoticeActor>,
    /// How many people did, or how many ask to join.
    count: i32,
    at_ms: i64,
    read: bool,
}

#[derive(Debug, Object)]
struct NoticePage {
    items: Vec<Notice>,
    /// How many are unread, of all.
    unread: i64,
    /// When this was so: what you mark as read up to then is no more than you were told.
    now_ms: i64,
    next: Option<String>,
}

/// Some, or all: as they were at a time.
#[derive(Debug, Object)]
struct ReadNoticesBody {
    /// 1 to 100; null for all, which wants `until_ms`.
    ids: Option<Vec<Uuid>>,
    /// The `now_ms` of the list that was read: what came into a notice since is unread.
    until_ms: Option<i64>,
}

#[derive(ApiResponse)]
enum Read {
    /// They are read.
    #[oai(status = 204)]
    Read,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Notices {
    /// List your notices
    ///
    /// Newest first, for 90 days. By the person's own cookie.
    #[oai(path = "/me/notices", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        /// Only those that are unread.
        unread: Query<Option<bool>>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<NoticePage> {
        let user = person(&caller)?;
        let most = limit(most.0)?;
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        let is_unread = unread.0.unwrap_or(false);
        // First, so that nothing comes in between.
        let now_ms = app.store.now_ms().await?;
        let found = app.store.notices(user, is_unread, after, most).await?;
        let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= most);
        let next = found.last().filter(|_| is_full);
        let next = next.map(|last| format!("{}.{}", last.at_ms, last.id));
        let unread = app.store.count_unread(user).await?;
        // One of a release to come is not shown by this one.
        let items = found.into_iter().filter_map(shown).collect();
        Ok(Json(NoticePage { items, unread, now_ms, next }))
    }

    /// Mark notices as read
    ///
    /// By the person's own cookie.
    #[oai(path = "/me/notices/read", method = "put")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<ReadNoticesBody>,
    ) -> Result<Read, Refusal> {
        let user = person(&caller)?;
        let ReadNoticesBody { ids, until_ms } = body.0;
        let is_good = match &ids {
            Some(ids) => (1..=READ_MAX).contains(&ids.len()),
            None => until_ms.is_some(),
        };
        if !is_good {
            let message = "give 1 to 100 ids, or `until_ms`, or both";
            return Err(Refusal::invalid(vec![FieldError::new("ids", message)]));
        }
        app.store.read_notices(user, ids.as_deref(), until_ms).await?;
        Ok(Read::Read)
    }
}

fn read_cursor(text: &str) -> Result<(i64, Uuid), Refusal> {
    let parts = text.split_once('.');
    let read = parts.and_then(|(at_ms, id)| Some((at_ms.parse().ok()?, id.parse().ok()?)));
    let wrong = || Refusal::invalid(vec![FieldError::new("cursor", "is none of this list")]);
    read.ok_or_else(wrong)
}

fn shown(record: NoticeRecord) -> Option<Notice> {
    let r#type = Known::named(&record.r#type)?.into();
    let NoticeRecord { id, circle_id: circle, circle_name, about, actors, count, at_ms, .. } =
        record;
    let text = |name: &str| about[name].as_str().map(str::to_owned);
    let uuid = |name: &str| about[name].as_str().and_then(|it| it.parse().ok());
    let number = |name: &str| about[name].as_i64();
    let about = NoticeAbout {
        circle,
        circle_name,
        message: uuid("message"),
        item: uuid("item"),
        is_comment: about["is_comment"] == true,
        anonymous: about["anonymous"] == true,
        what: named(&about["what"]),
        decision: uuid("decision"),
        role: named(&about["role"]),
        rule: number("rule").and_then(|rule| rule.try_into().ok()),
        reason: text("reason"),
        until_ms: number("until_ms"),
        entries: number("entries"),
        messages: number("messages"),
        comments: number("comments"),
        reactions: number("reactions"),
    };
    let actors = actors.as_array().into_iter().flatten().filter_map(actor).collect();
    Some(Notice { id, r#type, about, actors, count, at_ms, read: record.state == "read" })
}

/// `None` of a word that this release does not know.
fn named<T: ParseFromJSON>(stored: &Value) -> Option<T> {
    T::parse_from_json(Some(stored.clone())).ok()
}

fn actor(stored: &Value) -> Option<NoticeActor> {
    let id = stored["id"].as_str()?.parse().ok()?;
    Some(NoticeActor { id, name: stored["name"].as_str()?.to_owned() })
}
