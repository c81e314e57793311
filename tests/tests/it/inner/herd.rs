//! The parent: it does nothing, and shows what its children say.

use downbeat_session::{
    Actor, Audience, Beside, Delivery, Example, Kind, List, Problem, Rejection,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub const OUT: List = List { name: "out", most: 20_000, shown: 3, note_bytes_max: 1_024 };
pub const TICKER: List = List { name: "ticker", most: 10, shown: 10, note_bytes_max: 1_024 };

pub struct Herd;

#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct Config {}

#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct State {}

#[derive(Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case")]
pub enum Command {
    Ring {},
}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    Rung,
}

#[derive(Serialize, JsonSchema)]
pub struct View {
    tally_seq: u64,
    out: u64,
    newest: Vec<Value>,
    ticker: Vec<Value>,
}

const CONFIG: Config = Config {};

impl Kind for Herd {
    const NAME: &'static str = "herd";
    const DELIVERY: Delivery = Delivery::Beat;
    const FRAMES_PER_S: u32 = 1;
    const BOARD: &'static [List] = &[OUT, TICKER];
    const REJECTIONS: &'static [&'static str] = &[];
    const COMMANDS: &'static [&'static str] = &["ring"];
    const STATE_BYTES_MAX: usize = 1_000;
    const VIEW_BYTES_MAX: usize = 4_000;

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View<'a> = View;

    fn example() -> Example<Config> {
        Example { config: Config {}, commands: Vec::new(), secrets: Vec::new() }
    }

    fn largest() -> Example<Config> {
        Self::example()
    }

    fn check(_: &Config) -> Vec<Problem> {
        Vec::new()
    }

    fn open(_: &Config, _: i64) -> State {
        State {}
    }

    fn decide(
        _: &State,
        _: &Beside,
        command: Command,
        _: &Actor,
        _: i64,
    ) -> Result<Vec<Event>, Rejection> {
        let Command::Ring {} = command;
        Ok(vec![Event::Rung])
    }

    fn apply(_: &mut State, _: &Event, _: i64) {}

    fn config(_: &State) -> &Config {
        &CONFIG
    }

    fn configure(_: &mut State, _: &Config, _: i64) {}

    fn advance(_: &State, _: &Beside, _: i64, _: usize) -> Vec<(i64, Event)> {
        Vec::new()
    }

    fn is_running(_: &State) -> bool {
        true
    }

    fn due_ms(_: &State) -> Option<i64> {
        None
    }

    fn view(_: &State, beside: &Beside, _: Audience, _: i64) -> View {
        let board = &beside.board;
        View {
            tally_seq: beside.seq(),
            out: board.count(&OUT),
            newest: board.newest(&OUT).to_vec(),
            ticker: board.newest(&TICKER).to_vec(),
        }
    }
}
