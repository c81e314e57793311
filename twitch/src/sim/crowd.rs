//! A chat that argues: bursts and lulls, raids, two camps, and everybody else.

use std::time::Duration;

use rand::{Rng, SeedableRng, rngs::StdRng, seq::IndexedRandom};

/// One line of chat, said `wait` after the line before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub wait: Duration,
    pub chatter_id: String,
    pub text: &'static str,
}

/// What the chat is like for some seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    Lull,
    Argument,
    /// Something happened, and most have the same opinion.
    Burst,
    /// A crowd comes in from another channel, all of one opinion.
    Raid,
}

/// Votes in all the clothes in which they count.
const FOR: &[&str] = &["yes", "yes", "yes", "YES", "Yes", " yes ", "ＹＥＳ"];
const AGAINST: &[&str] = &["no", "no", "no", "NO", "No", "no ", "ｎｏ"];
/// Near misses and everything else a chat says. None of it counts.
const NOISE: &[&str] = &[
    "yess",
    "YES!!",
    "yes please",
    "nooo",
    "no way",
    "not yes",
    "yes no",
    "LUL",
    "Kappa Kappa",
    "PogChamp",
    "GG",
    "what a play",
    "first time here, hi",
    "😂😂😂",
    "🔥",
    "はい",
    "いいえ",
    "草",
    "ない",
    "да",
    "нет",
    "ну давай",
    "نعم",
    "لا",
    "oui",
    "nein",
    "sí",
    "¿qué?",
    "네",
    "아니",
    "can you play that again?",
    "!uptime",
    "modCheck",
    "audio is fine for me",
    "o7",
    "?????",
];
const REGULARS: u32 = 600;

/// An endless script; the same seed gives the same one.
pub struct Crowd {
    chance: StdRng,
    per_s: f64,
    mood: Mood,
    mood_left: Duration,
    /// Share of those who vote "for" among those who vote.
    lean: f64,
    raiders: u32,
}

impl Crowd {
    /// `per_s` is about how many lines a second there are on average.
    #[must_use]
    pub fn new(seed: u64, per_s: f64) -> Self {
        let chance = StdRng::seed_from_u64(seed);
        let mood_left = Duration::from_secs(4);
        Self { chance, per_s, mood: Mood::Argument, mood_left, lean: 0.5, raiders: 0 }
    }

    #[must_use]
    pub fn mood(&self) -> Mood {
        self.mood
    }

    fn change_mood(&mut self) {
        let roll: f64 = self.chance.random();
        let (mood, seconds) = match roll {
            ..0.25 => (Mood::Lull, 3..7),
            ..0.65 => (Mood::Argument, 5..12),
            ..0.90 => (Mood::Burst, 3..7),
            _ => (Mood::Raid, 6..10),
        };
        let decided = if self.chance.random_bool(0.5) { 0.9 } else { 0.1 };
        self.lean = match mood {
            Mood::Lull | Mood::Argument => self.chance.random_range(0.35..0.65),
            Mood::Burst | Mood::Raid => decided,
        };
        self.mood = mood;
        self.mood_left = Duration::from_secs(self.chance.random_range(seconds));
    }

    /// How much livelier than average, and how many of its lines are votes.
    const fn liveliness(&self) -> (f64, f64) {
        match self.mood {
            Mood::Lull => (0.15, 0.15),
            Mood::Argument => (0.8, 0.5),
            Mood::Burst => (2.0, 0.8),
            Mood::Raid => (2.5, 0.7),
        }
    }

    fn text(&mut self, votes: f64) -> &'static str {
        let words = if !self.chance.random_bool(votes) {
            NOISE
        } else if self.chance.random_bool(self.lean) {
            FOR
        } else {
            AGAINST
        };
        words.choose(&mut self.chance).copied().unwrap_or_default()
    }

    fn chatter(&mut self) -> String {
        if self.mood == Mood::Raid && self.chance.random_bool(0.8) {
            self.raiders += 1;
            return (900_000 + self.raiders).to_string();
        }
        (100_000 + self.chance.random_range(0..REGULARS)).to_string()
    }
}

impl Iterator for Crowd {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.mood_left.is_zero() {
            self.change_mood();
        }
        let (livelier, votes) = self.liveliness();
        // Waits of a Poisson process.
        let mean_s = 1.0 / (self.per_s * livelier).max(0.01);
        let wait_s = -mean_s * (1.0 - self.chance.random::<f64>()).ln();
        let wait = Duration::from_secs_f64(wait_s.min(5.0));
        self.mood_left = self.mood_left.saturating_sub(wait);
        Some(Line { wait, chatter_id: self.chatter(), text: self.text(votes) })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_chat() {
        let lines = |seed| Crowd::new(seed, 10.0).take(500).collect::<Vec<_>>();
        assert_eq!(lines(1), lines(1));
        assert_ne!(lines(1), lines(2));
    }

    #[test]
    fn within_some_minutes_everything_happens() {
        let mut crowd = Crowd::new(3, 10.0);
        let (mut moods, mut texts, mut time, mut lines) =
            (HashSet::new(), HashSet::new(), Duration::ZERO, 0);
        while time < Duration::from_mins(10) {
            let Some(line) = crowd.next() else { break };
            moods.insert(crowd.mood());
            texts.insert(line.text);
            time += line.wait;
            lines += 1;
        }
        assert_eq!(moods.len(), 4);
        assert!(FOR.iter().chain(AGAINST).chain(NOISE).all(|text| texts.contains(text)));
        assert!((2_000..20_000).contains(&lines), "{lines} lines in ten minutes");
    }
}
