//! Reactions and favourites.

use std::sync::Arc;

use downbeat_job::notices::Telling;
use downbeat_session::kinds::circle::ReactionKind;
use downbeat_store::Item;
use poem::web::Data;
use poem_openapi::{ApiResponse, Object, OpenApi, param::Path, payload::Json};
use uuid::Uuid;

use super::{
    comments::found as comment_found,
    limits::{self, Act},
    messages::found as message_found,
    regards::blocked,
    said::CircleCounts,
    telling,
    visit::{SPEAK, Visit, account},
    words::CircleReaction,
};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, Refusal},
};

pub struct Reactions;

#[derive(Debug, Object)]
struct ReactionBody {
    kind: CircleReaction,
}

/// How many reacted how, and you.
#[derive(Debug, Object)]
struct Reacted {
    counts: CircleCounts,
    reaction: Option<CircleReaction>,
}

#[derive(ApiResponse)]
enum Kept {
    /// It is so. Nobody else sees it.
    #[oai(status = 204)]
    So,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Reactions {
    /// React to a message
    ///
    /// One reaction a person: this one takes the place of another. Fifty in a minute. Where
    /// one of you blocks the other, 403 `blocked`.
    /// Scope: `sessions:command`.
    #[oai(path = "/messages/:id/reaction", method = "put")]
    async fn react(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<ReactionBody>,
    ) -> Answer<Reacted> {
        let user = account(&caller, SPEAK)?;
        set(&app, user, reacted(on_message(&app, user, id.0).await?)?, Some(body.0.kind)).await
    }

    /// Take a reaction to a message away
    ///
    /// Scope: `sessions:command`.
    #[oai(path = "/messages/:id/reaction", method = "delete")]
    async fn unreact(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<Reacted> {
        let user = account(&caller, SPEAK)?;
        set(&app, user, reacted(on_message(&app, user, id.0).await?)?, None).await
    }

    /// React to a comment
    ///
    /// As to a message. Scope: `sessions:command`.
    #[oai(path = "/comments/:id/reaction", method = "put")]
    async fn react_to_comment(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<ReactionBody>,
    ) -> Answer<Reacted> {
        let user = account(&caller, SPEAK)?;
        set(&app, user, reacted(on_comment(&app, user, id.0).await?)?, Some(body.0.kind)).await
    }

    /// Take a reaction to a comment away
    ///
    /// Scope: `sessions:command`.
    #[oai(path = "/comments/:id/reaction", method = "delete")]
    async fn unreact_to_comment(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<Reacted> {
        let user = account(&caller, SPEAK)?;
        set(&app, user, reacted(on_comment(&app, user, id.0).await?)?, None).await
    }

    /// Keep a message
    ///
    /// For yourself. Scope: `sessions:command`.
    #[oai(path = "/messages/:id/favourite", method = "put")]
    async fn keep(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Kept, Refusal> {
        let user = account(&caller, SPEAK)?;
        let (visit, message) = message_found(&app, Some(user), id.0).await?;
        app.store.set_favourite(user, (message.id, visit.circle.id), true).await?;
        Ok(Kept::So)
    }

    /// Keep a message no longer
    ///
    /// Scope: `sessions:command`.
    #[oai(path = "/messages/:id/favourite", method = "delete")]
    async fn let_go(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Kept, Refusal> {
        let user = account(&caller, SPEAK)?;
        let (visit, message) = message_found(&app, Some(user), id.0).await?;
        app.store.set_favourite(user, (message.id, visit.circle.id), false).await?;
        Ok(Kept::So)
    }
}

/// What is reacted to, and who said it.
type On = (Item, Option<Uuid>);

/// Sets somebody's reaction to an item of a circle, or takes it away.
pub async fn react(
    app: &App,
    (user, circle): (Uuid, Uuid),
    item: Uuid,
    kind: Option<CircleReaction>,
) -> Result<(), Refusal> {
    let (visit, state, on) = match on_message(app, user, item).await {
        Err(Refusal::NotFound(_)) => on_comment(app, user, item).await?,
        on => on?,
    };
    // Before what they may do where it is.
    if on.0.circle != circle {
        return Err(Refusal::not_found("message"));
    }
    may_react(&visit, &state)?;
    set(app, user, on, kind).await?;
    Ok(())
}

async fn on_message(app: &App, user: Uuid, id: Uuid) -> Result<(Visit, String, On), Refusal> {
    let (visit, message) = message_found(app, Some(user), id).await?;
    let item = Item { id, circle: visit.circle.id, is_comment: false };
    Ok((visit, message.state, (item, message.author)))
}

async fn on_comment(app: &App, user: Uuid, id: Uuid) -> Result<(Visit, String, On), Refusal> {
    let (visit, comment) = comment_found(app, Some(user), id).await?;
    let item = Item { id, circle: visit.circle.id, is_comment: true };
    Ok((visit, comment.state, (item, comment.author)))
}

/// What somebody may react to.
fn reacted((visit, state, on): (Visit, String, On)) -> Result<On, Refusal> {
    may_react(&visit, &state)?;
    Ok(on)
}

fn may_react(visit: &Visit, state: &str) -> Result<(), Refusal> {
    visit.writing()?;
    if state == "shown" {
        return Ok(());
    }
    Err(Refusal::conflict("wrong_state", "only what is shown is reacted to"))
}

async fn set(
    app: &App,
    user: Uuid,
    (item, author): On,
    kind: Option<CircleReaction>,
) -> Answer<Reacted> {
    // What was given before is taken away all the same.
    if let Some(author) = author.filter(|_| kind.is_some())
        && app.store.is_blocked(user, author).await?
    {
        return Err(blocked());
    }
    limits::take(app, user, Act::Reaction).await?;
    let transaction = app.store.begin().await?;
    let name = kind.map(|kind| ReactionKind::from(kind).as_str());
    let counts = transaction.react(item, user, name).await?;
    let mut telling = Telling::default();
    telling.count(item);
    let enqueued = telling::enqueue(telling, &transaction).await?;
    transaction.commit().await?;
    app.queue.announce(&enqueued).await;
    Ok(Json(Reacted { counts: CircleCounts::of(&counts), reaction: kind }))
}
