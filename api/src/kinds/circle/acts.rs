//! What a moderator may make of an item, and who sits where it is decided.

use downbeat_session::kinds::circle::{Rank, Step};
use downbeat_store::{AuditEntry, Doer, Transaction};
use poem_openapi::{Enum, Object};
use serde_json::Value;
use uuid::Uuid;

use super::{
    members::{AHEAD, is_ahead},
    visit::Visit,
};
use crate::refusal::{FieldError, Refusal};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
pub enum DecisionAct {
    /// Nothing is to be done.
    Dismiss,
    /// It is shown, whatever is said against this version.
    Keep,
    Hide,
    Remove,
    /// Comes to more the more warnings there were.
    Warn,
    /// Whoever said it reads only, until then.
    Restrict,
    /// Whoever said it is kept out, until then or for good.
    Ban,
    /// The house decides about it, or whoever comes first.
    Escalate,
    /// Only a line for other moderators.
    Note,
}

impl DecisionAct {
    const ALL: [Self; 9] = [
        Self::Dismiss,
        Self::Keep,
        Self::Hide,
        Self::Remove,
        Self::Warn,
        Self::Restrict,
        Self::Ban,
        Self::Escalate,
        Self::Note,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Dismiss => "dismiss",
            Self::Keep => "keep",
            Self::Hide => "hide",
            Self::Remove => "remove",
            Self::Warn => "warn",
            Self::Restrict => "restrict",
            Self::Ban => "ban",
            Self::Escalate => "escalate",
            Self::Note => "note",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.as_str() == name)
    }

    /// Whether whoever said it is told.
    pub const fn is_told(self) -> bool {
        matches!(self, Self::Hide | Self::Remove | Self::Warn | Self::Restrict | Self::Ban)
    }

    /// Whether the case stays open.
    pub const fn leaves_open(self) -> bool {
        matches!(self, Self::Escalate | Self::Note)
    }
}

impl From<Step> for DecisionAct {
    fn from(step: Step) -> Self {
        match step {
            Step::Warn => Self::Warn,
            Step::RestrictDay | Step::RestrictWeek => Self::Restrict,
            Step::Ban => Self::Ban,
        }
    }
}

#[derive(Debug, Object)]
pub struct DecisionBody {
    pub act: DecisionAct,
    /// The circle's rule that it is about: its place in the list, from 0.
    pub rule: Option<u8>,
    /// 500 characters at most.
    pub reason: Option<String>,
    /// Until when, of `restrict` (needed) and `ban`.
    pub until_ms: Option<i64>,
}

impl DecisionBody {
    /// Whether the times of an act are as they have to be.
    pub fn is_timed(&self) -> Result<(), Refusal> {
        let is_good = match self.act {
            DecisionAct::Restrict => self.until_ms.is_some_and(is_ahead),
            DecisionAct::Ban => self.until_ms.is_none_or(is_ahead),
            _ => self.until_ms.is_none(),
        };
        if is_good {
            return Ok(());
        }
        Err(Refusal::invalid(vec![FieldError::new("until_ms", AHEAD)]))
    }
}

/// What was decided, and what it came to.
#[derive(Debug, Clone, Copy, Object)]
pub struct CircleDecision {
    pub id: Uuid,
    pub act: DecisionAct,
    /// Of a warning `warn`, `restrict` or `ban`; else the act itself.
    pub came_to: DecisionAct,
    pub until_ms: Option<i64>,
}

/// Who decides: those who keep order in a circle, or the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bench {
    Circle(Uuid),
    House,
}

/// What is decided about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Matter {
    Case(Uuid),
    Appeal(Uuid),
}

impl Bench {
    pub fn is_house(self) -> bool {
        self == Self::House
    }

    /// Somebody who may decide, at a circle that is held and goes on.
    pub async fn seat(
        self,
        transaction: &Transaction,
        user: Uuid,
        circle: Uuid,
    ) -> Result<Visit, Refusal> {
        let visit = match self {
            Self::Circle(_) => Visit::held(transaction, user, circle).await?,
            Self::House => Visit::of_house(transaction, user, circle).await?,
        };
        visit.at_least(Rank::Moderator)?;
        visit.open()?;
        Ok(visit)
    }

    /// The line of the audit log: of what the circle's own people decide it is about the
    /// circle; of what the house does about the thing, with its reason, as all that is done
    /// in the console.
    pub fn entry<'a>(
        self,
        doer: &'a Doer,
        matter: Matter,
        reason: Option<&'a str>,
        details: Value,
    ) -> AuditEntry<'a> {
        let (action, target_kind, id) = match (self, matter) {
            (Self::Circle(circle), Matter::Case(_)) => ("circle.decide", "circle", circle),
            (Self::Circle(circle), Matter::Appeal(_)) => ("circle.appeal", "circle", circle),
            (Self::House, Matter::Case(id)) => ("case.decide", "case", id),
            (Self::House, Matter::Appeal(id)) => ("appeal.decide", "appeal", id),
        };
        let (target_id, reason) = (id.to_string(), reason.filter(|_| self.is_house()));
        AuditEntry { doer, action, target_kind, target_id, reason, details }
    }
}
