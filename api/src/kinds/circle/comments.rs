//! What is said to a message, and to a comment on it.

use std::sync::Arc;

use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::{
    Rank,
    limits::{COMMENT_CHARS_MAX, COMMENTS_MAX},
    message::said,
};
use downbeat_store::{CommentRecord, Item, NewComment, Transaction};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    editing::{by_another, editable},
    heeding::heeded_at_once,
    limits::{self, Act},
    messages::found as message_found,
    posting::links,
    regards::blocked,
    said::{CircleComment, Reading},
    telling,
    unseen::Author,
    visit::{SPEAK, Visit, account, viewer},
};
use crate::{
    access::{Caller, Maker},
    app::App,
    journal::{DraftRef, Ending},
    once::Once,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
    session::found::matched,
};

pub struct Comments;

#[derive(Debug, Object)]
struct CircleComments {
    /// Oldest first.
    items: Vec<CircleComment>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct NewCommentBody {
    /// 1 to 1,000 characters.
    text: String,
    /// The comment that it answers, which answers none itself.
    parent: Option<Uuid>,
    /// The draft that it was written in, which ends with this.
    draft: Option<DraftRef>,
}

#[derive(Debug, Object)]
struct CommentPatch {
    /// 1 to 1,000 characters.
    text: String,
    /// The draft that it was written in, which ends with this.
    draft: Option<DraftRef>,
}

#[derive(ApiResponse)]
enum Posted {
    /// It is said. The `ETag` is its version.
    #[oai(status = 201)]
    Comment(Json<CircleComment>, #[oai(header = "ETag")] String),
}

#[derive(ApiResponse)]
enum ReadOne {
    /// The comment. The `ETag` is its version.
    #[oai(status = 200)]
    Comment(Json<CircleComment>, #[oai(header = "ETag")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Comments {
    /// List comments of a message
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/messages/:id/comments", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        id: Path<Uuid>,
        cursor: Query<Option<Uuid>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<CircleComments> {
        let viewer = viewer(&maker)?;
        let (visit, message) = message_found(&app, viewer, id.0).await?;
        let most = limit(most.0)?;
        let found = app.store.comments(message.id, viewer, cursor.0, most).await?;
        let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= most);
        let next = found.last().filter(|_| is_full).map(|last| last.id.to_string());
        let authors = found.iter().map(|record| record.author);
        let reading = Reading::of(&app, viewer, visit.rights, authors).await?;
        let items = found.into_iter().map(|record| reading.comment(record)).collect();
        Ok(Json(CircleComments { items, next }))
    }

    /// Comment on a message
    ///
    /// Or on a comment, which answers none itself. Twenty in a minute; a message has 1,000,
    /// then 409 `full`. With an `Idempotency-Key` it is said once. Where one of you blocks
    /// the other, 403 `blocked`; 422 `words` where it has a word that is not said here, or
    /// that a moderator would look at first.
    /// Scope: `sessions:command`.
    #[oai(path = "/messages/:id/comments", method = "post")]
    async fn post(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        body: Json<NewCommentBody>,
    ) -> Result<Posted, Refusal> {
        let user = account(&caller, SPEAK)?;
        let NewCommentBody { text, parent, draft } = body.0;
        let text = text_of(&text)?;
        let what = json!({ "message": id.0, "parent": parent, "text": text });
        let ending = Ending::of(&app, &caller, draft).await?;
        let once = match Once::begin::<CircleComment>(&app, &caller, key.0, &what).await? {
            Ok(answer) => {
                ending.alone().await?;
                return Ok(posted(answer));
            }
            Err(once) => once,
        };
        let (seen, _) = message_found(&app, Some(user), id.0).await?;
        let circle = seen.circle.id;
        seen.writing()?;
        limits::take(&app, user, Act::Comment).await?;
        let transaction = app.store.begin().await?;
        ending.within(&transaction).await?;
        let visit = Visit::held(&transaction, user, circle).await?;
        let rank = visit.writing()?;
        links(&visit, rank, &text)?;
        let is_noted = heeded_at_once(&transaction, &visit, rank, &text).await?;
        let message = transaction.message(id.0, user).await?;
        let message = message.filter(|message| message.state == "shown").ok_or_else(|| {
            Refusal::conflict("wrong_state", "only what is shown is commented on")
        })?;
        let others = match parent {
            Some(parent) => answered(&transaction, user, (id.0, parent)).await?,
            None => None,
        };
        for author in [message.author, others].into_iter().flatten() {
            if transaction.is_blocked(user, author).await? {
                return Err(blocked());
            }
        }
        let comment = Uuid::now_v7();
        let new =
            NewComment { id: comment, circle, message: id.0, parent, author: user, text: &text };
        let made = transaction.make_comment(new, COMMENTS_MAX).await?;
        let full = || Refusal::conflict("full", "this message has 1,000 comments, which is all");
        let record = made.ok_or_else(full)?;
        if is_noted {
            transaction.note_words(Item { id: comment, circle, is_comment: true }).await?;
        }
        let answer = Reading::whole(user, visit.rights).comment(record);
        once.keep(&transaction, &answer).await?;
        let mut telling = Telling::default();
        if is_noted {
            telling.count_for_keepers(circle);
        }
        telling::count_said(&mut telling, Item { id: id.0, circle, is_comment: false }, parent);
        let enqueued = telling::enqueue(telling, &transaction).await?;
        transaction.commit().await?;
        app.kinds.pages.changed(&visit.circle).await;
        app.queue.announce(&enqueued).await;
        ending.told().await;
        Ok(posted(answer))
    }

    /// Get a comment
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/comments/:id", method = "get")]
    async fn one(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        id: Path<Uuid>,
    ) -> Result<ReadOne, Refusal> {
        let viewer = viewer(&maker)?;
        let (visit, record) = found(&app, viewer, id.0).await?;
        let reading = Reading::of(&app, viewer, visit.rights, [record.author]).await?;
        Ok(shown(reading.comment(record)))
    }

    /// Edit a comment
    ///
    /// Your own, for a day after you said it. `If-Match` is the `ETag` of what you read.
    /// 422 `words` as of a new one. Scope: `sessions:command`.
    #[oai(path = "/comments/:id", method = "patch")]
    async fn edit(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<CommentPatch>,
    ) -> Result<ReadOne, Refusal> {
        let user = account(&caller, SPEAK)?;
        let CommentPatch { text, draft } = body.0;
        let text = text_of(&text)?;
        let (seen, _) = found(&app, Some(user), id.0).await?;
        let ending = Ending::of(&app, &caller, draft).await?;
        let transaction = app.store.begin().await?;
        ending.within(&transaction).await?;
        let visit = Visit::held(&transaction, user, seen.circle.id).await?;
        let record = transaction.comment(id.0, user).await?.ok_or_else(unknown)?;
        if record.author != Some(user) {
            return Err(Refusal::forbidden("only who said it edits it"));
        }
        matched(if_match.0.as_deref(), record.version)?;
        let rank = visit.writing()?;
        links(&visit, rank, &text)?;
        editable(&record.state, record.created_ms)?;
        let is_noted = heeded_at_once(&transaction, &visit, rank, &text).await?;
        transaction.edit_comment(&record, &text).await?;
        if is_noted {
            let item = Item { id: id.0, circle: visit.circle.id, is_comment: true };
            transaction.note_words(item).await?;
            let enqueued = telling::count_waiting(&transaction, item.circle).await?;
            transaction.commit().await?;
            app.queue.announce(&enqueued).await;
        } else {
            transaction.commit().await?;
        }
        ending.told().await;
        self.now(&app, user, id.0).await
    }

    /// Remove a comment
    ///
    /// Your own, or as a moderator. `If-Match` is the `ETag` of what you read.
    /// Scope: `sessions:command`.
    #[oai(path = "/comments/:id", method = "delete")]
    async fn remove(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
    ) -> Result<ReadOne, Refusal> {
        let user = account(&caller, SPEAK)?;
        let (seen, _) = found(&app, Some(user), id.0).await?;
        let circle = seen.circle.id;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, circle).await?;
        let record = transaction.comment(id.0, user).await?.ok_or_else(unknown)?;
        if record.author != Some(user) {
            visit.at_least(Rank::Moderator)?;
        }
        matched(if_match.0.as_deref(), record.version)?;
        if record.state != "removed" {
            let item = Item { id: id.0, circle, is_comment: true };
            let message = Item { id: record.message_id, circle, is_comment: false };
            let reporters = transaction.reporters(item).await?;
            transaction.remove_comment(&record).await?;
            let mut telling = Telling::default();
            telling::count_said(&mut telling, message, record.parent);
            let by = ((Author::named(record.author), user), reporters);
            by_another(&app, &mut telling, &transaction, (item, message.id), by).await?;
            let enqueued = telling::enqueue(telling, &transaction).await?;
            transaction.commit().await?;
            app.kinds.pages.changed(&visit.circle).await;
            app.queue.announce(&enqueued).await;
        }
        self.now(&app, user, id.0).await
    }
}

impl Comments {
    async fn now(&self, app: &App, user: Uuid, id: Uuid) -> Result<ReadOne, Refusal> {
        let (visit, record) = found(app, Some(user), id).await?;
        let reading = Reading::of(app, Some(user), visit.rights, [record.author]).await?;
        Ok(shown(reading.comment(record)))
    }
}

/// A comment that somebody may read, at its circle. To others it is not there.
pub async fn found(
    app: &App,
    viewer: Option<Uuid>,
    id: Uuid,
) -> Result<(Visit, CommentRecord), Refusal> {
    let record = app.store.comment(id, viewer).await?.ok_or_else(unknown)?;
    match message_found(app, viewer, record.message_id).await {
        Err(Refusal::NotFound(_)) => Err(unknown()),
        found => Ok((found?.0, record)),
    }
}

/// Whose comment on a message is answered, if somebody's.
async fn answered(
    transaction: &Transaction,
    user: Uuid,
    (message, parent): (Uuid, Uuid),
) -> Result<Option<Uuid>, Refusal> {
    let stored = transaction
        .comment(parent, user)
        .await?
        .filter(|it| it.message_id == message && it.parent.is_none() && it.state == "shown");
    let message = "must be a comment on the same message that answers none";
    let refusal = || Refusal::invalid(vec![FieldError::new("parent", message)]);
    Ok(stored.ok_or_else(refusal)?.author)
}

fn text_of(given: &str) -> Result<String, Refusal> {
    said(given, COMMENT_CHARS_MAX).ok_or_else(|| {
        let message = format!("1 to {COMMENT_CHARS_MAX} characters that show something");
        Refusal::invalid(vec![FieldError::new("text", message)])
    })
}

fn unknown() -> Refusal {
    Refusal::not_found("comment")
}

fn posted(comment: CircleComment) -> Posted {
    let tag = format!("\"{}\"", comment.version);
    Posted::Comment(Json(comment), tag)
}

fn shown(comment: CircleComment) -> ReadOne {
    let tag = format!("\"{}\"", comment.version);
    ReadOne::Comment(Json(comment), tag)
}
