//! What may be asked of an expedition. All but one is Downbeat's own: it follows
//! what was written to rows.

use schemars::JsonSchema;
use serde::Deserialize;
use uuid::Uuid;

use super::{
    State,
    event::{Seating, Why},
    facts::Facts,
    terms::Departing,
};
use crate::{
    Problem,
    kinds::mission::{camp::NAME_CHARS_MAX, resolver::PARTY_MAX},
    text,
};

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Says whether one is ready to leave.
    Ready {
        on: bool,
        /// For whom Downbeat says it; nobody else may say so of others.
        survivor: Option<Uuid>,
    },
    /// Downbeat's own: somebody takes a seat.
    Seat(Seating),
    /// Downbeat's own: somebody leaves it.
    Unseat { survivor: Uuid, why: Why },
    /// Downbeat's own: another one is the host.
    HandOver { survivor: Uuid },
    /// Downbeat's own: the party leaves.
    Depart(Departing),
    /// Downbeat's own: somebody turns back.
    TurnBack { survivor: Uuid, from_ms: i64 },
    /// Downbeat's own: the host ends it.
    Recall { from_ms: i64 },
    /// Downbeat's own: rows say how it is.
    Reconcile(Facts),
}

impl Command {
    pub fn problems(&self, state: &State) -> Vec<Problem> {
        match self {
            Self::Seat(seating) => problems(seating),
            Self::Depart(departing) => departing.problems(state.config.difficulty),
            Self::Ready { .. }
            | Self::Unseat { .. }
            | Self::HandOver { .. }
            | Self::TurnBack { .. }
            | Self::Recall { .. }
            | Self::Reconcile(_) => Vec::new(),
        }
    }
}

fn problems(seating: &Seating) -> Vec<Problem> {
    let problem =
        |good: bool, field: &str, limit: &str| (!good).then(|| Problem::new(field, limit));
    let slot = problem(usize::from(seating.slot) < PARTY_MAX, "slot", "0 to 3");
    let is_name = text::is_text(&seating.name, NAME_CHARS_MAX);
    let name = problem(is_name, "name", "1 to 20 characters");
    slot.into_iter().chain(name).collect()
}
