//! Cases as those who decide see them: in a circle, and for the house.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use downbeat_boot::clock;
use downbeat_session::kinds::circle::Step;
use downbeat_store::{CaseRecord, CircleReport, CommentRecord, MessageRecord, Warned};
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
    /// A page of them, in its order: what they need is read for all at once.
    pub async fn page(
        app: &App,
        reading: &Reading,
        found: Vec<CaseRecord>,
    ) -> Result<Vec<Self>, Refusal> {
        let items: Vec<_> = found.iter().map(|case| (case.item_id, case.is_comment)).collect();
        let said = Said::of(app, reading, &items).await?;
        let ids: Vec<Uuid> = items.iter().map(|(id, _)| *id).collect();
        let mut reports: HashMap<Uuid, Vec<CaseReport>> = HashMap::new();
        for report in app.store.circle_reports(&ids, REPORTS_SHOWN).await? {
            let CircleReport { item_id, reason, text, made_ms: at_ms } = report;
            reports.entry(item_id).or_default().push(CaseReport { reason, text, at_ms });
        }
        let authors = found.iter().filter_map(|case| said.author(case));
        let authors: Vec<_> = authors.collect::<BTreeSet<_>>().into_iter().collect();
        let mut warned_ms: BTreeMap<Warned, Vec<i64>> = BTreeMap::new();
        for (whom, at_ms) in app.store.warnings_of(&authors).await? {
            warned_ms.entry(whom).or_default().push(at_ms);
        }
        let now_ms = clock::unix_ms();
        let shown = found.into_iter().map(|case| {
            let warned_ms = said.author(&case).and_then(|author| warned_ms.get(&author));
            let (message, comment) = said.read(reading, case.item_id);
            Self {
                id: case.item_id,
                message,
                comment,
                reason: (case.reason.as_deref() == Some("words")).then_some(CaseReason::Words),
                reports: reports.remove(&case.item_id).unwrap_or_default(),
                opened_ms: case.opened_ms,
                claimed_by: CircleAuthor::of(case.claimed_by, case.claimed_name),
                escalated: case.is_escalated,
                next: Step::next(warned_ms.map(Vec::as_slice).unwrap_or_default(), now_ms).into(),
            }
        });
        Ok(shown.collect())
    }
}

/// What a page of cases or appeals is about.
pub struct Said {
    messages: HashMap<Uuid, MessageRecord>,
    comments: HashMap<Uuid, CommentRecord>,
}

impl Said {
    /// Of items, and whether each is a comment.
    pub async fn of(app: &App, reading: &Reading, items: &[(Uuid, bool)]) -> Result<Self, Refusal> {
        let those = |are_comments: bool| -> Vec<Uuid> {
            items.iter().filter(|(_, is)| *is == are_comments).map(|(id, _)| *id).collect()
        };
        let messages = app.store.messages_named(&those(false), reading.viewer).await?;
        let comments = app.store.comments_named(&those(true), reading.viewer).await?;
        Ok(Self {
            messages: messages.into_iter().map(|record| (record.id, record)).collect(),
            comments: comments.into_iter().map(|record| (record.id, record)).collect(),
        })
    }

    /// The message or the comment, as they who decide read it.
    pub fn read(
        &self,
        reading: &Reading,
        id: Uuid,
    ) -> (Option<CircleMessage>, Option<CircleComment>) {
        let message = self.messages.get(&id).map(|record| reading.message(record.clone()));
        let comment = self.comments.get(&id).map(|record| reading.comment(record.clone()));
        (message, comment)
    }

    /// Who said what a case is about.
    fn author(&self, case: &CaseRecord) -> Option<Warned> {
        let message = || self.messages.get(&case.item_id).and_then(|record| record.author);
        let comment = || self.comments.get(&case.item_id).and_then(|record| record.author);
        let person = if case.is_comment { comment() } else { message() };
        person.map(|person| Warned { circle: case.circle_id, person })
    }
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
