//! What people say against each other, and what staff make of it.

use std::sync::Arc;

use downbeat_session::text;
use downbeat_store::{NewReport, Report as Stored, Reports as Which};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::Value;
use uuid::Uuid;

use super::moderation::permitted;
use crate::{
    access::{Admin, Caller, Reader},
    admin::reason,
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
    session::lines,
};

/// Of those that were said last.
const LINES_KEPT: usize = 20;
const TEXT_CHARS_MAX: usize = 1_000;
/// Of one seat in a day.
const REPORTS_MAX: i64 = 20;

pub struct Reporting;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum ReportReason {
    Spam,
    Abuse,
    Harm,
    Illegal,
    Other,
}

#[derive(Debug, Object)]
struct ReportBody {
    /// Against whom.
    seat: Option<Uuid>,
    /// Against which line.
    n: Option<i64>,
    reason: ReportReason,
    /// 1 to 1,000 characters.
    text: Option<String>,
}

#[derive(Debug, Object)]
struct RoomReport {
    id: Uuid,
    /// The room's.
    session_id: Uuid,
    seat: Option<Uuid>,
    /// As they were called.
    name: Option<String>,
    n: Option<i64>,
    reason: String,
    text: Option<String>,
    /// The last lines that were said then, 20 at most.
    lines: Value,
    made_ms: i64,
    closed_ms: Option<i64>,
    closed_by: Option<String>,
}

#[derive(Debug, Object)]
struct RoomReportPage {
    items: Vec<RoomReport>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct CloseReportBody {
    /// For the audit log, at most 200 characters.
    reason: Option<String>,
}

#[derive(Debug, Object)]
struct MadeReport {
    id: Uuid,
}

#[derive(ApiResponse)]
enum Reported {
    /// It is kept, for those in charge and for staff.
    #[oai(status = 201)]
    Report(Json<MadeReport>),
}

#[derive(ApiResponse)]
enum Closed {
    /// Nothing more is made of it.
    #[oai(status = 204)]
    Closed,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Reporting {
    /// Report somebody
    ///
    /// Or a line, with the last 20 that were said. By whoever may write there; 20 in a
    /// day. Scope: `sessions:command`.
    #[oai(path = "/sessions/:id/reports", method = "post")]
    async fn report(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        body: Json<ReportBody>,
    ) -> Result<Reported, Refusal> {
        let (hot, standing) = permitted(&app, &caller, id.0, ("react", None)).await?;
        let ReportBody { seat, n, reason, text } = body.0;
        let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        if text.is_some_and(|text| !text::is_text(text, TEXT_CHARS_MAX)) {
            let message = "1 to 1,000 characters";
            return Err(Refusal::invalid(vec![FieldError::new("text", message)]));
        }
        let lines = lines::latest(&app, id.0, &standing, LINES_KEPT).await?;
        let by = standing.actor.id.as_deref().and_then(|id| Uuid::parse_str(id).ok());
        let new = NewReport {
            id: Uuid::now_v7(),
            session: id.0,
            by_seat: by.unwrap_or(hot.owner),
            by_person: caller.who.account(),
            seat,
            n,
            reason: word(reason),
            text,
            lines,
        };
        let report = new.id;
        let transaction = app.store.begin().await?;
        if !transaction.make_report(new, REPORTS_MAX).await? {
            let detail = "you have made as many reports today as there may be";
            return Err(Refusal::conflict("too_many", detail));
        }
        transaction.commit().await?;
        Ok(Reported::Report(Json(MadeReport { id: report })))
    }

    /// List reports of a room
    ///
    /// Newest first. By the right `ban`. Scope: `sessions:command`.
    #[oai(path = "/sessions/:id/reports", method = "get")]
    async fn of_room(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<RoomReportPage> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        permitted(&app, &caller, id.0, ("ban", None)).await?;
        let which = Which { session: Some(id.0), is_open: false, before: page.before };
        listed(&app, page, which).await
    }

    /// List reports
    ///
    /// Of all rooms, newest first; those that are not closed, if you say so.
    #[oai(path = "/admin/reports", method = "get")]
    async fn all(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        open: Query<Option<bool>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<RoomReportPage> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let is_open = open.0.unwrap_or(false);
        listed(&app, page, Which { session: None, is_open, before: page.before }).await
    }

    /// Close a report
    #[oai(path = "/admin/reports/:id/close", method = "post")]
    async fn close(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<CloseReportBody>,
    ) -> Result<Closed, Refusal> {
        let why = reason(why.reason.as_deref())?;
        let transaction = app.store.begin().await?;
        if !transaction.close_report(id.0, &admin.0.doer, why).await? {
            return Err(Refusal::not_found("report"));
        }
        transaction.commit().await?;
        Ok(Closed::Closed)
    }
}

async fn listed(app: &App, page: Page, which: Which) -> Answer<RoomReportPage> {
    let reports = app.store.reports(which, page.limit).await?;
    let next = page.next(&reports, |report| report.id);
    Ok(Json(RoomReportPage { items: reports.into_iter().map(RoomReport::from).collect(), next }))
}

const fn word(reason: ReportReason) -> &'static str {
    match reason {
        ReportReason::Spam => "spam",
        ReportReason::Abuse => "abuse",
        ReportReason::Harm => "harm",
        ReportReason::Illegal => "illegal",
        ReportReason::Other => "other",
    }
}

impl From<Stored> for RoomReport {
    fn from(stored: Stored) -> Self {
        let Stored { id, session_id, seat, name, n, reason, text, lines, .. } = stored;
        let (made_ms, closed_ms, closed_by) = (stored.made_ms, stored.closed_ms, stored.closed_by);
        Self { id, session_id, seat, name, n, reason, text, lines, made_ms, closed_ms, closed_by }
    }
}
