//! What may be asked of a room, and the limits of what is asked.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    ballot::{self, About},
    item::{Given, Skip, Track, hold_skips, hold_title, hold_tracks, is_duration},
    limits::{
        ADDED_MAX, DAY_MS, ID_CHARS_MAX, LEAD_MS, MUTE_MIN, REASON_CHARS_MAX, TITLE_BYTES_MAX,
        TITLE_CHARS_MAX,
    },
    playback::Rate,
    rights::Rights,
    seat::{self, Mutes, Player, Scope, SeatRole},
};
use crate::{Problem, held::Held, text};

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Plays: soon, at a time, or after a countdown.
    Play {
        /// Server time, 24 hours ahead at most: all see a countdown until then.
        at_ms: Option<i64>,
        /// True for 3 seconds, or 1 to 60 of them.
        countdown: Option<Countdown>,
    },
    /// Stands on one picture, for all the same.
    Pause {},
    /// Goes to another place.
    Seek {
        media_ms: i64,
    },
    /// 0.25 to 4, in hundredths.
    Rate {
        rate: f64,
    },
    Next {},
    Previous {},
    /// Takes an item of the queue.
    Jump {
        item: String,
    },
    /// Takes the last seek, jump, next, remove or clear back, within 30 seconds.
    Undo {},

    /// Adds 1 to 100 items.
    Add {
        items: Vec<Given>,
        #[serde(default)]
        place: Place,
    },
    Edit {
        item: String,
        /// 1 to 120 characters.
        #[serde(default, deserialize_with = "text::trimmed_if_given")]
        title: Option<String>,
        skips: Option<Vec<Skip>>,
        tracks: Option<Vec<Track>>,
    },
    /// Puts an item before another, or at the end.
    Move {
        item: String,
        before: Option<String>,
    },
    Remove {
        item: String,
    },
    /// Removes all but what is on the screens.
    Clear {},
    /// Puts what comes into any order.
    Shuffle {},
    Like {
        item: String,
        on: bool,
    },
    /// What somebody's player has found out; the first five count.
    Measured {
        item: String,
        /// 1,000 to 86,400,000.
        duration_ms: Option<i64>,
        /// 1 to 120 characters, where nobody gave a title.
        #[serde(default, deserialize_with = "text::trimmed_if_given")]
        title: Option<String>,
    },
    /// How somebody's player is: while the room waits, or when it failed.
    Player {
        item: String,
        state: PlayerState,
    },

    /// Opens a ballot: 15 seconds to skip or to pause, or a poll.
    Ballot {
        about: About,
        /// 1 to 200 characters, of a poll.
        #[serde(default, deserialize_with = "text::trimmed_if_given")]
        question: Option<String>,
        /// 2 to 10 of 1 to 100 characters, of a poll.
        choices: Option<Vec<String>>,
        /// 10 to 3,600, of a poll; without it a minute.
        ends_s: Option<u32>,
    },
    /// A choice by its place, from 0; the last one counts.
    Cast {
        ballot: String,
        choice: usize,
    },
    EndBallot {
        ballot: String,
    },
    /// Asks who is ready, for 30 seconds.
    Check {},
    Answer {
        check: String,
        ready: bool,
    },
    EndCheck {
        check: String,
    },

    Rename {
        /// 1 to 30 characters.
        #[serde(deserialize_with = "text::trimmed")]
        name: String,
    },
    Role {
        seat: String,
        role: GivenRole,
    },
    Grant {
        seat: String,
        #[serde(default)]
        add: Rights,
        #[serde(default)]
        take: Rights,
    },
    /// Somebody stands in for the owner, until a time or until it is taken back.
    HandOver {
        seat: String,
        until_ms: Option<i64>,
    },
    TakeBack {},
    /// Lets somebody in who knocks.
    Admit {
        seat: String,
    },
    Mute {
        seat: String,
        scope: Scope,
        /// 1 to 1,440.
        minutes: u32,
        /// Nobody is told, the muted one least of all: chat only.
        #[serde(default)]
        shadow: bool,
    },
    Unmute {
        seat: String,
    },
    Kick {
        seat: String,
        /// 1 to 200 characters.
        #[serde(default, deserialize_with = "text::trimmed_if_given")]
        reason: Option<String>,
    },
    Voice {
        mic: bool,
        camera: bool,
        share: bool,
    },
    HangUp {},
    Leave {},
    Close {},

    /// Somebody has a place; this and the next are sent by Downbeat itself.
    Seat(Sitting),
    /// Is here: the lease began, or began again.
    Arrive {
        seat: String,
    },
    /// The lease ended.
    Drop {
        seat: String,
    },
    /// What Downbeat knows of the room.
    Tune {
        /// 200 to 2,000, from what round trips were reported.
        lead_ms: Option<i64>,
        /// As people type it.
        code: Option<String>,
        /// People talk: it is not idle.
        #[serde(default)]
        in_use: bool,
    },
}

/// Who sits down, with what their row remembers.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sitting {
    pub seat: String,
    /// 1 to 30 characters.
    #[serde(deserialize_with = "text::trimmed")]
    pub name: String,
    pub role: SeatRole,
    #[serde(default)]
    pub account: bool,
    #[serde(default)]
    pub add: Rights,
    #[serde(default)]
    pub take: Rights,
    #[serde(default)]
    pub mutes: Mutes,
}

#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Countdown {
    Wanted(bool),
    Seconds(u32),
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    #[default]
    End,
    Next,
    /// And plays it.
    Now,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PlayerState {
    Ready,
    Loading,
    Failed,
    Drifting,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GivenRole {
    Cohost,
    Member,
    Guest,
}

impl Countdown {
    pub fn seconds(self) -> Option<u32> {
        match self {
            Self::Wanted(is_wanted) => is_wanted.then_some(3),
            Self::Seconds(seconds) => Some(seconds),
        }
    }
}

impl From<GivenRole> for SeatRole {
    fn from(role: GivenRole) -> Self {
        match role {
            GivenRole::Cohost => Self::Cohost,
            GivenRole::Member => Self::Member,
            GivenRole::Guest => Self::Guest,
        }
    }
}

impl From<PlayerState> for Player {
    fn from(state: PlayerState) -> Self {
        match state {
            PlayerState::Ready => Self::Ready,
            PlayerState::Loading => Self::Loading,
            PlayerState::Failed => Self::Failed,
            PlayerState::Drifting => Self::Drifting,
        }
    }
}

impl Command {
    pub fn problems(&self) -> Vec<Problem> {
        let mut held = Held::default();
        self.hold_ids(&mut held);
        match self {
            Self::Play { at_ms, countdown } => {
                let seconds = countdown.and_then(Countdown::seconds);
                let is_good = seconds.is_none_or(|seconds| (1..=60).contains(&seconds));
                held.hold(is_good, "countdown", "true, or 1 to 60 seconds");
                let is_one = at_ms.is_none() || seconds.is_none();
                held.hold(is_one, "countdown", "a time has its own countdown");
            }
            Self::Seek { media_ms } => {
                held.hold((0..=DAY_MS).contains(media_ms), "media_ms", "0 to 86,400,000");
            }
            Self::Rate { rate } => {
                held.hold(Rate::given(*rate).is_some(), "rate", "0.25 to 4");
            }
            Self::Add { items, place: _ } => {
                held.hold((1..=ADDED_MAX).contains(&items.len()), "items", "1 to 100 items");
                for (n, item) in items.iter().enumerate().take(ADDED_MAX) {
                    item.hold(&mut held, &format!("items.{n}."));
                }
            }
            Self::Edit { item: _, title, skips, tracks } => {
                if let Some(title) = title {
                    hold_title(&mut held, title, "title");
                }
                hold_skips(&mut held, skips.as_deref().unwrap_or_default(), "skips");
                hold_tracks(&mut held, tracks.as_deref().unwrap_or_default(), "tracks");
            }
            Self::Measured { item: _, duration_ms, title } => {
                let is_good = duration_ms.is_none_or(is_duration);
                held.hold(is_good, "duration_ms", "1,000 to 86,400,000");
                let is_title = |title: &String| {
                    text::is_name(title, TITLE_CHARS_MAX) && title.len() <= TITLE_BYTES_MAX
                };
                let is_good = title.as_ref().is_none_or(is_title);
                held.hold(is_good, "title", "1 to 120 characters, 360 bytes");
            }
            Self::Ballot { about, question, choices, ends_s } => {
                ballot::hold(&mut held, *about, question.as_deref(), choices.as_deref(), *ends_s);
            }
            Self::Rename { name } => seat::hold_name(&mut held, name),
            Self::Seat(sitting) => seat::hold_name(&mut held, &sitting.name),
            Self::Mute { seat: _, scope, minutes, shadow } => {
                held.hold(MUTE_MIN.contains(minutes), "minutes", "1 to 1,440");
                let is_good = !shadow || *scope == Scope::Chat;
                held.hold(is_good, "shadow", "of the chat only");
            }
            Self::Kick { seat: _, reason: Some(reason) } => {
                held.text(reason, REASON_CHARS_MAX, "reason");
            }
            Self::Tune { lead_ms, code, in_use: _ } => {
                let is_good = lead_ms.is_none_or(|ms| LEAD_MS.contains(&ms));
                held.hold(is_good, "lead_ms", "200 to 2,000");
                if let Some(code) = code {
                    held.text(code, ID_CHARS_MAX, "code");
                }
            }
            _ => {}
        }
        held.0
    }

    /// Ids of something in the room, which is looked for.
    fn hold_ids(&self, held: &mut Held) {
        let (id, field) = match self {
            Self::Jump { item }
            | Self::Edit { item, .. }
            | Self::Move { item, .. }
            | Self::Remove { item }
            | Self::Like { item, .. }
            | Self::Measured { item, .. }
            | Self::Player { item, .. } => (item, "item"),
            Self::Cast { ballot, .. } | Self::EndBallot { ballot } => (ballot, "ballot"),
            Self::Answer { check, .. } | Self::EndCheck { check } => (check, "check"),
            Self::Role { seat, .. }
            | Self::Grant { seat, .. }
            | Self::HandOver { seat, .. }
            | Self::Admit { seat }
            | Self::Mute { seat, .. }
            | Self::Unmute { seat }
            | Self::Kick { seat, .. }
            | Self::Seat(Sitting { seat, .. })
            | Self::Arrive { seat }
            | Self::Drop { seat } => (seat, "seat"),
            _ => return,
        };
        held.text(id, ID_CHARS_MAX, field);
        if let Self::Move { before: Some(before), .. } = self {
            held.text(before, ID_CHARS_MAX, "before");
        }
    }
}
