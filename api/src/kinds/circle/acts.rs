//! What a moderator may make of an item, and who sits where it is decided.

use downbeat_session::kinds::circle::{Penalty, Rank};
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
    /// What is to be done, if its time is as it has to be.
    pub fn deed(&self) -> Result<Deed, Refusal> {
        match (self.act, self.until_ms) {
            (DecisionAct::Dismiss, None) => Ok(Deed::Dismiss),
            (DecisionAct::Keep, None) => Ok(Deed::Keep),
            (DecisionAct::Hide, None) => Ok(Deed::Hide),
            (DecisionAct::Remove, None) => Ok(Deed::Remove),
            (DecisionAct::Warn, None) => Ok(Deed::Warn),
            (DecisionAct::Restrict, Some(until_ms)) if is_ahead(until_ms) => {
                Ok(Deed::Restrict { until_ms })
            }
            (DecisionAct::Ban, until_ms) if until_ms.is_none_or(is_ahead) => {
                Ok(Deed::Ban { until_ms })
            }
            (DecisionAct::Escalate, None) => Ok(Deed::Escalate),
            (DecisionAct::Note, None) => Ok(Deed::Note),
            _ => Err(Refusal::invalid(vec![FieldError::new("until_ms", AHEAD)])),
        }
    }
}

/// An act with what it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    Dismiss,
    Keep,
    Hide,
    Remove,
    Warn,
    /// It always ends.
    Restrict {
        until_ms: i64,
    },
    /// For good without an end.
    Ban {
        until_ms: Option<i64>,
    },
    Escalate,
    Note,
}

impl Deed {
    pub const fn act(self) -> DecisionAct {
        match self {
            Self::Dismiss => DecisionAct::Dismiss,
            Self::Keep => DecisionAct::Keep,
            Self::Hide => DecisionAct::Hide,
            Self::Remove => DecisionAct::Remove,
            Self::Warn => DecisionAct::Warn,
            Self::Restrict { .. } => DecisionAct::Restrict,
            Self::Ban { .. } => DecisionAct::Ban,
            Self::Escalate => DecisionAct::Escalate,
            Self::Note => DecisionAct::Note,
        }
    }

    /// As it is kept and told: without one for what has no end.
    pub const fn until_ms(self) -> Option<i64> {
        match self {
            Self::Restrict { until_ms } => Some(until_ms),
            Self::Ban { until_ms } => until_ms,
            Self::Dismiss
            | Self::Keep
            | Self::Hide
            | Self::Remove
            | Self::Warn
            | Self::Escalate
            | Self::Note => None,
        }
    }
}

impl From<Penalty> for Deed {
    fn from(penalty: Penalty) -> Self {
        match penalty {
            Penalty::None => Self::Warn,
            Penalty::Restrict { until_ms } => Self::Restrict { until_ms },
            Penalty::Ban => Self::Ban { until_ms: None },
        }
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

#[cfg(test)]
mod tests {
    use downbeat_boot::clock;

    use super::*;

    fn deed(act: DecisionAct, until_ms: Option<i64>) -> Option<Deed> {
        DecisionBody { act, rule: None, reason: None, until_ms }.deed().ok()
    }

    #[test]
    fn a_restriction_has_an_end_and_nothing_else_needs_one() {
        let ahead_ms = clock::unix_ms() + 60_000;
        for act in DecisionAct::ALL {
            let (without, with) = (deed(act, None), deed(act, Some(ahead_ms)));
            assert_eq!(without.is_some(), act != DecisionAct::Restrict);
            let may_end = matches!(act, DecisionAct::Restrict | DecisionAct::Ban);
            assert_eq!(with.is_some(), may_end);
            for deed in [without, with].into_iter().flatten() {
                assert_eq!(deed.act(), act);
            }
            assert_eq!(with.and_then(Deed::until_ms), may_end.then_some(ahead_ms));
            assert_eq!(deed(act, Some(0)), None, "it is ahead");
        }
    }
}
