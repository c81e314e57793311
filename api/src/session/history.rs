//! What happened in a session: listed, exported, and seen as it was.

use std::{fmt::Write, sync::Arc};

use downbeat_job::fold::fold;
use downbeat_session::{Beside, Rev};
use downbeat_store::{EventCursor, EventRow};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi, ResponseContent,
    param::{Path, Query},
    payload::{Json, PlainText},
};
use serde_json::Value;
use uuid::Uuid;

use super::{
    file::{Format, attachment, csv_field},
    found::stored,
};
use crate::{
    access::{Caller, Permissions},
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
};

const EXPORTED_MAX: u32 = 20_000;

pub struct History;

/// Something that happened.
#[derive(Debug, Object)]
struct HistoryEvent {
    rev: String,
    /// Its place among the events of one rev.
    seq: i16,
    at_ms: i64,
    name: String,
    /// Who asked for it: a role, and an id where there is one.
    actor: Value,
    /// The event, its `name` included.
    event: Value,
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
    events: Vec<HistoryEvent>,
    /// Where `/events` goes on, if there are more than 20,000.
    next: Option<String>,
}

#[derive(ApiResponse)]
enum File {
    /// The session as a file; in CSV it has a line for each event.
    #[oai(status = 200)]
    Export(Content, #[oai(header = "Content-Disposition")] String),
}

#[derive(ResponseContent)]
enum Content {
    Json(Json<Box<Export>>),
    #[oai(content_type = "text/csv; charset=utf-8")]
    Csv(PlainText<String>),
}

#[OpenApi(prefix_path = "/api/v1")]
impl History {
    /// What happened in a session
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
        stored(&app, &caller, id.0, Permissions::HISTORY).await?;
        let most = limit(most.0)?;
        let after = cursor.0.as_deref().map(read_cursor).transpose()?;
        let rows = app.store.events(id.0, after, most).await?;
        let next = next(&rows, most);
        Ok(Json(HistoryPage { items: rows.into_iter().map(view).collect(), next }))
    }

    /// Everything about a session, as a file
    ///
    /// JSON, if no format is said. Scope: `sessions:read`.
    #[oai(path = "/sessions/:id/export", method = "get")]
    async fn export(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        format: Query<Option<Format>>,
    ) -> Result<File, Refusal> {
        let (session, _) = stored(&app, &caller, id.0, Permissions::HISTORY).await?;
        let rows = app.store.events(id.0, None, EXPORTED_MAX).await?;
        let next = next(&rows, EXPORTED_MAX);
        let format = format.0.unwrap_or_default();
        let name = attachment(&format!("{}-{}", session.kind, session.id), format);
        let events = rows.into_iter().map(view).collect();
        if format == Format::Csv {
            return Ok(File::Export(Content::Csv(PlainText(csv(events))), name));
        }
        let export = Export {
            id: session.id,
            kind: session.kind,
            config: session.config,
            config_version: session.config_version,
            created_ms: session.created_ms,
            events,
            next,
        };
        Ok(File::Export(Content::Json(Json(Box::new(export))), name))
    }

    /// A session as it was at a rev
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
        let (snapshot, events) = app.store.history_until(id.0, (incarnation, number)).await?;
        let is_there = |(it, rev): (i64, i64)| (it, rev) == (incarnation, number);
        let last = events.last().map(|event| (event.incarnation, event.rev));
        let last = last.or(snapshot.as_ref().map(|kept| (kept.incarnation, kept.rev)));
        let folded = fold(snapshot.as_ref(), &events)?.filter(|_| last.is_some_and(is_there));
        let session = folded.ok_or_else(|| Refusal::not_found("rev"))?;
        // A view is no older than the last event that it stands on.
        let at_ms = events.last().map_or(0, |event| event.at_ms);
        let view = session.view(&Beside::default(), standing.audience(), at_ms);
        Ok(Json(Past {
            rev: at.to_string(),
            config_version: i64::try_from(session.config_version()).unwrap_or(0),
            view: serde_json::from_slice(&view)?,
        }))
    }
}

fn view(row: EventRow) -> HistoryEvent {
    let EventRow { session_id: _, incarnation, rev, seq, at_ms, name, payload, actor, .. } = row;
    let rev = format!("{incarnation}-{rev}");
    HistoryEvent { rev, seq, at_ms, name, actor, event: payload }
}

/// A line for each event; what is particular to it stands as JSON at the end.
fn csv(events: Vec<HistoryEvent>) -> String {
    let mut csv = String::from("rev,seq,at_ms,name,role,actor,event\r\n");
    for HistoryEvent { rev, seq, at_ms, name, actor, event } in events {
        let text = |member: &str| csv_field(actor[member].as_str().unwrap_or_default());
        let (role, who) = (text("role"), text("id"));
        let event = csv_field(&event.to_string());
        let _ = write!(csv, "{rev},{seq},{at_ms},{name},{role},{who},{event}\r\n");
    }
    csv
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
