//! A journal as it is read, and what it comes to.

use super::{
    draws::Draws,
    figures::{Felt, Figure, all, by_hour, by_weekday},
    tags::{TagMood, Tagged},
    words::{WordCount, Words},
};
use crate::journal::{Day, Entry};

/// What was read so far. Entries come newest first; moods in any order.
#[derive(Debug, Default)]
pub struct Reading {
    felt: Vec<Felt>,
    tagged: Tagged,
    words: Words,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insights {
    /// Of all moods, those of entries among them.
    pub moods: Figure,
    /// From Monday on.
    pub by_weekday: [Figure; 7],
    /// Of moods that were noted by themselves: when what an entry tells was felt, it
    /// does not say.
    pub by_hour: [Figure; 24],
    pub tags: Vec<TagMood>,
    pub words: Vec<WordCount>,
}

impl Reading {
    pub fn mood(&mut self, felt: Felt) {
        self.felt.push(felt);
    }

    pub fn entry(&mut self, day: Day, entry: &Entry) {
        if let Some(value) = entry.mood {
            self.felt.push(Felt { day, hour: None, value });
        }
        self.tagged.add(day, &entry.tags);
        self.words.add(day, entry);
    }

    /// Of days from one on: what was read of days before is no whole day. The same
    /// `seed` draws the same chance.
    #[must_use]
    pub fn told(mut self, from: Day, seed: &[u8]) -> Insights {
        self.felt.retain(|felt| felt.day >= from);
        Insights {
            moods: all(&self.felt),
            by_weekday: by_weekday(&self.felt),
            by_hour: by_hour(&self.felt),
            tags: self.tagged.told(&self.felt, Draws::new(seed)),
            words: self.words.most(from),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A day, its mood, and whether somebody walked: with each a mood and an entry.
    type Lived = (i32, u8, bool);

    fn read(lived: &[Lived], from: i32) -> Insights {
        let mut reading = Reading::default();
        for (day, value, walked) in lived {
            let day = Day::new(*day);
            let tags = if *walked { vec!["walk".to_owned()] } else { Vec::new() };
            let text = if *walked { "Along the river" } else { "Indoors" }.to_owned();
            reading.entry(day, &Entry { text, tags, mood: Some(*value), ..Entry::default() });
            reading.mood(Felt { day, hour: Some(9), value: *value });
        }
        reading.told(Day::new(from), b"ann year")
    }

    #[test]
    fn moods_of_entries_have_a_day_and_no_hour() {
        let told = read(&[(4, 8, true), (3, 5, false)], 0);
        assert_eq!((told.moods.count, told.by_hour[9].count), (4, 2));
        assert_eq!((told.by_weekday[0].mean_tenths, told.by_weekday[6].count), (Some(80), 2));
        assert_eq!(told.words[0].word, "indoors");
        assert!(told.tags.is_empty());
    }

    #[test]
    fn nothing_written_is_nothing_told() {
        let told = Reading::default().told(Day::new(0), b"ann year");
        assert_eq!(told.moods, Figure::default());
        assert!(told.tags.is_empty() && told.words.is_empty());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// Where reading ended early it is as if the span had begun later.
        #[test]
        fn what_is_before_the_first_whole_day_leaves_no_trace(
            lived in prop::collection::vec((1_u8..=10, any::<bool>()), 0..40),
            from in 0_i32..20,
        ) {
            let lived = lived.into_iter().zip((0..40).rev());
            let lived: Vec<Lived> = lived.map(|((value, walked), day)| (day, value, walked)).collect();
            let later: Vec<Lived> =
                lived.iter().copied().filter(|(day, ..)| *day >= from).collect();
            let one_more: Vec<Lived> =
                lived.iter().copied().filter(|(day, ..)| *day >= from - 1).collect();
            prop_assert_eq!(read(&one_more, from), read(&later, from));
            prop_assert_eq!(read(&later, from), read(&later, from), "and the same again");
        }
    }
}
