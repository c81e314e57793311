//! Seasons: one after the other, for as long as the config has them.

use serde::{Deserialize, Serialize};

use super::{Event, State, config::Seasons};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// The season that runs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Season {
    /// From 1.
    pub number: u32,
    pub title: String,
    pub begun_ms: i64,
    pub ends_ms: i64,
}

impl State {
    /// When the season that runs is over: at once where none is wanted any more.
    fn season_ends_ms(&self) -> Option<i64> {
        let season = self.season.as_ref()?;
        let is_wanted = self.config.season.is_some();
        Some(if is_wanted { season.ends_ms } else { self.settled_ms.min(season.ends_ms) })
    }

    pub fn due_ms(&self) -> Option<i64> {
        let begins_ms = self.config.season.as_ref().map(|_| self.settled_ms);
        self.season_ends_ms().or(begins_ms)
    }

    pub fn advance(&self, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        let mut told: Vec<(i64, Event)> = Vec::new();
        if self.due_ms().is_none_or(|due_ms| due_ms > now_ms) {
            return told;
        }
        let mut later = self.clone();
        while let Some(at_ms) = later.due_ms().filter(|due_ms| *due_ms <= now_ms) {
            if told.len() >= most && told.last().is_some_and(|(last_ms, _)| *last_ms < at_ms) {
                break;
            }
            let Some(event) = later.turned(at_ms) else { break };
            later.apply(&event, at_ms);
            told.push((at_ms, event));
        }
        told
    }

    fn turned(&self, at_ms: i64) -> Option<Event> {
        if let Some(season) = &self.season {
            return Some(closed(season));
        }
        let Seasons { title, days } = self.config.season.clone()?;
        let ends_ms = at_ms + i64::from(days) * DAY_MS;
        Some(Event::SeasonBegun { number: self.seasons + 1, title, ends_ms })
    }
}

pub fn closed(season: &Season) -> Event {
    let Season { number, title, begun_ms, ends_ms: _ } = season.clone();
    Event::SeasonClosed { number, title, begun_ms }
}
