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
        file::{Format, attachment},
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
    /// The round as a file; in CSV it has a line for each second with votes.
    #[oai(status = 200)]
    Round(Content, #[oai(header = "Content-Disposition")] String),
}

#[derive(ResponseContent)]
enum Content {
    Json(Json<Box<RoundDetail>>),
    #[oai(content_type = "text/csv; charset=utf-8")]
    Csv(PlainText<String>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl Rounds {
    /// The rounds of a meter
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

    /// A round, with its votes by second
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

    /// A round as a file
    ///
    /// JSON, if no format is said. Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/rounds/:round/export", method = "get")]
    async fn export(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        round: Path<Uuid>,
        format: Query<Option<Format>>,
    ) -> Result<File, Refusal> {
        let detail = detail(&app, &caller, id.0, round.0).await?;
        let format = format.0.unwrap_or_default();
        let name = attachment(&format!("round-{}", detail.round.id), format);
        let content = match format {
            Format::Csv => Content::Csv(PlainText(detail.csv())),
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
