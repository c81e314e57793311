//! What is seen of a mission.

use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use super::{State, event::Results, state::Way};
use crate::kinds::mission::{
    Outcome,
    pack::Named,
    resolver::{RESOLVER, Seed, with_names},
};

#[derive(Debug, Serialize, JsonSchema)]
pub struct View<'a> {
    pub camp: Uuid,
    /// `lobby`, `in_progress`, `completed`, `failed` or `abandoned`.
    pub status: &'static str,
    pub difficulty: u8,
    /// The last one that was told.
    pub tick: u32,
    /// Null before departure, and `goal` with it.
    pub ticks: Option<u32>,
    /// Ticks that must succeed.
    pub goal: Option<u32>,
    pub progress: u32,
    /// When the next tick is due.
    pub next_ms: Option<i64>,
    /// SHA-256 of the seed, from departure on.
    pub seal: Option<String>,
    /// Once it has ended.
    pub seed: Option<Seed>,
    pub pack: &'a Named,
    /// The number of the rules that it is told by.
    pub resolver: u32,
    pub host: Option<Uuid>,
    /// Until when a party may wait.
    pub expires_ms: Option<i64>,
    pub party: Vec<Seen<'a>>,
    /// Oldest first.
    pub lines: Vec<Line<'a>>,
    pub results: Option<&'a Results>,
    /// True when the live state was lost once and rebuilt from history.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recovered: bool,
    /// Server time of this view.
    pub now_ms: i64,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Seen<'a> {
    pub slot: u8,
    pub survivor: Uuid,
    pub name: &'a str,
    pub level: u8,
    /// `active`, `injured` or `lost`.
    pub state: &'static str,
    pub marks: u8,
    /// Whether it is on its way.
    pub upright: bool,
    pub ready: bool,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Line<'a> {
    pub tick: u32,
    pub at_ms: i64,
    pub encounter: &'a str,
    pub slot: u8,
    /// In 1/10,000, as the roll.
    pub chance: u32,
    pub roll: u32,
    pub outcome: Outcome,
    pub find: u32,
    pub text: String,
}

impl<'a> View<'a> {
    pub(super) fn of(state: &'a State, now_ms: i64) -> Self {
        let way = state.way.as_ref();
        let has_ended = state.end.is_some();
        let terms = way.map(|way| &way.departing.terms);
        Self {
            camp: state.config.camp,
            status: state.status(),
            difficulty: state.config.difficulty,
            tick: way.map_or(0, |way| way.story.tick),
            ticks: way.map(|way| way.story.ticks),
            goal: way.map(|way| way.story.goal),
            progress: way.map_or(0, |way| way.story.progress),
            next_ms: state.on_the_way().and_then(|_| state.due_ms()),
            seal: way.map(|way| way.departing.seed.seal()),
            seed: way.filter(|_| has_ended).map(|way| way.departing.seed),
            pack: terms.map_or(&state.config.pack, |terms| &terms.pack),
            resolver: terms.map_or(RESOLVER, |terms| terms.resolver),
            host: state.host,
            expires_ms: state.is_lobby().then(|| state.config.expires_ms()),
            party: (0..state.seats.len()).map(|at| Seen::of(state, at)).collect(),
            lines: way.map(|way| lines(state, way)).unwrap_or_default(),
            results: state.end.as_ref().and_then(|end| end.results.as_ref()),
            recovered: state.is_recovered,
            now_ms: now_ms.max(state.at_ms),
        }
    }
}

impl<'a> Seen<'a> {
    fn of(state: &'a State, at: usize) -> Self {
        let seat = &state.seats[at];
        let who = &seat.who;
        let member = state.way.as_ref().and_then(|way| way.story.party.get(at));
        let results = state.end.as_ref().and_then(|end| end.results.as_ref());
        let came = results.and_then(|results| results.party.get(at));
        let injured = match (came, member) {
            (Some(came), _) => came.hurt,
            (None, Some(member)) => member.hurt,
            (None, None) => who.injured,
        };
        let is_lost = came.map_or_else(|| member.is_some_and(|one| one.lost), |came| came.lost);
        let marks = match (came, member) {
            (Some(came), _) => came.marks,
            (None, Some(member)) => member.marks,
            (None, None) => who.marks,
        };
        Self {
            slot: who.slot,
            survivor: who.survivor,
            name: &who.name,
            level: came.map_or(who.level, |came| came.level),
            state: match (is_lost, injured) {
                (true, _) => "lost",
                (false, true) => "injured",
                (false, false) => "active",
            },
            marks,
            upright: member.is_some_and(|one| one.upright),
            ready: seat.is_ready,
        }
    }
}

fn lines<'a>(state: &'a State, way: &'a Way) -> Vec<Line<'a>> {
    let Some(pack) = way.departing.terms.pack.pack() else { return Vec::new() };
    let names = state.names();
    let told =
        way.told.iter().flat_map(|kept| kept.tick.lines.iter().map(move |line| (kept, line)));
    told.map(|(kept, line)| Line {
        tick: kept.tick.tick,
        at_ms: kept.at_ms,
        encounter: &kept.tick.encounter,
        slot: line.slot,
        chance: line.chance,
        roll: line.roll,
        outcome: line.outcome,
        find: line.find,
        text: with_names(&pack.stored_text(&kept.tick, line).unwrap_or_default(), &names),
    })
    .collect()
}
