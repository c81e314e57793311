//! Rounds, as they are kept.

use std::sync::Arc;

use downbeat_store::{RoundCursor, RoundRecord};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi, ResponseContent,
    param::{Path, Query},
    payload::{Json, PlainText},
};
use uuid::Uuid;

use super::round::{Round, RoundDetail};
use crate::{
    access::{Caller, Permissions},
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
    session::{
        file::{Bom, Format, attachment},
        found::stored,
    },
};

pub struct Rounds;

#[derive(Debug, Object)]
struct RoundPage {
    items: Vec<Round>,
    next: Option<String>,
}

#[derive(ApiResponse)]
enum File {
    /// The round as a file; in CSV it has a line for each second, of the first six hours,
    /// and later for those with votes.
    #[oai(status = 200)]
    Round(Content, #[oai(header = "Content-Disposition")] String),
}

#[derive(ResponseContent)]
enum Content {
    Json(Json<Box<RoundDetail>>),
    #[oai(content_type = "text/csv; charset=utf-8")]
    Csv(PlainText<String>),
}

#[derive(ApiResponse)]
enum Deleted {
    /// It is gone.
    #[oai(status = 204)]
    Deleted,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Rounds {
    /// List rounds
    ///
    /// Newest first. A round is here about a second after it began. Scope:
    /// `sessions:read`.
    #[oai(path = "/sessions/:id/rounds", method = "get")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<RoundPage> {
        stored(&app, &caller, id.0, Permissions::HISTORY).await?;
        let most = limit(most.0)?;
        let behind = cursor.0.as_deref().map(read_cursor).transpose()?;
        let rounds = app.store.rounds(id.0, behind, most).await?;
        let is_full = u32::try_from(rounds.len()).is_ok_and(|count| count >= most);
        let last = rounds.last().filter(|_| is_full);
        let next = last.map(|last| format!("{}.{}", last.started_ms, last.id));
        let mut items = Vec::with_capacity(rounds.len());
        for record in rounds {
            let now = running(&app, id.0, &record).await;
            items.push(Round::of(record, now.as_deref())?);
        }
        Ok(Json(RoundPage { items, next }))
    }

    /// Get a round
    ///
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/rounds/:round", method = "get")]
    async fn one(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        round: Path<Uuid>,
    ) -> Answer<RoundDetail> {
        Ok(Json(detail(&app, &caller, id.0, round.0).await?))
    }

    /// Delete a round
    ///
    /// For good: its question, its result, who voted how often by second, and how
    /// many. The session's history still says that it was asked. One that runs is
    /// refused with 409 `round_running`. Scope: `sessions:write`.
    #[oai(path = "/sessions/:id/rounds/:round", method = "delete")]
    async fn delete(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        round: Path<Uuid>,
    ) -> Result<Deleted, Refusal> {
        stored(&app, &caller, id.0, Permissions::CONFIGURE).await?;
        let transaction = app.store.begin().await?;
        if !transaction.delete_round(id.0, round.0, &caller.doer).await? {
            let is_there = app.store.round(id.0, round.0).await?.is_some();
            let running =
                || Refusal::conflict("round_running", "it is not over yet: stop it first");
            return Err(if is_there { running() } else { Refusal::not_found("round") });
        }
        transaction.commit().await?;
        Ok(Deleted::Deleted)
    }

    /// Export a round
    ///
    /// JSON, if no format is said. `bom` and texts are as in a session's export.
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/rounds/:round/export", method = "get")]
    async fn export(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        round: Path<Uuid>,
        format: Query<Option<Format>>,
        bom: Query<Option<Bom>>,
    ) -> Result<File, Refusal> {
        let detail = detail(&app, &caller, id.0, round.0).await?;
        let format = format.0.unwrap_or_default();
        let name = attachment(&format!("round-{}", detail.round.id), format);
        let content = match format {
            Format::Csv => Content::Csv(PlainText(detail.csv(bom.0.unwrap_or_default()))),
            Format::Json => Content::Json(Json(Box::new(detail))),
        };
        Ok(File::Round(content, name))
    }
}

async fn detail(
    app: &App,
    caller: &Caller,
    session: Uuid,
    round: Uuid,
) -> Result<RoundDetail, Refusal> {
    stored(app, caller, session, Permissions::HISTORY).await?;
    let record = app.store.round(session, round).await?;
    let record = record.ok_or_else(|| Refusal::not_found("round"))?;
    let now = running(app, session, &record).await;
    let seconds = app.store.round_seconds(session, round).await?;
    Ok(RoundDetail::of(Round::of(record, now.as_deref())?, seconds))
}

/// The votes so far of a round that runs. Its record may be of a moment ago, when
/// another did.
async fn running(app: &App, session: Uuid, record: &RoundRecord) -> Option<Vec<u64>> {
    if record.ended_ms.is_some() {
        return None;
    }
    let hot = app.live.read(session).await.ok()??;
    let round = hot.session.tally_rules()?.round?;
    (round.id == record.id).then_some(hot.beside.tally.round)
}

pub fn read_cursor(text: &str) -> Result<RoundCursor, Refusal> {
    let read = text.split_once('.').and_then(|(started_ms, id)| {
        Some(RoundCursor { started_ms: started_ms.parse().ok()?, id: id.parse().ok()? })
    });
    read.ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}
