//! Links: a session opened without a login, in one role.

use std::sync::Arc;

use downbeat_job::{
    Durable, ForgetLink, forget_link,
    sign_up::{create_link, link_cell, renew_link},
};
use downbeat_session::{Role, kinds, text};
use downbeat_store::{Doer, LinkRecord, SessionRecord, Transaction};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::found::{check, stored, unknown};
use crate::{
    access::{Caller, Permissions, Standing},
    app::App,
    once::Once,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

const LINKS_MAX: u32 = 100;
pub const PARTICIPANT_CHARS_MAX: usize = 64;

pub struct Links;

/// What whoever holds the link may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum, Serialize, Deserialize)]
#[oai(rename_all = "snake_case")]
enum LinkRole {
    Owner,
    Moderator,
    Participant,
    Table,
    Viewer,
    Overlay,
}

#[derive(Debug, Object)]
struct NewLinkBody {
    role: LinkRole,
    /// Whose seat it is, where a kind has seats: 1 to 64 characters.
    participant: Option<String>,
}

/// A link without its token.
#[derive(Debug, Object)]
struct LinkSummary {
    id: Uuid,
    role: String,
    participant: Option<String>,
    created_ms: i64,
}

#[derive(Debug, Object)]
struct LinkPage {
    items: Vec<LinkSummary>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct Link {
    id: Uuid,
    session_id: Uuid,
    role: String,
    participant: Option<String>,
    token: String,
    url: String,
}

#[derive(Debug, Clone, Object, Serialize, Deserialize)]
pub struct MadeLink {
    pub id: Uuid,
    pub token: String,
    pub url: String,
}

#[derive(ApiResponse)]
enum Made {
    /// It was made.
    #[oai(status = 201)]
    Link(Json<MadeLink>),
}

#[derive(ApiResponse)]
enum Ended {
    /// It opens nothing any more.
    #[oai(status = 204)]
    Ended,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Links {
    /// List links
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/links", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<LinkPage> {
        stored(&app, &caller, id.0, Permissions::TIES).await?;
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let links = app.store.links(id.0, page.before, page.limit).await?;
        let next = page.next(&links, |link| link.id);
        let summary = |link: LinkRecord| {
            let LinkRecord { id, role, participant, created_ms, .. } = link;
            LinkSummary { id, role, participant, created_ms }
        };
        Ok(Json(LinkPage { items: links.into_iter().map(summary).collect(), next }))
    }

    /// Create a link
    ///
    /// A token makes links of roles that it could act in itself: `viewer` and
    /// `overlay` need `sessions:read`; `participant`, `table` and `moderator`
    /// also `sessions:command`; `owner` needs every scope. A link is good until
    /// it or its session is ended, also when the token that made it has ended. A kind
    /// may have links of some roles only; others are 422.
    /// Scope: `links:write`.
    #[oai(path = "/sessions/:id/links", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        new: Json<NewLinkBody>,
    ) -> Result<Made, Refusal> {
        let role = role(new.role);
        let wanted = to_grant(role);
        caller.may(wanted)?;
        let participant = participant(new.participant.as_deref())?;
        let (record, _) = stored(&app, &caller, id.0, wanted).await?;
        fitting(&record, role)?;
        let what = ("POST links", id.0, new.role, participant);
        let once = match Once::begin(&app, &caller, key.0, &what).await? {
            Ok(answered) => return Ok(Made::Link(Json(answered))),
            Err(once) => once,
        };
        let transaction = app.store.begin().await?;
        // Of links that are made at once each counts those before it, and none is made
        // for a session that ends.
        if !transaction.hold_session(id.0).await? {
            return Err(unknown());
        }
        let made = make_link(&app, &transaction, (id.0, role, participant), &caller.doer).await?;
        once.keep(&transaction, &made).await?;
        transaction.commit().await?;
        Ok(Made::Link(Json(made)))
    }

    /// Get a link
    ///
    /// A token copies links of the roles that it may make. Scope: `links:write`.
    #[oai(path = "/links/:id", method = "get")]
    async fn copy(&self, app: Data<&Arc<App>>, caller: Caller, id: Path<Uuid>) -> Answer<Link> {
        let (link, standing) = find(&app, &caller, id.0).await?;
        let role = known_role(&link)?;
        check(&caller, &standing, to_grant(role))?;
        let sealed = link.sealed.as_deref().ok_or_else(|| {
            Refusal::conflict("not_kept", "this link cannot be copied: rotate it for a new one")
        })?;
        let token = app.keys.open(link_cell(&link.id.to_string()), sealed);
        let token = token.map_err(|error| Refusal::internal(&error))?;
        let token = String::from_utf8_lossy(&token).into_owned();
        let url = url(&app, link.session_id, role, &token);
        let LinkRecord { id, session_id, participant, .. } = link;
        let role = role.as_str().to_owned();
        Ok(Json(Link { id, session_id, role, participant, token, url }))
    }

    /// Reset a link
    ///
    /// The old one opens nothing any more, and every socket that came in by it
    /// is closed at once. The link keeps its id, and whoever holds it stays who they
    /// are to the session. A token replaces links of the roles that it may make.
    /// Scope: `links:write`.
    #[oai(path = "/links/:id/rotate", method = "post")]
    async fn rotate(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
    ) -> Answer<MadeLink> {
        caller.may(Permissions::LINKS)?;
        let once = match Once::begin(&app, &caller, key.0, &("rotate link", id.0)).await? {
            Ok(answered) => return Ok(Json(answered)),
            Err(once) => once,
        };
        let (old, standing) = find(&app, &caller, id.0).await?;
        let role = known_role(&old)?;
        check(&caller, &standing, to_grant(role))?;
        let transaction = app.store.begin().await?;
        let token = renew_link(&transaction, &app.keys, &old, &caller.doer).await?;
        let token = token.ok_or_else(|| Refusal::not_found("link"))?;
        let url = url(&app, old.session_id, role, &token);
        let made = MadeLink { id: old.id, token, url };
        once.keep(&transaction, &made).await?;
        let forget_it = ForgetLink::replaced(old.id, old.hash).job()?;
        let enqueued = transaction.enqueue(&[forget_it]).await?;
        transaction.commit().await?;
        forget(&app, &old).await;
        app.queue.announce(&enqueued).await;
        Ok(Json(made))
    }

    /// Delete a link
    ///
    /// Every socket that came in by it is closed at once. Scope: `links:write`.
    #[oai(path = "/links/:id", method = "delete")]
    async fn end(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Ended, Refusal> {
        let (link, _) = find(&app, &caller, id.0).await?;
        end_link(&app, &link, &caller.doer).await?;
        Ok(Ended::Ended)
    }
}

/// Makes a link of a session that is held, unless it has as many as it may.
pub async fn make_link(
    app: &App,
    transaction: &Transaction,
    link: (Uuid, Role, Option<&str>),
    doer: &Doer,
) -> Result<MadeLink, Refusal> {
    let (session, role, _) = link;
    let (id, token) = create_link(transaction, &app.keys, link, doer).await?;
    if transaction.count_links(session).await? > i64::from(LINKS_MAX) {
        let detail = format!("a session has {LINKS_MAX} links at most: end one first");
        return Err(Refusal::conflict("too_many", detail));
    }
    let url = url(app, session, role, &token);
    Ok(MadeLink { id, token, url })
}

/// Ends a link: whoever came in by it goes.
pub async fn end_link(app: &App, link: &LinkRecord, doer: &Doer) -> Result<(), Refusal> {
    let transaction = app.store.begin().await?;
    transaction.revoke_link(link.id, doer).await?;
    let enqueued = transaction.enqueue(&[ForgetLink::ended(link.id).job()?]).await?;
    transaction.commit().await?;
    forget(app, link).await;
    app.queue.announce(&enqueued).await;
    Ok(())
}

async fn find(app: &App, caller: &Caller, id: Uuid) -> Result<(LinkRecord, Standing), Refusal> {
    caller.may(Permissions::LINKS)?;
    let link = app.store.link_by_id(id).await?.ok_or_else(|| Refusal::not_found("link"))?;
    // To others there is no such link, as there is no such session.
    let found = stored(app, caller, link.session_id, Permissions::LINKS).await;
    let (_, standing) = found.map_err(|refusal| match refusal {
        Refusal::NotFound(_) => Refusal::not_found("link"),
        other => other,
    })?;
    Ok((link, standing))
}

/// Kinds differ in who may come by a link.
fn fitting(record: &SessionRecord, role: Role) -> Result<(), Refusal> {
    let kind = kinds::named(&record.kind).ok_or_else(|| Refusal::not_found("kind"))?;
    if kind.links.contains(&role) {
        return Ok(());
    }
    let message = match kind.links {
        [] => format!("a session of the kind {} has no links", kind.name),
        roles => {
            let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            format!("links of the kind {} are: {}", kind.name, words.join(", "))
        }
    };
    Err(Refusal::invalid(vec![FieldError::new("role", message)]))
}

/// Whoever hands out a role may all that its bearer then may.
pub const fn to_grant(role: Role) -> Permissions {
    Permissions::LINKS.and(Permissions::of_role(role))
}

/// A role that this release does not know is handed to nobody.
fn known_role(link: &LinkRecord) -> Result<Role, Refusal> {
    Role::named(&link.role).ok_or_else(|| {
        Refusal::conflict("unknown_role", "this release does not know the role of this link")
    })
}

/// At once; the job does it again should this fail.
async fn forget(app: &App, link: &LinkRecord) {
    let told = forget_link(&app.live, link.session_id, link.id, link.hash).await;
    if let Err(error) = told {
        tracing::warn!(link = %link.id, %error, "a job will tell that a link ended");
    }
}

/// Overlays have a page of their own. Elsewhere the token is what a browser
/// does not send.
fn url(app: &App, session: Uuid, role: Role, token: &str) -> String {
    let base = &app.public_url;
    match role {
        Role::Overlay => format!("{base}/overlay/{token}"),
        _ => format!("{base}/join/{session}#{token}"),
    }
}

const fn role(role: LinkRole) -> Role {
    match role {
        LinkRole::Owner => Role::Owner,
        LinkRole::Moderator => Role::Moderator,
        LinkRole::Participant => Role::Participant,
        LinkRole::Table => Role::Table,
        LinkRole::Viewer => Role::Viewer,
        LinkRole::Overlay => Role::Overlay,
    }
}

fn participant(given: Option<&str>) -> Result<Option<&str>, Refusal> {
    let Some(given) = given.map(str::trim) else { return Ok(None) };
    if text::is_text(given, PARTICIPANT_CHARS_MAX) {
        return Ok(Some(given));
    }
    let message = format!("1 to {PARTICIPANT_CHARS_MAX} characters");
    Err(Refusal::invalid(vec![FieldError::new("participant", message)]))
}
