//! camp: where a channel's expeditions leave from, and what all of them are seen
//! doing.
//!
//! Its state is what the streamer and moderators do, and the season. Who is out,
//! the newest lines and the parties that wait are on its board, written by the
//! expeditions themselves.

mod broadcast;
mod config;
mod largest;
mod record;
mod season;
#[cfg(test)]
mod tests;
mod view;

pub use config::{Chosen, Config, Corner, NAME_CHARS_MAX, Names, Seasons, Ticker};
pub use season::Season;
pub use view::View;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::board::{COUNTS, EXTENSION, LOBBIES, OUT, TICKER};
use crate::{
    Actor, Audience, Beside, Channel, Delivery, Example, Fact, Kind, List, Problem, Rejection,
    Role, Row, Table, id, text,
};

/// Hidden names that a camp keeps; the rows of survivors know all of them.
const HIDDEN_MAX: usize = 200;
const REASON_CHARS_MAX: usize = 200;

/// The camp of a Twitch channel: a channel has one, found without a lookup.
#[must_use]
pub fn of_broadcaster(broadcaster_id: &str) -> Uuid {
    id::derived(Camp::NAME, broadcaster_id)
}

/// The name the marker type is listed under.
pub struct Camp;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub config: Config,
    pub is_open: bool,
    /// The season that runs, if one does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<Season>,
    /// How many seasons there were.
    pub seasons: u32,
    /// Since when what is wanted of seasons is as it is.
    pub settled_ms: i64,
    /// Oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Hidden>,
    /// When the streamer last asked for a line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub test_ms: Option<i64>,
}

/// A survivor whose name a moderator hid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Hidden {
    pub survivor: Uuid,
    pub at_ms: i64,
}

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Lets people go out.
    Open {},
    /// Lets nobody go out; whoever is out comes home.
    Close {},
    /// Shows a name of the pack instead of a survivor's own, in all channels where it
    /// was out from here.
    HideName {
        survivor: Uuid,
        /// 1 to 200 characters.
        #[serde(default, deserialize_with = "text::trimmed_if_given")]
        reason: Option<String>,
    },
    /// Shows a survivor's own name again.
    ShowName { survivor: Uuid },
    /// Sends away a party that has not left yet.
    ResetLobby { mission: Uuid },
    /// Ends the season now; the next one begins.
    CloseSeason {},
    /// Shows a line on the ticker, to see where it stands.
    TestLine {},
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    Opened,
    Closed,
    NameHidden {
        survivor: Uuid,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<String>,
    },
    NameShown {
        survivor: Uuid,
    },
    LobbyReset {
        mission: Uuid,
    },
    SeasonBegun {
        number: u32,
        title: String,
        ends_ms: i64,
    },
    SeasonClosed {
        number: u32,
        title: String,
        begun_ms: i64,
    },
    LineTested,
}

impl Kind for Camp {
    const NAME: &'static str = "mission";
    const DELIVERY: Delivery = Delivery::Beat;
    const FRAMES_PER_S: u32 = 1;
    const REJECTIONS: &'static [&'static str] = &["wrong_status", "forbidden", "ended"];
    const COMMANDS: &'static [&'static str] =
        &["open", "close", "hide_name", "show_name", "reset_lobby", "close_season", "test_line"];
    const STATE_BYTES_MAX: usize = 64 * 1024;
    const VIEW_BYTES_MAX: usize = 4 * 1024;
    const BROADCASTS: Option<&'static List> = Some(&EXTENSION);
    const SENT: &'static [&'static str] = &["season_closed"];
    const FOLLOWED: &'static [&'static str] =
        &["name_hidden", "name_shown", "lobby_reset", "season_closed"];
    const BOARD: &'static [List] = &[OUT, TICKER, LOBBIES, COUNTS, EXTENSION];
    const TABLES: &'static [&'static Table] = &[&record::SEASON];
    const CHANNEL: Option<Channel> = Some(Channel { provider: "twitch", listens_to: None });
    const ANYBODY: Option<Role> = Some(Role::Participant);
    const LINKS: &'static [Role] = &[Role::Overlay, Role::Moderator];
    const AUDIENCES: &'static [Audience] =
        &[Audience::Public, Audience::Moderator, Audience::Owner];

    type Config = Config;
    type State = State;
    type Command = Command;
    type Event = Event;
    type View<'a> = View<'a>;

    fn example() -> Example<Config> {
        let (secret, hidden) = ("a word for chat", "00000000-0000-4000-8000-000000000007");
        let config = Config {
            chat_word: Some(secret.into()),
            blocked_names: vec!["Nobody at all".into()],
            season: Some(Seasons { title: "Spring tides".into(), days: 28 }),
            ..Config::default()
        };
        Example {
            config,
            commands: vec![
                ("close", json!({})),
                ("open", json!({})),
                ("test_line", json!({})),
                ("hide_name", json!({ "survivor": hidden, "reason": "it is no name" })),
                ("show_name", json!({ "survivor": hidden })),
                ("hide_name", json!({ "survivor": hidden })),
                ("reset_lobby", json!({ "mission": "00000000-0000-4000-8000-000000000008" })),
                ("close_season", json!({})),
            ],
            secrets: vec![
                (secret, None),
                ("Nobody at all", None),
                ("it is no name", None),
                (hidden, Some(Audience::Moderator)),
            ],
        }
    }

    fn largest() -> Example<Config> {
        largest::largest()
    }

    fn check(config: &Config) -> Vec<Problem> {
        config.problems()
    }

    /// The end of a season is for good.
    fn may(role: Role, command: &str) -> bool {
        match command {
            "close_season" => matches!(role, Role::Owner | Role::System),
            _ => role.steers(),
        }
    }

    fn check_command(_state: &State, command: &Command) -> Vec<Problem> {
        let reason = match command {
            Command::HideName { reason, .. } => reason.as_deref(),
            _ => None,
        };
        let is_good = reason.is_none_or(|reason| text::is_text(reason, REASON_CHARS_MAX));
        let problem = || Problem::new("reason", "1 to 200 characters");
        (!is_good).then(problem).into_iter().collect()
    }

    fn open(config: &Config, now_ms: i64) -> State {
        State {
            config: config.clone(),
            is_open: true,
            season: None,
            seasons: 0,
            settled_ms: now_ms,
            hidden: Vec::new(),
            test_ms: None,
        }
    }

    fn decide(
        state: &State,
        _beside: &Beside,
        command: Command,
        _actor: &Actor,
        _now_ms: i64,
    ) -> Result<Vec<Event>, Rejection> {
        let wrong = |message: &str| Err(Rejection::new("wrong_status", message));
        Ok(vec![match command {
            Command::Open {} if state.is_open => return wrong("it is open"),
            Command::Open {} => Event::Opened,
            Command::Close {} if !state.is_open => return wrong("it is closed"),
            Command::Close {} => Event::Closed,
            Command::HideName { survivor, reason } => Event::NameHidden { survivor, reason },
            Command::ShowName { survivor } => Event::NameShown { survivor },
            Command::ResetLobby { mission } => Event::LobbyReset { mission },
            Command::CloseSeason {} => match &state.season {
                Some(season) => season::closed(season),
                None => return wrong("no season runs"),
            },
            Command::TestLine {} => Event::LineTested,
        }])
    }

    fn apply(state: &mut State, event: &Event, at_ms: i64) {
        state.apply(event, at_ms);
    }

    fn config(state: &State) -> &Config {
        &state.config
    }

    fn configure(state: &mut State, config: &Config, at_ms: i64) {
        if config.season.is_some() != state.config.season.is_some() {
            state.settled_ms = at_ms;
        }
        state.config = config.clone();
    }

    fn advance(state: &State, _beside: &Beside, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        state.advance(now_ms, most)
    }

    fn status(state: &State) -> Option<&'static str> {
        Some(if state.is_open { "open" } else { "closed" })
    }

    fn due_ms(state: &State) -> Option<i64> {
        state.due_ms()
    }

    fn view<'a>(state: &'a State, beside: &'a Beside, audience: Audience, now_ms: i64) -> View<'a> {
        View::of(state, beside, audience, now_ms)
    }

    fn broadcast(state: &State, beside: &Beside, lines: u64, now_ms: i64) -> Option<Value> {
        broadcast::of(state, beside, lines, now_ms)
    }

    fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
        record::rows(fact)
    }
}

impl State {
    fn apply(&mut self, event: &Event, at_ms: i64) {
        match event.clone() {
            Event::Opened => self.is_open = true,
            Event::Closed => self.is_open = false,
            Event::NameHidden { survivor, reason: _ } => {
                self.hidden.retain(|one| one.survivor != survivor);
                self.hidden.push(Hidden { survivor, at_ms });
                let over = self.hidden.len().saturating_sub(HIDDEN_MAX);
                self.hidden.drain(..over);
            }
            Event::NameShown { survivor } => self.hidden.retain(|one| one.survivor != survivor),
            // It is the expedition's to end.
            Event::LobbyReset { .. } => {}
            Event::SeasonBegun { number, title, ends_ms } => {
                self.season = Some(Season { number, title, begun_ms: at_ms, ends_ms });
                self.seasons = number;
                self.settled_ms = at_ms;
            }
            Event::SeasonClosed { .. } => {
                self.season = None;
                self.settled_ms = at_ms;
            }
            Event::LineTested => self.test_ms = Some(at_ms),
        }
    }
}
