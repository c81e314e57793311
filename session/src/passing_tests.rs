//! A kind of the tests' own, to which more happens at once than one commit takes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Actor, Audience, Beside, Delivery, Example, Kind, Rejection, Session, typed::Typed};

struct Burst;

#[derive(Clone, Serialize, Deserialize, JsonSchema)]
struct Config {}

/// When something is due, and how much each time.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
struct State {
    config: (),
    due: Vec<(i64, u32)>,
}

#[derive(Deserialize, JsonSchema)]
struct Command {}

#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
enum Happened {
    Ticked,
}

#[derive(Serialize, JsonSchema)]
struct View {}

const CONFIG: Config = Config {};

impl Kind for Burst {
    const NAME: &'static str = "burst";
    const DELIVERY: Delivery = Delivery::Beat;
    const REJECTIONS: &'static [&'static str] = &[];
    const COMMANDS: &'static [&'static str] = &[];
    const STATE_BYTES_MAX: usize = 1_000;
    const VIEW_BYTES_MAX: usize = 1_000;

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Happened;
    type View<'a> = View;

    fn example() -> Example<Config> {
        Example { config: Config {}, commands: Vec::new(), secrets: Vec::new() }
    }

    fn largest() -> Example<Config> {
        Self::example()
    }

    fn check(_: &Config) -> Vec<crate::Problem> {
        Vec::new()
    }

    fn open(_: &Config, _: i64) -> State {
        State { config: (), due: Vec::new() }
    }

    fn decide(
        _: &State,
        _: &Beside,
        _: Command,
        _: &Actor,
        _: i64,
    ) -> Result<Vec<Happened>, Rejection> {
        Ok(Vec::new())
    }

    fn apply(state: &mut State, _: &Happened, _: i64) {
        let Some((_, left)) = state.due.first_mut() else { return };
        *left -= 1;
        if *left == 0 {
            state.due.remove(0);
        }
    }

    fn config(_: &State) -> &Config {
        &CONFIG
    }

    fn configure(_: &mut State, _: &Config, _: i64) {}

    fn advance(state: &State, _: &Beside, now_ms: i64, _: usize) -> Vec<(i64, Happened)> {
        let due = state.due.iter().filter(|(at_ms, _)| *at_ms <= now_ms);
        due.flat_map(|(at_ms, times)| (0..*times).map(|_| (*at_ms, Happened::Ticked))).collect()
    }

    fn due_ms(state: &State) -> Option<i64> {
        state.due.first().map(|(at_ms, _)| *at_ms)
    }

    fn view(_: &State, _: &Beside, _: Audience, _: i64) -> View {
        View {}
    }
}

fn parts(due: &[(i64, u32)]) -> Vec<usize> {
    let state = State { config: (), due: due.to_vec() };
    let mut session: Session = Typed::<Burst> { config_version: 1, unseen: 0, state }.into();
    let mut parts = Vec::new();
    loop {
        let step = session.advance(&Beside::default(), 100);
        if step.events.is_empty() {
            return parts;
        }
        parts.push(step.events.len());
        assert!(parts.len() < 10, "it never comes to an end");
        session = step.after;
    }
}

#[test]
fn what_happens_at_one_instant_comes_whole_and_the_rest_in_parts() {
    assert_eq!(parts(&[(1, 3), (2, 3)]), [6]);
    assert_eq!(parts(&[(1, 9_000), (2, 9_000)]), [9_000, 9_000]);
    assert_eq!(parts(&[(1, 25_000)]), [25_000]);
    assert_eq!(parts(&[(1, 25_000), (2, 5)]), [25_000, 5]);
    assert_eq!(parts(&[(1, 5), (2, 25_000)]), [5, 25_000]);
}
