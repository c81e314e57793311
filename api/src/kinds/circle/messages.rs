//! What is said in a circle, as it is read.

use std::sync::Arc;

use downbeat_session::kinds::circle::{Rank, limits::CHANGES_KEPT};
use downbeat_store::MessageRecord;
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::{
    listing::{Asked, CircleMessages, list},
    posting::{NewMessageBody, Posted, post},
    said::{CircleMessage, Reading},
    unseen::is_own,
    visit::{SPEAK, Visit, account, viewer},
};
use crate::{
    access::{Caller, Maker},
    app::App,
    refusal::{Answer, Refusal},
};

pub struct Messages;

#[derive(Debug, Object)]
struct ReadBody {
    /// The newest message that you have seen.
    seq: i64,
}

#[derive(Debug, Object)]
struct ReadUntil {
    read: i64,
}

/// A change to what stands in a circle.
#[derive(Debug, Object)]
struct CircleChange {
    n: i64,
    /// `posted`, `edited`, `removed`, `hidden`, `shown`, `pinned` or `commented`.
    op: String,
    /// As the message is now.
    message: CircleMessage,
}

#[derive(Debug, Object)]
struct CircleChanges {
    items: Vec<CircleChange>,
    n: i64,
}

#[derive(ApiResponse)]
pub enum ReadOne {
    /// The message. The `ETag` is its version.
    #[oai(status = 200)]
    Message(Json<CircleMessage>, #[oai(header = "ETag")] String),
}

#[derive(ApiResponse)]
enum Changed {
    /// What changed.
    #[oai(status = 200)]
    Changes(Json<CircleChanges>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Messages {
    /// List messages of a circle
    ///
    /// The newest, or those `before`, `after` or `around` a number: one of the three. What
    /// was removed or hidden keeps its place without a text. While Postgres is away the
    /// newest of a public circle may be told as they were (`stale`, `as_of_ms`).
    /// Scope: `sessions:read`.
    #[oai(path = "/circles/:id/messages", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        id: Path<Uuid>,
        before: Query<Option<i64>>,
        after: Query<Option<i64>>,
        around: Query<Option<i64>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<CircleMessages> {
        let viewer = viewer(&maker)?;
        let (before, after, around, most) = (before.0, after.0, around.0, most.0);
        Ok(Json(list(&app, viewer, id.0, Asked { before, after, around, most }).await?))
    }

    /// Say something in a circle
    ///
    /// An `Idempotency-Key` is required: sent again with it, it is said once. 202 where a
    /// moderator looks at it first, or where it is said later (`at_ms`; by moderators, 20
    /// in a circle, then 409 `full`). Ten in a minute, 100 in an hour, 500 in a day, and no
    /// faster than the circle wants (`slow_s`). 422 `links` where links are not for you,
    /// 422 `words` where it has a word that is not said here. Without a name (`anonymous`),
    /// 403 `named` where the circle wants names, `restricted` where a moderator does not let
    /// you, and `newcomer` where your first messages would be held.
    /// Scope: `sessions:command`.
    #[oai(path = "/circles/:id/messages", method = "post")]
    async fn post(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Json<NewMessageBody>,
    ) -> Result<Posted, Refusal> {
        post(&app, &caller, id.0, key.0, body.0).await
    }

    /// List changes of a circle
    ///
    /// What changed after a number, oldest first, each with the message as it is now: for
    /// a page that missed something. Whoever missed more than 200 reads anew:
    /// 410 `too_far`. Scope: `sessions:read`.
    #[oai(path = "/circles/:id/changes", method = "get")]
    async fn changes(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        id: Path<Uuid>,
        after: Query<Option<i64>>,
    ) -> Result<Changed, Refusal> {
        let viewer = viewer(&maker)?;
        let visit = Visit::of(&app, viewer, id.0, None).await?;
        visit.reading()?;
        let after = after.0.unwrap_or(0);
        if !(0..=CHANGES_KEPT).contains(&visit.circle.n.saturating_sub(after)) {
            return Err(Refusal::gone("too_far", "more than 200 changes were missed: read anew"));
        }
        let changes = app.store.circle_changes(id.0, after).await?;
        let ids: Vec<Uuid> = changes.iter().map(|change| change.message_id).collect();
        let found = app.store.messages_named(&ids, viewer).await?;
        let authors = found.iter().map(|record| record.author);
        let reading = Reading::of(&app, viewer, visit.rights, authors).await?;
        let floor = visit.floor();
        let mut items = Vec::new();
        let mut n = after;
        for change in changes {
            n = change.n;
            let message = found.iter().find(|it| it.id == change.message_id);
            let Some(record) = message.filter(|it| it.seq.is_some_and(|seq| seq > floor)) else {
                continue;
            };
            let message = reading.message(record.clone());
            items.push(CircleChange { n: change.n, op: change.op, message });
        }
        Ok(Changed::Changes(Json(CircleChanges { items, n })))
    }

    /// Say up to where you have read
    ///
    /// It never goes back. Scope: `sessions:command`.
    #[oai(path = "/circles/:id/read", method = "put")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<ReadBody>,
    ) -> Answer<ReadUntil> {
        let user = account(&caller, SPEAK)?;
        let visit = Visit::of(&app, Some(user), id.0, None).await?;
        visit.at_least(Rank::Member)?;
        let read = app.store.set_read(id.0, user, body.0.seq.max(0)).await?;
        Ok(Json(ReadUntil { read }))
    }
}

/// A message that somebody may read, at its circle. To others it is not there.
pub async fn found(
    app: &App,
    viewer: Option<Uuid>,
    id: Uuid,
) -> Result<(Visit, MessageRecord), Refusal> {
    let record = app.store.message(id, viewer).await?.ok_or_else(unknown)?;
    let visit = match Visit::of(app, viewer, record.circle_id, None).await {
        Err(Refusal::NotFound(_)) => return Err(unknown()),
        visit => visit?,
    };
    let is_there = match record.seq {
        Some(seq) => seq > visit.floor(),
        None => visit.rights.has(Rank::Moderator) || is_own(app, viewer, &record).await,
    };
    if visit.rights.reads && is_there { Ok((visit, record)) } else { Err(unknown()) }
}

pub fn unknown() -> Refusal {
    Refusal::not_found("message")
}

pub fn shown(message: CircleMessage) -> ReadOne {
    let tag = format!("\"{}\"", message.version);
    ReadOne::Message(Json(message), tag)
}
