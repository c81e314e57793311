//! A chat that argues: bursts and lulls, raids, two camps, and everybody else.
//!
//! A **mood** lasts some seconds and sets how lively the chat is, how much of
//! it votes, and for which side. The **regulars** belong to one camp each and
//! never change it; **raiders** come once, all for one side. It is a script and
//! nothing else: no clock, no network, and the same seed gives the same one.

mod mood;
mod words;

pub use mood::Mood;

use std::time::Duration;

use rand::{
    Rng, SeedableRng,
    rngs::StdRng,
    seq::{IndexedRandom, SliceRandom},
};

/// One line of chat, said `wait` after the line before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub wait: Duration,
    pub chatter_id: String,
    pub text: &'static str,
    /// Whether it is delivered once more, as Twitch may.
    pub twice: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
}

const CAMP: u32 = 300;
const REGULARS_FROM: u32 = 100_000;
const RAIDERS_FROM: u32 = 900_000;
const RAIDERS_SHARE: f64 = 0.8;
const TWICE_SHARE: f64 = 0.025;
const RATE_MIN: f64 = 0.01;
const WAIT_S_MAX: f64 = 5.0;

/// An endless script.
pub struct Crowd {
    chance: StdRng,
    per_s: f64,
    mood: Mood,
    mood_left: Duration,
    moods_to_come: Vec<Mood>,
    /// Share of those who vote "for" among those who vote.
    lean: f64,
    raiders: u32,
}

impl Crowd {
    /// `per_s` is how many lines a second there are on average.
    #[must_use]
    pub fn new(seed: u64, per_s: f64) -> Self {
        Self {
            chance: StdRng::seed_from_u64(seed),
            per_s,
            mood: Mood::Argument,
            mood_left: Duration::from_secs(4),
            moods_to_come: Vec::new(),
            lean: 0.5,
            raiders: 0,
        }
    }

    /// The mood in which the last line was said.
    #[must_use]
    pub fn mood(&self) -> Mood {
        self.mood
    }

    /// Moods come from a shuffled deck, so that none stays away for long.
    fn change_mood(&mut self) {
        if self.moods_to_come.is_empty() {
            self.moods_to_come.extend(mood::DECK);
            self.moods_to_come.shuffle(&mut self.chance);
        }
        self.mood = self.moods_to_come.pop().unwrap_or(Mood::Argument);
        self.mood_left = Duration::from_secs(self.chance.random_range(self.mood.seconds()));
        self.lean = match self.mood {
            Mood::Lull | Mood::Argument => self.chance.random_range(0.35..0.65),
            Mood::Burst | Mood::Raid if self.chance.random() => 0.9,
            Mood::Burst | Mood::Raid => 0.1,
        };
    }

    /// Waits of a Poisson process.
    fn wait(&mut self) -> Duration {
        let mean_s = 1.0 / (self.per_s * self.mood.liveliness()).max(RATE_MIN);
        let wait_s = -mean_s * (1.0 - self.chance.random::<f64>()).ln();
        Duration::from_secs_f64(wait_s.min(WAIT_S_MAX))
    }

    /// `None` for those who only talk.
    fn vote(&mut self) -> Option<Side> {
        if !self.chance.random_bool(self.mood.votes()) {
            return None;
        }
        Some(if self.chance.random_bool(self.lean) { Side::For } else { Side::Against })
    }

    fn chatter(&mut self, vote: Option<Side>) -> String {
        if self.mood == Mood::Raid && self.chance.random_bool(RAIDERS_SHARE) {
            self.raiders += 1;
            return (RAIDERS_FROM + self.raiders).to_string();
        }
        let camp = match vote {
            Some(Side::For) => 0..CAMP,
            Some(Side::Against) => CAMP..2 * CAMP,
            None => 0..2 * CAMP,
        };
        (REGULARS_FROM + self.chance.random_range(camp)).to_string()
    }

    fn text(&mut self, vote: Option<Side>) -> &'static str {
        let words = match vote {
            Some(Side::For) => words::FOR,
            Some(Side::Against) => words::AGAINST,
            None => words::NOISE,
        };
        words.choose(&mut self.chance).copied().unwrap_or_default()
    }
}

impl Iterator for Crowd {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.mood_left.is_zero() {
            self.change_mood();
        }
        let wait = self.wait();
        self.mood_left = self.mood_left.saturating_sub(wait);
        let vote = self.vote();
        Some(Line {
            wait,
            chatter_id: self.chatter(vote),
            text: self.text(vote),
            twice: self.chance.random_bool(TWICE_SHARE),
        })
    }
}

#[cfg(test)]
mod tests;
