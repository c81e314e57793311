//! meter: what chat thinks, on the stream.
//!
//! Votes are not commands: Redis counts them in a [tally](crate::tally) by the
//! rules that the config gives, and the state holds only what commands change.

mod chat;
mod config;
mod largest;
mod record;
mod result;
mod round;
#[cfg(test)]
mod rounds;
pub mod said;
#[cfg(test)]
mod tests;
mod view;

pub use chat::{ChatWords, MARK, Say, asked};
pub use config::{Config, Display, Labels, Model, Numbers, Palette, Theme, Triggers, of_a_partner};
pub use result::Outcome;
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
    /// What the last round came to, while it is shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Outcome>,
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
    StopRound {
        /// The round that it is meant for: when it has ended by then, no other is
        /// stopped in its place.
        round: Option<Uuid>,
    },
    /// Lets a round that has an end go on for longer: 1 to 1,800 s.
    ExtendRound {
        s: u32,
        /// The round that it is meant for.
        round: Option<Uuid>,
    },
    /// Ends the round and keeps nothing of it.
    CancelRound {
        /// The round that it is meant for.
        round: Option<Uuid>,
    },
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
    RoundExtended {
        round: Uuid,
        ends_ms: i64,
    },
    RoundStopped {
        round: Uuid,
        counts: Counts,
    },
    RoundCancelled {
        round: Uuid,
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
    const COMMANDS: &'static [&'static str] =
        &["reset", "test_vote", "start_round", "stop_round", "extend_round", "cancel_round"];
    const STATE_BYTES_MAX: usize = 32 * 1024;
    const VIEW_BYTES_MAX: usize = 16 * 1024;
    const FOLLOWED: &'static [&'static str] = &["round_started", "round_stopped"];
    const TABLES: &'static [&'static Table] = &[&record::ROUND, &record::SECOND, &record::VOTERS];
    const CHANNEL: Option<Channel> =
        Some(Channel { provider: "twitch", listens_to: Some("channel.chat.message") });

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
                ("extend_round", json!({ "s": 30 })),
                ("stop_round", json!({})),
                ("start_round", json!({ "question": "Again?" })),
                ("cancel_round", json!({})),
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

    fn check_command(state: &State, command: &Command) -> Vec<Problem> {
        match command {
            Command::StartRound(start) => start.problems(),
            Command::ExtendRound { s, round } => {
                // What is meant for another round is not held against this one.
                let running = state.running(*round).ok();
                round::extension_problems(running, *s)
            }
            Command::Reset {}
            | Command::TestVote { .. }
            | Command::StopRound { .. }
            | Command::CancelRound { .. } => Vec::new(),
        }
    }

    fn open(config: &Config, _now_ms: i64) -> State {
        State { config: config.clone(), round: None, result: None, rounds: 0 }
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
            Command::StopRound { round } => {
                return Ok(state.stopped(state.running(round)?, beside));
            }
            Command::ExtendRound { s, round } => {
                let round = state.running(round)?;
                Event::RoundExtended { round: round.id, ends_ms: round.extended_ms(s) }
            }
            Command::CancelRound { round } => {
                Event::RoundCancelled { round: state.running(round)?.id }
            }
        };
        Ok(vec![event])
    }

    fn apply(state: &mut State, event: &Event, at_ms: i64) {
        match event.clone() {
            Event::Reset => state.result = None,
            // It acts on the tally alone.
            Event::TestVoted { .. } => {}
            Event::RoundStarted { round, question, choices, labels: _, started_ms, ends_ms } => {
                let id = round;
                let is_interrupted = false;
                let round = Round { id, question, choices, started_ms, ends_ms, is_interrupted };
                state.round = Some(round);
                state.result = None;
                state.rounds += 1;
            }
            Event::RoundExtended { round: _, ends_ms } => {
                if let Some(round) = &mut state.round {
                    round.ends_ms = Some(ends_ms);
                }
            }
            Event::RoundStopped { round: _, counts } => {
                let shown_ms = i64::from(state.config.result_s) * 1_000;
                let round = state.round.take().filter(|_| shown_ms > 0);
                state.result = round.map(|round| Outcome::of(round, counts, at_ms + shown_ms));
            }
            Event::RoundCancelled { .. } => state.round = None,
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
        let mut state = state.clone();
        let mut passed = Vec::new();
        if let Some(round) = state.round.clone().filter(|round| round.end_ms() <= now_ms) {
            for event in state.stopped(&round, beside) {
                Self::apply(&mut state, &event, round.end_ms());
                passed.push((round.end_ms(), event));
            }
        }
        // The bar begins anew once the result has been seen.
        let shown = state.result.as_ref().filter(|result| result.until_ms <= now_ms);
        passed.extend(shown.map(|result| (result.until_ms, Event::Reset)));
        passed
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
        let shown = state.result.as_ref().map(|result| result.until_ms);
        state.round.as_ref().map(Round::end_ms).or(shown)
    }

    fn view(state: &State, beside: &Beside, _audience: Audience, now_ms: i64) -> View {
        View::of(state, &beside.tally, now_ms)
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
            Event::RoundCancelled { .. } => Some(Op::Discard),
            Event::RoundExtended { .. }
            | Event::RoundStopped { .. }
            | Event::RoundInterrupted { .. } => None,
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

    /// The round that runs, if it is the one that is meant.
    fn running(&self, meant: Option<Uuid>) -> Result<&Round, Rejection> {
        let no_round = |message| Rejection::new("no_round", message);
        let running = self.round.as_ref().ok_or_else(|| no_round("no round is running"))?;
        match meant {
            Some(meant) if meant != running.id => Err(no_round("that round is not running")),
            _ => Ok(running),
        }
    }

    /// Without a time in which the result is shown the bar begins anew at once.
    fn stopped(&self, round: &Round, beside: &Beside) -> Vec<Event> {
        let counts = round.counts(&beside.tally.round);
        let stopped = Event::RoundStopped { round: round.id, counts };
        let reset = (self.config.result_s == 0).then_some(Event::Reset);
        [stopped].into_iter().chain(reset).collect()
    }
}
