//! What is broadcast of a camp: what changes of its view, and its newest lines. Some
//! of those may have been in the message before, so one that is missed is soon made
//! up for.

use serde::Serialize;
use serde_json::Value;

use super::{
    State,
    view::{Line, Names, SeasonShown, View, fitting},
};
use crate::{Audience, Beside, kinds::mission::board::Lobby};

/// Bytes of all as JSON: Twitch takes 5 KB, and the numbers that each message has
/// stand before it.
const BYTES_MAX: usize = 4_800;

#[derive(Serialize)]
struct Broadcast<'a> {
    open: bool,
    out: u64,
    lost_today: u64,
    lobbies: Vec<Lobby>,
    season: Option<SeasonShown<'a>>,
    /// Newest first.
    lines: Vec<Line>,
    /// How many came since the last time that are not among them.
    more: u64,
    now_ms: i64,
}

pub fn of(state: &State, beside: &Beside, lines: u64, now_ms: i64) -> Option<Value> {
    let View { open, out, lost_today, lobbies, season, .. } =
        View::of(state, beside, Audience::Public, now_ms);
    let mut told = Broadcast {
        open,
        out,
        lost_today,
        lobbies,
        season,
        lines: Vec::new(),
        more: lines,
        now_ms,
    };
    let bytes = serde_json::to_string(&told).map_or(BYTES_MAX, |text| text.len());
    let names = Names { state, pack: state.config.pack() };
    told.lines = fitting(names.lines(beside, now_ms), BYTES_MAX.saturating_sub(bytes));
    let shown = told.lines.iter().filter(|line| line.mission.is_some()).count();
    told.more = lines.saturating_sub(shown as u64);
    serde_json::to_value(told).ok()
}
