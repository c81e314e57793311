//! The child: it walks, a tick at a time, by a rule that needs nothing but its
//! config, so that what was lost is computed again.

use downbeat_session::{
    Actor, Audience, Beside, Delivery, Example, Fact, Kind, Note, Problem, Rejection, Row, Table,
    hash::stable,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

use super::herd::{OUT, TICKER};

pub const TABLE_SQL: &str = "
    CREATE TABLE walker_tick (
        session_id uuid NOT NULL, tick bigint NOT NULL, at timestamptz NOT NULL,
        roll bigint NOT NULL, told bigint NOT NULL DEFAULT 1, PRIMARY KEY (session_id, tick));
    CREATE TABLE walker_stop (session_id uuid PRIMARY KEY, tick bigint NOT NULL)";

const TICK: Table =
    Table { name: "walker_tick", key: &["session_id", "tick"], times: &["at"], wins: false };
/// A walker that has a row here walks no further than that.
const STOP: Table = Table { name: "walker_stop", key: &["session_id"], times: &[], wins: true };

pub struct Walker;

#[derive(Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Config {
    parent: Uuid,
    seed: u64,
    tick_ms: i64,
    ticks: u32,
}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    config: Config,
    first_ms: i64,
    tick: u32,
    is_stopped: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    Stop {},
    Shout { words: String },
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    Ticked { tick: u32, roll: u32 },
    Shouted { words: String },
    Stopped,
}

#[derive(Serialize, JsonSchema)]
pub struct View {
    tally_seq: u64,
    tick: u32,
}

/// What a walker of this seed rolls.
pub fn roll(seed: u64, tick: u32) -> u32 {
    let bytes = [seed.to_be_bytes().as_slice(), tick.to_be_bytes().as_slice()].concat();
    u32::try_from(stable(&bytes) >> 34).unwrap()
}

impl State {
    fn is_over(&self) -> bool {
        self.is_stopped || self.tick >= self.config.ticks
    }

    fn tick_ms(&self, tick: u32) -> i64 {
        self.first_ms + i64::from(tick) * self.config.tick_ms
    }
}

impl Kind for Walker {
    const NAME: &'static str = "walker";
    const IS_INNER: bool = true;
    const DELIVERY: Delivery = Delivery::Prompt;
    const TABLES: &'static [&'static Table] = &[&TICK, &STOP];
    const REJECTIONS: &'static [&'static str] = &[];
    const COMMANDS: &'static [&'static str] = &["stop", "shout"];
    const STATE_BYTES_MAX: usize = 1_000;
    const VIEW_BYTES_MAX: usize = 1_000;

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View<'a> = View;

    fn example() -> Example<Config> {
        let config = Config { parent: Uuid::nil(), seed: 1, tick_ms: 1_000, ticks: 3 };
        Example { config, commands: Vec::new(), secrets: Vec::new() }
    }

    fn largest() -> Example<Config> {
        Self::example()
    }

    fn check(_: &Config) -> Vec<Problem> {
        Vec::new()
    }

    /// Walkers set out spread over their first tick.
    fn open(config: &Config, now_ms: i64) -> State {
        let share = i64::try_from(stable(&config.seed.to_be_bytes()) % 1_000).unwrap();
        let first_ms = now_ms + config.tick_ms * share / 1_000;
        State { config: config.clone(), first_ms, tick: 0, is_stopped: false }
    }

    fn decide(
        _: &State,
        _: &Beside,
        command: Command,
        _: &Actor,
        _: i64,
    ) -> Result<Vec<Event>, Rejection> {
        Ok(vec![match command {
            Command::Stop {} => Event::Stopped,
            Command::Shout { words } => Event::Shouted { words },
        }])
    }

    fn apply(state: &mut State, event: &Event, _: i64) {
        match event {
            Event::Ticked { tick, .. } => state.tick = *tick,
            Event::Shouted { .. } => {}
            Event::Stopped => state.is_stopped = true,
        }
    }

    fn config(state: &State) -> &Config {
        &state.config
    }

    fn configure(state: &mut State, config: &Config, _: i64) {
        state.config = config.clone();
    }

    fn advance(state: &State, _: &Beside, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        let left = (state.tick + 1..=state.config.ticks).take(most);
        let due = left.map(|tick| (state.tick_ms(tick), tick));
        let due = due.take_while(|(at_ms, _)| !state.is_over() && *at_ms <= now_ms);
        due.map(|(at_ms, tick)| {
            (at_ms, Event::Ticked { tick, roll: roll(state.config.seed, tick) })
        })
        .collect()
    }

    fn reconcile(state: &State, facts: &serde_json::Value, now_ms: i64) -> Vec<(i64, Event)> {
        let is_to_stop = facts[STOP.name].as_array().is_some_and(|rows| !rows.is_empty());
        (is_to_stop && !state.is_over()).then_some((now_ms, Event::Stopped)).into_iter().collect()
    }

    fn parent(state: &State) -> Option<Uuid> {
        Some(state.config.parent)
    }

    fn entries(state: &State) -> Vec<Note> {
        let out =
            Note { list: &OUT, key: String::new(), value: json!({ "seed": state.config.seed }) };
        (!state.is_over()).then_some(out).into_iter().collect()
    }

    fn lines(state: &State, event: &Event, at_ms: i64) -> Vec<Note> {
        let seed = state.config.seed;
        let (key, value) = match event {
            Event::Ticked { tick, roll } => {
                let value = json!({ "seed": seed, "tick": tick, "roll": roll, "at_ms": at_ms });
                (tick.to_string(), value)
            }
            Event::Shouted { words } => {
                (at_ms.to_string(), json!({ "seed": seed, "words": words }))
            }
            Event::Stopped => return Vec::new(),
        };
        vec![Note { list: &TICKER, key, value }]
    }

    fn is_running(state: &State) -> bool {
        !state.is_over()
    }

    fn due_ms(state: &State) -> Option<i64> {
        (!state.is_over()).then(|| state.tick_ms(state.tick + 1))
    }

    fn view(state: &State, beside: &Beside, _: Audience, _: i64) -> View {
        View { tally_seq: beside.seq(), tick: state.tick }
    }

    fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
        let Event::Ticked { tick, roll } = fact.event else { return Vec::new() };
        vec![Row::insert(
            &TICK,
            [
                ("session_id", json!(fact.session)),
                ("tick", json!(tick)),
                ("at", json!(fact.at_ms)),
                ("roll", json!(roll)),
                ("told", json!(1)),
            ],
        )]
    }
}
