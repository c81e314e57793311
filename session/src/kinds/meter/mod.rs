//! meter: what chat thinks, on the stream.
//!
//! Votes are not commands: Redis counts them in a [tally](crate::tally) by the
//! rules that the config gives, and the state holds only what commands change.

mod config;
#[cfg(test)]
mod tests;
mod trigger;
mod view;

pub use config::{Config, Display, Labels, Model, Palette, Theme, Triggers};
pub use trigger::normalised;
pub use view::View;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Actor, Audience, Delivery, Example, Kind, Problem, Rejection, id,
    tally::{self, Op, Tally},
};

/// The meter of a Twitch channel: a channel has one, found without a lookup.
#[must_use]
pub fn of_broadcaster(broadcaster_id: &str) -> Uuid {
    id::derived(Meter::NAME, broadcaster_id)
}

/// The name the marker type is listed under.
pub struct Meter;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub config: Config,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "name", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Back to the centre.
    Reset {},
    /// A vote of the streamer's own, to see the bar move.
    TestVote { side: Side },
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    Reset,
    TestVoted { side: Side },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    For,
    Against,
}

impl Kind for Meter {
    const NAME: &'static str = "meter";
    const DELIVERY: Delivery = Delivery::Beat;
    const REJECTIONS: &'static [&'static str] = &["forbidden", "ended"];
    const COMMANDS: &'static [&'static str] = &["reset", "test_vote"];

    const AUDIENCES: &'static [Audience] = &[Audience::Public];

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View = View;

    fn example() -> Example<Config> {
        let secret = "a word of the other camp";
        let mut config = Config::default();
        config.triggers.against.push(secret.into());
        Example {
            config,
            commands: vec![
                ("test_vote", json!({ "side": "for" })),
                ("test_vote", json!({ "side": "against" })),
                ("reset", json!({})),
            ],
            secrets: vec![(secret, None)],
        }
    }

    fn check(config: &Config) -> Vec<Problem> {
        config.problems()
    }

    fn open(config: &Config, _now_ms: i64) -> State {
        State { config: config.clone() }
    }

    fn decide(
        _state: &State,
        command: Command,
        actor: &Actor,
        _now_ms: i64,
    ) -> Result<Vec<Event>, Rejection> {
        if !actor.role.steers() {
            return Err(Rejection::forbidden());
        }
        Ok(vec![match command {
            Command::Reset {} => Event::Reset,
            Command::TestVote { side } => Event::TestVoted { side },
        }])
    }

    fn apply(_state: &mut State, event: &Event, _at_ms: i64) {
        match event {
            // Both act on the tally alone.
            Event::Reset | Event::TestVoted { .. } => {}
        }
    }

    fn configure(state: &mut State, config: &Config, _at_ms: i64) {
        state.config = config.clone();
    }

    fn advance(_state: &State, _now_ms: i64) -> Vec<(i64, Event)> {
        Vec::new()
    }

    fn due_ms(_state: &State) -> Option<i64> {
        None
    }

    fn view(state: &State, tally: &Tally, _audience: Audience) -> View {
        View::of(&state.config, tally)
    }

    fn tally_rules(state: &State) -> Option<tally::Rules> {
        Some(state.config.tally_rules())
    }

    fn tally_op(event: &Event) -> Option<Op> {
        Some(match event {
            Event::Reset => Op::Zero,
            Event::TestVoted { side } => Op::Add { side: *side as u8 },
        })
    }
}
