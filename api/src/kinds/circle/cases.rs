//! Cases as those who decide see them: in a circle, and for the house.

use downbeat_boot::clock;
use downbeat_session::kinds::circle::Step;
use downbeat_store::CaseRecord;
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use super::said::{CircleAuthor, CircleComment, CircleMessage, Reading};
use crate::{
    app::App,
    refusal::{FieldError, Refusal},
};

const REPORTS_SHOWN: i64 = 20;

/// What somebody said against an item. Who did is not told.
#[derive(Debug, Object)]
struct CaseReport {
    reason: String,
    text: Option<String>,
    at_ms: i64,
}

/// What a warning of whoever said it comes to now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum NextWarning {
    Warn,
    /// They read only, for a day.
    RestrictDay,
    /// They read only, for a week.
    RestrictWeek,
    /// They are kept out for good.
    Ban,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum CaseReason {
    /// It has words that the circle looks out for.
    Words,
}

/// An item that waits for a moderator: one of the two is there.
#[derive(Debug, Object)]
pub struct CircleCase {
    id: Uuid,
    message: Option<CircleMessage>,
    comment: Option<CircleComment>,
    /// Why it waits where nobody reported it and whoever said it is not new.
    reason: Option<CaseReason>,
    /// Open ones, oldest first; 20 at most.
    reports: Vec<CaseReport>,
    opened_ms: i64,
    /// Who looks at it now.
    claimed_by: Option<CircleAuthor>,
    /// Whether the house may decide about it, too: it was asked to, or it has waited for
    /// three days.
    escalated: bool,
    next: NextWarning,
}

impl CircleCase {
    pub async fn of(app: &App, reading: &Reading, case: CaseRecord) -> Result<Self, Refusal> {
        let CaseRecord { item_id: id, circle_id, is_comment, opened_ms, .. } = case;
        let reports = app.store.circle_reports(id, REPORTS_SHOWN).await?;
        let reports = reports.into_iter().map(|report| CaseReport {
            reason: report.reason,
            text: report.text,
            at_ms: report.made_ms,
        });
        let (message, comment) = said(app, reading, (id, is_comment)).await?;
        let author = message.as_ref().map_or_else(
            || comment.as_ref().and_then(CircleComment::author),
            CircleMessage::author,
        );
        let warned_ms = match author {
            Some(author) => app.store.warnings(circle_id, author).await?,
            None => Vec::new(),
        };
        Ok(Self {
            id,
            message,
            comment,
            reason: (case.reason.as_deref() == Some("words")).then_some(CaseReason::Words),
            reports: reports.collect(),
            opened_ms,
            claimed_by: CircleAuthor::of(case.claimed_by, case.claimed_name),
            escalated: case.is_escalated,
            next: Step::next(&warned_ms, clock::unix_ms()).into(),
        })
    }
}

/// The message or the comment that something is about, with what they who decide read.
pub async fn said(
    app: &App,
    reading: &Reading,
    (id, is_comment): (Uuid, bool),
) -> Result<(Option<CircleMessage>, Option<CircleComment>), Refusal> {
    if is_comment {
        let comment = app.store.comment(id, reading.viewer).await?;
        return Ok((None, comment.map(|record| reading.comment(record))));
    }
    let message = app.store.message(id, reading.viewer).await?;
    Ok((message.map(|record| reading.message(record)), None))
}

/// Where a list of cases goes on.
pub fn next(found: &[CaseRecord], most: u32) -> Option<String> {
    let is_full = u32::try_from(found.len()).is_ok_and(|count| count >= most);
    let last = found.last().filter(|_| is_full)?;
    Some(format!("{}.{}", last.opened_ms, last.item_id))
}

pub fn read_cursor(text: &str) -> Result<(i64, Uuid), Refusal> {
    let read = || {
        let (opened_ms, item) = text.split_once('.')?;
        Some((opened_ms.parse().ok()?, item.parse().ok()?))
    };
    read().ok_or_else(|| {
        Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
    })
}

impl From<Step> for NextWarning {
    fn from(step: Step) -> Self {
        match step {
            Step::Warn => Self::Warn,
            Step::RestrictDay => Self::RestrictDay,
            Step::RestrictWeek => Self::RestrictWeek,
            Step::Ban => Self::Ban,
        }
    }
}
