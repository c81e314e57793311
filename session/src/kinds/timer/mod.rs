//! timer: whose turn, how long.
//!
//! A **clock** holds time: a participant's own, a group's, the one of all, or
//! that of the turn, as the mode says. Only the clock of the **active**
//! participant runs, and none is ever counted down: the turn has an **anchor**,
//! and what is left follows from it. A **turn** that is made may be given time
//! by the **time control**; one that is taken away is not.
//!
//! Time tells by itself, through `advance`: **warnings**, once each for a clock
//! (in `per_cycle` for a turn); the **end** of a time, with what the config
//! makes of it; and the end of a timer that nobody used for long, unless a
//! clock runs. Whose clock has ended is skipped from then on, until somebody
//! adjusts it; when all have, the timer ends. In `per_cycle` the next turn is
//! new. Where the end means nothing and the turn stays, clocks count on below
//! zero and nobody is skipped.
//!
//! A timer of so many **cycles** is complete when the turn would go round once more.
//! An **agenda** is one of a single cycle, whose participants are its items.
//!
//! **A tap** is meant for one turn: turns are numbered, and a tap that says which
//! one it saw passes no other. One that says nothing, and was made before the turn
//! that is on began, passes nothing either. Whoever asks at a moment that is more
//! than a second ago is `late`.
//!
//! **The table.** A device with the role `table` may lose its network and tell
//! its taps late, no later than the grace in the config; they stand where they
//! were made, but not before the last action of anybody (warnings are no actions).
//! While no socket of a table is open, where one was, the end of a time is told when
//! the grace has passed, dated at the moment when it happened, and the next turn
//! began then; a table that has come back has two seconds more at most to say what
//! it has to say. Until then the end is open: a tap of the table that stands before
//! it takes place, whoever steers may complete or cancel the timer, and all else is
//! `late`. Without a grace, where a table is there and where none ever was, ends are
//! told on time.
//!
//! An event is dated by when it was told; a late switch says in `age_ms` how
//! long before that it happened.

mod apply;
mod clock;
mod command;
mod config;
mod control;
mod decide;
mod ends;
mod event;
mod largest;
mod limits;
mod order;
mod passing;
mod reserve;
mod roster;
mod running;
mod saved;
mod state;
mod switch;
#[cfg(test)]
mod tests;
mod undo;
mod view;

pub use command::Command;
pub use config::{
    Config, Increment, IncrementKind, Mode, OnEnd, Participant, Stage, Warnings, WinnerBy,
};
pub use event::{Event, Level, Switched};
pub use state::{State, Status};
pub use view::{Seen, View};

use serde_json::{Map, json};

use crate::{
    Actor, Audience, Beside, Delivery, Example, Kind, Problem, Rejection, Reserve, Role,
    shared::Shared,
};

/// The name the marker type is listed under.
pub struct Timer;

impl Kind for Timer {
    const NAME: &'static str = "timer";
    const DELIVERY: Delivery = Delivery::Prompt;
    const REJECTIONS: &'static [&'static str] = &[
        "wrong_status",
        "not_your_turn",
        "unknown_participant",
        "expired_participant",
        "too_many",
        "nothing_to_undo",
        "late",
        "forbidden",
        "ended",
    ];
    const STATE_BYTES_MAX: usize = 1024 * 1024;
    const VIEW_BYTES_MAX: usize = 512 * 1024;
    const IS_FOR_GUESTS: bool = true;
    const COMMANDS: &'static [&'static str] = &[
        "start",
        "switch",
        "pause",
        "resume",
        "adjust",
        "add_participant",
        "remove_participant",
        "set_order",
        "undo",
        "complete",
        "cancel",
        "arrive",
        "drop",
    ];

    const SENT: &'static [&'static str] = &["action_due", "expired", "ended"];
    const AUDIENCES: &'static [Audience] = &[Audience::Public];

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View<'a> = View<'a>;

    fn example() -> Example<Config> {
        let secret = "a note of the caller's own";
        let player = |id: &str, name: &str, color: &str| Participant {
            id: Some(id.into()),
            name: name.into(),
            group: None,
            color: Some(color.into()),
            budget_ms: None,
            meta: Some(Map::from_iter([("note".into(), secret.into())])),
        };
        let config = Config {
            mode: Mode::PerParticipant,
            title: Some("Blitz, 3 + 2".into()),
            participants: Shared::from(vec![
                player("white", "Ada", "#f8fafc"),
                player("black", "Kit", "#0f172a"),
            ]),
            budget_ms: Some(180_000),
            increment: Some(Increment { kind: IncrementKind::Fischer, ms: 2_000 }),
            stages: Vec::new(),
            max_ms: None,
            on_end: OnEnd::EndSession {
                outcome: "time".into(),
                winner_by: Some(WinnerBy::Opponent),
            },
            auto_advance: false,
            cycles: None,
            warnings: Warnings { low_ms: Some(30_000), critical_ms: Some(10_000) },
            offline_grace_ms: None,
            idle_end_ms: None,
        };
        let commands = vec![
            ("cancel", json!({ "reason": "the wrong room" })),
            ("start", json!({})),
            ("switch", json!({})),
            ("undo", json!({})),
            ("switch", json!({ "to": "black" })),
            ("pause", json!({})),
            ("adjust", json!({ "participant": "white", "ms": 15_000, "reason": "a phone rang" })),
            ("add_participant", json!({ "id": "green", "name": "Lou", "color": "#22c55e" })),
            ("set_order", json!({ "ids": ["green", "black", "white"] })),
            ("remove_participant", json!({ "id": "green" })),
            ("resume", json!({})),
            ("arrive", json!({ "seat": "table" })),
            ("drop", json!({ "seat": "table" })),
            ("complete", json!({ "outcome": "1-0" })),
        ];
        Example { config, commands, secrets: vec![(secret, None)] }
    }

    fn largest() -> Example<Config> {
        largest::largest()
    }

    fn check(config: &Config) -> Vec<Problem> {
        limits::problems(config)
    }

    fn may(role: Role, command: &str) -> bool {
        decide::may(role, command)
    }

    fn check_command(state: &State, command: &Command) -> Vec<Problem> {
        command.problems(state)
    }

    fn plays(command: &str) -> bool {
        reserve::plays(command)
    }

    fn reserve(state: &State) -> Reserve {
        reserve::reserve(state)
    }

    fn open(config: &Config, now_ms: i64) -> State {
        State::open(config, now_ms)
    }

    fn decide(
        state: &State,
        _beside: &Beside,
        command: Command,
        actor: &Actor,
        now_ms: i64,
    ) -> Result<Vec<Event>, Rejection> {
        decide::decide(state, command, actor, now_ms)
    }

    fn apply(state: &mut State, event: &Event, at_ms: i64) {
        state.apply(event, at_ms);
    }

    fn config(state: &State) -> &Config {
        &state.config
    }

    fn configure(state: &mut State, config: &Config, at_ms: i64) {
        saved::configure(state, config, at_ms);
    }

    fn rules_changed(from: &Config, to: &Config) -> Vec<Problem> {
        saved::rules_changed(from, to)
    }

    fn has_begun(state: &State) -> bool {
        state.status != Status::Pending
    }

    /// Several tables are one: the timer waits while none of them is there.
    fn presence(actor: &Actor) -> Option<String> {
        (actor.role == Role::Table).then(|| "table".to_owned())
    }

    fn opened_by(state: &State, role: Role) -> Option<Event> {
        decide::opened_by(state, role)
    }

    fn advance(state: &State, _beside: &Beside, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        state.advance(now_ms, most)
    }

    fn recover(state: &State, now_ms: i64) -> Vec<(i64, Event)> {
        state.recover(now_ms)
    }

    fn status(state: &State) -> Option<&'static str> {
        Some(state.status.word())
    }

    fn is_running(state: &State) -> bool {
        state.is_counting()
    }

    fn due_ms(state: &State) -> Option<i64> {
        state.due_ms()
    }

    fn view<'a>(
        state: &'a State,
        _beside: &'a Beside,
        _audience: Audience,
        now_ms: i64,
    ) -> View<'a> {
        View::of(state, now_ms)
    }
}
