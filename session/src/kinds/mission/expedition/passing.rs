//! What passing time does: the end of a lobby, ticks, and the end of a mission.

use uuid::Uuid;

use super::{
    Event, State,
    event::Results,
    homecoming,
    state::Way,
    terms::{AfterOutage, OUTAGE_MS},
    told::ToldLine,
};
use crate::kinds::mission::resolver::{self, Mission, Status, Tick};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coming {
    Expiry,
    Tick,
    Recall,
    /// Of a story whose last tick is on record, and its end is not.
    End,
}

impl State {
    pub fn due_ms(&self) -> Option<i64> {
        self.coming().map(|(at_ms, _)| at_ms)
    }

    /// Each tick is dated when it was due, whenever it is told.
    pub fn advance(&self, now_ms: i64, most: usize) -> Vec<(i64, Event)> {
        let mut told: Vec<(i64, Event)> = Vec::new();
        if self.due_ms().is_none_or(|due_ms| due_ms > now_ms) {
            return told;
        }
        let mut later = self.clone();
        while let Some((due_ms, what)) = later.coming().filter(|(due_ms, _)| *due_ms <= now_ms) {
            let held_ms = later.held_ms(due_ms, what, now_ms);
            let at_ms = if held_ms.is_some() { now_ms } else { due_ms };
            if told.len() >= most && told.last().is_some_and(|(last_ms, _)| *last_ms < at_ms) {
                break;
            }
            let events = match held_ms {
                Some(ms) => vec![Event::Held { ms }],
                None => later.become_of(what, at_ms),
            };
            if events.is_empty() {
                break;
            }
            for event in events {
                later.apply(&event, at_ms);
                told.push((at_ms, event));
            }
        }
        told
    }

    fn coming(&self) -> Option<(i64, Coming)> {
        if self.end.is_some() {
            return None;
        }
        let Some(way) = &self.way else {
            return Some((self.config.expires_ms().max(self.at_ms), Coming::Expiry));
        };
        if way.story.is_over() {
            return Some((way.told_ms().max(self.at_ms), Coming::End));
        }
        let (next, mission) = (way.story.tick + 1, self.config.mission);
        let tick_ms = way.departing.terms.due_ms(mission, next, way.held_ms).max(self.at_ms);
        match way.recall_ms.map(|recall_ms| recall_ms.max(self.at_ms)) {
            Some(recall_ms) if recall_ms <= tick_ms => Some((recall_ms, Coming::Recall)),
            _ => Some((tick_ms, Coming::Tick)),
        }
    }

    /// By how much what is left is shifted: whole ticks, so that missions stay
    /// spread as they were.
    fn held_ms(&self, due_ms: i64, what: Coming, now_ms: i64) -> Option<i64> {
        let terms = &self.way.as_ref()?.departing.terms;
        let late_ms = now_ms - due_ms;
        let is_held = terms.after_outage == AfterOutage::Hold;
        if !is_held || what != Coming::Tick || late_ms < OUTAGE_MS {
            return None;
        }
        let ticks = (late_ms + terms.tick_ms - 1) / terms.tick_ms;
        Some(ticks * terms.tick_ms)
    }

    fn become_of(&self, what: Coming, at_ms: i64) -> Vec<Event> {
        match (what, &self.way) {
            (Coming::Expiry, _) | (_, None) => vec![self.abandoned()],
            (Coming::Recall, Some(way)) => {
                let mut story = way.story_at(at_ms);
                story.recall();
                self.ended(way, &story, at_ms).into_iter().collect()
            }
            (Coming::Tick, Some(way)) => self.ticked(way, at_ms),
            (Coming::End, Some(way)) => self.ended(way, &way.story, at_ms).into_iter().collect(),
        }
    }

    /// A party that never left.
    pub fn abandoned(&self) -> Event {
        Event::Ended { status: Status::Abandoned, results: None, released: self.survivors() }
    }

    fn survivors(&self) -> Vec<Uuid> {
        self.seats.iter().map(|seat| seat.who.survivor).collect()
    }

    fn ticked(&self, way: &Way, at_ms: i64) -> Vec<Event> {
        let departing = &way.departing;
        let departure = departing.departure(self.config.difficulty);
        let Some(pack) = departing.terms.pack.pack() else { return Vec::new() };
        let Ok(mission) = Mission::new(pack, &departure) else { return Vec::new() };
        let mut story = way.story_at(at_ms);
        let Some(tick) = mission.tick(&story) else { return Vec::new() };
        let survivor = |slot: u8| {
            departing.terms.party.get(usize::from(slot)).map_or(Uuid::nil(), |one| one.survivor)
        };
        let lines = tick.lines.iter().map(|line| ToldLine {
            line: line.clone(),
            survivor: survivor(line.slot),
            told: pack.stored_text(&tick, line).unwrap_or_default(),
        });
        let lines = lines.collect();
        story.fold(&tick);
        let Tick { tick, encounter, mends, lines: _ } = tick;
        let mut events = vec![Event::Ticked { tick, encounter, mends, lines }];
        if story.is_over() {
            events.extend(self.ended(way, &story, at_ms));
        }
        events
    }

    fn ended(&self, way: &Way, story: &resolver::State, at_ms: i64) -> Option<Event> {
        let terms = &way.departing.terms;
        let departure = way.departing.departure(self.config.difficulty);
        let resolved = Mission::new(terms.pack.pack()?, &departure).ok()?.results(story)?;
        let party = homecoming::of_party(terms, &resolved, &story.party, at_ms);
        let resolver::Results { status, ticks, goal, progress, ended_at, party: _ } = resolved;
        let results = Some(Results { ticks, goal, progress, ended_at, party });
        Some(Event::Ended { status, results, released: self.survivors() })
    }
}
