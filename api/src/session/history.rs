//! What happened in a session: listed, exported, and seen as it was.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_job::fold;
use downbeat_session::{Beside, Rev, kinds};
use downbeat_store::{EventCursor, EventRow};
use poem::{Body, web::Data};
use poem_openapi::{
    ApiResponse, Object, OpenApi, ResponseContent,
    param::{Path, Query},
    payload::{Binary, Json},
};
use serde_json::Value;
use tokio::sync::Semaphore;
use uuid::Uuid;

use super::{
    export,
    file::{Bom, Format, attachment},
    found::stored,
};
use crate::{
    access::{Caller, Permissions},
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
};

/// Sessions that are seen as they were at once, in one process, and how long one
/// waits for its turn.
const FOLDS_MAX: usize = 4;
const PATIENCE: Duration = Duration::from_secs(2);

static FOLDS: Semaphore = Semaphore::const_new(FOLDS_MAX);

pub struct History;

/// Something that happened.
#[derive(Debug, Object)]
pub(super) struct HistoryEvent {
    pub(super) rev: String,
    /// Its place among the events of one rev.
    pub(super) seq: i16,
    pub(super) at_ms: i64,
    pub(super) name: String,
    /// Who asked for it: a role, and an id where there is one.
    pub(super) actor: Value,
    /// The event, its `name` included.
    pub(super) event: Value,
}

#[derive(Debug, Object)]
struct HistoryPage {
    items: Vec<HistoryEvent>,
    next: Option<String>,
}

/// A session as it was.
#[derive(Debug, Object)]
struct Past {
    rev: String,
    config_version: i64,
    view: Value,
}

#[derive(Debug, Object)]
struct Export {
    id: Uuid,
    kind: String,
    config: Value,
    config_version: i64,
    created_ms: i64,
    /// All of them, oldest first.
    events: Vec<HistoryEvent>,
}

#[derive(ApiResponse)]
enum File {
    /// The session as a file; in CSV it has a line for each event. A file that
    /// breaks off, for its connection was cut, is not whole.
    #[oai(status = 200)]
    Export(Content, #[oai(header = "Content-Disposition")] String),
}

#[derive(ResponseContent)]
enum Content {
    #[oai(actual_type = "Json<Export>")]
    Json(Body),
    #[oai(content_type = "text/csv; charset=utf-8")]
    Csv(Binary<Body>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl History {
    /// List events
    ///
    /// Oldest first, as far as it has reached Postgres: about a second behind.
    /// Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/events", method = "get")]
    async fn events(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<HistoryPage> {
        let (session, _) = stored(&app, &caller, id.0, Permissions::HISTORY).await?;
        let most = limit(most.0)?;
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        let rows = app.store.events(id.0, after, most).await?;
        let next = next(&rows, most);
        let items = rows.into_iter().map(|row| view(&session.kind, row)).collect();
        Ok(Json(HistoryPage { items, next }))
    }

    /// Export a session
    ///
    /// JSON, if no format is said. With all that had happened when it was asked for,
    /// as far as it has reached Postgres. In CSV, `bom=1` begins with a byte-order
    /// mark, and a text that a spreadsheet would take for a formula has an apostrophe
    /// before it. Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/export", method = "get")]
    async fn export(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        format: Query<Option<Format>>,
        bom: Query<Option<Bom>>,
    ) -> Result<File, Refusal> {
        let (session, _) = stored(&app, &caller, id.0, Permissions::HISTORY).await?;
        let last = app.store.last_events(id.0, 1).await?;
        let until = last.first().map(EventCursor::from);
        let pages = export::pages(app.store.clone(), id.0, until);
        let format = format.0.unwrap_or_default();
        let name = attachment(&format!("{}-{}", session.kind, session.id), format);
        let content = match format {
            Format::Csv => {
                let lines = export::csv(&session.kind, pages, bom.0.unwrap_or_default());
                Content::Csv(Binary(Body::from_bytes_stream(lines)))
            }
            Format::Json => Content::Json(Body::from_bytes_stream(export::json(&session, pages))),
        };
        Ok(File::Export(content, name))
    }

    /// Get a past state
    ///
    /// Votes are not events: a meter's bar is at its centre. 404 for a rev that
    /// never was or is too long ago. Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/at/:rev", method = "get")]
    async fn at(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        rev: Path<String>,
    ) -> Answer<Past> {
        let (_, standing) = stored(&app, &caller, id.0, Permissions::HISTORY).await?;
        let at: Rev = rev.0.parse().map_err(|_| Refusal::not_found("rev"))?;
        let numbers = (i64::try_from(at.incarnation), i64::try_from(at.rev));
        let (Ok(incarnation), Ok(number)) = numbers else {
            return Err(Refusal::not_found("rev"));
        };
        let _turn = turn(&FOLDS, PATIENCE).await?;
        let folded = fold::at(&app.store, id.0, (incarnation, number)).await?;
        let (session, at_ms) = folded.ok_or_else(|| Refusal::not_found("rev"))?;
        // A view is no older than the last event that it stands on.
        let view = session.view(&Beside::default(), standing.audience(), at_ms);
        Ok(Json(Past {
            rev: at.to_string(),
            config_version: i64::try_from(session.config_version()).unwrap_or(0),
            view: serde_json::from_slice(&view)?,
        }))
    }
}

/// One of those that are let in at once.
async fn turn(
    places: &Semaphore,
    patience: Duration,
) -> Result<tokio::sync::SemaphorePermit<'_>, Refusal> {
    let turn = clock::timeout(patience, places.acquire()).await;
    turn.ok()
        .and_then(Result::ok)
        .ok_or_else(|| Refusal::away("busy", "many look back at this moment: try again"))
}

pub(super) fn view(kind: &str, row: EventRow) -> HistoryEvent {
    let EventRow { session_id: _, incarnation, rev, seq, at_ms, name, payload, actor, .. } = row;
    let rev = format!("{incarnation}-{rev}");
    HistoryEvent { rev, seq, at_ms, name, actor, event: kinds::shown(kind, payload) }
}

fn next(rows: &[EventRow], limit: u32) -> Option<String> {
    let is_full = u32::try_from(rows.len()).is_ok_and(|count| count >= limit);
    let last = rows.last().filter(|_| is_full).map(EventCursor::from);
    last.map(|EventCursor { incarnation, rev, seq }| format!("{incarnation}.{rev}.{seq}"))
}

pub fn read_cursor(text: &str) -> Result<EventCursor, Refusal> {
    let mut parts = text.split('.');
    let mut part = || parts.next()?.parse().ok();
    let read = (|| Some((part()?, part()?, part()?)))();
    let cursor = read.and_then(|(incarnation, rev, seq): (i64, i64, i64)| {
        Some(EventCursor { incarnation, rev, seq: i16::try_from(seq).ok()? })
    });
    cursor.ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn so_many_look_back_at_once_and_no_more() {
        let places = Semaphore::new(1);
        let first = turn(&places, PATIENCE).await.unwrap();
        let second = turn(&places, Duration::from_millis(10)).await;
        assert!(matches!(second, Err(Refusal::Unavailable(..))));
        drop(first);
        drop(turn(&places, PATIENCE).await.unwrap());
    }
}
