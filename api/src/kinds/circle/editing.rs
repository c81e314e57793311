//! One message: read, edited, removed, pinned.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::{
    MessageKind, Rank, WordAct,
    limits::{EDITED_FOR_MS, PINNED_MAX},
};
use downbeat_store::{Item, NewDecision, Transaction};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use uuid::Uuid;

use super::{
    attached::has_media,
    heeding::{heeded, refused},
    messages::{ReadOne, found, shown, unknown},
    posting::{may_say_so, text_with},
    said::Reading,
    telling::{self, Decided},
    unseen::{self, Author, Whom, is_free, is_own},
    visit::{KEEP_ORDER, SPEAK, Visit, account, viewer},
    words::CircleMessageKind,
};
use crate::{
    access::{Caller, Maker},
    app::App,
    journal::{DraftRef, Ending},
    refusal::Refusal,
    session::found::matched,
};

pub struct Editing;

#[derive(Debug, Object)]
struct MessagePatch {
    kind: Option<CircleMessageKind>,
    /// 1 to 2,000 characters; none, where it has media.
    text: String,
    /// The draft that it was written in, which ends with this.
    draft: Option<DraftRef>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Editing {
    /// Get a message
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/messages/:id", method = "get")]
    async fn one(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        id: Path<Uuid>,
    ) -> Result<ReadOne, Refusal> {
        let viewer = viewer(&maker)?;
        let (visit, record) = found(&app, viewer, id.0).await?;
        let reading = Reading::of(&app, viewer, visit.rights, [record.author]).await?;
        Ok(shown(reading.message(record)))
    }

    /// Edit a message
    ///
    /// Your own, for a day after you said it. `If-Match` is the `ETag` of what you read.
    /// 422 `words` where it has a word that is not said here, or that a moderator would
    /// look at first. Scope: `sessions:command`.
    #[oai(path = "/messages/:id", method = "patch")]
    async fn edit(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<MessagePatch>,
    ) -> Result<ReadOne, Refusal> {
        let user = account(&caller, SPEAK)?;
        let MessagePatch { kind, text, draft } = body.0;
        let (seen, before) = found(&app, Some(user), id.0).await?;
        let text = text_with(&text, has_media(&before))?;
        let is_own = is_own(&app, Some(user), &before).await;
        let ending = Ending::of(&app, &caller, draft).await?;
        let transaction = app.store.begin().await?;
        ending.within(&transaction).await?;
        let visit = Visit::held(&transaction, user, seen.circle.id).await?;
        let record = transaction.message(id.0, user).await?.ok_or_else(unknown)?;
        if !is_own {
            return Err(Refusal::forbidden("only who said it edits it"));
        }
        matched(if_match.0.as_deref(), record.version)?;
        let kind = kind.map(MessageKind::from).or_else(|| MessageKind::named(&record.kind));
        let kind = kind.unwrap_or(MessageKind::Positive);
        let rank = may_say_so(&visit, (kind, &text), record.is_anonymous)?;
        if record.is_anonymous {
            let key = unseen::key(&app).await?;
            is_free(&transaction, &visit, user, &key).await?;
        }
        editable(&record.state, record.created_ms)?;
        let act = heeded(&transaction, &visit, rank, &text).await?;
        // What is held already is looked at as it is then.
        if act == Some(WordAct::Hold) && record.state != "held" {
            return Err(refused("text"));
        }
        transaction.edit_message(&record, kind.as_str(), &text).await?;
        if act.is_some() {
            let item = Item { id: id.0, circle: visit.circle.id, is_comment: false };
            transaction.note_words(item).await?;
            let enqueued = telling::count_waiting(&transaction, item.circle).await?;
            transaction.commit().await?;
            app.queue.announce(&enqueued).await;
        } else {
            transaction.commit().await?;
        }
        app.kinds.pages.changed(&visit.circle).await;
        ending.told().await;
        self.now(&app, user, id.0).await
    }

    /// Remove a message
    ///
    /// Your own, or as a moderator. Its place stays, what it said does not. `If-Match` is
    /// the `ETag` of what you read. Scope: `sessions:command`.
    #[oai(path = "/messages/:id", method = "delete")]
    async fn remove(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
    ) -> Result<ReadOne, Refusal> {
        let user = account(&caller, SPEAK)?;
        let (seen, before) = found(&app, Some(user), id.0).await?;
        let circle = seen.circle.id;
        let is_own = is_own(&app, Some(user), &before).await;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, circle).await?;
        let record = transaction.message(id.0, user).await?.ok_or_else(unknown)?;
        // What its author does to it is a decision of nobody, and names nobody.
        let author = if is_own {
            Author::named(Some(user))
        } else {
            visit.at_least(Rank::Moderator)?;
            Author::of(&record)
        };
        matched(if_match.0.as_deref(), record.version)?;
        if record.state != "removed" {
            let item = Item { id: id.0, circle, is_comment: false };
            let reporters = transaction.reporters(item).await?;
            transaction.remove_message(circle, id.0).await?;
            let mut telling = Telling::default();
            telling.count(item);
            let by = ((author, user), reporters);
            by_another(&app, &mut telling, &transaction, (item, id.0), by).await?;
            let enqueued = telling::enqueue(telling, &transaction).await?;
            transaction.commit().await?;
            app.kinds.pages.changed(&visit.circle).await;
            app.queue.announce(&enqueued).await;
        }
        self.now(&app, user, id.0).await
    }

    /// Pin a message
    ///
    /// By moderators; five in a circle, then 409 `full`. Scope: `sessions:write`.
    #[oai(path = "/messages/:id/pin", method = "put")]
    async fn pin(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<ReadOne, Refusal> {
        self.set_pinned(&app, account(&caller, KEEP_ORDER)?, id.0, true).await
    }

    /// Unpin a message
    ///
    /// Scope: `sessions:write`.
    #[oai(path = "/messages/:id/pin", method = "delete")]
    async fn unpin(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<ReadOne, Refusal> {
        self.set_pinned(&app, account(&caller, KEEP_ORDER)?, id.0, false).await
    }
}

impl Editing {
    async fn set_pinned(
        &self,
        app: &App,
        user: Uuid,
        id: Uuid,
        is_pinned: bool,
    ) -> Result<ReadOne, Refusal> {
        let (seen, _) = found(app, Some(user), id).await?;
        let circle = seen.circle.id;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, circle).await?;
        visit.at_least(Rank::Moderator)?;
        visit.open()?;
        let record = transaction.message(id, user).await?.ok_or_else(unknown)?;
        if record.state != "shown" {
            return Err(Refusal::conflict("wrong_state", "only what is shown is pinned"));
        }
        if record.is_pinned != is_pinned {
            if !transaction.pin_message(circle, id, is_pinned, PINNED_MAX).await? {
                let detail = format!("{PINNED_MAX} messages are pinned, which is all");
                return Err(Refusal::conflict("full", detail));
            }
            transaction.commit().await?;
            app.kinds.pages.changed(&visit.circle).await;
        }
        self.now(app, user, id).await
    }

    async fn now(&self, app: &App, user: Uuid, id: Uuid) -> Result<ReadOne, Refusal> {
        let (visit, record) = found(app, Some(user), id).await?;
        let reading = Reading::of(app, Some(user), visit.rights, [record.author]).await?;
        Ok(shown(reading.message(record)))
    }
}

/// Something is removed by somebody else, without a case: that is a decision of theirs.
/// Whoever said it is told, and whoever reported it. `message` is what it stands under.
pub async fn by_another(
    app: &App,
    telling: &mut Telling,
    transaction: &Transaction,
    (item, message): (Item, Uuid),
    ((author, by), reporters): ((Author, Uuid), Vec<Uuid>),
) -> Result<(), Refusal> {
    telling.count_for_keepers(item.circle);
    telling::looked_at(telling, transaction, item, (reporters, by)).await?;
    if author.person == Some(by) {
        return Ok(());
    }
    let whom = Whom::of(app, transaction, (&author, item.id)).await?;
    let act = "remove";
    let (rule, reason, until_ms) = (None, None, None);
    let decision = NewDecision {
        circle: item.circle,
        item: Some(item.id),
        person: author.person,
        mark: author.mark.as_deref(),
        by,
        is_by_house: false,
        act,
        came_to: None,
        rule,
        reason,
        until_ms,
    };
    let id = transaction.note_decision(decision).await?;
    let decided = Decided { id, item, message, act, rule, reason, until_ms };
    telling::decided(telling, transaction, (&whom, by), decided).await
}

/// Whether something may still be edited.
pub fn editable(state: &str, created_ms: i64) -> Result<(), Refusal> {
    if state == "removed" || state == "hidden" {
        return Err(Refusal::conflict("wrong_state", format!("it is {state}")));
    }
    if clock::unix_ms() - created_ms > EDITED_FOR_MS {
        return Err(Refusal::conflict("wrong_state", "it is more than a day old"));
    }
    Ok(())
}
