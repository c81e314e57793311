//! `/api/v1/circles`: made, found, changed, deleted and had back.

use std::sync::Arc;

use downbeat_session::{
    kinds::circle::{
        Config, Privacy, Rank,
        limits::{CHANGED_MIND_DAYS, MEMBERSHIPS_MAX},
    },
    text,
};
use downbeat_store::{AuditEntry, CircleCursor, CircleFilter};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    daily::rezone,
    discovering::{List, discover},
    limits::{self, Act},
    pages::Stale,
    shown::Circle,
    visit::{KEEP_ORDER, Visit, account, viewer},
    words::{CircleCategory, CircleLinks, CirclePrivacy},
};
use crate::{
    access::{Caller, Maker},
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Problems, Refusal},
    session::found::matched,
};

pub const SEARCH_CHARS_MAX: usize = 100;

pub struct Circles;

/// What a circle is set to. In a change, what is left out or null stays as it is.
#[derive(Debug, Default, Object)]
pub struct CircleBody {
    kind: Option<CirclePrivacy>,
    /// 1 to 60 characters.
    name: Option<String>,
    /// 500 at most.
    description: Option<String>,
    /// 2,000 at most.
    about: Option<String>,
    /// Ten of 200 characters at most.
    rules: Option<Vec<String>>,
    /// Eight of 30 at most; they are kept in lower case.
    tags: Option<Vec<String>>,
    category: Option<CircleCategory>,
    /// One character; an empty text for none.
    icon: Option<String>,
    /// As `#1a2b3c`, two at most.
    colors: Option<Vec<String>>,
    /// Of its days (IANA).
    zone: Option<String>,
    /// 2 to 100,000; 0 for no limit.
    members_max: Option<u32>,
    /// Seconds between two messages of a member, 3,600 at most.
    slow_s: Option<u32>,
    /// Nobody but moderators writes.
    frozen: Option<bool>,
    links: Option<CircleLinks>,
    /// Whether a moderator looks at the first three messages of whoever is new.
    hold_newcomers: Option<bool>,
    /// Whether members may say something without their name.
    anonymous: Option<bool>,
    /// What whoever wants to join is asked, 200 characters at most; an empty text for
    /// nothing.
    question: Option<String>,
}

#[derive(Debug, Object)]
struct CirclePage {
    items: Vec<Circle>,
    next: Option<String>,
    /// Whether they are as they were at `as_of_ms`: what is true now cannot be said.
    stale: bool,
    /// Null unless they are stale.
    as_of_ms: Option<i64>,
}

#[derive(ApiResponse)]
enum Made {
    /// It was made. The `ETag` is its version.
    #[oai(status = 201)]
    Circle(Json<Circle>, #[oai(header = "ETag")] String, #[oai(header = "Location")] String),
}

#[derive(ApiResponse)]
enum Read {
    /// The circle. The `ETag` is its version.
    #[oai(status = 200)]
    Circle(Json<Circle>, #[oai(header = "ETag")] String),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Circles {
    /// List circles
    ///
    /// Public ones, the one that was active last first, by category, tag and a part of
    /// the name or the description. With `mine`, those that you are in or asked to join,
    /// and those that keep a place for you. The first of all may be in the order of some
    /// minutes ago. Scope: `sessions:read`.
    #[oai(path = "/circles", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        mine: Query<Option<bool>>,
        category: Query<Option<CircleCategory>>,
        tag: Query<Option<String>>,
        q: Query<Option<String>>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<CirclePage> {
        let viewer = viewer(&maker)?;
        let most = limit(most.0)?;
        if mine.0.unwrap_or(false) {
            let user = viewer.ok_or_else(Refusal::signed_out)?;
            let items = of_person(&app, user).await?;
            return Ok(Json(CirclePage { items, next: None, stale: false, as_of_ms: None }));
        }
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        let category = category.0.map(|category| json!(category));
        let tag = searched("tag", tag.0)?.map(|tag| text::folded(&tag));
        let search = searched("q", q.0)?;
        let filter = CircleFilter {
            category: category.as_ref().and_then(|it| it.as_str()),
            tag: tag.as_deref(),
            text: search.as_deref(),
        };
        let List { items, next, as_of_ms } = discover(&app, viewer, (filter, after), most).await?;
        Ok(Json(CirclePage { items, next, stale: as_of_ms.is_some(), as_of_ms }))
    }

    /// Make a circle
    ///
    /// You are its owner. Two in a day; 50 memberships a person, then 409
    /// `too_many_circles`. Scope: `sessions:write`.
    #[oai(path = "/circles", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<CircleBody>,
    ) -> Result<Made, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let config = body.0.onto(Config::default())?.checked().map_err(Problems)?;
        limits::take(&app, user, Act::Circle).await?;
        let id = Uuid::now_v7();
        let transaction = app.store.begin().await?;
        if transaction.count_circles(user).await? >= MEMBERSHIPS_MAX {
            return Err(too_many());
        }
        transaction.make_circle(id, &json!(config), user).await?;
        let details = json!({ "name": config.name, "kind": config.kind });
        note(&transaction, &caller, "circle.make", id, details).await?;
        transaction.commit().await?;
        app.kinds.pages.set(id).await;
        let circle = Circle::of(&Visit::of(&app, Some(user), id, None).await?);
        Ok(Made::Circle(Json(circle), "\"1\"".into(), format!("/api/v1/circles/{id}")))
    }

    /// Get a circle
    ///
    /// What one may see of it: to whoever is not in a private circle it is not there,
    /// unless they are invited; a secret of an invitation goes in `X-Invitation`.
    /// Scope: `sessions:read`.
    #[oai(path = "/circles/:id", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        id: Path<Uuid>,
        #[oai(name = "X-Invitation")] invitation: Header<Option<String>>,
    ) -> Result<Read, Refusal> {
        let viewer = viewer(&maker)?;
        match Visit::of(&app, viewer, id.0, invitation.0.as_deref()).await {
            Err(away @ Refusal::Unavailable(..)) => {
                let Some(stale) = app.kinds.pages.stale_page(id.0, viewer).await else {
                    return Err(away);
                };
                let Stale { value: (visit, _), as_of_ms } = stale;
                Ok(tagged(Circle::stale(&visit, as_of_ms), visit.circle.version))
            }
            visit => Ok(shown(&visit?)),
        }
    }

    /// Change a circle
    ///
    /// By admins. `If-Match` is the `ETag` of what you read. One that becomes more open
    /// keeps what was said before to those who are in it. Scope: `sessions:write`.
    #[oai(path = "/circles/:id", method = "patch")]
    async fn change(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<CircleBody>,
    ) -> Result<Read, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Admin)?;
        visit.open()?;
        matched(if_match.0.as_deref(), visit.circle.version)?;
        let (before, zone) = (visit.config.kind, visit.config.zone.clone());
        let config = body.0.onto(visit.config)?.checked().map_err(Problems)?;
        let is_opened = openness(config.kind) > openness(before);
        transaction.set_circle(id.0, &json!(config), is_opened).await?;
        if config.zone != zone {
            rezone(&transaction, id.0, &config.zone).await?;
        }
        let details = json!({ "kind": config.kind });
        note(&transaction, &caller, "circle.change", id.0, details).await?;
        transaction.commit().await?;
        app.kinds.pages.set(id.0).await;
        Ok(shown(&Visit::of(&app, Some(user), id.0, None).await?))
    }

    /// Delete a circle
    ///
    /// By its owner, who may have it back for seven days. `If-Match` is the `ETag` of what
    /// you read. Scope: `sessions:write`.
    #[oai(path = "/circles/:id", method = "delete")]
    async fn delete(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
    ) -> Result<Read, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Owner)?;
        visit.open()?;
        matched(if_match.0.as_deref(), visit.circle.version)?;
        transaction.set_closing(id.0, Some(CHANGED_MIND_DAYS)).await?;
        note(&transaction, &caller, "circle.delete", id.0, json!({})).await?;
        transaction.commit().await?;
        app.kinds.pages.set(id.0).await;
        Ok(shown(&Visit::of(&app, Some(user), id.0, None).await?))
    }

    /// Have a circle back
    ///
    /// By its owner, within seven days. Scope: `sessions:write`.
    #[oai(path = "/circles/:id/restore", method = "post")]
    async fn restore(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Read, Refusal> {
        let user = account(&caller, KEEP_ORDER)?;
        let transaction = app.store.begin().await?;
        let visit = Visit::held(&transaction, user, id.0).await?;
        visit.at_least(Rank::Owner)?;
        if visit.circle.closing_ms.is_none() {
            return Err(Refusal::conflict("wrong_state", "this circle is not deleted"));
        }
        transaction.set_closing(id.0, None).await?;
        note(&transaction, &caller, "circle.restore", id.0, json!({})).await?;
        transaction.commit().await?;
        app.kinds.pages.set(id.0).await;
        Ok(shown(&Visit::of(&app, Some(user), id.0, None).await?))
    }
}

/// As the audit log names one.
const KIND: &str = "circle";

/// What is done to a circle, in the audit log.
pub async fn note(
    transaction: &downbeat_store::Transaction,
    caller: &Caller,
    action: &'static str,
    circle: Uuid,
    details: serde_json::Value,
) -> Result<(), Refusal> {
    let (doer, target_id) = (&caller.doer, circle.to_string());
    let entry = AuditEntry { doer, action, target_kind: KIND, target_id, reason: None, details };
    Ok(transaction.note(&entry).await?)
}

pub fn too_many() -> Refusal {
    let detail = format!("you are in {MEMBERSHIPS_MAX} circles, which is all");
    Refusal::conflict("too_many_circles", detail)
}

async fn of_person(app: &App, user: Uuid) -> Result<Vec<Circle>, Refusal> {
    let mut items = Vec::new();
    for (circle, member) in app.store.circles_of(user, MEMBERSHIPS_MAX).await? {
        let visit = Visit::made(circle, Some(member))?;
        items.extend(visit.is_seen().then(|| Circle::of(&visit)));
    }
    for (circle, _) in app.store.invitations_to(user, MEMBERSHIPS_MAX).await? {
        if items.iter().any(|known| known.id == circle) {
            continue;
        }
        match Visit::of(app, Some(user), circle, None).await {
            Ok(visit) => items.push(Circle::of(&visit)),
            Err(Refusal::NotFound(_)) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(items)
}

const fn openness(kind: Privacy) -> u8 {
    match kind {
        Privacy::Private => 0,
        Privacy::InviteOnly => 1,
        Privacy::Public => 2,
    }
}

impl CircleBody {
    fn onto(self, config: Config) -> Result<Config, Refusal> {
        let texts = [&self.name, &self.description, &self.about, &self.zone, &self.question];
        if texts.into_iter().flatten().any(|text| text.contains('\0')) {
            return Err(Refusal::invalid(vec![FieldError::new("circle", "must hold no NUL")]));
        }
        Ok(Config {
            kind: self.kind.map_or(config.kind, Into::into),
            name: self.name.unwrap_or(config.name),
            description: self.description.unwrap_or(config.description),
            about: self.about.unwrap_or(config.about),
            rules: self.rules.unwrap_or(config.rules),
            tags: self.tags.unwrap_or(config.tags),
            category: self.category.map_or(config.category, Into::into),
            icon: self.icon.or(config.icon),
            colors: self.colors.unwrap_or(config.colors),
            zone: self.zone.unwrap_or(config.zone),
            members_max: self.members_max.or(config.members_max),
            slow_s: self.slow_s.unwrap_or(config.slow_s),
            frozen: self.frozen.unwrap_or(config.frozen),
            links: self.links.map_or(config.links, Into::into),
            hold_newcomers: self.hold_newcomers.unwrap_or(config.hold_newcomers),
            anonymous: self.anonymous.unwrap_or(config.anonymous),
            question: self.question.or(config.question),
        })
    }
}

fn shown(visit: &Visit) -> Read {
    tagged(Circle::of(visit), visit.circle.version)
}

fn tagged(circle: Circle, version: i64) -> Read {
    Read::Circle(Json(circle), format!("\"{version}\""))
}

/// A text to look for, if there is one in what was given.
pub fn searched(field: &str, given: Option<String>) -> Result<Option<String>, Refusal> {
    let given = given.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    if given.as_deref().is_none_or(|it| text::is_text(it, SEARCH_CHARS_MAX)) {
        return Ok(given);
    }
    let message = format!("1 to {SEARCH_CHARS_MAX} characters");
    Err(Refusal::invalid(vec![FieldError::new(field, message)]))
}

pub fn read_cursor(text: &str) -> Result<CircleCursor, Refusal> {
    let read = || {
        let (active_ms, id) = text.split_once('.')?;
        Some(CircleCursor { active_ms: active_ms.parse().ok()?, id: id.parse().ok()? })
    };
    read().ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}
