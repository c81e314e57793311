//! expedition: one mission, from its lobby to the end.
//!
//! Who sits there, when the party leaves, who turns back and whether the host ends
//! it is written to rows first, and the rows win. What happens on the way follows
//! from the seed: a state that live Redis lost tells the same ticks again, each
//! dated when it was due.

mod command;
mod config;
mod decide;
mod event;
mod examples;
mod facts;
mod homecoming;
mod notes;
mod passing;
mod record;
mod state;
mod stories;
mod terms;
#[cfg(test)]
mod tests;
mod told;
mod view;

pub use command::Command;
pub use config::{Config, LOBBY_MS, Party};
pub use event::{Event, Results, Seating, Why};
pub use facts::{Facts, MemberRow, MissionRow};
pub use homecoming::{After, HEALS_MS, Homecoming, LONG_REST_MS};
pub use state::{End, Seat, State, Way};
pub use stories::{Stored, StoredLine, Wish};
pub use terms::{AHEAD_MS, AfterOutage, Departing, OUTAGE_MS, Terms, ThirdMark, Traveller};
pub use told::{Kept, ToldLine};
pub use view::View;

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::board::EXTENSION;
use crate::{
    Actor, Audience, Beside, Delivery, Example, Fact, Kind, List, Note, Problem, Rejection, Role,
    Row, Table,
};

/// The name the marker type is listed under.
pub struct Expedition;

impl Kind for Expedition {
    const NAME: &'static str = "expedition";
    const IS_INNER: bool = true;
    const DELIVERY: Delivery = Delivery::Prompt;
    const REJECTIONS: &'static [&'static str] =
        &["wrong_status", "party_full", "not_member", "limited", "forbidden", "ended"];
    const COMMANDS: &'static [&'static str] =
        &["ready", "seat", "unseat", "hand_over", "depart", "turn_back", "recall", "reconcile"];
    const STATE_BYTES_MAX: usize = 16 * 1024;
    const VIEW_BYTES_MAX: usize = 32 * 1024;
    const SENT: &'static [&'static str] = &["departed", "ended"];
    const BROADCASTS: Option<&'static List> = Some(&EXTENSION);
    const FOLLOWED: &'static [&'static str] = &["readied", "ended"];
    const SECRETS: &'static [&'static str] = &["seed"];
    const TABLES: &'static [&'static Table] =
        &[&record::MISSION, &record::MEMBER, &record::LOG, &record::SURVIVOR];
    const ANYBODY: Option<Role> = Some(Role::Participant);
    const LINKS: &'static [Role] = &[];
    const AUDIENCES: &'static [Audience] = &[Audience::Public];

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View<'a> = View<'a>;

    fn example() -> Example<Config> {
        examples::example()
    }

    fn largest() -> Example<Config> {
        examples::largest()
    }

    fn check(config: &Config) -> Vec<Problem> {
        config.problems()
    }

    fn may(role: Role, command: &str) -> bool {
        decide::may(role, command)
    }

    fn check_command(state: &State, command: &Command) -> Vec<Problem> {
        command.problems(state)
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
        state.config = config.clone();
        // What it leads to comes no earlier than it does.
        state.at_ms = at_ms;
    }

    fn advance(state: &State, _beside: &Beside, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        state.advance(now_ms, most)
    }

    /// It goes on as if nothing had been lost; the ticks that were follow.
    fn recover(state: &State, now_ms: i64) -> Vec<(i64, Event)> {
        // One that nothing was told of yet lost nothing.
        let is_lost = state.on_the_way().is_some_and(|way| !way.told.is_empty());
        let recovered = || (state.before_what_comes_ms(now_ms), Event::Recovered);
        is_lost.then(recovered).into_iter().collect()
    }

    fn reconcile(state: &State, facts: &Value, now_ms: i64) -> Vec<(i64, Event)> {
        let facts = Facts::deserialize(facts).unwrap_or_default();
        let left_ms = facts.missions.first().and_then(|row| Some(row.terms.as_ref()?.depart_ms));
        let at_ms = state.before_what_comes_ms(now_ms.min(left_ms.unwrap_or(now_ms)));
        state.reconciled(&facts, at_ms).into_iter().map(|event| (at_ms, event)).collect()
    }

    fn parent(state: &State) -> Option<Uuid> {
        Some(state.config.camp)
    }

    fn entries(state: &State) -> Vec<Note> {
        notes::entries(state)
    }

    fn lines(state: &State, event: &Event, at_ms: i64) -> Vec<Note> {
        notes::lines(state, event, at_ms)
    }

    fn status(state: &State) -> Option<&'static str> {
        Some(state.status())
    }

    fn is_running(state: &State) -> bool {
        state.end.is_none()
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

    fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
        record::rows(fact)
    }
}

impl State {
    /// A time for what is found out late: behind all that happened, and before what
    /// is told next, whose own time it has.
    fn before_what_comes_ms(&self, now_ms: i64) -> i64 {
        now_ms.min(self.due_ms().unwrap_or(now_ms)).max(self.at_ms)
    }
}
