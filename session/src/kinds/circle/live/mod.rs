//! A circle as it is live: a session of the circle's own id.
//!
//! Its rows are the circle's; what they say is its [`Reading`]. Beside it stand who is
//! **here** and who is **typing**, each for as long as somebody's lease lasts. It records
//! nothing: whoever missed a change asks for it by its number.

mod presence;
mod reading;
#[cfg(test)]
mod tests;
mod view;

pub use presence::{PERSON_NAME_CHARS, here, here_as, typing};
pub use reading::{
    COUNTED_MAX, Counts, MESSAGE_BYTES_MAX, NEWS_MAX, News, NewsAuthor, NewsMedium, NewsMediumKind,
    NewsMessage, Op, Reading, Status, counts,
};
pub use view::{Person, Typing, View};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Actor, Audience, Beside, Delivery, Example, Kind, List, Note, Problem, READING, Rejection, Role,
};
use presence::{HERE, TYPING};

/// The name the marker type is listed under.
pub struct Circle;

/// What a circle is set to is a row.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct State {
    pub config: Config,
}

impl Kind for Circle {
    const NAME: &'static str = "circle";
    const DELIVERY: Delivery = Delivery::Beat;
    const REJECTIONS: &'static [&'static str] =
        &["forbidden", "frozen", "closing", "limited", "unknown_item", "ended"];
    const COMMANDS: &'static [&'static str] = &[];
    const STATE_BYTES_MAX: usize = 256;
    const VIEW_BYTES_MAX: usize = 48 * 1024;
    const IS_OF_ROWS: bool = true;
    const BOARD: &'static [List] = &[READING, HERE, TYPING];
    const LINKS: &'static [Role] = &[];
    const AUDIENCES: &'static [Audience] =
        &[Audience::Public, Audience::Participant, Audience::Moderator];
    const SAYINGS: &'static [&'static str] = &["typing", "read", "react"];

    type Config = Config;
    type State = State;
    type Command = ();
    type Event = ();
    type View<'a> = View<'a>;

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

    fn stands(seat: &str) -> Option<Note> {
        presence::note(seat)
    }

    fn advance(_state: &State, _beside: &Beside, _now_ms: i64, _most: usize) -> Vec<(i64, ())> {
        Vec::new()
    }

    fn due_ms(_state: &State) -> Option<i64> {
        None
    }

    fn view<'a>(
        _state: &'a State,
        beside: &'a Beside,
        audience: Audience,
        now_ms: i64,
    ) -> View<'a> {
        View::of(beside, audience, now_ms)
    }
}
