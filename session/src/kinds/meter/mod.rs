//! meter: what chat thinks, on the stream.
//!
//! Votes are not commands: Redis counts them in a [tally](crate::tally) by the
//! rules that the config gives, and the state holds only what commands change.

mod config;
mod largest;
mod record;
mod round;
#[cfg(test)]
mod rounds;
#[cfg(test)]
mod tests;
mod view;

pub use config::{Config, Display, Labels, Model, Palette, Theme, Triggers, of_a_partner};
pub use round::{Choice, Counts, Round, Start};
pub use view::View;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use crate::{
    Actor, Audience, Beside, Channel, Delivery, Example, Fact, Kind, Problem, Rejection, Row,
    Table, id,
    tally::{self, Op},
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
    /// The round that runs, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// How many rounds there were: it tells them apart.
    #[serde(default)]
    pub rounds: u64,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Back to the centre.
    Reset {},
    /// A vote of the streamer's own, to see the bar move.
    TestVote { side: Side },
    /// Asks chat a question and counts the answers.
    StartRound(Start),
    /// Ends the round and keeps its result.
    StopRound {},
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    Reset,
    TestVoted {
        side: Side,
    },
    RoundStarted {
        round: Uuid,
        question: String,
        /// Empty when it is about the two sides.
        choices: Vec<Choice>,
        /// What the sides were called when it began.
        labels: Labels,
        started_ms: i64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ends_ms: Option<i64>,
    },
    RoundStopped {
        round: Uuid,
        counts: Counts,
    },
    /// Live Redis lost the round: it goes on from what was saved of it.
    RoundInterrupted {
        round: Uuid,
    },
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
    const REJECTIONS: &'static [&'static str] =
        &["round_running", "no_round", "forbidden", "ended"];
    const COMMANDS: &'static [&'static str] = &["reset", "test_vote", "start_round", "stop_round"];
    const STATE_BYTES_MAX: usize = 32 * 1024;
    const VIEW_BYTES_MAX: usize = 16 * 1024;
    const TABLES: &'static [&'static Table] = &[&record::ROUND];
    const CHANNEL: Option<Channel> =
        Some(Channel { provider: "twitch", listens_to: "channel.chat.message" });

    const AUDIENCES: &'static [Audience] = &[Audience::Public];

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View<'a> = View;

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
                ("start_round", json!({ "question": "Jump the gap?", "duration_s": 60 })),
                ("stop_round", json!({})),
                (
                    "start_round",
                    json!({ "question": "Where to?", "choices": [
                        { "trigger": "1", "label": "Castle" },
                        { "trigger": "2", "label": "Woods" },
                    ] }),
                ),
                ("stop_round", json!({})),
            ],
            secrets: vec![(secret, None)],
        }
    }

    fn largest() -> Example<Config> {
        largest::largest()
    }

    fn check(config: &Config) -> Vec<Problem> {
        config.problems()
    }

    fn check_command(_state: &State, command: &Command) -> Vec<Problem> {
        match command {
            Command::StartRound(start) => start.problems(),
            Command::Reset {} | Command::TestVote { .. } | Command::StopRound {} => Vec::new(),
        }
    }

    fn open(config: &Config, _now_ms: i64) -> State {
        State { config: config.clone(), round: None, rounds: 0 }
    }

    fn decide(
        state: &State,
        beside: &Beside,
        command: Command,
        _actor: &Actor,
        now_ms: i64,
    ) -> Result<Vec<Event>, Rejection> {
        let running = state.round.as_ref();
        let event = match command {
            Command::Reset {} => Event::Reset,
            Command::TestVote { .. } if running.is_some() => {
                return Err(Rejection::new("round_running", "it would count in the round"));
            }
            Command::TestVote { side } => Event::TestVoted { side },
            Command::StartRound(_) if running.is_some() => {
                return Err(Rejection::new("round_running", "stop the round that runs first"));
            }
            Command::StartRound(start) => state.started(start, now_ms),
            Command::StopRound {} => {
                running.map(|round| stopped(round, beside)).ok_or_else(no_round)?
            }
        };
        Ok(vec![event])
    }

    fn apply(state: &mut State, event: &Event, _at_ms: i64) {
        match event.clone() {
            // Both act on the tally alone.
            Event::Reset | Event::TestVoted { .. } => {}
            Event::RoundStarted { round, question, choices, labels: _, started_ms, ends_ms } => {
                let id = round;
                let is_interrupted = false;
                let round = Round { id, question, choices, started_ms, ends_ms, is_interrupted };
                state.round = Some(round);
                state.rounds += 1;
            }
            Event::RoundStopped { .. } => state.round = None,
            Event::RoundInterrupted { .. } => {
                if let Some(round) = &mut state.round {
                    round.is_interrupted = true;
                }
            }
        }
    }

    fn config(state: &State) -> &Config {
        &state.config
    }

    fn configure(state: &mut State, config: &Config, _at_ms: i64) {
        state.config = config.clone();
    }

    fn advance(state: &State, beside: &Beside, now_ms: i64, _most: usize) -> Vec<(i64, Event)> {
        let over = state.round.as_ref().filter(|round| round.end_ms() <= now_ms);
        over.map(|round| (round.end_ms(), stopped(round, beside))).into_iter().collect()
    }

    fn recover(state: &State, now_ms: i64) -> Vec<(i64, Event)> {
        let interrupted = |round: &Round| {
            (now_ms.min(round.end_ms()), Event::RoundInterrupted { round: round.id })
        };
        state.round.as_ref().map(interrupted).into_iter().collect()
    }

    fn is_running(state: &State) -> bool {
        state.round.is_some()
    }

    fn due_ms(state: &State) -> Option<i64> {
        state.round.as_ref().map(Round::end_ms)
    }

    fn view(state: &State, beside: &Beside, _audience: Audience, _now_ms: i64) -> View {
        View::of(state, &beside.tally)
    }

    fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
        record::rows(fact)
    }

    fn tally_rules(state: &State) -> Option<tally::Rules> {
        let mut rules = state.config.tally_rules();
        if let Some(round) = &state.round {
            rules.round = Some(round.tally_round());
            if !round.choices.is_empty() {
                let words = |choice: &Choice| state.config.compared_words([&choice.trigger]);
                rules.sides = round.choices.iter().map(words).collect();
            }
        }
        Some(rules)
    }

    fn tally_op(event: &Event) -> Option<Op> {
        match event {
            Event::Reset | Event::RoundStarted { .. } => Some(Op::Zero),
            Event::TestVoted { side } => Some(Op::Add { side: *side as u8 }),
            Event::RoundStopped { .. } | Event::RoundInterrupted { .. } => None,
        }
    }
}

impl State {
    fn started(&self, start: Start, now_ms: i64) -> Event {
        let Round { id, question, choices, started_ms, ends_ms, is_interrupted: _ } =
            start.begin(self.rounds, now_ms);
        let labels = self.config.labels.clone();
        Event::RoundStarted { round: id, question, choices, labels, started_ms, ends_ms }
    }
}

fn stopped(round: &Round, beside: &Beside) -> Event {
    Event::RoundStopped { round: round.id, counts: round.counts(&beside.tally.round) }
}

fn no_round() -> Rejection {
    Rejection::new("no_round", "no round is running")
}
