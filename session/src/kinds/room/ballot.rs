//! Votes, one at a time.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    course::Why,
    event::Event,
    limits::{
        CHOICE_BYTES_MAX, CHOICE_CHARS_MAX, CHOICES, POLL_S, QUESTION_BYTES_MAX, QUESTION_CHARS_MAX,
    },
    numbers::Numbers,
    rights::Right,
    seat::Seat,
    state::State,
};
use crate::{held::Held, omitted::is_default, text};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ballot {
    pub id: String,
    pub about: About,
    #[serde(default, skip_serializing_if = "is_default")]
    pub question: Option<String>,
    pub choices: Vec<String>,
    /// Who is for each choice, as numbers of seats.
    pub votes: Vec<Numbers>,
    /// The seat that opened it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<String>,
    pub ends_ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// Yes takes the next item.
    Skip,
    /// Yes pauses.
    Pause,
    Poll,
}

impl Ballot {
    /// One vote a seat: the last.
    pub fn cast(&mut self, number: u16, choice: usize) {
        for (n, votes) in self.votes.iter_mut().enumerate() {
            votes.set(number, n == choice);
        }
    }

    pub fn forget(&mut self, number: u16) {
        for votes in &mut self.votes {
            votes.set(number, false);
        }
    }
}

impl State {
    /// Votes for each choice: in a poll of all who sit, else of those who count.
    pub fn counts(&self, ballot: &Ballot) -> Vec<u32> {
        if ballot.about == About::Poll {
            return ballot.votes.iter().map(Numbers::count).collect();
        }
        let count = |votes: &Numbers| self.electors().filter(|one| votes.has(one.number)).count();
        ballot.votes.iter().map(|votes| u32::try_from(count(votes)).unwrap_or(u32::MAX)).collect()
    }

    /// How many of those who are here and may vote have to say yes: 60 %, and one
    /// where there is nobody.
    pub fn needed(&self) -> u32 {
        let electors = u32::try_from(self.electors().count()).unwrap_or(u32::MAX / 4);
        (electors * 3).div_ceil(5).max(1)
    }

    /// The end of a ballot that is decided.
    pub fn follow_ballot(&self, now_ms: i64) -> Option<Vec<Event>> {
        let ballot = self.ballot.as_ref().filter(|ballot| ballot.about != About::Poll)?;
        let counts = self.counts(ballot);
        let yes = counts.first().copied().unwrap_or(0);
        let (all, voted) =
            (u32::try_from(self.electors().count()).ok()?, counts.iter().sum::<u32>());
        let could_be = yes + all.saturating_sub(voted);
        let needed = self.needed();
        (yes >= needed || could_be < needed).then(|| self.close_ballot(ballot, now_ms))
    }

    /// It ends as it stands.
    pub fn close_ballot(&self, ballot: &Ballot, now_ms: i64) -> Vec<Event> {
        let counts = self.counts(ballot);
        let passed = match ballot.about {
            About::Poll => None,
            About::Skip | About::Pause => {
                Some(counts.first().is_some_and(|yes| *yes >= self.needed()))
            }
        };
        let mut events = vec![Event::BallotClosed { ballot: ballot.id.clone(), passed, counts }];
        if passed == Some(true) {
            events.extend(match ballot.about {
                About::Skip => self.after_item(Why::Vote, now_ms),
                About::Pause | About::Poll => {
                    vec![Event::Paused(self.stops(None, Why::Vote, now_ms))]
                }
            });
        }
        events
    }

    fn electors(&self) -> impl Iterator<Item = &Seat> {
        let those = self.present().filter(|(id, seat)| self.rights(id, seat).has(Right::Vote));
        those.map(|(_, seat)| seat)
    }
}

/// What may be asked of a vote.
pub(super) fn hold(
    held: &mut Held,
    about: About,
    question: Option<&str>,
    choices: Option<&[String]>,
    ends_s: Option<u32>,
) {
    let is_poll = about == About::Poll;
    let is_short =
        |text: &str| text::is_text(text, QUESTION_CHARS_MAX) && text.len() <= QUESTION_BYTES_MAX;
    let is_good = question.map_or(!is_poll, |question| is_poll && is_short(question));
    held.hold(is_good, "question", "1 to 200 characters and 600 bytes, of a poll");
    let is_choice =
        |text: &String| text::is_name(text, CHOICE_CHARS_MAX) && text.len() <= CHOICE_BYTES_MAX;
    let are_good = |choices: &[String]| {
        let choices = choices.iter().map(|choice| choice.trim().to_owned()).collect::<Vec<_>>();
        is_poll && CHOICES.contains(&choices.len()) && choices.iter().all(is_choice)
    };
    let is_good = choices.map_or(!is_poll, are_good);
    held.hold(is_good, "choices", "2 to 10 of 1 to 100 characters and 300 bytes, of a poll");
    let is_good = ends_s.is_none_or(|seconds| is_poll && POLL_S.contains(&seconds));
    held.hold(is_good, "ends_s", "10 to 3,600, of a poll");
}
