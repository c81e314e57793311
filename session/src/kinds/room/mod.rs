//! room: the same frame for everyone.
//!
//! A **playback** has an anchor: at that time of the server the picture is there.
//! A command lies ahead by the **lead**, so that it reaches every screen before its
//! anchor, and until then screens go on as before. Nothing that a client says of
//! time is believed; what a player says of itself (ready, loading, failed, how long
//! an item lasts) is, within limits, and where several say it.
//!
//! A **seat** is a person's place, with a role, rights, and mutes. It is here while
//! a lease says so, and that, like who has a place at all, is said by Downbeat itself:
//! `seat`, `arrive`, `drop` and `tune` come from no person. A **host** stands in for
//! an owner who is away, or wants it so. A **saying** changes nothing here; what one
//! may become is in `saying`, with the rules of `line`, `reaction` and `signal`.
//!
//! Events tell what became of something: the playback with its anchor, the items as
//! they are kept. What **follows** at once from how the room is (a ballot is
//! decided, nobody is waited for any more, the owner is back) is said in the same
//! step, whoever made it so, and what time does is dated when it happened.
//!
//! Never in a state, an event or a view: passwords, addresses of people, accounts.
//! Never in a view: who is muted in the shadow, who voted for what, the words that
//! the chat refuses.

mod apply;
mod ballot;
mod check;
mod command;
mod config;
mod course;
mod decide;
mod event;
mod example;
mod follow;
mod hold;
mod host;
mod item;
mod largest;
mod lead;
mod limits;
mod line;
mod numbers;
mod passing;
mod people;
mod play;
mod playback;
mod queue;
mod reaction;
mod ready;
mod record;
mod retold;
mod rights;
mod saved;
mod saying;
mod seat;
mod seating;
mod signal;
pub mod source;
mod state;
#[cfg(test)]
mod tests;
mod undo;
mod view;
mod who;

pub use command::Command;
pub use config::{
    AtEnd, Chat, Config, Control, Entry, Grants, Links, Order, PerPerson, Reactions, Skipping,
    StandIn, StandInWord, Visibility, Voice, Wait,
};
pub use course::{Course, Why};
pub use event::Event;
pub use item::{Given, Skip, Track};
pub use lead::lead_ms;
pub use limits::{NAME_BYTES_MAX, NAME_CHARS_MAX};
pub use playback::{Playback, Rate};
pub use rights::{Right, Rights};
pub use saying::reminder;
pub use seat::{Mutes, Player, Scope, Seat, SeatRole};
pub use signal::{CANDIDATES_MAX, SIGNAL_BYTES_MAX};
pub use state::{State, Status};
pub use view::View;

use crate::{
    Actor, Audience, Beside, Delivery, Example, Fact, Kind, Notice, Problem, Rejection, Retold,
    Role, Row, Say, Saying, Seating, Table, Unsaid,
};

/// The name the marker type is listed under.
pub struct Room;

impl Kind for Room {
    const NAME: &'static str = "room";
    const DELIVERY: Delivery = Delivery::Prompt;
    const REJECTIONS: &'static [&'static str] = &[
        "forbidden",
        "outranked",
        "unknown_item",
        "unknown_seat",
        "queue_full",
        "too_many_yours",
        "duplicate",
        "source_refused",
        "nothing_playing",
        "not_seekable",
        "rate_unsupported",
        "nothing_to_undo",
        "ballot_running",
        "no_ballot",
        "check_running",
        "no_check",
        "muted",
        "slow",
        "link",
        "word",
        "repeated",
        "off",
        "voice_full",
        "not_in_voice",
        "peer_gone",
        "too_large",
        "full",
        "name_taken",
        "closed",
    ];
    const STATE_BYTES_MAX: usize = 256 * 1024;
    const VIEW_BYTES_MAX: usize = 512 * 1024;
    const COMMANDS: &'static [&'static str] = &[
        "play",
        "pause",
        "seek",
        "rate",
        "next",
        "previous",
        "jump",
        "undo",
        "add",
        "edit",
        "move",
        "remove",
        "clear",
        "shuffle",
        "like",
        "measured",
        "player",
        "ballot",
        "cast",
        "end_ballot",
        "check",
        "answer",
        "end_check",
        "rename",
        "role",
        "grant",
        "hand_over",
        "take_back",
        "admit",
        "mute",
        "unmute",
        "kick",
        "voice",
        "hang_up",
        "leave",
        "close",
        "seat",
        "arrive",
        "drop",
        "tune",
    ];

    const SAYINGS: &'static [&'static str] = saying::SAYINGS;
    /// Somebody may be muted in the shadow.
    const CLOCKS: Option<&'static [&'static str]> = Some(&["now_ms"]);
    const SENT: &'static [&'static str] = &["item_started", "item_ended", "closed"];
    const RETOLD: &'static [Retold] = retold::RETOLD;
    /// By them somebody's place, or what they are there, is another.
    const FOLLOWED: &'static [&'static str] = &[
        "left",
        "kicked",
        "admitted",
        "role_set",
        "granted",
        "handed_over",
        "taken_back",
        "closed",
        // It is in the history of whoever is here.
        "item_started",
    ];
    const IS_FOR_GUESTS: bool = true;
    const TABLES: &'static [&'static Table] = &[&record::SEAT];
    /// Whoever sits has a seat's token: a link is for whoever looks.
    const LINKS: &'static [Role] = &[Role::Viewer, Role::Overlay];
    const AUDIENCES: &'static [Audience] = &[Audience::Public, Audience::Participant];

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View<'a> = View<'a>;

    fn example() -> Example<Config> {
        example::example()
    }

    fn largest() -> Example<Config> {
        largest::largest()
    }

    fn check(config: &Config) -> Vec<Problem> {
        check::problems(config)
    }

    fn may(role: Role, command: &str) -> bool {
        decide::may(role, command)
    }

    fn check_command(_state: &State, command: &Command) -> Vec<Problem> {
        command.problems()
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

    fn presence(actor: &Actor) -> Option<String> {
        let sits = !matches!(actor.role, Role::System | Role::Overlay | Role::Table);
        actor.id.clone().filter(|_| sits)
    }

    fn say(state: &State, say: &Say<'_>, now_ms: i64) -> Result<Saying, Unsaid> {
        saying::say(state, say, now_ms)
    }

    fn sees_hidden(state: &State, actor: &Actor) -> bool {
        saying::sees_hidden(state, actor)
    }

    fn tune(state: &State, round_trips_ms: &mut [u32], in_use: bool) -> Option<serde_json::Value> {
        saying::tune(state, round_trips_ms, in_use)
    }

    fn notices(event: &Event) -> Vec<Notice> {
        saying::notices(event)
    }

    fn advance(state: &State, _beside: &Beside, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        state.advance(now_ms, most)
    }

    fn recover(state: &State, now_ms: i64) -> Vec<(i64, Event)> {
        state.recover(now_ms)
    }

    fn seating(state: &State, seat: &str) -> Seating {
        state.seating(seat)
    }

    fn permits(
        state: &State,
        actor: &Actor,
        what: &str,
        seat: Option<&str>,
    ) -> Result<(), Rejection> {
        state.permits(actor, what, seat)
    }

    fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
        record::rows(fact)
    }

    fn status(state: &State) -> Option<&'static str> {
        Some(state.status(state.at_ms).word())
    }

    fn is_running(state: &State) -> bool {
        state.is_running()
    }

    fn due_ms(state: &State) -> Option<i64> {
        state.due_ms()
    }

    fn view<'a>(
        state: &'a State,
        _beside: &'a Beside,
        audience: Audience,
        now_ms: i64,
    ) -> View<'a> {
        View::of(state, audience, now_ms)
    }
}
