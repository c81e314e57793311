//! Sessions as people configure them: listed, made, read, changed, ended.

use std::sync::Arc;

use downbeat_job::{Durable, SyncConfig, erasure::end_session, sign_up::listen};
use downbeat_live::{CommandError, Hot};
use downbeat_session::{Description, id, kinds};
use downbeat_store::{NewSession, Own, SessionRecord, StoreError};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    found::{activating, allowed, matched, stored, unknown, woken},
    merge::{merge, no_nul, patch},
};
use crate::{
    access::{Caller, Permissions, Standing},
    app::App,
    once::Once,
    paging::Page,
    refusal::{Answer, FieldError, Problems, Refusal},
};

const SEARCH_CHARS_MAX: usize = 100;
/// How often a change is merged anew, while others save.
const MERGES_MAX: u32 = 5;

pub struct Sessions;

/// A session: what it is set to, and how it is now.
#[derive(Debug, Clone, Object, Serialize, Deserialize)]
pub struct Session {
    id: Uuid,
    kind: String,
    config: Value,
    config_version: i64,
    /// Null while it is not known how the session is: it is being brought back,
    /// or live Redis is away. Null, too, where a token without `sessions:read`
    /// made or changed it.
    rev: Option<String>,
    view: Option<Value>,
    /// True while Postgres is away: the config is the one that is in force, and
    /// a newer one may have been saved.
    #[oai(skip_serializing_if_is_none)]
    #[serde(skip_serializing_if = "Option::is_none")]
    stale: Option<bool>,
}

#[derive(Debug, Object)]
pub struct SessionSummary {
    id: Uuid,
    kind: String,
    /// As its config has it; null for kinds without.
    title: Option<String>,
    /// As its config has it; null for kinds without.
    mode: Option<String>,
    /// As its last recorded event left it, `running` say; null where nothing
    /// happened yet, and for kinds without.
    status: Option<String>,
    config_version: i64,
    created_ms: i64,
    updated_ms: i64,
}

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
    /// Your sessions
    ///
    /// Newest first; of one kind, and with a part of the title, if you say so.
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        kind: Query<Option<String>>,
        search: Query<Option<String>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<SessionPage> {
        caller.may(Permissions::CONFIG)?;
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let own = Own {
            owner: caller.user_id,
            kind: kind.0.as_deref().map(named).transpose()?.map(|kind| kind.name),
            search: search.0.as_deref().map(searched).transpose()?,
            with_children: false,
        };
        let found = app.store.sessions_of(own, page.before, page.limit).await?;
        let next = page.next(&found, |session| session.id);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let summary = |session: SessionRecord| SessionSummary {
            title: text(&session.config["title"]),
            mode: text(&session.config["mode"]),
            status: session.status,
            id: session.id,
            kind: session.kind,
            config_version: session.config_version,
            created_ms: session.created_ms,
            updated_ms: session.updated_ms,
        };
        Ok(Json(SessionPage { items: found.into_iter().map(summary).collect(), next }))
    }

    /// Make a session
    ///
    /// A meter belongs to your Twitch channel, and there is one: a second is
    /// refused with 409 `exists`. Scope: `sessions:write`.
    #[oai(path = "/sessions", method = "post")]
    async fn make(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        #[oai(name = "Idempotency-Key")] key: Header<Option<String>>,
        new: Json<NewSessionBody>,
    ) -> Result<Made, Refusal> {
        caller.may(Permissions::CONFIGURE)?;
        let given = new.0.config.unwrap_or_else(|| json!({}));
        let once = match Once::begin(&app, &caller, key.0, &(&new.0.kind, &given)).await? {
            Ok(answered) => return Ok(made(answered)),
            Err(once) => once,
        };
        let kind = named(&new.0.kind)?;
        let config = (kind.check)(&given).map_err(Problems)?;
        no_nul(&config)?;
        let record = create(&app, &caller, kind, config, &once).await?;
        let hot = woken(&app, record.id).await.unwrap_or_default();
        Ok(made(view(record, hot.as_ref(), &Standing::own(&caller.who))))
    }

    /// A session
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
                let place = (id.0, hot.owner);
                let standing = allowed(&app, &caller, place, Permissions::CONFIG).await?;
                return Ok(read(remembered(&hot, &standing)));
            }
            found => found?.ok_or_else(unknown)?,
        };
        let place = (record.id, record.owner);
        let standing = allowed(&app, &caller, place, Permissions::CONFIG).await?;
        let hot = match app.live.read(record.id).await? {
            Some(hot) => hot,
            None => woken(&app, record.id).await?.ok_or_else(activating)?,
        };
        Ok(read(view(record, Some(&hot), &standing)))
    }

    /// Change a session's config
    ///
    /// What is given is merged into what is stored (RFC 7396); lists are
    /// replaced. `If-Match` is the `ETag` of what you read: 412 `stale` when
    /// somebody saved meanwhile. It may be a list, and `*` is whatever is stored
    /// (RFC 9110, 13.1.1). Scope: `sessions:write`.
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
        let (record, standing, config, changed) = loop {
            let (record, standing) = stored(&app, &caller, id.0, Permissions::CONFIGURE).await?;
            matched(if_match.0.as_deref(), record.config_version)?;
            let kind = kinds::named(&record.kind).ok_or_else(|| Refusal::not_found("kind"))?;
            let mut config = record.config.clone();
            merge(&mut config, patch);
            let config = (kind.check)(&config).map_err(Problems)?;
            no_nul(&config)?;
            let jobs = [SyncConfig { session: record.id }.job()?];
            let (expected, saved) = (Some(record.config_version), config.clone());
            match app.store.edit(record.id, expected, saved, &caller.doer, &jobs).await {
                // `*` or another tag may name what somebody saved meanwhile, too.
                Err(StoreError::Stale { .. }) if left > 0 => left -= 1,
                changed => break (record, standing, config, changed?),
            }
        };
        // Told at once; the job, which comes after it, repairs what this cannot.
        let version = u64::try_from(changed.version).unwrap_or(0);
        configure(&app, record.id, version, &config).await;
        app.queue.announce(&changed.enqueued).await;
        let hot = app.live.read(record.id).await.ok().flatten();
        let record = SessionRecord { config, config_version: changed.version, ..record };
        Ok(read(view(record, hot.as_ref(), &standing)))
    }

    /// End a session
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
    kinds::named(kind).filter(|kind| !kind.is_inner).ok_or_else(|| {
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

/// The row, what it listens to, and the answer that is kept: one transaction.
async fn create(
    app: &App,
    caller: &Caller,
    kind: &'static Description,
    config: Value,
    once: &Once,
) -> Result<SessionRecord, Refusal> {
    let account = match kind.channel {
        Some(channel) => {
            let account = app.store.account_of(caller.user_id, channel.provider).await?;
            let detail = format!("a {} needs an account at {}", kind.name, channel.provider);
            Some(account.ok_or_else(|| Refusal::conflict("no_channel", detail))?)
        }
        None => None,
    };
    let id =
        account.as_ref().map_or_else(Uuid::now_v7, |account| id::derived(kind.name, &account.id));
    let shard = app.live.shard(id);
    let (owner, name) = (caller.user_id, kind.name.to_owned());
    let new = NewSession { id, kind: name, owner, config, shard, parent: None };
    let transaction = app.store.begin().await?;
    let version = transaction.create(new, &caller.doer).await.map_err(|error| match error {
        StoreError::Conflict => {
            let detail = format!("you have a {} already", kind.name);
            Refusal::conflict("exists", detail)
        }
        other => other.into(),
    })?;
    // One that was ended before is known to be: its jobs tell that it is back.
    let mut jobs = vec![SyncConfig { session: id }.job()?];
    if let (Some(channel), Some(account)) = (kind.channel, account) {
        jobs.push(listen(&transaction, channel, &account.id, id).await?);
    }
    let enqueued = transaction.enqueue(&jobs).await?;
    let record = transaction.session(id).await?.ok_or(StoreError::NotFound)?;
    once.keep(&transaction, &view(record.clone(), None, &Standing::own(&caller.who))).await?;
    transaction.commit().await?;
    configure(app, id, u64::try_from(version).unwrap_or(0), &record.config).await;
    app.queue.announce(&enqueued).await;
    Ok(record)
}

async fn configure(app: &App, session: Uuid, version: u64, config: &Value) {
    match app.live.configure(session, version, config).await {
        Ok(_) => {}
        Err(CommandError::Live(error)) => {
            tracing::warn!(%session, %error, "a job will tell a saved config");
        }
        Err(error) => tracing::warn!(%session, %error, "a job will tell a saved config"),
    }
}

/// As whoever asks may see it.
fn view(record: SessionRecord, hot: Option<&Hot>, standing: &Standing) -> Session {
    let hot = hot.filter(|_| standing.may.has(Permissions::LOOK));
    Session {
        id: record.id,
        kind: record.kind,
        config: record.config,
        config_version: record.config_version,
        rev: hot.map(|hot| hot.rev.to_string()),
        view: hot.map(|hot| seen(hot, standing)),
        stale: None,
    }
}

/// What live Redis alone knows.
fn remembered(hot: &Hot, standing: &Standing) -> Session {
    Session {
        id: hot.id,
        kind: hot.session.kind().to_owned(),
        config: hot.session.config(),
        config_version: i64::try_from(hot.session.config_version()).unwrap_or(0),
        rev: Some(hot.rev.to_string()),
        view: Some(seen(hot, standing)),
        stale: Some(true),
    }
}

fn seen(hot: &Hot, standing: &Standing) -> Value {
    serde_json::from_slice(&hot.view(standing.audience())).unwrap_or_default()
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
