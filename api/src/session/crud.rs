//! Sessions as people configure them: listed, made, read, changed, ended.

use std::sync::Arc;

use downbeat_job::{Durable, SyncConfig, erasure::end_session};
use downbeat_session::{Description, kinds};
use downbeat_store::{Own, SessionRecord, StoreError};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    fixed::{not_fixed, take_effect},
    found::{activating, allowed, changeable, matched, stored, unknown, woken},
    guest::small,
    making::{Making, configure, create, taken},
    merge::{merge, no_nul, patch},
    shown::{Session, remembered, shown, view},
    summary::{SessionSummary, statuses},
};
use crate::{
    access::{Caller, Maker, Permissions, Standing},
    app::App,
    kinds as by_kind,
    once::Once,
    paging::Page,
    refusal::{Answer, FieldError, Problems, Refusal},
};

const SEARCH_CHARS_MAX: usize = 100;
/// How often a change is merged anew, while others save.
const MERGES_MAX: u32 = 5;

pub struct Sessions;

#[derive(Debug, Object)]
struct SessionPage {
    items: Vec<SessionSummary>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct NewSessionBody {
    kind: String,
    /// What is left out has its default.
    config: Option<Value>,
}

#[derive(ApiResponse)]
enum Read {
    /// The session. The `ETag` is its config's version.
    #[oai(status = 200)]
    Session(Json<Session>, #[oai(header = "ETag")] String),
}

#[derive(ApiResponse)]
enum Made {
    /// It was made.
    #[oai(status = 201)]
    Session(Json<Session>, #[oai(header = "ETag")] String, #[oai(header = "Location")] String),
}

#[derive(ApiResponse)]
enum Gone {
    /// It is ended.
    #[oai(status = 204)]
    Ended,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Sessions {
    /// List sessions
    ///
    /// Newest first; of one kind, with a part of the title, and of some statuses, if you
    /// say so: `status=running,paused`. `none` is that of a session to which nothing
    /// happened yet. Scope: `sessions:read`.
    #[oai(path = "/sessions", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        kind: Query<Option<String>>,
        search: Query<Option<String>>,
        status: Query<Option<String>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<SessionPage> {
        caller.may_of_own(Permissions::CONFIG)?;
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let statuses = status.0.as_deref().map(statuses).transpose()?;
        let own = Own {
            owner: caller.user_id,
            kind: kind.0.as_deref().map(named).transpose()?.map(|kind| kind.name),
            search: search.0.as_deref().map(searched).transpose()?,
            statuses: statuses.as_deref(),
            with_children: false,
        };
        let found = app.store.sessions_of(own, page.before, page.limit).await?;
        let next = page.next(&found, |session| session.id);
        Ok(Json(SessionPage { items: found.into_iter().map(SessionSummary::of).collect(), next }))
    }

    /// Create a session
    ///
    /// A meter belongs to your Twitch channel, and so does a camp of missions; there is
    /// one of each: a second is refused with 409 `exists`. Scope: `sessions:write`.
    ///
    /// A timer needs no account. A browser that makes one without is a guest from
    /// then on: it is given a cookie, which opens what it made. A guest has 20 timers
    /// at most (409 `too_many`), of 16 KiB each, and what it does not use for 30 days
    /// ends. Whoever signs in there takes them over. An `Idempotency-Key` is the
    /// guest's, so without the cookie it is nobody's, and 400 `bad_header`.
    #[oai(path = "/sessions", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        maker: Maker,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        new: Json<NewSessionBody>,
    ) -> Result<Made, Refusal> {
        let given = new.0.config.unwrap_or_else(|| json!({}));
        let making = Making { kind: &new.0.kind, given: &given };
        let caller = match maker {
            Maker::Known(caller) => caller,
            Maker::New(newcomer) => {
                if key.0.is_some() {
                    let why = "is for whoever has a credential: leave it out the first time";
                    return Err(Refusal::bad_header("idempotency-key", why));
                }
                let kind = named(making.kind).ok().filter(|kind| kind.is_for_guests);
                let kind = kind.ok_or_else(Refusal::signed_out)?;
                by_kind::may_make_as_guest(&app, kind.name)?;
                let config = making.checked(kind)?;
                let arriving = newcomer.arrive(kind).await?;
                small(&arriving.caller, &config)?;
                let once = Once::of(&arriving.caller, None, &())?;
                let session =
                    create(&app, &arriving.caller, &making, (&once, Some(arriving.guest)));
                let session = session.await?;
                return Ok(made(seen(&app, &arriving.keep(), session).await?));
            }
        };
        caller.may_of_own(Permissions::CONFIGURE)?;
        let once = Once::of(&caller, key.0, &(making.kind, making.given))?;
        let session = match once.answer::<Session>(&app).await? {
            Some(answered) if !answered.is_draft() => return Ok(made(answered)),
            Some(draft) => draft,
            None => create(&app, &caller, &making, (&once, None)).await?,
        };
        let session = seen(&app, &caller, session).await?;
        Ok(made(once.settle(&app, session, Session::is_draft).await?))
    }

    /// Get a session
    ///
    /// A cold one is brought back first; one that takes too long is 503
    /// `activating`. Scope: `sessions:read`.
    #[oai(path = "/sessions/:id", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Read, Refusal> {
        caller.may(Permissions::CONFIG)?;
        let record = match app.store.find(id.0).await {
            Err(error) if error.is_unavailable() => {
                let hot = app.live.read(id.0).await?.ok_or(error)?;
                let standing = allowed(&app, &caller, &hot, Permissions::CONFIG).await?;
                return Ok(read(remembered(&hot, &standing)?));
            }
            found => found?.ok_or_else(unknown)?,
        };
        let standing = allowed(&app, &caller, &record, Permissions::CONFIG).await?;
        let hot = match app.live.read(record.id).await? {
            Some(hot) => hot,
            None => woken(&app, record.id).await?.ok_or_else(activating)?,
        };
        Ok(read(view(record, Some(&hot), &standing)?))
    }

    /// Update a session
    ///
    /// What is given is merged into what is stored (RFC 7396); lists are
    /// replaced. `If-Match` is the `ETag` of what you read: 412 `stale` when
    /// somebody saved meanwhile. It may be a list, and `*` is whatever is stored
    /// (RFC 9110, 13.1.1). What has no effect any more once the session has begun
    /// is 409 `started`, with the fields in `errors`. Scope: `sessions:write`.
    #[oai(path = "/sessions/:id", method = "patch")]
    async fn change(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<Value>,
    ) -> Result<Read, Refusal> {
        caller.may(Permissions::CONFIGURE)?;
        let patch = patch(&body.0)?;
        let mut left = MERGES_MAX;
        let (record, standing, config, has_rules, changed) = loop {
            let (record, standing) = stored(&app, &caller, id.0, Permissions::CONFIGURE).await?;
            matched(if_match.0.as_deref(), record.config_version)?;
            changeable(&record)?;
            let kind = kinds::named(&record.kind).ok_or_else(|| Refusal::not_found("kind"))?;
            let mut config = record.config.clone();
            merge(&mut config, patch);
            let config = (kind.check)(&config).map_err(Problems)?;
            no_nul(&config)?;
            small(&caller, &config)?;
            taken(&app, kind, &config)?;
            let has_rules = not_fixed(&app, kind, &record, &config).await?;
            let jobs = [SyncConfig { session: record.id }.job()?];
            let (expected, saved) = (Some(record.config_version), config.clone());
            match app.store.edit(record.id, expected, saved, &caller.doer, &jobs).await {
                // `*` or another tag may name what somebody saved meanwhile, too.
                Err(StoreError::Stale { .. }) if left > 0 => left -= 1,
                changed => break (record, standing, config, has_rules, changed?),
            }
        };
        // Told at once; the job, which comes after it, repairs what this cannot.
        if has_rules {
            take_effect(&app, &record, (&config, &changed), &caller.doer).await?;
        } else {
            configure(&app, record.id, changed.version, &config).await;
        }
        app.queue.announce(&changed.enqueued).await;
        let hot = app.live.read(record.id).await.ok().flatten();
        let record = SessionRecord { config, config_version: changed.version, ..record };
        Ok(read(view(record, hot.as_ref(), &standing)?))
    }

    /// Delete a session
    ///
    /// For good: who watches it is told, and what it listened to is not wanted
    /// any more. Scope: `sessions:write`.
    #[oai(path = "/sessions/:id", method = "delete")]
    async fn end(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
    ) -> Result<Gone, Refusal> {
        let (record, _) = stored(&app, &caller, id.0, Permissions::END).await?;
        changeable(&record)?;
        let expected = matched(if_match.0.as_deref(), record.config_version)?;
        let transaction = app.store.begin().await?;
        let by = (&caller.doer, None);
        let ended = end_session(&transaction, record.id, expected, by).await?;
        let enqueued = transaction.enqueue(&ended.jobs).await?;
        transaction.commit().await?;
        if let Err(error) = ended.tell(&app.live, record.id).await {
            tracing::warn!(session = %record.id, %error, "a job will tell that a session ended");
        }
        app.queue.announce(&enqueued).await;
        Ok(Gone::Ended)
    }
}

/// A kind whose sessions people make and list.
pub fn named(kind: &str) -> Result<&'static Description, Refusal> {
    kinds::named(kind).filter(|kind| kind.is_made()).ok_or_else(|| {
        let message = format!("`{kind:.40}` is no kind of session");
        Refusal::invalid(vec![FieldError::new("kind", message)])
    })
}

/// What a list is searched for.
fn searched(text: &str) -> Result<&str, Refusal> {
    if text.chars().count() <= SEARCH_CHARS_MAX && !text.contains('\0') {
        return Ok(text);
    }
    let message = format!("at most {SEARCH_CHARS_MAX} characters, none of them NUL");
    Err(Refusal::invalid(vec![FieldError::new("search", message)]))
}

/// As it is now, where it can be brought up at once.
async fn seen(app: &App, caller: &Caller, session: Session) -> Result<Session, Refusal> {
    let hot = woken(app, session.id).await.unwrap_or_default();
    shown(session, hot.as_ref(), &Standing::own(&caller.who))
}

fn read(session: Session) -> Read {
    let tag = tag(&session);
    Read::Session(Json(session), tag)
}

fn made(session: Session) -> Made {
    let (tag, place) = (tag(&session), format!("/api/v1/sessions/{}", session.id));
    Made::Session(Json(session), tag, place)
}

fn tag(session: &Session) -> String {
    format!("\"{}\"", session.config_version)
}
