//! `/api/v1/drafts`: what somebody is writing, kept while they write.

use std::sync::Arc;

use downbeat_job::journal::{DraftAnswer, NewDraft as Putting, Shown, Theirs};
use downbeat_live::DraftPlace;
use downbeat_session::journal::{DraftOf, DraftRev, draft::NoRev, limits::DRAFT_BYTES_MAX};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Header, Path},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use super::Writer;
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Problems, Refusal},
    tags::Tags,
};

pub struct Drafts;

/// What a draft is of.
#[derive(Debug, Clone, Object)]
struct DraftAbout {
    /// `entry`, `mood`, `answer`, `message`, `comment` or `edit`.
    what: String,
    /// The id of the prompt that is answered, of the circle of a message, of what is
    /// commented on, of the message or comment that is edited. Of an entry the one that is
    /// edited, null for a new one; null for a mood.
    #[oai(rename = "in")]
    inside: Option<Uuid>,
}

#[derive(Debug, Object)]
struct PutDraft {
    /// The rev that the text goes on from; null for a new draft.
    base: Option<String>,
    /// The newest rev that was told as durable.
    durable: Option<String>,
    /// The page that it is written in.
    editor: Uuid,
    /// Higher with each change of that page.
    seq: u64,
    of: DraftAbout,
    /// At most 64 KiB of JSON.
    content: Value,
}

#[derive(Debug, Object)]
struct DraftTaken {
    rev: String,
    /// The newest rev that Postgres has: up to there a page may forget its own copy.
    durable: Option<String>,
}

#[derive(Debug, Object)]
struct DraftYours {
    id: Uuid,
    rev: String,
}

#[derive(Debug, Object)]
struct DraftTheirs {
    rev: String,
    editor: Uuid,
    at_ms: i64,
}

#[derive(Debug, Object)]
struct DraftConflict {
    /// Always `conflict`.
    code: String,
    detail: String,
    /// Where your text is kept: a draft of its own.
    yours: DraftYours,
    theirs: DraftTheirs,
}

#[derive(Debug, Object)]
struct DraftShown {
    id: Uuid,
    rev: String,
    durable: Option<String>,
    editor: Uuid,
    at_ms: i64,
    of: DraftAbout,
    /// The draft that this was to be, where another text stood.
    copy_of: Option<Uuid>,
    content: Value,
}

#[derive(Debug, Object)]
struct DraftList {
    items: Vec<DraftShown>,
}

#[derive(ApiResponse)]
enum Put {
    /// It is in live Redis, sealed; what is `durable` is in Postgres.
    #[oai(status = 200)]
    Taken(Json<DraftTaken>),
    /// Another text stands there, which yours does not go on from. Both are kept.
    #[oai(status = 409)]
    Conflict(Json<DraftConflict>),
}

#[derive(ApiResponse)]
enum Gone {
    /// It is gone.
    #[oai(status = 204)]
    Gone,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Drafts {
    /// List drafts
    ///
    /// Your own, what you wrote last first.
    #[oai(path = "/drafts", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<DraftList> {
        let writer = Writer::of(&app, &caller)?;
        let drafts = writer.vault.shown_drafts(writer.user).await?;
        let items = drafts.into_iter().map(view).collect::<Result<_, _>>()?;
        Ok(Json(DraftList { items }))
    }

    /// Put a draft
    ///
    /// The id is the page's own, a new one for each text. A text is taken if it goes on
    /// from the one that stands there, in the same page or by its `base`; else it is kept
    /// as a copy: 409 `conflict`. Equal texts never conflict. 50 drafts, then 409 `full`;
    /// 503 `drafts_full` where all drafts together have no room.
    #[oai(path = "/drafts/:id", method = "put")]
    async fn put(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<PutDraft>,
    ) -> Result<Put, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let new = read(body.0)?;
        let place = DraftPlace { user: writer.user, id: id.0 };
        Ok(match writer.vault.put_draft(place, &new).await? {
            DraftAnswer::Taken { rev, durable } => Put::Taken(Json(DraftTaken {
                rev: rev.to_string(),
                durable: durable.map(|rev| rev.to_string()),
            })),
            DraftAnswer::Copied { id, rev, theirs } => {
                Put::Conflict(Json(conflict((id, rev), &theirs)))
            }
        })
    }

    /// Get a draft
    #[oai(path = "/drafts/:id", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<DraftShown> {
        let writer = Writer::of(&app, &caller)?;
        let place = DraftPlace { user: writer.user, id: id.0 };
        let shown = writer.vault.shown_draft(place).await?;
        Ok(Json(view(shown.ok_or_else(unknown)?)?))
    }

    /// Throw a draft away
    ///
    /// `If-Match` is the rev that you saw: 412 `stale` when it was written on elsewhere.
    #[oai(path = "/drafts/:id", method = "delete")]
    async fn throw_away(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
    ) -> Result<Gone, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let given = if_match.0.ok_or_else(Refusal::match_required)?;
        let tags =
            Tags::read(&given).ok_or_else(|| Refusal::bad_header("if-match", "is no list"))?;
        let place = DraftPlace { user: writer.user, id: id.0 };
        let shown = writer.vault.shown_draft(place).await?.ok_or_else(unknown)?;
        let rev = shown.current.rev;
        if !tags.name(&rev.to_string()) {
            return Err(Refusal::stale(&rev.to_string()));
        }
        writer.vault.end_draft(place, rev).await?;
        Ok(Gone::Gone)
    }
}

fn read(given: PutDraft) -> Result<Putting, Refusal> {
    let PutDraft { base, durable, editor, seq, of, content } = given;
    let rev = |field: &str, text: Option<String>| -> Result<Option<DraftRev>, Refusal> {
        let wrong =
            |error: NoRev| Refusal::invalid(vec![FieldError::new(field, error.to_string())]);
        text.map(|text| text.parse().map_err(wrong)).transpose()
    };
    let of = DraftOf { what: of.what, inside: of.inside };
    let of = of.checked().map_err(|problem| Problems(vec![problem]))?;
    let content = serde_json::to_vec(&content)?;
    if content.len() > DRAFT_BYTES_MAX {
        return Err(Refusal::draft_too_large());
    }
    let (base, durable) = (rev("base", base)?, rev("durable", durable)?);
    Ok(Putting { base, durable, editor, seq, of, content })
}

fn conflict((id, rev): (Uuid, DraftRev), theirs: &Theirs) -> DraftConflict {
    let Theirs { rev: their_rev, editor, at_ms } = *theirs;
    DraftConflict {
        code: "conflict".to_owned(),
        detail: "another text stands there: yours is kept beside it".to_owned(),
        yours: DraftYours { id, rev: rev.to_string() },
        theirs: DraftTheirs { rev: their_rev.to_string(), editor, at_ms },
    }
}

fn view(shown: Shown) -> Result<DraftShown, Refusal> {
    let Shown { id, current, of, copy_of, content } = shown;
    Ok(DraftShown {
        id,
        rev: current.rev.to_string(),
        durable: current.durable.map(|rev| rev.to_string()),
        editor: current.editor,
        at_ms: current.at_ms,
        of: DraftAbout { what: of.what, inside: of.inside },
        copy_of,
        content: serde_json::from_slice(&content)?,
    })
}

fn unknown() -> Refusal {
    Refusal::not_found("draft")
}
