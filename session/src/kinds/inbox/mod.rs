//! inbox: what somebody is told, and what they are writing, on all of their pages at once.
//!
//! A person has one, whose id is their account's in another form. Its rows are the
//! person's notices; beside them stand the revs of drafts that were saved while it is
//! open, so that two editors see each other before they collide.

#[cfg(test)]
mod tests;
mod view;

pub use view::{LATEST_MAX, Notice, NoticeActor, Reading, View};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Actor, Audience, Beside, Delivery, Example, Kind, List, Note, Problem, READING, Rejection, Role,
};

/// Drafts of a person; they have no more.
pub(crate) const DRAFTS: List = List { name: "drafts", most: 50, shown: 50, note_bytes_max: 256 };
/// What makes an inbox of an account, and an account of an inbox; never changes.
const FORM: u128 = 0x1b0e_7c5d_2a94_4f63_8d11_c6f0_937e_52ab;

/// The inbox of an account.
#[must_use]
pub const fn of_account(account: Uuid) -> Uuid {
    Uuid::from_u128(account.as_u128() ^ FORM)
}

/// The account whose inbox it would be.
#[must_use]
pub const fn account_of(inbox: Uuid) -> Uuid {
    of_account(inbox)
}

/// The rev of a draft that was just saved.
#[must_use]
pub fn draft(id: Uuid, rev: &str) -> Note {
    Note { list: &DRAFTS, key: id.to_string(), value: json!({ "id": id, "rev": rev }) }
}

/// The name the marker type is listed under.
pub struct Inbox;

/// How somebody wants to be told is a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub config: Config,
}

impl Kind for Inbox {
    const NAME: &'static str = "inbox";
    const DELIVERY: Delivery = Delivery::Beat;
    const REJECTIONS: &'static [&'static str] = &["forbidden", "ended"];
    const COMMANDS: &'static [&'static str] = &[];
    const STATE_BYTES_MAX: usize = 256;
    const VIEW_BYTES_MAX: usize = 48 * 1024;
    const IS_OF_ROWS: bool = true;
    const BOARD: &'static [List] = &[READING, DRAFTS];
    const LINKS: &'static [Role] = &[];
    /// It is one person's.
    const AUDIENCES: &'static [Audience] = &[Audience::Public];

    type Config = Config;
    type State = State;
    type Command = ();
    type Event = ();
    type View<'a> = View;

    fn example() -> Example<Config> {
        Example { config: Config {}, commands: Vec::new(), secrets: Vec::new() }
    }

    fn largest() -> Example<Config> {
        Self::example()
    }

    fn check(_config: &Config) -> Vec<Problem> {
        Vec::new()
    }

    fn open(config: &Config, _now_ms: i64) -> State {
        State { config: *config }
    }

    fn decide(
        _state: &State,
        _beside: &Beside,
        (): (),
        _actor: &Actor,
        _now_ms: i64,
    ) -> Result<Vec<()>, Rejection> {
        Err(Rejection::forbidden())
    }

    fn apply(_state: &mut State, (): &(), _at_ms: i64) {}

    fn config(state: &State) -> &Config {
        &state.config
    }

    fn configure(state: &mut State, config: &Config, _at_ms: i64) {
        state.config = *config;
    }

    fn advance(_state: &State, _beside: &Beside, _now_ms: i64, _most: usize) -> Vec<(i64, ())> {
        Vec::new()
    }

    fn due_ms(_state: &State) -> Option<i64> {
        None
    }

    fn view(_state: &State, beside: &Beside, _audience: Audience, now_ms: i64) -> View {
        View::of(beside, now_ms)
    }
}
