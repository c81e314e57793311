//! What happens to an expedition.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{homecoming::Homecoming, terms::Terms, told::ToldLine};
use crate::kinds::mission::resolver::{Seed, Status};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    /// Also of who sits already, and is called or is otherwise now.
    Seated {
        seat: Seating,
    },
    Unseated {
        survivor: Uuid,
        why: Why,
    },
    HostChanged {
        survivor: Uuid,
    },
    Readied {
        survivor: Uuid,
        on: bool,
    },
    Departed {
        /// Public from now on.
        seal: String,
        ticks: u32,
        goal: u32,
        /// Shown to nobody.
        seed: Seed,
        terms: Box<Terms>,
    },
    Ticked {
        tick: u32,
        encounter: String,
        mends: bool,
        lines: Vec<ToldLine>,
    },
    TurnedBack {
        survivor: Uuid,
        /// The first tick that is due from then on is the last it meets.
        from_ms: i64,
    },
    /// All that is left comes so much later.
    Held {
        ms: i64,
    },
    /// It ends then.
    Recalled {
        from_ms: i64,
    },
    Ended {
        status: Status,
        /// Of a party that left.
        results: Option<Results>,
        /// Who may go out again.
        released: Vec<Uuid>,
    },
    /// Live Redis lost it while it went on.
    Recovered,
}

/// Who takes a seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seating {
    /// 0 to 3.
    pub slot: u8,
    pub survivor: Uuid,
    /// Whose it is; nil once the person is gone.
    pub user: Uuid,
    pub name: String,
    pub level: u8,
    pub injured: bool,
    pub marks: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    Left,
    Kicked,
    /// It is lost, retired or its person is gone.
    Gone,
}

/// How an expedition ended that had left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Results {
    pub ticks: u32,
    pub goal: u32,
    pub progress: u32,
    /// The last tick that was told.
    pub ended_at: u32,
    /// By slot.
    pub party: Vec<Homecoming>,
}
