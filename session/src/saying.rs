//! What is said at a session and changes nothing of it.
//!
//! A kind says what becomes of a saying: who is told, whether it is kept as a line,
//! what is counted against whom. It never says it: telling, keeping and counting are
//! one step of live Redis, which takes it only while the session is as it was when
//! this was decided.

use serde_json::{Map, Value};

use crate::{Problem, Refused, Rejection};

/// What somebody says, its arguments not yet read.
#[derive(Debug, Clone, Copy)]
pub struct Say<'a> {
    pub name: &'a str,
    pub args: &'a Value,
    pub actor: &'a crate::Actor,
    pub limits: SayLimits,
}

/// How often one seat may say what, as the installation has it; 0: however often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SayLimits {
    pub lines_per_min: u32,
    pub lines_per_10_s: u32,
    /// Those of a burst are one.
    pub reactions_per_min: u32,
    pub signals_per_10_s: u32,
    pub reports_per_5_s: u32,
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Saying {
    pub name: &'static str,
    /// Who says it.
    pub seat: String,
    pub to: To,
    /// Seats that are told, with a mark, of lines that others do not see.
    pub orderly: Vec<String>,
    pub body: Map<String, Value>,
    /// The line of the log that it names, and by which member of the body.
    pub line: Option<(&'static str, u64)>,
    pub log: Log,
    pub windows: Vec<Window>,
    /// Told once for all that is said within so long.
    pub together_ms: Option<u64>,
    pub notes: Notes,
}

/// Who is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// All who take part.
    All,
    Seat(String),
    Nobody,
    /// Whoever says it, as if all were told.
    Themselves,
}

/// What it is to the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Log {
    /// Nothing of it is kept.
    None,
    /// It is a line, gets a number, and is kept for so long.
    Line { days: u32 },
    /// The line that it names loses its text: one's own within so long, or anybody's.
    /// A hidden one is named by its mark.
    Unsay { own_ms: i64, is_any: bool, mark: Option<u64> },
}

/// So many in any such time; 0: however many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// What is counted, of a seat.
    pub name: String,
    pub most: u32,
    pub ms: u64,
    /// What follows within so long is the same one.
    pub burst_ms: u64,
    /// What is answered once there were as many.
    pub code: &'static str,
    pub message: &'static str,
}

/// What it tells Downbeat beside what it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notes {
    /// People are here, and talk.
    pub in_use: bool,
    pub round_trip_ms: Option<u32>,
    /// What it counts for, and where in that.
    pub heat: Option<(String, i64)>,
}

/// Why something is not said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unsaid {
    Invalid(Vec<Problem>),
    Refused(Refused),
}

/// A word to some seats about themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub code: &'static str,
    /// None of them: all who take part.
    pub seats: Vec<String>,
}

impl Default for SayLimits {
    fn default() -> Self {
        Self {
            lines_per_min: 30,
            lines_per_10_s: 10,
            reactions_per_min: 10,
            signals_per_10_s: 200,
            reports_per_5_s: 1,
        }
    }
}

impl Window {
    /// One whose end is answered with `limited`.
    #[must_use]
    pub fn of(name: &str, most: u32, ms: u64) -> Self {
        let (code, message) = ("limited", "too many at once: wait a little");
        Self { name: name.to_owned(), most, ms, burst_ms: 0, code, message }
    }

    #[must_use]
    pub fn in_bursts(self, burst_ms: u64) -> Self {
        Self { burst_ms, ..self }
    }
}

impl Unsaid {
    #[must_use]
    pub fn forbidden() -> Self {
        Rejection::forbidden().into()
    }

    /// No saying of the kind.
    #[must_use]
    pub fn unknown() -> Self {
        Rejection::new("malformed", "there is no such saying").into()
    }
}

impl From<Rejection> for Unsaid {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(rejection.into())
    }
}

impl From<Refused> for Unsaid {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}
