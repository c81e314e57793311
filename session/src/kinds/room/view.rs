//! What may be seen of a room: by those who sit there, and by everybody else.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    ballot::About,
    config::{
        AtEnd, Chat, Config, Control, Entry, Links, Order, PerPerson, Reactions, Skipping,
        Visibility, Voice, Wait,
    },
    course::Why,
    item::{Item, Skip, Track},
    playback::{Playback, Rate},
    rights::Rights,
    seat::{Player, Seat, SeatRole, Voices},
    source::{Hosts, Source, SourceKind},
    state::{State, Status},
};
use crate::{Audience, omitted::is_default};

/// More are counted, and not named.
const NAMED_MAX: usize = 50;

#[derive(Debug, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum View<'a> {
    /// Of those who sit there.
    Seated(Box<Inside<'a>>),
    /// Of viewers, and of whoever knocks.
    Public(Outside<'a>),
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Outside<'a> {
    pub status: Status,
    pub title: &'a str,
    /// How many are here.
    pub present: usize,
    pub seats_max: u32,
    pub entry: Entry,
    /// What is on the screens, where the config shows it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item_title: Option<&'a str>,
    /// Server time of this view.
    pub now_ms: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Inside<'a> {
    pub status: Status,
    pub title: &'a str,
    /// As people type it to come in.
    pub code: Option<&'a str>,
    /// Server time of this view.
    pub now_ms: i64,
    /// How far ahead a command lies.
    pub lead_ms: i64,
    pub settings: Settings<'a>,
    pub playback: Picture<'a>,
    /// For whom the room is held.
    pub holding: Option<Holding<'a>>,
    pub queue: BTreeMap<&'a str, Queued<'a>>,
    pub seats: BTreeMap<&'a str, Seen<'a>>,
    /// Who stands in for the owner.
    pub host: Option<&'a str>,
    pub ballot: Option<Voting<'a>>,
    pub check: Option<Checking<'a>>,
    /// True when the live state was lost once and rebuilt from history.
    #[serde(skip_serializing_if = "is_default")]
    pub recovered: bool,
}

/// What pages go by.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Settings<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<&'a str>,
    pub visibility: Visibility,
    pub entry: Entry,
    pub guests: bool,
    pub seats_max: u32,
    pub control: Control,
    pub order: Order,
    pub at_end: AtEnd,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_person: Option<PerPerson>,
    pub wait: Wait,
    pub chat: Chatting,
    pub reactions: &'a Reactions,
    pub voice: Voice,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sources: Option<&'a [SourceKind]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hosts: Option<&'a Hosts>,
    pub skips: Skipping,
    pub idle_close_min: Option<u32>,
}

/// The chat's rules, but not its words.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Chatting {
    pub on: bool,
    pub slow_s: u32,
    pub links: Links,
    pub days: u32,
}

/// Until the anchor screens go on as before; from then on the picture is at
/// `anchor_media_ms + max(0, t - anchor_server_ms) * rate` while it plays.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Picture<'a> {
    pub item: Option<&'a str>,
    pub playing: bool,
    #[schemars(with = "f64")]
    pub rate: Rate,
    pub anchor_media_ms: i64,
    pub anchor_server_ms: i64,
    /// Whose command it was.
    pub by: Option<&'a str>,
    pub why: Why,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Holding<'a> {
    pub r#for: Vec<&'a str>,
    /// When nobody is waited for any more.
    pub until_ms: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Queued<'a> {
    /// Its place, from 0. What stands before the current one was played.
    pub pos: usize,
    pub source: &'a Source,
    pub title: &'a str,
    /// Null of what is live, or not known yet.
    pub duration_ms: Option<i64>,
    /// The seat that added it.
    pub by: Option<&'a str>,
    pub at_ms: i64,
    pub likes: u32,
    /// How many players have measured it, of five.
    pub measured: usize,
    pub tracks: &'a [Track],
    pub skips: &'a [Skip],
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Seen<'a> {
    pub name: &'a str,
    pub role: SeatRole,
    pub rights: Rights,
    pub here: bool,
    pub since_ms: i64,
    /// Whether the person has an account.
    pub account: bool,
    pub player: Player,
    pub voice: Option<Voices>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub muted_until_ms: Option<i64>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Voting<'a> {
    pub id: &'a str,
    pub about: About,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<&'a str>,
    pub choices: &'a [String],
    /// In the order of the choices.
    pub counts: Vec<u32>,
    /// How many have to be for the first choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    pub ends_ms: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Checking<'a> {
    pub id: &'a str,
    /// Who has said that they are ready: the first 50.
    pub ready: Vec<&'a str>,
    /// Who has not: the first 50.
    pub missing: Vec<&'a str>,
    pub ready_count: usize,
    pub missing_count: usize,
    pub until_ms: i64,
}

impl<'a> View<'a> {
    pub(super) fn of(state: &'a State, audience: Audience, now_ms: i64) -> Self {
        let now_ms = now_ms.max(state.at_ms);
        if audience == Audience::Public {
            return Self::Public(Outside::of(state, now_ms));
        }
        Self::Seated(Box::new(Inside::of(state, now_ms)))
    }
}

impl<'a> Outside<'a> {
    fn of(state: &'a State, now_ms: i64) -> Self {
        let current = state.current().filter(|_| state.config.show_item);
        Self {
            status: state.status(now_ms),
            title: &state.config.title,
            present: state.present().count(),
            seats_max: state.config.seats_max,
            entry: state.config.entry,
            item_title: current.map(|item| item.title.as_str()),
            now_ms,
        }
    }
}

impl<'a> Inside<'a> {
    fn of(state: &'a State, now_ms: i64) -> Self {
        let queue = state.queue.iter().enumerate();
        let seats = state.seats.iter();
        Self {
            status: state.status(now_ms),
            title: &state.config.title,
            code: state.code.as_deref(),
            now_ms,
            lead_ms: state.lead_ms,
            settings: Settings::of(&state.config),
            playback: Picture::of(state),
            holding: state.held_until_ms().map(|until_ms| Holding {
                r#for: state.held_for().map(String::as_str).collect(),
                until_ms,
            }),
            queue: queue.map(|(pos, item)| (item.id.as_str(), Queued::of(pos, item))).collect(),
            seats: seats
                .map(|(id, seat)| (id.as_str(), Seen::of(state, id, seat, now_ms)))
                .collect(),
            host: state.host.as_ref().map(|host| host.seat.as_str()),
            ballot: Voting::of(state),
            check: Checking::of(state),
            recovered: state.is_recovered,
        }
    }
}

impl<'a> Settings<'a> {
    fn of(config: &'a Config) -> Self {
        let Config {
            title: _,
            about,
            visibility,
            entry,
            guests,
            seats_max,
            control,
            grants: _,
            order,
            at_end,
            per_person,
            wait,
            chat,
            reactions,
            voice,
            sources,
            hosts,
            skips,
            stand_in: _,
            show_item: _,
            keep: _,
            idle_close_min,
            items: _,
        } = config;
        let Chat { on, slow_s, links, words: _, days } = chat;
        Self {
            about: about.as_deref(),
            visibility: *visibility,
            entry: *entry,
            guests: *guests,
            seats_max: *seats_max,
            control: *control,
            order: *order,
            at_end: *at_end,
            per_person: *per_person,
            wait: *wait,
            chat: Chatting { on: *on, slow_s: *slow_s, links: *links, days: *days },
            reactions,
            voice: *voice,
            sources: sources.as_deref(),
            hosts: hosts.as_ref(),
            skips: *skips,
            idle_close_min: *idle_close_min,
        }
    }
}

impl<'a> Picture<'a> {
    fn of(state: &'a State) -> Self {
        let course = &state.course;
        let Playback { item, playing, rate, anchor_media_ms, anchor_server_ms } = &course.playback;
        Self {
            item: item.as_deref(),
            playing: *playing,
            rate: *rate,
            anchor_media_ms: *anchor_media_ms,
            anchor_server_ms: *anchor_server_ms,
            by: course.by.as_deref(),
            why: course.why,
        }
    }
}

impl<'a> Queued<'a> {
    fn of(pos: usize, item: &'a Item) -> Self {
        Self {
            pos,
            source: &item.source,
            title: &item.title,
            duration_ms: item.duration_ms(),
            by: item.by.as_deref(),
            at_ms: item.at_ms,
            likes: item.likes.count(),
            measured: item.measured.count(),
            tracks: &item.tracks,
            skips: &item.skips,
        }
    }
}

impl<'a> Seen<'a> {
    fn of(state: &State, id: &str, seat: &'a Seat, now_ms: i64) -> Self {
        Self {
            name: &seat.name,
            role: seat.role,
            rights: state.rights(id, seat),
            here: seat.is_here(),
            since_ms: seat.since_ms,
            account: seat.account,
            player: seat.player,
            voice: seat.voice,
            // A mute in the shadow is shown to nobody.
            muted_until_ms: seat.muted_until_ms(now_ms),
        }
    }
}

impl<'a> Voting<'a> {
    fn of(state: &'a State) -> Option<Self> {
        let ballot = state.ballot.as_ref()?;
        Some(Self {
            id: &ballot.id,
            about: ballot.about,
            question: ballot.question.as_deref(),
            choices: &ballot.choices,
            counts: state.counts(ballot),
            needed: (ballot.about != About::Poll).then(|| state.needed()),
            ends_ms: ballot.ends_ms,
        })
    }
}

impl<'a> Checking<'a> {
    fn of(state: &'a State) -> Option<Self> {
        let check = state.check.as_ref()?;
        let named = |is_ready| {
            let named = state.answers(is_ready).take(NAMED_MAX);
            named.map(String::as_str).collect::<Vec<_>>()
        };
        let count = |is_ready| state.answers(is_ready).count();
        Some(Self {
            id: &check.id,
            ready: named(true),
            missing: named(false),
            ready_count: count(true),
            missing_count: count(false),
            until_ms: check.until_ms,
        })
    }
}
