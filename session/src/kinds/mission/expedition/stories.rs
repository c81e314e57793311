//! Whether what is stored of a mission is what its seed says: for who looks
//! whether anything changed.

use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

use super::{
    event::Results,
    terms::{Departing, Terms},
};
use crate::kinds::mission::{
    Outcome,
    pack::Named,
    resolver::{
        Explained, Results as Resolved, Seed, Status, Story, TurnBack, Wishes, explain, resolve,
    },
};

/// All that is stored of a mission that has ended.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Stored {
    pub difficulty: u8,
    pub seed: Seed,
    pub terms: Terms,
    pub status: Status,
    pub results: Results,
    /// Who turned back, and from when on.
    pub turn_backs: Vec<Wish>,
    /// In the order of ticks and slots. Empty where they are stored no more.
    pub lines: Vec<StoredLine>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub struct Wish {
    pub slot: u8,
    pub from_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct StoredLine {
    pub tick: u32,
    pub at_ms: i64,
    pub slot: u8,
    pub encounter: String,
    pub outcome: Outcome,
    pub chance: u32,
    pub roll: u32,
    pub harm: u32,
    pub harm_roll: u32,
    pub marks: u8,
    pub find: u32,
    pub text: String,
}

impl Stored {
    /// The same of what is read from a store. What cannot be read there is told
    /// otherwise; a pack that this release has not says nothing.
    #[must_use]
    pub fn is_story_told_anew(story: Value) -> Option<bool> {
        let pack: Option<Named> = serde_json::from_value(story["terms"]["pack"].clone()).ok();
        if pack.is_some_and(|pack| pack.pack().is_none()) {
            return None;
        }
        let stored = serde_json::from_value::<Self>(story);
        stored.map_or(Some(false), |stored| stored.is_told_anew())
    }

    /// Whether it is told anew as it is stored, to the letter. `None` where this
    /// release has not the pack.
    #[must_use]
    pub fn is_told_anew(&self) -> Option<bool> {
        let pack = self.terms.pack.pack()?;
        let departing = Departing { seed: self.seed, terms: self.terms.clone() };
        let departure = departing.departure(self.difficulty);
        let story = resolve(pack, &departure, &self.wishes());
        Some(story.is_ok_and(|story| self.is(&story)))
    }

    /// The story as its seed tells it, each tick with what its chances were made of.
    /// `None` where this release has not the pack.
    #[must_use]
    pub fn explained(&self, mission: Uuid) -> Option<(Vec<Explained>, Resolved)> {
        let pack = self.terms.pack.pack()?;
        let departing = Departing { seed: self.seed, terms: self.terms.clone() };
        let departure = departing.departure(self.difficulty);
        let mut wishes = self.wishes();
        if self.lines.is_empty() {
            // Where lines are stored no more, a wish goes by when ticks were to be due.
            wishes.turn_backs = self.turn_backs_by_due_times(mission);
        }
        explain(pack, &departure, &wishes).ok()
    }

    fn turn_backs_by_due_times(&self, mission: Uuid) -> Vec<TurnBack> {
        let due_ms = |tick: u32| self.terms.due_ms(mission, tick, 0);
        let turned = self.turn_backs.iter().filter_map(|wish| {
            let tick = (1..=self.results.ticks).find(|tick| due_ms(*tick) >= wish.from_ms)?;
            Some(TurnBack { tick, slot: wish.slot })
        });
        turned.collect()
    }

    /// A wish counts for the first tick that was due from its moment on.
    fn wishes(&self) -> Wishes {
        let turned = self.turn_backs.iter().filter_map(|wish| {
            let tick = self.lines.iter().find(|line| line.at_ms >= wish.from_ms)?.tick;
            Some(TurnBack { tick, slot: wish.slot })
        });
        let is_recalled = self.status == Status::Abandoned;
        let recall = is_recalled.then_some(self.results.ended_at + 1);
        Wishes { turn_backs: turned.collect(), recall }
    }

    fn is(&self, story: &Story) -> bool {
        let Results { ticks, goal, progress, ended_at, party } = &self.results;
        let all = &story.results;
        let is_same_end = self.status == all.status
            && [*ticks, *goal, *progress, *ended_at]
                == [all.ticks, all.goal, all.progress, all.ended_at];
        let brought = party.iter().map(|one| (one.slot, one.upright, one.xp, one.salvage));
        let resolved = all.party.iter().map(|one| (one.slot, one.upright, one.xp, one.salvage));
        is_same_end && brought.eq(resolved) && self.lines.iter().eq(&self.lines_of(story))
    }

    /// The lines of a story as they would be stored, each at the time that its tick
    /// is stored under.
    fn lines_of(&self, story: &Story) -> Vec<StoredLine> {
        let pack = self.terms.pack.pack();
        let at_ms = |tick: u32| {
            self.lines.iter().find(|line| line.tick == tick).map_or(0, |line| line.at_ms)
        };
        let told =
            story.ticks.iter().flat_map(|tick| tick.lines.iter().map(move |line| (tick, line)));
        told.map(|(tick, line)| StoredLine {
            tick: tick.tick,
            at_ms: at_ms(tick.tick),
            slot: line.slot,
            encounter: tick.encounter.clone(),
            outcome: line.outcome,
            chance: line.chance,
            roll: line.roll,
            harm: line.harm,
            harm_roll: line.harm_roll,
            marks: line.marks,
            find: line.find,
            text: pack.and_then(|pack| pack.stored_text(tick, line)).unwrap_or_default(),
        })
        .collect()
    }
}
